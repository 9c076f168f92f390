"""Rows of a table of questions: what is asked, by whom, and what the answer must say of one rule."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import desk
from desk.domain.catalogue.model import Procedure
from desk.domain.eligibility.answer import CareAnswer
from desk.domain.eligibility.knowledge import notes_for
from desk.domain.kernel.decision import Outcome
from tests.unit.eligibility.asking import applied, ask

DEMO = Path(desk.__file__).parents[1] / "data" / "demo" / "procedures.csv"
YES, NO = True, False


def bare(code: str) -> Procedure:
    """A code whose name says nothing: only clauses about the code itself speak of it."""
    return Procedure(code=code, description="SEM NOME", kind="therapy")


@cache
def procedure(code: str) -> Procedure:
    """A procedure of the demo table, with what decides cover: its description, kind and need of authorization."""
    with DEMO.open(encoding="utf-8", newline="") as file:
        found = next(row for row in csv.DictReader(file) if row["code"] == code)
    needs = {"S": True, "N": False}.get(found["needs_authorization"])
    return Procedure(code=code, description=found["description"], kind=found["kind"], needs_authorization=needs)


@dataclass(frozen=True)
class Row:
    """One question and what of its answer is held; what is None is not asked."""

    rule: str
    about: str
    outcome: Outcome | None
    applies: bool
    facts: dict[str, Any] = field(default_factory=dict)
    area: str | None = None
    promise: str | None = None
    papers: str | None = None
    left: int | None = None
    first: date | None = None
    covered: bool | None = None


def row(
    rule: str,
    about: str,
    outcome: Outcome | None,
    applies: bool,
    *,
    area: str | None = None,
    promise: str | None = None,
    papers: str | None = None,
    left: int | None = None,
    first: date | None = None,
    covered: bool | None = None,
    **facts: Any,
) -> Any:
    """A row named by its rule. `about` is a subject or a code of the demo table."""
    told = "-".join(f"{name}={value}" for name, value in facts.items()) or "plain"
    return pytest.param(
        Row(rule, about, outcome, applies, facts, area, promise, papers, left, first, covered),
        id=f"{rule}-{about}-{told}-{'yes' if applies else 'no'}",
    )


def hold(held: Row) -> CareAnswer:
    """Ask the question of a row and hold the answer to it."""
    about: str | Procedure = procedure(held.about) if held.about.isdigit() else held.about
    given = ask(about, **held.facts)
    says = [(reason.rule, reason.applied, reason.says) for reason in given.decision.reasons]
    assert (held.rule in applied(given)) is held.applies, says
    if held.outcome is not None:
        assert given.decision.outcome is held.outcome, says
    if held.covered is not None:
        assert given.covered is held.covered, says
    if held.area is not None:
        routes = {route.area: route.promise for route in given.decision.routes}
        assert held.area in routes, routes
        assert held.promise is None or routes[held.area] == held.promise
    if held.papers is not None:
        assert any(paper.startswith(held.papers) for paper in given.documents) is held.applies, given.documents
    if held.left is not None:
        assert held.left in {use.left for use in given.limits if use.clause.rule == held.rule}
    if held.first is not None:
        assert given.first_allowed == held.first
    return given


def edges(
    rule: str,
    says: str,
    about: str,
    base: dict[str, Any],
    *others: dict[str, Any],
    same: Sequence[dict[str, Any]] = (),
) -> list[Any]:
    """Questions in which a clause speaks (`base`, and it changed to each of `same`), and the nearest it does not.

    The clause is known by a part of what it says. `about` may be a bare code, `#12345678`.
    """
    cases = [(base, YES), *((base | change, YES) for change in same), *((base | change, NO) for change in others)]
    return [
        pytest.param(rule, says, about, facts, wanted, id=f"{rule}-{says}-{n}")
        for n, (facts, wanted) in enumerate(cases)
    ]


def hold_edge(rule: str, says: str, about: str, facts: dict[str, Any], wanted: bool) -> None:
    """A clause speaks, or does not, in the answer to a question."""
    thing: str | Procedure = about
    if about[0] in "#0123456789":
        thing = bare(about[1:]) if about.startswith("#") else procedure(about)
    given = ask(thing, **facts)
    said = [r.says for r in (*given.decision.reasons, *given.notes) if r.rule == rule and r.applied]
    assert any(says in each for each in said) is wanted, said


def note(rule: str, words: str, elsewhere: str, about: str = "") -> Any:
    """A note's rule, words it is found by, words that find something else, and the subject it stands beside."""
    return pytest.param(rule, words, elsewhere, about, id=f"{rule}-{words}")


def hold_note(rule: str, words: str, elsewhere: str, about: str) -> None:
    """A note is found by its words and not by others, and stands beside the answer about its subject only."""
    assert rule in {clause.rule for clause in notes_for("DM", words)}
    other = {clause.rule for clause in notes_for("DM", elsewhere)}
    assert other, "the other words find nothing at all"
    assert rule not in other
    if about:
        thing: str | Procedure = procedure(about) if about.isdigit() else about
        assert rule in {reason.rule for reason in ask(thing).notes}
        assert rule not in {reason.rule for reason in ask("consultation").notes}
