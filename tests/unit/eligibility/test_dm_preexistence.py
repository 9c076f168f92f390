"""CPT and suspected pre-existence by the desk manual (EL-026, EL-036, EL-039)."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from desk.domain.eligibility.cpt import free_from, holds
from desk.domain.enrolment.model import Cpt
from desk.domain.kernel.decision import Disclosure, Outcome
from desk.domain.rulebook.parameters import Rulebook
from tests.unit.eligibility.asking import RULEBOOK, TODAY, applied, ask
from tests.unit.eligibility.rows import hold_note, note, procedure

START = date(2010, 5, 15)


@pytest.mark.rule("EL-026", "EL-028")
@pytest.mark.parametrize("code", ["DM", "UF", "PS"])
@pytest.mark.parametrize(
    ("ends_on", "free"),
    [
        pytest.param(date(2011, 12, 31), date(2012, 1, 1), id="registered for less"),
        pytest.param(date(2012, 5, 13), date(2012, 5, 14), id="a day less than 24 months"),
        pytest.param(date(2012, 5, 14), date(2012, 5, 15), id="24 months to the day before"),
        pytest.param(date(2012, 5, 15), date(2012, 5, 15), id="a day more than they are"),
        pytest.param(date(2015, 5, 15), date(2012, 5, 15), id="registered for much more"),
    ],
)
def test_a_cpt_lasts_as_registered_and_24_months_at_most(code: str, ends_on: date, free: date) -> None:
    cpt = Cpt(member_number="1", condition="EXEMPLO", starts_on=START, ends_on=ends_on)
    on = date(2012, 5, 15)
    assert free_from(cpt, START, on, code, RULEBOOK) == free
    assert holds(cpt, START, free - timedelta(days=1), code, RULEBOOK)
    assert not holds(cpt, START, free, code, RULEBOOK)
    assert not holds(cpt, START, START - timedelta(days=1), code, RULEBOOK)


@pytest.mark.rule("EL-026")
def test_the_months_of_a_day_that_is_missing_end_with_the_month() -> None:
    cpt = Cpt(member_number="1", condition="EXEMPLO", starts_on=date(2004, 2, 29), ends_on=date(2009, 1, 1))
    assert free_from(cpt, cpt.starts_on, TODAY["DM"], "DM", RULEBOOK) == date(2006, 3, 1)


@pytest.mark.rule("EL-028")
def test_the_other_reading_frees_the_registered_last_day(tmp_path: Path) -> None:
    preferred = tmp_path / "preferences.toml"
    preferred.write_text('[DM."authorization.cpt_last_day_counts"]\nvalue = false\n', encoding="utf-8")
    cpt = Cpt(member_number="1", condition="EXEMPLO", starts_on=START, ends_on=date(2011, 12, 31))
    read = Rulebook.load(None, preferred)
    assert free_from(cpt, START, TODAY["DM"], "DM", read) == date(2011, 12, 31)


@pytest.mark.rule("UF-056")
def test_unafisco_counts_from_the_adhesion_not_from_the_registration() -> None:
    cpt = Cpt(member_number="1", condition="EXEMPLO", starts_on=date(2010, 1, 1), ends_on=date(2015, 1, 1))
    adhered = date(2009, 1, 1)
    assert free_from(cpt, adhered, date(2010, 6, 1), "UF", RULEBOOK) == date(2011, 1, 1)
    assert free_from(cpt, adhered, date(2010, 6, 1), "DM", RULEBOOK) == date(2012, 1, 1)


@pytest.mark.rule("EL-026")
@pytest.mark.parametrize(
    ("started_on", "outcome"),
    [
        pytest.param(date(2005, 5, 16), Outcome.ROUTED, id="the day before it completes them"),
        pytest.param(date(2005, 5, 15), Outcome.ALLOWED, id="the day it completes them"),
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
