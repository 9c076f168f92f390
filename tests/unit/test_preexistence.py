"""What becomes of a request for a disease that may be older than the insurance."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk.domain.eligibility.preexistence import Adaptation, Cover, Preexistence, Regime, preexistence
from desk.domain.enrolment.model import FormerPlan
from desk.domain.kernel.decision import Outcome
from desk.domain.rulebook.parameters import Rulebook

TODAY = date(2007, 5, 15)
ADAPTED = Cover(
    line_of_business="individual",
    applies_preexistence=False,
    adapted=True,
    adapted_on=None,
    policy_from=date(2003, 6, 2),
    member_from=date(2003, 6, 2),
    previous_plan_from=None,
)
OLD = replace(ADAPTED, adapted=False, policy_from=date(1996, 8, 5), member_from=date(1996, 8, 5))


def former(started: date, ended: date, line: str = "group") -> FormerPlan:
    """An earlier insurance of the house."""
    return FormerPlan(
        holder_number="99901000000001",
        started_on=started,
        ended_on=ended,
        product_code="600",
        plan_code="04210",
        line_of_business=line,
    )


def applied(found: Preexistence) -> set[str]:
    """The rules that applied."""
    return {reason.rule for reason in found.decision.reasons if reason.applied}


@pytest.mark.rule("EL-033", "EL-034")
@pytest.mark.parametrize(
    ("since", "regime", "rule"),
    [
        pytest.param(date(2002, 5, 14), Regime.GRANT, "EL-033", id="five years and a day"),
        pytest.param(date(2002, 5, 15), Regime.GRANT, "EL-033", id="exactly five years count as above"),
        pytest.param(date(2002, 5, 16), Regime.REFUSE, "EL-034", id="a day short"),
        pytest.param(date(2007, 5, 1), Regime.REFUSE, "EL-034", id="just in"),
    ],
)
def test_a_non_adapted_contract_grants_from_five_years_on(
    rulebook: Rulebook, since: date, regime: Regime, rule: str
) -> None:
    found = preexistence(replace(OLD, member_from=since), TODAY, rulebook)
    assert found.regime is regime
    assert {"EL-033", "EL-034"} & applied(found) == {rule}
    assert found.counts_from == since


@pytest.mark.rule("EL-029")
@pytest.mark.parametrize("cover", [ADAPTED, OLD, replace(OLD, member_from=date(2006, 1, 1))])
def test_whatever_the_regime_cap_alone_decides(rulebook: Rulebook, cover: Cover) -> None:
    found = preexistence(cover, TODAY, rulebook)
    assert found.decision.outcome is Outcome.ROUTED
    assert [route.area for route in found.decision.routes] == ["CAP"]
    assert "EL-029" in applied(found)


@pytest.mark.rule("EL-035", "EL-037", "EL-038")
def test_an_adapted_contract_serves_until_ans_has_spoken(rulebook: Rulebook) -> None:
    found = preexistence(ADAPTED, TODAY, rulebook)
    assert found.regime is Regime.UNTIL_ANS
    assert {"EL-035", "EL-037", "EL-038"} <= applied(found)
    assert not {"EL-033", "EL-034"} & applied(found)
    assert not {"EL-035", "EL-037", "EL-038"} & applied(preexistence(OLD, TODAY, rulebook))


@pytest.mark.rule("EL-041")
@pytest.mark.parametrize(
    ("line", "agreement", "outside"),
    [
        ("self_funded", False, True),
        ("self_funded", True, False),
        ("group", False, False),
        ("small_group", False, False),
        ("individual", False, False),
    ],
)
def test_a_self_funded_company_is_outside_without_an_agreement(
    rulebook: Rulebook, line: str, agreement: bool, outside: bool
) -> None:
    cover = replace(OLD, line_of_business=line, applies_preexistence=agreement)
    found = preexistence(cover, TODAY, rulebook)
    assert (found.regime is Regime.NOT_APPLICABLE) is outside
    assert ("EL-041" in applied(found)) is outside
    assert (found.decision.outcome is Outcome.ALLOWED) is outside


@pytest.mark.rule("EL-030", "EL-032")
@pytest.mark.parametrize(
    ("cover", "kind", "doubt"),
    [
        pytest.param(ADAPTED, Adaptation.SOLD, "", id="sold under the law"),
        pytest.param(OLD, Adaptation.NONE, "", id="sold before, never adapted"),
        pytest.param(
            replace(OLD, adapted=True, adapted_on=date(2000, 5, 2)), Adaptation.LATER, "", id="adapted later"
        ),
        pytest.param(
            replace(ADAPTED, policy_from=date(1999, 1, 2)), Adaptation.SOLD, "", id="the first day of the law"
        ),
        pytest.param(
            replace(ADAPTED, policy_from=date(1999, 1, 1)), Adaptation.SOLD, "ANTERIOR À LEI", id="the day before"
        ),
        pytest.param(
            replace(OLD, policy_from=date(1999, 1, 2)),
            Adaptation.NONE,
            "DEPOIS DA LEI",
            id="not adapted, yet later",
        ),
        pytest.param(replace(OLD, policy_from=date(1999, 1, 1)), Adaptation.NONE, "", id="not adapted, before"),
    ],
)
def test_the_mark_of_the_contract_decides_and_the_date_only_doubts(
    rulebook: Rulebook, cover: Cover, kind: Adaptation, doubt: str
) -> None:
    found = preexistence(cover, TODAY, rulebook)
    assert found.adaptation is kind
    assert doubt in found.doubt
    assert bool(found.doubt) is bool(doubt)


@pytest.mark.rule("EL-032")
def test_which_day_the_law_starts_is_a_reading_of_the_house(tmp_path: Path) -> None:
    preferred = tmp_path / "readings.toml"
    preferred.write_text('[DM."membership.law_start"]\nvalue = 1999-01-01\n', "utf-8")
    cover = replace(OLD, policy_from=date(1999, 1, 1))
    assert preexistence(cover, TODAY, Rulebook.load(override=preferred)).doubt != ""


@pytest.mark.rule("EL-031")
def test_an_adapted_contract_counts_the_plan_before_it(rulebook: Rulebook) -> None:
    later = replace(
        ADAPTED,
        adapted_on=date(2000, 5, 2),
        policy_from=date(2000, 5, 2),
        member_from=date(2000, 5, 2),
        previous_plan_from=date(1994, 5, 2),
    )
    found = preexistence(later, TODAY, rulebook)
    assert found.counts_from == date(1994, 5, 2)
    assert "EL-031" in applied(found)
    assert preexistence(replace(later, adapted_on=None), TODAY, rulebook).counts_from == date(2000, 5, 2)


@pytest.mark.rule("EL-031", "EL-040")
def test_who_joined_later_brings_nothing_along(rulebook: Rulebook) -> None:
    joined = replace(
        ADAPTED,
        adapted_on=date(2000, 5, 2),
        member_from=date(2004, 1, 5),
        previous_plan_from=date(1994, 5, 2),
        former=[former(date(1990, 1, 1), date(2003, 6, 1))],
    )
    assert preexistence(joined, TODAY, rulebook).counts_from == date(2004, 1, 5)


@pytest.mark.rule("EL-040")
@pytest.mark.parametrize(
    ("plans", "since"),
    [
        pytest.param([former(date(1998, 4, 1), date(2003, 6, 1))], date(1998, 4, 1), id="without a day missed"),
        pytest.param([former(date(1998, 4, 1), date(2003, 5, 31))], date(2003, 6, 2), id="one day missed"),
        pytest.param(
            [former(date(1998, 4, 1), date(2003, 6, 1), "small_group")], date(1998, 4, 1), id="a small company"
        ),
        pytest.param(
            [former(date(1998, 4, 1), date(2003, 6, 1), "individual")], date(2003, 6, 2), id="an individual one"
        ),
        pytest.param(
            [former(date(1998, 4, 1), date(2003, 6, 1), "self_funded")], date(2003, 6, 2), id="a self-funded one"
        ),
        pytest.param(
            [former(date(1995, 1, 1), date(1998, 3, 31)), former(date(1998, 4, 1), date(2003, 6, 1))],
            date(1995, 1, 1),
            id="two in a row",
        ),
        pytest.param(
            [former(date(1995, 1, 1), date(1998, 3, 30)), former(date(1998, 4, 1), date(2003, 6, 1))],
            date(1998, 4, 1),
            id="a gap before the second",
        ),
    ],
)
def test_earlier_group_insurance_of_the_house_counts(
    rulebook: Rulebook, plans: list[FormerPlan], since: date
) -> None:
    found = preexistence(replace(ADAPTED, former=plans), TODAY, rulebook)
    assert found.counts_from == since
    assert ("EL-040" in applied(found)) is (since < ADAPTED.member_from)


@pytest.mark.rule("EL-040")
def test_earlier_time_lifts_a_non_adapted_contract_over_the_five_years(rulebook: Rulebook) -> None:
    recent = replace(OLD, policy_from=date(1998, 12, 1), member_from=date(1998, 12, 1))
    on = date(2000, 1, 1)
    assert preexistence(recent, on, rulebook).regime is Regime.REFUSE
    with_past = replace(recent, former=[former(date(1990, 1, 1), date(1998, 11, 30))])
    assert preexistence(with_past, on, rulebook).regime is Regime.GRANT
