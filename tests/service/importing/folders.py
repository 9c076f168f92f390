"""Folders to import, and what the database holds of them."""

import csv
import hashlib
import io
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlmodel import col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.authorization.case import ConcessionForm, FormLine
from desk.domain.context import Actor, Desk
from desk.domain.importing.service import ImportReport

EXAMPLE = Path(__file__).parents[3] / "data" / "examples" / "unidade"
ATTENDANT = Actor("A900001", "ATD", "0901", "TEST", "ATENDENTE MODELO")
CLARICE = "9880100000010701"
POLICY = "98801000000107"

Snapshot = dict[str, tuple[int, str]]
Rows = list[dict[str, str]]
Line = tuple[str, int, str]


UNITS = "code,name\n"


def snapshot(desk: Desk) -> Snapshot:
    """Every table of the database: how many rows it has, and a checksum over all of them."""
    with desk.store.engine.connect() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return {table: checksum(connection, table) for table in sorted(tables)}


def checksum(connection: Connection, table: str) -> tuple[int, str]:
    rows = sorted(repr(tuple(row)) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'))
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


def table_rows(desk: Desk, table: str) -> list[dict[str, Any]]:
    with desk.store.engine.connect() as connection:
        return [dict(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"').mappings()]


def loads(desk: Desk) -> list[AuditEvent]:
    """What the journal says of imports."""
    with desk.store.reading() as session:
        query = select(AuditEvent).where(col(AuditEvent.action) == "import.load").order_by(col(AuditEvent.id))
        return list(session.exec(query))


def example(name: str) -> Rows:
    """The rows of a file of the example."""
    content = (EXAMPLE / f"{name}.csv").read_text(encoding="utf-8")
    separator = ";" if ";" in content.partition("\n")[0] else ","
    return list(csv.DictReader(io.StringIO(content), delimiter=separator))


def as_csv(rows: Rows, separator: str = ",", end: str = "\n") -> str:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), delimiter=separator, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def changed(name: str, row: int = 0, /, **cells: str) -> str:
    """A file with one row of the example, some of its cells changed."""
    return as_csv([example(name)[row] | cells])


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def places(report: ImportReport) -> list[Line]:
    return [(problem.file, problem.line, problem.column) for problem in report.problems]


def counts(report: ImportReport) -> dict[str, tuple[int, int, int]]:
    return {w.name: (w.added, w.changed, w.unchanged) for w in report.written}


def touched(report: ImportReport) -> dict[str, tuple[int, int]]:
    """Rows added and changed, of the files where there are any."""
    return {w.name: (w.added, w.changed) for w in report.written if w.added or w.changed}


def concession() -> ConcessionForm:
    """An outpatient examination nothing stands against."""
    return ConcessionForm(
        member_number=CLARICE,
        regional_office="0901",
        attendance_type="5",
        lines=(FormLine(1, "98020015", 1),),
        issued_on=date(2007, 5, 15),
        valid_until=date(2007, 6, 14),
    )
