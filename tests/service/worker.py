"""A process that concludes authorizations: `python -m tests.service.worker URL FIRST COUNT`.

Says each number as soon as it is given, and waits for a line on standard input before it begins. The same
index always asks for the same form under the same key.
"""

import sys
from collections.abc import Callable

from desk.domain.authorization.service import conclude
from desk.domain.context import Actor, Desk
from desk.domain.kernel.clock import FixedClock
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.founding import open_store
from tests.conftest import MORNING
from tests.service.forms import a_form

MEMBERS = (
    "9990100001234501", "9990100006005301", "9990100006008801", "9990100006009601", "9990100006010001",
    "9990100006012601", "9990100006111401", "9990100006015001", "9990100006016901", "9990100006017701",
    "9990100006018501", "9990100006019301", "9990100006019302", "9990100006020701", "9990100006021501",
    "9991000009001001", "9991000009001002", "9994100009202801",
)  # fmt: skip
PROCEDURES = (
    "90040018", "28060601", "28062400", "36010197", "36010200", "36010219", "22010394", "25080016", "25080024",
    "25090011", "25090046", "25090070",
)  # fmt: skip
FORMS = len(MEMBERS) * len(PROCEDURES)
"""How many forms there are that do not stand in each other's way."""


def conclude_forms(
    url: str, first: int, count: int, ready: Callable[[], None], say: Callable[[str], None]
) -> None:
    """Open the database, wait until everybody is ready, and conclude COUNT forms from FIRST on."""
    desk = Desk(open_store(url), Rulebook.load(), FixedClock(MORNING))
    actor = Actor("A100001", "ATD", "0107", f"W{first}")
    ready()
    for index in range(first, first + count):
        form = a_form(member=MEMBERS[index % len(MEMBERS)], procedure=PROCEDURES[index // len(MEMBERS)])
        done = conclude(desk, actor, form, submission=f"form-{index}")
        decision = done.examination.concession.decision
        say(done.number or f"blocked {decision.codes} {decision.routes}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _ready() -> None:
    _say("ready")
    sys.stdin.readline()


if __name__ == "__main__":
    conclude_forms(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), _ready, _say)
