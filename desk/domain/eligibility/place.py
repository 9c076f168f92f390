"""Where a service is asked for: nowhere, at the unit, at CAP or CAS 24h, at the company, at the operator."""

from collections.abc import Sequence
from dataclasses import dataclass

from desk.domain.access.model import Role
from desk.domain.catalogue.model import AuthorityLimit
from desk.domain.eligibility.clause import Effect
from desk.domain.eligibility.coverage import Spoken, strongest
from desk.domain.eligibility.hindrances import Hindrance, running_cpts
from desk.domain.eligibility.question import CareQuestion
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Outcome, Reason, Route
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

CAS_24H = "CAS 24H"
CAP = "CAP"
CONSULTANT = "CONSULTOR DA UNIDADE"
CONSULTANCY = "CONSULTORIA"
UNIT = "UDAS"
CENTRALS = {"AZ": "CENTRAL ASSEFAZ", "UF": "CENTRAL UNAFISCO", "PS": "PAS/SERPRO 0800 888 9504"}
"""Where a rulebook is asked what it does not say; by the desk manual that is CAP."""

_INHERITS = {
    Role.ATTENDANT: (Role.ATTENDANT,),
    Role.SENIOR: (Role.ATTENDANT, Role.SENIOR),
    Role.SUPERVISOR: (Role.ATTENDANT, Role.SENIOR, Role.SUPERVISOR),
    Role.TRAINER: (Role.ATTENDANT,),
}
"""A role grants what the table gives it and what it gives the roles before it."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the service is asked for: what sends it away from the unit, why, and the papers it takes."""

    hindrances: tuple[Hindrance, ...] = ()
    reasons: tuple[Reason, ...] = ()
    documents: tuple[tuple[str, str], ...] = ()
    """Each with the rule that asks for it."""


def authority_limit(
    limits: Sequence[AuthorityLimit],
    role: str,
    *,
    code: str,
    quantity: int,
    attendance_type: str,
    product: str,
    person: CareQuestion | None = None,
) -> AuthorityLimit | None:
    """The line of the authority table that lets a role grant a service, one of its product first (AP-026).

    `person` is whom a line's conditions are asked of; without one, a line that has any does not hold.
    """
    roles = _INHERITS.get(Role(role), ()) if role in set(Role) else ()
    for limit in sorted(limits, key=lambda limit: not limit.products):
        if (
            limit.procedure_code == code
            and limit.role in roles
            and quantity <= limit.maximum_quantity
            and (not limit.attendance_types or attendance_type in limit.attendance_types)
            and (not limit.products or product in limit.products.split("|"))
            and meets(limit, code, quantity, person)
        ):
            return limit
    return None


@rule("AP-026", "AP-052")
def meets(limit: AuthorityLimit, code: str, quantity: int, person: CareQuestion | None) -> bool:
    """Whether the person is of the sex and age of a line, and its quantity is not used up in its window."""
    if not (limit.sex or limit.minimum_age is not None or limit.maximum_age is not None or limit.window_days):
        return True
    if person is None:
        return False
    low, high = limit.minimum_age, limit.maximum_age
    if (limit.sex and limit.sex != person.card.member.sex) or not (
        (low is None or low <= person.age) and (high is None or person.age <= high)
    ):
        return False
    if not limit.window_days:
        return True
    recent = (u for u in person.used if u.code == code and abs((person.on - u.on).days) < limit.window_days)
    return quantity + sum(use.quantity for use in recent) <= limit.maximum_quantity


def decides(role: str, area: str) -> bool:
    """Whether a role is itself what an area is asked for: a consultant sends nothing to the consultancy."""
    return role == Role.CONSULTANT and area == CONSULTANCY


def places(question: CareQuestion, holding: Sequence[Spoken], rulebook: Rulebook) -> Places:
    """By the rulebook's own clause where it has one, else by the authority table of the desk manual."""
    chosen = strongest(holding, frozenset({Effect.PROCEDURE}))
    documents = tuple((s.clause.rule, d) for s in chosen for d in s.clause.documents)
    reasons = tuple(s.reason() for s in chosen)
    sent = [
        s
        for s in chosen
        if s.clause.where is not None
        and s.clause.where.area != UNIT
        and not decides(question.role, s.clause.where.area)
    ]
    if sent:
        beside = tuple(s.reason() for s in chosen if s not in sent)
        return Places(tuple(_sent(s, question, rulebook) for s in sent), beside, documents)
    if question.procedure is None or question.rulebook != "DM":
        return Places((), reasons, documents)
    found = _by_table(question, rulebook)
    return Places(found.hindrances, (*reasons, *found.reasons), documents)


def _sent(spoken: Spoken, question: CareQuestion, rulebook: Rulebook) -> Hindrance:
    """What a clause sends elsewhere; what a CPT sends, with the CPT and until it ends."""
    where = spoken.clause.where
    assert where is not None
    route = Route(where.area, where.promise, where.limit)
    cpts = running_cpts(question, rulebook) if spoken.clause.when.in_cpt else []
    values = [(f"CPT {cpt.condition.upper()}", f"ATÉ {format_date(add_days(gone, -1))}") for cpt, gone in cpts]
    until = max((gone for _, gone in cpts), default=None)
    return Hindrance(Outcome.ROUTED, spoken.reason(values), until, route=route)


@rule("AP-016", "AP-026", "AP-027", "AP-102")
def _by_table(question: CareQuestion, rulebook: Rulebook) -> Places:
    procedure = question.procedure
    assert procedure is not None
    if procedure.needs_authorization is False:
        return Places((), (cite("AP-026", f"{procedure.code} NÃO PRECISA DE AP"),))
    if procedure.exclusive_area == CAS_24H:
        reason = cite("AP-016", f"{procedure.code} É AUTORIZADO SÓ PELA CAS 24H")
        return Places((Hindrance(Outcome.ROUTED, reason, route=Route(CAS_24H)),))
    granted = authority_limit(
        question.limits,
        question.role,
        code=procedure.code,
        quantity=question.quantity,
        attendance_type=question.attendance_type,
        product=question.card.product.code,
        person=question,
    )
    if granted is not None or question.role == Role.CONSULTANT:
        values = [("ALÇADA", f"ATÉ {granted.maximum_quantity}")] if granted is not None else []
        return Places((), (cite("AP-026", f"{procedure.code} DENTRO DA ALÇADA {question.role}", values=values),))
    if question.unit_has_consultant:
        reason = cite("AP-102", f"{procedure.code} FORA DA ALÇADA: CONSULTOR DA UNIDADE DECIDE")
        return Places((Hindrance(Outcome.ROUTED, reason, route=Route(CONSULTANT)),))
    promise = f"{rulebook.value('authorization.cap_promise_hours', question.on)} HORAS"
    limit = f"{rulebook.value('authorization.cap_limit_hours', question.on)} HORAS"
    reason = cite("AP-027", f"{procedure.code} FORA DA ALÇADA: CAP DECIDE")
    return Places((Hindrance(Outcome.ROUTED, reason, route=Route(CAP, promise, limit)),))
