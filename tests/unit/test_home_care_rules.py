"""What a search of MDJ6 asks for (CV-012), and how an attendance is read (CV-013)."""

from datetime import date

import pytest

from desk.domain.home_care.model import HomeCareAttendance, HomeCareOccurrence
from desk.domain.home_care.rules import Looks, mark, present_state, search_for
from desk.domain.kernel.errors import DomainError

PATIENT, PROVIDER = "9990100006019301", "00000003000125"
DAY = date(2007, 5, 15)


@pytest.mark.rule("CV-012")
@pytest.mark.parametrize(
    ("patient", "name", "provider", "looks"),
    [
        (PATIENT, "", "", Looks.PROVIDERS),
        ("", "", PROVIDER, Looks.PATIENTS),
        (PATIENT, "", PROVIDER, Looks.PAIR),
        ("", "MARIA", "", Looks.NAMES),
        ("", "MARIA", PROVIDER, Looks.NAMES),
        (PATIENT, "MARIA", "", Looks.PROVIDERS),
    ],
)
def test_what_the_criteria_bring(patient: str, name: str, provider: str, looks: Looks) -> None:
    found = search_for(patient=patient, name=name, provider=provider, since=None, until=None)
    assert found.looks is looks
    assert (found.since, found.until) == (date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.rule("CV-012")
@pytest.mark.parametrize(("since", "until"), [(DAY, None), (None, DAY), (DAY, DAY), (date(1, 1, 1), None)])
def test_dates_alone_are_no_search_and_with_a_criterion_they_are(since: date | None, until: date | None) -> None:
    with pytest.raises(DomainError, match="AS DATAS VÊM COM"):
        search_for(patient="", name="", provider="", since=since, until=until)
    for criteria in ({"patient": PATIENT}, {"name": "MARIA"}, {"provider": PROVIDER}):
        asked = {"patient": "", "name": "", "provider": "", **criteria}
        found = search_for(**asked, since=since, until=until)
        assert (found.since, found.until) == (since or date.min, until or date.max)


@pytest.mark.rule("CV-012")
def test_nothing_asked_and_a_period_backwards_are_refused_on_their_field() -> None:
    with pytest.raises(DomainError, match="INFORME") as nothing:
        search_for(patient="", name="", provider="", since=None, until=None)
    with pytest.raises(DomainError, match="ANTES DA INICIAL") as backwards:
        search_for(patient=PATIENT, name="", provider="", since=DAY, until=date(2007, 5, 14))
    assert (nothing.value.field, backwards.value.field) == ("paciente", "data_final")


@pytest.mark.rule("CV-013")
def test_the_last_occurrence_is_the_present_state() -> None:
    def happened(position: int, day: int, situation: str) -> HomeCareOccurrence:
        return HomeCareOccurrence(
            attendance_number="1", position=position, occurred_on=date(2007, 5, day), situation=situation
        )

    by_date = [happened(2, 9, "LAST"), happened(1, 1, "FIRST"), happened(3, 5, "BETWEEN")]
    assert present_state(by_date) is by_date[0]
    same_day = [happened(1, 9, "MORNING"), happened(2, 9, "EVENING")]
    assert present_state(same_day) is same_day[1]
    assert present_state([]) is None


@pytest.mark.rule("CV-013")
def test_h_marks_history_and_nothing_else() -> None:
    def attendance(*, history: bool, ended_on: date | None) -> HomeCareAttendance:
        return HomeCareAttendance(
            number="1",
            member_number=PATIENT,
            provider_cnpj=PROVIDER,
            started_on=date(2007, 1, 2),
            ended_on=ended_on,
            history=history,
        )

    assert mark(attendance(history=True, ended_on=DAY)) == "H"
    assert mark(attendance(history=False, ended_on=None)) == ""
    assert mark(attendance(history=False, ended_on=DAY)) == "", "ended, and not yet closed to changes"
