"""The engine on clauses of its own: who wins, what law does, limits, windows, and the first allowed day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.domain.eligibility.answer import answer
from desk.domain.eligibility.clause import Circumstance, Clause, Effect, Limit, Per, Wait, When, Where
from desk.domain.eligibility.limits import window
from desk.domain.kernel.decision import Outcome
from desk.domain.premium.rules import Due, PaymentStanding, Standing
from tests.unit.eligibility.asking import RULEBOOK, TODAY, a_procedure, a_question, applied, ask, tried

TODAY_DM = TODAY["DM"]


def says(effect: Effect, rule: str = "CV-016", **facts: object) -> Clause:
    """A clause of the desk manual about companions unless it says otherwise."""
    described = {"rulebook": "DM", "says": f"{effect} {rule}", "subjects": ("companion",)} | facts
    return Clause(rule=rule, effect=effect, **described)  # type: ignore[arg-type]


WIDE = says(Effect.EXCLUDED, "CV-014", subjects=("admission",))
NARROW = says(Effect.COVERED, "CV-016")


def test_the_narrower_subject_decides() -> None:
    given_ = ask("companion", among=[WIDE, NARROW])
    assert (given_.decision.outcome, given_.covered, given_.spoke) == (Outcome.ALLOWED, True, "DM")
    assert ask("admission", among=[WIDE, NARROW]).covered is False


def test_a_code_beats_a_subject_and_a_whole_code_its_beginning() -> None:
    about = a_procedure("25010050", "EXERCÍCIOS FISIÁTRICOS", kind="therapy")
    by_subject = says(Effect.EXCLUDED, "CV-070", subjects=("physiotherapy",))
    by_prefix = says(Effect.COVERED, "CV-071", subjects=(), codes=("2501*",))
    by_code = says(Effect.EXCLUDED, "CV-072", subjects=(), codes=("25010050",))
    assert ask(about, among=[by_subject]).covered is False
    assert ask(about, among=[by_subject, by_prefix]).covered is True
    assert ask(about, among=[by_subject, by_prefix, by_code]).covered is False


def test_among_equals_the_one_with_more_conditions_decides_then_the_exclusion() -> None:
    adapted = says(Effect.COVERED, when=When(adapted=True))
    plain = says(Effect.EXCLUDED, "CV-017")
    assert ask("companion", among=[plain, adapted]).covered is True
    assert ask("companion", among=[plain, adapted], adapted=False).covered is False
    assert ask("companion", among=[plain, says(Effect.COVERED)]).covered is False


def test_what_does_not_hold_is_told_with_what_it_lacks() -> None:
    given_ = ask("companion", among=[says(Effect.COVERED, when=When(age_from=60))], age=59)
    assert given_.covered is None
    assert "CV-016" in tried(given_)
    assert "SÓ A PARTIR DE 60 ANOS" in next(r.says for r in given_.decision.reasons if r.rule == "CV-016")


def test_the_law_speaks_where_the_rulebook_is_silent_and_only_of_contracts_under_it() -> None:
    law = says(Effect.EXCLUDED, "LX-057", rulebook="LX")
    assert (ask("companion", among=[law]).spoke, ask("companion", among=[law]).covered) == ("LX", False)
    assert ask("companion", among=[law], adapted=False).covered is None
    own = ask("companion", among=[law, NARROW])
    assert (own.spoke, own.covered) == ("DM", True)
    assert any("A LEI DIZ OUTRA COISA" in r.says for r in own.decision.reasons)
    agreeing = ask("companion", among=[law, says(Effect.EXCLUDED)])
    assert not any("A LEI DIZ" in r.says for r in agreeing.decision.reasons)


def test_the_contract_s_own_list_beats_every_clause() -> None:
    about = a_procedure()
    no = says(Effect.EXCLUDED, subjects=(), codes=("90010011",))
    assert ask(about, among=[no], exception=True).covered is True
    given_ = ask(about, among=[], exception=False)
    assert (given_.decision.outcome, given_.covered, given_.first_allowed) == (Outcome.REFUSED, False, None)


@pytest.mark.rule("CV-041")
def test_an_adapted_only_service_is_refused_elsewhere_and_says_what_would_change_it() -> None:
    about = a_procedure(adapted_only=True)
    assert ask(about, among=[]).decision.outcome is Outcome.ALLOWED
    given_ = ask(about, among=[], adapted=False)
    assert (given_.decision.outcome, given_.decision.codes) == (Outcome.REFUSED, ("401",))
    assert given_.change == ("ADAPTAR O CONTRATO À LEI 9.656/98",)


def test_a_clause_speaks_from_its_day_until_its_last() -> None:
    clause = says(Effect.EXCLUDED, since=TODAY_DM, until=TODAY_DM + timedelta(days=1))
    assert ask("companion", among=[clause]).covered is False
    assert ask("companion", among=[clause]).first_allowed == TODAY_DM + timedelta(days=1)
    assert ask("companion", among=[clause], on=TODAY_DM - timedelta(days=1)).covered is None


@pytest.mark.rule("AP-117", "DP-001")
def test_a_registered_waiting_period_ends_the_day_after_its_last() -> None:
    about = a_procedure(waiting_code="2")
    given_ = ask(about, among=[], waiting=[("2", TODAY_DM)])
    assert (given_.decision.outcome, given_.decision.codes) == (Outcome.BLOCKED, ("426",))
    assert given_.first_allowed == TODAY_DM + timedelta(days=1)
    assert ask(about, among=[], waiting=[("3", TODAY_DM)]).decision.outcome is Outcome.ALLOWED


def test_urgent_care_of_an_adapted_contract_waits_only_its_own_class() -> None:
    about = a_procedure(waiting_code="2")
    facts = {"among": [], "waiting": [("2", TODAY_DM)], "circumstance": Circumstance.EMERGENCY}
    assert ask(about, **facts).decision.outcome is Outcome.ALLOWED  # type: ignore[arg-type]
    assert ask(about, adapted=False, **facts).decision.outcome is Outcome.BLOCKED  # type: ignore[arg-type]
    own = facts | {"waiting": [("0", TODAY_DM)]}
    assert ask(about, **own).decision.outcome is Outcome.BLOCKED  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wait", "first"),
    [
        (Wait(24, "hours"), date(2012, 1, 11)),
        (Wait(30, "days"), date(2012, 2, 9)),
        (Wait(2, "months"), date(2012, 3, 10)),
        (Wait(0, "days"), date(2012, 1, 10)),
    ],
)
def test_a_waiting_clause_counts_from_the_person_s_start(wait: Wait, first: date) -> None:
    start = date(2012, 1, 10)
    clause = says(Effect.WAITING, "AZ-044", rulebook="AZ", wait=wait)
    given_ = ask("companion", "AZ", among=[clause], on=start, started_on=start)
    assert given_.first_allowed == first
    expected = Outcome.ALLOWED if first == start else Outcome.BLOCKED
    assert given_.decision.outcome is expected


@pytest.mark.rule("EL-027", "EL-028")
def test_a_running_cpt_goes_to_cap_and_an_ended_one_does_not() -> None:
    given_ = ask(a_procedure(), among=[], cpt_until=TODAY_DM)
    assert [route.area for route in given_.decision.routes] == ["CAP"]
    assert "EL-027" in applied(given_)
    assert ask(a_procedure(), among=[], cpt_until=TODAY_DM - timedelta(days=1)).decision.routes == ()


@pytest.mark.rule("EL-029", "AP-097")
@pytest.mark.parametrize(
    ("block", "outcome"), [("P", Outcome.ROUTED), ("L", Outcome.BLOCKED), ("A", Outcome.BLOCKED)]
)
def test_a_person_s_block_stands_in_the_way(block: str, outcome: Outcome) -> None:
    assert ask(a_procedure(), among=[], block=block).decision.outcome is outcome


@pytest.mark.rule("EL-015", "EL-016", "EL-017")
def test_what_is_open_today_stops_care_after_the_last_served_day() -> None:
    overdue = (Due(93, date(2007, 4, 2)),)
    standing = PaymentStanding(Standing.OPEN, overdue, 1, 43, TODAY_DM, TODAY_DM, True, False, ())
    assert ask(a_procedure(), among=[], standing=standing).decision.outcome is Outcome.ALLOWED
    question = a_question(a_procedure(), standing=standing)
    after = answer(question.on_day(TODAY_DM + timedelta(days=1)), [], RULEBOOK)
    assert (after.decision.outcome, after.first_allowed) == (Outcome.BLOCKED, None)
    assert after.change == ("PAGAR 1 PARCELA(S) EM ABERTO, DESDE A 093",)


@pytest.mark.rule("EL-021", "EL-024")
@pytest.mark.parametrize(
    ("line", "change"),
    [("small_group", "ATENDIMENTO A CLIENTES DECIDE"), ("group", "SEGURADO PROCURA O RH DA EMPRESA")],
)
def test_a_blocked_company_says_who_solves_it(line: str, change: str) -> None:
    question = a_question(a_procedure(), line_of_business=line)
    question.card.sponsor.blocked_on = TODAY_DM
    given_ = answer(question, [], RULEBOOK)
    assert (given_.decision.outcome, given_.change) == (Outcome.BLOCKED, (change,))


@pytest.mark.rule("AP-093")
def test_sex_and_age_of_the_service() -> None:
    assert ask(a_procedure(sex="M"), among=[]).decision.outcome is Outcome.REFUSED
    young = ask(a_procedure(minimum_age=36), among=[], age=35)
    assert (young.decision.outcome, young.first_allowed) == (Outcome.BLOCKED, date(2008, 5, 1))
    assert ask(a_procedure(maximum_age=34), among=[], age=35).decision.codes == ("489",)


@pytest.mark.parametrize(
    ("used", "quantity", "outcome", "left"),
    [
        ([], 10, Outcome.ALLOWED, 10),
        ([], 11, Outcome.BLOCKED, 10),
        ([(date(2007, 5, 14), 9)], 1, Outcome.ALLOWED, 1),
        ([(date(2007, 5, 14), 9)], 2, Outcome.BLOCKED, 1),
        ([(date(2006, 5, 15), 10)], 10, Outcome.ALLOWED, 10),
    ],
)
def test_a_limit_counts_what_was_used_in_its_window(
    used: list[tuple[date, int]], quantity: int, outcome: Outcome, left: int
) -> None:
    limit = says(Effect.LIMIT, "CV-019", limit=Limit(10, "sessions", Per.CALENDAR_YEAR))
    given_ = ask("companion", among=[limit], used=used, quantity=quantity)
    assert (given_.decision.outcome, given_.limits[0].left) == (outcome, left)
    if outcome is Outcome.BLOCKED:
        assert given_.first_allowed == (date(2008, 1, 1) if quantity <= 10 else None)


def test_beyond_a_shared_limit_care_goes_on() -> None:
    limit = says(Effect.LIMIT, "CV-019", limit=Limit(30, "days", Per.CONTRACT_YEAR, share=50))
    assert ask("companion", among=[limit], quantity=31).decision.outcome is Outcome.ALLOWED


@pytest.mark.parametrize(
    ("per", "expected"),
    [
        (Per.CONTRACT_YEAR, (date(2006, 8, 31), date(2007, 8, 31))),
        (Per.CALENDAR_YEAR, (date(2007, 1, 1), date(2008, 1, 1))),
        (Per.MONTH, (date(2007, 5, 1), date(2007, 6, 1))),
        (Per.LIFETIME, (date(2004, 8, 31), None)),
    ],
)
def test_the_window_of_a_limit(per: Per, expected: tuple[date, date | None]) -> None:
    assert window(per, date(2004, 8, 31), TODAY_DM) == expected


def test_a_place_sends_the_request_with_its_papers() -> None:
    where = says(
        Effect.PROCEDURE, "CV-009", where=Where("CAP", "10 HORAS", "10 HORAS"), documents=("RELATÓRIO MÉDICO",)
    )
    given_ = ask("companion", among=[where])
    assert given_.decision.outcome is Outcome.ROUTED
    assert [(r.area, r.promise) for r in given_.decision.routes] == [("CAP", "10 HORAS")]
    assert given_.documents == ("RELATÓRIO MÉDICO",)


def test_a_note_decides_nothing_and_is_shown() -> None:
    note = says(Effect.NOTE, "CV-018")
    given_ = ask("companion", among=[note])
    assert given_.covered is None
    assert [reason.rule for reason in given_.notes] == ["CV-018"]


DAYS = st.integers(-40, 400)
CLAUSES = st.lists(
    st.one_of(
        st.builds(lambda d: says(Effect.EXCLUDED, until=TODAY_DM + timedelta(days=d)), DAYS),
        st.builds(lambda d: says(Effect.EXCLUDED, since=TODAY_DM + timedelta(days=d)), DAYS),
        st.builds(lambda n: says(Effect.WAITING, wait=Wait(n, "days")), st.integers(0, 300)),
        st.builds(lambda n: says(Effect.WAITING, wait=Wait(n, "months")), st.integers(0, 10)),
        st.builds(lambda n: says(Effect.EXCLUDED, when=When(insured_days_to=n)), st.integers(0, 300)),
        st.builds(lambda n: says(Effect.COVERED, when=When(insured_days_from=n)), st.integers(0, 300)),
        st.builds(lambda n: says(Effect.LIMIT, limit=Limit(n, "days", Per.MONTH)), st.integers(0, 3)),
    ),
    max_size=4,
)


@given(
    CLAUSES,
    st.integers(0, 200),
    st.none() | DAYS,
    st.lists(st.tuples(st.sampled_from("02"), st.integers(0, 300)), max_size=2),
    st.integers(0, 3),
)
@settings(max_examples=25, deadline=None)
def test_the_first_allowed_day_is_the_first_day_that_is_allowed(
    clauses: list[Clause], insured: int, removed: int | None, waiting: list[tuple[str, int]], used: int
) -> None:
    """Held against stepping every day of a year."""
    start = TODAY_DM - timedelta(days=insured)
    question = a_question(
        "companion",
        started_on=start,
        waiting=[(code, TODAY_DM + timedelta(days=days)) for code, days in waiting],
        used=[(TODAY_DM, used)] if used else [],
    )
    if removed is not None:
        question.card.member.removed_from = max(start, TODAY_DM + timedelta(days=removed))
    found = answer(question, clauses, RULEBOOK).first_allowed
    stepped = next(
        (
            day
            for day in (TODAY_DM + timedelta(days=n) for n in range(420))
            if answer(question.on_day(day), clauses, RULEBOOK).decision.outcome
            not in {Outcome.REFUSED, Outcome.BLOCKED}
        ),
        None,
    )
    if stepped is not None or found is None or found < TODAY_DM + timedelta(days=420):
        assert found == stepped


@given(st.integers(0, 400), st.integers(0, 400))
@settings(max_examples=40, deadline=None)
def test_a_later_day_never_brings_a_waiting_period_back(first: int, more: int) -> None:
    question = a_question(a_procedure(waiting_code="2"), waiting=[("2", TODAY_DM + timedelta(days=200))])
    day = TODAY_DM + timedelta(days=first)
    if answer(question.on_day(day), [], RULEBOOK).decision.outcome is Outcome.ALLOWED:
        later = replace(question, on=day + timedelta(days=more))
        assert answer(later, [], RULEBOOK).decision.outcome is Outcome.ALLOWED
