"""Who may grant what alone: the authority table (alçada), and where the rest goes."""

from desk.domain.access.model import Role
from desk.domain.authorization.case import Case, FormLine
from desk.domain.catalogue.model import AuthorityLimit
from desk.domain.eligibility.place import CAP, CAS_24H, CONSULTANT, authority_limit
from desk.domain.kernel.decision import Reason, Route
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

EMPLOYER = "EMPRESA"


@rule("AP-026", "AP-052")
def within_authority(case: Case, role: str) -> bool:
    """Whether a role may grant every line of the form alone; a consultant always may."""
    return all(line_limit(case, line, role) is not None for line in case.granted_lines()) or (
        role == Role.CONSULTANT
    )


def line_limit(case: Case, line: FormLine, role: str) -> AuthorityLimit | None:
    """The line of the table that lets a role grant this service, one of its product first; None outside it."""
    return authority_limit(
        case.limits,
        role,
        code=line.code,
        quantity=line.quantity or 0,
        attendance_type=case.form.attendance_type,
        product=case.card.product.code if case.card is not None else "",
    )


@rule("AP-016", "AP-020", "AP-027", "AP-053", "AP-102", "EL-027")
def routes(case: Case, rulebook: Rulebook) -> tuple[tuple[Route, ...], tuple[Reason, ...]]:
    """Where a form without blocks must still go, and why; empty when the operator may grant it."""
    found: list[Route] = []
    reasons: list[Reason] = []

    def go(area: str, reason: Reason, *, promise: str = "", limit: str = "") -> None:
        if all(route.area != area for route in found):
            found.append(Route(area, promise, limit))
        reasons.append(reason)

    promise, limit = _cap_deadline(case, rulebook)
    cpts = case.card.life.running_cpts if case.card is not None else ()
    if cpts:
        says = f"CPT EM CURSO ATÉ {cpts[-1].ends_on:%d/%m/%Y}: SEMPRE CAP, QUALQUER QUE SEJA O SERVIÇO"
        go(CAP, cite("EL-027", says), promise=promise, limit=limit)
    else:
        reasons.append(cite("EL-027", "SEM CPT EM CURSO", applied=False))
    deciders = _deciders(case)
    for line in case.granted_lines():
        area = case.procedures[line.code].exclusive_area
        granted = next((line_limit(case, line, role) for role in deciders if line_limit(case, line, role)), None)
        if area == CAS_24H:
            go(CAS_24H, cite("AP-016", f"{line.code} É AUTORIZADO SÓ PELA CAS 24H"))
        elif granted is not None and granted.released_by:
            go(granted.released_by, cite("AP-053", f"{line.code} É LIBERADO SÓ PELA EMPRESA"))
        elif granted is None and Role.CONSULTANT not in deciders:
            if case.unit_has_consultant:
                go(CONSULTANT, cite("AP-102", f"{line.code} FORA DA ALÇADA: CONSULTOR DA UNIDADE DECIDE"))
            else:
                says = f"{line.code} FORA DA ALÇADA: DOCUMENTOS À CAP; SEGURADO OUVE ATÉ {promise}"
                go(CAP, cite("AP-027", says), promise=promise, limit=limit)
        else:
            values = [("TABELA", f"ATÉ {granted.maximum_quantity}")] if granted is not None else []
            says = f"{line.code} DENTRO DA ALÇADA {granted.role if granted is not None else Role.CONSULTANT}"
            reasons.append(cite("AP-026", says, values=values))
    return tuple(found), tuple(reasons)


def _deciders(case: Case) -> tuple[str, ...]:
    """Whose authority the form stands on: the attendant's, and that of a second person who gave the password."""
    second = case.colleague.role if case.colleague is not None and case.colleague.confirmed else ""
    return (case.attendant_role, second) if second else (case.attendant_role,)


def _cap_deadline(case: Case, rulebook: Rulebook) -> tuple[str, str]:
    promise = rulebook.value("authorization.cap_promise_hours", case.today)
    limit = rulebook.value("authorization.cap_limit_hours", case.today)
    return f"{promise} HORAS", f"{limit} HORAS"
