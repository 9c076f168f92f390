"""What is said of a refusal, whether its code fits the case, and which letter goes with it."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.authorization.arguments import RefusedService, arguments
from desk.domain.authorization.case import EarlierService
from desk.domain.authorization.model import AuthorizationStatus
from desk.domain.authorization.refusal_rules import letter_of, misfit, misfit_of_line, motive_of
from desk.domain.catalogue.model import ProcedureKind
from desk.domain.documents.letter_models import letter_model
from desk.domain.eligibility.answer import answer
from desk.domain.eligibility.clause import Clause, Effect, Limit, Per
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.preexistence import Regime
from desk.domain.eligibility.question import CareQuestion, Use
from desk.domain.eligibility.subjects import subjects_of
from desk.domain.rulebook.catalogue import catalogue
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import refusal_codes
from desk.domain.rulebook.routines import review_motives
from tests.unit.authorization.builders import a_card as a_concession_card
from tests.unit.authorization.builders import (
    a_case,
    a_form,
    a_procedure,
    a_refused_line,
    a_waiting_period,
    shipped_rulebook,
)
from tests.unit.eligibility.asking import a_card

ON = date(2007, 5, 15)


def refused(
    code: str, *, procedure: dict[str, Any] | None = None, card: Any = None, **changes: Any
) -> RefusedService:
    """A service refused on the day under a code."""
    return RefusedService(code, a_procedure(**procedure or {}), card or a_card("DM"), ON, **changes)


def told(service: RefusedService, rulebook: Rulebook) -> dict[str, str]:
    """What is said by rule, joined."""
    found: dict[str, str] = {}
    for argument in arguments(service, rulebook):
        found[argument.rule] = f"{found.get(argument.rule, '')} {argument.text}".strip()
    return found


def waiting_card(**changes: Any) -> Any:
    return a_card("DM", waiting=[("2", date(2007, 6, 30))], **changes)


@pytest.mark.rule("AP-117")
def test_a_waiting_period_is_argued_with_its_last_day(rulebook: Rulebook) -> None:
    said = told(refused("826", procedure={"waiting_code": "2"}, card=waiting_card()), rulebook)
    assert "termina em 30/06/2007" in said["AP-117"]
    assert "a partir do dia seguinte" in said["AP-117"]
    assert "Proposta" in said["AP-117"]


@pytest.mark.rule("AP-118")
@pytest.mark.parametrize(("adapted", "speaks"), [(True, True), (False, False)])
def test_urgent_care_meanwhile_is_for_adapted_contracts(rulebook: Rulebook, adapted: bool, speaks: bool) -> None:
    card = waiting_card(adapted=adapted)
    said = told(refused("826", procedure={"waiting_code": "2"}, card=card), rulebook)
    assert ("12 horas" in said.get("AP-118", "")) is speaks
    assert "AP-118" not in told(refused("831"), rulebook), "nothing runs"


@pytest.mark.rule("AP-118", "AP-119")
def test_a_cpt_is_argued_with_disease_months_and_last_day(rulebook: Rulebook) -> None:
    card = a_card("DM", cpt_until=date(2008, 6, 1))
    said = told(refused("829", card=card, by_cap=True), rulebook)
    assert "Doença exemplo" in said["AP-119"]
    assert "24 meses" in said["AP-119"]
    assert "01/06/2008" in said["AP-119"]
    assert "preexistente declarada" in said["AP-118"]


def with_limit(per: Per, used: int, quantity: int = 1, limit: int = 10) -> RefusedService:
    """A service whose contract limits it by one clause, with so much of it used."""
    procedure = a_procedure()
    clause = Clause(
        "DM", "CV-001", Effect.LIMIT, "LIMITE", codes=(procedure.code,), limit=Limit(limit, "sessions", per)
    )
    card = a_card("DM", started_on=date(2003, 6, 2))
    uses = (Use(date(2007, 5, 1), used, procedure.code, frozenset()),) if used else ()
    question = CareQuestion(ON, card, subjects_of(procedure), procedure, quantity=quantity, used=uses)
    said = answer(question, [clause], Rulebook.load())
    return RefusedService("838", procedure, card, ON, quantity=quantity, answer=said)


@pytest.mark.rule("AP-115")
def test_a_spent_limit_is_argued_with_the_next_term(rulebook: Rulebook) -> None:
    said = told(with_limit(Per.CONTRACT_YEAR, used=10), rulebook)["AP-115"]
    assert "10 sessão(ões)" in said
    assert "02/06/2007" in said, "the next contract year"
    for_life = told(with_limit(Per.LIFETIME, used=10), rulebook)["AP-115"]
    assert "por vida" in for_life
    monthly = told(with_limit(Per.MONTH, used=10), rulebook)["AP-115"]
    assert "por mês" in monthly
    assert "01/06/2007" in monthly


@pytest.mark.rule("AP-115")
@pytest.mark.parametrize(
    ("description", "line", "adapted", "speaks"),
    [
        ("FONOTERAPIA", "group", True, True),
        ("PSICOTERAPIA", "group", True, True),
        ("FONOTERAPIA", "group", False, False),
        ("FONOTERAPIA", "individual", True, False),
        ("EXAME", "group", True, False),
    ],
)
def test_therapies_of_adapted_groups_are_outside_the_list(
    rulebook: Rulebook, description: str, line: str, adapted: bool, speaks: bool
) -> None:
    card = a_card("DM", line_of_business=line, adapted=adapted)
    service = refused("838", procedure={"description": description, "kind": "therapy"}, card=card)
    assert ("Rol" in told(service, rulebook).get("AP-115", "")) is speaks


@pytest.mark.rule("AP-116")
def test_an_exclusion_quotes_clause_and_item_and_the_law_where_it_is_invoked(rulebook: Rulebook) -> None:
    quoted = told(refused("820", clause="CLÁUSULA 5.2, ITEM 3"), rulebook)["AP-116"]
    assert "cláusula 5.2, item 3" in quoted
    assert "9656" not in quoted, "an adapted contract is under the law"
    old = told(refused("820", card=a_card("DM", adapted=False)), rulebook)["AP-116"]
    assert "04/09/1998" in old
    assert "02/01/1999" in old


@pytest.mark.rule("AP-116")
def test_an_exclusion_says_the_clause_the_counter_found(rulebook: Rulebook) -> None:
    procedure = a_procedure(description="CIRURGIA REFRATIVA", kind=ProcedureKind.SURGERY)
    card = a_card("DM", adapted=False)
    said = answer(CareQuestion(ON, card, subjects_of(procedure), procedure), clauses(), rulebook)
    service = RefusedService("820", procedure, card, ON, answer=said)
    assert "Só contrato adaptado cobre." in told(service, rulebook)["AP-116"]


@pytest.mark.rule("AP-120")
@pytest.mark.parametrize("code", ["820", "822"])
def test_a_reduction_of_the_breasts_has_its_own_arguments(rulebook: Rulebook, code: str) -> None:
    service = refused(code, procedure={"description": "MAMOPLASTIA REDUTORA", "kind": "surgery"})
    said = told(service, rulebook)["AP-120"]
    assert "ortopedista" in said
    assert "coluna" in said
    other = refused(code, procedure={"description": "RINOPLASTIA", "kind": "surgery"})
    assert "AP-120" not in told(other, rulebook)


@pytest.mark.rule("AP-111", "AP-114")
@pytest.mark.parametrize("code", sorted(refusal_codes()))
def test_every_code_of_the_table_has_something_to_say(rulebook: Rulebook, code: str) -> None:
    said = arguments(refused(code), rulebook)
    assert said
    assert all(argument.text.endswith(".") and argument.rule in catalogue() for argument in said)


def earlier(on: date, status: str = AuthorizationStatus.PENDING) -> EarlierService:
    return EarlierService("07/000001", a_procedure().code, on, None, status)


@pytest.mark.rule("AP-114", "AP-117", "AP-119", "EL-029", "EL-033", "EL-035", "EL-041")
@pytest.mark.parametrize(
    ("service", "rule"),
    [
        (refused("826"), "AP-117"),
        (refused("826", procedure={"waiting_code": "3"}, card=waiting_card()), "AP-117"),
        (refused("826", procedure={"waiting_code": "2"}, card=waiting_card()), ""),
        (refused("826", card=waiting_card()), ""),
        (refused("829", by_cap=True), "AP-119"),
        (refused("829", card=a_card("DM", cpt_until=date(2008, 6, 1)), by_cap=False), "EL-029"),
        (refused("829", card=a_card("DM", cpt_until=date(2008, 6, 1)), by_cap=True), ""),
        (refused("829", card=a_card("DM", cpt_until=date(2007, 5, 14)), by_cap=True), "AP-119"),
        (refused("829", card=a_card("DM", block="P"), by_cap=True, regime=Regime.REFUSE), ""),
        (refused("829", card=a_card("DM", block="P"), by_cap=True, regime=Regime.GRANT), "EL-033"),
        (refused("829", card=a_card("DM", block="P"), by_cap=True, regime=Regime.UNTIL_ANS), "EL-035"),
        (refused("829", card=a_card("DM", block="P"), by_cap=True, regime=Regime.NOT_APPLICABLE), "EL-041"),
        (refused("825"), ""),
        (refused("825", procedure={"minimum_age": 36}), ""),
        (refused("825", procedure={"minimum_age": 35}), "AP-114"),
        (refused("825", procedure={"maximum_age": 34}), ""),
        (refused("832"), ""),
        (refused("832", earlier=(earlier(date(2007, 1, 1)),)), ""),
        (refused("835"), ""),
        (refused("835", procedure={"recurrence_days": 30}, earlier=(earlier(ON - timedelta(29)),)), ""),
        (refused("835", procedure={"recurrence_days": 30}, earlier=(earlier(ON - timedelta(30)),)), "AP-114"),
        (refused("838", procedure={"maximum_quantity": 4}, quantity=5), ""),
        (with_limit(Per.CONTRACT_YEAR, used=10), ""),
        (with_limit(Per.CONTRACT_YEAR, used=9), "AP-115"),
        (refused("838"), ""),
        (with_limit(Per.CONTRACT_YEAR, used=9, quantity=2), ""),
        (refused("831"), ""),
        (refused("822"), ""),
        (refused("833"), ""),
        (refused("834"), ""),
        (refused("836"), ""),
        (refused("820"), ""),
        (refused("826", card=waiting_card(), motive="aesthetic"), "AP-123"),
        (refused("822", motive="aesthetic"), ""),
        (refused("822", motive="experimental"), "AP-123"),
        (refused("820", motive="experimental"), ""),
    ],
)
def test_a_code_stands_only_on_a_fact_that_is_registered(
    rulebook: Rulebook, service: RefusedService, rule: str
) -> None:
    wrong = misfit(service, rulebook)
    assert (wrong.rule if wrong is not None else "") == rule


@pytest.mark.rule("AP-114")
def test_a_line_of_a_form_is_held_against_the_same_facts(rulebook: Rulebook) -> None:
    line = a_refused_line(refusal_code="826")
    procedure = a_procedure(waiting_code="9")
    free = a_case(procedure, form=a_form(lines=(line,)))
    wrong = misfit_of_line(free, line, rulebook)
    assert wrong is not None
    assert (wrong.rule, wrong.code) == ("AP-117", "040")
    waits = a_case(procedure, form=a_form(lines=(line,)), card=a_concession_card(waiting=[a_waiting_period(ON)]))
    assert misfit_of_line(waits, line, rulebook) is None


@pytest.mark.rule("AP-123")
@pytest.mark.parametrize(
    ("service", "motive"),
    [
        (refused("822"), "aesthetic"),
        (refused("831"), "no_justification"),
        (refused("831", motive="unjustified_drug"), "unjustified_drug"),
        (refused("820", procedure={"description": "SEPTAÇÃO GÁSTRICA", "kind": "surgery"}), "gastric_septation"),
        (refused("820", procedure={"kind": "drug"}, attendance_type="5"), "outpatient_drug"),
        (refused("820", procedure={"kind": "drug"}, attendance_type="6"), ""),
        (refused("820", procedure={"kind": "material"}), "special_material"),
        (refused("820"), ""),
        (refused("826", card=waiting_card()), ""),
        (refused("838"), ""),
        (refused("820", motive="prophylactic"), "prophylactic"),
    ],
)
def test_the_routine_is_for_ten_reasons_only(service: RefusedService, motive: str) -> None:
    assert motive_of(service) == motive
    assert len(review_motives()) == 10


@pytest.mark.rule("AP-121", "AP-125")
@pytest.mark.parametrize(
    ("service", "model"),
    [
        (refused("826", procedure={"waiting_code": "2"}, card=waiting_card()), "refusal_waiting"),
        (refused("829", card=a_card("DM", cpt_until=date(2008, 6, 1))), "refusal_cpt"),
        (refused("836"), "refusal_dental"),
        (refused("820", procedure={"kind": "dental"}), "refusal_dental"),
        (refused("820", procedure={"description": "CIRURGIA REFRATIVA"}), "refusal_refraction"),
        (refused("820", procedure={"description": "TOMOGRAFIA DE CORONÁRIAS"}), "refusal_not_in_rol"),
        (refused("820"), "refusal_not_covered"),
        (refused("833"), "refusal_general"),
        (refused("838"), "refusal_general"),
        (refused("822"), "reactive_002"),
        (refused("831"), "reactive_010"),
        (refused("820", motive="experimental"), "reactive_016"),
        (refused("820", motive="prophylactic"), "reactive_017"),
        (refused("820", motive="outpatient_drug"), "reactive_018"),
        (refused("820", motive="home_drug"), "reactive_019"),
        (refused("820", motive="special_material"), "reactive_general"),
    ],
)
def test_each_reason_has_its_letter(rulebook: Rulebook, service: RefusedService, model: str) -> None:
    chosen = letter_of(service, rulebook)
    assert chosen.model == model
    assert letter_model(model).readers == ("insured",)


@pytest.mark.rule("AP-121")
def test_who_left_the_insurance_gets_the_letter_of_that(rulebook: Rulebook) -> None:
    card = a_card("DM")
    card.member.removed_from = date(2007, 5, 1)
    service = refused("820", card=card, motive="")
    assert letter_of(service, rulebook).model == "refusal_removed"
    assert "01/05/2007" in told(service, rulebook)["AP-121"]


@pytest.mark.rule("AP-114", "AP-117")
@given(st.integers(-400, 400))
def test_a_waiting_period_is_refused_for_exactly_as_long_as_it_runs(offset: int) -> None:
    ends_on = ON + timedelta(days=offset)
    card = a_card("DM", started_on=date(2003, 6, 2), waiting=[("2", ends_on)])
    service = refused("826", procedure={"waiting_code": "2"}, card=card)
    assert (misfit(service, shipped_rulebook()) is None) is (ends_on >= ON)
    if ends_on >= ON:
        assert f"{ends_on:%d/%m/%Y}" in told(service, shipped_rulebook())["AP-117"]


@pytest.mark.rule("AP-115")
@given(st.integers(0, 30), st.integers(1, 30))
def test_the_more_is_used_the_sooner_a_limit_refuses(used: int, quantity: int) -> None:
    fits = misfit(with_limit(Per.CONTRACT_YEAR, used, quantity), shipped_rulebook()) is None
    assert fits is (used + quantity > 10)
