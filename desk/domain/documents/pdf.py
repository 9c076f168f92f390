"""A document as a PDF: A4, the fonts every reader has, the same bytes for the same document."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

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
    with_texts,
)
from desk.domain.kernel.text import sanitise

MARGIN = 57.0
"""Points: 2 cm on every side."""
_SIZE = 10.0
_PLAIN, _BOLD = "Helvetica", "Helvetica-Bold"
_PAGE_ROOM = 60.0
"""What the number of the page takes beside the title."""
_CELL_PADDING = 4.0


@dataclass(frozen=True, slots=True)
class Paper:
    """A document on paper: the bytes of its PDF and how many pages it takes."""

    data: bytes
    pages: int


def pdf_of(document: Document, mark: str = "") -> bytes:
    """The bytes of a document's PDF; `mark` stands in the heading of every page. Raises DisclosureError."""
    return paper_of(document, mark).data


def paper_of(document: Document, mark: str = "") -> Paper:
    """The same, with the number of pages.

    The library is loaded at the first print: no panel waits for it.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    document = ready(document)
    width, height = A4
    title = simpleSplit(_printable(document.title), _BOLD, 12, width - 2 * MARGIN - _PAGE_ROOM)
    marks = simpleSplit(_printable(mark), _BOLD, 9, width - 2 * MARGIN)
    head = 15 * len(title) + 12 * len(marks) + 6
    blocks = [with_texts(block, _printable) for block in document.blocks]

    def render(count: int) -> tuple[bytes, int]:
        out = BytesIO()

        def heading(canvas: Any, template: Any) -> None:
            canvas.setFont(_PLAIN, 9)
            canvas.drawRightString(width - MARGIN, height - MARGIN - 12, f"Pág. {template.page}/{count}")
            y = height - MARGIN
            for rows, size, leading in ((title, 12, 15), (marks, 9, 12)):
                canvas.setFont(_BOLD, size)
                for row in rows:
                    y -= leading
                    canvas.drawString(MARGIN, y + 3, row)
            canvas.line(MARGIN, y, width - MARGIN, y)

        template = BaseDocTemplate(
            out,
            pagesize=A4,
            invariant=1,
            title=_printable(document.title),
            author="",
            subject="",
            creator="desk",
            lang="pt-BR",
        )
        frame = Frame(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN - head, 0, 0, 0, 0)
        template.addPageTemplates(PageTemplate(frames=[frame], onPage=heading))
        template.build([piece for block in blocks for piece in _pieces(block)] or _gap(1), canvasmaker=Canvas)
        return out.getvalue(), template.page

    _, pages = render(0)
    data, pages = render(pages)
    return Paper(data, pages)


def _printable(text: str) -> str:
    """The text in what the standard fonts have (Windows-1252): Portuguese whole, anything else as `?`."""
    return sanitise(text).encode("cp1252", errors="replace").decode("cp1252")


def _pieces(block: Block) -> list[Any]:
    """A block as flowing pieces; made anew for every rendering, for a piece keeps where it was put."""
    from reportlab.platypus import HRFlowable, KeepTogether, PageBreak

    match block:
        case Heading(text):
            return [KeepTogether([*_gap(6), _paragraph(text, bold=True), *_gap(3)])]
        case Paragraph(text, strong):
            return [_paragraph(text, bold=strong), *_gap(7)]
        case Fields(pairs):
            return [*(_paragraph(f"<b>{escape(k)}:</b> {escape(v)}", markup=True) for k, v in pairs), *_gap(7)]
        case Table(columns, rows):
            return [_table(columns, rows), *_gap(7)]
        case Rule():
            return [HRFlowable(width="100%", color="black", thickness=0.5, spaceBefore=2, spaceAfter=6)]
        case Blank(lines):
            ruled = [HRFlowable(width="100%", color="black", thickness=0.3, spaceBefore=18) for _ in range(lines)]
            return [*ruled, *_gap(7)]
        case Signature(captions, line):
            signed = [HRFlowable(width="45%", hAlign="LEFT", color="black", thickness=0.5, spaceBefore=34)]
            return [KeepTogether([*(signed if line else []), *map(_paragraph, captions), *_gap(7)])]
        case NewPage():
            return [PageBreak()]


def _table(columns: tuple[tuple[str, int], ...], rows: tuple[tuple[str, ...], ...]) -> Any:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import Table as Grid

    whole, padding = sum(width for _, width in columns), 2 * _CELL_PADDING
    room = A4[0] - 2 * MARGIN - padding * len(columns)
    widths = [padding + room * width / whole for _, width in columns]
    cells = [[_paragraph(name, bold=True, size=9.0) for name, _ in columns]]
    cells += [[_paragraph(cell, size=9.0) for cell in row] for row in rows]
    everywhere = (0, 0), (-1, -1)
    style = [
        ("GRID", *everywhere, 0.3, "black"),
        ("VALIGN", *everywhere, "TOP"),
        ("LEFTPADDING", *everywhere, _CELL_PADDING),
        ("RIGHTPADDING", *everywhere, _CELL_PADDING),
    ]
    return Grid(cells, colWidths=widths, style=style, repeatRows=1, hAlign="LEFT")


def _paragraph(text: str, *, bold: bool = False, size: float = _SIZE, markup: bool = False) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph as Flow

    style = ParagraphStyle("plain", fontName=_BOLD if bold else _PLAIN, fontSize=size, leading=size + 3.5)
    return Flow(text if markup else escape(text), style)


def _gap(points: float) -> list[Any]:
    from reportlab.platypus import Spacer

    return [Spacer(1, points)]
