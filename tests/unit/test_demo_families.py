"""The demo families: enough of them, all different, and documented as they are."""

from collections import Counter

from desk.domain.importing.checking import check_table
from desk.domain.training.families import demo_tables, stories


def test_there_are_families_of_every_line_of_business_and_rulebook() -> None:
    tables = {raw.spec.name: check_table(raw)[0].rows for raw in demo_tables()}
    assert len(stories()) >= 40
    sponsors = {key[0]: values for key, values in tables["sponsors"].items()}
    lines = {sponsors[key[0][:5]]["line_of_business"] for key in tables["policies"]}
    assert lines == {"individual", "small_group", "group", "self_funded"}
    products = {key[0]: values for key, values in tables["products"].items()}
    rulebooks = {products[values["product_code"]]["rulebook"] for values in tables["policies"].values()}
    assert rulebooks == {"DM", "AZ", "UF", "PS"}


def test_no_two_people_share_a_cpf_but_the_one_who_moved() -> None:
    members = next(check_table(raw)[0].rows for raw in demo_tables() if raw.spec.name == "members")
    shared = {cpf for cpf, count in Counter(m["cpf"] for m in members.values()).items() if count > 1}
    assert {m["name"] for m in members.values() if m["cpf"] in shared} == {"QUIRINO EXEMPLO"}


def test_every_person_is_obviously_invented() -> None:
    members = next(check_table(raw)[0].rows for raw in demo_tables() if raw.spec.name == "members")
    for member in members.values():
        assert "EXEMPLO" in member["name"]
        assert member["cpf"].startswith("0000")
