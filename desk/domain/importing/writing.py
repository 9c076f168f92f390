"""Bringing checked tables into the database by key: new rows in, changed rows updated, equal rows left alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, update
from sqlmodel import Session

from desk.domain.authorization.model import AuthorizationCounter
from desk.domain.enrolment.model import MemberNameToken
from desk.domain.importing.checking import CheckedTable, Key
from desk.domain.importing.spec import FileSpec, Values
from desk.domain.importing.stored import table_of
from desk.domain.kernel.text import name_tokens

CHUNK = 2000

Progress = Callable[[str, int], None]
"""Told the file and how many more of its rows are done."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one file."""

    name: str
    added: int
    changed: int
    unchanged: int


def write_table(
    session: Session, table: CheckedTable, stored: Mapping[Key, Values], progress: Progress
) -> Written:
    """Upsert one table inside the caller's transaction; `stored` are the rows it already has."""
    spec = table.spec
    added = {key: values for key, values in table.rows.items() if key not in stored}
    changed = {
        key: values for key, values in table.rows.items() if key in stored and not _same(values, stored[key])
    }
    if spec.unique:
        # Rows that trade what only one may have cannot be updated one after the other.
        for key in changed:
            session.execute(delete(table_of(spec)).where(*_is(spec, key)))
        _insert(session, spec, [stored[key] | values for key, values in changed.items()])
    else:
        _update(session, spec, changed)
    progress(spec.name, len(table.rows) - len(added))
    for chunk in _chunks(added.values()):
        _insert(session, spec, [_complete(spec, values) for values in chunk])
        progress(spec.name, len(chunk))
    if spec.name == "members":
        _index_names(session, added, changed)
    elif spec.name == "authorizations":
        _advance_counters(session, added)
    return Written(spec.name, len(added), len(changed), len(table.rows) - len(added) - len(changed))


def _same(values: Values, stored: Values) -> bool:
    return all(stored[name] == value for name, value in values.items())


def _is(spec: FileSpec, key: Key) -> Iterator[ColumnElement[bool]]:
    columns = table_of(spec).c
    return (columns[name] == value for name, value in zip(spec.key, key, strict=True))


def _insert(session: Session, spec: FileSpec, rows: list[Values]) -> None:
    if rows:
        session.execute(insert(table_of(spec)), rows)


def _update(session: Session, spec: FileSpec, rows: Mapping[Key, Values]) -> None:
    target = table_of(spec)
    for key, values in rows.items():
        new = {name: value for name, value in values.items() if name not in spec.key}
        if "version" in target.c:
            new["version"] = target.c.version + 1
        session.execute(update(target).where(*_is(spec, key)).values(new))


def _complete(spec: FileSpec, values: Values) -> Values:
    """The values of a new row, with what its file derives and the defaults of the columns no file has."""
    defaults = {
        name: field.default
        for name, field in spec.model.model_fields.items()
        if name not in values and not field.is_required() and name != "id"
    }
    return {**defaults, **values, **spec.initial(values)}


def _chunks(rows: Iterable[Values]) -> Iterator[list[Values]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _index_names(session: Session, added: dict[Key, Values], changed: dict[Key, Values]) -> None:
    """Names into the search index; those of changed people anew."""
    for key in changed:
        session.execute(delete(MemberNameToken).where(_token_column("member_number") == key[0]))
    tokens = [
        {"token": token[:60], "member_number": key[0]}
        for key, values in (*added.items(), *changed.items())
        for token in name_tokens(values["name"])
    ]
    for at in range(0, len(tokens), CHUNK):
        session.execute(insert(MemberNameToken), tokens[at : at + CHUNK])


def _token_column(name: str) -> Any:
    return MemberNameToken.__table__.c[name]  # type: ignore[attr-defined]


def _advance_counters(session: Session, added: dict[Key, Values]) -> None:
    """The next senha comes after the highest one brought in."""
    for (number,), values in added.items():
        year, sequence = values["issued_on"].year, int(str(number)[3:])
        counter = session.get(AuthorizationCounter, year) or AuthorizationCounter(year=year, last_sequence=0)
        counter.last_sequence = max(counter.last_sequence, sequence)
        session.add(counter)
        session.flush()
