"""Whether a refusal code fits the case, which letter goes with it, and whether the review routine applies."""

from dataclasses import dataclass

from desk.domain.authorization.arguments import (
    AGE,
    OVER_LIMIT,
    PREEXISTING,
    RECURRENCE,
    WAITING,
    RefusedService,
)
from desk.domain.authorization.case import Case, FormLine
from desk.domain.catalogue.model import ProcedureKind
from desk.domain.eligibility.preexistence import Regime
from desk.domain.kernel.dates import add_days, age_on, format_date
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.routines import review_motives

_BY_CODE = {"822": "aesthetic", "831": "no_justification"}
_BY_SUBJECT = {"bariatric": "gastric_septation", "home_drug": "home_drug", "experimental": "experimental"}
_OUTPATIENT = frozenset({"2", "5"})


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """The letter of a refusal: its model, and the rule of the arguments its own words already give."""

    model: str
    says: str = ""


@rule("AP-114", "AP-117", "AP-119", "EL-029", "EL-033", "EL-035", "EL-041")
def misfit(service: RefusedService, rulebook: Rulebook) -> Reason | None:
    """Why a refusal code does not fit the case by what is registered; None where it fits, or nobody can tell.

    A waiting period and a CPT are always registered: without one the letter would have no date to name. An age,
    a limit or a recurrence only speaks against its code where it is registered.
    """
    motives = review_motives()
    if service.motive and service.code not in motives[service.motive].refusal_codes:
        label = motives[service.motive].label
        return cite("AP-123", f"{label} NÃO É MOTIVO DA NEGATIVA {service.code}")
    match service.code:
        case "826" if service.waiting is None and service.waits_by_clause is None:
            return _without_waiting(service)
        case "829":
            return _not_preexisting(service, rulebook)
        case "825":
            return _of_age(service)
        case "835":
            return _beyond_recurrence(service)
        case "838":
            return _within_limit(service)
    return None


def misfit_of_line(case: Case, line: FormLine, rulebook: Rulebook) -> Reason | None:
    """The same for a line of a form, by the facts the form is decided on; None for a form that has none."""
    procedure = case.procedures.get(line.code)
    if case.card is None or procedure is None or not line.refusal_code:
        return None
    service = RefusedService(
        code=line.refusal_code,
        procedure=procedure,
        card=case.card,
        on=case.reference_date,
        attendance_type=case.form.attendance_type,
        quantity=line.quantity or 1,
        urgent=case.form.urgent,
        earlier=case.earlier,
    )
    return misfit(service, rulebook)


def _without_waiting(service: RefusedService) -> Reason | None:
    if service.answer is None and service.card.product.rulebook != "DM":
        return None
    on, code = format_date(service.on), service.procedure.waiting_code
    of_class = f" DA CLASSE {code}" if code else ""
    return cite("AP-117", f"{WAITING} SEM CARÊNCIA{of_class} EM CURSO EM {on}", code="040")


def _not_preexisting(service: RefusedService, rulebook: Rulebook) -> Reason | None:
    if service.by_cap is False:
        return cite("EL-029", f"{PREEXISTING} É SÓ DA CAP: ENCAMINHE O CASO", code="041")
    if service.running_cpt(rulebook) is not None:
        return None
    if not service.suspected:
        return cite("AP-119", f"{PREEXISTING} SEM CPT EM CURSO NEM SUSPEITA REGISTRADA", code="040")
    match service.regime:
        case Regime.UNTIL_ANS:
            return cite("EL-035", "CONTRATO ADAPTADO: NÃO SE NEGA POR PREEXISTÊNCIA ATÉ A ANS DECIDIR", code="040")
        case Regime.GRANT:
            return cite("EL-033", "NÃO ADAPTADO COM CINCO ANOS OU MAIS: CONCEDE-SE", code="040")
        case Regime.NOT_APPLICABLE:
            return cite("EL-041", "ADMINISTRADO SEM ACORDO: PREEXISTÊNCIA NÃO SE APLICA", code="040")
        case _:
            return None


def _of_age(service: RefusedService) -> Reason | None:
    low, high = service.procedure.minimum_age, service.procedure.maximum_age
    years = age_on(service.card.member.birth_date, service.on)
    known = low is not None or high is not None
    if known and (low is None or years >= low) and (high is None or years <= high):
        return cite("AP-114", f"{AGE} NÃO CABE: {years} ANOS ESTÁ NA FAIXA DO SERVIÇO", code="040")
    return None


def _beyond_recurrence(service: RefusedService) -> Reason | None:
    before, days = service.previous(), service.procedure.recurrence_days
    if before is None or days is None:
        return None
    again = add_days(before.day, days)
    if again <= service.on:
        return cite("AP-114", f"{RECURRENCE} NÃO CABE: JÁ SE REPETE DESDE {format_date(again)}", code="040")
    return None


def _within_limit(service: RefusedService) -> Reason | None:
    most = service.procedure.maximum_quantity
    limits = service.answer.limits if service.answer is not None else ()
    if service.spent_limit() is not None or not limits or (most is not None and service.quantity > most):
        return None
    left = min(use.left for use in limits)
    return cite("AP-115", f"{OVER_LIMIT} NÃO CABE: RESTAM {left} NO LIMITE DO CONTRATO", code="040")


@rule("AP-123")
def motive_of(service: RefusedService) -> str:
    """Which of the ten reasons of the review routine a refusal is for; empty for one outside the routine.

    The one named counts; else the code's own; else what the service itself shows: stomach stapling, a drug given
    without admission or at home, an experimental treatment, a special material.
    """
    if service.motive:
        return service.motive
    if service.code in _BY_CODE:
        return _BY_CODE[service.code]
    if service.code != "820" or service.removed_on is not None:
        return ""
    by_subject = next((m for subject, m in _BY_SUBJECT.items() if subject in service.subjects), "")
    if by_subject:
        return by_subject
    if service.procedure.kind == ProcedureKind.DRUG and service.attendance_type in _OUTPATIENT:
        return "outpatient_drug"
    return "special_material" if service.procedure.kind == ProcedureKind.MATERIAL else ""


@rule("AP-121", "AP-125")
def letter_of(service: RefusedService, rulebook: Rulebook) -> LetterChoice:
    """The model of the letter and its number: by the reason of the routine, else by what the refusal rests on."""
    if service.removed_on is not None:
        return LetterChoice("refusal_removed", "AP-121")
    motive = motive_of(service)
    if motive:
        return _of_motive(motive)
    if service.code == WAITING and service.waiting is not None:
        return LetterChoice("refusal_waiting", "AP-117")
    if service.code == PREEXISTING and service.running_cpt(rulebook) is not None:
        return LetterChoice("refusal_cpt", "AP-119")
    if service.code == "836" or "dental" in service.subjects:
        return LetterChoice("refusal_dental", "AP-121")
    if service.code != "820":
        return LetterChoice("refusal_general")
    if "refractive_surgery" in service.subjects and service.card.policy.adapted:
        return LetterChoice("refusal_refraction")
    if "coronary_tomography" in service.subjects:
        return LetterChoice("refusal_not_in_rol")
    return LetterChoice("refusal_not_covered")


def _of_motive(motive: str) -> LetterChoice:
    number = review_motives()[motive].letter
    return LetterChoice(f"reactive_{number}" if number else "reactive_general")
