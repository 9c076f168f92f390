"""ASSEFAZ Safira: network, authorisation, and hospitals that leave (AZ-002, AZ-037, AZ-063 to AZ-067)."""

from datetime import date
from typing import Any

import pytest

from desk.domain.catalogue.model import Procedure
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.hospital_change import HospitalChange, admitted_during_change, hospital_change
from desk.domain.eligibility.regulation import answer_by
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.decision import Outcome
from tests.unit.eligibility.asking import RULEBOOK, a_procedure, applied, ask
from tests.unit.eligibility.test_az_coverage import says

CENTRAL = "CENTRAL ASSEFAZ"
GUIDE = "GUIA COM CID E CÓDIGOS, ASSINADA POR PRESTADOR E PACIENTE"
FREE = a_procedure(needs_authorization=False)
FLAGGED = a_procedure(needs_authorization=True)
EMERGENCY = Circumstance.EMERGENCY


def areas(about: str | Procedure, **facts: Any) -> dict[str, str]:
    """Where a service is asked for, with what is told of the time."""
    return {route.area: route.promise for route in ask(about, "AZ", **facts).decision.routes}


@pytest.mark.rule("AZ-064")
@pytest.mark.parametrize(
    ("about", "needed"),
    [
        ("admission", True),
        ("psychiatric_admission", True),
        ("surgery", True),
        ("dialysis", True),
        ("chemotherapy", True),
        ("radiotherapy", True),
        ("speech_therapy", True),
        ("physiotherapy", True),
        ("psychotherapy", True),
        ("occupational_therapy", True),
        (FLAGGED, True),
        (FREE, False),
        ("consultation", False),
        ("nutrition", False),
        ("companion", False),
    ],
)
def test_what_needs_authorisation_is_asked_for_at_the_central_desk(about: str | Procedure, needed: bool) -> None:
    given = ask(about, "AZ", age=70)
    assert (given.decision.outcome is Outcome.ROUTED) is needed
    assert areas(about, age=70) == ({CENTRAL: "1 DIA ÚTIL"} if needed else {})
    if needed:
        assert "AZ-064" in applied(given)


@pytest.mark.rule("AZ-063")
def test_what_needs_none_takes_card_and_identity_alone() -> None:
    given = ask(FREE, "AZ")
    assert "AZ-063" in applied(given)
    assert {"CARTEIRA DO PLANO", "RG"} <= set(given.documents)
    assert "AZ-063" not in applied(ask(FLAGGED, "AZ"))


@pytest.mark.rule("AZ-065")
@pytest.mark.parametrize(("about", "needed"), [("chemotherapy", True), (FLAGGED, True), (FREE, False)])
def test_the_guide_is_filled_in_and_signed(about: str | Procedure, needed: bool) -> None:
    given = ask(about, "AZ")
    assert (GUIDE in given.documents) is needed
    assert ("AZ-065" in applied(given)) is needed


@pytest.mark.rule("AZ-066")
def test_the_central_desk_answers_sooner_when_it_is_urgent() -> None:
    for about in ("dialysis", FLAGGED):
        assert "EM ATÉ 1 DIA ÚTIL" in says(ask(about, "AZ"), "AZ-066")
        assert areas(about, circumstance=EMERGENCY) == {CENTRAL: "ANTES DE 1 DIA ÚTIL"}
    assert "AZ-066" not in applied(ask(FREE, "AZ"))


@pytest.mark.rule("AZ-066")
@pytest.mark.parametrize(
    ("asked_on", "last"),
    [
        pytest.param(date(2012, 5, 15), date(2012, 5, 16), id="a Tuesday"),
        pytest.param(date(2012, 5, 18), date(2012, 5, 21), id="a Friday"),
        pytest.param(date(2012, 6, 6), date(2012, 6, 8), id="before Corpus Christi"),
    ],
)
def test_an_answer_comes_on_the_next_business_day(asked_on: date, last: date) -> None:
    calendar = BusinessCalendar(frozenset({date(2012, 6, 7)}), frozenset({2012}))
    found = answer_by(asked_on, "AZ", RULEBOOK, calendar)
    assert (found.last, found.reason.rule) == (last, "AZ-066")


@pytest.mark.rule("AZ-037")
def test_every_admission_goes_by_a_guide_but_an_urgent_one() -> None:
    elective = ask(FREE, "AZ", attendance_type="6")
    assert "AZ-037" in applied(elective)
    assert CENTRAL in areas(FREE, attendance_type="6")
    assert "AZ-037" not in applied(ask(FREE, "AZ", attendance_type="5"))
    urgent = ask("admission", "AZ", attendance_type="6", circumstance=EMERGENCY)
    assert urgent.decision.outcome is Outcome.ALLOWED
    assert "NÃO ESPERA A GUIA" in says(urgent, "AZ-037")


@pytest.mark.rule("AZ-002")
@pytest.mark.parametrize(("in_network", "outside"), [(True, False), (None, False), (False, True)])
def test_outside_the_network_there_is_only_reimbursement(in_network: bool | None, outside: bool) -> None:
    given = ask("consultation", "AZ", in_network=in_network)
    assert ("AZ-002" in applied(given)) is outside
    assert ("REEMBOLSO ASSEFAZ" in {r.area for r in given.decision.routes}) is outside
    assert ("REEMBOLSO ASSEFAZ" in areas("physiotherapy", in_network=in_network)) is outside


LEAVES = date(2012, 5, 31)


@pytest.mark.rule("AZ-067")
@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        pytest.param(HospitalChange(LEAVES, date(2012, 5, 1), True), Outcome.ALLOWED, id="told 30 days before"),
        pytest.param(HospitalChange(LEAVES, date(2012, 5, 2), True), Outcome.REFUSED, id="told 29 days before"),
        pytest.param(HospitalChange(LEAVES, None, True), Outcome.REFUSED, id="not told"),
        pytest.param(HospitalChange(LEAVES, None, True, fraud=True), Outcome.ALLOWED, id="fraud"),
        pytest.param(HospitalChange(LEAVES, None, True, tax=True), Outcome.ALLOWED, id="tax offence"),
        pytest.param(HospitalChange(LEAVES, None, True, sanitary=True), Outcome.ALLOWED, id="sanitary offence"),
        pytest.param(HospitalChange(LEAVES, date(2012, 1, 1), False), Outcome.REFUSED, id="not equivalent"),
    ],
)
def test_a_hospital_is_replaced_by_an_equivalent_one_with_notice(change: HospitalChange, outcome: Outcome) -> None:
    decision = hospital_change(change, "AZ", RULEBOOK)
    assert decision.outcome is outcome
    assert decision.reasons[0].rule == "AZ-067"


@pytest.mark.rule("AZ-067")
def test_only_a_sanitary_offence_moves_the_admitted() -> None:
    stays = admitted_during_change(HospitalChange(LEAVES, None, True, fraud=True), "AZ", RULEBOOK)
    moves = admitted_during_change(HospitalChange(LEAVES, None, True, sanitary=True), "AZ", RULEBOOK)
    assert "ATÉ A ALTA" in stays.says
    assert "TRANSFERÊNCIA IMEDIATA" in moves.says
