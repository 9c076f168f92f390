"""Finding people, on every engine."""

import pytest

from desk.domain.context import Desk
from desk.domain.eligibility.member_card import member_card, plan_worth
from desk.domain.enrolment.service import SEARCH_LIMIT, search
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.premium.rules import Standing
from tests.conftest import ATTENDANT, AURORA


def names(desk: Desk, text: str) -> list[str]:
    return [member.name for member in search(desk, ATTENDANT, name=text).members]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("aurora", ["AURORA EXEMPLO"]),
        ("EXEMPLO Aurora", ["AURORA EXEMPLO"]),
        ("maria conceicao", ["MARIA EXEMPLO DA CONCEIÇÃO"]),
        ("conceição", ["MARIA EXEMPLO DA CONCEIÇÃO"]),
        ("mar exe", ["MARIA APARECIDA EXEMPLO", "MARIA EXEMPLO", "MARIA EXEMPLO DA CONCEIÇÃO", "MARTA EXEMPLO"]),
        ("ninguem assim", []),
        ("% _", None),
        ("x", None),
        ("", None),
    ],
)
def test_a_name_is_found_by_any_of_its_parts(any_desk: Desk, text: str, found: list[str] | None) -> None:
    if found is None:
        with pytest.raises(DomainError) as refusal:
            names(any_desk, text)
        assert refusal.value.field == "nome"
    else:
        assert names(any_desk, text) == found


@pytest.mark.rule("EL-002")
def test_an_excluded_person_is_found_with_the_place_they_moved_to(any_desk: Desk) -> None:
    everywhere = search(any_desk, ATTENDANT, name="quirino").members
    assert [(member.member_number, member.active) for member in everywhere] == [
        ("9990100006010001", True),
        ("9992000007001001", False),
    ]
    assert everywhere[1].moved_to == "9990100006010001"
    assert search(any_desk, ATTENDANT, cpf=everywhere[0].cpf).members == everywhere
    card = member_card(any_desk, ATTENDANT, "9992000007001001")
    assert [member.member_number for member in card.elsewhere] == ["9990100006010001"]


def test_a_wrong_cpf_is_told_on_its_field(any_desk: Desk) -> None:
    with pytest.raises(DomainError) as refusal:
        search(any_desk, ATTENDANT, cpf="12345678900")
    assert refusal.value.field == "cpf"


def test_a_search_with_too_many_answers_says_so(any_desk: Desk) -> None:
    result = search(any_desk, ATTENDANT, name="exemplo")
    assert len(result.members) <= SEARCH_LIMIT
    assert not result.more, "the demo has fewer people than a search shows"


@pytest.mark.rule("EL-003", "EL-004", "RE-009", "RE-081", "MA-008")
def test_the_card_shows_what_the_first_panel_needs(any_desk: Desk) -> None:
    card = member_card(any_desk, ATTENDANT, AURORA)
    assert [life.member.person_suffix for life in card.lives] == ["01", "02", "03"]
    worth = plan_worth(any_desk, card)
    assert (str(worth.unit_value), str(worth.multiple)) == ("0.432100", "3.0000")
    assert card.standing.standing is Standing.UP_TO_DATE
    bento, cecilia = card.lives[1], card.lives[2]
    assert [cpt.condition for cpt in bento.running_cpts] == ["HÉRNIA DECLARADA"]
    assert [(w.code, w.ends_on.isoformat()) for w in cecilia.waiting] == [("2", "2007-06-30"), ("3", "2007-10-28")]
    assert [block.code for block in cecilia.blocks] == ["L"]


def test_an_unknown_identification_is_told(any_desk: Desk) -> None:
    with pytest.raises(NotFoundError) as refusal:
        member_card(any_desk, ATTENDANT, "0000000000000000")
    assert (refusal.value.field, refusal.value.code) == ("identificacao", "024")
