"""Where eligibility and coverage are looked up, by which of the two systems are in service (EL-001, EL-007)."""

from collections.abc import Collection

from desk.domain.access.model import System
from desk.domain.access.systems import systems_down
from desk.domain.context import Desk
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite, rule


@rule("EL-001", "EL-007")
def where_to_look(down: Collection[str]) -> tuple[Reason, ...]:
    """Eligibility in Automação first, in EXTRA only while that is down; coverage in Automação or nowhere."""
    if System.AUTOM not in down:
        first = "ELEGIBILIDADE SE VÊ PRIMEIRO NA AUTOMAÇÃO (ADBA, ACOB); EXTRA SÓ COM ELA FORA DO AR"
        return cite("EL-001", first), cite("EL-007", "COBERTURA SÓ NA AUTOMAÇÃO: ACOB")
    unavailable = cite("EL-007", "AUTOMAÇÃO FORA DO AR: COBERTURA NÃO SE CONSULTA NO EXTRA, PEDIR À CAP")
    if System.EXTRA in down:
        return cite("EL-001", "EXTRA TAMBÉM FORA DO AR: NADA SE CONSULTA, O PEDIDO VAI À CAP"), unavailable
    by_extra = "AUTOMAÇÃO FORA DO AR: CADASTRO, PAGAMENTO E VIGÊNCIA PELO EXTRA (MCAA, MSI6, MFI2, MCBI)"
    return cite("EL-001", by_extra), unavailable


def where_to_look_now(desk: Desk) -> tuple[Reason, ...]:
    """The same with what is marked down at this moment."""
    return where_to_look(systems_down(desk))
