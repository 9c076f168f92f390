"""ALIS: the providers that ask for their own protocols through the Autorizador."""

from desk.domain.network.directory import autorizador_users
from desk.screens.frame import CENTRAL, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Repeat
from desk.terminal.keys import Key

LINES = 11

M01 = desk_panel(
    "ALISM01",
    "LISTAGEM: PRESTADORES DO AUTORIZADOR",
    """
 UF: __   MUNICÍPIO: ______________________________

   PRESTADOR                             MUNICÍPIO            TELEFONE
"""
    + "\n".join([f"   {'~' * 37} {'~' * 20} {'~' * 16}"] * LINES)
    + """

 O AUTORIZADOR CONFERE ELEGIBILIDADE E ACORDO, COM OU SEM AP; NÃO CONFERE PREÇO.
 RECUSADO NELE: O PRESTADOR LIGA PARA A CAS 24H, QUE ANALISA, LIBERA OU NEGA.
""",
    [
        Field("uf", required=True, label="UF", help="DUAS LETRAS."),
        Field("municipio", label="MUNICÍPIO", help="O COMEÇO DELE; VAZIO: TODOS."),
        Repeat(LINES, (Field("prestador"), Field("cidade"), Field("telefone"))),
    ],
    keys="ENTER PESQUISA   ALT2 TRANSAÇÃO   F3 VOLTA   F7/F8 PÁGINA",
    system=CENTRAL,
)


def open_(_: Context) -> Reply:
    """Empty."""
    return Reply(info("INFORME A UF E TECLE ENTER"))


def look_up(context: Context) -> Reply:
    """The users in a state."""
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Another page."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
    form, state = context.form, context.frame.state
    users = autorizador_users(context.desk, form.text("uf"), form.text("municipio"))
    shown, state["page"], page = window(users, int(state.get("page", 0)), LINES)
    values: dict[str, str] = {}
    for n, provider in enumerate(shown, start=1):
        values |= {
            f"prestador.{n}": provider.name,
            f"cidade.{n}": provider.city,
            f"telefone.{n}": provider.phone,
        }
    if not users:
        return Reply(warn("NENHUM PRESTADOR USA O AUTORIZADOR NESTE LUGAR"), values)
    count = len(users)
    return Reply(ok(f"{count} PRESTADOR{'ES USAM' if count > 1 else ' USA'} O AUTORIZADOR"), values, page=page)


TRANSACTION = Transaction(
    code="ALIS",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "QUEM USA O AUTORIZADOR PEDE O PROTOCOLO PELA INTERNET E RECEBE A SENHA OU O BLOQUEIO.",
        "NÃO SE LISTA QUEM SAIU DA REDE NEM QUEM NÃO SE DIVULGA.",
    ),
    subject=("uf", "municipio"),
)
