"""The review routine and the medical examination: what is asked, who settles it, by when, and what is listed."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import col, select

from desk.domain.access.model import ServiceUnit
from desk.domain.authorization.case import FormLine, PaperShown
from desk.domain.authorization.model import Authorization, AuthorizationLine, InformationRequest, Letter
from desk.domain.authorization.paper_list import list_papers
from desk.domain.authorization.review_rules import ReviewForm, Stand
from desk.domain.authorization.service import conclude, history
from desk.domain.context import Actor, Desk
from desk.domain.documents.model import Printout
from desk.domain.documents.table_file import safe_cell, table_text
from desk.domain.kernel.clock import FixedClock, local_time
from desk.domain.kernel.errors import DomainError, ForbiddenError, NotFoundError, StaleError
from desk.domain.referral.deadlines import Clock
from desk.domain.referral.deciding import Opinion, Verdict, decide
from desk.domain.referral.expert import (
    AREA,
    Expert,
    Phase,
    ask_expert,
    examined,
    expert_sheet,
    not_placed,
    place_expert,
)
from desk.domain.referral.model import Referral, ReferralAnswer, ReferralKind, ReferralState
from desk.domain.referral.review import review_sheet, send_review
from desk.domain.referral.review_day import attendances, export_day, print_day, print_review
from desk.domain.referral.service import open_case, send
from tests.conftest import ATTENDANT, AURORA, CONSULTANT, DEMO_DAY
from tests.service.forms import a_form

REFUSED = "07/003980"
"""Aurora's refusal without clinical justification (831)."""
NORTH = Actor("A100003", "CON", "0108", "TEST", "CONSULTOR MODELO")
"""A consultant at a unit that has one."""
WHO = Expert("DR. PERITO FICTÍCIO", "(11) 0000-7777", "RUA DOS EXEMPLOS, 7")


def a_review(**changes: str) -> ReviewForm:
    """The form, filled in."""
    form = ReviewForm(
        unit="0107",
        employee="A100001 ATENDENTE MODELO",
        unit_phone="(11) 0000-0107",
        unit_email="UDAS@EXEMPLO.INVALID",
        unit_fax="NÃO TEM",
        member_number=AURORA,
        member_name="AURORA EXEMPLO",
        member_phone="(11) 0000-0001",
        member_email="NÃO TEM",
        member_fax="NÃO TEM",
        product="342",
        physician="DR. MODELO FICTÍCIO",
        council_number="SP000000",
        physician_phone="(11) 0000-0002",
        physician_email="NÃO TEM",
        physician_fax="NÃO TEM",
        contact_on="2007-05-15",
        contact_by="S",
        contact_how="P",
        consultant_contact="N",
        revision="N",
        motive="no_justification",
        treatment="R",
        conclusion="N",
        requested="90010046X01",
        authorized="",
        refused="90010046X01",
        diagnosis="QUADRO DE EXEMPLO",
        reason="O SEGURADO NÃO ACEITA A NEGATIVA",
        action="EXPLICADO E ENCAMINHADO",
    )
    return replace(form, **changes)


def line_of(desk: Desk, number: str) -> AuthorizationLine:
    with desk.store.reading() as session:
        return session.exec(
            select(AuthorizationLine).where(col(AuthorizationLine.authorization_number) == number)
        ).one()


@pytest.mark.rule("AP-112", "AP-123", "AP-126")
def test_the_counter_reads_reasons_steps_and_what_is_known_of_the_form(any_desk: Desk) -> None:
    sheet = review_sheet(any_desk, ATTENDANT, REFUSED, Stand.WILL_NOT_CALL, new_report=True)
    assert sheet.routine
    assert [step.now for step in sheet.steps] == [False, True, False]
    assert "3758-8808" in sheet.steps[1].reason.says
    assert sheet.draft["member_name"] == "AURORA EXEMPLO"
    assert sheet.draft["requested"] == "90010046x01"
    assert sheet.draft["motive"] == "no_justification"
    with pytest.raises(NotFoundError):
        review_sheet(any_desk, ATTENDANT, "07/999999", Stand.LISTENS)


@pytest.mark.rule("AP-127")
def test_a_unit_with_a_consultant_keeps_the_complaint(any_desk: Desk) -> None:
    sheet = review_sheet(any_desk, NORTH, REFUSED, Stand.WILL_NOT_CALL)
    assert {step.reason.rule for step in sheet.steps} == {"AP-127"}


@pytest.mark.rule("AP-126", "AP-129")
def test_a_complaint_goes_to_the_review_centre_once(any_desk: Desk) -> None:
    first = send_review(any_desk, ATTENDANT, REFUSED, a_review(), submission="one")
    again = send_review(any_desk, ATTENDANT, REFUSED, a_review(), submission="one")
    assert again.number == first.number
    assert (first.kind, first.area, first.state) == (ReferralKind.REVIEW, "NUCLEO", ReferralState.WAITING)
    assert first.authorization_number == REFUSED
    assert "ENCAMINHADO AO NÚCLEO" in history(any_desk, REFUSED)[-1].text
    assert line_of(any_desk, REFUSED).status == "Negado"


@pytest.mark.rule("AP-129")
def test_a_form_with_a_blank_writes_nothing(any_desk: Desk) -> None:
    with pytest.raises(DomainError) as fault:
        send_review(any_desk, ATTENDANT, REFUSED, a_review(unit_phone=""), submission="x")
    assert fault.value.field == "unit_phone"
    with any_desk.store.reading() as session:
        assert session.exec(select(Referral).where(col(Referral.submission) == "x")).first() is None


@pytest.mark.rule("AP-123")
def test_what_is_not_refused_or_is_outside_the_routine_has_no_review(any_desk: Desk) -> None:
    with pytest.raises(DomainError, match="NÃO TEM SERVIÇO NEGADO"):
        send_review(any_desk, ATTENDANT, "07/004377", a_review(), submission="x")
    with pytest.raises(DomainError, match="TERCEIRO"):
        send_review(any_desk, ATTENDANT, REFUSED, a_review(revision="S"), submission="y")
    plain = conclude(any_desk, CONSULTANT, a_form(lines=(FormLine(1, "90060010", 1, "833"),)), submission="z")
    assert plain.number
    with pytest.raises(DomainError, match="FORA DA ROTINA"):
        send_review(
            any_desk, ATTENDANT, plain.number, a_review(requested="90060010X01", refused=""), submission="w"
        )


@pytest.mark.rule("AP-123")
def test_the_third_sic_of_the_routine_has_a_review(any_desk: Desk) -> None:
    with any_desk.store.writing() as session:
        for sequence in (1, 2, 3):
            session.add(
                InformationRequest(
                    authorization_number="07/004391",
                    sequence=sequence,
                    area="CAP",
                    reasons="special_material",
                    questions="LAUDO",
                    addressee="insured",
                    asked_at=datetime(2007, 5, 10 + sequence, 13, tzinfo=UTC),
                    asked_by="A100003",
                )
            )
    sent = send_review(
        any_desk, ATTENDANT, "07/004391", a_review(revision="S", motive="special_material"), submission="third"
    )
    assert sent.state == ReferralState.WAITING


@pytest.mark.rule("AP-113", "AP-127")
def test_only_who_authorises_settles_a_review_at_the_unit(any_desk: Desk) -> None:
    form = a_review(conclusion="R", authorized="90010046X01", refused="")
    with pytest.raises(ForbiddenError):
        send_review(any_desk, ATTENDANT, REFUSED, form, submission="a")
    assert line_of(any_desk, REFUSED).status == "Negado"
    done = send_review(any_desk, NORTH, REFUSED, form, submission="b")
    assert (done.state, done.answer) == (ReferralState.ANSWERED, ReferralAnswer.RELEASED)
    assert line_of(any_desk, REFUSED).status == "Pendente"


@pytest.mark.rule("AP-127")
def test_a_refusal_kept_by_the_unit_stays_refused(any_desk: Desk) -> None:
    done = send_review(any_desk, NORTH, REFUSED, a_review(conclusion="M"), submission="m")
    assert done.answer == ReferralAnswer.REFUSED
    assert line_of(any_desk, REFUSED).status == "Negado"
    assert "MANTIDA" in history(any_desk, REFUSED)[-1].text


@pytest.mark.rule("AP-128")
def test_the_attendances_of_the_day_are_listed_by_unit(any_desk: Desk) -> None:
    assert attendances(any_desk, ATTENDANT, DEMO_DAY).rows == ()
    send_review(any_desk, ATTENDANT, REFUSED, a_review(), submission="one")
    listed = attendances(any_desk, ATTENDANT, DEMO_DAY)
    assert [row.referral.authorization_number for row in listed.rows] == [REFUSED]
    assert "DEPOIS DE CADA ATENDIMENTO" in listed.sending.says
    assert attendances(any_desk, ATTENDANT, date(2007, 5, 16)).rows == ()
    north = attendances(any_desk, NORTH, DEMO_DAY)
    assert north.rows == ()
    assert "NO FIM DO DIA" in north.sending.says


@pytest.mark.rule("AP-128")
def test_no_cell_of_the_list_is_a_formula(any_desk: Desk) -> None:
    nasty = a_review(action='=HYPERLINK("HTTP://X")', reason="+1+1", remarks="@SUM(A1)", diagnosis="-2;3")
    send_review(any_desk, ATTENDANT, REFUSED, nasty, submission="one")
    path = export_day(any_desk, ATTENDANT, DEMO_DAY)
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, row = list(csv.reader(file, delimiter=";"))
    assert len(heading) == len(row)
    assert row[heading.index("AÇÃO TOMADA")] == '\'=HYPERLINK("HTTP://X")'
    assert row[heading.index("DIAGNÓSTICO")] == "'-2;3"
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    second = export_day(any_desk, ATTENDANT, DEMO_DAY)
    assert second != path, "no file is overwritten"


@pytest.mark.rule("AP-128", "AP-129")
def test_the_list_and_the_form_are_printed(any_desk: Desk) -> None:
    with pytest.raises(DomainError, match="NENHUM ATENDIMENTO"):
        print_day(any_desk, ATTENDANT, DEMO_DAY)
    sent = send_review(any_desk, ATTENDANT, REFUSED, a_review(), submission="one")
    assert print_day(any_desk, ATTENDANT, DEMO_DAY).kind == "nucleo-dia"
    printed = print_review(any_desk, ATTENDANT, sent.number or 0)
    assert (printed.kind, printed.copy_number, printed.member_number) == ("nucleo", 1, AURORA)
    with any_desk.store.reading() as session:
        assert len(session.exec(select(Printout)).all()) == 2
    with pytest.raises(NotFoundError):
        print_review(any_desk, ATTENDANT, 999)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@A", "\t=1", " =1", "|x", "%x", "\r=1", "\n=1"])
def test_a_cell_that_could_be_a_formula_is_set_behind_an_apostrophe(text: str) -> None:
    assert not safe_cell(text).lstrip('"').startswith(("=", "+", "-", "@", "|", "%", "\t", "\r"))
    assert table_text(["A"], [[text]]).count("\r\n") == 2


# the medical examination


@pytest.fixture
def asked(any_desk: Desk) -> Referral:
    return ask_expert(any_desk, CONSULTANT, "07/004377", "CONFIRMAR A INDICAÇÃO")


@pytest.mark.rule("AP-141")
def test_an_examination_is_asked_for_with_a_sic_and_twenty_four_hours(any_desk: Desk, asked: Referral) -> None:
    assert (asked.kind, asked.area) == (ReferralKind.EXPERT, AREA)
    assert asked.due_at is not None
    assert (asked.due_at - asked.asked_at).total_seconds() == 24 * 3600
    with any_desk.store.reading() as session:
        request = session.exec(
            select(InformationRequest).where(col(InformationRequest.authorization_number) == "07/004377")
        ).one()
    assert request.questions.startswith("ENCAMINHADO PARA PERÍCIA")
    assert line_of(any_desk, "07/004377").status == "Complem"
    with pytest.raises(DomainError, match="JÁ PEDIDA"):
        ask_expert(any_desk, CONSULTANT, "07/004377", "DE NOVO")


@pytest.mark.rule("AP-141")
def test_an_attendant_asks_for_no_examination(any_desk: Desk) -> None:
    with pytest.raises(ForbiddenError):
        ask_expert(any_desk, ATTENDANT, "07/004377", "X")
    with pytest.raises(DomainError):
        ask_expert(any_desk, CONSULTANT, "07/004377", " ")


@pytest.mark.rule("AP-141", "AP-142")
def test_placing_it_issues_its_authorization_and_the_letter(any_desk: Desk, asked: Referral) -> None:
    number, version = asked.number or 0, asked.version
    with pytest.raises(DomainError) as fault:
        place_expert(any_desk, CONSULTANT, number, replace(WHO, address=""), version=version)
    assert fault.value.field == "endereco"
    place_expert(any_desk, CONSULTANT, number, WHO, version=version)
    sheet = expert_sheet(any_desk, ATTENDANT, "07/004377")
    assert (sheet.phase, sheet.expert) == (Phase.PLACED, WHO)
    assert line_of(any_desk, sheet.senha).procedure_code == "59011447"
    with any_desk.store.reading() as session:
        assert session.get_one(Authorization, sheet.senha).member_number == AURORA
    with any_desk.store.reading() as session:
        letter = session.exec(select(Letter).where(col(Letter.authorization_number) == "07/004377")).all()[-1]
    assert letter.model == "pericia"
    assert "DR. PERITO FICTÍCIO" in letter.body
    with pytest.raises(StaleError):
        place_expert(any_desk, CONSULTANT, number, WHO, version=version)


@pytest.mark.rule("AP-142")
def test_the_request_is_concluded_five_business_days_after_the_examination(
    any_desk: Desk, asked: Referral, clock: FixedClock
) -> None:
    placed = place_expert(any_desk, CONSULTANT, asked.number or 0, WHO, version=asked.version)
    clock.moment = datetime(2007, 5, 18, 13, tzinfo=UTC)
    with pytest.raises(DomainError):
        examined(any_desk, CONSULTANT, placed.number or 0, date(2007, 5, 19), version=placed.version)
    with pytest.raises(DomainError):
        examined(any_desk, CONSULTANT, placed.number or 0, date(2007, 5, 14), version=placed.version)
    done = examined(any_desk, CONSULTANT, placed.number or 0, date(2007, 5, 17), version=placed.version)
    assert done.due_at is not None
    assert local_time(done.due_at).date() == date(2007, 5, 24), "Thursday 17th: five business days on"
    assert done.promised_at == done.due_at
    assert done.state == ReferralState.WAITING, "the decision itself is another matter"


@pytest.mark.rule("AP-141")
def test_the_authorization_of_an_examination_may_not_come(any_desk: Desk, asked: Referral) -> None:
    done = not_placed(any_desk, CONSULTANT, asked.number or 0, "EXAMES BASTAM", version=asked.version)
    assert (done.state, done.answer) == (ReferralState.ANSWERED, ReferralAnswer.DECLINED)
    again = ask_expert(any_desk, CONSULTANT, "07/004377", "OUTRA VEZ")
    assert again.number != asked.number


@pytest.mark.rule("AP-141")
def test_an_attendant_of_the_desk_does_not_place_it(any_desk: Desk, asked: Referral) -> None:
    with pytest.raises(ForbiddenError):
        place_expert(any_desk, ATTENDANT, asked.number or 0, WHO, version=asked.version)


def test_the_demo_has_a_unit_for_each_area_that_answers(desk: Desk) -> None:
    with desk.store.reading() as session:
        areas = set(session.exec(select(ServiceUnit.area)).all())
    assert {"NUCLEO", "SEPIN"} <= areas


# CAP's suggestion goes to the review centre first

CAP_CONSULTANT = Actor("A100009", "CON", "0500", "TEST", "CONSULTOR CAP MODELO")
CENTRE = Actor("A100010", "CON", "0520", "TEST", "NÚCLEO MODELO")


def sent_to_cap(desk: Desk) -> Referral:
    """A service outside the authority of the desk, sent to CAP."""
    form = a_form(procedure="90030047")
    asked_for = list_papers(desk, ATTENDANT, form).papers
    shown = tuple(PaperShown(paper.code, presented=True, dated_on=DEMO_DAY) for paper in asked_for)
    sent = send(desk, ATTENDANT, replace(form, papers=shown), submission="to-cap")
    assert sent.area == "CAP"
    return sent


@pytest.mark.rule("AP-124")
def test_a_refusal_cap_suggests_is_entered_only_by_the_review_centre(any_desk: Desk) -> None:
    sent = sent_to_cap(any_desk)
    opinion = Opinion(Verdict.REFUSE, "SEM JUSTIFICATIVA NO PEDIDO", {1: "831"})
    passed = decide(any_desk, CAP_CONSULTANT, sent.number or 0, opinion, version=sent.version)
    assert (passed.kind, passed.area, passed.state) == ("review", "NUCLEO", ReferralState.WAITING)
    assert passed.authorization_number is None, "nothing is entered yet"
    with pytest.raises(ForbiddenError):
        decide(any_desk, CAP_CONSULTANT, sent.number or 0, opinion, version=passed.version)
    kept = Opinion(Verdict.REFUSE, "MÉDICO CONTATADO, MANTIDO")
    done = decide(any_desk, CENTRE, sent.number or 0, kept, version=passed.version)
    assert (done.state, done.answer) == (ReferralState.ANSWERED, ReferralAnswer.REFUSED)
    line = line_of(any_desk, done.authorization_number or "")
    assert (line.status, line.refusal_code) == ("Negado", "831")
    with any_desk.store.reading() as session:
        letter = session.exec(
            select(Letter).where(col(Letter.authorization_number) == done.authorization_number)
        ).one()
    assert letter.number == "010"


@pytest.mark.rule("AP-124")
def test_the_review_centre_may_turn_the_suggestion_into_an_authorization(any_desk: Desk) -> None:
    sent = sent_to_cap(any_desk)
    opinion = Opinion(Verdict.REFUSE, "SEM JUSTIFICATIVA", {1: "831"})
    passed = decide(any_desk, CAP_CONSULTANT, sent.number or 0, opinion, version=sent.version)
    granted = Opinion(Verdict.RELEASE, "O MÉDICO EXPLICOU POR TELEFONE")
    done = decide(any_desk, CENTRE, sent.number or 0, granted, version=passed.version)
    assert done.answer == ReferralAnswer.RELEASED
    assert line_of(any_desk, done.authorization_number or "").status == "Pendente"


@pytest.mark.rule("AP-123", "AP-124")
def test_a_refusal_outside_the_routine_is_entered_by_cap_itself(any_desk: Desk) -> None:
    sent = sent_to_cap(any_desk)
    opinion = Opinion(Verdict.REFUSE, "FORA DO PRAZO", {1: "833"})
    done = decide(any_desk, CAP_CONSULTANT, sent.number or 0, opinion, version=sent.version)
    assert done.answer == ReferralAnswer.REFUSED
    assert line_of(any_desk, done.authorization_number or "").refusal_code == "833"


@pytest.mark.rule("AP-124", "AP-126")
def test_the_review_centre_answers_a_complaint_on_the_senha_itself(any_desk: Desk) -> None:
    sent = send_review(any_desk, ATTENDANT, REFUSED, a_review(), submission="one")
    granted = Opinion(Verdict.RELEASE, "MÉDICO CONTATADO: HÁ JUSTIFICATIVA")
    done = decide(any_desk, CENTRE, sent.number or 0, granted, version=sent.version)
    assert done.answer == ReferralAnswer.RELEASED
    assert line_of(any_desk, REFUSED).status == "Pendente"


@pytest.mark.rule("AP-124")
def test_a_refusal_cap_suggests_of_a_senha_goes_to_the_review_centre_too(any_desk: Desk) -> None:
    with any_desk.store.writing() as session:
        clock = Clock(any_desk.clock.now())
        case = open_case(
            session,
            any_desk,
            ATTENDANT,
            kind=ReferralKind.REANALYSIS,
            area="CAP",
            member_number=AURORA,
            authorization_number="07/004377",
            note="REANÁLISE",
            clock=clock,
            details={},
        )
    opinion = Opinion(Verdict.REFUSE, "SEM JUSTIFICATIVA", {1: "831"})
    passed = decide(any_desk, CAP_CONSULTANT, case.number or 0, opinion, version=case.version)
    assert (passed.area, line_of(any_desk, "07/004377").status) == ("NUCLEO", "Pendente")
    kept = Opinion(Verdict.REFUSE, "SEGURADO CONTATADO")
    done = decide(any_desk, CENTRE, case.number or 0, kept, version=passed.version)
    assert done.answer == ReferralAnswer.REFUSED
    assert line_of(any_desk, "07/004377").refusal_code == "831"
