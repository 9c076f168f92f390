"""The Textual application: one glass, one line to the host, drafts, the session lock, and a clean end."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from rich.console import RenderableType
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen

from desk.screens.host import DeskHost
from desk.terminal.buffer import Lock, ScreenBuffer
from desk.terminal.keyboard import Keyboard
from desk.terminal.keys import Key
from desk.terminal.painter import Painter
from desk.terminal.palette import Depth
from desk.terminal.protocol import Inbound, Screenful
from desk.terminal.view import PanelView, Pressed

CLOCK_SECONDS = 0.1
"""A transaction that takes longer shows `X SISTEMA`."""
DRAFT_SECONDS = 0.5
"""How long after the last key what was typed is saved."""
LOCK_CHECK_SECONDS = 30.0
NEWS_SECONDS = 3.0
"""How often a glass nobody touches is asked whether there is news for its operator."""
FAREWELL_SECONDS = 2.0
"""The most a dying session waits for its draft."""


class Answered(Message):
    """The host replied."""

    def __init__(self, screenful: Screenful) -> None:
        super().__init__()
        self.screenful = screenful


class DeskApp(App[int], inherit_bindings=False):
    """One session on one terminal.

    `warm` is called off the loop once the sign-on is painted, to load what the first transaction needs.
    `lock_minutes` of silence hide the panel; 0 never.
    """

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { layout: vertical; background: black; }"

    def __init__(
        self,
        host: DeskHost,
        keys: dict[str, Key],
        *,
        depth: Depth,
        warm: Callable[[], None] = lambda: None,
        lock_minutes: int = 10,
    ) -> None:
        super().__init__(ansi_color=True)
        self._host = host
        self._keys = keys
        self._depth = depth
        self._warm = warm
        self._lock_seconds = lock_minutes * 60
        self._line = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk-line")
        self._keyboard = Keyboard(ScreenBuffer(host.connect()), self._send)
        self._painter: Painter | None = None
        self._draft_due = False
        self._last_key = time.monotonic()
        self._under_way: set[asyncio.Task[None]] = set()

    # life

    def compose(self) -> ComposeResult:
        """One widget: focus never moves, and nothing but the glass repaints."""
        yield PanelView(self._keyboard, self._keys)

    def on_mount(self) -> None:
        """Take the keys, the signals, and start loading behind the painted sign-on."""
        self.query_one(PanelView).focus()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._terminated)
        loop.add_signal_handler(signal.SIGHUP, self._hung_up)
        if self._lock_seconds:
            self.set_interval(LOCK_CHECK_SECONDS, self._check_idle)
        self.set_interval(NEWS_SECONDS, self._check_news)
        self.app_resume_signal.subscribe(self, lambda _: self._repaint())
        self.call_after_refresh(lambda: self._line.submit(self._warm))

    def on_unmount(self) -> None:
        """Let the line go."""
        self._line.shutdown(wait=False, cancel_futures=True)

    def _terminated(self) -> None:
        self._save_draft_now()
        self.exit(return_code=128 + signal.SIGTERM)

    def _hung_up(self) -> None:
        """The line is dead: nothing can be painted or restored, so save and go at once."""
        self._save_draft_now()
        os._exit(128 + signal.SIGHUP)

    # keys in, screenfuls out

    def on_pressed(self, message: Pressed) -> None:
        """A press from the glass."""
        self._last_key = time.monotonic()
        if message.press is Key.REPAINT:
            self._repaint()
            return
        self._keyboard.press(message.press)
        self._paint()
        if not self._draft_due and self._keyboard.buffer.modified:
            self._draft_due = True
            self.set_timer(DRAFT_SECONDS, self._save_draft)

    def _send(self, inbound: Inbound) -> None:
        task = asyncio.get_running_loop().create_task(self._transact(inbound))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        self.set_timer(CLOCK_SECONDS, self._show_clock)

    async def _transact(self, inbound: Inbound) -> None:
        loop = asyncio.get_running_loop()
        self.post_message(Answered(await loop.run_in_executor(self._line, self._host.transact, inbound)))

    def on_answered(self, message: Answered) -> None:
        """Put the reply on the glass and play back what was typed ahead."""
        self._keyboard.answer(message.screenful)
        self._paint()
        self._host.painted()
        self._line.submit(self._host.keep_draft, self._unsent())
        if message.screenful.closed:
            self.exit(return_code=0)

    def _show_clock(self) -> None:
        if self._keyboard.buffer.lock is Lock.SYSTEM:
            self._keyboard.buffer.clock = True
            self._paint()

    @property
    def _working(self) -> bool:
        """Whether a transaction is under way: its answer brings a whole new glass."""
        return self._keyboard.buffer.lock is Lock.SYSTEM

    # drafts and the lock

    def _unsent(self) -> dict[str, str]:
        """What is typed and not sent; what a working transaction was sent is the host's already."""
        buffer = self._keyboard.buffer
        return {} if buffer.lock is Lock.SYSTEM else buffer.changes()

    def _save_draft(self) -> None:
        self._draft_due = False
        self._line.submit(self._host.keep_draft, self._unsent())

    def _save_draft_now(self) -> None:
        saved = self._line.submit(self._host.keep_draft, self._unsent())
        try:
            saved.result(timeout=FAREWELL_SECONDS)
        except Exception as problem:  # the session ends whatever happened to its draft
            self.log.error(f"draft not saved: {problem!r}")

    async def _check_idle(self) -> None:
        idle = time.monotonic() - self._last_key
        if idle < self._lock_seconds or self._keyboard.buffer.lock is Lock.SYSTEM:
            return
        loop = asyncio.get_running_loop()
        locked = await loop.run_in_executor(self._line, self._host.lock, self._unsent())
        if locked is not None:
            self._keyboard.answer(locked)
            self._paint()

    async def _check_news(self) -> None:
        """What came meanwhile, on row 22; while nothing has, not a byte is written."""
        if self._working:
            return
        bulletin = await asyncio.get_running_loop().run_in_executor(self._line, self._host.news)
        if bulletin is not None and not self._working:
            self._keyboard.tell(bulletin.message)
            self._paint()
            self._host.painted(bulletin)

    # painting

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Textual wants to paint: the glass is painted in its place, only where it changed."""
        if self.is_headless:
            super()._display(screen, renderable)
        else:
            self._paint()

    def _paint(self) -> None:
        if self.is_headless:
            self.query_one(PanelView).refresh()
            return
        if self._driver is None or not self._running:
            return
        view = self.query_one(PanelView)
        width, height = self.size
        if self._painter is None or (self._painter.width, self._painter.height) != (width, height):
            encoding = (getattr(sys.__stderr__, "encoding", None) or "utf-8").lower()
            self._painter = Painter(width, height, self._depth, encoding)
        buffer = self._keyboard.buffer
        cursor = (min(buffer.row, height - 1), min(buffer.column, width - 1))
        data = self._painter.paint(view.rows(), cursor, buffer.screenful.theme)
        if data:
            self._driver.write(data)
            self._driver.flush()

    def _repaint(self) -> None:
        if self._painter is not None:
            self._painter.forget()
        self._paint()

    def on_resize(self, event: events.Resize) -> None:
        """Another size: everything anew."""
        self._size = Size(*event.size)
        self._repaint()
