"""Services as the table of papers sees them, each with the one thing a test is about."""

from datetime import date

from desk.domain.catalogue.model import Procedure, ProcedureKind
from desk.domain.eligibility.papers import Service, service_of

TODAY = date(2007, 5, 15)
SURGERY, THERAPY, DRUG = ProcedureKind.SURGERY, ProcedureKind.THERAPY, ProcedureKind.DRUG


def a_service(
    description: str = "SERVIÇO EXEMPLO",
    kind: str = ProcedureKind.DIAGNOSIS,
    ta: str = "5",
    *,
    code: str = "90010011",
    specialty: str = "",
    cid: str = "",
    drug: str = "",
) -> Service:
    """A service of a description, a kind and a TA."""
    procedure = Procedure(code=code, description=description, kind=kind, specialty=specialty)
    return service_of(procedure, ta, cid=cid, drug=drug)
