"""Importing again: by key, twice is once, nothing is lost."""

import shutil
from pathlib import Path

import pytest

from desk.domain.authorization.service import conclude
from desk.domain.context import HOUSE, Desk
from desk.domain.enrolment.model import Policy
from desk.domain.enrolment.service import search
from desk.domain.importing.files import BY_NAME, FILES
from desk.domain.importing.service import import_folder
from desk.domain.kernel.errors import DomainError
from tests.service.importing.folders import (
    ATTENDANT,
    CLARICE,
    EXAMPLE,
    POLICY,
    UNITS,
    as_csv,
    changed,
    concession,
    counts,
    example,
    loads,
    snapshot,
    table_rows,
    touched,
    write,
)


def test_the_same_folder_twice_writes_nothing_and_journals_nothing(loaded: Desk) -> None:
    before = snapshot(loaded)
    report = import_folder(loaded, ATTENDANT, EXAMPLE)
    assert report.problems == ()
    assert counts(report) == {spec.name: (0, 0, len(example(spec.name))) for spec in FILES}
    assert snapshot(loaded) == before
    assert len(loads(loaded)) == 1


@pytest.mark.parametrize(
    ("name", "row", "cells"),
    [
        ("units", 1, {"city": "OUTRA CIDADE MODELO"}),
        ("sponsors", 1, {"blocked_on": "2007-05-01"}),
        ("products", 0, {"adapted": ""}),
        ("procedures", 3, {"blocked": "S"}),
        ("authority_limits", 0, {"maximum_quantity": "5"}),
        ("providers", 0, {"name": "HOSPITAL MODELO NOVO"}),
        ("plan_multiples", 1, {"multiple": "2,5001"}),
        ("waiting_periods", 0, {"ends_on": "01/07/2007"}),
        ("cpts", 0, {"ends_on": "02/01/2009"}),
        ("installments", 3, {"paid_on": "04/06/2007", "paid_amount": "1.412,51"}),
        ("reimbursement_items", 0, {"computed": "108,02"}),
        ("authorization_lines", 2, {"quantity": "1"}),
        ("policies", 0, {"street_number": "46"}),
        ("policies", 2, {"cancelled_from": ""}),
        ("members", 0, {"relationship": "RESPONSÁVEL"}),
        ("members", 5, {"cpf": "000.000.981-40"}),
        ("authorizations", 0, {"message": "OUTRA MENSAGEM DE EXEMPLO"}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_changed_cell_updates_its_row_only_and_its_version(
    loaded: Desk, folder: Path, name: str, row: int, cells: dict[str, str]
) -> None:
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    rows = example(name)
    rows[row] |= cells
    write(folder, {f"{name}.csv": as_csv(rows)})
    table = str(BY_NAME[name].model.__tablename__)
    before, old = snapshot(loaded), table_rows(loaded, table)

    report = import_folder(loaded, HOUSE, folder)
    assert (report.problems, touched(report)) == ((), {name: (0, 1)})

    after, new = snapshot(loaded), table_rows(loaded, table)
    beside = (
        {"prior_authorization", "authorization_event"}
        if name in {"authorizations", "authorization_lines"}
        else set()
    )
    beside |= {"audit_event"}
    assert {changed for changed in after if after[changed] != before[changed]} == {table} | beside
    differing = [(was, is_) for was, is_ in zip(old, new, strict=True) if was != is_]
    assert len(differing) == 1
    was, is_ = differing[0]
    known = set(cells) | ({"search_name"} if "name" in cells else set())
    assert {column for column in was if was[column] != is_[column]} == known | ({"version"} & set(was))
    assert is_.get("version", 2) == 2


def test_new_rows_are_added_beside_the_old_and_missing_ones_stay(loaded: Desk, folder: Path) -> None:
    before = table_rows(loaded, "service_unit")
    write(folder, {"units.csv": changed("units", code="0903")})
    assert counts(import_folder(loaded, HOUSE, folder)) == {"units": (1, 0, 0)}
    assert table_rows(loaded, "service_unit") == [*before, before[0] | {"code": "0903"}]


def test_a_column_that_is_left_out_keeps_what_is_there_and_an_empty_cell_empties_it(
    loaded: Desk, folder: Path
) -> None:
    stood = table_rows(loaded, "service_unit")[0]
    assert stood["city"]
    assert stood["state"]
    write(folder, {"units.csv": UNITS + "0901,UDAS OUTRA\n"})
    assert touched(import_folder(loaded, HOUSE, folder)) == {"units": (0, 1)}
    assert table_rows(loaded, "service_unit")[0] == stood | {"name": "UDAS OUTRA"}
    write(folder, {"units.csv": "code,name,city\n0901,UDAS OUTRA,\n"})
    assert touched(import_folder(loaded, HOUSE, folder)) == {"units": (0, 1)}
    assert table_rows(loaded, "service_unit")[0] == stood | {"name": "UDAS OUTRA", "city": ""}


def test_a_row_made_whole_from_the_database_is_checked_as_a_whole(loaded: Desk, folder: Path) -> None:
    write(folder, {"members.csv": changed("members", started_on="2001-01-01", removed_from="2001-02-01")})
    assert not import_folder(loaded, HOUSE, folder).refused
    rows = [example("members")[0] | {"started_on": "2006-01-01"}]
    for row in rows:
        del row["removed_from"]
    before = snapshot(loaded)
    write(folder, {"members.csv": as_csv(rows)})
    report = import_folder(loaded, HOUSE, folder)
    assert [str(problem) for problem in report.problems] == [
        "members.csv linha 2, coluna removed_from: é antes de started_on"
    ]
    assert snapshot(loaded) == before


def test_two_lines_may_trade_their_services(loaded: Desk, folder: Path) -> None:
    lines = [row for row in example("authorization_lines") if row["authorization_number"] == "07/000123"]
    first, second = lines[:2]
    traded = [
        first | {"procedure_code": second["procedure_code"]},
        second | {"procedure_code": first["procedure_code"]},
    ]
    write(folder, {"authorization_lines.csv": as_csv(traded)})
    assert touched(import_folder(loaded, HOUSE, folder)) == {"authorization_lines": (0, 2)}
    codes = {
        row["position"]: row["procedure_code"]
        for row in table_rows(loaded, "authorization_line")
        if row["authorization_number"] == "07/000123"
    }
    assert codes[int(first["position"])] == second["procedure_code"]
    assert codes[int(second["position"])] == first["procedure_code"]


def test_what_this_desk_knows_of_its_own_authorization_stays(loaded: Desk, folder: Path) -> None:
    number = conclude(loaded, ATTENDANT, concession(), submission="one").number
    stood = next(row for row in table_rows(loaded, "prior_authorization") if row["number"] == number)
    row = example("authorizations")[0] | {
        "number": number,
        "member_number": CLARICE,
        "issued_on": "2007-05-15",
        "valid_until": "2007-06-14",
        "status": "Encerrada",
    }
    write(folder, {"authorizations.csv": as_csv([row])})
    assert touched(import_folder(loaded, HOUSE, folder)) == {"authorizations": (0, 1)}
    now = next(row for row in table_rows(loaded, "prior_authorization") if row["number"] == number)
    assert now["status"] == "Encerrada"
    assert {name: now[name] for name in ("decision", "unit_code", "created_at")} == {
        name: stood[name] for name in ("decision", "unit_code", "created_at")
    }


def test_a_year_without_senhas_left_says_so(loaded: Desk, folder: Path) -> None:
    write(folder, {"authorizations.csv": as_csv([example("authorizations")[0] | {"number": "07/999999"}])})
    assert not import_folder(loaded, HOUSE, folder).refused
    with pytest.raises(DomainError, match="AS SENHAS DE 2007 ACABARAM"):
        conclude(loaded, ATTENDANT, concession(), submission="one")


def test_the_extension_is_known_in_capitals_too(loaded: Desk, folder: Path) -> None:
    write(folder, {"UNITS.CSV": UNITS + "0903,EXEMPLO\n"})
    assert touched(import_folder(loaded, HOUSE, folder)) == {"units": (1, 0)}


@pytest.mark.parametrize(
    "content",
    [
        b"code,name\r0903,EXEMPLO\r",
        b"\r\n\r\ncode;name\r\n0903;EXEMPLO\r\n",
        b"\xef\xbb\xbfcode,name\n0903,EXEMPLO",
    ],
    ids=["old Macintosh", "blank lines first", "no last line end"],
)
def test_any_line_ends_will_do(loaded: Desk, folder: Path, content: bytes) -> None:
    write(folder, {"units.csv": content})
    assert touched(import_folder(loaded, HOUSE, folder)) == {"units": (1, 0)}


def test_punctuation_of_windows_is_read(loaded: Desk, folder: Path) -> None:
    write(folder, {"units.csv": UNITS.encode() + b"0903,UDAS \x96 S\xe3o Jo\xe3o\n"})
    assert not import_folder(loaded, HOUSE, folder).refused
    assert "UDAS – SÃO JOÃO" in [row["name"] for row in table_rows(loaded, "service_unit")]


def test_escape_codes_in_names_of_columns_and_files_do_not_reach_the_terminal(loaded: Desk, folder: Path) -> None:
    write(folder, {"units.csv": "code,name,\x1b[2Jx\n0903,A,B\n", "\x1b]0;x\x07.csv": "a\n"})
    for problem in import_folder(loaded, HOUSE, folder).problems:
        assert str(problem).isprintable()


def test_versions_go_up_once_an_import(loaded: Desk, folder: Path) -> None:
    for number in ("46", "47", "47"):
        write(folder, {"policies.csv": changed("policies", street_number=number)})
        assert not import_folder(loaded, HOUSE, folder).refused
    with loaded.store.reading() as session:
        policy = session.get_one(Policy, POLICY)
    assert (policy.street_number, policy.version) == ("47", 3)


def test_a_renamed_member_is_found_by_the_new_name_and_not_by_the_old(loaded: Desk, folder: Path) -> None:
    def numbers(name: str) -> list[str]:
        return [member.member_number for member in search(loaded, ATTENDANT, name=name).members]

    assert numbers("clarice") == [CLARICE]
    write(folder, {"members.csv": changed("members", name="BEATRIZ D'ÁVILA EXEMPLO")})
    assert touched(import_folder(loaded, HOUSE, folder)) == {"members": (0, 1)}
    assert numbers("clarice") == []
    assert numbers("clarice exemplo") == []
    assert numbers("beatriz") == numbers("avila ex") == numbers("BEATRIZ D AVILA") == [CLARICE]
    assert CLARICE in numbers("exemplo")
    assert numbers("daniel") == [f"{POLICY}02"], "other people keep their names"
