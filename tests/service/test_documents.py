"""Printing: the file, the register and the journal together; second copies marked; nothing overwritten."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.audit.service import verify
from desk.domain.context import Desk
from desk.domain.documents import service
from desk.domain.documents.document import DisclosureError, Document, Paragraph, Reader
from desk.domain.documents.model import Printout
from desk.domain.documents.service import copy_mark, print_document, prints_of
from desk.domain.kernel.errors import DomainError
from desk.opening import Launch, opener, station_for
from desk.settings import load
from tests.conftest import ATTENDANT, AURORA, SENIOR
from tests.unit.documents.reading import words_of


def a_document(text: str = "Olá, João.", subject: str = "07/000001", **changes: object) -> Document:
    paragraph = Paragraph(text, **changes)  # type: ignore[arg-type]
    return Document("ap", subject, AURORA, "Autorização", (paragraph,))


def folder(desk: Desk) -> Path:
    assert desk.print_folder is not None
    return desk.print_folder


def printouts(desk: Desk) -> list[Printout]:
    with desk.store.reading() as session:
        return list(session.exec(select(Printout).order_by(col(Printout.id))))


def test_a_print_is_a_file_a_row_and_an_event(any_desk: Desk) -> None:
    printout = print_document(any_desk, ATTENDANT, a_document())
    data = (folder(any_desk) / printout.file).read_bytes()
    assert printout.file == "ap-07-000001-1.pdf"
    assert "Olá, João." in words_of(data)
    assert printouts(any_desk) == [printout]
    assert (printout.copy_number, printout.pages, printout.member_number) == (1, 1, AURORA)
    assert (printout.operator_number, printout.unit_code) == ("A100001", "0107")
    assert printout.digest == hashlib.sha256(data).hexdigest()
    with any_desk.store.reading() as session:
        event = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
    assert event is not None
    assert (event.action, event.subject) == ("document.print", AURORA)
    assert json.loads(event.data) == {
        "kind": "ap",
        "subject": "07/000001",
        "copy": 1,
        "file": printout.file,
        "digest": printout.digest,
    }
    assert verify(any_desk).broken_at == 0


@pytest.mark.rule("AP-130")
def test_every_print_but_the_first_says_that_it_is_a_second_copy(any_desk: Desk) -> None:
    document = a_document()
    assert "2ª VIA" not in copy_mark(any_desk, ATTENDANT, document)
    first = print_document(any_desk, ATTENDANT, document)
    assert copy_mark(any_desk, SENIOR, document).startswith("2ª VIA - 15/05/2007 10:00 - OPERADOR A100002")
    second = print_document(any_desk, SENIOR, document)
    third = print_document(any_desk, ATTENDANT, document)
    assert [p.copy_number for p in (first, second, third)] == [1, 2, 3]
    said = [words_of((folder(any_desk) / p.file).read_bytes()) for p in (first, second, third)]
    assert "2ª VIA" not in said[0]
    assert "2ª VIA - 15/05/2007 10:00 - OPERADOR A100002 - IMPRESSÃO 2" in said[1].replace("\n", " ")
    assert "2ª VIA - 15/05/2007 10:00 - OPERADOR A100001 - IMPRESSÃO 3" in said[2].replace("\n", " ")
    assert prints_of(any_desk, "ap", "07/000001") == 3
    assert prints_of(any_desk, "carta", "07/000001") == 0


def test_a_paper_of_invented_people_says_that_it_has_no_value(any_desk: Desk) -> None:
    printout = print_document(any_desk, ATTENDANT, a_document())
    assert "BASE DE DEMONSTRAÇÃO - SEM VALOR" in words_of((folder(any_desk) / printout.file).read_bytes())


def test_a_file_already_there_is_left_alone(any_desk: Desk) -> None:
    folder(any_desk).mkdir()
    (folder(any_desk) / "ap-07-000001-1.pdf").write_bytes(b"de outra base")
    printout = print_document(any_desk, ATTENDANT, a_document())
    assert printout.file == "ap-07-000001-1_2.pdf"
    assert (folder(any_desk) / "ap-07-000001-1.pdf").read_bytes() == b"de outra base"


def test_prints_at_the_same_time_each_get_a_copy_of_their_own(any_desk: Desk) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: print_document(any_desk, ATTENDANT, a_document()), range(6)))
    assert sorted(p.copy_number for p in found) == [1, 2, 3, 4, 5, 6]
    assert len({p.file for p in found}) == 6


def test_what_cannot_be_journalled_leaves_no_file_and_no_row(
    any_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("no journal")

    monkeypatch.setattr(service, "record", fails)
    with pytest.raises(RuntimeError):
        print_document(any_desk, ATTENDANT, a_document())
    assert printouts(any_desk) == []
    assert list(folder(any_desk).iterdir()) == []


def test_a_document_its_reader_may_not_see_is_not_printed(desk: Desk) -> None:
    with pytest.raises(DisclosureError):
        print_document(desk, ATTENDANT, a_document(disclosure=Reader.INTERNAL))
    assert printouts(desk) == []
    assert not folder(desk).exists()


def test_the_name_of_a_file_holds_nothing_that_leads_out_of_the_folder(desk: Desk) -> None:
    printout = print_document(desk, ATTENDANT, a_document(subject="../../x y"))
    assert printout.file == "ap-x-y-1.pdf"
    assert [path.name for path in folder(desk).iterdir()] == [printout.file]


def test_a_folder_that_cannot_be_written_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    desk.print_folder = tmp_path / "file" / "impressos"
    with pytest.raises(DomainError, match="PASTA DE IMPRESSÃO: NÃO É UMA PASTA"):
        print_document(desk, ATTENDANT, a_document())
    desk.print_folder = None
    with pytest.raises(DomainError, match="NÃO TEM PASTA"):
        print_document(desk, ATTENDANT, a_document())
    assert printouts(desk) == []


def test_a_desk_prints_into_its_home(demo_file: Path) -> None:
    launch = Launch(load({"DESK_HOME": str(demo_file.parent)}), demo=True)
    desk = opener(launch, station_for(launch))()
    assert desk.print_folder == demo_file.parent / "impressos"
    desk.store.close()
