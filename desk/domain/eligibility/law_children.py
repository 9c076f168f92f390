"""What the law gives a child of the family: newborn, born with a disease, adopted (LX-020, LX-022 to LX-024)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desk.domain.eligibility.clause import LAW
from desk.domain.kernel.dates import add_days, age_on, format_date
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


@dataclass(frozen=True, slots=True)
class LegalBirth:
    """A newborn, own or adopted, and the cover of the holder.

    `obstetric` is hospital cover with obstetrics; `under_cover` whether the plan covered the birth; `included_on`
    is None while the child is not included; `disease_known` whether a congenital disease was known before.
    """

    born_on: date
    obstetric: bool
    under_cover: bool
    included_on: date | None = None
    disease_known: bool = False


@dataclass(frozen=True, slots=True)
class ChildTerms:
    """On what terms a child is covered.

    `covered_until` is its last day under the holder's cover, None where it has none. `exempt` frees it of waiting
    periods, agravo and CPT; `may_be_preexisting` lets a congenital disease count as known before.
    """

    covered_until: date | None
    exempt: bool
    may_be_preexisting: bool
    reasons: tuple[Reason, ...]


@rule("LX-020", "LX-022", "LX-023")
def newborn_terms(birth: LegalBirth, on: date, rulebook: Rulebook) -> ChildTerms:
    """The terms of a newborn: covered for thirty days, and free of waiting periods when included in them."""
    days = int(rulebook.value("contract.newborn_days", on, rulebook=LAW))
    last = add_days(birth.born_on, days)
    in_time = birth.included_on is not None and birth.included_on <= last
    exempt = birth.obstetric and in_time
    free = exempt or (birth.under_cover and in_time)
    covered = birth.obstetric or birth.under_cover
    reasons = (
        cite(
            "LX-023",
            f"RN COBERTO ATÉ {format_date(last)}, UTI NEONATAL INCLUSIVE, MESMO APÓS A ALTA DA MÃE",
            applied=birth.obstetric,
        ),
        cite("LX-022", f"INCLUÍDO ATÉ {format_date(last)}: SEM CARÊNCIA", applied=exempt),
        cite(
            "LX-020",
            "NASCIDO SOB A COBERTURA E INCLUÍDO NO PRAZO: SEM CARÊNCIA, AGRAVO OU CPT"
            if free
            else "DOENÇA CONGÊNITA SÓ É PREEXISTENTE SE CONHECIDA ANTES; NUNCA SE RECUSA",
            applied=free or birth.disease_known,
        ),
    )
    return ChildTerms(last if covered else None, free, birth.disease_known and not free, reasons)


@rule("LX-024")
def adopted_waits(
    birth_date: date, included_on: date, full: Mapping[str, date], adopter: Mapping[str, date], rulebook: Rulebook
) -> dict[str, date]:
    """The last days of the waiting periods of an adopted child, by class.

    `full` are those counted from its own inclusion, `adopter` what its adopter still has to serve: under twelve
    the child has to serve no more than that.
    """
    if age_on(birth_date, included_on) >= rulebook.value("contract.adopted_under", included_on, rulebook=LAW):
        return dict(full)
    return {
        code: min(last, adopter[code]) for code, last in full.items() if adopter.get(code, date.min) >= included_on
    }
