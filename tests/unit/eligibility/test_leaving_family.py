"""Newborns not included, who leaves a family, and remissão (DP-008 to DP-054, DA-050, DA-053)."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.domain.eligibility.birth_window import Newborn, PaidBy, birth_window, delivery_covered
from desk.domain.eligibility.dependants import SEMAS, JoinedContract, Kin
from desk.domain.eligibility.newborn import NewbornFacts
from desk.domain.eligibility.premium_waiver import Death, may_enter_waiver, premium_waiver, waiver_covers
from desk.domain.eligibility.removal import HolderLeaves, acts_on, attended_until, exclude_dependant, may_leave
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook

BORN = date(2007, 5, 1)
LAST = date(2007, 5, 31)
OLD = NewbornFacts(False, date(2000, 1, 1), False, (), None)
NEW = NewbornFacts(True, date(2000, 1, 1), False, (), None)
WAITING = NewbornFacts(True, date(2007, 1, 1), False, ("3",), LAST)


@pytest.mark.rule("DP-008")
@pytest.mark.parametrize(
    ("paid", "covered"), [(PaidBy.NETWORK, True), (PaidBy.REIMBURSEMENT, True), (PaidBy.NOT, False)]
)
def test_a_delivery_is_covered_when_the_insurer_paid_it(paid: PaidBy, covered: bool) -> None:
    assert delivery_covered(paid) is covered


@pytest.mark.parametrize(
    ("newborn", "policy", "attended", "rule"),
    [
        pytest.param(Newborn(BORN, PaidBy.NETWORK), OLD, True, "DP-027", marks=pytest.mark.rule("DP-027")),
        pytest.param(Newborn(BORN, PaidBy.NOT), OLD, False, "DP-027", marks=pytest.mark.rule("DP-027")),
        pytest.param(Newborn(BORN, PaidBy.NETWORK, grandchild=True), OLD, True, "DP-024",
                     marks=pytest.mark.rule("DP-024")),
        pytest.param(Newborn(BORN, PaidBy.NOT, grandchild=True), OLD, False, "DP-024",
                     marks=pytest.mark.rule("DP-024")),
        pytest.param(Newborn(BORN, PaidBy.NOT), NEW, True, "DP-026", marks=pytest.mark.rule("DP-024")),
        pytest.param(Newborn(BORN, PaidBy.NOT), WAITING, False, "DP-026", marks=pytest.mark.rule("DP-024")),
        pytest.param(Newborn(BORN, PaidBy.NOT, grandchild=True), NEW, True, "DP-026",
                     marks=pytest.mark.rule("DP-024")),
        pytest.param(Newborn(BORN, PaidBy.NETWORK, grandchild=True, parent_insured=False), NEW, False, "DP-024",
                     marks=pytest.mark.rule("DP-024")),
        pytest.param(Newborn(BORN, PaidBy.NETWORK, grandchild=True), WAITING, False, "DP-026",
                     marks=pytest.mark.rule("DP-024")),
    ],
)  # fmt: skip
def test_who_is_attended_in_the_first_thirty_days(
    newborn: Newborn, policy: NewbornFacts, attended: bool, rule: str, rulebook: Rulebook
) -> None:
    found = birth_window(newborn, policy, LAST, rulebook)
    assert (found.attended, found.last_day, {reason.rule for reason in found.reasons}) == (attended, LAST, {rule})
    assert not birth_window(newborn, policy, LAST + timedelta(days=1), rulebook).attended


@pytest.mark.rule("DP-024")
def test_after_thirty_days_nobody_is_attended(rulebook: Rulebook) -> None:
    after = LAST + timedelta(days=1)
    for policy in (OLD, NEW, WAITING):
        for grandchild in (False, True):
            newborn = Newborn(BORN, PaidBy.NETWORK, grandchild)
            assert not birth_window(newborn, policy, after, rulebook).attended


@pytest.mark.rule("DP-024")
def test_whether_an_adapted_contract_asks_who_paid_for_a_grandchild_is_a_reading(tmp_path: Path) -> None:
    path = tmp_path / "override.toml"
    path.write_text('[DM."dependants.adapted_grandchild_paid"]\nvalue = true\n', encoding="utf-8")
    book = Rulebook.load(None, path)
    unpaid = birth_window(Newborn(BORN, PaidBy.NOT, grandchild=True), NEW, BORN, book)
    assert (unpaid.attended, {reason.rule for reason in unpaid.reasons}) == (False, {"DP-024"})
    assert birth_window(Newborn(BORN, PaidBy.NETWORK, grandchild=True), NEW, BORN, book).attended


@pytest.mark.rule("DP-037", "DP-040")
@pytest.mark.parametrize(
    ("filed", "acts"),
    [
        pytest.param(date(2007, 6, 10), date(2007, 6, 30), id="exactly 20 days before"),
        pytest.param(date(2007, 6, 11), date(2007, 7, 30), id="19 days before"),
        pytest.param(date(2007, 6, 30), date(2007, 7, 30), id="on the due date"),
    ],
)
def test_an_exclusion_acts_on_the_next_instalment_when_filed_in_time(
    filed: date, acts: date, rulebook: Rulebook
) -> None:
    assert acts_on(filed, date(2007, 6, 30), rulebook) == acts
    assert acts > filed


@pytest.mark.rule("DP-039")
def test_who_was_excluded_is_attended_to_the_next_due_date() -> None:
    due = date(2007, 6, 2)
    assert attended_until(due, due, paid=True).outcome is Outcome.ALLOWED
    assert attended_until(due, due + timedelta(days=1), paid=True).outcome is Outcome.REFUSED
    assert attended_until(due, due, paid=False).outcome is Outcome.REFUSED


START = date(2003, 6, 2)
ALIVE = HolderLeaves(False, "RJ", START, date(1969, 2, 3))
ADAPTED, OTHER = JoinedContract("342", adapted=True), JoinedContract("302", adapted=False)
LEFT = JoinedContract("450", adapted=True, continuation=True)


@pytest.mark.parametrize(
    ("leaves", "contract", "outcome", "rule"),
    [
        pytest.param(ALIVE, ADAPTED, Outcome.ALLOWED, "DP-041", marks=pytest.mark.rule("DP-041")),
        pytest.param(ALIVE, OTHER, Outcome.REFUSED, "DP-041", marks=pytest.mark.rule("DP-041")),
        pytest.param(replace(ALIVE, successor_born_on=START), ADAPTED, Outcome.ALLOWED, "DP-041",
                     marks=pytest.mark.rule("DP-041")),
        pytest.param(replace(ALIVE, successor_born_on=START + timedelta(days=1)), ADAPTED, Outcome.REFUSED,
                     "DP-041", marks=pytest.mark.rule("DP-041")),
        pytest.param(replace(ALIVE, successor_born_on=None), ADAPTED, Outcome.REFUSED, "DP-041",
                     marks=pytest.mark.rule("DP-041")),
        pytest.param(replace(ALIVE, state="SP"), OTHER, Outcome.ALLOWED, "DP-042",
                     marks=pytest.mark.rule("DP-042")),
        pytest.param(replace(ALIVE, by_death=True), OTHER, Outcome.ALLOWED, "DP-043",
                     marks=pytest.mark.rule("DP-043")),
        pytest.param(replace(ALIVE, by_death=True, successor_born_on=date(2006, 1, 1)), OTHER, Outcome.ALLOWED,
                     "DP-043", marks=pytest.mark.rule("DP-043")),
        pytest.param(replace(ALIVE, state="SP"), LEFT, Outcome.REFUSED, "DA-050",
                     marks=pytest.mark.rule("DA-050")),
        pytest.param(replace(ALIVE, by_death=True), LEFT, Outcome.ALLOWED, "DA-050",
                     marks=pytest.mark.rule("DA-050")),
    ],
)  # fmt: skip
def test_when_the_holder_may_leave(
    leaves: HolderLeaves, contract: JoinedContract, outcome: Outcome, rule: str, rulebook: Rulebook
) -> None:
    found = may_leave(leaves, contract, date(2007, 5, 15), rulebook)
    assert (found.outcome, found.reasons[0].rule) == (outcome, rule)


@pytest.mark.rule("DP-037", "DA-049")
def test_every_exclusion_of_who_left_a_company_is_analysed() -> None:
    left, other = exclude_dependant(LEFT), exclude_dependant(ADAPTED)
    assert (left.outcome, left.reasons[0].rule) == (Outcome.ROUTED, "DA-049")
    assert (other.outcome, other.reasons[0].rule) == (Outcome.ALLOWED, "DP-037")


@pytest.mark.rule("DP-038")
def test_who_becomes_holder_brings_a_cpf(rulebook: Rulebook) -> None:
    for leaves in (ALIVE, replace(ALIVE, state="SP"), replace(ALIVE, by_death=True)):
        found = may_leave(leaves, ADAPTED, date(2007, 5, 15), rulebook)
        assert "DP-038" in {reason.rule for reason in found.reasons}
    refused = may_leave(ALIVE, OTHER, date(2007, 5, 15), rulebook)
    assert "DP-038" not in {reason.rule for reason in refused.reasons}


DEATH = Death(date(2007, 4, 10), date(2007, 4, 15), date(2007, 5, 15), True, True, True)


@pytest.mark.rule("DP-045", "DP-047", "DP-054")
def test_a_family_keeps_its_cover_for_five_years(rulebook: Rulebook) -> None:
    found = premium_waiver(DEATH, ADAPTED, rulebook)
    assert (found.decision.outcome, found.last_day) == (Outcome.ALLOWED, date(2012, 4, 9))
    assert found.notice_on == date(2012, 3, 11)
    assert "CPF DO NOVO TITULAR" in found.documents
    minor = premium_waiver(replace(DEATH, successor_minor=True), ADAPTED, rulebook)
    assert "CPF DO RESPONSÁVEL" in minor.documents
    assert "CPF DO NOVO TITULAR" not in minor.documents
    leap = replace(DEATH, died_on=date(2004, 2, 29), certificate_on=date(2007, 5, 1))
    assert premium_waiver(leap, ADAPTED, rulebook).last_day == date(2009, 2, 28)


@pytest.mark.rule("DP-046")
def test_only_some_products_have_remissao(rulebook: Rulebook) -> None:
    with_it = "103 303 313 315 613 322 325 622 625 342 345 642 645 132 133 152 153 182 183 192 193"
    for product in with_it.split():
        assert premium_waiver(DEATH, JoinedContract(product, True), rulebook).decision.outcome is Outcome.ALLOWED
    for product in ["101", "102", "301", "302", "312", "314", "318", "612", "450"]:
        found = premium_waiver(DEATH, JoinedContract(product, False), rulebook)
        assert (found.decision.outcome, found.decision.reasons[0].rule) == (Outcome.REFUSED, "DP-046")


@pytest.mark.parametrize(
    ("death", "contract", "rule"),
    [
        pytest.param(replace(DEATH, asked_on=date(2007, 5, 16)), ADAPTED, "DP-048", id="day 31",
                     marks=pytest.mark.rule("DP-048")),
        pytest.param(replace(DEATH, waits_served=False), ADAPTED, "DP-049", id="waiting",
                     marks=pytest.mark.rule("DP-049")),
        pytest.param(replace(DEATH, covered_event=False), ADAPTED, "DP-049", id="not covered",
                     marks=pytest.mark.rule("DP-049")),
        pytest.param(replace(DEATH, paid_up=False), ADAPTED, "DP-049", id="in arrears",
                     marks=pytest.mark.rule("DP-049")),
        pytest.param(DEATH, LEFT, "DA-053", id="left a company", marks=pytest.mark.rule("DA-053")),
    ],
)  # fmt: skip
def test_what_takes_remissao_away(death: Death, contract: JoinedContract, rule: str, rulebook: Rulebook) -> None:
    found = premium_waiver(death, contract, rulebook)
    assert (found.decision.outcome, found.decision.reasons[0].rule) == (Outcome.REFUSED, rule)
    assert (found.last_day, found.documents) == (None, ())


@pytest.mark.rule("DP-050")
@pytest.mark.parametrize(
    ("kin", "born", "unmarried", "outcome"),
    [
        (Kin.SPOUSE, date(1950, 1, 1), False, Outcome.ALLOWED),
        (Kin.DISABLED_CHILD, date(1950, 1, 1), False, Outcome.ALLOWED),
        (Kin.NATURAL_CHILD, date(1983, 4, 11), True, Outcome.ALLOWED),
        (Kin.NATURAL_CHILD, date(1983, 4, 10), True, Outcome.REFUSED),
        (Kin.ADOPTED_CHILD, date(1990, 1, 1), False, Outcome.REFUSED),
        (Kin.STEPCHILD, date(2000, 1, 1), True, Outcome.REFUSED),
        (Kin.PARTNER, date(1960, 1, 1), True, Outcome.ROUTED),
    ],
)
def test_who_has_the_remissao_of_a_family(
    kin: Kin, born: date, unmarried: bool, outcome: Outcome, rulebook: Rulebook
) -> None:
    found = waiver_covers(kin, born, DEATH.died_on, rulebook, unmarried=unmarried)
    assert (found.outcome, found.reasons[0].rule) == (outcome, "DP-050")
    assert [route.area for route in found.routes] == ([SEMAS] if outcome is Outcome.ROUTED else [])


@pytest.mark.rule("DP-051")
@pytest.mark.parametrize(
    ("kin", "born", "enters"),
    [
        (Kin.NATURAL_CHILD, date(2008, 2, 10), True),
        (Kin.NATURAL_CHILD, date(2008, 2, 11), False),
        (Kin.NATURAL_CHILD, date(2007, 4, 9), False),
        (Kin.SPOUSE, date(2007, 6, 1), False),
    ],
)
def test_during_a_remissao_only_newborns_of_ten_months_enter(
    kin: Kin, born: date, enters: bool, rulebook: Rulebook
) -> None:
    assert may_enter_waiver(kin, born, DEATH.died_on, rulebook) is enters
