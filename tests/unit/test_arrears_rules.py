"""From arrears to cancellation and back: timelines, reinstatement, payments not registered (PR-051 to PR-068)."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.domain.kernel.decision import Outcome
from desk.domain.premium.default_timeline import DefaultCase, Step, default_timeline
from desk.domain.premium.payment_proof import CAS_APOIO, Contact, Proof, ShownPayment, contacts, settle
from desk.domain.premium.reinstatement import ANALYSIS, BRASILSAUDE, SETTLEMENT, ReinstatementClaim, may_reinstate
from desk.domain.premium.rules import Due
from desk.domain.premium.service import calendar
from desk.domain.rulebook.catalogue import catalogue
from desk.domain.rulebook.parameters import Rulebook

JUNE, JULY, AUGUST = date(2003, 6, 1), date(2003, 7, 1), date(2003, 8, 1)
OPEN_TWO = (Due(1, JUNE), Due(2, JULY), Due(3, AUGUST))


def steps(case: DefaultCase, on: date, rulebook: Rulebook) -> dict[Step, date]:
    """The first day of every step; a step that comes twice keeps its first day."""
    found = default_timeline(case, on, rulebook=rulebook, calendar=calendar())
    assert list(found) == sorted(found, key=lambda each: each.on)
    return {each.step: each.on for each in reversed(found)}


def rules(case: DefaultCase, on: date, rulebook: Rulebook) -> set[str]:
    """The rules the steps come from."""
    return {each.rule for each in default_timeline(case, on, rulebook=rulebook, calendar=calendar())}


@pytest.mark.rule("PR-055")
def test_an_adapted_contract_follows_its_due_dates(rulebook: Rulebook) -> None:
    case = DefaultCase(OPEN_TWO, adapted=True)
    assert steps(case, date(2003, 7, 15), rulebook) == {
        Step.LETTER: date(2003, 7, 12),
        Step.LAST_PAYMENT: AUGUST,
        Step.SUSPENDED: date(2003, 8, 2),
        Step.TELL_CANCELLED: date(2003, 8, 2),
        Step.CANCELLED: date(2003, 8, 11),
    }
    assert rules(case, date(2003, 7, 15), rulebook) == {"PR-055"}


@pytest.mark.rule("PR-055")
def test_its_last_day_moves_to_a_business_day_and_the_cancellation_does_not(rulebook: Rulebook) -> None:
    saturday = date(2003, 11, 1)
    case = DefaultCase((Due(1, date(2003, 9, 1)), Due(2, date(2003, 10, 1)), Due(3, saturday)), adapted=True)
    found = steps(case, date(2003, 10, 15), rulebook)
    assert (found[Step.LAST_PAYMENT], found[Step.TELL_CANCELLED]) == (date(2003, 11, 3), date(2003, 11, 4))
    assert found[Step.CANCELLED] == date(2003, 11, 11)


@pytest.mark.rule("PR-055")
def test_what_was_paid_has_no_timeline(rulebook: Rulebook) -> None:
    paid = DefaultCase(tuple(Due(d.number, d.due_on, d.due_on) for d in OPEN_TWO), adapted=True)
    assert steps(paid, date(2003, 8, 15), rulebook) == {}
    gap = DefaultCase((OPEN_TWO[0], Due(2, JULY, JULY), Due(3, AUGUST)), adapted=True)
    assert steps(gap, date(2003, 7, 15), rulebook) == {}
    assert steps(DefaultCase(OPEN_TWO, adapted=True), JUNE, rulebook) == {}


@pytest.mark.rule("PR-055")
def test_the_dates_are_known_before_the_third_instalment_is_on_file(rulebook: Rulebook) -> None:
    found = steps(DefaultCase(OPEN_TWO[:1], adapted=True), date(2003, 6, 2), rulebook)
    assert (found[Step.LETTER], found[Step.CANCELLED]) == (date(2003, 7, 12), date(2003, 8, 11))
    late_second = DefaultCase((Due(1, JUNE), Due(2, date(2003, 7, 12))), adapted=True)
    assert Step.LETTER not in steps(late_second, date(2003, 6, 2), rulebook)


@pytest.mark.rule("PR-057")
def test_a_contract_not_adapted_counts_days_from_the_oldest(rulebook: Rulebook) -> None:
    case = DefaultCase((Due(1, JUNE), Due(2, JULY, JULY), Due(3, AUGUST)), adapted=False)
    assert steps(case, date(2003, 8, 10), rulebook) == {
        Step.SUSPENDED: JUNE + timedelta(days=61),
        Step.LETTER: JUNE + timedelta(days=65),
        Step.LAST_PAYMENT: JUNE + timedelta(days=80),
        Step.TELL_CANCELLED: JUNE + timedelta(days=81),
        Step.CANCELLED: JUNE + timedelta(days=90),
    }
    assert rules(case, date(2003, 8, 10), rulebook) == {"PR-057"}


@pytest.mark.rule("PR-058")
def test_the_other_timeline_of_the_manual_is_a_reading(tmp_path: Path) -> None:
    path = tmp_path / "override.toml"
    path.write_text('[DM."arrears.non_adapted_timeline"]\nvalue = "cancelamento"\n', encoding="utf-8")
    other = Rulebook.load(None, path)
    assert steps(DefaultCase(OPEN_TWO, adapted=False), date(2003, 8, 10), other) == {
        Step.LAST_PAYMENT: JUNE + timedelta(days=60),
        Step.SUSPENDED: JUNE + timedelta(days=61),
        Step.TELL_CANCELLED: JUNE + timedelta(days=61),
        Step.CANCELLED: JUNE + timedelta(days=65),
    }
    sixtieth_on_sunday = DefaultCase((Due(1, date(2003, 8, 6)),), adapted=False)
    found = steps(sixtieth_on_sunday, date(2003, 9, 10), other)
    assert (found[Step.LAST_PAYMENT], found[Step.TELL_CANCELLED]) == (date(2003, 10, 6), date(2003, 10, 7))
    assert "PR-058" in rules(DefaultCase(OPEN_TWO, adapted=False), date(2003, 8, 10), other)


@pytest.mark.rule("PR-060")
def test_brasilsaude_adapted_ends_after_sixty_days_even_with_one_open(rulebook: Rulebook) -> None:
    one = DefaultCase(OPEN_TWO[:1], adapted=True, brasilsaude=True)
    assert steps(one, date(2003, 6, 20), rulebook) == {
        Step.LETTER: JUNE + timedelta(days=16),
        Step.CANCELLED: JUNE + timedelta(days=61),
    }
    two = DefaultCase(OPEN_TWO, adapted=True, brasilsaude=True)
    assert steps(two, date(2003, 7, 20), rulebook)[Step.NOTICE] == JULY + timedelta(days=15)
    assert rules(two, date(2003, 7, 20), rulebook) == {"PR-060"}


@pytest.mark.rule("PR-061")
def test_brasilsaude_not_adapted_needs_two_open(rulebook: Rulebook) -> None:
    one = DefaultCase(OPEN_TWO[:1], adapted=False, brasilsaude=True)
    assert steps(one, date(2003, 8, 20), rulebook) == {Step.LETTER: JUNE + timedelta(days=16)}
    two = DefaultCase(OPEN_TWO[:2], adapted=False, brasilsaude=True)
    found = default_timeline(two, date(2003, 7, 20), rulebook=rulebook, calendar=calendar())
    assert [(each.step, each.on) for each in found] == [
        (Step.LETTER, JUNE + timedelta(days=16)),
        (Step.NOTICE, JULY + timedelta(days=15)),
        (Step.LETTER, JULY + timedelta(days=16)),
        (Step.CANCELLED, JUNE + timedelta(days=61)),
    ]
    apart = DefaultCase((Due(1, JUNE), Due(2, JULY, JULY), Due(3, date(2003, 9, 1))), False, True)
    assert steps(apart, date(2003, 9, 10), rulebook)[Step.CANCELLED] == date(2003, 9, 2)
    assert rules(apart, date(2003, 9, 10), rulebook) == {"PR-061"}


@pytest.mark.parametrize(
    ("claim", "outcome", "rule", "area"),
    [
        pytest.param(ReinstatementClaim(True), Outcome.REFUSED, "PR-051", None, id="adapted, nothing to say",
                     marks=pytest.mark.rule("PR-051")),
        pytest.param(ReinstatementClaim(True, insists=True), Outcome.REFUSED, "PR-051", None,
                     id="adapted, insists", marks=pytest.mark.rule("PR-056")),
        pytest.param(ReinstatementClaim(True, insurer_error=True), Outcome.ROUTED, "PR-056", ANALYSIS,
                     id="adapted, an error", marks=pytest.mark.rule("PR-056")),
        pytest.param(ReinstatementClaim(True, paid_before=True), Outcome.ROUTED, "PR-056", ANALYSIS,
                     id="adapted, had paid", marks=pytest.mark.rule("PR-056")),
        pytest.param(ReinstatementClaim(True, no_notice=True), Outcome.ROUTED, "PR-056", ANALYSIS,
                     id="adapted, no notice", marks=pytest.mark.rule("PR-056")),
        pytest.param(ReinstatementClaim(False, no_notice=True), Outcome.REFUSED, "PR-051", None,
                     id="not adapted needs no notice", marks=pytest.mark.rule("PR-059")),
        pytest.param(ReinstatementClaim(False, paid_before=True), Outcome.ROUTED, "PR-059", SETTLEMENT,
                     id="not adapted, had paid", marks=pytest.mark.rule("PR-059")),
        pytest.param(ReinstatementClaim(False, insists=True), Outcome.ROUTED, "PR-059", ANALYSIS,
                     id="not adapted, insists", marks=pytest.mark.rule("PR-059")),
        pytest.param(ReinstatementClaim(True, brasilsaude=True), Outcome.ROUTED, "PR-062", BRASILSAUDE,
                     id="BrasilSaúde", marks=pytest.mark.rule("PR-062")),
    ],
)  # fmt: skip
def test_what_brings_a_cancelled_policy_back(
    claim: ReinstatementClaim, outcome: Outcome, rule: str, area: str | None
) -> None:
    found = may_reinstate(claim)
    assert (found.outcome, found.reasons[0].rule) == (outcome, rule)
    assert [route.area for route in found.routes] == ([area] if area else [])


@pytest.mark.rule("PR-052", "PR-051")
def test_paying_brings_nothing_back_but_is_owed() -> None:
    refused = may_reinstate(ReinstatementClaim(True))
    assert {reason.rule for reason in refused.reasons} == {"PR-051", "PR-052", "PR-056"}
    assert "PR-052" not in {r.rule for r in may_reinstate(ReinstatementClaim(False, paid_before=True)).reasons}
    assert str(catalogue()["PR-056"].disclose) == "internal"


PAID = date(2007, 5, 10)
SHOWN = ShownPayment(PAID, Proof.SLIP)
LATER = PAID + timedelta(days=6)


@pytest.mark.rule("PR-064")
def test_a_payment_takes_five_days_to_be_registered(rulebook: Rulebook) -> None:
    fifth = PAID + timedelta(days=5)
    for proof in Proof:
        found = settle(replace(SHOWN, proof=proof), fifth, rulebook)
        assert (found.outcome, found.reasons[0].rule) == (Outcome.BLOCKED, "PR-064")
    assert settle(SHOWN, LATER, rulebook).outcome is Outcome.ROUTED


@pytest.mark.parametrize(
    ("payment", "outcome", "rule"),
    [
        pytest.param(SHOWN, Outcome.ROUTED, "PR-065", id="slip", marks=pytest.mark.rule("PR-065")),
        pytest.param(replace(SHOWN, proof=Proof.ELECTRONIC), Outcome.ROUTED, "PR-065", id="electronic",
                     marks=pytest.mark.rule("PR-065")),
        pytest.param(replace(SHOWN, proof=Proof.SCHEDULED), Outcome.REFUSED, "PR-066", id="scheduled",
                     marks=pytest.mark.rule("PR-066")),
        pytest.param(replace(SHOWN, by_fax=True), Outcome.REFUSED, "PR-066", id="by fax",
                     marks=pytest.mark.rule("PR-066")),
        pytest.param(replace(SHOWN, whole_sheet=False), Outcome.REFUSED, "PR-066", id="cut",
                     marks=pytest.mark.rule("PR-066")),
        pytest.param(replace(SHOWN, proof=Proof.NONE), Outcome.ROUTED, "PR-067", id="slip not shown",
                     marks=pytest.mark.rule("PR-067")),
        pytest.param(replace(SHOWN, proof=Proof.NONE, by_deposit=True), Outcome.REFUSED, "PR-067",
                     id="deposit not shown", marks=pytest.mark.rule("PR-067")),
    ],
)  # fmt: skip
def test_what_becomes_of_a_payment_after_that(
    payment: ShownPayment, outcome: Outcome, rule: str, rulebook: Rulebook
) -> None:
    found = settle(payment, LATER, rulebook)
    assert (found.outcome, found.reasons[0].rule) == (outcome, rule)
    assert [route.area for route in found.routes] == ([CAS_APOIO] if outcome is Outcome.ROUTED else [])


@pytest.mark.rule("PR-065")
def test_an_electronic_receipt_comes_with_its_slip(rulebook: Rulebook) -> None:
    says = settle(replace(SHOWN, proof=Proof.ELECTRONIC), LATER, rulebook).reasons[0].says
    assert "CÓDIGO DE BARRAS" in says
    assert "CÓDIGO DE BARRAS" not in settle(SHOWN, LATER, rulebook).reasons[0].says


@pytest.mark.rule("PR-068")
def test_who_cannot_be_settled_is_called_then_written_to() -> None:
    assert contacts(telephones=2, email=True) == (Contact.TELEPHONE, Contact.EMAIL)
    assert contacts(telephones=2, email=False) == (Contact.TELEPHONE, Contact.LETTER)
    assert contacts(telephones=0, email=True) == (Contact.EMAIL,)
