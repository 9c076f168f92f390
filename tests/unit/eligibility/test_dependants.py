"""Who may be included by the manual, from when and on what terms (DP-002 to DP-036, DA-044 to DA-048)."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.domain.eligibility.dependants import (
    SEMAS,
    Applicant,
    Disease,
    Inclusion,
    JoinedContract,
    Kin,
    file_by,
    include,
    inclusion_form,
    kin_rule,
    months_charged,
    product_group,
)
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook

EVENT = date(2007, 3, 1)
LAST = date(2007, 3, 31)
CLOSED, OPEN = JoinedContract("302", adapted=False), JoinedContract("312", adapted=False)
ADAPTED, LEFT = JoinedContract("342", adapted=True), JoinedContract("450", adapted=True, continuation=True)
BABY = Applicant(Kin.NATURAL_CHILD, EVENT, EVENT, LAST, delivery_covered=True)
ADULT = date(1970, 1, 1)


def wife(filed_on: date = LAST, **facts: object) -> Applicant:
    """Somebody married on the day of the event."""
    return replace(Applicant(Kin.SPOUSE, ADULT, EVENT, filed_on), **facts)  # type: ignore[arg-type]


def rules(found: Inclusion) -> set[str]:
    """The rules that apply."""
    return {reason.rule for reason in found.decision.reasons if reason.applied}


def preferring(folder: Path, name: str, value: str) -> Rulebook:
    """The rulebook with another reading of the manual."""
    path = folder / "override.toml"
    path.write_text(f'[DM."{name}"]\nvalue = {value}\n', encoding="utf-8")
    return Rulebook.load(None, path)


@pytest.mark.rule("DP-028", "DP-030", "DP-032", "DA-044")
@pytest.mark.parametrize(
    ("products", "adapted", "group"),
    [
        ("101 102 103 301 302 303", False, "A"),
        ("312 313 314 315 318 612 613", False, "B"),
        ("322 325 342 345 622 625 642 645 132 133 152 153 182 183 192 193", True, "C"),
        ("322 325 342 345 622 625 642 645 132 133 152 153 182 183 192 193", False, "C"),
        ("990", True, "C"),
        ("450", False, ""),
    ],
)
def test_every_product_has_its_rules_of_inclusion(
    products: str, adapted: bool, group: str, rulebook: Rulebook
) -> None:
    for product in products.split():
        assert product_group(JoinedContract(product, adapted), EVENT, rulebook) == group
        assert product_group(JoinedContract(product, adapted, continuation=True), EVENT, rulebook) == "D"


@pytest.mark.rule("DP-028", "DP-030", "DP-032")
def test_a_product_of_no_group_is_for_semas(rulebook: Rulebook) -> None:
    found = include(wife(), JoinedContract("450", adapted=False), rulebook)
    assert (found.decision.outcome, [route.area for route in found.decision.routes]) == (Outcome.ROUTED, [SEMAS])


@pytest.mark.rule("DP-005")
@pytest.mark.parametrize(
    ("kin", "born", "unmarried", "outcome"),
    [
        pytest.param(Kin.NATURAL_CHILD, date(1983, 4, 1), True, Outcome.ALLOWED, id="23 years, 364 days"),
        pytest.param(Kin.NATURAL_CHILD, date(1983, 3, 31), True, Outcome.REFUSED, id="24 that day"),
        pytest.param(Kin.NATURAL_CHILD, date(1990, 1, 1), False, Outcome.REFUSED, id="married child"),
        pytest.param(Kin.ADOPTED_CHILD, date(1995, 4, 1), True, Outcome.ALLOWED, id="adopted, 11"),
        pytest.param(Kin.ADOPTED_CHILD, date(1995, 3, 31), True, Outcome.REFUSED, id="adopted, 12 that day"),
        pytest.param(Kin.ADOPTED_CHILD, date(1996, 1, 1), False, Outcome.REFUSED, id="adopted, married"),
        pytest.param(Kin.DISABLED_CHILD, date(1950, 1, 1), False, Outcome.ALLOWED, id="disabled at any age"),
        pytest.param(Kin.STEPCHILD, date(1995, 3, 31), True, Outcome.REFUSED, id="stepchild of 12"),
        pytest.param(Kin.WARD, date(1995, 4, 1), True, Outcome.ALLOWED, id="ward of 11"),
        pytest.param(Kin.PARTNER, date(1960, 1, 1), True, Outcome.ALLOWED, id="partner"),
        pytest.param(Kin.OTHER, date(1940, 1, 1), True, Outcome.REFUSED, id="a parent"),
    ],
)
def test_who_is_a_dependant(kin: Kin, born: date, unmarried: bool, outcome: Outcome, rulebook: Rulebook) -> None:
    applicant = Applicant(kin, born, EVENT, LAST, unmarried=unmarried, delivery_covered=True)
    found = include(applicant, ADAPTED, rulebook)
    assert found.decision.outcome is outcome
    assert (rules(found) == {"DP-005"}) == (outcome is Outcome.REFUSED)


@pytest.mark.rule("DP-011", "DA-046")
@pytest.mark.parametrize("group", ["A", "B", "C", "D"])
def test_every_kin_is_proved_by_its_papers(group: str) -> None:
    papers = {kin: kin_rule(group, kin) for kin in Kin}
    proofs = {kin: asked.documents for kin, asked in papers.items() if asked is not None}
    assert set(Kin) - set(proofs) == {Kin.GRANDCHILD, Kin.OTHER}
    assert proofs[Kin.SPOUSE] == ("CERTIDÃO DE CASAMENTO",)
    assert "UNIÃO ESTÁVEL" in proofs[Kin.PARTNER][0]
    assert proofs[Kin.NATURAL_CHILD] == ("CERTIDÃO DE NASCIMENTO",)
    assert "ADOÇÃO" in proofs[Kin.ADOPTED_CHILD][0]
    assert proofs[Kin.DISABLED_CHILD] == ("ATESTADO DE INVALIDEZ",)
    assert len(proofs[Kin.STEPCHILD]) == 2
    assert proofs[Kin.WARD] == ("DETERMINAÇÃO JUDICIAL",)


@pytest.mark.parametrize(
    ("contract", "kin", "late", "rule"),
    [
        pytest.param(CLOSED, Kin.SPOUSE, Outcome.REFUSED, "DP-028", marks=pytest.mark.rule("DP-028")),
        pytest.param(CLOSED, Kin.NATURAL_CHILD, Outcome.REFUSED, "DP-028", marks=pytest.mark.rule("DP-028")),
        pytest.param(CLOSED, Kin.DISABLED_CHILD, Outcome.REFUSED, "DP-028", marks=pytest.mark.rule("DP-028")),
        pytest.param(OPEN, Kin.SPOUSE, Outcome.ALLOWED, "DP-030", marks=pytest.mark.rule("DP-030")),
        pytest.param(OPEN, Kin.NATURAL_CHILD, Outcome.ALLOWED, "DP-030", marks=pytest.mark.rule("DP-030")),
        pytest.param(ADAPTED, Kin.PARTNER, Outcome.ALLOWED, "DP-032", marks=pytest.mark.rule("DP-032")),
        pytest.param(ADAPTED, Kin.ADOPTED_CHILD, Outcome.ALLOWED, "DP-032", marks=pytest.mark.rule("DP-032")),
        pytest.param(ADAPTED, Kin.STEPCHILD, Outcome.REFUSED, "DP-022", marks=pytest.mark.rule("DP-022")),
        pytest.param(OPEN, Kin.WARD, Outcome.REFUSED, "DP-023", marks=pytest.mark.rule("DP-023")),
    ],
)
def test_who_has_a_limit_of_thirty_days(
    contract: JoinedContract, kin: Kin, late: Outcome, rule: str, rulebook: Rulebook
) -> None:
    applicant = Applicant(kin, date(2001, 1, 1), EVENT, LAST, delivery_covered=True)
    in_time = include(applicant, contract, rulebook)
    assert (in_time.decision.outcome, rule in rules(in_time)) == (Outcome.ALLOWED, True)
    after = include(replace(applicant, filed_on=LAST + timedelta(days=1)), contract, rulebook)
    assert (after.decision.outcome, rule in rules(after)) == (late, True)


@pytest.mark.rule("DP-010", "DA-045")
def test_the_form_depends_on_the_contract() -> None:
    for line in ("individual", "small_group", "group", "self_funded"):
        assert inclusion_form(ADAPTED, line) == inclusion_form(CLOSED, line) == "INCLUSÃO DE DEPENDENTE"
    old = JoinedContract("450", adapted=False, continuation=True)
    assert inclusion_form(LEFT, "small_group") == "INCLUSÃO DE DEPENDENTE"
    assert inclusion_form(old, "small_group") == "CADASTRO DE BENEFICIÁRIO"
    for line in ("group", "self_funded"):
        assert inclusion_form(LEFT, line) == "CADASTRO DE BENEFICIÁRIO"


@pytest.mark.rule("DP-036", "DP-020", "DA-048")
def test_thirty_days_are_counted_from_the_event_which_is_day_zero(rulebook: Rulebook) -> None:
    assert file_by(EVENT, EVENT, rulebook) == LAST
    assert file_by(EVENT, EVENT, rulebook, continuation=True) is None


@pytest.mark.rule("DP-019", "DA-048")
def test_an_inclusion_is_never_asked_for_by_fax(rulebook: Rulebook) -> None:
    for contract in (CLOSED, OPEN, ADAPTED, LEFT):
        found = include(replace(BABY, by_fax=True), contract, rulebook)
        assert (found.decision.outcome, rules(found)) == (Outcome.REFUSED, {"DP-019"})


@pytest.mark.rule("DP-025", "DA-048")
def test_a_grandchild_is_never_included(rulebook: Rulebook) -> None:
    for contract in (CLOSED, OPEN, ADAPTED, LEFT):
        found = include(replace(BABY, kin=Kin.GRANDCHILD), contract, rulebook)
        assert (found.decision.outcome, rules(found)) == (Outcome.REFUSED, {"DP-025"})


@pytest.mark.rule("DP-018", "DP-017")
@pytest.mark.parametrize("contract", [CLOSED, OPEN, ADAPTED], ids=["closed", "open", "adapted"])
def test_children_filed_in_time_serve_no_waiting_period(contract: JoinedContract, rulebook: Rulebook) -> None:
    adopted = Applicant(Kin.ADOPTED_CHILD, date(2003, 1, 1), EVENT, LAST)
    for child in (BABY, adopted):
        found = include(child, contract, rulebook)
        assert (found.waived, found.waits, "DP-018" in rules(found)) == (True, (), True)
        assert "DP-017" not in rules(found)
    served = include(wife(), contract, rulebook)
    assert (served.waived, "DP-017" in rules(served), "DP-018" in rules(served)) == (False, True, False)
    assert {wait.code: wait.last_day for wait in served.waits}["2"] == EVENT + timedelta(days=179)


@pytest.mark.rule("DP-018", "DP-017", "DP-007")
def test_a_child_filed_late_serves_them_from_its_own_start(tmp_path: Path, rulebook: Rulebook) -> None:
    late = LAST + timedelta(days=1)
    found = include(replace(BABY, filed_on=late), ADAPTED, rulebook)
    assert (found.starts_on, found.waived, "DP-017" in rules(found)) == (late, False, True)
    assert {wait.code: wait.last_day for wait in found.waits}["3"] == late + timedelta(days=299)
    assert include(BABY, ADAPTED, rulebook).starts_on == EVENT
    other = include(
        replace(BABY, filed_on=late), ADAPTED, preferring(tmp_path, "dependants.late_start", '"event"')
    )
    assert other.starts_on == EVENT


@pytest.mark.rule("DP-018")
@pytest.mark.parametrize(("reading", "waived"), [("semas", None), ("waived", True), ("served", False)])
def test_a_delivery_not_covered_is_promised_nothing(reading: str, waived: bool | None, tmp_path: Path) -> None:
    book = preferring(tmp_path, "dependants.uncovered_delivery", f'"{reading}"')
    found = include(replace(BABY, delivery_covered=False), ADAPTED, book)
    routed = Outcome.ROUTED if waived is None else Outcome.ALLOWED
    assert (found.waived, found.decision.outcome, bool(found.waits)) == (waived, routed, waived is False)


@pytest.mark.parametrize(
    ("contract", "kin", "disease", "rule"),
    [
        pytest.param(CLOSED, Kin.SPOUSE, Disease.EXCLUDED, "DP-029", marks=pytest.mark.rule("DP-029")),
        pytest.param(OPEN, Kin.SPOUSE, Disease.EXCLUDED, "DP-031", marks=pytest.mark.rule("DP-031")),
        pytest.param(ADAPTED, Kin.SPOUSE, Disease.CPT, "DP-033", marks=pytest.mark.rule("DP-033")),
        pytest.param(OPEN, Kin.STEPCHILD, Disease.EXCLUDED, "DP-022", marks=pytest.mark.rule("DP-022")),
        pytest.param(ADAPTED, Kin.WARD, Disease.CPT, "DP-023", marks=pytest.mark.rule("DP-023")),
        pytest.param(LEFT, Kin.SPOUSE, Disease.CONTRACT, "DA-044", marks=pytest.mark.rule("DA-044")),
        pytest.param(LEFT, Kin.STEPCHILD, Disease.EXCLUDED, "DP-022", marks=pytest.mark.rule("DA-048")),
        pytest.param(CLOSED, Kin.NATURAL_CHILD, Disease.FULL, "DP-029", marks=pytest.mark.rule("DP-029")),
        pytest.param(OPEN, Kin.ADOPTED_CHILD, Disease.FULL, "DP-031", marks=pytest.mark.rule("DP-031")),
        pytest.param(ADAPTED, Kin.NATURAL_CHILD, Disease.FULL, "DP-033", marks=pytest.mark.rule("DP-033")),
    ],
)
def test_what_becomes_of_a_declared_disease(
    contract: JoinedContract, kin: Kin, disease: Disease, rule: str, rulebook: Rulebook
) -> None:
    declared = Applicant(kin, date(2001, 1, 1), EVENT, LAST, delivery_covered=True, declared_disease=True)
    found = include(declared, contract, rulebook)
    assert (found.disease, rule in rules(found)) == (disease, True)
    assert include(replace(declared, declared_disease=False), contract, rulebook).disease is None


@pytest.mark.rule("DP-002", "DP-033")
def test_the_cpt_of_a_dependant_runs_24_months_from_its_own_start(rulebook: Rulebook) -> None:
    found = include(wife(LAST + timedelta(days=1), declared_disease=True), ADAPTED, rulebook)
    assert (found.starts_on, found.cpt_until) == (date(2007, 4, 1), date(2009, 3, 31))
    assert include(wife(declared_disease=True), OPEN, rulebook).cpt_until is None


@pytest.mark.rule("DP-014", "DP-015")
def test_agravo_takes_the_place_of_cpt_in_adapted_products_only(rulebook: Rulebook) -> None:
    declared = wife(declared_disease=True)
    chosen = include(declared, ADAPTED, rulebook)
    assert (chosen.may_choose, chosen.disease) == (True, Disease.CPT)
    signed = include(replace(declared, surcharge_signed=True), ADAPTED, rulebook)
    assert (signed.disease, signed.cpt_until, "DP-015" in rules(signed)) == (Disease.SURCHARGED, None, True)
    assert signed.waits == chosen.waits
    for contract in (CLOSED, OPEN):
        old = include(replace(declared, surcharge_signed=True), contract, rulebook)
        assert (old.may_choose, old.disease) == (False, Disease.EXCLUDED)
    child = include(replace(BABY, declared_disease=True), ADAPTED, rulebook)
    assert child.may_choose is False
    late = include(replace(BABY, declared_disease=True, filed_on=LAST + timedelta(days=1)), ADAPTED, rulebook)
    assert late.may_choose is True


@pytest.mark.rule("DA-044", "DA-048")
def test_every_inclusion_of_who_left_a_company_is_analysed_but_a_newborn_of_the_plan(rulebook: Rulebook) -> None:
    assert include(BABY, LEFT, rulebook).decision.outcome is Outcome.ALLOWED
    late = replace(BABY, filed_on=LAST + timedelta(days=1))
    uncovered = replace(BABY, delivery_covered=False)
    for other in (wife(), late, uncovered, Applicant(Kin.ADOPTED_CHILD, date(2003, 1, 1), EVENT, LAST)):
        found = include(other, LEFT, rulebook)
        assert (found.decision.outcome, "DA-044" in rules(found)) == (Outcome.ROUTED, True)


@pytest.mark.rule("DP-021")
@pytest.mark.parametrize(
    ("next_due", "months"), [(date(2007, 3, 31), 1), (date(2007, 4, 1), 2), (date(2008, 1, 1), 11)]
)
def test_the_premium_is_due_from_the_month_of_the_event(next_due: date, months: int) -> None:
    assert months_charged(EVENT, next_due) == months
