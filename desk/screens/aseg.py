"""ASEG: picking the person before anything else, by identification, CPF or any parts of the name."""

from desk.domain.enrolment.service import FoundMember, search
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.identification import digits
from desk.screens import words
from desk.screens.frame import AUTOM, desk_panel
from desk.screens.transaction import (
    Context,
    Reply,
    Transaction,
    closed_lines,
    info,
    ok,
    page_keys,
    warn,
    window,
)
from desk.terminal.fields import Field, Kind, Repeat
from desk.terminal.keys import Key

LINES = 8

M01 = desk_panel(
    "ASEGM01",
    "PESQUISA DE SEGURADO",
    """
 IDENTIFICAÇÃO: #####/########-#-##     CPF: ###.###.###-##
 NOME: ________________________________________

   IDENTIFICAÇÃO       NOME                         NASCIMENTO  PLANO      SIT
"""
    + "\n".join([" _ ~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~  ~~~~~~~~~~ ~~~"] * LINES)
    + """

 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("identificacao", Kind.MASKED, label="IDENTIFICAÇÃO", help="16 DÍGITOS DO CARTÃO."),
        Field("cpf", Kind.MASKED, label="CPF", help="11 DÍGITOS; ACHA TAMBÉM INSCRIÇÕES EXCLUÍDAS."),
        Field("nome", label="NOME", help="PARTES DO NOME EM QUALQUER ORDEM, SEM ACENTO: mar sil."),
        Repeat(
            LINES,
            (
                Field("s", Kind.YES_NO, label="S", help="S + ENTER SELECIONA A PESSOA."),
                Field("numero"),
                Field("segurado"),
                Field("nascimento"),
                Field("plano"),
                Field("situacao"),
            ),
        ),
        Field("transferencia"),
        Field("aviso"),
    ],
    keys="ENTER PESQUISA  S SELECIONA  ALT2 TRANSAÇÃO  F4 MCAA  F7/F8 PÁGINA",
    system=AUTOM,
)
_CRITERIA = ("identificacao", "cpf", "nome")


def open_(context: Context) -> Reply:
    """Empty; or the search another panel asked for."""
    context.frame.values |= context.conversation.criteria
    context.conversation.criteria = {}
    if any(context.form.text(name) for name in _CRITERIA):
        return look_up(context)
    return Reply(
        info("INFORME IDENTIFICAÇÃO, CPF OU PARTES DO NOME E TECLE ENTER"),
        cursor="nome",
        protected=closed_lines("s", 0, LINES),
    )


def look_up(context: Context) -> Reply:
    """Search; or take the person marked with S into the next transaction."""
    chosen = [n for n in range(1, LINES + 1) if context.form.text(f"s.{n}")]
    if chosen and not context.changed & set(_CRITERIA):
        return _select(context, chosen)
    form = context.form
    for name in _CRITERIA:
        if context.changed & set(_CRITERIA) and name not in context.changed:
            context.frame.values[name] = ""
    found = search(
        context.desk,
        context.actor,
        member_number=_identification(form.digits("identificacao")),
        cpf=form.digits("cpf"),
        name=form.text("nome"),
    )
    context.frame.state["found"] = [
        [m.member_number, m.name, words.day(m.birth_date), m.plan, _state(m), m.moved_to] for m in found.members
    ]
    context.frame.state |= {"page": 0, "more": found.more}
    if not found.members:
        field = next((name for name in _CRITERIA if form.digits(name) or form.text(name)), "nome")
        raise DomainError("NINGUÉM ENCONTRADO - TENTE OUTRA PARTE DO NOME OU O CPF", field=field)
    return _show(context)


def _identification(text: str) -> str:
    if text and len(text) != 16:
        raise DomainError("IDENTIFICAÇÃO INCOMPLETA: 5 + 8 + 1 + 2 DÍGITOS", field="identificacao", code="005")
    return text


def _state(member: FoundMember) -> str:
    return "ATV" if member.active else "EXC"


def turn(context: Context, pages: int) -> Reply:
    """Another page of what was found."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
    state = context.frame.state
    everybody = tuple(state.get("found", ()))
    shown, state["page"], page = window(everybody, int(state.get("page", 0)), LINES)
    values = {f"s.{n}": "" for n in range(1, LINES + 1)}
    for n, (number, name, born, plan, situation, moved_to) in enumerate(shown, start=1):
        values |= {
            f"numero.{n}": words.identification(number),
            f"segurado.{n}": name,
            f"nascimento.{n}": born,
            f"plano.{n}": plan,
            f"situacao.{n}": situation,
        }
        if moved_to:
            values["transferencia"] = (
                f"{words.identification(number)} PASSOU PARA {words.identification(moved_to)}"
            )
    if state.get("more"):
        values["aviso"] = f"HÁ MAIS DE {len(everybody)}: ACRESCENTE OUTRA PARTE DO NOME"
    count = len(everybody)
    message = ok(f"{count} PESSOA{'S' if count > 1 else ''} - MARQUE S E TECLE ENTER")
    return Reply(
        warn(values["aviso"]) if state.get("more") else message,
        values,
        page=page,
        cursor="s.1",
        protected=closed_lines("s", len(shown), LINES),
    )


def _select(context: Context, chosen: list[int]) -> Reply:
    state = context.frame.state
    if len(chosen) > 1 or context.form.text(f"s.{chosen[0]}") != "S":
        raise DomainError("MARQUE UMA SÓ PESSOA COM S", field=f"s.{chosen[-1]}")
    at = int(state.get("page", 0)) * LINES + chosen[0] - 1
    people = state.get("found", [])
    if at >= len(people):
        raise DomainError("NÃO HÁ NINGUÉM NESTA LINHA", field=f"s.{chosen[0]}")
    number = people[at][0]
    context.frame.values[f"s.{chosen[0]}"] = ""
    context.conversation.identification = digits(number)
    return Reply(go="MCAA")


TRANSACTION = Transaction(
    code="ASEG",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "QUEM FOI EXCLUÍDO OU CANCELADO TAMBÉM APARECE (SIT EXC): PROCURE POR NOME OU CPF",
        "UMA TRANSFERÊNCIA ANTES DE DIZER QUE A PESSOA NÃO É SEGURADA (EL-002).",
    ),
    subject=_CRITERIA,
)
