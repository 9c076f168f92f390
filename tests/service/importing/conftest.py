"""Databases to import into."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.domain.context import HOUSE, Desk
from desk.domain.importing.service import import_folder
from desk.domain.kernel.clock import FixedClock
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.founding import found, open_store
from desk.domain.store.kinds import DatabaseKind
from desk.domain.store.unit_of_work import Store
from tests.conftest import MORNING
from tests.service.importing.folders import EXAMPLE


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once; tests copy it."""
    path = tmp_path_factory.mktemp("empty") / "desk.db"
    store = Store(f"sqlite:///{path}")
    found(store, DatabaseKind.PRODUCTION)
    store.close()
    return path


@pytest.fixture
def empty(empty_template: Path, tmp_path: Path, clock: FixedClock, rulebook: Rulebook) -> Iterator[Desk]:
    """A desk with nothing registered."""
    yield from _copied(empty_template, tmp_path / "empty.db", clock, rulebook)


@pytest.fixture(scope="session")
def loaded_template(empty_template: Path, rulebook: Rulebook) -> Path:
    """A database that holds the example, imported once; tests copy it."""
    path = empty_template.with_name("loaded.db")
    for opened in _copied(empty_template, path, FixedClock(MORNING), rulebook):
        assert not import_folder(opened, HOUSE, EXAMPLE).refused
    return path


@pytest.fixture
def loaded(loaded_template: Path, tmp_path: Path, clock: FixedClock, rulebook: Rulebook) -> Iterator[Desk]:
    """A desk that holds the example."""
    yield from _copied(loaded_template, tmp_path / "loaded.db", clock, rulebook)


@pytest.fixture(scope="module")
def standing(loaded_template: Path, rulebook: Rulebook) -> Iterator[Desk]:
    """A desk that holds the example, shared by the tests that must leave it as it is."""
    yield from _copied(loaded_template, loaded_template.with_name("standing.db"), FixedClock(MORNING), rulebook)


@pytest.fixture(scope="module")
def bare(empty_template: Path, rulebook: Rulebook) -> Iterator[Desk]:
    """A desk with nothing registered, shared by the tests that must leave it as it is."""
    yield from _copied(empty_template, empty_template.with_name("bare.db"), FixedClock(MORNING), rulebook)


def _copied(template: Path, path: Path, clock: FixedClock, rulebook: Rulebook) -> Iterator[Desk]:
    shutil.copy(template, path)
    opened = Desk(open_store(f"sqlite:///{path}"), rulebook, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to import from."""
    path = tmp_path / "carga"
    path.mkdir()
    return path
