"""The degrees a refractive surgery is covered from (CV-042)."""

from decimal import Decimal

from desk.domain.eligibility.question import CareQuestion
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@rule("CV-042")
def too_few_degrees(question: CareQuestion, rulebook: Rulebook) -> Reason | None:
    """The refusal of a refractive surgery by the degrees told of; None where one eye reaches them.

    One eye is enough for both: the other may have less where the physician orders both.
    """
    degrees = question.told.degrees
    if degrees is None or "refractive_surgery" not in question.subjects:
        return None
    least = Decimal(rulebook.value("coverage.refraction_degrees", question.on))
    if max(abs(eye) for eye in degrees) >= least:
        return None
    values = [("OLHO DIREITO", degrees[0]), ("OLHO ESQUERDO", degrees[1])]
    return cite("CV-042", f"GRAU ABAIXO DE {least} NOS DOIS OLHOS: SEM COBERTURA", code="401", values=values)
