"""NUCL, ASUS and AAUD: a refusal explained, the review form, the list of the day, the examination, SUS."""

from pathlib import Path
from typing import Any

import pytest

from desk.domain.context import Desk
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import SignOn
from tests.screens.golden import hold

REFUSED = "07/003980"


def rows_of(answer: dict[str, Any], name: str) -> list[str]:
    """What the repeated rows show under a name."""
    return [line[name] for line in answer["lines"] if line.get(name)]


WHO = {
    "telefone_udas": "(11) 0000-0107",
    "fax_udas": "NÃO TEM",
    "email_udas": "UDAS@EXEMPLO.INVALID",
    "telefone_segurado": "(11) 0000-0001",
    "fax_segurado": "NÃO TEM",
    "email_segurado": "NÃO TEM",
    "medico": "DR. MODELO FICTÍCIO",
    "crm": "SP000000",
    "telefone_medico": "(11) 0000-0002",
    "fax_medico": "NÃO TEM",
    "email_medico": "NÃO TEM",
    "contato_quem": "S",
    "contato_como": "P",
    "consultor": "N",
    "conclusao": "N",
}
WHAT = {
    "diagnostico": "QUADRO DE EXEMPLO",
    "razao.1": "O SEGURADO NÃO ACEITA A NEGATIVA",
    "acao.1": "EXPLICADO; FORMULÁRIO AO NÚCLEO",
}


@pytest.fixture(autouse=True)
def print_folder(desk: Desk, tmp_path: Path) -> Path:
    """Where this test's desk prints."""
    desk.print_folder = tmp_path / "impressos"
    return desk.print_folder


@pytest.mark.rule("AP-112", "AP-123", "AP-126")
def test_a_refusal_of_the_routine_says_what_to_say_and_the_step(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("NUCL", {"senha": REFUSED}, "ENTER")
    hold(terminal, "NUCL")
    assert rows_of(answer, "passo")[0].startswith(">PEÇA QUE LIGUE À CAS 24H")
    assert rows_of(answer, "motivo") == ["SEM JUSTIFICATIVA CLÍNICA"]
    answer = terminal.step("NUCL", {"posicao": "2", "laudo_novo": "S"}, "ENTER")
    marked = [row for row in rows_of(answer, "passo") if row.startswith(">")]
    assert len(marked) == 1
    assert "FORMULÁRIO" in marked[0]
    answer = terminal.step("NUCL", {"posicao": "9"}, "ENTER")
    assert (answer["message"]["kind"], answer["cursor"]) == ("error", "posicao")
    assert "AP-126" in {r["rule"] for r in terminal.step("NUCL", {"posicao": "3"}, "ENTER")["decision"]["reasons"]}


def test_the_senha_in_transit_opens_at_once(terminal: HeadlessTerminal) -> None:
    terminal.step("MDZ1", {"senha": REFUSED}, "ENTER")
    terminal.step("MDZ1", {"s.1": "S"}, "ENTER")
    terminal.go("NUCL")
    assert rows_of(terminal.as_dict(), "servico") == ["90010046"]


@pytest.mark.rule("AP-123")
def test_what_is_not_refused_has_no_routine(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("NUCL", {"senha": "07/004377"}, "ENTER")
    assert answer["message"]["kind"] == "warn"
    assert rows_of(answer, "passo") == []
    answer = terminal.step("NUCL", {"senha": "07/999999"}, "ENTER")
    assert answer["message"]["text"] == "SENHA 07/999999 NÃO CADASTRADA"


@pytest.mark.rule("AP-129")
def test_the_form_is_filled_in_with_what_is_known_and_registered_once(terminal: HeadlessTerminal) -> None:
    terminal.step("NUCL", {"senha": REFUSED}, "ENTER")
    answer = terminal.step("NUCL", {}, "ALT 8")
    assert answer["fields"]["segurado_f"] == "AURORA EXEMPLO"
    assert answer["fields"]["motivo_f"] == "5"
    terminal.step("NUCL", WHO, "F8")
    answer = terminal.step("NUCL", {**WHAT, "negados": "90010046X02"}, "ALT 5")
    assert (answer["message"]["kind"], answer["cursor"]) == ("error", "negados")
    answer = terminal.step("NUCL", {"negados": "90010046X01"}, "ALT 5")
    assert answer["message"]["kind"] == "ok", answer["message"]
    hold(terminal, "NUCL-FORMULARIO-2")
    again = terminal.step("NUCL", {}, "ALT 5")
    assert again["message"]["text"].split(":")[0] == answer["message"]["text"].split(":")[0], "the same case"
    answer = terminal.step("NUCL", {}, "F7")
    hold(terminal, "NUCL-FORMULARIO-1")
    answer = terminal.step("NUCL", {}, "F12")
    assert answer["message"]["text"].startswith("IMPRESSO: nucleo-")


@pytest.mark.rule("AP-129")
def test_a_fault_on_the_other_page_turns_to_it(terminal: HeadlessTerminal) -> None:
    terminal.step("NUCL", {"senha": REFUSED}, "ENTER")
    terminal.step("NUCL", {}, "ALT 8")
    terminal.step("NUCL", {**WHO, "crm": "123"}, "F8")
    answer = terminal.step("NUCL", WHAT, "ALT 5")
    assert (answer["map"], answer["cursor"]) == ("NUCLM02", "crm")
    assert answer["message"]["kind"] == "error"
    assert answer["fields"]["medico"] == "DR. MODELO FICTÍCIO", "everything typed stays"


@pytest.mark.rule("AP-128")
def test_the_list_of_the_day_goes_on_paper_or_into_a_file(terminal: HeadlessTerminal, print_folder: Path) -> None:
    answer = terminal.step("NUCL", {}, "F9")
    assert answer["message"]["text"] == "NENHUM ATENDIMENTO DA ROTINA EM 15/05/2007"
    terminal.step("NUCL", {}, "ALT 7")
    terminal.step("NUCL", {"senha": REFUSED}, "ENTER")
    terminal.step("NUCL", {}, "ALT 8")
    terminal.step("NUCL", WHO, "F8")
    terminal.step("NUCL", {**WHAT, "razao.1": "=1+1"}, "ALT 5")
    answer = terminal.step("NUCL", {}, "F9")
    assert rows_of(answer, "senha_d") == [REFUSED]
    answer = terminal.step("NUCL", {}, "F12")
    assert answer["message"]["text"].startswith("IMPRESSO: nucleo-dia-")
    answer = terminal.step("NUCL", {"planilha": "S"}, "F12")
    assert answer["message"]["text"] == "GRAVADO: nucleo-0107-20070515.csv"
    written = (print_folder / "nucleo-0107-20070515.csv").read_text(encoding="utf-8-sig")
    assert '"\'=1+1"' in written


@pytest.mark.rule("AP-141", "AP-142")
def test_an_examination_is_asked_for_placed_and_answered_in_time(sign_on: SignOn) -> None:
    terminal = sign_on("A100003")
    terminal.step("NUCL", {"senha": "07/004377"}, "ENTER")
    answer = terminal.step("NUCL", {}, "ALT 10")
    assert answer["fields"]["fase"] == "NÃO PEDIDA"
    answer = terminal.step("NUCL", {}, "ALT 5")
    assert answer["cursor"] == "porque.1"
    answer = terminal.step("NUCL", {"porque.1": "CONFIRMAR A INDICAÇÃO"}, "ALT 5")
    assert answer["message"]["kind"] == "ok"
    assert answer["fields"]["ate"] == "16/05/2007 10:00"
    answer = terminal.step("NUCL", {"perito": "DR. PERITO FICTÍCIO"}, "ALT 6")
    assert answer["cursor"] == "telefone"
    answer = terminal.step("NUCL", {"telefone": "(11) 0000-7777", "endereco": "RUA DOS EXEMPLOS, 7"}, "ALT 6")
    assert answer["fields"]["autorizacao"].startswith("07/")
    hold(terminal, "NUCL-PERICIA")
    answer = terminal.step("NUCL", {"examinado_em": "15/05/2007"}, "ALT 6")
    assert answer["fields"]["ate"].startswith("22/05/2007")


def test_an_attendant_asks_for_no_examination(terminal: HeadlessTerminal) -> None:
    terminal.step("NUCL", {"senha": "07/004377"}, "ENTER")
    terminal.step("NUCL", {}, "ALT 10")
    answer = terminal.step("NUCL", {"porque.1": "X"}, "ALT 5")
    assert (answer["message"]["kind"], answer["message"]["code"]) == ("error", "041")


@pytest.mark.rule("AP-114", "AP-117")
def test_a_refusal_code_that_does_not_fit_stays_on_its_line(sign_on: SignOn) -> None:
    terminal = sign_on("A100003")
    typed = {
        "identificacao": "9990100001234501",
        "ta": "5",
        "servico.1": "90030012",
        "quantidade.1": "1",
        "lib_neg.1": "826",
        "autoriza": "N",
    }
    answer = terminal.step("MDAP", typed, "ALT 5")
    assert (answer["message"]["code"], answer["cursor"]) == ("040", "lib_neg.1")
    assert any("SEM CARÊNCIA" in reason["says"] for reason in answer["decision"]["reasons"])


@pytest.mark.rule("AP-148")
def test_asus_says_by_when_to_contest(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("ASUS", {"publicado": "30/04/2007"}, "ENTER")
    hold(terminal, "ASUS")
    assert answer["fields"]["ultimo"] == "13/06/2007"
    answer = terminal.step("ASUS", {"publicado": "29/03/2007"}, "ENTER")
    assert answer["message"]["text"] == "PRAZO ENCERRADO EM 14/05/2007"
    assert answer["fields"]["faltam"] == "00"
    answer = terminal.step("ASUS", {"publicado": "01/01/1990"}, "ENTER")
    assert answer["message"]["kind"] == "error"


@pytest.mark.rule("AP-143", "AP-144")
def test_aaud_finds_a_hospital_with_an_auditor(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("AAUD", {"uf": "MG", "nome": "vera cruz"}, "ENTER")
    hold(terminal, "AAUD")
    assert answer["message"]["text"] == "2 HOSPITAIS COM AUDITOR"
    assert terminal.step("AAUD", {"uf": "", "nome": ""}, "ENTER")["message"]["kind"] == "error"
    answer = terminal.step("AAUD", {"uf": "AC"}, "ENTER")
    assert answer["message"]["kind"] == "warn"
    terminal.step("AAUD", {"uf": "SP", "nome": ""}, "ENTER")
    first = rows_of(terminal.as_dict(), "hospital")
    terminal.press(Key.F8)
    assert not set(rows_of(terminal.as_dict(), "hospital")) & set(first)


def test_what_is_typed_with_a_new_senha_counts_and_is_checked(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("NUCL", {"senha": REFUSED, "posicao": "7"}, "ENTER")
    assert (answer["cursor"], answer["fields"]["posicao"]) == ("posicao", "7")
    answer = terminal.step("NUCL", {"posicao": "2", "laudo_novo": "Z"}, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == ("LAUDO NOVO: S OU N", "laudo_novo")


@pytest.mark.rule("AP-127")
def test_whoever_may_not_settle_is_told_on_the_conclusion(terminal: HeadlessTerminal) -> None:
    terminal.step("NUCL", {"senha": REFUSED}, "ENTER")
    terminal.step("NUCL", {}, "ALT 8")
    terminal.step("NUCL", WHO | {"conclusao": "R"}, "F8")
    settled = {"autorizados": "90010046X01", "negados": ""}
    answer = terminal.step("NUCL", WHAT | settled, "ALT 5")
    assert (answer["message"]["code"], answer["cursor"]) == ("041", "conclusao")


def test_impr_on_the_examination_says_where_its_letter_is(terminal: HeadlessTerminal) -> None:
    terminal.step("NUCL", {"senha": REFUSED}, "ENTER")
    terminal.step("NUCL", {}, "ALT 10")
    answer = terminal.step("NUCL", {}, "IMPR")
    assert answer["message"]["text"] == "A CARTA DA PERÍCIA SE IMPRIME EM CART"


@pytest.mark.rule("AP-148")
def test_a_publication_to_come_has_no_window(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("ASUS", {"publicado": "16/05/2007"}, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == (
        "A PUBLICAÇÃO NÃO PODE SER DEPOIS DE HOJE",
        "publicado",
    )
