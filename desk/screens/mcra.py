"""MCRA: the network on EXTRA, one network at a time, for the days Automação is down."""

from desk.domain.access.model import System
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import rule
from desk.screens import network_form as form
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, error, page_keys
from desk.terminal.fields import Field, Kind, Role
from desk.terminal.keyboard import COMMAND_FIELD
from desk.terminal.keys import Key

M01 = desk_panel(
    "MCRAM01",
    "PESQUISA DE REDE REFERENCIADA",
    """
 IDENTIFICAÇÃO: ~~~~~~~~~~~~~~~~~~~   ~~~~~~~~~~~~~~~~~~~~~~ PRODUTO ~~~ ~~~~~~~
 REDES: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 Nº DE REDE: ___   UF: __   MUNICÍPIO: ______________________________
 BAIRRO: ______________________________   REGIÃO: ____________________
 ESPECIALIDADE: ______________________________   OU SERVIÇO: ________
--------------------------------------------------------------------------------
"""
    + form.LIST,
    [
        Field("identificacao"),
        Field("segurado"),
        Field("produto"),
        Field("modular", role=Role.WARN),
        Field("redes"),
        Field("rede", Kind.DIGITS, required=True, label="Nº DE REDE", help="UMA DAS REDES DO SEGURADO."),
        form.UF,
        form.CITY,
        form.DISTRICT,
        Field("regiao", label="REGIÃO", help="COMO ESTÁ CADASTRADA, OU O COMEÇO DELA."),
        form.SPECIALTY,
        form.PROCEDURE,
        *form.LIST_FIELDS,
    ],
    keys="ENTER PESQUISA/REGISTRA  S INFORMADO  ALT10 DETALHE  F4 ARED  F7/F8",
)
_NOBODY = "ABRA O SEGURADO NA MCAA E VENHA COM MCRA E ALT 2"
_FILTERS = ("rede", "uf", "municipio", "bairro", "regiao", "especialidade", "servico")


@rule("AP-005")
def open_(context: Context) -> Reply:
    """The person comes along, from MCAA or the twin: a number that was not looked up is not searched by."""
    if len(context.conversation.identification) != 16:
        return Reply(error(_NOBODY), cursor=COMMAND_FIELD, protected=closed_lines("s", 0, form.LINES))
    return form.arrive(context, System.EXTRA, _carried(context))


def enter(context: Context) -> Reply:
    """Search one network; or note who was named."""
    return form.enter(context, System.EXTRA, _carried(context), _FILTERS)


def turn(context: Context, pages: int) -> Reply:
    """Another page."""
    return form.turn(context, System.EXTRA, _carried(context), pages)


def detail(context: Context) -> Reply:
    """ALT 10: the provider on the cursor's row."""
    return form.detail(context, System.EXTRA, _carried(context))


def _carried(context: Context) -> str:
    number = context.conversation.identification
    if len(number) != 16:
        raise DomainError(_NOBODY, field=COMMAND_FIELD)
    return number


TRANSACTION = Transaction(
    code="MCRA",
    panels=(M01,),
    open=open_,
    keys={
        Key.ENTER: enter,
        Key.F4: lambda context: form.to_twin(context, "ARED"),
        Key.ALT2: form.to_standing,
        Key.ALT10: detail,
        **page_keys(turn),
    },
    help=("SÓ NA FALTA DA AUTOMAÇÃO. HSBC: PRIMEIRO A REDE 001; NÃO LOCALIZADO, A 020.", *form.HELP),
    subject=_FILTERS,
)
