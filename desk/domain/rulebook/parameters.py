"""Numbers, lists and dates of the rules, by name and date. Outside its dates a parameter is an error."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from desk.domain.kernel.dates import format_date
from desk.domain.kernel.errors import ParameterError
from desk.domain.kernel.resources import data_folder

PRECEDENCE = ("sponsor", "plan", "product")
"""Which exception wins when several apply: the company before the product (RE-003)."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value in force: what it is, since when, on which rule and source line."""

    name: str
    value: Any
    since: date
    rule: str
    source: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    since: date
    until: date | None
    value: Any
    source: str
    when: dict[str, tuple[str, ...]]

    def rank(self, facts: dict[str, str]) -> int | None:
        """How special this entry is for these facts: 0 is the most special, None does not apply."""
        if not self.when:
            return len(PRECEDENCE)
        if all(facts.get(key, "") in allowed for key, allowed in self.when.items()):
            return min(PRECEDENCE.index(key) for key in self.when)
        return None


@dataclass(frozen=True, slots=True)
class _Definition:
    title: str
    rule: str
    reading: str
    alternatives: tuple[Any, ...]
    entries: tuple[_Entry, ...]


class Rulebook:
    """The parameters of all rulebooks, loaded once and never changed.

    A rulebook is one code: DM the desk manual (SulAmérica, BrasilSaúde), AZ ASSEFAZ Safira, UF Unafisco
    Soft II, PS PAS/Serpro, LX the law behind them.
    """

    def __init__(self, definitions: dict[tuple[str, str], _Definition]) -> None:
        self._definitions = definitions

    @classmethod
    def load(cls, folder: Path | None = None, override: Path | None = None) -> "Rulebook":
        """Read `rulebooks/CODE/topic.toml`; `override` is a file of readings the house prefers.

        The override is `[CODE."topic.name"] value = …`; only a value among the declared alternatives of an
        ambiguous rule is accepted. Raises ValueError with the place for anything malformed.
        """
        definitions: dict[tuple[str, str], _Definition] = {}
        for path in sorted((folder or data_folder() / "rulebooks").glob("*/*.toml")):
            for name, raw in tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal).items():
                key = (path.parent.name, f"{path.stem}.{name}")
                try:
                    definitions[key] = _definition(raw)
                except (KeyError, TypeError, ValueError) as problem:
                    raise ValueError(f"{path}: {name}: {problem}") from problem
        book = cls(definitions)
        if override is not None and override.exists():
            book._prefer(tomllib.loads(override.read_text(encoding="utf-8"), parse_float=Decimal))
        return book

    def parameter(self, name: str, on: date, *, rulebook: str = "DM", **facts: str) -> Parameter:
        """The value of `topic.name` in force on a date, for these facts (`product`, `plan`, `sponsor`).

        A declared exception beats the general value, the company beats the product (RE-003); two exceptions
        of one rank are an error, and so is a date before the first value. Raises ParameterError.
        """
        definition = self._definitions.get((rulebook, name))
        if definition is None:
            raise ParameterError(f"PARÂMETRO {name} NÃO EXISTE NO REGULAMENTO {rulebook}")
        in_force: dict[tuple[int, tuple[str, ...]], _Entry] = {}
        for entry in definition.entries:
            if entry.since <= on and (entry.until is None or on < entry.until):
                rank = entry.rank(facts)
                if rank is not None:
                    in_force[rank, tuple(sorted(entry.when))] = entry
        if not in_force:
            raise ParameterError(f"PARÂMETRO {name} SEM VALOR EM {format_date(on)} ({rulebook})")
        best = min(rank for rank, _ in in_force)
        winners = [entry for (rank, _), entry in in_force.items() if rank == best]
        if len(winners) > 1:
            raise ParameterError(f"PARÂMETRO {name}: DUAS EXCEÇÕES VALEM AO MESMO TEMPO ({rulebook})")
        won = winners[0]
        return Parameter(name, won.value, won.since, definition.rule, won.source, definition.reading)

    def value(self, name: str, on: date, *, rulebook: str = "DM", **facts: str) -> Any:
        """Just the value of `parameter`."""
        return self.parameter(name, on, rulebook=rulebook, **facts).value

    def citations(self) -> list[tuple[str, str, str]]:
        """Every (rulebook, name, source) of every value, for the test that holds the sources."""
        return [
            (code, name, entry.source)
            for (code, name), definition in self._definitions.items()
            for entry in definition.entries
        ]

    def _prefer(self, overrides: dict[str, dict[str, dict[str, Any]]]) -> None:
        for code, names in overrides.items():
            for name, raw in names.items():
                definition = self._definitions.get((code, name))
                if definition is None or raw["value"] not in definition.alternatives:
                    raise ValueError(f"{code} {name}: not a reading the catalogue knows")
                entries = tuple(
                    _Entry(e.since, e.until, raw["value"], e.source, e.when) for e in definition.entries
                )
                self._definitions[code, name] = _Definition(
                    definition.title, definition.rule, definition.reading, definition.alternatives, entries
                )


def _definition(raw: dict[str, Any]) -> _Definition:
    entries = tuple(
        _Entry(
            since=entry["from"],
            until=entry.get("until"),
            value=entry["value"],
            source=entry["source"],
            when={key: tuple(allowed) for key, allowed in entry.get("when", {}).items()},
        )
        for entry in raw["values"]
    )
    for entry in entries:
        unknown = set(entry.when) - set(PRECEDENCE)
        if unknown or not entry.source:
            raise ValueError(f"an exception on {sorted(unknown)} or a value without a source")
    ordered = tuple(sorted(entries, key=lambda entry: entry.since))
    return _Definition(
        title=raw["title"],
        rule=raw["rule"],
        reading=raw.get("reading", ""),
        alternatives=tuple(raw.get("alternatives", ())),
        entries=ordered,
    )
