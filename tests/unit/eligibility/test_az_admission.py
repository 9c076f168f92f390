"""ASSEFAZ Safira: who may join, with which papers, until when, and who serves no waiting periods."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desk.domain.eligibility.admission import Admission, Candidate, admit, keeps
from desk.domain.eligibility.joining import SUPERVISOR, Through, Waiting, waiting
from desk.domain.kernel.dates import add_years
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook

mark = pytest.mark
ON = date(2012, 5, 15)
PROPOSAL = "PROPOSTA DE ADESÃO ASSINADA PELO TITULAR"
HEALTH = "DECLARAÇÃO DE SAÚDE"
FORM = "FORMULÁRIO PRÓPRIO ASSINADO PELO TITULAR"
LONG_AGO = Through(date(2010, 1, 1))


def person(relation: str, age: int = 30, **facts: object) -> Candidate:
    """Somebody of an age who asks to join on the day."""
    return Candidate(relation, add_years(ON, -age), ON, **facts)  # type: ignore[arg-type]


def joins(rulebook: Rulebook, candidate: Candidate, joined_on: date | None = None) -> Admission:
    """The answer of ASSEFAZ."""
    return admit(candidate, joined_on, "AZ", rulebook)


def rules(found: Admission | Waiting, *, applied: bool = True) -> set[str]:
    """The rules that applied, or were tried and did not."""
    return {reason.rule for reason in found.decision.reasons if reason.applied is applied}


@pytest.mark.rule("AZ-004")
@pytest.mark.parametrize(
    ("link", "accepted"),
    [
        ("active", True),
        ("retired", True),
        ("former", True),
        ("pensioner", True),
        ("operator", True),
        ("linked_retired", True),
        ("family", False),
        ("", False),
    ],
)
def test_a_holder_has_a_tie_to_sponsor_or_operator(rulebook: Rulebook, link: str, accepted: bool) -> None:
    found = joins(rulebook, person("holder", link=link))
    assert (found.decision.outcome is Outcome.ALLOWED) is accepted
    assert found.status == ("holder" if accepted else "")
    assert "AZ-004" in rules(found)


@pytest.mark.parametrize(
    ("relation", "facts", "status", "papers"),
    [
        pytest.param(
            "holder",
            {"link": "active"},
            "holder",
            {
                "RG",
                "CPF",
                "COMPROVANTE DE RESIDÊNCIA",
                "CONTRATO DE TRABALHO",
                "PROPOSTA DE ADESÃO ASSINADA PELO PATROCINADOR E PELO TITULAR",
                "ATESTO DO PATROCINADOR SOBRE O VÍNCULO",
            },
            marks=mark.rule("AZ-010"),
            id="AZ-010",
        ),
        pytest.param(
            "spouse",
            {},
            "dependent",
            {"RG", "CPF", "CERTIDÃO DE CASAMENTO CIVIL", PROPOSAL, HEALTH},
            marks=mark.rule("AZ-011"),
            id="AZ-011",
        ),
        pytest.param(
            "companion",
            {},
            "dependent",
            {"RG", "CPF", "DECLARAÇÃO DE UNIÃO ESTÁVEL REGISTRADA EM CARTÓRIO", PROPOSAL, HEALTH},
            marks=mark.rule("AZ-012"),
            id="AZ-012",
        ),
        pytest.param(
            "ward",
            {},
            "dependent",
            {"DOCUMENTO TUTELAR LEGAL", "RG E CPF, SE HOUVER", PROPOSAL, HEALTH},
            marks=mark.rule("AZ-013"),
            id="AZ-013",
        ),
        pytest.param(
            "disabled_child",
            {},
            "dependent",
            {
                "CERTIDÃO DE NASCIMENTO",
                "RG",
                "CPF",
                "COMPROVANTE DE INVALIDEZ PELA PREVIDÊNCIA E PELO IMPOSTO DE RENDA",
                PROPOSAL,
                HEALTH,
            },
            marks=mark.rule("AZ-014"),
            id="AZ-014",
        ),
        pytest.param(
            "relative",
            {"degree": 3},
            "associate",
            {"CERTIDÃO DE NASCIMENTO", "RG", "CPF", "COMPROVANTE DO GRAU DE PARENTESCO", PROPOSAL, HEALTH},
            marks=mark.rule("AZ-015"),
            id="AZ-015",
        ),
    ],
)
def test_every_relation_brings_its_papers(
    request: pytest.FixtureRequest,
    rulebook: Rulebook,
    relation: str,
    facts: dict[str, object],
    status: str,
    papers: set[str],
) -> None:
    rule = next(found.args[0] for found in request.node.iter_markers("rule"))
    found = joins(rulebook, person(relation, 50, **facts))
    assert (found.decision.outcome, found.status) == (Outcome.ALLOWED, status)
    assert set(found.documents) == papers
    needed = papers - {"RG E CPF, SE HOUVER"}
    some = sorted(needed)[0]
    without = joins(rulebook, person(relation, 50, presented=frozenset(needed - {some}), **facts))
    assert (without.decision.outcome, without.missing) == (Outcome.BLOCKED, (some,))
    assert without.decision.reasons[0].rule == rule
    whole = joins(rulebook, person(relation, 50, presented=frozenset(needed), **facts))
    assert whole.decision.outcome is Outcome.ALLOWED


@pytest.mark.rule("AZ-006")
def test_a_relation_the_regulation_does_not_know_is_refused(rulebook: Rulebook) -> None:
    found = joins(rulebook, person("friend"))
    assert (found.decision.outcome, rules(found)) == (Outcome.REFUSED, {"AZ-006"})
    assert "AZ-006" in rules(joins(rulebook, person("spouse")))
    assert "AZ-006" not in rules(joins(rulebook, person("holder", link="active")))


@pytest.mark.rule("AZ-007")
@pytest.mark.parametrize(("days", "later"), [(0, False), (1, True)])
def test_who_was_not_in_the_first_proposal_is_added_by_form(rulebook: Rulebook, days: int, later: bool) -> None:
    found = joins(rulebook, person("spouse"), ON - timedelta(days=days))
    assert (FORM in found.documents) is later
    assert ("AZ-007" in rules(found)) is later


@pytest.mark.rule("AZ-013")
@pytest.mark.parametrize(
    ("born", "student", "status"),
    [
        pytest.param(date(1993, 5, 16), False, "dependent", id="18, a day before 19"),
        pytest.param(date(1993, 5, 15), False, "associate", id="19 that day"),
        pytest.param(date(1993, 5, 15), True, "dependent", id="19, student"),
        pytest.param(date(1987, 5, 16), True, "dependent", id="24, student"),
        pytest.param(date(1987, 5, 15), True, "associate", id="25, student"),
    ],
)
def test_a_single_child_fits_to_an_age_and_then_stays_as_associate(
    rulebook: Rulebook, born: date, student: bool, status: str
) -> None:
    for relation in ("child", "adopted_child"):
        found = joins(rulebook, Candidate(relation, born, ON, student=student))
        assert (found.decision.outcome, found.status) == (Outcome.ALLOWED, status)
        assert ("DECLARAÇÃO DA FACULDADE COM CURSO, PERÍODO E TÉRMINO" in found.documents) is (
            student and status == "dependent"
        )
        until = add_years(born, 25 if student else 19)
        assert found.until == (until if status == "dependent" else None)
    married = joins(rulebook, Candidate("child", date(2000, 1, 1), ON, single=False))
    assert married.status == "associate"


@pytest.mark.rule("AZ-013")
def test_a_student_proves_it_every_half_year(rulebook: Rulebook) -> None:
    student = person("child", 20, student=True)
    assert joins(rulebook, student).renew_by == date(2012, 11, 15)
    assert joins(rulebook, person("child", 10)).renew_by is None
    due = keeps(student, ON, date(2012, 11, 15), "AZ", rulebook)
    late = keeps(student, ON, date(2012, 11, 16), "AZ", rulebook)
    assert "RENOVAR ATÉ" in due.reasons[0].says
    assert "VENCEU" in late.reasons[0].says
    over = keeps(student, ON, date(2017, 5, 15), "AZ", rulebook)
    assert (over.outcome, "AGREGADO" in over.reasons[0].says) == (Outcome.REFUSED, True)
    assert keeps(replace(student, single=False), ON, ON, "AZ", rulebook).outcome is Outcome.REFUSED


@pytest.mark.rule("AZ-014")
def test_a_disabled_child_has_no_age_limit(rulebook: Rulebook) -> None:
    found = joins(rulebook, person("disabled_child", 70))
    assert (found.decision.outcome, found.until) == (Outcome.ALLOWED, None)


@pytest.mark.rule("AZ-015")
@pytest.mark.parametrize(("degree", "joins_as"), [(1, "associate"), (3, "associate"), (4, ""), (None, "")])
def test_a_relative_to_the_third_degree_is_an_associate(
    rulebook: Rulebook, degree: int | None, joins_as: str
) -> None:
    found = joins(rulebook, person("relative", degree=degree))
    assert found.status == joins_as
    assert (found.decision.outcome is Outcome.REFUSED) is not joins_as
    assert "AZ-015" in rules(found)


def waits(rulebook: Rulebook, candidate: Candidate, through: Through | None = LONG_AGO) -> Waiting:
    """Whether somebody who joins ASSEFAZ serves waiting periods."""
    return waiting(candidate, through, "AZ", rulebook)


@pytest.mark.parametrize(
    ("relation", "event"),
    [
        pytest.param("child", "birth", marks=mark.rule("AZ-016"), id="AZ-016"),
        pytest.param("adopted_child", "adoption", marks=mark.rule("AZ-016"), id="AZ-016 adopted"),
        pytest.param("custody", "custody", marks=mark.rule("AZ-019"), id="AZ-019"),
        pytest.param("spouse", "wedding", marks=mark.rule("AZ-020"), id="AZ-020"),
        pytest.param("companion", "union", marks=mark.rule("AZ-021"), id="AZ-021"),
        pytest.param("holder", "sponsor_entry", marks=mark.rule("AZ-045"), id="AZ-045"),
        pytest.param("holder", "operator_link", marks=mark.rule("AZ-045"), id="AZ-045 operator"),
        pytest.param("relative", "sponsor_entry", marks=mark.rule("AZ-045"), id="AZ-045 relative"),
    ],
)
def test_a_request_within_thirty_days_is_exempt(
    request: pytest.FixtureRequest, rulebook: Rulebook, relation: str, event: str
) -> None:
    rule = next(found.args[0] for found in request.node.iter_markers("rule"))
    happened = date(2012, 5, 1)
    for days, exempt in ((0, True), (30, True), (31, False)):
        candidate = Candidate(
            relation,
            happened if event == "birth" else date(2008, 1, 1),
            happened + timedelta(days=days),
            events={event: happened},
        )
        found = waits(rulebook, candidate)
        assert found.exempt is exempt
        assert (rule in rules(found)) is exempt
        assert (rule in rules(found, applied=False)) is not exempt
        assert found.until == date(2012, 5, 31)


@pytest.mark.rule("AZ-016")
@pytest.mark.rule("AZ-020")
@pytest.mark.parametrize(
    ("relation", "event", "rule"),
    [("child", "birth", "AZ-016"), ("adopted_child", "adoption", "AZ-016"), ("spouse", "wedding", "AZ-020")],
)
def test_where_the_holder_has_not_served_300_days_the_supervisor_decides(
    rulebook: Rulebook, relation: str, event: str, rule: str
) -> None:
    happened = date(2012, 5, 1)
    candidate = Candidate(relation, happened, ON, events={event: happened})
    unclear = waits(rulebook, candidate, Through(ON - timedelta(days=299)))
    assert unclear.decision.outcome is Outcome.ROUTED
    assert [route.area for route in unclear.decision.routes] == [SUPERVISOR]
    assert rules(unclear) == {rule}
    assert waits(rulebook, candidate, Through(ON - timedelta(days=300))).exempt
    assert waits(rulebook, candidate, Through(ON - timedelta(days=299), exempt=True)).exempt


@pytest.mark.rule("AZ-016")
@pytest.mark.rule("AZ-020")
@pytest.mark.parametrize(("relation", "event"), [("child", "birth"), ("spouse", "wedding")])
def test_what_happened_before_the_contract_exempts_nobody(rulebook: Rulebook, relation: str, event: str) -> None:
    happened = date(2012, 5, 1)
    candidate = Candidate(relation, happened, ON, events={event: happened})
    assert waits(rulebook, candidate, Through(date(2012, 5, 2), exempt=True)).decision.outcome is Outcome.REFUSED
    assert waits(rulebook, candidate, Through(happened, exempt=True)).exempt


@pytest.mark.rule("AZ-018")
@pytest.mark.parametrize(
    ("age", "adopted_on", "credited"),
    [
        pytest.param(11, None, True, id="under twelve"),
        pytest.param(12, None, False, id="twelve, adopted before"),
        pytest.param(12, date(2010, 1, 1), True, id="twelve, adopted in the contract"),
        pytest.param(12, date(2009, 12, 31), False, id="twelve, adopted a day before it"),
    ],
)
def test_an_adopted_child_uses_what_the_adopter_served(
    rulebook: Rulebook, age: int, adopted_on: date | None, credited: bool
) -> None:
    events = {} if adopted_on is None else {"adoption": adopted_on}
    found = waits(rulebook, person("adopted_child", age, events=events), Through(date(2010, 1, 1)))
    assert found.decision.outcome is Outcome.REFUSED
    assert ("AZ-018" in rules(found)) is credited
    assert (found.credit is not None) is credited
    if found.credit is not None:
        assert found.credit.days == 865
    assert waits(rulebook, person("child", age)).credit is None


@pytest.mark.rule("AZ-018")
def test_the_child_serves_what_is_left(rulebook: Rulebook) -> None:
    found = waits(rulebook, person("adopted_child", 5), Through(ON - timedelta(days=100)))
    assert found.credit is not None
    assert [found.credit.left(wait) for wait in (30, 180, 300)] == [0, 80, 200]


@pytest.mark.rule("AZ-019")
def test_custody_is_proved_every_year_or_the_child_is_out(rulebook: Rulebook) -> None:
    child = person("custody", 3)
    assert joins(rulebook, child).renew_by == date(2013, 5, 15)
    assert keeps(child, ON, date(2013, 5, 15), "AZ", rulebook).outcome is Outcome.ALLOWED
    late = keeps(child, ON, date(2013, 5, 16), "AZ", rulebook)
    assert (late.outcome, late.reasons[0].rule) == (Outcome.BLOCKED, "AZ-019")
    assert keeps(child, date(2013, 5, 16), date(2013, 5, 16), "AZ", rulebook).outcome is Outcome.ALLOWED


@pytest.mark.rule("AZ-009")
def test_who_has_no_window_serves_everything(rulebook: Rulebook) -> None:
    found = waits(rulebook, person("relative", degree=2))
    assert (found.decision.outcome, rules(found), found.until) == (Outcome.REFUSED, {"AZ-009"}, None)
    event = {"sponsor_entry": ON}
    assert "AZ-009" not in rules(waits(rulebook, person("relative", degree=2, events=event)))
