"""Why a service is refused, in words that can be handed over: what stands behind each refusal code.

The sentences lie in `data/letters/arguments.toml` where the manual has the argument; the rest are here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk.domain.authorization.case import EarlierService
from desk.domain.catalogue.model import Procedure
from desk.domain.documents.letter_models import Values, paragraphs
from desk.domain.eligibility.answer import CareAnswer
from desk.domain.eligibility.clause import Per
from desk.domain.eligibility.cpt import free_from
from desk.domain.eligibility.limits import LimitUse
from desk.domain.eligibility.member_card import MemberCard
from desk.domain.eligibility.preexistence import Regime
from desk.domain.eligibility.subjects import subjects_of
from desk.domain.enrolment.model import Cpt, LineOfBusiness, WaitingPeriod
from desk.domain.kernel.dates import add_days, age_on, format_date
from desk.domain.kernel.decision import Outcome, Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

NOT_COVERED, AESTHETIC, AGE, WAITING, PREEXISTING = "820", "822", "825", "826", "829"
UNJUSTIFIED, SINGLE, OUT_OF_TERM, NOTIFIABLE = "831", "832", "833", "834"
RECURRENCE, DENTAL, OVER_LIMIT = "835", "836", "838"

_CLAUSE = re.compile(r"CL[AÁ]USULA\s+([\w.]+).*?ITEM\s+([\w.]+)", re.IGNORECASE)
"""How a clause and item of a contract are written in the note of what its product excludes."""
_UNITS = {
    "days": "dia(s)",
    "sessions": "sessão(ões)",
    "consultations": "consulta(s)",
    "procedures": "procedimento(s)",
    "weeks": "semana(s)",
    "hours": "hora(s)",
    "units": "unidade(s)",
}
_TERMS = frozenset({Per.CONTRACT_YEAR, Per.AGREEMENT_YEAR})
_WINDOWS = {
    Per.CALENDAR_YEAR: "por ano civil",
    Per.TWELVE_MONTHS: "em doze meses",
    Per.MONTH: "por mês",
    Per.WEEK: "por semana",
    Per.DAY: "por dia",
    Per.ADMISSION: "por internação",
    Per.REQUEST: "por pedido",
}


@dataclass(frozen=True, slots=True)
class RefusedService:
    """A service to be refused under a code, with the facts a refusal can stand on.

    `answer` is what the counter says of the service on the day, None where it was not asked; `motive` one of the
    ten of the review routine, empty where none was named; `clause` the clause and item of the contract that
    excludes it, where registered; `by_cap` whether CAP itself decides, None while nobody has; `regime` how the
    contract treats a disease older than it, None where it was not read.
    """

    code: str
    procedure: Procedure
    card: MemberCard
    on: date
    attendance_type: str = ""
    quantity: int = 1
    urgent: bool = False
    motive: str = ""
    clause: str = ""
    by_cap: bool | None = None
    regime: Regime | None = None
    answer: CareAnswer | None = None
    earlier: tuple[EarlierService, ...] = ()

    @property
    def subjects(self) -> frozenset[str]:
        """What the service is about."""
        return subjects_of(self.procedure)

    @property
    def removed_on(self) -> date | None:
        """The day the person or the policy was excluded, when that was by the day of the service."""
        ends = [d for d in (self.card.member.removed_from, self.card.policy.cancelled_from) if d is not None]
        return min(ends) if ends and min(ends) <= self.on else None

    @property
    def waiting(self) -> WaitingPeriod | None:
        """The waiting period of the service's class that runs on the day; of any class where it has none."""
        running = [w for w in self.card.life.waiting if w.starts_on <= self.on <= w.ends_on]
        code = self.procedure.waiting_code
        return max((w for w in running if code in {"", w.code}), key=lambda w: w.ends_on, default=None)

    @property
    def suspected(self) -> bool:
        """Whether a suspicion of pre-existence is registered for the person."""
        return any(block.code == "P" for block in self.card.life.blocks)

    @property
    def waits_by_clause(self) -> Reason | None:
        """The waiting period that the rulebook itself sets, where it still runs."""
        reasons = self.answer.decision.reasons if self.answer is not None else ()
        return next((r for r in reasons if r.applied and r.code == "426"), None)

    def running_cpt(self, rulebook: Rulebook) -> tuple[Cpt, date] | None:
        """The CPT that holds longest on the day, with its last day."""
        adhered, code = self.card.member.started_on, self.card.product.rulebook
        found = [(cpt, free_from(cpt, adhered, self.on, code, rulebook)) for cpt in self.card.life.cpts]
        running = [(cpt, add_days(gone, -1)) for cpt, gone in found if cpt.starts_on <= self.on < gone]
        return max(running, key=lambda pair: pair[1], default=None)

    def previous(self) -> EarlierService | None:
        """The last standing authorization of the same service."""
        same = [e for e in self.earlier if e.procedure_code == self.procedure.code and e.stands]
        return max(same, key=lambda e: e.day, default=None)

    def spent_limit(self) -> LimitUse | None:
        """The limit of the contract that leaves too little for what is asked."""
        limits = self.answer.limits if self.answer is not None else ()
        return next((use for use in limits if self.quantity > use.left), None)


@dataclass(frozen=True, slots=True)
class Argument:
    """One thing to say of a refusal, as a sentence; `rule` is where it comes from."""

    rule: str
    text: str

    def reason(self) -> Reason:
        """The argument as a panel and a decision show it."""
        return cite(self.rule, self.text.upper())


def arguments(service: RefusedService, rulebook: Rulebook) -> tuple[Argument, ...]:
    """What is said to the insured of a refusal, the first the one the letter rests on; never empty."""
    found = [*_own(service, rulebook)]
    if service.waiting is not None or service.running_cpt(rulebook) is not None:
        found += _urgent_meanwhile(service)
    if not found:
        found = [Argument("AP-111", "O pedido não é coberto, por motivo contratual ou técnico.")]
    return tuple(dict.fromkeys(found))


def _own(service: RefusedService, rulebook: Rulebook) -> Iterator[Argument]:
    """The arguments of the code itself."""
    match service.code:
        case "826":
            yield from waiting_period(service)
        case "829":
            yield from declared_disease(service, rulebook)
        case "838":
            yield from spent(service, rulebook)
        case "825":
            yield from age(service)
        case "832" | "835":
            yield from done_before(service)
        case "836":
            yield Argument("AP-121", "O pedido tem finalidade odontológica, que o contrato exclui.")
        case "833":
            yield Argument("AP-114", "O pedido chegou fora do prazo.")
        case "834":
            yield Argument("AP-114", "Trata-se de doença de notificação compulsória.")
        case "831":
            yield Argument("AP-114", "O pedido médico não traz justificativa clínica para o procedimento.")
        case "822":
            yield from aesthetic(service)
        case _:
            yield from exclusion(service)


@rule("AP-117")
def waiting_period(service: RefusedService) -> Iterator[Argument]:
    """Until when the waiting period runs, and the day from which the request can be met."""
    if service.waiting is not None:
        yield from _worded("AP-117", "argument_waiting", {"waiting_end": service.waiting.ends_on}, service)
    elif service.waits_by_clause is not None:
        yield Argument("AP-117", f"A carência ainda corre: {_sentence(service.waits_by_clause.says)}")


@rule("AP-118")
def _urgent_meanwhile(service: RefusedService) -> Iterator[Argument]:
    """What urgent care an adapted contract gives while a waiting period or a CPT runs."""
    if service.card.policy.adapted:
        yield from _worded("AP-118", "argument_urgency", {}, service)


@rule("AP-119")
def declared_disease(service: RefusedService, rulebook: Rulebook) -> Iterator[Argument]:
    """The disease declared, the CPT and its last day; or a disease older than a contract not adapted."""
    found = service.running_cpt(rulebook)
    if found is not None:
        cpt, last = found
        values: Values = {"condition": cpt.condition.capitalize(), "cpt_end": last}
        yield from _worded("AP-119", "argument_cpt", values, service)
    elif service.suspected:
        yield Argument("EL-034", "A doença é anterior ao seguro, e o contrato não adaptado não a cobre.")


@rule("AP-115")
def spent(service: RefusedService, rulebook: Rulebook) -> Iterator[Argument]:
    """The limit of the contract and the first day of the next term; group therapies outside the list of ANS."""
    use, name = service.spent_limit(), service.procedure.description.capitalize()
    most = service.procedure.maximum_quantity
    if use is not None:
        yield from _of_limit(service, use, name)
    elif most is not None and service.quantity > most:
        yield Argument("AP-115", f"O limite deste serviço é de {most} por autorização.")
    else:
        yield Argument("AP-115", "O limite do contrato para este serviço já foi autorizado.")
    therapies = set(rulebook.value("refusal.limit_therapies", service.on))
    group = service.card.sponsor.line_of_business == LineOfBusiness.GROUP
    if group and service.card.policy.adapted and service.subjects & therapies:
        yield from _worded("AP-115", "argument_therapies", {"procedure": name}, service)


def _of_limit(service: RefusedService, use: LimitUse, name: str) -> Iterator[Argument]:
    limit = use.clause.limit
    assert limit is not None
    size = f"{limit.quantity} {_UNITS[limit.unit]}"
    if limit.per in _TERMS and use.until is not None:
        values: Values = {"procedure": name, "limit": size, "next_term": use.until}
        yield from _worded("AP-115", "argument_limit", values, service)
    elif limit.per is Per.LIFETIME:
        yield from _worded("AP-115", "argument_limit_life", {"procedure": name, "limit": size}, service)
    else:
        again = f" Um novo pedido pode ser atendido a partir de {format_date(use.until)}." if use.until else ""
        yield Argument("AP-115", f"O contrato cobre até {size} {_WINDOWS[limit.per]}: já autorizado.{again}")


@rule("AP-093", "AP-114")
def age(service: RefusedService) -> Iterator[Argument]:
    """The ages a service is for, beside the person's."""
    low, high = service.procedure.minimum_age, service.procedure.maximum_age
    years = age_on(service.card.member.birth_date, service.on)
    if low is not None and years < low:
        yield Argument("AP-114", f"O procedimento é coberto a partir de {low} anos; o segurado tem {years}.")
    elif high is not None and years > high:
        yield Argument("AP-114", f"O procedimento é coberto até {high} anos; o segurado tem {years}.")


@rule("AP-114")
def done_before(service: RefusedService) -> Iterator[Argument]:
    """The authorization that already served: a service done once, or within its recurrence."""
    before = service.previous()
    if before is None:
        what = "é de execução única" if service.code == SINGLE else "ainda está no prazo em que não se repete"
        yield Argument("AP-114", f"O serviço {what} e já foi realizado.")
        return
    on = before.day
    says = f"O serviço já foi autorizado em {format_date(on)} (senha {before.number})"
    days = service.procedure.recurrence_days
    if service.code == RECURRENCE and days is not None:
        says += f" e só se repete {days} dias depois, desde {format_date(add_days(on, days))}."
    else:
        says += " e é de execução única." if service.code == SINGLE else "."
    yield Argument("AP-114", says)


@rule("AP-116")
def exclusion(service: RefusedService) -> Iterator[Argument]:
    """The clause that excludes; to who invokes the law under a contract not adapted, the law's own dates."""
    if service.removed_on is not None:
        yield Argument("AP-121", f"O segurado foi excluído do seguro em {format_date(service.removed_on)}.")
        return
    written = _CLAUSE.search(service.clause)
    if written is not None:
        values: Values = {"clause": written[1], "item": written[2]}
        yield from _worded("AP-116", "argument_exclusion", values, service)
    else:
        yield Argument("AP-116", "O contrato de seguro não cobre este procedimento.")
    for reason in _excluding(service):
        yield Argument("AP-116", _sentence(reason.says))
    if not service.card.policy.adapted:
        yield from _worded("AP-116", "argument_law", {}, service)
    if "mammoplasty" in service.subjects:
        yield from mammoplasty(service)


def _excluding(service: RefusedService) -> Iterator[Reason]:
    """The reasons of the counter's answer by which the contract does not cover."""
    if service.answer is None or service.answer.decision.outcome is not Outcome.REFUSED:
        return
    for reason in service.answer.decision.reasons:
        if reason.applied and reason.code == "401":
            yield reason


@rule("AP-114")
def aesthetic(service: RefusedService) -> Iterator[Argument]:
    """A service for appearance alone."""
    if "mammoplasty" in service.subjects:
        yield from mammoplasty(service)
        return
    yield Argument("AP-114", "O procedimento não restaura função: tem conotação estética, que o contrato exclui.")


@rule("AP-120")
def mammoplasty(service: RefusedService) -> Iterator[Argument]:
    """Reduction of the breasts: why not, and what would have it analysed again."""
    yield from _worded("AP-120", "argument_mammoplasty", {}, service)


def _worded(rule_id: str, model: str, values: Values, service: RefusedService) -> Iterator[Argument]:
    """The paragraphs of an argument that lies in the data."""
    yield from (Argument(rule_id, text) for text in paragraphs(model, values, service.on))


def _sentence(panel: str) -> str:
    """The words of a panel as a sentence."""
    text = panel.strip().rstrip(".").capitalize()
    return f"{text}."
