"""LINH: the time line of a person, day by day; on a wide terminal drawn beside the panel."""

from datetime import date

from desk.domain.counter.timeline import Moment, TimeLine, Track, time_line
from desk.domain.enrolment.service import parse_member_number
from desk.domain.kernel.dates import add_months
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.text import fold
from desk.screens import words
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, page_keys
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key

LINES = 14
_FIRST_ROW = 6
MONTHS_BACK, MONTHS_ON = 18, 8

M01 = desk_panel(
    "LINHM01",
    "LINHA DO TEMPO DO SEGURADO",
    """
 IDENTIFICAÇÃO: #####/########-#-##  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~  SÓ: ________
 DIA         ASSUNTO   O QUE
--------------------------------------------------------------------------------
"""
    + "\n".join([" ~~~~~~~~~~  ~~~~~~~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"] * LINES),
    [
        Field("identificacao", Kind.MASKED, label="IDENTIFICAÇÃO", help="16 DÍGITOS DO CARTÃO."),
        Field("segurado"),
        Field("so", Kind.CODE, label="SÓ", help="SÓ UM ASSUNTO: CONTRATO CARÊNCIA CPT BLOQUEIO PARCELA AP SR."),
        Repeat(LINES, (Field("dia"), Field("assunto"), Field("texto"))),
    ],
    keys="ENTER CONSULTA  F7 ANTES  F8 DEPOIS  ALT2 TRANSAÇÃO  F3 VOLTA",
)


def open_(context: Context) -> Reply:
    """With an identification in transit, its time line at once, around today."""
    carried = context.conversation.identification
    if len(carried) == 16:
        context.frame.values["identificacao"] = words.identification(carried)
        return look_up(context)
    return Reply(info("INFORME A IDENTIFICAÇÃO E TECLE ENTER"))


def look_up(context: Context) -> Reply:
    """The page that holds today."""
    context.frame.state.pop("top", None)
    return _show(context, 0)


def turn(context: Context, pages: int) -> Reply:
    """Earlier or later."""
    return _show(context, pages)


def _show(context: Context, pages: int) -> Reply:
    number = parse_member_number(context.form.text("identificacao")).value
    wanted = _track(context.form.text("so"))
    line = time_line(context.desk, context.actor, number)
    context.conversation.identification = number
    moments = [m for m in line.moments if wanted is None or m.track is wanted]
    today = line.card.today
    now = sum(m.on <= today for m in moments)
    top = int(context.frame.state.get("top", now - LINES // 2)) + pages * LINES
    top = max(0, min(top, len(moments) - LINES))
    context.frame.state["top"] = top
    shown = moments[top : top + LINES]
    values = {"segurado": line.card.member.name}
    for n, moment in enumerate(shown, start=1):
        values |= {f"dia.{n}": words.day(moment.on), f"assunto.{n}": moment.track, f"texto.{n}": moment.text}
    count = len(moments)
    message = ok(f"{count} MOMENTOS; EM DESTAQUE O QUE AINDA VEM") if count else info("NADA REGISTRADO")
    return Reply(
        message,
        values,
        page=f"{-(-top // LINES) + 1}/{max(1, -(-count // LINES))}",
        cursor="so",
        row_roles={_FIRST_ROW + n: Role.HIGHLIGHT for n, m in enumerate(shown) if m.on > today},
        roles={f"texto.{n}": Role.WARN for n, m in enumerate(shown, start=1) if m.open},
        notes=(f"LINHA DO TEMPO EM {words.day(today)}", "", *chart(line, moments)),
    )


def _track(text: str) -> Track | None:
    if not text:
        return None
    fitting = [track for track in Track if fold(track).startswith(fold(text))]
    if len(fitting) != 1:
        raise DomainError(f"ASSUNTOS: {' '.join(fitting or Track)}", field="so")
    return fitting[0]


def chart(line: TimeLine, moments: list[Moment]) -> list[str]:
    """One row a track, one column a month: `=` runs, a mark is a moment, `|` this month."""
    first = add_months(line.card.today.replace(day=1), -MONTHS_BACK)
    months = [add_months(first, n) for n in range(MONTHS_BACK + MONTHS_ON + 1)]
    rows = [_years(months)]
    for track in Track:
        cells = [_cell(line, moments, track, month) for month in months]
        if any(cell.strip() for cell in cells):
            rows.append(_row(track, cells))
    return [*rows, "", "= CORRE   o ACONTECE   X EM ABERTO", f"| {words.day(line.card.today)}"]


def _years(months: list[date]) -> str:
    cells = [" "] * len(months)
    for n, month in enumerate(months):
        if month.month == 1 and n + 4 <= len(months):
            cells[n : n + 4] = str(month.year)
    cells[MONTHS_BACK] = "|"
    return _row("", cells)


def _row(label: str, cells: list[str]) -> str:
    return f"{label:<9}{''.join(cells)}"


def _cell(line: TimeLine, moments: list[Moment], track: Track, month: date) -> str:
    end = add_months(month, 1)
    here = [m for m in moments if m.track is track and month <= m.on < end]
    if any(m.open for m in here):
        return "X"
    if here:
        return "o"
    runs = any(s.track is track and s.since < end and (s.until is None or s.until >= month) for s in line.spans)
    return "=" if runs else " "


TRANSACTION = Transaction(
    code="LINH",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "TUDO DA PESSOA POR DIA, A PARTIR DE HOJE; F7 VOLTA NO TEMPO, F8 AVANÇA.",
        "EM SÓ, UM ASSUNTO: CONTRATO CARÊNCIA CPT BLOQUEIO PARCELA AP SR.",
        "TERMINAL LARGO MOSTRA O DESENHO AO LADO.",
    ),
)
