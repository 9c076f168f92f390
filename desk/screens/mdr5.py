"""MDR5: the quote of a reimbursement, said aloud and never printed."""

from desk.domain.catalogue.service import parse_procedure
from desk.domain.enrolment.service import parse_member_number
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.reimbursement.service import Quote, QuoteRequest, quote
from desk.domain.rulebook.catalogue import rule
from desk.screens import words
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, error, info, warn
from desk.terminal.fields import Field, Kind
from desk.terminal.keys import Key

M01 = desk_panel(
    "MDR5M01",
    "PRÉVIA DE REEMBOLSO",
    """
 IDENTIFICAÇÃO: #####/########-#-##   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PRODUTO ~~~  PLANO ~~~~~ ~~~~~~~~~~~~        DIREITO A REEMBOLSO: ~

 SERVIÇO: ________  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 DATA...: ##/##/####   QTDE: ___   INT (S/N): _   VALOR COBRADO: ____________

--------------------------------------------------------------------------------
 MEMÓRIA DE CÁLCULO
   QUANTIDADE DE US DO SERVIÇO..............: ~~~~~~~~~~~~~
   x MÚLTIPLO DE REEMBOLSO DO PLANO.........: ~~~~~~~~~~~~~
   x VALOR DA ~~~ EM ~~~~~~~~~~.............: ~~~~~~~~~~~~~
   x QUANTIDADE.............................: ~~~~~~~~~~~~~
   = VALOR CALCULADO........................: ~~~~~~~~~~~~~
   LIMITE ESPECIAL DA EMPRESA...............: ~~~~~~~~~~~~~
   VALOR PREVISTO DE REEMBOLSO..............: ~~~~~~~~~~~~~

 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("identificacao", Kind.MASKED, required=True, label="IDENTIFICAÇÃO", help="16 DÍGITOS."),
        Field("segurado"),
        Field("produto"),
        Field("plano"),
        Field("plano_nome"),
        Field("direito"),
        Field("servico", Kind.DIGITS, required=True, label="SERVIÇO", help="CONSULTA É 00010014."),
        Field("descricao"),
        Field("data", Kind.MASKED, required=True, label="DATA", help="DO ATENDIMENTO: VALE A US DO DIA."),
        Field("qtde", Kind.DIGITS, required=True, label="QTDE", help="VEZES.", aliases=("quantidade",)),
        Field(
            "int",
            Kind.YES_NO,
            required=True,
            label="INT",
            help="N: INTERNADO NÃO TEM PRÉVIA.",
        ),
        Field("valor", Kind.MONEY, required=True, label="VALOR COBRADO", help="O QUE SE COBRA: 250,00."),
        Field("quantidade_de_us", right=True),
        Field("multiplo", right=True),
        Field("unidade"),
        Field("data_da_us"),
        Field("valor_da_us", right=True),
        Field("vezes", right=True),
        Field("calculado", right=True),
        Field("limite", right=True),
        Field("previsto", right=True),
        Field("reserva"),
    ],
    keys="ENTER CALCULA  ALT2 TRANSAÇÃO (MCSG, MCSA, ACOB)  F1 POR QUÊ  F3 VOLTA",
)


def open_(context: Context) -> Reply:
    """Today, once, not admitted; with the identification in transit."""
    values = {"data": words.day(context.station.clock.today()), "qtde": "1", "int": "N"}
    cursor, carried = "", context.conversation.identification
    if len(carried) == 16:
        values["identificacao"] = words.identification(carried)
        cursor = "servico"
    return Reply(info("INFORME SERVIÇO, DATA, QUANTIDADE E VALOR"), values, cursor=cursor)


@rule("RE-011", "RE-172", "RE-190")
def calculate(context: Context) -> Reply:
    """The quote with its calculation opened line by line; the formula may be explained (RE-011)."""
    form = context.form
    number = parse_member_number(form.text("identificacao")).value
    procedure = parse_procedure(form.need("servico", "O SERVIÇO"), "servico")
    on = form.need_day("data", "A DATA DO ATENDIMENTO")
    quantity = form.integer("qtde")
    if not quantity:
        raise DomainError("INFORME A QUANTIDADE", field="qtde", code="377")
    admitted = form.need("int", "INT: S OU N")
    if admitted not in {"S", "N"}:
        raise DomainError("INT: USE S OU N", field="int")
    amount = form.need_money("valor", "O VALOR COBRADO")
    context.conversation.identification = number
    asked = QuoteRequest(number, procedure, on, quantity, admitted == "S", amount)
    return _show(quote(context.desk, context.actor, asked), asked)


def _show(answer: Quote, asked: QuoteRequest) -> Reply:
    values = {
        "segurado": answer.member.name,
        "produto": answer.product.code,
        "plano": answer.plan.code,
        "plano_nome": answer.plan.name,
        "direito": words.yes_no(answer.decision.outcome is Outcome.ALLOWED),
        "servico": answer.procedure.code,
        "descricao": answer.procedure.description,
        "unidade": answer.product.unit_kind,
        "data_da_us": words.day(asked.attended_on),
    }
    if answer.amount is None or answer.factors is None:
        return Reply(error(answer.message), values, cursor=answer.field, decision=answer.decision)
    amount, factors = answer.amount, answer.factors
    values |= {
        "valor": words.money(asked.presented),
        "quantidade_de_us": words.number(factors.units, 2),
        "multiplo": words.number(factors.multiple, 2),
        "valor_da_us": words.number(factors.unit_value, 4),
        "vezes": str(factors.quantity),
        "calculado": words.money(amount.computed),
        "limite": words.money(amount.cap) or "NÃO HÁ",
        "previsto": words.money(amount.payable),
        "reserva": "NÃO GARANTE COBERTURA: ELEGIBILIDADE E AUTORIZAÇÃO NÃO FORAM CONFERIDAS",
    }
    return Reply(warn(answer.message), values, decision=answer.decision)


TRANSACTION = Transaction(
    code="MDR5",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: calculate},
    help=(
        "PRÉVIA NO BALCÃO: CONSULTA, DIAGNOSE SEM REDE NA CIDADE E EXCEÇÕES HSBC.",
        "CIRURGIA, VISITA HOSPITALAR, MATERIAL E MEDICAMENTO VÃO PELO FORMULÁRIO.",
        "REEMBOLSO = QTDE DE US x MÚLTIPLO DO PLANO x VALOR DA US NA DATA x VEZES.",
        "A FÓRMULA PODE SER EXPLICADA AO SEGURADO (RE-011). NÃO IMPRIMA (RE-172).",
    ),
    subject=("identificacao", "servico", "data", "qtde", "int", "valor"),
)
