"""Many processes at one database."""

import multiprocessing
from dataclasses import replace

import pytest
from sqlmodel import col, select

from desk.domain.audit.service import verify
from desk.domain.authorization.model import Authorization, AuthorizationLine
from desk.domain.context import Desk
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import StaleError
from desk.domain.maintenance.rules import Identity
from desk.domain.maintenance.service import change_contact, contact_card, contact_changes
from tests.conftest import ATTENDANT, AURORA, SENIOR
from tests.service.worker import conclude_forms

WORKERS = 16
EACH = 6


def run_workers(url: str, spans: list[tuple[int, int]]) -> list[list[str]]:
    """A process a span, all beginning together; what each said."""
    processes = multiprocessing.get_context("fork")
    together = processes.Barrier(len(spans))
    lines: list[multiprocessing.SimpleQueue[str]] = [processes.SimpleQueue() for _ in spans]
    workers = [
        processes.Process(target=conclude_forms, args=(url, first, count, together.wait, queue.put))
        for (first, count), queue in zip(spans, lines, strict=True)
    ]
    for worker in workers:
        worker.start()
    said = [[queue.get() for _ in range(count)] for (_, count), queue in zip(spans, lines, strict=True)]
    for worker in workers:
        worker.join()
    assert all(worker.exitcode == 0 for worker in workers)
    return said


def test_sixteen_processes_give_every_senha_once_and_lose_none(any_desk: Desk, url: str) -> None:
    said = run_workers(url, [(worker * EACH, EACH) for worker in range(WORKERS)])
    numbers = sorted(number for lines in said for number in lines)
    assert numbers == [f"07/{4402 + n:06d}" for n in range(WORKERS * EACH)]
    with any_desk.store.reading() as session:
        stored = session.exec(select(Authorization.number).where(col(Authorization.number) > "07/004401")).all()
        lines = session.exec(
            select(AuthorizationLine.authorization_number).where(
                col(AuthorizationLine.authorization_number) > "07/004401"
            )
        ).all()
    assert sorted(stored) == numbers
    assert sorted(lines) == numbers
    assert verify(any_desk).broken_at == 0


def test_the_same_forms_from_many_terminals_are_each_issued_once(any_desk: Desk, url: str) -> None:
    said = run_workers(url, [(0, 4)] * 6)
    assert all(lines == said[0] for lines in said), "every terminal hears the same numbers"
    assert sorted(said[0]) == [f"07/{4402 + n:06d}" for n in range(4)]


def test_two_operators_changing_one_address_the_second_is_told(any_desk: Desk) -> None:
    sure = Identity(True, True, True)
    mine, theirs = contact_card(any_desk, ATTENDANT, AURORA), contact_card(any_desk, SENIOR, AURORA)
    first = change_contact(
        any_desk,
        SENIOR,
        member_number=AURORA,
        contact=replace(theirs.contact, street_number="111"),
        identity=sure,
        version=theirs.version,
    )
    assert first.outcome is Outcome.ALLOWED
    with pytest.raises(StaleError, match=r"'111'.*'222'"):
        change_contact(
            any_desk,
            ATTENDANT,
            member_number=AURORA,
            contact=replace(mine.contact, street_number="222"),
            identity=sure,
            version=mine.version,
        )
    assert contact_card(any_desk, ATTENDANT, AURORA).contact.street_number == "111"
    assert len(contact_changes(any_desk, AURORA[:14])) == 1
