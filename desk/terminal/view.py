"""The one widget: it draws the glass for Textual, and turns Textual's keys into presses."""

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from desk.terminal.fields import Role
from desk.terminal.glass import WIDE, glass
from desk.terminal.keyboard import Keyboard, Press
from desk.terminal.keys import Key
from desk.terminal.palette import inks
from desk.terminal.picture import Row


class Pressed(Message):
    """A key of the table was pressed, a character typed, or a text pasted."""

    def __init__(self, press: Press) -> None:
        super().__init__()
        self.press = press


class PanelView(Widget, can_focus=True):
    """A glass over a keyboard and its buffer."""

    DEFAULT_CSS = "PanelView { width: 100%; height: 100%; }"

    def __init__(self, keyboard: Keyboard, keys: dict[str, Key]) -> None:
        super().__init__()
        self.keyboard = keyboard
        self._keys = keys

    def rows(self) -> tuple[Row, ...]:
        """The glass now, at the size of the terminal."""
        width, height = self.app.size
        self.keyboard.wide = width >= WIDE
        return glass(self.keyboard, width, height)

    def render_line(self, y: int) -> Strip:
        """One row for Textual's own painting: pictures and tests."""
        rows = self.rows()
        if y >= len(rows):
            return Strip.blank(self.size.width)
        buffer = self.keyboard.buffer
        cursor = buffer.column if y == buffer.row else -1
        return _strip(rows[y], buffer.screenful.theme, cursor)

    async def on_key(self, event: events.Key) -> None:
        """A key from the terminal."""
        event.stop()
        event.prevent_default()
        key = self._keys.get(event.key)
        if key is not None:
            self.post_message(Pressed(key))
        elif event.character is not None and event.character.isprintable():
            self.post_message(Pressed(event.character))

    async def on_paste(self, event: events.Paste) -> None:
        """A text pasted into the terminal."""
        event.stop()
        if event.text:
            self.post_message(Pressed(event.text))


def _strip(row: Row, theme: str, cursor: int) -> Strip:
    segments: list[Segment] = []
    at = 0
    while at < len(row.text):
        end = at + 1
        if at != cursor:
            while end < len(row.text) and row.roles[end] == row.roles[at] and end != cursor:
                end += 1
        segments.append(Segment(row.text[at:end], _style(theme, row.roles[at], at == cursor)))
        at = end
    return Strip(segments, len(row.text))


def _style(theme: str, role: int, under_cursor: bool) -> Style:
    ink = inks(theme)[Role(role)]
    reverse = ink.reverse != under_cursor
    return Style(color=f"color({ink.full})", bgcolor="color(16)", bold=ink.bold, reverse=reverse)
