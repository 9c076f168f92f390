"""What is done to an authorization that exists: each act one transaction, rows, history and journal together."""

import json
import multiprocessing
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.audit.service import verify
from desk.domain.authorization.change import Release
from desk.domain.authorization.ledger import lines_of
from desk.domain.authorization.model import Authorization, AuthorizationPaper
from desk.domain.authorization.revision import Revised
from desk.domain.authorization.service import list_authorizations
from desk.domain.authorization.upkeep import read_sheet
from desk.domain.catalogue.model import Procedure
from desk.domain.context import Actor, Desk
from desk.domain.kernel.clock import FixedClock
from desk.domain.kernel.dates import add_days
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.kernel.errors import DomainError, ForbiddenError, NotFoundError, StaleError
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.store.founding import open_store
from tests.conftest import ATTENDANT, CONSULTANT, DEMO_DAY, MORNING, SENIOR
from tests.service.lifecycle import (
    FIRST,
    SECOND,
    THIRD,
    a_revision,
    actions,
    add,
    change,
    drop,
    history_of,
    issued,
    pay,
    rows,
    statuses,
    told,
    version_of,
)

LATER = DEMO_DAY + timedelta(days=40)


def at(desk: Desk, day: date) -> None:
    desk.clock = FixedClock(MORNING + (day - DEMO_DAY))


def decision_of(answer: Revised) -> Decision:
    assert answer.examination is not None
    return answer.examination.concession.decision


def last_audit(desk: Desk) -> AuditEvent:
    with desk.store.reading() as session:
        event = session.exec(select(AuditEvent).order_by(col(AuditEvent.id).desc())).first()
    assert event is not None
    return event


@pytest.mark.rule("AP-131", "EL-014", "AP-140")
def test_one_service_is_dropped_then_the_whole_is_cancelled(any_desk: Desk) -> None:
    number = issued(any_desk, FIRST, SECOND)
    drop(any_desk, number, 2)
    assert statuses(any_desk, number) == ("Pendente", ["Pendente", "Excluído"])
    assert (last_audit(any_desk).action, verify(any_desk).broken_at) == ("authorization.exclude", 0)
    drop(any_desk, number, 1)
    assert statuses(any_desk, number) == ("Excluído", ["Excluído", "Excluído"])
    assert "CANCELADA" in history_of(any_desk, number)[-1].text
    rows_, replayed = told(any_desk, number)
    assert rows_ == replayed
    assert [row.line.status for row in list_authorizations(any_desk, ATTENDANT, number=number).rows] == [
        "Excluído",
        "Excluído",
    ]


@pytest.mark.rule("AP-131")
@pytest.mark.parametrize(
    ("positions", "motive", "note", "field"),
    [((), "N", "X", "excl.1"), ((1,), "X", "X", "motivo"), ((1,), "E", "", "historico")],
)
def test_dropping_asks_for_a_mark_a_motive_and_for_a_mistake_what_it_was(
    any_desk: Desk, positions: tuple[int, ...], motive: str, note: str, field: str
) -> None:
    number = issued(any_desk)
    with pytest.raises(DomainError) as refused:
        drop(any_desk, number, *positions, motive=motive, note=note)
    assert refused.value.field == field
    assert actions(any_desk, number) == ["conclude"]


def test_a_line_that_is_not_there_is_not_dropped(any_desk: Desk) -> None:
    number = issued(any_desk)
    with pytest.raises(DomainError, match="NÃO ESTÁ NA AP"):
        drop(any_desk, number, 1, 7)
    assert statuses(any_desk, number) == ("Pendente", ["Pendente"])


@pytest.mark.rule("AP-135")
def test_a_swap_includes_the_new_code_before_it_drops_the_old(any_desk: Desk) -> None:
    number = issued(any_desk, FIRST)
    with pytest.raises(DomainError, match="INCLUA ANTES O CÓDIGO NOVO") as refused:
        drop(any_desk, number, 1, motive="T")
    assert refused.value.field == "motivo"
    assert add(any_desk, number, SECOND).done is not None
    drop(any_desk, number, 1, motive="T")
    assert statuses(any_desk, number) == ("Pendente", ["Excluído", "Pendente"])
    assert json.loads(history_of(any_desk, number)[-1].data)["replaced_by"] == [SECOND]


@pytest.mark.rule("AP-135")
def test_one_new_code_replaces_one_old_code_only(any_desk: Desk) -> None:
    number = issued(any_desk, FIRST, SECOND)
    add(any_desk, number, THIRD)
    with pytest.raises(DomainError, match="INCLUA ANTES"):
        drop(any_desk, number, 1, 2, motive="T")
    drop(any_desk, number, 1, motive="T")
    with pytest.raises(DomainError, match="INCLUA ANTES"):
        drop(any_desk, number, 2, motive="T")
    with pytest.raises(DomainError, match="INCLUA ANTES"):
        drop(any_desk, number, 3, motive="T")
    drop(any_desk, number, 2)
    assert statuses(any_desk, number)[1] == ["Excluído", "Excluído", "Pendente"]


@pytest.mark.rule("AP-132", "AP-002")
def test_a_revalidation_gives_a_new_issue_date_and_thirty_days_as_often_as_wanted(any_desk: Desk) -> None:
    number = issued(any_desk)
    for days in (5, 10, 15):
        at(any_desk, DEMO_DAY + timedelta(days=days))
        day = any_desk.clock.today()
        answer = change(any_desk, number, a_revision(any_desk, number, issued_on=day, valid_until=None))
        assert answer.done is not None
        authorization, _ = rows(any_desk, number)
        assert (authorization.issued_on, authorization.valid_until) == (day, day + timedelta(days=30))
    assert actions(any_desk, number) == ["conclude", "revalidate", "revalidate", "revalidate"]
    assert told(any_desk, number)[0] == told(any_desk, number)[1]


@pytest.mark.rule("AP-132")
def test_the_old_validity_left_on_the_panel_counts_as_cleared(any_desk: Desk) -> None:
    number = issued(any_desk)
    at(any_desk, LATER)
    late = change(any_desk, number, a_revision(any_desk, number, issued_on=LATER))
    assert decision_of(late).codes == ("434",), "an instalment is open by then"
    released = a_revision(any_desk, number, issued_on=LATER, release=Release("LIB", "A100001"))
    assert change(any_desk, number, released).done is not None
    assert rows(any_desk, number)[0].valid_until == LATER + timedelta(days=30)


@pytest.mark.rule("AP-132", "AP-002")
def test_a_validity_beyond_thirty_days_is_block_206(any_desk: Desk) -> None:
    number = issued(any_desk)
    beyond = DEMO_DAY + timedelta(days=31)
    answer = change(any_desk, number, a_revision(any_desk, number, valid_until=beyond))
    assert answer.done is None
    assert decision_of(answer).codes == ("206",)
    assert version_of(any_desk, number) == 1
    nearer = change(any_desk, number, a_revision(any_desk, number, valid_until=DEMO_DAY + timedelta(days=10)))
    assert nearer.done is not None


@pytest.mark.rule("AP-132")
def test_a_revalidation_decides_eligibility_anew(any_desk: Desk) -> None:
    number = issued(any_desk)
    at(any_desk, date(2008, 1, 2))
    with any_desk.store.writing() as session:
        authorization = session.get_one(Authorization, number)
        authorization.member_number = "9990100006005301"  # her premiums are told up to 2007 only
        session.add(authorization)
    request = a_revision(any_desk, number, issued_on=date(2008, 1, 2), valid_until=None)
    answer = change(any_desk, number, request)
    assert answer.done is None
    assert "434" in decision_of(answer).codes
    assert last_audit(any_desk).action == "authorization.not_changed"
    assert version_of(any_desk, number) == 1


@pytest.mark.rule("AP-134")
def test_a_quantity_is_altered_inside_the_authority_table_and_routed_outside(any_desk: Desk) -> None:
    number = issued(any_desk)
    inside = change(any_desk, number, a_revision(any_desk, number, quantities=((1, 4),)))
    assert inside.done is not None
    event = history_of(any_desk, number)[-1]
    assert (event.action, event.procedure_code) == ("alter", FIRST)
    assert json.loads(event.data)["lines"]["1"]["quantity"] == [2, 4]
    outside = change(any_desk, number, a_revision(any_desk, number, quantities=((1, 21),)))
    assert outside.done is None
    assert decision_of(outside).outcome is Outcome.ROUTED
    assert [route.area for route in decision_of(outside).routes] == ["CAP"]
    assert rows(any_desk, number)[1][0].quantity == 4
    granted = change(any_desk, number, a_revision(any_desk, number, quantities=((1, 21),)), actor=CONSULTANT)
    assert granted.done is not None, "a consultant grants it"


@pytest.mark.rule("AP-134")
def test_another_attendance_is_decided_for_every_service(any_desk: Desk) -> None:
    number = issued(any_desk, FIRST)
    answer = change(any_desk, number, a_revision(any_desk, number, attendance_type="2"))
    assert answer.done is not None, decision_of(answer).codes
    assert rows(any_desk, number)[0].attendance_type == "2"
    refused = change(any_desk, number, a_revision(any_desk, number, attendance_type="9"))
    assert "200" in decision_of(refused).codes


def test_a_revision_that_changes_nothing_is_refused(any_desk: Desk) -> None:
    number = issued(any_desk)
    for same in ({}, {"valid_until": None}, {"quantities": ((1, 2),)}):
        with pytest.raises(DomainError, match="NADA MUDA"):
            change(any_desk, number, a_revision(any_desk, number, **same))
    with pytest.raises(DomainError, match="HISTÓRICO") as refused:
        change(any_desk, number, a_revision(any_desk, number, quantities=((1, 3),), note=""))
    assert refused.value.field == "historico"


@pytest.mark.rule("AP-139")
def test_a_service_is_included_inside_the_table_blocked_like_a_concession_and_routed_outside(
    any_desk: Desk,
) -> None:
    number = issued(any_desk, FIRST)
    assert add(any_desk, number, SECOND).done is not None
    authorization, lines = rows(any_desk, number)
    assert [(line.position, line.procedure_code, line.status) for line in lines] == [
        (1, FIRST, "Pendente"),
        (2, SECOND, "Pendente"),
    ]
    assert authorization.version == 2
    unknown = add(any_desk, number, "99999999")
    assert (unknown.done, decision_of(unknown).codes) == (None, ("057",))
    routed = add(any_desk, number, "36010197", quantity=2)
    assert (routed.done, decision_of(routed).outcome) == (None, Outcome.ROUTED)
    with pytest.raises(DomainError, match="JÁ ESTÁ NA AP") as refused:
        add(any_desk, number, FIRST)
    assert refused.value.field == "servico.1"


@pytest.mark.rule("AP-139")
def test_an_excluded_service_is_included_again_on_its_own_line(any_desk: Desk) -> None:
    number = issued(any_desk, FIRST, SECOND)
    drop(any_desk, number, 2)
    assert add(any_desk, number, SECOND, quantity=3).done is not None
    _, lines = rows(any_desk, number)
    assert [(line.position, line.quantity, line.status) for line in lines] == [
        (1, 2, "Pendente"),
        (2, 3, "Pendente"),
    ]


@pytest.mark.rule("AP-133", "AP-077", "EL-011")
def test_one_paid_line_stops_every_change(any_desk: Desk) -> None:
    number = issued(any_desk, FIRST, SECOND)
    pay(any_desk, number, FIRST)
    assert statuses(any_desk, number) == ("Pendente", ["Encerrada", "Pendente"])
    for act in (
        lambda: drop(any_desk, number, 2),
        lambda: add(any_desk, number, THIRD),
        lambda: change(any_desk, number, a_revision(any_desk, number, quantities=((2, 1),))),
    ):
        with pytest.raises(DomainError) as refused:
            act()
        assert (refused.value.code, refused.value.field) == ("047", "senha")
    pay(any_desk, number, SECOND)
    assert statuses(any_desk, number) == ("Encerrada", ["Encerrada", "Encerrada"])
    pay(any_desk, number, SECOND)
    assert actions(any_desk, number) == ["conclude", "bill", "bill"], "paid is paid once"


@pytest.mark.rule("AP-132", "AP-131")
def test_a_lost_update_is_refused_with_both_values(any_desk: Desk) -> None:
    number = issued(any_desk)
    read = version_of(any_desk, number)
    change(any_desk, number, a_revision(any_desk, number, quantities=((1, 4),)), actor=SENIOR)
    with pytest.raises(StaleError, match=r"A100002 MUDOU: QT 1 ERA 2, ESTÁ 4; O SEU É 3") as refused:
        change(any_desk, number, a_revision(any_desk, number, quantities=((1, 3),)), version=read)
    assert len(refused.value.text) <= 73
    with pytest.raises(StaleError, match=r"A100002 MUDOU: QT 1 ERA 2, ESTÁ 4 - ENTER RELÊ"):
        drop(any_desk, number, 1, version=read)
    assert rows(any_desk, number)[1][0].quantity == 4


def test_an_act_submitted_twice_is_written_once(any_desk: Desk) -> None:
    number = issued(any_desk, FIRST, SECOND)
    first = drop(any_desk, number, 2, version=1, submission="same")
    again = drop(any_desk, number, 2, version=1, submission="same")
    assert (again.number, again.version, again.repeated) == (first.number, first.version, True)
    request = a_revision(any_desk, number, quantities=((1, 4),))
    once = change(any_desk, number, request, submission="other")
    twice = change(any_desk, number, request, submission="other", version=2)
    assert once.done is not None
    assert twice.done is not None
    assert twice.done.repeated
    assert actions(any_desk, number) == ["conclude", "exclude", "alter"]


@pytest.mark.rule("AP-140")
def test_the_history_says_who_authorised_with_name_and_area(any_desk: Desk) -> None:
    number = issued(any_desk)
    add(any_desk, number, SECOND, release=Release("", "A100003"), responsible_password="demo0003")
    event = history_of(any_desk, number)[-1]
    assert (event.operator_number, event.procedure_code) == ("A100001", SECOND)
    assert (event.responsible_number, event.responsible_name) == ("A100003", "CONSULTOR MODELO")
    assert event.responsible_area == "UDAS EXEMPLO CENTRO"
    sheet = read_sheet(any_desk, ATTENDANT, number)
    assert [entry.action for entry in sheet.events] == ["conclude", "include"]
    assert last_audit(any_desk).action == "authorization.read"


def test_papers_programme_and_newborn_are_kept(any_desk: Desk) -> None:
    from desk.domain.authorization.case import PaperShown

    papers = (PaperShown("order", True, DEMO_DAY - timedelta(days=3)), PaperShown("card", True))
    number = issued(any_desk, papers=papers, newborn=True)
    with any_desk.store.reading() as session:
        stored = session.exec(select(AuthorizationPaper).order_by(col(AuthorizationPaper.paper))).all()
    assert [(p.paper, p.presented, p.dated_on) for p in stored if p.authorization_number == number] == [
        ("card", True, None),
        ("order", True, DEMO_DAY - timedelta(days=3)),
    ]
    authorization, _ = rows(any_desk, number)
    assert (authorization.newborn, authorization.programme) == (True, "")


@pytest.mark.rule("CV-010")
def test_an_authorization_for_the_home_care_provider_belongs_to_the_programme(any_desk: Desk) -> None:
    member = "9990100006019301"
    at_home = issued(any_desk, THIRD, member=member, provider_cnpj="00000003000125", key="home")
    elsewhere = issued(any_desk, SECOND, member=member, provider_cnpj="11222333000181", key="other")
    assert rows(any_desk, at_home)[0].programme == "HOME CARE"
    assert rows(any_desk, elsewhere)[0].programme == "", "that stay ended"


@pytest.mark.rule("CV-006")
def test_a_service_the_register_labels_case_makes_the_authorization_one_of_case(any_desk: Desk) -> None:
    with any_desk.store.writing() as session:
        procedure = session.get_one(Procedure, THIRD)
        procedure.description = "VISITA CASE EXEMPLO"
        session.add(procedure)
    assert rows(any_desk, issued(any_desk, FIRST, THIRD))[0].programme == "CASE"
    assert rows(any_desk, issued(any_desk, SECOND, key="other"))[0].programme == ""


def test_roles_of_no_desk_change_nothing(any_desk: Desk) -> None:
    number = issued(any_desk)
    with pytest.raises(ForbiddenError):
        drop(any_desk, number, 1, actor=Actor("A100006", "REE", "0107", "TEST"))
    with pytest.raises(NotFoundError):
        read_sheet(any_desk, ATTENDANT, "07/999999")


@pytest.mark.rule("AP-140")
def test_authorizations_of_another_system_have_a_first_entry(any_desk: Desk) -> None:
    for number in ("07/001877", "07/003105", "07/003980", "07/004377", "07/004391"):
        stored, replayed = told(any_desk, number)
        assert stored == replayed
        assert actions(any_desk, number) == ["import"]


def _race(url: str, number: str, quantity: int, ready: Callable[[], None], say: Callable[[str], None]) -> None:
    """A process that wants another quantity on an authorization it read at its first version."""
    desk = Desk(open_store(url), Rulebook.load(), FixedClock(MORNING))
    actor = Actor(f"A10000{1 + quantity % 2}", "ATD", "0107", f"W{quantity}")
    request = a_revision(desk, number, quantities=((1, quantity),))
    ready()
    try:
        done = change(desk, number, request, actor=actor, version=1, submission=f"race-{quantity}").done
        say(f"wrote {quantity} {done.version if done is not None else 'nothing'}")
    except StaleError as stale:
        say(stale.text)


@pytest.mark.rule("AP-134")
def test_of_processes_racing_on_one_senha_one_writes_and_the_others_hear_of_it(any_desk: Desk, url: str) -> None:
    number = issued(any_desk)
    processes = multiprocessing.get_context("fork")
    wanted = [3, 4, 5, 6]
    together, heard = processes.Barrier(len(wanted)), [processes.SimpleQueue() for _ in wanted]
    racers = [
        processes.Process(target=_race, args=(url, number, quantity, together.wait, queue.put))
        for quantity, queue in zip(wanted, heard, strict=True)
    ]
    for racer in racers:
        racer.start()
    said = [queue.get() for queue in heard]
    for racer in racers:
        racer.join()
    won = [text for text in said if text.startswith("wrote")]
    assert len(won) == 1
    quantity = rows(any_desk, number)[1][0].quantity
    assert won == [f"wrote {quantity} 2"]
    assert all(f"ESTÁ {quantity}; O SEU É" in text for text in said if text not in won)
    assert actions(any_desk, number) == ["conclude", "alter"]
    assert told(any_desk, number)[0] == told(any_desk, number)[1]


@pytest.mark.rule("AP-135", "AP-067")
def test_what_was_excluded_leaves_room_for_another_service(desk: Desk) -> None:
    """Eight stand; after one is dropped, the code that takes its place goes in and stands before what is out."""
    eight = ("90020017", "90020033", "25010050", "25030019", "25080016", FIRST, SECOND, THIRD)
    number = issued(desk, *eight, actor=CONSULTANT)
    with pytest.raises(DomainError, match="NO MÁXIMO 8"):
        add(desk, number, "90030047", actor=CONSULTANT)
    drop(desk, number, 1)
    assert add(desk, number, "90030047", actor=CONSULTANT).done is not None
    with desk.store.reading() as session:
        stored = lines_of(session, number)
    assert [line.status for line in stored] == ["Pendente"] * 8 + ["Excluído"]
    assert stored[-1].procedure_code == eight[0]
    now, replayed = told(desk, number)
    assert now == replayed


@pytest.mark.rule("EL-025")
def test_a_newborn_s_authorization_is_revalidated_for_the_newborn(desk: Desk) -> None:
    """The day of birth stays with the senha: the child is judged again, not the mother."""
    born = DEMO_DAY - timedelta(days=3)
    number = issued(desk, FIRST, newborn=True, born_on=born, drug="MODELO")
    authorization, _ = rows(desk, number)
    assert (authorization.newborn, authorization.born_on, authorization.drug) == (True, born, "MODELO")
    at(desk, born + timedelta(days=31))
    request = a_revision(desk, number, issued_on=born + timedelta(days=31), valid_until=None)
    answer = change(desk, number, request)
    assert answer.done is None
    assert "EL-025" in {reason.rule for reason in decision_of(answer).reasons if reason.applied}


@pytest.mark.rule("AP-132")
def test_a_lost_update_of_a_term_says_both_values_in_one_row(any_desk: Desk) -> None:
    number = issued(any_desk)
    read = version_of(any_desk, number)
    issue = rows(any_desk, number)[0].issued_on
    theirs = a_revision(any_desk, number, valid_until=add_days(issue, 20))
    mine = a_revision(any_desk, number, valid_until=add_days(issue, 10))
    change(any_desk, number, theirs, actor=SENIOR)
    with pytest.raises(StaleError, match=r"MUDOU: VALIDADE ESTÁ 04/06/2007; O SEU É 25/05/2007") as refused:
        change(any_desk, number, mine, version=read)
    assert len(refused.value.text) <= 73


def test_an_entry_that_does_not_fit_says_that_it_was_cut(any_desk: Desk) -> None:
    number = issued(any_desk, FIRST, SECOND)
    drop(any_desk, number, 2, note="PALAVRA " * 40)
    text = history_of(any_desk, number)[-1].text
    assert len(text) == 240
    assert text.endswith(" ...")


@pytest.mark.rule("AP-132", "AP-139")
def test_what_was_revalidated_for_a_day_to_come_takes_a_service_and_another_quantity(desk: Desk) -> None:
    """The validity the desk gave is no fault of the change that follows (206)."""
    number = issued(desk, FIRST)
    request = a_revision(desk, number, issued_on=DEMO_DAY + timedelta(days=3), valid_until=None)
    assert change(desk, number, request).done is not None
    assert add(desk, number, SECOND).done is not None
    assert change(desk, number, a_revision(desk, number, quantities=((1, 3),))).done is not None
