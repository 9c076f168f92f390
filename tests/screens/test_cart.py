"""CART: the letters of an authorization or a person, looked at, printed and printed again."""

import pytest

from desk.domain.authorization.letters import write_letter
from desk.domain.authorization.model import Authorization
from desk.domain.context import Desk
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import ATTENDANT, AURORA
from tests.screens.golden import hold

REFUSED, SIC = "07/003980", "07/004391"


@pytest.fixture
def letters(desk: Desk) -> None:
    """Two letters of two authorizations of one person."""
    questions = [f"Pergunta {n}?" for n in range(1, 30)]
    with desk.store.writing() as session:
        for number, model, procedure, values in (
            (REFUSED, "reactive_010", "90010046", {"arguments": ["O pedido não traz justificativa clínica."]}),
            (SIC, "sic", "90020017", {"area": "CAP", "control_number": "07/004391-1", "questions": questions}),
        ):
            authorization = session.get_one(Authorization, number)
            write_letter(
                session,
                desk,
                ATTENDANT,
                authorization,
                model,
                procedure_code=procedure,
                values=values,  # type: ignore[arg-type]
            )


@pytest.mark.rule("AP-112", "AP-125")
@pytest.mark.usefixtures("letters")
def test_the_letters_of_a_person_and_of_a_senha(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("CART", {"identificacao": AURORA}, "ENTER")
    hold(terminal, "CART")
    assert [line["numero"] for line in answer["lines"]] == [SIC, REFUSED]
    answer = terminal.step("CART", {"senha": REFUSED}, "ENTER")
    assert [(line["carta"], line["vias"].strip()) for line in answer["lines"]] == [("010", "0")]


@pytest.mark.usefixtures("letters")
def test_a_letter_is_shown_as_it_will_come_out_and_scrolled(terminal: HeadlessTerminal) -> None:
    terminal.step("CART", {"senha": REFUSED}, "ENTER")
    terminal.step("CART", {"s.1": "S"}, "ENTER")
    hold(terminal, "CART_carta")
    terminal.press(Key.ALT7)
    assert terminal.buffer.panel.name == "CARTM01"
    terminal.step("CART", {"senha": SIC}, "ENTER")
    answer = terminal.step("CART", {"s.1": "S"}, "ENTER")
    assert "Solicitação de informações complementares" in answer["rows"][3]
    last = ""
    for _ in range(8):
        last = "\n".join(terminal.step("CART", {}, "F8")["rows"])
    assert "Médico responsável" in last
    answer = terminal.step("CART", {}, "F7")
    assert "Médico responsável" not in "\n".join(answer["rows"])


@pytest.mark.rule("AP-112")
@pytest.mark.usefixtures("letters")
def test_impr_prints_the_marked_letter_and_marks_it_the_second_time(
    terminal: HeadlessTerminal, desk: Desk
) -> None:
    terminal.step("CART", {"senha": REFUSED}, "ENTER")
    answer = terminal.step("CART", {"s.1": "S"}, "IMPR")
    assert answer["message"]["text"] == "IMPRESSO: carta-07-003980-1-1.pdf"
    assert answer["lines"][0]["vias"].strip() == "1"
    terminal.step("CART", {"s.1": "S"}, "ENTER")
    assert "2ª VIA - 15/05/2007 10:00 - OPERADOR A100001" in "\n".join(terminal.rows())
    answer = terminal.step("CART", {}, "IMPR")
    assert answer["message"]["text"] == "IMPRESSO: carta-07-003980-1-2.pdf (2ª VIA, Nº 2)"
    assert desk.print_folder is not None
    assert len(list(desk.print_folder.glob("*.pdf"))) == 2


@pytest.mark.parametrize(
    ("values", "key", "text", "cursor"),
    [
        ({"s.1": "S", "s.2": "S"}, "ENTER", "MARQUE UMA SÓ CARTA COM S", "s.2"),
        ({"s.1": "N"}, "ENTER", "MARQUE UMA SÓ CARTA COM S", "s.1"),
        ({}, "IMPR", "MARQUE COM S A CARTA A IMPRIMIR", "s.1"),
        ({"senha": "07/999999"}, "ENTER", "SENHA 07/999999 NÃO CADASTRADA", "senha"),
    ],
)
@pytest.mark.usefixtures("letters")
def test_faults_stand_on_the_field(
    terminal: HeadlessTerminal, values: dict[str, str], key: str, text: str, cursor: str
) -> None:
    terminal.step("CART", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("CART", values, key)
    assert (answer["message"]["text"], answer["cursor"]) == (text, cursor)


def test_an_authorization_without_letters_and_an_unknown_person(terminal: HeadlessTerminal) -> None:
    assert terminal.step("CART", {"senha": "07/004377"}, "ENTER")["message"]["text"] == "NENHUMA CARTA ESCRITA"
    answer = terminal.step("CART", {"identificacao": "9990100009999901"}, "ENTER")
    assert answer["cursor"] == "identificacao"


@pytest.mark.usefixtures("letters")
def test_it_opens_with_what_is_in_transit(terminal: HeadlessTerminal) -> None:
    terminal.step("MDZ1", {"identificacao": AURORA}, "ENTER")
    terminal.go("CART")
    assert len(terminal.as_dict()["lines"]) == 2
    terminal.step("MDAU", {"senha": REFUSED}, "ENTER")
    terminal.go("CART")
    assert [line["numero"] for line in terminal.as_dict()["lines"]] == [REFUSED]


def choose(terminal: HeadlessTerminal, title: str, number: str = "07/004377") -> None:
    """Open the writing of a letter of a senha and choose its model by the title on the panel."""
    terminal.step("CART", {"senha": number}, "ENTER")
    answer = terminal.step("CART", {}, "F5")
    shown = [value for name, value in answer["fields"].items() if name.startswith("opcao.")]
    model = next(text.split()[0] for text in shown if title in text)
    terminal.step("CART", {"modelo": model}, "ENTER")


@pytest.mark.rule("AP-142")
def test_a_letter_is_written_by_hand(terminal: HeadlessTerminal, desk: Desk) -> None:
    choose(terminal, "PERÍCIA")
    hold(terminal, "CART_escreve")
    answer = terminal.step("CART", {"resposta.1": "DRA. PERITA EXEMPLO"}, "ALT 6")
    assert (answer["message"]["text"], answer["cursor"]) == ("INFORME TELEFONE DO PERITO", "resposta.2")
    answer = terminal.step("CART", {"resposta.2": "(11) 0000-0009", "resposta.3": "RUA FICTÍCIA 1"}, "ALT 6")
    assert answer["message"]["text"].startswith("CARTA ESCRITA: CONVOCAÇÃO PARA PERÍCIA MÉDICA")
    assert [line["assunto"].strip() for line in answer["lines"]] == ["CONVOCAÇÃO PARA PERÍCIA MÉDICA"]
    answer = terminal.step("CART", {"s.1": "S"}, "ENTER")
    whole = "\n".join(answer["rows"])
    assert "DRA. PERITA EXEMPLO" in whole
    assert "RUA FICTÍCIA 1" in "\n".join(terminal.step("CART", {}, "F8")["rows"])


@pytest.mark.rule("AP-143")
def test_a_notice_with_nothing_to_fill_in_is_written_at_once(terminal: HeadlessTerminal) -> None:
    choose(terminal, "PRORROGAÇÃO")
    answer = terminal.step("CART", {}, "ALT 6")
    assert [line["para"].strip() for line in answer["lines"]] == ["PRESTADOR"]


@pytest.mark.parametrize(
    ("title", "values", "text", "cursor"),
    [
        ("CAPEANTE INFORMATIVO", {"resposta.1": "31/02/2007"}, "DATA DA INTERNAÇÃO: USE DD/MM/AAAA", "resposta.1"),
        ("REANÁLISE", {}, "INFORME MOTIVO DA REANÁLISE", "resposta.1"),
        ("REANÁLISE", {"servico": "90010011"}, "A AP 07/004377 NÃO TEM O SERVIÇO 90010011", "servico"),
        ("REANÁLISE", {"modelo": "99"}, "MODELO DE 1 A 8", "modelo"),
    ],
)
def test_faults_of_a_letter_by_hand_stand_on_their_row(
    terminal: HeadlessTerminal, title: str, values: dict[str, str], text: str, cursor: str
) -> None:
    choose(terminal, title)
    answer = terminal.step("CART", values, "ALT 6")
    assert (answer["message"]["text"], answer["cursor"]) == (text, cursor)


def test_writing_needs_a_senha_and_a_model(terminal: HeadlessTerminal) -> None:
    terminal.step("CART", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("CART", {}, "F5")
    assert answer["message"]["text"] == "INFORME A SENHA DA CARTA A ESCREVER"
    answer = terminal.step("CART", {}, "ALT 6")
    assert "F5 ANTES" in answer["message"]["text"]
    terminal.step("CART", {"senha": "07/004377"}, "ENTER")
    terminal.step("CART", {}, "F5")
    assert terminal.step("CART", {}, "ALT 6")["message"]["text"] == "DIGITE O MODELO"
    assert terminal.step("CART", {}, "IMPR")["message"]["text"] == "ESCREVA A CARTA (ALT 6) ANTES DE IMPRIMIR"
    terminal.press(Key.ALT7)
    assert terminal.buffer.panel.name == "CARTM01"


def test_a_list_looked_at_is_no_work_but_a_letter_begun_is(terminal: HeadlessTerminal) -> None:
    terminal.step("CART", {"senha": "07/004377"}, "ENTER")
    terminal.go("MCAA")
    assert "NÃO GRAVADO" not in terminal.screenful.message.text
    choose(terminal, "PERÍCIA")
    terminal.step("CART", {"resposta.1": "DRA. PERITA EXEMPLO"}, "ENTER")
    terminal.press(Key.F3)
    assert "NÃO GRAVADO" in terminal.screenful.message.text


def test_a_letter_with_a_long_title_still_says_how_to_print_it(terminal: HeadlessTerminal) -> None:
    terminal.step("CART", {"senha": REFUSED}, "ENTER")
    answer = terminal.step("CART", {}, "IMPR")
    assert (answer["message"]["text"], answer["cursor"]) == ("NENHUMA CARTA A IMPRIMIR: F5 ESCREVE", "senha")
    terminal.step("CART", {}, "F5")
    models = [terminal.shown(f"opcao.{n}") for n in range(1, 9)]
    model = next(row.split()[0] for row in models if "PEDIDO DE REANÁLISE" in row)
    terminal.step("CART", {"modelo": model}, "ENTER")
    answer = terminal.step("CART", {"resposta.1": "EXAME NOVO"}, "ALT 6")
    assert answer["message"]["text"].startswith("CARTA ESCRITA: PEDIDO DE REANÁLISE COM A MESMA")
    assert answer["message"]["text"].endswith(" - S + IMPR IMPRIME")
    assert len(answer["message"]["text"]) <= 73
