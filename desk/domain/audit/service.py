"""Writing and verifying the journal."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.context import Actor, Desk

GENESIS = "0" * 64
"""The chain value before the first event."""


def record(
    session: Session,
    desk: Desk,
    actor: Actor,
    action: str,
    subject: str,
    data: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Append one event to the journal inside the caller's transaction, chained to the one before."""
    last = session.exec(
        select(AuditEvent.id, AuditEvent.chain).order_by(col(AuditEvent.id).desc()).limit(1)
    ).first()
    number, before = last or (0, GENESIS)
    event = AuditEvent(
        id=number + 1,
        at=desk.clock.now(),
        operator_number=actor.operator_number,
        unit_code=actor.unit_code,
        terminal=actor.terminal,
        action=action,
        subject=subject,
        data=json.dumps(data or {}, ensure_ascii=False, sort_keys=True, default=str),
        chain="",
    )
    event.chain = link(before, event)
    session.add(event)
    session.flush()
    return event


def record_read(
    desk: Desk, actor: Actor, action: str, subject: str, data: Mapping[str, Any] | None = None
) -> None:
    """Journal that a person's data were looked at, in a transaction of its own."""
    with desk.store.writing() as session:
        record(session, desk, actor, action, subject, data)


def link(before: str, event: AuditEvent) -> str:
    """The chain value of an event after another: SHA-256 over all it says."""
    said = [
        before,
        event.id,
        _moment(event.at),
        event.operator_number,
        event.unit_code,
        event.terminal,
        event.action,
        event.subject,
        event.data,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Verification:
    """What walking the chain found: events read, and the first one that does not fit (0 when all do)."""

    events: int
    broken_at: int
    head: str


def verify(desk: Desk) -> Verification:
    """Walk the whole journal and hold every link against its event."""
    before, expected, count = GENESIS, 1, 0
    with desk.store.reading() as session:
        events = session.exec(select(AuditEvent).order_by(col(AuditEvent.id)).execution_options(yield_per=1000))
        for event in events:
            count += 1
            if event.id != expected or event.chain != link(before, event):
                return Verification(count, event.id, before)
            before, expected = event.chain, expected + 1
    return Verification(count, 0, before)


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")
