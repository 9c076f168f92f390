"""Contracts, known diseases, waiting periods and children by the law (LX-001 to LX-025)."""

from datetime import date

import pytest

from desk.domain.eligibility.law_children import LegalBirth, adopted_waits, newborn_terms
from desk.domain.eligibility.law_contract import (
    Event,
    FullCover,
    KnownDisease,
    LegalContract,
    adapt_by,
    first_renewal,
    full_cover,
    is_new,
    known_disease_choices,
    must_offer_reference,
    proof_until,
    waiting_counts_again,
)
from desk.domain.rulebook.parameters import Rulebook

ON = date(2007, 5, 15)


@pytest.mark.rule("LX-001")
def test_a_contract_is_new_from_the_first_day_of_1999(rulebook: Rulebook) -> None:
    assert not is_new(date(1998, 12, 31), ON, rulebook)
    assert is_new(date(1999, 1, 1), ON, rulebook)


@pytest.mark.rule("LX-002")
@pytest.mark.parametrize(
    ("signed", "renews", "last"),
    [
        pytest.param(date(1995, 3, 10), date(1999, 3, 10), date(1999, 3, 10), id="at the renewal"),
        pytest.param(date(1998, 12, 31), date(1999, 12, 2), date(1999, 12, 2), id="renewal on the last day"),
        pytest.param(date(1998, 12, 31), date(1999, 12, 31), date(1999, 12, 2), id="renewal too late"),
        pytest.param(date(1999, 1, 1), date(2000, 1, 1), None, id="a new contract needs none"),
    ],
)
def test_an_old_contract_is_adapted_by_its_renewal(
    signed: date, renews: date, last: date | None, rulebook: Rulebook
) -> None:
    assert adapt_by(signed, renews, ON, rulebook) == last


@pytest.mark.rule("LX-003")
def test_an_individual_contract_lasts_a_year_at_least(rulebook: Rulebook) -> None:
    assert first_renewal(date(2000, 2, 29), ON, rulebook) == date(2001, 3, 1)
    assert first_renewal(date(2006, 7, 1), ON, rulebook) == date(2007, 7, 1)


@pytest.mark.rule("LX-005")
def test_the_reference_plan_must_be_offered_from_december_1999(rulebook: Rulebook) -> None:
    def must(on: date, **operator: bool) -> bool:
        kind = {"self_managed": False, "dental_only": False, **operator}
        return must_offer_reference(on, **kind, rulebook=rulebook)

    assert not must(date(1999, 12, 2))
    assert must(date(1999, 12, 3))
    assert not must(date(1999, 12, 3), self_managed=True)
    assert not must(date(1999, 12, 3), dental_only=True)


@pytest.mark.rule("LX-008", "LX-018")
def test_a_known_disease_never_refuses_and_agravo_is_for_new_contracts(rulebook: Rulebook) -> None:
    new, old = LegalContract(date(1999, 1, 1)), LegalContract(date(1998, 12, 31))
    assert known_disease_choices(new, ON, rulebook) == (KnownDisease.CPT, KnownDisease.SURCHARGE)
    assert known_disease_choices(old, ON, rulebook) == (KnownDisease.CPT,)


@pytest.mark.rule("LX-010")
def test_the_operator_has_24_months_to_prove_that_a_disease_was_known(rulebook: Rulebook) -> None:
    assert proof_until(date(2005, 5, 16), ON, rulebook) == date(2007, 5, 16)


@pytest.mark.parametrize(
    ("contract", "since", "rule"),
    [
        pytest.param(LegalContract(date(2000, 4, 5)), date(2002, 4, 5), "LX-013", id="new",
                     marks=pytest.mark.rule("LX-013")),
        pytest.param(LegalContract(date(2000, 4, 5), surcharge=True), date(2000, 4, 5), "LX-018", id="agravo",
                     marks=pytest.mark.rule("LX-018", "LX-013")),
        pytest.param(LegalContract(date(1994, 6, 1), date(1999, 6, 1)), date(1999, 6, 1), "LX-014", id="5 years",
                     marks=pytest.mark.rule("LX-014")),
        pytest.param(LegalContract(date(1994, 6, 2), date(1999, 6, 1)), date(1999, 12, 1), "LX-015",
                     id="5 years less a day", marks=pytest.mark.rule("LX-014", "LX-015")),
        pytest.param(LegalContract(date(1998, 5, 1), date(1999, 6, 1), leaves_out=False), date(1999, 6, 1),
                     "LX-014", id="nothing left out", marks=pytest.mark.rule("LX-014")),
        pytest.param(LegalContract(date(1997, 11, 30), date(1999, 6, 1)), date(1999, 12, 1), "LX-015",
                     id="18 months and a day", marks=pytest.mark.rule("LX-015")),
        pytest.param(LegalContract(date(1997, 12, 1), date(1999, 6, 1)), date(1999, 12, 1), "LX-016",
                     id="exactly 18 months", marks=pytest.mark.rule("LX-016")),
        pytest.param(LegalContract(date(1998, 5, 1), date(1999, 6, 1)), date(2000, 5, 1), "LX-016",
                     id="under 18 months", marks=pytest.mark.rule("LX-016")),
    ],
)  # fmt: skip
def test_from_when_a_known_disease_is_covered_in_full(
    contract: LegalContract, since: date, rule: str, rulebook: Rulebook
) -> None:
    found = full_cover(contract, ON, rulebook)
    assert (found.since, found.reason.rule) == (since, rule)
    assert found.reason.values == (("COMPLETA DESDE", f"{since:%d/%m/%Y}"),)
    assert bool(found.reason.reading) == (rule == "LX-016")


@pytest.mark.rule("LX-002", "LX-014")
def test_an_old_contract_that_is_not_adapted_has_no_cover_by_the_law(rulebook: Rulebook) -> None:
    found = full_cover(LegalContract(date(1990, 1, 1)), ON, rulebook)
    assert found == FullCover(None, found.reason)
    assert found.reason.rule == "LX-002"


@pytest.mark.rule("LX-025")
@pytest.mark.parametrize(
    ("event", "again"),
    [(Event.RENEWAL, False), (Event.ADAPTATION, False), (Event.ARREARS_PAID, False), (Event.NEW_CONTRACT, True)],
)
def test_waiting_periods_are_not_counted_again(event: Event, again: bool, rulebook: Rulebook) -> None:
    assert waiting_counts_again(event, ON, rulebook) is again


BORN = date(2007, 3, 1)


@pytest.mark.rule("LX-022", "LX-023")
@pytest.mark.parametrize(
    ("included", "exempt"), [(date(2007, 3, 31), True), (date(2007, 4, 1), False), (None, False)]
)
def test_a_newborn_of_a_plan_with_obstetrics(included: date | None, exempt: bool, rulebook: Rulebook) -> None:
    found = newborn_terms(LegalBirth(BORN, True, False, included), ON, rulebook)
    assert (found.covered_until, found.exempt) == (date(2007, 3, 31), exempt)
    assert {reason.rule for reason in found.reasons if reason.applied} >= {"LX-023"}
    assert ("LX-022" in {reason.rule for reason in found.reasons if reason.applied}) is exempt
    without = newborn_terms(LegalBirth(BORN, False, False, included), ON, rulebook)
    assert (without.covered_until, without.exempt) == (None, False)


@pytest.mark.rule("LX-020")
@pytest.mark.parametrize(
    ("under_cover", "included", "known", "exempt", "preexisting"),
    [
        pytest.param(True, date(2007, 3, 31), True, True, False, id="born under cover, in time"),
        pytest.param(True, date(2007, 4, 1), True, False, True, id="born under cover, late"),
        pytest.param(False, date(2007, 3, 2), True, False, True, id="born elsewhere, known"),
        pytest.param(False, date(2007, 3, 2), False, False, False, id="born elsewhere, not known"),
    ],
)
def test_a_child_born_with_a_disease(
    under_cover: bool, included: date, known: bool, exempt: bool, preexisting: bool, rulebook: Rulebook
) -> None:
    found = newborn_terms(LegalBirth(BORN, False, under_cover, included, known), ON, rulebook)
    assert (found.exempt, found.may_be_preexisting) == (exempt, preexisting)
    assert found.covered_until == (date(2007, 3, 31) if under_cover else None)


@pytest.mark.rule("LX-024")
def test_an_adopted_child_under_twelve_has_what_its_adopter_has_served(rulebook: Rulebook) -> None:
    included = date(2007, 5, 15)
    full = {"1": date(2007, 5, 29), "2": date(2007, 11, 10), "3": date(2008, 3, 9)}
    adopter = {"1": date(2007, 5, 14), "2": date(2007, 6, 1)}
    young, old = date(1995, 5, 16), date(1995, 5, 15)
    assert adopted_waits(young, included, full, adopter, rulebook) == {"2": date(2007, 6, 1)}
    assert adopted_waits(old, included, full, adopter, rulebook) == full
    assert adopted_waits(young, included, full, {"2": date(2009, 1, 1)}, rulebook) == {"2": date(2007, 11, 10)}
