"""The steps of the review routine, the hours of its telephone, and the form with every field filled."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.authorization.review_rules import (
    CHOICES,
    LABELS,
    NONE_WORD,
    Complaint,
    ReviewForm,
    ServiceCount,
    Stand,
    answers_telephone,
    check_review_form,
    read_services,
    steps,
)
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.routines import audited_hospitals, review_motives
from tests.service.test_review import a_review
from tests.unit.authorization.builders import calendar

TODAY = date(2007, 5, 15)
TEN = datetime(2007, 5, 15, 13, 0, tzinfo=UTC)
"""10:00 of a Tuesday at the desk."""


@pytest.fixture(scope="module")
def business() -> BusinessCalendar:
    """The national calendar."""
    return calendar()


@pytest.mark.rule("AP-126")
@pytest.mark.parametrize(
    ("stand", "at", "word"),
    [
        (Stand.LISTENS, 0, "6673 OU 6564"),
        (Stand.WILL_NOT_CALL, 1, "FORMULÁRIO AO NÚCLEO"),
        (Stand.WILL_NOT_WAIT, 2, "111 7668"),
    ],
)
def test_without_a_consultant_the_routine_goes_in_three_steps(
    rulebook: Rulebook, business: BusinessCalendar, stand: Stand, at: int, word: str
) -> None:
    found = steps(Complaint(unit_has_consultant=False, stand=stand, at=TEN), rulebook, business)
    assert [step.now for step in found] == [n == at for n in range(3)]
    assert [step.form for step in found] == [False, True, True]
    assert word in found[at].reason.says
    assert {step.reason.rule for step in found} == {"AP-126"}


@pytest.mark.rule("AP-126")
@pytest.mark.parametrize("new_report", [True, False])
def test_a_new_report_goes_to_cap_by_fax_with_the_form(
    rulebook: Rulebook, business: BusinessCalendar, new_report: bool
) -> None:
    complaint = Complaint(False, Stand.WILL_NOT_CALL, TEN, new_report)
    assert ("3758-8808" in steps(complaint, rulebook, business)[1].reason.says) is new_report


@pytest.mark.rule("AP-127")
def test_with_a_consultant_the_complaint_stays_in_the_unit(rulebook: Rulebook, business: BusinessCalendar) -> None:
    for stand, at in ((Stand.LISTENS, 0), (Stand.WILL_NOT_CALL, 1), (Stand.WILL_NOT_WAIT, 1)):
        found = steps(Complaint(True, stand, TEN), rulebook, business)
        assert [step.now for step in found] == [at == 0, at == 1]
        assert "CONSULTOR DA UDAS" in found[1].reason.says


@pytest.mark.rule("AP-126")
@pytest.mark.parametrize(
    ("at", "answers"),
    [
        (datetime(2007, 5, 15, 11, 29, tzinfo=UTC), False),
        (datetime(2007, 5, 15, 11, 30, tzinfo=UTC), True),
        (datetime(2007, 5, 15, 20, 0, tzinfo=UTC), True),
        (datetime(2007, 5, 15, 20, 1, tzinfo=UTC), False),
        (datetime(2007, 5, 19, 13, 0, tzinfo=UTC), False),
        (datetime(2007, 6, 7, 13, 0, tzinfo=UTC), False),
    ],
)
def test_the_centre_answers_the_telephone_on_business_days_from_half_past_eight_to_five(
    rulebook: Rulebook, business: BusinessCalendar, at: datetime, answers: bool
) -> None:
    """15/05/2007 is a Tuesday, 19/05 a Saturday, 07/06 Corpus Christi."""
    assert answers_telephone(at, rulebook, business) is answers
    says = steps(Complaint(False, Stand.WILL_NOT_WAIT, at), rulebook, business)[2].reason.says
    assert ("FECHADO AGORA" in says) is not answers


@pytest.mark.rule("AP-129")
def test_the_form_as_filled_in_is_good() -> None:
    check_review_form(a_review(), TODAY)
    assert set(LABELS) == {field.name for field in fields(ReviewForm)}


@pytest.mark.rule("AP-129")
@pytest.mark.parametrize(
    "name", [f.name for f in fields(ReviewForm) if f.name not in {"authorized", "refused", "remarks"}]
)
def test_no_field_of_the_form_may_be_blank(name: str) -> None:
    with pytest.raises(DomainError) as fault:
        check_review_form(replace(a_review(), **{name: ""}), TODAY)
    assert fault.value.field == name


@pytest.mark.rule("AP-129")
@pytest.mark.parametrize(
    ("name", "value", "good"),
    [
        ("unit_phone", NONE_WORD, False),
        ("unit_fax", NONE_WORD, True),
        ("member_email", "SEM ARROBA", False),
        ("member_email", "AURORA@EXEMPLO.INVALID", True),
        ("physician_phone", "1234567", False),
        ("physician_phone", "(11) 0000-0002", True),
        ("physician", NONE_WORD, False),
        ("council_number", "123456", False),
        ("council_number", "SP123456", True),
        ("contact_on", "2007-05-16", False),
        ("contact_on", "2007-05-15", True),
        ("contact_by", "X", False),
        ("consultant_contact", "D", True),
        ("motive", "waiting", False),
        *[("motive", motive, True) for motive in review_motives()],
        *[(name, code, True) for name, codes in CHOICES.items() for code in codes if name not in {"conclusion"}],
        ("requested", "52110133", False),
        ("requested", "5211013X02", False),
        ("requested", "90010046X00", False),
        ("requested", "90010046X01 90010046X02", False),
        ("requested", "90010046x01, 52110133x02", True),
        ("refused", "90010046X02", False),
        ("refused", "52110133X01", False),
    ],
)
def test_each_field_is_held_to_what_it_is(name: str, value: str, good: bool) -> None:
    form = replace(a_review(), **{name: value})
    if good:
        check_review_form(form, TODAY)
        return
    with pytest.raises(DomainError) as fault:
        check_review_form(form, TODAY)
    assert fault.value.field == name


@pytest.mark.rule("AP-129")
@pytest.mark.parametrize(
    ("conclusion", "authorized", "refused", "field"),
    [
        ("N", "", "", ""),
        ("S", "", "", ""),
        ("R", "", "", "authorized"),
        ("R", "", "90010046X01", "authorized"),
        ("R", "90010046X01", "", ""),
        ("M", "", "", "refused"),
        ("M", "", "90010046X01", ""),
        ("M", "90010046X01", "90010046X01", "refused"),
    ],
)
def test_a_conclusion_says_what_became_of_the_codes(
    conclusion: str, authorized: str, refused: str, field: str
) -> None:
    form = a_review(conclusion=conclusion, authorized=authorized, refused=refused)
    if not field:
        check_review_form(form, TODAY)
        return
    with pytest.raises(DomainError) as fault:
        check_review_form(form, TODAY)
    assert fault.value.field == field


@pytest.mark.rule("AP-129")
@given(
    st.dictionaries(st.from_regex(r"[0-9]{8}", fullmatch=True), st.integers(1, 999), min_size=1, max_size=6),
    st.sampled_from([" ", ", ", ";", "  "]),
)
def test_codes_and_quantities_are_read_back_as_written(services: dict[str, int], between: str) -> None:
    written = tuple(ServiceCount(code, quantity) for code, quantity in services.items())
    assert read_services(between.join(map(str, written)), "requested") == written


@pytest.mark.rule("AP-144")
def test_the_hospitals_with_an_auditor_are_all_there() -> None:
    found = audited_hospitals()
    assert len(found) == 137
    assert {h.state for h in found} == {"BA", "CE", "DF", "MG", "RJ", "RN", "RS", "SP"}
    assert all(h.name and h.city and h.source for h in found)
