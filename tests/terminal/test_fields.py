"""One field: which characters its kind takes, and how its cells read as a value."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.terminal.fields import BLANK, DUP, Field, Kind, PlacedField, upper_character
from desk.terminal.panel import panel


def placed(kind: Kind, picture: str = "________", *, right: bool = False) -> PlacedField:
    return panel("TSTEM01", picture, [Field("campo", kind, right=right)]).field("campo")


@pytest.mark.parametrize(
    ("kind", "typed", "held"),
    [
        (Kind.TEXT, "a", "A"),
        (Kind.TEXT, "ç", "Ç"),
        (Kind.TEXT, " ", " "),
        (Kind.TEXT, "ß", "ß"),
        (Kind.DIGITS, "7", "7"),
        (Kind.DIGITS, "a", None),
        (Kind.DIGITS, " ", None),
        (Kind.DIGITS, "²", None),
        (Kind.DIGITS, "٣", None),
        (Kind.MONEY, "7", "7"),
        (Kind.MONEY, ".", "."),
        (Kind.MONEY, ",", ","),
        (Kind.MONEY, "-", "-"),
        (Kind.MONEY, "r", None),
        (Kind.CODE, "m", "M"),
        (Kind.CODE, "7", "7"),
        (Kind.CODE, " ", None),
        (Kind.CODE, "*", None),
        (Kind.YES_NO, "s", "S"),
        (Kind.YES_NO, "x", "X"),
        (Kind.PASSWORD, "a", "a"),
        (Kind.PASSWORD, "ç", "ç"),
    ],
)
def test_each_kind_takes_its_own_characters(kind: Kind, typed: str, held: str | None) -> None:
    assert placed(kind).accept(typed) == held


def test_a_masked_field_takes_digits_only() -> None:
    data = placed(Kind.MASKED, "##/##")
    assert [data.accept(c) for c in "7/a²"] == ["7", None, None, None]


@given(st.characters())
@settings(max_examples=60)
def test_a_capital_always_takes_one_character(character: str) -> None:
    assert len(upper_character(character)) == 1


def test_only_a_password_is_dark() -> None:
    assert [kind for kind in Kind if kind is not Kind.MASKED and placed(kind).is_dark] == [Kind.PASSWORD]


def test_an_empty_masked_field_reads_as_nothing_and_not_as_separators() -> None:
    data = placed(Kind.MASKED, "##/##/####")
    assert data.shown([BLANK] * 8) == ""


def test_a_masked_value_reads_with_its_separators() -> None:
    data = placed(Kind.MASKED, "##/##/####")
    assert data.shown(list("15052007")) == "15/05/2007"


@pytest.mark.parametrize("text", ["15052007", "15/05/2007", "15.05.2007"])
def test_a_masked_value_is_taken_with_any_separators(text: str) -> None:
    assert placed(Kind.MASKED, "##/##/####").characters(text) == list("15052007")


def test_a_masked_value_keeps_the_mark_of_the_dup_key() -> None:
    assert placed(Kind.MASKED, "##/##").characters(DUP) == [DUP, BLANK, BLANK, BLANK]


@pytest.mark.parametrize(
    ("kind", "picture", "text"),
    [(Kind.TEXT, "____", "ABCDE"), (Kind.MASKED, "##/##", "12/345")],
)
def test_a_value_longer_than_its_field_is_refused(kind: Kind, picture: str, text: str) -> None:
    with pytest.raises(ValueError, match="5 characters in a field of 4"):
        placed(kind, picture).characters(text)


def test_a_right_field_stands_at_its_right_end_and_reads_without_the_blanks() -> None:
    valor = placed(Kind.MONEY, right=True)
    cells = valor.characters("12,50")
    assert "".join(cells) == "   12,50"
    assert valor.shown(cells) == "12,50"


@given(st.text(st.characters(codec="latin-1", categories=["L", "N", "P"]), max_size=8))
@settings(max_examples=60)
def test_a_value_reads_back_as_it_was_put(text: str) -> None:
    nome = placed(Kind.TEXT)
    cells = nome.characters(text)
    assert len(cells) == nome.length
    assert nome.shown(cells) == text
