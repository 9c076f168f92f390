"""MDZ1: the authorizations of a person and their state."""

from desk.screens.authorization_list import (
    SUBJECT,
    chosen_number,
    list_panel,
    open_list,
    search_list,
    show_list,
    turn_list,
)
from desk.screens.transaction import Context, Reply, Transaction, page_keys, warn
from desk.terminal.keys import Key

M01 = list_panel(
    "MDZ1M01",
    "AUTORIZAÇÕES DO SEGURADO",
    number="SENHA",
    keys="ENTER CONSULTA  S SELECIONA  ALT2 TRANSAÇÃO  F4 ACOA  F7/F8 PÁGINA",
)
EMPTY = "REGISTRO NÃO CADASTRADO"


def open_(context: Context) -> Reply:
    """With an identification in transit, its last sixty days at once."""
    return open_list(context, ask="INFORME IDENTIFICAÇÃO OU SENHA E TECLE ENTER", empty=EMPTY)


def look_up(context: Context) -> Reply:
    """The list; or the marked authorization taken along."""
    number = chosen_number(context)
    if not number:
        return search_list(context, empty=EMPTY)
    reply = show_list(context, empty=EMPTY)
    reply.cursor = "comando"
    reply.message = warn(f"SENHA {number} ESCOLHIDA: DIGITE A TRANSAÇÃO EM ==> E TECLE ALT 2")
    return reply


def turn(context: Context, pages: int) -> Reply:
    """Another page."""
    return turn_list(context, pages, empty=EMPTY)


TRANSACTION = Transaction(
    code="MDZ1",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "PENDENTE: AUTORIZADA, CONTA NÃO BAIXADA; NÃO PROVA QUE FOI FEITA E AINDA PODE MUDAR.",
        "ENCERRADA: AUTORIZADA E PAGA. NEGADO: O CÓDIGO DÁ O MOTIVO.",
        "EXCLUÍDO: ERRO INTERNO OU PEDIDO DE QUEM NÃO FEZ. COMPLEM: SIC ABERTO (12009).",
        "S NA AP E MDAU, MDAR, MDAQ, MDAT OU MDAY EM ==>, ALT 2: VAI PARA LÁ COM A SENHA.",
    ),
    subject=SUBJECT,
    carry=chosen_number,
)
