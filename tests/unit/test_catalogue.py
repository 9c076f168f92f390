"""The catalogue of rules: its sources, what is built of it, and how the code cites it."""

import ast
import csv
import pkgutil
import re
import tomllib
from collections import Counter
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

import desk
from desk import listing
from desk.domain.kernel.decision import Disclosure
from desk.domain.kernel.resources import data_folder, read_table
from desk.domain.rulebook import catalogue as catalogue_module
from desk.domain.rulebook.catalogue import built_rules, catalogue, cite, rule
from desk.domain.rulebook.reference import attendance_types, block_codes, refusal_codes

PACKAGE = Path(desk.__file__).parent
MANUAL = "002_e981602f3f58e25b.txt"
PLACE = re.compile(r"(\d+)(?:-(\d+))?(?![\d.-])")
"""A line or a range of lines; `9.50` is a clause and not a place."""


@cache
def lines_by_document() -> dict[str, int]:
    """How many lines each document behind the rules has."""
    raw = tomllib.loads((data_folder() / "rulebooks" / "sources.toml").read_text(encoding="utf-8"))
    return {name: facts["lines"] for name, facts in raw.items()}


def places(source: str) -> list[tuple[int, int]]:
    """Every line and range of a source, without the words beside them (`95 cl. 2.1, 107 cl. 8.1`)."""
    found: list[tuple[int, int]] = []
    for part in source.partition(":")[2].split(", "):
        if match := PLACE.match(part):
            found.append((int(match[1]), int(match[2] or match[1])))
    return found


def wrong_places(source: str) -> list[tuple[int, int]]:
    """The places of a source that its document cannot have."""
    last = lines_by_document()[source.partition(":")[0]]
    return [(a, b) for a, b in places(source) if not 1 <= a <= b <= last]


def import_everything() -> None:
    """Load every module of domain and screens, so that every rule they apply is known."""
    for room in ("domain", "screens"):
        for module in pkgutil.walk_packages([str(PACKAGE / room)], f"desk.{room}."):
            if ".migrations" not in module.name:
                import_module(module.name)


def test_a_source_is_read_with_all_its_lines_and_ranges() -> None:
    assert places("a.txt:3035, 3907") == [(3035, 3035), (3907, 3907)]
    assert places("a.txt:3333-3347, 3797") == [(3333, 3347), (3797, 3797)]
    assert places("a.txt:95 cl. 2.1, 7.4, 107-109 cl. 8.1") == [(95, 95), (107, 109)]
    assert places("a.txt:14-17 'Rol'") == [(14, 17)]


def test_every_rule_is_cited_from_lines_that_its_document_has() -> None:
    wrong = {id_: wrong_places(entry.source) for id_, entry in catalogue().items()}
    assert {id_: found for id_, found in wrong.items() if found} == {}
    assert [id_ for id_, entry in catalogue().items() if not places(entry.source)] == []


def test_every_rule_of_the_manual_is_cited_by_lines_alone() -> None:
    shape = re.compile(rf"{re.escape(MANUAL)}:\d+(-\d+)?(, \d+(-\d+)?)*")
    from_manual = [entry for entry in catalogue().values() if entry.source.startswith(MANUAL)]
    assert from_manual
    assert [entry.id for entry in from_manual if not shape.fullmatch(entry.source)] == []


def test_every_rule_has_its_own_id_and_a_title() -> None:
    rows = read_table("rulebooks/catalogue.csv")
    assert [id_ for id_, count in Counter(row["id"] for row in rows).items() if count > 1] == []
    assert [row["id"] for row in rows if not re.fullmatch(r"[A-Z]{2}-\d{3}", row["id"])] == []
    assert [row["id"] for row in rows if not row["title"].strip()] == []


@pytest.mark.parametrize(
    ("prefix", "count"),
    [
        ("AP", 155),
        ("CV", 108),
        ("EL", 41),
        ("RE", 212),
        ("MA", 69),
        ("PR", 68),
        ("DA", 60),
        ("DP", 55),
        ("DC", 28),
    ],
)
def test_the_numbers_of_a_family_of_rules_have_no_hole(prefix: str, count: int) -> None:
    numbers = [int(id_[3:]) for id_ in catalogue() if id_.startswith(f"{prefix}-")]
    assert numbers == list(range(1, count + 1))


@pytest.mark.parametrize(
    "rule_id", ["RE-088", "RE-134", "RE-136", "RE-137", "RE-141", "RE-142", "RE-144", "MA-014"]
)
def test_what_the_manual_forbids_to_tell_is_internal(rule_id: str) -> None:
    assert catalogue()[rule_id].disclose is Disclosure.INTERNAL


@pytest.mark.parametrize(
    "rule_id", ["RE-011", "RE-017", "RE-089", "RE-139", "RE-173", "RE-190", "PR-063", "MA-015"]
)
def test_what_the_manual_wants_told_is_for_the_insured(rule_id: str) -> None:
    assert catalogue()[rule_id].disclose is Disclosure.INSURED


def test_every_rule_the_code_applies_is_in_the_catalogue() -> None:
    import_everything()
    built = built_rules()
    assert {"EL-015", "RE-006", "MA-015"} <= set(built)
    assert set(built) - set(catalogue()) == set()


def test_every_rule_the_code_cites_by_name_is_in_the_catalogue() -> None:
    cited: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "cite"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                cited.add(str(node.args[0].value))
    assert {"EL-015", "RE-006", "MA-015"} <= cited
    assert cited - set(catalogue()) == set()


def test_marking_a_function_makes_its_rules_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue_module, "_built", {})
    monkeypatch.setattr(catalogue_module, "_data", [])

    @rule("RE-006", "RE-002")
    def first() -> str:
        return "first"

    @rule("RE-006")
    def second() -> str:
        return "second"

    assert (first(), second()) == ("first", "second")
    places_by_rule = built_rules()
    assert list(places_by_rule) == ["RE-002", "RE-006"]
    assert [place.rpartition(".")[2] for place in places_by_rule["RE-006"]] == ["first", "second"]


def test_a_reason_takes_source_and_disclosure_from_its_rule() -> None:
    reason = cite("RE-088", "NÃO INFORMAR", values=[("DIAS", 3)], code="434", reading="Sempre")
    assert reason.source == catalogue()["RE-088"].source
    assert reason.disclose is Disclosure.INTERNAL
    assert reason.values == (("DIAS", "3"),)
    assert (reason.applied, reason.code, reason.reading) == (True, "434", "Sempre")
    told = cite("RE-134", "EM PROCESSAMENTO", applied=False, disclose=Disclosure.INSURED)
    assert told.disclose is Disclosure.INSURED
    assert not told.applied


def test_a_reason_for_a_rule_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError, match="RE-999"):
        cite("RE-999", "NADA")


REFERENCE = sorted(path.name for path in (data_folder() / "reference").glob("*.csv"))


@pytest.mark.parametrize("name", REFERENCE)
def test_every_row_of_a_reference_table_has_a_source_that_exists(name: str) -> None:
    with (data_folder() / "reference" / name).open(encoding="utf-8", newline="") as file:
        sources = [row["source"] for row in csv.DictReader(file)]
    assert sources
    assert "" not in sources
    documents = lines_by_document()
    cited = [source for source in sources if source.partition(":")[0] in documents]
    assert cited or name == "holidays.csv"
    assert {source: wrong_places(source) for source in cited if wrong_places(source) or not places(source)} == {}


@pytest.mark.parametrize("name", REFERENCE)
def test_every_rule_a_reference_table_names_is_in_the_catalogue(name: str) -> None:
    named = {row["rule"] for row in read_table(f"reference/{name}") if row.get("rule")}
    assert named <= set(catalogue())


def test_the_reference_tables_are_whole() -> None:
    blocks = block_codes()
    assert len(blocks) == 58
    assert {block.kind for block in blocks.values()} == {"data", "technical"}
    assert all(block.label and block.solution and block.rule for block in blocks.values())
    assert len(refusal_codes()) == 12
    kinds = attendance_types()
    assert list(kinds) == ["2", "5", "6", "7", "8"]
    assert [code for code, kind in kinds.items() if kind.admission] == ["6", "7", "8"]


def test_every_rule_that_is_built_is_named_by_a_test() -> None:
    import_everything()
    tests = listing.tests_by_rule()
    assert tests is not None
    assert sorted(rule for rule in built_rules() if not tests[rule]) == []
