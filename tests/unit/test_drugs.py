"""Special drugs: the substance behind a trade name, the code it is charged on, what may be said."""

from datetime import date

import pytest

from desk.domain.catalogue.drugs import drugs, find_drugs
from desk.domain.kernel.decision import Disclosure
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.parameters import Rulebook

ON = date(2007, 5, 15)


def found(name: str, rulebook: Rulebook) -> list[tuple[str, str, str, str]]:
    return [
        (each.drug.brand, each.drug.substance, each.code, each.drug.hospital)
        for each in find_drugs(name, ON, rulebook).drugs
    ]


def test_both_tables_are_whole_and_a_row_printed_twice_stands_once() -> None:
    assert len(drugs()) == 51 + 75
    assert len([drug for drug in drugs() if drug.oral]) == 75
    assert all(drug.substance for drug in drugs())


@pytest.mark.rule("CV-040")
@pytest.mark.parametrize(
    ("name", "substance"),
    [
        ("glivec", "MESILATO DE IMATINIB"),
        ("GLIVEC 100", "IMATINIB"),
        ("neoral", "CICLOSPORINA"),
        ("tecnoflut", "FLUTAMIDA"),
        ("avast", "BEVACIZUMABE"),
    ],
)
def test_a_trade_name_leads_to_its_substance(name: str, substance: str, rulebook: Rulebook) -> None:
    assert substance in {row[1] for row in found(name, rulebook)}


@pytest.mark.rule("CV-040")
def test_a_substance_is_found_as_well_and_a_drug_without_trade_name_too(rulebook: Rulebook) -> None:
    assert found("procarb", rulebook)[0] == ("", "PROCARBAZINA", "61061026", "")
    assert {row[0] for row in found("ondansetrona", rulebook)} == {
        "ZOFRAN",
        "ZOFRAN 4MG C/10 CPS",
        "ZOFRAN 8MG C/10 CPS",
    }


@pytest.mark.rule("CV-106")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("taxol", "61061026"),
        ("casodex", "61061026"),
        ("etopophos", "61061026"),
        ("granulokine", "61061034"),
        ("femara", ""),
        ("eprex", ""),
    ],
)
def test_the_class_gives_the_code_where_the_source_does(name: str, code: str, rulebook: Rulebook) -> None:
    general = next(each for each in find_drugs(name, ON, rulebook).drugs if not each.drug.oral)
    assert general.code == code


@pytest.mark.rule("CV-107")
def test_of_the_oral_ones_only_mitexan_is_for_hospitals_and_one_is_not_said(rulebook: Rulebook) -> None:
    oral = [drug for drug in drugs() if drug.oral]
    assert {drug.brand for drug in oral if drug.hospital == "S"} == {
        "MITEXAN 400MG C/20 CPS",
        "MITEXAN 600MG C/20 CPS",
    }
    assert [drug.brand for drug in oral if not drug.hospital] == ["NILANDRON"]


@pytest.mark.rule("CV-107")
def test_of_an_oral_drug_only_the_analysis_is_told(rulebook: Rulebook) -> None:
    answer = find_drugs("mitexan 400", ON, rulebook)
    oral = next(reason for reason in answer.decision.reasons if reason.rule == "CV-107")
    assert oral.disclose is Disclosure.INSURED
    assert oral.says == "VIA ORAL: ENVIAR À CAP; DIZER SÓ QUE O RELATÓRIO MÉDICO SERÁ ANALISADO"
    assert "CV-107" not in {reason.rule for reason in find_drugs("erbitrux", ON, rulebook).decision.reasons}


@pytest.mark.parametrize("name", ["", "ta", "a b", "aspirina"])
def test_a_name_too_short_or_of_no_drug_is_told(name: str, rulebook: Rulebook) -> None:
    with pytest.raises(DomainError) as refusal:
        find_drugs(name, ON, rulebook)
    assert refusal.value.field == "medicamento"
