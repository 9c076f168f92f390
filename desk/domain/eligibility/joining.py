"""Whether somebody who joins serves waiting periods: windows that exempt, and days another already served.

Windows and credits stand with the relations in `admission.toml` (see `desk.domain.eligibility.admission`);
`admission.entry_windows` are open to every relation, `admission.counted_per_person` names the rule that sends
everybody else to their own waiting periods.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.domain.eligibility.admission import Candidate
from desk.domain.eligibility.question import CareQuestion
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason, Route
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

SUPERVISOR = "SUPERVISOR"


@dataclass(frozen=True, slots=True)
class Through:
    """The member somebody joins through: since when waiting periods count, or that none were served."""

    entered_on: date
    exempt: bool = False

    def served(self, on: date) -> int:
        """Days of waiting period served until a day."""
        return max(0, (on - self.entered_on).days)


@dataclass(frozen=True, slots=True)
class Window:
    """One table of `windows`: a request up to `days` after the event `since` is exempt.

    With `holder_days` the member joined through must have served a waiting period of that length; where the
    sources contradict each other about it `conflict` says so, and a supervisor decides. With `in_contract` the
    event must not be older than that member's entry; with `together` that member must enter by the same request.
    With `later` that event must fall more than `than_days` after the event `than`.
    """

    rule: str
    since: str
    days: int
    says: str
    holder_days: int | None = None
    in_contract: bool = False
    together: bool = False
    later: str = ""
    than: str = ""
    than_days: int = 0
    conflict: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """Days another person already served. `cap` shortens longer waiting periods before they are compared."""

    days: int
    cap: int | None = None

    def left(self, wait: int) -> int:
        """What is left to serve of a waiting period of so many days."""
        return max(0, (wait if self.cap is None else min(wait, self.cap)) - self.days)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whether waiting periods are served: ALLOWED is exempt, REFUSED serves them, ROUTED is for the supervisor.

    `until` is the last day of the window that decided or, where none did, of the one that closes last.
    """

    decision: Decision
    until: date | None = None
    credit: Credit | None = None

    @property
    def exempt(self) -> bool:
        """Whether no waiting period is served."""
        return self.decision.outcome is Outcome.ALLOWED


@rule(
    "AZ-009", "AZ-016", "AZ-018", "AZ-019", "AZ-020", "AZ-021", "AZ-045",
    "UF-015", "UF-016", "UF-017", "UF-049", "UF-050",
)  # fmt: skip
def waiting(candidate: Candidate, through: Through | None, code: str, rulebook: Rulebook) -> Waiting:
    """Whether somebody who joins under a relation serves waiting periods, with every window tried."""
    on = candidate.asked_on
    terms: Mapping[str, Any] = rulebook.value(f"admission.{candidate.relation}", on, rulebook=code)
    general = rulebook.value("admission.entry_windows", on, rulebook=code)
    tried: list[Reason] = []
    unclear: Waiting | None = None
    lasts: list[date] = []
    for window in (Window(**raw) for raw in (*terms.get("windows", ()), *general)):
        happened = candidate.event(window.since)
        if happened is None:
            continue
        last = add_days(happened, window.days)
        lasts.append(last)
        says, outcome = _in_window(window, candidate, happened, last, through)
        reason = cite(window.rule, says, applied=outcome is not None, reading=window.reading)
        if outcome is Outcome.ALLOWED:
            return Waiting(Decision(outcome, (reason, *tried)), last)
        if outcome is Outcome.ROUTED:
            unclear = Waiting(Decision(outcome, (reason,), routes=(Route(SUPERVISOR),)), last)
        else:
            tried.append(reason)
    if unclear is not None:
        return unclear
    credit, credited = _credit(candidate, terms, through)
    per_person = rulebook.parameter("admission.counted_per_person", on, rulebook=code)
    says = "CUMPRE AS PRÓPRIAS CARÊNCIAS" + (f", MENOS {credit.days} DIAS" if credit is not None else "")
    reasons = (*credited, cite(per_person.rule, says), *tried)
    return Waiting(Decision(Outcome.REFUSED, reasons), max(lasts, default=None), credit)


def _in_window(
    window: Window, candidate: Candidate, happened: date, last: date, through: Through | None
) -> tuple[str, Outcome | None]:
    """Why, and what a window gives: exempt, a question for the supervisor, or nothing (None)."""
    if not happened <= candidate.asked_on <= last:
        return f"{window.says}: PRAZO ERA ATÉ {format_date(last)}", None
    if window.in_contract and (through is None or happened < through.entered_on):
        return f"{window.says}: FATO ANTERIOR AO CONTRATO", None
    if window.together and through is not None and through.entered_on < candidate.asked_on:
        return f"{window.says}: SÓ NA PROPOSTA DO TITULAR", None
    if window.later and not _later(window, candidate):
        return f"{window.says}: FATO NÃO POSTERIOR AO PRAZO INICIAL", None
    if window.holder_days is not None and not _served(through, candidate.asked_on, window.holder_days):
        lacking = f"{window.says}: TITULAR NÃO CUMPRIU {window.holder_days} DIAS"
        if window.conflict:
            return f"{lacking}; NÃO ISENTO, {window.conflict}", Outcome.ROUTED
        return lacking, None
    return f"{window.says}: ISENTO, PRAZO ATÉ {format_date(last)}", Outcome.ALLOWED


def _later(window: Window, candidate: Candidate) -> bool:
    event, before = candidate.event(window.later), candidate.event(window.than)
    return event is not None and before is not None and event > add_days(before, window.than_days)


def _served(through: Through | None, on: date, days: int) -> bool:
    return through is not None and (through.exempt or through.served(on) >= days)


def _credit(
    candidate: Candidate, terms: Mapping[str, Any], through: Through | None
) -> tuple[Credit | None, tuple[Reason, ...]]:
    """The days of the member joined through that count for the candidate: `credit` of the relation.

    Its keys: `rule`, `says`; `under_age`, an age not yet completed; `or_since`, an event that serves as well
    when it fell in the contract; `within`, `within_days`, an event the request must follow in time; `cap_days`.
    """
    raw: Mapping[str, Any] = terms.get("credit", {})
    if not raw or through is None:
        return None, ()
    since = candidate.event(raw["within"]) if "within" in raw else None
    if since is not None and candidate.asked_on > add_days(since, raw["within_days"]):
        late = f"{raw['says']}: PRAZO ERA ATÉ {format_date(add_days(since, raw['within_days']))}"
        return None, (cite(raw["rule"], late, applied=False, reading=raw.get("reading", "")),)
    happened = candidate.event(raw["or_since"]) if "or_since" in raw else None
    during = happened is not None and happened >= through.entered_on
    applied = during or "under_age" not in raw or candidate.age < raw["under_age"]
    days = through.served(candidate.asked_on)
    says = f"{raw['says']}: {days} DIAS" if applied else f"{raw['says']}: NÃO, TEM {candidate.age} ANOS"
    reason = cite(raw["rule"], says, applied=applied, reading=raw.get("reading", ""))
    return (Credit(days, raw.get("cap_days")) if applied else None), (reason,)


_CHILD = "child"
_WINDOWS = "admission.entry_windows"


@rule("AZ-016", "AZ-045")
def entered_exempt(question: CareQuestion, rulebook: Rulebook) -> Reason | None:
    """Why an insured person serves no waiting period: told so, or enrolled in the window of a newborn.

    None where nothing of the kind is known, or the rulebook has no windows.
    """
    code, member = question.rulebook, question.card.member
    if not rulebook.knows(_WINDOWS, question.on, rulebook=code):
        return None
    if question.told.entered_exempt is not None:
        entry = rulebook.parameter(_WINDOWS, question.on, rulebook=code)
        return cite(entry.rule, "ENTROU NO PRAZO: SEM CARÊNCIA") if question.told.entered_exempt else None
    entered = member.started_on
    if not rulebook.knows(f"admission.{_CHILD}", entered, rulebook=code):
        return None
    child = Candidate(_CHILD, member.birth_date, entered)
    found = waiting(child, Through(question.card.policy.started_on), code, rulebook)
    return found.decision.reasons[0] if found.exempt else None
