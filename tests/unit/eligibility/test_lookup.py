"""Eligibility before anything else, coverage from Automação or nowhere, and silence that promises nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from desk.domain.access.model import System
from desk.domain.eligibility.answer import CareAnswer, answer
from desk.domain.eligibility.clause import Clause, Effect, Wait, When, Where
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.lookup import where_to_look
from desk.domain.kernel.decision import Outcome
from tests.unit.eligibility.asking import RULEBOOK, TODAY, a_procedure, a_question, applied, ask

TODAY_DM = TODAY["DM"]
ROUTED_TO_CAP = a_procedure(exclusive_area="CAS 24H", needs_authorization=True)


@pytest.mark.rule("EL-001", "EL-007")
@pytest.mark.parametrize(
    ("down", "eligibility", "coverage"),
    [
        ((), "PRIMEIRO NA AUTOMAÇÃO", "SÓ NA AUTOMAÇÃO: ACOB"),
        ((System.EXTRA,), "PRIMEIRO NA AUTOMAÇÃO", "SÓ NA AUTOMAÇÃO: ACOB"),
        ((System.AUTOM,), "PELO EXTRA (MCAA", "PEDIR À CAP"),
        ((System.AUTOM, System.EXTRA), "O PEDIDO VAI À CAP", "PEDIR À CAP"),
    ],
)
def test_extra_is_read_only_while_automation_is_down_and_never_for_cover(
    down: Sequence[System], eligibility: str, coverage: str
) -> None:
    first, second = where_to_look(down)
    assert (first.rule, second.rule) == ("EL-001", "EL-007")
    assert eligibility in first.says
    assert coverage in second.says


@pytest.mark.rule("EL-001")
@pytest.mark.parametrize(
    ("facts", "outcome", "rule"),
    [
        ({}, Outcome.ROUTED, "AP-016"),
        ({"block": "A"}, Outcome.BLOCKED, "AP-097"),
        ({"started_on": TODAY_DM + timedelta(days=1)}, Outcome.BLOCKED, "AP-092"),
    ],
)
def test_whether_the_person_is_eligible_comes_before_where_it_is_asked_for(
    facts: dict[str, object], outcome: Outcome, rule: str
) -> None:
    given = ask(ROUTED_TO_CAP, among=[], role="ATD", **facts)
    assert given.decision.outcome is outcome
    assert rule in applied(given)
    assert given.decision.reasons[0].rule == rule, "what was established first is told first"


def without_automation(about: object, rulebook: str = "DM", **facts: object) -> CareAnswer:
    """The answer while Automação is down."""
    question = replace(a_question(about, rulebook, **facts), automation_up=False)
    return answer(question, clauses(), RULEBOOK)


@pytest.mark.rule("EL-007")
@pytest.mark.parametrize(
    ("rulebook", "area"),
    [("DM", "CAP"), ("AZ", "CENTRAL ASSEFAZ"), ("UF", "CENTRAL UNAFISCO"), ("PS", "PAS/SERPRO 0800 888 9504")],
)
@pytest.mark.parametrize("about", ["insemination", "consultation", a_procedure()])
def test_without_automation_coverage_is_unknown_and_asked_for(about: object, rulebook: str, area: str) -> None:
    given = without_automation(about, rulebook)
    assert (given.covered, given.spoke) == (None, "")
    assert given.decision.outcome is Outcome.ROUTED
    assert area in {route.area for route in given.decision.routes}
    assert "EL-007" in applied(given)
    assert not given.limits
    assert "EL-007" not in applied(ask(about, rulebook))


@pytest.mark.rule("EL-007")
def test_without_automation_registration_payment_and_start_are_still_answered() -> None:
    assert without_automation(a_procedure(), block="A").decision.outcome is Outcome.BLOCKED
    given = without_automation(a_procedure(), started_on=TODAY_DM + timedelta(days=3))
    assert (given.decision.outcome, given.first_allowed) == (Outcome.BLOCKED, TODAY_DM + timedelta(days=3))


@pytest.mark.rule("EL-008")
@pytest.mark.parametrize(
    ("rulebook", "area"),
    [("DM", "CAP"), ("AZ", "CENTRAL ASSEFAZ"), ("UF", "CENTRAL UNAFISCO"), ("PS", "PAS/SERPRO 0800 888 9504")],
)
def test_what_no_rule_speaks_of_is_asked_and_not_allowed(rulebook: str, area: str) -> None:
    given = ask("paternity_test", rulebook, among=[])
    assert (given.decision.outcome, given.covered, given.spoke) == (Outcome.ROUTED, None, "")
    assert [route.area for route in given.decision.routes] == [area]
    (said,) = [reason for reason in given.decision.reasons if reason.rule == "EL-008"]
    assert said.says == "NENHUMA REGRA DO REGULAMENTO DO PRODUTO DIZ SE TEM COBERTURA: PERGUNTAR"
    assert said.applied


@pytest.mark.rule("EL-008")
@pytest.mark.parametrize(
    ("effect", "facts", "known"),
    [
        (Effect.COVERED, {}, True),
        (Effect.EXCLUDED, {}, True),
        (Effect.WAITING, {"wait": Wait(1, "days")}, True),
        (Effect.PROCEDURE, {"where": Where("UDAS")}, True),
        (Effect.NOTE, {}, False),
        (Effect.COVERED, {"when": When(adapted=False)}, False),
        (Effect.WAITING, {"wait": Wait(1, "days"), "subjects": ()}, False),
    ],
)
def test_only_a_clause_that_holds_for_the_subject_breaks_the_silence(
    effect: Effect, facts: dict[str, object], known: bool
) -> None:
    clause = Clause("DM", "CV-001", effect, "EXEMPLO", **{"subjects": ("companion",), **facts})
    given = ask("companion", among=[clause])
    assert ("EL-008" in applied(given)) is not known


@pytest.mark.rule("EL-008")
def test_a_registered_service_is_answered_by_its_register_where_no_clause_speaks() -> None:
    given = ask(a_procedure(needs_authorization=False), among=[])
    assert (given.decision.outcome, given.covered) == (Outcome.ALLOWED, None)
