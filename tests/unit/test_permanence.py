"""How long who left the company stays, and the dates that stand for none."""

from datetime import date

import pytest

from desk.domain.eligibility.permanence import Permanence, Stay, permanence
from desk.domain.enrolment.model import Continuation
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.decision import Disclosure
from desk.domain.rulebook.parameters import Rulebook

CALENDAR = BusinessCalendar.load()
TODAY = date(2007, 5, 15)
RETIRED = "00001 - APOSENTADO"


def reads(rulebook: Rulebook, stay: Stay, on: date = TODAY) -> Permanence:
    """How a stay reads; it must be one."""
    found = permanence(stay, on, rulebook=rulebook, calendar=CALENDAR)
    assert found is not None
    return found


def retired(end: date | None, additional: str = RETIRED) -> Stay:
    """A retired person's stay since 2004."""
    return Stay("retired", date(2004, 4, 1), end, additional)


def applied(found: Permanence) -> set[str]:
    """The rules that applied."""
    return {reason.rule for reason in found.reasons if reason.applied}


@pytest.mark.rule("DA-015")
def test_who_did_not_leave_the_company_has_no_stay(rulebook: Rulebook) -> None:
    stay = Stay("", None, None, "")
    assert permanence(stay, TODAY, rulebook=rulebook, calendar=CALENDAR) is None


@pytest.mark.rule("DA-021")
@pytest.mark.parametrize("year", [2009, 2010, 2011, 2012, 2013])
def test_the_dates_that_stand_for_no_end_are_never_told(rulebook: Rulebook, year: int) -> None:
    found = reads(rulebook, retired(date(year, 2, 28)))
    assert found.provisional
    assert not found.over
    assert found.cancelled_on is None
    assert str(year) not in found.tell + found.ask
    assert applied(found) == {"DA-019", "DA-020", "DA-021"}
    stands_in = next(reason for reason in found.reasons if reason.rule == "DA-021")
    assert stands_in.disclose is Disclosure.INTERNAL


@pytest.mark.rule("DA-019", "DA-020")
def test_the_attendant_asks_how_long_the_person_contributed(rulebook: Rulebook) -> None:
    found = reads(rulebook, retired(date(2011, 2, 28)))
    assert found.ask == "POR QUANTO TEMPO CONTRIBUIU? 10 ANOS OU MAIS: INDETERMINADA"
    assert found.tell == "A PERMANÊNCIA DEPENDE DO TEMPO DE CONTRIBUIÇÃO"


@pytest.mark.rule("DA-021")
@pytest.mark.parametrize(
    "stay",
    [
        pytest.param(retired(date(2008, 2, 28)), id="28 February of a year before the list"),
        pytest.param(retired(date(2014, 2, 28)), id="and of one after it"),
        pytest.param(retired(date(2011, 3, 1)), id="another day of a year of the list"),
        pytest.param(retired(date(2011, 2, 28), "00002 - DEMITIDO"), id="Dados Adicionais says otherwise"),
        pytest.param(retired(date(2011, 2, 28), ""), id="Dados Adicionais says nothing"),
    ],
)
def test_any_other_date_is_an_end_that_may_be_told(rulebook: Rulebook, stay: Stay) -> None:
    found = reads(rulebook, stay)
    assert not found.provisional
    assert applied(found) == {"DA-018"}
    assert found.tell.startswith("PERMANÊNCIA ATÉ")


def test_a_provisional_date_that_has_passed_still_ends_nothing(rulebook: Rulebook) -> None:
    assert not reads(rulebook, retired(date(2009, 2, 28)), date(2010, 1, 1)).over


@pytest.mark.rule("DA-018")
@pytest.mark.parametrize(
    ("end", "cancelled_on"),
    [
        pytest.param(date(2007, 10, 31), date(2007, 11, 1), id="the day after is a Thursday"),
        pytest.param(date(2008, 10, 31), date(2008, 11, 3), id="a Friday: Monday"),
        pytest.param(date(2007, 4, 30), date(2007, 5, 2), id="the day after is a holiday"),
        pytest.param(date(2150, 1, 1), None, id="the calendar does not reach it"),
    ],
)
def test_the_contract_is_cancelled_on_the_first_business_day_after(
    rulebook: Rulebook, end: date, cancelled_on: date | None
) -> None:
    found = reads(rulebook, Stay("dismissed", date(2006, 11, 1), end, "00002 - DEMITIDO"))
    assert found.kind is Continuation.DISMISSED
    assert found.cancelled_on == cancelled_on


@pytest.mark.rule("DA-018")
@pytest.mark.parametrize(("day", "over"), [(30, False), (31, False), (1, True)])
def test_the_end_itself_is_still_a_day_of_the_stay(rulebook: Rulebook, day: int, over: bool) -> None:
    on = date(2007, 11 if day == 1 else 10, day)
    found = reads(rulebook, Stay("dismissed", date(2006, 11, 1), date(2007, 10, 31), ""), on)
    assert found.over is over
    assert found.tell == f"PERMANÊNCIA {'ACABOU EM' if over else 'ATÉ'} 31/10/2007"


def test_a_stay_without_an_end_says_so(rulebook: Rulebook) -> None:
    found = reads(rulebook, retired(None))
    assert (found.tell, found.over, found.provisional) == ("SEM FIM DE PERMANÊNCIA REGISTRADO", False, False)
