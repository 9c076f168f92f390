"""Bad folders leave nothing and say everything."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk.domain.context import HOUSE, Desk
from desk.domain.importing.files import FILES
from desk.domain.importing.service import import_folder
from tests.service.importing.folders import (
    EXAMPLE,
    UNITS,
    as_csv,
    changed,
    example,
    places,
    snapshot,
    touched,
    write,
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Files that must be refused, and what the report must say: file, line, column and a part of the reason."""

    files: Mapping[str, str | bytes]
    said: tuple[tuple[str, int, str, str], ...]


def _one(file: str, content: str | bytes, line: int, column: str, reason: str) -> Wrong:
    return Wrong({f"{file}.csv": content}, ((file, line, column, reason),))


SHAPES: dict[str, Wrong] = {
    "unknown file": _one(
        "clientes", "nome\nEXEMPLO\n", 0, "", "arquivo desconhecido; conheço: units, unit_holidays, sponsors,"
    ),
    "unknown file beside a good one": Wrong(
        {"units.csv": UNITS + "0903,EXEMPLO\n", "unidades.csv": UNITS + "0904,EXEMPLO\n"},
        (("unidades", 0, "", "arquivo desconhecido"),),
    ),
    "one file twice": Wrong(
        {"units.csv": UNITS + "0903,EXEMPLO\n", "Units.CSV": UNITS + "0904,EXEMPLO\n"},
        (("units", 0, "", "duas vezes: Units.CSV e units.csv"),),
    ),
    "empty file": _one("units", "", 1, "", "arquivo vazio, sem cabeçalho"),
    "nothing but a mark": _one("units", b"\xef\xbb\xbf", 1, "", "arquivo vazio, sem cabeçalho"),
    "missing required column": _one("units", "code\n0903\n", 1, "name", "falta a coluna obrigatória"),
    "unknown column": _one("units", "code,name,cor\n0903,A,B\n", 1, "cor", "coluna desconhecida"),
    "repeated column": _one("units", "code,name,Name\n0903,A,B\n", 1, "name", "coluna repetida"),
    "column without a name": _one("units", "code,name,\n0903,A,B\n", 1, "", "coluna desconhecida"),
    "three things wrong with a header": Wrong(
        {"units.csv": "code,code,nome\n0903,0903,A\n"},
        (
            ("units", 1, "code", "coluna repetida"),
            ("units", 1, "name", "falta a coluna obrigatória"),
            ("units", 1, "nome", "coluna desconhecida"),
        ),
    ),
    "too few and too many cells": Wrong(
        {"units.csv": UNITS + "0903\n0904,A\n0905,B,C\n"},
        (
            ("units", 2, "", "tem 1 colunas, o cabeçalho tem 2"),
            ("units", 4, "", "tem 3 colunas, o cabeçalho tem 2"),
        ),
    ),
    "duplicate key": _one(
        "units", UNITS + "0903,A\n0904,B\n903,C\n", 4, "code", "chave repetida, já está na linha 2"
    ),
    "duplicate key of several columns": _one(
        "waiting_periods",
        as_csv([example("waiting_periods")[0], example("waiting_periods")[0] | {"group_number": "631"}]),
        3,
        "member_number",
        "chave repetida, já está na linha 2",
    ),
    "binary with nulls": _one("units", b"PK\x03\x04\x00\x00\xff\xfe", 0, "", "bytes nulos"),
    "nulls far into the file": _one("units", UNITS.encode() + b"0903,A\n0904,\x00\n", 0, "", "bytes nulos"),
    "UTF-16": _one("units", (UNITS + "0903,A\n").encode("utf-16"), 0, "", "bytes nulos"),
    "binary without nulls": _one("plans", b"\xd3\xf1\x07,name,characteristics_from,code", 1, "óñ\x07", "desc"),
    "unterminated quote": _one("units", UNITS + '0903,"A\n0904,B\n0905,C\n', 4, "", "não se lê como CSV"),
    "text after a closing quote": _one("units", UNITS + '0903,"A"B\n', 2, "", "não se lê como CSV"),
    "a bad line before an unterminated quote": Wrong(
        {"units.csv": UNITS + 'X903,A\n0904\n0905,"B\n'},
        (
            ("units", 2, "code", "não é um código de 4 dígitos"),
            ("units", 3, "", "tem 1 colunas"),
            ("units", 4, "", "não se lê como CSV"),
        ),
    ),
    "lines after one that is no CSV": Wrong(
        {"units.csv": UNITS + '0903,"A"B\nX904,C\n'},
        (
            ("units", 2, "", "texto depois das aspas"),
            ("units", 3, "code", "não é um código de 4 dígitos"),
        ),
    ),
    "no text in any encoding": _one("units", UNITS.encode() + b"0903,\x81\xff\n", 0, "", "UTF-8 nem Latin-1"),
    "a senha of another year": _one(
        "authorizations",
        as_csv([example("authorizations")[0] | {"number": "06/000124"}]),
        2,
        "number",
        "o ano da senha não é o da emissão (2007)",
    ),
    "a name of invisible characters": _one("units", UNITS + "0903,\u200b\u200b\n", 2, "name", "invisíveis"),
    "one service twice in an authorization": _one(
        "authorization_lines",
        as_csv([example("authorization_lines")[0], example("authorization_lines")[0] | {"position": "9"}]),
        3,
        "procedure_code",
        "já está na linha 2",
    ),
    "a service the stored authorization has": _one(
        "authorization_lines",
        as_csv([example("authorization_lines")[0] | {"position": "9"}]),
        2,
        "procedure_code",
        "já está na base, sob",
    ),
}


@pytest.mark.parametrize("case", SHAPES)
def test_a_file_of_the_wrong_shape_is_refused_and_named(standing: Desk, folder: Path, case: str) -> None:
    wrong = SHAPES[case]
    before = snapshot(standing)
    report = import_folder(standing, HOUSE, write(folder, wrong.files))
    assert report.refused
    assert report.written == ()
    assert places(report) == [(file, line, column) for file, line, column, _reason in wrong.said]
    for problem, (_file, _line, _column, reason) in zip(report.problems, wrong.said, strict=True):
        assert reason in problem.text
    assert snapshot(standing) == before


CELLS: tuple[tuple[str, dict[str, str], str, str], ...] = (
    # file, cells changed in its first row of the example, the column at fault, the reason
    ("units", {"code": "09011"}, "code", "não é um código de 4 dígitos: '09011'"),
    ("units", {"code": "09O1"}, "code", "não é um código de 4 dígitos"),
    ("units", {"name": ""}, "name", "obrigatória e está vazia"),
    ("units", {"name": "   "}, "name", "obrigatória e está vazia"),
    ("units", {"name": "X" * 41}, "name", "tem 41 caracteres, cabem 40"),
    ("units", {"state": "S P"}, "state", "até 2 letras ou dígitos"),
    ("units", {"has_consultant": "TALVEZ"}, "has_consultant", "use S ou N"),
    (
        "sponsors",
        {"line_of_business": "grupal"},
        "line_of_business",
        "'grupal' não está em: individual, small_group",
    ),
    ("sponsors", {"reimbursement_payer": "B"}, "reimbursement_payer", "não está em: A, C, D"),
    ("sponsors", {"ended_on": "1998-12-31"}, "ended_on", "é antes de started_on"),
    ("products", {"rulebook": "XX"}, "rulebook", "não está em: DM, AZ, UF, PS"),
    ("plans", {"characteristics_from": "ontem"}, "characteristics_from", "não é uma data"),
    ("plan_multiples", {"valid_from": "31/02/2007"}, "valid_from", "não é uma data"),
    ("plan_multiples", {"multiple": "dois"}, "multiple", "não é um número"),
    ("plan_multiples", {"multiple": "1,00001"}, "multiple", "até 4 casas decimais"),
    ("plan_multiples", {"product_code": "899"}, "product_code", "899 não está em products"),
    ("plan_multiples", {"plan_code": "89999"}, "plan_code", "89999 não está em plans"),
    ("unit_values", {"value": "1,234.56"}, "value", "não é um número"),
    ("unit_values", {"value": "-0,4321"}, "value", "positivo"),
    ("procedures", {"anaesthesia_class": "10"}, "anaesthesia_class", "não é um número inteiro de 0 a 9"),
    ("procedures", {"kind": "exame"}, "kind", "não está em: consultation"),
    ("procedures", {"minimum_age": "40", "maximum_age": "39"}, "maximum_age", "é antes de minimum_age"),
    ("procedure_units", {"procedure_code": "98999999"}, "procedure_code", "98999999 não está em procedures"),
    ("coverage", {"covered": ""}, "covered", "obrigatória e está vazia"),
    ("coverage", {"product_code": "899"}, "product_code", "899 não está em products"),
    ("authority_limits", {"role": "CHEFE"}, "role", "não está em: ATD, SEN, SUP, CON"),
    ("authority_limits", {"products": "811,812"}, "products", "não é um código de 3 dígitos"),
    ("authority_limits", {"valid_until": "1999-01-03"}, "valid_until", "é antes de valid_from"),
    ("providers", {"cnpj": "00.000.981/9981-99"}, "cnpj", "CNPJ inválido: '00.000.981/9981-99'"),
    ("providers", {"left_on": "1999-01-31"}, "left_on", "é antes de joined_on"),
    ("provider_networks", {"cnpj": "11222333000181"}, "cnpj", "11222333000181 não está em providers"),
    ("provider_networks", {"valid_until": "31/01/1999"}, "valid_until", "é antes de valid_from"),
    ("provider_agreements", {"valid_until": "1999-01-31"}, "valid_until", "é antes de valid_from"),
    ("product_networks", {"search_order": "0"}, "search_order", "não é um número inteiro de 1 a 99"),
    ("postal_codes", {"code": "009981000"}, "code", "não é um código de 8 dígitos"),
    ("policies", {"holder_number": "9880100000010"}, "holder_number", "precisa de 14 dígitos"),
    ("policies", {"holder_number": "98899000000107"}, "holder_number", "98899 não está em sponsors"),
    ("policies", {"product_code": "899"}, "product_code", "899 não está em products"),
    ("policies", {"plan_code": "89999"}, "plan_code", "89999 não está em plans"),
    ("policies", {"cancelled_from": "03/01/1999"}, "cancelled_from", "é antes de started_on"),
    ("policies", {"due_day": "32"}, "due_day", "não é um número inteiro de 1 a 31"),
    ("policies", {"billing": "BOLETO"}, "billing", "não está em: CBR, DCO"),
    ("policies", {"continuation": "aposentado"}, "continuation", "não está em: dismissed, retired"),
    ("members", {"member_number": "988010000001071"}, "member_number", "precisa de 16 dígitos"),
    ("members", {"member_number": "9880199999999901"}, "member_number", "98801999999999 não está em policies"),
    ("members", {"cpf": "000.000.981-41"}, "cpf", "CPF inválido: '000.000.981-41'"),
    ("members", {"responsible_cpf": "123"}, "responsible_cpf", "CPF inválido"),
    ("members", {"birth_date": "29/02/1970"}, "birth_date", "não é uma data"),
    ("members", {"sex": "X"}, "sex", "não está em: F, M"),
    ("members", {"removed_from": "03/01/1999"}, "removed_from", "é antes de started_on"),
    ("waiting_periods", {"ends_on": "01/01/2007"}, "ends_on", "é antes de starts_on"),
    ("waiting_periods", {"member_number": "9880100000010799"}, "member_number", "não está em members"),
    ("cpts", {"ends_on": "01/01/2007"}, "ends_on", "é antes de starts_on"),
    ("cpts", {"condition": "X" * 61}, "condition", "tem 61 caracteres, cabem 60"),
    ("blocks", {"code": "Z"}, "code", "não está em: L, P, A"),
    ("blocks", {"ends_on": "31/01/2007"}, "ends_on", "é antes de starts_on"),
    ("installments", {"holder_number": "98801999999999"}, "holder_number", "98801999999999 não está em policies"),
    ("installments", {"amount": "10,999"}, "amount", "até 2 casas decimais"),
    ("installments", {"paid_amount": ""}, "paid_on", "data e valor do pagamento vêm juntos"),
    ("installments", {"paid_on": ""}, "paid_on", "data e valor do pagamento vêm juntos"),
    ("reimbursement_caps", {"sponsor_code": "98899"}, "sponsor_code", "98899 não está em sponsors"),
    ("reimbursement_requests", {"status": "PAGA"}, "status", "não está em: in_process"),
    ("reimbursement_requests", {"due_on": "19/03/2007"}, "due_on", "é antes de received_on"),
    ("reimbursement_items", {"request_number": "998099"}, "request_number", "não está em reimbursement_requests"),
    ("reimbursement_items", {"procedure_code": "98999999"}, "procedure_code", "não está em procedures"),
    ("authorizations", {"number": "2007/000118"}, "number", "senha tem o formato AA/NNNNNN"),
    ("authorizations", {"status": "Concluída"}, "status", "não está em: Pendente, Encerrada"),
    ("authorizations", {"attendance_type": "3"}, "attendance_type", "não está em: 2, 5, 6, 7, 8"),
    ("authorizations", {"valid_until": "2007-03-27"}, "valid_until", "é antes de issued_on"),
    ("authorizations", {"regional_office": "0999"}, "regional_office", "0999 não está em units"),
    ("authorizations", {"member_number": "9880100000010799"}, "member_number", "não está em members"),
    ("authorizations", {"provider_cnpj": "11222333000180"}, "provider_cnpj", "CNPJ inválido"),
    ("authorization_lines", {"authorization_number": "07/999999"}, "authorization_number", "não está em authoriz"),
    ("authorization_lines", {"procedure_code": "98999999"}, "procedure_code", "98999999 não está em procedures"),
    ("authorization_lines", {"quantity": "0"}, "quantity", "não é um número inteiro de 1 a 999"),
)


@pytest.mark.parametrize(
    ("file", "cells", "column", "reason"),
    CELLS,
    ids=[f"{file}-{column}-{next(iter(cells.values()))[:20]}" for file, cells, column, _ in CELLS],
)
def test_one_wrong_cell_refuses_the_folder_and_is_named(
    standing: Desk, folder: Path, file: str, cells: dict[str, str], column: str, reason: str
) -> None:
    before = snapshot(standing)
    files = {f"{file}.csv": changed(file, **cells)}
    report = import_folder(standing, HOUSE, write(folder, files))
    assert places(report) == [(file, 2, column)]
    assert reason in report.problems[0].text
    assert str(report.problems[0]) == f"{file}.csv linha 2, coluna {column}: {report.problems[0].text}"
    assert report.written == ()
    assert snapshot(standing) == before


def test_a_folder_that_is_not_there_is_refused(standing: Desk, tmp_path: Path) -> None:
    before = snapshot(standing)
    folder = tmp_path / "nada"
    report = import_folder(standing, HOUSE, folder)
    assert [str(problem) for problem in report.problems] == [f"a pasta {folder} não existe"]
    assert report.written == ()
    assert snapshot(standing) == before


def test_a_file_in_the_place_of_the_folder_is_refused(standing: Desk) -> None:
    before = snapshot(standing)
    file = EXAMPLE / "units.csv"
    report = import_folder(standing, HOUSE, file)
    assert [problem.text for problem in report.problems] == [f"{file} não é uma pasta"]
    assert snapshot(standing) == before


def test_a_folder_without_any_csv_is_refused(standing: Desk, folder: Path) -> None:
    before = snapshot(standing)
    write(folder, {"leia-me.txt": "EXEMPLO"})
    report = import_folder(standing, HOUSE, folder)
    assert [problem.text for problem in report.problems] == ["nenhum arquivo .csv na pasta"]
    assert snapshot(standing) == before


def test_all_bad_lines_of_all_files_are_reported_in_order(standing: Desk, folder: Path) -> None:
    files = {
        "units.csv": UNITS
        + "".join(f"{number:04d},{'' if number % 3 else 'EXEMPLO'}\n" for number in range(1, 301)),
        "postal_codes.csv": "code,city,state\n00998300,A,S P\n1,,\n00998400,B,SP\n00998400,C,SP\n",
        "clientes.csv": "",
        "cpts.csv": "member_number,condition\n",
        "installments.csv": as_csv(
            [
                example("installments")[0] | {"amount": "dez", "due_on": "31/02/2007", "returned": "?"},
                example("installments")[1] | {"holder_number": "98801999999999"},
                example("installments")[2] | {"paid_on": ""},
                example("installments")[3],
            ]
        ),
    }
    before = snapshot(standing)
    report = import_folder(standing, HOUSE, write(folder, files))
    assert places(report) == [
        ("clientes", 0, ""),
        ("cpts", 1, "ends_on"),
        ("cpts", 1, "starts_on"),
        ("installments", 2, "amount"),
        ("installments", 2, "due_on"),
        ("installments", 2, "returned"),
        ("installments", 3, "holder_number"),
        ("installments", 4, "paid_on"),
        ("postal_codes", 2, "state"),
        ("postal_codes", 3, "city"),
        ("postal_codes", 3, "state"),
        ("postal_codes", 5, "code"),
        *[("units", number + 1, "name") for number in range(1, 301) if number % 3],
    ]
    assert snapshot(standing) == before


@pytest.mark.parametrize("name", [spec.name for spec in FILES])
def test_one_bad_file_keeps_all_the_good_ones_out(bare: Desk, folder: Path, name: str) -> None:
    before = snapshot(bare)
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    path = folder / f"{name}.csv"
    bad = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*bad, "sobra"]) + "\n", encoding="utf-8")
    report = import_folder(bare, HOUSE, folder)
    assert places(report) == ([(name, len(bad) + 1, "")])
    assert report.written == ()
    assert snapshot(bare) == before


def test_an_end_on_the_day_of_the_start_is_in_order(loaded: Desk, folder: Path) -> None:
    files = {
        "blocks.csv": changed("blocks", starts_on="03/02/2007", ends_on="03/02/2007"),
        "policies.csv": changed("policies", cancelled_from="04/01/1999"),
        "procedures.csv": changed("procedures", minimum_age="40", maximum_age="40"),
    }
    report = import_folder(loaded, HOUSE, write(folder, files))
    assert (report.problems, touched(report)) == (
        (),
        {"procedures": (0, 1), "policies": (0, 1), "blocks": (1, 0)},
    )


def test_rows_that_refer_to_a_bad_row_are_reported_with_it(bare: Desk, folder: Path) -> None:
    shutil.copytree(EXAMPLE, folder, dirs_exist_ok=True)
    rows = example("plans")
    write(folder, {"plans.csv": as_csv([rows[0] | {"characteristics_from": "ontem"}, rows[1]])})
    assert places(import_folder(bare, HOUSE, folder)) == [
        ("plan_multiples", 2, "plan_code"),
        ("plans", 2, "characteristics_from"),
        ("policies", 4, "plan_code"),
    ]


def test_a_reference_may_point_into_the_folder_or_into_the_database(loaded: Desk, folder: Path) -> None:
    new = {"holder_number": "98802000000212"}
    files = {
        "policies.csv": changed("policies", 1, **new),
        "members.csv": changed("members", 3, member_number="9880200000021201", name="NOVA EXEMPLO"),
        "blocks.csv": changed("blocks", member_number="9880200000021201"),
    }
    report = import_folder(loaded, HOUSE, write(folder, files))
    assert (report.problems, touched(report)) == ((), {"policies": (1, 0), "members": (1, 0), "blocks": (1, 0)})
