"""The member's share of a long psychiatric admission, to the centavo (AZ-041, AZ-042)."""

from datetime import date, timedelta

import pytest

from desk.domain.eligibility.share import CostedDay, Share, member_share
from desk.domain.kernel.errors import ParameterError
from desk.domain.kernel.money import ZERO, Money
from desk.domain.rulebook.parameters import Rulebook

YEAR_FROM = date(2010, 3, 1)
"""The agreement was signed that day: its years begin on 1 March."""
START = date(2012, 3, 1)


def days(count: int, cents: int = 10_000, start: date = START) -> list[CostedDay]:
    """Consecutive days, each at one cost."""
    return [CostedDay(start + timedelta(days=n), Money(cents)) for n in range(count)]


def share(rulebook: Rulebook, had: list[CostedDay], earlier: list[date] | None = None) -> Share:
    """The share by the table of ASSEFAZ."""
    return member_share(
        had,
        year_from=YEAR_FROM,
        name="cover.psychiatric_share",
        code="AZ",
        rulebook=rulebook,
        earlier=earlier or [],
    )


@pytest.mark.rule("AZ-041")
@pytest.mark.parametrize(("count", "free_left"), [(1, 29), (29, 1), (30, 0)])
def test_thirty_days_cost_nothing(rulebook: Rulebook, count: int, free_left: int) -> None:
    found = share(rulebook, days(count))
    assert (found.total, found.free_left) == (ZERO, free_left)


@pytest.mark.rule("AZ-042")
@pytest.mark.parametrize(
    ("count", "total"),
    [
        pytest.param(31, 10_00, id="first day at 10%"),
        pytest.param(60, 300_00, id="the whole first block"),
        pytest.param(61, 320_00, id="first day at 20%"),
        pytest.param(90, 900_00, id="the second block"),
        pytest.param(91, 930_00, id="first day at 30%"),
        pytest.param(120, 1_800_00, id="the third block"),
        pytest.param(121, 1_840_00, id="first day at 40%"),
        pytest.param(150, 3_000_00, id="the fourth block"),
        pytest.param(151, 3_050_00, id="first day at 50%"),
        pytest.param(200, 5_500_00, id="50% goes on"),
    ],
)
def test_every_block_of_thirty_days_has_its_own_percentage(rulebook: Rulebook, count: int, total: int) -> None:
    assert share(rulebook, days(count)).total == Money(total)


@pytest.mark.rule("AZ-042")
def test_a_percentage_counts_on_the_cost_of_its_own_block(rulebook: Rulebook) -> None:
    dear = days(30) + days(30, 50_000, START + timedelta(days=30)) + days(1, 100, START + timedelta(days=60))
    found = share(rulebook, dear)
    assert [(b.from_day, b.percent, b.units, b.cost) for b in found.blocks] == [
        (1, 0, 30, Money(300_000)),
        (31, 10, 30, Money(1_500_000)),
        (61, 20, 1, Money(100)),
    ]
    assert found.total == Money(150_020)
    assert {reason.rule for reason in found.reasons} == {"AZ-042"}


@pytest.mark.rule("AZ-042")
def test_the_whole_is_rounded_once_half_up(rulebook: Rulebook) -> None:
    had = [*days(30, 0), CostedDay(date(2012, 3, 31), Money(1_003)), *days(29, 0, date(2012, 4, 1))]
    assert share(rulebook, had).total == Money(100)
    both = [*had, CostedDay(date(2012, 4, 30), Money(1_001))]
    assert share(rulebook, both).total == Money(301)
    half = [*days(30, 0), CostedDay(date(2012, 3, 31), Money(1_005))]
    assert share(rulebook, half).total == Money(101)


@pytest.mark.rule("AZ-041")
def test_stays_of_one_year_add_up_and_a_new_year_begins_anew(rulebook: Rulebook) -> None:
    settled = [START + timedelta(days=n) for n in range(28)]
    again = days(5, start=date(2012, 9, 1))
    assert share(rulebook, again, settled).total == Money(3_000)
    assert share(rulebook, again).total == ZERO
    across = days(35, start=date(2013, 2, 1))
    assert [day.on for day in across][28] == date(2013, 3, 1)
    assert share(rulebook, across, settled).total == Money(2_600 * 10)
    assert share(rulebook, across).total == ZERO
    assert share(rulebook, across).free_left == 23


@pytest.mark.rule("AZ-042")
def test_before_the_regulation_there_is_no_table(rulebook: Rulebook) -> None:
    with pytest.raises(ParameterError):
        share(rulebook, days(1, start=date(2011, 10, 19)))
