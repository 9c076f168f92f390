"""A hundred kills in the middle of concluding: all or nothing, every time. Run by `make soak`."""

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlmodel import col, select

from desk.domain.audit.service import verify
from desk.domain.authorization.model import (
    Authorization,
    AuthorizationCounter,
    AuthorizationEvent,
    AuthorizationLine,
    Submission,
)
from desk.domain.context import Desk
from desk.domain.kernel.clock import FixedClock
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.founding import open_store
from tests.conftest import MORNING
from tests.service.worker import FORMS

KILLS = 100


@pytest.mark.soak
def test_a_hundred_kills_leave_all_or_nothing(demo_template: Path, tmp_path: Path, rulebook: Rulebook) -> None:
    dice = random.Random(20070515)
    survived = 0
    for kill in range(KILLS):
        path = tmp_path / f"{kill}.db"
        shutil.copy(demo_template, path)
        url = f"sqlite:///{path}"
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.service.worker", url, "0", str(FORMS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert worker.stdout is not None
        assert worker.stdin is not None
        assert worker.stdout.readline() == "ready\n"
        worker.stdin.write("go\n")
        worker.stdin.flush()
        time.sleep(dice.uniform(0.01, 0.4))
        worker.send_signal(signal.SIGKILL)
        heard = [line for line in worker.stdout.read().split("\n") if line.startswith("07/")]
        worker.wait()
        survived += len(_hold_together(Desk(open_store(url), rulebook, FixedClock(MORNING)), heard))
        for leftover in tmp_path.glob(f"{kill}.db*"):
            leftover.unlink()
    assert survived > KILLS, "the workers were killed before they concluded anything"


def _hold_together(desk: Desk, heard: list[str]) -> list[str]:
    """Every number has its line, history, key and journal, none is missing, and none that was told is lost."""
    with desk.store.reading() as session:
        numbers = sorted(session.exec(select(Authorization.number).where(col(Authorization.number) > "07/004401")))
        counter = session.get_one(AuthorizationCounter, 2007).last_sequence
        keys = sorted(session.exec(select(Submission.result)))
        lines = sorted(
            session.exec(
                select(AuthorizationLine.authorization_number).where(
                    col(AuthorizationLine.authorization_number) > "07/004401"
                )
            )
        )
        events = sorted(session.exec(select(AuthorizationEvent.authorization_number)))
    assert numbers == [f"07/{4402 + n:06d}" for n in range(len(numbers))]
    assert counter == 4401 + len(numbers)
    assert keys == lines == events == numbers
    assert set(heard) <= set(numbers), "a number that was told is lost"
    assert verify(desk).broken_at == 0
    desk.store.close()
    return numbers
