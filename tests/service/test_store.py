"""The store: schema, kinds, backups, exact columns, closed journal, on every engine."""

import multiprocessing
import sqlite3
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlmodel import SQLModel

from desk.domain.catalogue.model import UnitValue
from desk.domain.context import Desk
from desk.domain.documents import model as _documents
from desk.domain.importing import files as _every_model
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.money import Money
from desk.domain.premium.model import Installment
from desk.domain.referral import model as _referral
from desk.domain.store import engine as engine_room
from desk.domain.store.engine import sqlite_is_safe
from desk.domain.store.founding import found, open_store
from desk.domain.store.kinds import DatabaseKind
from desk.domain.store.meta import DeskMeta
from desk.domain.store.schema import HEAD, backup, revision, upgrade
from desk.domain.store.types import Scaled, UtcMoment
from desk.domain.store.unit_of_work import Store

_TABLES_OF = (_every_model, _documents, _referral)


def test_the_migrations_make_exactly_the_tables_of_the_models(empty_url: str) -> None:
    store = Store(empty_url)
    found(store, DatabaseKind.PRODUCTION)
    inspector = inspect(store.engine)
    tables = SQLModel.metadata.tables
    assert set(inspector.get_table_names()) == {*tables, "alembic_version"}
    for name, table in tables.items():
        columns = {column["name"]: column["nullable"] for column in inspector.get_columns(name)}
        assert columns == {column.name: bool(column.nullable) for column in table.columns}, name
        checks = {check["name"] for check in inspector.get_check_constraints(name)}
        assert checks == {c.name for c in table.constraints if type(c).__name__ == "CheckConstraint"}, name
        foreign = {tuple(key["constrained_columns"]) for key in inspector.get_foreign_keys(name)}
        assert foreign == {tuple(key.column_keys) for key in table.foreign_key_constraints}, name
        indexes = {index["name"] for index in inspector.get_indexes(name) if not index["unique"]}
        assert indexes == {index.name for index in table.indexes if not index.unique}, name
    store.close()


def test_head_is_the_newest_revision_on_disk() -> None:
    folder = Path(engine_room.__file__).parent / "migrations" / "versions"
    newest = sorted(folder.glob("revision_*.py"))[-1].read_text(encoding="utf-8")
    assert f'revision = "{HEAD}"' in newest


def test_a_new_database_knows_its_kind_for_good(empty_url: str) -> None:
    store = Store(empty_url)
    found(store, DatabaseKind.TRAINING)
    with pytest.raises(DomainError, match="JÁ EXISTE"):
        found(store, DatabaseKind.PRODUCTION)
    store.close()
    again = open_store(empty_url)
    with again.reading() as session:
        assert session.get_one(DeskMeta, "kind").value == "training"
    again.close()


def test_a_place_without_a_database_is_told(empty_url: str) -> None:
    with pytest.raises(DomainError, match="desk init"):
        open_store(empty_url)


def test_a_newer_schema_is_refused(any_desk: Desk, url: str) -> None:
    with any_desk.store.writing() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DomainError, match="MAIS NOVA"):
        open_store(url)


def test_a_foreign_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE something (id INTEGER)")
    store = Store(f"sqlite:///{path}")
    with pytest.raises(DomainError, match="NÃO É DO DESK"):
        upgrade(store)
    assert inspect(store.engine).get_table_names() == ["something"]


def test_the_journal_refuses_updates_and_deletes(any_desk: Desk) -> None:
    for statement in ("UPDATE audit_event SET subject = 'x'", "DELETE FROM audit_event"):
        with pytest.raises((DatabaseError, IntegrityError)), any_desk.store.writing() as session:
            session.connection().execute(text(statement))


def test_an_exception_leaves_nothing_behind(any_desk: Desk) -> None:
    with pytest.raises(RuntimeError), any_desk.store.writing() as session:
        session.add(DeskMeta(name="half", value="written"))
        session.flush()
        raise RuntimeError
    assert any_desk.meta("half") == ""


def test_what_a_reading_session_changes_is_thrown_away(any_desk: Desk) -> None:
    with any_desk.store.reading() as session:
        session.add(DeskMeta(name="seen", value="only"))
        session.flush()
    assert any_desk.meta("seen") == ""


def test_checks_of_the_database_hold_too(any_desk: Desk) -> None:
    with pytest.raises(IntegrityError), any_desk.store.writing() as session:
        installment = session.get_one(Installment, 1)
        installment.paid_amount = None
        session.add(installment)


def test_money_decimals_and_moments_come_back_exact(any_desk: Desk) -> None:
    value = Decimal("0.123456")
    with any_desk.store.writing() as session:
        session.add(UnitValue(kind="US", product_code="342", valid_from=datetime(2007, 1, 1).date(), value=value))  # noqa: DTZ001
    with any_desk.store.reading() as session:
        assert session.get_one(UnitValue, ("US", "342", datetime(2007, 1, 1).date())).value == value  # noqa: DTZ001
        first = session.get_one(Installment, 1)
    assert isinstance(first.amount, Money)
    assert any_desk.store.engine.dialect.name in {"sqlite", "postgresql"}


def test_a_decimal_with_too_many_places_is_refused_not_rounded() -> None:
    column = Scaled(2)
    with pytest.raises(ValueError, match="decimal places"):
        column.process_bind_param(Decimal("1.005"), None)  # type: ignore[arg-type]


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcMoment().process_bind_param(datetime(2007, 5, 15), None)  # type: ignore[arg-type]  # noqa: DTZ001
    aware = datetime(2007, 5, 15, 13, tzinfo=UTC)
    assert UtcMoment().process_result_value(aware.replace(tzinfo=None), None) == aware  # type: ignore[arg-type]


def test_a_backup_is_whole_and_verified(desk: Desk, demo_file: Path) -> None:
    copy = backup(desk.store, "prova")
    assert copy is not None
    assert copy.parent == demo_file.parent
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT count(*) FROM member").fetchone()[0] > 50


def test_a_migration_keeps_a_copy_of_what_was(demo_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from desk.domain.store import schema

    store = Store(f"sqlite:///{demo_file}")
    migrated: list[str | None] = []
    monkeypatch.setattr(schema, "HEAD", "9999")
    monkeypatch.setattr(schema, "_migrate", lambda connection: migrated.append(revision(store.engine)))
    schema.upgrade(store)
    assert migrated == [HEAD]
    assert (demo_file.parent / "demo.antes-9999.db").exists()


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_a_sqlite_that_can_corrupt_a_shared_file_is_known(version: tuple[int, int, int], safe: bool) -> None:
    assert sqlite_is_safe(version) is safe


def test_an_unsafe_sqlite_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    monkeypatch.setitem(__import__("sys").modules, "pysqlite3", SimpleNamespace())
    monkeypatch.setattr(engine_room.sqlite3.dbapi2, "sqlite_version", "3.40.1")
    with pytest.raises(DomainError, match=r"SQLITE 3\.40\.1 PODE CORROMPER"):
        engine_room.sqlite_module()


def test_a_stopped_writer_costs_the_others_a_message_not_the_session(
    demo_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    from desk.domain.store import writer_queue

    monkeypatch.setattr(writer_queue, "WAIT_SECONDS", 0.2)
    store = Store(f"sqlite:///{demo_file}")
    with (demo_file.parent / "demo.db.fila").open("a") as stopped:
        fcntl.flock(stopped, fcntl.LOCK_EX)
        with pytest.raises(DomainError, match="BASE OCUPADA"), store.writing():
            raise AssertionError("nobody gets in while the lock is held")
    with store.writing() as session:
        session.add(DeskMeta(name="after", value="free"))
    store.close()


def test_a_database_in_memory_is_refused() -> None:
    with pytest.raises(DomainError, match="ARQUIVO"):
        Store("sqlite://")


def _open(url: str) -> None:
    open_store(url).close()


def test_an_old_database_opened_by_many_at_once_is_upgraded_once(empty_url: str, tmp_path: Path) -> None:
    """One session copies and migrates it, the others wait; the copy is of what was there before."""
    store = Store(empty_url)
    config = Config()
    config.set_main_option("script_location", str(Path(engine_room.__file__).parent / "migrations"))
    with store.alone() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
    with store.writing() as session:
        session.add(DeskMeta(name="kind", value=DatabaseKind.PRODUCTION))
    store.close()
    sessions = [multiprocessing.get_context("spawn").Process(target=_open, args=(empty_url,)) for _ in range(3)]
    for process in sessions:
        process.start()
    for process in sessions:
        process.join(60)
    assert [process.exitcode for process in sessions] == [0] * 3
    upgraded = Store(empty_url)
    assert revision(upgraded.engine) == HEAD
    upgraded.close()
    if empty_url.startswith("sqlite"):
        before = Store(f"sqlite:///{tmp_path / f'new.antes-{HEAD}.db'}")
        assert revision(before.engine) == "0004"
        before.close()
