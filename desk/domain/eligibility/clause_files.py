"""Reading the clauses of every rulebook from `data/rulebooks/CODE/clauses/*.toml`, strictly."""

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from desk.domain.eligibility.clause import LAW, Clause, Effect, Limit, Per, Wait, When, Where
from desk.domain.eligibility.subjects import subjects
from desk.domain.kernel.decision import Disclosure
from desk.domain.kernel.resources import data_folder
from desk.domain.rulebook.catalogue import built_by_data, catalogue

_WHEN_FIELDS = {field.name for field in fields(When) if field.init}
_CLAUSE_FIELDS = {field.name for field in fields(Clause)} - {"rulebook"}
_UNITS = frozenset({"days", "sessions", "consultations", "procedures", "weeks", "hours", "units"})
_TIMES = frozenset({"hours", "days", "months"})


@cache
def clauses() -> tuple[Clause, ...]:
    """Every clause of every rulebook, in the order of the files."""
    return read_clauses(data_folder() / "rulebooks")


@cache
def clauses_under(rulebook: str) -> tuple[Clause, ...]:
    """The clauses that bear on a contract: those of its rulebook and those of the law behind it."""
    return tuple(clause for clause in clauses() if clause.rulebook in {rulebook, LAW})


def read_clauses(folder: Path) -> tuple[Clause, ...]:
    """The clauses under a folder. Raises ValueError with the file and the clause that is wrong."""
    found: list[Clause] = []
    for path in sorted(folder.glob("*/clauses/*.toml")):
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as problem:
            raise ValueError(f"{path}: {problem}") from problem
        if set(raw) - {"clause"}:
            raise ValueError(f"{path}: only [[clause]] tables")
        for position, entry in enumerate(raw.get("clause", ()), start=1):
            try:
                found.append(_clause(path.parent.parent.name, entry))
            except (AttributeError, KeyError, TypeError, ValueError) as problem:
                raise ValueError(f"{path}: clause {position} ({entry.get('rule', '?')}): {problem}") from problem
    return tuple(found)


def _clause(rulebook: str, raw: Mapping[str, Any]) -> Clause:
    unknown = set(raw) - _CLAUSE_FIELDS
    if unknown:
        raise ValueError(f"unknown {sorted(unknown)}")
    if raw["rule"] not in catalogue():
        raise ValueError("no such rule in the catalogue")
    names = tuple(raw.get("subjects", ()))
    strangers = set(names) - set(subjects())
    if strangers:
        raise ValueError(f"no subject {sorted(strangers)}")
    clause = Clause(
        rulebook=rulebook,
        rule=raw["rule"],
        effect=Effect(raw["effect"]),
        says=_text(raw["says"]),
        subjects=names,
        codes=_texts(raw.get("codes", ())),
        words=_texts(raw.get("words", ())),
        when=_when(raw.get("when", {})),
        limit=_limit(raw["limit"]) if "limit" in raw else None,
        wait=_wait(raw["wait"]) if "wait" in raw else None,
        where=Where(**raw["where"]) if "where" in raw else None,
        documents=_texts(raw.get("documents", ())),
        since=_day(raw.get("since")),
        until=_day(raw.get("until")),
        tell=Disclosure(raw["tell"]) if "tell" in raw else None,
        reading=raw.get("reading", ""),
        choice=(raw["choice"]["parameter"], raw["choice"]["value"]) if "choice" in raw else None,
        always=_flag(raw.get("always", False)),
    )
    if (clause.effect is Effect.LIMIT) != (clause.limit is not None):
        raise ValueError("a limit clause has a limit, and no other has")
    if (clause.effect is Effect.WAITING) != (clause.wait is not None):
        raise ValueError("a waiting clause has a wait, and no other has")
    if any(not (code.rstrip("*").isdigit() and len(code) <= 8) for code in clause.codes):
        raise ValueError("a code is eight digits, or fewer and `*`")
    return clause


def _when(raw: Mapping[str, Any]) -> When:
    unknown = set(raw) - _WHEN_FIELDS
    if unknown:
        raise ValueError(f"a condition on {sorted(unknown)}")
    facts: dict[str, Any] = {name: _texts(v) if isinstance(v, list) else v for name, v in raw.items()}
    return When(**facts)


def _limit(raw: Mapping[str, Any]) -> Limit:
    if raw["unit"] not in _UNITS or type(raw["quantity"]) is not int or raw["quantity"] < 0:
        raise ValueError(f"a limit of {raw['quantity']!r} {raw['unit']!r}")
    return Limit(raw["quantity"], raw["unit"], Per(raw["per"]), raw.get("share"), raw.get("beyond", ""))


def _wait(raw: Mapping[str, Any]) -> Wait:
    if raw["unit"] not in _TIMES or type(raw["amount"]) is not int or raw["amount"] < 0:
        raise ValueError(f"a wait of {raw['amount']!r} {raw['unit']!r}")
    return Wait(raw["amount"], raw["unit"])


def _texts(raw: Any) -> tuple[str, ...]:
    return tuple(_text(entry) for entry in raw)


def _text(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError(f"{raw!r} is no text")
    return raw


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(f"{raw!r} is neither true nor false")
    return raw


def _day(raw: Any) -> date | None:
    if raw is not None and type(raw) is not date:
        raise ValueError("a date is written without quotes")
    return raw


@built_by_data
def _built() -> dict[str, str]:
    """Every rule a clause carries is applied by the reading of clauses."""
    return {clause.rule: f"rulebooks/{clause.rulebook}/clauses" for clause in clauses()}
