"""May this person have this service: the facts gathered from a real database, on each engine."""

from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from desk.domain.access.model import System
from desk.domain.access.systems import switch
from desk.domain.audit.model import AuditEvent
from desk.domain.context import Desk
from desk.domain.counter.care import CareRequest, find_services, may_have
from desk.domain.counter.finding import What, find_everything
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import DomainError, NotFoundError
from tests.conftest import ATTENDANT, AURORA, DEMO_DAY, SUPERVISOR

WAITS = "9990100006003701"
SERVING, ELSEWHERE = "11222333000181", "00000000000000"


def request(member: str = AURORA, service: str = "90030012", **facts: object) -> CareRequest:
    described = {"on": DEMO_DAY, "attendance_type": "5"} | facts
    return CareRequest(member, service, **described)  # type: ignore[arg-type]


@pytest.mark.rule("EL-002", "AP-026")
def test_the_answer_is_the_same_on_each_engine_and_is_journalled(any_desk: Desk) -> None:
    result = may_have(any_desk, ATTENDANT, request())
    assert (result.answer.decision.outcome, result.answer.first_allowed) == (Outcome.ALLOWED, DEMO_DAY)
    blocked = may_have(any_desk, ATTENDANT, request(WAITS, "90020017"))
    assert (blocked.answer.decision.outcome, blocked.answer.first_allowed) == (Outcome.BLOCKED, date(2007, 5, 17))
    with any_desk.store.reading() as session:
        events = session.exec(select(AuditEvent).where(col(AuditEvent.action) == "eligibility.ask")).all()
    assert [event.subject for event in events] == [AURORA, WAITS]


def test_what_stands_on_authorizations_is_counted_as_used(any_desk: Desk) -> None:
    uses = may_have(any_desk, ATTENDANT, request()).question.used
    assert {(use.on, use.quantity, use.code) for use in uses} == {
        (date(2007, 4, 18), 1, "90010011"),
        (date(2007, 5, 8), 10, "90030012"),
    }


def test_a_provider_is_in_the_networks_or_not_or_unknown(any_desk: Desk) -> None:
    assert may_have(any_desk, ATTENDANT, request()).question.in_network is None
    assert may_have(any_desk, ATTENDANT, request(provider_cnpj=SERVING)).question.in_network is True
    with pytest.raises(NotFoundError, match="PRESTADOR NÃO CADASTRADO"):
        may_have(any_desk, ATTENDANT, request(provider_cnpj=ELSEWHERE))


@pytest.mark.parametrize(("member", "service"), [("1" * 16, "90030012"), (AURORA, "99999999"), (AURORA, "nada")])
def test_an_unknown_member_or_service_is_refused(any_desk: Desk, member: str, service: str) -> None:
    with pytest.raises(NotFoundError):
        may_have(any_desk, ATTENDANT, request(member, service))


def test_services_are_found_by_code_beginning_and_words(any_desk: Desk) -> None:
    by_code, _ = find_services(any_desk, "150200", most=10)
    assert [procedure.code for procedure in by_code] == ["15020037"]
    by_words, subjects = find_services(any_desk, "hemodiálise crônica", most=10)
    assert [procedure.code for procedure in by_words] == ["15020037"]
    assert subjects == []
    _, about = find_services(any_desk, "acompanhante", most=10)
    assert "companion" in {subject.code for subject in about}
    with pytest.raises(DomainError):
        find_services(any_desk, "  ", most=10)


def test_everything_is_searched_on_each_engine(any_desk: Desk) -> None:
    found = find_everything(any_desk, ATTENDANT, "exemplo")
    assert {What.MEMBER, What.SERVICE, What.PROVIDER, What.SPONSOR} <= {hit.what for hit in found}
    assert [hit.what for hit in find_everything(any_desk, ATTENDANT, "07/004391")] == [What.AUTHORIZATION]
    assert find_everything(any_desk, ATTENDANT, "100%") == ()


def test_the_first_allowed_day_is_allowed_and_the_day_before_is_not(any_desk: Desk) -> None:
    asked = request(WAITS, "90020017")
    first = may_have(any_desk, ATTENDANT, asked).answer.first_allowed
    assert first is not None
    assert may_have(any_desk, ATTENDANT, request(WAITS, "90020017", on=first)).answer.first_allowed == first
    before = may_have(any_desk, ATTENDANT, request(WAITS, "90020017", on=first - timedelta(days=1)))
    assert before.answer.decision.outcome is Outcome.BLOCKED


@pytest.mark.rule("EL-001", "EL-007", "EL-008")
def test_while_automation_is_down_the_person_is_known_and_coverage_is_not(desk: Desk) -> None:
    known = may_have(desk, ATTENDANT, request())
    assert (known.answer.covered, known.needs_authorization) == (True, True)
    assert known.answer.decision.outcome is Outcome.ALLOWED
    switch(desk, SUPERVISOR, System.AUTOM, "FORA")
    down = may_have(desk, ATTENDANT, request())
    assert (down.answer.covered, down.answer.decision.outcome) == (None, Outcome.ROUTED)
    assert "CAP" in {route.area for route in down.answer.decision.routes}
    assert may_have(desk, ATTENDANT, request(WAITS, "90020017")).answer.decision.outcome is Outcome.BLOCKED
    switch(desk, SUPERVISOR, System.AUTOM, "NO AR")
    assert may_have(desk, ATTENDANT, request()).answer == known.answer
