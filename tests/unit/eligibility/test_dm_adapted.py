"""What only adapted contracts have, refractive surgery, dialysis, transplants (CV-041 to CV-083)."""

from decimal import Decimal
from typing import Any

import pytest

from desk.domain.eligibility.question import Told
from desk.domain.kernel.decision import Disclosure, Outcome
from tests.unit.eligibility.asking import applied, ask
from tests.unit.eligibility.rows import NO, YES, Row, hold, hold_note, note, procedure, row

REFUSED, ALLOWED, ROUTED = Outcome.REFUSED, Outcome.ALLOWED, Outcome.ROUTED
OLD: dict[str, Any] = {"adapted": False}
WITHOUT_TIPO = ("102", "103", "205", "215", "217")


@pytest.mark.rule(
    "CV-041",
    "CV-042",
    "CV-043",
    "CV-044",
    "CV-075",
    "CV-076",
    "CV-077",
    "CV-078",
    "CV-079",
    "CV-080",
    "CV-081",
    "CV-082",
)
@pytest.mark.parametrize(
    "held",
    [
        *(
            row("CV-041", about, REFUSED, YES, covered=False, tipo=True, **OLD)
            for about in (
                "acupuncture",
                "hepatic_cirrhosis",
                "refractive_surgery",
                "organ_donor",
                "psychiatric_admission",
                "chemical_dependence",
                "crisis_psychotherapy",
                "pacemaker",
                "bariatric",
            )
        ),
        *(
            row("CV-041", about, None, NO, tipo=True)
            for about in ("acupuncture", "hepatic_cirrhosis", "refractive_surgery", "pacemaker", "bariatric")
        ),
        row("CV-041", "psychotherapy", ROUTED, NO, area="CAP", **OLD),
        row("CV-042", "refractive_surgery", ALLOWED, YES, covered=True, papers="LAUDO COM O GRAU"),
        row("CV-042", "refractive_surgery", REFUSED, NO, papers="LAUDO COM O GRAU", **OLD),
        row("CV-042", "90010070", ALLOWED, YES, papers="LAUDO COM O GRAU"),
        *(
            row("CV-043", "90010070", REFUSED, YES, covered=False, coverage="hospitalar", attendance_type=ta)
            for ta in ("2", "6", "7", "8")
        ),
        row("CV-043", "90010070", ALLOWED, NO, covered=True, coverage="hospitalar", attendance_type="5"),
        row("CV-043", "90010070", ALLOWED, NO, covered=True, attendance_type="2"),
        row("CV-044", "90010070", ALLOWED, YES),
        row("CV-044", "facectomy", ALLOWED, NO),
        row("CV-075", "90070029", ALLOWED, YES),
        row("CV-075", "90070010", ALLOWED, NO),
        row("CV-076", "15010023", ALLOWED, YES, covered=True, papers="RELATÓRIO MÉDICO DO QUADRO", **OLD),
        row("CV-076", "chronic_dialysis", REFUSED, YES, covered=False, **OLD),
        row("CV-076", "15020037", REFUSED, YES, covered=False, **OLD),
        row("CV-076", "15020037", ALLOWED, YES, covered=True),
        row("CV-076", "15020037", ALLOWED, YES, covered=True, line_of_business="self_funded", **OLD),
        row("CV-076", "chemotherapy", ALLOWED, NO, papers="RELATÓRIO MÉDICO DO QUADRO", **OLD),
        row("CV-077", "15010023", ROUTED, YES, area="CONSULTORIA", papers="PEDIDO COM NÚMERO", role="ATD"),
        row("CV-077", "15010023", ROUTED, YES, area="CONSULTORIA", papers="RELATÓRIO MÉDICO", role="SUP"),
        row("CV-077", "15010023", ALLOWED, YES, role="CON"),
        row("CV-077", "chemotherapy", ALLOWED, NO, papers="PEDIDO COM NÚMERO", role="ATD"),
        row("CV-078", "kidney_transplant", ROUTED, YES, area="CAP", promise="PRÓXIMO DIA ÚTIL", tipo=True),
        row("CV-078", "kidney_transplant", ROUTED, YES, papers="RELATÓRIO DETALHADO", covered=True, tipo=True),
        row("CV-078", "kidney_transplant", REFUSED, YES, covered=False, tipo=False),
        row("CV-078", "kidney_transplant", ROUTED, YES, covered=True),
        *(row("CV-078", "kidney_transplant", REFUSED, YES, covered=False, product=code) for code in WITHOUT_TIPO),
        *(
            row("CV-078", "autologous_transplant", ROUTED, YES, covered=True, product=code)
            for code in WITHOUT_TIPO
        ),
        row("CV-078", "autologous_transplant", REFUSED, YES, covered=False, tipo=False, product="345"),
        row("CV-078", "surgery", ALLOWED, NO, papers="RELATÓRIO DETALHADO", tipo=False),
        row("CV-079", "cornea_transplant", ROUTED, YES, area="CAP", promise="12 HORAS", tipo=True),
        row("CV-079", "kidney_transplant", ROUTED, NO, area="CAP", promise="PRÓXIMO DIA ÚTIL", tipo=True),
        row("CV-080", "organ_donor", ALLOWED, YES, covered=True, papers="PEDIDO COM SEGURADO"),
        row("CV-080", "donor_compatibility", REFUSED, YES, covered=False),
        row("CV-080", "laboratory", None, NO, papers="PEDIDO COM SEGURADO"),
        row("CV-081", "marrow_transplant", ROUTED, YES, covered=True, papers="RELATÓRIO DA DOENÇA", tipo=True),
        row("CV-081", "marrow_transplant", REFUSED, YES, covered=False, tipo=False),
        row("CV-081", "stem_cell", REFUSED, YES, covered=False, tipo=True, **OLD),
        row("CV-081", "kidney_transplant", ROUTED, NO, papers="RELATÓRIO DA DOENÇA", tipo=True),
        row("CV-082", "cochlear_implant", ROUTED, YES, covered=True, papers="AUDIOMETRIA", tipo=True),
        row("CV-082", "cochlear_implant", ROUTED, YES, covered=True, papers="TC DE OSSOS TEMPORAIS"),
        row("CV-082", "cochlear_implant", ROUTED, YES, covered=True, papers="RM DE OSSOS TEMPORAIS"),
        row("CV-082", "cochlear_implant", REFUSED, YES, covered=False, tipo=False),
        row("CV-082", "hearing_aid", REFUSED, YES, covered=False, tipo=True),
        row("CV-082", "stent", ROUTED, NO, papers="AUDIOMETRIA", tipo=True),
    ],
)
def test_what_depends_on_adaptation_and_tipo(held: Row) -> None:
    hold(held)


@pytest.mark.rule("CV-041")
def test_the_mark_of_the_procedure_still_refuses_a_contract_that_was_not_adapted() -> None:
    marked = procedure("15020037").model_copy(update={"adapted_only": True})
    given = ask(marked, **OLD)
    assert (given.decision.outcome, given.change) == (REFUSED, ("ADAPTAR O CONTRATO À LEI 9.656/98",))


@pytest.mark.rule("CV-042")
@pytest.mark.parametrize(
    ("right", "left", "outcome"),
    [
        pytest.param("7", "3", ALLOWED, id="the example of the manual"),
        pytest.param("3", "7.25", ALLOWED, id="the other eye"),
        pytest.param("-7", "-1", ALLOWED, id="myopia is written below zero"),
        pytest.param("6.99", "6.99", REFUSED, id="just below in both"),
        pytest.param("0", "7", ALLOWED, id="one eye alone"),
    ],
)
def test_one_eye_of_seven_degrees_is_enough_for_both(right: str, left: str, outcome: Outcome) -> None:
    given = ask("refractive_surgery", told=Told(degrees=(Decimal(right), Decimal(left))))
    assert given.decision.outcome is outcome
    assert ("401" in given.decision.codes) is (outcome is REFUSED)
    other = ask("facectomy", told=Told(degrees=(Decimal(1), Decimal(1))))
    assert other.decision.outcome is ALLOWED


@pytest.mark.rule("CV-044")
def test_that_a_refund_needs_an_authorization_too_is_told() -> None:
    reasons = ask("refractive_surgery").decision.reasons
    assert {r.disclose for r in reasons if r.rule == "CV-044"} == {Disclosure.INSURED}


@pytest.mark.rule("CV-076")
def test_who_a_restricted_code_of_dialysis_is_for_is_not_told() -> None:
    told = {r.says[:13]: r.disclose for r in ask(procedure("15010058")).notes if r.rule == "CV-076"}
    assert told["HEMOFILTRAÇÃO"] is Disclosure.INTERNAL


@pytest.mark.rule("CV-078", "CV-081")
def test_a_transplant_of_marrow_is_no_worse_off_than_any_where_tipo_is_not_known() -> None:
    assert {"CV-078", "CV-081"} <= applied(ask("marrow_transplant"))
    assert ask("marrow_transplant").covered is True


@pytest.mark.rule("CV-041", "CV-076", "CV-082", "CV-083")
@pytest.mark.parametrize(
    ("rule", "words", "elsewhere", "about"),
    [
        note("CV-041", "CID 10", "HOME CARE", ""),
        note("CV-076", "15010058", "25060309", "15010058"),
        note("CV-076", "CRÔNICO AGUDO", "HOME CARE", "dialysis"),
        note("CV-082", "COCLEAR FONO", "HOME CARE", "cochlear_implant"),
        note("CV-083", "HETERÓLOGO ESPÉCIES", "HOME CARE", "transplant"),
        note("CV-083", "ISOGÊNICO", "HOME CARE", "transplant"),
        note("CV-083", "HETEROTÓPICO TECIDO", "HOME CARE", "transplant"),
    ],
)
def test_what_decides_nothing_is_found(rule: str, words: str, elsewhere: str, about: str) -> None:
    hold_note(rule, words, elsewhere, about)
