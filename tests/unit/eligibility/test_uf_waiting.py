"""Unafisco Saúde Soft II: waiting periods, urgency and removal, declared diseases (chapters 12 to 14)."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.domain.eligibility.answer import CareAnswer, answer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.question import Told
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import TODAY, a_procedure, a_question, applied, ask

ON = TODAY["UF"]
EMERGENCY, ACCIDENT, OBSTETRIC = Circumstance.EMERGENCY, Circumstance.ACCIDENT, Circumstance.OBSTETRIC
XRAY = a_procedure("40000001", "RAIO X DE TÓRAX")
MRI = a_procedure("40000002", "RESSONÂNCIA DE CRÂNIO")


@pytest.mark.rule("UF-051")
@pytest.mark.parametrize(
    ("about", "days", "facts"),
    [
        pytest.param("consultation", 30, {}, id="consultation"),
        pytest.param(XRAY, 180, {}, id="a simple procedure"),
        pytest.param(MRI, 180, {}, id="a complex procedure"),
        pytest.param("admission", 180, {"attendance_type": "6"}, id="clinical admission"),
        pytest.param("surgery", 180, {"attendance_type": "7"}, id="surgical admission"),
        pytest.param("delivery", 300, {"attendance_type": "8"}, id="birth"),
        pytest.param("emergency_room", 1, {"circumstance": EMERGENCY}, id="emergency"),
        pytest.param("emergency_room", 1, {"circumstance": OBSTETRIC}, id="pregnancy"),
    ],
)
def test_the_first_covered_day_is_the_start_and_the_waiting_period(
    about: Any, days: int, facts: dict[str, Any]
) -> None:
    start = ON - timedelta(days=days - 1)
    early = ask(about, "UF", started_on=start, **facts)
    assert early.decision.outcome is Outcome.BLOCKED
    assert early.first_allowed == ON + timedelta(days=1)
    assert "UF-051" in applied(early)
    assert "426" in early.decision.codes
    served = ask(about, "UF", started_on=start - timedelta(days=1), **facts)
    assert served.decision.outcome is not Outcome.BLOCKED


@pytest.mark.rule("UF-051")
def test_who_joined_exempt_serves_nothing() -> None:
    given = ask("admission", "UF", started_on=ON, attendance_type="6", told=Told(entered_exempt=True))
    assert given.decision.outcome is Outcome.ROUTED
    assert ask("admission", "UF", started_on=ON, attendance_type="6").decision.outcome is Outcome.BLOCKED


@pytest.mark.rule("UF-063")
@pytest.mark.parametrize("attendance", ["5", "6"])
def test_an_accident_waits_a_day_and_then_has_no_restriction(attendance: str) -> None:
    about = "admission" if attendance == "6" else "emergency_room"
    first = ask(about, "UF", circumstance=ACCIDENT, attendance_type=attendance, started_on=ON)
    assert first.decision.outcome is Outcome.BLOCKED
    assert "UF-063" in applied(first)
    next_day = ask(
        about, "UF", circumstance=ACCIDENT, attendance_type=attendance, started_on=ON - timedelta(days=1)
    )
    assert next_day.decision.outcome is Outcome.ALLOWED
    assert next_day.limits == ()


@pytest.mark.rule("UF-064")
@pytest.mark.parametrize(
    ("circumstance", "days", "outcome"),
    [
        pytest.param(EMERGENCY, 179, Outcome.BLOCKED, id="the last day of the waiting period"),
        pytest.param(EMERGENCY, 180, Outcome.ALLOWED, id="served"),
        pytest.param(OBSTETRIC, 179, Outcome.BLOCKED, id="pregnancy, not served"),
        pytest.param(OBSTETRIC, 180, Outcome.ALLOWED, id="pregnancy, though birth still waits"),
        pytest.param(ACCIDENT, 2, Outcome.ALLOWED, id="an accident"),
    ],
)
def test_an_urgent_admission_in_a_waiting_period_is_the_members(
    circumstance: Circumstance, days: int, outcome: Outcome
) -> None:
    start = ON - timedelta(days=days)
    given = ask("admission", "UF", circumstance=circumstance, attendance_type="6", started_on=start)
    assert given.decision.outcome is outcome
    if outcome is Outcome.BLOCKED:
        assert "UF-064" in applied(given)
        assert given.first_allowed == start + timedelta(days=180)


@pytest.mark.rule("UF-064")
@pytest.mark.parametrize(
    ("days", "facts", "hours"),
    [
        pytest.param(10, {}, [12], id="in the waiting period"),
        pytest.param(179, {}, [12], id="on its last day"),
        pytest.param(180, {}, [], id="served"),
        pytest.param(10, {"told": Told(entered_exempt=True)}, [], id="exempt"),
        pytest.param(10, {"circumstance": ACCIDENT}, [], id="an accident"),
    ],
)
def test_urgent_care_in_a_waiting_period_is_paid_twelve_hours(
    days: int, facts: dict[str, Any], hours: list[int]
) -> None:
    start = ON - timedelta(days=days)
    given = ask("emergency_room", "UF", **{"circumstance": EMERGENCY, "started_on": start, **facts})
    assert given.decision.outcome is Outcome.ALLOWED
    assert [use.left for use in given.limits] == hours


def by_the_other_reading(folder: Path, name: str, value: int, about: str, **facts: Any) -> CareAnswer:
    """The answer where the house prefers another value of a parameter."""
    preferred = folder / "override.toml"
    preferred.write_text(f'[UF."{name}"]\nvalue = {value}\n', encoding="utf-8")
    return answer(a_question(about, "UF", **facts), clauses(), Rulebook.load(None, preferred))


@pytest.mark.rule("UF-064")
@pytest.mark.parametrize(("days", "held"), [(180, True), (299, True), (300, False)])
def test_by_the_other_reading_pregnancy_is_held_to_hours_until_birth_no_longer_waits(
    days: int, held: bool, tmp_path: Path
) -> None:
    facts: dict[str, Any] = {"circumstance": OBSTETRIC, "started_on": ON - timedelta(days=days)}
    name = "urgency.obstetric_days"
    inside = by_the_other_reading(tmp_path, name, 300, "delivery", attendance_type="6", **facts)
    assert (inside.decision.outcome is Outcome.BLOCKED) is held
    outside = by_the_other_reading(tmp_path, name, 300, "delivery", **facts)
    assert [use.left for use in outside.limits] == ([12] if held else [])


@pytest.mark.rule("UF-014")
def test_by_the_other_reading_a_newborn_waits_only_as_any_procedure(tmp_path: Path) -> None:
    facts: dict[str, Any] = {"started_on": ON - timedelta(days=180)}
    given = by_the_other_reading(tmp_path, "membership.newborn_parent_days", 0, "newborn", **facts)
    assert given.decision.outcome is Outcome.ALLOWED
    assert ask("newborn", "UF", **facts).decision.outcome is Outcome.BLOCKED


@pytest.mark.rule("UF-065")
@pytest.mark.parametrize(("until", "hours"), [(ON, [12]), (ON - timedelta(days=1), [])])
def test_urgent_surgery_for_what_a_cpt_holds_back_is_paid_twelve_hours(until: date, hours: list[int]) -> None:
    facts = {"circumstance": EMERGENCY, "attendance_type": "7", "cpt_until": until}
    given = ask("surgery", "UF", started_on=ON - timedelta(days=400), **facts)
    assert [use.left for use in given.limits] == hours
    assert ("UF-065" in applied(given)) is bool(hours)
    consult = ask("consultation", "UF", started_on=ON - timedelta(days=400), **facts)
    assert "UF-065" not in applied(consult)


@pytest.mark.rule("UF-056")
@pytest.mark.parametrize(
    ("about", "until", "routed"),
    [
        pytest.param("surgery", ON, True, id="surgery on the last day"),
        pytest.param("surgery", ON - timedelta(days=1), False, id="surgery the day after"),
        pytest.param("icu", ON, True, id="a bed of high technology"),
        pytest.param(MRI, ON, True, id="high complexity"),
        pytest.param(XRAY, ON, False, id="a simple exam"),
        pytest.param("consultation", ON, False, id="a consultation"),
    ],
)
def test_a_cpt_sends_only_surgery_icu_and_high_complexity_to_an_expert(
    about: Any, until: date, routed: bool
) -> None:
    given = ask(about, "UF", cpt_until=until, started_on=ON - timedelta(days=500), attendance_type="6")
    assert ("PERÍCIA UNAFISCO" in {route.area for route in given.decision.routes}) is routed
    assert ("UF-056" in applied(given)) is routed
    assert "EL-027" not in applied(given)


@pytest.mark.rule("UF-059")
def test_a_cpt_registered_too_long_ends_with_the_months_of_the_rulebook() -> None:
    start = date(2011, 5, 15)
    still = ask("surgery", "UF", on=date(2013, 5, 14), started_on=start, cpt_until=date(2015, 1, 1))
    over = ask("surgery", "UF", on=date(2013, 5, 15), started_on=start, cpt_until=date(2015, 1, 1))
    assert "UF-056" in applied(still)
    assert "UF-056" not in applied(over)


@pytest.mark.rule("UF-060")
def test_a_suspicion_suspends_nothing() -> None:
    given = ask("consultation", "UF", block="P")
    assert given.decision.outcome is Outcome.ALLOWED
    assert "UF-060" in applied(given)
    assert "UF-060" not in applied(ask("consultation", "UF"))


@pytest.mark.rule("UF-066")
@pytest.mark.parametrize(
    ("about", "outcome", "paper"),
    [
        ("removal", Outcome.ALLOWED, "RELATÓRIO MÉDICO DA IMPOSSIBILIDADE DE LOCOMOÇÃO"),
        ("hospital_removal", Outcome.ROUTED, "MANIFESTAÇÃO DO MÉDICO ASSISTENTE PELA REMOÇÃO"),
        ("air_removal", Outcome.REFUSED, ""),
        ("water_removal", Outcome.REFUSED, ""),
        ("removal_outside", Outcome.REFUSED, ""),
    ],
)
def test_only_a_ground_ambulance_in_the_country_removes(about: str, outcome: Outcome, paper: str) -> None:
    given = ask(about, "UF")
    assert given.decision.outcome is outcome
    assert "UF-066" in applied(given)
    assert not paper or paper in given.documents
    assert "UF-066" not in applied(ask("emergency_room", "UF"))


@pytest.mark.rule("UF-066")
def test_a_removal_in_urgency_needs_no_authorisation() -> None:
    given = ask("hospital_removal", "UF", circumstance=EMERGENCY)
    assert given.decision.outcome is Outcome.ALLOWED


@pytest.mark.rule("UF-067")
def test_the_removal_to_the_public_network_is_the_plans() -> None:
    given = ask("public_removal", "UF", circumstance=EMERGENCY)
    assert given.decision.outcome is Outcome.ALLOWED
    assert "UF-067" in applied(given)
    assert "UF-067" not in applied(ask("removal", "UF"))
