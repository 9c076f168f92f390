"""The decision as a whole: its reasons, its order, what it never does; and what the form itself asks for."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.access.model import Role
from desk.domain.authorization.case import Case, Colleague, ConcessionForm, FormLine
from desk.domain.authorization.model import AuthorizationStatus
from desk.domain.authorization.rules import CHECKS, check_fields
from desk.domain.catalogue.model import Procedure, ProcedureKind
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.premium.rules import Due
from desk.domain.rulebook.catalogue import catalogue
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import block_codes
from tests.unit.authorization.builders import (
    ATTENDANT,
    CNPJ,
    DELIVERY,
    EXAM,
    MEMBER,
    NOTE,
    OFFICE,
    OTHER,
    SECOND_EXAM,
    THIRD_EXAM,
    TODAY,
    a_block,
    a_card,
    a_case,
    a_cpt,
    a_delivery,
    a_due,
    a_form,
    a_limit,
    a_member,
    a_policy,
    a_procedure,
    a_product,
    a_provider,
    a_refused_line,
    a_sponsor,
    a_waiting_period,
    an_admission,
    an_earlier,
    applied_rules,
    codes_of,
    day,
    decide,
    lines,
)

FORM_ORDER = tuple(code for codes, _ in CHECKS for code in codes)


def everything_wrong() -> Case:
    """A form with a fault in almost every field, for the order of the codes."""
    return a_case(
        a_procedure(anaesthesia_class=1, maximum_quantity=1, waiting_code="9", restricted=True),
        a_procedure(SECOND_EXAM, minimum_age=60, sex="M", attendance_types="5"),
        form=a_form(
            regional_office="9999",
            attendance_type="7",
            lines=(
                FormLine(1, EXAM, 3),
                FormLine(2, SECOND_EXAM, None),
                FormLine(3, EXAM, 1),
                FormLine(4, "12345678", 1),
                FormLine(5, THIRD_EXAM, 1, "999"),
            ),
            issued_on=day(-6),
            valid_until=day(200),
            authorizes="X",
            provider_cnpj=CNPJ,
            number="07/000003",
            release_code="X",
        ),
        card=a_card(
            member=a_member(removed_from=day(-30)),
            sponsor=a_sponsor(ended_on=day(-20), blocked_on=day(-20)),
            dues=(a_due(5, day(-10)),),
            waiting=(a_waiting_period(day(5)),),
            blocks=(a_block("L"), a_block("P")),
        ),
        provider=a_provider(left_on=day(-20)),
        coverage={EXAM: False},
        earlier=(an_earlier(issued_on=day(-6)),),
        number_is_closed=True,
    )


# reasons


def check_reasons(decision: Decision) -> None:
    """What holds of every decision: reasons of the catalogue with their source, and every code explained."""
    assert decision.reasons
    for reason in decision.reasons:
        assert reason.source == catalogue()[reason.rule].source != ""
        assert reason.says
    if decision.outcome is not Outcome.ALLOWED:
        assert any(reason.applied for reason in decision.reasons)
    if decision.outcome is Outcome.ALLOWED:
        assert any(reason.applied and reason.rule == "AP-026" for reason in decision.reasons)
    assert {r.code for r in decision.reasons if r.applied} >= set(decision.codes)


@pytest.mark.rule("AP-066")
def test_a_blocked_decision_explains_every_code_it_carries(rulebook: Rulebook) -> None:
    decision = decide(everything_wrong(), rulebook).decision
    assert decision.outcome is Outcome.BLOCKED
    check_reasons(decision)
    assert len(decision.codes) > 20


@pytest.mark.rule("AP-066")
@pytest.mark.parametrize("code", FORM_ORDER)
def test_a_rule_tried_without_effect_is_listed_as_not_applied(rulebook: Rulebook, code: str) -> None:
    tried = [reason for reason in decide(a_case(), rulebook).decision.reasons if reason.code == code]
    assert [(reason.rule, reason.applied) for reason in tried] == [(block_codes()[code].rule, False)]


@pytest.mark.rule("AP-066")
def test_a_rule_that_applied_is_not_listed_as_not_applied_too(rulebook: Rulebook) -> None:
    for reason in decide(everything_wrong(), rulebook).decision.reasons:
        if not reason.applied and reason.code:
            assert reason.code not in codes_of(everything_wrong(), rulebook)


@pytest.mark.rule("AP-066")
@pytest.mark.parametrize(
    ("code", "rule", "case"),
    [
        ("023", "AP-071", a_case(form=a_form(regional_office=""))),
        ("045", "AP-076", a_case(form=a_form(attendance_type="2", planned_on=day(-1)))),
        ("057", "AP-078", a_case(form=a_form(lines=()))),
        ("061", "AP-080", a_case(a_procedure(restricted=True), provider=a_provider())),
        ("089", "AP-081", a_case(card=a_card(product=a_product(modular=True)))),
        ("091", "AP-082", a_case(provider=a_provider(left_on=TODAY))),
        ("150", "AP-083", a_case(a_procedure(kind=ProcedureKind.DAILY_RATE))),
        ("181", "AP-084", a_case(form=a_form(authorizes=""))),
        ("200", "AP-086", a_case(form=a_form(attendance_type="1"))),
        ("205", "AP-087", a_case(form=a_form(issued_on=day(6)))),
        ("206", "AP-091", a_case(form=a_form(valid_until=day(31)))),
        ("214", "AP-088", a_case(form=a_form(lines=lines(EXAM, EXAM)))),
        ("372", "AP-089", a_case(earlier=(an_earlier(),))),
        ("377", "AP-090", a_case(form=a_form(lines=lines(EXAM, quantity=None)))),
        ("040", "AP-074", a_case(form=a_form(release_code="X"))),
        ("041", "AP-075", a_case(form=a_form(lines=(a_refused_line(),)))),
        ("487", "AP-093", a_case(a_procedure(maximum_quantity=0))),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isdigit() else "",
)
def test_a_block_cites_the_rule_it_stands_on(rulebook: Rulebook, code: str, rule: str, case: Case) -> None:
    assert applied_rules(case, rulebook, code) == {rule}
    check_reasons(decide(case, rulebook).decision)


@pytest.mark.rule("AP-066")
def test_a_reason_of_a_block_carries_its_label_and_its_solution(rulebook: Rulebook) -> None:
    decision = decide(a_case(form=a_form(regional_office="")), rulebook).decision
    told = next(reason.says for reason in decision.reasons if reason.code == "023")
    assert block_codes()["023"].label in told
    assert block_codes()["023"].solution in told


# order


@pytest.mark.rule("AP-066", "AP-068", "AP-069")
def test_codes_come_in_the_order_of_the_form(rulebook: Rulebook) -> None:
    concession = decide(everything_wrong(), rulebook)
    on_the_form = [code for code in concession.decision.codes if code != "041"]
    assert on_the_form == sorted(on_the_form, key=FORM_ORDER.index)
    assert on_the_form[:4] == ["034", "023", "047", "200"]
    assert on_the_form[-2:] == ["493", "497"]


@pytest.mark.rule("AP-066")
def test_what_a_release_raises_comes_after_the_blocks_of_the_form(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(anaesthesia_class=1), form=a_form(release_code="819"))
    assert codes_of(case, rulebook) == ("481", "027")


@pytest.mark.rule("AP-066")
def test_a_code_raised_on_many_lines_is_one_code_of_the_decision(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(anaesthesia_class=1), a_procedure(SECOND_EXAM, anaesthesia_class=1))
    concession = decide(case, rulebook)
    assert concession.decision.codes == ("481",)
    assert [block.line for block in concession.blocks] == [1, 2]


def test_each_line_knows_its_own_codes(rulebook: Rulebook) -> None:
    case = a_case(
        a_procedure(anaesthesia_class=1, minimum_age=60),
        a_procedure(SECOND_EXAM),
        form=a_form(lines=(FormLine(1, EXAM, 1), FormLine(2, SECOND_EXAM, None)), regional_office=""),
    )
    concession = decide(case, rulebook)
    assert concession.codes_of(0) == ("023",)
    assert concession.codes_of(1) == ("481", "489")
    assert concession.codes_of(2) == ("377",)
    assert concession.codes_of(3) == ()


@pytest.mark.rule("AP-068")
@pytest.mark.parametrize(
    ("form", "code"),
    [
        pytest.param({"regional_office": "", "release_code": "819"}, "023", id="typing-first"),
        pytest.param({"release_code": "819"}, "027", id="then-the-refused-release"),
        pytest.param({}, "481", id="then-the-first-block"),
    ],
)
def test_what_to_mend_first_is_the_typing_then_the_release_then_the_rest(
    rulebook: Rulebook, form: dict[str, Any], code: str
) -> None:
    fault = decide(a_case(a_procedure(anaesthesia_class=1), form=a_form(**form)), rulebook).fault
    assert fault is not None
    assert fault.code == code


def test_a_form_without_blocks_has_nothing_to_mend(rulebook: Rulebook) -> None:
    assert decide(a_case(), rulebook).fault is None


# outcomes


@pytest.mark.rule("AP-048", "AP-049")
@pytest.mark.parametrize(
    ("needs", "outcome"),
    [(False, Outcome.BLOCKED), (True, Outcome.ALLOWED), (None, Outcome.ALLOWED)],
    ids=["not-needed", "needed", "sources-silent"],
)
def test_no_authorization_is_issued_for_what_needs_none(
    rulebook: Rulebook, needs: bool | None, outcome: Outcome
) -> None:
    decision = decide(a_case(a_procedure(needs_authorization=needs)), rulebook).decision
    assert decision.outcome is outcome
    applied = [reason for reason in decision.reasons if reason.rule == "AP-049"]
    assert [(EXAM in reason.says, reason.applied) for reason in applied] == (
        [(True, True)] if needs is False else []
    )
    check_reasons(decision)


@pytest.mark.rule("AP-049")
def test_a_service_that_needs_none_is_not_issued_even_outside_the_table(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(needs_authorization=False), limits=())
    decision = decide(case, rulebook).decision
    assert decision.outcome is Outcome.BLOCKED
    assert decision.routes == ()
    assert decision.reasons[0].rule == "AP-049"


@pytest.mark.rule("AP-114")
def test_a_form_granted_in_part_carries_the_refusal_code_of_the_rest(rulebook: Rulebook) -> None:
    form = a_form(lines=(FormLine(1, EXAM, 1), a_refused_line(2, SECOND_EXAM, "838")))
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM), form=form, attendant_role=Role.CONSULTANT)
    decision = decide(case, rulebook).decision
    assert decision.outcome is Outcome.ALLOWED
    assert decision.codes == ("838",)
    assert [(r.rule, SECOND_EXAM in r.says) for r in decision.reasons if r.code == "838"] == [("AP-114", True)]
    check_reasons(decision)


@pytest.mark.rule("AP-066")
@pytest.mark.parametrize(
    ("case", "outcome"),
    [
        pytest.param(a_case(), Outcome.ALLOWED, id="allowed"),
        pytest.param(a_case(limits=()), Outcome.ROUTED, id="routed"),
        pytest.param(a_case(card=None), Outcome.BLOCKED, id="blocked"),
        pytest.param(a_case(a_procedure(needs_authorization=False)), Outcome.BLOCKED, id="not-needed"),
        pytest.param(
            a_case(form=a_form(authorizes="N", lines=(a_refused_line(),)), attendant_role=Role.SUPERVISOR),
            Outcome.REFUSED,
            id="refused",
        ),
    ],
)
def test_every_outcome_has_its_reasons(rulebook: Rulebook, case: Case, outcome: Outcome) -> None:
    decision = decide(case, rulebook).decision
    assert decision.outcome is outcome
    check_reasons(decision)


# fields that a kind of attendance asks for


@pytest.mark.rule("AP-054", "AP-056", "AP-062")
@pytest.mark.parametrize(
    ("attendance", "rates", "fault"),
    [
        pytest.param("6", None, True, id="clinical-without"),
        pytest.param("7", None, True, id="surgical-without"),
        pytest.param("8", 0, True, id="maternity-with-zero"),
        pytest.param("6", 1, False, id="clinical-with"),
        pytest.param("7", 2, False, id="surgical-with"),
        pytest.param("8", 3, False, id="maternity-with"),
        pytest.param("2", 1, True, id="day-hospital-with"),
        pytest.param("5", 1, True, id="outpatient-with"),
        pytest.param("2", None, False, id="day-hospital-without"),
        pytest.param("5", None, False, id="outpatient-without"),
    ],
)
def test_daily_rates_belong_to_admissions(
    rulebook: Rulebook, attendance: str, rates: int | None, fault: bool
) -> None:
    planned = None if attendance == "5" else day(7)
    form = an_admission(attendance_type=attendance, daily_rates=rates, planned_on=planned)
    assert field_at_fault(form, rulebook) == ("qtde_diarias" if fault else "")


@pytest.mark.rule("AP-054", "AP-056", "AP-061")
@pytest.mark.parametrize(
    ("attendance", "fault"),
    [("5", True), ("2", False), ("6", False), ("7", False), ("8", False)],
)
def test_an_outpatient_form_has_no_planned_date(rulebook: Rulebook, attendance: str, fault: bool) -> None:
    rates = 2 if attendance in {"6", "7", "8"} else None
    form = an_admission(attendance_type=attendance, daily_rates=rates)
    assert field_at_fault(form, rulebook) == ("data_prevista" if fault else "")


@pytest.mark.rule("AP-061")
def test_a_missing_planned_date_of_an_admission_is_left_to_479(rulebook: Rulebook) -> None:
    form = an_admission(planned_on=None)
    assert field_at_fault(form, rulebook) == ""
    assert "479" in codes_of(a_case(form=form), rulebook)


@pytest.mark.rule("AP-039", "AP-054", "AP-056")
@pytest.mark.parametrize(
    ("name", "field"), [("council_number", "crm"), ("physician", "medico"), ("diagnosis", "diagnostico")]
)
@pytest.mark.parametrize(
    ("attendance", "required"), [("2", False), ("5", False), ("6", True), ("7", True), ("8", True)]
)
def test_an_admission_needs_council_number_physician_and_diagnosis(
    rulebook: Rulebook, name: str, field: str, attendance: str, required: bool
) -> None:
    changes: dict[str, Any] = {"attendance_type": attendance, name: ""}
    if not required:
        changes |= {"daily_rates": None, "planned_on": None}
    assert field_at_fault(an_admission(**changes), rulebook) == (field if required else "")


@pytest.mark.rule("AP-039")
def test_an_admission_with_its_verso_filled_in_has_no_fault(rulebook: Rulebook) -> None:
    assert field_at_fault(an_admission(), rulebook) == ""


def test_an_attendance_that_does_not_exist_is_left_to_block_200(rulebook: Rulebook) -> None:
    form = an_admission(attendance_type="9", daily_rates=None)
    assert field_at_fault(form, rulebook) == ""
    assert "200" in codes_of(a_case(form=form), rulebook)


def field_at_fault(form: ConcessionForm, rulebook: Rulebook) -> str:
    """The field that `check_fields` refuses; empty when it refuses none."""
    try:
        check_fields(form, rulebook)
    except DomainError as problem:
        return problem.field
    return ""


# properties

CODES = [EXAM, SECOND_EXAM, THIRD_EXAM, DELIVERY, "12345678", ""]
NUMBERS = ["", ATTENDANT, OTHER]


@st.composite
def service_lines(draw: st.DrawFn) -> tuple[FormLine, ...]:
    """Up to eight lines, with codes unknown, repeated and refused among them."""
    count = draw(st.integers(0, 8))
    return tuple(
        FormLine(
            position,
            draw(st.sampled_from(CODES)),
            draw(st.none() | st.integers(0, 30)),
            draw(st.sampled_from(["", "", "", "831", "838", "999"])),
        )
        for position in range(1, count + 1)
    )


@st.composite
def forms(draw: st.DrawFn) -> ConcessionForm:
    """Any form that an operator could type between 1990 and 2030."""
    days = st.dates(date(1990, 1, 1), date(2030, 12, 31)) | st.dates(day(-7), day(40))
    return ConcessionForm(
        member_number=draw(st.sampled_from([MEMBER, MEMBER[:7], ""]) | st.text("0123456789", max_size=18)),
        regional_office=draw(st.sampled_from([OFFICE, "", "9999"])),
        attendance_type=draw(st.sampled_from(["2", "5", "6", "7", "8", "", "9", "É"])),
        lines=draw(service_lines()),
        issued_on=draw(st.just(TODAY) | days),
        valid_until=draw(st.just(day(30)) | days),
        authorizes=draw(st.sampled_from(["S", "S", "N", "", "X"])),
        planned_on=draw(st.none() | days),
        daily_rates=draw(st.none() | st.integers(0, 99)),
        provider_cnpj=draw(st.sampled_from(["", CNPJ, "1"])),
        responsible_number=draw(st.sampled_from([*NUMBERS, "ZZZ"])),
        release_code=draw(st.sampled_from(["", "LIB", "819"]) | st.text(max_size=3)),
        justification=draw(st.sampled_from(["", NOTE])),
        number=draw(st.sampled_from(["", "07/000001"])),
    )


@st.composite
def procedures(draw: st.DrawFn, code: str) -> Procedure:
    """A procedure with any of the things a block looks at."""
    return a_procedure(
        code,
        kind=draw(st.sampled_from(list(ProcedureKind))),
        needs_authorization=draw(st.sampled_from([True, True, None, False])),
        restricted=draw(st.booleans()),
        anaesthesia_class=draw(st.integers(0, 2)),
        attendance_types=draw(st.sampled_from(["", "", "25", "678"])),
        waiting_code=draw(st.sampled_from(["", "9"])),
        sex=draw(st.sampled_from(["", "F", "M"])),
        minimum_age=draw(st.none() | st.integers(0, 80)),
        maximum_age=draw(st.none() | st.integers(0, 80)),
        maximum_quantity=draw(st.none() | st.integers(1, 20)),
        exclusive_area=draw(st.sampled_from(["", "", "CAS 24H"])),
        adapted_only=draw(st.booleans()),
    )


@st.composite
def instalments(draw: st.DrawFn) -> tuple[Due, ...]:
    """Monthly instalments around the day of the tests, some paid early, late or not at all."""
    first = draw(st.integers(-200, 20))
    paid_after = draw(st.lists(st.none() | st.integers(-20, 90), max_size=8))
    return tuple(
        a_due(number, day(first + 30 * number), None if after is None else day(first + 30 * number + after))
        for number, after in enumerate(paid_after, start=1)
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any form over any facts."""
    form = draw(forms())
    known = [draw(procedures(code)) for code in CODES[:4]]
    near = st.integers(-40, 40).map(day)
    maybe = st.none() | near
    role = draw(st.sampled_from(list(Role)))
    number = form.responsible_number
    card = None
    if len(form.member_number) == 16 and draw(st.booleans()):
        card = a_card(
            member=a_member(sex=draw(st.sampled_from("FM")), removed_from=draw(maybe)),
            policy=a_policy(adapted=draw(st.booleans()), cancelled_from=draw(maybe)),
            sponsor=a_sponsor(ended_on=draw(maybe), blocked_on=draw(maybe)),
            product=a_product(modular=draw(st.booleans())),
            dues=draw(instalments()),
            waiting=[a_waiting_period(draw(near))] if draw(st.booleans()) else [],
            running_cpts=[a_cpt(day(3))] if draw(st.booleans()) else [],
            blocks=[a_block(code) for code in draw(st.sets(st.sampled_from("LAP")))],
        )
    return Case(
        form=form,
        today=TODAY,
        attendant_number=ATTENDANT,
        attendant_role=role,
        unit_has_consultant=draw(st.booleans()),
        offices=frozenset({OFFICE}),
        sponsor_known=draw(st.booleans()),
        card=card,
        procedures={procedure.code: procedure for procedure in known},
        provider=a_provider(left_on=draw(maybe)) if draw(st.booleans()) else None,
        provider_number_valid=draw(st.booleans()),
        coverage={EXAM: draw(st.booleans())},
        limits=tuple(a_limit(procedure.code) for procedure in known[:2]),
        earlier=tuple(
            an_earlier(status=status) for status in draw(st.sets(st.sampled_from(list(AuthorizationStatus))))
        ),
        colleague=(
            Colleague(number, draw(st.sampled_from(list(Role))), draw(st.booleans()))
            if number not in {"", ATTENDANT} and draw(st.booleans())
            else None
        ),
        number_is_closed=draw(st.booleans()),
    )


@pytest.mark.rule("AP-066")
@settings(max_examples=50, deadline=None)
@given(case=cases())
def test_any_form_is_decided_with_reasons_and_codes_in_order(rulebook: Rulebook, case: Case) -> None:
    concession = decide(case, rulebook)
    decision = concession.decision
    check_reasons(decision)
    assert bool(decision.routes) is (decision.outcome is Outcome.ROUTED)
    if concession.blocks:
        assert decision.outcome is Outcome.BLOCKED
        assert decision.codes == tuple(dict.fromkeys(block.code for block in concession.blocks))
        assert concession.fault in concession.blocks
        own = [block.code for block in concession.blocks if block not in concession.refusals]
        ordered = [code for code in own if code != "041"]
        assert ordered == sorted(ordered, key=FORM_ORDER.index)
    assert decide(case, rulebook) == concession


@pytest.mark.rule("AP-066")
@settings(max_examples=50, deadline=None)
@given(form=forms())
def test_any_form_over_a_clean_case_is_decided(rulebook: Rulebook, form: ConcessionForm) -> None:
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM), a_delivery(), form=form)
    check_reasons(decide(case, rulebook).decision)


@pytest.mark.rule("EL-015", "EL-017")
@settings(max_examples=50, deadline=None)
@given(
    dues=instalments(),
    adapted=st.booleans(),
    after=st.integers(1, 3),
    due=st.integers(-200, 90),
    paid=st.integers(-200, 0),
)
def test_one_more_paid_instalment_never_makes_434_appear(
    rulebook: Rulebook, dues: tuple[Due, ...], adapted: bool, after: int, due: int, paid: int
) -> None:
    policy = a_policy(adapted=adapted)
    more = a_due(len(dues) + after, day(due), day(paid))
    before = codes_of(a_case(card=a_card(policy=policy, dues=dues)), rulebook)
    then = codes_of(a_case(card=a_card(policy=policy, dues=(*dues, more))), rulebook)
    assert "434" in before or "434" not in then


@pytest.mark.rule("EL-015", "EL-017")
@settings(max_examples=50, deadline=None)
@given(dues=instalments(), adapted=st.booleans(), index=st.integers(0, 7))
def test_paying_an_instalment_never_makes_434_appear_and_paying_all_ends_it(
    rulebook: Rulebook, dues: tuple[Due, ...], adapted: bool, index: int
) -> None:
    policy = a_policy(adapted=adapted)

    def raises(these: tuple[Due, ...]) -> bool:
        return "434" in codes_of(a_case(card=a_card(policy=policy, dues=these)), rulebook)

    one_paid = tuple(replace(d, paid_on=TODAY) if n == index else d for n, d in enumerate(dues))
    assert raises(dues) or not raises(one_paid)
    assert not raises(tuple(replace(due, paid_on=TODAY) for due in dues))
