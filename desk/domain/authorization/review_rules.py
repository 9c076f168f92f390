"""The review routine of a refusal or a third SIC: the steps at the counter, and the form of the review centre."""

import re
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from enum import StrEnum

from desk.domain.documents.contacts import contact_words
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.clock import local_time
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.routines import review_motives

REVIEW_CENTRE = "NUCLEO"
THIRD_SIC = 3
_SERVICE = re.compile(r"(\d{8})[xX](\d{1,3})", re.ASCII)
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_COUNCIL = re.compile(r"[A-Z]{2}\d{3,8}", re.ASCII)


class Stand(StrEnum):
    """What the insured says after the reason of the refusal was explained, in the order the routine goes."""

    LISTENS = "1"
    """Has not been asked yet, or accepts to call CAS 24H."""
    WILL_NOT_CALL = "2"
    WILL_NOT_WAIT = "3"


@dataclass(frozen=True, slots=True)
class Complaint:
    """An insured person at the counter with a refusal of the routine in hand."""

    unit_has_consultant: bool
    stand: Stand
    at: datetime
    new_report: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the routine: what to do, whether it is the one to take now, and why."""

    reason: Reason
    now: bool = False
    form: bool = False
    """Whether the form of the review centre is filled in for it."""


@rule("AP-126", "AP-127")
def steps(complaint: Complaint, rulebook: Rulebook, calendar: BusinessCalendar) -> tuple[Step, ...]:
    """The steps of the re-active routine in their order, one of them the step of this moment."""
    if complaint.unit_has_consultant:
        accepts = complaint.stand is Stand.LISTENS
        return (
            Step(cite("AP-127", "EXPLIQUE O MOTIVO DA NEGATIVA COM A CARTA NA MÃO"), accepts),
            Step(cite("AP-127", "NÃO ACEITOU: CONSULTOR DA UDAS, PELO PADRÃO DO PRÓ-ATIVO"), not accepts, True),
        )
    day = local_time(complaint.at).date()
    extensions = contact_words("central", "extension", day).upper()
    return (
        Step(
            cite("AP-126", f"PEÇA QUE LIGUE À CAS 24H, RAMAL {extensions}: ELA ARGUMENTA E ACIONA O NÚCLEO"),
            complaint.stand is Stand.LISTENS,
        ),
        Step(cite("AP-126", _by_form(complaint)), complaint.stand is Stand.WILL_NOT_CALL, True),
        Step(
            cite("AP-126", _by_telephone(complaint.at, rulebook, calendar)),
            complaint.stand is Stand.WILL_NOT_WAIT,
            True,
        ),
    )


def _by_form(complaint: Complaint) -> str:
    says = "NÃO LIGA: FORMULÁRIO AO NÚCLEO (ALT 8)"
    if complaint.new_report:
        fax = contact_words("cap", "fax", local_time(complaint.at).date())
        says += f"; RELATÓRIO NOVO POR FAX À CAP {fax}, COM O FORMULÁRIO"
    return says


def _by_telephone(at: datetime, rulebook: Rulebook, calendar: BusinessCalendar) -> str:
    day = local_time(at).date()
    extension = contact_words("nucleo_apoio", "extension", day)
    says = f"NÃO ESPERA: TELEFONE AO NÚCLEO, RAMAL {extension}, E SIGA O QUE DISSEREM"
    if not answers_telephone(at, rulebook, calendar):
        return f"{says} (FECHADO AGORA: DIAS ÚTEIS {_hours(day, rulebook)})"
    return says


@rule("AP-126")
def answers_telephone(at: datetime, rulebook: Rulebook, calendar: BusinessCalendar) -> bool:
    """Whether the review centre answers the telephone at a moment: business days, 08:30 to 17:00."""
    here = local_time(at)
    opens = time.fromisoformat(rulebook.value("refusal.review_from", here.date()))
    closes = time.fromisoformat(rulebook.value("refusal.review_until", here.date()))
    return calendar.is_business_day(here.date()) and opens <= here.time() <= closes


def _hours(on: date, rulebook: Rulebook) -> str:
    return f"{rulebook.value('refusal.review_from', on)}-{rulebook.value('refusal.review_until', on)}"


@dataclass(frozen=True, slots=True)
class ServiceCount:
    """A code with its quantity, as the form writes it: `52110133x02`."""

    code: str
    quantity: int

    def __str__(self) -> str:
        return f"{self.code}x{self.quantity:02d}"


def read_services(text: str, field: str) -> tuple[ServiceCount, ...]:
    """Codes and quantities separated by blanks, commas or semicolons. Raises DomainError on the field."""
    found: list[ServiceCount] = []
    for part in re.split(r"[\s,;]+", text.strip()):
        written = _SERVICE.fullmatch(part)
        if written is None or int(written[2]) == 0:
            raise DomainError("CÓDIGO E QUANTIDADE COMO 52110133X02", field=field)
        found.append(ServiceCount(written[1], int(written[2])))
    if len({service.code for service in found}) < len(found):
        raise DomainError("CÓDIGO REPETIDO: SOME AS QUANTIDADES", field=field)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """The form of the review centre, every field of it. The choices are codes of the dictionaries below."""

    unit: str
    employee: str
    unit_phone: str
    unit_email: str
    unit_fax: str
    member_number: str
    member_name: str
    member_phone: str
    member_email: str
    member_fax: str
    product: str
    physician: str
    council_number: str
    physician_phone: str
    physician_email: str
    physician_fax: str
    contact_on: str
    contact_by: str
    contact_how: str
    consultant_contact: str
    revision: str
    motive: str
    treatment: str
    conclusion: str
    requested: str
    authorized: str
    refused: str
    diagnosis: str
    reason: str
    action: str
    remarks: str = ""


CONTACT_BY = {"M": "MÉDICO ASSISTENTE", "S": "SEGURADO"}
CONTACT_HOW = {"T": "TELEFÔNICO", "P": "PESSOALMENTE"}
CONSULTANT_CONTACT = {"A": "ANTES DE FORMALIZAR A NEGATIVA", "D": "DEPOIS DE FORMALIZAR", "N": "NÃO FEZ CONTATO"}
REVISION = {"N": "NEGATIVA", "S": "SIC (3ª SOLICITAÇÃO)"}
TREATMENT = {"P": "PRÓ-ATIVO", "R": "PÓS-RECLAMAÇÃO"}
CONCLUSION = {"N": "ENCAMINHADO AO NÚCLEO", "R": "REVERTIDO", "M": "MANTIDO", "S": "SIC DEPOIS DA REVISÃO DA UDAS"}
CHOICES = {
    "contact_by": CONTACT_BY,
    "contact_how": CONTACT_HOW,
    "consultant_contact": CONSULTANT_CONTACT,
    "revision": REVISION,
    "treatment": TREATMENT,
    "conclusion": CONCLUSION,
}
LABELS = {
    "unit": "UDAS",
    "employee": "FUNCIONÁRIO",
    "unit_phone": "TELEFONE DA UDAS",
    "unit_email": "E-MAIL DA UDAS",
    "unit_fax": "FAX DA UDAS",
    "member_number": "IDENTIFICAÇÃO",
    "member_name": "SEGURADO",
    "member_phone": "TELEFONE DO SEGURADO",
    "member_email": "E-MAIL DO SEGURADO",
    "member_fax": "FAX DO SEGURADO",
    "product": "PRODUTO",
    "physician": "MÉDICO",
    "council_number": "CRM",
    "physician_phone": "TELEFONE DO MÉDICO",
    "physician_email": "E-MAIL DO MÉDICO",
    "physician_fax": "FAX DO MÉDICO",
    "contact_on": "DATA DO CONTATO",
    "contact_by": "QUEM FEZ CONTATO",
    "contact_how": "FORMA DE CONTATO",
    "consultant_contact": "CONSULTOR FALOU COM O MÉDICO",
    "revision": "REVISÃO DE",
    "motive": "MOTIVO",
    "treatment": "TRATAMENTO",
    "conclusion": "CONCLUSÃO",
    "requested": "CÓDIGOS PEDIDOS",
    "authorized": "CÓDIGOS AUTORIZADOS",
    "refused": "CÓDIGOS NEGADOS",
    "diagnosis": "DIAGNÓSTICO",
    "reason": "MOTIVO DA REVISÃO",
    "action": "AÇÃO TOMADA",
    "remarks": "OBSERVAÇÕES",
}
NONE_WORD = "NÃO TEM"
"""What a field of contact holds where there is none: the form wants every field filled, and this says so."""
_MAY_LACK = frozenset(
    {
        "unit_email", "unit_fax", "member_phone", "member_email", "member_fax",
        "physician_phone", "physician_email", "physician_fax",
    }
)  # fmt: skip
_MAILS = frozenset({"unit_email", "member_email", "physician_email"})
_PHONES = frozenset({"unit_phone", "unit_fax", "member_phone", "member_fax", "physician_phone", "physician_fax"})


@rule("AP-129", "AP-123")
def check_review_form(form: ReviewForm, today: date) -> None:
    """Every field filled and readable. Raises DomainError on the first field at fault, in the order of the form.

    A contact that does not exist is said with NÃO TEM; remarks alone may be blank. What is authorised and what
    is refused must be among what was requested, and not more of it; one of both is needed but for a case that
    is sent on undecided.
    """
    for name in (f.name for f in fields(form) if f.name not in {"authorized", "refused", "remarks"}):
        _check_field(name, getattr(form, name), today)
    requested = {s.code: s.quantity for s in read_services(form.requested, "requested")}
    settled = 0
    for name in ("authorized", "refused"):
        text = getattr(form, name)
        if not text:
            continue
        for service in read_services(text, name):
            settled += service.quantity
            if service.code not in requested:
                raise DomainError(f"{service.code} NÃO FOI PEDIDO", field=name)
            requested[service.code] -= service.quantity
            if requested[service.code] < 0:
                raise DomainError(f"{service.code} PASSA DO QUE FOI PEDIDO", field=name)
    if not settled and form.conclusion not in {"N", "S"}:
        field = "authorized" if form.conclusion == "R" else "refused"
        raise DomainError(f"INFORME {LABELS[field]}", field=field)
    if form.conclusion == "R" and not form.authorized:
        raise DomainError("REVERTIDO PEDE OS CÓDIGOS AUTORIZADOS", field="authorized")


def _check_field(name: str, value: str, today: date) -> None:
    if not value:
        lack = f" OU ESCREVA {NONE_WORD}" if name in _MAY_LACK else ""
        raise DomainError(f"INFORME {LABELS[name]}{lack}", field=name)
    if value == NONE_WORD:
        if name not in _MAY_LACK:
            raise DomainError(f"INFORME {LABELS[name]}", field=name)
        return
    if name in CHOICES and value not in CHOICES[name]:
        raise DomainError(f"{LABELS[name]}: {'/'.join(CHOICES[name])}", field=name)
    if name == "motive" and value not in review_motives():
        raise DomainError("MOTIVO FORA DA ROTINA: SÓ OS DEZ DELA", field=name)
    if name in _MAILS and not _MAIL.fullmatch(value):
        raise DomainError("E-MAIL INVÁLIDO", field=name)
    if name in _PHONES and len(re.sub(r"\D", "", value)) < 8:
        raise DomainError("TELEFONE COM DDD", field=name)
    if name == "council_number" and not _COUNCIL.fullmatch(value):
        raise DomainError("CRM COM A UF: SP000000", field=name)
    if name == "contact_on" and date.fromisoformat(value) > today:
        raise DomainError("A DATA DO CONTATO NÃO PODE SER DEPOIS DE HOJE", field=name)
