"""A terminal without glass: the same buffer and keyboard, driven by scripts and tests."""

from collections.abc import Callable, Mapping
from typing import Any

from desk.terminal.buffer import ScreenBuffer
from desk.terminal.fields import Kind
from desk.terminal.keyboard import COMMAND_FIELD, Keyboard, Press
from desk.terminal.keys import ATTENTION, Key, key_for_word
from desk.terminal.protocol import Host, Inbound, Screenful


class HeadlessTerminal:
    """One session of a host, key by key, without a terminal."""

    def __init__(self, host: Host, painted: Callable[[], None] = lambda: None) -> None:
        self._host = host
        self._painted = painted
        """Told when the glass was read as plain data."""
        self.buffer = ScreenBuffer(host.connect())
        self.keyboard = Keyboard(self.buffer, self._send)
        self._pending: Inbound | None = None

    @property
    def screenful(self) -> Screenful:
        """What the host sent last."""
        return self.buffer.screenful

    @property
    def code(self) -> str:
        """The transaction on the glass."""
        return self.screenful.code

    def press(self, *presses: Press) -> None:
        """Press keys or type texts, one after the other, answering each attention key before the next."""
        for press in presses:
            self.keyboard.press(press)
            while self._pending is not None:
                inbound, self._pending = self._pending, None
                self.keyboard.answer(self._host.transact(inbound))

    def fill(self, values: Mapping[str, str]) -> None:
        """Set fields by name as if typed. Raises KeyError or ValueError as the buffer does."""
        for name, text in values.items():
            self.buffer.fill(name, text)

    def takes(self, name: str) -> bool:
        """Whether the panel that is up has the field open for typing."""
        return any(placed.name == name for placed in self.buffer.inputs)

    def shown(self, name: str) -> str:
        """What a field of the panel shows, without blanks around it; empty where there is no such field."""
        if not any(placed.name == name for placed in self.buffer.panel.fields):
            return ""
        return self.buffer.value(name).strip()

    def go(self, code: str) -> None:
        """Open a transaction from the command line."""
        self.fill({COMMAND_FIELD: code})
        self.press(Key.ENTER)

    def step(self, code: str, values: Mapping[str, str], key: str) -> dict[str, Any]:
        """One step of a script: be at `code`, set fields, press a key; the panel as plain data.

        Raises KeyError for an unknown field, ValueError for an unknown key or a value that does not fit.
        """
        pressed = key_for_word(key)
        if pressed is None or (pressed not in ATTENTION and pressed is not Key.F1):
            raise ValueError(f"{key!r}: not a key")
        if code and code != self.code:
            self.go(code)
        self.fill(values)
        self.press(pressed)
        return self.as_dict()

    def rows(self) -> list[str]:
        """The 24 rows of the glass."""
        return [row.text for row in self.buffer.rows()]

    def text(self) -> str:
        """The glass as one text, for looking."""
        return "\n".join(row.rstrip() for row in self.rows())

    def as_dict(self) -> dict[str, Any]:
        """The panel as plain data: what `desk script` prints for one step."""
        self._painted()
        buffer, screenful = self.buffer, self.screenful
        fields: dict[str, str] = {}
        lines: dict[tuple[int, int], dict[str, str]] = {}
        for placed in buffer.panel.fields:
            value = "" if placed.kind is Kind.PASSWORD else buffer.value(placed.name)
            if placed.line and placed.row in self._output_rows():
                line = lines.setdefault((placed.row, placed.line), {})
                line[placed.field.name] = value
            if not placed.name.startswith("_") and (not placed.line or not placed.protected):
                fields[placed.name] = value
        here = buffer.field_here()
        return {
            "code": screenful.code,
            "map": buffer.panel.name,
            "fields": fields,
            "lines": [line for line in lines.values() if any(line.values())],
            "message": {
                "kind": screenful.message.severity.value,
                "code": screenful.message.code,
                "text": screenful.message.text,
            },
            "cursor": here.name if here else "",
            "decision": dict(screenful.decision) if screenful.decision is not None else None,
            "rows": self.rows(),
        }

    def _output_rows(self) -> set[int]:
        """The rows of repeated groups that show something of the host's."""
        return {p.row for p in self.buffer.panel.fields if p.line and p.protected}

    def _send(self, inbound: Inbound) -> None:
        self._pending = inbound
