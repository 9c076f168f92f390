"""A document in rows of 80 columns: what the preview shows before paper is spent."""

from collections.abc import Iterator
from textwrap import TextWrapper

from desk.domain.documents.document import (
    Blank,
    Block,
    Document,
    Fields,
    Heading,
    NewPage,
    Paragraph,
    Rule,
    Signature,
    Table,
    ready,
)
from desk.domain.kernel.text import sanitise

COLUMNS = 80
"""As wide as the glass; one column stays free on either side."""
WIDTH = COLUMNS - 2
PAGE_ROWS = 60
"""Rows of text on a page of paper, with its heading."""


def text_of(document: Document, mark: str = "") -> tuple[str, ...]:
    """The rows of a document, each at most 80 columns, its pages one under another.

    Every page begins with the title, `PÁG n/m` and, on a copy, its mark. Raises DisclosureError.
    """
    pages = pages_of(document, mark)
    rows: list[str] = []
    for number, page in enumerate(pages, start=1):
        if number > 1:
            rows += ["", f" {' - ' * (WIDTH // 3)}".rstrip(), ""]
        rows += page
    return tuple(rows)


def pages_of(document: Document, mark: str = "") -> tuple[tuple[str, ...], ...]:
    """The same, page by page."""
    document, mark = ready(document), sanitise(mark)
    room = PAGE_ROWS - len(_head(document.title, mark, 1, 1))
    bodies: list[list[str]] = [[]]
    for block in document.blocks:
        if isinstance(block, NewPage):
            bodies.append([])
            continue
        rows = list(_rows(block))
        if bodies[-1] and len(bodies[-1]) + len(rows) > room and len(rows) <= room:
            bodies.append([])
        for row in rows:
            if len(bodies[-1]) == room:
                bodies.append([])
            bodies[-1].append(row)
    count = len(bodies)
    return tuple(
        tuple(f" {row}".rstrip() for row in [*_head(document.title, mark, number, count), *_without_ends(body)])
        for number, body in enumerate(bodies, start=1)
    )


def _wrap(text: str, width: int) -> list[str]:
    """A text broken between words; a telephone and a date stay whole."""
    return TextWrapper(width, break_on_hyphens=False).wrap(text)


def _head(title: str, mark: str, number: int, count: int) -> list[str]:
    page = f"PÁG {number}/{count}"
    rows = _wrap(title, WIDTH - 12) or [""]
    rows[0] = f"{rows[0]:<{WIDTH - len(page)}}{page}"
    return [*rows, *_wrap(mark, WIDTH), "=" * WIDTH, ""]


def _without_ends(body: list[str]) -> list[str]:
    rows = list(body)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _rows(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield from _wrap(text.upper(), WIDTH)
            yield ""
        case Paragraph(text, strong):
            first, rest = ("* ", "  ") if strong else ("", "")
            rows = _wrap(text, WIDTH - len(first))
            yield from (f"{rest if n else first}{row}" for n, row in enumerate(rows))
            yield ""
        case Fields(pairs):
            yield from _fields(pairs)
            yield ""
        case Table(columns, rows):
            widths = [width for _, width in columns]
            yield from _cells([name for name, _ in columns], widths)
            yield "-" * (sum(widths) + len(widths) - 1)
            for row in rows:
                yield from _cells(row, widths)
            yield ""
        case Rule():
            yield "-" * WIDTH
        case Blank(lines):
            yield from ["_" * WIDTH] * lines
            yield ""
        case Signature(captions, line):
            yield from ["", "_" * 40] if line else []
            for caption in captions:
                yield from _wrap(caption, WIDTH)
            yield ""


def _fields(pairs: tuple[tuple[str, str], ...]) -> Iterator[str]:
    indent = min(max((len(label) for label, _ in pairs), default=0) + 2, WIDTH // 2)
    for label, value in pairs:
        head = f"{label}:".ljust(indent)
        if len(head) > indent:
            yield from _wrap(head, WIDTH)
            head = " " * indent
        first, *rest = _wrap(value, WIDTH - indent) or [""]
        yield f"{head}{first}"
        yield from (" " * indent + row for row in rest)


def _cells(cells: list[str] | tuple[str, ...], widths: list[int]) -> Iterator[str]:
    """One row of a table: a cell too long for its column goes on below."""
    columns = [_wrap(cell, width) or [""] for cell, width in zip(cells, widths, strict=True)]
    for n in range(max(len(column) for column in columns)):
        parts = [
            (column[n] if n < len(column) else "").ljust(width)
            for column, width in zip(columns, widths, strict=True)
        ]
        yield " ".join(parts).rstrip()
