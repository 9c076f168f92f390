"""A clause: what one rule of a rulebook says about a service, as data, and the facts it holds for."""

from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from desk.domain.kernel.decision import Disclosure

LAW = "LX"
"""The rulebook of the law behind the contracts."""


class Effect(StrEnum):
    """What a clause does to a request."""

    COVERED = "covered"
    EXCLUDED = "excluded"
    CONDITION = "condition"
    """Covered, on a condition the papers must show: `documents` says by what."""
    LIMIT = "limit"
    WAITING = "waiting"
    PROCEDURE = "procedure"
    """Where and how it is asked for: area, documents, deadline."""
    NOTE = "note"
    """Knowledge for the person at the desk; decides nothing."""


class Circumstance(StrEnum):
    """Why the service is needed now."""

    ELECTIVE = "elective"
    EMERGENCY = "emergency"
    """Immediate risk to life or of irreparable injury."""
    ACCIDENT = "accident"
    OBSTETRIC = "obstetric"
    """A complication of pregnancy."""


URGENT = (Circumstance.EMERGENCY, Circumstance.ACCIDENT, Circumstance.OBSTETRIC)


class Per(StrEnum):
    """The window a limit counts in."""

    CONTRACT_YEAR = "contract_year"
    AGREEMENT_YEAR = "agreement_year"
    """The contract year of the sponsor's agreement, whatever day the family joined."""
    CALENDAR_YEAR = "calendar_year"
    TWELVE_MONTHS = "twelve_months"
    """Any twelve months running: each use counts until its anniversary."""
    MONTH = "month"
    WEEK = "week"
    """Monday to Sunday."""
    DAY = "day"
    LIFETIME = "lifetime"
    ADMISSION = "admission"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many units in a window; beyond it nothing, the member's `share` in percent, or the area that decides."""

    quantity: int
    unit: str
    per: Per
    share: int | None = None
    beyond: str = ""


@dataclass(frozen=True, slots=True)
class Wait:
    """How long from the member's start the right begins: hours count from the first day's midnight."""

    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class Where:
    """Where a service is asked for and what the insured is told of the time; `limit` is the area's own."""

    area: str
    promise: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """The facts a clause holds for; what is None or empty is not asked.

    `tipo` is whether the product covers transplant, implant, prosthesis and orthosis: neither true nor false of
    one the sources are silent about. `suspected` is a registered suspicion of pre-existence.
    `needs_authorization` is what the table of procedures says of the code; where it is silent, and of a subject
    without a code, neither. `asked` are the names of the facts asked for: the more, the more special the clause.
    """

    adapted: bool | None = None
    coverage: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    tipo: bool | None = None
    attendance: tuple[str, ...] = ()
    circumstance: tuple[str, ...] = ()
    relationship: tuple[str, ...] = ()
    sex: str = ""
    age_from: int | None = None
    age_to: int | None = None
    insured_days_from: int | None = None
    insured_days_to: int | None = None
    continuation: bool | None = None
    in_waiting: bool | None = None
    in_cpt: bool | None = None
    suspected: bool | None = None
    in_network: bool | None = None
    needs_authorization: bool | None = None
    asked: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        conditions = (each.name for each in fields(self) if each.init)
        asked = tuple(name for name in conditions if getattr(self, name) not in (None, (), ""))
        object.__setattr__(self, "asked", asked)


@dataclass(frozen=True, slots=True)
class Clause:
    """What a rule says. `subjects` and `codes` say of what, both empty of everything; `says` is Portuguese.

    `choice` is a parameter and the value of it under which this reading holds. `since` and `until` (exclusive)
    are the days the clause speaks for. `always` lets the clause decide beside the more special ones too.
    """

    rulebook: str
    rule: str
    effect: Effect
    says: str
    subjects: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    when: When = field(default_factory=When)
    limit: Limit | None = None
    wait: Wait | None = None
    where: Where | None = None
    documents: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    tell: Disclosure | None = None
    reading: str = ""
    choice: tuple[str, Any] | None = None
    always: bool = False
