"""The import: read every file, check everything, then write all of it in one transaction or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session

from desk.domain.audit.service import record
from desk.domain.authorization.intake import take_in
from desk.domain.authorization.upkeep import bill
from desk.domain.context import Actor, Desk
from desk.domain.importing.checking import CheckedTable, Key, check_references, check_table
from desk.domain.importing.files import BY_NAME, FILES
from desk.domain.importing.reading import Problem, RawTable, read_file
from desk.domain.importing.spec import Values
from desk.domain.importing.stored import check_unique, complete, stored_keys, stored_rows
from desk.domain.importing.writing import Progress, Written, write_table
from desk.domain.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import came to: what was written by file, or every problem and nothing written."""

    written: tuple[Written, ...]
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """Whether anything was wrong; then nothing was written."""
        return bool(self.problems)


def _silent(_file: str, _rows: int) -> None:
    return


def import_folder(desk: Desk, actor: Actor, folder: Path, progress: Progress = _silent) -> ImportReport:
    """Import every known CSV file of a folder. Unknown files and an empty folder are refused too."""
    problems: list[Problem] = []
    tables: list[RawTable] = []
    if not folder.is_dir():
        text = f"{folder} não é uma pasta" if folder.exists() else f"a pasta {folder} não existe"
        return ImportReport((), (Problem("", 0, "", text),))
    paths: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        name = path.stem.lower()
        if path.suffix.lower() != ".csv":
            continue
        if name not in BY_NAME:
            problems.append(Problem(path.stem, 0, "", f"arquivo desconhecido; conheço: {', '.join(BY_NAME)}"))
        elif name in paths:
            problems.append(Problem(name, 0, "", f"duas vezes: {paths[name].name} e {path.name}"))
        paths.setdefault(name, path)
    if not paths:
        problems.append(Problem("", 0, "", "nenhum arquivo .csv na pasta"))
    for spec in FILES:
        if spec.name in paths:
            table, found = read_file(paths[spec.name], spec)
            tables.append(table)
            problems += found
    return import_tables(desk, actor, tables, problems, progress)


def import_tables(
    desk: Desk,
    actor: Actor,
    tables: Iterable[RawTable],
    problems: Iterable[Problem] = (),
    progress: Progress = _silent,
) -> ImportReport:
    """Check and write tables already read. The journal says what came in, in the same transaction."""
    complaints = list(problems)
    checked: dict[str, CheckedTable] = {}
    for raw in tables:
        table, found = check_table(raw)
        checked[raw.spec.name] = table
        complaints += found
    with desk.store.writing() as session:
        complaints += check_references(checked, _registered(session, checked))
        stored = {name: stored_rows(session, table.spec) for name, table in checked.items()}
        for name, table in checked.items():
            complaints += complete(table, stored[name])
            complaints += check_unique(table, stored[name])
        if complaints:
            session.rollback()
            return ImportReport((), tuple(sorted(complaints, key=lambda p: (p.file, p.line, p.column))))
        written = tuple(
            write_table(session, checked[spec.name], stored[spec.name], progress)
            for spec in FILES
            if spec.name in checked
        )
        refused = _authorizations(session, desk, actor, checked, stored)
        if refused:
            session.rollback()
            return ImportReport((), tuple(refused))
        if any(w.added or w.changed for w in written):
            counts = {w.name: [w.added, w.changed, w.unchanged] for w in written}
            record(session, desk, actor, "import.load", "", counts)
    return ImportReport(written, ())


def _authorizations(
    session: Session,
    desk: Desk,
    actor: Actor,
    checked: Mapping[str, CheckedTable],
    stored: Mapping[str, Mapping[Key, Values]],
) -> list[Problem]:
    """The history of what came in of authorizations, then the services paid; complaints about payments."""
    names = ("authorizations", "authorization_lines")
    numbers = {key[0] for name in names if name in checked for key in checked[name].rows}
    if numbers:
        session.expire_all()
        take_in(session, desk, actor, numbers)
    payments = checked.get("authorization_payments")
    problems: list[Problem] = []
    for key, values in payments.rows.items() if payments is not None else ():
        if key in stored["authorization_payments"]:
            continue
        assert payments is not None
        try:
            bill(session, desk, actor, key[0], key[1], values["paid_on"])
        except DomainError as fault:
            text = fault.text.lower()
            problems.append(Problem(payments.spec.name, payments.lines[key], "procedure_code", text))
    return problems


def _registered(session: Session, checked: dict[str, CheckedTable]) -> dict[str, frozenset[Any]]:
    """The keys already stored of every file some checked file refers to."""
    targets = {c.refers for t in checked.values() for c in t.spec.columns if c.refers}
    targets |= {target for t in checked.values() for _, _, target in t.spec.belongs}
    return {name: stored_keys(session, BY_NAME[name]) for name in targets}
