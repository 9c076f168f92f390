"""AJUR: what an instalment costs when it is paid late, line by line, for every rulebook."""

from decimal import Decimal

from desk.domain.enrolment.service import parse_member_number
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.money import parse_decimal
from desk.domain.premium.late_fees import LatePayment
from desk.domain.premium.late_payment import ChargeAnswer, charge_of, charge_of_installment
from desk.domain.premium.slip_rules import SlipState
from desk.screens import words
from desk.screens.form import Form
from desk.screens.frame import AUTOM, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, warn
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

LINES = 4

M01 = desk_panel(
    "AJURM01",
    "CÁLCULO DE JUROS",
    """
 IDENTIFICAÇÃO: #####/########-#-##  PARCELA: ___  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 (COM A IDENTIFICAÇÃO A PARCELA VEM DO CADASTRO; SEM ELA, INFORME OS CAMPOS)

 FORMA: _    PRODUTO: ___  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  REGULAMENTO: ~~
 VALOR: ____________   VENCIMENTO: ##/##/####   DATA DO PAGAMENTO: ##/##/####
 VAR. INPC %: ________ (SÓ UNAFISCO)
--------------------------------------------------------------------------------
 MEMÓRIA DE CÁLCULO                             DIAS CONTADOS: ~~~~
"""
    + "\n".join(["   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~"] * LINES)
    + """
   TOTAL A PAGAR...................................: ~~~~~~~~~~~~~~~~~

 ONDE PAGAR: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("identificacao", Kind.MASKED, label="IDENTIFICAÇÃO", help="16 DÍGITOS; VAZIO: CONTA AVULSA."),
        Field("parcela", Kind.DIGITS, label="PARCELA", help="VAZIO: A VENCIDA EM ABERTO MAIS ANTIGA."),
        Field("segurado"),
        Field("forma", Kind.DIGITS, label="FORMA", help="A CARTEIRA, QUE ESTÁ NA MCAA."),
        Field("produto", Kind.DIGITS, label="PRODUTO", help="3 DÍGITOS; DIZ O REGULAMENTO."),
        Field("produto_nome"),
        Field("regulamento"),
        Field("valor", Kind.MONEY, label="VALOR", help="O PRÊMIO DA PARCELA, SEM MULTA: 412,50."),
        Field("vencimento", Kind.MASKED, label="VENCIMENTO", help="O ORIGINAL DA PARCELA."),
        Field("data", Kind.MASKED, label="DATA DO PAGAMENTO", help="DIA EM QUE SE PAGA."),
        Field("var_inpc", Kind.MONEY, label="VAR. INPC", help="VARIAÇÃO NO PERÍODO DO ATRASO, EM %: 0,43."),
        Field("dias"),
        Repeat(LINES, (Field("item"), Field("importe", right=True))),
        Field("total", right=True),
        Field("onde_pagar"),
        Field("aviso_1"),
        Field("aviso_2"),
    ],
    keys="ENTER CALCULA   F1 POR QUÊ   ALT2 TRANSAÇÃO   F3 VOLTA",
    system=AUTOM,
)
_PLACES = {
    SlipState.TO_COME: "QUALQUER AGÊNCIA BANCÁRIA",
    SlipState.LATE: "SÓ NO BANCO CENTRALIZADOR IMPRESSO NA LÂMINA",
    SlipState.VOID: "A LÂMINA PERDEU A VALIDADE: PEÇA A 2ª VIA",
}
_FIGURES = frozenset({"forma", "produto", "valor", "vencimento"})
_SUBJECT = ("identificacao", "parcela", "forma", "produto", "valor", "vencimento", "data", "var_inpc")


def open_(context: Context) -> Reply:
    """Today; with an identification in transit its oldest open instalment at once."""
    context.frame.values["data"] = words.day(context.station.clock.today())
    carried = context.conversation.identification
    if len(carried) == 16:
        context.frame.values["identificacao"] = words.identification(carried)
        try:
            return calculate(context)
        except DomainError as fault:
            return Reply(warn(fault.text, fault.code), cursor=fault.field)
    return Reply(info("INFORME A IDENTIFICAÇÃO, OU FORMA, PRODUTO, VALOR E VENCIMENTO"))


def calculate(context: Context) -> Reply:
    """The charge of an instalment on file; of the figures typed when one of them is the operator's own."""
    form, changed = context.form, context.changed
    if changed & _FIGURES and not changed & {"identificacao", "parcela"}:
        context.frame.values |= {"identificacao": "", "parcela": ""}
    paid_on = form.need_day("data", "A DATA DO PAGAMENTO")
    index = _percent(form, "var_inpc")
    if not form.digits("identificacao"):
        if form.text("parcela"):
            raise DomainError("A PARCELA SE ACHA COM A IDENTIFICAÇÃO", field="identificacao")
        typed = LatePayment(
            premium=form.need_money("valor", "O VALOR DA PARCELA"),
            due_on=form.need_day("vencimento", "O VENCIMENTO"),
            paid_on=paid_on,
            product=form.need("produto", "O PRODUTO").zfill(3),
            forma=form.text("forma"),
            index_percent=index,
        )
        return _show(charge_of(context.desk, typed))
    number = parse_member_number(form.text("identificacao")).value
    context.conversation.identification = number
    return _show(
        charge_of_installment(
            context.desk,
            context.actor,
            number,
            paid_on=paid_on,
            number=form.integer("parcela"),
            index_percent=index,
        )
    )


def _percent(form: Form, name: str) -> Decimal | None:
    """A percentage as typed, None when blank."""
    value = form.text(name)
    if not value:
        return None
    try:
        return parse_decimal(value)
    except ValueError:
        raise DomainError("PERCENTUAL INVÁLIDO - USE 0,43, SEM SINAL", field=name) from None


def _show(answer: ChargeAnswer) -> Reply:
    late, charge, installment = answer.late, answer.charge, answer.installment
    values = {
        "forma": late.forma,
        "produto": answer.product.code,
        "produto_nome": answer.product.name,
        "regulamento": answer.product.rulebook,
        "valor": words.money(late.premium),
        "vencimento": words.day(late.due_on),
        "dias": str(charge.days),
        "total": words.money(charge.total) or "SEM REGRA",
        "onde_pagar": "O REGULAMENTO NÃO DIZ" if answer.slip is None else _PLACES[answer.slip.state],
    }
    if installment is not None:
        values |= {"segurado": installment.member.name, "parcela": f"{installment.number:03d}"}
    for n, line in enumerate(charge.lines, start=1):
        values |= {f"item.{n}": f"{line.label:.<48}:", f"importe.{n}": words.number(line.amount, 2)}
    roles: dict[str, Role] = {}
    for n, text in enumerate(_warnings(answer)[:2], start=1):
        values[f"aviso_{n}"] = text
        if text.startswith("INTERNO"):
            roles[f"aviso_{n}"] = Role.INTERNAL
    return Reply(_message(answer), values, roles=roles, decision=charge.decision)


def _warnings(answer: ChargeAnswer) -> list[str]:
    """What the operator must know before saying the figure: the first two find room."""
    lines: list[str] = []
    if any(r.rule == "PR-030" and r.applied for r in answer.charge.decision.reasons):
        lines.append("PAGAMENTO INVERTIDO: SEM JUROS; DEPÓSITO AUTORIZADO OU 2ª VIA PELA CAS 24H")
    lines += [f"CONSULTE: {route.area}" for route in answer.charge.decision.routes]
    if len(answer.charge.lines) > 1 and answer.product.rulebook == "DM":
        lines.append("INTERNO: O ATENDENTE NÃO DISPENSA JUROS; O SÊNIOR PEDE À SUPERVISÃO")
    return lines


def _message(answer: ChargeAnswer) -> Message:
    charge = answer.charge
    if charge.decision.outcome is Outcome.ROUTED and answer.product.rulebook == "DM":
        return warn(
            f"O MANUAL NÃO DÁ TAXA: FORMA {answer.late.forma or '-'}, PRODUTO {answer.product.code} (PR-027)"
        )
    if charge.decision.outcome is Outcome.ROUTED:
        return warn("O COMUNICADO DO PAS/SERPRO NÃO TRATA DE ATRASO (PS-011)")
    if charge.total == answer.late.premium:
        return ok(f"SEM ACRÉSCIMO: {charge.total}")
    return ok(f"TOTAL EM {words.day(answer.late.paid_on)}: {charge.total}")


TRANSACTION = Transaction(
    code="AJUR",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: calculate},
    help=(
        "MANUAL UDAS: A TAXA VEM DA FORMA E DO PRODUTO; DIAS CONTADOS DO VENCIMENTO ORIGINAL (PR-022).",
        "VENCIMENTO EM FIM DE SEMANA OU FERIADO: SEM ACRÉSCIMO ATÉ O 1º DIA ÚTIL (PR-004).",
        "ASSEFAZ E UNAFISCO: 2% + 1% AO MÊS POR DIA; UNAFISCO CORRIGE PELO INPC (AZ-074, UF-087).",
        "PAS/SERPRO: O COMUNICADO NÃO TRATA DE ATRASO (PS-011). F1 ABRE AS REGRAS.",
    ),
    subject=_SUBJECT,
)
