"""How long a CPT holds back what was declared (EL-026)."""

from datetime import date

from desk.domain.enrolment.model import Cpt
from desk.domain.kernel.dates import add_months
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook


@rule("EL-026")
def last_day(cpt: Cpt, on: date, rulebook: Rulebook) -> date:
    """The last day of a CPT: the registered one, but never beyond the months the law allows."""
    longest = add_months(cpt.starts_on, int(rulebook.value("authorization.cpt_months", on)))
    return min(cpt.ends_on, longest)
