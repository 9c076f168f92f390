"""Searching the home-care programme: links of patients and providers, names, periods, and what is journalled."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.context import Desk
from desk.domain.home_care.model import HomeCareAttendance
from desk.domain.home_care.rules import Looks
from desk.domain.home_care.service import patient_record, search
from desk.domain.kernel.errors import DomainError, NotFoundError
from tests.conftest import ATTENDANT, AURORA

MARIA, OTHER_MARIA, RUNNING = "9990100006019301", "9990100006020701", "9990100006006101"
CLINIC, HOSPITAL = "00000003000125", "11222333000181"


def stays(desk: Desk, **criteria: object) -> list[str]:
    """The numbers of the attendances a search brings."""
    found = search(desk, ATTENDANT, **criteria)  # type: ignore[arg-type]
    return [stay.attendance.number for stay in found.stays]


@pytest.mark.rule("CV-012")
def test_a_patient_brings_the_providers_and_a_provider_the_patients(any_desk: Desk) -> None:
    assert stays(any_desk, patient=MARIA) == ["00000103", "00000102", "00000101"]
    assert stays(any_desk, provider=CLINIC) == ["00000103", "00000104", "00000101"]
    assert stays(any_desk, provider=HOSPITAL) == ["00000105", "00000102"]


@pytest.mark.rule("CV-012")
def test_both_codes_bring_only_that_pair(desk: Desk) -> None:
    assert stays(desk, patient=MARIA, provider=HOSPITAL) == ["00000102"]
    with pytest.raises(NotFoundError, match="NINGUÉM"):
        stays(desk, patient=OTHER_MARIA, provider=HOSPITAL)


@pytest.mark.rule("CV-012")
@pytest.mark.parametrize(
    ("name", "patients"),
    [
        ("maria", [MARIA, OTHER_MARIA]),
        ("MARIA", [MARIA, OTHER_MARIA]),
        ("parecida", [MARIA]),
        ("exemplo maria", [MARIA, OTHER_MARIA]),
    ],
)
def test_a_name_brings_the_patients_that_contain_it(any_desk: Desk, name: str, patients: list[str]) -> None:
    found = search(any_desk, ATTENDANT, name=name)
    assert found.search.looks is Looks.NAMES
    assert [member.member_number for member in found.patients] == patients


@pytest.mark.rule("CV-012")
@pytest.mark.parametrize("name", ["aurora", "mariana", "%", "_"])
def test_a_name_that_no_patient_contains_brings_nobody(desk: Desk, name: str) -> None:
    with pytest.raises(DomainError) as refused:
        search(desk, ATTENDANT, name=name)
    assert refused.value.field == "nome"


@pytest.mark.rule("CV-012")
@pytest.mark.parametrize(
    ("since", "until", "numbers"),
    [
        pytest.param(None, None, ["00000103", "00000102", "00000101"], id="all time"),
        pytest.param(date(2006, 9, 30), None, ["00000103", "00000102"], id="from the last day of one"),
        pytest.param(date(2006, 10, 1), None, ["00000103"], id="from the day after it"),
        pytest.param(None, date(2005, 11, 3), ["00000101"], id="until the first day of one"),
        pytest.param(date(2006, 8, 30), date(2006, 8, 31), ["00000102"], id="inside one"),
        pytest.param(date(2008, 1, 1), None, ["00000103"], id="a running one has no end"),
    ],
)
def test_a_period_brings_what_touches_it(
    desk: Desk, since: date | None, until: date | None, numbers: list[str]
) -> None:
    assert stays(desk, patient=MARIA, since=since, until=until) == numbers


@pytest.mark.rule("CV-013")
def test_a_record_has_every_stay_with_its_last_state(desk: Desk) -> None:
    record = patient_record(desk, ATTENDANT, MARIA)
    assert [(s.attendance.history, s.state.situation if s.state else "") for s in record.stays] == [
        (False, "EM DESMAME"),
        (True, "ENCERRADO"),
        (True, "ALTA"),
    ]
    assert [o.position for o in record.stays[0].occurrences] == [1, 2, 3, 4, 5, 6]
    assert (record.age, record.active, record.product_code) == (37, True, "342")


@pytest.mark.parametrize(
    ("criteria", "field"),
    [
        ({"patient": "1" * 16}, "paciente"),
        ({"patient": AURORA}, "paciente"),
        ({"provider": "0" * 14}, "prestador"),
        ({"provider": "00000004000170"}, "prestador"),
    ],
)
def test_nobody_found_is_told_on_the_field_asked_by(desk: Desk, criteria: dict[str, str], field: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        search(desk, ATTENDANT, **criteria)
    assert refused.value.field == field


def test_searches_and_records_are_journalled(desk: Desk) -> None:
    search(desk, ATTENDANT, name="maria")
    patient_record(desk, ATTENDANT, MARIA)
    with desk.store.reading() as session:
        last = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc()).limit(2)).all()
    assert [(event.action, event.subject) for event in last] == [
        ("home_care.read", MARIA),
        ("home_care.search", "maria"),
    ]


@pytest.mark.rule("CV-013")
def test_the_database_refuses_history_without_an_end(desk: Desk) -> None:
    with pytest.raises(IntegrityError), desk.store.writing() as session:
        session.add(
            HomeCareAttendance(
                number="00000999",
                member_number=MARIA,
                provider_cnpj=CLINIC,
                started_on=date(2007, 1, 2),
                history=True,
            )
        )
