"""ACOA: the web twin of MDZ1, and the way to the actions on one authorization."""

from desk.domain.kernel.errors import DomainError
from desk.screens.authorization_list import (
    SUBJECT,
    chosen_number,
    list_panel,
    open_list,
    search_list,
    show_list,
    turn_list,
)
from desk.screens.frame import AUTOM
from desk.screens.transaction import Context, Reply, Transaction, page_keys, warn
from desk.terminal.fields import Field, Kind
from desk.terminal.keys import Key

ACTIONS = ("AIMP", "AEXC", "AALT", "AINC")
"""What may be done with an authorization from here: second copy, exclusion, change, inclusion."""

M01 = list_panel(
    "ACOAM01",
    "AUTORIZAÇÃO: CONSULTA",
    number="Nº DA AP",
    keys="ENTER CONSULTA  S SELECIONA  ALT2 TRANSAÇÃO  F4 MDZ1  F7/F8 PÁGINA",
    system=AUTOM,
    last_row=" SUBAÇÃO: ____    AIMP 2ª VIA   AEXC EXCLUI   AALT ALTERA   AINC INCLUI SERVIÇO",
    last_fields=[Field("subacao", Kind.CODE, label="SUBAÇÃO", help="COM S NA AP: AIMP, AEXC, AALT OU AINC.")],
)
EMPTY = "NENHUMA AUTORIZAÇÃO PRÉVIA ENCONTRADA PARA O PERÍODO INFORMADO"


def open_(context: Context) -> Reply:
    """With an identification in transit, its last sixty days at once."""
    return open_list(context, ask="INFORME IDENTIFICAÇÃO OU Nº DA AP E TECLE ENTER", empty=EMPTY)


def look_up(context: Context) -> Reply:
    """The list; or the authorization marked, now or the time before, taken to the action typed."""
    state, action = context.frame.state, context.form.text("subacao")
    if context.changed & set(SUBJECT):
        state["chosen"] = ""
    state["chosen"] = chosen_number(context) or state.get("chosen", "")
    if action and not context.changed & set(SUBJECT):
        return _act(context, action)
    if not state["chosen"]:
        return search_list(context, empty=EMPTY)
    reply = show_list(context, empty=EMPTY)
    reply.cursor = "subacao"
    reply.message = warn(f"AP {state['chosen']} ESCOLHIDA: DIGITE A SUBAÇÃO, OU A TRANSAÇÃO EM ==>")
    return reply


def turn(context: Context, pages: int) -> Reply:
    """Another page."""
    return turn_list(context, pages, empty=EMPTY)


def _act(context: Context, action: str) -> Reply:
    from desk.screens.registry import ENTRIES

    if action not in ACTIONS:
        raise DomainError(f"SUBAÇÕES: {', '.join(ACTIONS)}", field="subacao")
    if not context.frame.state["chosen"]:
        raise DomainError("MARQUE COM S A AUTORIZAÇÃO DA SUBAÇÃO", field="s.1")
    if not ENTRIES[action].built:
        raise DomainError(f"{action} AINDA NÃO ESTÁ DISPONÍVEL NESTA VERSÃO", field="subacao")
    context.conversation.authorization_number = str(context.frame.state["chosen"])
    context.frame.state["chosen"] = context.frame.values["subacao"] = ""
    return Reply(go=action)


TRANSACTION = Transaction(
    code="ACOA",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "PENDENTE: AUTORIZADA, CONTA NÃO BAIXADA; NÃO PROVA QUE FOI FEITA E AINDA PODE MUDAR.",
        "ENCERRADA: AUTORIZADA E PAGA. NEGADO: O CÓDIGO DÁ O MOTIVO.",
        "EXCLUÍDO: ERRO INTERNO OU PEDIDO DE QUEM NÃO FEZ. COMPLEM: SIC ABERTO (12009).",
        "MARQUE A AP COM S E DIGITE A SUBAÇÃO: AIMP, AEXC, AALT OU AINC.",
    ),
    subject=SUBJECT,
    carry=chosen_number,
)
