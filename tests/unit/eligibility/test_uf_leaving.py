"""Unafisco Saúde Soft II: term, default, exclusion, misuse, exit and migration (chapters 11 and 20 to 22)."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.domain.eligibility.ending import Leaving, loss
from desk.domain.eligibility.leaving import (
    Migration,
    appeal_by,
    default_cancellation,
    exit_of,
    migration,
    misuse_charge,
    pays_after_end,
    rejoining,
    term,
)
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.money import ZERO, Money
from desk.domain.premium.rules import Contract, Due, assess, suspension
from desk.domain.premium.service import calendar
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import RULEBOOK, TODAY, applied, ask

ON = TODAY["UF"]
ADHERED = date(2012, 9, 10)


@pytest.mark.rule("UF-054")
@pytest.mark.parametrize(
    ("on", "ends_on"),
    [
        (date(2012, 9, 10), date(2013, 9, 10)),
        (date(2013, 9, 9), date(2013, 9, 10)),
        (date(2013, 9, 10), date(2014, 9, 10)),
    ],
)
def test_an_adhesion_renews_itself_each_year_unless_told_a_month_before(on: date, ends_on: date) -> None:
    found = term(ADHERED, on, "UF", RULEBOOK)
    assert (found.ends_on, found.notice_by) == (ends_on, ends_on - timedelta(days=30))


def open_since(days: int) -> list[Due]:
    """One fee open for so many days."""
    return [Due(7, ON - timedelta(days=days))]


@pytest.mark.rule("UF-095")
@pytest.mark.parametrize(
    ("days", "admitted", "outcome"),
    [(30, False, Outcome.ALLOWED), (31, False, Outcome.REFUSED), (31, True, Outcome.ALLOWED)],
)
def test_cover_is_suspended_after_thirty_days_but_not_of_the_admitted(
    days: int, admitted: bool, outcome: Outcome
) -> None:
    decision = suspension(open_since(days), ON, "UF", RULEBOOK, admitted=admitted)
    assert decision.outcome is outcome
    assert suspension([], ON, "UF", RULEBOOK, admitted=False).outcome is Outcome.ALLOWED


@pytest.mark.rule("UF-095")
def test_by_the_other_reading_the_admitted_are_suspended_too(tmp_path: Path) -> None:
    preferred = tmp_path / "override.toml"
    preferred.write_text('[UF."leaving.serves_the_admitted"]\nvalue = false\n', encoding="utf-8")
    book = Rulebook.load(None, preferred)
    assert suspension(open_since(31), ON, "UF", book, admitted=True).outcome is Outcome.REFUSED


@pytest.mark.rule("UF-095")
@pytest.mark.parametrize(("days", "outcome"), [(30, Outcome.ALLOWED), (31, Outcome.BLOCKED)])
def test_a_question_of_care_meets_the_suspension_and_not_that_of_the_manual(days: int, outcome: Outcome) -> None:
    contract = Contract(adapted=True, code="UF")
    standing = assess(open_since(days), contract, ON, rulebook=RULEBOOK, calendar=calendar())
    given = ask("consultation", "UF", standing=standing)
    assert given.decision.outcome is outcome
    assert ("UF-095" in applied(given)) is (outcome is Outcome.BLOCKED)
    assert "EL-015" not in applied(given)


def late_for(days: int, *, until: date = ON) -> Sequence[Due]:
    """A fee paid so many days late, on a day."""
    return [Due(3, until - timedelta(days=days), until)]


@pytest.mark.rule("UF-096")
@pytest.mark.parametrize(
    ("days", "notified", "outcome"),
    [
        pytest.param(61, 50, Outcome.ALLOWED, id="told on the fiftieth day"),
        pytest.param(61, 51, Outcome.REFUSED, id="told a day late"),
        pytest.param(61, None, Outcome.REFUSED, id="never told"),
        pytest.param(60, 50, Outcome.REFUSED, id="sixty days"),
    ],
)
def test_default_cancels_after_sixty_days_and_a_notice_in_time(
    days: int, notified: int | None, outcome: Outcome
) -> None:
    told = None if notified is None else ON - timedelta(days=days - notified)
    assert default_cancellation(late_for(days), told, ON, "UF", RULEBOOK).outcome is outcome


@pytest.mark.rule("UF-096")
def test_days_of_default_need_not_follow_each_other_but_fall_in_a_year() -> None:
    first = late_for(31, until=ON - timedelta(days=100))
    told = ON - timedelta(days=20)
    assert default_cancellation([*first, *late_for(30)], told, ON, "UF", RULEBOOK).outcome is Outcome.ALLOWED
    old = late_for(31, until=ON - timedelta(days=400))
    assert default_cancellation([*old, *late_for(30)], told, ON, "UF", RULEBOOK).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("cause", "facts", "outcome", "group", "rule"),
    [
        ("request", {"written": True}, Outcome.ALLOWED, True, "UF-094"),
        ("request", {}, Outcome.BLOCKED, False, "UF-094"),
        ("death", {}, Outcome.ALLOWED, False, "UF-094"),
        ("union", {}, Outcome.ALLOWED, True, "UF-094"),
        ("dependency", {}, Outcome.ALLOWED, False, "UF-094"),
        ("advantage", {}, Outcome.ALLOWED, True, "UF-094"),
        ("fraud", {}, Outcome.BLOCKED, False, "UF-104"),
        ("fraud", {"notified": True}, Outcome.ALLOWED, True, "UF-094"),
        ("breach", {"notified": True}, Outcome.REFUSED, False, "UF-104"),
        ("breach", {"proved": True}, Outcome.BLOCKED, False, "UF-104"),
        ("breach", {"notified": True, "proved": True}, Outcome.ALLOWED, True, "UF-104"),
    ],
)
@pytest.mark.rule("UF-094")
@pytest.mark.rule("UF-104")
def test_a_cause_excludes_and_the_holder_takes_the_family_along(
    cause: str, facts: dict[str, Any], outcome: Outcome, group: bool, rule: str
) -> None:
    found = loss(Leaving(cause, ON, ON, **facts), "UF", RULEBOOK)
    assert (found.decision.outcome, found.whole_group) == (outcome, group)
    assert found.decision.reasons[0].rule == rule
    assert found.last_day == (ON if outcome is Outcome.ALLOWED else None)


@pytest.mark.rule("UF-098")
@pytest.mark.parametrize(("cost", "back"), [(100000, 110000), (10005, 11006), (0, 0)])
def test_misuse_costs_a_tenth_more(cost: int, back: int) -> None:
    assert misuse_charge(Money(cost), ON, "UF", RULEBOOK) == Money(back)


@pytest.mark.rule("UF-099")
@pytest.mark.parametrize(
    ("debt", "papers", "outcome"),
    [(0, True, Outcome.ALLOWED), (1, True, Outcome.REFUSED), (0, False, Outcome.BLOCKED)],
)
def test_who_was_excluded_for_default_rejoins_without_debts(debt: int, papers: bool, outcome: Outcome) -> None:
    decision = rejoining(open_debt=Money(debt), proposal=True, health_declaration=papers)
    assert decision.outcome is outcome


@pytest.mark.rule("UF-100")
def test_an_exclusion_is_appealed_in_thirty_days() -> None:
    assert appeal_by(date(2013, 5, 15), "UF", RULEBOOK) == date(2013, 6, 14)


@pytest.mark.rule("UF-102")
@pytest.mark.parametrize(
    ("told", "fee"),
    [
        pytest.param(date(2012, 9, 10), Money(55000), id="eleven fees left"),
        pytest.param(date(2013, 5, 9), Money(20000), id="the day before a due date"),
        pytest.param(date(2013, 5, 10), Money(15000), id="on a due date"),
        pytest.param(date(2013, 9, 9), ZERO, id="the last day, every fee due"),
    ],
)
def test_leaving_before_a_year_costs_a_tenth_of_the_fees_left(told: date, fee: Money) -> None:
    found = exit_of(ADHERED, ADHERED, told, Money(50000), "UF", RULEBOOK)
    assert (found.fee, found.effective_on, found.frozen_until) == (fee, told, None)
    assert found.reasons[0].rule == "UF-102"


@pytest.mark.rule("UF-103")
def test_leaving_after_a_year_costs_nothing_with_thirty_days_notice() -> None:
    found = exit_of(ADHERED, ADHERED, date(2013, 9, 10), Money(50000), "UF", RULEBOOK)
    leaves = date(2013, 10, 10)
    assert (found.fee, found.effective_on, found.frozen_until) == (ZERO, leaves, leaves)
    assert found.reasons[0].rule == "UF-103"


@pytest.mark.rule("UF-105")
@pytest.mark.parametrize(
    ("care_on", "admitted", "outcome"),
    [
        (date(2013, 5, 31), False, Outcome.ALLOWED),
        (date(2013, 6, 1), False, Outcome.REFUSED),
        (date(2013, 6, 1), True, Outcome.ALLOWED),
    ],
)
def test_the_plan_pays_to_the_last_day_and_the_admitted_beyond(
    care_on: date, admitted: bool, outcome: Outcome
) -> None:
    assert pays_after_end(date(2013, 5, 31), care_on, admitted=admitted).outcome is outcome


@pytest.mark.rule("UF-107")
@pytest.mark.parametrize(
    ("facts", "against"),
    [
        pytest.param({}, 0, id="the second anniversary"),
        pytest.param({"on": date(2013, 9, 10)}, 0, id="the first anniversary"),
        pytest.param({"on": date(2014, 9, 11)}, 1, id="a day after the anniversary"),
        pytest.param({"on": date(2013, 9, 9)}, 2, id="too early, and no anniversary"),
        pytest.param({"by_holder": False}, 1, id="a dependant asks"),
        pytest.param({"everybody": False}, 1, id="not all of them"),
        pytest.param({"below_dependents": True}, 1, id="the holder with less cover"),
    ],
)
def test_a_family_migrates_whole_on_an_anniversary(facts: dict[str, Any], against: int) -> None:
    asked = Migration(**{"adhered_on": ADHERED, "on": date(2014, 9, 10), **facts})
    decision = migration(asked, "UF", RULEBOOK)
    assert decision.outcome is (Outcome.REFUSED if against else Outcome.ALLOWED)
    assert len(decision.reasons) == (against or 1)
