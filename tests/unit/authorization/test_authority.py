"""Who may grant what alone, and where the rest goes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from sqlmodel import Session, SQLModel, create_engine

from desk.domain.access.model import Role
from desk.domain.authorization.authority import line_limit, routes, within_authority
from desk.domain.authorization.case import Case, FormLine
from desk.domain.catalogue.model import AuthorityLimit
from desk.domain.context import Desk
from desk.domain.eligibility.member_card import load_card
from desk.domain.enrolment.model import Cpt
from desk.domain.kernel.decision import Outcome, Route
from desk.domain.kernel.resources import read_table
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.authorization.builders import (
    ATTENDANT,
    EXAM,
    MEMBER,
    NOTE,
    OTHER,
    SECOND_EXAM,
    TODAY,
    a_card,
    a_case,
    a_colleague,
    a_cpt,
    a_form,
    a_limit,
    a_member,
    a_plan,
    a_policy,
    a_procedure,
    a_product,
    a_refused_line,
    a_sponsor,
    day,
    decide,
    lines,
)

CAP = [Route("CAP", "3 HORAS", "2 HORAS")]


def where(case: Case, rulebook: Rulebook) -> list[Route]:
    """Where a case without blocks goes; empty when it is allowed here."""
    decision = decide(case, rulebook).decision
    assert decision.outcome is (Outcome.ROUTED if decision.routes else Outcome.ALLOWED)
    return list(decision.routes)


def rules_of(case: Case, rulebook: Rulebook) -> set[str]:
    """The rules that applied."""
    return {reason.rule for reason in decide(case, rulebook).decision.reasons if reason.applied}


def limited(*limits: AuthorityLimit, role: str = Role.ATTENDANT, **changes: Any) -> Case:
    """The case of one exam under these lines of the authority table."""
    return a_case(limits=limits, attendant_role=role, **changes)


# the authority table


@pytest.mark.rule("AP-026", "AP-052")
@pytest.mark.parametrize(
    ("of", "who", "within"),
    [
        (Role.ATTENDANT, Role.ATTENDANT, True),
        (Role.ATTENDANT, Role.SENIOR, True),
        (Role.ATTENDANT, Role.SUPERVISOR, True),
        (Role.ATTENDANT, Role.TRAINER, True),
        (Role.SENIOR, Role.ATTENDANT, False),
        (Role.SENIOR, Role.SENIOR, True),
        (Role.SENIOR, Role.SUPERVISOR, True),
        (Role.SENIOR, Role.TRAINER, False),
        (Role.SUPERVISOR, Role.ATTENDANT, False),
        (Role.SUPERVISOR, Role.SENIOR, False),
        (Role.SUPERVISOR, Role.SUPERVISOR, True),
        (Role.ATTENDANT, Role.REIMBURSEMENT_ANALYST, False),
        (Role.ATTENDANT, Role.ADMINISTRATOR, False),
        (Role.ATTENDANT, "???", False),
    ],
)
def test_a_role_grants_its_own_lines_and_those_of_the_roles_before_it(
    rulebook: Rulebook, of: Role, who: str, within: bool
) -> None:
    case = limited(a_limit(role=of), role=who)
    assert within_authority(case, who) is within
    assert where(case, rulebook) == ([] if within else CAP)


@pytest.mark.rule("AP-026", "AP-052")
def test_a_consultant_needs_no_line_of_the_table(rulebook: Rulebook) -> None:
    case = limited(role=Role.CONSULTANT)
    assert within_authority(case, Role.CONSULTANT)
    assert where(case, rulebook) == []


@pytest.mark.rule("AP-026", "AP-052")
@pytest.mark.parametrize(
    ("limit", "quantity", "attendance", "within"),
    [
        pytest.param({"maximum_quantity": 3}, 3, "5", True, id="quantity-at-the-limit"),
        pytest.param({"maximum_quantity": 3}, 4, "5", False, id="quantity-above"),
        pytest.param({"attendance_types": "25"}, 1, "2", True, id="attendance-among-them"),
        pytest.param({"attendance_types": "67"}, 1, "5", False, id="another-attendance"),
        pytest.param({"products": "342|345"}, 1, "5", True, id="product-among-them"),
        pytest.param({"products": "590|600"}, 1, "5", False, id="another-product"),
        pytest.param({"products": "3420"}, 1, "5", False, id="a-longer-product-code"),
        pytest.param({"procedure_code": SECOND_EXAM}, 1, "5", False, id="another-service"),
    ],
)
def test_a_line_of_the_table_has_its_criteria(
    rulebook: Rulebook, limit: dict[str, Any], quantity: int, attendance: str, within: bool
) -> None:
    form = a_form(attendance_type=attendance, lines=lines(EXAM, quantity=quantity))
    case = limited(a_limit(**{"procedure_code": EXAM} | limit), form=form)
    assert within_authority(case, Role.ATTENDANT) is within
    assert where(case, rulebook) == ([] if within else CAP)


@pytest.mark.rule("AP-052")
def test_every_service_asked_for_must_be_inside_the_table(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM), limits=(a_limit(EXAM),))
    assert not within_authority(case, Role.ATTENDANT)
    assert where(case, rulebook) == CAP
    both = replace(case, limits=(a_limit(EXAM), a_limit(SECOND_EXAM)))
    assert where(both, rulebook) == []


@pytest.mark.rule("AP-052")
def test_a_service_refused_needs_no_authority() -> None:
    form = a_form(lines=(FormLine(1, EXAM, 1), a_refused_line(2, SECOND_EXAM)))
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM), form=form, limits=(a_limit(EXAM),))
    assert within_authority(case, Role.ATTENDANT)


@pytest.mark.rule("AP-026")
def test_a_line_of_the_product_comes_before_a_general_one() -> None:
    general, special = a_limit(maximum_quantity=9), a_limit(maximum_quantity=2, products="342")
    case = limited(general, special)
    assert line_limit(case, case.form.lines[0], Role.ATTENDANT) is special


@pytest.mark.rule("AP-026")
def test_what_is_granted_cites_the_limit_of_the_table(rulebook: Rulebook) -> None:
    reasons = decide(limited(a_limit(maximum_quantity=7)), rulebook).decision.reasons
    granted = [reason for reason in reasons if reason.rule == "AP-026" and reason.applied]
    assert len(granted) == 1
    assert EXAM in granted[0].says
    assert "7" in dict(granted[0].values)["TABELA"]


# outside the table


@pytest.mark.rule("AP-027")
def test_outside_the_table_cap_answers_in_two_hours_and_the_insured_hears_three(rulebook: Rulebook) -> None:
    case = limited()
    assert where(case, rulebook) == CAP
    reasons = [r for r in decide(case, rulebook).decision.reasons if r.rule == "AP-027" and r.applied]
    assert "3 HORAS" in reasons[0].says
    assert "2 HORAS" not in reasons[0].says


@pytest.mark.rule("AP-102")
def test_outside_the_table_the_consultant_of_the_unit_comes_before_cap(rulebook: Rulebook) -> None:
    case = limited(unit_has_consultant=True)
    assert where(case, rulebook) == [Route("CONSULTOR DA UNIDADE")]
    assert "AP-102" in rules_of(case, rulebook)
    assert "AP-027" not in rules_of(case, rulebook)


@pytest.mark.rule("AP-102")
def test_inside_the_table_the_consultant_of_the_unit_is_not_asked(rulebook: Rulebook) -> None:
    assert where(limited(a_limit(), unit_has_consultant=True), rulebook) == []


@pytest.mark.rule("AP-027")
def test_two_services_outside_the_table_go_to_cap_once(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(), a_procedure(SECOND_EXAM), limits=())
    assert where(case, rulebook) == CAP
    reasons = [r for r in decide(case, rulebook).decision.reasons if r.rule == "AP-027" and r.applied]
    assert len(reasons) == 2


# reserved to CAS 24h


@pytest.mark.rule("AP-016", "AP-020")
@pytest.mark.parametrize("role", [Role.ATTENDANT, Role.SENIOR, Role.SUPERVISOR])
@pytest.mark.parametrize("in_table", [True, False], ids=["in-the-table", "outside-it"])
def test_a_service_of_cas_24h_goes_there_whatever_the_table_says(
    rulebook: Rulebook, role: Role, in_table: bool
) -> None:
    case = a_case(
        a_procedure(exclusive_area="CAS 24H"),
        limits=(a_limit(),) if in_table else (),
        attendant_role=role,
        unit_has_consultant=True,
    )
    assert where(case, rulebook) == [Route("CAS 24H")]
    assert "AP-016" in rules_of(case, rulebook)


@pytest.mark.rule("AP-016", "AP-027")
def test_one_form_may_go_to_two_areas(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(exclusive_area="CAS 24H"), a_procedure(SECOND_EXAM), limits=())
    assert where(case, rulebook) == [Route("CAS 24H"), *CAP]


@pytest.mark.rule("AP-020")
@pytest.mark.parametrize("code", ["36010200", "36010219", "36010197"], ids=["orbit", "parotids", "breast"])
def test_three_resonances_are_issued_here_by_the_authority_table(rulebook: Rulebook, code: str) -> None:
    row = next(row for row in read_table("demo/procedures.csv") if row["code"] == code)
    procedure = a_procedure(code, exclusive_area=row["exclusive_area"])
    assert where(a_case(procedure), rulebook) == []
    assert where(a_case(procedure, limits=()), rulebook) == CAP


# released only by the company


@pytest.mark.rule("AP-053")
@pytest.mark.parametrize(
    ("product", "expected"),
    [
        pytest.param("590", [Route("EMPRESA")], id="590"),
        pytest.param("600", [Route("EMPRESA")], id="600"),
        pytest.param("342", [], id="another-product"),
    ],
)
def test_the_company_alone_releases_what_the_table_gives_it(
    rulebook: Rulebook, product: str, expected: list[Route]
) -> None:
    case = limited(
        a_limit(),
        a_limit(products="590|600", released_by="EMPRESA"),
        card=a_card(product=a_product(code=product)),
    )
    assert where(case, rulebook) == expected
    assert ("AP-053" in rules_of(case, rulebook)) is bool(expected)


# running CPT


@pytest.fixture
def session() -> Iterator[Session]:
    """An empty database in memory: only the card knows which CPT still runs."""
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def case_of_a_stored_member(session: Session, rulebook: Rulebook, *cpts: Cpt) -> Case:
    """The case of a member registered with these CPTs."""
    session.add_all([a_sponsor(), a_product(), a_plan(), a_policy(), a_member(), *cpts])
    session.flush()
    desk = cast("Desk", SimpleNamespace(rulebook=rulebook))
    return a_case(card=load_card(session, desk, MEMBER, TODAY))


@pytest.mark.parametrize(
    ("ends_on", "expected"),
    [
        pytest.param(day(300), CAP, id="running", marks=pytest.mark.rule("EL-027")),
        pytest.param(TODAY, CAP, id="last-day", marks=pytest.mark.rule("EL-027", "EL-028")),
        pytest.param(day(-1), [], id="the-day-after", marks=pytest.mark.rule("EL-028")),
    ],
)
def test_a_running_cpt_goes_to_cap_and_an_ended_one_does_not(
    rulebook: Rulebook, session: Session, ends_on: date, expected: list[Route]
) -> None:
    case = case_of_a_stored_member(session, rulebook, a_cpt(ends_on))
    assert case.card is not None
    assert len(case.card.life.cpts) == 1, "an ended CPT stays on the card"
    assert where(case, rulebook) == expected
    assert ("EL-027" in rules_of(case, rulebook)) is bool(expected)


@pytest.mark.rule("EL-027")
@pytest.mark.parametrize(("starts", "expected"), [(0, CAP), (1, [])], ids=["first-day", "the-day-before"])
def test_a_cpt_counts_from_its_first_day(
    rulebook: Rulebook, session: Session, starts: int, expected: list[Route]
) -> None:
    cpt = a_cpt(day(400), starts_on=day(starts))
    assert where(case_of_a_stored_member(session, rulebook, cpt), rulebook) == expected


@pytest.mark.rule("EL-028")
def test_an_ended_cpt_on_the_card_leaves_the_authority_as_it_is(rulebook: Rulebook) -> None:
    case = a_case(card=a_card(ended_cpts=(a_cpt(day(-1)),)))
    assert where(case, rulebook) == []
    tried = [r for r in decide(case, rulebook).decision.reasons if r.rule == "EL-027"]
    assert [reason.applied for reason in tried] == [False]


@pytest.mark.rule("EL-027")
@pytest.mark.parametrize("role", [Role.ATTENDANT, Role.SENIOR, Role.SUPERVISOR])
def test_with_a_running_cpt_even_what_is_in_the_table_goes_to_cap(rulebook: Rulebook, role: Role) -> None:
    ends_on = TODAY + timedelta(days=40)
    case = a_case(card=a_card(running_cpts=(a_cpt(ends_on),)), attendant_role=role, unit_has_consultant=True)
    assert where(case, rulebook) == CAP
    reasons = [r for r in decide(case, rulebook).decision.reasons if r.rule == "EL-027" and r.applied]
    assert "24/06/2007" in reasons[0].says


@pytest.mark.rule("EL-027")
@pytest.mark.parametrize(
    ("number", "colleague"), [(ATTENDANT, None), (OTHER, a_colleague(Role.CONSULTANT))], ids=["own", "consultant"]
)
def test_no_release_keeps_a_running_cpt_at_the_desk(rulebook: Rulebook, number: str, colleague: Any) -> None:
    form = a_form(release_code="819", responsible_number=number, justification=NOTE)
    case = a_case(
        a_procedure(anaesthesia_class=1),
        form=form,
        card=a_card(running_cpts=(a_cpt(day(40)),)),
        colleague=colleague,
    )
    assert where(case, rulebook) == CAP


@pytest.mark.rule("EL-027", "AP-027")
def test_cap_is_named_once_for_a_cpt_and_a_service_outside_the_table(rulebook: Rulebook) -> None:
    case = limited(card=a_card(running_cpts=(a_cpt(day(40)),)))
    assert where(case, rulebook) == CAP
    assert {"EL-027", "AP-027"} <= rules_of(case, rulebook)


@pytest.mark.rule("EL-027")
def test_a_form_without_a_card_has_no_cpt(rulebook: Rulebook) -> None:
    areas, reasons = routes(a_case(card=None), rulebook)
    assert areas == ()
    assert ("EL-027", False) in [(reason.rule, reason.applied) for reason in reasons]


@pytest.mark.rule("AP-027", "AP-016")
def test_blocks_come_before_any_route(rulebook: Rulebook) -> None:
    case = a_case(a_procedure(exclusive_area="CAS 24H", anaesthesia_class=1), limits=())
    decision = decide(case, rulebook).decision
    assert decision.outcome is Outcome.BLOCKED
    assert decision.routes == ()
