"""Writing and verifying the journal."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.context import Actor, Desk

GENESIS = "0" * 64
"""The chain value before the first event."""
_APPEND = insert(AuditEvent)
_COLUMNS = ("id", "at", "operator_number", "unit_code", "terminal", "action", "subject", "data")
_SAID = attrgetter(*_COLUMNS)
_LAST = select(AuditEvent.id, AuditEvent.chain).order_by(col(AuditEvent.id).desc()).limit(1)


def record(
    session: Session,
    desk: Desk,
    actor: Actor,
    action: str,
    subject: str,
    data: Mapping[str, Any] | None = None,
) -> int:
    """Append one event to the journal inside the caller's transaction, chained to the one before; its number."""
    last = session.exec(_LAST).first()
    number, before = last or (0, GENESIS)
    entry = (
        number + 1,
        desk.clock.now(),
        actor.operator_number,
        actor.unit_code,
        actor.terminal,
        action,
        subject,
        json.dumps(data or {}, ensure_ascii=False, sort_keys=True, default=str),
    )
    row = dict(zip(_COLUMNS, entry, strict=True)) | {"chain": link(before, *entry)}
    session.connection().execute(_APPEND, row)
    return number + 1


def record_read(
    desk: Desk, actor: Actor, action: str, subject: str, data: Mapping[str, Any] | None = None
) -> None:
    """Journal that a person's data were looked at, in a transaction of its own."""
    with desk.store.writing() as session:
        record(session, desk, actor, action, subject, data)


def link(before: str, number: int, at: datetime, *said: str) -> str:
    """The chain value of an event after another: SHA-256 over all it says, in the order of its columns."""
    whole = [before, number, at.isoformat(timespec="microseconds"), *said]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()


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
            if event.id != expected or event.chain != link(before, *_SAID(event)):
                return Verification(count, event.id, before)
            before, expected = event.chain, expected + 1
    return Verification(count, 0, before)
