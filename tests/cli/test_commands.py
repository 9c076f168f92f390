"""The commands around the desk: founding, operators, import, audit, rules, screens."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from desk.domain.rulebook.catalogue import built_rules
from desk.screens.registry import ENTRIES
from tests.cli.conftest import Run

EXAMPLE = Path(__file__).parents[2] / "data" / "examples" / "unidade"


@pytest.fixture
def production(run: Run) -> Run:
    """The command line over a new production database with one administrator."""
    result = run("init", "--admin", "A900000")
    assert (result.exit_code, "Base de produção criada" in result.stdout) == (0, True)
    return run


def test_a_database_is_founded_once(production: Run) -> None:
    again = production("init", "--training", "--admin", "A900001")
    assert (again.exit_code, "JÁ EXISTE UMA BASE" in again.stderr) == (2, True)


def test_only_a_training_database_moves_its_date(production: Run) -> None:
    steps = '{"code": "MENU"}\n'
    moved = production("--date", "01/02/2008", "--operator", "A900000", "script", "-", typed=steps)
    assert (moved.exit_code, "A DATA SÓ PODE SER MUDADA" in moved.stderr) == (2, True)


def test_a_training_database_moves_its_date(run: Run) -> None:
    assert run("init", "--training", "--admin", "A900000").exit_code == 0
    steps = '{"code": "MENU"}\n'
    moved = run("--date", "01/02/2008", "--operator", "A900000", "script", "-", typed=steps)
    assert "01/02/2008" in json.loads(moved.stdout)["rows"][0]


def test_a_training_database_says_so_without_being_told(run: Run) -> None:
    assert run("init", "--training", "--admin", "A900000").exit_code == 0
    menu = json.loads(run("--operator", "A900000", "script", "-", typed='{"code": "MENU"}\n').stdout)
    assert "TREINO" in menu["rows"][1]


def test_an_operator_belongs_to_a_unit_that_exists(production: Run) -> None:
    added = production("operator", "add", "A900012", "--name", "UM", "--role", "ATD", "--unit", "0999")
    assert (added.exit_code, "UNIDADE 0999 NÃO CADASTRADA" in added.stderr) == (2, True)


def test_operators_come_and_go(production: Run) -> None:
    assert production("operator", "add", "a900010", "--name", "ATENDENTE UM", "--role", "atd").exit_code == 0
    listed = production("operator", "list").stdout
    assert "A900010 ATD" in listed
    assert "ativo" in listed
    steps = '{"code": "MENU"}\n'
    assert production("--operator", "A900010", "script", "-", typed=steps).exit_code == 0
    assert production("operator", "disable", "A900010").exit_code == 0
    assert "desativado" in production("operator", "list").stdout
    refused = production("--operator", "A900010", "script", "-", typed=steps)
    assert (refused.exit_code, refused.stdout) == (2, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("operator", "add", "A900000", "--name", "OUTRO", "--role", "ATD"), "A900000"),
        (("operator", "add", "A900011", "--name", "OUTRO", "--role", "REI"), "REI"),
        (("operator", "disable", "A999999"), "A999999"),
        (("operator", "password", "A999999"), "A999999"),
        (("import", "pasta-que-nao-ha"), "pasta-que-nao-ha"),
        (("rules", "ZZ-001"), "não conheço a regra ZZ-001"),
        (("--database", "sqlite:///nada.db", "audit", "verify"), "NÃO HÁ BASE NESTE ENDEREÇO"),
    ],
)
def test_a_wrong_command_ends_with_a_status(production: Run, arguments: tuple[str, ...], said: str) -> None:
    result = production(*arguments)
    assert result.exit_code in {1, 2}
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_missing_database_is_not_made_by_looking(production: Run, home: Path) -> None:
    production("--database", f"sqlite:///{home}/nada.db", "audit", "verify")
    assert not (home / "nada.db").exists()


def test_a_file_that_is_no_database_is_left_alone(run: Run, home: Path) -> None:
    stranger = home / "carta.db"
    stranger.write_text("Prezados senhores, " * 400, encoding="utf-8")
    before = stranger.read_bytes()
    for command in (("audit", "verify"), ("operator", "list")):
        result = run("--database", f"sqlite:///{stranger}", *command)
        assert (result.exit_code, "A BASE NÃO ABRE" in result.stderr) == (2, True)
    assert stranger.read_bytes() == before


def test_a_password_is_changed(production: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_PASSWORD", "outrasenha02")
    assert production("operator", "password", "A900000").exit_code == 0
    assert production("--operator", "A900000", "script", "-", typed='{"code": "MENU"}\n').exit_code == 0


def test_a_unit_loads_its_data_and_serves_from_it(production: Run) -> None:
    loaded = production("import", str(EXAMPLE))
    assert loaded.exit_code == 0, loaded.output
    assert "incluída(s)" in loaded.stdout
    again = production("import", str(EXAMPLE))
    assert again.exit_code == 0
    assert all(" 0 incluída(s), 0 alterada(s)" in line for line in again.stdout.splitlines())


def test_a_bad_line_refuses_the_folder_with_a_report(production: Run, tmp_path: Path) -> None:
    folder = tmp_path / "unidade"
    shutil.copytree(EXAMPLE, folder)
    members = folder / "members.csv"
    members.write_text(members.read_text(encoding="utf-8").replace("/19", "/99", 1) + "lixo\n", encoding="utf-8")
    result = production("import", str(folder))
    assert result.exit_code == 1
    assert "members.csv" in result.stdout
    assert "nada foi gravado" in result.stderr


def test_the_audit_is_verified_and_a_torn_chain_is_told(production: Run, home: Path) -> None:
    production("import", str(EXAMPLE))
    whole = production("audit", "verify")
    assert (whole.exit_code, "corrente íntegra" in whole.stdout) == (0, True)
    with sqlite3.connect(home / "desk.db") as raw:
        raw.execute("DROP TRIGGER IF EXISTS audit_event_no_update")
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE audit_event SET operator_number = 'A111111' WHERE id = 2")
    torn = production("audit", "verify")
    assert (torn.exit_code, "se rompe no registro 2" in torn.stderr) == (1, True)


def test_rules_as_json_tell_every_rule_and_what_is_built(run: Run) -> None:
    listed = json.loads(run("rules", "--json").stdout)
    by_id = {rule["id"]: rule for rule in listed}
    assert len(by_id) == len(listed) > 1000
    assert {rule["id"] for rule in listed if rule["built"]} == set(built_rules())
    assert by_id["RE-006"]["source"]


def test_one_rule_shows_its_tests(run: Run) -> None:
    shown = run("rules", "re-006")
    assert shown.exit_code == 0
    assert "RE-006" in shown.stdout


def test_screens_as_json_tell_every_code(run: Run) -> None:
    listed = {screen["code"]: screen for screen in json.loads(run("screens", "--json").stdout)}
    assert set(listed) == set(ENTRIES)
    assert listed["MCAA"]["built"]
    assert {code for code, screen in listed.items() if screen["built"]} == {
        code for code, entry in ENTRIES.items() if entry.built
    }
    assert "identificacao" in json.dumps(listed["MCAA"])
