"""The second person's password on MDAP: confirmed once, for one form as it stands, and kept nowhere."""

from datetime import timedelta
from typing import Any

import pytest

from desk.domain.access.service import disable_operator
from desk.domain.context import Desk
from desk.domain.kernel.clock import FixedClock
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import SUPERVISOR, KeptDrafts, SignOn

INJUNCTION = {
    "identificacao": "9990100006006101",
    "ta": "5",
    "servico.1": "90030012",
    "quantidade.1": "2",
    "lib": "LIB",
    "matricula_do_responsavel": "A100004",
}
"""A form that only the supervisor's LIB releases."""

ASKED = "DIGITE A SENHA DO RESPONSÁVEL"
CONFIRMED = "SEM BLOQUEIO, A100004 CONFIRMOU: ALT 5 CONCLUI, EM ATÉ 5 MINUTOS"


@pytest.fixture
def confirmed(terminal: HeadlessTerminal) -> HeadlessTerminal:
    """A form the supervisor has just confirmed with ENTER."""
    terminal.go("MDAP")
    terminal.press(Key.ALT8)
    terminal.fill({"justificativa.1": "LIMINAR 0001/2007 CONFERIDA"})
    terminal.press(Key.ALT7)
    answer = terminal.step("MDAP", INJUNCTION | {"senha_do_responsavel": "demo0004"}, "ENTER")
    assert answer["message"]["text"] == CONFIRMED
    return terminal


def conclude(terminal: HeadlessTerminal, **values: str) -> dict[str, Any]:
    return terminal.step("MDAP", values, "ALT 5")


def refused(answer: dict[str, Any]) -> bool:
    """Whether the password is asked for again, on its field."""
    assert answer["cursor"] == "senha_do_responsavel"
    assert answer["fields"]["senha"] == ""
    return (answer["message"]["code"], ASKED in answer["message"]["text"]) == ("041", True)


def test_what_enter_promises_alt_5_keeps(confirmed: HeadlessTerminal) -> None:
    assert conclude(confirmed)["fields"]["senha"] == "07/004402"


def test_the_password_itself_is_nowhere(confirmed: HeadlessTerminal, drafts: KeptDrafts) -> None:
    host: Any = confirmed._host
    host.keep_draft({})
    assert drafts.newest()["frames"][-1]["values"]["lib"] == "LIB"
    assert "demo0004" not in str(drafts.drafts) + str(host.conversation)
    assert "confirmation" not in str(drafts.drafts)


def test_a_refused_form_keeps_no_password_either(terminal: HeadlessTerminal) -> None:
    answer = terminal.step(
        "MDAP", INJUNCTION | {"senha_do_responsavel": "demo0004", "emissao": "31/02/2007"}, "ENTER"
    )
    assert answer["message"]["code"] == "045"
    host: Any = terminal._host
    assert "demo0004" not in str(host.conversation)


@pytest.mark.parametrize(
    "change",
    [
        {"quantidade.1": "1"},
        {"mensagem.1": "OUTRA"},
        {"identificacao": "9990100001234501"},
        {"servico.1": "90030020"},
        {"emissao": "14/05/2007"},
    ],
)
def test_any_change_of_the_form_asks_again(confirmed: HeadlessTerminal, change: dict[str, str]) -> None:
    answer = conclude(confirmed, **change)
    assert (answer["message"]["code"], answer["fields"]["senha"]) != ("", "07/004402")
    assert answer["fields"]["senha"] == ""


def test_a_change_taken_back_asks_again(confirmed: HeadlessTerminal) -> None:
    assert refused(confirmed.step("MDAP", {"quantidade.1": "1"}, "ENTER"))
    assert refused(conclude(confirmed, **{"quantidade.1": "2"}))


def test_a_change_that_was_refused_and_taken_back_asks_again(confirmed: HeadlessTerminal) -> None:
    assert confirmed.step("MDAP", {"emissao": "31/02/2007"}, "ENTER")["message"]["code"] == "045"
    assert refused(conclude(confirmed, emissao="15/05/2007"))


def test_another_colleague_has_to_confirm_for_themselves(confirmed: HeadlessTerminal) -> None:
    answer = conclude(confirmed, matricula_do_responsavel="A100003")
    assert refused(answer)


@pytest.mark.parametrize(("minutes", "holds"), [(5, True), (6, False), (-1, False)])
def test_a_confirmation_lasts_five_minutes(
    confirmed: HeadlessTerminal, clock: FixedClock, minutes: int, holds: bool
) -> None:
    clock.moment += timedelta(minutes=minutes)
    answer = conclude(confirmed)
    if holds:
        assert answer["fields"]["senha"] == "07/004402"
    else:
        assert refused(answer)


def test_a_wrong_password_takes_the_confirmation_away(confirmed: HeadlessTerminal) -> None:
    answer = confirmed.step("MDAP", {"senha_do_responsavel": "errada99"}, "ENTER")
    assert "SENHA DO RESPONSÁVEL NÃO CONFERE" in answer["message"]["text"]
    assert refused(conclude(confirmed))


def test_the_verso_read_in_between_changes_nothing(confirmed: HeadlessTerminal) -> None:
    confirmed.press(Key.ALT8, Key.ALT7)
    assert conclude(confirmed)["fields"]["senha"] == "07/004402"


@pytest.mark.parametrize("way", ["f3", "clear", "lock"])
def test_leaving_or_locking_the_form_asks_again(confirmed: HeadlessTerminal, way: str) -> None:
    if way == "lock":
        confirmed.fill({"comando": "TRAVA"})
        confirmed.press(Key.ENTER)
        confirmed.step("SIGN", {"senha": "demo0001"}, "ENTER")
    else:
        confirmed.press(Key.F3 if way == "f3" else Key.CLEAR)
        confirmed.fill({"comando": "RECUPERA"})
        confirmed.press(Key.ENTER)
    assert confirmed.code == "MDAP"
    assert refused(conclude(confirmed))


def test_a_draft_taken_up_asks_again(confirmed: HeadlessTerminal, sign_on: SignOn) -> None:
    host: Any = confirmed._host
    host.keep_draft({})
    again = sign_on()
    again.fill({"comando": "RETOMA"})
    again.press(Key.ENTER)
    assert refused(conclude(again))


def test_a_confirmation_serves_one_authorization(confirmed: HeadlessTerminal) -> None:
    conclude(confirmed)
    confirmed.go("MDAP")
    confirmed.press(Key.ALT8)
    confirmed.fill({"justificativa.1": "LIMINAR 0001/2007 CONFERIDA"})
    confirmed.press(Key.ALT7)
    assert conclude(confirmed, **INJUNCTION)["message"]["code"] == "041"


def test_an_account_closed_meanwhile_releases_nothing(confirmed: HeadlessTerminal, desk: Desk) -> None:
    disable_operator(desk, SUPERVISOR, number="A100004")
    assert conclude(confirmed)["fields"]["senha"] == ""
