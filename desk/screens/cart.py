"""CART: the letters of an authorization or of a person: looked at as they will come out, printed, reprinted."""

from desk.domain.authorization.letters import LetterRow, letters_of, preview_letter, print_letter
from desk.domain.enrolment.service import parse_member_number
from desk.domain.kernel.clock import local_time
from desk.domain.kernel.errors import DomainError
from desk.screens import words
from desk.screens.cart_writing import M03, commit, show, start, written
from desk.screens.frame import desk_panel
from desk.screens.printing import carried_number
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Repeat
from desk.terminal.keys import Key

LINES = 12
ROWS = 16
_SUBJECT = ("identificacao", "senha")
_READERS = {"insured": "SEGURADO", "provider": "PRESTADOR", "internal": "INTERNA"}

M01 = desk_panel(
    "CARTM01",
    "CARTAS DE AUTORIZAÇÃO",
    """
 IDENTIFICAÇÃO: #####/########-#-##    OU SENHA: ##/######
--------------------------------------------------------------------------------
   ESCRITA    SENHA     Nº  PARA      CARTA                                 VIAS
"""
    + "\n".join([f" _ ~~~~~~~~~~ ~~~~~~~~~ ~~~ ~~~~~~~~~ {'~' * 37}   ~~"] * LINES),
    [
        Field("identificacao", Kind.MASKED, label="IDENTIFICAÇÃO", help="16 DÍGITOS: AS CARTAS DA PESSOA."),
        Field("senha", Kind.MASKED, label="SENHA", help="AA/NNNNNN: AS CARTAS DESSA AUTORIZAÇÃO."),
        Repeat(
            LINES,
            (
                Field("s", Kind.YES_NO, label="S", help="S + ENTER MOSTRA A CARTA; S + IMPR IMPRIME."),
                Field("escrita"),
                Field("numero"),
                Field("carta"),
                Field("para"),
                Field("assunto"),
                Field("vias", right=True),
            ),
        ),
    ],
    keys="ENTER CONSULTA   S MOSTRA   IMPR IMPRIME   F5 ESCREVE   F7/F8 PÁGINA",
)
M02 = desk_panel(
    "CARTM02",
    "CARTA COMO SERÁ IMPRESSA",
    "\n".join([f" {'~' * 79}"] * ROWS),
    [Repeat(ROWS, (Field("linha"),))],
    keys="IMPR IMPRIME   F7/F8 ROLA   ALT7 VOLTA À LISTA",
)


def open_(context: Context) -> Reply:
    """The letters of the senha in transit; else of the identification; else one is asked for."""
    values, person, senha = context.frame.values, context.conversation.identification, carried_number(context)
    if senha:
        values["senha"] = senha
    elif len(person) == 16:
        values["identificacao"] = words.identification(person)
    else:
        return Reply(info("INFORME IDENTIFICAÇÃO OU SENHA E TECLE ENTER"), protected=closed_lines("s", 0, LINES))
    return _list(context)


def enter(context: Context) -> Reply:
    """The list; or the letter marked, as it will come out."""
    if context.frame.panel == M02.name:
        return _show(context)
    if context.frame.panel == M03.name:
        return show(context)
    chosen = _chosen(context)
    if not chosen:
        _one_subject(context)
        context.frame.state = {"page": 0}
        return _list(context)
    context.frame.state |= {"letter": chosen, "row": 0}
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """F7 and F8: another page of the list, or of the letter."""
    if context.frame.panel == M03.name:
        return show(context)
    name = "row" if context.frame.panel == M02.name else "page"
    context.frame.state[name] = int(context.frame.state.get(name, 0)) + pages
    return _show(context) if name == "row" else _list(context)


def back(context: Context) -> Reply:
    """ALT 7: from a letter to the list."""
    return _list(context)


def write(context: Context) -> Reply:
    """F5: a letter written by hand, for the senha on the panel."""
    number = context.form.authorization_number("senha")
    if not number:
        raise DomainError("INFORME A SENHA DA CARTA A ESCREVER", field="senha")
    if context.frame.panel != M01.name:
        return show(context) if context.frame.panel == M03.name else _show(context)
    _list(context)
    return start(context, number)


def commit_letter(context: Context) -> Reply:
    """ALT 6: write the letter that was filled in, and back to the list."""
    if context.frame.panel != M03.name:
        raise DomainError("ALT 6 GRAVA UMA CARTA NOVA: TECLE F5 ANTES", field="senha")
    message = commit(context)
    context.frame.state["page"] = 0
    return written(message, _list(context))


def impr(context: Context) -> Reply:
    """IMPR: the letter that is up, or the one marked; the second time it says that it is a second copy."""
    if context.frame.panel == M03.name:
        raise DomainError("ESCREVA A CARTA (ALT 6) ANTES DE IMPRIMIR", field="modelo")
    up = context.frame.panel == M02.name
    chosen = int(context.frame.state["letter"]) if up else _chosen(context)
    if not chosen and not context.frame.state.get("shown"):
        raise DomainError("NENHUMA CARTA A IMPRIMIR: F5 ESCREVE", field="senha")
    if not chosen:
        raise DomainError("MARQUE COM S A CARTA A IMPRIMIR", field="s.1")
    printout = print_letter(context.desk, context.actor, chosen)
    again = f" (2ª VIA, Nº {printout.copy_number})" if printout.copy_number > 1 else ""
    reply = _show(context) if up else _list(context)
    reply.message = ok(f"IMPRESSO: {printout.file}{again}")
    return reply


def _one_subject(context: Context) -> None:
    """Of identification and senha the one just typed counts."""
    values, changed = context.frame.values, context.changed
    if "identificacao" in changed and "senha" not in changed:
        values["senha"] = ""


def _chosen(context: Context) -> int:
    """The letter marked with S; 0 when none is, or another subject was typed. Raises DomainError on the mark."""
    marks = [n for n in range(1, LINES + 1) if context.form.text(f"s.{n}")]
    if not marks or context.changed & set(_SUBJECT):
        return 0
    if len(marks) > 1 or context.form.text(f"s.{marks[0]}") != "S":
        raise DomainError("MARQUE UMA SÓ CARTA COM S", field=f"s.{marks[-1]}")
    letters = context.frame.state.get("shown", [])
    if marks[0] > len(letters):
        raise DomainError("NÃO HÁ CARTA NESTA LINHA", field=f"s.{marks[0]}")
    return int(letters[marks[0] - 1])


def _list(context: Context) -> Reply:
    senha = context.form.authorization_number("senha")
    number = "" if senha else parse_member_number(context.form.text("identificacao")).value
    found = letters_of(context.desk, context.actor, number=senha, member_number=number)
    context.conversation.identification = found.member_number
    if senha:
        context.conversation.authorization_number = senha
    shown, page_number, page = window(found.rows, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state |= {"page": page_number, "shown": [row.letter.id for row in shown]}
    values = {f"s.{n}": "" for n in range(1, LINES + 1)}
    values["identificacao"] = words.identification(found.member_number)
    for n, row in enumerate(shown, start=1):
        values |= {f"{name}.{n}": text for name, text in _line(row).items()}
    closed = closed_lines("s", len(shown), LINES)
    if not found.rows:
        return Reply(warn("NENHUMA CARTA ESCRITA"), values, panel=M01.name, protected=closed, done=True)
    count = len(found.rows)
    message = ok(f"{count} CARTA{'S' if count > 1 else ''}: S + ENTER MOSTRA, S + IMPR IMPRIME")
    return Reply(message, values, panel=M01.name, page=page, protected=closed, cursor="s.1", done=True)


def _line(row: LetterRow) -> dict[str, str]:
    letter = row.letter
    return {
        "escrita": f"{local_time(letter.written_at):%d/%m/%Y}",
        "numero": letter.authorization_number,
        "carta": letter.number,
        "para": _READERS[letter.addressee],
        "assunto": row.subject.upper()[:37],
        "vias": str(row.copies),
    }


def _show(context: Context) -> Reply:
    """A page of the letter that is up; read again every time, for a print changes its heading."""
    rows = preview_letter(context.desk, context.actor, int(context.frame.state["letter"]))
    shown, page_number, page = window(rows, int(context.frame.state.get("row", 0)), ROWS)
    context.frame.state["row"] = page_number
    values = {f"linha.{n}": row[1:] for n, row in enumerate(shown, start=1)}
    return Reply(
        info("IMPR IMPRIME; F7/F8 ROLA; ALT 7 VOLTA À LISTA"), values, panel=M02.name, page=page, done=True
    )


TRANSACTION = Transaction(
    code="CART",
    panels=(M01, M02, M03),
    open=open_,
    keys={
        Key.ENTER: enter,
        Key.F5: write,
        Key.ALT6: commit_letter,
        Key.ALT7: back,
        Key.F12: impr,
        **page_keys(turn),
    },
    help=(
        "AS CARTAS DE UMA SENHA OU DE UMA PESSOA, A ÚLTIMA PRIMEIRO. VIAS: QUANTAS VEZES FOI IMPRESSA.",
        "S + ENTER MOSTRA A CARTA COMO SERÁ IMPRESSA; IMPR GRAVA O PDF NA PASTA DE IMPRESSÃO.",
        "DA SEGUNDA IMPRESSÃO EM DIANTE SAI 2ª VIA COM DATA, HORA E OPERADOR; O TEXTO É SEMPRE O MESMO.",
        "F5 ESCREVE À MÃO: PERÍCIA, CAPEANTES, PRORROGAÇÃO, COMPLEMENTO, REANÁLISE. AS OUTRAS SAEM SOZINHAS.",
        "ENTREGUE A CARTA DE RECUSA EXPLICANDO O MOTIVO: O SEGURADO NÃO SAI COM DÚVIDA (AP-112).",
    ),
    subject=_SUBJECT,
    writes=True,
)
