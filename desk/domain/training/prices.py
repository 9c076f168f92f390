"""What each life of a demo family costs: the premium of its plan, split by invented weights of its age bands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from desk.domain.kernel.dates import add_years, age_on
from desk.domain.kernel.money import Money
from desk.domain.premium.shares import split

_BANDS: tuple[tuple[int, int | None, int], ...] = (
    (0, 18, 10),
    (19, 23, 13),
    (24, 28, 15),
    (29, 33, 17),
    (34, 38, 19),
    (39, 43, 22),
    (44, 48, 27),
    (49, 53, 33),
    (54, 58, 41),
    (59, None, 56),
)
"""First and last age of a band, and how it weighs."""


@dataclass(frozen=True, slots=True)
class Insured:
    """One life of a family: identification, birth, and the days it is insured from and no longer."""

    member_number: str
    born: date
    since: date
    removed: date | None
    premium: str = ""
    """A price told by the story, in place of a split."""

    def is_insured(self, on: date) -> bool:
        """Whether the life is paid for on a day."""
        return self.since <= on and (self.removed is None or on < self.removed)


def member_premiums(lives: Sequence[Insured], amount: Money, until: date) -> Iterator[dict[str, str]]:
    """Rows of `member_premiums`: anew whenever somebody comes, goes or changes band, up to a day."""
    if any(life.premium for life in lives):
        for life in lives:
            yield _row(life, life.since, Money.parse(life.premium))
        return
    for day in sorted(day for day in _changes(lives) if day <= until):
        present = [life for life in lives if life.is_insured(day)]
        if not present:
            continue
        weights = [_band(life, day)[2] for life in present]
        for life, part in zip(present, split(amount, weights), strict=True):
            yield _row(life, day, part)


def _changes(lives: Sequence[Insured]) -> set[date]:
    starts = {life.since for life in lives}
    ends = {life.removed for life in lives if life.removed is not None}
    birthdays = {add_years(life.born, first) for life in lives for first, _, _ in _BANDS[1:]}
    return starts | ends | {day for day in birthdays if day > min(starts)}


def _band(life: Insured, on: date) -> tuple[int, int | None, int]:
    age = age_on(life.born, on)
    return next(band for band in _BANDS if band[1] is None or age <= band[1])


def _row(life: Insured, since: date, amount: Money) -> dict[str, str]:
    first, last, _ = _band(life, since)
    return {
        "member_number": life.member_number,
        "valid_from": since.isoformat(),
        "age_from": str(first),
        "age_to": "" if last is None else str(last),
        "amount": str(amount),
    }
