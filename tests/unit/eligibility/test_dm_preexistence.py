"""CPT and suspected pre-existence by the desk manual (EL-026, EL-036, EL-039)."""

from datetime import date

import pytest

from desk.domain.eligibility.cpt import last_day
from desk.domain.enrolment.model import Cpt
from desk.domain.kernel.decision import Disclosure, Outcome
from tests.unit.eligibility.asking import RULEBOOK, TODAY, applied, ask
from tests.unit.eligibility.rows import hold_note, note, procedure

START = date(2005, 5, 15)


@pytest.mark.rule("EL-026")
@pytest.mark.parametrize(
    ("ends_on", "last"),
    [
        pytest.param(date(2006, 12, 31), date(2006, 12, 31), id="registered for less"),
        pytest.param(date(2007, 5, 15), date(2007, 5, 15), id="24 months"),
        pytest.param(date(2010, 5, 15), date(2007, 5, 15), id="registered for more"),
    ],
)
def test_a_cpt_lasts_as_registered_and_24_months_at_most(ends_on: date, last: date) -> None:
    cpt = Cpt(member_number="1", condition="EXEMPLO", starts_on=START, ends_on=ends_on)
    assert last_day(cpt, TODAY["DM"], RULEBOOK) == last


@pytest.mark.rule("EL-026")
@pytest.mark.parametrize(
    ("started_on", "outcome"),
    [
        pytest.param(date(2005, 5, 15), Outcome.ROUTED, id="the day it completes them"),
        pytest.param(date(2005, 5, 14), Outcome.ALLOWED, id="a day later"),
    ],
)
def test_a_cpt_registered_for_too_long_sends_nothing_to_cap_after_24_months(
    started_on: date, outcome: Outcome
) -> None:
    given = ask(procedure("90010011"), started_on=started_on, cpt_from=started_on, cpt_until=date(2009, 1, 1))
    assert given.decision.outcome is outcome


@pytest.mark.rule("EL-036")
def test_an_authorization_under_suspicion_of_an_adapted_contract_carries_the_message() -> None:
    given = ask(procedure("90010011"), block="P")
    assert given.decision.outcome is Outcome.ROUTED
    assert {r.disclose for r in given.decision.reasons if r.rule == "EL-036"} == {Disclosure.INSURED}
    assert "EL-036" in applied(given)
    assert "EL-036" not in applied(ask(procedure("90010011"), block="P", adapted=False))
    assert "EL-036" not in applied(ask(procedure("90010011")))
    assert "EL-036" not in applied(ask(procedure("90010011"), block="A"))


@pytest.mark.rule("EL-026", "EL-039")
@pytest.mark.parametrize(
    ("rule", "words", "elsewhere", "about"),
    [
        note("EL-026", "CPT ALTA TECNOLOGIA", "HOME CARE", ""),
        note("EL-039", "ANS DECISÃO", "HOME CARE", ""),
    ],
)
def test_what_decides_nothing_is_found(rule: str, words: str, elsewhere: str, about: str) -> None:
    hold_note(rule, words, elsewhere, about)
