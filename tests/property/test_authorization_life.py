"""Any order of acts on authorizations over a real database: rows, history and table never part ways."""

import json
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlmodel import select

from desk.domain.audit.service import verify
from desk.domain.authorization.information import Answer, Asked
from desk.domain.authorization.lifecycle import NEW, TABLE, Act, whole_status
from desk.domain.authorization.model import Authorization, AuthorizationCounter, AuthorizationStatus
from desk.domain.authorization.service import list_authorizations
from desk.domain.context import Desk
from desk.domain.kernel.clock import FixedClock
from desk.domain.kernel.errors import DomainError
from desk.domain.referral.returns import ask_information, bring_answer, decide
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.founding import open_store
from tests.conftest import ATTENDANT, CONSULTANT, DEMO_DAY, MORNING
from tests.service.lifecycle import (
    a_revision,
    add,
    change,
    drop,
    history_of,
    issued,
    pay,
    rows,
    statuses,
    told,
    version_of,
)

CODES = ("90030012", "90030020", "90040018", "28060601", "28062400")
MEMBERS = ("9990100001234501", "9990100006005301", "9990100006008801", "9990100006009601")
"""Attended on the demo day without a block, each with services nobody else of them has."""

codes = st.sampled_from(CODES)
numbers = st.integers(0, 3)


class Life(RuleBasedStateMachine):
    """A desk where anything may be tried on anything; what is refused changes nothing."""

    template: Path
    rulebook: Rulebook

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="life"))
        shutil.copy(self.template, self.folder / "demo.db")
        store = open_store(f"sqlite:///{self.folder / 'demo.db'}")
        self.desk = Desk(store, self.rulebook, FixedClock(MORNING), self.folder)
        with store.reading() as session:
            self.first = session.get_one(AuthorizationCounter, 2007).last_sequence
        self.issued: list[str] = []
        self.touched = ""
        self.moves = 0

    def teardown(self) -> None:
        """No senha lost or doubled, and one journal, whatever was done."""
        with self.desk.store.reading() as session:
            stored = set(session.exec(select(Authorization.number)))
            last = session.get_one(AuthorizationCounter, 2007).last_sequence
        given = [f"07/{n:06d}" for n in range(self.first + 1, last + 1)]
        assert self.issued == given
        assert set(given) <= stored
        assert verify(self.desk).broken_at == 0
        self.desk.store.close()
        shutil.rmtree(self.folder)

    def attempt(self, act: Callable[[], object], number: str) -> None:
        """Try an act; one that is refused leaves the authorization as it was."""
        before = told(self.desk, number)
        self.touched = number
        self.moves += 1
        try:
            act()
        except DomainError:
            assert told(self.desk, number) == before

    def pick(self, n: int) -> str:
        return self.issued[n % len(self.issued)]

    @precondition(lambda self: len(self.issued) < len(MEMBERS))
    @rule(chosen=st.lists(codes, min_size=1, max_size=3, unique=True))
    def issue(self, chosen: list[str]) -> None:
        member = MEMBERS[len(self.issued)]
        number = issued(self.desk, *chosen, key=f"issue-{len(self.issued)}", member=member)
        self.issued.append(number)
        self.touched = number

    @precondition(lambda self: self.issued)
    @rule(n=numbers, code=codes)
    def include(self, n: int, code: str) -> None:
        number = self.pick(n)
        self.attempt(lambda: add(self.desk, number, code), number)

    @precondition(lambda self: self.issued)
    @rule(n=numbers, position=st.integers(1, 4), motive=st.sampled_from("TNE"))
    def exclude(self, n: int, position: int, motive: str) -> None:
        number = self.pick(n)
        self.attempt(lambda: drop(self.desk, number, position, motive=motive), number)

    @precondition(lambda self: self.issued)
    @rule(n=numbers)
    def cancel(self, n: int) -> None:
        number = self.pick(n)
        every = [line.position for line in rows(self.desk, number)[1]]
        self.attempt(lambda: drop(self.desk, number, *every), number)

    @precondition(lambda self: self.issued)
    @rule(n=numbers, days=st.integers(-5, 5), until=st.one_of(st.none(), st.integers(0, 40)))
    def revalidate(self, n: int, days: int, until: int | None) -> None:
        number, day = self.pick(n), DEMO_DAY + timedelta(days=days)
        valid = None if until is None else day + timedelta(days=until)
        request = a_revision(self.desk, number, issued_on=day, valid_until=valid)
        self.attempt(lambda: change(self.desk, number, request), number)

    @precondition(lambda self: self.issued)
    @rule(n=numbers, position=st.integers(1, 3), quantity=st.integers(1, 5), attendance=st.sampled_from("25"))
    def alter(self, n: int, position: int, quantity: int, attendance: str) -> None:
        number = self.pick(n)
        request = a_revision(self.desk, number, quantities=((position, quantity),), attendance_type=attendance)
        self.attempt(lambda: change(self.desk, number, request), number)

    @precondition(lambda self: self.issued)
    @rule(n=numbers, code=codes)
    def bill(self, n: int, code: str) -> None:
        number = self.pick(n)
        self.attempt(lambda: pay(self.desk, number, code), number)

    @precondition(lambda self: self.issued)
    @rule(n=numbers)
    def ask_for_information(self, n: int) -> None:
        number = self.pick(n)
        self.attempt(
            lambda: ask_information(
                self.desk,
                CONSULTANT,
                number,
                Asked("ENVIE O LAUDO"),
                version=version_of(self.desk, number),
                submission=f"ask-{self.moves}",
            ),
            number,
        )

    @precondition(lambda self: self.touched and statuses(self.desk, self.touched)[0] == "Complem")
    @rule(n=numbers)
    def answer(self, n: int) -> None:
        number = self.pick(n)
        self.attempt(
            lambda: bring_answer(
                self.desk,
                ATTENDANT,
                number,
                Answer("LAUDO ANEXO", "DR. MODELO FICTÍCIO", "SP000000"),
                version=version_of(self.desk, number),
                submission=f"answer-{self.moves}",
            ),
            number,
        )

    @precondition(lambda self: self.issued)
    @rule(n=numbers, act=st.sampled_from([Act.COMPLETE, Act.REFUSE, Act.REVERSE]))
    def decide_it(self, n: int, act: Act) -> None:
        number = self.pick(n)
        self.attempt(
            lambda: decide(
                self.desk,
                CONSULTANT,
                number,
                act,
                note="ANALISADO",
                version=version_of(self.desk, number),
                submission=f"decide-{self.moves}",
                refusal_code="831",
            ),
            number,
        )

    @invariant()
    def rows_history_and_table_agree(self) -> None:
        if not self.touched:
            return
        desk, number = self.desk, self.touched
        stored, replayed = told(desk, number)
        assert stored == replayed
        authorization, lines = rows(desk, number)
        assert authorization.valid_until <= authorization.issued_on + timedelta(days=30)
        whole, states = statuses(desk, number)
        assert whole == whole_status(states)
        assert len({line.procedure_code for line in lines}) == len(lines)
        shown = list_authorizations(desk, ATTENDANT, number=number).rows
        assert [row.line.status for row in shown] == states
        for event in history_of(desk, number):
            _allowed(event.action, json.loads(event.data))


def _allowed(action: str, data: dict[str, object]) -> None:
    """Every step of every line is one the table has."""
    lines = data.get("lines", {})
    assert isinstance(lines, dict)
    for pairs in lines.values():
        if "status" not in pairs:
            continue
        before, after = pairs["status"]
        acts = [Act.CONCLUDE, Act.REFUSE] if action == Act.CONCLUDE else [Act(action)]
        assert AuthorizationStatus(after) in {TABLE[act][before or NEW] for act in acts}


def test_no_order_of_acts_breaks_an_authorization(demo_template: Path, rulebook: Rulebook) -> None:
    Life.template, Life.rulebook = demo_template, rulebook
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=10,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
