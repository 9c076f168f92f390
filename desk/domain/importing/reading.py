"""Reading CSV files whatever wrote them: UTF-8 or Latin-1, comma or semicolon."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk.domain.importing.spec import FileSpec


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: file, line (1 is the header), column if it is one cell's, and what is wrong."""

    file: str
    line: int
    column: str
    text: str

    def __str__(self) -> str:
        where = f"{self.file}.csv linha {self.line}"
        return f"{where}, coluna {self.column}: {self.text}" if self.column else f"{where}: {self.text}"


@dataclass(frozen=True, slots=True)
class RawTable:
    """The rows of a file as text: (line number, cells by header)."""

    spec: FileSpec
    rows: list[tuple[int, dict[str, str]]]


def read_file(path: Path, spec: FileSpec) -> tuple[RawTable, list[Problem]]:
    """The rows of a CSV file and what is wrong with its shape (encoding, header, cells per line)."""
    try:
        content = _decode(path.read_bytes())
    except (OSError, ValueError) as problem:
        return RawTable(spec, []), [Problem(spec.name, 0, "", str(problem))]
    lines = csv.reader(io.StringIO(content), delimiter=_delimiter(content), strict=True)
    problems: list[Problem] = []
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        header = [name.strip().lower() for name in next(lines, [])]
        problems += _header_problems(spec, header)
        if problems:
            return RawTable(spec, []), problems
        for cells in _filled(lines):
            if len(cells) != len(header):
                text = f"tem {len(cells)} colunas, o cabeçalho tem {len(header)}"
                problems.append(Problem(spec.name, lines.line_num, "", text))
            else:
                rows.append((lines.line_num, dict(zip(header, cells, strict=True))))
    except csv.Error as problem:
        problems.append(Problem(spec.name, lines.line_num, "", f"linha que não se lê como CSV ({problem})"))
    return RawTable(spec, rows), problems


def _decode(content: bytes) -> str:
    """UTF-8 (with or without mark), else Latin-1. Raises ValueError for what is no text at all."""
    if b"\x00" in content:
        raise ValueError("não é um arquivo de texto CSV (tem bytes nulos)")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _delimiter(content: str) -> str:
    header = content.partition("\n")[0]
    return ";" if header.count(";") >= max(1, header.count(",")) else ","


def _filled(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    return (cells for cells in lines if any(cell.strip() for cell in cells))


def _header_problems(spec: FileSpec, header: list[str]) -> list[Problem]:
    if not header:
        return [Problem(spec.name, 1, "", "arquivo vazio, sem cabeçalho")]
    known = {column.name for column in spec.columns}
    problems = [Problem(spec.name, 1, name, "coluna desconhecida") for name in header if name not in known]
    problems += [
        Problem(spec.name, 1, name, "coluna repetida") for name in sorted(known) if header.count(name) > 1
    ]
    problems += [
        Problem(spec.name, 1, column.name, "falta a coluna obrigatória")
        for column in spec.columns
        if column.required and column.name not in header
    ]
    return problems
