"""Which systems are up, and who may say so."""

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from desk.domain.access.model import Role, System, SystemStatus
from desk.domain.audit.service import record
from desk.domain.context import Actor, Desk
from desk.domain.kernel.errors import DomainError, ForbiddenError

NAMES = {System.EXTRA: "EXTRA", System.AUTOM: "AUTOMAÇÃO"}
"""The systems as the desk calls them."""

_WORDS = {"FORA": False, "NO AR": True}
_MAY_SWITCH = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
_FIELD = "comando"
_UP = select(col(SystemStatus.up)).where(col(SystemStatus.system) == bindparam("system"))


def is_up(session: Session, system: System) -> bool:
    """Whether a system is up: it is until somebody marks it down."""
    return session.exec(_UP, params={"system": system}).first() is not False


def systems_down(desk: Desk) -> tuple[System, ...]:
    """The systems marked down now."""
    with desk.store.reading() as session:
        down = session.exec(select(SystemStatus.system).where(col(SystemStatus.up).is_(False))).all()
    return tuple(system for system in System if system in down)


def notice(down: tuple[System, ...]) -> str:
    """What the heading says of the systems that are down; empty while all are up."""
    return f"{' E '.join(NAMES[system] for system in down)} FORA DO AR" if down else ""


def switch(desk: Desk, actor: Actor, system: System, words: str) -> str:
    """Mark a system down (`FORA`) or up (`NO AR`), journalled; the answer in words.

    Raises ForbiddenError for whoever is neither supervisor nor administrator, DomainError for other words.
    """
    if actor.role not in _MAY_SWITCH:
        raise ForbiddenError(f"SÓ SUPERVISÃO (SUP) OU ADMINISTRAÇÃO (ADM) MUDA {NAMES[system]}", field=_FIELD)
    if words not in _WORDS:
        raise DomainError(f"USE {system} FORA OU {system} NO AR", field=_FIELD)
    up = _WORDS[words]
    state = "NO AR" if up else "FORA DO AR"
    with desk.store.writing() as session:
        if is_up(session, system) is up:
            return f"{NAMES[system]} JÁ ESTAVA {state}"
        status = session.get(SystemStatus, system) or SystemStatus(
            system=system, up=up, changed_at=desk.clock.now(), operator_number=actor.operator_number
        )
        status.up, status.changed_at, status.operator_number = up, desk.clock.now(), actor.operator_number
        session.add(status)
        record(session, desk, actor, "system.up" if up else "system.down", system)
    return f"{NAMES[system]} MARCADA {state}" if system is System.AUTOM else f"{NAMES[system]} MARCADO {state}"
