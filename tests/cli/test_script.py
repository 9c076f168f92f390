"""Speaking without a screen: the shape of every answer, and what a wrong call comes to."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from desk.screens.registry import ENTRIES
from tests.cli.conftest import PASSWORD, Run, Script, spawn
from tests.conftest import AURORA

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "script.schema.json").read_text(encoding="utf-8"))
ANSWER = Draft202012Validator({**SCHEMA, "oneOf": [{"$ref": "#/$defs/answer"}]})
STEP = Draft202012Validator({**SCHEMA, "oneOf": [{"$ref": "#/$defs/step"}]})

OTHER = "9990100006020701"
UNBUILT = next(code for code, entry in ENTRIES.items() if not entry.built)
GRANT = {"identificacao": AURORA, "ta": "5", "servico.1": "90030012", "quantidade.1": "2"}
MAIN_JOB: list[dict[str, Any]] = [
    {"code": "ASEG", "set": {"nome": "AURORA EXEMPLO"}, "key": "ENTER"},
    {"code": "MCAA", "set": {"identificacao": AURORA}},
    {"code": "MDAP", "set": GRANT, "key": "ALT 5"},
    {"code": "MDAP", "key": "ALT 8"},
    {"code": "MDZ1", "set": {"identificacao": AURORA}, "key": "ENTER"},
    {"code": "MDR5", "set": {"identificacao": AURORA, "servico": "00010014", "valor": "90,00"}},
    {"code": "MDC1", "set": {"SR": "0700123456"}, "key": "ENTER"},
    {"key": "F9"},
    {"code": "MCBK", "set": {"identificacao": AURORA}},
    {"code": "MSI6", "set": {"identificacao": AURORA}, "key": "ENTER"},
    {"code": "MENU"},
]


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("step", MAIN_JOB, ids=lambda step: f"{step.get('code', '')}-{step.get('key', 'ENTER')}")
def test_a_step_is_a_step_by_the_schema(step: dict[str, Any]) -> None:
    STEP.validate(step)


def test_every_answer_of_the_main_job_keeps_to_the_schema(script: Script) -> None:
    answers = script(*MAIN_JOB)
    assert len(answers) == len(MAIN_JOB)
    for answer in answers:
        ANSWER.validate(answer)
    assert [answer["code"] for answer in answers] == [
        "ASEG", "MCAA", "MDAP", "MDAP", "MDZ1", "MDR5", "MDC1", "MDC1", "MCBK", "MSI6", "MENU",
    ]  # fmt: skip
    assert answers[2]["fields"]["senha"] == "07/004402"
    assert answers[2]["decision"]["outcome"] == "allowed"
    assert answers[4]["lines"][0]["numero"] == "07/004402"
    rules = {reason["rule"] for reason in answers[5]["decision"]["reasons"]}
    assert {"RE-006", "RE-172"} <= rules
    assert all(reason["source"] for reason in answers[5]["decision"]["reasons"])


@pytest.mark.parametrize("code", [code for code, entry in ENTRIES.items() if entry.built and code != "SIGN"])
def test_every_built_screen_answers_an_empty_enter(script: Script, code: str) -> None:
    (answer,) = script({"code": code})
    ANSWER.validate(answer)
    assert answer["code"] == code


def test_a_refusal_is_an_answer_and_no_failure(script: Script) -> None:
    (answer,) = script({"code": "MDAP", "set": GRANT | {"servico.1": "99999999"}, "key": "ALT 5"})
    assert answer["message"]["kind"] == "error"
    assert answer["fields"]["senha"] == ""
    assert answer["fields"]["servico.1"] == "99999999"
    assert answer["cursor"] == "servico.1"


def test_comments_and_blank_lines_are_skipped(run: Run) -> None:
    result = run("--demo", "--operator", "A100001", "script", "-", typed='# the menu\n\n{"code": "MENU"}\n')
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1


def test_a_file_of_steps_is_read_as_well(run: Run, tmp_path: Path) -> None:
    steps = tmp_path / "steps.jsonl"
    steps.write_text(json.dumps({"code": "MCAA", "set": {"identificacao": AURORA}}) + "\n", encoding="utf-8")
    result = run("--demo", "--operator", "A100001", "script", str(steps))
    assert json.loads(result.stdout)["fields"]["produto"] == "342"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('{"code": "MCAA"', "linha 1: não é JSON"),
        ('{"code": "MENU"}\n[]\n', "linha 2: um passo é um objeto JSON"),
        ('{"code": "XXXX"}', "linha 1: a transação 'XXXX' não existe"),
        (f'{{"code": "{UNBUILT}"}}', "não existe ou ainda não está disponível"),
        ('{"code": "MCAA", "tecla": "ENTER"}', "não conheço tecla em um passo"),
        ('{"code": "MCAA", "key": "ALT 99"}', "not a key"),
        ('{"code": "MCAA", "set": {"cor": "AZUL"}}', "MCAA não tem o campo cor"),
        ('{"code": "MCAA", "set": {"produto": "342"}}', "protected"),
        ('{"code": "MCAA", "set": []}', "set é um objeto"),
    ],
)
def test_a_wrong_step_ends_with_status_2_and_says_where(run: Run, typed: str, said: str) -> None:
    result = run("--demo", "--operator", "A100001", "script", "-", typed=typed)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--demo", "script", "-"), "diga quem entra"),
        (("--demo", "--operator", "A999999", "script", "-"), "OPERADOR A999999 NÃO CADASTRADO"),
        (("--demo", "--operator", "A100001", "script", "nada.jsonl"), "nada.jsonl"),
        (("--demo", "--date", "31/02/2007", "--operator", "A100001", "script", "-"), "--date 31/02/2007"),
        (("--operator", "A100001", "script", "-"), "BASE"),
        (("--database", "oracle://x", "--operator", "A100001", "script", "-"), "oracle"),
        (("--database", "que base?", "--operator", "A100001", "script", "-"), "ENDEREÇO DE BASE INVÁLIDO"),
        (("--database", "postgresql://eu:segredo@127.0.0.1:1/x", "--operator", "A1", "script", "-"), "NÃO ABRE"),
        (("nada",), "nada"),
        (("tx",), "TRANSAÇÃO"),
    ],
)
def test_a_wrong_call_ends_with_status_2(run: Run, arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments, typed='{"code": "MENU"}\n')
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert "segredo" not in result.output
    assert result.stdout == ""


def test_the_business_date_moves_on_a_demo(script: Script) -> None:
    (answer,) = script({"code": "MENU"}, options=("--date", "20/06/2007"))
    assert "20/06/2007" in answer["rows"][0]


def test_tx_prints_the_panel(run: Run) -> None:
    result = run("--demo", "--operator", "A100001", "tx", "MCAA", f"IDENTIFICACAO={AURORA}", "--key", "ENTER")
    assert result.exit_code == 0
    assert "AURORA EXEMPLO" in result.stdout
    assert len(result.stdout.splitlines()) == 24


def test_tx_wants_field_and_value(run: Run) -> None:
    result = run("--demo", "--operator", "A100001", "tx", "MCAA", "identificacao")
    assert result.exit_code == 2
    assert "use CAMPO=VALOR" in result.stderr


def test_a_production_desk_asks_for_the_password(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", "--admin", "A900000").exit_code == 0
    steps = '{"code": "MENU"}\n'
    assert run("--operator", "A900000", "script", "-", typed=steps).exit_code == 0
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD + "x")
    wrong = run("--operator", "A900000", "script", "-", typed=steps)
    assert (wrong.exit_code, "SENHA INVÁLIDA" in wrong.stderr) == (2, True)
    monkeypatch.delenv("DESK_PASSWORD")
    none = run("--operator", "A900000", "script", "-", typed=steps)
    assert (none.exit_code, "DESK_PASSWORD" in none.stderr) == (2, True)


def test_the_first_call_on_a_fresh_machine_makes_its_own_demo(tmp_path: Path) -> None:
    step = json.dumps({"code": "MCAA", "set": {"identificacao": AURORA}, "key": "ENTER"})
    ended = spawn("--demo", "--operator", "A100001", "script", "-", home=tmp_path, typed=step + "\n")
    assert (ended.returncode, ended.stderr) == (0, "")
    answer = json.loads(ended.stdout)
    ANSWER.validate(answer)
    assert answer["message"]["text"].startswith("IDENTIFICAÇÃO LOCALIZADA")
    assert (tmp_path / "demo.db").exists()


def test_a_reader_that_goes_away_leaves_no_trace(home: Path) -> None:
    ended = spawn("--demo", "--operator", "A100001", "script", "-", home=home, typed='{"code": "XXXX"}\n')
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr


def test_each_step_that_names_a_member_begins_afresh(script: Script) -> None:
    """A finished authorization does not stand in the way of the next one, for this member or another."""
    answers = script(
        {"code": "MDAP", "set": GRANT, "key": "ALT 5"},
        {"code": "MDAP", "set": GRANT | {"identificacao": OTHER}, "key": "ENTER"},
        {"code": "MDC1", "set": {"sr": "0700123456"}},
        {"key": "F9"},
        {"code": "MDC1", "set": {"SR": "0700123456"}, "key": "ENTER"},
    )
    assert answers[0]["fields"]["senha"] == "07/004402"
    assert (answers[1]["fields"]["senha"], answers[1]["fields"]["identificacao"]) == ("", "99901/00006020-7-01")
    assert [answer["map"] for answer in answers[2:]] == ["MDC1M01", "MDC1M02", "MDC1M01"]
