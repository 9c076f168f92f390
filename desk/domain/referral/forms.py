"""A concession form as text, to be kept with the case and decided again as it was."""

import json
from dataclasses import asdict, fields, replace
from datetime import date, timedelta
from typing import Any, get_type_hints

from desk.domain.authorization.case import ConcessionForm, FormLine, PaperShown


def form_as_text(form: ConcessionForm) -> str:
    """The form as JSON, every field of it; it holds no password."""
    return json.dumps(asdict(form), ensure_ascii=False, sort_keys=True, default=str)


def form_from(text: str) -> ConcessionForm:
    """The form that `form_as_text` kept."""
    raw: dict[str, Any] = json.loads(text)
    hints = get_type_hints(ConcessionForm)
    values = {f.name: _value(raw[f.name], hints[f.name]) for f in fields(ConcessionForm) if f.name in raw}
    values["lines"] = tuple(FormLine(**line) for line in raw["lines"])
    values["papers"] = tuple(
        PaperShown(**paper | {"dated_on": _value(paper["dated_on"], date)}) for paper in raw["papers"]
    )
    return ConcessionForm(**values)


def issued_today(form: ConcessionForm, today: date) -> ConcessionForm:
    """The form as it is issued on the day it is decided: what was for an earlier day moves along.

    The validity keeps its term; a planned date that has passed counts as today.
    """
    days = (today - form.issued_on).days
    if days <= 0:
        return form
    planned = form.planned_on
    return replace(
        form,
        issued_on=today,
        valid_until=form.valid_until + timedelta(days=days),
        planned_on=max(planned, today) if planned is not None else None,
    )


def with_refusals(form: ConcessionForm, refusals: dict[int, str]) -> ConcessionForm:
    """The form with the refusal codes of the lines named; an empty code takes one away."""
    lines = tuple(
        replace(line, refusal_code=refusals[line.position]) if line.position in refusals else line
        for line in form.lines
    )
    return replace(form, lines=lines)


def _value(raw: Any, hint: Any) -> Any:
    return date.fromisoformat(raw) if raw and hint in (date, date | None) else raw
