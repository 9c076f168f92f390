"""ACOB: may this person have this service, on this day; why not, since when, where, with which papers."""

from datetime import date

import pytest

from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA, SignOn
from tests.screens.golden import hold

WAITS = "9990100006003701"
SUSPENDED = "9990100006002901"


def test_an_allowed_service(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("ACOB", {"identificacao": AURORA, "servico": "90030012", "ta": "5"}, "ENTER")
    fields = answer["fields"]
    assert (fields["resposta"], fields["desde"], fields["onde"]) == ("PERMITIDO", "15/05/2007", "NESTA UNIDADE")
    assert answer["message"]["kind"] == "ok"
    assert answer["decision"]["outcome"] == "allowed"


def test_a_waiting_period_says_until_when_and_what_would_change_it(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("ACOB", {"identificacao": WAITS, "servico": "90020017", "ta": "5"}, "ENTER")
    hold(terminal, "ACOB")
    fields = answer["fields"]
    assert (fields["resposta"], fields["desde"]) == ("BLOQUEADO", "17/05/2007")
    assert fields["mudaria"] == "ESPERAR ATÉ 17/05/2007"
    later = terminal.step("ACOB", {"data": "17/05/2007"}, "ENTER")
    assert later["fields"]["resposta"] == "PERMITIDO"
    assert "CARÊNCIA" not in later["lines"][0]["motivo"]


def test_arrears_say_which_instalments_to_pay(terminal: HeadlessTerminal) -> None:
    fields = terminal.step("ACOB", {"identificacao": SUSPENDED, "servico": "90030012", "ta": "5"}, "ENTER")[
        "fields"
    ]
    assert (fields["resposta"], fields["desde"]) == ("BLOQUEADO", "NUNCA")
    assert fields["mudaria"].startswith("PAGAR")


def test_words_offer_services_and_subjects_to_choose_from(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("ACOB", {"identificacao": AURORA, "servico": "hemodialise"}, "ENTER")
    assert answer["map"] == "ACOBM02"
    hold(terminal, "ACOB-choice")
    line = next(n for n, row in enumerate(answer["lines"], start=1) if row["codigo"] == "15020037")
    chosen = terminal.step("", {f"s.{line}": "S"}, "ENTER")
    assert (chosen["map"], chosen["fields"]["servico"].strip("_ ")) == ("ACOBM01", "15020037")
    assert chosen["fields"]["descricao"].startswith("HEMODIÁLISE CRÔNICA")


def test_a_subject_without_code_is_answered(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("ACOB", {"identificacao": AURORA, "servico": "acompanhante"}, "ENTER")
    assert answer["fields"]["descricao"] == "ACOMPANHANTE"
    assert answer["fields"]["coberto"] in {"SIM", "NÃO"}


@pytest.mark.parametrize(
    ("changes", "text", "cursor"),
    [
        ({"servico": ""}, "INFORME O SERVIÇO", "servico"),
        ({"servico": "99999999"}, "NENHUM SERVIÇO COM ESSE CÓDIGO OU PALAVRAS", "servico"),
        ({"identificacao": "99901"}, "IDENTIFICAÇÃO INCOMPLETA: 5 + 8 + 1 + 2 DÍGITOS", "identificacao"),
        ({"identificacao": "1" * 16}, "IDENTIFICAÇÃO NÃO CADASTRADA", "identificacao"),
        ({"ta": "9"}, "TA É 2, 5, 6, 7 OU 8", "ta"),
        ({"urgencia": "X"}, "URGÊNCIA: E EMERGÊNCIA, A ACIDENTE, O OBSTÉTRICA, OU VAZIO", "urgencia"),
        ({"quantidade": "0"}, "A QUANTIDADE COMEÇA EM 1", "quantidade"),
        ({"data": "31/02/2007"}, "DATA INVÁLIDA - USE DD/MM/AAAA", "data"),
        ({"prestador": "1"}, "PRESTADOR NÃO CADASTRADO", "prestador"),
    ],
)
def test_what_cannot_be_asked_says_so_on_its_field(
    terminal: HeadlessTerminal, changes: dict[str, str], text: str, cursor: str
) -> None:
    typed = {"identificacao": AURORA, "servico": "90030012", "ta": "5"} | changes
    answer = terminal.step("ACOB", typed, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == (text, cursor)
    if "servico" not in changes:
        assert answer["fields"]["servico"].strip("_ ") == "90030012", "what was typed is kept"


def test_f8_turns_the_reasons_and_only_after_a_question(terminal: HeadlessTerminal) -> None:
    terminal.step("ACOB", {"identificacao": AURORA, "servico": "acompanhante"}, "ENTER")
    first = terminal.as_dict()["lines"]
    terminal.press(Key.F8)
    assert terminal.as_dict()["lines"] != first or terminal.screenful.values["_pagina"] == "1/1"
    terminal.go("MENU")
    terminal.go("ACOB")
    terminal.press(Key.F8)
    assert terminal.screenful.message.text == "INFORME O SERVIÇO E TECLE ENTER"


@pytest.mark.parametrize(
    ("member", "day", "named"),
    [
        ("9995000009801101", date(2012, 3, 12), "ASSEFAZ"),
        ("9993500009103501", date(2007, 5, 15), "MANUAL"),
    ],
)
def test_the_panel_names_the_rulebook_of_the_product(sign_on: SignOn, member: str, day: date, named: str) -> None:
    answer = sign_on(on=day).step("ACOB", {"identificacao": member, "servico": "acompanhante"}, "ENTER")
    assert answer["fields"]["regulamento"] == named


def test_what_the_caller_says_counts_and_is_forgotten_with_the_member(terminal: HeadlessTerminal) -> None:
    terminal.step("ACOB", {"identificacao": AURORA, "servico": "cirurgia refrativa"}, "ENTER")
    assert terminal.as_dict()["fields"]["resposta"] != "RECUSADO"
    terminal.press(Key.ALT8)
    hold(terminal, "ACOB-told")
    answer = terminal.step("", {"grau_direito": "-1,00", "grau_esquerdo": "-1,25"}, "ENTER")
    assert answer["map"] == "ACOBM01"
    assert (answer["fields"]["resposta"], answer["decision"]["codes"]) == ("RECUSADO", ["401"])
    terminal.step("ACOB", {"identificacao": WAITS, "servico": "cirurgia refrativa"}, "ENTER")
    terminal.press(Key.ALT8)
    assert terminal.as_dict()["fields"]["grau_direito"].strip("_ ") == ""


@pytest.mark.parametrize(
    ("field", "text"), [("grau_direito", "1.2,3"), ("dum", "99/99/2007"), ("parto_pago", "X")]
)
def test_bad_told_facts_come_back_to_their_field(terminal: HeadlessTerminal, field: str, text: str) -> None:
    terminal.step("ACOB", {"identificacao": AURORA, "servico": "acompanhante"}, "ENTER")
    terminal.press(Key.ALT8)
    answer = terminal.step("", {field: text}, "ENTER")
    assert (answer["map"], answer["cursor"], answer["message"]["kind"]) == ("ACOBM03", field, "error")


@pytest.mark.parametrize(
    ("service", "window"),
    [
        ("28060601", "5 PROCEDIMENTOS POR DIA"),
        ("19010028", "3 SESSÕES POR SEMANA"),
        ("19010079", "1 PROCEDIMENTOS EM 12 MESES"),
        ("psychiatric_admission", "30 DIAS POR ANO DE CONTRATO"),
        ("32130902", "ALÉM CONSULTORIA"),
    ],
)
def test_a_limit_names_its_window_and_who_decides_beyond_it(
    terminal: HeadlessTerminal, service: str, window: str
) -> None:
    words = "INTERNAÇÃO PSIQUIÁTRICA" if service == "psychiatric_admission" else service
    answer = terminal.step("ACOB", {"identificacao": AURORA, "servico": words, "ta": "5"}, "ENTER")
    assert window in answer["fields"]["limite"]


@pytest.mark.rule("EL-008")
@pytest.mark.parametrize(
    ("service", "ap", "limit"),
    [
        ("90030012", "SIM", "NENHUM REGISTRADO"),
        ("90030039", "NÃO", "NENHUM REGISTRADO"),
        ("28060601", "-", "5 "),
    ],
)
def test_the_answer_shows_cover_need_of_ap_and_limit(
    terminal: HeadlessTerminal, service: str, ap: str, limit: str
) -> None:
    fields = terminal.step("ACOB", {"identificacao": AURORA, "servico": service, "ta": "5"}, "ENTER")["fields"]
    assert (fields["coberto"], fields["ap"]) == ("SIM", ap)
    assert fields["limite"].startswith(limit)


@pytest.mark.rule("EL-008")
def test_what_no_rule_speaks_of_is_no_promise(sign_on: SignOn) -> None:
    values = {"identificacao": "9990100006003701", "servico": "necropsia"}
    answer = sign_on().step("ACOB", values, "ENTER")
    fields = answer["fields"]
    assert (fields["resposta"], fields["coberto"], fields["fala"]) == ("ENCAMINHAR", "-", "-")
    assert (fields["onde"], fields["mudaria"]) == ("CAP", "PERGUNTAR PELO CÓDIGO DO SERVIÇO")
    assert answer["lines"][0]["motivo"].startswith("NENHUMA REGRA DO REGULAMENTO DO PRODUTO DIZ SE TEM")
    assert answer["message"]["kind"] == "warn"


@pytest.mark.rule("EL-001", "EL-007")
def test_while_automation_is_down_coverage_is_asked_at_cap_and_mcaa_says_so(sign_on: SignOn) -> None:
    supervisor = sign_on("A100004")
    supervisor.step("MCAA", {"identificacao": AURORA}, "ENTER")
    supervisor.press(Key.F1, Key.F8, Key.F8, Key.F8)
    assert "COBERTURA SÓ NA AUTOMAÇÃO: ACOB" in supervisor.text()
    supervisor.press(Key.F3)
    supervisor.go("AUTOM FORA")
    fields = supervisor.step("ACOB", {"identificacao": AURORA, "servico": "90030012"}, "ENTER")["fields"]
    assert (fields["resposta"], fields["coberto"], fields["onde"]) == ("ENCAMINHAR", "-", "CAP")
    supervisor.step("MCAA", {"identificacao": AURORA}, "ENTER")
    supervisor.press(Key.F1, Key.F8, Key.F8, Key.F8)
    assert "AUTOMAÇÃO FORA DO AR: CADASTRO, PAGAMENTO E VIGÊNCIA PELO EXTRA" in supervisor.text()
