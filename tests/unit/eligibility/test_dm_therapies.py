"""Treatments by the desk manual (CV-063, CV-065, CV-067 to CV-069, CV-071, CV-074, CV-084 to CV-093, CV-105)."""

from datetime import date
from typing import Any

import pytest

from desk.domain.kernel.decision import Disclosure, Outcome
from tests.unit.eligibility.asking import TODAY, ask
from tests.unit.eligibility.rows import NO, YES, Row, hold, hold_note, note, procedure, row

REFUSED, ALLOWED, BLOCKED, ROUTED = Outcome.REFUSED, Outcome.ALLOWED, Outcome.BLOCKED, Outcome.ROUTED
OLD: dict[str, Any] = {"adapted": False}
HOSPITAL: dict[str, Any] = {"coverage": "hospitalar"}
OWN: dict[str, Any] = {"line_of_business": "self_funded"}
HSBC: dict[str, Any] = {"group_name": "GRUPO HSBC"}
CONTINUES = "PEDIDO OU RELATÓRIO QUE LIGUE"
LIBERALITY = ("101", "202", "204", "206", "214", "216", "301", "404", "406", "414", "424")


@pytest.mark.rule(
    "CV-063",
    "CV-065",
    "CV-067",
    "CV-068",
    "CV-069",
    "CV-071",
    "CV-074",
    "CV-084",
    "CV-085",
    "CV-086",
    "CV-087",
    "CV-088",
    "CV-089",
    "CV-091",
    "CV-093",
    "CV-105",
)
@pytest.mark.parametrize(
    "held",
    [
        row("CV-063", "31100015", ALLOWED, YES),
        row("CV-063", "31100031", ALLOWED, YES),
        row("CV-063", "radiotherapy", None, NO),
        row("CV-065", "nebulisation", ALLOWED, YES, papers="JUSTIFICATIVA DAS OUTRAS"),
        row("CV-065", "therapy", ALLOWED, NO, papers="JUSTIFICATIVA DAS OUTRAS"),
        row("CV-067", "90070010", ALLOWED, YES, covered=True, tipo=False, **OLD),
        row("CV-067", "intraocular_lens", ROUTED, YES, covered=True, papers="REGISTRO DA LENTE", tipo=True),
        row("CV-067", "intraocular_lens", REFUSED, YES, covered=False, tipo=False),
        row("CV-067", "intraocular_lens", REFUSED, YES, covered=False, area="CAP", product="204"),
        row("CV-067", "stent", ROUTED, NO, papers="REGISTRO DA LENTE", tipo=True),
        row("CV-068", "90070010", ALLOWED, YES),
        row("CV-068", "90070029", ALLOWED, NO),
        row("CV-069", "parenteral_nutrition", ALLOWED, YES, covered=True),
        row("CV-069", "parenteral_nutrition", ALLOWED, YES, covered=True, attendance_type="6", **HOSPITAL),
        row("CV-069", "parenteral_nutrition", REFUSED, YES, covered=False, **OLD | HOSPITAL),
        row("CV-069", "home_parenteral_nutrition", REFUSED, YES, covered=False),
        row("CV-069", "enteral_nutrition", ALLOWED, YES, covered=True, papers="INDICAÇÃO DO MÉDICO"),
        row("CV-069", "nutrition", ALLOWED, NO, papers="INDICAÇÃO DO MÉDICO"),
        row("CV-071", "hydrotherapy", ALLOWED, YES, covered=True),
        row("CV-071", "hydrotherapy", ALLOWED, YES, covered=True, **OLD),
        row("CV-071", "hydrotherapy", REFUSED, YES, covered=False, attendance_type="6"),
        row("CV-071", "hydrotherapy", ALLOWED, YES, covered=True, papers=CONTINUES, **HOSPITAL),
        row("CV-071", "hydrotherapy", ALLOWED, YES, covered=True, papers=CONTINUES, **HOSPITAL | OLD),
        row("CV-071", "hydrotherapy", REFUSED, YES, covered=False, in_network=True),
        row("CV-071", "hydrotherapy", REFUSED, YES, covered=False, in_network=True, **HOSPITAL),
        row("CV-071", "hydrotherapy", ALLOWED, YES, covered=True, in_network=False),
        row("CV-071", "water_bath", REFUSED, YES, covered=False, **OLD),
        row("CV-071", "25800019", ALLOWED, YES, covered=True),
        row("CV-071", "25800019", REFUSED, YES, covered=False, in_network=False),
        row("CV-071", "25800019", ALLOWED, YES, covered=True, in_network=False, **HSBC),
        row("CV-071", "25800019", REFUSED, YES, covered=False, attendance_type="6"),
        row("CV-071", "25030019", ALLOWED, NO, attendance_type="6"),
        row("CV-074", "chiropractic", REFUSED, YES, covered=False),
        row("CV-074", "physiotherapy", ALLOWED, NO),
        row("CV-084", "25060309", ALLOWED, YES, covered=True),
        row("CV-084", "25060309", ALLOWED, YES, covered=True, coverage="ambulatorial"),
        row("CV-084", "25060309", REFUSED, YES, covered=False, **OLD),
        row("CV-084", "25060309", REFUSED, YES, covered=False, attendance_type="2"),
        row("CV-084", "25060309", REFUSED, YES, covered=False, attendance_type="6"),
        row("CV-084", "25060309", REFUSED, YES, covered=False, in_network=True),
        row("CV-084", "25060309", ALLOWED, YES, covered=True, in_network=False),
        row("CV-084", "25060309", ALLOWED, YES, covered=True, papers=CONTINUES, **HOSPITAL),
        row("CV-084", "25030019", ALLOWED, NO, in_network=True),
        row("CV-085", "59020369", REFUSED, YES, covered=False),
        row("CV-085", "59020369", ALLOWED, YES, covered=True, **OWN),
        row("CV-085", "59020369", REFUSED, YES, covered=False, attendance_type="6", **OWN),
        row("CV-085", "25060309", ALLOWED, NO),
        row("CV-086", "rpg_gym", ALLOWED, YES, papers="ALVARÁ"),
        row("CV-086", "rpg", ALLOWED, NO, papers="ALVARÁ"),
        row("CV-087", "hyperbaric", ROUTED, YES, area="CAP"),
        row("CV-087", "therapy", ALLOWED, NO),
        row("CV-088", "lithotripsy", ALLOWED, YES),
        row("CV-088", "surgery", ALLOWED, NO),
        *(row("CV-089", "56030460", ALLOWED, YES, covered=True, product=code, **OLD) for code in LIBERALITY),
        row("CV-089", "56030479", ALLOWED, YES, covered=True, product="101", **OLD),
        row("CV-089", "56030460", ALLOWED, NO, product="302", **OLD),
        *(
            row("CV-091", code, ALLOWED, YES)
            for code in ("19010010", "19010044", "19010052", "19010060", "19010249", "19010257")
        ),
        row("CV-091", "immunotherapy_drug", REFUSED, YES, covered=False, **OLD),
        row("CV-091", "19010028", ALLOWED, NO),
        row("CV-093", "19010028", ALLOWED, YES, quantity=3, left=3),
        row("CV-093", "19010036", BLOCKED, YES, quantity=4, left=3),
        row("CV-093", "25030019", ALLOWED, NO, quantity=4),
        *(row("CV-105", code, ALLOWED, YES) for code in ("13010069", "25090062", "52250067")),
        row("CV-105", "joint_drug", None, YES, papers="NOTA FISCAL"),
        row("CV-105", "thyrogen", ROUTED, NO, papers="NOTA FISCAL"),
    ],
)
def test_what_a_treatment_takes(held: Row) -> None:
    hold(held)


@pytest.mark.rule("CV-087")
@pytest.mark.parametrize(("age", "says"), [(1, "CONTRA-INDICADA ABAIXO DE 2"), (2, "EMBOLIA GASOSA")])
def test_a_child_below_two_has_no_hyperbaric_oxygen_by_the_criteria_of_cap(age: int, says: str) -> None:
    given = ask("hyperbaric", age=age)
    assert [route.area for route in given.decision.routes] == ["CAP"]
    assert [says in r.says for r in given.decision.reasons if r.rule == "CV-087" and r.applied] == [True]


@pytest.mark.rule("CV-091")
@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("19010044", "AS 10 APLICAÇÕES"),
        ("19010052", "AS 10 APLICAÇÕES"),
        ("19010010", "PASSA DAS 10"),
        ("19010060", "PATOLOGIAS ASSOCIADAS"),
        ("19010249", "ACORDO CONTRATUAL"),
        ("19010257", "ACORDO CONTRATUAL"),
    ],
)
def test_each_code_of_immunotherapy_has_its_own_use(code: str, says: str) -> None:
    assert any(says in r.says for r in ask(procedure(code)).decision.reasons if r.rule == "CV-091" and r.applied)


@pytest.mark.rule("CV-071", "CV-085", "CV-091")
@pytest.mark.parametrize(
    ("code", "rule"), [("25800019", "CV-071"), ("59020369", "CV-085"), ("19010249", "CV-091")]
)
def test_who_a_restricted_code_is_for_is_not_told(code: str, rule: str) -> None:
    reasons = [r for r in ask(procedure(code)).decision.reasons if r.rule == rule and r.applied]
    assert Disclosure.INTERNAL in {r.disclose for r in reasons}


@pytest.mark.rule("CV-093")
@pytest.mark.parametrize(
    ("had", "outcome", "first"),
    [
        (date(2007, 5, 14), BLOCKED, date(2007, 5, 21)),
        (date(2007, 5, 13), ALLOWED, date(2007, 5, 15)),
    ],
    ids=["monday of this week", "sunday before"],
)
def test_the_rehabilitation_of_an_asthmatic_is_counted_by_the_week(
    had: date, outcome: Outcome, first: date
) -> None:
    assert TODAY["DM"].weekday() == 1
    given = ask(procedure("19010036"), used=[(had, 3)])
    assert (given.decision.outcome, given.first_allowed) == (outcome, first)


@pytest.mark.rule("CV-069", "CV-087", "CV-088", "CV-092", "CV-093")
@pytest.mark.parametrize(
    ("rule", "words", "elsewhere", "about"),
    [
        note("CV-069", "NUTRICIONISTA", "HOME CARE", "artificial_nutrition"),
        note("CV-087", "PNEUMOTÓRAX", "HOME CARE", "hyperbaric"),
        note("CV-087", "ESFEROCITOSE", "HOME CARE", "hyperbaric"),
        note("CV-088", "ONDAS CHOQUE", "HOME CARE", "lithotripsy"),
        note("CV-092", "IGE CRISES", "HOME CARE", "19010044"),
        note("CV-093", "ASMÁTICO SÉRIE", "HOME CARE", "19010028"),
    ],
)
def test_what_decides_nothing_is_found(rule: str, words: str, elsewhere: str, about: str) -> None:
    hold_note(rule, words, elsewhere, about)
