"""What tests of the life of an authorization share: issuing one, changing it, comparing rows with history."""

from datetime import date
from typing import Any

from sqlmodel import col, select

from desk.domain.authorization.case import FormLine
from desk.domain.authorization.change import Inclusion, Release, Request, Revision
from desk.domain.authorization.ledger import lines_of, played
from desk.domain.authorization.model import Authorization, AuthorizationEvent, AuthorizationLine
from desk.domain.authorization.replay import State, replay, state_of
from desk.domain.authorization.revision import Revised, apply
from desk.domain.authorization.service import conclude
from desk.domain.authorization.upkeep import Done, bill, exclude
from desk.domain.context import Actor, Desk
from tests.conftest import ATTENDANT
from tests.service.forms import a_form

FIRST, SECOND, THIRD = "90030012", "90030020", "90040018"
"""Services every attendant grants."""


def issued(desk: Desk, *codes: str, actor: Actor = ATTENDANT, key: str = "issue", **changes: Any) -> str:
    """A senha with these services."""
    lines = tuple(FormLine(n, code, 2) for n, code in enumerate(codes or (FIRST,), start=1))
    done = conclude(desk, actor, a_form(lines=lines, **changes), submission=key)
    assert done.number, done.examination.concession.decision.reasons
    return done.number


def version_of(desk: Desk, number: str) -> int:
    """The version of an authorization now."""
    return rows(desk, number)[0].version


def rows(desk: Desk, number: str) -> tuple[Authorization, list[AuthorizationLine]]:
    """The stored rows, the lines in the order they were given."""
    with desk.store.reading() as session:
        return session.get_one(Authorization, number), by_position(lines_of(session, number))


def by_position(lines: list[AuthorizationLine]) -> list[AuthorizationLine]:
    """Lines in the order they were given, whatever became of them."""
    return sorted(lines, key=lambda line: line.position)


def statuses(desk: Desk, number: str) -> tuple[str, list[str]]:
    """The state of the whole and of its lines."""
    authorization, lines = rows(desk, number)
    return authorization.status, [line.status for line in lines]


def history_of(desk: Desk, number: str) -> list[AuthorizationEvent]:
    """The entries, oldest first."""
    with desk.store.reading() as session:
        return list(
            session.exec(
                select(AuthorizationEvent)
                .where(col(AuthorizationEvent.authorization_number) == number)
                .order_by(col(AuthorizationEvent.id))
            )
        )


def told(desk: Desk, number: str) -> tuple[State, State]:
    """What the rows say and what the history says."""
    return state_of(*rows(desk, number)), replay(played(history_of(desk, number)))


def drop(
    desk: Desk, number: str, *positions: int, motive: str = "N", actor: Actor = ATTENDANT, **changes: Any
) -> Done:
    """Exclude lines."""
    given: dict[str, Any] = {
        "note": "NÃO FARÁ",
        "version": version_of(desk, number),
        "submission": f"drop-{number}-{positions}-{motive}-{version_of(desk, number)}",
    }
    return exclude(desk, actor, number, positions=positions, motive=motive, **given | changes)


def a_revision(desk: Desk, number: str, **changes: Any) -> Revision:
    """A revision that changes what is named and nothing else."""
    authorization, _ = rows(desk, number)
    given: dict[str, Any] = {
        "issued_on": authorization.issued_on,
        "valid_until": authorization.valid_until,
        "attendance_type": authorization.attendance_type,
        "planned_on": authorization.planned_on,
        "daily_rates": authorization.daily_rates,
        "quantities": (),
        "note": "PEDIDO DO SEGURADO",
    }
    return Revision(**given | changes)


def change(desk: Desk, number: str, request: Request, *, actor: Actor = ATTENDANT, **changes: Any) -> Revised:
    """Ask for a change under the present version."""
    version = version_of(desk, number)
    given: dict[str, Any] = {"version": version, "submission": f"change-{number}-{version}"}
    return apply(desk, actor, number, request, **given | changes)


def add(
    desk: Desk, number: str, *codes: str, actor: Actor = ATTENDANT, quantity: int = 1, **changes: Any
) -> Revised:
    """Include services."""
    lines = tuple(FormLine(n, code, quantity) for n, code in enumerate(codes, start=1))
    release = changes.pop("release", Release())
    return change(desk, number, Inclusion(lines, "ACRESCENTADO AO PEDIDO", release), actor=actor, **changes)


def pay(desk: Desk, number: str, code: str, on: date = date(2007, 5, 20), actor: Actor = ATTENDANT) -> None:
    """What the accounts department does."""
    with desk.store.writing() as session:
        bill(session, desk, actor, number, code, on)


def actions(desk: Desk, number: str) -> list[str]:
    """The actions in the history."""
    return [event.action for event in history_of(desk, number)]
