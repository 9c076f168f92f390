"""Numbers, lists and dates of the rules, by name and date. Outside its dates a parameter is an error."""

import tomllib
from dataclasses import dataclass, replace
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


_When = tuple[tuple[str, tuple[str, ...]], ...]
"""The conditions of an exception: entries with the same ones follow each other in time."""


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
            for name, raw in _read(path).items():
                key = (path.parent.name, f"{path.stem}.{name}")
                try:
                    definitions[key] = _definition(raw)
                except KeyError as lacking:
                    raise ValueError(f"{path}: {name}: {lacking} is missing") from lacking
                except (AttributeError, TypeError, ValueError) as problem:
                    raise ValueError(f"{path}: {name}: {problem}") from problem
        book = cls(definitions)
        if override is not None and override.exists():
            book._prefer(override, _read(override))
        return book

    def parameter(self, name: str, on: date, *, rulebook: str = "DM", **facts: str) -> Parameter:
        """The value of `topic.name` in force on a date, for these facts (`product`, `plan`, `sponsor`).

        A declared exception beats the general value, the company beats the product (RE-003); two exceptions
        of one rank are an error, and so is a date before the first value. Raises ParameterError.
        """
        definition = self._definitions.get((rulebook, name))
        if definition is None:
            raise ParameterError(f"PARÂMETRO {name} NÃO EXISTE NO REGULAMENTO {rulebook}")
        in_force: dict[tuple[int, _When], _Entry] = {}
        for entry in definition.entries:
            if entry.since <= on and (entry.until is None or on < entry.until):
                rank = entry.rank(facts)
                if rank is not None:
                    in_force[rank, tuple(sorted(entry.when.items()))] = entry
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

    def knows(self, name: str, on: date, *, rulebook: str = "DM") -> bool:
        """Whether a rulebook regulates something on a date, for rules that hold only where one does."""
        definition = self._definitions.get((rulebook, name))
        return definition is not None and any(
            entry.since <= on and (entry.until is None or on < entry.until) for entry in definition.entries
        )

    def citations(self) -> list[tuple[str, str, str]]:
        """Every (rulebook, name, source) of every value, for the test that holds the sources."""
        return [
            (code, name, entry.source)
            for (code, name), definition in self._definitions.items()
            for entry in definition.entries
        ]

    def _prefer(self, path: Path, overrides: dict[str, Any]) -> None:
        for code, names in overrides.items():
            for name, raw in names.items() if isinstance(names, dict) else ():
                definition = self._definitions.get((code, name))
                value = raw.get("value") if isinstance(raw, dict) else None
                if definition is None or not any(_same(value, known) for known in definition.alternatives):
                    raise ValueError(f"{path}: {code} {name}: not a reading the catalogue knows")
                entries = tuple(replace(entry, value=value) for entry in definition.entries)
                self._definitions[code, name] = replace(definition, entries=entries)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (OSError, ValueError) as problem:
        raise ValueError(f"{path}: {problem}") from problem


def _same(value: Any, known: Any) -> bool:
    """Equal and of one kind: true is not the number 1."""
    return type(value) is type(known) and bool(value == known)


def _entry(raw: dict[str, Any]) -> _Entry:
    since, until, when = raw["from"], raw.get("until"), raw.get("when", {})
    if type(since) is not date or (until is not None and type(until) is not date):
        raise ValueError("`from` and `until` are dates, written without quotes")
    unknown = set(when) - set(PRECEDENCE)
    if unknown:
        raise ValueError(f"an exception on {sorted(unknown)}")
    if not all(
        isinstance(allowed, list) and all(isinstance(a, str) for a in allowed) for allowed in when.values()
    ):
        raise ValueError("the conditions of an exception are lists of codes")
    if not raw["source"]:
        raise ValueError("a value without a source")
    return _Entry(since, until, raw["value"], raw["source"], {key: tuple(when[key]) for key in when})


def _definition(raw: dict[str, Any]) -> _Definition:
    ordered = tuple(sorted((_entry(entry) for entry in raw["values"]), key=lambda entry: entry.since))
    if len({(entry.since, tuple(sorted(entry.when.items()))) for entry in ordered}) < len(ordered):
        raise ValueError("two values from the same day")
    return _Definition(
        title=raw["title"],
        rule=raw["rule"],
        reading=raw.get("reading", ""),
        alternatives=tuple(raw.get("alternatives", ())),
        entries=ordered,
    )
