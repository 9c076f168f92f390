"""Opening a database by its URL: SQLite with the settings that keep it whole, or PostgreSQL."""

import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from desk.domain.kernel.errors import DomainError

_FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""First versions of each SQLite line without the WAL-reset race, newest line first."""


def sqlite_is_safe(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite keeps a WAL file whole under several writers (the WAL-reset race is mended)."""
    if version >= _FIXED[0]:
        return True
    return any(version[:2] == fixed[:2] and version >= fixed for fixed in _FIXED[1:])


def sqlite_module() -> ModuleType:
    """The SQLite driver to use: the bundled newer one where it is installed, else a safe system one.

    Raises DomainError when only a version that can corrupt a shared database is at hand.
    """
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        dbapi2 = sqlite3.dbapi2
    major, minor, patch = (int(part) for part in dbapi2.sqlite_version.split("."))
    if not sqlite_is_safe((major, minor, patch)):
        raise DomainError(
            f"SQLITE {dbapi2.sqlite_version} PODE CORROMPER UMA BASE COMPARTILHADA - "
            "INSTALE O PACOTE pysqlite3 OU UM SQLITE 3.51.3 OU MAIS NOVO"
        )
    return dbapi2  # type: ignore[no-any-return]


def parse_url(url: str) -> URL:
    """A database address. Raises DomainError when it is none, or of an engine desk does not run on."""
    try:
        parsed = make_url(url)
    except ArgumentError as problem:
        raise DomainError("ENDEREÇO DE BASE INVÁLIDO - USE sqlite:////pasta/desk.db") from problem
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise DomainError(f"O DESK NÃO TRABALHA SOBRE {parsed.get_backend_name()} - USE sqlite OU postgresql")
    return parsed


def sqlite_path(url: str) -> Path | None:
    """The file of a SQLite address; None for another engine. Raises DomainError as `parse_url` does, or for a
    database in memory."""
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        return None
    if not parsed.database or parsed.database == ":memory:":
        raise DomainError("A BASE PRECISA DE UM ARQUIVO: sqlite:////pasta/desk.db")
    return Path(parsed.database)


def open_engine(url: str) -> Engine:
    """An engine for the URL. Its writers begin IMMEDIATE on SQLite; on PostgreSQL they take one advisory lock."""
    parsed = parse_url(url)
    path = sqlite_path(url)
    if path is None:
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"), isolation_level="READ COMMITTED", pool_size=2
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise DomainError(f"A PASTA DA BASE NÃO PODE SER CRIADA: {problem.strerror}") from problem
    engine = create_engine(parsed, module=sqlite_module(), connect_args={"timeout": 5.0})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA trusted_schema=OFF")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(str(connection.get_execution_options().get("desk_begin", "BEGIN")))
