"""A queue for writers of one SQLite file: who comes first writes first, and nobody waits for ever.

SQLite's own busy time-out is no queue: with sixteen writers its worst wait is a hundred times longer than
that of a file lock taken before BEGIN.
"""

import fcntl
import threading
from pathlib import Path
from types import TracebackType

from desk.domain.kernel.errors import DomainError

WAIT_SECONDS = 15.0
"""How long a writer stands in the queue before it gives up and says so."""


class WriterQueue:
    """An exclusive lock on a side file, re-opened for each writer so that threads queue too.

    The waiter blocks in a thread of its own, so that a stopped holder costs a message and not the session.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()

    def __enter__(self) -> None:
        file = self._path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            granted = threading.Event()
            abandoned = threading.Event()

            def stand_in_line() -> None:
                fcntl.flock(file, fcntl.LOCK_EX)
                granted.set()
                if abandoned.is_set():
                    file.close()

            threading.Thread(target=stand_in_line, name="desk-writer-queue", daemon=True).start()
            if not granted.wait(WAIT_SECONDS):
                abandoned.set()
                raise DomainError("BASE OCUPADA POR OUTRO TERMINAL - NADA FOI GRAVADO, TENTE DE NOVO") from None
        self._local.file = file

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._local.file.close()
