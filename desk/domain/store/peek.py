"""What kind of database a SQLite file is, looked up before anything of the store is loaded."""

import sqlite3
from contextlib import closing
from urllib.parse import unquote

from desk.domain.store.kinds import DatabaseKind

_PREFIX = "sqlite:///"


def kind_of(url: str) -> DatabaseKind | None:
    """The kind a SQLite file says it is; None for another engine, or a file that does not say."""
    if not url.startswith(_PREFIX):
        return None
    path = unquote(url[len(_PREFIX) :].partition("?")[0])
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0.2)) as database:
            row = database.execute("SELECT value FROM desk_meta WHERE name = 'kind'").fetchone()
    except sqlite3.Error:
        return None
    return DatabaseKind(row[0]) if row is not None and row[0] in set(DatabaseKind) else None
