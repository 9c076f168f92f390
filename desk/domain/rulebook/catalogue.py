"""Every rule of the sources by its ID, which of them are built, and how a rule is cited."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from desk.domain.kernel.decision import Disclosure, Reason
from desk.domain.kernel.resources import read_table

_Function = TypeVar("_Function", bound=Callable[..., Any])
_built: dict[str, list[str]] = {}
_BuiltByData = Callable[[], dict[str, str]]
_data: list[_BuiltByData] = []


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One rule: its stable ID, English title, where it stands in the sources, and whom it may be told."""

    id: str
    title: str
    source: str
    disclose: Disclosure


@cache
def catalogue() -> dict[str, CatalogueEntry]:
    """All rules of the sources by ID, in the order of their IDs."""
    return {
        row["id"]: CatalogueEntry(row["id"], row["title"], row["source"], Disclosure(row["disclose"]))
        for row in read_table("rulebooks/catalogue.csv")
    }


def rule(*ids: str) -> Callable[[_Function], _Function]:
    """Mark the function that applies these rules of the catalogue; this, or its data, makes a rule *built*."""

    def register(function: _Function) -> _Function:
        for rule_id in ids:
            _built.setdefault(rule_id, []).append(f"{function.__module__}.{function.__qualname__}")
        return function

    return register


def built_by_data(places: _BuiltByData) -> _BuiltByData:
    """Register the rules that one reader applies from data: a function from rule ID to where its data lie."""
    _data.append(places)
    return places


def built_rules() -> dict[str, tuple[str, ...]]:
    """The IDs applied by the code loaded so far, each with the functions that apply it."""
    found = {rule_id: list(places) for rule_id, places in _built.items()}
    for reader in _data:
        for rule_id, place in reader().items():
            found.setdefault(rule_id, []).append(place)
    return {rule_id: tuple(places) for rule_id, places in sorted(found.items())}


def cite(
    rule_id: str,
    says: str,
    *,
    applied: bool = True,
    code: str = "",
    reading: str = "",
    disclose: Disclosure | None = None,
    values: Iterable[tuple[str, object]] = (),
) -> Reason:
    """A reason with the source and disclosure of its rule. Raises KeyError for an ID not in the catalogue."""
    entry = catalogue()[rule_id]
    return Reason(
        rule=rule_id,
        says=says,
        applied=applied,
        values=tuple((name, str(value)) for name, value in values),
        source=entry.source,
        disclose=entry.disclose if disclose is None else disclose,
        code=code,
        reading=reading,
    )
