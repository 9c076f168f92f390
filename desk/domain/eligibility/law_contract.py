"""What the law says of a contract: old or new, adapted by when, known diseases, waiting periods (LX-001 …)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.eligibility.clause import LAW
from desk.domain.kernel.dates import add_months, add_years, format_date
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook


class KnownDisease(StrEnum):
    """What may be chosen when a disease was known on signing."""

    CPT = "cpt"
    SURCHARGE = "surcharge"
    """Agravo: a higher premium, to the end of the contract, for full cover at once."""


class Event(StrEnum):
    """What happens to a contract after which waiting periods might be counted again."""

    RENEWAL = "renewal"
    ADAPTATION = "adaptation"
    ARREARS_PAID = "arrears_paid"
    NEW_CONTRACT = "new_contract"


@dataclass(frozen=True, slots=True)
class LegalContract:
    """A contract as the law sees it; `adapted_on` is None for an old one that was not adapted.

    `leaves_out` says whether an old contract excluded pre-existing or named diseases or procedures; `surcharge`
    whether a new one took agravo.
    """

    signed_on: date
    adapted_on: date | None = None
    leaves_out: bool = True
    surcharge: bool = False


@dataclass(frozen=True, slots=True)
class FullCover:
    """From when a known disease is covered in full (None: by this law never, the contract is not under it)."""

    since: date | None
    reason: Reason


@rule("LX-001")
def is_new(signed_on: date, on: date, rulebook: Rulebook) -> bool:
    """Whether a contract was signed under the law."""
    return bool(signed_on >= rulebook.value("contract.new_from", on, rulebook=LAW))


@rule("LX-002")
def adapt_by(signed_on: date, renews_on: date, on: date, rulebook: Rulebook) -> date | None:
    """The last day to adapt an old contract: its renewal, or the day the law sets if that is sooner.

    None for a contract that needs no adaptation.
    """
    if is_new(signed_on, on, rulebook):
        return None
    last: date = rulebook.value("contract.adapt_by", on, rulebook=LAW)
    return min(renews_on, last)


@rule("LX-003")
def first_renewal(started_on: date, on: date, rulebook: Rulebook) -> date:
    """The first day an individual contract may end: then it renews by itself, without fee or waiting periods."""
    return add_months(started_on, int(rulebook.value("contract.minimum_term_months", on, rulebook=LAW)))


@rule("LX-005")
def must_offer_reference(on: date, *, self_managed: bool, dental_only: bool, rulebook: Rulebook) -> bool:
    """Whether an operator must offer the reference plan on a day; it may do so earlier."""
    return (
        not self_managed
        and not dental_only
        and on >= rulebook.value("contract.reference_plan_from", on, rulebook=LAW)
    )


@rule("LX-008", "LX-018")
def known_disease_choices(contract: LegalContract, on: date, rulebook: Rulebook) -> tuple[KnownDisease, ...]:
    """What is offered for a disease known on signing: never a refusal; agravo only in a new contract."""
    if is_new(contract.signed_on, on, rulebook):
        return (KnownDisease.CPT, KnownDisease.SURCHARGE)
    return (KnownDisease.CPT,)


@rule("LX-010")
def proof_until(signed_on: date, on: date, rulebook: Rulebook) -> date:
    """The last day on which the operator may prove that a disease was known on signing."""
    return add_months(signed_on, int(rulebook.value("contract.preexistence_proof_months", on, rulebook=LAW)))


@rule("LX-013", "LX-014", "LX-015", "LX-016", "LX-018")
def full_cover(contract: LegalContract, on: date, rulebook: Rulebook) -> FullCover:
    """From when a disease known on signing is covered in full, at the latest.

    New: with agravo at once, else 24 months from the signature (LX-013). Old and adapted: at once after five
    years, or where nothing was left out (LX-014); six months from the adaptation after 18 months (LX-015); else
    24 months from the signature (LX-016).
    """
    signed, adapted = contract.signed_on, contract.adapted_on
    months = int(rulebook.value("contract.cpt_months", on, rulebook=LAW))
    if is_new(signed, on, rulebook):
        if contract.surcharge:
            return _since(signed, "LX-018", "AGRAVO: COBERTURA COMPLETA JÁ, COM AS CARÊNCIAS COMUNS")
        return _since(add_months(signed, months), "LX-013", f"CONTRATO NOVO: CPT ATÉ {months} MESES DA ASSINATURA")
    if adapted is None:
        return FullCover(None, cite("LX-002", "CONTRATO ANTIGO NÃO ADAPTADO: A LEI NÃO DÁ A COBERTURA"))
    years = int(rulebook.value("contract.cpt_none_after_years", on, rulebook=LAW))
    if not contract.leaves_out or add_years(signed, years) <= adapted:
        why = f"{years} ANOS OU MAIS" if contract.leaves_out else "CONTRATO SEM EXCLUSÕES"
        return _since(adapted, "LX-014", f"CONTRATO ANTIGO, {why}: SEM CPT DESDE A ADAPTAÇÃO")
    border = rulebook.parameter("contract.cpt_short_after_months", on, rulebook=LAW)
    if add_months(signed, int(border.value)) < adapted:
        short = int(rulebook.value("contract.cpt_short_months", on, rulebook=LAW))
        says = f"CONTRATO ANTIGO DE MAIS DE {border.value} MESES: CPT DE {short} MESES DA ADAPTAÇÃO"
        return _since(add_months(adapted, short), "LX-015", says)
    says = f"CONTRATO ANTIGO DE ATÉ {border.value} MESES: CPT ATÉ {months} MESES DA ASSINATURA"
    return _since(add_months(signed, months), "LX-016", says, border.reading)


@rule("LX-025")
def waiting_counts_again(event: Event, on: date, rulebook: Rulebook) -> bool:
    """Whether waiting periods may be counted from the start again after an event."""
    return event not in rulebook.value("contract.no_recount", on, rulebook=LAW)


def _since(day: date, rule_id: str, says: str, reading: str = "") -> FullCover:
    return FullCover(day, cite(rule_id, says, reading=reading, values=[("COMPLETA DESDE", format_date(day))]))
