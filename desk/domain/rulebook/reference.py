"""Small reference tables of the manual, read once: blocks, refusal codes, attendance types."""

from dataclasses import dataclass
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
