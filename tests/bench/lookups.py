"""Finding one person among 200,000: by identification and by two parts of a name, against bare SQL."""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from desk.domain.access.service import enter_without_password
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.service import search
from desk.domain.kernel.clock import FixedClock
from desk.domain.kernel.text import name_tokens
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.engine import sqlite_module
from desk.domain.store.founding import open_store
from desk.screens.host import DeskHost
from desk.screens.station import Station
from desk.terminal.headless import HeadlessTerminal
from tests.bench.figures import Figure, median, percentile
from tests.bench.population import PEOPLE, people, population
from tests.conftest import MORNING

LOOKUPS = 300
COLUMNS = """SELECT member.*, policy.*, plan.* FROM member
JOIN policy ON policy.holder_number = member.holder_number JOIN plan ON plan.code = policy.plan_code """
BY_NUMBER = COLUMNS + "WHERE member.member_number = ?"
BY_NAME = (
    COLUMNS
    + """WHERE member.member_number IN (
SELECT a.member_number FROM member_name_token a WHERE a.token >= ? AND a.token < ? AND EXISTS (
SELECT 1 FROM member_name_token b WHERE b.member_number = a.member_number AND b.token >= ? AND b.token < ?)
LIMIT 97) ORDER BY member.search_name, member.member_number"""
)


def lookups() -> Iterator[Figure]:
    """Each kind of lookup whole, with its entry in the journal; and what an attendant waits for at ENTER."""
    path = population()
    desk = Desk(open_store(f"sqlite:///{path}"), Rulebook.load(), FixedClock(MORNING))
    actor = enter_without_password(desk, number="A100001", terminal="BENCH")
    chosen = random.Random(15).sample(list(people()), LOOKUPS)
    raw: sqlite3.Connection = sqlite_module().connect(path)
    raw.execute("CREATE TABLE raw_commit (id INTEGER PRIMARY KEY, text TEXT)")
    raw.commit()
    raw.execute("PRAGMA synchronous=FULL")
    numbers = [number for number, _ in chosen]
    parts = [_two_parts(name) for _, name in chosen]
    bare_number = _times(numbers, lambda number: raw.execute(BY_NUMBER, (number,)).fetchall())
    bare_name = _times(parts, lambda two: raw.execute(BY_NAME, _bounds(two)).fetchall())
    commit = _times(numbers, lambda number: _commit(raw, number))
    ours_number = _times(numbers, lambda number: _found(search(desk, actor, member_number=number).members))
    ours_name = _times(parts, lambda two: _found(search(desk, actor, name=" ".join(two)).members))
    panel = _times(numbers, _mcaa(desk, actor))
    yield Figure("lookup.people", PEOPLE, "people")
    for name, ours, bare in (("identification", ours_number, bare_number), ("name", ours_name, bare_name)):
        yield Figure(f"lookup.{name}.median", median(ours), "ms", note="journal entry committed")
        yield Figure(f"lookup.{name}.p99", percentile(ours, 0.99), "ms")
        yield Figure(f"lookup.{name}.raw", median(bare), "ms", note="the bare sqlite3 query")
        yield Figure(f"lookup.{name}.ratio", median(ours) / median(bare), "times", note="to the bare query")
        both = median(bare) + median(commit)
        yield Figure(
            f"lookup.{name}.ratio_journalled",
            median(ours) / both,
            "times",
            note="to bare query and one bare commit",
        )
    yield Figure("lookup.panel.median", median(panel), "ms", note="MCAA: ENTER to the answered panel")
    yield Figure("lookup.panel.p99", percentile(panel, 0.99), "ms")
    desk.store.close()


def _times(subjects: Sequence[Any], call: Callable[[Any], object]) -> list[float]:
    """Milliseconds of each call, after a few that warm up."""
    for subject in subjects[:5]:
        call(subject)
    times = []
    for subject in subjects:
        began = time.perf_counter()
        call(subject)
        times.append((time.perf_counter() - began) * 1000)
    return times


def _commit(raw: sqlite3.Connection, text: str) -> None:
    raw.execute("INSERT INTO raw_commit (text) VALUES (?)", (text,))
    raw.commit()


def _found(members: Sequence[object]) -> None:
    assert members, "the lookup must find somebody"


def _two_parts(name: str) -> tuple[str, str]:
    _, middle, last, _ = name_tokens(name)
    return middle, last


def _bounds(two: tuple[str, str]) -> tuple[str, ...]:
    return tuple(bound for token in two for bound in (token, token + "\U0010ffff"))


def _mcaa(desk: Desk, actor: Actor) -> Callable[[str], None]:
    host = DeskHost(
        lambda: desk, Station(terminal="BENCH", unit_code="0107", environment="DEMO", clock=desk.clock)
    )
    terminal = HeadlessTerminal(host)
    terminal.keyboard.answer(host.sign_in(actor))
    terminal.go("MCAA")

    def look_up(number: str) -> None:
        answer = terminal.step("MCAA", {"identificacao": number}, "ENTER")
        assert answer["message"]["text"].startswith("IDENTIFICAÇÃO LOCALIZADA"), answer["message"]

    return look_up
