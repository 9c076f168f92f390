"""The parcels of a policy and how it stands with them, in the words of MSI6 and APOF."""

from datetime import date

from desk.domain.kernel.dates import format_date
from desk.domain.premium.model import Installment
from desk.domain.premium.rules import Standing
from desk.domain.premium.service import PremiumPosition
from desk.screens import words
from desk.screens.explain import reasons_in_words
from desk.screens.transaction import ok, warn
from desk.terminal.fields import Field
from desk.terminal.protocol import Message

HEADING = (
    Field("segurado"),
    Field("produto"),
    Field("forma"),
    Field("vigencia"),
    Field("vencimento_dia"),
    Field("cobranca"),
    Field("banco_centralizador"),
    Field("situacao"),
    Field("bloqueio"),
    Field("cancelado_desde"),
)
PARCEL = (
    Field("parcela"),
    Field("vencimento"),
    Field("valor", right=True),
    Field("emissao"),
    Field("pagamento"),
    Field("valor_pago", right=True),
    Field("obs"),
)
LEGEND = "(*) LINHA EM DESTAQUE = PENDÊNCIA FINANCEIRA"
TOTALS = (
    Field("em_aberto"),
    Field("maior_sequencia"),
    Field("pagavel_ate"),
    Field("legenda"),
    Field("orientacao"),
)


def payment_note(due_on: date, paid_on: date | None, today: date) -> str:
    """What stands beside something unpaid; empty for what is paid."""
    if paid_on is not None and paid_on <= today:
        return ""
    if due_on < today:
        return "EM ABERTO"
    return "VENCE HOJE" if due_on == today else "A VENCER"


def parcel_cells(parcel: Installment, today: date) -> dict[str, str]:
    """One parcel; what is not paid has no payment column."""
    note = payment_note(parcel.due_on, parcel.paid_on, today)
    return {
        "parcela": f"{parcel.number:03d}",
        "vencimento": words.day(parcel.due_on),
        "valor": words.money(parcel.amount),
        "emissao": words.day(parcel.issued_on),
        "pagamento": "" if note else words.day(parcel.paid_on),
        "valor_pago": "" if note else words.money(parcel.paid_amount),
        "obs": note or ("CHEQUE DEV." if parcel.returned else ""),
    }


def position_fields(premiums: PremiumPosition) -> dict[str, str]:
    """Everything about the policy beside its parcels."""
    policy, standing = premiums.policy, premiums.standing
    return {
        "segurado": premiums.member.name,
        "produto": policy.product_code,
        "forma": policy.billing_form,
        "vigencia": words.day(policy.started_on),
        "vencimento_dia": f"{policy.due_day:02d}",
        "cobranca": policy.billing,
        "banco_centralizador": policy.central_bank,
        "situacao": words.payment(standing),
        "bloqueio": "LIM/JUÍZO" if policy.court_deposit else "-",
        "cancelado_desde": words.day(policy.cancelled_from) or "-",
        "em_aberto": str(len(standing.overdue)),
        "maior_sequencia": str(standing.longest_run),
        "pagavel_ate": words.day(standing.payable_until) or "-",
        "orientacao": _advice(premiums),
    }


def _advice(premiums: PremiumPosition) -> str:
    standing = premiums.standing
    if premiums.policy.court_deposit:
        return "LIM/JUÍZO: NÃO SE EMITE BOLETO AQUI; ATENDER COMO EM DIA"
    if standing.standing is Standing.GAP:
        return "JANELA: EMITA A LÂMINA, PEÇA O PAGAMENTO E REGISTRE A CIÊNCIA NA AP"
    if standing.standing is Standing.OPEN and standing.served_until is not None:
        return f"ATENDIMENTO ATÉ {format_date(standing.served_until)}, INCLUSIVE"
    if standing.standing is Standing.OPEN:
        return standing.reasons[0].says
    if standing.needs_proof:
        return "PEDIR COMPROVANTE DE VALIDADE DE ATENDIMENTO"
    return ""


def why(premiums: PremiumPosition) -> tuple[str, ...]:
    """How the policy stands and by which rules, for the why window."""
    return (f"SITUAÇÃO: {words.payment(premiums.standing)}", "", *reasons_in_words(premiums.standing.reasons))


def found(premiums: PremiumPosition, *, highlighted: bool) -> Message:
    """What matters most of a position; `highlighted` says that a bounced cheque shows."""
    if highlighted:
        return warn("PARCELA COM PENDÊNCIA FINANCEIRA")
    if premiums.policy.court_deposit:
        return warn("LIM/JUÍZO: DEPÓSITO EM JUÍZO, ATENDER COMO EM DIA")
    standing = premiums.standing
    if standing.standing in {Standing.SUSPENDED, Standing.CANCELLED}:
        return warn(f"ATENDIMENTO {words.payment(standing)}")
    if standing.overdue:
        return warn(f"{len(standing.overdue)} PARCELA(S) EM ABERTO")
    return ok(f"{len(premiums.installments)} PARCELAS, NENHUMA VENCIDA EM ABERTO")
