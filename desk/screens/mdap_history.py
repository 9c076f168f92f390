"""The history on the verso of a concession: what was tried on this form, then what became of its senha."""

from textwrap import wrap

from desk.domain.authorization.service import Examination, history
from desk.domain.kernel.clock import local_time
from desk.screens.transaction import Context

HISTORY_LINES, HISTORY_WIDTH = 3, 77


def remember_attempt(context: Context, examination: Examination) -> None:
    """Keep that a form was tried, with the blocks that stood; the same twice running is kept once."""
    codes = " ".join(examination.concession.decision.codes) or examination.concession.decision.outcome
    release = examination.case.form.release_code
    moment = f"{local_time(context.station.clock.now()):%d/%m/%Y %H:%M}"
    said = f"{moment} {context.actor.operator_number} {f'{release} INFORMADO - ' if release else ''}"
    attempts: list[str] = context.frame.state["attempts"]
    entry = f"{said}{'BLOQ ' + codes if examination.concession.blocks else 'CONFERIDA'}"
    if not attempts or attempts[-1][17:] != entry[17:]:
        attempts.append(entry)


def history_rows(context: Context) -> dict[str, str]:
    """The last rows of what was tried here and of the history of the senha, as far back as was scrolled."""
    state = context.frame.state
    lines = list(state["attempts"])
    if state["number"]:
        lines += [
            f"{local_time(event.at):%d/%m/%Y %H:%M} {event.operator_number} {event.text}"
            for event in history(context.desk, state["number"])
        ]
    lines = [part for line in lines for part in wrap(line, HISTORY_WIDTH, subsequent_indent=" " * 17)]
    last = max(0, len(lines) - HISTORY_LINES)
    state["scrolled"] = min(last, max(0, int(state.get("scrolled", 0))))
    top = last - state["scrolled"]
    shown = lines[top : top + HISTORY_LINES]
    return {
        **{f"historico.{n}": text for n, text in enumerate(shown, start=1)},
        "atendente": f"{context.actor.operator_number} {context.actor.name}",
        "udas": context.actor.unit_code,
    }
