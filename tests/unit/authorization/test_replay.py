"""Playing a history back: what follows gives the state, what does not follow is found out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desk.domain.authorization.model import Authorization, AuthorizationLine
from desk.domain.authorization.replay import Plain, State, difference, replay, state_of

WHOLE: dict[str, Plain] = {"status": "Pendente", "issued_on": "2007-05-15", "valid_until": "2007-06-14"}
LINE: dict[str, Plain] = {"procedure_code": "90020017", "quantity": 2, "status": "Pendente", "refusal_code": ""}
ISSUED = State(1, WHOLE, {1: LINE})
INCLUDED = State(2, WHOLE, {1: LINE, 2: LINE | {"procedure_code": "90030012"}})
CHANGED = State(3, WHOLE | {"status": "Excluído"}, {1: LINE | {"status": "Excluído"}, 2: INCLUDED.lines[2]})


def test_differences_played_back_give_the_states() -> None:
    steps = [difference(State(), ISSUED), difference(ISSUED, INCLUDED), difference(INCLUDED, CHANGED)]
    assert [replay(steps[: n + 1]) for n in range(3)] == [ISSUED, INCLUDED, CHANGED]
    assert steps[2] == {
        "version": 3,
        "whole": {"status": ["Pendente", "Excluído"]},
        "lines": {"1": {"status": ["Pendente", "Excluído"]}},
    }


def test_a_version_left_out_or_taken_twice_is_found() -> None:
    first, last = difference(State(), ISSUED), difference(INCLUDED, CHANGED)
    with pytest.raises(ValueError, match="nothing says what changed between versions 1 and 3"):
        replay([first, last])
    with pytest.raises(ValueError, match="version 1 comes after version 1"):
        replay([first, first])


def test_a_value_that_was_not_there_is_found() -> None:
    other = replace(ISSUED, whole=WHOLE | {"valid_until": "2007-06-01"})
    with pytest.raises(ValueError, match="valid_until was '2007-06-14', the history says '2007-06-01'"):
        replay([difference(State(), ISSUED), difference(other, replace(ISSUED, version=2))])


def test_the_state_of_rows_is_plain() -> None:
    authorization = Authorization(
        number="07/000001",
        member_number="9990100001234501",
        status="Pendente",
        issued_on=date(2007, 5, 15),
        valid_until=date(2007, 6, 14),
        attendance_type="5",
        regional_office="0107",
        unit_code="0107",
        attendant_number="A100001",
        decision="{}",
        created_at=datetime(2007, 5, 15, 13, tzinfo=UTC),
        version=4,
    )
    line = AuthorizationLine(
        authorization_number="07/000001",
        position=1,
        procedure_code="90020017",
        quantity=2,
        status="Pendente",
    )
    state = state_of(authorization, [line])
    assert (state.version, state.lines) == (4, {1: LINE})
    assert state.whole["valid_until"] == "2007-06-14"
    assert state.whole["planned_on"] is None
