"""Cases in the words of their panels: areas, states, the time that is left, what was decided and why."""

from datetime import datetime, timedelta

from desk.domain.kernel.clock import local_time
from desk.domain.referral.areas import area_in_words
from desk.domain.referral.model import Referral, ReferralEvent, ReferralKind
from desk.domain.referral.queue import KINDS, QueueRow, state_in_words
from desk.screens import words
from desk.terminal.fields import Role

_DAY = timedelta(days=1)
_ACTIONS = {
    "send": "ENVIADO",
    "ask_more": "PEDE MAIS",
    "answer_more": "RESPOSTA",
    "remind": "COBRANÇA",
    "escalate": "COBRANÇA",
    "release": "LIBERADO",
    "refuse": "NEGADO",
    "information": "SIC",
    "decline": "DEVOLVIDO",
    "withdraw": "RETIRADO",
    "seen": "VISTO",
}


def area(referral: Referral) -> str:
    """The area a case was sent to."""
    return area_in_words(referral.area)


def kind(referral: Referral) -> str:
    """Why it was sent."""
    return KINDS[ReferralKind(referral.kind)]


def moment(value: datetime | None) -> str:
    """A moment as the desk reads it: the day and the minute; nothing for None."""
    return "" if value is None else f"{local_time(value):%d/%m/%Y %H:%M}"


def time_left(row: QueueRow) -> str:
    """How much of the area's time is left, or what came of the case."""
    referral = row.referral
    if not row.is_open:
        return f"SENHA {referral.authorization_number}" if referral.authorization_number else ""
    if row.problem:
        return "SEM CALENDÁRIO"
    if row.left is None:
        return "SEM PRAZO"
    return f"VENCIDO {_span(-row.left)}" if row.overdue else f"FALTA {_span(row.left)}"


def row_role(row: QueueRow) -> Role | None:
    """How a row stands out: overdue, or the asker's move; the words say the same."""
    if row.overdue or (row.is_open and row.problem):
        return Role.HIGHLIGHT
    return Role.WARN if row.is_open and row.referral.state == "more" else None


def listed(row: QueueRow, n: int) -> dict[str, str]:
    """The fields of one row of a list."""
    referral = row.referral
    return {
        f"pedido.{n}": str(referral.number),
        f"tipo.{n}": kind(referral),
        f"area.{n}": area(referral),
        f"situacao.{n}": state_in_words(referral),
        f"segurado.{n}": row.member_name,
        f"prazo.{n}": f"{time_left(row)}{' U' if referral.urgent and row.is_open else ''}",
    }


def headed(row: QueueRow, asker_name: str) -> dict[str, str]:
    """The fields both panels of one case begin with."""
    referral = row.referral
    return {
        "pedido": str(referral.number),
        "tipo": kind(referral),
        "area": area(referral),
        "situacao": state_in_words(referral),
        "urgente": words.yes_no(referral.urgent),
        "de": referral.asked_by,
        "de_nome": asker_name,
        "unidade": referral.unit_code,
        "quando": moment(referral.asked_at),
        "identificacao": words.identification(referral.member_number),
        "segurado": row.member_name,
        "prazo": moment(referral.due_at),
        "falta": time_left(row) if row.is_open else "",
        "promessa": moment(referral.promised_at),
        "bloqueios": referral.codes.replace("|", " "),
    }


def told(event: ReferralEvent) -> str:
    """One move of a case."""
    action = _ACTIONS.get(event.action, event.action.upper())
    return f"{local_time(event.at):%d/%m %H:%M} {event.operator_number} {action}: {event.text}"


def _span(value: timedelta) -> str:
    minutes = int(value.total_seconds() // 60)
    if value >= 2 * _DAY:
        return f"{value.days} DIAS"
    return f"{minutes // 60}H{minutes % 60:02d}"
