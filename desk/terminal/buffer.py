"""The screen buffer: what is on the glass and how it answers to fingers. Pure data, no terminal in it.

Behaviours follow the 3270 (protected text locks, overtyping, auto-skip, field-wise delete, only changed
fields travel); rows and columns count from 0.
"""

from enum import Enum

from desk.domain.kernel.text import REPLACEMENT, sanitise
from desk.terminal.fields import BLANK, DUP, Kind, PlacedField
from desk.terminal.panel import COLUMNS, ROWS
from desk.terminal.picture import Popup, Row, painted
from desk.terminal.protocol import Screenful


class Lock(Enum):
    """Why the keyboard does not take a character."""

    PROTECTED = "X PROTEGIDO"
    OVERFLOW = "X CAMPO CHEIO"
    NUMERIC = "X NUM"
    SYSTEM = "X SISTEMA"


UNDERSCORE = "_"
"""Fills the free cells of an entry field, so that it shows on any terminal."""


class ScreenBuffer:
    """The state of one screen between two keys."""

    def __init__(self, screenful: Screenful) -> None:
        self.insert = False
        self.lock: Lock | None = None
        self.popup: Popup | None = None
        self.clock = False
        """Whether a waiting transaction shows (it does when it takes longer than a breath)."""
        self.load(screenful)

    def load(self, screenful: Screenful) -> None:
        """Put a screenful on the glass: fields, message, cursor on the first input unless the host says."""
        self.screenful = screenful
        self.panel = screenful.panel
        self.modified: set[str] = set()
        self.lock = None
        self.popup = None
        self.clock = False
        self.insert = False
        self._at: dict[tuple[int, int], PlacedField] = {}
        self._cells: dict[str, list[str]] = {}
        self.inputs = tuple(p for p in self.panel.inputs if p.name not in screenful.protected)
        self._open = {p.name for p in self.inputs}
        for placed in self.panel.fields:
            value = sanitise_cells(screenful.values.get(placed.name, ""))
            if placed.kind is not Kind.MASKED:
                value = value[: placed.length]
            try:
                self._cells[placed.name] = placed.characters(value)
            except ValueError:
                self._cells[placed.name] = placed.characters("")
            for column in range(placed.start, placed.end + 1):
                self._at[placed.row, column] = placed
        self.row, self.column = 0, 0
        self._place(screenful.cursor)

    # reading

    def field_here(self) -> PlacedField | None:
        """The field under the cursor, protected or not."""
        return self._at.get((self.row, self.column))

    def value(self, name: str) -> str:
        """What a field holds now, separators included, DUP as its own character."""
        return self.panel.field(name).shown(self._cells[name])

    def is_open(self, placed: PlacedField) -> bool:
        """Whether a person may type into the field now."""
        return placed.name in self._open

    def changes(self) -> dict[str, str]:
        """The fields changed since the last screenful, by name."""
        return {p.name: self.value(p.name) for p in self.panel.fields if p.name in self.modified}

    # writing

    def fill(self, name: str, text: str) -> None:
        """Set an open field as if typed over; for scripts.

        Raises KeyError for an unknown field, ValueError for a closed one or a value that does not fit.
        """
        placed = self.panel.field(name)
        if not self.is_open(placed):
            raise ValueError(f"{name}: protected")
        if placed.kind is Kind.PASSWORD:
            cells = placed.characters(text)
        else:
            wanted = [placed.accept(c) for c in sanitise_cells(text)]
            if placed.kind is not Kind.MASKED and None in wanted:
                raise ValueError(f"{name}: {text!r} has characters the field refuses")
            cells = placed.characters("".join(c for c in wanted if c))
        self._cells[placed.name] = cells
        self.modified.add(placed.name)

    def forget(self, name: str) -> None:
        """Empty a field as if nothing had been typed into it."""
        self._cells[name] = [BLANK] * self.panel.field(name).length
        self.modified.discard(name)

    def type(self, character: str) -> None:
        """One character at the cursor: overtypes, or pushes in insert mode, and skips on from a full field."""
        if self.lock is not None:
            return
        placed = self.field_here()
        if placed is None or not self.is_open(placed):
            self.lock = Lock.PROTECTED
            return
        if placed.kind is Kind.MASKED and not character.isdigit():
            self._finish_group(placed)
            return
        if self.column not in placed.slots:
            self.column = next(slot for slot in placed.slots if slot > self.column)
        accepted = placed.accept(_one_cell(character)) if character else None
        if accepted is None:
            self.lock = Lock.NUMERIC
            return
        cells = self._cells[placed.name]
        index = placed.slots.index(self.column)
        if self.insert:
            if cells[-1] != BLANK:
                self.lock = Lock.OVERFLOW
                return
            cells.insert(index, accepted)
            cells.pop()
        else:
            cells[index] = accepted
        self.modified.add(placed.name)
        self._advance(placed, index)

    def paste(self, text: str) -> None:
        """Type a pasted text; a tab goes to the next field, a line end to the next line with a field."""
        for character in text.replace("\r\n", "\n").replace("\r", "\n"):
            if self.lock is not None:
                return
            if character == "\t":
                self.tab()
            elif character == "\n":
                self.newline()
            elif sanitise(character):
                self.type(character)

    def delete(self) -> None:
        """Take out the character under the cursor; the rest of the field closes up."""
        placed = self._editable()
        if placed is not None:
            self._delete_at(placed, self._index(placed))

    def backspace(self) -> None:
        """Take out the character left of the cursor, inside the field only."""
        placed = self._editable()
        if placed is None:
            return
        index = self._index(placed)
        if index > 0:
            self.column = placed.slots[index - 1]
            self._delete_at(placed, index - 1)

    def erase_eof(self) -> None:
        """Clear from the cursor to the end of the field; the cursor stays."""
        placed = self._editable()
        if placed is not None:
            index = self._index(placed)
            self._cells[placed.name][index:] = [BLANK] * (placed.length - index)
            self.modified.add(placed.name)

    def erase_input(self) -> None:
        """Clear every entry field; the cursor goes to the first."""
        self.lock = None if self.lock is not Lock.SYSTEM else self.lock
        for placed in self.inputs:
            if any(c != BLANK for c in self._cells[placed.name]):
                self._cells[placed.name] = [BLANK] * placed.length
                self.modified.add(placed.name)
        self.home()

    def dup(self) -> None:
        """Mark the field to be taken from the record before and go to the next one."""
        placed = self._editable()
        if placed is not None and placed.kind is not Kind.PASSWORD:
            self._cells[placed.name] = [DUP] + [BLANK] * (placed.length - 1)
            self.modified.add(placed.name)
            self.tab()

    def toggle_insert(self) -> None:
        """Insert mode on or off."""
        self.insert = not self.insert

    def reset(self) -> None:
        """Unlock after an operator error and leave insert mode."""
        if self.lock is not Lock.SYSTEM:
            self.lock = None
        self.insert = False

    # moving

    def tab(self) -> None:
        """To the start of the next entry field; from the last to the first."""
        self._unlock()
        here = (self.row, self.column)
        self._goto(next((p for p in self.inputs if (p.row, p.start) > here), None) or self._first())

    def backtab(self) -> None:
        """To the start of this field; from there to the start of the one before."""
        self._unlock()
        here = (self.row, self.column)
        earlier = [p for p in self.inputs if (p.row, p.start) < here]
        self._goto(earlier[-1] if earlier else (self.inputs[-1] if self.inputs else None))

    def home(self) -> None:
        """To the first entry field."""
        self._unlock()
        self._goto(self._first())

    def go_to(self, name: str) -> None:
        """To the start of an entry field; nowhere on a panel that does not have it open."""
        self._unlock()
        self._goto(next((p for p in self.inputs if p.name == name), None))

    def newline(self) -> None:
        """To the first entry field on a following row; wraps."""
        self._unlock()
        self._goto(next((p for p in self.inputs if p.row > self.row), None) or self._first())

    def end(self) -> None:
        """After the last character of the field under the cursor."""
        self._unlock()
        placed = self.field_here()
        if placed is not None and self.is_open(placed):
            cells = self._cells[placed.name]
            used = max((i + 1 for i, c in enumerate(cells) if c != BLANK), default=0)
            self.column = placed.slots[min(used, placed.length - 1)]

    def move(self, rows: int, columns: int) -> None:
        """One cell in any direction over the whole glass, wrapping at its edges."""
        self._unlock()
        place = (self.row * COLUMNS + self.column + columns) % (ROWS * COLUMNS)
        self.row = (place // COLUMNS + rows) % ROWS
        self.column = place % COLUMNS

    # painting

    @property
    def refusal(self) -> str:
        """Why the keyboard takes nothing, in words; empty while it does, and for a wait that is only a breath."""
        if self.lock is None or (self.lock is Lock.SYSTEM and not self.clock):
            return ""
        return self.lock.value

    def rows(self) -> tuple[Row, ...]:
        """The whole glass as 24 rows, popup and status included."""
        return painted(self)

    def shown(self, placed: PlacedField) -> list[str]:
        """The characters of a field as painted: dark ones hidden, the free end of an open one underscored."""
        cells = [BLANK] * placed.length if placed.is_dark else self._cells[placed.name]
        shown = ["*" if character == DUP else character for character in cells]
        if self.is_open(placed):
            typed = 0
            if placed.kind is not Kind.MASKED:
                typed = max((i + 1 for i, c in enumerate(shown) if c != BLANK), default=0)
            shown[typed:] = [UNDERSCORE if c == BLANK else c for c in shown[typed:]]
        return shown

    # helpers

    def _first(self) -> PlacedField | None:
        return self.inputs[0] if self.inputs else None

    def _goto(self, placed: PlacedField | None) -> None:
        if placed is not None:
            self.row, self.column = placed.row, placed.start

    def _place(self, name: str) -> None:
        wanted = next((p for p in self.panel.fields if p.name == name), None)
        self._goto(wanted or self._first())

    def _unlock(self) -> None:
        if self.lock is not Lock.SYSTEM:
            self.lock = None

    def _editable(self) -> PlacedField | None:
        """The open field under the cursor; locks the keyboard when there is none."""
        if self.lock is Lock.SYSTEM:
            return None
        self.lock = None
        placed = self.field_here()
        if placed is None or not self.is_open(placed):
            self.lock = Lock.PROTECTED
            return None
        return placed

    def _index(self, placed: PlacedField) -> int:
        return next(i for i, slot in enumerate(placed.slots) if slot >= self.column)

    def _delete_at(self, placed: PlacedField, index: int) -> None:
        cells = self._cells[placed.name]
        del cells[index]
        cells.append(BLANK)
        self.modified.add(placed.name)

    def _advance(self, placed: PlacedField, index: int) -> None:
        if index + 1 < placed.length:
            self.column = placed.slots[index + 1]
        else:
            self.column = placed.end
            self.tab()

    def _finish_group(self, placed: PlacedField) -> None:
        """A separator typed in a masked field ends its group: `1/` in a date is `01/`."""
        groups = _groups(placed)
        here = self._index(placed) if self.column <= placed.end else placed.length
        for start, stop in groups:
            if start <= here < stop:
                typed = here - start
                if typed:
                    cells = self._cells[placed.name]
                    cells[start:stop] = ["0"] * (stop - here) + cells[start:here]
                    self.modified.add(placed.name)
                    self._advance(placed, stop - 1)
                elif here == 0:
                    self.lock = Lock.NUMERIC
                return


def sanitise_cells(text: str) -> str:
    """Sanitise a value for its cells, letting the DUP mark of the buffer itself through."""
    return DUP if text == DUP else sanitise(text)


def _one_cell(character: str) -> str:
    return sanitise(character) or REPLACEMENT


def _groups(placed: PlacedField) -> list[tuple[int, int]]:
    """Runs of slots without a separator between them, as (first, after last) slot indexes."""
    groups: list[tuple[int, int]] = []
    start = 0
    for index in range(1, placed.length + 1):
        if index == placed.length or placed.slots[index] != placed.slots[index - 1] + 1:
            groups.append((start, index))
            start = index
    return groups
