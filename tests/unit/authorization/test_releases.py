"""Lifting blocks: for each release who may give it, and which block a wrong one raises."""

from dataclasses import replace
from typing import Any

import pytest

from desk.domain.access.model import Role
from desk.domain.authorization.case import Case, Colleague, FormLine
from desk.domain.authorization.model import AuthorizationStatus
from desk.domain.authorization.releases import release
from desk.domain.catalogue.model import AuthorityLimit
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.authorization.builders import (
    ATTENDANT,
    EXAM,
    NOTE,
    OTHER,
    SECOND_EXAM,
    TODAY,
    a_block,
    a_card,
    a_case,
    a_colleague,
    a_due,
    a_form,
    a_limit,
    a_member,
    a_procedure,
    an_admission,
    an_earlier,
    day,
    decide,
    lines,
)


def surgery() -> Case:
    """An exam with anaesthesia, inside the attendant's authority: 481."""
    return a_case(a_procedure(anaesthesia_class=2))


def in_arrears() -> Case:
    """One instalment open since ten days: 434, still served."""
    return a_case(card=a_card(dues=(a_due(5, day(-10)),)))


def in_a_gap() -> Case:
    """One instalment open with the next one paid: 434 of a gap."""
    return a_case(card=a_card(dues=(a_due(5, day(-40)), a_due(6, day(-10), day(-12)))))


def suspended() -> Case:
    """The third open instalment fell due yesterday: 434 that nothing lifts."""
    return a_case(card=a_card(dues=(a_due(5, day(-62)), a_due(6, day(-31)), a_due(7, day(-1)))))


def with_injunction() -> Case:
    """A court order on the person: 493."""
    return a_case(card=a_card(blocks=(a_block("L"),)))


def for_the_other_sex() -> Case:
    """A service for men asked for a woman: 491."""
    return a_case(a_procedure(sex="M"))


def typed(
    case: Case,
    release_code: str = "",
    number: str = "",
    note: str = "",
    colleague: Colleague | None = None,
    role: str = Role.ATTENDANT,
) -> Case:
    """The case with a release tried on it."""
    form = replace(case.form, release_code=release_code, responsible_number=number, justification=note)
    return replace(case, form=form, colleague=colleague, attendant_role=role)


def raised_by_the_release(case: Case, rulebook: Rulebook) -> list[tuple[str, str]]:
    """The blocks the attempt raised itself: code and field."""
    return [(block.code, block.field) for block in decide(case, rulebook).refusals]


def lifts(case: Case, rulebook: Rulebook) -> bool:
    """Whether the attempt leaves nothing standing."""
    return decide(case, rulebook).decision.outcome is Outcome.ALLOWED


CONSULTANT = a_colleague(Role.CONSULTANT)
SUPERVISOR = a_colleague(Role.SUPERVISOR)
SENIOR = a_colleague(Role.SENIOR)
COLLEAGUE = a_colleague(Role.ATTENDANT)
ANALYST = a_colleague(Role.REIMBURSEMENT_ANALYST)
UNCONFIRMED = a_colleague(Role.CONSULTANT, confirmed=False)

LIFTED: list[tuple[str, str]] = []
"""No block raised by the attempt, and none left."""


# 819


@pytest.mark.parametrize(
    ("number", "note", "colleague", "expected"),
    [
        pytest.param(ATTENDANT, NOTE, None, LIFTED, id="own-number-and-note", marks=pytest.mark.rule("AP-096")),
        pytest.param(OTHER, NOTE, CONSULTANT, LIFTED, id="consultant", marks=pytest.mark.rule("AP-096")),
        pytest.param(OTHER, NOTE, SUPERVISOR, LIFTED, id="supervisor", marks=pytest.mark.rule("AP-096")),
        pytest.param(OTHER, NOTE, SENIOR, LIFTED, id="senior", marks=pytest.mark.rule("AP-096")),
        pytest.param(
            "",
            NOTE,
            None,
            [("027", "matricula_do_responsavel")],
            id="no-number",
            marks=pytest.mark.rule("AP-072"),
        ),
        pytest.param(
            ATTENDANT, "", None, [("040", "justificativa.1")], id="no-note", marks=pytest.mark.rule("AP-096")
        ),
        pytest.param(
            OTHER,
            "",
            CONSULTANT,
            [("040", "justificativa.1")],
            id="consultant-without-note",
            marks=pytest.mark.rule("AP-096"),
        ),
        pytest.param(
            OTHER,
            NOTE,
            COLLEAGUE,
            [("041", "matricula_do_responsavel")],
            id="another-attendant",
            marks=pytest.mark.rule("AP-075"),
        ),
        pytest.param(
            OTHER,
            NOTE,
            ANALYST,
            [("041", "matricula_do_responsavel")],
            id="reimbursement-analyst",
            marks=pytest.mark.rule("AP-075"),
        ),
        pytest.param(
            OTHER,
            NOTE,
            None,
            [("041", "matricula_do_responsavel")],
            id="nobody-with-that-number",
            marks=pytest.mark.rule("AP-075"),
        ),
        pytest.param(
            OTHER,
            NOTE,
            UNCONFIRMED,
            [("041", "senha_do_responsavel")],
            id="wrong-password",
            marks=pytest.mark.rule("AP-075"),
        ),
    ],
)
def test_819_on_a_block_of_analysis_inside_the_authority_table(
    rulebook: Rulebook, number: str, note: str, colleague: Colleague | None, expected: list[tuple[str, str]]
) -> None:
    case = typed(surgery(), "819", number, note, colleague)
    assert raised_by_the_release(case, rulebook) == expected
    assert lifts(case, rulebook) is (expected is LIFTED)


@pytest.mark.parametrize(
    ("limit", "number", "colleague", "expected"),
    [
        pytest.param(
            None,
            ATTENDANT,
            None,
            [("025", "matricula_do_responsavel")],
            id="own-number-no-limit",
            marks=pytest.mark.rule("AP-072", "AP-052"),
        ),
        pytest.param(
            a_limit(role=Role.SENIOR),
            ATTENDANT,
            None,
            [("025", "matricula_do_responsavel")],
            id="own-number-limit-of-the-senior",
            marks=pytest.mark.rule("AP-072", "AP-052"),
        ),
        pytest.param(
            a_limit(role=Role.SENIOR),
            OTHER,
            SENIOR,
            LIFTED,
            id="senior-inside-the-own-limit",
            marks=pytest.mark.rule("AP-075", "AP-096"),
        ),
        pytest.param(
            a_limit(role=Role.SUPERVISOR),
            OTHER,
            SENIOR,
            [("041", "matricula_do_responsavel")],
            id="senior-limit-of-the-supervisor",
            marks=pytest.mark.rule("AP-075"),
        ),
        pytest.param(
            a_limit(role=Role.SUPERVISOR),
            OTHER,
            SUPERVISOR,
            LIFTED,
            id="supervisor-inside-the-own-limit",
            marks=pytest.mark.rule("AP-075", "AP-096"),
        ),
        pytest.param(
            None,
            OTHER,
            SUPERVISOR,
            [("041", "matricula_do_responsavel")],
            id="supervisor-no-limit",
            marks=pytest.mark.rule("AP-075"),
        ),
        pytest.param(None, OTHER, CONSULTANT, LIFTED, id="consultant-no-limit", marks=pytest.mark.rule("AP-096")),
    ],
)
def test_819_outside_the_attendants_authority(
    rulebook: Rulebook,
    limit: AuthorityLimit | None,
    number: str,
    colleague: Colleague | None,
    expected: list[tuple[str, str]],
) -> None:
    case = replace(surgery(), limits=() if limit is None else (limit,))
    case = typed(case, "819", number, NOTE, colleague)
    outcome = release(case, decide(replace(case, form=surgery().form), rulebook).blocks)
    assert [(block.code, block.field) for block in outcome.raised] == expected
    assert outcome.lifted == (frozenset({"481"}) if expected is LIFTED else frozenset())


@pytest.mark.rule("AP-096", "AP-093")
@pytest.mark.parametrize(
    ("code", "case"),
    [
        ("480", a_case(form=an_admission())),
        ("481", surgery()),
        ("487", a_case(a_procedure(maximum_quantity=1), form=a_form(lines=lines(EXAM, quantity=2)))),
        ("489", a_case(a_procedure(minimum_age=60))),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_819_lifts_each_block_of_analysis_and_says_so(rulebook: Rulebook, code: str, case: Case) -> None:
    assert decide(case, rulebook).decision.codes == (code,)
    decision = decide(typed(case, "819", ATTENDANT, NOTE), rulebook).decision
    assert decision.outcome is Outcome.ALLOWED
    released = [r for r in decision.reasons if r.rule == "AP-096"]
    assert [(r.applied, r.code) for r in released] == [(True, code)]
    assert ATTENDANT in released[0].says
    assert released[0].source


@pytest.mark.rule("AP-096")
def test_one_819_lifts_every_block_of_analysis_at_once(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(anaesthesia_class=2, minimum_age=60), form=an_admission())
    assert decide(case, rulebook).decision.codes == ("480", "481", "489")
    assert lifts(typed(case, "819", ATTENDANT, NOTE), rulebook)


@pytest.mark.rule("AP-096")
def test_a_wrong_819_on_many_blocks_asks_for_the_number_once(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(anaesthesia_class=2, minimum_age=60), form=an_admission())
    concession = decide(typed(case, "819", "", NOTE), rulebook)
    assert [block.code for block in concession.refusals] == ["027"]
    assert concession.decision.codes == ("480", "481", "489", "027")


@pytest.mark.rule("AP-096")
def test_819_without_a_note_names_the_rule_that_asks_for_it(rulebook: Rulebook) -> None:
    reasons = decide(typed(surgery(), "819", ATTENDANT), rulebook).decision.reasons
    assert [(r.rule, "481" in r.says) for r in reasons if r.code == "040" and r.applied] == [("AP-096", True)]


@pytest.mark.rule("AP-096", "AP-098", "AP-094")
@pytest.mark.parametrize(
    ("code", "case"),
    [
        ("491", for_the_other_sex()),
        ("493", with_injunction()),
        ("497", a_case(card=a_card(blocks=(a_block("P"),)))),
        ("434", in_arrears()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_819_does_not_lift_what_it_is_not_for(rulebook: Rulebook, code: str, case: Case) -> None:
    case = typed(case, "819", ATTENDANT, NOTE)
    assert raised_by_the_release(case, rulebook) == [("040", "lib")]
    assert decide(case, rulebook).decision.codes == (code, "040")


@pytest.mark.rule("AP-096")
def test_819_lifts_what_it_may_and_leaves_the_rest(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(anaesthesia_class=2, sex="M"))
    concession = decide(typed(case, "819", ATTENDANT, NOTE), rulebook)
    assert concession.decision.codes == ("491",)
    assert concession.refusals == ()


# 819 on 372


@pytest.mark.parametrize(
    ("status", "lifted"),
    [
        pytest.param(AuthorizationStatus.PENDING, False, marks=pytest.mark.rule("AP-089", "EL-012")),
        pytest.param(AuthorizationStatus.CLOSED, False, marks=pytest.mark.rule("AP-089", "EL-011")),
        pytest.param(AuthorizationStatus.INFORMATION, False, marks=pytest.mark.rule("AP-089")),
        pytest.param(AuthorizationStatus.REFUSED, True, marks=pytest.mark.rule("AP-089", "EL-013")),
        pytest.param(AuthorizationStatus.EXCLUDED, True, marks=pytest.mark.rule("AP-089", "EL-014")),
    ],
)
def test_819_lifts_372_only_when_no_authorization_of_the_service_stands(
    rulebook: Rulebook, status: AuthorizationStatus, lifted: bool
) -> None:
    case = typed(a_case(earlier=(an_earlier(status=status),)), "819", ATTENDANT, NOTE)
    assert lifts(case, rulebook) is lifted
    assert raised_by_the_release(case, rulebook) == ([] if lifted else [("040", "lib")])
    if not lifted:
        refused = [r for r in decide(case, rulebook).decision.reasons if r.code == "040" and r.applied]
        assert [r.rule for r in refused] == ["AP-089"]
        assert "07/000001" in refused[0].says


@pytest.mark.rule("AP-089")
def test_one_authorization_that_stands_is_enough_to_refuse_819(rulebook: Rulebook) -> None:
    earlier = (
        an_earlier(number="07/000001", status=AuthorizationStatus.EXCLUDED),
        an_earlier(number="07/000002", status=AuthorizationStatus.PENDING),
    )
    case = typed(a_case(earlier=earlier), "819", ATTENDANT, NOTE)
    assert decide(case, rulebook).decision.codes == ("372", "040")


@pytest.mark.rule("AP-089")
@pytest.mark.parametrize(
    ("other", "lifted"),
    [
        pytest.param({"issued_on": day(-1)}, True, id="another-day"),
        pytest.param({"procedure_code": SECOND_EXAM}, True, id="a-service-not-on-the-form"),
        pytest.param({"number": "07/000009"}, True, id="the-authorization-on-the-panel"),
        pytest.param({"issued_on": day(-20), "planned_on": day(4)}, False, id="planned-on-the-planned-date"),
        pytest.param({"issued_on": day(-20), "planned_on": TODAY}, False, id="planned-on-the-day-of-issue"),
        pytest.param({"issued_on": day(4)}, False, id="issued-on-the-planned-date"),
        pytest.param({"issued_on": TODAY}, False, id="issued-on-the-day-of-issue"),
        pytest.param({"issued_on": day(-20), "planned_on": day(3)}, True, id="planned-the-day-before"),
    ],
)
def test_only_a_standing_authorization_of_the_service_and_the_day_refuses_819(
    rulebook: Rulebook, other: dict[str, Any], lifted: bool
) -> None:
    earlier = (
        an_earlier(number="07/000001", status=AuthorizationStatus.EXCLUDED),
        an_earlier(**{"number": "07/000002", "status": AuthorizationStatus.PENDING} | other),
    )
    form = a_form(attendance_type="2", planned_on=day(4), number="07/000009")
    case = typed(a_case(form=form, earlier=earlier), "819", ATTENDANT, NOTE)
    assert decide(case, rulebook).decision.codes == (() if lifted else ("372", "040"))


# one field, two kinds of release


@pytest.mark.rule("AP-095", "AP-096")
@pytest.mark.parametrize("typed", ["819", "LIB"])
def test_one_code_serves_for_blocks_of_both_kinds(rulebook: Rulebook, typed: str) -> None:
    case = replace(surgery(), card=in_arrears().card)
    case = replace(
        case,
        form=replace(case.form, release_code=typed, responsible_number=ATTENDANT, justification=NOTE),
    )
    assert decide(case, rulebook).decision.outcome is Outcome.ALLOWED
    unexplained = replace(case, form=replace(case.form, justification=""))
    assert decide(unexplained, rulebook).decision.codes == ("481", "040")


@pytest.mark.rule("AP-096")
def test_each_block_keeps_its_own_conditions(rulebook: Rulebook) -> None:
    """Who may not be served any more is not served because the analysis was 819's."""
    case = replace(surgery(), card=suspended().card)
    case = replace(
        case, form=replace(case.form, release_code="819", responsible_number=ATTENDANT, justification=NOTE)
    )
    assert decide(case, rulebook).decision.codes == ("434", "040")


@pytest.mark.rule("AP-097")
@pytest.mark.parametrize(("attendant", "lifted"), [(Role.CONSULTANT, True), (Role.ATTENDANT, False)])
def test_a_consultant_and_a_supervisor_lift_a_court_order_and_its_surgery(
    rulebook: Rulebook, attendant: Role, lifted: bool
) -> None:
    case = replace(surgery(), card=with_injunction().card, attendant_role=attendant, limits=())
    form = replace(case.form, release_code="LIB", responsible_number=OTHER, justification=NOTE)
    case = replace(case, form=form, colleague=a_colleague(Role.SUPERVISOR))
    assert ("481" not in decide(case, rulebook).decision.codes) is lifted


# LIB on 434


@pytest.mark.parametrize(
    ("case", "note", "expected"),
    [
        pytest.param(in_arrears(), "", LIFTED, id="open", marks=pytest.mark.rule("AP-095")),
        pytest.param(in_arrears(), NOTE, LIFTED, id="open-with-note", marks=pytest.mark.rule("AP-095")),
        pytest.param(
            in_a_gap(), NOTE, LIFTED, id="gap-with-note", marks=pytest.mark.rule("AP-095", "EL-018", "EL-019")
        ),
        pytest.param(
            in_a_gap(),
            "",
            [("040", "justificativa.1")],
            id="gap-without-note",
            marks=pytest.mark.rule("EL-018", "EL-019"),
        ),
        pytest.param(
            suspended(), NOTE, [("040", "lib")], id="suspended", marks=pytest.mark.rule("AP-095", "EL-015")
        ),
    ],
)
@pytest.mark.parametrize(
    ("number", "colleague"),
    [("", None), (ATTENDANT, None), (OTHER, SUPERVISOR)],
    ids=["no-number", "own-number", "second-person"],
)
def test_lib_lifts_434_while_care_is_still_given(
    rulebook: Rulebook,
    case: Case,
    note: str,
    number: str,
    colleague: Colleague | None,
    expected: list[tuple[str, str]],
) -> None:
    case = typed(case, "LIB", number, note, colleague)
    assert raised_by_the_release(case, rulebook) == expected
    assert lifts(case, rulebook) is (expected is LIFTED)


@pytest.mark.parametrize(
    ("case", "rule"),
    [
        pytest.param(suspended(), "AP-095", id="suspended", marks=pytest.mark.rule("AP-095")),
        pytest.param(in_a_gap(), "EL-018", id="gap-without-note", marks=pytest.mark.rule("EL-018")),
    ],
)
def test_a_refused_lib_names_the_rule_that_refuses_it(rulebook: Rulebook, case: Case, rule: str) -> None:
    reasons = decide(typed(case, "LIB"), rulebook).decision.reasons
    assert [r.rule for r in reasons if r.code == "040" and r.applied] == [rule]


@pytest.mark.rule("AP-095")
def test_a_lifted_434_stays_in_the_reasons_under_its_release(rulebook: Rulebook) -> None:
    reasons = decide(typed(in_arrears(), "LIB"), rulebook).decision.reasons
    assert [(r.rule, r.applied) for r in reasons if r.code == "434"] == [("AP-095", True)]


@pytest.mark.rule("AP-095", "AP-096", "AP-098")
@pytest.mark.parametrize(
    ("code", "case"),
    [("481", surgery()), ("491", for_the_other_sex()), ("497", a_case(card=a_card(blocks=(a_block("P"),))))],
    ids=["481", "491", "497"],
)
def test_lib_does_not_lift_what_it_is_not_for(rulebook: Rulebook, code: str, case: Case) -> None:
    concession = decide(typed(case, "LIB", ATTENDANT, NOTE), rulebook)
    assert concession.decision.codes == (code, "040")
    assert [(block.code, block.field) for block in concession.refusals] == [("040", "lib")]
    assert code in concession.refusals[0].says


# LIB of a supervisor on 493


@pytest.mark.parametrize(
    ("number", "note", "colleague", "expected"),
    [
        pytest.param(OTHER, NOTE, SUPERVISOR, LIFTED, id="supervisor", marks=pytest.mark.rule("AP-097")),
        pytest.param(
            OTHER,
            "",
            SUPERVISOR,
            [("040", "justificativa.1")],
            id="supervisor-without-note",
            marks=pytest.mark.rule("AP-097"),
        ),
        pytest.param(
            "",
            NOTE,
            None,
            [("025", "matricula_do_responsavel")],
            id="no-number",
            marks=pytest.mark.rule("AP-072", "AP-097"),
        ),
        pytest.param(
            ATTENDANT,
            NOTE,
            None,
            [("026", "matricula_do_responsavel")],
            id="own-number",
            marks=pytest.mark.rule("AP-072", "AP-097"),
        ),
        pytest.param(
            OTHER,
            NOTE,
            SENIOR,
            [("041", "matricula_do_responsavel")],
            id="senior",
            marks=pytest.mark.rule("AP-075", "AP-097"),
        ),
        pytest.param(
            OTHER,
            NOTE,
            CONSULTANT,
            [("041", "matricula_do_responsavel")],
            id="consultant",
            marks=pytest.mark.rule("AP-075", "AP-097"),
        ),
        pytest.param(
            OTHER,
            NOTE,
            COLLEAGUE,
            [("041", "matricula_do_responsavel")],
            id="another-attendant",
            marks=pytest.mark.rule("AP-075"),
        ),
        pytest.param(
            OTHER,
            NOTE,
            None,
            [("041", "matricula_do_responsavel")],
            id="nobody-with-that-number",
            marks=pytest.mark.rule("AP-075"),
        ),
        pytest.param(
            OTHER,
            NOTE,
            a_colleague(Role.SUPERVISOR, confirmed=False),
            [("041", "senha_do_responsavel")],
            id="wrong-password",
            marks=pytest.mark.rule("AP-075"),
        ),
    ],
)
def test_493_is_lifted_by_the_supervisors_lib_with_the_court_order_noted(
    rulebook: Rulebook, number: str, note: str, colleague: Colleague | None, expected: list[tuple[str, str]]
) -> None:
    case = typed(with_injunction(), "LIB", number, note, colleague)
    assert raised_by_the_release(case, rulebook) == expected
    assert lifts(case, rulebook) is (expected is LIFTED)


@pytest.mark.rule("AP-097")
def test_a_lifted_493_names_the_supervisor(rulebook: Rulebook) -> None:
    reasons = decide(typed(with_injunction(), "LIB", OTHER, NOTE, SUPERVISOR), rulebook).decision.reasons
    assert [(r.rule, r.code, OTHER in r.says) for r in reasons if r.rule == "AP-097"] == [("AP-097", "493", True)]


@pytest.mark.rule("AP-097")
def test_a_supervisors_number_without_a_code_leaves_493_standing(rulebook: Rulebook) -> None:
    case = typed(with_injunction(), "", OTHER, NOTE, SUPERVISOR)
    assert decide(case, rulebook).decision.codes == ("493",)


@pytest.mark.rule("AP-095", "AP-097")
def test_one_lib_serves_arrears_and_injunction_each_by_its_own_rule(rulebook: Rulebook) -> None:
    card = a_card(dues=(a_due(5, day(-10)),), blocks=(a_block("L"),))
    alone = decide(typed(a_case(card=card), "LIB", "", NOTE), rulebook)
    assert alone.decision.codes == ("493", "025")
    assert lifts(typed(a_case(card=card), "LIB", OTHER, NOTE, SUPERVISOR), rulebook)


# the consultant on 491


@pytest.mark.parametrize(
    ("number", "colleague", "expected"),
    [
        pytest.param(OTHER, CONSULTANT, LIFTED, id="consultant", marks=pytest.mark.rule("AP-098")),
        pytest.param(
            OTHER,
            SUPERVISOR,
            [("041", "matricula_do_responsavel")],
            id="supervisor",
            marks=pytest.mark.rule("AP-098", "AP-075"),
        ),
        pytest.param(
            OTHER,
            SENIOR,
            [("041", "matricula_do_responsavel")],
            id="senior",
            marks=pytest.mark.rule("AP-098", "AP-075"),
        ),
        pytest.param(
            OTHER,
            COLLEAGUE,
            [("041", "matricula_do_responsavel")],
            id="another-attendant",
            marks=pytest.mark.rule("AP-098", "AP-075"),
        ),
        pytest.param(
            OTHER,
            None,
            [("041", "matricula_do_responsavel")],
            id="nobody-with-that-number",
            marks=pytest.mark.rule("AP-075"),
        ),
        pytest.param(
            OTHER,
            UNCONFIRMED,
            [("041", "senha_do_responsavel")],
            id="wrong-password",
            marks=pytest.mark.rule("AP-075"),
        ),
        pytest.param(
            ATTENDANT,
            None,
            [("026", "matricula_do_responsavel")],
            id="own-number",
            marks=pytest.mark.rule("AP-072", "AP-098"),
        ),
    ],
)
def test_491_is_analysed_by_a_consultant_without_any_code(
    rulebook: Rulebook, number: str, colleague: Colleague | None, expected: list[tuple[str, str]]
) -> None:
    case = typed(for_the_other_sex(), "", number, NOTE, colleague)
    assert raised_by_the_release(case, rulebook) == expected
    assert lifts(case, rulebook) is (expected is LIFTED)


@pytest.mark.rule("AP-098")
def test_491_without_any_number_stands_alone(rulebook: Rulebook) -> None:
    assert decide(for_the_other_sex(), rulebook).decision.codes == ("491",)


@pytest.mark.rule("AP-098")
def test_a_lifted_491_names_the_consultant(rulebook: Rulebook) -> None:
    reasons = decide(typed(for_the_other_sex(), "", OTHER, "", CONSULTANT), rulebook).decision.reasons
    assert [(r.rule, r.applied, OTHER in r.says) for r in reasons if r.code == "491"] == [("AP-098", True, True)]


# codes that are no release, and releases with nothing to lift


@pytest.mark.rule("AP-074")
@pytest.mark.parametrize("code", ["820", "LI", "lib", "X", "8190"])
def test_a_code_that_is_neither_lib_nor_819_raises_040(rulebook: Rulebook, code: str) -> None:
    case = typed(surgery(), code, ATTENDANT, NOTE)
    assert raised_by_the_release(case, rulebook) == [("040", "lib")]
    assert decide(case, rulebook).decision.codes == ("481", "040")


@pytest.mark.rule("AP-074")
@pytest.mark.parametrize("code", ["LIB", "819"])
def test_a_release_with_nothing_to_lift_raises_040(rulebook: Rulebook, code: str) -> None:
    case = typed(a_case(), code, ATTENDANT, NOTE)
    assert [(b.code, b.field) for b in decide(case, rulebook).blocks] == [("040", "lib")]


@pytest.mark.rule("AP-075")
@pytest.mark.parametrize(
    ("colleague", "field"),
    [(None, "matricula_do_responsavel"), (UNCONFIRMED, "senha_do_responsavel")],
    ids=["unknown", "wrong-password"],
)
def test_a_second_person_not_confirmed_lifts_nothing_at_all(
    rulebook: Rulebook, colleague: Colleague | None, field: str
) -> None:
    case = typed(in_arrears(), "LIB", OTHER, NOTE, colleague)
    assert raised_by_the_release(case, rulebook) == [("041", field)]
    assert decide(case, rulebook).decision.codes == ("434", "041")


@pytest.mark.rule("AP-075")
def test_a_second_person_not_known_is_refused_even_on_a_form_without_blocks(rulebook: Rulebook) -> None:
    assert decide(typed(a_case(), "", OTHER), rulebook).decision.codes == ("041",)


@pytest.mark.rule("AP-072", "AP-096")
@pytest.mark.parametrize(
    "case",
    [surgery(), in_arrears(), with_injunction(), a_case(earlier=(an_earlier(status="Excluído"),))],
    ids=["481", "434", "493", "372"],
)
def test_without_a_code_no_block_that_asks_for_one_is_lifted(rulebook: Rulebook, case: Case) -> None:
    concession = decide(typed(case, "", ATTENDANT, NOTE), rulebook)
    assert concession.refusals == ()
    assert concession.decision.codes == decide(case, rulebook).decision.codes != ()


@pytest.mark.rule("AP-069")
def test_releasing_a_line_never_frees_another_line_of_typing(rulebook: Rulebook) -> None:
    form = a_form(lines=(FormLine(1, EXAM, 1), FormLine(2, SECOND_EXAM, None)))
    case = a_case(a_procedure(anaesthesia_class=2), a_procedure(SECOND_EXAM), form=form)
    assert decide(typed(case, "819", ATTENDANT, NOTE), rulebook).decision.codes == ("377",)


@pytest.mark.rule("AP-092", "AP-096")
def test_a_block_with_a_release_is_lifted_beside_one_without(rulebook: Rulebook) -> None:
    card = a_card(member=a_member(removed_from=TODAY))
    case = a_case(a_procedure(anaesthesia_class=2), card=card)
    assert decide(typed(case, "819", ATTENDANT, NOTE), rulebook).decision.codes == ("432",)
