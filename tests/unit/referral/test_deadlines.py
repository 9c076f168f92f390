"""By when an area answers: every line of the table, the hours it counts, and the days it leaves out."""

from datetime import UTC, date, datetime, timedelta

import pytest

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.clock import LOCAL_ZONE, local_time
from desk.domain.kernel.errors import ParameterError
from desk.domain.referral.deadlines import (
    Clock,
    clock_by_rulebook,
    clock_for,
    clock_of_services,
    estimate_clocks,
    may_charge,
    term,
    terms,
)
from desk.domain.rulebook.catalogue import catalogue
from desk.domain.rulebook.parameters import Rulebook

CALENDAR = BusinessCalendar.load()


def at(written: str) -> datetime:
    """A local moment `DD/MM/YYYY HH:MM` in UTC."""
    return datetime.strptime(written, "%d/%m/%Y %H:%M").replace(tzinfo=LOCAL_ZONE).astimezone(UTC)


def told(moment: datetime | None) -> str:
    """A moment as the desk reads it."""
    return "" if moment is None else f"{local_time(moment):%d/%m/%Y %H:%M}"


def due(kind: str, asked: str, *, urgent: bool = False, calendar: BusinessCalendar = CALENDAR) -> str:
    return told(clock_for(kind, at(asked), calendar, urgent=urgent).due_at)


# 15/05/2007 is a Tuesday; 07/06/2007, a Thursday, is Corpus Christi.


@pytest.mark.rule("AP-023")
@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("15/05/2007 08:30", "15/05/2007 18:30"),
        ("15/05/2007 10:00", "15/05/2007 20:00"),
        ("15/05/2007 17:00", "16/05/2007 03:00"),
        ("15/05/2007 17:01", "16/05/2007 18:30"),
        ("15/05/2007 08:29", "15/05/2007 18:30"),
        ("18/05/2007 17:01", "21/05/2007 18:30"),
        ("19/05/2007 12:00", "21/05/2007 18:30"),
        ("06/06/2007 18:00", "08/06/2007 18:30"),
    ],
)
def test_an_elective_request_by_fax_runs_ten_hours_from_the_opening(asked: str, answered: str) -> None:
    assert due("by_fax", asked) == answered


@pytest.mark.rule("AP-024")
def test_an_urgent_request_by_fax_runs_two_hours_at_any_time() -> None:
    assert due("by_fax", "19/05/2007 23:30", urgent=True) == "20/05/2007 01:30"


@pytest.mark.rule("AP-027")
def test_a_unit_is_answered_in_two_hours_and_the_insured_hears_three() -> None:
    clock = clock_for("outside_authority", at("15/05/2007 10:00"), CALENDAR)
    assert (told(clock.due_at), told(clock.promised_at)) == ("15/05/2007 12:00", "15/05/2007 13:00")
    assert clock.reasons[0].rule == "AP-027"


@pytest.mark.rule("AP-026")
def test_what_is_inside_the_authority_is_granted_at_once() -> None:
    assert due("within_authority", "15/05/2007 10:00") == "15/05/2007 10:00"


@pytest.mark.rule("AP-099", "AP-100", "AP-042", "AP-044", "AP-136", "AP-137", "AP-141", "AP-142", "AP-148")
@pytest.mark.rule("CV-028", "CV-038", "CV-078", "CV-079")
@pytest.mark.parametrize(
    ("kind", "urgent", "limit", "promise"),
    [
        ("radiotherapy", False, "08/06/2007 23:59", "08/06/2007 23:59"),
        ("dermolipectomy", False, "05/06/2007 22:00", "05/06/2007 22:00"),
        ("oral_surgery", False, "05/06/2007 22:00", "05/06/2007 22:00"),
        ("oral_surgery", True, "05/06/2007 12:00", "05/06/2007 12:00"),
        ("dental", False, "05/06/2007 22:00", "05/06/2007 22:00"),
        ("reanalysis_same_papers", False, "05/06/2007 12:00", "05/06/2007 13:00"),
        ("reanalysis_new_papers", False, "05/06/2007 13:00", "05/06/2007 13:00"),
        ("materials", False, "11/06/2007 10:00", ""),
        ("materials", True, "05/06/2007 22:00", ""),
        ("special_drug", False, "06/06/2007 11:30", "06/06/2007 11:30"),
        ("expert_placing", False, "06/06/2007 10:00", ""),
        ("expert_conclusion", False, "13/06/2007 23:59", "13/06/2007 23:59"),
        ("transplant", False, "06/06/2007 23:59", ""),
        ("cornea_transplant", False, "05/06/2007 22:00", "05/06/2007 22:00"),
        ("sus_impugnation", False, "18/07/2007 23:59", ""),
    ],
)
def test_every_kind_by_its_own_clock(kind: str, urgent: bool, limit: str, promise: str) -> None:
    clock = clock_for(kind, at("05/06/2007 10:00"), CALENDAR, urgent=urgent)  # two days before Corpus Christi
    assert (told(clock.due_at), told(clock.promised_at)) == (limit, promise)


@pytest.mark.rule("CV-038")
def test_business_hours_run_only_while_the_area_is_open() -> None:
    assert due("special_drug", "15/05/2007 08:30") == "16/05/2007 10:00"
    assert due("special_drug", "18/05/2007 16:00") == "22/05/2007 09:00"


@pytest.mark.rule("CV-028")
def test_seventy_two_business_hours_are_three_business_days() -> None:
    assert due("materials", "18/05/2007 16:00") == "23/05/2007 16:00"


@pytest.mark.rule("AP-101")
@pytest.mark.parametrize(
    ("delivery", "admission", "answered", "also"),
    [
        (False, date(2007, 5, 24), "22/05/2007 23:59", False),
        (False, date(2007, 5, 23), "22/05/2007 23:59", True),
        (True, date(2007, 6, 30), "18/05/2007 23:59", False),
    ],
)
def test_a_refund_estimate_has_its_own_term_and_a_near_admission_goes_to_cap_too(
    delivery: bool, admission: date, answered: str, also: bool
) -> None:
    clocks = estimate_clocks(at("15/05/2007 10:00"), admission, CALENDAR, delivery=delivery)
    assert told(clocks.estimate.due_at) == answered
    assert told(clocks.also_cap.due_at if clocks.also_cap else None) == ("15/05/2007 12:00" if also else "")


@pytest.mark.rule("AP-101")
def test_a_sic_of_an_estimate_is_answered_five_business_days_after_the_information() -> None:
    assert due("refund_estimate_information", "15/05/2007 10:00") == "22/05/2007 23:59"


@pytest.mark.rule("AZ-066", "UF-079")
@pytest.mark.parametrize(
    ("code", "asked", "answered"),
    [
        ("AZ", "09/03/2012 10:00", "12/03/2012 23:59"),
        ("UF", "20/03/2009 10:00", "23/03/2009 23:59"),
        ("PS", "15/09/2021 10:00", ""),
    ],
)
def test_other_rulebooks_have_one_business_day_or_say_nothing(
    code: str, asked: str, answered: str, rulebook: Rulebook
) -> None:
    clock = clock_by_rulebook(code, at(asked), rulebook, CALENDAR)
    assert (told(clock.due_at), told(clock.promised_at)) == (answered, answered)


@pytest.mark.rule("AP-027", "AP-099")
def test_a_form_of_several_services_is_answered_with_the_slowest() -> None:
    services = [frozenset({"imaging"}), frozenset({"radiotherapy", "therapy"})]
    clock = clock_of_services(services, at("15/05/2007 10:00"), CALENDAR, urgent=False, from_desk=True)
    assert told(clock.due_at) == "17/05/2007 23:59"
    assert [reason.rule for reason in clock.reasons] == ["AP-027", "AP-099"]


@pytest.mark.rule("AP-023")
def test_who_is_no_unit_of_the_desk_has_the_terms_of_the_fax() -> None:
    clock = clock_of_services([frozenset()], at("15/05/2007 10:00"), CALENDAR, urgent=False, from_desk=False)
    assert told(clock.due_at) == "15/05/2007 20:00"


@pytest.mark.rule("CV-079", "CV-078")
def test_cornea_is_no_transplant_like_the_others() -> None:
    asked = at("15/05/2007 10:00")
    cornea = frozenset({"cornea_transplant", "transplant", "surgery"})
    clock = clock_of_services([cornea], asked, CALENDAR, urgent=False, from_desk=True)
    assert clock.reasons[0].rule == "CV-079"


@pytest.mark.rule("AP-103")
@pytest.mark.parametrize(("minutes", "may"), [(-1, False), (0, False), (1, True)])
def test_an_area_is_charged_once_its_time_is_up(minutes: int, may: bool) -> None:
    limit = at("15/05/2007 12:00")
    assert may_charge(limit, limit + timedelta(minutes=minutes)) is may
    assert not may_charge(None, limit)


def test_the_holidays_of_a_place_count_no_more_than_the_national_ones() -> None:
    local = CALENDAR.with_holidays([date(2007, 5, 16)])
    assert due("radiotherapy", "15/05/2007 10:00") == "17/05/2007 23:59"
    assert due("radiotherapy", "15/05/2007 10:00", calendar=local) == "18/05/2007 23:59"


def test_a_year_the_calendar_lacks_is_an_error_and_no_guess() -> None:
    with pytest.raises(ParameterError, match="SEM O ANO 2031"):
        due("radiotherapy", "30/12/2030 10:00")
    with pytest.raises(ParameterError, match="SEM O ANO 2031"):
        due("by_fax", "05/01/2031 10:00")
    assert due("outside_authority", "05/01/2031 10:00") == "05/01/2031 12:00", "running hours need no calendar"


def test_the_hour_that_summer_time_repeats_or_skips_is_an_hour() -> None:
    clock = clock_for("expert_placing", at("13/10/2007 20:00"), CALENDAR)  # summer time begins that night
    assert isinstance(clock, Clock)
    assert clock.due_at is not None
    assert clock.due_at - clock.asked_at == timedelta(hours=24)


def test_before_the_first_product_there_is_no_term() -> None:
    with pytest.raises(ParameterError, match="SEM PRAZO DE RESPOSTA"):
        term("by_fax", urgent=False, on=date(1989, 3, 31))


def test_every_term_cites_a_rule_of_the_catalogue_and_a_source_line() -> None:
    for line in terms():
        assert line.rule in catalogue(), line.kind
        assert line.source.startswith("002_e981602f3f58e25b.txt:"), line.kind
