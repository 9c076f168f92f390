"""The picture of a screen: its buffer painted into 24 rows, the message, the status and the window over them."""

from dataclasses import dataclass
from typing import Protocol

from desk.domain.kernel.text import sanitise
from desk.terminal.fields import BLANK, PlacedField, Role
from desk.terminal.panel import COLUMNS, KEY_ROW, MESSAGE_ROW, Panel, role_of
from desk.terminal.protocol import Screenful, Severity


@dataclass(frozen=True, slots=True)
class Row:
    """One painted row: 80 characters and the role of each."""

    text: str
    roles: bytes


@dataclass(frozen=True, slots=True)
class Popup:
    """A window over the panel: title, all its lines and the first one shown."""

    title: str
    lines: tuple[str, ...]
    top: int = 0


POPUP_ROWS = 14
POPUP_COLUMNS = 72
_POPUP_TOP, _POPUP_LEFT = 3, 2
_MESSAGE_ROLES = {
    Severity.OK: Role.OK,
    Severity.INFO: Role.INFO,
    Severity.WARN: Role.WARN,
    Severity.ERROR: Role.ALERT,
}
_Glass = list[tuple[list[str], bytearray]]


class Painted(Protocol):
    """What a picture is made of; the screen buffer is one."""

    screenful: Screenful
    panel: Panel
    popup: Popup | None
    insert: bool
    row: int
    column: int

    @property
    def refusal(self) -> str:
        """Why the keyboard takes nothing, in words; empty while it does."""

    def is_open(self, placed: PlacedField) -> bool:
        """Whether a field takes typing."""

    def shown(self, placed: PlacedField) -> list[str]:
        """The characters of a field."""


def painted(screen: Painted) -> tuple[Row, ...]:
    """The whole glass as 24 rows, popup and status included."""
    glass = _labels(screen.panel)
    _paint_fields(screen, glass)
    for index, role in screen.screenful.row_roles.items():
        text, roles = glass[index]
        roles[:] = bytes([role]) * COLUMNS
        text[1] = "*" if text[1] == BLANK else text[1]
    if screen.row in screen.screenful.pointer_rows:
        glass[screen.row][0][1] = ">"
    _paint_message(screen, glass[MESSAGE_ROW])
    _paint_status(screen, glass[KEY_ROW])
    if screen.popup is not None:
        _paint_popup(glass, screen.popup)
    return tuple(Row("".join(text), bytes(roles)) for text, roles in glass)


def _labels(panel: Panel) -> _Glass:
    glass: _Glass = []
    for index, label in enumerate(panel.labels):
        role = Role.LABEL
        if index == 0:
            role = Role.TITLE
        elif index == KEY_ROW:
            role = Role.KEYS
        elif label.startswith("---"):
            role = Role.RULE
        glass.append((list(label), bytearray([role]) * COLUMNS))
    return glass


def _paint_fields(screen: Painted, glass: _Glass) -> None:
    for placed in screen.panel.fields:
        text, roles = glass[placed.row]
        role = screen.screenful.roles.get(placed.name, role_of(placed))
        if not placed.protected and not screen.is_open(placed) and role is Role.INPUT:
            role = Role.VALUE
        for slot, character in zip(placed.slots, screen.shown(placed), strict=True):
            text[slot] = character
            roles[slot] = role
        for column, separator in placed.separators:
            text[column] = separator
            roles[column] = role


def _paint_message(screen: Painted, row: tuple[list[str], bytearray]) -> None:
    message = screen.screenful.message
    text = sanitise(f"{message.code} {message.text}" if message.code else message.text)
    _write(row, 6, text[: COLUMNS - 7], _MESSAGE_ROLES[message.severity])


def _paint_status(screen: Painted, row: tuple[list[str], bytearray]) -> None:
    position = f"{'^' if screen.insert else ' '} {screen.row + 1:02d}/{screen.column + 1:02d}"
    _write(row, COLUMNS - len(position) - 1, position, Role.DIM)
    if screen.refusal:
        text = f" {screen.refusal} "
        _write(row, COLUMNS - len(position) - 2 - len(text), text, Role.ALERT)


def _write(row: tuple[list[str], bytearray], column: int, text: str, role: Role) -> None:
    cells, roles = row
    cells[column : column + len(text)] = text
    roles[column : column + len(text)] = bytes([role]) * len(text)


def _paint_popup(glass: _Glass, popup: Popup) -> None:
    shown = popup.lines[popup.top : popup.top + POPUP_ROWS]
    more = len(popup.lines) > popup.top + POPUP_ROWS
    title = f" {popup.title} "
    edge = f"+{title:-^{POPUP_COLUMNS + 2}}+"
    last = popup.top + len(shown)
    where = f" {popup.top + 1}-{last} DE {len(popup.lines)} "
    keys = " F8 CONTINUA  F7 VOLTA  F3 FECHA " if more or popup.top else " F3 FECHA "
    foot = f"+{where}{keys:->{POPUP_COLUMNS + 2 - len(where)}}+"
    box = [edge, *(f"| {line[:POPUP_COLUMNS]:<{POPUP_COLUMNS}} |" for line in shown), foot]
    for index, line in enumerate(box):
        _write(glass[_POPUP_TOP + index], _POPUP_LEFT, line, Role.POPUP)
