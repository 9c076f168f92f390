"""Who answers for a holder, and whose account may be registered."""

from datetime import date

import pytest

from desk.domain.eligibility.responsible import Responsible, responsible
from desk.domain.enrolment.model import Member
from desk.domain.rulebook.parameters import Rulebook

TODAY = date(2007, 5, 15)
OWN, OTHER = "00000098140", "00000098574"


def holder(born: date, **registered: str) -> Member:
    """A holder born on a day, with whoever is registered for him."""
    return Member(
        member_number="9990100000000101",
        holder_number="99901000000001",
        person_suffix="01",
        name="TITULAR EXEMPLO",
        search_name="TITULAR EXEMPLO",
        birth_date=born,
        sex="F",
        cpf=OWN,
        relationship="TITULAR",
        started_on=date(2005, 1, 1),
        **registered,
    )


def applied(found: Responsible) -> list[str]:
    """The rules that applied."""
    return [reason.rule for reason in found.reasons if reason.applied]


@pytest.mark.rule("RE-095", "MA-037")
@pytest.mark.parametrize(
    ("born", "minor"),
    [
        pytest.param(date(1989, 5, 16), True, id="eighteen tomorrow"),
        pytest.param(date(1989, 5, 15), False, id="eighteen today"),
        pytest.param(date(1989, 5, 14), False, id="eighteen yesterday"),
    ],
)
def test_a_minor_is_who_is_not_eighteen(rulebook: Rulebook, born: date, minor: bool) -> None:
    found = responsible(holder(born, responsible_name="RESPONSÁVEL", responsible_cpf=OTHER), TODAY, rulebook)
    assert found.minor is minor
    assert ("RE-095" in applied(found)) is minor
    assert ("MA-037" in applied(found)) is minor


@pytest.mark.rule("MA-032")
def test_a_minors_responsible_person_alone_hands_over(rulebook: Rulebook) -> None:
    registered = holder(date(1998, 5, 20), responsible_name="RESPONSÁVEL", responsible_cpf=OTHER)
    found = responsible(registered, TODAY, rulebook)
    assert (found.name, found.cpf) == ("RESPONSÁVEL", OTHER)
    assert applied(found) == ["RE-095", "MA-037", "MA-032"]
    assert found.reasons[0].says == "CONTA CORRENTE SÓ EM NOME DO RESPONSÁVEL CADASTRADO"


@pytest.mark.rule("RE-095")
def test_a_minor_without_a_responsible_person_has_no_account_at_all(rulebook: Rulebook) -> None:
    found = responsible(holder(date(1998, 5, 20)), TODAY, rulebook)
    assert found.reasons[0].says == "TITULAR MENOR SEM RESPONSÁVEL CADASTRADO: NENHUMA CONTA SE CADASTRA"
    assert "MA-032" not in applied(found)


@pytest.mark.rule("MA-033")
@pytest.mark.parametrize(
    ("cpf", "third"), [pytest.param(OTHER, True, id="another's"), pytest.param(OWN, False, id="his own")]
)
def test_a_holder_of_age_with_the_cpf_of_another_may_only_change_to_his_own(
    rulebook: Rulebook, cpf: str, third: bool
) -> None:
    found = responsible(holder(date(1970, 1, 1), responsible_cpf=cpf), TODAY, rulebook)
    assert found.of_third_person is third
    assert ("MA-033" in applied(found)) is third


@pytest.mark.rule("MA-033")
def test_a_holder_of_age_alone_needs_nobody(rulebook: Rulebook) -> None:
    assert applied(responsible(holder(date(1970, 1, 1)), TODAY, rulebook)) == []
