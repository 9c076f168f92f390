"""Case, hospital de apoio, removal and Home Care by the desk manual (CV-001 to CV-011)."""

import pytest

from desk.domain.kernel.decision import Disclosure, Outcome
from tests.unit.eligibility.asking import ask
from tests.unit.eligibility.rows import NO, YES, Row, hold, hold_note, note, row

ROUTED, REFUSED, ALLOWED = Outcome.ROUTED, Outcome.REFUSED, Outcome.ALLOWED


@pytest.mark.rule("CV-001", "CV-003", "CV-004", "CV-006", "CV-007", "CV-008", "CV-009", "CV-010", "CV-011")
@pytest.mark.parametrize(
    "held",
    [
        row("CV-001", "case", ROUTED, YES, covered=True),
        row("CV-001", "home_care", REFUSED, NO),
        row("CV-003", "case", ROUTED, YES, area="ÁREA MÉDICA", papers="CUIDADOR"),
        row("CV-003", "home_care", REFUSED, NO, papers="CUIDADOR"),
        row("CV-004", "case", ROUTED, YES, quantity=60, left=60),
        row("CV-004", "home_care", REFUSED, NO),
        row("CV-006", "case", ROUTED, YES),
        row("CV-006", "home_care", REFUSED, NO),
        row("CV-007", "support_hospital", ROUTED, YES, area="SESEM"),
        row("CV-007", "admission", ALLOWED, NO),
        row("CV-008", "removal", ROUTED, YES, area="SESEM", papers="RELATÓRIO COM JUSTIFICATIVA"),
        row("CV-008", "emergency_room", ALLOWED, NO, papers="RELATÓRIO COM JUSTIFICATIVA"),
        row("CV-009", "home_care", REFUSED, YES, area="CAP", papers="RELATÓRIO DO MÉDICO", covered=False),
        row("CV-009", "home_care", ROUTED, YES, area="CAP", attendance_type="6", covered=True),
        row("CV-009", "admission", ALLOWED, NO, papers="RELATÓRIO DO MÉDICO", attendance_type="6"),
        row("CV-010", "home_care", ROUTED, YES, attendance_type="6"),
        row("CV-010", "case", ROUTED, NO, attendance_type="6"),
        row("CV-011", "home_care_supplies", REFUSED, YES, covered=False),
        row("CV-011", "home_care", ROUTED, YES, attendance_type="6"),
        row("CV-011", "case", ROUTED, NO),
    ],
)
def test_what_is_said_of_care_outside_the_hospital(held: Row) -> None:
    hold(held)


@pytest.mark.rule("CV-002", "CV-005", "CV-006", "CV-010")
@pytest.mark.parametrize(
    ("rule", "words", "elsewhere", "about"),
    [
        note("CV-002", "CASE GASTO", "HOME CARE", "case"),
        note("CV-005", "CASE MDZ1", "HOME CARE", "case"),
        note("CV-006", "CASE EXCEÇÃO", "CUIDADOR HIGIENE", "case"),
        note("CV-010", "HOME EXCEÇÃO", "CUIDADOR HIGIENE", "home_care"),
    ],
)
def test_what_only_the_desk_knows_is_found_by_its_words(rule: str, words: str, elsewhere: str, about: str) -> None:
    hold_note(rule, words, elsewhere, about)


@pytest.mark.rule("CV-004")
@pytest.mark.parametrize(("days", "over"), [(60, False), (61, True)])
def test_case_beyond_sixty_days_needs_the_report_of_the_physician(days: int, over: bool) -> None:
    given = ask("case", quantity=days)
    said = [r.says for r in given.decision.reasons if r.rule == "CV-004"]
    assert any("ALÉM DISSO ÁREA MÉDICA" in says for says in said) is over


@pytest.mark.rule("CV-001", "CV-002", "CV-006", "CV-010", "CV-011")
def test_why_case_is_given_is_never_told_and_where_its_copy_is_asked_for_is() -> None:
    case = {(r.rule, r.disclose) for r in (*ask("case").decision.reasons, *ask("case").notes)}
    assert {("CV-001", Disclosure.INTERNAL), ("CV-002", Disclosure.INTERNAL)} <= case
    assert {("CV-006", Disclosure.INTERNAL), ("CV-006", Disclosure.INSURED)} <= case
    admitted = ask("home_care", attendance_type="6")
    told = {(r.rule, r.disclose) for r in (*admitted.decision.reasons, *admitted.notes)}
    assert {
        ("CV-010", Disclosure.INTERNAL),
        ("CV-010", Disclosure.INSURED),
        ("CV-011", Disclosure.INSURED),
    } <= told
