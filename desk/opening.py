"""Putting a desk together: settings, database, rulebook, clock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk.domain.kernel.clock import Clock, MovableClock, SystemClock
from desk.domain.kernel.errors import DomainError
from desk.screens.station import Station
from desk.settings import Settings

if TYPE_CHECKING:
    from desk.domain.context import Desk

DEMO, TRAINING = "DEMO", "TREINO"


@dataclass(frozen=True, slots=True)
class Launch:
    """What was asked for on the command line: settings, demo or not, another database, another day."""

    settings: Settings
    demo: bool = False
    database: str = ""
    business_date: date | None = None

    @property
    def url(self) -> str:
        """The database to open."""
        return self.database or (self.settings.demo_url if self.demo else self.settings.database_url)


def station_for(launch: Launch) -> Station:
    """The station of a launch. Of a demo it is known before its database is opened, so that SIGN paints first."""
    from desk.domain.store.kinds import DatabaseKind
    from desk.domain.store.peek import kind_of
    from desk.domain.training.offer import demo_dates, demo_operators

    clock: Clock = SystemClock()
    environment = ""
    unit = launch.settings.unit
    if launch.demo:
        environment = DEMO
        clock = MovableClock(launch.business_date or demo_dates()[0].date)
        unit = unit or demo_operators()[0].unit
    elif launch.business_date is not None or kind_of(launch.url) is DatabaseKind.TRAINING:
        environment, clock = TRAINING, MovableClock(launch.business_date or clock.today())
    return Station(
        terminal=launch.settings.terminal,
        unit_code=unit,
        environment=environment,
        theme=launch.settings.theme,
        clock=clock,
    )


def opener(launch: Launch, station: Station) -> Callable[[], "Desk"]:
    """How to open the desk of a launch when it is first needed."""

    def open_desk() -> "Desk":
        from desk.domain.context import Desk
        from desk.domain.rulebook.parameters import Rulebook
        from desk.domain.store.founding import open_store
        from desk.domain.store.kinds import DatabaseKind

        if launch.demo:
            ensure_demo(launch)
        rulebook = Rulebook.load(override=launch.settings.rulebook)
        desk = Desk(open_store(launch.url), rulebook, station.clock, launch.settings.print_folder)
        if isinstance(station.clock, MovableClock) and desk.kind is DatabaseKind.PRODUCTION:
            raise DomainError("A DATA SÓ PODE SER MUDADA EM BASE DE DEMONSTRAÇÃO OU TREINAMENTO")
        if launch.demo and desk.kind is not DatabaseKind.DEMO:
            raise DomainError("ESTA BASE NÃO É DE DEMONSTRAÇÃO")
        return desk

    return open_desk


def ensure_demo(launch: Launch) -> None:
    """The demo database of this user, made when it is not there yet; by one process even when many ask."""
    from desk.domain.store.engine import sqlite_path
    from desk.domain.store.writer_queue import WriterQueue

    path = sqlite_path(launch.url)
    if path is None or path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with WriterQueue(path.with_name(path.name + ".nova")):
        if not path.exists():
            _make_demo(path)


def _make_demo(path: Path) -> None:
    """Built aside and moved into place whole, so that an interrupted start leaves no half demo."""
    from desk.domain.context import Desk
    from desk.domain.rulebook.parameters import Rulebook
    from desk.domain.store.founding import found
    from desk.domain.store.kinds import DatabaseKind
    from desk.domain.store.schema import backup
    from desk.domain.store.unit_of_work import Store
    from desk.domain.training.demo import fill
    from desk.domain.training.offer import demo_dates

    aside = path.with_name(f"{path.stem}.fazendo{path.suffix}")
    for leftover in path.parent.glob(aside.name + "*"):
        leftover.unlink()
    store = Store(f"sqlite:///{aside}")
    found(store, DatabaseKind.DEMO)
    fill(Desk(store, Rulebook.load(), MovableClock(demo_dates()[0].date)))
    whole = backup(store, "pronta")
    store.close()
    assert whole is not None
    whole.replace(path)
    for leftover in path.parent.glob(aside.name + "*"):
        leftover.unlink()
