"""BUSC: one search over everything, and the panel each thing belongs on."""

from desk.domain.counter.finding import UNPUBLISHED, Hit, What, find_everything
from desk.domain.kernel.errors import DomainError
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, info, ok, page_keys, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keyboard import COMMAND_FIELD
from desk.terminal.keys import Key

LINES = 13

M01 = desk_panel(
    "BUSCM01",
    "BUSCA EM TUDO",
    """
 BUSCA: ________________________________________

   O QUE É   CÓDIGO           NOME
"""
    + "\n".join([" _ ~~~~~~~~~ ~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~"] * LINES),
    [
        Field("busca", label="BUSCA", help="NÚMERO (IDENTIFICAÇÃO, CPF, SENHA, SR, CNPJ, SERVIÇO) OU PALAVRAS."),
        Repeat(
            LINES,
            (
                Field("s", Kind.YES_NO, label="S", help="S + ENTER ABRE O PAINEL CERTO."),
                Field("tipo"),
                Field("codigo"),
                Field("nome"),
                Field("detalhe"),
            ),
        ),
    ],
    keys="ENTER BUSCA   S ABRE   ALT2 TRANSAÇÃO   F7/F8 PÁGINA   F3 VOLTA",
)

_PANELS = {
    What.MEMBER: ("MCAA", ""),
    What.AUTHORIZATION: ("MDZ1", "senha"),
    What.CLAIM: ("MDC1", ""),
    What.SERVICE: ("ACOB", "servico"),
    What.SUBJECT: ("ACOB", "servico"),
    What.PROVIDER: ("MCPD", "prestador"),
    What.SPONSOR: ("MCEA", "empresa"),
}
"""Where each thing is shown, and the criterion that panel takes it by."""


def find(context: Context, text: str) -> str:
    """The transaction that a text on the command line means; the conversation carries what was found there.

    Raises DomainError on the command line when nothing answers to the text.
    """
    hits = find_everything(context.desk, context.actor, text)
    if not hits:
        raise DomainError(f"NEM TRANSAÇÃO NEM CADASTRO: {text[:24]}", field=COMMAND_FIELD)
    if len(hits) == 1:
        return _take(context, hits[0].what, hits[0].key)
    if all(hit.what is What.MEMBER for hit in hits):
        context.conversation.criteria = {"nome": text}
        return "ASEG"
    context.conversation.criteria = {"busca": text}
    return "BUSC"


def open_(context: Context) -> Reply:
    """Empty, or the search typed on the command line."""
    text = context.conversation.criteria.pop("busca", "")
    if text:
        context.frame.values["busca"] = text
        return look_up(context)
    message = info("DIGITE UM NÚMERO OU PALAVRAS E TECLE ENTER")
    return Reply(message, cursor="busca", protected=closed_lines("s", 0, LINES))


def look_up(context: Context) -> Reply:
    """Search; or open what is marked."""
    marked = [n for n in range(1, LINES + 1) if context.form.text(f"s.{n}")]
    if marked and "busca" not in context.changed:
        return _open(context, marked)
    context.frame.state = {"found": [], "page": 0}
    text = context.form.need("busca", "O QUE PROCURAR")
    hits = find_everything(context.desk, context.actor, text)
    if not hits:
        raise DomainError("NADA ENCONTRADO - TENTE OUTRA PALAVRA OU O NÚMERO INTEIRO", field="busca")
    context.frame.state = {"found": [[h.what, h.key, h.label, h.detail] for h in hits], "page": 0}
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Another page of what was found."""
    if not context.frame.state.get("found"):
        raise DomainError("DIGITE UM NÚMERO OU PALAVRAS E TECLE ENTER", field="busca")
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
    state = context.frame.state
    found = tuple(Hit(What(w), key, label, detail) for w, key, label, detail in state.get("found", ()))
    shown, state["page"], page = window(found, int(state.get("page", 0)), LINES)
    values = {f"s.{n}": "" for n in range(1, LINES + 1)}
    roles: dict[str, Role] = {}
    for n, hit in enumerate(shown, start=1):
        if hit.detail == UNPUBLISHED:
            roles |= dict.fromkeys((f"codigo.{n}", f"nome.{n}", f"detalhe.{n}"), Role.INTERNAL)
        key = "" if hit.what is What.SUBJECT else hit.key
        values |= {f"tipo.{n}": hit.what, f"codigo.{n}": key, f"nome.{n}": hit.label, f"detalhe.{n}": hit.detail}
    message = ok(f"{len(found)} ENCONTRADO{'S' if len(found) > 1 else ''} - MARQUE S E TECLE ENTER")
    closed = closed_lines("s", len(shown), LINES)
    return Reply(message, values, page=page, cursor="s.1", roles=roles, protected=closed)


def _open(context: Context, marked: list[int]) -> Reply:
    if len(marked) > 1 or context.form.text(f"s.{marked[0]}") != "S":
        raise DomainError("MARQUE UMA SÓ LINHA COM S", field=f"s.{marked[-1]}")
    at = int(context.frame.state.get("page", 0)) * LINES + marked[0] - 1
    found = context.frame.state.get("found", [])
    if at >= len(found):
        raise DomainError("NÃO HÁ NADA NESTA LINHA", field=f"s.{marked[0]}")
    context.frame.values[f"s.{marked[0]}"] = ""
    return Reply(go=_take(context, What(found[at][0]), found[at][1]))


def _take(context: Context, what: What, key: str) -> str:
    """Put what was found in transit; the transaction it belongs to."""
    code, criterion = _PANELS[what]
    conversation = context.conversation
    if what is What.MEMBER:
        conversation.identification = key
    elif what is What.CLAIM:
        conversation.claim_number = key
    conversation.criteria = {criterion: key} if criterion else {}
    return code


TRANSACTION = Transaction(
    code="BUSC",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "O MESMO NA LINHA ==>: 9990100001234501, 07/004391, 0700123456, AURORA, HOME CARE.",
        "UM SÓ ACHADO ABRE LOGO O PAINEL DELE.",
    ),
    subject=("busca",),
)
