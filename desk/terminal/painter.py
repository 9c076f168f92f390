"""From two glasses to the fewest bytes between them. Pure: rows in, escape sequences out."""

from collections.abc import Sequence

from desk.terminal.buffer import Row
from desk.terminal.palette import THEMES, Depth, inks, pen

BRIDGE = 6
"""Unchanged cells in the same ink that are cheaper to write again than to jump over."""

_UNKNOWN = 255


class Painter:
    """Knows what the terminal shows, and writes only what changes."""

    def __init__(self, width: int, height: int, depth: Depth, encoding: str = "utf-8") -> None:
        self.width = width
        self.height = height
        self._depth = depth
        self._encoding = encoding
        self._theme = ""
        self._shown: list[Row] = []
        self._cursor = (-1, -1)
        self._ink = _UNKNOWN

    def forget(self) -> None:
        """Nothing is known of the glass any more: the next paint is a whole one."""
        self._shown = []
        self._cursor = (-1, -1)
        self._ink = _UNKNOWN

    def paint(self, rows: Sequence[Row], cursor: tuple[int, int], theme: str) -> str:
        """The bytes that bring the glass to these rows and the cursor to its (row, column); empty for none.

        A whole paint starts from a cleared glass, so blank cells of the background are not written.
        """
        out: list[str] = []
        if theme != self._theme or len(rows) != len(self._shown):
            self._theme, self._ink = theme, 0
            self._shown = [Row(" " * self.width, bytes(self.width))] * len(rows)
            out.append(f"{pen(theme, 0, self._depth)}\x1b[2J\x1b[?25h")
            self._cursor = (-1, -1)
        for index, (before, after) in enumerate(zip(self._shown, rows, strict=True)):
            if before is not after and before != after:
                self._paint_row(out, index, before, after)
        self._shown = list(rows)
        if out or cursor != self._cursor:
            out.append(f"\x1b[{cursor[0] + 1};{cursor[1] + 1}H")
            self._cursor = cursor
        return "".join(out)

    def _paint_row(self, out: list[str], index: int, before: Row, after: Row) -> None:
        for start, stop in _runs(before, after):
            out.append(f"\x1b[{index + 1};{start + 1}H")
            at = start
            while at < stop:
                role = after.roles[at]
                end = at + 1
                while end < stop and after.roles[end] == role:
                    end += 1
                if role != self._ink:
                    out.append(pen(self._theme, role, self._depth))
                    self._ink = role
                out.append(self._printable(after.text[at:end]))
                at = end

    def _printable(self, text: str) -> str:
        """Text the terminal's encoding can show; what it cannot becomes `?`."""
        if text.isascii() or self._encoding == "utf-8":
            return text
        return text.encode(self._encoding, "replace").decode(self._encoding)


def _runs(before: Row, after: Row) -> list[tuple[int, int]]:
    """The spans of a row to write: changed cells, joined where the gap between them is short."""
    width = len(after.text)
    changed = [
        i
        for i in range(width)
        if before.text[i] != after.text[i]
        or (before.roles[i] != after.roles[i] and not _looks_blank(before, after, i))
    ]
    runs: list[tuple[int, int]] = []
    for i in changed:
        if runs and i - runs[-1][1] <= BRIDGE:
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


_REVERSED = frozenset(int(role) for role, ink in inks(THEMES[0]).items() if ink.reverse)


def _looks_blank(before: Row, after: Row, i: int) -> bool:
    """Whether a cell that only changed its role looks the same: a blank in two inks without reverse."""
    return after.text[i] == " " and before.roles[i] not in _REVERSED and after.roles[i] not in _REVERSED
