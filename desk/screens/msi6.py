"""MSI6: the premiums of an individual policy: parcels, due day, arrears, cancellation."""

from desk.domain.enrolment.service import parse_member_number
from desk.domain.kernel.dates import format_date
from desk.domain.premium.rules import Standing
from desk.domain.premium.service import PremiumPosition, position
from desk.screens import words
from desk.screens.explain import applied_lines
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

LINES = 8
_FIRST_ROW = 8

M01 = desk_panel(
    "MSI6M01",
    "POSIÇÃO DE PAGAMENTO DE PRÊMIOS",
    """
 IDENTIFICAÇÃO: #####/########-#-##  ~~~~~~~~~~~~~~~~~~~~~~~~ PROD ~~~ FORMA ~
 VIGÊNCIA: ~~~~~~~~~~   VENCIMENTO: DIA ~~   COBRANÇA: ~~~   BCO CENTR: ~~~
 SITUAÇÃO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ BLOQ: ~~~~~~~~~ CANC: ~~~~~~~~~~
--------------------------------------------------------------------------------
   PARC VENCIMENTO   VALOR R$  EMISSÃO     PAGAMENTO   VALOR PAGO  OBS
"""
    + "\n".join(["   ~~~~ ~~~~~~~~~~ ~~~~~~~~~~  ~~~~~~~~~~  ~~~~~~~~~~  ~~~~~~~~~~  ~~~~~~~~~~~~~"] * LINES)
    + """
--------------------------------------------------------------------------------
 PARCELAS EM ABERTO: ~~  MAIOR SEQUÊNCIA EM ABERTO: ~~~  PAGÁVEL ATÉ: ~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("identificacao", Kind.MASKED, label="IDENTIFICAÇÃO", help="16 DÍGITOS DO CARTÃO."),
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
        Repeat(
            LINES,
            (
                Field("parcela"),
                Field("vencimento"),
                Field("valor", right=True),
                Field("emissao"),
                Field("pagamento"),
                Field("valor_pago", right=True),
                Field("obs"),
            ),
        ),
        Field("em_aberto"),
        Field("maior_sequencia"),
        Field("pagavel_ate"),
        Field("legenda"),
        Field("orientacao"),
    ],
    keys="ENTER CONSULTA   ALT2 TRANSAÇÃO   F1 POR QUÊ   F7/F8 PÁGINA",
)


def open_(context: Context) -> Reply:
    """With an identification in transit, its premiums at once."""
    carried = context.conversation.identification
    if len(carried) == 16:
        context.frame.values["identificacao"] = words.identification(carried)
        return look_up(context)
    return Reply(info("INFORME A IDENTIFICAÇÃO E TECLE ENTER"))


def look_up(context: Context) -> Reply:
    """The newest parcels of a policy."""
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Older or newer parcels."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
    number = parse_member_number(context.form.text("identificacao")).value
    context.conversation.identification = number
    premiums = position(context.desk, context.actor, number)
    shown, page_number, page = window(premiums.installments, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state["page"] = page_number
    values = _heading(premiums)
    rows: dict[int, Role] = {}
    today = context.station.clock.today()
    for n, parcel in enumerate(shown, start=1):
        unpaid = parcel.paid_on is None or parcel.paid_on > today
        note = "CHEQUE DEV." if parcel.returned else ""
        if unpaid:
            note = (
                "EM ABERTO" if parcel.due_on < today else ("VENCE HOJE" if parcel.due_on == today else "A VENCER")
            )
        values |= {
            f"parcela.{n}": f"{parcel.number:03d}",
            f"vencimento.{n}": words.day(parcel.due_on),
            f"valor.{n}": words.money(parcel.amount),
            f"emissao.{n}": words.day(parcel.issued_on),
            f"pagamento.{n}": "" if unpaid else words.day(parcel.paid_on),
            f"valor_pago.{n}": "" if unpaid else words.money(parcel.paid_amount),
            f"obs.{n}": note,
        }
        if parcel.returned:
            rows[_FIRST_ROW + n - 1] = Role.HIGHLIGHT
    if rows:
        values["legenda"] = "(*) LINHA EM DESTAQUE = PENDÊNCIA FINANCEIRA"
    return Reply(
        _message(premiums, highlighted=bool(rows)), values, page=page, row_roles=rows, notes=_why(premiums)
    )


def _heading(premiums: PremiumPosition) -> dict[str, str]:
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
    if standing.needs_proof:
        return "PEDIR COMPROVANTE DE VALIDADE DE ATENDIMENTO"
    return ""


def _why(premiums: PremiumPosition) -> tuple[str, ...]:
    lines = [f"SITUAÇÃO: {words.payment(premiums.standing)}"]
    for reason in premiums.standing.reasons:
        lines += ["", *applied_lines(reason)] if reason.applied else ["", f"NÃO: {reason.rule} {reason.says}"]
    return tuple(lines)


def _message(premiums: PremiumPosition, *, highlighted: bool) -> Message:
    if highlighted:
        return warn("PARCELA COM PENDÊNCIA FINANCEIRA")
    standing = premiums.standing
    if standing.standing in {Standing.SUSPENDED, Standing.CANCELLED}:
        return warn(f"ATENDIMENTO {words.payment(standing)}")
    if standing.overdue:
        return warn(f"{len(standing.overdue)} PARCELA(S) EM ABERTO")
    return ok(f"{len(premiums.installments)} PARCELAS, NENHUMA VENCIDA EM ABERTO")


TRANSACTION = Transaction(
    code="MSI6",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "O DIA DA VIGÊNCIA É O DIA DO VENCIMENTO. PARCELAS DA MAIS NOVA PARA A MAIS VELHA.",
        "ATENDE-SE ATÉ O VENCIMENTO DA 3ª PARCELA SEGUIDA EM ABERTO (EL-015).",
        "JANELA: PARCELA ABERTA COM POSTERIOR PAGA; ATENDE COM O PLANO ATIVO (EL-017).",
        "DEMITIDOS E APOSENTADOS SÓ EM DIA (DA-035).",
    ),
)
