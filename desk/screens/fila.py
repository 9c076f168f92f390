"""FILA: the cases one has sent, with their clocks; of a supervisor those of the whole unit."""

from desk.domain.kernel.errors import DomainError
from desk.domain.referral.model import ReferralState
from desk.domain.referral.queue import CaseFile, QueueRow, mark_seen, open_file, queue
from desk.domain.referral.service import answer_more, details_of, remind, withdraw
from desk.domain.rulebook.catalogue import rule
from desk.screens import referral_words, words
from desk.screens.frame import AUTOM, desk_panel
from desk.screens.prose import prose
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

LINES, FIRST_ROW = 13, 5
"""Cases on a page, and the row of the glass the first stands on (from 0)."""
EVENTS, TEXT_ROWS = 4, 2
ANSWER_ROWS, ANSWER_WIDTH = 2, 68
_CUT = " ... (F1)"

_MARK = Field("s", Kind.YES_NO, label="S", help="S + ENTER ABRE O PEDIDO.")

M01 = desk_panel(
    "FILAM01",
    "FILA: PEDIDOS ENCAMINHADOS",
    """
 FILTRO: ______________________________   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    PEDIDO TIPO        PARA       SITUAÇÃO  SEGURADO           PRAZO
"""
    + "\n".join(["  _ ~~~~~~ ~~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~ ~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~"] * LINES)
    + """
 * PRAZO VENCIDO OU SEM CALENDÁRIO   U URGENTE   PEDE MAIS: RESPONDA (S + ENTER)
""",
    [
        Field("filtro", label="FILTRO", help="PARTE DE NÚMERO, NOME, ÁREA, TIPO, SITUAÇÃO, VENCIDO, URGENTE."),
        Field("de_quem"),
        Repeat(
            LINES,
            (
                _MARK,
                Field("pedido", right=True),
                Field("tipo"),
                Field("area"),
                Field("situacao"),
                Field("segurado"),
                Field("prazo"),
            ),
        ),
    ],
    keys="ENTER FILTRA/ATUALIZA   S + ENTER ABRE   F7/F8 PÁGINA   F3 VOLTA",
    system=AUTOM,
)

M02 = desk_panel(
    "FILAM02",
    "FILA: UM PEDIDO",
    """
 PEDIDO ~~~~~~ ~~~~~~~~~~~ PARA ~~~~~~~~~~~~ SITUAÇÃO ~~~~~~~~~  URGENTE ~
 DE ~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ UDAS ~~~~  EM ~~~~~~~~~~~~~~~~
 SEGURADO: ~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~  SENHA: ~~~~~~~~~
 PRAZO: ~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~  DITO AO SEGURADO: ~~~~~~~~~~~~~~~~
 BLOQUEIOS: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  COBRANÇAS: ~~  ~~~~~~~~~~~~~~~~~~
 SERVIÇOS: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 RESPOSTA: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 HISTÓRICO:
"""
    + "\n".join(["  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"] * EVENTS)
    + """
 RESPONDER AO QUE FOI PEDIDO (ALT 5):
  1 ___________________________________________________________________________
  2 ___________________________________________________________________________
""",
    [
        Field("pedido"),
        Field("tipo"),
        Field("area"),
        Field("situacao"),
        Field("urgente"),
        Field("de"),
        Field("de_nome"),
        Field("unidade"),
        Field("quando"),
        Field("identificacao"),
        Field("segurado"),
        Field("senha"),
        Field("prazo"),
        Field("falta"),
        Field("promessa"),
        Field("bloqueios"),
        Field("cobrancas"),
        Field("aviso"),
        Field("servicos"),
        Field("resposta.1"),
        Field("resposta.2"),
        Repeat(EVENTS, (Field("evento"),)),
        Repeat(TEXT_ROWS, (Field("texto", label="RESPOSTA", help="O QUE FOI PEDIDO A MAIS; FICA NO PEDIDO."),)),
    ],
    keys="ALT5 RESPONDE  ALT9 COBRA  ALT6 RETIRA  ALT10 VÊ A SENHA  ALT7 LISTA",
    system=AUTOM,
)


def open_(context: Context) -> Reply:
    """The queue from its first page."""
    context.frame.state |= {"page": 0, "number": 0}
    return _list(context, info("S + ENTER ABRE O PEDIDO; ENTER ATUALIZA OS PRAZOS"))


def look_up(context: Context) -> Reply:
    """The queue with what is typed to filter it; the case marked with S; or the case that is up, read anew."""
    if context.frame.panel == M02.name and context.frame.state.get("number"):
        return _show(context, int(context.frame.state["number"]))
    marks = [n for n in range(1, LINES + 1) if context.form.text(f"s.{n}")]
    if not marks:
        if "filtro" in context.changed:
            context.frame.state["page"] = 0
        return _list(context)
    if len(marks) > 1 or context.form.text(f"s.{marks[0]}") != "S":
        raise DomainError("MARQUE UM SÓ PEDIDO COM S", field=f"s.{marks[-1]}")
    shown = context.frame.state.get("shown", [])
    if marks[0] > len(shown):
        raise DomainError("NÃO HÁ PEDIDO NESTA LINHA", field=f"s.{marks[0]}")
    context.frame.values |= {f"texto.{n}": "" for n in range(1, TEXT_ROWS + 1)}
    return _show(context, int(shown[marks[0] - 1]))


def turn(context: Context, pages: int) -> Reply:
    """Another page of the queue."""
    _on_list(context)
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _list(context)


def back(context: Context) -> Reply:
    """ALT 7: the queue again."""
    context.frame.state["number"] = 0
    return _list(context)


def answer(context: Context) -> Reply:
    """ALT 5: what was asked for besides."""
    number = _open_number(context)
    text = prose(context.frame.values, M02, "texto")
    answer_more(context.desk, context.actor, number, text, version=context.frame.state["version"])
    context.frame.values |= {f"texto.{n}": "" for n in range(1, TEXT_ROWS + 1)}
    return _show(context, number, ok(f"PEDIDO {number}: RESPOSTA ENVIADA"))


@rule("AP-103")
def charge(context: Context) -> Reply:
    """ALT 9: charge the area that is late."""
    number = _open_number(context)
    charged = remind(context.desk, context.actor, number, version=context.frame.state["version"])
    count = charged.referral.reminders
    more = ", SUPERVISÃO AVISADA" if count > 1 else ""
    return _show(context, number, ok(f"PEDIDO {number} COBRADO ({count}ª){more}: {charged.file}"[:73]))


def take_back(context: Context) -> Reply:
    """ALT 6, twice: the case is withdrawn."""
    number = _open_number(context)
    if context.frame.state.get("asked") != number:
        context.frame.state["asked"] = number
        return _show(context, number, warn(f"ALT 6 DE NOVO RETIRA O PEDIDO {number}"), asked=True)
    withdraw(context.desk, context.actor, number, version=context.frame.state["version"])
    return _show(context, number, ok(f"PEDIDO {number} RETIRADO"))


def senha(context: Context) -> Reply:
    """ALT 10: the authorization the case is about, or became."""
    number = _open_number(context)
    found = open_file(context.desk, context.actor, number).row.referral.authorization_number
    if not found:
        raise DomainError(f"O PEDIDO {number} NÃO TEM SENHA")
    context.conversation.authorization_number = found
    context.conversation.criteria["senha"] = found
    return Reply(go="MDZ1")


def _on_list(context: Context) -> None:
    if context.frame.panel == M02.name and context.frame.state.get("number"):
        raise DomainError("ALT 7 VOLTA À LISTA")


def _open_number(context: Context) -> int:
    number = int(context.frame.state.get("number", 0))
    if context.frame.panel != M02.name or not number:
        raise DomainError("ABRA UM PEDIDO COM S + ENTER", field="s.1")
    return number


def _list(context: Context, message: Message | None = None) -> Reply:
    rows = queue(context.desk, context.actor, words=context.form.text("filtro"))
    shown, page_number, page = window(rows, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state |= {"page": page_number, "number": 0, "shown": [row.referral.number for row in shown]}
    _seen(context, shown)
    values = {f"s.{n}": "" for n in range(1, LINES + 1)}
    values["de_quem"] = f"UNIDADE {context.actor.unit_code}" if _whole_unit(context) else "MEUS PEDIDOS"
    for n, row in enumerate(shown, start=1):
        values |= referral_words.listed(row, n)
    roles = {
        FIRST_ROW + n: role for n, row in enumerate(shown) if (role := referral_words.row_role(row)) is not None
    }
    return Reply(
        _counted(rows) if message is None or any(row.overdue or row.problem for row in rows) else message,
        values,
        cursor="s.1" if shown else "filtro",
        panel=M01.name,
        page=page,
        row_roles=roles,
        protected=closed_lines("s", len(shown), LINES),
        done=True,
    )


def _whole_unit(context: Context) -> bool:
    return context.actor.role in {"SUP", "ADM"}


def _counted(rows: tuple[QueueRow, ...]) -> Message:
    problem = next((row.problem for row in rows if row.is_open and row.problem), "")
    if problem:
        return warn(problem)
    late = sum(row.overdue for row in rows)
    waiting = sum(row.is_open for row in rows)
    if late:
        return warn(f"{late} COM PRAZO VENCIDO: ABRA E COBRE (ALT 9); {waiting} EM ABERTO")
    return info(f"{waiting} EM ABERTO" if rows else "NENHUM PEDIDO")


def _seen(context: Context, rows: tuple[QueueRow, ...]) -> None:
    """What FILA shows its asker has been seen."""
    mine = [row.referral for row in rows if row.referral.asked_by == context.actor.operator_number]
    new = frozenset(
        r.number or 0
        for r in mine
        if r.seen_at is None and r.state in {ReferralState.ANSWERED, ReferralState.MORE}
    )
    mark_seen(context.desk, context.actor, new)


def _show(context: Context, number: int, message: Message | None = None, *, asked: bool = False) -> Reply:
    file = open_file(context.desk, context.actor, number)
    referral = file.row.referral
    _seen(context, (file.row,))
    context.conversation.identification = referral.member_number
    context.frame.state |= {"number": number, "version": referral.version}
    if not asked:
        context.frame.state["asked"] = 0
    values = referral_words.headed(file.row, file.asker_name) | {
        "senha": referral.authorization_number or "",
        "cobrancas": str(referral.reminders),
        "aviso": "SUPERVISÃO AVISADA" if details_of(referral).get("escalated") else "",
        "servicos": _services(file),
    }
    values |= {f"resposta.{n}": text for n, text in enumerate(_answered(file), start=1)}
    told = [referral_words.told(event) for event in file.events][-EVENTS:]
    values |= {f"evento.{n}": text for n, text in enumerate(told, start=1)}
    open_for_text = referral.state == ReferralState.MORE and referral.asked_by == context.actor.operator_number
    closed = frozenset() if open_for_text else frozenset(f"texto.{n}" for n in range(1, TEXT_ROWS + 1))
    return Reply(
        message or _standing(file),
        values,
        cursor="texto.1" if open_for_text else "comando",
        panel=M02.name,
        roles={"falta": Role.ERROR} if file.row.overdue or file.row.problem else {},
        protected=closed,
        notes=_notes(file),
        done=True,
    )


def _standing(file: CaseFile) -> Message:
    row = file.row
    if row.is_open and row.problem:
        return warn(f"SEM PRAZO CONTADO: {row.problem}"[:73])
    if row.overdue:
        return warn("PRAZO VENCIDO: ALT 9 COBRA A ÁREA")
    if row.referral.state == ReferralState.MORE:
        return warn("A ÁREA PEDE MAIS: RESPONDA E TECLE ALT 5")
    return info("ALT 7 VOLTA À LISTA")


def _services(file: CaseFile) -> str:
    if file.form is None:
        return f"OS DA SENHA {file.row.referral.authorization_number}"
    return "; ".join(f"{line.code} x{line.quantity or 0}" for line in file.form.lines)


def _answered(file: CaseFile) -> list[str]:
    referral = file.row.referral
    text = referral.answer_text
    if referral.state == ReferralState.MORE:
        text = f"PEDEM: {details_of(referral).get('asked_more', '')}"
    elif referral.answered_by:
        text = f"{referral.answered_by} {referral_words.moment(referral.answered_at)} {text}"
    rows = words.rows_of(text, ANSWER_WIDTH)
    if len(rows) <= ANSWER_ROWS:
        return rows
    return [rows[0], f"{rows[1][: ANSWER_WIDTH - len(_CUT)]}{_CUT}"]


def _notes(file: CaseFile) -> tuple[str, ...]:
    """F1: the terms behind the dates, and every move in full."""
    referral = file.row.referral
    details = details_of(referral)
    lines = [f"{reason['rule']} {reason['says']}" for reason in details.get("clock", [])]
    lines += [
        f"  LEITURA ADOTADA: {reason['reading']}" for reason in details.get("clock", []) if reason["reading"]
    ]
    lines += [f"NOTA: {referral.note}"] if referral.note else []
    return (*lines, "", *(referral_words.told(event) for event in file.events), "")


TRANSACTION = Transaction(
    code="FILA",
    panels=(M01, M02),
    open=open_,
    keys={
        Key.ENTER: look_up,
        Key.ALT5: answer,
        Key.ALT6: take_back,
        Key.ALT7: back,
        Key.ALT9: charge,
        Key.ALT10: senha,
        **page_keys(turn),
    },
    help=(
        "OS PEDIDOS QUE VOCÊ ENVIOU (MDAP, F9); A SUPERVISÃO VÊ OS DA UNIDADE. VENCIDOS PRIMEIRO.",
        "S + ENTER ABRE. ALT 5 RESPONDE AO QUE A ÁREA PEDIU; O TEMPO DELA PARA ENQUANTO ISSO.",
        "ALT 9 COBRA DEPOIS DO PRAZO E IMPRIME A NOTA; DA SEGUNDA VEZ AVISA A SUPERVISÃO (AP-103).",
        "ALT 6 DUAS VEZES RETIRA. ALT 10 VAI À SENHA. ALT 7 VOLTA À LISTA.",
    ),
    subject=(),
    writes=True,
)
