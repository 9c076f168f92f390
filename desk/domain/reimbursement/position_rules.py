"""What the state of a claim means, and what of it the insured may hear (RE-133 to RE-162)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

from desk.domain.kernel.clock import local_time
from desk.domain.kernel.dates import add_days, add_months, format_date
from desk.domain.kernel.decision import Disclosure, Reason
from desk.domain.kernel.resources import read_table
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

_IBM_REGISTRARS = frozenset({"7131", "17826"})
_SETTLED = frozenset({"paid", "partial_return"})
_IN_PROCESS = "A SOLICITAÇÃO ESTÁ EM PROCESSAMENTO"


@dataclass(frozen=True, slots=True)
class ClaimStatus:
    """A state of a claim: label for the operator, what may be told, what to do next, whether it is internal."""

    key: str
    label: str
    tell: str
    next: str
    internal: bool
    rule: str


@cache
def statuses() -> dict[str, ClaimStatus]:
    """The states by key."""
    return {
        row["key"]: ClaimStatus(
            row["key"], row["label"], row["tell"], row["next"], row["internal"] == "yes", row["rule"]
        )
        for row in read_table("reference/sr_statuses.csv")
    }


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What of a claim decides how it is read."""

    status: str
    received_on: date
    due_on: date
    reason_code: str
    registrar: str
    employer_pays: bool
    sponsor_blocked: bool
    has_supplement: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read a claim: label, what to tell, next step, internal mark, last internal day, and reasons."""

    label: str
    tell: str
    next: str
    internal: bool
    internal_limit: date | None
    date_may_be_told: bool
    reasons: tuple[Reason, ...]


@rule("RE-148")
def is_visible(received_on: date, today: date, rulebook: Rulebook) -> bool:
    """Whether a claim is still shown: exactly six months is, a day more is not."""
    return today <= add_months(received_on, int(rulebook.value("reimbursement.visible_months", today)))


@rule(
    "RE-088", "RE-089", "RE-133", "RE-134", "RE-136", "RE-137", "RE-138", "RE-139", "RE-140", "RE-141", "RE-142",
    "RE-145", "RE-146", "RE-149", "RE-154", "RE-156", "RE-159", "RE-162",
)  # fmt: skip
def read(facts: ClaimFacts, now: datetime, rulebook: Rulebook) -> Reading:
    """The meaning of a claim's state at a moment, and what of it may be told."""
    status = statuses()[facts.status]
    today = local_time(now).date()
    label, tell, following, internal = status.label, status.tell, status.next, status.internal
    limit: date | None = None
    reasons: list[Reason] = []
    match facts.status:
        case "released":
            cause, tell, following, internal = _released(facts, now, rulebook)
            label = f"{label} - {cause}"
            reasons += _released_reasons(cause)
        case "audit":
            limit = add_days(facts.due_on, int(rulebook.value("reimbursement.audit_extra_days", today)))
        case "technical_pending":
            limit = add_days(facts.due_on, int(rulebook.value("reimbursement.technical_extra_days", today)))
        case "written_off":
            reasons.append(cite("RE-146", "ANTES DE TUDO: VEJA SE FOI PAGA COM OUTRO NÚMERO DE SR"))
        case "contact" if facts.reason_code == "699":
            held = "IBM/TUTÓIA" if facts.registrar in _IBM_REGISTRARS else "NÚCLEO DE REEMBOLSO"
            reasons.append(cite("RE-159", f"699 COM REG. {facts.registrar}: DOCUMENTOS NO {held}"))
    reasons.insert(
        0, cite(status.rule, f"{label}: {following}", disclose=Disclosure.INTERNAL if internal else None)
    )
    if limit is not None:
        reasons.append(
            cite(
                status.rule,
                f"LIMITE INTERNO {format_date(limit)}",
                disclose=Disclosure.INTERNAL,
                values=[("PRAZO NORMAL", format_date(facts.due_on))],
            )
        )
    if internal:
        reasons.append(cite("RE-134", f"AO SEGURADO: {_IN_PROCESS}", disclose=Disclosure.INSURED))
    hidden = facts.employer_pays
    reasons.append(
        cite("RE-088", "PAGO PELA EMPRESA: A DATA É DO ENVIO DO RELATÓRIO, NÃO INFORMAR", applied=hidden)
    )
    if hidden and facts.status in _SETTLED:
        tell = f"{tell.replace(', DATA E', ' E')}; A DATA SÓ A EMPRESA SABE"
        following = "NÃO RECEBIDO: INDIQUE O RH DA EMPRESA"
        reasons.append(cite("RE-089", following))
    return Reading(label, tell, following, internal, limit, not hidden, tuple(reasons))


def _released(facts: ClaimFacts, now: datetime, rulebook: Rulebook) -> tuple[str, str, str, bool]:
    """Cause, what to tell, next step and internal mark of `C.ta Lib. P/ Pagto`, in the order of RE-138."""
    if facts.sponsor_blocked:
        return (
            "EMPRESA BLOQUEADA",
            "PROCURE A EMPRESA SOBRE A SITUAÇÃO",
            "ESPERE O DESBLOQUEIO DA EMPRESA",
            False,
        )
    if facts.has_supplement:
        return "COMPLEMENTO OU ESTORNO", _IN_PROCESS, "O MOTIVO ESTÁ EM F9 ITENS", True
    here = local_time(now)
    begin, end = (time.fromisoformat(t) for t in rulebook.value("reimbursement.closing_window", here.date()))
    if begin <= here.time().replace(microsecond=0) <= end:
        tell = f"{_IN_PROCESS}; VEJA O SITE OU LIGUE AMANHÃ"
        return "FECHAMENTO DIÁRIO", tell, f"OLHE DE NOVO DEPOIS DAS {end:%H} H", True
    return "SEM CAUSA CONHECIDA", _IN_PROCESS, "AVISE A SUPERVISÃO: NENHUMA DAS TRÊS CAUSAS SE APLICA", True


def _released_reasons(cause: str) -> list[Reason]:
    return [
        cite(
            "RE-139",
            "EMPRESA BLOQUEADA: NADA É LIBERADO ATÉ O DESBLOQUEIO",
            applied=cause.startswith("EMPRESA"),
        ),
        cite("RE-140", "COMPLEMENTO OU ESTORNO: SEM VALOR APRESENTADO", applied=cause.startswith("COMPLEMENTO")),
        cite("RE-141", "FECHAMENTO DAS 18 ÀS 20 H", applied=cause.startswith("FECHAMENTO")),
    ]
