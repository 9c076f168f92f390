"""Printing: a file in the print folder, a row in the register and one in the journal, together or not at all."""

import errno
import hashlib
import os
import re
from collections.abc import Collection
from itertools import count
from pathlib import Path

from sqlmodel import Session, col, func, select

from desk.domain.audit.service import record
from desk.domain.context import Actor, Desk
from desk.domain.documents.document import Document
from desk.domain.documents.model import Printout
from desk.domain.documents.pdf import paper_of
from desk.domain.kernel.clock import local_time
from desk.domain.kernel.errors import DomainError
from desk.domain.store.kinds import DatabaseKind

SECOND_COPY = "2ª VIA"
_NO_VALUE = "BASE DE {kind} - SEM VALOR"
_WHY = {
    errno.EACCES: "SEM PERMISSÃO",
    errno.EPERM: "SEM PERMISSÃO",
    errno.EROFS: "SÓ LEITURA",
    errno.ENOSPC: "DISCO CHEIO",
    errno.EDQUOT: "DISCO CHEIO",
    errno.ENOTDIR: "NÃO É UMA PASTA",
    errno.EEXIST: "NÃO É UMA PASTA",
}
"""What the system says against writing, in the words of the desk."""
_KINDS = {DatabaseKind.DEMO: "DEMONSTRAÇÃO", DatabaseKind.TRAINING: "TREINAMENTO"}


def print_document(desk: Desk, actor: Actor, document: Document) -> Printout:
    """Print a document: its PDF in the print folder, registered and journalled in one transaction.

    The first print is copy 1; every later one says that it is a second copy, when and by whom. No file is ever
    overwritten, and none stays behind when the transaction fails. Raises DisclosureError when the document
    holds what its reader may not see, DomainError when this desk has no print folder or cannot write to it.
    """
    with desk.store.writing() as session:
        copies = copies_of(session, document.kind, [document.subject]).get(document.subject, 0) + 1
        mark = _mark(desk, actor, copies)
        paper = paper_of(document, mark)
        path = _keep(desk.print_folder, f"{document.kind}-{document.subject}-{copies}", paper.data)
        try:
            printout = Printout(
                kind=document.kind,
                subject=document.subject,
                member_number=document.member_number,
                copy_number=copies,
                pages=paper.pages,
                at=desk.clock.now(),
                operator_number=actor.operator_number,
                unit_code=actor.unit_code,
                file=path.name,
                digest=hashlib.sha256(paper.data).hexdigest(),
            )
            session.add(printout)
            session.flush()
            record(
                session,
                desk,
                actor,
                "document.print",
                document.member_number or document.subject,
                {
                    "kind": document.kind,
                    "subject": document.subject,
                    "copy": copies,
                    "file": path.name,
                    "digest": printout.digest,
                },
            )
            session.commit()
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return printout


def prints_of(desk: Desk, kind: str, subject: str) -> int:
    """How often a document was printed."""
    with desk.store.reading() as session:
        return copies_of(session, kind, [subject]).get(subject, 0)


def copies_of(session: Session, kind: str, subjects: Collection[str]) -> dict[str, int]:
    """How often each of several documents was printed, inside the caller's session; those never are not there."""
    query = (
        select(Printout.subject, func.max(Printout.copy_number))
        .where(col(Printout.kind) == kind, col(Printout.subject).in_(subjects))
        .group_by(col(Printout.subject))
    )
    return {subject: int(copies) for subject, copies in session.exec(query)}


def copy_mark(desk: Desk, actor: Actor, document: Document) -> str:
    """What the heading of the next print of a document will say, for its preview."""
    return _mark(desk, actor, prints_of(desk, document.kind, document.subject) + 1)


def _mark(desk: Desk, actor: Actor, copies: int) -> str:
    marks = []
    if copies > 1:
        at = f"{local_time(desk.clock.now()):%d/%m/%Y %H:%M}"
        marks.append(f"{SECOND_COPY} - {at} - OPERADOR {actor.operator_number} - IMPRESSÃO {copies}")
    if desk.kind in _KINDS:
        marks.append(_NO_VALUE.format(kind=_KINDS[desk.kind]))
    return " - ".join(marks)


def _keep(folder: Path | None, name: str, data: bytes) -> Path:
    """Write a new file in the print folder, for the user alone; of a name that is taken the next one is used."""
    if folder is None:
        raise DomainError("ESTE POSTO NÃO TEM PASTA DE IMPRESSÃO")
    stem = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for attempt in count(1):
            path = folder / (f"{stem}.pdf" if attempt == 1 else f"{stem}_{attempt}.pdf")
            try:
                fresh = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(fresh, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                return path
            except FileExistsError:
                continue
    except OSError as problem:
        why = _WHY.get(problem.errno or 0, problem.strerror or str(problem)).upper()
        raise DomainError(f"NÃO CONSIGO GRAVAR NA PASTA DE IMPRESSÃO: {why}"[:73]) from problem
    raise AssertionError("count() has no end")
