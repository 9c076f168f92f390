"""The rules of the network: whose networks, who may be named, how many, and with what words."""

from datetime import date

import pytest

from desk.domain.access.model import System
from desk.domain.catalogue.model import Procedure, ProcedureKind
from desk.domain.enrolment.model import Product
from desk.domain.kernel.decision import Outcome
from desk.domain.network import rules
from desk.domain.network.model import Provider, ProviderAgreement
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import leave_reasons, networks

ON = date(2007, 5, 15)
CNPJ = "00000003000125"


def provider(**facts: object) -> Provider:
    plain: dict[str, object] = {
        "cnpj": CNPJ,
        "name": "CLÍNICA MODELO",
        "specialties": "RADIOLOGIA|CLÍNICA MÉDICA",
        "state": "SP",
        "joined_on": date(2000, 1, 2),
    }
    return Provider(**plain | facts)


def procedure(description: str = "EXAME MODELO", **facts: object) -> Procedure:
    plain: dict[str, object] = {"code": "90020017", "kind": ProcedureKind.DIAGNOSIS, "specialty": "RADIOLOGIA"}
    return Procedure(**plain | {"description": description} | facts)


def agreement(*, package: bool = False) -> ProviderAgreement:
    return ProviderAgreement(cnpj=CNPJ, procedure_code="90020017", valid_from=date(2000, 1, 2), package=package)


@pytest.mark.rule("AP-010")
@pytest.mark.parametrize(
    ("of_the_product", "group", "theirs"),
    [
        (["001"], "CARTEIRA HSBC", ("001", "020")),
        (["001", "020"], "GRUPO HSBC", ("001", "020")),
        (["020", "001"], "GRUPO HSBC", ("001", "020")),
        (["001", "020"], "ADMINISTRADO", ("001",)),
        (["001"], "INDIVIDUAL", ("001",)),
        (["022"], "COLETIVO", ("022",)),
        ([], "INDIVIDUAL", ()),
    ],
)
def test_the_complementary_network_is_for_its_groups_and_comes_last(
    of_the_product: list[str], group: str, theirs: tuple[str, ...], rulebook: Rulebook
) -> None:
    assert rules.member_networks(of_the_product, group, ON, rulebook) == theirs


@pytest.mark.rule("AP-010")
def test_why_somebody_has_a_network_beside_that_of_the_product(rulebook: Rulebook) -> None:
    beside = rules.complement(("001", "020"), ON, rulebook)
    assert beside is not None
    assert (beside.rule, beside.says) == ("AP-010", "REDE 020 DEPOIS DA 001; NO EXTRA, UMA POR VEZ")
    assert rules.complement(("001",), ON, rulebook) is None


@pytest.mark.rule("AP-009", "AP-012")
@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("001", ""),
        ("020", ""),
        ("", "INFORME O Nº DA REDE (001, 020)"),
        ("022", "A REDE 022 (450 E 460) NÃO É DO SEGURADO: 001, 020"),
        ("555", "A REDE 555 NÃO EXISTE - DO SEGURADO: 001, 020"),
    ],
)
def test_extra_takes_one_of_the_networks_of_the_person(number: str, fault: str) -> None:
    assert rules.network_fault(number, ("001", "020"), networks()) == fault


@pytest.mark.rule("AP-009")
def test_the_sixteen_networks_of_the_manual_are_known() -> None:
    assert len(networks()) == 16
    assert networks()["017"] == "NOVOS PRODUTOS"


@pytest.mark.rule("AP-011")
@pytest.mark.parametrize(
    ("system", "automation_up", "says"),
    [
        (System.AUTOM, True, "REDE SE PESQUISA NA AUTOMAÇÃO, PELA IDENTIFICAÇÃO"),
        (System.EXTRA, True, "AUTOMAÇÃO NO AR: A REDE SE PESQUISA NA ARED, NÃO NO EXTRA"),
        (System.EXTRA, False, "AUTOMAÇÃO FORA DO AR: A REDE SE PESQUISA NO EXTRA"),
    ],
)
def test_the_network_is_asked_of_automation_while_it_is_up(system: System, automation_up: bool, says: str) -> None:
    assert rules.tool(system, automation_up=automation_up).says == says


@pytest.mark.rule("AP-004", "AP-006")
def test_an_authorization_of_a_modular_product_names_a_provider_and_others_do_not() -> None:
    modular = Product(code="990", name="MODULAR", rulebook="DM", modular=True)
    plain = Product(code="342", name="GLOBAL", rulebook="DM", modular=False)
    assert (rules.direction(modular).rule, rules.direction(plain).rule) == ("AP-004", "AP-006")
    assert "DIRIGIDA A PRESTADOR DESTA REDE" in rules.direction(modular).says
    assert "QUALQUER REFERENCIADO" in rules.direction(plain).says


@pytest.mark.rule("AP-014")
@pytest.mark.parametrize(
    ("facts", "may"),
    [
        ({}, True),
        ({"unpublished": True}, False),
        ({"joined_on": ON}, True),
        ({"joined_on": date(2007, 5, 16)}, False),
        ({"left_on": ON}, False),
        ({"left_on": date(2007, 5, 16)}, True),
        ({"leave_reason": "9"}, True),
    ],
)
def test_who_may_be_named(facts: dict[str, object], may: bool) -> None:
    assert rules.may_be_named(provider(**facts), ON) is may


@pytest.mark.rule("AP-150")
@pytest.mark.parametrize(
    ("who", "what", "agreed", "does"),
    [
        (provider(), procedure(), None, True),
        (provider(specialties="FISIATRIA"), procedure(), None, False),
        (provider(specialties="FISIATRIA"), procedure(), agreement(), True),
        (provider(specialties=""), procedure(specialty=""), None, False),
        (provider(), procedure(restricted=True), None, False),
        (provider(), procedure(restricted=True), agreement(), True),
        (provider(closed_list=True), procedure(), None, False),
        (provider(closed_list=True), procedure(), agreement(), True),
    ],
)
def test_a_restricted_procedure_and_a_closed_list_go_by_agreement(
    who: Provider, what: Procedure, agreed: ProviderAgreement | None, does: bool
) -> None:
    assert rules.performs(who, what, agreed, (), only_by_package=False) is does


@pytest.mark.rule("AP-150")
def test_a_closed_list_is_not_named_without_a_procedure() -> None:
    assert rules.has_open_list(provider())
    assert not rules.has_open_list(provider(closed_list=True))


SEPTATION = procedure("SEPTAÇÃO GÁSTRICA EXEMPLO", specialty="CIRURGIA GERAL")


@pytest.mark.rule("CV-075")
@pytest.mark.parametrize(
    ("state", "agreed", "does"),
    [
        ("SP", agreement(package=True), True),
        ("SP", agreement(), False),
        ("SP", None, False),
        ("RJ", None, True),
    ],
)
def test_where_there_are_packages_only_their_providers_are_named(
    state: str, agreed: ProviderAgreement | None, does: bool, rulebook: Rulebook
) -> None:
    assert rules.goes_by_package_only(SEPTATION, ON, rulebook)
    who = provider(state=state, specialties="CIRURGIA GERAL")
    assert rules.performs(who, SEPTATION, agreed, {"SP"}, only_by_package=True) is does


@pytest.mark.rule("CV-068", "CV-075")
@pytest.mark.parametrize(
    ("what", "state", "rule", "begins"),
    [
        (SEPTATION, "SP", "CV-075", "EM SP INDIQUE SOMENTE OS DE PACOTE"),
        (SEPTATION, "", "CV-075", "EM MG, SP INDIQUE SOMENTE OS DE PACOTE"),
        (SEPTATION, "RJ", "CV-075", "SEM PACOTE EM RJ: INDIQUE PELA ESPECIALIDADE"),
        (procedure("FACECTOMIA EXEMPLO"), "MG", "CV-068", "EM MG HÁ PACOTE: A CONTA"),
        (procedure("FACECTOMIA"), "RJ", "CV-068", "SEM PACOTE EM RJ: INDIQUE PELA ESPECIALIDADE"),
    ],
)
def test_what_is_said_of_packages(what: Procedure, state: str, rule: str, begins: str, rulebook: Rulebook) -> None:
    advice = rules.package_advice(what, state, {"SP", "MG"}, ON, rulebook)
    assert advice is not None
    assert advice.rule == rule
    assert advice.says.startswith(begins)
    assert len(advice.says) <= 78, "it has one row of a panel"


@pytest.mark.rule("CV-068", "CV-075")
def test_a_procedure_the_manual_does_not_name_has_no_word_on_packages(rulebook: Rulebook) -> None:
    assert rules.package_advice(procedure("DISSEPTAÇÃO GÁSTRICA"), "SP", {"SP"}, ON, rulebook) is None
    nowhere = rules.package_advice(SEPTATION, "", (), ON, rulebook)
    assert nowhere is not None
    assert nowhere.says.startswith("SEM PACOTE EM ESTADO NENHUM")


@pytest.mark.rule("CV-063", "CV-103")
@pytest.mark.parametrize(
    ("code", "rule"),
    [("31100015", "CV-063"), ("31100031", "CV-063"), ("32010176", "CV-103"), ("90020017", None), ("", None)],
)
def test_what_is_asked_before_anybody_is_named(code: str, rule: str | None, rulebook: Rulebook) -> None:
    first = rules.ask_first(code, ON, rulebook)
    assert (first.rule if first else None) == rule


@pytest.mark.rule("AP-008")
@pytest.mark.parametrize(
    ("told", "chosen", "outcome"),
    [
        ("", "", Outcome.ALLOWED),
        ("", "ABC", Outcome.ALLOWED),
        ("", "ABCD", Outcome.REFUSED),
        ("AB", "C", Outcome.ALLOWED),
        ("ABC", "D", Outcome.REFUSED),
        ("ABC", "ABC", Outcome.ALLOWED),
        ("AB", "CD", Outcome.REFUSED),
        ("AB", "CC", Outcome.ALLOWED),
    ],
)
def test_three_may_be_named_and_the_fourth_not(
    told: str, chosen: str, outcome: Outcome, rulebook: Rulebook
) -> None:
    decision = rules.telling(list(told), list(chosen), ON, rulebook)
    assert decision.outcome is outcome
    assert decision.reasons[0].rule == "AP-008"
    assert decision.reasons[0].reading


@pytest.mark.rule("AP-013")
def test_the_reasons_of_leaving_are_the_ten_of_the_manual() -> None:
    assert list(leave_reasons()) == list("0123456789")
