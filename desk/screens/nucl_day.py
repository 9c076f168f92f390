"""NUCLM04: the attendances of the routine of a unit on a day, printed or saved for a spreadsheet."""

from desk.domain.kernel.errors import DomainError
from desk.domain.referral.review_day import DayList, attendances, export_day, print_day, row_of
from desk.screens import words
from desk.screens.nucl_maps import ATTENDED, DAY
from desk.screens.transaction import Context, Reply, info, ok, window
from desk.terminal.fields import Role
from desk.terminal.protocol import Message

_COLUMNS = ("hora", "identificacao_d", "segurado_d", "senha_d", "motivo_d", "situacao_d")


def open_day(context: Context) -> Reply:
    """Today's list, or that of the day typed before."""
    if not context.form.digits("dia"):
        context.frame.values["dia"] = words.day(context.desk.clock.today())
    context.frame.state["day_page"] = 0
    return _show(context)


def look_up(context: Context) -> Reply:
    """The list of the day typed, from its first page."""
    context.frame.state["day_page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Another page."""
    context.frame.state["day_page"] = int(context.frame.state.get("day_page", 0)) + pages
    return _show(context)


def impr(context: Context) -> Reply:
    """The list on paper; with S in PLANILHA as a file for a spreadsheet."""
    on = context.form.need_day("dia", "O DIA")
    wanted = context.form.text("planilha")
    if wanted not in {"", "S", "N"}:
        raise DomainError("S OU N", field="planilha")
    if wanted == "S":
        name = export_day(context.desk, context.actor, on).name
        said = f"GRAVADO: {name}"
    else:
        said = f"IMPRESSO: {print_day(context.desk, context.actor, on).file}"
    reply = _show(context)
    reply.message = ok(said)
    return reply


def _show(context: Context) -> Reply:
    listed = attendances(context.desk, context.actor, context.form.need_day("dia", "O DIA"))
    state = context.frame.state
    shown, state["day_page"], page = window(listed.rows, int(state.get("day_page", 0)), ATTENDED)
    values = {"udas_d": listed.unit_code}
    for n, attended in enumerate(shown, start=1):
        values |= {f"{name}.{n}": cell for name, cell in zip(_COLUMNS, row_of(attended), strict=True)}
    values |= {f"envio_{n}": row for n, row in enumerate(words.rows_of(listed.sending.says, 78)[:2], start=1)}
    roles = {"envio_1": Role.INTERNAL, "envio_2": Role.INTERNAL}
    return Reply(_message(listed), values, panel=DAY.name, page=page, cursor="dia", roles=roles)


def _message(listed: DayList) -> Message:
    count = len(listed.rows)
    if not count:
        return info(f"NENHUM ATENDIMENTO DA ROTINA EM {words.day(listed.on)}")
    return ok(f"{count} ATENDIMENTO{'S' if count > 1 else ''} - IMPR IMPRIME")
