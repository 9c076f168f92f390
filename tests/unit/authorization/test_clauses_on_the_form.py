"""MDAP asks the engine of ACOB: cover, waiting periods, limits and routes of every rulebook, line by line."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desk.domain.access.model import Role
from desk.domain.authorization.care import line_questions
from desk.domain.authorization.case import Case, EarlierService
from desk.domain.authorization.rules import Concession
from desk.domain.eligibility.answer import answer
from desk.domain.eligibility.clause_files import clauses_under
from desk.domain.eligibility.subjects import subjects_of
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.authorization.builders import (
    SECOND_EXAM,
    a_block,
    a_card,
    a_case,
    a_cpt,
    a_form,
    a_limit,
    a_member,
    a_policy,
    a_procedure,
    a_product,
    a_sponsor,
    decide,
    lines,
)

DAYS = {"DM": date(2007, 5, 15), "AZ": date(2012, 5, 15), "UF": date(2013, 5, 15), "PS": date(2022, 5, 16)}
IN_THE_WAY = {Outcome.REFUSED, Outcome.BLOCKED}


def under(rulebook: str, *procedures: Any, card: dict[str, Any] | None = None, **form: Any) -> Case:
    """A case of somebody insured for years under a rulebook, on a day it is in force."""
    on = DAYS[rulebook]
    registered = procedures or (a_procedure(),)
    values = {"product": a_product(rulebook=rulebook, coverage="global")} | (card or {})
    return a_case(
        *registered,
        form=a_form(issued_on=on, **{"lines": lines(*(p.code for p in registered))} | form),
        today=on,
        card=a_card(on=on, **values),
    )


def before(case: Case, day: date, quantity: int, number: str = "07/000001") -> EarlierService:
    """The first service of a case on another authorization that stands."""
    procedure = next(iter(case.procedures.values()))
    return EarlierService(number, procedure.code, day, None, "Pendente", quantity, subjects=subjects_of(procedure))


def rules_of(concession: Concession, code: str) -> set[str]:
    return {block.rule for block in concession.blocks if block.code == code}


# cover and waiting


@pytest.mark.rule("PS-004")
def test_what_a_clause_leaves_out_is_401_with_its_rule(rulebook: Rulebook) -> None:
    concession = decide(under("PS", a_procedure(kind="dental", description="RESTAURAÇÃO EXEMPLO")), rulebook)
    assert rules_of(concession, "401") == {"PS-004"}
    assert [(b.field, b.line) for b in concession.blocks if b.code == "401"] == [("servico.1", 1)]


@pytest.mark.rule("AP-117", "AP-092")
@pytest.mark.parametrize("rulebook_code", ["AZ", "UF"])
def test_the_waiting_period_of_an_operator_is_426_with_its_rule_and_day(
    rulebook: Rulebook, rulebook_code: str
) -> None:
    on = DAYS[rulebook_code]
    new = a_member(started_on=date(on.year, on.month, 1))
    policy = a_policy(started_on=new.started_on, plan_from=new.started_on)
    surgery = a_procedure(kind="surgery", description="CIRURGIA EXEMPLO")
    case = under(rulebook_code, surgery, card={"member": new, "policy": policy}, attendance_type="2")
    concession = decide(case, rulebook)
    block = next(b for b in concession.blocks if b.code == "426")
    assert block.rule.startswith(rulebook_code)
    assert "DIREITO DESDE" in block.says
    old = under(rulebook_code, surgery, attendance_type="2")
    assert "426" not in decide(old, rulebook).decision.codes


@pytest.mark.rule("AP-003", "EL-001")
@pytest.mark.parametrize("code", list(DAYS))
@pytest.mark.parametrize("kind", ["diagnosis", "therapy", "surgery", "dental", "maternity"])
@pytest.mark.parametrize(
    "words", ["EXEMPLO", "FISIOTERAPIA", "CIRURGIA PLÁSTICA ESTÉTICA", "TOMOGRAFIA DE CORONÁRIAS"]
)
@pytest.mark.parametrize("coverage", ["global", "hospitalar"])
def test_nothing_acob_refuses_is_granted(
    rulebook: Rulebook, code: str, kind: str, words: str, coverage: str
) -> None:
    product = a_product(rulebook=code, coverage=coverage)
    case = under(code, a_procedure(kind=kind, description=words), card={"product": product})
    ((_, question),) = line_questions(case)
    said = answer(question, clauses_under(code), rulebook).decision
    decision = decide(case, rulebook).decision
    if said.outcome in IN_THE_WAY:
        assert decision.outcome is Outcome.BLOCKED
        assert decision.codes
    else:
        assert not {"401", "426", "496"} & set(decision.codes)
    if said.outcome is Outcome.ROUTED and decision.outcome is not Outcome.BLOCKED:
        assert {route.area for route in said.routes} <= {route.area for route in decision.routes}


@pytest.mark.rule("EL-029", "UF-060", "AZ-048")
@pytest.mark.parametrize(("code", "codes"), [("DM", ("497",)), ("UF", ()), ("AZ", ()), ("PS", ("497",))])
def test_a_suspicion_of_preexistence_counts_where_the_rulebook_lets_it(
    rulebook: Rulebook, code: str, codes: tuple[str, ...]
) -> None:
    assert decide(under(code, card={"blocks": (a_block("P"),)}), rulebook).decision.codes == codes


@pytest.mark.rule("AZ-085", "EL-002", "AP-092")
@pytest.mark.parametrize(("ended", "codes"), [(20, ()), (19, ("432",))], ids=["the-day-before", "that-day"])
def test_the_end_of_an_agreement_counts_on_the_day_the_service_is_for(
    rulebook: Rulebook, ended: int, codes: tuple[str, ...]
) -> None:
    over = a_sponsor(ended_on=date(2012, 5, ended))
    consultation = a_procedure(needs_authorization=None, kind="consultation")
    form = {"attendance_type": "2", "planned_on": date(2012, 5, 19)}
    decision = decide(under("AZ", consultation, card={"sponsor": over}, **form), rulebook).decision
    assert decision.codes == codes
    if codes:
        assert "AZ-085" in {reason.rule for reason in decision.reasons if reason.applied}


@pytest.mark.rule("AP-092", "AZ-008")
@pytest.mark.parametrize("code", ["AZ", "UF"])
def test_on_a_day_before_its_rulebook_was_written_a_form_is_blocked_and_not_an_error(
    rulebook: Rulebook, code: str
) -> None:
    later = under(code, card={"member": a_member(started_on=DAYS[code])})
    long_ago = date(2007, 5, 15)
    case = replace(later, today=long_ago, form=a_form(issued_on=long_ago))
    decision = decide(case, rulebook).decision
    assert decision.codes == ("054",)
    assert (code == "AZ") is ("AZ-008" in {reason.rule for reason in decision.reasons if reason.applied})


# limits


@pytest.mark.rule("AP-093", "AP-115", "CV-094")
@pytest.mark.parametrize(
    ("quantity", "had", "codes"),
    [(1, 0, ()), (2, 0, ("487",)), (1, 1, ("487",))],
    ids=["first-in-twelve-months", "two-at-once", "one-had-before"],
)
def test_a_limit_of_the_rulebook_counts_what_other_authorizations_hold(
    rulebook: Rulebook, quantity: int, had: int, codes: tuple[str, ...]
) -> None:
    case = under("DM", a_procedure("19010079"), lines=lines("19010079", quantity=quantity))
    if had:
        case = replace(case, earlier=(before(case, date(2007, 1, 10), had),))
    concession = decide(case, rulebook)
    assert concession.decision.codes == codes
    assert rules_of(concession, "487") == ({"CV-094"} if codes else set())
    mine = replace(case, form=replace(case.form, number="07/000001"))
    assert ("487" in decide(mine, rulebook).decision.codes) is (quantity > 1)


@pytest.mark.rule("AP-019")
def test_sessions_beyond_the_limit_go_to_the_consultancy_and_block_nothing(rulebook: Rulebook) -> None:
    case = under("DM", a_procedure("25090011", kind="therapy", description="FISIOTERAPIA EXEMPLO"))
    assert decide(case, rulebook).decision.outcome is Outcome.ALLOWED
    beyond = replace(case, earlier=(before(case, date(2007, 3, 1), 21),))
    decision = decide(beyond, rulebook).decision
    assert (decision.codes, [route.area for route in decision.routes]) == ((), ["CONSULTORIA"])
    assert "AP-019" in {reason.rule for reason in decision.reasons if reason.applied}


@pytest.mark.rule("CV-019", "AZ-041", "UF-042")
@pytest.mark.parametrize(("code", "rule"), [("DM", "CV-019"), ("AZ", "AZ-041"), ("UF", "UF-042")])
def test_the_days_of_psychiatry_and_the_share_beyond_them_stand_in_the_reasons(
    rulebook: Rulebook, code: str, rule: str
) -> None:
    stay = a_procedure(kind="admission", description="INTERNAÇÃO PSIQUIÁTRICA EXEMPLO")
    on = DAYS[code]
    case = under(code, stay, attendance_type="6", planned_on=on, daily_rates=12)
    (question,) = (question for _, question in line_questions(case))
    assert "psychiatric_admission" in question.subjects
    assert question.quantity == 12, "the limits are in days"
    reasons = [r for r in decide(case, rulebook).decision.reasons if r.rule == rule and r.applied and r.values]
    assert [dict(reason.values)["USADO"] for reason in reasons] == ["0"]
    assert "487" not in decide(case, rulebook).decision.codes
    outside = under(code, stay, attendance_type="5")
    assert not any("psychiatric_admission" in question.subjects for _, question in line_questions(outside))


@pytest.mark.rule("AP-115")
def test_two_lines_of_one_kind_share_its_limit(rulebook: Rulebook) -> None:
    one = a_procedure(kind="therapy", description="FONOTERAPIA EXEMPLO")
    two = a_procedure(SECOND_EXAM, kind="therapy", description="FONOTERAPIA EXEMPLO")
    case = under("DM", one, two)
    first, second = (question for _, question in line_questions(case))
    assert first.used == ()
    assert [(use.code, use.quantity) for use in second.used] == [(one.code, 1)]


# routes


@pytest.mark.rule("AZ-064", "AZ-066", "UF-076", "UF-079")
@pytest.mark.parametrize(
    ("code", "area", "listed", "rule", "answers", "last"),
    [
        ("AZ", "CENTRAL ASSEFAZ", "QUIMIOTERAPIA EXEMPLO", "AZ-064", "AZ-066", "16/05/2012"),
        ("UF", "CENTRAL UNAFISCO", "TOMOGRAFIA EXEMPLO", "UF-076", "UF-079", "16/05/2013"),
    ],
)
def test_what_is_on_an_operators_list_goes_to_its_central_which_answers_in_a_business_day(
    rulebook: Rulebook, code: str, area: str, listed: str, rule: str, answers: str, last: str
) -> None:
    decision = decide(under(code, a_procedure(description=listed)), rulebook).decision
    assert decision.outcome is Outcome.ROUTED
    assert [(route.area, route.promise) for route in decision.routes] == [(area, "1 DIA ÚTIL")]
    applied = {reason.rule for reason in decision.reasons if reason.applied}
    assert {rule, answers} <= applied
    assert any(last in reason.says for reason in decision.reasons if reason.rule == answers)


@pytest.mark.rule("AZ-063", "UF-076")
@pytest.mark.parametrize("code", ["AZ", "UF"])
def test_the_authority_table_of_the_manual_sends_no_operators_case_to_cap(rulebook: Rulebook, code: str) -> None:
    case = under(code, a_procedure(needs_authorization=None, kind="consultation", description="CONSULTA EXEMPLO"))
    decision = decide(replace(case, limits=()), rulebook).decision
    assert "CAP" not in {route.area for route in decision.routes}


@pytest.mark.rule("PS-005", "PS-011")
def test_what_the_notice_leaves_out_is_asked_at_pas_serpro_with_no_deadline_of_others(rulebook: Rulebook) -> None:
    decision = decide(under("PS"), rulebook).decision
    assert [(route.area, route.promise) for route in decision.routes] == [("PAS/SERPRO 0800 888 9504", "")]
    assert not {"AZ-066", "UF-079"} & {reason.rule for reason in decision.reasons}


@pytest.mark.rule("EL-027", "AZ-048")
def test_a_running_cpt_is_a_matter_of_cap_by_the_manual_alone(rulebook: Rulebook) -> None:
    on = DAYS["AZ"]
    card = {"running_cpts": (a_cpt(date(on.year, on.month, 28)),)}
    case = under("AZ", a_procedure(needs_authorization=None, kind="consultation"), card=card)
    assert "CAP" not in {route.area for route in decide(case, rulebook).decision.routes}


@pytest.mark.rule("CV-077")
def test_a_clause_of_the_manual_sends_a_service_away_whatever_the_table_grants(rulebook: Rulebook) -> None:
    dialysis = a_procedure(kind="therapy", description="HEMODIÁLISE EXEMPLO")
    case = under("DM", dialysis)
    assert [route.area for route in decide(case, rulebook).decision.routes] == ["CONSULTORIA"]
    assert decide(replace(case, attendant_role=Role.CONSULTANT), rulebook).decision.routes == ()


# conditions of the authority table


@pytest.mark.rule("AP-026", "AP-052")
@pytest.mark.parametrize(
    ("limit", "within"),
    [
        pytest.param({"minimum_age": 35}, True, id="of-that-age"),
        pytest.param({"minimum_age": 36}, False, id="too-young"),
        pytest.param({"maximum_age": 34}, False, id="too-old"),
        pytest.param({"sex": "F"}, True, id="of-that-sex"),
        pytest.param({"sex": "M"}, False, id="of-the-other-sex"),
        pytest.param({"window_days": 20, "maximum_quantity": 2}, True, id="used-before-the-window"),
        pytest.param({"window_days": 21, "maximum_quantity": 2}, False, id="used-in-the-window"),
        pytest.param({"window_days": 21, "maximum_quantity": 3}, True, id="room-left-in-the-window"),
    ],
)
def test_a_line_of_the_table_asks_the_person_and_what_was_had(
    rulebook: Rulebook, limit: dict[str, Any], within: bool
) -> None:
    case = under("DM")
    case = replace(case, limits=(a_limit(**limit),), earlier=(before(case, date(2007, 4, 25), 2),))
    assert decide(case, rulebook).decision.outcome is (Outcome.ALLOWED if within else Outcome.ROUTED)


@pytest.mark.rule("AP-026")
def test_a_line_with_conditions_does_not_hold_for_nobody(rulebook: Rulebook) -> None:
    from desk.domain.authorization.authority import within_authority

    case = a_case(card=None, limits=(a_limit(sex="F"),))
    assert not within_authority(case, Role.ATTENDANT)
    assert within_authority(replace(case, limits=(a_limit(),)), Role.ATTENDANT)
