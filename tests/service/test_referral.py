"""Cases sent to somebody else: where they go, who decides, what comes of it, and that it is all or nothing."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from desk.domain.access.model import Operator, ServiceUnit
from desk.domain.access.unit_calendar import calendar_of
from desk.domain.audit.service import verify
from desk.domain.authorization.case import FormLine
from desk.domain.authorization.model import (
    Authorization,
    AuthorizationEvent,
    AuthorizationLine,
    AuthorizationStatus,
    InformationRequest,
    Letter,
)
from desk.domain.authorization.service import conclude
from desk.domain.context import Actor, Desk
from desk.domain.documents.model import Printout
from desk.domain.kernel.calendar import BusinessCalendar
from desk.domain.kernel.clock import FixedClock, local_time
from desk.domain.kernel.errors import DomainError, ForbiddenError, StaleError
from desk.domain.referral import service
from desk.domain.referral.deciding import Opinion, Verdict, decide
from desk.domain.referral.model import Referral, ReferralEvent
from desk.domain.referral.queue import called_in, mark_seen, open_file, queue, to_decide, unseen, waiting_for
from desk.domain.referral.service import answer_more, details_of, remind, send, withdraw
from tests.conftest import ATTENDANT, AURORA, CONSULTANT, DEMO_DAY, SENIOR, SUPERVISOR
from tests.service.forms import a_form
from tests.service.referrals import (
    ADMINISTRATOR,
    BEYOND,
    CAP_ATTENDANT,
    CAP_CONSULTANT,
    DECLARED,
    RELEASE,
    blocked_form,
    routed_form,
    sent,
    too_many,
)


def stored(session: Session, number: str) -> tuple[Authorization, list[AuthorizationLine]]:
    lines = session.exec(
        select(AuthorizationLine).where(col(AuthorizationLine.authorization_number) == number)
    ).all()
    return session.get_one(Authorization, number), list(lines)


def at(moment: object) -> str:
    return "" if moment is None else f"{local_time(moment):%d/%m/%Y %H:%M}"  # type: ignore[arg-type]


# sending


@pytest.mark.rule("AP-069", "AP-097")
def test_a_court_order_goes_to_the_supervision_without_a_clock(desk: Desk) -> None:
    case = sent(desk)
    assert (case.kind, case.area, case.codes, case.state) == ("release", "SUPERVISAO", "493", "waiting")
    assert (case.due_at, case.promised_at) == (None, None), "the sources give no term inside the unit"
    assert case.unit_code == "0107"


@pytest.mark.rule("AP-102", "AP-098")
def test_a_consultants_block_goes_to_the_consultant(desk: Desk) -> None:
    case = sent(desk, too_many())
    assert (case.kind, case.area, case.codes) == ("release", "CONSULTOR", "487")
    assert at(case.due_at) == "15/05/2007 12:00", "a unit without one of its own asks CAP: two hours"
    with desk.store.writing() as session:
        unit = session.get_one(ServiceUnit, "0107")
        unit.has_consultant = True
        session.add(unit)
    assert sent(desk, too_many(), key="b").due_at is None


@pytest.mark.rule("AP-022", "AP-027")
def test_what_is_outside_the_authority_goes_to_cap_in_two_hours_and_is_promised_in_three(desk: Desk) -> None:
    case = sent(desk, routed_form(desk))
    assert (case.kind, case.area, case.codes) == ("routing", "CAP", "")
    assert (at(case.due_at), at(case.promised_at)) == ("15/05/2007 12:00", "15/05/2007 13:00")
    assert [reason["rule"] for reason in details_of(case)["clock"]] == ["AP-027"]


@pytest.mark.rule("AP-096", "AP-097")
def test_what_a_consultant_typed_the_supervision_releases_with_all_its_blocks(desk: Desk) -> None:
    form = blocked_form(lines=(FormLine(1, "90020017", 5),))
    with pytest.raises(DomainError, match="O CONSULTOR DIGITA E A SUPERVISÃO LIBERA"):
        sent(desk, form)
    case = sent(desk, replace(form), actor=CONSULTANT)
    assert (case.area, case.codes) == ("SUPERVISAO", "487|493")
    decided = decide(desk, SUPERVISOR, case.number or 0, RELEASE, version=1)
    assert decided.authorization_number == "07/004402"


@pytest.mark.rule("AP-027")
def test_cap_gets_no_case_before_the_papers_are_answered_for(desk: Desk) -> None:
    with pytest.raises(DomainError, match=r"RESPONDA OS PAPÉIS \(ALT 10\)"):
        sent(desk, a_form(procedure=BEYOND))


def test_a_form_with_a_slip_of_the_fingers_is_not_sent(desk: Desk) -> None:
    with pytest.raises(DomainError) as refusal:
        sent(desk, a_form(procedure="99999999"))
    assert (refusal.value.code, refusal.value.field) == ("057", "servico.1")


def test_a_form_that_needs_nobody_is_not_sent(desk: Desk) -> None:
    with pytest.raises(DomainError, match="NADA A ENCAMINHAR: ALT 5 CONCLUI"):
        sent(desk, a_form())


def test_what_an_attendant_typed_as_a_release_changes_nothing(desk: Desk) -> None:
    typed = too_many(release_code="819", responsible_number="A100001", justification="PEDIDO MÉDICO")
    assert sent(desk, typed).codes == "487"


def test_one_form_is_one_case(desk: Desk) -> None:
    first, again = sent(desk), sent(desk)
    assert first.number == again.number
    with desk.store.reading() as session:
        assert len(session.exec(select(Referral)).all()) == 1
        assert len(session.exec(select(ReferralEvent)).all()) == 1


def test_a_form_concluded_before_is_not_sent(desk: Desk) -> None:
    number = conclude(desk, ATTENDANT, a_form(), submission="a").number
    with pytest.raises(DomainError, match=f"JÁ CONCLUÍDA: SENHA {number}"):
        sent(desk)


def test_a_year_without_a_calendar_is_said_and_the_case_is_not_lost(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = BusinessCalendar(frozenset(), frozenset({2006}))
    monkeypatch.setattr(service, "calendar_of", lambda *_: lacking)
    with desk.store.writing() as session:
        unit = session.get_one(ServiceUnit, "0107")
        unit.area = "NAC"
        session.add(unit)
    case = sent(desk, routed_form(desk))
    assert (case.area, case.due_at) == ("CAP", None)
    assert "SEM O ANO 2007" in queue(desk, SUPERVISOR)[0].problem


def test_the_unit_s_own_holidays_are_no_business_days(desk: Desk) -> None:
    holiday = date(2007, 6, 13)
    with desk.store.reading() as session:
        assert [calendar_of(session, unit).is_business_day(holiday) for unit in ("0107", "0210")] == [False, True]


# who decides


@pytest.mark.rule("AP-025", "AP-069")
@pytest.mark.parametrize(
    ("actor", "may"),
    [(SUPERVISOR, True), (ADMINISTRATOR, True), (CONSULTANT, False), (SENIOR, False), (CAP_CONSULTANT, False)],
)
def test_who_decides_for_the_supervision(desk: Desk, actor: Actor, may: bool) -> None:
    case = sent(desk)
    assert waiting_for(desk, actor) == int(may)
    if may:
        assert decide(desk, actor, case.number or 0, RELEASE, version=1).answer == "released"
    else:
        with pytest.raises(ForbiddenError, match="NÃO DECIDE"):
            decide(desk, actor, case.number or 0, RELEASE, version=1)


@pytest.mark.rule("AP-098", "AP-102")
@pytest.mark.parametrize(
    ("actor", "may"), [(CONSULTANT, True), (CAP_CONSULTANT, True), (SUPERVISOR, False), (CAP_ATTENDANT, False)]
)
def test_who_decides_for_the_consultant(desk: Desk, actor: Actor, may: bool) -> None:
    sent(desk, too_many())
    assert waiting_for(desk, actor) == int(may)


@pytest.mark.rule("AP-025")
def test_at_cap_attendants_decide_diagnosis_and_therapy_and_consultants_the_rest(desk: Desk) -> None:
    sent(desk, routed_form(desk))
    assert [waiting_for(desk, actor) for actor in (CAP_ATTENDANT, CAP_CONSULTANT, CONSULTANT)] == [1, 1, 0]
    refractive = replace(routed_form(desk, code="90010070"), attendance_type="5")
    sent(desk, refractive, key="b")
    assert [waiting_for(desk, actor) for actor in (CAP_ATTENDANT, CAP_CONSULTANT)] == [1, 2]


def test_nobody_decides_what_he_asked_for(desk: Desk) -> None:
    case = sent(desk, blocked_form(), actor=SUPERVISOR)
    with pytest.raises(ForbiddenError, match="QUEM PEDE NÃO LIBERA"):
        decide(desk, SUPERVISOR, case.number or 0, RELEASE, version=1)
    assert waiting_for(desk, SUPERVISOR) == 0
    assert decide(desk, ADMINISTRATOR, case.number or 0, RELEASE, version=1).answer == "released"


def test_the_unit_typed_at_the_sign_on_gives_nobody_authority(desk: Desk) -> None:
    case = sent(desk, routed_form(desk))
    elsewhere = Actor("A100003", "CON", "0500", "TEST")
    with pytest.raises(ForbiddenError, match="NÃO DECIDE"):
        decide(desk, elsewhere, case.number or 0, RELEASE, version=1)


def test_a_supervisor_of_another_unit_does_not_decide(desk: Desk) -> None:
    with desk.store.writing() as session:
        supervisor = session.get_one(Operator, "A100004")
        supervisor.unit_code = "0210"
        session.add(supervisor)
    case = sent(desk)
    with pytest.raises(ForbiddenError):
        decide(desk, SUPERVISOR, case.number or 0, RELEASE, version=1)


# deciding


@pytest.mark.rule("AP-097")
def test_released_it_is_issued_at_once_in_the_asker_s_name(desk: Desk) -> None:
    case = sent(desk)
    done = decide(desk, SUPERVISOR, case.number or 0, RELEASE, version=1)
    assert (done.state, done.answer, done.answered_by) == ("answered", "released", "A100004")
    with desk.store.reading() as session:
        authorization, lines = stored(session, done.authorization_number or "")
        assert authorization.status == AuthorizationStatus.PENDING
        assert (authorization.attendant_number, authorization.responsible_number) == ("A100001", "A100004")
        assert (authorization.unit_code, authorization.release_code) == ("0107", "LIB")
        assert authorization.justification == "LIMINAR 0001/2007; CONFERIDO"
        assert [line.status for line in lines] == [AuthorizationStatus.PENDING]
        event = session.exec(
            select(AuthorizationEvent).where(
                col(AuthorizationEvent.authorization_number) == done.authorization_number
            )
        ).one()
        assert event.responsible_number == "A100004"
    assert verify(desk).broken_at == 0
    again = conclude(desk, ATTENDANT, blocked_form(), submission="a")
    assert (again.number, again.repeated) == (done.authorization_number, True), "the form is not issued twice"


@pytest.mark.rule("AP-096")
def test_a_consultant_lifts_by_819_without_the_attendant_typing_it(desk: Desk) -> None:
    case = sent(desk, too_many())
    done = decide(desk, CONSULTANT, case.number or 0, RELEASE, version=1)
    with desk.store.reading() as session:
        authorization, _ = stored(session, done.authorization_number or "")
        assert (authorization.release_code, authorization.responsible_number) == ("819", "A100003")


@pytest.mark.rule("AP-027", "EL-027")
@pytest.mark.parametrize("member", [AURORA, DECLARED])
def test_cap_grants_what_was_routed_to_it(desk: Desk, member: str) -> None:
    code = BEYOND if member == AURORA else "90030012"
    case = sent(desk, routed_form(desk, member=member, code=code))
    done = decide(desk, CAP_CONSULTANT, case.number or 0, RELEASE, version=1)
    with desk.store.reading() as session:
        authorization, _ = stored(session, done.authorization_number or "")
        assert authorization.unit_code == "0107"
        assert json.loads(authorization.decision)["outcome"] == "allowed"


def test_still_blocked_is_said_and_nothing_is_written(desk: Desk) -> None:
    case = sent(desk, too_many())
    issued = conclude(desk, ATTENDANT, a_form(procedure="90020017"), submission="meanwhile").number
    with pytest.raises(DomainError, match="ESTÁ DE PÉ, EMITA A 2ª VIA") as refusal:
        decide(desk, CONSULTANT, case.number or 0, RELEASE, version=1)
    assert refusal.value.field == "decisao"
    with desk.store.reading() as session:
        assert session.get_one(Referral, case.number).state == "waiting"
        assert session.exec(select(Authorization.number).where(col(Authorization.number) > issued)).all() == []


@pytest.mark.rule("AP-002")
def test_decided_the_day_after_it_is_issued_and_valid_from_that_day(desk: Desk, clock: FixedClock) -> None:
    case = sent(desk)
    clock.moment += timedelta(days=1)
    done = decide(desk, SUPERVISOR, case.number or 0, RELEASE, version=1)
    with desk.store.reading() as session:
        authorization, _ = stored(session, done.authorization_number or "")
        assert authorization.issued_on == DEMO_DAY + timedelta(days=1)
        assert authorization.valid_until == DEMO_DAY + timedelta(days=31)


def test_a_week_in_the_queue_raises_no_block_of_dates(desk: Desk, clock: FixedClock) -> None:
    """Whoever decides reads the form as it will be issued, and issues what was read."""
    case = sent(desk, blocked_form(on=DEMO_DAY - timedelta(days=1)))
    clock.moment += timedelta(days=8)
    file = open_file(desk, SUPERVISOR, case.number or 0)
    assert file.concession is not None
    assert file.concession.decision.codes == ("493",)
    assert decide(desk, SUPERVISOR, case.number or 0, RELEASE, version=1).answer == "released"


@pytest.mark.rule("AP-113", "AP-114")
def test_refused_it_is_issued_as_refused_with_its_letter(desk: Desk) -> None:
    case = sent(desk, too_many())
    with pytest.raises(DomainError, match="INFORME O CÓDIGO DE CADA LINHA"):
        decide(desk, CONSULTANT, case.number or 0, Opinion(Verdict.REFUSE, "SEM LAUDO"), version=1)
    done = decide(desk, CONSULTANT, case.number or 0, Opinion(Verdict.REFUSE, "SEM LAUDO", {1: "831"}), version=1)
    assert done.answer == "refused"
    with desk.store.reading() as session:
        authorization, lines = stored(session, done.authorization_number or "")
        assert authorization.status == AuthorizationStatus.REFUSED
        assert [(line.status, line.refusal_code) for line in lines] == [("Negado", "831")]
        assert json.loads(authorization.decision)["outcome"] == "refused"
        letter = session.exec(select(Letter)).one()
        assert letter.authorization_number == authorization.number


@pytest.mark.rule("AP-113")
def test_a_refusal_the_attendant_proposes_goes_to_the_consultant(desk: Desk) -> None:
    case = sent(desk, a_form(lines=(FormLine(1, "90030012", 1, "831"),)))
    assert case.area == "CONSULTOR"
    done = decide(desk, CONSULTANT, case.number or 0, Opinion(Verdict.REFUSE, "DE ACORDO"), version=1)
    assert done.answer == "refused"


@pytest.mark.rule("AP-104", "AP-113")
def test_some_services_may_be_released_and_others_refused(desk: Desk) -> None:
    lines = (FormLine(1, "90020017", 5), FormLine(2, "90030012", 1))
    case = sent(desk, a_form(lines=lines))
    done = decide(desk, CONSULTANT, case.number or 0, Opinion(Verdict.RELEASE, "PARCIAL", {2: "831"}), version=1)
    with desk.store.reading() as session:
        _, written = stored(session, done.authorization_number or "")
        assert [(line.status, line.refusal_code) for line in written] == [("Pendente", ""), ("Negado", "831")]


@pytest.mark.rule("AP-107")
def test_information_opens_a_sic_on_a_senha_that_waits(desk: Desk) -> None:
    case = sent(desk, too_many())
    with pytest.raises(DomainError, match="DIGA O QUE FALTA"):
        decide(desk, CONSULTANT, case.number or 0, Opinion(Verdict.INFORMATION), version=1)
    opinion = Opinion(Verdict.INFORMATION, "LAUDO DO EXAME", addressee="provider")
    done = decide(desk, CONSULTANT, case.number or 0, opinion, version=1)
    assert done.answer == "information"
    with desk.store.reading() as session:
        authorization, lines = stored(session, done.authorization_number or "")
        assert authorization.status == AuthorizationStatus.INFORMATION
        assert [line.refusal_code for line in lines] == ["12009"]
        request = session.exec(select(InformationRequest)).one()
        assert (request.addressee, request.questions) == ("provider", "LAUDO DO EXAME")


def test_declined_it_comes_back_with_the_reason(desk: Desk) -> None:
    case = sent(desk)
    with pytest.raises(DomainError, match="DIGA POR QUE DEVOLVE"):
        decide(desk, SUPERVISOR, case.number or 0, Opinion(Verdict.DECLINE), version=1)
    done = decide(desk, SUPERVISOR, case.number or 0, Opinion(Verdict.DECLINE, "FALTA A LIMINAR"), version=1)
    assert (done.answer, done.answer_text, done.authorization_number) == ("declined", "FALTA A LIMINAR", None)


def test_more_is_asked_and_answered_and_the_area_s_time_stands_still(desk: Desk, clock: FixedClock) -> None:
    case = sent(desk, too_many())
    number = case.number or 0
    asked = decide(desk, CONSULTANT, number, Opinion(Verdict.MORE, "DATA DO ÚLTIMO EXAME?"), version=1)
    assert (asked.state, asked.version) == ("more", 2)
    assert [news.text for news in unseen(desk, ATTENDANT)] == ["DATA DO ÚLTIMO EXAME?"]
    assert waiting_for(desk, CONSULTANT) == 0
    with pytest.raises(DomainError, match="ESPERA A RESPOSTA"):
        decide(desk, CONSULTANT, number, RELEASE, version=2)
    with pytest.raises(ForbiddenError):
        answer_more(desk, SENIOR, number, "10/05", version=2)
    clock.moment += timedelta(hours=1)
    answered = answer_more(desk, ATTENDANT, number, "10/05/2007", version=2)
    assert (answered.state, at(answered.due_at)) == ("waiting", "15/05/2007 13:00")
    assert decide(desk, CONSULTANT, number, RELEASE, version=3).answer == "released"


def test_the_asker_takes_a_case_back_and_nobody_decides_it_any_more(desk: Desk) -> None:
    case = sent(desk)
    with pytest.raises(ForbiddenError):
        withdraw(desk, SENIOR, case.number or 0, version=1)
    assert withdraw(desk, ATTENDANT, case.number or 0, version=1).state == "withdrawn"
    with pytest.raises(StaleError, match="FOI RETIRADO"):
        decide(desk, SUPERVISOR, case.number or 0, RELEASE, version=1)


def test_the_second_to_decide_is_told_who_was_first(desk: Desk) -> None:
    case = sent(desk)
    decide(desk, SUPERVISOR, case.number or 0, RELEASE, version=1)
    with pytest.raises(StaleError, match="JÁ FOI DECIDIDO POR A100004"):
        decide(desk, ADMINISTRATOR, case.number or 0, RELEASE, version=1)


# charging, queue, news


@pytest.mark.rule("AP-103")
def test_an_area_that_is_late_is_charged_then_the_supervision_called_in(
    desk: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    case = sent(desk, routed_form(desk))
    number = case.number or 0
    clock.moment += timedelta(hours=2)
    with pytest.raises(DomainError, match="NO PRAZO ATÉ 15/05 12:00"):
        remind(desk, ATTENDANT, number, version=1)
    clock.moment += timedelta(minutes=1)
    assert queue(desk, ATTENDANT)[0].overdue
    with pytest.raises(ForbiddenError):
        remind(desk, CAP_ATTENDANT, number, version=1)
    first = remind(desk, ATTENDANT, number, version=1)
    assert (first.referral.reminders, details_of(first.referral).get("escalated")) == (1, None)
    second = remind(desk, ATTENDANT, number, version=2)
    assert (second.referral.reminders, details_of(second.referral)["escalated"]) == (2, True)
    assert [called_in(desk, actor) for actor in (SUPERVISOR, ATTENDANT)] == [1, 0]
    with desk.store.reading() as session:
        printed = session.exec(select(Printout)).all()
    assert [printout.kind for printout in printed] == ["cobranca", "cobranca"]


@pytest.mark.rule("AP-103")
def test_what_has_no_term_is_not_charged(desk: Desk) -> None:
    with pytest.raises(DomainError, match="NÃO TEM PRAZO"):
        remind(desk, ATTENDANT, sent(desk).number or 0, version=1)


def test_the_queue_is_the_asker_s_and_the_whole_unit_s_for_the_supervision(desk: Desk, clock: FixedClock) -> None:
    sent(desk, blocked_form(), actor=SENIOR)
    sent(desk, routed_form(desk), key="b")
    clock.moment += timedelta(hours=3)
    assert [row.referral.number for row in queue(desk, ATTENDANT)] == [2]
    rows = queue(desk, SUPERVISOR)
    assert [(row.referral.number, row.overdue) for row in rows] == [(2, True), (1, False)]
    assert [row.referral.number for row in queue(desk, SUPERVISOR, words="joana supervisao")] == [1]
    assert queue(desk, SUPERVISOR, words="ninguém") == ()


def test_a_case_is_read_by_who_asked_who_decides_and_the_unit_alone(desk: Desk) -> None:
    number = sent(desk).number or 0
    assert open_file(desk, SUPERVISOR, number).decides
    assert not open_file(desk, SENIOR, number).decides
    with pytest.raises(ForbiddenError):
        open_file(desk, CAP_ATTENDANT, number)


def test_news_stays_until_it_was_seen_by_its_asker(desk: Desk) -> None:
    number = sent(desk).number or 0
    assert unseen(desk, ATTENDANT) == ()
    done = decide(desk, SUPERVISOR, number, RELEASE, version=1)
    news = unseen(desk, ATTENDANT)
    assert [(n.number, n.answer, n.senha) for n in news] == [(number, "released", done.authorization_number)]
    assert unseen(desk, SENIOR) == ()
    mark_seen(desk, SENIOR, frozenset({number}))
    assert len(unseen(desk, ATTENDANT)) == 1, "somebody else's eyes do not count"
    mark_seen(desk, ATTENDANT, frozenset({number}))
    assert unseen(desk, ATTENDANT) == ()
    assert to_decide(desk, SUPERVISOR) == ()


def test_sending_needs_a_role_that_writes(desk: Desk) -> None:
    with pytest.raises(ForbiddenError):
        send(desk, Actor("A100006", "REE", "0107", "TEST"), blocked_form(), submission="x")


@pytest.mark.rule("AP-094", "EL-029")
def test_suspected_preexistence_is_cap_s_consultant_s_to_lift(desk: Desk) -> None:
    case = sent(desk, routed_form(desk, member="9990100006007001", code="90030012"))
    assert (case.kind, case.area, case.codes) == ("release", "CAP", "497")
    with pytest.raises(ForbiddenError):
        decide(desk, CONSULTANT, case.number or 0, RELEASE, version=1)
    assert decide(desk, CAP_CONSULTANT, case.number or 0, RELEASE, version=1).answer == "released"


@pytest.mark.rule("AP-016")
def test_cas_24h_has_no_term_in_the_sources_and_its_people_decide(desk: Desk) -> None:
    case = sent(desk, routed_form(desk, code="90020025"))
    assert (case.area, case.due_at) == ("CAS 24H", None)
    with desk.store.writing() as session:
        colleague = session.get_one(Operator, "A100008")
        colleague.unit_code = "0510"
        session.add(colleague)
    assert decide(desk, CAP_ATTENDANT, case.number or 0, RELEASE, version=1).answer == "released"


@pytest.mark.rule("UF-079", "AZ-066")
@pytest.mark.parametrize(
    ("member", "on", "area", "due"),
    [
        ("9996000009901801", date(2009, 3, 20), "UNAFISCO", "23/03/2009 23:59"),
        ("9995000009801101", date(2012, 3, 12), "ASSEFAZ", "13/03/2012 23:59"),
    ],
)
def test_other_rulebooks_send_to_their_own_central_with_one_business_day(
    desk: Desk, clock: FixedClock, member: str, on: date, area: str, due: str
) -> None:
    clock.moment = clock.moment.replace(year=on.year, month=on.month, day=on.day)
    case = sent(desk, a_form(member=member, procedure=BEYOND, on=on))
    assert (case.area, at(case.due_at)) == (area, due)
