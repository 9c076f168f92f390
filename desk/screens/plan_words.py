"""The two dates of a family's plan that are kept apart, as MDC6 and ADPL show them (EL-006, MA-069)."""

from desk.domain.eligibility.registration import PlanHistory
from desk.screens import words
from desk.terminal.fields import Field

PLAN_DATES = (Field("vigencia_plano_atual"), Field("vigencia_anterior"), Field("o_que_mudou"))


def plan_dates(history: PlanHistory) -> dict[str, str]:
    """Since when the present plan holds; and the earlier plan, or the change of comfort level."""
    what = ""
    if history.comfort_changed:
        what = "(ALTERAÇÃO DE PADRÃO)"
    elif history.earlier_on is not None:
        what = "(PLANO ANTERIOR)"
    return {
        "vigencia_plano_atual": words.day(history.card.policy.plan_from),
        "vigencia_anterior": words.day(history.earlier_on) or "-",
        "o_que_mudou": what,
    }
