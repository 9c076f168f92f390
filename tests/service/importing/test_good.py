"""Good folders land whole, however they are written."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from desk.domain.authorization.model import Authorization
from desk.domain.catalogue.model import UnitValue
from desk.domain.context import HOUSE, Desk
from desk.domain.enrolment.model import Member, Policy, Sponsor
from desk.domain.importing.columns import Column, day
from desk.domain.importing.files import FILES
from desk.domain.importing.service import import_folder
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.money import Money
from desk.domain.network.model import Provider
from desk.domain.premium.model import Installment
from tests.service.importing.folders import (
    CLARICE,
    EXAMPLE,
    POLICY,
    as_csv,
    changed,
    counts,
    example,
    places,
    snapshot,
    table_rows,
    touched,
    write,
)


def test_a_good_folder_lands_whole_with_its_values_exact(empty: Desk) -> None:
    report = import_folder(empty, HOUSE, EXAMPLE)
    assert report.problems == ()
    assert not report.refused
    assert [w.name for w in report.written] == [spec.name for spec in FILES]
    assert counts(report) == {spec.name: (len(example(spec.name)), 0, 0) for spec in FILES}
    tables = snapshot(empty)
    assert {spec.name: tables[str(spec.model.__tablename__)][0] for spec in FILES} == {
        spec.name: len(example(spec.name)) for spec in FILES
    }
    with empty.store.reading() as session:
        clarice = session.get_one(Member, CLARICE)
        assert (clarice.name, clarice.birth_date, clarice.cpf) == (
            "CLARICE EXEMPLO",
            date(1970, 3, 15),
            "00000098140",
        )
        assert (clarice.holder_number, clarice.person_suffix, clarice.search_name) == (
            POLICY,
            "01",
            "clarice exemplo",
        )
        assert (clarice.removed_from, clarice.moved_to, clarice.version) == (None, "", 1)
        policy = session.get_one(Policy, POLICY)
        assert (policy.sponsor_code, policy.postal_code, policy.adapted) == ("98801", "00998100", True)
        assert policy.email == "CLARICE@EXEMPLO.INVALID"
        paid = session.exec(select(Installment).where(col(Installment.number) == 96)).one()
        assert (paid.amount, paid.paid_amount, paid.due_on) == (Money(141250), Money(141250), date(2007, 4, 2))
        values = session.exec(select(col(UnitValue.value)).where(col(UnitValue.product_code) == "812")).all()
        assert [str(value) for value in values] == ["0.400125"]
        issued = session.get_one(Authorization, "07/000123")
        assert (issued.unit_code, issued.decision, issued.version) == ("0902", "{}", 1)


def test_what_no_file_says_gets_the_meaning_of_an_empty_cell(empty: Desk, folder: Path) -> None:
    write(
        folder, {"sponsors.csv": "code,name,line_of_business,started_on\n98809,EMPRESA EXEMPLO,group,2001-01-01\n"}
    )
    assert touched(import_folder(empty, HOUSE, folder)) == {"sponsors": (1, 0)}
    with empty.store.reading() as session:
        sponsor = session.get_one(Sponsor, "98809")
    assert (sponsor.reimbursement_payer, sponsor.pays_through_sponsor, sponsor.group_name) == ("A", False, "")
    assert (sponsor.ended_on, sponsor.blocked_on) == (None, None)


def _rewritten(separator: str, dates: Callable[[date], str], point: bool) -> dict[str, str]:
    """The whole example in another way of writing."""
    files = {}
    for spec in FILES:
        readers: dict[str, Column] = {column.name: column for column in spec.columns}
        rows = [
            {name: _reworded(readers[name], cell, dates, point) for name, cell in row.items()}
            for row in example(spec.name)
        ]
        files[f"{spec.name}.csv"] = as_csv(rows, separator)
    return files


def _reworded(column: Column, cell: str, dates: Callable[[date], str], point: bool) -> str:
    if cell and column.read is day:
        return dates(day(cell))
    if point and "," in cell and cell.replace(",", "").replace(".", "").isdigit():
        return cell.replace(".", "").replace(",", ".")
    return cell


def _shuffled(content: str) -> str:
    separator = ";" if ";" in content.partition("\n")[0] else ","
    rows = list(csv.DictReader(io.StringIO(content), delimiter=separator))
    return as_csv([dict(reversed([(f" {name.upper()} ", cell) for name, cell in row.items()])) for row in rows])


def _as_written() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in EXAMPLE.glob("*.csv")}


WAYS: dict[str, Callable[[], Mapping[str, str | bytes]]] = {
    "latin-1": lambda: {name: text.encode("latin-1") for name, text in _as_written().items()},
    "utf-8 with mark": lambda: {name: text.encode("utf-8-sig") for name, text in _as_written().items()},
    "lines of Windows": lambda: {name: text.replace("\n", "\r\n") for name, text in _as_written().items()},
    "no last line end": lambda: {name: text.rstrip("\n") for name, text in _as_written().items()},
    "lines of empty cells": lambda: {
        name: text.replace("\n", "\n\n  \n;;\n" if ";" in text else "\n\n ,,\n")
        for name, text in _as_written().items()
    },
    "semicolons, decimal commas, Brazilian dates": lambda: _rewritten(";", format_date, point=False),
    "commas, decimal points, ISO dates": lambda: _rewritten(",", date.isoformat, point=True),
    "dates without bars": lambda: _rewritten(";", lambda on: f"{on:%d%m%Y}", point=True),
    "columns shuffled, headers in capitals": lambda: {
        name: _shuffled(text) for name, text in _as_written().items()
    },
}


@pytest.mark.parametrize("way", WAYS)
def test_however_the_same_folder_is_written_the_same_rows_come_of_it(
    empty: Desk, loaded: Desk, folder: Path, way: str
) -> None:
    write(folder, WAYS[way]())
    assert import_folder(empty, HOUSE, folder).problems == ()
    assert snapshot(empty) == snapshot(loaded)
    again = import_folder(loaded, HOUSE, folder)
    assert (again.problems, touched(again)) == ((), {})


def test_quoted_cells_hold_separators_quotes_and_line_breaks(empty: Desk, folder: Path) -> None:
    rows = 'code,name,city\n0903,"UDAS ""MODELO"", SALA; 2","CIDADE\nDE EXEMPLO"\n0904,"UDAS, EXEMPLO",\n'
    write(folder, {"units.csv": rows})
    assert touched(import_folder(empty, HOUSE, folder)) == {"units": (2, 0)}
    assert [(row["name"], row["city"]) for row in table_rows(empty, "service_unit")] == [
        ('UDAS "MODELO", SALA; 2', "CIDADE DE EXEMPLO"),
        ("UDAS, EXEMPLO", ""),
    ]


def test_a_line_number_counts_the_line_breaks_inside_cells(bare: Desk, folder: Path) -> None:
    write(folder, {"units.csv": 'code,name\n0903,"A\nB\nC"\nX904,D\n0905,"E\nF",G\n'})
    assert places(import_folder(bare, HOUSE, folder)) == [("units", 5, "code"), ("units", 7, "")]


def test_a_file_with_a_header_only_brings_nothing(standing: Desk, folder: Path) -> None:
    before = snapshot(standing)
    write(folder, {"units.csv": "code,name\n"})
    assert counts(import_folder(standing, HOUSE, folder)) == {"units": (0, 0, 0)}
    assert snapshot(standing) == before


def test_other_kinds_of_files_are_left_alone(loaded: Desk, folder: Path) -> None:
    (folder / "antigos").mkdir()
    write(folder, {"leia-me.txt": "EXEMPLO", "units.csv": changed("units", name="UDAS RENOMEADA EXEMPLO")})
    assert touched(import_folder(loaded, HOUSE, folder)) == {"units": (0, 1)}


def test_names_with_escape_codes_and_markup_are_stored_as_harmless_text(loaded: Desk, folder: Path) -> None:
    hostile = "CLARICE\x1b[2J\x07 [red]EX\u200bEM\u202ePLO[/red] <b>&amp;\r\nLTDA"
    files = {
        "members.csv": changed("members", name=hostile),
        "providers.csv": changed("providers", name=hostile, address=hostile),
        "authorizations.csv": changed("authorizations", justification=hostile),
    }
    assert touched(import_folder(loaded, HOUSE, write(folder, files))) == {
        "providers": (0, 1),
        "members": (0, 1),
        "authorizations": (0, 1),
    }
    stored = "CLARICE[2J [RED]EXEMPLO[/RED] <B>&AMP;  LTDA"
    with loaded.store.reading() as session:
        assert session.get_one(Member, CLARICE).name == stored
        provider = session.get_one(Provider, example("providers")[0]["cnpj"])
        assert (provider.name, provider.address) == (stored, stored)
        assert session.get_one(Authorization, "07/000118").justification == stored
    for table in snapshot(loaded):
        for row in table_rows(loaded, table):
            assert all(value.isprintable() for value in row.values() if isinstance(value, str)), (table, row)
