"""Who may grant what alone: the authority table (alçada), and where the rest goes."""

from collections.abc import Iterator

from desk.domain.access.model import Role
from desk.domain.authorization.care import (
    answers_of,
    clause_of,
    line_limit,
    line_questions,
    person_question,
)
from desk.domain.authorization.case import Case, FormLine
from desk.domain.catalogue.model import ProcedureKind
from desk.domain.eligibility import hindrances
from desk.domain.eligibility.answer import CareAnswer
from desk.domain.eligibility.hindrances import DESK_MANUAL
from desk.domain.eligibility.place import CAP, CAS_24H, CONSULTANT
from desk.domain.eligibility.regulation import answer_by
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Reason, Route
from desk.domain.premium.service import calendar
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

EMPLOYER = "EMPRESA"
_ANSWER_DAYS = "regulation.answer_business_days"
_BY_CAP_ATTENDANTS = frozenset({ProcedureKind.DIAGNOSIS, ProcedureKind.THERAPY})


@rule("AP-026", "AP-052")
def within_authority(case: Case, role: str) -> bool:
    """Whether a role may grant every line of the form alone; a consultant always may."""
    return role == Role.CONSULTANT or all(
        line_limit(case, line, role) is not None for line in case.granted_lines()
    )


class _Routing:
    """The areas a form goes to, each once, and why."""

    def __init__(self, case: Case, rulebook: Rulebook) -> None:
        self.case = case
        self.rulebook = rulebook
        self.found: list[Route] = []
        self.reasons: list[Reason] = []

    def go(self, line: FormLine, route: Route, reason: Reason) -> None:
        """Send it to an area, unless somebody of that area who may decide the service is at it."""
        if any(area == route.area and self._decides(role, area, line) for role, area in self.case.people()):
            return
        if all(known.area != route.area for known in self.found):
            self.found.append(route)
        if all((known.rule, known.says) != (reason.rule, reason.says) for known in self.reasons):
            self.reasons.append(reason)

    @rule("AP-025")
    def _decides(self, role: str, area: str, line: FormLine) -> bool:
        """At CAP attendants issue diagnosis and therapy, its consultants decide the rest; elsewhere anybody."""
        issued = self.case.procedures[line.code].kind in _BY_CAP_ATTENDANTS
        return area != CAP or role == Role.CONSULTANT or issued


@rule("AP-016", "AP-020", "AP-027", "AP-053", "AP-102", "EL-027")
def routes(case: Case, rulebook: Rulebook) -> tuple[tuple[Route, ...], tuple[Reason, ...]]:
    """Where a form without blocks must still go, and why; empty when the operator may grant it.

    The manual has its authority table; of the other rulebooks a clause says what is authorised, and where.
    """
    routing = _Routing(case, rulebook)
    by_manual = case.card is None or case.card.product.rulebook == DESK_MANUAL
    if by_manual:
        _partial_cover(routing)
    given = {line.position: answer for line, _, answer in answers_of(case)}
    for line in case.granted_lines():
        sent = list(_sent_by_clause(given[line.position])) if line.position in given else []
        for route, reason in sent:
            routing.go(line, route, reason)
        if by_manual and not sent:
            _by_table(routing, line)
    if by_manual:
        for line, question in line_questions(case):
            for hindrance in hindrances.registered_waiting(question, rulebook):
                if hindrance.route is not None:
                    routing.go(line, hindrance.route, hindrance.reason)
    elif routing.found:
        routing.reasons += _answered_by(case, rulebook)
    return tuple(routing.found), tuple(routing.reasons)


@rule("EL-027", "EL-028")
def _partial_cover(routing: _Routing) -> None:
    """A CPT in course: whatever the service, CAP decides; a consultant of CAP may grant it."""
    question = person_question(routing.case)
    running = hindrances.running_cpts(question, routing.rulebook) if question is not None else []
    if not running:
        routing.reasons.append(cite("EL-027", "SEM CPT EM CURSO", applied=False))
        return
    cpt, gone = running[-1]
    last = format_date(add_days(gone, -1))
    if (Role.CONSULTANT, CAP) in routing.case.people():
        routing.reasons.append(cite("EL-027", f"CPT EM CURSO ATÉ {last}: O CONSULTOR DA CAP DECIDE"))
        return
    says = f"CPT EM CURSO ATÉ {last}: SEMPRE CAP, QUALQUER QUE SEJA O SERVIÇO"
    reason = cite("EL-027", says, values=[("CPT", cpt.condition.upper())])
    routing.found.append(_cap(routing))
    routing.reasons.append(reason)


def _sent_by_clause(given: CareAnswer) -> Iterator[tuple[Route, Reason]]:
    """What a clause of the rulebook sends away from the unit, beyond its limit or from the start."""
    areas = {route.area: route for route in given.decision.routes}
    for reason in given.decision.reasons:
        clause = clause_of(reason) if reason.applied else None
        if clause is None:
            continue
        beyond = clause.limit.beyond if clause.limit is not None else ""
        area = clause.where.area if clause.where is not None else beyond
        if area in areas:
            where = clause.where
            yield (Route(area, where.promise, where.limit) if where is not None else Route(area)), reason


def _by_table(routing: _Routing, line: FormLine) -> None:
    """By the authority table: granted here, by CAS 24h, by the company, by the unit's consultant or by CAP."""
    case = routing.case
    roles = [role for role, _ in case.people()]
    granted = next((limit for role in roles if (limit := line_limit(case, line, role)) is not None), None)
    if case.procedures[line.code].exclusive_area == CAS_24H:
        routing.go(line, Route(CAS_24H), cite("AP-016", f"{line.code} É AUTORIZADO SÓ PELA CAS 24H"))
    elif granted is not None and granted.released_by:
        routing.go(line, Route(granted.released_by), cite("AP-053", f"{line.code} É LIBERADO SÓ PELA EMPRESA"))
    elif granted is None and Role.CONSULTANT not in roles:
        if case.unit_has_consultant:
            says = f"{line.code} FORA DA ALÇADA: CONSULTOR DA UNIDADE DECIDE"
            routing.go(line, Route(CONSULTANT), cite("AP-102", says))
        else:
            route = _cap(routing)
            says = f"{line.code} FORA DA ALÇADA: DOCUMENTOS À CAP; SEGURADO OUVE ATÉ {route.promise}"
            routing.go(line, route, cite("AP-027", says))
    else:
        values = [("TABELA", f"ATÉ {granted.maximum_quantity}")] if granted is not None else []
        if granted is not None and granted.condition:
            values.append(("CRITÉRIO", granted.condition))
        says = f"{line.code} DENTRO DA ALÇADA {granted.role if granted is not None else Role.CONSULTANT}"
        routing.reasons.append(cite("AP-026", says, values=values))


def _answered_by(case: Case, rulebook: Rulebook) -> Iterator[Reason]:
    """By which day an operator answers, of a rulebook that says so (one business day)."""
    code = case.card.product.rulebook if case.card is not None else ""
    if rulebook.knows(_ANSWER_DAYS, case.today, rulebook=code):
        yield answer_by(case.today, code, rulebook, calendar()).reason


def _cap(routing: _Routing) -> Route:
    promise = routing.rulebook.value("authorization.cap_promise_hours", routing.case.today)
    limit = routing.rulebook.value("authorization.cap_limit_hours", routing.case.today)
    return Route(CAP, f"{promise} HORAS", f"{limit} HORAS")
