"""A decision and its reasons: what every rule answers with, stores, prints and explains."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What was decided."""

    ALLOWED = "allowed"
    BLOCKED = "blocked"
    REFUSED = "refused"
    ROUTED = "routed"


class Disclosure(StrEnum):
    """Whether a reason may be told to the insured. Empty where the sources are silent."""

    INSURED = "insured"
    INTERNAL = "internal"
    SILENT = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that was tried: whether it applied, in words, with the values it used.

    `says` is Portuguese and short; `values` are (name, value) pairs as the operator reads them; `code` is the
    block, refusal or release code that the rule raised, if any; `reading` tells which reading of an ambiguous
    text was taken.
    """

    rule: str
    says: str
    applied: bool = True
    values: tuple[tuple[str, str], ...] = ()
    source: str = ""
    disclose: Disclosure = Disclosure.SILENT
    code: str = ""
    reading: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The reason as plain data, for the journal, the database and `desk script`."""
        return {
            "rule": self.rule,
            "applied": self.applied,
            "source": self.source,
            "says": self.says,
            "values": dict(self.values),
            "disclose": str(self.disclose),
            "code": self.code,
            "reading": self.reading,
        }


@dataclass(frozen=True, slots=True)
class Route:
    """Where a case goes when the desk may not decide it, and by when it is answered.

    `area` is a department code kept as the desk says it (CAP, CAS 24h); `promise` is what the insured is told,
    `limit` what the area must keep, both in words because some run in hours and some in business days.
    """

    area: str
    promise: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome, the codes behind it and every rule that was tried on the way."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    codes: tuple[str, ...] = ()
    routes: tuple[Route, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.outcome is not Outcome.ALLOWED and not any(reason.applied for reason in self.reasons):
            raise ValueError("nothing is refused, blocked or routed without a reason")

    def with_reasons(self, *more: Reason) -> "Decision":
        """The same decision with reasons added at the end."""
        return replace(self, reasons=self.reasons + more)

    def as_dict(self) -> dict[str, Any]:
        """The decision as plain data."""
        return {
            "outcome": str(self.outcome),
            "codes": list(self.codes),
            "routes": [{"area": r.area, "promise": r.promise, "limit": r.limit} for r in self.routes],
            "reasons": [reason.as_dict() for reason in self.reasons],
        }
