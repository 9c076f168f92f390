"""What the register says of a family: plans, waiting periods, responsible persons; the record of a company."""

from datetime import date

import pytest

from desk.domain.audit.model import AuditEvent
from desk.domain.context import Desk
from desk.domain.eligibility.preexistence import Adaptation, Regime
from desk.domain.eligibility.registration import plan_history, registration, waiting_register
from desk.domain.eligibility.sponsor_card import sponsor_card
from desk.domain.enrolment.model import FormerPlan, Policy
from desk.domain.kernel.errors import NotFoundError
from desk.domain.reimbursement.basic_data import basic_data
from desk.domain.reimbursement.plan_data import plan_data
from tests.conftest import ATTENDANT, AURORA

UPGRADED = "9990100006101701"
ADAPTED = "9990200006102501"
FROM_A_GROUP = "9990100006104101"


@pytest.mark.rule("EL-006", "MA-069")
def test_a_change_of_comfort_is_told_apart_from_the_plan(any_desk: Desk) -> None:
    history = plan_history(any_desk, ATTENDANT, UPGRADED)
    assert history.comfort_changed
    assert history.earlier_on == date(2004, 3, 10)
    assert [(p.plan_code, p.comfort, p.started_on, p.ended_on) for p in history.plans] == [
        ("04310", "EXECUTIVO", date(2004, 3, 10), None),
        ("04210", "ESPECIAL", date(2000, 3, 10), date(2004, 3, 9)),
    ]
    assert history.earlier is history.plans[1]


@pytest.mark.rule("EL-006", "MA-069")
def test_a_plan_of_another_product_is_an_earlier_plan_and_no_change_of_comfort(desk: Desk) -> None:
    history = plan_history(desk, ATTENDANT, ADAPTED)
    assert not history.comfort_changed
    assert history.earlier_on == date(1994, 5, 2)
    with desk.store.writing() as session:
        session.delete(session.get_one(FormerPlan, (ADAPTED[:14], date(1994, 5, 2))))
    assert plan_history(desk, ATTENDANT, ADAPTED).earlier_on == date(1994, 5, 2), "the policy remembers it too"
    assert plan_history(desk, ATTENDANT, AURORA).earlier_on is None


@pytest.mark.rule("MA-069")
def test_the_same_plan_again_in_the_same_product_is_no_change_of_comfort(desk: Desk) -> None:
    with desk.store.writing() as session:
        policy = session.get_one(Policy, UPGRADED[:14])
        policy.plan_code = "04210"
        session.add(policy)
    assert not plan_history(desk, ATTENDANT, UPGRADED).comfort_changed


@pytest.mark.rule("EL-030", "DP-034")
def test_the_register_keeps_waiting_periods_that_have_run_out(any_desk: Desk) -> None:
    register = waiting_register(any_desk, ATTENDANT, "9990100006105001")
    (life,) = register.lives
    assert [waiting.code for waiting in life.waiting] == ["1", "2", "4"]
    assert life.life.waiting == (), "none is in course"


@pytest.mark.rule("EL-031", "EL-040")
@pytest.mark.parametrize(
    ("member", "adaptation", "regime", "since"),
    [
        (AURORA, Adaptation.SOLD, Regime.UNTIL_ANS, date(2003, 6, 2)),
        (ADAPTED, Adaptation.LATER, Regime.UNTIL_ANS, date(1994, 5, 2)),
        (FROM_A_GROUP, Adaptation.SOLD, Regime.UNTIL_ANS, date(1998, 4, 1)),
        ("9990200006103301", Adaptation.NONE, Regime.GRANT, date(1996, 8, 5)),
        ("9990200006103302", Adaptation.NONE, Regime.REFUSE, date(2004, 1, 5)),
        ("9993000009101901", Adaptation.SOLD, Regime.NOT_APPLICABLE, date(2000, 5, 1)),
    ],
)
def test_pre_existence_is_read_for_the_person_asked_for(
    desk: Desk, member: str, adaptation: Adaptation, regime: Regime, since: date
) -> None:
    reading = waiting_register(desk, ATTENDANT, member).preexistence
    assert reading is not None
    assert (reading.adaptation, reading.regime, reading.counts_from) == (adaptation, regime, since)


@pytest.mark.parametrize("member", ["9995000009801101", "9996000009901801", "9997000010001301"])
def test_the_manual_does_not_speak_for_other_rulebooks(desk: Desk, member: str) -> None:
    register = waiting_register(desk, ATTENDANT, member)
    assert register.preexistence is None
    assert register.newborn is None


@pytest.mark.rule("DP-026")
@pytest.mark.parametrize(
    ("member", "attended"),
    [
        ("9990100006105001", False),
        ("9990100006015001", False),
        ("9990100006015002", True),
        (AURORA, True),
    ],
)
def test_the_newborn_is_read_by_the_waiting_periods_of_the_parent(desk: Desk, member: str, attended: bool) -> None:
    newborn = waiting_register(desk, ATTENDANT, member).newborn
    assert newborn is not None
    assert newborn.attended is attended


@pytest.mark.rule("MA-008")
def test_the_responsible_person_is_that_of_the_holder_whoever_is_asked_for(desk: Desk) -> None:
    found = registration(desk, ATTENDANT, "9990100006012601")
    assert found.responsible.name == "WALTER EXEMPLO RESPONSÁVEL"
    assert registration(desk, ATTENDANT, "9990100001234503").responsible.name == ""


@pytest.mark.rule("RE-018", "RE-010")
def test_the_plan_of_the_web_has_the_multiple_in_force_and_those_before(any_desk: Desk) -> None:
    data = plan_data(any_desk, ATTENDANT, AURORA)
    assert data.found is not None
    assert str(data.found.multiple.normalize()) == "3"
    assert data.history.card.member.member_number == AURORA
    without = plan_data(any_desk, ATTENDANT, "0130000009301301")
    assert without.found is None
    assert without.multiples == ()


@pytest.mark.rule("RE-120")
def test_the_last_cheque_of_the_family_is_shown(any_desk: Desk) -> None:
    cheque = basic_data(any_desk, ATTENDANT, "9990100006110601").cheque
    assert cheque is not None
    assert (cheque.number, cheque.issued_on, cheque.wait_until) == (
        "000123",
        date(2007, 5, 7),
        date(2007, 5, 22),
    )
    assert basic_data(any_desk, ATTENDANT, AURORA).cheque is None


@pytest.mark.rule("RE-087", "RE-090")
def test_the_record_of_a_company_lists_its_products_and_its_other_number(any_desk: Desk) -> None:
    card = sponsor_card(any_desk, "99931")
    assert [product.code for product in card.products] == ["590"]
    assert card.complementary is not None
    assert card.complementary.code == "99932"
    assert card.terms.shared
    alone = sponsor_card(any_desk, "99932")
    assert (alone.products, alone.terms.mixed, alone.complementary) == ((), False, None)


@pytest.mark.rule("EL-006")
@pytest.mark.parametrize(
    ("code", "blocked", "ended"),
    [("99920", False, False), ("99911", True, False), ("99922", False, True)],
)
def test_a_company_is_blocked_or_ended_on_the_day(desk: Desk, code: str, blocked: bool, ended: bool) -> None:
    card = sponsor_card(desk, code)
    assert (card.blocked, card.ended) == (blocked, ended)


def test_a_company_nobody_registered_is_told(desk: Desk) -> None:
    with pytest.raises(NotFoundError) as caught:
        sponsor_card(desk, "12345")
    assert (caught.value.field, caught.value.code) == ("empresa", "034")


@pytest.mark.parametrize("read", [registration, plan_history, waiting_register, plan_data, basic_data])
def test_every_look_at_a_family_is_journalled_and_a_stranger_is_told(desk: Desk, read: object) -> None:
    from sqlmodel import col, select

    assert callable(read)
    read(desk, ATTENDANT, AURORA)
    with desk.store.reading() as session:
        last = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc()).limit(1)).one()
    assert (last.action, last.subject, last.operator_number) == ("member.read", AURORA, "A100001")
    with pytest.raises(NotFoundError) as caught:
        read(desk, ATTENDANT, "1" * 16)
    assert (caught.value.field, caught.value.code) == ("identificacao", "024")
