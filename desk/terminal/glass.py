"""What a whole terminal shows: the 80x24 panel, the explanations beside it when there is room, or a notice."""

from desk.terminal.fields import Role
from desk.terminal.keyboard import Keyboard, explanations, wrapped
from desk.terminal.panel import COLUMNS, ROWS
from desk.terminal.picture import Row

PANE_COLUMN = COLUMNS + 2
WIDE = PANE_COLUMN + 38
"""The width from which explanations stand beside the panel."""


def fits(width: int, height: int) -> bool:
    """Whether a terminal can show a panel."""
    return width >= COLUMNS and height >= ROWS


def glass(keyboard: Keyboard, width: int, height: int) -> tuple[Row, ...]:
    """Every row of a terminal of this size."""
    if not fits(width, height):
        return _too_small(width, height)
    rows = list(keyboard.buffer.rows())
    if width >= WIDE:
        rows = _beside(rows, _pane(keyboard, width - PANE_COLUMN - 1), width)
    else:
        rows = [_padded(row, width) for row in rows]
    rows += [Row(" " * width, bytes(width))] * (height - ROWS)
    return tuple(rows)


def _padded(row: Row, width: int) -> Row:
    more = width - COLUMNS
    return Row(row.text + " " * more, row.roles + bytes(more)) if more else row


def _beside(rows: list[Row], pane: list[tuple[str, Role]], width: int) -> list[Row]:
    joined: list[Row] = []
    for row, (text, role) in zip(rows, pane, strict=True):
        room = width - PANE_COLUMN
        joined.append(
            Row(
                f"{row.text}| {text[:room]:<{room}}",
                row.roles + bytes([Role.RULE, Role.LABEL]) + bytes([role]) * room,
            )
        )
    return joined


def _pane(keyboard: Keyboard, width: int) -> list[tuple[str, Role]]:
    pages: list[tuple[str, list[str]]] = []
    size = ROWS - 3
    for title, lines in explanations(keyboard.buffer):
        folded = list(wrapped(lines, width))
        chunks = [folded[at : at + size] for at in range(0, len(folded), size)]
        pages += [(title, chunk) for chunk in chunks]
    at = keyboard.pane_page % len(pages)
    title, shown = pages[at]
    pane = [(title, Role.TITLE), ("", Role.LABEL), *((line, Role.LABEL) for line in shown)]
    pane += [("", Role.LABEL)] * (ROWS - 1 - len(pane))
    pane.append((f"F1: PÁGINA {at + 1}/{len(pages)}" if len(pages) > 1 else "", Role.DIM))
    return pane


def _too_small(width: int, height: int) -> tuple[Row, ...]:
    notice = [
        f"TERMINAL DE {width}x{height}",
        f"O DESK PRECISA DE {COLUMNS}x{ROWS}",
        "AUMENTE A JANELA; NADA SE PERDE",
    ]
    rows = [Row(line[:width].ljust(width), bytes([Role.WARN]) * width) for line in notice[:height]]
    return tuple(rows + [Row(" " * width, bytes(width))] * (height - len(rows)))
