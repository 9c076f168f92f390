"""Dated parameters: what is in force when, which exception wins, and what the shipped files must hold to."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import desk
from desk.domain.kernel.errors import ParameterError
from desk.domain.kernel.resources import data_folder
from desk.domain.rulebook.catalogue import catalogue
from desk.domain.rulebook.parameters import Rulebook

MakeBook = Callable[..., Rulebook]

LIMIT = """
[limit]
title = "An invented limit"
rule = "RE-003"
reading = "Como está"
alternatives = [0, 10]
values = [
    { from = 2000-01-01, value = 0, source = "a.txt:1" },
    { from = 2000-01-01, value = 1, source = "a.txt:2", when = { product = ["342", "345"] } },
    { from = 2000-01-01, value = 2, source = "a.txt:3", when = { plan = ["04210"] } },
    { from = 2000-01-01, value = 3, source = "a.txt:4", when = { sponsor = ["99930"] } },
]
"""


@pytest.fixture
def make_book(tmp_path: Path) -> MakeBook:
    """Write small rulebooks and load them: `make_book(text, override="…", code="DM")`."""

    def make(text: str, *, override: str | None = None, code: str = "DM") -> Rulebook:
        (tmp_path / code).mkdir(exist_ok=True)
        (tmp_path / code / "topic.toml").write_text(text, encoding="utf-8")
        preferred = tmp_path / "override.toml"
        if override is not None:
            preferred.write_text(override, encoding="utf-8")
        return Rulebook.load(tmp_path, preferred)

    return make


def dated(*entries: str) -> str:
    """A parameter `limit` with these values."""
    return f'[limit]\ntitle = "Limit"\nrule = "RE-003"\nvalues = [{", ".join(entries)}]\n'


@pytest.mark.parametrize(
    ("on", "value"),
    [
        pytest.param(date(2000, 1, 1), "old", id="in force on its own first day"),
        pytest.param(date(2006, 12, 31), "old", id="the day before the next"),
        pytest.param(date(2007, 1, 1), "new", id="the next on its first day"),
        pytest.param(date(2030, 1, 1), "new", id="the last goes on"),
    ],
)
def test_the_latest_value_that_has_begun_is_in_force(make_book: MakeBook, on: date, value: str) -> None:
    book = make_book(
        dated(
            '{ from = 2007-01-01, value = "new", source = "a.txt:2" }',
            '{ from = 2000-01-01, value = "old", source = "a.txt:1" }',
        )
    )
    assert book.value("topic.limit", on) == value


def test_a_value_that_ended_is_in_force_until_the_day_before(make_book: MakeBook) -> None:
    book = make_book(dated('{ from = 2000-01-01, until = 2007-05-15, value = 1, source = "a.txt:1" }'))
    assert book.value("topic.limit", date(2007, 5, 14)) == 1
    with pytest.raises(ParameterError, match="15/05/2007"):
        book.value("topic.limit", date(2007, 5, 15))


def test_a_date_before_the_first_value_is_an_error_and_never_a_default(make_book: MakeBook) -> None:
    book = make_book(dated('{ from = 2000-01-01, value = 1, source = "a.txt:1" }'))
    with pytest.raises(ParameterError, match=r"topic\.limit SEM VALOR EM 31/12/1999"):
        book.value("topic.limit", date(1999, 12, 31))


def test_an_unknown_name_is_an_error(make_book: MakeBook) -> None:
    book = make_book(LIMIT)
    with pytest.raises(ParameterError, match=r"topic\.other NÃO EXISTE"):
        book.value("topic.other", date(2007, 5, 15))


def test_a_name_of_one_rulebook_is_unknown_in_another(make_book: MakeBook) -> None:
    book = make_book(LIMIT, code="AZ")
    assert book.value("topic.limit", date(2007, 5, 15), rulebook="AZ") == 0
    with pytest.raises(ParameterError, match="REGULAMENTO DM"):
        book.value("topic.limit", date(2007, 5, 15))


@pytest.mark.rule("RE-003")
@pytest.mark.parametrize(
    ("facts", "value"),
    [
        pytest.param({}, 0, id="nothing known: general"),
        pytest.param({"product": "101"}, 0, id="another product: general"),
        pytest.param({"product": "342"}, 1, id="product beats general"),
        pytest.param({"product": "345"}, 1, id="any product of the list"),
        pytest.param({"product": "342", "plan": "04210"}, 2, id="plan beats product"),
        pytest.param({"product": "342", "sponsor": "99930"}, 3, id="sponsor beats product"),
        pytest.param({"product": "342", "plan": "04210", "sponsor": "99930"}, 3, id="sponsor beats plan"),
        pytest.param({"product": "342", "sponsor": "99931"}, 1, id="another sponsor: product"),
    ],
)
def test_the_most_special_value_wins(make_book: MakeBook, facts: dict[str, str], value: int) -> None:
    assert make_book(LIMIT).value("topic.limit", date(2007, 5, 15), **facts) == value


@pytest.mark.rule("RE-003")
def test_an_exception_not_yet_in_force_leaves_the_general_value(make_book: MakeBook) -> None:
    book = make_book(
        dated(
            '{ from = 2000-01-01, value = 0, source = "a.txt:1" }',
            '{ from = 2007-05-15, value = 1, source = "a.txt:2", when = { sponsor = ["99930"] } }',
        )
    )
    assert book.value("topic.limit", date(2007, 5, 14), sponsor="99930") == 0
    assert book.value("topic.limit", date(2007, 5, 15), sponsor="99930") == 1


def test_an_exception_needs_all_its_conditions(make_book: MakeBook) -> None:
    book = make_book(
        dated(
            '{ from = 2000-01-01, value = 0, source = "a.txt:1" }',
            '{ from = 2000-01-01, value = 1, source = "a.txt:2", '
            'when = { sponsor = ["99930"], product = ["590"] } }',
        )
    )
    assert book.value("topic.limit", date(2007, 5, 15), sponsor="99930", product="590") == 1
    assert book.value("topic.limit", date(2007, 5, 15), sponsor="99930", product="342") == 0
    assert book.value("topic.limit", date(2007, 5, 15), product="590") == 0


def test_two_exceptions_of_one_rank_are_an_error(make_book: MakeBook) -> None:
    book = make_book(
        dated(
            '{ from = 2000-01-01, value = 1, source = "a.txt:1", when = { sponsor = ["99930"] } }',
            '{ from = 2000-01-01, value = 2, source = "a.txt:2", '
            'when = { sponsor = ["99930"], product = ["590"] } }',
        )
    )
    assert book.value("topic.limit", date(2007, 5, 15), sponsor="99930", product="342") == 1
    with pytest.raises(ParameterError, match="DUAS EXCEÇÕES"):
        book.value("topic.limit", date(2007, 5, 15), sponsor="99930", product="590")


def test_overlapping_conditions_are_an_error_where_both_hold(make_book: MakeBook) -> None:
    book = make_book(
        dated(
            '{ from = 2000-01-01, value = 1, source = "a.txt:1", when = { product = ["301", "302"] } }',
            '{ from = 2000-01-01, value = 2, source = "a.txt:2", when = { product = ["302"] } }',
        )
    )
    assert book.value("topic.limit", date(2007, 5, 15), product="301") == 1
    with pytest.raises(ParameterError, match="DUAS EXCEÇÕES"):
        book.value("topic.limit", date(2007, 5, 15), product="302")


def test_a_file_that_is_no_toml_is_named(make_book: MakeBook) -> None:
    with pytest.raises(ValueError, match=r"topic\.toml: "):
        make_book("[limit\n")


def test_a_value_brings_its_rule_source_start_and_reading(make_book: MakeBook) -> None:
    found = make_book(LIMIT).parameter("topic.limit", date(2007, 5, 15), product="342")
    assert (found.name, found.value, found.since) == ("topic.limit", 1, date(2000, 1, 1))
    assert (found.rule, found.source, found.reading) == ("RE-003", "a.txt:2", "Como está")


def test_a_fraction_in_a_rulebook_is_an_exact_decimal(make_book: MakeBook) -> None:
    value = make_book(dated('{ from = 2000-01-01, value = 0.35, source = "a.txt:1" }')).value(
        "topic.limit", date(2007, 5, 15)
    )
    assert isinstance(value, Decimal)
    assert value == Decimal("0.35")


def test_a_declared_alternative_may_be_preferred(make_book: MakeBook) -> None:
    book = make_book(LIMIT, override='[DM."topic.limit"]\nvalue = 10\n')
    found = book.parameter("topic.limit", date(2007, 5, 15))
    assert (found.value, found.rule, found.source) == (10, "RE-003", "a.txt:1")


@pytest.mark.parametrize(
    "override",
    [
        pytest.param('[DM."topic.limit"]\nvalue = 11\n', id="a value that is no alternative"),
        pytest.param('[DM."topic.other"]\nvalue = 10\n', id="a name that does not exist"),
        pytest.param('[AZ."topic.limit"]\nvalue = 10\n', id="another rulebook"),
        pytest.param('[DM."topic.limit"]\n', id="no value"),
        pytest.param('[DM]\n"topic.limit" = 10\n', id="no table"),
        pytest.param('[DM."topic.limit"]\nvalue = 10.0\n', id="a number of another kind"),
    ],
)
def test_only_a_declared_alternative_may_be_preferred(make_book: MakeBook, override: str) -> None:
    with pytest.raises(ValueError, match="not a reading the catalogue knows"):
        make_book(LIMIT, override=override)


def test_a_parameter_without_alternatives_cannot_be_overridden(make_book: MakeBook) -> None:
    with pytest.raises(ValueError, match="not a reading the catalogue knows"):
        make_book(
            dated('{ from = 2000-01-01, value = 1, source = "a.txt:1" }'),
            override='[DM."topic.limit"]\nvalue = 1\n',
        )


def test_the_shipped_rulebook_takes_a_reading_the_house_prefers(tmp_path: Path, rulebook: Rulebook) -> None:
    preferred = tmp_path / "override.toml"
    preferred.write_text('[DM."authorization.cpt_last_day_counts"]\nvalue = false\n', encoding="utf-8")
    on = date(2007, 5, 15)
    assert rulebook.value("authorization.cpt_last_day_counts", on) is True
    assert Rulebook.load(None, preferred).value("authorization.cpt_last_day_counts", on) is False
    assert Rulebook.load(None, tmp_path / "absent.toml").value("authorization.cpt_last_day_counts", on) is True


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param("{ from = 2000-01-01, value = 1 }", id="no source"),
        pytest.param('{ from = 2000-01-01, value = 1, source = "" }', id="an empty source"),
        pytest.param('{ value = 1, source = "a.txt:1" }', id="no start"),
        pytest.param('{ from = 2000-01-01, source = "a.txt:1" }', id="no value"),
        pytest.param('{ from = "2000-01-01", value = 1, source = "a.txt:1" }', id="a date in quotes"),
        pytest.param('{ from = 2000-01-01, until = 2001, value = 1, source = "a.txt:1" }', id="an end no date"),
        pytest.param(
            '{ from = 2000-01-01, value = 1, source = "a.txt:1", when = { product = "301" } }',
            id="a condition that is no list",
        ),
        pytest.param(
            '{ from = 2000-01-01, value = 1, source = "a.txt:1" }, '
            '{ from = 2000-01-01, value = 2, source = "a.txt:2" }',
            id="two values from one day",
        ),
        pytest.param(
            '{ from = 2000-01-01, value = 1, source = "a.txt:1", when = { colour = ["blue"] } }',
            id="an exception on something unknown",
        ),
    ],
)
def test_a_malformed_value_is_refused_with_its_place(make_book: MakeBook, entry: str) -> None:
    with pytest.raises(ValueError, match=r"topic\.toml: limit"):
        make_book(dated(entry))


@pytest.mark.parametrize("missing", ["title", "rule", "values"])
def test_a_definition_without_its_parts_is_refused_with_its_place(make_book: MakeBook, missing: str) -> None:
    lines = dated('{ from = 2000-01-01, value = 1, source = "a.txt:1" }').splitlines()
    with pytest.raises(ValueError, match=r"topic\.toml: limit"):
        make_book("\n".join(line for line in lines if not line.startswith(missing)))


def test_every_value_is_listed_with_its_source(make_book: MakeBook) -> None:
    assert make_book(LIMIT).citations() == [("DM", "topic.limit", f"a.txt:{n}") for n in (1, 2, 3, 4)]


# The shipped files.

RULEBOOKS = data_folder() / "rulebooks"


def shipped() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every shipped parameter: its rulebook, its name and what the file says."""
    for path in sorted(RULEBOOKS.glob("*/*.toml")):
        for name, raw in tomllib.loads(path.read_text(encoding="utf-8")).items():
            yield path.parent.name, f"{path.stem}.{name}", raw


SHIPPED = [pytest.param(*each, id=f"{each[0]} {each[1]}") for each in shipped()]


def names_asked_for() -> set[str]:
    """The parameters that the code asks for by name."""
    asked: set[str] = set()
    for path in Path(desk.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                name = node.args[0]
                if node.func.attr in {"value", "parameter"} and isinstance(name, ast.Constant):
                    asked.add(str(name.value))
    return asked


@pytest.mark.parametrize(("code", "name", "raw"), SHIPPED)
def test_every_value_is_cited_from_lines_that_its_document_has(code: str, name: str, raw: dict[str, Any]) -> None:
    documents = tomllib.loads((RULEBOOKS / "sources.toml").read_text(encoding="utf-8"))
    assert raw["values"], f"{code} {name} has no value"
    for entry in raw["values"]:
        document, colon, places = entry["source"].partition(":")
        assert document in documents
        assert colon
        for place in places.split(", "):
            assert re.fullmatch(r"\d+(-\d+)?", place), f"{place!r} is neither a line nor a range"
            first, _, last = place.partition("-")
            assert 1 <= int(first) <= int(last or first) <= documents[document]["lines"]


@pytest.mark.parametrize(("code", "name", "raw"), SHIPPED)
def test_every_parameter_stands_on_a_rule_of_the_catalogue(code: str, name: str, raw: dict[str, Any]) -> None:
    assert raw["rule"] in catalogue(), f"{code} {name}"
    assert raw["title"]


@pytest.mark.parametrize(("code", "name", "raw"), SHIPPED)
def test_every_parameter_is_dated_and_its_value_is_among_its_readings(
    code: str, name: str, raw: dict[str, Any]
) -> None:
    alternatives = raw.get("alternatives", [])
    assert not alternatives or raw.get("reading"), f"{code} {name} has readings to choose from and tells none"
    for entry in raw["values"]:
        assert isinstance(entry["from"], date)
        assert not alternatives or entry["value"] in alternatives


def test_the_loaded_rulebook_is_the_shipped_one(rulebook: Rulebook) -> None:
    assert sorted(rulebook.citations()) == sorted(
        (code, name, entry["source"]) for code, name, raw in shipped() for entry in raw["values"]
    )


def test_every_parameter_the_code_asks_for_is_shipped() -> None:
    known = {name for _, name, _ in shipped()}
    topics = {name.partition(".")[0] for name in known}
    asked = {name for name in names_asked_for() if name.partition(".")[0] in topics and "." in name}
    assert asked
    assert asked <= known


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("premium.served_open_installments", 3, marks=pytest.mark.rule("EL-015")),
        pytest.param("premium.non_adapted_default_days", 60, marks=pytest.mark.rule("PR-063")),
        pytest.param("premium.validity_proof_days", 60, marks=pytest.mark.rule("EL-020")),
        pytest.param("reimbursement.claim_years", 1, marks=pytest.mark.rule("RE-014")),
        pytest.param("reimbursement.visible_months", 6, marks=pytest.mark.rule("RE-148")),
        pytest.param("reimbursement.audit_extra_days", 10, marks=pytest.mark.rule("RE-136")),
        pytest.param("reimbursement.technical_extra_days", 15, marks=pytest.mark.rule("RE-142")),
        pytest.param("reimbursement.closing_window", ["18:00:00", "20:00:00"], marks=pytest.mark.rule("RE-141")),
        pytest.param("maintenance.protected_states", ["SP", "RJ", "PE", "BA"], marks=pytest.mark.rule("MA-015")),
    ],
)
def test_the_manual_is_shipped_with_its_own_numbers(rulebook: Rulebook, name: str, value: object) -> None:
    assert rulebook.value(name, date(2007, 5, 15)) == value


@pytest.mark.parametrize(("code", "name", "raw"), SHIPPED)
def test_no_shipped_parameter_speaks_for_a_day_before_its_first(
    rulebook: Rulebook, code: str, name: str, raw: dict[str, Any]
) -> None:
    first = min(entry["from"] for entry in raw["values"])
    assert rulebook.parameter(name, first, rulebook=code).since == first
    with pytest.raises(ParameterError, match="SEM VALOR"):
        rulebook.value(name, date.fromordinal(first.toordinal() - 1), rulebook=code)
