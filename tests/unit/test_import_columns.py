"""How single cells of an import are read: what passes, at the edges, and what is complained about."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest

from desk.domain.importing.columns import (
    Column,
    Read,
    choice,
    cnpj,
    code,
    codes,
    cpf,
    day,
    decimal,
    exact,
    integer,
    letters,
    money,
    text,
    yes_no,
)
from desk.domain.importing.files import BY_NAME
from desk.domain.kernel.money import Money


class Colour(StrEnum):
    """An enumeration to choose from."""

    RED = "vermelho"
    BLUE = "Azul"


SENHA = next(column for column in BY_NAME["authorizations"].columns if column.name == "number").read


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (text(5), "abc", "ABC"),
        (text(5), "ABCDE", "ABCDE"),
        (text(5), "  ab  ", "AB"),
        (text(5), "ação", "AÇÃO"),
        (text(5), "ac\u0327a\u0303o", "AÇÃO"),
        (text(12), "um\ndois\ttrês", "UM DOIS TRÊS"),
        (text(5), "a\x1b\x07\x00b", "AB"),
        (text(5), "a\u202eb\u200bc", "ABC"),
        (text(5), "a\u00a0b", "A B"),
        (text(3), "a日b", "A?B"),
        (text(20), "<b>[red]x[/red]</b>", "<B>[RED]X[/RED]</B>"),
        (text(9), "\x1b[31mrosa", "[31MROSA"),
        (text(3), "a\x1b\x1b\x1bbc", "ABC"),
        (text(6, upper=False), "Global", "Global"),
    ],
)
def test_a_text_is_made_safe_and_put_into_capitals(read: Read, cell: str, value: str) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(("longest", "cell"), [(5, "abcdef"), (1, "ab"), (3, "a b c")])
def test_a_text_longer_than_its_column_says_both_lengths(longest: int, cell: str) -> None:
    with pytest.raises(ValueError, match=f"tem {len(cell)} caracteres, cabem {longest}"):
        text(longest)(cell)


@pytest.mark.parametrize(
    ("length", "cell", "value"),
    [
        (4, "0107", "0107"),
        (4, "107", "0107"),
        (4, "7", "0007"),
        (4, "0", "0000"),
        (8, "00998-100", "00998100"),
        (8, "9.01.00-11", "09010011"),
        (5, " 99901 ", "99901"),
        (3, "000", "000"),
    ],
)
def test_a_code_gets_back_the_zeros_a_spreadsheet_ate(length: int, cell: str, value: str) -> None:
    assert code(length)(cell) == value


@pytest.mark.parametrize(
    ("length", "cell"),
    [(4, "01070"), (4, "O107"), (4, "1E3"), (4, "-"), (4, "..."), (3, "0000"), (5, "a")],
)
def test_what_is_no_code_of_that_length_is_shown_in_the_complaint(length: int, cell: str) -> None:
    with pytest.raises(ValueError, match=f"não é um código de {length} dígitos") as complaint:
        code(length)(cell)
    assert f"'{cell}'" in str(complaint.value)


@pytest.mark.parametrize(
    ("length", "cell", "value"),
    [
        (14, "98801000000107", "98801000000107"),
        (16, "98801/00000010-7-01", "9880100000010701"),
        (16, "9880 1000 0001 0701", "9880100000010701"),
    ],
)
def test_an_identification_loses_its_punctuation(length: int, cell: str, value: str) -> None:
    assert exact(length)(cell) == value


@pytest.mark.parametrize(
    ("length", "cell"),
    [
        (14, "9880100000010"),
        (14, "988010000001070"),
        (16, "880100000010701"),
        (16, "9,88E+15"),
        (16, "988010000001070A"),
        (16, "/"),
    ],
)
def test_an_identification_is_never_filled_up_or_cut(length: int, cell: str) -> None:
    with pytest.raises(ValueError, match=f"precisa de {length} dígitos"):
        exact(length)(cell)


@pytest.mark.parametrize(
    ("longest", "cell", "value"),
    [
        (2, "sp", "SP"),
        (2, "S", "S"),
        (7, "a100001", "A100001"),
        (5, "567", "567"),
        (1, "5", "5"),
        (2, " rj ", "RJ"),
    ],
)
def test_letters_and_digits_are_put_into_capitals(longest: int, cell: str, value: str) -> None:
    assert letters(longest)(cell) == value


@pytest.mark.parametrize(
    ("longest", "cell"),
    [(2, "SPX"), (2, "S P"), (2, "S."), (3, "são"), (7, "A100001B"), (4, "5,6"), (2, "\x1bA"), (2, "\u0661")],
)
def test_letters_and_digits_allow_nothing_else(longest: int, cell: str) -> None:
    with pytest.raises(ValueError, match=f"até {longest} letras ou dígitos"):
        letters(longest)(cell)


@pytest.mark.parametrize(
    ("options", "cell"),
    [(("US", "USR"), "US"), ("ACD", "D"), (Colour, "vermelho"), (Colour, "Azul"), (("", "F", "M"), " F ")],
)
def test_a_choice_is_read_as_it_stands_in_the_list(options: Any, cell: str) -> None:
    value = choice(options)(cell)
    assert value == cell.strip()
    assert type(value) is str


@pytest.mark.parametrize(
    ("options", "cell", "listed"),
    [
        (("US", "USR"), "us", "US, USR"),
        ("ACD", "AC", "A, C, D"),
        (Colour, "azul", "vermelho, Azul"),
        (("", "F", "M"), "X", "F, M"),
        (("", "F", "M"), "\x1b[31mX", "F, M"),
    ],
)
def test_an_unknown_choice_is_answered_with_the_list(options: Any, cell: str, listed: str) -> None:
    with pytest.raises(ValueError, match="não está em: ") as complaint:
        choice(options)(cell)
    assert str(complaint.value).endswith(f"não está em: {listed}")
    assert "\x1b" not in str(complaint.value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("15/05/2007", date(2007, 5, 15)),
        ("05/06/2007", date(2007, 6, 5)),
        ("15052007", date(2007, 5, 15)),
        ("2007-05-15", date(2007, 5, 15)),
        (" 2007-05-15 ", date(2007, 5, 15)),
        ("29/02/2008", date(2008, 2, 29)),
        ("2008-02-29", date(2008, 2, 29)),
        ("29/02/2000", date(2000, 2, 29)),
        ("31/12/1899", date(1899, 12, 31)),
        ("31/12/2199", date(2199, 12, 31)),
    ],
)
def test_a_date_is_brazilian_or_iso(cell: str, value: date) -> None:
    assert day(cell) == value


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2007",
        "29/02/2007",
        "2007-02-29",
        "29/02/1900",
        "2007-13-01",
        "05/15/2007",
        "00/05/2007",
        "31/04/2007",
        "15/05/07",
        "1/5/2007",
        "2007-5-15",
        "15-05-2007",
        "15.05.2007",
        "2007-05-15 00:00",
        "2007-05-15T00:00:00",
        "39217",
        "20070515",
        "2007/05/15",
        "1/10/20071",
        "31/12/9999",
        "1510-01-01",
        "amanhã",
        "/",
        "\x1b[2J",
    ],
)
def test_what_is_no_date_is_shown_in_the_complaint(cell: str) -> None:
    with pytest.raises(ValueError, match="não é uma data DD/MM/AAAA ou AAAA-MM-DD") as complaint:
        day(cell)
    assert "\x1b" not in str(complaint.value)


@pytest.mark.parametrize(
    ("lowest", "highest", "cell", "value"),
    [(0, 9, "0", 0), (0, 9, "9", 9), (1, 31, "31", 31), (1, 31, "01", 1), (1, 9999, " 9999 ", 9999)],
)
def test_a_whole_number_may_touch_its_bounds(lowest: int, highest: int, cell: str, value: int) -> None:
    assert integer(lowest, highest)(cell) == value


@pytest.mark.parametrize(
    ("lowest", "highest", "cell"),
    [
        (0, 9, "10"),
        (1, 31, "0"),
        (1, 31, "32"),
        (0, 9, "-1"),
        (0, 9, "+1"),
        (0, 9, "1,0"),
        (0, 9, "1.0"),
        (0, 9, "um"),
        (1, 9999, "10000"),
        (1, 9999, "1.000"),
        (0, 9, "9999999999"),
        (0, 9, "0x1"),
    ],
)
def test_a_whole_number_outside_its_bounds_is_refused(lowest: int, highest: int, cell: str) -> None:
    with pytest.raises(ValueError, match=f"não é um número inteiro de {lowest} a {highest}"):
        integer(lowest, highest)(cell)


@pytest.mark.parametrize(
    ("places", "cell", "value"),
    [
        (4, "0", "0"),
        (4, "250", "250"),
        (4, "1,5", "1.5"),
        (4, "1.5", "1.5"),
        (4, "1234,5678", "1234.5678"),
        (4, "1.234,5678", "1234.5678"),
        (2, "1.234.567,89", "1234567.89"),
        (2, "1234567.89", "1234567.89"),
        (4, "1.234", "1.234"),
        (4, "1,234", "1.234"),
        (6, "0,400125", "0.400125"),
        (6, "0.400125", "0.400125"),
        (4, "1,50000000", "1.5"),
        (2, "0,10", "0.1"),
        (2, " 7,25 ", "7.25"),
    ],
)
def test_a_number_has_a_decimal_comma_or_a_decimal_point(places: int, cell: str, value: str) -> None:
    assert decimal(places)(cell) == Decimal(value)


@pytest.mark.parametrize(
    "cell",
    [
        "dez",
        "1,234.56",
        "1,2,3",
        "1.2.3,4",
        ",5",
        "5,",
        ".5",
        "5.",
        "1 000",
        "R$ 5",
        "1e3",
        "-1",
        "-0,5",
        "1.234.567",
        "12345.678,90",
    ],
)
def test_what_is_no_number_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="não é um número"):
        decimal(4)(cell)


@pytest.mark.parametrize(
    ("places", "cell"),
    [(2, "0,001"), (2, "1.234"), (2, "1,234"), (4, "1,00001"), (6, "0,0000001"), (4, "1234,567891")],
)
def test_a_number_is_not_rounded(places: int, cell: str) -> None:
    with pytest.raises(ValueError, match=f"até {places} casas decimais: '{cell}'"):
        decimal(places)(cell)


@pytest.mark.parametrize("cell", ["1234567890123", "1.234.567.890.123,00", "9" * 32])
def test_a_number_larger_than_its_column_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="até 12 dígitos antes da vírgula"):
        decimal(4)(cell)


def test_more_codes_than_the_column_holds_are_refused() -> None:
    assert codes(3, 19)("801|802|803|804|805") == "801|802|803|804|805"
    with pytest.raises(ValueError, match="cabem 5 códigos"):
        codes(3, 19)("801|802|803|804|805|806")


@pytest.mark.parametrize("cell", ["ß" * 3, "ﬃ" * 2])
def test_the_length_counts_what_capitals_make_of_a_text(cell: str) -> None:
    with pytest.raises(ValueError, match="tem 6 caracteres, cabem 5"):
        text(5)(cell)
    with pytest.raises(ValueError, match="letras ou dígitos"):
        letters(9)(cell)


@pytest.mark.parametrize("read", [code(5), exact(4)])
@pytest.mark.parametrize("cell", ["107.0", "107,0", "1071.00"])
def test_a_decimal_part_that_a_spreadsheet_added_is_no_digit_of_a_code(read: Read, cell: str) -> None:
    with pytest.raises(ValueError, match="dígitos"):
        read(cell)


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        ("0", 0),
        ("0,01", 1),
        ("10", 1000),
        ("10,5", 1050),
        ("10.50", 1050),
        ("1.412,50", 141250),
        ("9.999.999,99", 999999999),
    ],
)
def test_an_amount_is_whole_centavos(cell: str, cents: int) -> None:
    assert money(cell) == Money(cents)


@pytest.mark.parametrize("cell", ["0,005", "10,999", "1.412", "-0,01", "R$ 10,00", "dez reais"])
def test_an_amount_with_fractions_of_a_centavo_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"não é um número|até 2 casas decimais"):
        money(cell)


@pytest.mark.parametrize("cell", ["S", "s", "SIM", "sim", "Y", "yes", "1", "true", "Verdadeiro", " S "])
def test_words_for_yes(cell: str) -> None:
    assert yes_no(cell) is True


@pytest.mark.parametrize("cell", ["N", "n", "NÃO", "não", "nao", "NO", "0", "False", "FALSO", " N "])
def test_words_for_no(cell: str) -> None:
    assert yes_no(cell) is False


@pytest.mark.parametrize("cell", ["X", "2", "-1", "T", "SS", "S/N", "talvez", "\x1bS"])
def test_other_words_are_neither_yes_nor_no(cell: str) -> None:
    with pytest.raises(ValueError, match="use S ou N"):
        yes_no(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("000.000.981-40", "00000098140"), ("00000098140", "00000098140"), ("98140", "00000098140")],
)
def test_a_cpf_loses_its_punctuation_and_gets_back_its_zeros(cell: str, value: str) -> None:
    assert cpf(cell) == value


@pytest.mark.parametrize("cell", ["000.000.981-41", "98141", "0", "000000981400", "abc", "00.000.981/9981-40"])
def test_a_cpf_with_wrong_check_digits_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="CPF inválido") as complaint:
        cpf(cell)
    assert f"'{cell}'" in str(complaint.value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("11.222.333/0001-81", "11222333000181"),
        ("11222333000181", "11222333000181"),
        ("5000114", "00000005000114"),
    ],
)
def test_a_cnpj_loses_its_punctuation_and_gets_back_its_zeros(cell: str, value: str) -> None:
    assert cnpj(cell) == value


@pytest.mark.parametrize("cell", ["11.222.333/0001-80", "0", "112223330001811", "00000000000000", "nenhum"])
def test_a_cnpj_with_wrong_check_digits_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="CNPJ inválido"):
        cnpj(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("811", "811"),
        ("811|812", "811|812"),
        ("1|12", "001|012"),
        (" 811 | 812 ", "811|812"),
        ("811||812|", "811|812"),
    ],
)
def test_several_codes_are_joined_by_a_bar(cell: str, value: str) -> None:
    assert codes(3, 19)(cell) == value


@pytest.mark.parametrize("cell", ["811,812", "811;812", "811|8120", "811|GLOBAL"])
def test_one_wrong_code_among_several_is_named(cell: str) -> None:
    with pytest.raises(ValueError, match="não é um código de 3 dígitos"):
        codes(3, 19)(cell)


@pytest.mark.parametrize(
    ("cell", "value"), [("07/000123", "07/000123"), ("07000123", "07/000123"), ("07-000.123", "07/000123")]
)
def test_the_number_of_an_authorization_is_read_with_or_without_its_bar(cell: str, value: str) -> None:
    assert SENHA(cell) == value


@pytest.mark.parametrize("cell", ["7/000123", "07/123", "07/0001234", "senha"])
def test_the_number_of_an_authorization_has_eight_digits(cell: str) -> None:
    with pytest.raises(ValueError, match="senha tem o formato AA/NNNNNN"):
        SENHA(cell)


@pytest.mark.parametrize(
    "read", [text(3), code(3), exact(3), letters(3), choice("A"), day, integer(1, 2), yes_no, cpf, cnpj]
)
def test_a_complaint_never_repeats_more_than_a_line_of_what_was_typed(read: Read) -> None:
    with pytest.raises(ValueError, match=r"\S") as complaint:
        read("9x" * 500)
    assert len(str(complaint.value)) < 100


def test_a_column_is_optional_and_empty_text_unless_it_says_otherwise() -> None:
    column = Column("city", text(40), "Município.")
    assert (column.required, column.empty, column.refers) == (False, "", "")
