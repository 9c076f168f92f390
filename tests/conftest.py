"""What every test may use: a demo desk of its own, and a terminal signed on to it."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher

from desk.domain.access import service as access
from desk.domain.access.service import enter_without_password
from desk.domain.context import Actor, Desk
from desk.domain.kernel.clock import FixedClock, MovableClock
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.founding import open_store
from desk.opening import Launch, ensure_demo
from desk.screens.host import DeskHost
from desk.screens.station import Station
from desk.settings import load
from desk.terminal.headless import HeadlessTerminal

DEMO_DAY = date(2007, 5, 15)
MORNING = datetime(2007, 5, 15, 13, 0, tzinfo=UTC)
"""10:00 at the desk."""

ATTENDANT = Actor("A100001", "ATD", "0107", "TEST", "ATENDENTE MODELO")
SENIOR = Actor("A100002", "SEN", "0107", "TEST", "SÊNIOR MODELO")
CONSULTANT = Actor("A100003", "CON", "0107", "TEST", "CONSULTOR MODELO")
SUPERVISOR = Actor("A100004", "SUP", "0107", "TEST", "SUPERVISÃO MODELO")

AURORA = "9990100001234501"
"""Paid up, nothing against her: the member for whom things simply work."""


@dataclass
class KeptDrafts:
    """Drafts in memory, as plain as a file keeps them."""

    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)

    def load(self, operator_number: str) -> dict[str, dict[str, Any]]:
        return dict(self.drafts.get(operator_number, {}))

    def save(self, operator_number: str, session: str, draft: Any) -> None:
        mine = self.drafts.setdefault(operator_number, {})
        mine.pop(session, None)
        mine[session] = json.loads(json.dumps(draft))

    def clear(self, operator_number: str, session: str) -> None:
        self.drafts.get(operator_number, {}).pop(session, None)

    def newest(self, operator_number: str = "A100001") -> dict[str, Any]:
        """The draft saved last."""
        return list(self.drafts[operator_number].values())[-1]


shipped_hasher = access._hasher
"""What hashes passwords outside the tests."""


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Hashing is slow by design; the tests hash the same way at a fraction of the cost."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    patch = pytest.MonkeyPatch()
    patch.setattr(access, "_hasher", lambda: quick)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The rulebook as shipped."""
    return Rulebook.load()


@pytest.fixture(scope="session")
def demo_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo database, made once a run; tests copy it."""
    home = tmp_path_factory.mktemp("demo")
    launch = Launch(load({"DESK_HOME": str(home)}), demo=True)
    ensure_demo(launch)
    return home / "demo.db"


@pytest.fixture
def demo_file(demo_template: Path, tmp_path: Path) -> Path:
    """A demo database of this test's own."""
    copy = tmp_path / "demo.db"
    shutil.copy(demo_template, copy)
    return copy


@pytest.fixture
def clock() -> FixedClock:
    """The morning of the demo day; a test may move it by setting `moment`."""
    return FixedClock(MORNING)


@pytest.fixture
def desk(demo_file: Path, clock: FixedClock, rulebook: Rulebook) -> Iterator[Desk]:
    """A desk over a demo database, on the morning of the demo day."""
    opened = Desk(open_store(f"sqlite:///{demo_file}"), rulebook, clock, demo_file.parent / "impressos")
    yield opened
    opened.store.close()


@pytest.fixture
def drafts() -> KeptDrafts:
    """Where sessions of this test keep their drafts."""
    return KeptDrafts()


SignOn = Callable[..., HeadlessTerminal]


@pytest.fixture
def sign_on(desk: Desk, drafts: KeptDrafts) -> SignOn:
    """Make a terminal: `sign_on("A100004", on=date(...))`; with no operator, the sign-on panel."""

    def make(operator: str | None = "A100001", on: date | None = None) -> HeadlessTerminal:
        if on is not None:
            desk.clock = MovableClock(on)
        station = Station(terminal="TEST", unit_code="0107", environment="DEMO", clock=desk.clock)
        host = DeskHost(lambda: desk, station, drafts)
        terminal = HeadlessTerminal(host)
        if operator is not None:
            actor = enter_without_password(desk, number=operator, terminal="TEST")
            terminal.keyboard.answer(host.sign_in(actor))
        return terminal

    return make


@pytest.fixture
def terminal(sign_on: SignOn) -> HeadlessTerminal:
    """An attendant's terminal at the menu."""
    return sign_on()
