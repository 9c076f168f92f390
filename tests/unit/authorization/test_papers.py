"""The papers of a form: missing, too old, ahead of their day, unanswered; and what stops a concession."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.authorization import papers
from desk.domain.authorization.case import Case, PaperShown
from desk.domain.authorization.papers import DATE, PRESENTED, order_serves
from desk.domain.catalogue.model import ProcedureKind
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.authorization.builders import (
    DELIVERY,
    EXAM,
    SECOND_EXAM,
    TODAY,
    a_card,
    a_case,
    a_delivery,
    a_due,
    a_form,
    a_limit,
    a_procedure,
    a_product,
    a_refused_line,
    an_admission,
    day,
    decide,
    lines,
    shipped_rulebook,
)
from tests.unit.eligibility.asking import TODAY as OTHERS

CARD = PaperShown("CARTEIRA", True)


def order(age: int | None = 0, *, presented: bool = True) -> PaperShown:
    """The medical order so many days old; None for one without a date."""
    return PaperShown("PEDIDO", presented, None if age is None else day(-age))


def an_answered_case(*shown: PaperShown, **form: Any) -> Case:
    """A plain exam with these papers answered for."""
    return a_case(form=a_form(papers=shown, **form))


def late(days: int) -> Any:
    """A card whose oldest instalment has been open so many days, in a gap so that care goes on."""
    return a_card(dues=(a_due(90, day(-days)), a_due(91, day(-1), day(-1))))


def faults(case: Case, rulebook: Rulebook) -> list[tuple[str, str]]:
    return [(fault.paper, fault.answer) for fault in papers.faults(case, rulebook)]


@pytest.mark.rule("AP-033")
@pytest.mark.parametrize(
    ("age", "at_fault"),
    [
        pytest.param(0, [], id="today"),
        pytest.param(90, [], id="90 days"),
        pytest.param(91, [("PEDIDO", DATE)], id="91 days"),
        pytest.param(-1, [("PEDIDO", DATE)], id="tomorrow"),
        pytest.param(None, [("PEDIDO", DATE)], id="no date"),
    ],
)
def test_an_order_is_accepted_for_90_days(rulebook: Rulebook, age: int | None, at_fault: list[Any]) -> None:
    case = an_answered_case(order(age), CARD)
    assert faults(case, rulebook) == at_fault
    decision = decide(case, rulebook).decision
    assert (decision.outcome is Outcome.BLOCKED) == bool(at_fault)
    assert not decision.codes
    if at_fault:
        assert (decision.reasons[0].rule, decision.reasons[0].code) == ("AP-033", "PEDIDO")


@pytest.mark.rule("AP-033", "AP-132")
def test_the_papers_of_an_authorization_that_exists_are_not_judged_again(rulebook: Rulebook) -> None:
    case = an_answered_case(order(120), PaperShown("CARTEIRA", False), number="07/000009")
    assert faults(case, rulebook) == []
    assert papers.notes(case) == ()


@pytest.mark.rule("AP-033")
def test_an_order_grows_no_older_while_an_area_has_the_case(rulebook: Rulebook) -> None:
    case = an_answered_case(order(92), CARD)
    assert faults(case, rulebook) == [("PEDIDO", DATE)]
    assert faults(replace(case, form=replace(case.form, papers_on=day(-2))), rulebook) == []
    assert faults(replace(case, form=replace(case.form, papers_on=day(-1))), rulebook) == [("PEDIDO", DATE)]


@pytest.mark.rule("AP-033")
@given(st.dates(date(1990, 1, 1), date(2010, 12, 31)), st.integers(0, 400), st.integers(1, 400))
def test_a_day_later_never_makes_an_order_younger(dated_on: date, age: int, more: int) -> None:
    rulebook = shipped_rulebook()
    on, later = dated_on + timedelta(days=age), dated_on + timedelta(days=age + more)
    assert order_serves(dated_on, on, rulebook) >= order_serves(dated_on, later, rulebook)
    assert order_serves(dated_on, on, rulebook) == (age <= 90)
    assert not order_serves(later, on, rulebook), "written ahead of its day"


@pytest.mark.rule("AP-032")
@pytest.mark.parametrize(
    ("shown", "at_fault", "outcome"),
    [
        pytest.param((), [], Outcome.ALLOWED, id="nobody answered"),
        pytest.param((order(), CARD), [], Outcome.ALLOWED, id="both here"),
        pytest.param(
            (order(None, presented=False), CARD), [("PEDIDO", PRESENTED)], Outcome.BLOCKED, id="no order"
        ),
        pytest.param(
            (order(), PaperShown("CARTEIRA", False)), [("CARTEIRA", PRESENTED)], Outcome.BLOCKED, id="no card"
        ),
        pytest.param(
            (order(95), PaperShown("CARTEIRA", False)),
            [("PEDIDO", DATE), ("CARTEIRA", PRESENTED)],
            Outcome.BLOCKED,
            id="old order and no card",
        ),
    ],
)
def test_an_obligatory_paper_answered_n_stops_a_concession(
    rulebook: Rulebook, shown: tuple[PaperShown, ...], at_fault: list[Any], outcome: Outcome
) -> None:
    case = an_answered_case(*shown)
    assert faults(case, rulebook) == at_fault
    assert decide(case, rulebook).decision.outcome is outcome


@pytest.mark.rule("AP-052", "AP-032")
def test_unanswered_papers_are_noted_or_stop_as_the_house_reads_it(rulebook: Rulebook, tmp_path: Path) -> None:
    case = an_answered_case(order())
    noted = [r.says for r in decide(case, rulebook).decision.reasons if r.rule == "AP-032"]
    assert noted == ["PAPÉIS SEM RESPOSTA (ALT 10): CARTÃO DE IDENTIFICAÇÃO"]
    assert [p.code for p in papers.unanswered(case)] == ["CARTEIRA"]
    preferred = tmp_path / "preferences.toml"
    preferred.write_text('[DM."authorization.unanswered_papers_stop"]\nvalue = true\n', encoding="utf-8")
    strict = Rulebook.load(None, preferred)
    assert faults(case, strict) == [("CARTEIRA", PRESENTED)]
    assert decide(case, strict).decision.outcome is Outcome.BLOCKED
    answered = an_answered_case(order(), CARD)
    assert decide(answered, strict).decision.outcome is Outcome.ALLOWED
    assert not [r for r in decide(answered, rulebook).decision.reasons if r.rule == "AP-032"]


@pytest.mark.rule("EL-020")
@pytest.mark.parametrize(("days", "is_asked"), [(60, False), (61, True)])
def test_a_proof_of_validity_is_asked_for_above_60_days(rulebook: Rulebook, days: int, is_asked: bool) -> None:
    case = a_case(card=late(days))
    assert ("CVA" in {p.code for p in papers.asked(case)}) is is_asked


@pytest.mark.rule("EL-020")
@pytest.mark.parametrize(
    ("proof", "at_fault"),
    [
        pytest.param(PaperShown("CVA", True, day(0)), [], id="until today"),
        pytest.param(PaperShown("CVA", True, day(40)), [], id="until later"),
        pytest.param(PaperShown("CVA", True, day(-1)), [("CVA", DATE)], id="until yesterday"),
        pytest.param(PaperShown("CVA", True), [("CVA", DATE)], id="no date"),
        pytest.param(PaperShown("CVA", False), [("CVA", PRESENTED)], id="missing"),
    ],
)
def test_the_date_of_a_proof_is_the_last_day_it_speaks_for(
    rulebook: Rulebook, proof: PaperShown, at_fault: list[Any]
) -> None:
    case = a_case(card=late(61), form=a_form(papers=(order(), CARD, proof)))
    assert faults(case, rulebook) == at_fault


@pytest.mark.rule("EL-019")
def test_in_a_gap_the_proof_of_payment_is_asked_for_and_stops_nothing(rulebook: Rulebook) -> None:
    card = late(20)
    asked = {p.code: p for p in papers.asked(a_case(card=card))}
    assert not asked["COMPROVANTE"].obligatory
    absent = a_case(card=card, form=a_form(papers=(order(), CARD, PaperShown("COMPROVANTE", False))))
    assert faults(absent, rulebook) == []
    assert "NÃO APRESENTADOS, NÃO OBRIGATÓRIOS" in papers.notes(absent)[0].says
    ahead = a_case(card=card, form=a_form(papers=(order(), CARD, PaperShown("COMPROVANTE", True, day(1)))))
    assert faults(ahead, rulebook) == [("COMPROVANTE", DATE)]
    open_only = a_card(dues=(a_due(90, day(-20)),))
    assert "COMPROVANTE" not in {p.code for p in papers.asked(a_case(card=open_only))}


@pytest.mark.rule("AP-040")
@pytest.mark.parametrize(
    ("ta", "filled", "lacks"),
    [
        pytest.param("7", {}, "CID 10, TEMPO DE EXISTÊNCIA", id="surgical, neither"),
        pytest.param("6", {"cid": "I10"}, "TEMPO DE EXISTÊNCIA", id="clinical, no time"),
        pytest.param("6", {"disease_duration": "3 MESES"}, "CID 10", id="clinical, no CID"),
        pytest.param("7", {"cid": "I10", "disease_duration": "3 MESES"}, "", id="both"),
        pytest.param("8", {}, "", id="obstetric"),
        pytest.param("2", {}, "", id="day hospital"),
        pytest.param("5", {}, "", id="outpatient"),
    ],
)
def test_an_admission_without_cid_or_time_of_the_disease_takes_a_sic(
    rulebook: Rulebook, ta: str, filled: dict[str, str], lacks: str
) -> None:
    case = a_case(form=a_form(attendance_type=ta, **filled))
    found = papers.lacking_information(case)
    assert [dict(reason.values)["FALTA"] for reason in found] == ([lacks] if lacks else [])
    assert papers.faults(case, rulebook) == ()


@pytest.mark.rule("AP-039")
def test_reports_stop_a_surgical_admission_and_not_an_obstetric_one(rulebook: Rulebook) -> None:
    no_report = (order(), CARD, PaperShown("LAUDO", False))
    surgical = a_case(a_procedure(kind=ProcedureKind.SURGERY), form=an_admission(papers=no_report))
    assert faults(surgical, rulebook) == [("LAUDO", PRESENTED)]
    delivery = a_case(
        a_delivery(), form=an_admission(attendance_type="8", lines=lines(DELIVERY), papers=no_report)
    )
    assert faults(delivery, rulebook) == []


@pytest.mark.rule("AP-041")
def test_the_drug_named_takes_the_form_of_chemotherapy_away(rulebook: Rulebook) -> None:
    drug = a_procedure("61061018", description="MEDICAMENTOS ESPECIAIS", kind=ProcedureKind.DRUG)
    shown = (order(), CARD, PaperShown("FORM-QT", False), PaperShown("LAUDO", True))
    form = a_form(lines=lines("61061018"), papers=shown)
    assert faults(a_case(drug, form=form), rulebook) == [("FORM-QT", PRESENTED)]
    assert faults(a_case(drug, form=replace(form, drug="THYROGEN")), rulebook) == []


@pytest.mark.rule("AP-043")
def test_the_cid_makes_an_admission_psychiatric() -> None:
    def kinds(cid: str) -> list[str]:
        case = a_case(a_procedure(kind=ProcedureKind.ADMISSION), form=an_admission(attendance_type="6", cid=cid))
        return [kind.code for kind in papers.kinds(case)]

    assert (kinds("F32.2"), kinds("E10")) == (["PSIQUIATRICA"], ["INTERNACAO"])


def test_a_paper_no_longer_asked_for_stops_only_by_an_impossible_date(rulebook: Rulebook) -> None:
    for code in ("FORM-21", "CV-042/1"):
        assert faults(an_answered_case(order(), CARD, PaperShown(code, False)), rulebook) == []
        assert faults(an_answered_case(order(), CARD, PaperShown(code, True, day(0))), rulebook) == []
        assert faults(an_answered_case(order(), CARD, PaperShown(code, True, day(1))), rulebook) == [(code, DATE)]


def test_nothing_is_asked_for_of_what_is_refused_or_of_nobody(rulebook: Rulebook) -> None:
    refused = a_case(form=a_form(lines=(a_refused_line(),)))
    assert papers.asked(refused) == ()
    assert papers.notes(refused) == ()
    unknown = a_case(card=None, form=a_form(papers=(order(91),)))
    assert papers.asked(unknown) == ()
    assert papers.asked_by_clauses(unknown, rulebook) == ()


def test_the_papers_of_the_manual_are_not_asked_for_under_another_rulebook(rulebook: Rulebook) -> None:
    on = OTHERS["AZ"]
    card = a_card(on=on, product=a_product(code="901", rulebook="AZ"))
    case = a_case(today=on, card=card, form=a_form(issued_on=on))
    assert papers.asked(case) == ()
    assert {"CARTEIRA DO PLANO", "RG"} <= {p.label for p in papers.asked_by_clauses(case, rulebook)}
    assert papers.kinds(case) == ()


def test_clauses_ask_for_more_in_urgency_where_they_say_so(rulebook: Rulebook) -> None:
    def codes(urgent: bool) -> set[str]:
        surgery = a_procedure(kind=ProcedureKind.ADMISSION)
        on = OTHERS["UF"]
        form = an_admission(attendance_type="6", urgent=urgent, issued_on=on, planned_on=on)
        card = a_card(on=on, product=a_product(code="902", rulebook="UF"))
        case = a_case(surgery, today=on, form=form, card=card)
        return {p.label for p in papers.asked_by_clauses(case, rulebook)}

    more = codes(True) - codes(False)
    assert "DECLARAÇÃO DO MÉDICO ASSISTENTE COM O HISTÓRICO DO CASO" in more


def test_a_blocked_form_is_stopped_by_its_blocks_first(rulebook: Rulebook) -> None:
    case = a_case(form=a_form(papers=(order(95),), regional_office="9999"))
    assert decide(case, rulebook).decision.codes == ("023",)


@given(
    st.lists(st.sampled_from(["PEDIDO", "CARTEIRA", "LAUDO", "CVA", "FORM-21"]), unique=True),
    st.booleans(),
    st.one_of(st.none(), st.integers(-400, 400)),
)
def test_an_answer_more_leaves_less_unanswered(codes: list[str], presented: bool, age: int | None) -> None:
    rulebook = shipped_rulebook()
    dated_on = None if age is None else day(-age)
    shown = tuple(PaperShown(code, presented, dated_on if presented else None) for code in codes)
    case = an_answered_case(*shown)
    fewer = an_answered_case(*shown[1:])
    assert set(papers.unanswered(case)) <= set(papers.unanswered(fewer))
    decision = decide(case, rulebook).decision
    stopped = bool(papers.standing(case, rulebook)) or bool(decision.codes)
    assert (decision.outcome is Outcome.BLOCKED) == stopped
    assert all(reason.source for reason in decision.reasons)


def test_two_lines_are_asked_for_together(rulebook: Rulebook) -> None:
    case = a_case(
        a_procedure(EXAM),
        a_procedure(SECOND_EXAM, kind=ProcedureKind.THERAPY),
        limits=(a_limit(EXAM), a_limit(SECOND_EXAM)),
    )
    wanted = {p.code: p for p in papers.asked(case)}
    assert [kind.code for kind in papers.kinds(case)] == ["EXAME", "TERAPIA"]
    assert "quantidade de sessões" in wanted["PEDIDO"].items
    assert wanted["PEDIDO"].items.count("diagnóstico") == 1
    assert case.today == TODAY
