"""Bringing a database to the schema this program knows, with a verified copy kept before any change."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from desk.domain.kernel.errors import DomainError
from desk.domain.store.engine import sqlite_module, sqlite_path
from desk.domain.store.unit_of_work import Store

HEAD = "0005"
"""The newest revision in `migrations/versions`."""


def revision(engine: Engine) -> str | None:
    """The revision a database is at; None when it is empty. Raises DomainError when it does not open."""
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DBAPIError as problem:
        said = " ".join(str(problem.orig).split())
        raise DomainError(f"A BASE NÃO ABRE: {said}") from problem


def upgrade(store: Store) -> None:
    """Run the pending migrations, one transaction each, after a backup of a database that has data.

    Of many sessions that open an old database at once, one does it and the others wait.
    Raises DomainError when the database is newer than this program, or belongs to something else.
    """
    present = revision(store.engine)
    if present == HEAD:
        return
    if present is None and inspect(store.engine).get_table_names():
        raise DomainError("A BASE NÃO É DO DESK: TEM OUTRAS TABELAS")
    if present is not None and present > HEAD:
        raise DomainError(
            f"A BASE É DE UMA VERSÃO MAIS NOVA DO DESK ({present}) - ATUALIZE O PROGRAMA ANTES DE ABRIR"
        )
    with store.alone() as connection:
        if revision(store.engine) == HEAD:
            return  # another session of this program was quicker
        if present is not None:
            backup(store, f"antes-{HEAD}")
        _migrate(connection)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def backup(store: Store, label: str) -> Path | None:
    """A consistent copy beside the database, verified by opening it; None for an engine with its own tools.

    Raises DomainError when the copy is not whole.
    """
    path = sqlite_path(store.url)
    if path is None:
        return None
    copy = path.with_name(f"{path.stem}.{label}{path.suffix}")
    copy.unlink(missing_ok=True)
    with store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        connection.rollback()
        raw.execute("VACUUM INTO ?", (str(copy),))
    check: sqlite3.Connection = sqlite_module().connect(str(copy))
    try:
        verdict = check.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        check.close()
    if verdict != "ok":
        raise DomainError(f"A CÓPIA DE SEGURANÇA {copy.name} NÃO CONFERE: {verdict}")
    return copy
