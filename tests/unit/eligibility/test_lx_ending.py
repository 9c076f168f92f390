"""When the law lets a contract end, and what of urgency, hospitals and refunds it settles (LX-010 to LX-069)."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.law_ending import PLAN_ARTICLE, Ending, Ground, default_ending, may_end, may_interrupt
from desk.domain.eligibility.law_service import (
    Expense,
    LeavingCause,
    StayThrough,
    admitted_when_hospital_leaves,
    complaint_offices,
    crisis_therapy_last_day,
    may_replace_hospital,
    refund_by,
    refund_right,
)
from desk.domain.eligibility.law_urgency import LegalUrgency, kind_of_urgency, served_first, urgency_terms
from desk.domain.kernel.clock import LOCAL_ZONE
from desk.domain.kernel.decision import Outcome
from desk.domain.premium.lateness import late_days, nth_late_day
from desk.domain.premium.rules import Due
from desk.domain.rulebook.parameters import Rulebook

ON = date(2007, 5, 15)
AT = datetime(2007, 5, 15, 8, 30, tzinfo=LOCAL_ZONE)


def late(days: int) -> Ending:
    """One fee so many days late on the day, the holder notified on the fiftieth day of default."""
    due = ON - timedelta(days=days)
    return Ending(Ground.DEFAULT, notified_on=due + timedelta(days=50), dues=(Due(1, due),))


def test_late_days_are_counted_once_and_only_in_the_year() -> None:
    two = [Due(1, date(2007, 3, 1), date(2007, 3, 11)), Due(2, date(2007, 3, 6), date(2007, 3, 16))]
    assert len(late_days(two, ON)) == 15
    assert late_days([Due(1, ON)], ON) == ()
    assert late_days([Due(1, ON - timedelta(days=1))], ON) == (ON,)
    assert late_days([Due(1, date(2006, 5, 1), date(2006, 5, 17))], ON) == (date(2006, 5, 16), date(2006, 5, 17))
    assert nth_late_day(two, ON, 11) == date(2007, 3, 12)
    assert nth_late_day(two, ON, 16) is None


@pytest.mark.rule("LX-033")
@pytest.mark.parametrize(("days", "outcome"), [(60, Outcome.REFUSED), (61, Outcome.ALLOWED)])
def test_default_must_be_more_than_sixty_days(days: int, outcome: Outcome, rulebook: Rulebook) -> None:
    found = default_ending(late(days), ON, rulebook)
    assert (found.outcome, found.reasons[0].rule) == (outcome, "LX-033")
    assert found.reasons[0].values[0] == ("DIAS DE ATRASO", str(days))


@pytest.mark.rule("LX-033")
def test_the_days_add_up_over_the_year(rulebook: Rulebook) -> None:
    paid_late = [Due(n, date(2006, 5 + n, 1), date(2006, 5 + n, 22)) for n in (1, 2, 3)]
    ending = Ending(Ground.DEFAULT, notified_on=date(2006, 8, 9), dues=tuple(paid_late))
    assert default_ending(ending, ON, rulebook).outcome is Outcome.ALLOWED
    assert default_ending(ending, date(2007, 6, 5), rulebook).outcome is Outcome.REFUSED


@pytest.mark.rule("LX-033")
@pytest.mark.parametrize(
    ("day", "outcome"), [(50, Outcome.ALLOWED), (51, Outcome.REFUSED), (None, Outcome.REFUSED)]
)
def test_the_holder_must_be_told_by_the_fiftieth_day(
    day: int | None, outcome: Outcome, rulebook: Rulebook
) -> None:
    due = ON - timedelta(days=70)
    told = None if day is None else due + timedelta(days=day)
    ending = Ending(Ground.DEFAULT, notified_on=told, dues=(Due(1, due),))
    assert default_ending(ending, ON, rulebook).outcome is outcome


@pytest.mark.parametrize(
    ("ending", "outcome", "rules"),
    [
        pytest.param(Ending(Ground.OTHER), Outcome.REFUSED, ["LX-034"], id="for another reason",
                     marks=pytest.mark.rule("LX-034")),
        pytest.param(Ending(Ground.FRAUD, fraud_proved=True), Outcome.ALLOWED, ["LX-034"], id="proved fraud",
                     marks=pytest.mark.rule("LX-034")),
        pytest.param(Ending(Ground.FRAUD, fraud_proved=False), Outcome.REFUSED, ["LX-034"], id="no fraud",
                     marks=pytest.mark.rule("LX-034")),
        pytest.param(Ending(Ground.FRAUD), Outcome.REFUSED, ["LX-010"], id="in dispute",
                     marks=pytest.mark.rule("LX-010")),
        pytest.param(Ending(Ground.FRAUD, fraud_proved=True, holder_admitted=True), Outcome.REFUSED,
                     ["LX-034", "LX-011"], id="fraud, admitted", marks=pytest.mark.rule("LX-011")),
        pytest.param(Ending(Ground.OTHER, holder_admitted=True), Outcome.REFUSED, ["LX-034"], id="admitted",
                     marks=pytest.mark.rule("LX-011")),
        pytest.param(late(61), Outcome.ALLOWED, ["LX-033"], id="default", marks=pytest.mark.rule("LX-033")),
        pytest.param(Ending(Ground.OTHER, collective=True), Outcome.ROUTED, ["LX-034", "LX-034"], id="collective",
                     marks=pytest.mark.rule("LX-034")),
    ],
)  # fmt: skip
def test_what_may_end_a_contract(ending: Ending, outcome: Outcome, rules: list[str], rulebook: Rulebook) -> None:
    found = may_end(ending, ON, rulebook)
    assert (found.outcome, [reason.rule for reason in found.reasons]) == (outcome, rules)
    assert [route.area for route in found.routes] == ([PLAN_ARTICLE] if outcome is Outcome.ROUTED else [])


@pytest.mark.rule("LX-033", "LX-034")
def test_default_ends_nothing_while_the_holder_is_admitted(rulebook: Rulebook) -> None:
    for ending in (late(90), late(61)):
        admitted = Ending(Ground.DEFAULT, False, True, None, ending.notified_on, ending.dues)
        assert may_end(admitted, ON, rulebook).outcome is Outcome.REFUSED
        assert default_ending(admitted, ON, rulebook).outcome is Outcome.REFUSED


@pytest.mark.rule("LX-066")
@pytest.mark.parametrize(
    ("admission", "physician", "ended", "outcome"),
    [
        (True, False, True, Outcome.REFUSED),
        (True, True, False, Outcome.ALLOWED),
        (False, True, False, Outcome.REFUSED),
        (False, False, True, Outcome.ALLOWED),
    ],
)
def test_an_admission_ends_by_its_physician_alone(
    admission: bool, physician: bool, ended: bool, outcome: Outcome
) -> None:
    found = may_interrupt(admission=admission, physician_ends=physician, contract_ended=ended)
    assert found.outcome is outcome


@pytest.mark.rule("LX-053")
def test_urgency_comes_of_an_accident_or_of_pregnancy() -> None:
    def kind(risk: bool, accident: bool, pregnancy: bool) -> Circumstance:
        return kind_of_urgency(immediate_risk=risk, accident=accident, pregnancy=pregnancy)

    assert kind(True, True, False) is Circumstance.ACCIDENT
    assert kind(True, False, True) is Circumstance.OBSTETRIC
    assert kind(True, False, False) is Circumstance.EMERGENCY
    assert kind(False, True, True) is Circumstance.ELECTIVE


@pytest.mark.parametrize(
    ("facts", "rule", "limited"),
    [
        pytest.param({"coverage": "ambulatorial"}, "LX-054", True, marks=pytest.mark.rule("LX-054")),
        pytest.param({"coverage": "hospitalar"}, "LX-056", False, marks=pytest.mark.rule("LX-056")),
        pytest.param({"coverage": "obstetrica"}, "LX-056", False, marks=pytest.mark.rule("LX-056")),
        pytest.param({"coverage": "obstetrica", "in_waiting": True}, "LX-056", True,
                     marks=pytest.mark.rule("LX-056")),
        pytest.param({"coverage": "global", "in_cpt": True}, "LX-017", True, marks=pytest.mark.rule("LX-017")),
        pytest.param({"coverage": "referencia", "circumstance": Circumstance.OBSTETRIC}, "LX-056", False,
                     marks=pytest.mark.rule("LX-056")),
    ],
)  # fmt: skip
def test_how_long_urgent_care_is_the_operators(
    facts: dict[str, object], rule: str, limited: bool, rulebook: Rulebook
) -> None:
    case = {"circumstance": Circumstance.EMERGENCY, "started_at": AT, **facts}
    found = urgency_terms(LegalUrgency(**case), rulebook)  # type: ignore[arg-type]
    assert (found.until, found.reason.rule) == (AT + timedelta(hours=12) if limited else None, rule)
    soon = AT + timedelta(hours=3)
    admitted = urgency_terms(LegalUrgency(**case, admission_at=soon), rulebook)  # type: ignore[arg-type]
    assert admitted.until == (soon if limited else None)


@pytest.mark.rule("LX-055")
def test_a_hospital_plan_without_obstetrics_has_hours_for_pregnancy(tmp_path: Path, rulebook: Rulebook) -> None:
    path = tmp_path / "override.toml"
    path.write_text('[LX."coverage.hospital_has_delivery"]\nvalue = false\n', encoding="utf-8")
    without = Rulebook.load(None, path)
    pregnant = LegalUrgency("hospitalar", Circumstance.OBSTETRIC, AT)
    found = urgency_terms(pregnant, without)
    assert (found.until, found.reason.rule) == (AT + timedelta(hours=12), "LX-055")
    assert urgency_terms(pregnant, rulebook).until is None
    other = urgency_terms(LegalUrgency("hospitalar", Circumstance.EMERGENCY, AT), without)
    assert (other.until, other.reason.rule) == (None, "LX-055")


@pytest.mark.rule("LX-060")
@pytest.mark.parametrize(
    ("age", "first"),
    [(5, True), (6, False), (65, False), (66, True), (30, False)],
    ids=["5", "6", "65", "66", "30"],
)
def test_who_is_served_first(age: int, first: bool, rulebook: Rulebook) -> None:
    def served(circumstance: Circumstance = Circumstance.ELECTIVE, **state: bool) -> bool:
        known = {"pregnant": False, "breastfeeding": False, **state}
        return served_first(age, circumstance, ON, **known, rulebook=rulebook)

    assert served() is first
    assert served(pregnant=True)
    assert served(breastfeeding=True)
    assert served(Circumstance.EMERGENCY)


@pytest.mark.rule("LX-051")
def test_a_psychotherapy_of_crisis_lasts_twelve_weeks(rulebook: Rulebook) -> None:
    assert crisis_therapy_last_day(date(2007, 5, 1), rulebook) == date(2007, 7, 23)


@pytest.mark.rule("LX-061")
def test_a_hospital_is_replaced_thirty_days_after_everybody_is_told(rulebook: Rulebook) -> None:
    change = date(2007, 7, 1)

    def may(told: date | None, cause: LeavingCause = LeavingCause.OPERATOR, *, equivalent: bool = True) -> Outcome:
        return may_replace_hospital(change, told, cause, equivalent=equivalent, rulebook=rulebook).outcome

    assert may(date(2007, 6, 1)) is Outcome.ALLOWED
    assert may(date(2007, 6, 2)) is Outcome.REFUSED
    assert may(None) is Outcome.REFUSED
    for cause in (LeavingCause.FRAUD, LeavingCause.TAX, LeavingCause.SANITARY):
        assert may(None, cause) is Outcome.ALLOWED
    assert may(date(2007, 6, 1), equivalent=False) is Outcome.REFUSED
    assert admitted_when_hospital_leaves(LeavingCause.SANITARY) is StayThrough.MOVED
    for cause in (LeavingCause.OPERATOR, LeavingCause.FRAUD, LeavingCause.TAX):
        assert admitted_when_hospital_leaves(cause) is StayThrough.STAYS


@pytest.mark.rule("LX-063", "LX-064")
@pytest.mark.parametrize(
    ("insurance", "urgent", "usable", "outcome"),
    [
        (True, False, True, Outcome.ALLOWED),
        (False, True, False, Outcome.ALLOWED),
        (False, True, True, Outcome.REFUSED),
        (False, False, False, Outcome.REFUSED),
    ],
)
def test_insurance_refunds_always_and_a_plan_only_urgency(
    insurance: bool, urgent: bool, usable: bool, outcome: Outcome
) -> None:
    found = refund_right(Expense(insurance=insurance, urgent=urgent, network_usable=usable))
    assert (found.outcome, {reason.rule for reason in found.reasons}) == (outcome, {"LX-063", "LX-064"})


@pytest.mark.rule("LX-065")
def test_a_refund_is_paid_within_thirty_days_of_its_documents(rulebook: Rulebook) -> None:
    assert refund_by(date(2007, 5, 15), rulebook) == date(2007, 6, 14)


@pytest.mark.rule("LX-069")
def test_the_guide_names_a_procon_for_every_state_but_two() -> None:
    assert complaint_offices("ac") == (("RUA BENJAMIM CONSTANT, 250, CENTRO – RIO BANCO – CEP 69.900-160", ""),)
    assert complaint_offices("SP")[0][1] == "(011) 1512"
    assert [complaint_offices(uf) for uf in ("AP", "PI")] == [(), ()]
    listed = "AC AL AM BA CE DF ES GO MA MG MS MT PA PB PE PR RJ RN RO RR RS SC SE SP TO"
    assert all(len(complaint_offices(uf)) == 1 for uf in listed.split())
