"""Who answers for a holder and who receives the reimbursements, as MSEF and MCBI show them."""

from desk.domain.eligibility.registration import Registration
from desk.screens import words
from desk.screens.transaction import ok, warn
from desk.terminal.fields import Field, Role
from desk.terminal.protocol import Message

RESPONSIBLE_ROWS = """
 RESPONSÁVEL CADASTRADO......: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ CPF: ~~~~~~~~~~~~~~
 RESPONSÁVEL PELO RECEBIMENTO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ CPF: ~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""".strip("\n")

RESPONSIBLE = (
    Field("responsavel"),
    Field("cpf_responsavel"),
    Field("recebimento"),
    Field("cpf_recebimento"),
    Field("orientacao_1", role=Role.WARN),
    Field("orientacao_2"),
)


def responsible_fields(found: Registration) -> dict[str, str]:
    """The two persons, and what their registration means at the desk."""
    responsible, policy = found.responsible, found.card.policy
    holder = found.card.holder.member
    says = [reason.says for reason in responsible.reasons if reason.applied]
    payee = policy.payee_name or (responsible.name if responsible.minor else holder.name)
    cpf = policy.payee_cpf or (responsible.cpf if responsible.minor else holder.cpf)
    return {
        "responsavel": responsible.name or "-",
        "cpf_responsavel": words.cpf(responsible.cpf) or "-",
        "recebimento": payee or "-",
        "cpf_recebimento": words.cpf(cpf) or "-",
        **{f"orientacao_{n}": text for n, text in enumerate(list(dict.fromkeys(says))[:2], start=1)},
    }


def responsible_message(found: Registration) -> Message:
    """Found; or what to mind of the holder first."""
    if found.responsible.minor:
        return warn("TITULAR MENOR DE IDADE")
    if found.responsible.of_third_person:
        return warn("TITULAR MAIOR DE IDADE COM CPF DE TERCEIRO")
    count = len(found.card.lives)
    return ok(f"{count} VIDA{'S' if count > 1 else ''} NA APÓLICE")
