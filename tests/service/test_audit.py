"""The journal: chained, complete, and honest about tampering."""

import sqlite3
from pathlib import Path

import pytest
from sqlmodel import col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.audit.service import record, verify
from desk.domain.context import Desk
from desk.domain.eligibility.member_card import member_card
from desk.domain.enrolment.service import search
from desk.domain.maintenance.service import contact_card
from desk.domain.premium.service import position
from desk.domain.reimbursement.service import claim_position
from tests.conftest import ATTENDANT, AURORA


def actions(desk: Desk) -> list[tuple[str, str]]:
    with desk.store.reading() as session:
        return list(session.exec(select(AuditEvent.action, AuditEvent.subject).order_by(col(AuditEvent.id))))


def test_every_read_of_a_member_is_journalled(any_desk: Desk) -> None:
    before = len(actions(any_desk))
    member_card(any_desk, ATTENDANT, AURORA)
    position(any_desk, ATTENDANT, AURORA)
    contact_card(any_desk, ATTENDANT, AURORA)
    search(any_desk, ATTENDANT, name="aurora")
    claim_position(any_desk, ATTENDANT, "0700123456")
    assert actions(any_desk)[before:] == [
        ("member.read", AURORA),
        ("premium.read", AURORA),
        ("contact.read", AURORA),
        ("member.search", "aurora"),
        ("reimbursement.read", "0700123456"),
    ]


def test_the_chain_holds_and_grows(any_desk: Desk) -> None:
    first = verify(any_desk)
    with any_desk.store.writing() as session:
        record(session, any_desk, ATTENDANT, "test.deed", "x", {"ç": "ã"})
    second = verify(any_desk)
    assert (first.broken_at, second.broken_at) == (0, 0)
    assert second.events == first.events + 1
    assert second.head != first.head


def test_an_event_rolled_back_with_its_deed_leaves_no_hole(any_desk: Desk) -> None:
    with pytest.raises(RuntimeError), any_desk.store.writing() as session:
        record(session, any_desk, ATTENDANT, "test.deed", "x")
        raise RuntimeError
    with any_desk.store.writing() as session:
        record(session, any_desk, ATTENDANT, "test.deed", "y")
    assert verify(any_desk).broken_at == 0


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_event SET subject = 'outro' WHERE id = 3",
        "UPDATE audit_event SET data = '{}' WHERE id = 1",
        "UPDATE audit_event SET at = '2001-01-01 00:00:00.000000' WHERE id = 4",
        "DELETE FROM audit_event WHERE id = 2",
    ],
)
def test_whoever_gets_past_the_triggers_still_breaks_the_chain(
    desk: Desk, demo_file: Path, tampering: str
) -> None:
    with sqlite3.connect(demo_file) as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute(tampering)
    assert verify(desk).broken_at in {1, 3, 4}
