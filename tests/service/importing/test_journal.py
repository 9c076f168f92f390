"""The senha, the journal and the transaction of an import."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from desk.domain.audit.service import verify
from desk.domain.authorization.model import AuthorizationCounter
from desk.domain.authorization.service import conclude
from desk.domain.context import HOUSE, Desk
from desk.domain.importing import service
from desk.domain.importing.checking import CheckedTable
from desk.domain.importing.files import FILES
from desk.domain.importing.service import import_folder
from desk.domain.importing.writing import write_table
from tests.service.importing.folders import (
    ATTENDANT,
    EXAMPLE,
    UNITS,
    as_csv,
    changed,
    concession,
    example,
    loads,
    snapshot,
    touched,
    write,
)


@pytest.mark.parametrize(
    ("imported", "concluded"),
    [
        ((), "07/000124"),
        (("07/000999",), "07/001000"),
        (("07/000300", "07/004000", "07/000200"), "07/004001"),
        (("07/000001",), "07/000124"),
    ],
)
def test_the_next_senha_comes_after_the_highest_one_imported(
    loaded: Desk, folder: Path, imported: tuple[str, ...], concluded: str
) -> None:
    if imported:
        rows = [example("authorizations")[0] | {"number": number} for number in imported]
        write(folder, {"authorizations.csv": as_csv(rows)})
        assert touched(import_folder(loaded, HOUSE, folder)) == {"authorizations": (len(imported), 0)}
    assert conclude(loaded, ATTENDANT, concession(), submission="one").number == concluded


def test_each_year_has_a_counter_of_its_own(loaded: Desk, folder: Path) -> None:
    rows = [
        example("authorizations")[0] | {"number": number, "issued_on": issued, "valid_until": issued}
        for number, issued in (
            ("06/009000", "2006-12-31"),
            ("06/000002", "2006-01-02"),
            ("05/000077", "2005-07-01"),
        )
    ]
    write(folder, {"authorizations.csv": as_csv(rows)})
    assert not import_folder(loaded, HOUSE, folder).refused
    with loaded.store.reading() as session:
        counters = {c.year: c.last_sequence for c in session.exec(select(AuthorizationCounter))}
    assert counters == {2005: 77, 2006: 9000, 2007: 123}
    assert conclude(loaded, ATTENDANT, concession(), submission="one").number == "07/000124"


def test_an_import_is_journalled_once_with_its_counts_and_nobodys_data(loaded: Desk, folder: Path) -> None:
    write(
        folder,
        {
            "members.csv": as_csv([example("members")[0] | {"name": "BEATRIZ EXEMPLO"}, example("members")[1]]),
            "units.csv": changed("units", code="0903"),
            "plans.csv": as_csv(example("plans")),
        },
    )
    assert not import_folder(loaded, ATTENDANT, folder).refused
    first, second = loads(loaded)
    assert (first.operator_number, first.unit_code) == ("DESK", "")
    assert json.loads(first.data) == {spec.name: [len(example(spec.name)), 0, 0] for spec in FILES}
    assert (second.operator_number, second.unit_code, second.terminal) == ("A900001", "0901", "TEST")
    assert second.subject == ""
    assert json.loads(second.data) == {"members": [0, 1, 1], "units": [1, 0, 0], "plans": [0, 0, 2]}
    assert verify(loaded).broken_at == 0


def test_a_refused_import_is_not_journalled(bare: Desk, folder: Path) -> None:
    write(folder, {"units.csv": UNITS + "X,Y\n"})
    assert import_folder(bare, HOUSE, folder).refused
    assert loads(bare) == []


@pytest.mark.parametrize("name", ["units", "members", FILES[-1].name])
def test_a_failure_in_the_middle_of_writing_leaves_nothing(
    empty: Desk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    written: list[str] = []

    def failing(session: Session, table: CheckedTable, *rest: Any) -> Any:
        if table.spec.name == name:
            raise OSError("o disco encheu")
        written.append(table.spec.name)
        return write_table(session, table, *rest)

    before = snapshot(empty)
    monkeypatch.setattr(service, "write_table", failing)
    with pytest.raises(OSError, match="o disco encheu"):
        import_folder(empty, HOUSE, EXAMPLE)
    assert written == [spec.name for spec in FILES][: len(written)]
    assert snapshot(empty) == before

    monkeypatch.undo()
    assert not import_folder(empty, HOUSE, EXAMPLE).refused, "the next import finds the door open"


def test_a_failure_of_the_journal_takes_the_rows_back(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_arguments: Any) -> None:
        raise OSError("o disco encheu")

    before = snapshot(bare)
    monkeypatch.setattr(service, "record", failing)
    with pytest.raises(OSError, match="o disco encheu"):
        import_folder(bare, HOUSE, EXAMPLE)
    assert snapshot(bare) == before


def test_progress_tells_every_row_once(loaded: Desk, empty: Desk) -> None:
    for desk in (empty, loaded):
        told: dict[str, int] = {}

        def hear(file: str, rows: int, told: dict[str, int] = told) -> None:
            told[file] = told.get(file, 0) + rows

        import_folder(desk, HOUSE, EXAMPLE, hear)
        assert told == {spec.name: len(example(spec.name)) for spec in FILES}
