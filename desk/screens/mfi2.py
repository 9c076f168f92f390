"""MFI2: the invoices of a company, whether it is blocked, and who speaks for it then."""

from datetime import date

from desk.domain.enrolment.service import parse_sponsor_code
from desk.domain.premium.model import SponsorInvoice
from desk.domain.premium.sponsor_position import SponsorPosition, position_of_member, position_of_sponsor
from desk.domain.premium.sponsor_rules import SponsorStanding
from desk.screens import words
from desk.screens.explain import reasons_in_words
from desk.screens.family import arrive, read_typed
from desk.screens.frame import desk_panel
from desk.screens.parcels import payment_note
from desk.screens.transaction import Context, Reply, Transaction, ok, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

LINES = 7

M01 = desk_panel(
    "MFI2M01",
    "POSIÇÃO DE PAGAMENTO DA EMPRESA",
    """
 EMPRESA: _____   OU IDENTIFICAÇÃO: #####/########-#-##
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ GRUPO: ~~~~~~~~~~~~~~~~~~~~~
 VIGÊNCIA: ~~~~~~~~~~ FIM: ~~~~~~~~~~ SITUAÇÃO: ~~~~~~~~~ BLOQUEIO: ~~~~~~~~~~
--------------------------------------------------------------------------------
   FATURA VENCIMENTO    VALOR R$  EMISSÃO    PAGAMENTO     VALOR PAGO OBS
"""
    + "\n".join(["   ~~~~   ~~~~~~~~~~ ~~~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~~~~ ~~~~~~~~~~~"] * LINES)
    + """
--------------------------------------------------------------------------------
 FATURAS EM ATRASO: ~~   DESDE: ~~~~~~~~~~   TOTAL: ~~~~~~~~~~~~~~
 DIZER...: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 FAZER...: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("empresa", Kind.DIGITS, label="EMPRESA", help="ATÉ 5 DÍGITOS."),
        Field("identificacao", Kind.MASKED, label="IDENTIFICAÇÃO", help="NO LUGAR DA EMPRESA: 16 DÍGITOS."),
        Field("nome"),
        Field("grupo"),
        Field("vigencia"),
        Field("fim"),
        Field("situacao"),
        Field("bloqueio"),
        Repeat(
            LINES,
            (
                Field("fatura"),
                Field("vencimento"),
                Field("valor", right=True),
                Field("emissao"),
                Field("pagamento"),
                Field("valor_pago", right=True),
                Field("obs"),
            ),
        ),
        Field("em_atraso"),
        Field("atraso_desde"),
        Field("total_em_atraso", right=True),
        Field("dizer", role=Role.OK),
        Field("fazer"),
        Field("aviso", role=Role.WARN),
    ],
    keys="ENTER CONSULTA   ALT2 TRANSAÇÃO (MCEA)   F1 POR QUÊ   F7/F8 PÁGINA",
)

_STANDINGS = {
    SponsorStanding.UP_TO_DATE: "EM DIA",
    SponsorStanding.OVERDUE: "EM ATRASO",
    SponsorStanding.BLOCKED: "BLOQUEADA",
    SponsorStanding.ENDED: "ENCERRADA",
}


def open_(context: Context) -> Reply:
    """With an identification in transit, the company of that person at once."""
    return arrive(context, look_up, "INFORME A EMPRESA OU A IDENTIFICAÇÃO E TECLE ENTER")


def look_up(context: Context) -> Reply:
    """The newest invoices of a company."""
    if "empresa" in context.changed and "identificacao" not in context.changed:
        context.frame.values["identificacao"] = ""
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Older or newer invoices."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _position(context: Context) -> SponsorPosition:
    if context.form.digits("identificacao"):
        return read_typed(context, position_of_member)
    code = context.form.need("empresa", "A EMPRESA OU A IDENTIFICAÇÃO")
    return position_of_sponsor(context.desk, parse_sponsor_code(code))


def _show(context: Context) -> Reply:
    position = _position(context)
    shown, page_number, page = window(position.invoices, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state["page"] = page_number
    values = _heading(position)
    for n, invoice in enumerate(shown, start=1):
        values |= {f"{name}.{n}": text for name, text in _line(invoice, context.station.clock.today()).items()}
    notes = tuple(reasons_in_words([position.elsewhere]))
    return Reply(_message(position), values, page=page, notes=(*notes, ""), decision=position.payments.decision)


def _heading(position: SponsorPosition) -> dict[str, str]:
    sponsor, payments = position.sponsor, position.payments
    return {
        "empresa": sponsor.code,
        "nome": sponsor.name,
        "grupo": words.LINES_OF_BUSINESS[sponsor.line_of_business],
        "vigencia": words.day(sponsor.started_on),
        "fim": words.day(sponsor.ended_on) or "-",
        "situacao": _STANDINGS[payments.standing],
        "bloqueio": words.day(sponsor.blocked_on) or "-",
        "em_atraso": str(len(payments.overdue)),
        "atraso_desde": words.day(payments.overdue[0].due_on) if payments.overdue else "-",
        "total_em_atraso": words.money(position.overdue_amount),
        "dizer": payments.tell,
        "fazer": payments.todo,
        "aviso": position.elsewhere.says if position.elsewhere.applied else "",
    }


def _line(invoice: SponsorInvoice, today: date) -> dict[str, str]:
    note = payment_note(invoice.due_on, invoice.paid_on, today)
    return {
        "fatura": f"{invoice.number:04d}",
        "vencimento": words.day(invoice.due_on),
        "valor": words.money(invoice.amount),
        "emissao": words.day(invoice.issued_on),
        "pagamento": "" if note else words.day(invoice.paid_on),
        "valor_pago": "" if note else words.money(invoice.paid_amount),
        "obs": note,
    }


def _message(position: SponsorPosition) -> Message:
    payments = position.payments
    if payments.standing is SponsorStanding.BLOCKED:
        return warn(f"EMPRESA BLOQUEADA: {payments.tell}")
    if position.elsewhere.applied:
        return warn(position.elsewhere.says)
    if payments.standing is SponsorStanding.ENDED:
        return warn(payments.tell)
    if payments.overdue:
        return warn(f"{len(payments.overdue)} FATURA(S) EM ATRASO, EMPRESA SEM BLOQUEIO")
    return ok(f"{len(position.invoices)} FATURA(S), NENHUMA EM ATRASO")


TRANSACTION = Transaction(
    code="MFI2",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "PME BLOQUEADA: ATENDIMENTO A CLIENTES DECIDE; FATURA PAGA EM MÃOS VAI À CAP (EL-021, EL-022).",
        "NENHUM COMPROVANTE DE QUITAÇÃO AO SEGURADO (EL-023).",
        "GRUPAL OU ADMINISTRADO BLOQUEADO: O SEGURADO PROCURA O RH DA EMPRESA (EL-024).",
        "INDIVIDUAL, DEMITIDO E APOSENTADO: AS PARCELAS ESTÃO NA MSI6 (EL-005, DA-011).",
    ),
    subject=("empresa", "identificacao"),
)
