"""MDAPM04: papers and circumstances of a form: what is asked for, answered, missing, printed; typed carelessly."""

from datetime import date

import pytest
from sqlmodel import col, select

from desk.domain.authorization.model import AuthorizationPaper
from desk.domain.context import Desk
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA, SignOn
from tests.screens.golden import hold

EXAM = {"identificacao": AURORA, "ta": "5", "servico.1": "90030012", "quantidade.1": "1"}
SURGERY = {
    "identificacao": AURORA,
    "ta": "7",
    "crm": "SP000000",
    "servico.1": "90010011",
    "quantidade.1": "1",
    "data_prevista": "18/05/2007",
    "qtde_diarias": "2",
}
OTHER = "9990100006001101"
"""Somebody else, an instalment open."""
LATE = "9990100006002901"
"""More than 60 days open."""


def on_papers(terminal: HeadlessTerminal, **values: str) -> dict[str, str]:
    """MDAP filled in and its papers up; the fields shown."""
    terminal.go("MDAP")
    terminal.fill(values)
    terminal.press(Key.ALT10)
    answer = terminal.as_dict()
    assert answer["map"] == "MDAPM04", answer["message"]
    return shown(terminal)


def shown(terminal: HeadlessTerminal) -> dict[str, str]:
    """Every field of the map on the glass, those of the host too."""
    return {placed.name: terminal.buffer.value(placed.name) for placed in terminal.buffer.panel.fields}


def recorded(desk: Desk, number: str) -> dict[str, tuple[bool, str]]:
    with desk.store.reading() as session:
        rows = session.exec(
            select(AuthorizationPaper).where(col(AuthorizationPaper.authorization_number) == number)
        )
        return {row.paper: (row.presented, f"{row.dated_on or ''}") for row in rows}


@pytest.mark.rule("AP-032", "AP-034", "AP-039")
def test_alt_10_lists_the_papers_of_the_form_and_what_they_must_say(terminal: HeadlessTerminal) -> None:
    fields = on_papers(terminal, **SURGERY)
    assert fields["pedido_de"] == "INTERNAÇÃO CLÍNICA, CIRÚRGICA OU OBSTÉTRICA"
    assert [fields[f"papel.{n}"] for n in (1, 2, 3)] == [
        "PEDIDO MÉDICO",
        "CARTÃO DE IDENTIFICAÇÃO",
        "LAUDOS DE EXAMES",
    ]
    assert [fields[f"obrigatorio.{n}"] for n in (1, 2, 3)] == ["SIM"] * 3
    hold(terminal, "MDAP-PAPEIS")
    terminal.press(Key.F1)
    assert "FONTE: MANUAL UDAS L. 3333-3345" in terminal.text()


@pytest.mark.rule("AP-033")
def test_an_old_order_is_refused_on_its_field_and_everything_typed_stays(terminal: HeadlessTerminal) -> None:
    on_papers(terminal, **EXAM)
    terminal.fill({"tem.1": "S", "data_do_papel.1": "13/02/2007", "tem.2": "S", "urgencia": "S"})
    terminal.press(Key.ENTER)
    answer = terminal.as_dict()
    assert answer["message"]["text"] == "PEDIDO MÉDICO DE 91 DIAS: VALE ATÉ 90, PEDIR OUTRO"
    assert answer["cursor"] == "data_do_papel.1"
    fields = shown(terminal)
    assert (fields["tem.1"], fields["data_do_papel.1"], fields["tem.2"]) == ("S", "13/02/2007", "S")
    assert (fields["situacao.1"], fields["situacao.2"], fields["urgencia"]) == ("NÃO SERVE", "OK", "S")
    hold(terminal, "MDAP-PAPEIS-VENCIDO")
    answer = terminal.step("MDAP", {"data_do_papel.1": "14/02/2007"}, "ENTER")
    assert answer["message"]["text"] == "PAPÉIS EM ORDEM - ALT 7 VOLTA À CONCESSÃO"
    assert shown(terminal)["situacao.1"] == "ATÉ 15/05/2007"


@pytest.mark.rule("AP-032", "AP-052")
def test_a_missing_obligatory_paper_stops_the_concession_from_whatever_map(
    terminal: HeadlessTerminal, desk: Desk
) -> None:
    on_papers(terminal, **EXAM)
    terminal.fill({"tem.1": "S", "data_do_papel.1": "10/05/2007", "tem.2": "N"})
    terminal.press(Key.ALT7, Key.ALT5)
    answer = terminal.as_dict()
    assert (answer["map"], answer["cursor"], answer["message"]["kind"]) == ("MDAPM04", "tem.2", "error")
    assert answer["message"]["text"] == "FALTA CARTÃO DE IDENTIFICAÇÃO"
    assert answer["decision"]["outcome"] == "blocked"
    assert answer["decision"]["reasons"][0]["rule"] == "AP-032"
    terminal.fill({"tem.2": "S"})
    terminal.press(Key.ALT5)
    answer = terminal.as_dict()
    senha = answer["fields"]["senha"]
    assert (answer["map"], bool(senha)) == ("MDAPM01", True)
    assert recorded(desk, senha) == {"PEDIDO": (True, "2007-05-10"), "CARTEIRA": (True, "")}


@pytest.mark.rule("AP-052")
def test_papers_nobody_answered_for_are_noted_and_do_not_stop(terminal: HeadlessTerminal, desk: Desk) -> None:
    on_papers(terminal, **EXAM)
    terminal.press(Key.ENTER)
    assert terminal.as_dict()["message"]["text"] == "2 PAPÉIS SEM RESPOSTA: FICA ANOTADO NA AP"
    answer = terminal.step("MDAP", {}, "ALT 5")
    assert answer["fields"]["senha"]
    says = [reason["says"] for reason in answer["decision"]["reasons"] if reason["rule"] == "AP-032"]
    assert says == ["PAPÉIS SEM RESPOSTA (ALT 10): PEDIDO MÉDICO, CARTÃO DE IDENTIFICAÇÃO"]
    assert recorded(desk, answer["fields"]["senha"]) == {}
    terminal.press(Key.ALT10)
    assert terminal.as_dict()["map"] == "MDAPM04"
    with pytest.raises(ValueError, match="protected"):
        terminal.fill({"tem.1": "S"})


@pytest.mark.parametrize(
    ("typed", "text", "cursor"),
    [
        ({"tem.1": "X"}, "S, N OU VAZIO", "tem.1"),
        ({"data_do_papel.1": "10/05/2007"}, "HÁ DATA: DIGITE S, OU APAGUE A DATA", "tem.1"),
        ({"tem.1": "N", "data_do_papel.1": "10/05/2007"}, "O QUE FALTA NÃO TEM DATA", "data_do_papel.1"),
        ({"tem.1": "S", "data_do_papel.1": "31/02/2007"}, "DATA INVÁLIDA", "data_do_papel.1"),
        ({"tem.1": "S", "data_do_papel.1": "10/05"}, "DATA INVÁLIDA", "data_do_papel.1"),
        ({"tem.1": "S"}, "INFORME A DATA DO PEDIDO MÉDICO", "data_do_papel.1"),
        ({"tem.1": "S", "data_do_papel.1": "16/05/2007"}, "PEDIDO MÉDICO COM DATA FUTURA", "data_do_papel.1"),
        ({"urgencia": "1"}, "S, N OU VAZIO", "urgencia"),
        ({"recem_nascido": "S"}, "INFORME QUANDO O RECÉM-NASCIDO NASCEU", "nascido_em"),
        ({"nascido_em": "10/05/2007"}, "NASCIMENTO SÓ DE RECÉM-NASCIDO", "recem_nascido"),
        ({"recem_nascido": "S", "nascido_em": "16/05/2007"}, "NASCIMENTO COM DATA FUTURA", "nascido_em"),
        ({"recem_nascido": "S", "nascido_em": "00/00/0000"}, "DATA INVÁLIDA", "nascido_em"),
    ],
)
def test_a_careless_answer_is_named_on_its_field_and_kept(
    terminal: HeadlessTerminal, typed: dict[str, str], text: str, cursor: str
) -> None:
    on_papers(terminal, **EXAM)
    for key in ("ENTER", "ALT 7", "ALT 5"):
        terminal.fill(typed)
        if key == "ALT 7" and ("INFORME A DATA" in text or ("FUTURA" in text and "PEDIDO" in text)):
            continue  # what only the rules find may be left for later
        terminal.press(Key.ALT7 if key == "ALT 7" else Key.ALT5 if key == "ALT 5" else Key.ENTER)
        answer = terminal.as_dict()
        assert (answer["map"], answer["cursor"], answer["message"]["kind"]) == ("MDAPM04", cursor, "error")
        assert answer["message"]["text"].startswith(text)
        assert shown(terminal)["papel.1"] == "PEDIDO MÉDICO"
        for name, value in typed.items():
            assert answer["fields"][name].replace(" ", "").rstrip("/") == value


def test_answers_stay_while_the_form_is_gone_through(terminal: HeadlessTerminal) -> None:
    on_papers(terminal, **EXAM)
    terminal.fill({"tem.2": "S", "medicamento": "EXEMPLO"})
    terminal.press(Key.ALT8)
    assert terminal.as_dict()["map"] == "MDAPM03"
    terminal.press(Key.ALT7, Key.ENTER, Key.ALT10)
    fields = shown(terminal)
    assert (fields["tem.2"], fields["medicamento"]) == ("S", "EXEMPLO")
    terminal.press(Key.F3)
    terminal.go("RECUPERA")
    answer = terminal.as_dict()
    assert (answer["map"], answer["fields"]["tem.2"]) == ("MDAPM04", "S")
    assert shown(terminal)["papel.2"] == "CARTÃO DE IDENTIFICAÇÃO"


def test_the_answers_of_one_person_are_never_those_of_another(terminal: HeadlessTerminal) -> None:
    on_papers(terminal, **EXAM)
    terminal.fill(
        {"tem.1": "S", "data_do_papel.1": "10/05/2007", "recem_nascido": "S", "nascido_em": "10/05/2007"}
    )
    terminal.press(Key.ALT7)
    terminal.fill({"identificacao": OTHER})
    terminal.press(Key.ALT10)
    fields = shown(terminal)
    assert {fields[name] for name in ("tem.1", "data_do_papel.1", "recem_nascido", "nascido_em")} == {""}
    assert fields["papel.1"] == "PEDIDO MÉDICO"


@pytest.mark.rule("AP-042")
def test_a_paper_of_a_service_taken_off_the_form_is_not_recorded(terminal: HeadlessTerminal, desk: Desk) -> None:
    fields = on_papers(terminal, **EXAM | {"servico.1": "61061018"})
    assert fields["papel.3"] == "AUTORIZAÇÃO PARA QUIMIOTERAPIA E ADJUVANTES"
    terminal.fill({"tem.1": "S", "data_do_papel.1": "10/05/2007", "tem.2": "S", "tem.3": "N"})
    terminal.press(Key.ALT7)
    terminal.fill({"servico.1": "90030012"})
    terminal.press(Key.ALT10, Key.ALT5)
    senha = terminal.as_dict()["fields"]["senha"]
    assert set(recorded(desk, senha)) == {"PEDIDO", "CARTEIRA"}


@pytest.mark.rule("AP-041")
def test_the_drug_takes_its_form_off_the_list(terminal: HeadlessTerminal) -> None:
    on_papers(terminal, **EXAM | {"servico.1": "61061018"})
    answer = terminal.step("MDAP", {"medicamento": "REMICADE", "tem.3": "N"}, "ENTER")
    assert "AUTORIZAÇÃO PARA QUIMIOTERAPIA E ADJUVANTES" not in shown(terminal).values()
    assert answer["message"]["kind"] == "warn"


def test_f8_pages_through_more_papers_than_a_page_holds(terminal: HeadlessTerminal) -> None:
    lines = {"servico.2": "61061018", "servico.3": "52110133", "servico.4": "90010070"}
    lines |= {f"quantidade.{n}": "1" for n in (2, 3, 4)}
    fields = on_papers(terminal, **SURGERY | lines | {"identificacao": LATE})
    assert fields["papel.6"]
    first = fields["papel.1"]
    terminal.fill({"tem.6": "S"})
    terminal.press(Key.F8)
    fields = shown(terminal)
    assert fields["papel.1"] not in {"", first}
    assert fields["tem.6"] == ""
    terminal.press(Key.F8, Key.F7)
    fields = shown(terminal)
    assert (fields["papel.1"], fields["tem.6"]) == (first, "S")


@pytest.mark.rule("AP-032")
def test_impr_prints_what_is_missing_and_nothing_when_nothing_is(terminal: HeadlessTerminal, desk: Desk) -> None:
    on_papers(terminal, **EXAM)
    terminal.fill({"tem.1": "S", "data_do_papel.1": "10/05/2007", "tem.2": "N"})
    terminal.press(Key.F12)
    answer = terminal.as_dict()
    assert answer["message"]["text"].startswith("1 PAPEL EM FALTA - IMPRESSO: papeis-")
    assert answer["map"] == "MDAPM04"
    assert desk.print_folder is not None
    assert (desk.print_folder / answer["message"]["text"].rpartition(" ")[2]).read_bytes().startswith(b"%PDF")
    terminal.fill({"tem.2": "S"})
    terminal.press(Key.F12)
    answer = terminal.as_dict()
    assert answer["message"]["text"] == "NENHUM PAPEL FALTA: NADA A IMPRIMIR"
    assert answer["fields"]["tem.2"] == "S"


@pytest.mark.rule("EL-020")
def test_more_than_60_days_open_ask_for_the_proof_of_validity(sign_on: SignOn) -> None:
    terminal = sign_on()
    fields = on_papers(terminal, **EXAM | {"identificacao": LATE})
    listed = [fields[f"papel.{n}"] for n in range(1, 7)]
    assert "COMPROVANTE DE VALIDADE DE ATENDIMENTO" in listed
    terminal = sign_on()
    fields = on_papers(terminal, **EXAM)
    assert "COMPROVANTE DE VALIDADE DE ATENDIMENTO" not in [fields[f"papel.{n}"] for n in range(1, 7)]


@pytest.mark.parametrize(
    ("changes", "cursor"),
    [
        ({"identificacao": ""}, "identificacao"),
        ({"identificacao": "1" * 16}, "identificacao"),
        ({"servico.1": "", "quantidade.1": ""}, "servico.1"),
        ({"servico.1": "12345678"}, "servico.1"),
    ],
)
def test_without_a_person_or_a_service_there_is_no_list(
    terminal: HeadlessTerminal, changes: dict[str, str], cursor: str
) -> None:
    terminal.go("MDAP")
    terminal.fill(EXAM | changes)
    terminal.press(Key.ALT10)
    answer = terminal.as_dict()
    assert (answer["map"], answer["cursor"], answer["message"]["kind"]) == ("MDAPM01", cursor, "error")


@pytest.mark.rule("AP-027", "AP-032")
def test_f9_asks_for_the_papers_and_sends_none_that_does_not_serve(terminal: HeadlessTerminal) -> None:
    terminal.go("MDAP")
    terminal.fill(EXAM | {"servico.1": "90030047"})
    terminal.press(Key.F9)
    answer = terminal.as_dict()
    assert (answer["map"], answer["cursor"], answer["message"]["kind"]) == ("MDAPM04", "tem.1", "error")
    assert answer["message"]["text"].startswith("ANTES DE ENCAMINHAR À CAP, RESPONDA OS PAPÉIS")
    terminal.fill({"tem.1": "S", "data_do_papel.1": "13/02/2007", "tem.2": "S"})
    terminal.press(Key.F9)
    answer = terminal.as_dict()
    assert (answer["map"], answer["cursor"]) == ("MDAPM04", "data_do_papel.1")
    assert answer["fields"]["tem.2"] == "S"
    terminal.fill({"data_do_papel.1": "14/02/2007"})
    terminal.press(Key.F9)
    answer = terminal.as_dict()
    assert answer["message"]["text"].startswith("PEDIDO ")
    assert answer["message"]["kind"] == "ok"
    terminal.press(Key.ALT10)
    assert terminal.as_dict()["message"]["text"] == "PAPÉIS COMO FORAM COM O FORMULÁRIO"
    with pytest.raises(ValueError, match="protected"):
        terminal.fill({"tem.1": "N"})


@pytest.mark.rule("AP-032")
def test_an_admission_without_its_papers_is_not_sent_to_be_released(terminal: HeadlessTerminal) -> None:
    terminal.go("MDAP")
    terminal.fill(SURGERY)
    terminal.press(Key.ALT8)
    terminal.fill({"medico": "DR. MODELO FICTÍCIO", "diagnostico": "QUADRO DE EXEMPLO"})
    terminal.press(Key.ALT10)
    terminal.fill({"tem.1": "S", "data_do_papel.1": "10/05/2007", "tem.2": "S", "tem.3": "N"})
    terminal.press(Key.F9)
    answer = terminal.as_dict()
    assert (answer["map"], answer["cursor"]) == ("MDAPM04", "tem.3")
    assert "LAUDOS DE EXAMES" in answer["message"]["text"]


@pytest.mark.rule("AP-033")
def test_an_order_good_when_it_was_sent_is_good_when_cap_decides_a_week_later(sign_on: SignOn) -> None:
    asking = sign_on()
    on_papers(asking, **EXAM | {"servico.1": "90030047"})
    asking.fill({"tem.1": "S", "data_do_papel.1": "14/02/2007", "tem.2": "S"})
    asking.press(Key.F9)
    assert asking.as_dict()["message"]["kind"] == "ok"
    deciding = sign_on("A100008", on=date(2007, 5, 22))
    deciding.go("LIBE")
    deciding.fill({"s.1": "S"})
    deciding.press(Key.ENTER)
    deciding.fill({"decisao": "L", "texto": "PAPÉIS CONFERIDOS"})
    deciding.press(Key.ALT5)
    assert "LIBERADO: SENHA" in deciding.as_dict()["message"]["text"]
