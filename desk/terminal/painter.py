"""From two glasses to the fewest bytes between them. Pure: rows in, escape sequences out."""

from collections.abc import Sequence

from desk.terminal.palette import THEMES, Depth, inks, pen
from desk.terminal.picture import Row

BRIDGE = 4
"""Unchanged cells that are cheaper to write again than to jump over."""
ERASE = 4
"""Blank cells at the end of a row that are dearer to write than to erase."""


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
        self._ink: int | None = None
        self._at = (-1, -1)

    def forget(self) -> None:
        """Nothing is known of the glass any more: the next paint is a whole one."""
        self._shown = []
        self._cursor = (-1, -1)
        self._ink = None

    def paint(self, rows: Sequence[Row], cursor: tuple[int, int], theme: str) -> str:
        """The bytes that bring the glass to these rows and the cursor to its (row, column); empty for none.

        A whole paint starts from a cleared glass, so blank cells of the background are not written.
        """
        out: list[str] = []
        self._at = (-1, -1)  # what else wrote to the terminal meanwhile may have moved its cursor
        if theme != self._theme or len(rows) != len(self._shown):
            self._theme, self._ink = theme, 0
            self._shown = [Row(" " * self.width, bytes(self.width))] * len(rows)
            out.append(f"{pen(theme, 0, self._depth)}\x1b[2J\x1b[?25h")
        for index, (before, after) in enumerate(zip(self._shown, rows, strict=True)):
            if before is not after and before != after:
                self._paint_row(out, index, before, after)
        self._shown = list(rows)
        if (out or cursor != self._cursor) and self._at != cursor:
            self._move(out, *cursor)
        self._cursor = cursor
        return "".join(out)

    def _paint_row(self, out: list[str], index: int, before: Row, after: Row) -> None:
        tail = len(after.text.rstrip(" "))
        while tail < self.width and _REVERSED & set(after.roles[tail:]):
            tail += 1
        for start, stop in _runs(before, after):
            if stop > tail and stop - max(start, tail) >= ERASE:
                self._write(out, index, start, max(start, tail), after)
                self._move(out, index, max(start, tail))
                if self._ink is None or self._ink in _REVERSED:
                    self._use(out, 0)
                out.append("\x1b[K")
                return
            self._write(out, index, start, stop, after)

    def _write(self, out: list[str], index: int, start: int, stop: int, after: Row) -> None:
        """Cells of a row. A blank without reverse takes whatever ink is there, so that it costs its own byte."""
        if start == stop:
            return
        self._move(out, index, start)
        at = start
        while at < stop:
            role = after.roles[at]
            end = at + 1
            if _is_blank(after, at) and self._ink is not None and self._ink not in _REVERSED:
                role = self._ink
            self._use(out, role)
            plain = role not in _REVERSED
            while end < stop and (after.roles[end] == role or (plain and _is_blank(after, end))):
                end += 1
            out.append(self._printable(after.text[at:end]))
            at = end
        # at the right edge a terminal holds the cursor back until the next character: unknown to us
        self._at = (index, stop) if stop < self.width else (index, -1)

    def _use(self, out: list[str], role: int) -> None:
        if role != self._ink:
            out.append(pen(self._theme, role, self._depth, self._ink))
            self._ink = role

    def _move(self, out: list[str], row: int, column: int) -> None:
        """To a cell, the short way where the cursor stands on its row or the one above."""
        here_row, here = self._at
        if (row, column) != self._at:
            if row == here_row and 0 <= here < column:
                gap = column - here
                out.append("\x1b[C" if gap == 1 else f"\x1b[{gap}C")
            elif column == 0 and row == here_row + 1 and here_row >= 0:
                out.append("\r\n")
            elif column == 0:
                out.append(f"\x1b[{row + 1}H" if row else "\x1b[H")
            else:
                out.append(f"\x1b[{row + 1};{column + 1}H")
        self._at = (row, column)

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
        if runs and i - runs[-1][1] <= BRIDGE and _same_ink(after, runs[-1][1], i):
            runs[-1] = (runs[-1][0], i + 1)
        else:
            runs.append((i, i + 1))
    return runs


def _same_ink(after: Row, start: int, stop: int) -> bool:
    """Whether the cells between two changed ones can be written again without another pen."""
    role = after.roles[start - 1]
    return all(after.roles[i] == role or _is_blank(after, i) for i in range(start, stop))


_REVERSED = frozenset(int(role) for role, ink in inks(THEMES[0]).items() if ink.reverse)


def _looks_blank(before: Row, after: Row, i: int) -> bool:
    """Whether a cell that only changed its role looks the same: a blank in two inks without reverse."""
    return after.text[i] == " " and before.roles[i] not in _REVERSED and after.roles[i] not in _REVERSED


def _is_blank(row: Row, i: int) -> bool:
    """Whether a cell looks the same in every ink without reverse."""
    return row.text[i] == " " and row.roles[i] not in _REVERSED
