"""The terminal without glass: steps of scripts, and the panel as plain data."""

from dataclasses import replace

import pytest

from desk.terminal.fields import Field, Kind, Repeat
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from desk.terminal.panel import panel
from desk.terminal.protocol import Inbound, Message, Screenful, Severity

FORM = panel(
    "TSTEM01",
    "\n".join(
        [
            " TSTE ~~~~~",
            " NOME: ________ QTDE: ___ DATA: ##/##/####",
            " CHAVE: ______ PLANO: ~~~~~~",
            " _ ~~~~~~~~",
            " _ ~~~~~~~~",
            " _ ~~~~~~~~",
            *[""] * 17,
            " ==> ________",
        ]
    ),
    [
        Field("_agora"),
        Field("nome"),
        Field("qtde", Kind.DIGITS, aliases=("quantidade",)),
        Field("data", Kind.MASKED),
        Field("chave", Kind.PASSWORD),
        Field("plano"),
        Repeat(3, (Field("s", Kind.YES_NO), Field("pessoa"))),
        Field("comando"),
    ],
)
FIRST = Screenful(
    "TSTE", FORM, {"_agora": "10:00", "nome": "MARIA", "plano": "OURO", "pessoa.1": "ANA", "pessoa.2": "RUI"}
)


class OneHost:
    """Opens whatever code the command line holds, and echoes what it was sent."""

    def __init__(self, first: Screenful = FIRST) -> None:
        self.screenful = first
        self.heard: list[Inbound] = []

    def connect(self) -> Screenful:
        return self.screenful

    def transact(self, inbound: Inbound) -> Screenful:
        self.heard.append(inbound)
        sent = dict(inbound.modified)
        code = sent.pop("comando", self.screenful.code)
        self.screenful = replace(
            self.screenful,
            code=code,
            values={**self.screenful.values, **sent},
            message=Message(f"{inbound.key} FEITO", Severity.OK, "001"),
            cursor=inbound.cursor,
        )
        return self.screenful


def started() -> tuple[HeadlessTerminal, OneHost]:
    host = OneHost()
    return HeadlessTerminal(host), host


def test_a_panel_as_plain_data_says_everything_the_glass_does() -> None:
    terminal, _ = started()
    terminal.press(Key.ENTER)
    answer = terminal.as_dict()
    rows = answer.pop("rows")
    assert answer == {
        "code": "TSTE",
        "map": "TSTEM01",
        "fields": {
            "nome": "MARIA",
            "qtde": "",
            "data": "",
            "chave": "",
            "plano": "OURO",
            "s.1": "",
            "s.2": "",
            "s.3": "",
            "comando": "",
        },
        "lines": [{"s": "", "pessoa": "ANA"}, {"s": "", "pessoa": "RUI"}],
        "message": {"kind": "ok", "code": "001", "text": "ENTER FEITO"},
        "cursor": "nome",
        "decision": None,
    }
    assert len(rows) == 24
    assert {len(row) for row in rows} == {80}
    assert rows[1].startswith(" NOME: MARIA___ QTDE: ___ DATA: __/__/____")


def test_only_groups_that_show_something_of_the_host_are_lines() -> None:
    made = panel(
        "TSTEM02",
        "____ ~~~~\n____\n____",
        [Field("nome"), Field("plano"), Repeat(2, (Field("servico"),))],
    )
    shown = Screenful("TSTE", made, {"nome": "ANA", "plano": "OURO", "servico.1": "10"})
    answer = HeadlessTerminal(OneHost(shown)).as_dict()
    assert answer["lines"] == []
    assert answer["fields"] == {"nome": "ANA", "plano": "OURO", "servico.1": "10", "servico.2": ""}


def test_a_decision_comes_along_as_plain_data() -> None:
    decided = replace(FIRST, decision={"outcome": "blocked", "codes": ["045"]})
    assert HeadlessTerminal(OneHost(decided)).as_dict()["decision"] == {"outcome": "blocked", "codes": ["045"]}


def test_plain_data_changed_by_its_reader_changes_nothing_here() -> None:
    terminal, _ = started()
    terminal.as_dict()["fields"]["nome"] = "OUTRA"
    assert terminal.as_dict()["fields"]["nome"] == "MARIA"


def test_a_password_never_stands_in_plain_data() -> None:
    terminal, host = started()
    terminal.fill({"chave": "aB3xyz"})
    answer = terminal.as_dict()
    assert answer["fields"]["chave"] == ""
    assert "aB3xyz" not in str(answer)
    terminal.press(Key.ENTER)
    assert host.heard[0].modified == {"chave": "aB3xyz"}


def test_a_step_sets_fields_presses_the_key_and_answers_with_the_panel() -> None:
    terminal, host = started()
    answer = terminal.step("TSTE", {"nome": "joão", "quantidade": "3", "data": "15/05/2007"}, "alt 5")
    assert host.heard == [Inbound("ALT 5", {"nome": "JOÃO", "qtde": "3", "data": "15/05/2007"}, "nome", 1)]
    assert (answer["fields"]["nome"], answer["message"]["text"]) == ("JOÃO", "ALT 5 FEITO")


def test_a_step_at_another_code_goes_there_first() -> None:
    terminal, host = started()
    answer = terminal.step("MCAA", {"nome": "ANA"}, "ENTER")
    assert [inbound.modified for inbound in host.heard] == [{"comando": "MCAA"}, {"nome": "ANA"}]
    assert answer["code"] == terminal.code == "MCAA"


@pytest.mark.parametrize("code", ["", "TSTE"])
def test_a_step_at_the_code_on_the_glass_goes_nowhere_first(code: str) -> None:
    terminal, host = started()
    terminal.step(code, {}, "F8")
    assert [inbound.key for inbound in host.heard] == ["F8"]


@pytest.mark.parametrize("key", ["", "F2", "ALT 55", "TAB", "RESET"])
def test_a_step_with_a_key_that_is_none_is_refused_before_anything_happens(key: str) -> None:
    terminal, host = started()
    with pytest.raises(ValueError, match="not a key"):
        terminal.step("MCAA", {"nome": "ANA"}, key)
    assert host.heard == []
    assert terminal.buffer.changes() == {}


def test_a_step_may_ask_for_the_explanation() -> None:
    terminal, host = started()
    answer = terminal.step("", {}, "AJUDA")
    assert host.heard == []
    assert any("SEM AJUDA" in row for row in answer["rows"])


def test_an_unknown_field_is_a_key_error_that_names_it() -> None:
    terminal, _ = started()
    with pytest.raises(KeyError, match="outro"):
        terminal.fill({"outro": "X"})


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("plano", "PRATA", "protected"),
        ("pessoa.1", "EVA", "protected"),
        ("nome", "MARIA APARECIDA", "15 characters in a field of 8"),
        ("qtde", "abc", "refuses"),
    ],
)
def test_a_protected_field_or_a_value_that_does_not_fit_is_a_value_error(name: str, text: str, says: str) -> None:
    terminal, host = started()
    with pytest.raises(ValueError, match=says):
        terminal.step("", {name: text}, "ENTER")
    assert host.heard == []
    assert terminal.buffer.changes() == {}


def test_every_attention_key_is_answered_before_the_next_press() -> None:
    terminal, host = started()
    terminal.press("ANA", Key.ENTER, "X", Key.F8)
    assert [(inbound.key, inbound.modified) for inbound in host.heard] == [
        ("ENTER", {"nome": "ANAIA"}),
        ("F8", {"nome": "XNAIA"}),
    ]


def test_the_glass_as_one_text_has_no_blanks_at_the_ends_of_its_rows() -> None:
    terminal, _ = started()
    rows = terminal.text().split("\n")
    assert [row.rstrip() for row in rows] == rows
    assert rows[2] == " CHAVE: ______ PLANO: OURO"
