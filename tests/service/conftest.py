"""Desks on every engine: SQLite always, PostgreSQL where its server programs are on the machine."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from desk.domain.context import Desk
from desk.domain.kernel.clock import FixedClock
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.founding import found, open_store
from desk.domain.store.kinds import DatabaseKind
from desk.domain.store.unit_of_work import Store
from desk.domain.training.demo import fill
from tests.conftest import MORNING
from tests.service.postgres import running_server, server_programs

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[str]:
    """The socket folder of a server for this run."""
    programs = server_programs()
    if programs is None:
        pytest.skip("PostgreSQL's server programs (initdb, postgres) are not on this machine")
    with running_server(programs) as folder:
        yield folder


@pytest.fixture(scope="session")
def postgres_template(postgres_socket: str, rulebook: Rulebook) -> str:
    """The name of a database that holds the demo; tests copy it."""
    _create(postgres_socket, "template_demo")
    store = Store(_url(postgres_socket, "template_demo"))
    found(store, DatabaseKind.DEMO)
    fill(Desk(store, rulebook, FixedClock(MORNING)))
    store.close()
    return "template_demo"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, demo_template: Path, tmp_path: Path) -> str:
    """The URL of a demo database of this test's own, on each engine."""
    if request.param == "sqlite":
        shutil.copy(demo_template, tmp_path / "demo.db")
        return f"sqlite:///{tmp_path / 'demo.db'}"
    socket = request.getfixturevalue("postgres_socket")
    name = f"demo_{next(_numbers)}"
    _create(socket, name, request.getfixturevalue("postgres_template"))
    return _url(socket, name)


@pytest.fixture
def any_desk(url: str, clock: FixedClock, rulebook: Rulebook, tmp_path: Path) -> Iterator[Desk]:
    """A demo desk on each engine."""
    opened = Desk(open_store(url), rulebook, clock, tmp_path / "impressos")
    yield opened
    opened.store.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a place without a database yet, on each engine."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'new.db'}"
    socket = request.getfixturevalue("postgres_socket")
    name = f"empty_{next(_numbers)}"
    _create(socket, name)
    return _url(socket, name)


def _url(socket: str, name: str) -> str:
    return f"postgresql://desk@/{name}?host={socket}"


def _create(socket: str, name: str, template: str = "template0") -> None:
    with psycopg.connect(f"postgresql://desk@/postgres?host={socket}", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[arg-type]
