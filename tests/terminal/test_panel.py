"""A panel map: what its picture says, and what is refused when picture and fields disagree."""

import pytest

from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.panel import COLUMNS, ROWS, panel, role_of


def test_a_short_picture_is_filled_up_to_24_rows_of_80_columns() -> None:
    made = panel("TSTEM01", " TITULO", [])
    assert len(made.labels) == ROWS == 24
    assert {len(label) for label in made.labels} == {COLUMNS} == {80}
    assert made.labels[0].rstrip() == " TITULO"


def test_holes_take_the_declared_fields_in_reading_order() -> None:
    made = panel("TSTEM01", " A: __ B: ~~~\n C: ____", [Field("a"), Field("b"), Field("c")])
    assert [(f.name, f.row, f.start, f.length, f.protected) for f in made.fields] == [
        ("a", 0, 4, 2, False),
        ("b", 0, 10, 3, True),
        ("c", 1, 4, 4, False),
    ]
    assert [f.name for f in made.inputs] == ["a", "c"]


def test_a_hole_leaves_blanks_among_the_labels() -> None:
    made = panel("TSTEM01", " A: __ FIM", [Field("a")])
    assert made.labels[0].rstrip() == " A:    FIM"


def test_a_masked_hole_keeps_its_separators_apart_from_its_cells() -> None:
    placed = panel("TSTEM01", "##/##/####", [Field("data", Kind.MASKED)]).field("data")
    assert placed.slots == (0, 1, 3, 4, 6, 7, 8, 9)
    assert placed.separators == ((2, "/"), (5, "/"))
    assert placed.length == 8
    assert (placed.start, placed.end) == (0, 9)


def test_a_telephone_mask_is_one_field_with_a_closing_bracket_inside() -> None:
    placed = panel("TSTEM01", "(##) ####-####", [Field("telefone", Kind.MASKED)]).field("telefone")
    assert placed.length == 10
    assert placed.separators == ((3, ")"), (4, " "), (9, "-"))


def test_a_card_number_mask_is_one_field() -> None:
    made = panel("TSTEM01", "#####/########-#-##", [Field("identificacao", Kind.MASKED)])
    assert [f.length for f in made.fields] == [16]


def test_repeated_rows_number_their_fields() -> None:
    made = panel("TSTEM01", "__ ~~~\n__ ~~~", [Repeat(2, (Field("s"), Field("nome")))])
    assert [(f.name, f.line, f.row) for f in made.fields] == [
        ("s.1", 1, 0),
        ("nome.1", 1, 0),
        ("s.2", 2, 1),
        ("nome.2", 2, 1),
    ]


def test_a_field_answers_to_its_other_words_too() -> None:
    made = panel(
        "TSTEM01",
        "___\n__\n__",
        [Field("qtde", aliases=("quantidade",)), Repeat(2, (Field("servico", aliases=("codigo",)),))],
    )
    assert made.field("qtde") is made.field("quantidade")
    assert made.field("codigo.2") is made.field("servico.2")


@pytest.mark.parametrize("name", ["outro", "qtde.1", ""])
def test_a_name_the_panel_does_not_have_is_a_key_error(name: str) -> None:
    made = panel("TSTEM01", "___", [Field("qtde", aliases=("quantidade",))])
    with pytest.raises(KeyError):
        made.field(name)


def test_24_rows_are_a_panel_and_25_are_not() -> None:
    assert panel("TSTEM01", "\n".join(["X"] * 24), []).labels[23].startswith("X")
    with pytest.raises(ValueError, match="25 rows"):
        panel("TSTEM01", "\n".join(["X"] * 25), [])


def test_80_columns_are_a_panel_and_81_are_not() -> None:
    assert panel("TSTEM01", "X" * 80, []).labels[0] == "X" * 80
    with pytest.raises(ValueError, match="row 2 has 81 columns"):
        panel("TSTEM01", "X\n" + "X" * 81, [])


@pytest.mark.parametrize(
    ("picture", "fields", "says"),
    [
        ("__ __", [Field("a")], "no field for the hole at row 1, column 4"),
        ("__", [Field("a"), Field("b")], "fields without a hole"),
        ("__ __", [Field("a"), Field("a")], "names used twice"),
        ("##/##", [Field("a")], "masked"),
        ("____", [Field("a", Kind.MASKED)], "masked"),
    ],
)
def test_a_picture_that_disagrees_with_its_fields_is_refused(picture: str, fields: list[Field], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        panel("TSTEM01", picture, fields)


def test_entry_and_protected_fields_have_different_roles_unless_the_screen_says_one() -> None:
    made = panel("TSTEM01", "__ ~~ ~~", [Field("a"), Field("b"), Field("c", role=Role.WARN)])
    assert [role_of(f) for f in made.fields] == [Role.INPUT, Role.VALUE, Role.WARN]
