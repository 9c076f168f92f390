"""Who may grant what alone: the authority table (alçada), and where the rest goes."""

from desk.domain.access.model import Role
from desk.domain.authorization.case import Case, FormLine
from desk.domain.catalogue.model import AuthorityLimit
from desk.domain.kernel.decision import Reason, Route
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

_INHERITS = {
    Role.ATTENDANT: (Role.ATTENDANT,),
    Role.SENIOR: (Role.ATTENDANT, Role.SENIOR),
    Role.SUPERVISOR: (Role.ATTENDANT, Role.SENIOR, Role.SUPERVISOR),
    Role.TRAINER: (Role.ATTENDANT,),
}
"""A role grants what the table gives it and what it gives the roles before it."""

CAS_24H = "CAS 24H"
CAP = "CAP"
CONSULTANT = "CONSULTOR DA UNIDADE"
EMPLOYER = "EMPRESA"


@rule("AP-026", "AP-052")
def within_authority(case: Case, role: str) -> bool:
    """Whether a role may grant every line of the form alone; a consultant always may."""
    return all(line_limit(case, line, role) is not None for line in case.granted_lines()) or (
        role == Role.CONSULTANT
    )


def line_limit(case: Case, line: FormLine, role: str) -> AuthorityLimit | None:
    """The line of the table that lets a role grant this service, one of its product first; None outside it."""
    roles = _INHERITS.get(Role(role), ()) if role in set(Role) else ()
    product = case.card.product.code if case.card is not None else ""
    for limit in sorted(case.limits, key=lambda limit: not limit.products):
        if (
            limit.procedure_code == line.code
            and limit.role in roles
            and (line.quantity or 0) <= limit.maximum_quantity
            and (not limit.attendance_types or case.form.attendance_type in limit.attendance_types)
            and (not limit.products or product in limit.products.split("|"))
        ):
            return limit
    return None


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
    if cpts and case.attendant_role != Role.CONSULTANT:
        says = f"CPT EM CURSO ATÉ {cpts[-1].ends_on:%d/%m/%Y}: SEMPRE CAP, QUALQUER QUE SEJA O SERVIÇO"
        go(CAP, cite("EL-027", says), promise=promise, limit=limit)
    else:
        reasons.append(cite("EL-027", "SEM CPT EM CURSO", applied=False))
    for line in case.granted_lines():
        area = case.procedures[line.code].exclusive_area
        granted = line_limit(case, line, case.attendant_role)
        if area == CAS_24H and case.attendant_role != Role.CONSULTANT:
            go(CAS_24H, cite("AP-016", f"{line.code} É AUTORIZADO SÓ PELA CAS 24H"))
        elif granted is not None and granted.released_by:
            go(granted.released_by, cite("AP-053", f"{line.code} É LIBERADO SÓ PELA EMPRESA"))
        elif granted is None and case.attendant_role != Role.CONSULTANT:
            if case.unit_has_consultant:
                go(CONSULTANT, cite("AP-102", f"{line.code} FORA DA ALÇADA: CONSULTOR DA UNIDADE DECIDE"))
            else:
                says = f"{line.code} FORA DA ALÇADA: DOCUMENTOS À CAP; SEGURADO OUVE ATÉ {promise}"
                go(CAP, cite("AP-027", says), promise=promise, limit=limit)
        else:
            values = [("TABELA", f"ATÉ {granted.maximum_quantity}")] if granted is not None else []
            says = f"{line.code} DENTRO DA ALÇADA {case.attendant_role}"
            reasons.append(cite("AP-026", says, values=values))
    return tuple(found), tuple(reasons)


def _cap_deadline(case: Case, rulebook: Rulebook) -> tuple[str, str]:
    promise = rulebook.value("authorization.cap_promise_hours", case.today)
    limit = rulebook.value("authorization.cap_limit_hours", case.today)
    return f"{promise} HORAS", f"{limit} HORAS"
