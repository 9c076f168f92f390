"""The waiting-period groups of the manual (DP-003, DP-035)."""

from datetime import date

import pytest

from desk.domain.eligibility.clause import LAW, Effect
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.waiting_groups import (
    adhesion_date,
    classes_of_group,
    classes_of_product,
    count_waits,
)
from desk.domain.kernel.resources import read_table

START = date(2007, 1, 2)
SIX_THIRTY = {"0": 1, "1": 15, "2": 180, "3": 300, "4": 180, "5": 180, "6": 180}
DAYS = {
    "019": {"1": 1, "2": 90, "3": 180, "4": 450, "5": 540, "6": 720},
    "630": SIX_THIRTY,
    "967": SIX_THIRTY,
    "968": {"0": 1, "1": 15, "2": 180, "3": 300},
}


@pytest.mark.rule("DP-035")
@pytest.mark.parametrize(
    ("group", "products"),
    [
        ("019", "101 301"),
        ("630", "342 345 642 645 132 133 152 153 182 183 192 193"),
        ("967", "103 302 303 312 313 314 315 318 612 613"),
        ("968", "322 325 622 625"),
    ],
)
def test_every_product_has_the_classes_of_its_group(group: str, products: str) -> None:
    assert {each.code: each.days for each in classes_of_group(group)} == DAYS[group]
    for product in products.split():
        assert classes_of_product(product) == classes_of_group(group)


@pytest.mark.rule("DP-035")
def test_a_product_in_no_group_has_no_classes() -> None:
    assert classes_of_product("102") == ()
    assert classes_of_group("999") == ()
    assert count_waits((), START) == ()


@pytest.mark.rule("DP-035")
def test_the_right_begins_so_many_days_after_the_start() -> None:
    found = {each.code: (each.last_day, each.free_from) for each in count_waits(classes_of_product("342"), START)}
    assert found["0"] == (date(2007, 1, 2), date(2007, 1, 3))
    assert found["1"] == (date(2007, 1, 16), date(2007, 1, 17))
    assert found["2"] == (date(2007, 6, 30), date(2007, 7, 1))
    assert found["3"] == (date(2007, 10, 28), date(2007, 10, 29))
    old = {each.code: each.last_day for each in count_waits(classes_of_product("101"), START)}
    assert (old["1"], old["6"]) == (date(2007, 1, 2), date(2008, 12, 21))


@pytest.mark.rule("DP-003")
def test_the_holder_waits_from_the_day_after_the_first_premium() -> None:
    assert adhesion_date(date(2005, 3, 18)) == date(2005, 3, 19)
    assert adhesion_date(date(2007, 2, 28)) == date(2007, 3, 1)


def test_products_know_their_group() -> None:
    for product in read_table("demo/products.csv"):
        groups = {each.group for each in classes_of_product(product["code"])}
        assert groups <= {product["waiting_group"]}


@pytest.mark.rule("LX-021", "DP-035")
def test_only_the_oldest_group_waits_longer_than_the_law_lets_it() -> None:
    law = [c for c in clauses() if c.rulebook == LAW and c.effect is Effect.WAITING and not c.when.circumstance]
    most = {bool(c.subjects): c.wait.amount for c in law if c.wait is not None}
    assert most == {False: 180, True: 300}
    for group in ("630", "967", "968"):
        assert all(each.days <= most[each.code == "3"] for each in classes_of_group(group))
    beyond = {each.code for each in classes_of_group("019") if each.days > most[True]}
    assert beyond == {"4", "5", "6"}
