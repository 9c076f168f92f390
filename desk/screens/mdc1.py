"""MDC1: the position of a reimbursement request, and its items (F9)."""

from collections.abc import Iterable

from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.identification import digits
from desk.domain.kernel.money import ZERO, Money
from desk.domain.reimbursement.service import Claim, ClaimLine, claim_position
from desk.domain.rulebook.catalogue import rule
from desk.screens import words
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key

LINES = 4
ITEMS = 4

M01 = desk_panel(
    "MDC1M01",
    "POSIÇÃO DA SOLICITAÇÃO DE REEMBOLSO",
    """
 SR: __________    TIPO: ~~~~~~~~~~~  ORIGEM: ~~~~~~~~~~~  RECEPÇÃO: ~~~~~~~~~~
 IDENTIFICAÇÃO: ~~~~~~~~~~~~~~~~~~~   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PRODUTO ~~~  PLANO ~~~~~  MÚLTIPLO ~~~~~  RECIBOS: ~~  PRAZO ATÉ: ~~~~~~~~~~
--------------------------------------------------------------------------------
 ATENDIMENTO  SERVIÇO   DESCRIÇÃO               QTDE  VL.APRESENTADO    VL.PAGO
"""
    + "\n".join([" ~~~~~~~~~~   ~~~~~~~~  ~~~~~~~~~~~~~~~~~~~~~~~  ~~~     ~~~~~~~~~~ ~~~~~~~~~~"] * LINES)
    + """
                                         TOTAL          ~~~~~~~~~~ ~~~~~~~~~~
 SITUAÇÃO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ DATA: ~~~~~~~~~~ ~~~~~~~
 MOTIVO..: ~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PAGTO...: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 VIA ESTIPULANTE: ~     CHEQUE Nº: ~~~~~~~~~~     EMISSÃO CHEQUE: ~~~~~~~~~~
 DIZER...: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 FAZER...: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("reg"),
        Field("sr", Kind.DIGITS, required=True, label="SR", help="OS 10 DÍGITOS DA SOLICITAÇÃO."),
        Field("tipo"),
        Field("origem"),
        Field("recepcao"),
        Field("identificacao"),
        Field("segurado"),
        Field("produto"),
        Field("plano"),
        Field("multiplo"),
        Field("recibos"),
        Field("prazo"),
        Repeat(
            LINES,
            (
                Field("atendimento"),
                Field("servico"),
                Field("descricao"),
                Field("quantidade", right=True),
                Field("apresentado", right=True),
                Field("pago", right=True),
            ),
        ),
        Field("total_apresentado", right=True),
        Field("total_pago", right=True),
        Field("situacao"),
        Field("data"),
        Field("interno", role=Role.INTERNAL),
        Field("motivo"),
        Field("motivo_texto"),
        Field("pagamento"),
        Field("via_estipulante"),
        Field("cheque"),
        Field("emissao_do_cheque"),
        Field("dizer", role=Role.OK),
        Field("fazer"),
    ],
    keys="ENTER CONSULTA   F9 ITENS   ALT2 TRANSAÇÃO   F1 POR QUÊ   F7/F8",
    corner="REG. ~~~~~~~",
)

M02 = desk_panel(
    "MDC1M02",
    "SR - ITENS",
    """
 SR: ~~~~~~~~~~    RECIBO ~~ DE ~~    PRESTADOR: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
--------------------------------------------------------------------------------
 IT SERVIÇO   DT.ATEND   QT  QTDE US  MÚLT  VL.US    CALCULADO APRESENTADO  PAGO
"""
    + "\n".join([" ~~ ~~~~~~~~ ~~~~~~~~~~ ~~ ~~~~~~~~ ~~~~~ ~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~ ~~~~~~~~"] * ITEMS)
    + """
--------------------------------------------------------------------------------
 IT  TIPO         CÓD  DESCRIÇÃO / MOTIVO
"""
    + "\n".join([" ~~  ~~~~~~~~~~~~ ~~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"] * ITEMS)
    + """

 COMPLEMENTO/ESTORNO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("reg"),
        Field("sr"),
        Field("recibo"),
        Field("recibos"),
        Field("prestador"),
        Repeat(
            ITEMS,
            (
                Field("item"),
                Field("servico"),
                Field("atendimento"),
                Field("quantidade", right=True),
                Field("us", right=True),
                Field("mult", right=True),
                Field("valor_us", right=True),
                Field("calculado", right=True),
                Field("apresentado", right=True),
                Field("pago", right=True),
            ),
        ),
        Repeat(ITEMS, (Field("it"), Field("tipo"), Field("codigo"), Field("motivo"))),
        Field("complemento"),
    ],
    keys="F9 VOLTA À SR   F7/F8 RECIBO   F3 VOLTA",
    corner="REG. ~~~~~~~",
)

_FORMS = {
    "account": "CRÉDITO EM CONTA",
    "credit_order": "ORDEM DE CRÉDITO",
    "cheque": "CHEQUE",
    "universal_account": "CONTA UNIVERSAL",
    "employer": "PAGO PELA EMPRESA",
    "": "",
}
_ENTRIES = {
    "payment": "PAGAMENTO",
    "return": "DEVOLUÇÃO",
    "contact": "EM CONTATO",
    "supplement": "COMPLEMENTO",
    "reversal": "ESTORNO",
}


def open_(context: Context) -> Reply:
    """With an SR in transit, its position at once."""
    if context.conversation.claim_number:
        context.frame.values["sr"] = context.conversation.claim_number
        return look_up(context)
    return Reply(info("INFORME A SR E TECLE ENTER"))


def look_up(context: Context) -> Reply:
    """The position of the SR typed."""
    context.frame.state = {"page": 0, "receipt": 0}
    return _position(context)


def turn(context: Context, pages: int) -> Reply:
    """Another page of lines, or another receipt on the items map."""
    counter = "receipt" if context.frame.panel == M02.name else "page"
    context.frame.state[counter] = int(context.frame.state.get(counter, 0)) + pages
    return _items(context) if counter == "receipt" else _position(context)


def items(context: Context) -> Reply:
    """F9: to the items and back."""
    return _position(context) if context.frame.panel == M02.name else _items(context)


def _claim(context: Context) -> Claim:
    number = digits(context.form.need("sr", "A SR")).zfill(10)
    claim = claim_position(context.desk, context.actor, number)
    context.frame.values["sr"] = number
    context.conversation.claim_number = number
    context.conversation.identification = claim.member.member_number
    return claim


def _position(context: Context) -> Reply:
    claim = _claim(context)
    shown, page_number, page = window(claim.lines, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state["page"] = page_number
    values = _heading(claim)
    for n, line in enumerate(shown, start=1):
        item = line.item
        values |= {
            f"atendimento.{n}": words.day(item.attended_on),
            f"servico.{n}": item.procedure_code,
            f"descricao.{n}": line.description,
            f"quantidade.{n}": f"{item.quantity:02d}",
            f"apresentado.{n}": words.money(item.presented),
            f"pago.{n}": words.money(item.paid),
        }
    message = (
        warn("INTERNO: NÃO DIZER A SITUAÇÃO, SÓ O QUE ESTÁ EM DIZER")
        if claim.reading.internal
        else ok("SR LOCALIZADA")
    )
    return Reply(message, values, panel=M01.name, page=page, decision=claim.decision)


@rule("RE-088", "RE-128", "RE-134")
def _heading(claim: Claim) -> dict[str, str]:
    """The claim without its lines: a date that may not be told does not show (RE-088)."""
    request, reading = claim.request, claim.reading
    shown_date = words.day(request.status_on) if reading.date_may_be_told else "NÃO DIZER"
    return {
        "reg": request.registrar,
        "sr": request.number,
        "tipo": "MÉDICO" if request.kind == "medical" else "ODONTOLÓG.",
        "origem": request.origin,
        "recepcao": words.day(request.received_on),
        "identificacao": words.identification(claim.member.member_number),
        "segurado": claim.member.name,
        "produto": claim.product.code,
        "plano": claim.plan.code,
        "multiplo": words.number(claim.multiple, 2),
        "recibos": f"{request.receipts:02d}",
        "prazo": words.day(request.due_on),
        "total_apresentado": str(_total(line.item.presented for line in claim.lines)),
        "total_pago": str(_total(line.item.paid for line in claim.lines)),
        "situacao": reading.label,
        "data": shown_date,
        "interno": "INTERNO" if reading.internal else "",
        "motivo": request.reason_code,
        "motivo_texto": request.reason_text,
        "pagamento": _payment(claim),
        "via_estipulante": words.yes_no(request.through_sponsor),
        "cheque": request.cheque_number or "-",
        "emissao_do_cheque": words.day(request.cheque_issued_on) or "-",
        "dizer": reading.tell,
        "fazer": reading.next,
    }


def _payment(claim: Claim) -> str:
    request = claim.request
    if not claim.reading.date_may_be_told:
        return "PELA EMPRESA (REEMB D); A DATA É DO ENVIO DO RELATÓRIO"
    if not request.payment_form:
        return "-"
    text = f"{_FORMS[request.payment_form]}  {words.day(request.paid_on)}"
    if request.account_number:
        text += f"  BANCO {request.account_bank} AG {request.account_branch} C/C {request.account_number}"
    return text


def _total(amounts: Iterable[Money | None]) -> Money:
    return sum((amount for amount in amounts if amount is not None), start=ZERO)


def _items(context: Context) -> Reply:
    claim = _claim(context)
    receipts = tuple(sorted({line.item.receipt for line in claim.lines}))
    if not receipts:
        raise DomainError("SR SEM ITENS REGISTRADOS", field="sr")
    (receipt,), at, page = window(receipts, int(context.frame.state.get("receipt", 0)), 1)
    context.frame.state["receipt"] = at
    lines = [line for line in claim.lines if line.item.receipt == receipt][:ITEMS]
    values = {
        "reg": claim.request.registrar,
        "sr": claim.request.number,
        "recibo": f"{receipt:02d}",
        "recibos": f"{claim.request.receipts:02d}",
        "prestador": lines[0].item.provider_name,
        "complemento": _supplement(claim),
    }
    for n, line in enumerate(lines, start=1):
        values |= {f"{name}.{n}": text for name, text in _item(line).items()}
    message = info("EM COMPLEMENTO OU ESTORNO O VALOR APRESENTADO FICA EM BRANCO")
    return Reply(message, values, panel=M02.name, page=page, decision=claim.decision)


def _item(line: ClaimLine) -> dict[str, str]:
    item = line.item
    position = f"{item.position:02d}"
    return {
        "item": position,
        "servico": item.procedure_code,
        "atendimento": words.day(item.attended_on),
        "quantidade": f"{item.quantity:02d}",
        "us": words.number(item.units, 2),
        "mult": words.number(item.multiple, 2),
        "valor_us": words.number(item.unit_value, 4),
        "calculado": words.money(item.computed),
        "apresentado": words.money(item.presented),
        "pago": words.money(item.paid),
        "it": position,
        "tipo": _ENTRIES[item.entry_kind],
        "codigo": item.reason_code,
        "motivo": item.reason_text or "PAGO CONFORME TABELA E MÚLTIPLO DO PLANO",
    }


def _supplement(claim: Claim) -> str:
    texts = [
        f"{_ENTRIES[line.item.entry_kind]}: {line.item.reason_text}"
        for line in claim.lines
        if line.item.entry_kind in {"supplement", "reversal"}
    ]
    return "; ".join(texts) or "SEM OCORRÊNCIA"


TRANSACTION = Transaction(
    code="MDC1",
    panels=(M01, M02),
    open=open_,
    keys={Key.ENTER: look_up, Key.F9: items, **page_keys(turn)},
    help=(
        "DIZER É O QUE O SEGURADO PODE OUVIR. SITUAÇÃO MARCADA INTERNO NÃO SE DIZ (RE-134).",
        "SRs COM MAIS DE 6 MESES NÃO APARECEM (RE-148): NUNCA DIGA QUE NÃO FOI LOCALIZADA.",
        "VALOR APRESENTADO EM BRANCO É COMPLEMENTO OU ESTORNO: O MOTIVO ESTÁ EM F9.",
    ),
    subject=("sr",),
)
