"""The numbers that name people, authorizations, procedures and companies."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.kernel.identification import (
    MemberNumber,
    digits,
    format_authorization_number,
    is_cnpj,
    is_cpf,
    parse_authorization_number,
    parse_procedure_code,
)


@pytest.mark.parametrize(
    "text",
    [
        "9990100001234501",
        "99901/00001234-5-01",
        "99901 / 00001234 - 5 - 01",
        "99901.00001234.5.01",
        " 9990100001234501",
    ],
)
def test_an_identification_is_read_with_or_without_separators(text: str) -> None:
    assert MemberNumber.parse(text).value == "9990100001234501"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("999010000123450", id="fifteen digits"),
        pytest.param("99901000012345010", id="seventeen digits"),
        pytest.param("99901000012345", id="the family without the person"),
        pytest.param("٩٩٩٠١٠٠٠٠١٢٣٤٥٠١", id="digits of another script"),
    ],
)
def test_an_identification_without_sixteen_digits_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="16 digits"):
        MemberNumber.parse(text)


def test_a_bare_identification_takes_no_separators() -> None:
    with pytest.raises(ValueError, match="16 digits"):
        MemberNumber("99901/0000123450")


def test_an_identification_knows_its_parts() -> None:
    number = MemberNumber("9990100001234502")
    assert number.sponsor_code == "99901"
    assert number.holder_number == "99901000012345"
    assert number.person_suffix == "02"


def test_an_identification_is_written_as_the_desk_writes_it() -> None:
    assert str(MemberNumber("0904900000073001")) == "09049/00000073-0-01"


@settings(deadline=None)
@given(st.from_regex(r"[0-9]{16}", fullmatch=True))
def test_an_identification_survives_being_written_and_read(value: str) -> None:
    number = MemberNumber(value)
    assert MemberNumber.parse(str(number)) == number
    assert number.holder_number + number.person_suffix == value


@pytest.mark.parametrize(
    ("year", "sequence", "written"),
    [(2007, 1, "07/000001"), (2007, 123, "07/000123"), (2000, 999_999, "00/999999"), (1999, 7, "99/000007")],
)
def test_a_senha_is_year_and_six_digits(year: int, sequence: int, written: str) -> None:
    assert format_authorization_number(year, sequence) == written


@pytest.mark.parametrize("sequence", [0, -1, 1_000_000])
def test_a_senha_outside_six_digits_is_refused(sequence: int) -> None:
    with pytest.raises(ValueError, match="six digits"):
        format_authorization_number(2007, sequence)


@pytest.mark.parametrize("text", ["07/000123", "07000123", " 07 / 000123 ", "07-000123"])
def test_a_senha_is_read_with_or_without_the_slash(text: str) -> None:
    assert parse_authorization_number(text) == "07/000123"


@pytest.mark.parametrize("text", ["", "07/00123", "2007/000123", "SENHA"])
def test_a_senha_without_eight_digits_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="eight digits"):
        parse_authorization_number(text)


@settings(deadline=None)
@given(st.integers(1980, 2079), st.integers(1, 999_999))
def test_a_senha_survives_being_written_and_read(year: int, sequence: int) -> None:
    written = format_authorization_number(year, sequence)
    assert parse_authorization_number(written.replace("/", "")) == written


@pytest.mark.parametrize(
    "text", ["25060309", "25.06.030-9", "2506.0309", "25 06 030 9", "2.50.60.30-9"], ids=lambda text: f"{text!r}"
)
def test_a_procedure_code_is_read_however_it_was_printed(text: str) -> None:
    assert parse_procedure_code(text) == "25060309"


def test_a_procedure_code_keeps_its_leading_zeros() -> None:
    assert parse_procedure_code("00.01.001-4") == "00010014"


@pytest.mark.parametrize("text", ["", "10014", "250603090", "RPG"])
def test_a_procedure_code_without_eight_digits_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="eight digits"):
        parse_procedure_code(text)


def test_only_plain_digits_are_digits() -> None:
    assert digits("11.222.333/0001-81") == "11222333000181"
    assert digits("٣²①") == ""


@pytest.mark.parametrize(
    ("text", "right"),
    [
        pytest.param("529.982.247-25", True, id="with separators"),
        pytest.param("52998224725", True, id="bare"),
        pytest.param("52998224724", False, id="wrong check digit"),
        pytest.param("00000000000", False, id="zeros"),
        pytest.param("111.111.111-11", False, id="eleven equal digits"),
        pytest.param("5299822472", False, id="ten digits"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_cpf_is_held_against_its_check_digits(text: str, right: bool) -> None:
    assert is_cpf(text) is right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        pytest.param("11.222.333/0001-81", True, id="with separators"),
        pytest.param("00000002000180", True, id="bare"),
        pytest.param("11222333000182", False, id="wrong check digit"),
        pytest.param("52998224725", False, id="a CPF"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_cnpj_is_held_against_its_check_digits(text: str, right: bool) -> None:
    assert is_cnpj(text) is right
