"""LINH: the time line of a person, from MCAA and by itself."""

from datetime import date

import pytest

from desk.domain.context import Desk
from desk.domain.counter.timeline import Track, time_line
from desk.terminal.glass import glass
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import ATTENDANT, AURORA, SignOn
from tests.screens.golden import hold

GAP = "9990100005678301"
CLAIMANT = "9990100006018501"


def test_f9_on_mcaa_opens_the_line_around_today(terminal: HeadlessTerminal) -> None:
    terminal.step("MCAA", {"identificacao": GAP}, "ENTER")
    terminal.press(Key.F9)
    assert (terminal.code, terminal.screenful.values["segurado"]) == ("LINH", "DIONÍSIO EXEMPLO")
    hold(terminal, "LINH")
    days = [line["dia"] for line in terminal.as_dict()["lines"]]
    assert "02/05/2007" in days
    assert "02/06/2007" in days


def test_f7_and_f8_move_in_time_and_stop_at_the_ends(terminal: HeadlessTerminal) -> None:
    terminal.step("LINH", {"identificacao": GAP}, "ENTER")
    now = terminal.as_dict()["lines"]
    terminal.press(Key.F7)
    before = terminal.as_dict()["lines"]
    assert before[0]["dia"][-4:] < now[0]["dia"][-4:]
    terminal.press(*[Key.F7] * 12)
    assert terminal.as_dict()["lines"][0]["texto"].startswith("INÍCIO DA APÓLICE")
    terminal.press(*[Key.F8] * 20)
    assert len(terminal.as_dict()["lines"]) == 14


def test_one_track_alone(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("LINH", {"identificacao": AURORA, "so": "AP"}, "ENTER")
    assert {line["assunto"] for line in answer["lines"]} == {"AP"}
    assert len(answer["lines"]) == 5
    answer = terminal.step("LINH", {"so": "XYZ"}, "ENTER")
    assert (answer["message"]["kind"], answer["cursor"]) == ("error", "so")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("CARENCIA", "CARÊNCIA"), ("CAR", "CARÊNCIA"), ("CPT", "CPT"), ("CO", "CONTRATO"), ("PARC", "PARCELA")],
)
def test_a_track_is_found_by_its_beginning_without_accents(
    terminal: HeadlessTerminal, typed: str, found: str
) -> None:
    member = "9990100001234503" if found != "CPT" else "9990100001234502"
    answer = terminal.step("LINH", {"identificacao": member, "so": typed}, "ENTER")
    assert {line["assunto"] for line in answer["lines"]} == {found}


def test_a_beginning_of_several_tracks_asks_which(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("LINH", {"identificacao": AURORA, "so": "C"}, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == ("ASSUNTOS: CONTRATO CARÊNCIA CPT", "so")


def test_the_page_of_a_long_line_fits_its_place(terminal: HeadlessTerminal) -> None:
    terminal.step("LINH", {"identificacao": GAP}, "ENTER")
    terminal.press(*[Key.F7] * 20)
    first, last = terminal.screenful.values["_pagina"].split("/")
    assert first == "1"
    terminal.press(*[Key.F8] * 40)
    assert terminal.screenful.values["_pagina"] == f"{last}/{last}"


def test_every_track_of_a_family_is_there_in_order(desk: Desk) -> None:
    line = time_line(desk, ATTENDANT, "9990100001234503")
    assert list(line.moments) == sorted(line.moments, key=lambda moment: moment.on)
    assert {Track.CONTRACT, Track.WAITING, Track.BLOCK, Track.PREMIUM} <= {m.track for m in line.moments}
    (waits,) = [m for m in line.moments if m.track is Track.WAITING and m.on == date(2007, 6, 30)]
    assert waits.text == "ÚLTIMO DIA DA CARÊNCIA 630-2"


@pytest.mark.rule("RE-148")
def test_a_claim_leaves_the_line_when_its_position_may_not_be_seen(desk: Desk, sign_on: SignOn) -> None:
    def claims() -> list[str]:
        return [m.text for m in time_line(desk, ATTENDANT, CLAIMANT).moments if m.track is Track.CLAIM]

    present = claims()
    assert present
    sign_on(on=date(2008, 5, 15))
    assert claims() == []


def test_a_wide_terminal_draws_the_line_beside_the_panel(terminal: HeadlessTerminal) -> None:
    terminal.step("LINH", {"identificacao": GAP}, "ENTER")
    drawn = [row.text[81:].strip() for row in glass(terminal.keyboard, 132, 24)]
    assert any(row.startswith("PARCELA") and "X" in row for row in drawn)
    assert any(row.startswith("CONTRATO") and "=" in row for row in drawn)
