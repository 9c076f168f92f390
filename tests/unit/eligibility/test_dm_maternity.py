"""Birth before term, newborn, prenatal care, sterilisation and meals by the desk manual (CV-045 to CV-051)."""

from datetime import date, timedelta
from typing import Any

import pytest

from desk.domain.eligibility.answer import CareAnswer
from desk.domain.eligibility.birth import gestation_weeks
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.knowledge import notes_for
from desk.domain.eligibility.question import Told
from desk.domain.kernel.decision import Disclosure, Outcome
from tests.unit.eligibility.asking import TODAY, a_procedure, applied, ask
from tests.unit.eligibility.rows import NO, YES, Row, hold, hold_note, note, procedure, row

REFUSED, ALLOWED, BLOCKED, ROUTED = Outcome.REFUSED, Outcome.ALLOWED, Outcome.BLOCKED, Outcome.ROUTED
HOSPITAL: dict[str, Any] = {"coverage": "hospitalar", "attendance_type": "5"}
OLD_HOSPITAL: dict[str, Any] = HOSPITAL | {"adapted": False}
LAST_3, LAST_2 = date(2007, 9, 1), date(2007, 6, 30)
"""The last days of the delivery and of the admission waiting period."""


def a_birth(weeks: int, days: int = 0, *, admission_runs: bool = False, **facts: Any) -> CareAnswer:
    """A delivery asked for in the delivery waiting period, so many weeks and days after the last period."""
    told = Told(last_period_on=TODAY["DM"] - timedelta(days=7 * weeks + days))
    waiting = [("3", LAST_3), *([("2", LAST_2)] if admission_runs else [])]
    return ask(procedure_of_delivery(), attendance_type="8", told=told, waiting=waiting, **facts)


def procedure_of_delivery() -> Any:
    """The delivery of the demo table, of the delivery class."""
    return a_procedure("90010038", "PARTO EXEMPLO", kind="maternity", waiting_code="3")


@pytest.mark.rule("CV-045")
def test_weeks_are_whole_weeks_from_the_first_day_of_the_last_period() -> None:
    assert gestation_weeks(date(2007, 1, 1), date(2007, 1, 7)) == 0
    assert gestation_weeks(date(2007, 1, 1), date(2007, 1, 8)) == 1


@pytest.mark.rule("CV-045", "CV-046", "CV-047")
@pytest.mark.parametrize(
    ("weeks", "days", "outcome"), [(37, 6, ROUTED), (38, 0, BLOCKED), (30, 0, ROUTED)], ids=["37+6", "38", "30"]
)
def test_a_birth_before_38_weeks_goes_to_cap_and_one_at_term_waits(
    weeks: int, days: int, outcome: Outcome
) -> None:
    given = a_birth(weeks, days)
    assert given.decision.outcome is outcome
    assert ("CV-047" in {r.rule for r in given.decision.reasons if r.applied}) is (outcome is ROUTED)
    if outcome is ROUTED:
        assert [route.area for route in given.decision.routes] == ["CAP"]
    else:
        assert given.first_allowed == date(2007, 9, 2)


@pytest.mark.rule("CV-047")
def test_a_complication_before_term_is_admitted_too_once_the_admission_waiting_period_is_over() -> None:
    assert a_birth(34, circumstance=Circumstance.OBSTETRIC).decision.outcome is ROUTED


@pytest.mark.rule("CV-048")
def test_in_the_admission_waiting_period_a_birth_before_term_is_not_admitted() -> None:
    given = a_birth(34, admission_runs=True)
    assert given.decision.outcome is BLOCKED
    assert "CV-048" in applied(given)
    assert "CV-047" not in {r.rule for r in given.decision.reasons if r.applied}
    urgent = a_birth(34, admission_runs=True, circumstance=Circumstance.OBSTETRIC)
    assert urgent.decision.outcome is REFUSED


@pytest.mark.rule("CV-048")
def test_in_the_admission_waiting_period_there_are_twelve_hours_of_urgent_outpatient_care() -> None:
    told = Told(last_period_on=TODAY["DM"] - timedelta(days=200))
    facts: dict[str, Any] = {"waiting": [("3", LAST_3), ("2", LAST_2)], "told": told}
    given = ask(procedure_of_delivery(), attendance_type="5", circumstance=Circumstance.OBSTETRIC, **facts)
    assert "CV-048" not in applied(given)
    assert given.covered is True
    assert not any(reason.code == "426" for reason in given.decision.reasons if reason.applied)


@pytest.mark.rule("CV-046", "CV-050", "CV-051", "CV-070", "CV-100")
@pytest.mark.parametrize(
    "held",
    [
        row(
            "CV-046", "delivery", BLOCKED, YES, area="CAP", papers="RELATÓRIO MÉDICO QUE", waiting=[("3", LAST_3)]
        ),
        row("CV-046", "delivery", ALLOWED, NO, papers="RELATÓRIO MÉDICO QUE"),
        row("CV-050", "prenatal", ALLOWED, YES, papers="PEDIDO MÉDICO COM O PERÍODO", covered=True, **HOSPITAL),
        row("CV-050", "prenatal", ALLOWED, NO, papers="PEDIDO MÉDICO COM O PERÍODO", coverage="global"),
        row("CV-050", "prenatal", ALLOWED, YES, papers="PEDIDO MÉDICO COM O PERÍODO", group_name="CARTEIRA HSBC"),
        row("CV-050", "prenatal", REFUSED, YES, covered=False, **OLD_HOSPITAL),
        row("CV-050", "maternity", REFUSED, YES, covered=False, **OLD_HOSPITAL),
        row("CV-050", "maternity", ROUTED, NO, area="CAP", **OLD_HOSPITAL | {"attendance_type": "8"}),
        row("CV-051", "companion_meals", ALLOWED, YES, papers="RECIBO OU NOTA", age=17, covered=True),
        row("CV-051", "companion_meals", REFUSED, YES, age=18, covered=False),
        row("CV-051", "companion_meals", REFUSED, YES, age=17, in_network=True, covered=False),
        row("CV-051", "companion_meals", ALLOWED, YES, age=17, quantity=3, left=3),
        row("CV-051", "companion_meals", BLOCKED, YES, age=17, quantity=4, left=3),
        row("CV-051", "companion_meals", ALLOWED, YES, age=17, plan="BÁSICO", adapted=False, covered=True),
        row("CV-051", "companion", ALLOWED, NO, papers="RECIBO OU NOTA", age=17),
        row("CV-070", "sterilisation", ALLOWED, YES),
        row("CV-070", "salpingectomy", ALLOWED, YES),
        row("CV-070", "surgery", ALLOWED, NO),
        row("CV-100", "28140206", ALLOWED, YES, covered=True),
        row("CV-100", "27040135", ALLOWED, YES, covered=True),
        row("CV-100", "28140206", REFUSED, YES, covered=False, **HOSPITAL),
        row("CV-100", "28140206", ALLOWED, YES, covered=True, **HOSPITAL | {"attendance_type": "8"}),
        row("CV-100", "heel_prick_extended", ROUTED, YES, area="CONSULTORIA", role="ATD"),
        row("CV-100", "28060601", ALLOWED, NO),
    ],
)
def test_what_birth_and_its_surroundings_take(held: Row) -> None:
    hold(held)


@pytest.mark.rule("CV-051")
def test_the_meals_of_a_day_are_counted_by_the_day() -> None:
    today = TODAY["DM"]
    facts: dict[str, Any] = {"age": 10, "quantity": 2}
    assert ask("companion_meals", used=[(today, 1)], **facts).decision.outcome is ALLOWED
    assert ask("companion_meals", used=[(today, 2)], **facts).decision.outcome is BLOCKED
    assert ask("companion_meals", used=[(today - timedelta(days=1), 3)], **facts).decision.outcome is ALLOWED


BORN = date(2007, 4, 15)


@pytest.mark.rule("EL-025")
@pytest.mark.parametrize(
    ("on", "outcome"), [(date(2007, 5, 15), ALLOWED), (date(2007, 5, 16), REFUSED)], ids=["day-30", "day-31"]
)
def test_a_newborn_is_attended_until_the_30th_day(on: date, outcome: Outcome) -> None:
    given = ask(procedure("90030012"), on=on, told=Told(born_on=BORN, delivery_covered=True))
    assert given.decision.outcome is outcome
    assert "EL-025" in applied(given)


@pytest.mark.rule("EL-025")
@pytest.mark.parametrize(
    ("adapted", "covered", "waits", "outcome"),
    [
        (False, True, False, ALLOWED),
        (False, False, False, REFUSED),
        (True, False, False, ALLOWED),
        (True, True, True, ALLOWED),
        (True, False, True, BLOCKED),
        (True, None, True, BLOCKED),
    ],
)
def test_a_newborn_needs_a_covered_birth_or_by_an_adapted_contract_the_waiting_period_over(
    adapted: bool, covered: bool | None, waits: bool, outcome: Outcome
) -> None:
    told = Told(born_on=BORN, delivery_covered=covered)
    waiting = [("3", LAST_3)] if waits else []
    given = ask(procedure("90030012"), told=told, adapted=adapted, waiting=waiting)
    assert given.decision.outcome is outcome


@pytest.mark.rule("EL-025")
def test_a_newborn_has_its_own_age_and_its_mother_s_name() -> None:
    child = a_procedure(maximum_age=12)
    assert ask(child, age=35).decision.outcome is REFUSED
    given = ask(child, age=35, told=Told(born_on=BORN, delivery_covered=True))
    assert given.decision.outcome is ALLOWED
    assert _said(given, "EM NOME DA MÃE")
    assert not _said(ask(child, sex="M", told=Told(born_on=BORN)), "EM NOME DA MÃE")
    assert _said(ask("newborn", sex="M"), "EM NOME DELE")
    assert _said(ask("newborn", adapted=False), "SE O PARTO FOI PAGO")
    assert _said(ask("newborn", adapted=True), "CARÊNCIA DE PARTO CUMPRIDA")
    assert not _said(ask("admission"), "RN ATENDIDO")


def _said(given: CareAnswer, words: str) -> bool:
    return any(r.rule == "EL-025" and r.applied and words in r.says for r in given.decision.reasons)


@pytest.mark.rule("CV-047", "CV-049", "CV-070", "CV-101")
@pytest.mark.parametrize(
    ("rule", "words", "elsewhere", "about"),
    [
        note("CV-047", "RN 30 DIAS PREEXISTÊNCIA", "HOME CARE", "delivery"),
        note("CV-049", "SUCSA", "HOME CARE", "delivery"),
        note("CV-070", "LAQUEADURA SUS", "HOME CARE", "sterilisation"),
        note("CV-101", "PEZINHO HONORÁRIO", "PEZINHO AMPLIADO", ""),
    ],
)
def test_what_decides_nothing_is_found(rule: str, words: str, elsewhere: str, about: str) -> None:
    hold_note(rule, words, elsewhere, about)


@pytest.mark.rule("CV-049", "CV-070", "CV-101")
def test_the_free_operation_and_the_password_are_not_told() -> None:
    (orphan,) = notes_for("DM", "CV-101")
    assert orphan.tell is Disclosure.INTERNAL
    notes = {r.rule: r.disclose for about in ("delivery", "sterilisation") for r in ask(about).notes}
    assert notes["CV-049"] is Disclosure.INTERNAL
    assert notes["CV-070"] is Disclosure.INTERNAL
