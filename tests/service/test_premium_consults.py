"""The invoices of a company, the share of an instalment per life, the slip of an instalment."""

from datetime import date

import pytest
from sqlmodel import col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.context import Desk
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.money import ZERO, Money
from desk.domain.premium.instalment_shares import InstalmentShares, instalment_shares
from desk.domain.premium.model import Installment, MemberPremium
from desk.domain.premium.service import position, slip_of
from desk.domain.premium.slip_rules import SlipState
from desk.domain.premium.sponsor_position import position_of_member, position_of_sponsor
from desk.domain.premium.sponsor_rules import SponsorStanding
from tests.conftest import ATTENDANT, AURORA

FAMILY = "99901000061017"
DIFFERENT = "99901000061122"
MOVED = "99920000070010"
"""Its only life was removed on 01/03/2007."""


def parts(found: InstalmentShares) -> list[tuple[str, str]]:
    """Who bears what."""
    return [(share.member.person_suffix, str(share.part)) for share in found.shares]


@pytest.mark.rule("PR-020")
def test_an_instalment_splits_by_the_prices_of_its_due_date(any_desk: Desk) -> None:
    found = instalment_shares(any_desk, ATTENDANT, FAMILY, 86)
    assert found.instalment.due_on == date(2007, 4, 10)
    assert not found.in_proportion
    assert parts(found) == [("01", "256,32"), ("02", "314,57"), ("03", "116,51")]
    assert sum((share.part for share in found.shares), start=ZERO) == found.instalment.amount


@pytest.mark.rule("PR-020")
def test_only_the_lives_insured_on_the_due_date_share(desk: Desk) -> None:
    before = instalment_shares(desk, ATTENDANT, FAMILY, 22)
    assert before.instalment.due_on == date(2001, 12, 10)
    assert [suffix for suffix, _ in parts(before)] == ["01", "02"]
    on_the_day = instalment_shares(desk, ATTENDANT, FAMILY, 23)
    assert on_the_day.instalment.due_on == date(2002, 1, 10)
    assert [suffix for suffix, _ in parts(on_the_day)] == ["01", "02", "03"]


@pytest.mark.rule("PR-020")
def test_every_instalment_of_the_demo_adds_up(desk: Desk) -> None:
    with desk.store.reading() as session:
        every = session.exec(
            select(col(Installment.holder_number), col(Installment.number)).where(
                col(Installment.due_on) >= date(2007, 1, 1), col(Installment.due_on) < date(2007, 6, 1)
            )
        ).all()
    assert len(every) > 100
    for holder, number in every:
        if holder == MOVED:
            continue
        found = instalment_shares(desk, ATTENDANT, holder, number)
        assert sum((share.part for share in found.shares), start=ZERO) == found.instalment.amount
        assert found.in_proportion is (holder == DIFFERENT)


@pytest.mark.rule("PR-020")
def test_prices_that_are_not_the_instalment_split_it_in_proportion(any_desk: Desk) -> None:
    found = instalment_shares(any_desk, ATTENDANT, DIFFERENT, 6)
    assert found.in_proportion
    assert found.registered == Money(35000)
    assert parts(found) == [("01", "235,71"), ("02", "176,79")]


@pytest.mark.rule("PR-020")
def test_a_life_without_a_price_is_told_and_never_guessed(desk: Desk) -> None:
    with desk.store.writing() as session:
        session.delete(session.get_one(MemberPremium, (f"{DIFFERENT}02", date(2006, 12, 4))))
    with pytest.raises(DomainError, match="RDP 02 SEM PRÊMIO POR VIDA REGISTRADO EM 04/05/2007"):
        instalment_shares(desk, ATTENDANT, DIFFERENT, 6)


def test_an_instalment_after_the_last_life_left_has_nobody_to_bear_it(desk: Desk) -> None:
    with pytest.raises(DomainError, match="NENHUMA VIDA PAGA A PARCELA 051"):
        instalment_shares(desk, ATTENDANT, MOVED, 51)


def test_an_age_outside_the_band_it_is_charged_by_is_marked(desk: Desk) -> None:
    with desk.store.writing() as session:
        price = session.get_one(MemberPremium, (f"{DIFFERENT}01", date(2006, 12, 4)))
        price.age_from, price.age_to = 34, 38
        session.add(price)
    assert [s.outside_band for s in instalment_shares(desk, ATTENDANT, DIFFERENT, 6).shares] == [True, False]


@pytest.mark.rule("PR-021")
@pytest.mark.parametrize(
    ("number", "due_on", "fits"),
    [(26, date(2002, 4, 10), False), (27, date(2002, 5, 10), False), (28, date(2002, 6, 10), True)],
)
def test_a_document_of_the_shares_goes_five_years_back(desk: Desk, number: int, due_on: date, fits: bool) -> None:
    found = instalment_shares(desk, ATTENDANT, FAMILY, number)
    assert found.instalment.due_on == due_on
    assert found.in_document is fits
    assert next(reason for reason in found.reasons if reason.rule == "PR-021").applied is fits


def test_a_policy_or_an_instalment_nobody_has_is_told(desk: Desk) -> None:
    with pytest.raises(NotFoundError) as policy:
        instalment_shares(desk, ATTENDANT, "1" * 14, 1)
    assert policy.value.field == "identificacao"
    with pytest.raises(NotFoundError) as instalment:
        instalment_shares(desk, ATTENDANT, FAMILY, 999)
    assert instalment.value.field == "parcela"


@pytest.mark.rule("EL-021", "EL-024")
@pytest.mark.parametrize(
    ("code", "standing", "overdue", "amount"),
    [
        ("99910", SponsorStanding.UP_TO_DATE, [], "0,00"),
        ("99911", SponsorStanding.BLOCKED, [35, 37, 38], "1.137,00"),
        ("99921", SponsorStanding.BLOCKED, [64, 65], "82.500,00"),
        ("99922", SponsorStanding.ENDED, [], "0,00"),
        ("99931", SponsorStanding.OVERDUE, [85], "63.907,75"),
        ("99940", SponsorStanding.UP_TO_DATE, [], "0,00"),
    ],
)
def test_a_company_with_its_invoices(
    any_desk: Desk, code: str, standing: SponsorStanding, overdue: list[int], amount: str
) -> None:
    found = position_of_sponsor(any_desk, code)
    assert found.payments.standing is standing
    assert [due.number for due in found.payments.overdue] == overdue
    assert str(found.overdue_amount) == amount
    assert [i.number for i in found.invoices] == sorted((i.number for i in found.invoices), reverse=True)


@pytest.mark.rule("EL-005", "DA-011")
@pytest.mark.parametrize(
    ("member", "code", "rule"),
    [
        ("9991100009002901", "99911", ""),
        ("9992000008001601", "99920", "DA-011"),
        (AURORA, "99901", "EL-005"),
    ],
)
def test_a_person_leads_to_the_company_or_to_the_parcels(desk: Desk, member: str, code: str, rule: str) -> None:
    found = position_of_member(desk, ATTENDANT, member)
    assert found.sponsor.code == code
    assert found.elsewhere.applied is bool(rule)
    assert found.elsewhere.rule == (rule or "EL-005")
    with desk.store.reading() as session:
        last = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc()).limit(1)).one()
    assert (last.action, last.subject) == ("sponsor.read", member)


def test_the_slip_of_an_instalment_is_that_of_its_policy(desk: Desk) -> None:
    in_court = position(desk, ATTENDANT, "9990100006014201")
    assert slip_of(desk, in_court, in_court.standing.overdue[0].number).state is SlipState.COURT
    gap = position(desk, ATTENDANT, "9990100005678301")
    assert slip_of(desk, gap, 93).state is SlipState.VOID
    assert slip_of(desk, gap, 96).state is SlipState.PAID
    with pytest.raises(NotFoundError, match="PARCELA 999 NÃO CADASTRADA"):
        slip_of(desk, gap, 999)
