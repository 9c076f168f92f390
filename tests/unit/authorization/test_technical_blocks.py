"""The blocks that need analysis: what raises each, and the nearest case that does not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.domain.access.model import Role
from desk.domain.authorization.blocks.form import validity
from desk.domain.authorization.case import Case
from desk.domain.catalogue.model import ProcedureKind
from desk.domain.enrolment.model import Continuation, LineOfBusiness, MemberBlock, WaitingPeriod
from desk.domain.kernel.dates import format_date
from desk.domain.premium.rules import Due
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.authorization.builders import (
    ATTENDANT,
    DELIVERY,
    EXAM,
    NOTE,
    SECOND_EXAM,
    TODAY,
    Place,
    a_block,
    a_card,
    a_case,
    a_delivery,
    a_due,
    a_form,
    a_member,
    a_policy,
    a_procedure,
    a_refused_line,
    a_sponsor,
    a_waiting_period,
    an_admission,
    applied_rules,
    codes_of,
    day,
    lines,
    said,
    standing_blocks,
    without,
)

# 042, 206, 207: validity


@pytest.mark.rule("AP-002")
def test_an_authorization_is_valid_through_the_thirtieth_day_after_its_issue(rulebook: Rulebook) -> None:
    assert validity(date(2007, 5, 15), rulebook) == date(2007, 6, 14)
    assert validity(date(2008, 2, 1), rulebook) == date(2008, 3, 2)


@pytest.mark.rule("AP-091", "AP-002")
@pytest.mark.parametrize(
    ("until", "code"),
    [
        pytest.param(-1, "042", id="yesterday"),
        pytest.param(0, "", id="today"),
        pytest.param(30, "", id="thirty-days"),
        pytest.param(31, "206", id="thirty-one-days"),
        pytest.param(180, "206", id="a-hundred-and-eighty-days"),
        pytest.param(181, "207", id="a-hundred-and-eighty-one-days"),
        pytest.param(4000, "207", id="years"),
    ],
)
def test_the_validity_raises_at_most_one_block(rulebook: Rulebook, until: int, code: str) -> None:
    case = a_case(form=a_form(valid_until=day(until)))
    assert standing_blocks(case, rulebook) == ([(code, "validade", 0)] if code else [])


@pytest.mark.rule("AP-091", "AP-002")
@pytest.mark.parametrize(("until", "raises"), [(27, False), (28, True)])
def test_the_thirty_days_run_from_the_issue_typed(rulebook: Rulebook, until: int, raises: bool) -> None:
    case = a_case(form=a_form(issued_on=day(-3), valid_until=day(until)))
    assert ("206" in codes_of(case, rulebook)) is raises


# 479: planned date of an admission


@pytest.mark.rule("AP-061", "AP-092")
@pytest.mark.parametrize("attendance", ["6", "7", "8"])
@pytest.mark.parametrize("planned", [True, False], ids=["with-date", "without-date"])
def test_an_admission_needs_a_planned_date(rulebook: Rulebook, attendance: str, planned: bool) -> None:
    form = an_admission(attendance_type=attendance, planned_on=day(7) if planned else None, lines=lines(DELIVERY))
    case = a_case(a_delivery(attendance_types=""), form=form)
    expected = [] if planned else [("479", "data_prevista", 0)]
    assert without(standing_blocks(case, rulebook), "480") == expected


@pytest.mark.rule("AP-061", "AP-092")
@pytest.mark.parametrize("attendance", ["2", "5"])
def test_outside_an_admission_the_planned_date_may_be_blank(rulebook: Rulebook, attendance: str) -> None:
    assert standing_blocks(a_case(form=a_form(attendance_type=attendance)), rulebook) == []


# 401: coverage


@pytest.mark.parametrize(
    ("exception", "adapted_only", "adapted", "rule"),
    [
        pytest.param(False, False, True, "AP-092", id="excluded", marks=pytest.mark.rule("AP-092")),
        pytest.param(False, True, False, "AP-092", id="excluded-twice", marks=pytest.mark.rule("AP-092")),
        pytest.param(None, True, False, "CV-041", id="adapted-only", marks=pytest.mark.rule("CV-041")),
        pytest.param(None, True, True, "", id="adapted-only-and-adapted", marks=pytest.mark.rule("CV-041")),
        pytest.param(True, True, False, "", id="covered-by-exception", marks=pytest.mark.rule("CV-041")),
        pytest.param(True, False, True, "", id="covered", marks=pytest.mark.rule("AP-092")),
        pytest.param(None, False, False, "", id="nothing-said", marks=pytest.mark.rule("CV-041")),
    ],
)
def test_401_is_what_the_contract_excludes_or_the_law_alone_covers(
    rulebook: Rulebook, exception: bool | None, adapted_only: bool, adapted: bool, rule: str
) -> None:
    case = a_case(
        a_procedure(),
        a_procedure(SECOND_EXAM, adapted_only=adapted_only),
        card=a_card(policy=a_policy(adapted=adapted)),
        coverage={} if exception is None else {SECOND_EXAM: exception},
    )
    assert standing_blocks(case, rulebook) == ([("401", "servico.2", 2)] if rule else [])
    assert applied_rules(case, rulebook, "401") == ({rule} if rule else set())


# 402: blocked company


@pytest.mark.parametrize(
    ("line", "rule", "where"),
    [
        pytest.param(
            LineOfBusiness.SMALL_GROUP,
            "EL-021",
            "ATENDIMENTO A CLIENTES",
            id="small-group",
            marks=pytest.mark.rule("EL-021"),
        ),
        pytest.param(LineOfBusiness.GROUP, "EL-024", "RH", id="group", marks=pytest.mark.rule("EL-024")),
        pytest.param(
            LineOfBusiness.SELF_FUNDED, "EL-024", "RH", id="self-funded", marks=pytest.mark.rule("EL-024")
        ),
    ],
)
def test_a_blocked_company_raises_402_and_names_who_solves_it(
    rulebook: Rulebook, line: LineOfBusiness, rule: str, where: str
) -> None:
    card = a_card(sponsor=a_sponsor(line_of_business=line, blocked_on=TODAY))
    case = a_case(card=card)
    assert standing_blocks(case, rulebook) == [("402", "identificacao", 0)]
    assert applied_rules(case, rulebook, "402") == {rule}
    assert where in said(case, rulebook, "402")


@pytest.mark.rule("EL-021", "EL-024")
@pytest.mark.parametrize("blocked_on", [None, day(1)], ids=["never", "tomorrow"])
@pytest.mark.parametrize("line", [LineOfBusiness.SMALL_GROUP, LineOfBusiness.GROUP])
def test_a_company_not_yet_blocked_raises_no_402(
    rulebook: Rulebook, blocked_on: date | None, line: LineOfBusiness
) -> None:
    card = a_card(sponsor=a_sponsor(line_of_business=line, blocked_on=blocked_on))
    assert standing_blocks(a_case(card=card), rulebook) == []


# 426: waiting period


@pytest.mark.rule("AP-117", "DP-001")
@pytest.mark.parametrize(
    ("waiting", "planned", "raises"),
    [
        pytest.param(a_waiting_period(TODAY), None, True, id="last-day"),
        pytest.param(a_waiting_period(day(-1)), None, False, id="the-day-after"),
        pytest.param(a_waiting_period(day(90), starts_on=TODAY), None, True, id="first-day"),
        pytest.param(a_waiting_period(day(90), starts_on=day(1)), None, False, id="the-day-before-it-starts"),
        pytest.param(a_waiting_period(day(9)), day(9), True, id="planned-on-the-last-day"),
        pytest.param(a_waiting_period(day(9)), day(10), False, id="planned-on-the-day-after"),
        pytest.param(a_waiting_period(TODAY, code="2"), None, False, id="another-class"),
    ],
)
def test_a_service_of_a_class_still_waiting_raises_426(
    rulebook: Rulebook, waiting: WaitingPeriod, planned: date | None, raises: bool
) -> None:
    case = a_case(
        a_procedure(),
        a_procedure(SECOND_EXAM, waiting_code="9"),
        form=a_form(attendance_type="2", planned_on=planned, lines=lines(EXAM, SECOND_EXAM)),
        card=a_card(waiting=(waiting,)),
    )
    assert standing_blocks(case, rulebook) == ([("426", "servico.2", 2)] if raises else [])


@pytest.mark.rule("AP-117")
def test_426_says_when_the_waiting_ends_and_from_when_the_service_is_given(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(waiting_code="9"), card=a_card(waiting=(a_waiting_period(date(2007, 6, 30)),)))
    assert applied_rules(case, rulebook, "426") == {"AP-117"}
    assert "30/06/2007" in said(case, rulebook, "426")
    assert "01/07/2007" in said(case, rulebook, "426")


@pytest.mark.rule("AP-117", "DP-001")
def test_each_service_waits_for_its_own_class(rulebook: Rulebook) -> None:
    case = a_case(
        a_procedure(waiting_code="9"),
        a_procedure(SECOND_EXAM, waiting_code="2"),
        card=a_card(waiting=(a_waiting_period(day(5), code="2"), a_waiting_period(day(-1)))),
    )
    assert standing_blocks(case, rulebook) == [("426", "servico.2", 2)]


@pytest.mark.rule("AP-117")
def test_a_service_refused_for_its_waiting_period_raises_no_426(rulebook: Rulebook) -> None:
    case = a_case(
        a_procedure(waiting_code="9"),
        form=a_form(authorizes="N", lines=(a_refused_line(refusal_code="826"),)),
        card=a_card(waiting=(a_waiting_period(day(5)),)),
        attendant_role=Role.CONSULTANT,
    )
    assert standing_blocks(case, rulebook) == []


# 432: excluded


@pytest.mark.rule("AP-092")
@pytest.mark.parametrize("what", ["removed", "cancelled"])
@pytest.mark.parametrize(
    ("offset", "planned", "raises"),
    [
        pytest.param(0, None, True, id="from-today"),
        pytest.param(1, None, False, id="from-tomorrow"),
        pytest.param(9, 9, True, id="by-the-planned-date"),
        pytest.param(10, 9, False, id="the-day-after-the-planned-date"),
    ],
)
def test_a_person_no_longer_insured_on_the_day_raises_432(
    rulebook: Rulebook, what: str, offset: int, planned: int | None, raises: bool
) -> None:
    end = day(offset)
    card = (
        a_card(member=a_member(removed_from=end))
        if what == "removed"
        else a_card(policy=a_policy(cancelled_from=end))
    )
    form = a_form(attendance_type="2", planned_on=None if planned is None else day(planned))
    case = a_case(form=form, card=card)
    assert standing_blocks(case, rulebook) == ([("432", "identificacao", 0)] if raises else [])
    assert (format_date(end) in said(case, rulebook, "432")) is raises


@pytest.mark.rule("AP-092")
def test_432_names_the_first_of_two_ends(rulebook: Rulebook) -> None:
    card = a_card(member=a_member(removed_from=day(-3)), policy=a_policy(cancelled_from=day(-1)))
    assert format_date(day(-3)) in said(a_case(card=card), rulebook, "432")


# 434: instalments

OPEN_THREE = (a_due(5, day(-61)), a_due(6, day(-30)), a_due(7, TODAY))
GAP = (a_due(5, day(-40)), a_due(6, day(-10), day(-12)))


@pytest.mark.parametrize(
    ("dues", "rule"),
    [
        pytest.param((), "", id="none", marks=pytest.mark.rule("EL-015")),
        pytest.param((a_due(5, day(-30), day(-30)),), "", id="paid", marks=pytest.mark.rule("EL-015")),
        pytest.param((a_due(5, TODAY),), "", id="due-today", marks=pytest.mark.rule("EL-015")),
        pytest.param((a_due(5, day(-1)),), "EL-015", id="due-yesterday", marks=pytest.mark.rule("EL-015")),
        pytest.param((a_due(5, day(-1), TODAY),), "", id="paid-today", marks=pytest.mark.rule("EL-015", "EL-017")),
        pytest.param(OPEN_THREE, "EL-015", id="third-due-today", marks=pytest.mark.rule("EL-015")),
        pytest.param(GAP, "EL-017", id="gap", marks=pytest.mark.rule("EL-017")),
    ],
)
def test_an_instalment_open_past_its_due_date_raises_434(
    rulebook: Rulebook, dues: Sequence[Due], rule: str
) -> None:
    case = a_case(card=a_card(dues=dues))
    assert standing_blocks(case, rulebook) == ([("434", "identificacao", 0)] if rule else [])
    assert applied_rules(case, rulebook, "434") == ({rule} if rule else set())


@pytest.mark.rule("EL-015", "AP-095")
@pytest.mark.parametrize(
    ("third_due", "expected"),
    [
        pytest.param(TODAY, [], id="third-due-today-is-still-served"),
        pytest.param(day(-1), [("434", "identificacao", 0), ("040", "lib", 0)], id="third-due-yesterday-is-not"),
    ],
)
def test_care_is_given_through_the_due_date_of_the_third_open_instalment(
    rulebook: Rulebook, third_due: date, expected: list[Place]
) -> None:
    dues = (a_due(5, third_due - timedelta(61)), a_due(6, third_due - timedelta(30)), a_due(7, third_due))
    case = a_case(card=a_card(dues=dues), form=a_form(release_code="LIB"))
    assert standing_blocks(case, rulebook) == expected


@pytest.mark.rule("EL-015", "EL-016")
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        pytest.param(date(2006, 3, 1), (), id="the-last-day-to-pay"),
        pytest.param(date(2006, 3, 2), ("434", "040"), id="the-day-after"),
    ],
)
def test_the_worked_example_of_three_open_instalments(
    rulebook: Rulebook, on: date, expected: tuple[str, ...]
) -> None:
    dues = tuple(a_due(number, date(2006, number, 1)) for number in (1, 2, 3))
    form = a_form(issued_on=on, release_code="LIB")
    case = a_case(today=on, form=form, card=a_card(on=on, dues=dues))
    assert codes_of(case, rulebook) == expected
    unreleased = replace(case, form=replace(form, release_code=""))
    assert "01/03/2006" in said(unreleased, rulebook, "434")


@pytest.mark.rule("EL-017")
@pytest.mark.parametrize(
    ("paid_on", "rule"),
    [
        pytest.param(TODAY, "EL-017", id="later-one-paid-today"),
        pytest.param(day(1), "EL-015", id="later-one-paid-only-tomorrow"),
    ],
)
def test_a_gap_is_an_open_instalment_with_a_later_one_paid(rulebook: Rulebook, paid_on: date, rule: str) -> None:
    case = a_case(card=a_card(dues=(a_due(5, day(-40)), a_due(6, day(20), paid_on))))
    assert applied_rules(case, rulebook, "434") == {rule}


@pytest.mark.rule("EL-017")
def test_in_a_gap_an_adapted_plan_is_served_however_old_the_open_instalment(rulebook: Rulebook) -> None:
    dues = (a_due(5, day(-200)), a_due(6, day(-170), day(-170)))
    form = a_form(release_code="LIB", justification=NOTE)
    assert standing_blocks(a_case(card=a_card(dues=dues), form=form), rulebook) == []


@pytest.mark.rule("EL-017", "PR-063")
@pytest.mark.parametrize(("late", "served"), [(60, True), (61, False)])
def test_in_a_gap_a_plan_not_adapted_is_served_for_sixty_days(rulebook: Rulebook, late: int, served: bool) -> None:
    dues = (a_due(5, day(-late)), a_due(6, day(-5), day(-5)))
    card = a_card(policy=a_policy(adapted=False), dues=dues)
    case = a_case(card=card, form=a_form(release_code="LIB", justification=NOTE))
    assert codes_of(case, rulebook) == (() if served else ("434", "040"))


@pytest.mark.rule("DA-035")
def test_who_stayed_after_leaving_the_company_has_no_tolerance(rulebook: Rulebook) -> None:
    policy = a_policy(continuation=Continuation.DISMISSED)
    form = a_form(release_code="LIB")
    late = a_case(card=a_card(policy=policy, dues=(a_due(5, day(-1)),)), form=form)
    assert codes_of(late, rulebook) == ("434", "040")
    on_time = a_case(card=a_card(policy=policy, dues=(a_due(5, TODAY),)))
    assert standing_blocks(on_time, rulebook) == []


@pytest.mark.rule("PR-045")
@pytest.mark.parametrize("court_deposit", [True, False])
def test_who_pays_in_court_is_as_paid_up(rulebook: Rulebook, court_deposit: bool) -> None:
    card = a_card(policy=a_policy(court_deposit=court_deposit), dues=(a_due(5, day(-100)),))
    assert ("434" in codes_of(a_case(card=card), rulebook)) is not court_deposit


@pytest.mark.rule("AP-092", "EL-015")
def test_a_cancelled_policy_in_arrears_is_432_and_not_434(rulebook: Rulebook) -> None:
    card = a_card(policy=a_policy(cancelled_from=day(-2)), dues=(a_due(5, day(-100)),))
    assert standing_blocks(a_case(card=card), rulebook) == [("432", "identificacao", 0)]


# 480: admission


@pytest.mark.rule("AP-093")
@pytest.mark.parametrize(
    ("attendance", "raises"), [("2", False), ("5", False), ("6", True), ("7", True), ("8", True)]
)
def test_every_admission_raises_480(rulebook: Rulebook, attendance: str, raises: bool) -> None:
    form = an_admission(attendance_type=attendance, lines=lines(DELIVERY))
    case = a_case(a_delivery(attendance_types=""), form=form)
    assert standing_blocks(case, rulebook) == ([("480", "ta", 0)] if raises else [])


@pytest.mark.rule("AP-093")
def test_an_admission_refused_on_every_line_raises_no_480(rulebook: Rulebook) -> None:
    form = an_admission(authorizes="N", lines=(a_refused_line(),))
    assert standing_blocks(a_case(form=form, attendant_role=Role.CONSULTANT), rulebook) == []


# 481: anaesthesia


@pytest.mark.rule("AP-093")
@pytest.mark.parametrize(("size", "raises"), [(0, False), (1, True), (7, True)])
def test_an_anaesthetic_size_above_zero_raises_481(rulebook: Rulebook, size: int, raises: bool) -> None:
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM, anaesthesia_class=size))
    assert standing_blocks(case, rulebook) == ([("481", "servico.2", 2)] if raises else [])


# 487: maximum quantity


@pytest.mark.rule("AP-093", "AP-115")
@pytest.mark.parametrize(
    ("quantity", "most", "raises"),
    [
        pytest.param(3, 3, False, id="the-most"),
        pytest.param(4, 3, True, id="one-more"),
        pytest.param(20, None, False, id="no-limit"),
    ],
)
def test_more_than_the_most_executions_raises_487(
    rulebook: Rulebook, quantity: int, most: int | None, raises: bool
) -> None:
    case = a_case(
        a_procedure(SECOND_EXAM),
        a_procedure(maximum_quantity=most),
        form=a_form(lines=lines(SECOND_EXAM, EXAM, quantity=quantity)),
    )
    assert standing_blocks(case, rulebook) == ([("487", "quantidade.2", 2)] if raises else [])


@pytest.mark.rule("AP-115")
def test_487_states_the_limit_of_the_contract(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(maximum_quantity=13), form=a_form(lines=lines(EXAM, quantity=17)))
    assert "17" in said(case, rulebook, "487")
    assert "13" in said(case, rulebook, "487")


# 489: age


@pytest.mark.rule("AP-093")
@pytest.mark.parametrize(
    ("born", "low", "high", "raises"),
    [
        pytest.param(date(1989, 5, 15), 18, None, False, id="eighteen-today"),
        pytest.param(date(1989, 5, 16), 18, None, True, id="eighteen-tomorrow"),
        pytest.param(date(1994, 5, 16), None, 12, False, id="thirteen-tomorrow"),
        pytest.param(date(1994, 5, 15), None, 12, True, id="thirteen-today"),
        pytest.param(date(1982, 5, 15), 25, 25, False, id="both-limits"),
        pytest.param(date(1902, 5, 15), None, None, False, id="no-limit"),
        pytest.param(date(2007, 5, 15), 0, None, False, id="newborn-at-zero"),
    ],
)
def test_an_age_outside_what_the_service_admits_raises_489(
    rulebook: Rulebook, born: date, low: int | None, high: int | None, raises: bool
) -> None:
    case = a_case(
        a_procedure(),
        a_procedure(SECOND_EXAM, minimum_age=low, maximum_age=high),
        card=a_card(member=a_member(birth_date=born)),
    )
    assert standing_blocks(case, rulebook) == ([("489", "servico.2", 2)] if raises else [])


@pytest.mark.rule("AP-093")
def test_489_says_the_age_and_the_ages_admitted(rulebook: Rulebook) -> None:
    told = said(a_case(a_procedure(minimum_age=41, maximum_age=69)), rulebook, "489")
    assert all(number in told for number in ("35", "41", "69"))


@pytest.mark.rule("AP-093")
@pytest.mark.parametrize(("planned", "raises"), [(6, True), (7, False)])
def test_the_age_is_the_one_on_the_planned_date(rulebook: Rulebook, planned: int, raises: bool) -> None:
    case = a_case(
        a_procedure(minimum_age=18),
        form=a_form(attendance_type="2", planned_on=day(planned)),
        card=a_card(member=a_member(birth_date=date(1989, 5, 22))),
    )
    assert ("489" in codes_of(case, rulebook)) is raises


# 491: sex


@pytest.mark.rule("AP-093")
@pytest.mark.parametrize(
    ("service", "person", "raises"),
    [("M", "F", True), ("F", "M", True), ("F", "F", False), ("M", "M", False), ("", "M", False)],
)
def test_a_service_for_the_other_sex_raises_491(
    rulebook: Rulebook, service: str, person: str, raises: bool
) -> None:
    case = a_case(
        a_procedure(),
        a_procedure(SECOND_EXAM, sex=service),
        card=a_card(member=a_member(sex=person)),
    )
    assert standing_blocks(case, rulebook) == ([("491", "servico.2", 2)] if raises else [])


@pytest.mark.rule("AP-093", "AP-079")
def test_maternity_for_a_man_is_060_and_not_491(rulebook: Rulebook) -> None:
    maternity = a_procedure(kind=ProcedureKind.MATERNITY, sex="F")
    case = a_case(maternity, card=a_card(member=a_member(sex="M")))
    assert codes_of(case, rulebook) == ("060",)


# 493, 497: blocks on the person


@pytest.mark.parametrize(
    ("blocks", "code", "rule"),
    [
        pytest.param(
            (a_block("L"),), "493", "AP-093", id="court-order", marks=pytest.mark.rule("AP-093", "AP-097")
        ),
        pytest.param((a_block("A"),), "493", "AP-093", id="analysis", marks=pytest.mark.rule("AP-093", "AP-097")),
        pytest.param(
            (a_block("P"),), "497", "EL-029", id="preexistence", marks=pytest.mark.rule("AP-094", "EL-029")
        ),
        pytest.param((), "", "", id="none", marks=pytest.mark.rule("AP-094", "AP-097", "EL-029")),
    ],
)
def test_a_block_on_the_person_raises_its_own_code(
    rulebook: Rulebook, blocks: tuple[MemberBlock, ...], code: str, rule: str
) -> None:
    case = a_case(card=a_card(blocks=blocks))
    assert standing_blocks(case, rulebook) == ([(code, "identificacao", 0)] if code else [])
    assert applied_rules(case, rulebook, code) == ({rule} if code else {"AP-026", "AP-032"})


@pytest.mark.rule("AP-094", "AP-097")
def test_a_person_under_analysis_and_suspicion_raises_both(rulebook: Rulebook) -> None:
    case = a_case(card=a_card(blocks=(a_block("A"), a_block("P"))))
    assert codes_of(case, rulebook) == ("493", "497")


# what the technical blocks have in common


@pytest.mark.rule("AP-069")
@pytest.mark.parametrize(
    ("code", "case"),
    [
        ("042", a_case(form=a_form(valid_until=day(-1)))),
        ("206", a_case(form=a_form(valid_until=day(31)))),
        ("207", a_case(form=a_form(valid_until=day(181)))),
        ("401", a_case(coverage={EXAM: False})),
        ("402", a_case(card=a_card(sponsor=a_sponsor(blocked_on=TODAY)))),
        ("426", a_case(a_procedure(waiting_code="9"), card=a_card(waiting=(a_waiting_period(TODAY),)))),
        ("432", a_case(card=a_card(member=a_member(removed_from=TODAY)))),
        ("497", a_case(card=a_card(blocks=(a_block("P"),)))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("typed", ["LIB", "819"])
@pytest.mark.parametrize("role", [Role.ATTENDANT, Role.SUPERVISOR, Role.CONSULTANT])
def test_no_code_typed_at_the_desk_lifts_a_block_without_a_release(
    rulebook: Rulebook, code: str, case: Case, typed: str, role: Role
) -> None:
    form = replace(case.form, release_code=typed, responsible_number=ATTENDANT, justification=NOTE)
    assert codes_of(replace(case, form=form, attendant_role=role), rulebook) == (code, "040")
