"""From the first unpaid instalment to the cancellation: letters, last day to pay, suspension, end (PR-055 …)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.dates import add_days, add_months
from desk.domain.premium.rules import Due, current_run
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook


class Step(StrEnum):
    """What happens on the way."""

    LETTER = "letter"
    NOTICE = "notice"
    SUSPENDED = "suspended"
    """The first day without care."""
    LAST_PAYMENT = "last_payment"
    TELL_CANCELLED = "tell_cancelled"
    """The first day the insured is told that the policy is cancelled."""
    CANCELLED = "cancelled"
    """By the system."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step, its day, and the rule it comes from, which says whom it may be told."""

    on: date
    step: Step
    rule: str


@dataclass(frozen=True, slots=True)
class DefaultCase:
    """The instalments of a policy and what decides its timeline."""

    dues: Sequence[Due]
    adapted: bool
    brasilsaude: bool = False


def default_timeline(
    case: DefaultCase, on: date, *, rulebook: Rulebook, calendar: BusinessCalendar
) -> tuple[Milestone, ...]:
    """Every step of a policy in default as it stands on a day, past and to come; nothing for one paid up."""
    ordered = sorted(case.dues, key=lambda due: due.number)
    overdue = [due for due in ordered if due.due_on < on and due.is_open(on)]
    if not overdue:
        return ()
    if case.brasilsaude:
        found = _brasilsaude(overdue, on, adapted=case.adapted, rulebook=rulebook)
    elif case.adapted:
        found = _adapted(ordered, overdue, on, rulebook, calendar)
    else:
        found = _non_adapted(overdue[0].due_on, on, rulebook, calendar)
    return tuple(sorted(found, key=lambda each: each.on))


@rule("PR-055")
def _adapted(
    ordered: Sequence[Due], overdue: Sequence[Due], on: date, rulebook: Rulebook, calendar: BusinessCalendar
) -> list[Milestone]:
    """By the due dates of the consecutive open instalments: a letter at two, the end at three; none in a gap."""
    served = int(rulebook.value("premium.served_open_installments", on))
    run = current_run(ordered, overdue, on, served)
    if not run:
        return []
    first = run[0]
    letter = add_days(first.due_on, int(rulebook.value("arrears.letter_day", on)))
    third = _due_of(first, ordered, served)
    last = calendar.on_or_after(third)
    cancelled = add_days(third, int(rulebook.value("arrears.cancel_days_after_third", on)))
    found = [
        Milestone(last, Step.LAST_PAYMENT, "PR-055"),
        Milestone(add_days(third, 1), Step.SUSPENDED, "PR-055"),
        Milestone(add_days(last, 1), Step.TELL_CANCELLED, "PR-055"),
        Milestone(cancelled, Step.CANCELLED, "PR-055"),
    ]
    if _due_of(first, ordered, 2) < letter:
        found.append(Milestone(letter, Step.LETTER, "PR-055"))
    return found


@rule("PR-057", "PR-058")
def _non_adapted(oldest: date, on: date, rulebook: Rulebook, calendar: BusinessCalendar) -> list[Milestone]:
    """By the days since the oldest open due date; which of the two timelines is a reading of the house."""
    most = int(rulebook.value("arrears.default_days", on))
    suspended = Milestone(add_days(oldest, most + 1), Step.SUSPENDED, "PR-057")
    if rulebook.value("arrears.non_adapted_timeline", on) == "cancelamento":
        last = calendar.on_or_after(add_days(oldest, most))
        cancelled = add_days(oldest, int(rulebook.value("arrears.cancel_day_early", on)))
        return [
            suspended,
            Milestone(last, Step.LAST_PAYMENT, "PR-058"),
            Milestone(add_days(last, 1), Step.TELL_CANCELLED, "PR-058"),
            Milestone(cancelled, Step.CANCELLED, "PR-058"),
        ]
    letter = add_days(oldest, int(rulebook.value("arrears.prorogued_letter_day", on)))
    last = calendar.on_or_after(add_days(letter, int(rulebook.value("arrears.prorogued_slip_days", on))))
    cancelled = add_days(oldest, int(rulebook.value("arrears.cancel_day_late", on)))
    return [
        suspended,
        Milestone(letter, Step.LETTER, "PR-057"),
        Milestone(last, Step.LAST_PAYMENT, "PR-057"),
        Milestone(add_days(last, 1), Step.TELL_CANCELLED, "PR-057"),
        Milestone(cancelled, Step.CANCELLED, "PR-057"),
    ]


@rule("PR-060", "PR-061")
def _brasilsaude(overdue: Sequence[Due], on: date, *, adapted: bool, rulebook: Rulebook) -> list[Milestone]:
    """Letters by instalment, the end after sixty days; of a contract not adapted only with two of them open."""
    rule_id = "PR-060" if adapted else "PR-061"
    letter_day = int(rulebook.value("arrears.brasilsaude_letter_day", on))
    notice_day = int(rulebook.value("arrears.brasilsaude_notice_day", on))
    ends = add_days(overdue[0].due_on, int(rulebook.value("arrears.default_days", on)) + 1)
    found = [Milestone(add_days(overdue[0].due_on, letter_day), Step.LETTER, rule_id)]
    if len(overdue) > 1:
        second = overdue[1].due_on
        found.append(Milestone(add_days(second, notice_day), Step.NOTICE, rule_id))
        if not adapted:
            found.append(Milestone(add_days(second, letter_day), Step.LETTER, rule_id))
            ends = max(ends, add_days(second, 1))
    if adapted or len(overdue) > 1:
        found.append(Milestone(ends, Step.CANCELLED, rule_id))
    return found


def _due_of(first: Due, ordered: Sequence[Due], position: int) -> date:
    """The due date of the instalment at a position of the run, on file or a month after the one before."""
    number = first.number + position - 1
    later = next((due for due in ordered if due.number == number), None)
    return later.due_on if later is not None else add_months(first.due_on, position - 1)
