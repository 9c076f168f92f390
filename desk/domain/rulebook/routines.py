"""Reference tables of the routines after a refusal: review motives, audited hospitals."""

from dataclasses import dataclass
from functools import cache

from desk.domain.kernel.resources import read_table
from desk.domain.rulebook.catalogue import rule


@dataclass(frozen=True, slots=True)
class ReviewMotive:
    """One of the ten reasons the review routine is for: its label, letter number and the codes it goes with."""

    motive: str
    label: str
    letter: str
    refusal_codes: tuple[str, ...]
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class AuditedHospital:
    """A hospital that a medical auditor visits."""

    state: str
    city: str
    name: str
    source: str


@cache
@rule("AP-123")
def review_motives() -> dict[str, ReviewMotive]:
    """The ten reasons of the review routine by their code, in the order of the manual."""
    return {
        row["motive"]: ReviewMotive(
            row["motive"],
            row["label"],
            row["letter"],
            tuple(row["refusal_codes"].split("|")),
            row["note"],
            row["source"],
        )
        for row in read_table("reference/review_motives.csv")
    }


@cache
@rule("AP-144")
def audited_hospitals() -> tuple[AuditedHospital, ...]:
    """The hospitals with an auditor, in the order of the manual."""
    return tuple(AuditedHospital(**row) for row in read_table("reference/audited_hospitals.csv"))
