"""What a search of MDJ6 asks for, and how an attendance is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.home_care.model import HomeCareAttendance, HomeCareOccurrence
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import rule

FIRST_DAY, LAST_DAY = date.min, date.max
"""01/01/0001 and 31/12/9999: the period of a search without dates."""


class Looks(StrEnum):
    """What a search brings: the stays of a patient, those at a provider, of the pair, or people by name."""

    PROVIDERS = "providers"
    PATIENTS = "patients"
    PAIR = "pair"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Search:
    """A search that may be made: what it brings, in which period."""

    looks: Looks
    since: date
    until: date


@rule("CV-012")
def search_for(*, patient: str, name: str, provider: str, since: date | None, until: date | None) -> Search:
    """What these criteria bring. A patient's code goes before a name.

    Dates alone are no search, and a period without dates is all time. Raises DomainError on the field at fault.
    """
    if patient:
        looks = Looks.PAIR if provider else Looks.PROVIDERS
    elif name:
        looks = Looks.NAMES
    elif provider:
        looks = Looks.PATIENTS
    elif since is not None or until is not None:
        raise DomainError("AS DATAS VÊM COM NOME OU CÓDIGO DO PACIENTE, OU PRESTADOR", field="paciente")
    else:
        raise DomainError("INFORME PACIENTE, NOME OU PRESTADOR", field="paciente")
    first, last = since or FIRST_DAY, until or LAST_DAY
    if last < first:
        raise DomainError("A DATA FINAL É ANTES DA INICIAL", field="data_final")
    return Search(looks, first, last)


@rule("CV-013")
def present_state(occurrences: Sequence[HomeCareOccurrence]) -> HomeCareOccurrence | None:
    """The occurrence that tells how the patient is now: the last one; None when there is none yet."""
    return max(occurrences, key=lambda happened: (happened.occurred_on, happened.position), default=None)


@rule("CV-013")
def mark(attendance: HomeCareAttendance) -> str:
    """H before the first day of an attendance that is history: it opens to be read, nothing in it changes."""
    return "H" if attendance.history else ""
