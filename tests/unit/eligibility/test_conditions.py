"""What a clause can ask for of the person, the contract and the day, and what is said when it is not met."""

from dataclasses import fields
from typing import Any

import pytest

from desk.domain.eligibility.answer import CareAnswer
from desk.domain.eligibility.clause import Clause, Effect, When
from tests.unit.eligibility.asking import a_procedure, ask

CONDITIONS: list[tuple[str, Any, Any, str]] = [
    # the condition, what the question of `asked` meets, what it does not, and what is said then
    ("adapted", True, False, "SÓ NÃO ADAPTADO"),
    ("coverage", ("global",), ("hospital", "outpatient"), "SÓ HOSPITAL/OUTPATIENT"),
    ("products", ("342",), ("901",), "SÓ PRODUTO 901"),
    ("plans", ("ESPECIAL",), ("EXATO",), "SÓ PLANO EXATO"),
    ("lines", ("individual",), ("small_group",), "OUTRA CARTEIRA"),
    ("sponsors", ("99901",), ("99902",), "OUTRA EMPRESA"),
    ("groups", ("EXEMPLO",), ("OUTRO",), "SÓ OUTRO"),
    ("tipo", True, False, "SÓ SEM TIPO"),
    ("attendance", ("5",), ("1", "3"), "SÓ TA 1/3"),
    ("circumstance", ("elective",), ("accident",), "OUTRA CIRCUNSTÂNCIA"),
    ("relationship", ("holder",), ("child",), "OUTRO PARENTESCO"),
    ("sex", "F", "M", "SÓ SEXO M"),
    ("age_from", 35, 36, "SÓ A PARTIR DE 36 ANOS"),
    ("age_to", 35, 34, "SÓ ATÉ 34 ANOS"),
    ("insured_days_from", 1825, 1826, "SEGURADO HÁ MENOS TEMPO"),
    ("insured_days_to", 1825, 1824, "SEGURADO HÁ MAIS TEMPO"),
    ("continuation", False, True, "DEMITIDO/APOSENTADO"),
    ("in_waiting", False, True, "CARÊNCIA"),
    ("in_cpt", False, True, "SÓ EM CPT"),
    ("suspected", False, True, "SEM SUSPEITA"),
    ("in_network", True, False, "DEPENDE DO PRESTADOR"),
    ("needs_authorization", True, False, "SÓ SEM AUTORIZAÇÃO PRÉVIA"),
]


def asked(**condition: Any) -> CareAnswer:
    """The answer of one clause alone, to an examination of a woman of 35 insured for five years of 365 days."""
    clause = Clause("DM", "CV-016", Effect.COVERED, "COBERTO", codes=("90010011",), when=When(**condition))
    examination = a_procedure("90010011", needs_authorization=True)
    return ask(examination, among=[clause], in_network=True, group_name="EXEMPLO", tipo=True)


@pytest.mark.parametrize(("name", "met", "unmet", "said"), CONDITIONS, ids=[name for name, *_ in CONDITIONS])
def test_a_clause_holds_when_its_condition_is_met_and_says_what_it_lacks(
    name: str, met: object, unmet: object, said: str
) -> None:
    assert asked(**{name: met}).covered is True
    given = asked(**{name: unmet})
    assert given.covered is None
    reason = next(r for r in given.decision.reasons if r.rule == "CV-016")
    assert (reason.applied, reason.says) == (False, f"COBERTO (NÃO SE APLICA: {said})")


def test_the_first_condition_that_fails_is_the_one_said() -> None:
    given = asked(sex="M", plans=("EXATO",), age_from=35)
    assert any("SÓ PLANO EXATO" in r.says for r in given.decision.reasons)
    assert not any("SÓ SEXO" in r.says for r in given.decision.reasons)


def test_every_condition_a_clause_can_have_is_tried_here() -> None:
    assert [name for name, *_ in CONDITIONS] == [each.name for each in fields(When) if each.init]


def test_the_more_facts_a_clause_asks_for_the_more_special_it_is() -> None:
    assert When().asked == ()
    assert When(adapted=False, age_from=0, plans=("EXATO",)).asked == ("adapted", "plans", "age_from")
