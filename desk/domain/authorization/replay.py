"""The history of an authorization played back: each entry says what it changed, all together the present state.

An entry's data are `{"version": n, "whole": {field: [before, after]}, "lines": {position: {field: [before,
after]}}}`, dates as ISO texts; `before` is null for what was not there. Other names in it are for readers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from desk.domain.authorization.model import Authorization, AuthorizationLine

Plain = str | int | bool | None
Pair = list[Plain]
Data = Mapping[str, Any]

WHOLE = (
    "status",
    "issued_on",
    "valid_until",
    "attendance_type",
    "planned_on",
    "daily_rates",
    "cid",
    "disease_duration",
)
"""What may change in an authorization after its issue."""

LINE = ("procedure_code", "quantity", "status", "refusal_code")
"""What a line is."""


@dataclass(frozen=True)
class State:
    """An authorization at a version: its fields and its lines by position, as plain values."""

    version: int = 0
    whole: Mapping[str, Plain] = field(default_factory=dict)
    lines: Mapping[int, Mapping[str, Plain]] = field(default_factory=dict)


def state_of(authorization: Authorization, lines: Iterable[AuthorizationLine]) -> State:
    """The state the rows of an authorization are in."""
    return State(
        authorization.version,
        {name: _plain(getattr(authorization, name)) for name in WHOLE},
        {line.position: {name: _plain(getattr(line, name)) for name in LINE} for line in lines},
    )


def difference(before: State, after: State) -> dict[str, Any]:
    """The data of the entry that leads from one state to another; no line ever goes away."""
    return {
        "version": after.version,
        "whole": _pairs(before.whole, after.whole),
        "lines": {
            str(position): pairs
            for position, line in sorted(after.lines.items())
            if (pairs := _pairs(before.lines.get(position, {}), line))
        },
    }


def replay(history: Iterable[Data]) -> State:
    """The state after the entries, oldest first.

    Raises ValueError where an entry does not follow from the one before: a version left out or taken twice, a
    value that was not what the entry says it was.
    """
    state = State()
    for data in history:
        version = int(data["version"])
        if version <= state.version:
            raise ValueError(f"version {version} comes after version {state.version}")
        if state.version and version != state.version + 1:
            raise ValueError(f"nothing says what changed between versions {state.version} and {version}")
        lines = dict(state.lines)
        for position, pairs in data["lines"].items():
            lines[int(position)] = _changed(lines.get(int(position), {}), pairs)
        state = State(version, _changed(state.whole, data["whole"]), lines)
    return state


def _pairs(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> dict[str, Pair]:
    """What differs; of something new everything, for null is not what it was."""
    return {
        name: [before.get(name), value]
        for name, value in after.items()
        if name not in before or before[name] != value
    }


def _changed(values: Mapping[str, Plain], pairs: Mapping[str, Pair]) -> dict[str, Plain]:
    for name, (before, _) in pairs.items():
        if values.get(name) != before:
            raise ValueError(f"{name} was {values.get(name)!r}, the history says {before!r}")
    return {**values, **{name: after for name, (_, after) in pairs.items()}}


def _plain(value: Any) -> Plain:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    assert value is None or isinstance(value, int)
    return value
