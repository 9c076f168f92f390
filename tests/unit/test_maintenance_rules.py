"""When an address may be changed at the desk, and when the insured must write (MA-013 to MA-015)."""

from datetime import date

import pytest

from desk.domain.kernel.decision import Decision, Disclosure, Outcome
from desk.domain.kernel.errors import ParameterError
from desk.domain.maintenance.rules import Identity, address_change
from desk.domain.maintenance.service import STATES
from desk.domain.rulebook.parameters import Rulebook

ON = date(2007, 5, 15)
SURE = Identity(current_address=True, holder_birth_date=True, names_of_lives=True)
PROTECTED = {"PE", "SP", "BA", "RJ"}


def change(
    rulebook: Rulebook, identity: Identity = SURE, *, adapted: bool = True, old: str = "MG", new: str = "MG"
) -> Decision:
    """The decision on a move from one state to another."""
    return address_change(identity, adapted=adapted, from_state=old, to_state=new, on=ON, rulebook=rulebook)


def applied(decision: Decision) -> list[str]:
    """The rules that applied, in their order."""
    return [reason.rule for reason in decision.reasons if reason.applied]


@pytest.mark.rule("MA-013", "MA-015")
@pytest.mark.parametrize(
    ("adapted", "old", "new", "outcome"),
    [
        pytest.param(False, "MG", "SP", Outcome.ROUTED, id="not adapted, from outside into SP"),
        pytest.param(False, "MG", "RJ", Outcome.ROUTED, id="not adapted, from outside into RJ"),
        pytest.param(False, "MG", "PE", Outcome.ROUTED, id="not adapted, from outside into PE"),
        pytest.param(False, "MG", "BA", Outcome.ROUTED, id="not adapted, from outside into BA"),
        pytest.param(False, "SP", "RJ", Outcome.ALLOWED, id="not adapted, among the four"),
        pytest.param(False, "BA", "BA", Outcome.ALLOWED, id="not adapted, inside one of the four"),
        pytest.param(False, "SP", "MG", Outcome.ALLOWED, id="not adapted, out of the four"),
        pytest.param(False, "MG", "PR", Outcome.ALLOWED, id="not adapted, elsewhere"),
        pytest.param(True, "MG", "SP", Outcome.ALLOWED, id="adapted, from outside into SP"),
        pytest.param(True, "SP", "RJ", Outcome.ALLOWED, id="adapted, among the four"),
        pytest.param(True, "RJ", "MG", Outcome.ALLOWED, id="adapted, out of the four"),
        pytest.param(True, "MG", "PR", Outcome.ALLOWED, id="adapted, elsewhere"),
    ],
)
def test_a_move_is_decided_by_adaptation_and_both_states(
    rulebook: Rulebook, adapted: bool, old: str, new: str, outcome: Outcome
) -> None:
    decision = change(rulebook, adapted=adapted, old=old, new=new)
    assert decision.outcome is outcome
    assert applied(decision) == (["MA-015"] if outcome is Outcome.ROUTED else ["MA-013"])


@pytest.mark.rule("MA-015")
@pytest.mark.parametrize("adapted", [True, False], ids=["adapted", "not adapted"])
def test_every_pair_of_states_is_decided_as_printed(rulebook: Rulebook, adapted: bool) -> None:
    assert len(STATES) == 27
    stopped = {
        (old, new)
        for old in STATES
        for new in STATES
        if change(rulebook, adapted=adapted, old=old, new=new).outcome is not Outcome.ALLOWED
    }
    assert stopped == (set() if adapted else {(old, new) for old in STATES - PROTECTED for new in PROTECTED})


@pytest.mark.rule("MA-015")
def test_who_has_no_state_on_file_lives_in_none_of_the_four(rulebook: Rulebook) -> None:
    assert change(rulebook, adapted=False, old="", new="SP").outcome is Outcome.ROUTED
    assert change(rulebook, adapted=False, old="", new="MG").outcome is Outcome.ALLOWED


@pytest.mark.rule("MA-015")
def test_the_insured_is_told_to_write_to_semas_with_proof_of_residence(rulebook: Rulebook) -> None:
    (reason,) = [r for r in change(rulebook, adapted=False, old="MG", new="SP").reasons if r.applied]
    assert "MG" in reason.says
    assert "SP" in reason.says
    for word in ("CARTA", "COMPROVANTE DE RESIDÊNCIA", "SEMAS"):
        assert word in reason.says
    assert [r.area for r in change(rulebook, adapted=False, old="MG", new="SP").routes] == ["SEMAS"]
    assert reason.disclose is Disclosure.INSURED
    assert reason.reading


@pytest.mark.rule("MA-014")
@pytest.mark.parametrize(
    ("address", "birth", "names", "first"),
    [
        pytest.param(False, False, False, "endereco_atual", id="nothing said"),
        pytest.param(False, True, True, "endereco_atual", id="address missing"),
        pytest.param(True, False, True, "nasc_titular", id="birth date missing"),
        pytest.param(True, True, False, "vidas", id="names missing"),
        pytest.param(False, True, False, "endereco_atual", id="address and names missing"),
        pytest.param(True, False, False, "nasc_titular", id="only the address said"),
        pytest.param(False, False, True, "endereco_atual", id="only the names said"),
    ],
)
@pytest.mark.parametrize("adapted", [True, False], ids=["adapted", "not adapted"])
@pytest.mark.parametrize("new", ["MG", "SP"])
def test_nothing_changes_until_all_three_are_confirmed(
    rulebook: Rulebook, address: bool, birth: bool, names: bool, first: str, adapted: bool, new: str
) -> None:
    identity = Identity(address, birth, names)
    assert identity.first_missing() == first
    decision = change(rulebook, identity, adapted=adapted, new=new)
    assert decision.outcome is Outcome.REFUSED
    assert [reason.rule for reason in decision.reasons] == ["MA-014"], "nothing on file is told before that"


@pytest.mark.rule("MA-014")
def test_the_confirmation_is_internal_and_reveals_no_value(rulebook: Rulebook) -> None:
    assert SURE.first_missing() == ""
    decision = change(rulebook, Identity(current_address=False, holder_birth_date=True, names_of_lives=True))
    (reason,) = [r for r in decision.reasons if r.rule == "MA-014"]
    assert reason.disclose is Disclosure.INTERNAL
    assert "SEM REVELAR" in reason.says
    assert reason.values == ()


@pytest.mark.rule("MA-013")
def test_an_ordinary_change_is_written_at_once_without_a_document(rulebook: Rulebook) -> None:
    decision = change(rulebook)
    (reason,) = [r for r in decision.reasons if r.applied]
    assert (reason.rule, reason.says) == ("MA-013", "O ATENDENTE GRAVA NA HORA, SEM DOCUMENTO")
    assert [r.rule for r in decision.reasons if not r.applied] == ["MA-014", "MA-015"]


def test_a_day_before_the_manual_is_an_error_and_no_guess(rulebook: Rulebook) -> None:
    with pytest.raises(ParameterError, match="protected_states"):
        address_change(SURE, adapted=True, from_state="MG", to_state="SP", on=date(1989, 3, 31), rulebook=rulebook)
