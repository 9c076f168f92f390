"""Small reference tables of the manual, read once: blocks, refusal codes, attendance types."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from desk.domain.kernel.resources import read_table


@dataclass(frozen=True, slots=True)
class BlockCode:
    """A block of the AP: its label and solution in Portuguese, how it is released, and its rule.

    `kind` is data (typing and registration) or technical. `release` is correct, 819, LIB, supervisor (LIB by
    a supervisor), consultant, CAP, other_area or none.
    """

    code: str
    kind: str
    label: str
    solution: str
    release: str
    rule: str
    source: str


@dataclass(frozen=True, slots=True)
class AttendanceType:
    """A kind of attendance (TA): 2 day hospital, 5 outpatient, 6 clinical, 7 surgical, 8 maternity."""

    code: str
    name: str
    short: str
    max_hours: str
    admission: bool


@cache
def block_codes() -> dict[str, BlockCode]:
    """The 58 blocks in the order the form checks them: typing first, then analysis."""
    return {row["code"]: BlockCode(**row) for row in read_table("reference/block_codes.csv")}


@cache
def refusal_codes() -> dict[str, str]:
    """Refusal codes of the AP and their labels (AP-114)."""
    return {row["code"]: row["label"] for row in read_table("reference/refusal_codes.csv")}


@cache
def attendance_types() -> dict[str, AttendanceType]:
    """The five kinds of attendance by their digit (AP-058 to AP-060)."""
    return {
        row["code"]: AttendanceType(
            row["code"], row["name"], row["short"], row["max_hours"], row["admission"] == "yes"
        )
        for row in read_table("reference/attendance_types.csv")
    }


@cache
def networks() -> dict[str, str]:
    """The networks by their number of three digits (AP-009)."""
    return {row["number"]: row["name"] for row in read_table("reference/networks.csv")}


@cache
def leave_reasons() -> dict[str, str]:
    """Why a provider is, or is not, in the network; internal (AP-013)."""
    return {row["code"]: row["label"] for row in read_table("reference/provider_leave_reasons.csv")}


@dataclass(frozen=True, slots=True)
class AgeBand:
    """An age band of a regulation, both ends inclusive, and its increase over the band before it.

    `percent` None: the source gives the band without one.
    """

    age_from: int
    age_to: int | None
    percent: Decimal | None
    rule: str


@cache
def age_bands(rulebook: str) -> tuple[AgeBand, ...]:
    """The age bands a rulebook prints, from the youngest; none for one that prints none."""
    return tuple(
        AgeBand(
            age_from=int(row["age_from"]),
            age_to=int(row["age_to"]) if row["age_to"] else None,
            percent=Decimal(row["percent_over_previous"]) if row["percent_over_previous"] else None,
            rule=row["rule"],
        )
        for row in read_table("reference/age_bands.csv")
        if row["rulebook"] == rulebook
    )


@cache
def block_levels() -> dict[str, str]:
    """What the block level of a procedure means, for the levels the manual explains."""
    return {row["level"]: row["label"] for row in read_table("reference/block_levels.csv")}
