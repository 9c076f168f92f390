"""The real program in a real pseudo-terminal, read back through a terminal emulator."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pyte

PATIENCE = 20.0
"""The most a test waits for the program to say something; far above what it takes."""


class Glass:
    """One run of `desk` on a pty of its own."""

    def __init__(
        self,
        *arguments: str,
        home: Path,
        columns: int = 80,
        rows: int = 24,
        environment: dict[str, str] | None = None,
        command: tuple[str, ...] = (sys.executable, "-m", "desk"),
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        settings = {name: value for name, value in os.environ.items() if not name.startswith(("DESK_", "TEXTUAL"))}
        for name in ("COLORTERM", "NO_COLOR", "COLUMNS", "LINES"):
            settings.pop(name, None)  # a runner of tests sets some of them
        settings |= {"TERM": "xterm-256color", "DESK_HOME": str(home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        settings |= environment or {}
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(command[0], [*command, *arguments], settings)
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal, as a window does."""
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def send(self, data: str | bytes) -> None:
        """Bytes as a terminal sends them."""
        os.write(self.descriptor, data.encode() if isinstance(data, str) else data)

    def read(self, seconds: float = 0.05) -> bytes:
        """Whatever comes within a time; the emulator sees it too."""
        got = b""
        ready, _, _ = select.select([self.descriptor], [], [], seconds)
        if ready:
            with suppress(OSError):
                got = os.read(self.descriptor, 65536)
        if got:
            self.raw += got
            self._stream.feed(got)
        return got

    def settle(self, quiet: float = 0.25) -> bytes:
        """Everything until the program has been quiet for a while."""
        got = b""
        last = time.monotonic()
        while time.monotonic() - last < quiet:
            piece = self.read(0.02)
            if piece:
                got += piece
                last = time.monotonic()
        return got

    def wait_for(self, text: str) -> None:
        """Read until a text stands on the glass. Fails with the glass when it never does."""
        self.wait_until(lambda: text in self.text(), f"{text!r} to appear")

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Read until something is true of the glass."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"waited for {what}:\n{self.text()}"
            self.read()

    def text(self) -> str:
        """The glass as the emulator shows it."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def row(self, number: int) -> str:
        """One row of the glass, 1-based as the panels are described."""
        return self.screen.display[number - 1].rstrip()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Close our end of the line, as a lost connection does."""
        os.close(self.descriptor)
        self.descriptor = -1

    def status(self) -> int:
        """Wait for the end; the exit status, negative for a signal."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
            if self.descriptor >= 0:
                self.read(0.02)
            else:
                time.sleep(0.02)
        raise AssertionError(f"the program does not end:\n{self.text()}")

    def close(self) -> None:
        """End whatever still runs."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
        if self.descriptor >= 0:
            os.close(self.descriptor)
