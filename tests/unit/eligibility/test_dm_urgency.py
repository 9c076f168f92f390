"""Emergency and urgency by the desk manual (CV-020 to CV-027)."""

from datetime import date
from typing import Any

import pytest

from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.question import Told
from desk.domain.kernel.decision import Disclosure, Outcome
from tests.unit.eligibility.asking import TODAY, a_procedure, applied, ask
from tests.unit.eligibility.rows import NO, YES, Row, edges, hold, hold_edge, hold_note, note, row

REFUSED, ALLOWED, BLOCKED = Outcome.REFUSED, Outcome.ALLOWED, Outcome.BLOCKED
EMERGENCY, ACCIDENT, OBSTETRIC = Circumstance.EMERGENCY, Circumstance.ACCIDENT, Circumstance.OBSTETRIC
PS = "emergency_room"
LATER = date(2007, 6, 30)
"""The last day of a waiting period that still runs."""
OLD_GLOBAL: dict[str, Any] = {"adapted": False, "coverage": "global", "circumstance": EMERGENCY}
OLD_HOSPITAL: dict[str, Any] = {"adapted": False, "coverage": "hospitalar", "circumstance": EMERGENCY}
ADMISSION = {"attendance_type": "6"}


@pytest.mark.rule("CV-021", "CV-022", "CV-025")
@pytest.mark.parametrize(
    "held",
    [
        row("CV-021", PS, ALLOWED, YES, covered=True, **OLD_GLOBAL),
        row("CV-021", PS, BLOCKED, YES, first=date(2007, 7, 1), waiting=[("1", LATER)], **OLD_GLOBAL),
        row("CV-021", PS, ALLOWED, YES, waiting=[("2", LATER)], **OLD_GLOBAL),
        row("CV-021", PS, ALLOWED, NO, **OLD_GLOBAL | {"adapted": True}),
        row("CV-022", PS, REFUSED, YES, covered=False, **OLD_HOSPITAL),
        row("CV-022", "90030012", REFUSED, YES, covered=False, **OLD_HOSPITAL),
        row("CV-022", PS, ALLOWED, YES, covered=True, **OLD_HOSPITAL | ADMISSION),
        row("CV-022", PS, ALLOWED, YES, covered=True, **OLD_HOSPITAL | {"circumstance": ACCIDENT}),
        row("CV-022", PS, ALLOWED, YES, covered=True, **OLD_HOSPITAL | {"attendance_type": ""}),
        row("CV-022", PS, ALLOWED, NO, **OLD_HOSPITAL | {"coverage": "global"}),
        row("CV-025", "removal", Outcome.ROUTED, YES, covered=True, circumstance=EMERGENCY),
        row("CV-025", "removal", Outcome.ROUTED, NO),
    ],
)
def test_urgency_of_a_contract_by_its_product(held: Row) -> None:
    hold(held)


@pytest.mark.parametrize(
    ("rule", "coverage"),
    [
        pytest.param("CV-023", "global", marks=pytest.mark.rule("CV-023"), id="global"),
        pytest.param("CV-023", "unknown", marks=pytest.mark.rule("CV-023"), id="unknown"),
        pytest.param("CV-024", "hospitalar", marks=pytest.mark.rule("CV-024"), id="hospital"),
    ],
)
@pytest.mark.parametrize("circumstance", [EMERGENCY, OBSTETRIC])
def test_an_adapted_contract_in_waiting_serves_the_first_hours_and_no_admission(
    rule: str, coverage: str, circumstance: Circumstance
) -> None:
    facts: dict[str, Any] = {"coverage": coverage, "circumstance": circumstance, "waiting": [("2", LATER)]}
    surgery = a_procedure(kind="surgery", waiting_code="2")
    served = ask(surgery, attendance_type="5", **facts)
    assert (served.decision.outcome, served.covered) == (ALLOWED, True)
    assert rule in applied(served)
    admitted = ask(surgery, attendance_type="7", **facts)
    assert (admitted.decision.outcome, admitted.covered) == (REFUSED, False)
    assert admitted.first_allowed == date(2007, 7, 1)
    room = ask(PS, **facts)
    assert [use.left for use in room.limits] == [12]
    assert ask(PS, quantity=13, **facts).decision.outcome is REFUSED
    free = ask(surgery, attendance_type="7", coverage=coverage, circumstance=circumstance)
    assert (free.decision.outcome, rule in applied(free)) == (ALLOWED, False)
    calm = ask(surgery, attendance_type="7", coverage=coverage, waiting=[("2", LATER)])
    assert (calm.decision.outcome, rule in applied(calm)) == (BLOCKED, False)
    hurt = ask(surgery, attendance_type="7", **facts | {"circumstance": ACCIDENT})
    assert (hurt.decision.outcome, rule in applied(hurt)) == (ALLOWED, False)


@pytest.mark.rule("CV-023", "CV-024", "CV-026")
@pytest.mark.parametrize(("rule", "coverage"), [("CV-023", "global"), ("CV-024", "hospitalar")])
def test_urgency_begins_a_day_after_the_data_de_adesao(rule: str, coverage: str) -> None:
    facts: dict[str, Any] = {"coverage": coverage, "circumstance": EMERGENCY, "attendance_type": ""}
    first = ask(PS, started_on=TODAY["DM"], **facts)
    assert (first.decision.outcome, first.first_allowed) == (BLOCKED, date(2007, 5, 16))
    assert rule in {r.rule for r in first.decision.reasons if r.code == "426"}
    assert ask(PS, started_on=date(2007, 5, 14), **facts).decision.outcome is ALLOWED


@pytest.mark.rule("CV-026")
@pytest.mark.parametrize(
    ("on", "outcome"), [(date(2005, 3, 18), BLOCKED), (date(2005, 3, 19), BLOCKED), (date(2005, 3, 20), ALLOWED)]
)
def test_the_example_of_the_manual_settled_on_the_18th_is_served_from_the_20th(on: date, outcome: Outcome) -> None:
    told = Told(settled_on=date(2005, 3, 18))
    given = ask(PS, on=on, started_on=date(2005, 3, 1), circumstance=EMERGENCY, told=told)
    assert given.decision.outcome is outcome
    assert given.first_allowed == date(2005, 3, 20)


@pytest.mark.rule("CV-027")
@pytest.mark.parametrize(("on", "outcome"), [(date(2005, 3, 18), BLOCKED), (date(2005, 3, 19), ALLOWED)])
def test_a_personal_accident_is_covered_from_midnight_of_the_data_de_adesao(on: date, outcome: Outcome) -> None:
    told = Told(settled_on=date(2005, 3, 18))
    given = ask(PS, on=on, started_on=date(2005, 3, 1), circumstance=ACCIDENT, told=told)
    assert (given.decision.outcome, given.first_allowed) == (outcome, date(2005, 3, 19))


@pytest.mark.rule("CV-027")
def test_a_personal_accident_waits_for_no_class() -> None:
    surgery = a_procedure(kind="surgery", waiting_code="2")
    facts: dict[str, Any] = {"waiting": [("0", LATER), ("2", LATER)], "attendance_type": "7"}
    assert ask(surgery, circumstance=ACCIDENT, **facts).decision.outcome is ALLOWED
    assert ask(surgery, circumstance=ACCIDENT, adapted=False, **facts).decision.outcome is ALLOWED
    assert ask(surgery, **facts).decision.outcome is BLOCKED


@pytest.mark.rule("CV-025")
def test_the_removal_on_the_insurer_is_told_to_the_insured() -> None:
    reasons = ask("removal", circumstance=ACCIDENT).decision.reasons
    assert {r.disclose for r in reasons if r.rule == "CV-025"} == {Disclosure.INSURED}


@pytest.mark.rule("CV-020", "CV-026")
@pytest.mark.parametrize(
    ("rule", "words", "elsewhere", "about"),
    [
        note("CV-020", "RISCO IMEDIATO", "HOME CARE", PS),
        note("CV-020", "ACIDENTE GESTAÇÃO", "HOME CARE", PS),
        note("CV-026", "ADESÃO QUITAÇÃO", "HOME CARE", PS),
    ],
)
def test_what_emergency_and_adhesion_mean_is_found(rule: str, words: str, elsewhere: str, about: str) -> None:
    hold_note(rule, words, elsewhere, about)


WAITS = {"waiting": [("1", LATER), ("2", LATER), ("3", LATER)]}
NEW, OLD = {"adapted": True}, {"adapted": False}
GLOBAL, UNKNOWN, HOSPITAL = {"coverage": "global"}, {"coverage": "unknown"}, {"coverage": "hospitalar"}
RISK, HURT, PREGNANT = {"circumstance": EMERGENCY}, {"circumstance": ACCIDENT}, {"circumstance": OBSTETRIC}
CALM = {"circumstance": Circumstance.ELECTIVE}
ADMITTED = [{"attendance_type": ta} for ta in "678"]
DAY, OUT, UNSAID = {"attendance_type": "2"}, {"attendance_type": "5"}, {"attendance_type": ""}
NOW = {"started_on": TODAY["DM"]}
FREE: dict[str, Any] = {"waiting": []}


@pytest.mark.rule("CV-021", "CV-022", "CV-023", "CV-024", "CV-025", "CV-027")
@pytest.mark.parametrize(
    ("rule", "says", "about", "facts", "wanted"),
    [
        *edges("CV-021", "PRONTO-SOCORRO COBERTO", PS, OLD | GLOBAL, NEW, UNKNOWN, HOSPITAL),
        *edges(
            "CV-022", "SÓ SE GERAR", PS, OLD | HOSPITAL | RISK | UNSAID, NEW, GLOBAL, CALM, HURT, same=[PREGNANT],
        ),
        *edges(
            "CV-022", "QUE NÃO GERA", "90030012", OLD | HOSPITAL | RISK | OUT, NEW, GLOBAL, CALM, HURT, UNSAID,
            *ADMITTED, same=[PREGNANT, DAY],
        ),
        *edges(
            "CV-022", "URGÊNCIA QUE GERA", "90030012", OLD | HOSPITAL | RISK | ADMITTED[0], NEW, GLOBAL, CALM,
            HURT, UNSAID, OUT, same=[PREGNANT, *ADMITTED],
        ),
        *edges("CV-022", "ACIDENTE PESSOAL", PS, OLD | HOSPITAL | HURT, NEW, GLOBAL, CALM, CALM | ADMITTED[0]),
        *edges("CV-023", "DESDE 24 HORAS", PS, NEW | GLOBAL | RISK | NOW, OLD, HOSPITAL, CALM, HURT,
               same=[UNKNOWN, PREGNANT]),
        *edges("CV-024", "DESDE 24 HORAS", PS, NEW | HOSPITAL | RISK | NOW, OLD, GLOBAL, CALM, HURT,
               same=[PREGNANT]),
        *edges("CV-023", "12 PRIMEIRAS", PS, WAITS | NEW | GLOBAL | RISK | OUT, OLD, HOSPITAL, CALM, HURT, FREE,
               UNSAID, *ADMITTED, same=[UNKNOWN, PREGNANT, DAY]),
        *edges("CV-024", "12 PRIMEIRAS", PS, WAITS | NEW | HOSPITAL | RISK | OUT, OLD, GLOBAL, CALM, HURT, FREE,
               UNSAID, *ADMITTED, same=[PREGNANT, DAY]),
        *(
            case
            for rule, coverage in (("CV-023", GLOBAL), ("CV-024", HOSPITAL))
            for about in ("consultation", "diagnosis", "therapy", "surgery", "maternity")
            for case in edges(rule, "12 PRIMEIRAS", about, WAITS | NEW | coverage | RISK | OUT)
        ),
        *edges("CV-023", "ACABA QUANDO", PS, WAITS | NEW | GLOBAL | RISK | ADMITTED[0], OLD, HOSPITAL, CALM, HURT,
               FREE, OUT, UNSAID, same=[UNKNOWN, PREGNANT, *ADMITTED]),
        *edges("CV-024", "ACABA QUANDO", PS, WAITS | NEW | HOSPITAL | RISK | ADMITTED[0], OLD, GLOBAL, CALM, HURT,
               FREE, OUT, UNSAID, same=[PREGNANT, *ADMITTED]),
        *edges("CV-023", "12 HORAS DE", PS, WAITS | NEW | GLOBAL | RISK, OLD, HOSPITAL, CALM, HURT, FREE,
               same=[UNKNOWN, PREGNANT]),
        *edges("CV-024", "12 HORAS DE", PS, WAITS | NEW | HOSPITAL | RISK, OLD, GLOBAL, CALM, HURT, FREE,
               same=[PREGNANT]),
        *edges("CV-025", "REMOÇÃO TERRESTRE", "removal", RISK, CALM, same=[HURT, PREGNANT]),
        *edges("CV-027", "COBERTO MESMO", PS, WAITS | NEW | HURT, OLD, RISK, PREGNANT, CALM, FREE),
        *(
            case
            for about in ("consultation", "diagnosis", "therapy", "surgery", "admission", "icu")
            for case in edges("CV-027", "COBERTO MESMO", about, WAITS | NEW | HURT)
        ),
    ],
)  # fmt: skip
def test_a_clause_of_urgency_speaks_where_it_holds_and_not_next_to_it(
    rule: str, says: str, about: str, facts: dict[str, Any], wanted: bool
) -> None:
    hold_edge(rule, says, about, facts, wanted)


@pytest.mark.rule("CV-023", "CV-024")
@pytest.mark.parametrize("coverage", ["global", "hospitalar"])
def test_not_even_what_every_insurance_covers_is_admitted_in_waiting(coverage: str) -> None:
    cataract = a_procedure("90070010", "FACECTOMIA EXEMPLO", kind="surgery", waiting_code="2")
    given = ask(cataract, coverage=coverage, circumstance=EMERGENCY, attendance_type="7", waiting=[("2", LATER)])
    assert (given.decision.outcome, given.covered) == (REFUSED, False)


@pytest.mark.rule("CV-023", "CV-024")
def test_the_twelve_hours_are_those_of_one_visit() -> None:
    had = [(date(2007, 5, 14), 12)]
    facts: dict[str, Any] = {"waiting": [("2", LATER)], "circumstance": EMERGENCY, "used": had}
    assert [use.left for use in ask(PS, **facts).limits] == [12]
    assert [use.left for use in ask(PS, coverage="hospitalar", **facts).limits] == [12]


@pytest.mark.rule("CV-027")
def test_care_that_is_no_accident_does_not_begin_with_the_data_de_adesao() -> None:
    told = Told(settled_on=TODAY["DM"])
    given = ask("surgery", told=told, circumstance=Circumstance.ELECTIVE)
    assert "CV-027" not in applied(given)
    assert "CV-027" in applied(ask("surgery", told=told, circumstance=ACCIDENT))
