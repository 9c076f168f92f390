"""The price of a plan by the law (LX-026 to LX-032)."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk.domain.eligibility.law_price import (
    Consumer,
    Increase,
    Spell,
    Succession,
    age_band,
    copayment,
    counts_from,
    franchise_shares,
    may_increase,
    within_span,
)
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.money import Money
from desk.domain.rulebook.parameters import Rulebook

ON = date(2007, 5, 15)


def preferring(folder: Path, name: str, value: str) -> Rulebook:
    """The rulebook with another reading of the law."""
    path = folder / "override.toml"
    path.write_text(f'[LX."{name}"]\nvalue = {value}\n', encoding="utf-8")
    return Rulebook.load(None, path)


@pytest.mark.rule("LX-026")
@pytest.mark.parametrize(
    ("age", "band"),
    [(0, 1), (17, 1), (18, 2), (29, 2), (30, 3), (39, 3), (40, 4), (49, 4), (50, 5), (59, 5), (60, 6), (69, 6),
     (70, 7), (99, 7)],
)  # fmt: skip
def test_there_are_seven_age_bands(age: int, band: int, rulebook: Rulebook) -> None:
    assert age_band(age, ON, rulebook) == band


@pytest.mark.rule("LX-026")
def test_the_last_band_may_be_read_to_begin_a_year_later(tmp_path: Path) -> None:
    other = preferring(tmp_path, "price.age_bands", "[0, 18, 30, 40, 50, 60, 71]")
    assert (age_band(70, ON, other), age_band(71, ON, other)) == (6, 7)


@pytest.mark.rule("LX-027")
def test_the_last_fee_is_at_most_six_times_the_first(rulebook: Rulebook) -> None:
    assert within_span(Money(10000), Money(60000), ON, rulebook)
    assert not within_span(Money(10000), Money(60001), ON, rulebook)


@pytest.mark.rule("LX-028")
@pytest.mark.parametrize(
    ("born", "since", "outcome"),
    [
        pytest.param(date(1937, 5, 15), date(1997, 5, 14), Outcome.REFUSED, id="turning 70, ten years and a day"),
        pytest.param(date(1937, 5, 15), date(1997, 5, 15), Outcome.ALLOWED, id="turning 70, exactly ten years"),
        pytest.param(date(1947, 5, 15), date(1990, 1, 1), Outcome.ALLOWED, id="turning 60"),
        pytest.param(date(1947, 5, 14), date(1990, 1, 1), Outcome.REFUSED, id="60 and a day"),
    ],
)
def test_who_is_over_sixty_and_ten_years_in_the_plan_has_no_band_increase(
    born: date, since: date, outcome: Outcome, rulebook: Rulebook
) -> None:
    consumer = Consumer(born, since)
    found = may_increase(consumer, Increase.AGE_BAND, ON, in_contract=True, approved=True, rulebook=rulebook)
    assert found.outcome is outcome
    said = {(reason.rule, reason.applied) for reason in found.reasons}
    assert (("LX-028", True) in said) or outcome is Outcome.ALLOWED
    other = may_increase(consumer, Increase.TECHNICAL, ON, in_contract=True, approved=True, rulebook=rulebook)
    assert other.outcome is Outcome.ALLOWED


@pytest.mark.rule("LX-028")
def test_the_protection_holds_for_changes_of_band_since_september_1998(rulebook: Rulebook) -> None:
    consumer = Consumer(date(1928, 9, 3), date(1980, 1, 1), collective=True)
    first = date(1998, 9, 3)
    found = may_increase(consumer, Increase.AGE_BAND, first, in_contract=True, approved=True, rulebook=rulebook)
    assert found.outcome is Outcome.REFUSED
    assert rulebook.value("price.protected_changes_from", first, rulebook="LX") == first


@pytest.mark.rule("LX-028")
def test_the_sixtieth_birthday_may_be_read_into_it(tmp_path: Path) -> None:
    other = preferring(tmp_path, "price.protected_from_birthday", "true")
    consumer = Consumer(date(1947, 5, 15), date(1990, 1, 1))
    found = may_increase(consumer, Increase.AGE_BAND, ON, in_contract=True, approved=True, rulebook=other)
    assert found.outcome is Outcome.REFUSED


@pytest.mark.rule("LX-028", "LX-029")
@pytest.mark.parametrize(
    ("kind", "elder", "in_contract", "approved", "outcome"),
    [
        pytest.param(Increase.AGE_BAND, False, True, False, Outcome.ALLOWED, id="band in the contract"),
        pytest.param(Increase.AGE_BAND, False, False, True, Outcome.REFUSED, id="band not in the contract"),
        pytest.param(Increase.AGE_BAND, True, True, False, Outcome.REFUSED, id="band of an elder, not approved"),
        pytest.param(Increase.AGE_BAND, True, True, True, Outcome.ALLOWED, id="band of an elder, approved"),
        pytest.param(Increase.TECHNICAL, False, True, False, Outcome.REFUSED, id="technical, not approved"),
        pytest.param(Increase.TECHNICAL, False, False, True, Outcome.ALLOWED, id="technical, approved"),
    ],
)
def test_an_individual_fee_goes_up_by_band_or_by_approval(
    kind: Increase, elder: bool, in_contract: bool, approved: bool, outcome: Outcome, rulebook: Rulebook
) -> None:
    consumer = Consumer(date(1940, 1, 1) if elder else date(1970, 1, 1), date(2003, 1, 1))
    found = may_increase(consumer, kind, ON, in_contract=in_contract, approved=approved, rulebook=rulebook)
    assert found.outcome is outcome
    group = Consumer(consumer.birth_date, consumer.since, collective=True)
    free = may_increase(group, kind, ON, in_contract=False, approved=False, rulebook=rulebook)
    assert (free.outcome, free.reasons[0].rule) == (Outcome.ALLOWED, "LX-029")


@pytest.mark.rule("LX-030")
def test_a_successor_goes_on_counting() -> None:
    first, sold = Spell(date(1990, 1, 1), Succession.SOLD), Spell(date(1996, 1, 1), Succession.LEGAL_FORM)
    left, moved = Spell(date(1996, 1, 1), Succession.NONE), Spell(date(1996, 1, 1), Succession.TRANSFERRED)
    present = Spell(date(2001, 1, 1))
    assert counts_from([first, sold, present]) == date(1990, 1, 1)
    assert counts_from([first, moved, present]) == date(1990, 1, 1)
    assert counts_from([first, left, present]) == date(2001, 1, 1)
    assert counts_from([present]) == date(2001, 1, 1)
    with pytest.raises(ValueError, match="no time"):
        counts_from([])


@pytest.mark.rule("LX-031")
@pytest.mark.parametrize(
    ("percent", "admission", "psychiatric", "outcome"),
    [
        ("25", False, False, Outcome.ALLOWED),
        ("99.99", False, False, Outcome.ALLOWED),
        ("100", False, False, Outcome.REFUSED),
        ("25", True, False, Outcome.REFUSED),
        ("50", True, True, Outcome.ALLOWED),
        ("100", True, True, Outcome.REFUSED),
    ],
)
def test_a_share_of_the_member_is_never_the_whole_and_of_admissions_only_psychiatric(
    percent: str, admission: bool, psychiatric: bool, outcome: Outcome, rulebook: Rulebook
) -> None:
    found = copayment(Decimal(percent), ON, admission=admission, psychiatric=psychiatric, rulebook=rulebook)
    assert (found.outcome, found.reasons[0].rule) == (outcome, "LX-031")


@pytest.mark.rule("LX-032")
@pytest.mark.parametrize(
    ("cost", "own", "rest"),
    [("80,00", "80,00", "0,00"), ("100,00", "100,00", "0,00"), ("100,01", "100,00", "0,01")],
)
def test_up_to_the_franquia_the_operator_pays_nothing(cost: str, own: str, rest: str) -> None:
    found = franchise_shares(Money.parse(cost), Money.parse("100,00"))
    assert found == (Money.parse(own), Money.parse(rest))
