"""Reading CSV files whatever wrote them: UTF-8 or Latin-1, comma or semicolon."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk.domain.importing.spec import FileSpec
from desk.domain.kernel.text import sanitise


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: file, line (1 is the header), column if it is one cell's, and what is wrong.

    Line 0 is the file as a whole; without a file, the folder.
    """

    file: str
    line: int
    column: str
    text: str

    def __str__(self) -> str:
        if not self.file:
            return sanitise(self.text)
        where = f"{self.file}.csv"
        where += f" linha {self.line}" if self.line else ""
        where += f", coluna {self.column}" if self.column else ""
        return sanitise(f"{where}: {self.text}")


@dataclass(frozen=True, slots=True)
class RawTable:
    """The rows of a file as text: (line number, cells by header), and the columns it does not have."""

    spec: FileSpec
    rows: list[tuple[int, dict[str, str]]]
    absent: frozenset[str] = frozenset()


def read_file(path: Path, spec: FileSpec) -> tuple[RawTable, list[Problem]]:
    """The rows of a CSV file and what is wrong with its shape (encoding, header, cells per line)."""
    try:
        content = _decode(path.read_bytes())
    except OSError:
        return RawTable(spec, []), [Problem(spec.name, 0, "", "o arquivo não pode ser lido")]
    except ValueError as problem:
        return RawTable(spec, []), [Problem(spec.name, 0, "", str(problem))]
    lines = _filled(content)
    at, first = next(lines, (1, []))
    header = [] if isinstance(first, str) else [name.strip().lower() for name in first]
    problems = (
        [Problem(spec.name, at, "", first)] if isinstance(first, str) else _header_problems(spec, header, at)
    )
    if problems:
        return RawTable(spec, []), problems
    rows: list[tuple[int, dict[str, str]]] = []
    for line, cells in lines:
        if isinstance(cells, str):
            problems.append(Problem(spec.name, line, "", cells))
        elif len(cells) != len(header):
            text = f"tem {len(cells)} colunas, o cabeçalho tem {len(header)}"
            problems.append(Problem(spec.name, line, "", text))
        else:
            rows.append((line, dict(zip(header, cells, strict=True))))
    absent = frozenset(column.name for column in spec.columns) - set(header)
    return RawTable(spec, rows, absent), problems


def _decode(content: bytes) -> str:
    """UTF-8 (with or without mark), else Latin-1 as Windows writes it. Raises ValueError for what is no text."""
    if b"\x00" in content:
        raise ValueError("não é um arquivo de texto CSV (tem bytes nulos)")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("não é um arquivo de texto UTF-8 nem Latin-1")


def _delimiter(content: str) -> str:
    header = re.split(r"[\r\n]", content.lstrip(), maxsplit=1)[0]
    return ";" if header.count(";") >= max(1, header.count(",")) else ","


def _filled(content: str) -> Iterator[tuple[int, list[str] | str]]:
    """The lines that hold anything, each with its number; a complaint in place of one that is no CSV."""
    lines = csv.reader(io.StringIO(content, newline=""), delimiter=_delimiter(content), strict=True)
    while True:
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as problem:
            yield lines.line_num, _no_csv(str(problem))
        else:
            if any(cell.strip() for cell in cells):
                yield lines.line_num, cells


def _no_csv(problem: str) -> str:
    if "end of data" in problem:
        return "não se lê como CSV: aspas abertas e nunca fechadas"
    if "limit" in problem:
        return "não se lê como CSV: célula grande demais (aspas abertas?)"
    return "não se lê como CSV: texto depois das aspas que fecham a célula"


def _header_problems(spec: FileSpec, header: list[str], line: int) -> list[Problem]:
    if not header:
        return [Problem(spec.name, line, "", "arquivo vazio, sem cabeçalho")]
    known = {column.name for column in spec.columns}
    problems = [Problem(spec.name, line, name, "coluna desconhecida") for name in header if name not in known]
    problems += [
        Problem(spec.name, line, name, "coluna repetida") for name in sorted(known) if header.count(name) > 1
    ]
    problems += [
        Problem(spec.name, line, column.name, "falta a coluna obrigatória")
        for column in spec.columns
        if column.required and column.name not in header
    ]
    return problems
