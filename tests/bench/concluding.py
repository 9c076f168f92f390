"""Concluding authorizations, alone and eight at once, as a share of bare one-row commits on the same file."""

import itertools
import multiprocessing
import shutil
import time
from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from desk.domain.store.engine import sqlite_module
from tests.bench.figures import TIMES, Figure, median, percentile
from tests.bench.glass import home
from tests.service.worker import conclude_forms

FORMS_IN_ALL = 96
COMMITS_EACH = 100

Worker = Callable[[str, int, int, Barrier, Any], None]


def concluding() -> Iterator[Figure]:
    """The whole conclude: blocks, numbering, lines, history, journal, commit."""
    folder = home("concluding")
    for writers in (1, 8):
        ours, bare, waits = [], [], []
        for run in range(TIMES):
            path = folder / f"{writers}-{run}.db"
            shutil.copy(folder / "demo.db", path)
            sqlite_module().connect(path).execute("CREATE TABLE raw_commit (id INTEGER PRIMARY KEY, text TEXT)")
            rate, _ = _run(path, writers, COMMITS_EACH, _commit_rows)
            bare.append(rate)
            rate, took = _run(path, writers, FORMS_IN_ALL // writers, _conclude)
            ours.append(rate)
            waits += took
        many = f"conclude.{writers}_writer{'s' if writers > 1 else ''}"
        yield Figure(f"{many}.rate", median(ours), "/s")
        yield Figure(f"{many}.raw_rate", median(bare), "/s", note="one-row commits, WAL, synchronous=FULL")
        yield Figure(f"{many}.share", median(ours) / median(bare), "", note="of the bare commit rate")
        yield Figure(f"{many}.p99", percentile(waits, 0.99) * 1000, "ms")
        yield Figure(f"{many}.worst", max(waits) * 1000, "ms")


def _run(path: Path, writers: int, each: int, work: Worker) -> tuple[float, list[float]]:
    """Operations a second of all writers together, and how long each operation took."""
    processes = multiprocessing.get_context("fork")
    together, answers = processes.Barrier(writers + 1), processes.SimpleQueue()
    workers = [
        processes.Process(target=work, args=(str(path), index, each, together, answers))
        for index in range(writers)
    ]
    for worker in workers:
        worker.start()
    together.wait()
    began = time.perf_counter()
    took = [seconds for _ in workers for seconds in answers.get()]
    rate = writers * each / (time.perf_counter() - began)
    for worker in workers:
        worker.join()
    return rate, took


def _commit_rows(path: str, index: int, count: int, together: Barrier, answers: Any) -> None:
    raw = sqlite_module().connect(path, timeout=30)
    raw.isolation_level = None
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    together.wait()
    took = []
    for number in range(count):
        began = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO raw_commit (text) VALUES (?)", (f"{index}-{number}",))
        raw.execute("COMMIT")
        took.append(time.perf_counter() - began)
    answers.put(took)


def _conclude(path: str, index: int, count: int, together: Barrier, answers: Any) -> None:
    marks: list[float] = []

    def ready() -> None:
        together.wait()
        marks.append(time.perf_counter())

    def said(line: str) -> None:
        assert line.startswith("07/"), line
        marks.append(time.perf_counter())

    conclude_forms(f"sqlite:///{path}", index * count, count, ready, said)
    answers.put([after - before for before, after in itertools.pairwise(marks)])
