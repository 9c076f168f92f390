"""docs/import.md says what the import knows, no more and no less, and its example folder can be imported."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk.domain.context import HOUSE, Desk
from desk.domain.importing.columns import Column, day, decimal, money, yes_no
from desk.domain.importing.files import BY_NAME, FILES
from desk.domain.importing.service import import_folder
from desk.domain.importing.spec import FileSpec
from desk.domain.kernel.clock import FixedClock
from desk.domain.kernel.identification import is_cnpj, is_cpf
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.founding import found
from desk.domain.store.kinds import DatabaseKind
from desk.domain.store.unit_of_work import Store

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "data" / "examples" / "unidade"
PAGE = (ROOT / "docs" / "import.md").read_text(encoding="utf-8")
HEADINGS = ["Column", "Required", "Form", "Holds", "Empty cell", "Refers to"]

every_file = pytest.mark.parametrize("spec", FILES, ids=lambda spec: spec.name)


@dataclass(frozen=True, slots=True)
class Section:
    """What the page says of one file: its text, and the rows of its table by column name."""

    text: str
    headings: list[str]
    rows: list[list[str]]

    def cell(self, column: str, heading: str) -> str:
        """One cell of the table."""
        row = next(row for row in self.rows if row[0] == f"`{column}`")
        return row[self.headings.index(heading)]


def _table(text: str) -> list[list[str]]:
    """The cells of the table rows in a text; a bar inside a cell is written `\\|`."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def _sections() -> dict[str, Section]:
    """The sections of the page that document a file, by its name."""
    found_sections = {}
    for part in re.split(r"^#+ ", PAGE, flags=re.MULTILINE):
        title, _, text = part.partition("\n")
        if title.startswith("`") and title.endswith(".csv`"):
            headings, _rule, *rows = _table(text)
            found_sections[title.strip("`").removesuffix(".csv")] = Section(text, headings, rows)
    return found_sections


SECTIONS = _sections()


def _example(name: str) -> tuple[str, list[dict[str, str]]]:
    """The separator and the rows of a file of the example folder."""
    content = (EXAMPLE / f"{name}.csv").read_text(encoding="utf-8")
    separator = ";" if ";" in content.partition("\n")[0] else ","
    return separator, list(csv.DictReader(content.splitlines(), delimiter=separator))


def _quoted(text: str) -> list[str]:
    """The words in code marks."""
    return re.findall(r"`([^`]*)`", text)


def _passes(column: Column, cell: str) -> bool:
    try:
        column.read(cell)
    except ValueError:
        return False
    return True


def _holds(column: Column, form: str) -> bool:
    """Whether the reader of a column does what the page calls its form, at the edges."""
    numbers = [int(number) for number in re.findall(r"\d+", form)]
    match re.sub(r"\d+", "n", form).partition(" `")[0]:
        case "text, up to n characters":
            return _passes(column, "x" * numbers[0]) and not _passes(column, "x" * (numbers[0] + 1))
        case "text, up to n characters, case kept":
            return column.read("Xx") == "Xx" and not _passes(column, "x" * (numbers[0] + 1))
        case "code of n digits":
            return column.read("1") == "1".zfill(numbers[0]) and not _passes(column, "1" * (numbers[0] + 1))
        case "exactly n digits":
            return [_passes(column, "1" * (numbers[0] + more)) for more in (-1, 0, 1)] == [False, True, False]
        case "up to n letters or digits":
            return _passes(column, "A" * numbers[0]) and not _passes(column, "A" * (numbers[0] + 1))
        case "one of":
            return all(_passes(column, option) for option in _quoted(form)) and _options(column) == _quoted(form)
        case "whole number, n to n":
            edges = (numbers[0] - 1, numbers[0], numbers[1], numbers[1] + 1)
            return [_passes(column, str(edge)) for edge in edges] == [False, True, True, False]
        case "number, up to n decimals":
            return _passes(column, "1," + "1" * numbers[0]) and not _passes(column, "1," + "1" * (numbers[0] + 1))
        case "amount":
            return column.read is money
        case "date":
            return column.read is day
        case "yes/no":
            return column.read is yes_no
        case "CPF":
            return _passes(column, "000.000.981-40") and not _passes(column, "000.000.981-41")
        case "CNPJ":
            return _passes(column, "11.222.333/0001-81") and not _passes(column, "11.222.333/0001-82")
        case "codes of n digits joined by":
            return column.read("1|22") == "001|022" and not _passes(column, "1" * (numbers[0] + 1))
        case "authorization number":
            return column.read("07000123") == "07/000123" and not _passes(column, "07/123")
    return False


def _options(column: Column) -> list[str]:
    """The list a choice answers a wrong word with."""
    try:
        column.read("?")
    except ValueError as complaint:
        return str(complaint).partition("não está em: ")[2].split(", ")
    return []


def _emptiness(column: Column) -> str:
    """The first words the page uses for what an empty cell means."""
    if column.required:
        return "refused"
    if isinstance(column.empty, bool):
        return "yes" if column.empty else "no"
    return f"`{column.empty}`" if column.empty not in ("", None) else "nothing"


def _references(spec: FileSpec) -> dict[str, str]:
    """The file each column of a file refers to."""
    whole = {column.name: column.refers for column in spec.columns if column.refers}
    return whole | {column: target for column, _value, target in spec.belongs}


def test_the_page_has_a_section_for_every_file_and_for_no_other_in_the_order_they_are_loaded() -> None:
    assert list(SECTIONS) == [spec.name for spec in FILES]
    assert f"It knows {len(FILES)} files" in PAGE


@every_file
def test_a_section_documents_every_column_of_its_file_and_no_other(spec: FileSpec) -> None:
    section = SECTIONS[spec.name]
    assert section.headings == HEADINGS
    assert [row[0] for row in section.rows] == [f"`{column.name}`" for column in spec.columns]
    assert all(len(row) == len(HEADINGS) for row in section.rows)
    assert all(row[HEADINGS.index("Holds")] for row in section.rows)


@every_file
def test_a_section_names_the_key_of_its_file(spec: FileSpec) -> None:
    keys = [line for line in SECTIONS[spec.name].text.splitlines() if line.startswith("Key: ")]
    assert keys == ["Key: " + ", ".join(f"`{name}`" for name in spec.key) + "."]


@every_file
def test_a_section_says_which_columns_are_required_and_what_an_empty_cell_means(spec: FileSpec) -> None:
    section = SECTIONS[spec.name]
    said = {c.name: (section.cell(c.name, "Required"), section.cell(c.name, "Empty cell")) for c in spec.columns}
    assert {name: (required, empty.partition(":")[0]) for name, (required, empty) in said.items()} == {
        c.name: ("yes" if c.required else "no", _emptiness(c)) for c in spec.columns
    }


@every_file
def test_a_section_describes_the_form_of_each_column_as_its_reader_takes_it(spec: FileSpec) -> None:
    section = SECTIONS[spec.name]
    wrong = [c.name for c in spec.columns if not _holds(c, section.cell(c.name, "Form"))]
    assert wrong == []


@every_file
def test_a_section_says_what_each_column_refers_to(spec: FileSpec) -> None:
    section = SECTIONS[spec.name]
    said = {c.name: _quoted(section.cell(c.name, "Refers to")) for c in spec.columns}
    assert {name: files[0] for name, files in said.items() if files} == _references(spec)


def test_the_table_of_dependencies_is_that_of_the_files() -> None:
    part = PAGE.partition("## What depends on what")[2].partition("\n## ")[0]
    _headings, _rule, *rows = _table(part)
    said = {_quoted(row[0])[0]: set(_quoted(row[1])) for row in rows}
    assert said == {spec.name: set(_references(spec).values()) for spec in FILES if _references(spec)}


def test_the_table_of_numbers_reads_as_it_says() -> None:
    part = PAGE.partition("**Numbers and amounts**")[2].partition("**Yes/no**")[0]
    _headings, _rule, *rows = _table(part)
    assert len(rows) == 7
    for written, read_as, why in rows:
        if read_as == "refused":
            with pytest.raises(ValueError, match="não é um número"):
                decimal(4)(_quoted(written)[0])
        else:
            assert decimal(4)(_quoted(written)[0]) == Decimal(read_as)
        if "ambiguous" in why:
            with pytest.raises(ValueError, match="até 2 casas decimais"):
                money(_quoted(written)[0])


def test_the_forms_of_a_date_and_the_words_for_yes_and_no_read_as_they_say() -> None:
    assert {day(form) for form in ("05/06/2007", "05062007", "2007-06-05")} == {date(2007, 6, 5)}
    assert all(form in PAGE for form in ("`DD/MM/AAAA`", "`DDMMAAAA`", "`AAAA-MM-DD`", "`05/06/2007`"))
    words = _quoted(PAGE.partition("**Yes/no**")[2].partition("\n\n")[0])
    assert [yes_no(word) for word in words] == [True] * 7 + [False] * 7


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock, rulebook: Rulebook) -> Iterator[Desk]:
    """A desk over a database just made, with nothing in it."""
    store = Store(f"sqlite:///{tmp_path / 'desk.db'}")
    found(store, DatabaseKind.PRODUCTION)
    yield Desk(store, rulebook, clock)
    store.close()


def test_the_example_imports_into_an_empty_database_and_changes_nothing_the_second_time(desk: Desk) -> None:
    first = import_folder(desk, HOUSE, EXAMPLE)
    assert first.problems == ()
    rows = {name: len(_example(name)[1]) for name in BY_NAME}
    assert {w.name: (w.added, w.changed, w.unchanged) for w in first.written} == {
        name: (count, 0, 0) for name, count in rows.items()
    }
    second = import_folder(desk, HOUSE, EXAMPLE)
    assert second.problems == ()
    assert {w.name: (w.added, w.changed, w.unchanged) for w in second.written} == {
        name: (0, 0, count) for name, count in rows.items()
    }


@every_file
def test_the_example_has_rows_in_every_file_and_shows_every_column_filled(spec: FileSpec) -> None:
    _separator, rows = _example(spec.name)
    assert list(rows[0]) == [column.name for column in spec.columns]
    assert {column.name for column in spec.columns if not any(row[column.name] for row in rows)} == set()


def test_the_example_shows_both_separators_both_dates_and_decimal_commas() -> None:
    cells = {
        (separator, column.read, row[column.name])
        for spec in FILES
        for separator, rows in [_example(spec.name)]
        for row in rows
        for column in spec.columns
    }
    assert {separator for separator, _read, _cell in cells} == {",", ";"}
    dates = {cell for _separator, read, cell in cells if read is day and cell}
    assert any(re.fullmatch(r"\d\d/\d\d/\d{4}", cell) for cell in dates)
    assert any(re.fullmatch(r"\d{4}-\d\d-\d\d", cell) for cell in dates)
    assert any(separator == ";" and read is money and "," in cell for separator, read, cell in cells)


def test_the_people_and_companies_of_the_example_are_invented() -> None:
    _separator, people = _example("members")
    named = [row["name"] for name in ("members", "sponsors", "providers", "units") for row in _example(name)[1]]
    assert [name for name in named if not re.search(r"EXEMPLO|FICTÍCI[AO]|MODELO", name)] == []
    numbers = {row[column] for row in people for column in ("cpf", "responsible_cpf")} - {""}
    assert all(is_cpf(number) and number.startswith("000.000.") for number in numbers)
    companies = {row["cnpj"] for row in _example("providers")[1]}
    assert all(is_cnpj(number) and number.startswith("00000") for number in companies)
    streets = {row["code"] for row in _example("postal_codes")[1]}
    assert all(code.startswith("00") for code in streets), "no postal code of Brazil begins with 00"
