"""Requests for complementary information: opened by the desk or an authoriser, answered, decided."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from desk.domain.authorization.case import FormLine
from desk.domain.authorization.information import (
    MISSING,
    Answer,
    Asked,
    enters_routine,
    register_answer,
)
from desk.domain.authorization.letters import letters_of
from desk.domain.authorization.lifecycle import Act
from desk.domain.authorization.model import InformationRequest, Letter
from desk.domain.authorization.review_rules import Stand
from desk.domain.authorization.service import conclude, examine
from desk.domain.authorization.upkeep import read_sheet
from desk.domain.context import Actor, Desk
from desk.domain.kernel.errors import DomainError, ForbiddenError
from desk.domain.referral.model import Referral, ReferralAnswer, ReferralKind
from desk.domain.referral.returns import ask_information, ask_reanalysis, bring_answer, decide
from desk.domain.referral.review import review_sheet
from desk.domain.referral.review_day import attendances, row_of
from tests.conftest import ATTENDANT, CONSULTANT, DEMO_DAY
from tests.service.forms import a_form
from tests.service.lifecycle import FIRST, SECOND, actions, drop, issued, rows, statuses, told, version_of

ANSWER = Answer("QUADRO DESCRITO, EXAMES ANEXOS", "DR. MODELO FICTÍCIO", "SP000000")
ADMISSION: dict[str, Any] = {
    "attendance_type": "6",
    "planned_on": DEMO_DAY + timedelta(days=7),
    "daily_rates": 2,
    "council_number": "SP000000",
    "physician": "DR. MODELO FICTÍCIO",
    "diagnosis": "QUADRO DE EXEMPLO",
    "lines": (FormLine(1, "90010054", 1),),
    "release_code": "819",
    "responsible_number": "A100001",
    "justification": "RELATÓRIO ANEXO",
}


def question(desk: Desk, number: str, *, actor: Actor = CONSULTANT, key: str = "", **changes: Any) -> None:
    version = version_of(desk, number)
    asked = Asked(**{"questions": "ENVIE O LAUDO"} | changes)
    ask_information(desk, actor, number, asked, version=version, submission=key or f"ask-{version}")


def reply(desk: Desk, number: str, answer: Answer = ANSWER) -> Referral | None:
    version = version_of(desk, number)
    return bring_answer(desk, ATTENDANT, number, answer, version=version, submission=f"answer-{version}")


def settle(desk: Desk, number: str, act: Act, *, actor: Actor = CONSULTANT, **changes: Any) -> None:
    version = version_of(desk, number)
    given: dict[str, Any] = {"note": "ANALISADO", "version": version, "submission": f"decide-{version}"}
    decide(desk, actor, number, act, **given | changes)


def requests(desk: Desk, number: str) -> tuple[InformationRequest, ...]:
    return read_sheet(desk, ATTENDANT, number).requests


@pytest.mark.rule("AP-040")
def test_an_admission_without_cid_or_duration_is_issued_with_a_sic_to_the_provider(any_desk: Desk) -> None:
    form = a_form(**ADMISSION)
    weighed = examine(any_desk, ATTENDANT, form)
    assert weighed.asked is not None, weighed.concession.decision.codes
    assert weighed.asked.reasons == (MISSING,)
    done = conclude(any_desk, ATTENDANT, form, submission="held")
    assert statuses(any_desk, done.number) == ("Complem", ["Complem"])
    assert rows(any_desk, done.number)[1][0].refusal_code == "12009"
    [request] = requests(any_desk, done.number)
    assert (request.sequence, request.addressee) == (1, "provider")
    assert "CID 10" in request.questions
    assert "TEMPO" in request.questions
    with any_desk.store.reading() as session:
        letters = session.exec(select(Letter).where(col(Letter.authorization_number) == done.number)).all()
    assert [(letter.model, letter.addressee) for letter in letters] == [("sic", "provider")]
    assert told(any_desk, done.number)[0] == told(any_desk, done.number)[1]


@pytest.mark.rule("AP-040")
@pytest.mark.parametrize(("blank", "asked"), [({"cid": ""}, "CID 10"), ({"disease_duration": ""}, "TEMPO")])
def test_only_what_is_missing_is_asked_and_nothing_when_both_are_there(
    any_desk: Desk, blank: dict[str, str], asked: str
) -> None:
    whole = ADMISSION | {"cid": "Z000", "disease_duration": "3 MESES"}
    assert examine(any_desk, ATTENDANT, a_form(**whole)).asked is None
    held = examine(any_desk, ATTENDANT, a_form(**whole | blank)).asked
    assert held is not None
    assert held.questions == f"INFORME {asked if asked == 'CID 10' else 'TEMPO DE EXISTÊNCIA'}"


@pytest.mark.rule("AP-040")
def test_whoever_issued_it_completes_it_once_the_blanks_are_filled_in(any_desk: Desk) -> None:
    number = conclude(any_desk, ATTENDANT, a_form(**ADMISSION), submission="held").number
    with pytest.raises(DomainError, match="ESPERA RESPOSTA"):
        settle(any_desk, number, Act.COMPLETE, actor=ATTENDANT)
    assert reply(any_desk, number, Answer("CID NO RELATÓRIO", "DR. MODELO", "SP1", cid="Z000")) is None
    with pytest.raises(ForbiddenError):
        settle(any_desk, number, Act.COMPLETE, actor=ATTENDANT)
    assert statuses(any_desk, number) == ("Complem", ["Complem"])


@pytest.mark.rule("AP-040")
def test_with_both_blanks_answered_the_attendant_completes(any_desk: Desk) -> None:
    number = conclude(any_desk, ATTENDANT, a_form(**ADMISSION), submission="held").number
    answer = Answer("RELATÓRIO", "DR. MODELO", "SP1", cid="Z000", disease_duration="3 MESES")
    assert reply(any_desk, number, answer) is None, "nobody else has to analyse it"
    authorization, _ = rows(any_desk, number)
    assert (authorization.cid, authorization.disease_duration) == ("Z000", "3 MESES")
    settle(any_desk, number, Act.COMPLETE, actor=ATTENDANT)
    assert statuses(any_desk, number) == ("Pendente", ["Pendente"])
    assert rows(any_desk, number)[1][0].refusal_code == ""
    assert told(any_desk, number)[0] == told(any_desk, number)[1]


@pytest.mark.rule("AP-107", "AP-108")
def test_an_authoriser_types_12009_beside_the_services_and_the_message_says_what_is_missing(
    any_desk: Desk,
) -> None:
    lines = (FormLine(1, FIRST, 2), FormLine(2, "12009", None))
    form = a_form(lines=lines, message="ENVIE O LAUDO")
    with pytest.raises(DomainError) as refused:
        conclude(any_desk, ATTENDANT, form, submission="no")
    assert (refused.value.field, refused.value.code) == ("servico.2", "041")
    with pytest.raises(DomainError) as blank:
        conclude(any_desk, CONSULTANT, a_form(lines=lines), submission="blank")
    assert blank.value.field == "mensagem.1"
    done = conclude(any_desk, CONSULTANT, form, submission="yes")
    _, stored = rows(any_desk, done.number)
    assert [(line.procedure_code, line.status, line.refusal_code) for line in stored] == [
        (FIRST, "Complem", "12009")
    ]
    assert [request.questions for request in requests(any_desk, done.number)] == ["ENVIE O LAUDO"]


@pytest.mark.rule("AP-107", "AP-110")
def test_the_answer_is_taken_down_and_the_services_wait_until_they_are_decided(any_desk: Desk) -> None:
    number = issued(any_desk, FIRST, SECOND)
    drop(any_desk, number, 2)
    question(any_desk, number)
    assert statuses(any_desk, number) == ("Complem", ["Complem", "Excluído"])
    referral = reply(any_desk, number)
    assert referral is not None
    assert (referral.kind, referral.area) == (ReferralKind.INFORMATION, "CONSULTOR")
    [request] = requests(any_desk, number)
    assert (request.answer, request.physician, request.council_number) == (
        ANSWER.text,
        ANSWER.physician,
        ANSWER.council_number,
    )
    assert statuses(any_desk, number) == ("Complem", ["Complem", "Excluído"])
    settle(any_desk, number, Act.COMPLETE)
    assert statuses(any_desk, number) == ("Pendente", ["Pendente", "Excluído"])
    assert actions(any_desk, number) == ["conclude", "exclude", "ask", "answer", "complete"]


@pytest.mark.rule("AP-110")
@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (Answer("", "DR. MODELO", "SP1"), "resposta"),
        (Answer("LAUDO", "", "SP1"), "medico"),
        (Answer("LAUDO", "DR. MODELO", ""), "crm"),
    ],
)
def test_an_answer_has_words_physician_and_crm(any_desk: Desk, answer: Answer, field: str) -> None:
    number = issued(any_desk)
    question(any_desk, number)
    with any_desk.store.writing() as session, pytest.raises(DomainError) as refused:
        register_answer(session, any_desk, ATTENDANT, number, answer)
    assert refused.value.field == field


@pytest.mark.rule("AP-111", "AP-113", "EL-013")
def test_after_the_information_it_is_refused_with_a_code_and_its_letter(any_desk: Desk) -> None:
    number = issued(any_desk)
    question(any_desk, number)
    reply(any_desk, number)
    with pytest.raises(DomainError) as without:
        settle(any_desk, number, Act.REFUSE)
    assert (without.value.field, without.value.code) == ("negativa", "040")
    with pytest.raises(ForbiddenError):
        settle(any_desk, number, Act.REFUSE, actor=ATTENDANT, refusal_code="831")
    settle(any_desk, number, Act.REFUSE, refusal_code="831")
    assert statuses(any_desk, number) == ("Negado", ["Negado"])
    assert rows(any_desk, number)[1][0].refusal_code == "831"
    assert len(letters_of(any_desk, ATTENDANT, number=number).rows) == 2, "the SIC and the refusal"
    settle(any_desk, number, Act.REVERSE)
    assert statuses(any_desk, number) == ("Pendente", ["Pendente"])
    assert told(any_desk, number)[0] == told(any_desk, number)[1]


@pytest.mark.rule("AP-123")
def test_the_third_sic_for_one_of_the_ten_reasons_enters_the_routine(any_desk: Desk) -> None:
    assert not enters_routine(2, ("aesthetic",))
    assert enters_routine(3, ("aesthetic",))
    assert not enters_routine(3, (MISSING,))
    number = issued(any_desk)
    for _ in range(3):
        question(any_desk, number, reasons=("aesthetic",))
        reply(any_desk, number)
    assert [request.sequence for request in requests(any_desk, number)] == [1, 2, 3]
    texts = [event.text for event in read_sheet(any_desk, ATTENDANT, number).events if event.action == "ask"]
    assert ["ROTINA DE REVISÃO" in text for text in texts] == [False, False, True]


@pytest.mark.rule("AP-107")
def test_a_sic_waits_for_its_answer_before_the_next(any_desk: Desk) -> None:
    number = issued(any_desk)
    question(any_desk, number)
    with pytest.raises(DomainError, match="SIC 1 ESPERA RESPOSTA"):
        question(any_desk, number)
    with pytest.raises(ForbiddenError):
        question(any_desk, issued(any_desk, SECOND, key="second"), actor=ATTENDANT, key="other")


@pytest.mark.rule("AP-136")
def test_a_reanalysis_of_the_same_papers_goes_to_cap_for_two_hours_the_insured_hears_three(any_desk: Desk) -> None:
    number = issued(any_desk)
    referral = ask_reanalysis(
        any_desk, ATTENDANT, number, new_papers=False, called=False, text="PRESTADOR RECUSOU", submission="r"
    )
    assert (referral.kind, referral.area, referral.authorization_number) == ("reanalysis", "CAP", number)
    assert referral.due_at == referral.asked_at + timedelta(hours=2)
    assert referral.promised_at == referral.asked_at + timedelta(hours=3)
    again = ask_reanalysis(
        any_desk, ATTENDANT, number, new_papers=False, called=False, text="PRESTADOR RECUSOU", submission="r"
    )
    assert again.number == referral.number
    assert actions(any_desk, number) == ["conclude", "reanalysis"]
    assert told(any_desk, number)[0] == told(any_desk, number)[1]


@pytest.mark.rule("AP-137")
def test_new_papers_count_first_and_second_reanalysis_and_cap_has_three_hours(any_desk: Desk) -> None:
    number = issued(any_desk)
    notes = []
    for key in ("one", "two"):
        referral = ask_reanalysis(
            any_desk, ATTENDANT, number, new_papers=True, called=False, text="LAUDO NOVO", submission=key
        )
        assert referral.due_at == referral.asked_at + timedelta(hours=3)
        notes.append(referral.note)
    assert notes[0].startswith("1ª REANÁLISE")
    assert notes[1].startswith("2ª REANÁLISE")


@pytest.mark.rule("AP-138")
def test_orthopaedics_is_called_before_anything_is_sent(any_desk: Desk) -> None:
    from desk.domain.catalogue.model import Procedure

    number = issued(any_desk)
    with any_desk.store.writing() as session:
        procedure = session.get_one(Procedure, FIRST)
        procedure.specialty = "ORTOPEDIA"
        session.add(procedure)
    with pytest.raises(DomainError, match="MESA DA CAP") as refused:
        ask_reanalysis(any_desk, ATTENDANT, number, new_papers=True, called=False, text="LAUDO", submission="o")
    assert refused.value.field == "contato"
    sent = ask_reanalysis(any_desk, ATTENDANT, number, new_papers=True, called=True, text="LAUDO", submission="o")
    assert '"orthopaedics": true' in sent.details


@pytest.mark.rule("AP-107", "AP-113")
@pytest.mark.parametrize(
    ("act", "code", "came"),
    [(Act.COMPLETE, "", ReferralAnswer.RELEASED), (Act.REFUSE, "831", ReferralAnswer.REFUSED)],
)
def test_a_decision_on_the_senha_settles_the_answer_that_waits_to_be_read(
    any_desk: Desk, act: Act, code: str, came: ReferralAnswer
) -> None:
    number = issued(any_desk)
    question(any_desk, number)
    waiting = reply(any_desk, number)
    assert waiting is not None
    settle(any_desk, number, act, refusal_code=code)
    with any_desk.store.reading() as session:
        referral = session.get_one(Referral, waiting.number)
    assert (referral.state, referral.answer, referral.answered_by) == (
        "answered",
        came,
        CONSULTANT.operator_number,
    )
    assert referral.seen_at is None, "its asker is told"


@pytest.mark.rule("AP-123")
def test_a_third_sic_of_the_routine_goes_to_the_review_centre(any_desk: Desk) -> None:
    number = issued(any_desk)
    cases = []
    for reasons in (("special_material",), (), ("special_material",)):
        version = version_of(any_desk, number)
        asked = Asked("ENVIE O LAUDO", reasons)
        key = f"ask-{version}"
        case = ask_information(any_desk, CONSULTANT, number, asked, version=version, submission=key)
        again = ask_information(any_desk, CONSULTANT, number, asked, version=version, submission=key)
        assert (again.number if again else None) == (case.number if case else None)
        cases.append(case)
        reply(any_desk, number)
    first, second, third = cases
    assert (first, second) == (None, None)
    assert third is not None
    assert (third.kind, third.area, third.authorization_number) == (ReferralKind.REVIEW, "NUCLEO", number)
    sheet = review_sheet(any_desk, ATTENDANT, number, Stand.LISTENS)
    assert (sheet.draft["revision"], sheet.draft["motive"]) == ("S", "special_material")
    (row,) = attendances(any_desk, ATTENDANT, DEMO_DAY).rows
    assert row_of(row)[4] == "MATERIAL ESPECIAL"


@pytest.mark.rule("AP-123")
def test_a_third_sic_for_another_reason_does_not(any_desk: Desk) -> None:
    number = issued(any_desk)
    for _ in range(3):
        version = version_of(any_desk, number)
        asked = Asked("ENVIE O LAUDO")
        case = ask_information(any_desk, CONSULTANT, number, asked, version=version, submission=f"a-{version}")
        assert case is None
        reply(any_desk, number)
