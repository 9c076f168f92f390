"""MCSG: units of a service by table and date, and beside them the factors of the reimbursement formula."""

from desk.domain.catalogue.register import ProcedureUnitsCard, procedure_units
from desk.domain.catalogue.service import parse_procedure
from desk.domain.kernel.decision import Decision, Outcome
from desk.screens import words
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

LINES = 6
_FIRST_ROW = 8

M01 = desk_panel(
    "MCSGM01",
    "SERVIÇO - QUANTIDADE DE US",
    """
 SERVIÇO: ________   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 TABELA: ____   PRODUTO: ___ ~~~~~~~~~~~~~~~~~~~~~~~   PLANO: _____ ~~~~~~~~~~~~
 DATA DO ATENDIMENTO: ##/##/####            PORTE ANESTÉSICO: ~
--------------------------------------------------------------------------------
   TABELA   DESDE        QTDE DE US
"""
    + "\n".join(["   ~~~~     ~~~~~~~~~~  ~~~~~~~~~~~   ~~~~~~~~"] * LINES)
    + """
--------------------------------------------------------------------------------
 FÓRMULA DO REEMBOLSO (O VALOR SAI NA MDR5, QUE CONFERE O DIREITO)
   QUANTIDADE DE US NA TABELA ~~~~..........: ~~~~~~~~~~~~~
   x MÚLTIPLO DE REEMBOLSO DO PLANO.........: ~~~~~~~~~~~~~
   x VALOR DA ~~~ NA DATA DO ATENDIMENTO....: ~~~~~~~~~~~~~
   x NÚMERO DE VEZES
""",
    [
        Field("servico", Kind.DIGITS, required=True, label="SERVIÇO", help="8 DÍGITOS."),
        Field("descricao"),
        Field("tabela", Kind.CODE, label="TABELA", help="SAS OU TRSS; VAZIO: A DO PRODUTO, OU TODAS."),
        Field("produto", Kind.DIGITS, label="PRODUTO", help="450 E 460 USAM OUTRA TABELA, EM USR."),
        Field("produto_nome"),
        Field("plano", Kind.DIGITS, label="PLANO", help="COM O PRODUTO, DÁ O MÚLTIPLO."),
        Field("plano_nome"),
        Field("data", Kind.MASKED, required=True, label="DATA", help="DO ATENDIMENTO: VALE A US DO DIA."),
        Field("porte_anestesico"),
        Repeat(
            LINES, (Field("tabela_de_us"), Field("desde"), Field("quantidade_de_us", right=True), Field("vigor"))
        ),
        Field("tabela_usada"),
        Field("us", right=True),
        Field("multiplo", right=True),
        Field("unidade"),
        Field("valor_da_us", right=True),
    ],
    keys="ENTER CONSULTA   F1 POR QUÊ   ALT2 TRANSAÇÃO (MDR5, MCSA)   F7/F8",
)
_MISSING = "NÃO CONSTA"


def open_(context: Context) -> Reply:
    """Today, for the code that is typed."""
    values = {"data": words.day(context.station.clock.today())}
    return Reply(info("INFORME O SERVIÇO; COM PRODUTO E PLANO SAEM OS FATORES"), values, cursor="servico")


def look_up(context: Context) -> Reply:
    """Units of a service, newest first in each table."""
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Older units, or another table's."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
    form = context.form
    product, plan = form.digits("produto"), form.digits("plano")
    card = procedure_units(
        context.desk,
        parse_procedure(form.need("servico", "O SERVIÇO"), "servico"),
        on=form.need_day("data", "A DATA DO ATENDIMENTO"),
        product_code=product.zfill(3) if product else "",
        plan_code=plan.zfill(5) if plan else "",
        unit_table=form.text("tabela"),
    )
    shown, number, page = window(card.entries, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state["page"] = number
    values = _heading(card)
    rows: dict[int, Role] = {}
    for n, entry in enumerate(shown, start=1):
        values |= {
            f"tabela_de_us.{n}": entry.unit_table,
            f"desde.{n}": words.day(entry.since),
            f"quantidade_de_us.{n}": words.number(entry.quantity, 2),
            f"vigor.{n}": "EM VIGOR" if entry.in_force else "",
        }
        if entry.in_force:
            rows[_FIRST_ROW + n - 1] = Role.HIGHLIGHT
    return Reply(
        _message(card), values, page=page, row_roles=rows, decision=Decision(Outcome.ALLOWED, card.reasons)
    )


def _heading(card: ProcedureUnitsCard) -> dict[str, str]:
    values = {
        "servico": card.procedure.code,
        "descricao": card.procedure.description,
        "porte_anestesico": str(card.procedure.anaesthesia_class),
        "tabela_usada": card.unit_table,
        "unidade": "US",
        "us": words.number(card.units, 2) or (_MISSING if card.unit_table else ""),
    }
    if card.product is not None:
        values |= {
            "produto": card.product.code,
            "produto_nome": card.product.name,
            "unidade": card.product.unit_kind,
            "valor_da_us": words.number(card.unit_value, 4) or _MISSING,
        }
    if card.plan is not None:
        values |= {
            "plano": card.plan.code,
            "plano_nome": card.plan.name,
            "multiplo": words.number(card.multiple, 2) or _MISSING,
        }
    return values


def _message(card: ProcedureUnitsCard) -> Message:
    if not card.entries:
        return warn("SERVIÇO SEM QUANTIDADE DE US EM NENHUMA TABELA")
    if card.procedure.restricted:
        return warn("INTERNO: CÓDIGO RESTRITO, O CADASTRO NÃO PROVA COBERTURA (AP-153)")
    return ok("SERVIÇO LOCALIZADO - O CADASTRO NÃO PROVA COBERTURA")


TRANSACTION = Transaction(
    code="MCSG",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "REEMBOLSO = QTDE DE US x MÚLTIPLO DO PLANO x VALOR DA US NA DATA x VEZES (RE-006).",
        "PRODUTOS 450 E 460: TABELA TRSS E USR, A US DO REEMBOLSO (RE-020).",
        "O CADASTRO NÃO É BASE DE COBERTURA DE CÓDIGO RESTRITO (AP-153): VER NA ACOB (EL-007).",
        "O VALOR SÓ SE DIZ PELA MDR5, QUE CONFERE O DIREITO E O PRAZO.",
    ),
    subject=("servico", "tabela", "produto", "plano", "data"),
)
