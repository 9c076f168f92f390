"""The papers of a form looked up, the same as ACOB names; and the list of what is missing, on paper."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.authorization.case import ConcessionForm, FormLine, PaperShown
from desk.domain.authorization.paper_list import list_papers, missing_document, print_missing
from desk.domain.context import Desk
from desk.domain.counter.care import CareRequest, may_have
from desk.domain.documents.text import text_of
from desk.domain.kernel.errors import DomainError, NotFoundError
from tests.conftest import ATTENDANT, AURORA, DEMO_DAY


def a_form(service: str = "90030012", ta: str = "5", **changes: Any) -> ConcessionForm:
    values: dict[str, Any] = {
        "member_number": AURORA,
        "regional_office": "0107",
        "attendance_type": ta,
        "lines": (FormLine(1, service, 1),),
        "issued_on": DEMO_DAY,
        "valid_until": date(2007, 6, 14),
    }
    return ConcessionForm(**values | changes)


@pytest.mark.rule("AP-035", "AP-037", "AP-038", "AP-041", "AP-046", "AP-047")
@pytest.mark.parametrize(
    ("service", "ta"),
    [
        ("90030012", "5"),
        ("61061018", "5"),
        ("25030019", "5"),
        ("90010070", "2"),
        ("90010011", "7"),
        ("52110133", "7"),
        ("90010038", "8"),
    ],
)
def test_acob_and_the_form_ask_for_the_same_papers(desk: Desk, service: str, ta: str) -> None:
    listed = list_papers(desk, ATTENDANT, a_form(service, ta)).papers
    told = may_have(desk, ATTENDANT, CareRequest(AURORA, service, DEMO_DAY, ta)).papers
    assert {paper.label.upper() for paper in listed} == set(told)


def test_acob_asks_for_no_order_where_no_authorization_is_needed(desk: Desk) -> None:
    assert may_have(desk, ATTENDANT, CareRequest(AURORA, "90030039", DEMO_DAY, "5")).papers == ()


def test_a_look_at_the_papers_is_journalled(desk: Desk) -> None:
    list_papers(desk, ATTENDANT, a_form())
    with desk.store.reading() as session:
        last = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
    assert last is not None
    assert (last.action, last.subject, last.operator_number) == ("authorization.papers", AURORA, "A100001")


@pytest.mark.rule("AP-032", "AP-033", "AP-041")
def test_the_list_of_what_is_missing_says_each_paper_and_what_it_must_say(desk: Desk) -> None:
    shown = (PaperShown("PEDIDO", True, date(2007, 2, 13)), PaperShown("CARTEIRA", True))
    found = list_papers(desk, ATTENDANT, a_form("61061018", papers=shown))
    assert [paper.code for paper in found.still_needed] == ["PEDIDO", "FORM-QT", "LAUDO"]
    text = " ".join(" ".join(text_of(missing_document(desk, found), "")).split())
    assert "- Pedido médico de até 90 dias, com: nome do paciente; carimbo e assinatura" in text
    assert "- Autorização para Quimioterapia e Adjuvantes, com: todos os campos preenchidos" in text
    assert "- Cartão de identificação" not in text
    assert "AURORA EXEMPLO" in text


def test_the_same_list_again_is_a_second_copy_and_another_list_is_not(desk: Desk) -> None:
    missing = (PaperShown("PEDIDO", False), PaperShown("CARTEIRA", True))
    first, count = print_missing(desk, ATTENDANT, a_form(papers=missing))
    again, _ = print_missing(desk, ATTENDANT, a_form(papers=missing))
    other, two = print_missing(desk, ATTENDANT, a_form(papers=missing[:1]))
    assert (first.copy_number, again.copy_number, other.copy_number) == (1, 2, 1)
    assert (count, two) == (1, 2)


def test_nothing_missing_prints_nothing(desk: Desk) -> None:
    here = (PaperShown("PEDIDO", True, DEMO_DAY), PaperShown("CARTEIRA", True))
    with pytest.raises(DomainError, match="NENHUM PAPEL FALTA"):
        print_missing(desk, ATTENDANT, a_form(papers=here))


def test_a_person_or_a_service_that_does_not_exist_has_no_papers(desk: Desk) -> None:
    with pytest.raises(NotFoundError) as unknown:
        list_papers(desk, ATTENDANT, a_form(member_number="1" * 16))
    assert unknown.value.field == "identificacao"
    with pytest.raises(DomainError) as nothing:
        list_papers(desk, ATTENDANT, a_form("12345678"))
    assert nothing.value.field == "servico.1"
