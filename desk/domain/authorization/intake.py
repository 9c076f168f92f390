"""Authorizations of another system: what an import made of them goes into their history; payments close them."""

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from sqlmodel import Session, col, select

from desk.domain.authorization.ledger import played
from desk.domain.authorization.model import Authorization, AuthorizationEvent, AuthorizationLine
from desk.domain.authorization.replay import State, difference, replay, state_of
from desk.domain.context import Actor, Desk
from desk.domain.rulebook.catalogue import rule

IMPORT = "import"
"""The action of an entry that another system answers for; the table of states does not bind it."""

_CHUNK = 500


@rule("AP-140")
def take_in(session: Session, desk: Desk, actor: Actor, numbers: Collection[str]) -> int:
    """An entry for every authorization whose rows are not what its history says; how many there were.

    Inside the transaction of the import: the first entry of a new one, or what a later import changed.
    """
    written = 0
    for chunk in _chunks(sorted(numbers)):
        rows = {
            row.number: row
            for row in session.exec(select(Authorization).where(col(Authorization.number).in_(chunk)))
        }
        lines: dict[str, list[AuthorizationLine]] = {number: [] for number in rows}
        for line in session.exec(
            select(AuthorizationLine).where(col(AuthorizationLine.authorization_number).in_(chunk))
        ):
            lines[line.authorization_number].append(line)
        events: dict[str, list[AuthorizationEvent]] = {number: [] for number in rows}
        for event in session.exec(
            select(AuthorizationEvent)
            .where(col(AuthorizationEvent.authorization_number).in_(chunk))
            .order_by(col(AuthorizationEvent.id))
        ):
            events[event.authorization_number].append(event)
        for number, authorization in sorted(rows.items()):
            before = replay(played(events[number]))
            after = state_of(authorization, lines[number])
            if after == before:
                continue
            authorization.version = before.version + 1
            session.add(_entry(desk, actor, authorization, before, state_of(authorization, lines[number])))
            written += 1
    session.flush()
    return written


def _entry(
    desk: Desk, actor: Actor, authorization: Authorization, before: State, after: State
) -> AuthorizationEvent:
    said = "EMITIDA EM OUTRO SISTEMA" if not before.version else "ALTERADA EM OUTRO SISTEMA"
    return AuthorizationEvent(
        authorization_number=authorization.number,
        at=desk.clock.now(),
        operator_number=actor.operator_number,
        unit_code=actor.unit_code,
        action=IMPORT,
        text=said,
        data=json.dumps(difference(before, after), ensure_ascii=False, sort_keys=True),
    )


def _chunks(numbers: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(numbers)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
