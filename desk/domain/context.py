"""What every use case is given: the desk it runs at and the person who asks."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sqlmodel import col, select

from desk.domain.kernel.clock import Clock
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.kinds import DatabaseKind
from desk.domain.store.meta import DeskMeta
from desk.domain.store.unit_of_work import Store


@dataclass
class Desk:
    """One database with the rulebook and the clock its decisions are made by, and where it prints."""

    store: Store
    rulebook: Rulebook
    clock: Clock
    print_folder: Path | None = None
    """Where printed documents are put; None on a desk that prints nothing."""

    @cached_property
    def kind(self) -> DatabaseKind:
        """What the database is for; it never changes in the life of a database."""
        return DatabaseKind(self.meta("kind"))

    def meta(self, name: str) -> str:
        """A fact the database keeps about itself; empty when it has none of that name."""
        with self.store.reading() as session:
            return session.exec(select(DeskMeta.value).where(col(DeskMeta.name) == name)).first() or ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the operator and role that signed on, the unit they work for and the terminal they sit at."""

    operator_number: str
    role: str
    unit_code: str
    terminal: str
    name: str = ""


HOUSE = Actor(operator_number="DESK", role="", unit_code="", terminal="")
"""The program itself, for deeds that no operator asked for (initialisation, import on the command line)."""
