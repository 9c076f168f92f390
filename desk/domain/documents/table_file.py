"""A table as a file for a spreadsheet: no cell of it is ever taken for a formula."""

import csv
import io
import os
import re
from collections.abc import Sequence
from pathlib import Path

from desk.domain.audit.service import record
from desk.domain.context import Actor, Desk
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.text import sanitise

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def safe_cell(text: str) -> str:
    """A cell that every spreadsheet reads as text: what could start a formula is set behind an apostrophe."""
    clean = sanitise(text).strip()
    return f"'{clean}" if clean.startswith(_STARTS_A_FORMULA) else clean


def table_text(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The table as CSV: every cell quoted, separated by semicolons as spreadsheets in Portuguese read them."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (columns, *rows):
        writer.writerow([safe_cell(cell) for cell in row])
    return written.getvalue()


def save_table(
    desk: Desk, actor: Actor, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, subject: str
) -> Path:
    """Write a table to the print folder under a name of its own, journalled. No file is ever overwritten.

    Raises DomainError on a desk without a print folder, or when it cannot be written to.
    """
    if desk.print_folder is None:
        raise DomainError("ESTE POSTO NÃO TEM PASTA DE IMPRESSÃO")
    stem = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    data = table_text(columns, rows).encode("utf-8-sig")
    with desk.store.writing() as session:
        try:
            desk.print_folder.mkdir(parents=True, exist_ok=True)
            path = _new_file(desk.print_folder, stem, data)
        except OSError as problem:
            says = problem.strerror or problem
            raise DomainError(f"NÃO CONSIGO GRAVAR NA PASTA DE IMPRESSÃO: {says}") from problem
        record(session, desk, actor, "document.export", subject, {"file": path.name, "rows": len(rows)})
    return path


def _new_file(folder: Path, stem: str, data: bytes) -> Path:
    number = 1
    while True:
        path = folder / (f"{stem}.csv" if number == 1 else f"{stem}_{number}.csv")
        try:
            with path.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            return path
        except FileExistsError:
            number += 1
