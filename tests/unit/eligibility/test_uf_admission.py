"""Unafisco Saúde Soft II: who joins, with which papers, exempt or not, and who stays after a death (chapter 7)."""

from datetime import date, timedelta
from typing import Any

import pytest

from desk.domain.eligibility.admission import Admission, Candidate, admit
from desk.domain.eligibility.joining import Through, Waiting, waiting
from desk.domain.eligibility.succession import Standing, Survivor, after_death
from desk.domain.kernel.decision import Outcome
from tests.unit.eligibility.asking import RULEBOOK

ON = date(2013, 5, 15)
HOLDER_ON = date(2010, 1, 1)
ADULT = date(1980, 3, 3)


def asks(relation: str, born: date = ADULT, *, through: date | None = HOLDER_ON, **facts: Any) -> Admission:
    """What comes of asking to join on ON, through a holder enrolled since 2010."""
    return admit(Candidate(relation, born, ON, **facts), through, "UF", RULEBOOK)


@pytest.mark.rule("UF-003")
@pytest.mark.parametrize(
    ("link", "outcome"),
    [
        ("auditor", Outcome.ALLOWED),
        ("pensioner", Outcome.ALLOWED),
        ("former", Outcome.ALLOWED),
        ("employee", Outcome.REFUSED),
        ("", Outcome.REFUSED),
    ],
)
def test_a_holder_is_tied_to_the_union(link: str, outcome: Outcome) -> None:
    found = asks("holder", through=None, link=link)
    assert found.decision.outcome is outcome
    assert found.decision.reasons[0].rule == "UF-003"
    if outcome is Outcome.ALLOWED:
        assert found.status == "holder"
        assert "COMPROVANTE DE FILIAÇÃO AO SINDIFISCO" in found.documents


@pytest.mark.rule("UF-004")
@pytest.mark.parametrize(
    ("born", "facts", "relation", "status"),
    [
        pytest.param(date(1994, 5, 16), {}, "child", "dependent", id="still eighteen"),
        pytest.param(date(1994, 5, 15), {}, "relative", "associate", id="nineteen today"),
        pytest.param(date(2000, 1, 1), {"single": False}, "relative", "associate", id="in a union"),
        pytest.param(date(1996, 1, 1), {"emancipated": True}, "relative", "associate", id="emancipated"),
    ],
)
def test_a_child_is_a_dependant_up_to_eighteen(
    born: date, facts: dict[str, Any], relation: str, status: str
) -> None:
    found = asks("child", born, **facts)
    assert (found.decision.outcome, found.relation, found.status) == (Outcome.ALLOWED, relation, status)


@pytest.mark.rule("UF-004")
@pytest.mark.parametrize("relation", ["spouse", "disabled_child", "ward", "curatorship", "stepchild"])
def test_other_dependants_have_no_age_but_need_the_holder_in_a_plan(relation: str) -> None:
    assert asks(relation).status == "dependent"
    alone = asks(relation, through=None)
    assert alone.decision.outcome is Outcome.REFUSED
    assert "SÓ COM O TITULAR INSCRITO" in alone.decision.reasons[0].says


@pytest.mark.rule("UF-004")
@pytest.mark.parametrize(
    ("born", "outcome"), [(date(1995, 5, 16), Outcome.ALLOWED), (date(1995, 5, 15), Outcome.REFUSED)]
)
def test_custody_is_of_minors(born: date, outcome: Outcome) -> None:
    assert asks("custody", born).decision.outcome is outcome


@pytest.mark.rule("UF-005")
def test_a_companion_is_declared_and_never_beside_a_spouse() -> None:
    found = asks("companion", presented=frozenset())
    assert found.decision.outcome is Outcome.BLOCKED
    assert "DECLARAÇÃO ESCRITA DO TITULAR COM FIRMA RECONHECIDA" in found.missing
    assert "ASSINATURA DE DUAS TESTEMUNHAS IDENTIFICADAS" in found.missing
    assert asks("companion").decision.outcome is Outcome.ALLOWED
    assert asks("companion", enrolled=frozenset({"spouse"})).decision.outcome is Outcome.REFUSED
    assert asks("spouse", enrolled=frozenset({"companion"})).decision.outcome is Outcome.REFUSED
    assert asks("spouse", enrolled=frozenset({"child"})).decision.outcome is Outcome.ALLOWED


@pytest.mark.rule("UF-006")
def test_a_former_spouse_only_with_alimony() -> None:
    found = asks("former_spouse", link="alimony")
    assert found.decision.outcome is Outcome.ALLOWED
    assert "DECISÃO JUDICIAL COM A PENSÃO ALIMENTÍCIA" in found.documents
    without = asks("former_spouse")
    assert (without.decision.outcome, without.decision.reasons[0].rule) == (Outcome.REFUSED, "UF-006")


@pytest.mark.rule("UF-007")
@pytest.mark.parametrize(
    ("degree", "outcome"), [(3, Outcome.ALLOWED), (4, Outcome.REFUSED), (None, Outcome.REFUSED)]
)
def test_an_associate_is_a_relative_up_to_the_third_degree(degree: int | None, outcome: Outcome) -> None:
    found = asks("relative", degree=degree)
    assert found.decision.outcome is outcome
    assert found.decision.reasons[0].rule == "UF-007"


@pytest.mark.rule("UF-008")
@pytest.mark.parametrize(
    ("relation", "paper"),
    [
        ("spouse", "CERTIDÃO DE CASAMENTO"),
        ("ward", "DECISÃO JUDICIAL DE TUTELA"),
        ("custody", "DECISÃO JUDICIAL DE GUARDA"),
        ("curatorship", "DECISÃO JUDICIAL DE CURATELA"),
        ("disabled_child", "COMPROVANTE DE INVALIDEZ PERMANENTE"),
        ("relative", "COMPROVANTE DO GRAU DE PARENTESCO"),
    ],
)
def test_the_papers_prove_the_relation(relation: str, paper: str) -> None:
    born = date(2005, 1, 1)
    kinship = {"DECLARAÇÃO DE ESTADO CIVIL", "CERTIDÃO DE NASCIMENTO"}
    found = asks(relation, born, degree=2, presented=frozenset(kinship))
    assert found.decision.outcome is Outcome.BLOCKED
    assert found.missing == (paper,)
    assert "UF-008" in {reason.rule for reason in found.decision.reasons}
    complete = asks(relation, born, degree=2, presented=frozenset({*kinship, paper}))
    assert complete.decision.outcome is Outcome.ALLOWED


def serves(
    relation: str, born: date = ADULT, *, through: Through | None = None, on: date = ON, **events: date
) -> Waiting:
    """Whether who asks on a day serves waiting periods."""
    return waiting(Candidate(relation, born, on, events=events), through, "UF", RULEBOOK)


@pytest.mark.rule("UF-049")
@pytest.mark.parametrize("event", ["offered", "affiliation"])
@pytest.mark.parametrize(("days", "exempt"), [(30, True), (31, False)])
def test_a_holder_has_thirty_days_from_the_offer_or_from_joining_the_union(
    event: str, days: int, exempt: bool
) -> None:
    found = serves("holder", **{event: ON - timedelta(days=days)})
    assert found.exempt is exempt
    assert found.decision.reasons[0].rule == ("UF-049" if exempt else "UF-051")


@pytest.mark.rule("UF-049")
@pytest.mark.parametrize(("entered", "exempt"), [(ON, True), (ON - timedelta(days=1), False)])
def test_only_who_joins_in_the_same_proposal_shares_the_window(entered: date, exempt: bool) -> None:
    found = serves("spouse", through=Through(entered), affiliation=ON - timedelta(days=5))
    assert found.exempt is exempt


@pytest.mark.rule("UF-050")
@pytest.mark.parametrize(
    ("anniversary", "affiliation", "exempt"),
    [
        pytest.param(ON - timedelta(days=30), date(2012, 3, 1), True, id="thirty days after"),
        pytest.param(ON - timedelta(days=31), date(2012, 3, 1), False, id="a day late"),
        pytest.param(ON + timedelta(days=1), date(2012, 3, 1), False, id="the day before"),
        pytest.param(ON, date(2010, 1, 31), False, id="affiliated in the first period"),
        pytest.param(ON, date(2010, 2, 1), True, id="affiliated a day after it"),
    ],
)
def test_at_an_anniversary_who_joined_the_union_later_enters_exempt(
    anniversary: date, affiliation: date, exempt: bool
) -> None:
    found = serves("holder", anniversary=anniversary, affiliation=affiliation, offered=date(2010, 1, 1))
    assert found.exempt is exempt
    assert not exempt or found.decision.reasons[0].rule == "UF-050"


SERVED = Through(ON - timedelta(days=300))
SERVING = Through(ON - timedelta(days=299))


@pytest.mark.rule("UF-015")
@pytest.mark.parametrize(
    ("days", "through", "exempt"),
    [
        pytest.param(30, SERVED, True, id="thirty days"),
        pytest.param(31, SERVED, False, id="a day late"),
        pytest.param(30, SERVING, False, id="parent still serving"),
        pytest.param(30, Through(ON, exempt=True), True, id="exempt parent"),
    ],
)
def test_a_newborn_enters_exempt_in_thirty_days(days: int, through: Through, exempt: bool) -> None:
    born = ON - timedelta(days=days)
    assert serves("child", born, through=through).exempt is exempt
    adopted = serves("adopted_child", date(1998, 1, 1), through=through, adoption=born)
    assert adopted.exempt is exempt


@pytest.mark.rule("UF-015")
def test_a_newborn_of_a_covered_birth_brings_no_health_declaration() -> None:
    papers = asks("child", ON - timedelta(days=3)).documents
    assert any("NUNCA PARA RECÉM-NASCIDO" in paper for paper in papers)
    assert not any("NUNCA PARA RECÉM-NASCIDO" in paper for paper in asks("spouse").documents)


@pytest.mark.rule("UF-016")
@pytest.mark.parametrize(
    ("served", "left"), [(100, 80), (180, 0), (250, 0), (0, 180)]
)  # fmt: skip
def test_a_newborn_uses_the_days_its_parent_served_up_to_a_hundred_and_eighty(served: int, left: int) -> None:
    found = serves("child", ON - timedelta(days=30), through=Through(ON - timedelta(days=served)))
    assert found.decision.outcome is Outcome.REFUSED
    assert found.credit is not None
    assert found.credit.left(300) == left
    late = serves("child", ON - timedelta(days=31), through=Through(ON - timedelta(days=served)))
    assert late.credit is None


@pytest.mark.rule("UF-017")
@pytest.mark.parametrize(("born", "credited"), [(date(2001, 5, 16), True), (date(2001, 5, 15), False)])
def test_an_adopted_child_under_twelve_uses_the_adopters_days(born: date, credited: bool) -> None:
    found = serves("adopted_child", born, through=Through(ON - timedelta(days=200)), adoption=date(2012, 1, 1))
    assert not found.exempt
    assert (found.credit is not None) is credited
    if found.credit is not None:
        assert (found.credit.left(180), found.credit.left(300)) == (0, 100)


# After the death of the holder.

DIED = date(2013, 4, 15)
LAST = date(2013, 5, 15)


def survivor(**facts: Any) -> Survivor:
    """A dependant who declared in time that he stays, and pays by bank slip."""
    return Survivor(**{"associate": False, "declared_on": LAST, "payment": "slip", **facts})


@pytest.mark.parametrize(
    ("who", "on", "outcome", "standing", "rule"),
    [
        pytest.param(survivor(), LAST, Outcome.ALLOWED, Standing.DEPENDENT, "UF-011",
                     marks=[pytest.mark.rule("UF-009"), pytest.mark.rule("UF-011")], id="in time"),
        pytest.param(survivor(declared_on=LAST + timedelta(days=1)), LAST + timedelta(days=2), Outcome.REFUSED,
                     Standing.NONE, "UF-009", marks=pytest.mark.rule("UF-009"), id="a day late"),
        pytest.param(survivor(declared_on=None), LAST, Outcome.BLOCKED, Standing.NONE, "UF-009",
                     marks=pytest.mark.rule("UF-009"), id="not yet"),
        pytest.param(survivor(declared_on=None), LAST + timedelta(days=1), Outcome.REFUSED, Standing.NONE,
                     "UF-009", marks=pytest.mark.rule("UF-009"), id="too late"),
        pytest.param(survivor(payment="cash"), LAST, Outcome.BLOCKED, Standing.NONE, "UF-009",
                     marks=pytest.mark.rule("UF-009"), id="no means of payment"),
        pytest.param(survivor(associate=True), LAST, Outcome.ALLOWED, Standing.ASSOCIATE, "UF-012",
                     marks=pytest.mark.rule("UF-012"), id="associate"),
        pytest.param(survivor(fits=False), LAST, Outcome.ALLOWED, Standing.SUBSTITUTE, "UF-011",
                     marks=pytest.mark.rule("UF-011"), id="no longer a dependant"),
        pytest.param(survivor(recognised_on=date(2013, 6, 1), joined_on=date(2013, 7, 1)), date(2013, 7, 1),
                     Outcome.ALLOWED, Standing.HOLDER, "UF-010", marks=pytest.mark.rule("UF-010"),
                     id="pensioner in the union"),
        pytest.param(survivor(recognised_on=date(2013, 6, 1), joined_on=date(2013, 7, 2)), date(2013, 7, 2),
                     Outcome.REFUSED, Standing.NONE, "UF-010", marks=pytest.mark.rule("UF-010"),
                     id="pensioner a day late"),
        pytest.param(survivor(recognised_on=date(2013, 6, 1)), date(2013, 7, 1), Outcome.BLOCKED, Standing.NONE,
                     "UF-010", marks=pytest.mark.rule("UF-010"), id="pensioner, not yet"),
    ],
)  # fmt: skip
def test_who_stays_after_a_death(who: Survivor, on: date, outcome: Outcome, standing: Standing, rule: str) -> None:
    found = after_death(who, DIED, on, "UF", RULEBOOK)
    assert (found.decision.outcome, found.standing) == (outcome, standing)
    assert found.decision.reasons[0].rule == rule


@pytest.mark.rule("UF-010")
@pytest.mark.rule("UF-011")
@pytest.mark.rule("UF-012")
def test_whom_those_who_stay_may_enrol() -> None:
    holder = after_death(survivor(recognised_on=LAST, joined_on=LAST), DIED, LAST, "UF", RULEBOOK)
    assert holder.enrols.startswith("NOVOS")
    assert after_death(survivor(), DIED, LAST, "UF", RULEBOOK).enrols.startswith("SÓ FILHO")
    assert after_death(survivor(associate=True), DIED, LAST, "UF", RULEBOOK).enrols == "NINGUÉM"
