"""Finding the hospitals that a medical auditor visits."""

from desk.domain.kernel.text import fold
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.routines import AuditedHospital, audited_hospitals


@rule("AP-144")
def hospitals_with_auditor(state: str = "", text: str = "") -> tuple[AuditedHospital, ...]:
    """Those of a state whose city or name has a word beginning with each word of a text; all without either."""
    wanted = fold(text).split()
    return tuple(
        hospital
        for hospital in audited_hospitals()
        if (not state or hospital.state == state.upper())
        and all(any(word.startswith(part) for word in _words(hospital)) for part in wanted)
    )


def _words(hospital: AuditedHospital) -> list[str]:
    return fold(f"{hospital.city} {hospital.name}").split()
