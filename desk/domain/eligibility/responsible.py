"""Who answers for a holder, and whose account and CPF may be registered (RE-095, MA-032, MA-033, MA-037)."""

from dataclasses import dataclass
from datetime import date

from desk.domain.enrolment.model import Member
from desk.domain.kernel.dates import age_on
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class Responsible:
    """The responsible person as registered, and what that means: for a minor, or for a holder of age."""

    name: str
    cpf: str
    minor: bool
    of_third_person: bool
    reasons: tuple[Reason, ...]


@rule("MA-008", "MA-032", "MA-033", "MA-037", "RE-095")
def responsible(holder: Member, on: date, rulebook: Rulebook) -> Responsible:
    """Who answers for a holder on a day.

    A minor's account may only be that of the person registered (RE-095, MA-037), who alone can hand over to
    another, in writing (MA-032). A holder of age with the CPF of a third person may only change to his own
    (MA-033).
    """
    years = rulebook.parameter("membership.majority_years", on)
    minor = age_on(holder.birth_date, on) < years.value
    third = not minor and holder.responsible_cpf not in {"", holder.cpf}
    registered = bool(holder.responsible_name or holder.responsible_cpf)
    account = "CONTA CORRENTE SÓ EM NOME DO RESPONSÁVEL CADASTRADO"
    if minor and not registered:
        account = "TITULAR MENOR SEM RESPONSÁVEL CADASTRADO: NENHUMA CONTA SE CADASTRA"
    reasons = (
        cite("RE-095", account, applied=minor, reading=years.reading),
        cite("MA-037", account, applied=minor),
        cite(
            "MA-032",
            "TROCA DE RESPONSÁVEL SÓ COM AUTORIZAÇÃO ESCRITA DO ATUAL; SEMAS EXECUTA",
            applied=registered and not third,
        ),
        cite("MA-033", "TITULAR MAIOR COM CPF DE TERCEIRO: SÓ SE TROCA PELO CPF DO PRÓPRIO", applied=third),
    )
    return Responsible(holder.responsible_name, holder.responsible_cpf, minor, third, reasons)
