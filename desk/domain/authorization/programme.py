"""Which programme an authorization belongs to: CASE, home care, or none."""

from sqlmodel import Session, col, or_, select

from desk.domain.authorization.case import ConcessionForm
from desk.domain.catalogue.model import Procedure
from desk.domain.home_care.model import HomeCareAttendance
from desk.domain.rulebook.catalogue import rule

CASE = "CASE"
HOME_CARE = "HOME CARE"


@rule("CV-006", "CV-010")
def programme_of(session: Session, form: ConcessionForm) -> str:
    """CASE where the register labels a service so, HOME CARE where the provider has the member at home.

    The register writes the programme into the name of the service (FISIOTERAPIA CASE); home care is a running
    stay of the member with the provider of the form on the day of the issue.
    """
    codes = [line.code for line in form.lines]
    names = session.exec(select(Procedure.description).where(col(Procedure.code).in_(codes)))
    if any(CASE in name.split() for name in names):
        return CASE
    if not form.provider_cnpj:
        return ""
    stay = session.exec(
        select(HomeCareAttendance.number).where(
            col(HomeCareAttendance.member_number) == form.member_number,
            col(HomeCareAttendance.provider_cnpj) == form.provider_cnpj,
            col(HomeCareAttendance.started_on) <= form.issued_on,
            or_(col(HomeCareAttendance.ended_on).is_(None), col(HomeCareAttendance.ended_on) >= form.issued_on),
        )
    ).first()
    return HOME_CARE if stay else ""
