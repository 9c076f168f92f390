"""Whether a newborn who is not included yet is attended by the cover of a parent."""

from collections.abc import Sequence
from datetime import date

import pytest

from desk.domain.eligibility.newborn import NewbornCare, NewbornFacts, newborn_care
from desk.domain.rulebook.parameters import Rulebook

STARTED = date(2006, 10, 2)


def care(
    rulebook: Rulebook,
    on: date = date(2007, 5, 15),
    *,
    adapted: bool = True,
    male: bool = False,
    classes: Sequence[str] = (),
    delivery_until: date | None = None,
) -> NewbornCare:
    """What the cover of a parent says on a day."""
    return newborn_care(NewbornFacts(adapted, STARTED, male, classes, delivery_until), on, rulebook)


@pytest.mark.rule("DP-026")
@pytest.mark.parametrize(
    ("on", "attended"),
    [
        pytest.param(date(2007, 8, 1), False, id="the day before ten months"),
        pytest.param(date(2007, 8, 2), False, id="ten months are not more than ten"),
        pytest.param(date(2007, 8, 3), True, id="the day after"),
    ],
)
def test_a_man_with_waiting_periods_but_none_for_delivery_needs_ten_months(
    rulebook: Rulebook, on: date, attended: bool
) -> None:
    found = care(rulebook, on, male=True, classes=("1", "2"))
    assert found.attended is attended
    assert found.since == date(2007, 8, 3)
    assert found.reason.rule == "DP-026"
    assert ("DESDE 03/08/2007" in found.reason.says) is attended


@pytest.mark.rule("DP-026")
@pytest.mark.parametrize(
    ("male", "classes"),
    [
        pytest.param(False, ("1", "2"), id="a woman"),
        pytest.param(True, (), id="a man without any"),
        pytest.param(True, ("1", "2", "3"), id="a man with delivery too, run out"),
    ],
)
def test_anybody_else_is_attended_at_once(rulebook: Rulebook, male: bool, classes: Sequence[str]) -> None:
    found = care(rulebook, male=male, classes=classes)
    assert (found.attended, found.since) == (True, None)


@pytest.mark.rule("DP-026")
@pytest.mark.parametrize(("day", "attended"), [(27, False), (28, False), (29, True)])
def test_the_waiting_period_for_delivery_must_be_over(rulebook: Rulebook, day: int, attended: bool) -> None:
    found = care(rulebook, date(2007, 7, day), classes=("3",), delivery_until=date(2007, 7, 28))
    assert found.attended is attended
    assert found.since == (None if attended else date(2007, 7, 29))


@pytest.mark.rule("DP-027")
def test_a_non_adapted_contract_asks_who_paid_the_delivery(rulebook: Rulebook) -> None:
    found = care(rulebook, adapted=False, male=True, classes=("1",))
    assert found.reason.rule == "DP-027"
    assert found.reason.says == "30 DIAS, SÓ SE A SEGURADORA PAGOU O PARTO"
