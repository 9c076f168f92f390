"""Keys to actions: type-ahead, the local keys, the windows of F1, and the attention keys for the host."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from textwrap import wrap

from desk.terminal.buffer import Lock, ScreenBuffer
from desk.terminal.keys import ATTENTION, Key, key_for_word
from desk.terminal.panel import COMMAND_ROW
from desk.terminal.picture import POPUP_COLUMNS, POPUP_ROWS, Popup
from desk.terminal.protocol import Inbound, Message, Screenful

COMMAND_FIELD = "comando"
"""The entry field of row 24, where Up recalls earlier commands."""

TYPE_AHEAD = 512
"""Keys kept while a transaction works; more than a hand types in ten seconds."""

Press = Key | str
"""What a finger did: a key of the table, or a character (or a whole pasted text)."""

_LOCAL: dict[Key, Callable[[ScreenBuffer], None]] = {
    Key.TAB: ScreenBuffer.tab,
    Key.BACKTAB: ScreenBuffer.backtab,
    Key.HOME: ScreenBuffer.home,
    Key.COMMAND: lambda buffer: buffer.go_to(COMMAND_FIELD),
    Key.END: ScreenBuffer.end,
    Key.NEWLINE: ScreenBuffer.newline,
    Key.DELETE: ScreenBuffer.delete,
    Key.BACKSPACE: ScreenBuffer.backspace,
    Key.INSERT: ScreenBuffer.toggle_insert,
    Key.ERASE_EOF: ScreenBuffer.erase_eof,
    Key.ERASE_INPUT: ScreenBuffer.erase_input,
    Key.DUP: ScreenBuffer.dup,
    Key.RESET: ScreenBuffer.reset,
    Key.LEFT: lambda buffer: buffer.move(0, -1),
    Key.RIGHT: lambda buffer: buffer.move(0, 1),
    Key.UP: lambda buffer: buffer.move(-1, 0),
    Key.DOWN: lambda buffer: buffer.move(1, 0),
}
_COMMAND_SENDERS = frozenset({Key.ENTER, Key.ALT2})
_WRITTEN = ATTENTION | {Key.F1}
"""The keys that may be written out on the command line."""
_POPUP_STEPS = {Key.F7: -POPUP_ROWS, Key.F8: POPUP_ROWS, Key.UP: -1, Key.DOWN: 1}
_POPUP_CLOSERS = frozenset({Key.F3, Key.ENTER, Key.RESET})


class Keyboard:
    """The fingers' side of a terminal: gives presses to the buffer, attention keys to `send`.

    `send` starts a transaction and returns at once; its front calls `answer` when the host has replied, and
    keys pressed meanwhile are played back then, in order.
    """

    def __init__(self, buffer: ScreenBuffer, send: Callable[[Inbound], None]) -> None:
        self.buffer = buffer
        self._send = send
        self._ahead: deque[Press] = deque(maxlen=TYPE_AHEAD)
        self._commands: list[str] = []
        self._recalled = 0
        self._body: tuple[int, int] | None = None
        """Where the cursor stood before it went to row 24; None where it has been nowhere else."""
        self.wide = False
        """Whether explanations stand beside the panel: F1 turns their pages and opens no window."""
        self.pane_page = 0

    def press(self, press: Press) -> None:
        """One press now, or later when a transaction is working."""
        if self.buffer.lock is Lock.SYSTEM:
            if press is Key.RESET:
                self._ahead.clear()
            else:
                self._ahead.append(press)
            return
        if self.buffer.row < COMMAND_ROW:
            self._body = (self.buffer.row, self.buffer.column)
        if isinstance(press, Key):
            self._key(press)
            return
        if self._begins_anew() and press[:1].isprintable():
            self.buffer.erase_eof()
        if len(press) == 1:
            self.buffer.type(press)
        else:
            self.buffer.paste(press)

    def answer(self, screenful: Screenful) -> None:
        """The host's reply: a new screenful, then what was typed ahead of it.

        An operator error while replaying drops the rest, as a 3270 does.
        """
        if screenful.panel.name != self.buffer.panel.name:
            self._body = None
        self.buffer.load(screenful)
        self.pane_page = 0
        if screenful.closed:
            self._ahead.clear()
        while self._ahead and self.buffer.lock is None:
            self.press(self._ahead.popleft())
        if self.buffer.lock not in (None, Lock.SYSTEM):
            self._ahead.clear()

    def tell(self, message: Message) -> None:
        """Another message on row 22 while nobody touches a key; what is typed, the cursor, the windows stay."""
        self.buffer.screenful = replace(self.buffer.screenful, message=message)

    def _key(self, key: Key) -> None:
        buffer = self.buffer
        if buffer.popup is not None:
            self._popup_key(key, buffer.popup)
        elif key is Key.F1:
            self._explain()
        elif key in ATTENTION:
            self._attention(key)
        elif key is Key.UP and self._on_command_line():
            self._recall(-1)
        elif key is Key.DOWN and self._on_command_line():
            self._recall(1)
        elif key in _LOCAL:
            _LOCAL[key](buffer)

    def _attention(self, key: Key) -> None:
        buffer = self.buffer
        modified = {} if key is Key.CLEAR else buffer.changes()
        command = modified.get(COMMAND_FIELD, "").strip()
        if command:
            if not self._commands or self._commands[-1] != command:
                self._commands.append(command)
            self._recalled = len(self._commands)
        written = key_for_word(command)
        if written in _WRITTEN and key in _COMMAND_SENDERS:
            key = written
            modified.pop(COMMAND_FIELD)
            self._return_to_body()
        if key is Key.F1:
            self._explain()
            return
        here = buffer.field_here()
        buffer.insert = False
        buffer.lock = Lock.SYSTEM
        self._send(Inbound(key.value, modified, here.name if here else "", buffer.row))

    def _return_to_body(self) -> None:
        """A key written out acts as if pressed where the cursor stood before it came to row 24."""
        self.buffer.forget(COMMAND_FIELD)
        if self.buffer.row == COMMAND_ROW and self._body is not None:
            self.buffer.row, self.buffer.column = self._body

    def _explain(self) -> None:
        """F1: why the decision on the panel fell so; with none, or pressed again, the help of the field."""
        if self.wide:
            self.pane_page += 1
        else:
            title, lines = explanations(self.buffer)[0]
            self.buffer.popup = Popup(title, wrapped(lines, POPUP_COLUMNS))

    def _popup_key(self, key: Key, popup: Popup) -> None:
        if key in _POPUP_CLOSERS:
            self.buffer.popup = None
        elif key is Key.F1:
            title, lines = explanations(self.buffer)[-1]
            self.buffer.popup = None if popup.title == title else Popup(title, wrapped(lines, POPUP_COLUMNS))
        elif key in _POPUP_STEPS:
            last = max(0, len(popup.lines) - POPUP_ROWS)
            top = min(last, max(0, popup.top + _POPUP_STEPS[key]))
            self.buffer.popup = Popup(popup.title, popup.lines, top)

    def _on_command_line(self) -> bool:
        here = self.buffer.field_here()
        return here is not None and here.name == COMMAND_FIELD

    def _begins_anew(self) -> bool:
        """Whether typing now begins another command over one that was refused and not touched since."""
        buffer, here = self.buffer, self.buffer.field_here()
        return (
            here is not None
            and here.name == COMMAND_FIELD
            and buffer.column == here.start
            and buffer.lock is None
            and not buffer.insert
            and COMMAND_FIELD not in buffer.modified
        )

    def _recall(self, step: int) -> None:
        if not self._commands:
            return
        self._recalled = min(len(self._commands) - 1, max(0, self._recalled + step))
        self.buffer.fill(COMMAND_FIELD, self._commands[self._recalled])
        self.buffer.end()


def explanations(buffer: ScreenBuffer) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What F1 can say here, first things first: (title, lines) of the decision, if any, and of the help."""
    here = buffer.field_here()
    help_lines: tuple[str, ...] = buffer.screenful.help
    if here is not None and (here.field.help or here.field.label):
        help_lines = (
            f"CAMPO {here.field.label or here.field.name.upper()}",
            here.field.help,
            "",
            *help_lines,
        )
    texts = [("AJUDA", help_lines or ("SEM AJUDA PARA ESTE CAMPO",))]
    if buffer.screenful.why:
        texts.insert(0, ("POR QUÊ", buffer.screenful.why))
    return tuple(texts)


def wrapped(lines: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Lines folded to a width, each keeping its indent."""
    folded: list[str] = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        folded += wrap(line, width, subsequent_indent=indent + "  ") or [""]
    return tuple(folded)
