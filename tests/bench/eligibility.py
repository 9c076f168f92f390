"""A whole eligibility decision on 200,000 members' data: CPU, and how much of it is outside SQL."""

import random
import time
from collections.abc import Iterator

from sqlalchemy import event

from desk.domain.access.service import enter_without_password
from desk.domain.context import Desk
from desk.domain.counter.care import CareRequest, may_have
from desk.domain.kernel.clock import FixedClock
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.founding import open_store
from tests.bench.figures import Figure, median, percentile
from tests.bench.population import people, population
from tests.conftest import DEMO_DAY, MORNING

QUESTIONS = 300
SERVICES = ("90030012", "15020037", "25010050", "00010014", "companion", "home_care")


def eligibility() -> Iterator[Figure]:
    """Facts gathered, every rule tried, the first allowed day found, the read journalled."""
    desk = Desk(open_store(f"sqlite:///{population()}"), Rulebook.load(), FixedClock(MORNING))
    actor = enter_without_password(desk, number="A100001", terminal="BENCH")
    in_sql = _Meter()
    event.listen(desk.store.engine, "before_cursor_execute", in_sql.begins)
    event.listen(desk.store.engine, "after_cursor_execute", in_sql.ends)
    chosen = random.Random(31).sample(list(people()), QUESTIONS)
    used, outside, waited = [], [], []
    for number, (member, _) in enumerate(chosen):
        request = CareRequest(member, SERVICES[number % len(SERVICES)], DEMO_DAY, "5")
        in_sql.spent = 0.0
        wall, cpu = time.perf_counter(), time.process_time()
        may_have(desk, actor, request)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        if number >= len(SERVICES):
            used.append(cpu * 1000)
            waited.append(wall * 1000)
            outside.append(1 - in_sql.spent / cpu)
    desk.store.close()
    yield Figure("eligibility.cpu", median(used), "ms", 5, note="member, service, day: facts, rules, journal")
    yield Figure("eligibility.p99", percentile(waited, 0.99), "ms", note="by the clock, the commit included")
    yield Figure("eligibility.outside_sql", median(outside), "", note="share of the CPU")


class _Meter:
    """The CPU spent inside the database driver."""

    def __init__(self) -> None:
        self.spent = 0.0
        self._since = 0.0

    def begins(self, *_: object) -> None:
        self._since = time.process_time()

    def ends(self, *_: object) -> None:
        self.spent += time.process_time() - self._since
