"""A birth before term while the delivery waiting period still runs (CV-045 to CV-048)."""

from dataclasses import dataclass
from datetime import date

from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.question import CareQuestion
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

_DELIVERY = "delivery"
_ADMISSION = "admission"
_OUTPATIENT = frozenset({"2", "5"})


@dataclass(frozen=True, slots=True)
class Preterm:
    """What a birth before term makes of the waiting period: CAP may admit it, or only urgent care is left.

    `until` is the first day the admission waiting period is over, where it still runs.
    """

    admitted: bool
    reason: Reason
    until: date | None = None


def gestation_weeks(last_period_on: date, on: date) -> int:
    """Completed weeks of a pregnancy counted from the first day of the last period."""
    return (on - last_period_on).days // 7


@rule("CV-045", "CV-047", "CV-048")
def preterm(question: CareQuestion, rulebook: Rulebook) -> Preterm | None:
    """The reading of a delivery asked for before term; None where it is at term, or where nothing waits for it.

    With the admission waiting period over CAP authorises the admission, else there are twelve hours of urgent
    outpatient care and no admission.
    """
    classes = rulebook.value("coverage.waiting_class", question.on)
    running = {waiting.code: waiting for waiting in question.waiting}
    if (
        _DELIVERY not in question.subjects
        or question.told.last_period_on is None
        or classes[_DELIVERY] not in running
        or gestation_weeks(question.told.last_period_on, question.on)
        >= int(rulebook.value("coverage.preterm_weeks", question.on))
    ):
        return None
    weeks = gestation_weeks(question.told.last_period_on, question.on)
    values = [("SEMANAS", weeks)]
    admission = running.get(classes[_ADMISSION])
    if admission is None:
        says = "PARTO PRÉ-TERMO COM CARÊNCIA DE INTERNAÇÃO CUMPRIDA: A CAP AUTORIZA A INTERNAÇÃO"
        return Preterm(True, cite("CV-047", says, values=values))
    if question.circumstance is Circumstance.OBSTETRIC and question.attendance_type in _OUTPATIENT:
        return None
    says = (
        f"PARTO PRÉ-TERMO EM CARÊNCIA DE INTERNAÇÃO ATÉ {format_date(admission.ends_on)}: "
        "SÓ URGÊNCIA, 12 HORAS EM AMBULATÓRIO"
    )
    return Preterm(False, cite("CV-048", says, code="426", values=values), add_days(admission.ends_on, 1))
