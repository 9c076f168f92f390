"""Reading what was answered on the papers of a concession."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from desk.domain.authorization.case import PaperShown
from desk.domain.kernel.dates import parse_date
from desk.domain.kernel.errors import DomainError
from desk.screens.concession_maps import maps_of
from desk.screens.transaction import Context

_TOLD = ("urgencia", "recem_nascido", "nascido_em", "medicamento")


class PapersRead(TypedDict):
    """What the map of the papers adds to the form."""

    urgent: bool
    newborn: bool
    born_on: date | None
    drug: str
    papers: tuple[PaperShown, ...]


def read_papers(context: Context) -> PapersRead:
    """What was answered so far, wherever the cursor is. Raises DomainError on the field at fault."""
    keep_answers(context)
    form, today = context.form, context.station.clock.today()
    told = {name: _yes_or_no(context, name) for name in ("urgencia", "recem_nascido")}
    born_on = form.day("nascido_em")
    if told["recem_nascido"] and born_on is None:
        raise DomainError("INFORME QUANDO O RECÉM-NASCIDO NASCEU", field="nascido_em")
    if born_on is not None and not told["recem_nascido"]:
        raise DomainError("NASCIMENTO SÓ DE RECÉM-NASCIDO: RN = S, OU APAGUE A DATA", field="recem_nascido")
    if born_on is not None and born_on > today:
        raise DomainError("NASCIMENTO COM DATA FUTURA", field="nascido_em")
    return {
        "urgent": told["urgencia"],
        "newborn": told["recem_nascido"],
        "born_on": born_on,
        "drug": form.text("medicamento"),
        "papers": tuple(shown for shown in papers_shown(context) if shown.code in sheet(context)["listed"]),
    }


def papers_shown(context: Context) -> tuple[PaperShown, ...]:
    """Every answer given, also for what is no longer asked for."""
    return tuple(
        PaperShown(code, answer == "S", parse_date(dated_on) if dated_on else None)
        for code, (answer, dated_on) in answers(context).items()
        if answer
    )


def answers(context: Context) -> dict[str, list[str]]:
    """What was answered for each paper: S or N, and the date as typed."""
    kept: dict[str, list[str]] = sheet(context)["answers"]
    return kept


def sheet(context: Context) -> dict[str, Any]:
    """The papers of this form in the frame's own memory; those of somebody else are forgotten.

    `answers` by paper, `rows` the papers on the glass, `listed` all that were asked for when last looked up: what
    was answered for a service since taken off the form stays, and counts no more.
    """
    member = context.form.digits("identificacao")
    kept: Mapping[str, Any] | None = context.frame.state.get("papers")
    if kept is None or kept["of"] != member:
        if kept is not None and kept["of"]:
            context.frame.values |= dict.fromkeys(_TOLD, "")
        context.frame.state["papers"] = {"of": member, "answers": {}, "rows": [], "listed": [], "page": 0}
    found: dict[str, Any] = context.frame.state["papers"]
    return found


def keep_answers(context: Context) -> None:
    """Take over what is typed on the map of the papers, where that is the map on the glass.

    Raises DomainError on the field at fault: nothing half answered is left behind.
    """
    kept = sheet(context)
    if context.frame.panel != maps_of(context).papers.name:
        return
    form = context.form
    for n, code in enumerate(kept["rows"], start=1):
        has = form.text(f"tem.{n}")
        if has not in {"", "S", "N"}:
            raise DomainError("S, N OU VAZIO", field=f"tem.{n}")
        dated_on = form.day(f"data_do_papel.{n}")
        if dated_on is not None and not has:
            raise DomainError("HÁ DATA: DIGITE S, OU APAGUE A DATA", field=f"tem.{n}")
        if dated_on is not None and has == "N":
            raise DomainError("O QUE FALTA NÃO TEM DATA: APAGUE A DATA", field=f"data_do_papel.{n}")
        kept["answers"][code] = [has, form.text(f"data_do_papel.{n}") if dated_on is not None else ""]


def _yes_or_no(context: Context, name: str) -> bool:
    text = context.form.text(name)
    if text not in {"", "S", "N"}:
        raise DomainError("S, N OU VAZIO", field=name)
    return text == "S"
