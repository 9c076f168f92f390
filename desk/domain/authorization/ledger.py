"""One deed on an authorization: its rows and the entry of its history, written together or not at all."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from desk.domain.access.model import Operator, ServiceUnit
from desk.domain.authorization.lifecycle import EXCLUDED, Act, check_open, whole_status
from desk.domain.authorization.model import Authorization, AuthorizationEvent, AuthorizationLine
from desk.domain.authorization.replay import State, difference, state_of
from desk.domain.context import Actor, Desk
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.errors import DomainError, NotFoundError, StaleError
from desk.domain.kernel.text import sanitise
from desk.domain.rulebook.catalogue import rule

TEXT_LENGTH = 240
MESSAGE_LENGTH = 73
"""What the message row of a panel shows."""
_TERM = ("issued_on", "valid_until")

Place = tuple[int, str]
"""A field of an authorization: the position of its line, 0 for the whole, and the field's name."""

Wanted = Mapping[Place, Any]


@dataclass
class Entry:
    """An authorization taken up to be changed: its rows, and the state they were in.

    Change the rows, then `write`. Rows are only ever changed through one.
    """

    authorization: Authorization
    lines: list[AuthorizationLine]
    before: State

    def row_of(self, line: AuthorizationLine) -> int:
        """Which row of a panel a line stands on, the first one 1; positions of another system may have gaps."""
        return self.lines.index(line) + 1

    def line_of(self, procedure_code: str) -> AuthorizationLine | None:
        """The line of a service, None when the authorization has none of it."""
        return next((line for line in self.lines if line.procedure_code == procedure_code), None)


def lines_of(session: Session, number: str) -> list[AuthorizationLine]:
    """The lines of an authorization in their order, what was excluded after what was not."""
    rows = session.exec(
        select(AuthorizationLine)
        .where(col(AuthorizationLine.authorization_number) == number)
        .order_by(col(AuthorizationLine.position))
    )
    return sorted(rows, key=lambda line: line.status == EXCLUDED)


def take_up(
    session: Session, act: Act, number: str, *, version: int | None = None, wanted: Wanted | None = None
) -> Entry:
    """An authorization to be changed, inside the caller's transaction.

    `version` is the one the operator read, `wanted` what he would make of it. Raises NotFoundError, StaleError
    with what somebody else made of it since, and DomainError with 047 when a line is paid.
    """
    authorization = session.get(Authorization, number)
    if authorization is None:
        raise NotFoundError(f"SENHA {number} NÃO CADASTRADA", field="senha")
    lines = lines_of(session, number)
    check_open(act, (line.status for line in lines))
    if version is not None and version != authorization.version:
        raise StaleError(_meanwhile(session, number, version, wanted or {}), field="senha")
    return Entry(authorization, lines, state_of(authorization, lines))


@rule("AP-002", "AP-140")
def write(
    session: Session,
    desk: Desk,
    actor: Actor,
    entry: Entry,
    act: str,
    text: str,
    *,
    procedure_code: str = "",
    responsible: str = "",
    extra: Mapping[str, Any] | None = None,
) -> AuthorizationEvent:
    """Write what was changed: the state of the whole off its lines, the next version, the entry.

    `responsible` is who authorised; empty for who typed it.
    """
    authorization = entry.authorization
    _check_validity(desk, entry)
    authorization.status = whole_status(line.status for line in entry.lines)
    authorization.version = entry.before.version + 1
    session.add(authorization)
    session.flush()
    for line in entry.lines:
        session.add(line)
    session.flush()
    data = {**difference(entry.before, state_of(authorization, entry.lines)), **(extra or {})}
    event = _event(session, desk, actor, authorization.number, act, text, data)
    event.procedure_code = procedure_code
    event.responsible_number, event.responsible_name, event.responsible_area = _who(
        session, responsible or actor.operator_number
    )
    session.add(event)
    session.flush()
    entry.before = state_of(authorization, entry.lines)
    return event


def note(session: Session, desk: Desk, actor: Actor, number: str, action: str, text: str) -> AuthorizationEvent:
    """An entry that changes nothing: a paper printed, a reanalysis asked for."""
    version = session.get_one(Authorization, number).version
    event = _event(session, desk, actor, number, action, text, {"at_version": version})
    session.add(event)
    session.flush()
    return event


def played(events: Iterable[AuthorizationEvent]) -> list[dict[str, Any]]:
    """The data of the entries that changed something, for `replay`."""
    data = [json.loads(event.data) for event in events]
    return [entry for entry in data if "version" in entry]


def _check_validity(desk: Desk, entry: Entry) -> None:
    """206: nobody gives an authorization a validity beyond its term; what another system gave is left alone."""
    issued, until = entry.authorization.issued_on, entry.authorization.valid_until
    if (issued.isoformat(), until.isoformat()) == tuple(entry.before.whole.get(name) for name in _TERM):
        return
    check_term(issued, until)
    days = int(desk.rulebook.value("authorization.validity_days", issued))
    if until > add_days(issued, days):
        raise DomainError(f"A VALIDADE NÃO PASSA DE {days} DIAS DA EMISSÃO", field="validade", code="206")


def check_term(issued: date, until: date) -> None:
    """A term does not end before it begins. Raises DomainError on the validity."""
    if until < issued:
        raise DomainError("A VALIDADE É ANTES DA EMISSÃO", field="validade")


def _event(
    session: Session, desk: Desk, actor: Actor, number: str, action: str, text: str, data: Mapping[str, Any]
) -> AuthorizationEvent:
    return AuthorizationEvent(
        authorization_number=number,
        at=desk.clock.now(),
        operator_number=actor.operator_number,
        unit_code=actor.unit_code,
        action=action,
        text=_fitting(sanitise(text)),
        data=json.dumps(data, ensure_ascii=False, sort_keys=True),
    )


def _fitting(text: str) -> str:
    """A text of the length an entry has; one that is cut says so."""
    return text if len(text) <= TEXT_LENGTH else f"{text[: TEXT_LENGTH - 4]} ..."


def _who(session: Session, number: str) -> tuple[str, str, str]:
    """Number, name and area of who authorised (AP-140)."""
    operator = session.get(Operator, number)
    if operator is None:
        return number, "", ""
    unit = session.get(ServiceUnit, operator.unit_code)
    area = "" if unit is None else unit.area or unit.name
    return number, operator.name, area


def _meanwhile(session: Session, number: str, version: int, wanted: Wanted) -> str:
    """What somebody else did to an authorization since a version, beside what this operator wants."""
    events = session.exec(
        select(AuthorizationEvent)
        .where(col(AuthorizationEvent.authorization_number) == number)
        .order_by(col(AuthorizationEvent.id).desc())
    )
    theirs: dict[Place, tuple[str, str]] = {}
    who = ""
    for event in events:
        data = json.loads(event.data)
        if int(data.get("version", 0)) <= version:
            continue
        who = who or event.operator_number
        places = {(0, name): pair for name, pair in data["whole"].items()}
        places |= {(int(n), name): pair for n, pairs in data["lines"].items() for name, pair in pairs.items()}
        for place, (before, after) in places.items():
            theirs[place] = (before, theirs.get(place, (before, after))[1])
    told = [place for place in (*wanted, *theirs) if place in theirs and place[1] in _LABELS]
    if not told:
        return f"{who} MUDOU A AP DESDE QUE VOCÊ A LEU - ENTER RELÊ"
    line, name = place = told[0]
    before, after = theirs[place]
    mine = f"; O SEU É {_shown(wanted[place])}" if place in wanted else ""
    where = f"{_LABELS[name]} {line}" if line else _LABELS[name]
    now = f"ESTÁ {_shown(after)}{mine} - ENTER RELÊ"
    says = f"{who} MUDOU: {where} ERA {_shown(before)}, {now}"
    return says if len(says) <= MESSAGE_LENGTH else f"{who} MUDOU: {where} {now}"


_LABELS = {
    "valid_until": "VALIDADE",
    "issued_on": "EMISSÃO",
    "attendance_type": "TA",
    "quantity": "QT",
    "status": "SITUAÇÃO",
    "planned_on": "PREVISTA",
    "daily_rates": "DIÁRIAS",
}


def _shown(value: Any) -> str:
    text = str(value or "-")
    try:
        return format_date(date.fromisoformat(text))
    except ValueError:
        return text.upper()


def sequence_of(lines: Sequence[AuthorizationLine]) -> int:
    """The position of the next line of an authorization."""
    return max((line.position for line in lines), default=0) + 1
