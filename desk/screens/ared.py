"""ARED: the network by the person's own number, every network of theirs at once."""

from desk.domain.access.model import System
from desk.screens import network_form as form
from desk.screens.frame import AUTOM, desk_panel
from desk.screens.network_form import LINES
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, info, page_keys
from desk.terminal.fields import Field, Kind, Role
from desk.terminal.keys import Key

M01 = desk_panel(
    "AREDM01",
    "REDE: MÉDICOS E HOSPITAIS",
    """
 IDENTIFICAÇÃO: #####/########-#-##   ~~~~~~~~~~~~~~~~~~~~~~ PRODUTO ~~~ ~~~~~~~
 REDES: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 UF: __   MUNICÍPIO: ______________________________
 BAIRRO: ______________________________
 ESPECIALIDADE: ______________________________   OU SERVIÇO: ________
--------------------------------------------------------------------------------
"""
    + form.LIST,
    [
        Field("identificacao", Kind.MASKED, required=True, label="IDENTIFICAÇÃO", help="16 DÍGITOS DO CARTÃO."),
        Field("segurado"),
        Field("produto"),
        Field("modular", role=Role.WARN),
        Field("redes"),
        form.UF,
        form.CITY,
        form.DISTRICT,
        form.SPECIALTY,
        form.PROCEDURE,
        *form.LIST_FIELDS,
    ],
    keys="ENTER PESQUISA/REGISTRA  S INFORMADO  ALT10 DETALHE  F4 MCRA  F7/F8",
    system=AUTOM,
)
_FILTERS = ("identificacao", "uf", "municipio", "bairro", "especialidade", "servico")


def open_(context: Context) -> Reply:
    """With an identification in transit, its networks and the town of its policy."""
    carried = context.conversation.identification
    if len(carried) == 16:
        return form.arrive(context, System.AUTOM, carried)
    return Reply(info("INFORME IDENTIFICAÇÃO, UF E MUNICÍPIO"), protected=closed_lines("s", 0, LINES))


def enter(context: Context) -> Reply:
    """Search; or note who was named."""
    return form.enter(context, System.AUTOM, form.member_number(context), _FILTERS)


def turn(context: Context, pages: int) -> Reply:
    """Another page."""
    return form.turn(context, System.AUTOM, form.member_number(context), pages)


def detail(context: Context) -> Reply:
    """ALT 10: the provider on the cursor's row."""
    return form.detail(context, System.AUTOM, form.member_number(context))


TRANSACTION = Transaction(
    code="ARED",
    panels=(M01,),
    open=open_,
    keys={
        Key.ENTER: enter,
        Key.F4: lambda context: form.to_twin(context, "MCRA"),
        Key.ALT2: form.to_standing,
        Key.ALT10: detail,
        **page_keys(turn),
    },
    help=form.HELP,
    subject=_FILTERS,
)
