"""How long a CPT holds back what was declared (EL-026, EL-028)."""

from datetime import date

from desk.domain.eligibility.declared_disease import full_cover_from
from desk.domain.enrolment.model import Cpt
from desk.domain.kernel.dates import add_days, add_months
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook

_DESK_MANUAL = "DM"
_UNAFISCO = "UF"


@rule("EL-026", "EL-028")
def free_from(cpt: Cpt, adhered_on: date, on: date, code: str, rulebook: Rulebook) -> date:
    """The first day a CPT no longer holds: after the registered end, and at the latest after the months allowed.

    A restriction of N months covers up to the day before the same day N months later. Whether the registered last
    day itself is still under it is a reading of the manual; Unafisco counts its months from the adhesion.
    """
    counts = code != _DESK_MANUAL or bool(rulebook.value("authorization.cpt_last_day_counts", on))
    registered = add_days(cpt.ends_on, 1) if counts else cpt.ends_on
    longest = add_months(cpt.starts_on, int(rulebook.value("authorization.cpt_months", on)))
    if code == _UNAFISCO:
        longest = min(longest, full_cover_from(adhered_on, code, rulebook, on))
    return min(registered, longest)


def holds(cpt: Cpt, adhered_on: date, on: date, code: str, rulebook: Rulebook) -> bool:
    """Whether a CPT is in course on a day."""
    return cpt.starts_on <= on and on < free_from(cpt, adhered_on, on, code, rulebook)
