"""The blocks over a real database: the demo shows those that the register raises, and ACOB agrees."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from desk.domain.authorization.case import ConcessionForm, FormLine
from desk.domain.authorization.service import Examination, examine
from desk.domain.context import Desk
from desk.domain.counter.care import CareRequest, may_have
from desk.domain.enrolment.model import Member, Policy
from desk.domain.kernel.clock import MovableClock
from desk.domain.kernel.decision import Outcome
from tests.conftest import ATTENDANT, AURORA, DEMO_DAY
from tests.service.forms import a_form

FLORA, GERVASIO, PALMIRA = "9990100006113001", "9990100006114901", "9990100006013401"
MODULAR = "9990300009501401"
IMAGING, LABORATORY, HOSPITAL = "00000005000114", "00000004000170", "11222333000181"
ELSEWHERE, LEFT_THE_NETWORK, OTHER_STATE = "00000020000162", "00000042000122", "00000044000111"


def look(desk: Desk, **changes: object) -> Examination:
    return examine(desk, ATTENDANT, a_form(**changes))  # type: ignore[arg-type]


def admitted(procedure: str, days: int, member: str = AURORA, attendance_type: str = "6") -> ConcessionForm:
    return a_form(
        member=member,
        procedure=procedure,
        attendance_type=attendance_type,
        planned_on=DEMO_DAY + timedelta(days=7),
        daily_rates=days,
        council_number="SP000000",
        physician="DR. MODELO FICTÍCIO",
        diagnosis="QUADRO DE EXEMPLO",
    )


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        pytest.param("054", {"member": FLORA}, marks=pytest.mark.rule("AP-092")),
        pytest.param("415", {"member": GERVASIO, "procedure": "90080053"}, marks=pytest.mark.rule("AP-092")),
        pytest.param("482", {"procedure": "90010046", "attendance_type": "2"}, marks=pytest.mark.rule("AP-093")),
        pytest.param("483", {"member": GERVASIO, "procedure": "90080061"}, marks=pytest.mark.rule("AP-093")),
        pytest.param("484", {"member": GERVASIO, "procedure": "90080070"}, marks=pytest.mark.rule("AP-093")),
        pytest.param("486", {"procedure": "90080029"}, marks=pytest.mark.rule("AP-093")),
        pytest.param("490", {"procedure": "90080037", "provider_cnpj": IMAGING}, marks=pytest.mark.rule("AP-093")),
        pytest.param("492", {"provider_cnpj": ELSEWHERE}, marks=pytest.mark.rule("AP-093")),
        pytest.param("494", {"provider_cnpj": IMAGING}, marks=pytest.mark.rule("AP-093")),
        pytest.param("495", {"procedure": "90080045"}, marks=pytest.mark.rule("AP-093")),
        pytest.param("496", {"member": PALMIRA}, marks=pytest.mark.rule("AP-093", "CV-014")),
        pytest.param("498", {"provider_cnpj": LEFT_THE_NETWORK}, marks=pytest.mark.rule("AP-094")),
        pytest.param("499", {"member": MODULAR, "provider_cnpj": OTHER_STATE}, marks=pytest.mark.rule("AP-094")),
    ],
)
def test_the_demo_shows_the_block(desk: Desk, code: str, changes: dict[str, object]) -> None:
    found = look(desk, **changes).concession.decision
    assert code in found.codes


@pytest.mark.rule("AP-093", "AP-092")
@pytest.mark.parametrize(("days", "codes"), [(5, {"480"}), (6, {"480", "488"}), (11, {"480", "428"})])
def test_the_demo_shows_the_twins_of_the_daily_rates(desk: Desk, days: int, codes: set[str]) -> None:
    assert set(examine(desk, ATTENDANT, admitted("90010054", days)).concession.decision.codes) == codes


@pytest.mark.rule("AP-093")
def test_the_demo_shows_an_outpatient_service_asked_for_in_an_admission(desk: Desk) -> None:
    assert examine(desk, ATTENDANT, admitted("90080010", 1)).concession.decision.codes == ("480", "485")


@pytest.mark.rule("AP-092")
def test_from_the_day_its_characteristics_hold_a_plan_is_known(desk: Desk) -> None:
    form = a_form(member=FLORA, attendance_type="2", planned_on=date(2007, 5, 21))
    assert examine(desk, ATTENDANT, form).concession.decision.outcome is Outcome.ALLOWED
    eve = replace(form, planned_on=date(2007, 5, 20))
    assert examine(desk, ATTENDANT, eve).concession.decision.codes == ("054",)


@pytest.mark.rule("AP-026", "AP-052")
@pytest.mark.parametrize(
    ("member", "outcome"),
    [(AURORA, Outcome.ALLOWED), (GERVASIO, Outcome.ROUTED)],
    ids=["woman-over-thirty", "man"],
)
def test_the_conditions_of_the_table_are_checked_and_not_only_written(
    desk: Desk, member: str, outcome: Outcome
) -> None:
    decision = look(desk, member=member, procedure="32130902").concession.decision
    assert (decision.codes, decision.outcome) == ((), outcome)


@pytest.mark.rule("AP-077", "EL-011")
def test_an_authorization_with_one_line_paid_changes_no_more(desk: Desk) -> None:
    paid, open_ = "07/001877", "07/004377"
    assert "047" in look(desk, number=paid).concession.decision.codes
    assert "047" not in look(desk, number=open_).concession.decision.codes


SERVICES = ("90030012", "90020017", "90010046", "90080029", "90080010", "15010023", "25090011", "90070010")
ON = {"AZ": date(2012, 3, 12), "UF": date(2009, 3, 20), "PS": date(2021, 9, 15)}


@pytest.mark.rule("EL-001", "AP-003")
def test_acob_and_mdap_never_disagree_over_the_demo(desk: Desk) -> None:
    """What ACOB refuses MDAP blocks, and what it sends away MDAP does not grant; one person of each product."""
    with desk.store.reading() as session:
        query = (
            select(col(Member.member_number), col(Policy.product_code))
            .join(Policy, col(Policy.holder_number) == col(Member.holder_number))
            .order_by(col(Member.member_number).desc())
        )
        members = {product: number for number, product in session.exec(query)}
    assert len(members) > 10
    for product, member in members.items():
        rulebook = {"701": "AZ", "702": "UF", "703": "PS"}.get(product, "DM")
        desk.clock = MovableClock(ON.get(rulebook, DEMO_DAY))
        day = desk.clock.today()
        for service in SERVICES:
            said = may_have(desk, ATTENDANT, CareRequest(member, service, day, "5")).answer.decision
            form = a_form(member=member, procedure=service, on=day, lines=(FormLine(1, service, 1),))
            done = examine(desk, ATTENDANT, form).concession.decision
            if said.outcome in {Outcome.REFUSED, Outcome.BLOCKED}:
                assert done.outcome is Outcome.BLOCKED, (product, service, said.codes)
            if said.outcome is Outcome.ROUTED:
                assert done.outcome in {Outcome.BLOCKED, Outcome.ROUTED}, (product, service, said.routes)
