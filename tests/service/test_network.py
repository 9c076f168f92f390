"""Searching the network, naming providers, and the directory of them, on every engine."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import col, select

from desk.domain.access.model import System
from desk.domain.access.systems import switch
from desk.domain.audit.model import AuditEvent
from desk.domain.catalogue.model import Procedure
from desk.domain.context import Desk
from desk.domain.kernel.clock import FixedClock
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.network.directory import (
    autorizador_users,
    provider_standing,
    providers_named,
    special_providers,
)
from desk.domain.network.fitting import NetworkQuestion
from desk.domain.network.model import Provider
from desk.domain.network.search import NetworkAnswer, insured, search_network
from desk.domain.network.service import network_does, networks_for
from desk.domain.network.telling import tell
from tests.conftest import ATTENDANT, AURORA, SENIOR, SUPERVISOR

HSBC = "9994000009201001"
HSBC_PORTFOLIO = "9994100009202801"
EMPLOYER_590 = "9993000009101901"
MODULAR = "9990300009501401"
IN_450 = "9994500009601701"

ARED = NetworkQuestion(System.AUTOM, AURORA, state="SP", city="CIDADE FICTÍCIA")
MCRA = replace(ARED, system=System.EXTRA, network="001")


def names(answer: NetworkAnswer) -> list[str]:
    return [found.provider.name for found in answer.providers]


def ask(desk: Desk, question: NetworkQuestion) -> list[str]:
    return names(search_network(desk, ATTENDANT, question))


def journalled(desk: Desk, action: str) -> list[AuditEvent]:
    with desk.store.reading() as session:
        query = select(AuditEvent).where(col(AuditEvent.action) == action).order_by(col(AuditEvent.id))
        return list(session.exec(query))


@pytest.mark.rule("AP-012")
def test_a_search_is_narrowed_by_place_and_specialty_however_they_are_written(any_desk: Desk) -> None:
    everybody = ask(any_desk, ARED)
    assert everybody == sorted(everybody, key=lambda name: name.replace("Ô", "O").replace("Í", "I"))
    radiology = ask(any_desk, replace(ARED, specialty="radiologia"))
    assert radiology == ["CENTRO RESTRITO EXEMPLO", "HOSPITAL EXEMPLO LTDA", "MEDICINA NUCLEAR FICTÍCIA"]
    assert ask(any_desk, replace(ARED, city="cidade fict", specialty="RADIO")) == radiology
    north = ask(any_desk, replace(ARED, region="norte", specialty="clinica medica"))
    assert north == ["CLÍNICA DO ENSAIO EXEMPLO", "CONSULTÓRIO FICTÍCIO GAMA"]
    assert ask(any_desk, replace(ARED, district="JARDIM", specialty="CLÍNICA MÉDICA")) == north


@pytest.mark.rule("AP-014", "AP-013")
def test_who_may_not_be_named_is_not_found(any_desk: Desk) -> None:
    everybody = ask(any_desk, ARED)
    assert "CLÍNICA EXEMPLO QUE VOLTOU" in everybody, "reason 9 is back"
    hidden = [
        "CLÍNICA NÃO DIVULGADA EXEMPLO",
        "HOSPITAL AFASTADO EXEMPLO",
        "CLÍNICA EXEMPLO QUE AINDA VEM",
        "CLÍNICA EXEMPLO QUE DEIXOU A REDE 001",
    ]
    with any_desk.store.reading() as session:
        gone = session.exec(select(Provider.name).where(col(Provider.leave_reason).in_(list("12345678")))).all()
    assert len(gone) == 8
    assert not {*hidden, *gone} & set(everybody)


def test_a_provider_that_joins_later_is_found_later(any_desk: Desk, clock: FixedClock) -> None:
    clock.moment += timedelta(days=17)
    assert any_desk.clock.today() == date(2007, 6, 1)
    assert "CLÍNICA EXEMPLO QUE AINDA VEM" in ask(any_desk, ARED)


@pytest.mark.rule("AP-010")
def test_automation_searches_both_networks_of_hsbc_people_at_once(any_desk: Desk) -> None:
    for member in (HSBC, HSBC_PORTFOLIO):
        found = ask(any_desk, replace(ARED, member_number=member, specialty="clinica medica"))
        assert {"CLÍNICA HSBC EXEMPLO", "CLÍNICA EXEMPLO S/C"} <= set(found)
    assert ask(any_desk, replace(ARED, member_number=EMPLOYER_590, specialty="nefrologia")) == []


@pytest.mark.rule("AP-010")
def test_extra_searches_001_and_then_020(any_desk: Desk) -> None:
    first = replace(MCRA, member_number=HSBC, specialty="nefrologia")
    answer = search_network(any_desk, ATTENDANT, first)
    assert (names(answer), answer.next_network) == ([], "020")
    answer = search_network(any_desk, ATTENDANT, replace(first, network="020"))
    assert (names(answer), answer.earlier, answer.next_network) == (["CLÍNICA RENAL HSBC EXEMPLO"], 0, "")
    medicine = replace(MCRA, member_number=HSBC, specialty="clinica medica", network="020")
    answer = search_network(any_desk, ATTENDANT, medicine)
    assert (names(answer), answer.earlier) == (["CLÍNICA HSBC EXEMPLO"], 10)


@pytest.mark.rule("AP-007")
def test_a_provider_is_shown_with_every_network_it_belongs_to(any_desk: Desk) -> None:
    answer = search_network(any_desk, ATTENDANT, replace(ARED, specialty="obstetricia"))
    assert {found.provider.name: found.networks for found in answer.providers} == {
        "HOSPITAL EXEMPLO LTDA": ("001", "017", "022"),
        "MATERNIDADE EXEMPLO": ("001",),
    }


@pytest.mark.rule("AP-004", "AP-006")
def test_the_networks_of_the_product_decide(any_desk: Desk) -> None:
    answer = search_network(any_desk, ATTENDANT, replace(ARED, member_number=MODULAR))
    assert names(answer) == ["HOSPITAL EXEMPLO LTDA", "HOSPITAL MODULAR MODELO"]
    assert answer.direction.rule == "AP-004"
    assert ask(any_desk, replace(ARED, member_number=IN_450)) == [
        "CLÍNICA COLETIVA MODELO",
        "HOSPITAL EXEMPLO LTDA",
    ]
    assert search_network(any_desk, ATTENDANT, ARED).direction.rule == "AP-006"


@pytest.mark.rule("AP-150")
@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("90020033", ["CENTRO RESTRITO EXEMPLO"]),
        (
            "90020017",
            [
                "CENTRO DE IMAGEM EXEMPLO",
                "CENTRO RESTRITO EXEMPLO",
                "HOSPITAL EXEMPLO LTDA",
                "MEDICINA NUCLEAR FICTÍCIA",
            ],
        ),
        ("34090010", ["CENTRO RESTRITO EXEMPLO", "HOSPITAL EXEMPLO LTDA", "MEDICINA NUCLEAR FICTÍCIA"]),
        ("28062507", []),
    ],
)
def test_a_procedure_finds_who_may_do_it(any_desk: Desk, code: str, found: list[str]) -> None:
    assert ask(any_desk, replace(ARED, procedure_code=code)) == found


@pytest.mark.rule("CV-075")
def test_where_packages_are_agreed_only_they_are_found(any_desk: Desk) -> None:
    septation = replace(ARED, procedure_code="90070029")
    answer = search_network(any_desk, ATTENDANT, septation)
    assert names(answer) == ["HOSPITAL DO PESO MODELO"]
    assert answer.advice is not None
    assert answer.advice.rule == "CV-075"
    elsewhere = replace(septation, state="RJ", city="CIDADE DE EXEMPLO")
    assert ask(any_desk, elsewhere) == ["HOSPITAL DA PRAIA EXEMPLO"]


@pytest.mark.rule("CV-063")
def test_what_must_be_asked_first_comes_with_the_answer(any_desk: Desk) -> None:
    answer = search_network(any_desk, ATTENDANT, replace(ARED, procedure_code="31100015"))
    assert answer.ask is not None
    assert {"CV-063", "AP-006", "AP-008", "AP-011"} <= {reason.rule for reason in answer.decision.reasons}


@pytest.mark.rule("AP-005", "AP-009", "AP-012")
@pytest.mark.parametrize(
    ("question", "field", "text"),
    [
        (replace(ARED, member_number="1" * 16), "identificacao", "IDENTIFICAÇÃO NÃO CADASTRADA"),
        (replace(ARED, member_number="9992000007001001"), "identificacao", "SEGURADO EXCLUÍDO"),
        (replace(ARED, state=""), "uf", "INFORME A UF"),
        (replace(ARED, state="ZZ"), "municipio", "SEM PRESTADOR NO MUNICÍPIO CIDADE FICTÍCIA, ZZ"),
        (replace(ARED, district="LUA"), "bairro", "SEM PRESTADOR NO BAIRRO LUA, SP"),
        (replace(ARED, specialty="ASTROLOGIA"), "especialidade", "ESPECIALIDADE DESCONHECIDA"),
        (replace(ARED, specialty="%"), "especialidade", "ESPECIALIDADE DESCONHECIDA"),
        (replace(ARED, procedure_code="99999999"), "servico", "SERVIÇO NÃO CADASTRADO"),
        (replace(ARED, procedure_code="90020017", specialty="X"), "servico", "NÃO OS DOIS"),
        (replace(MCRA, network=""), "rede", "INFORME O Nº DA REDE (001)"),
        (replace(MCRA, network="020"), "rede", "A REDE 020 (HSBC) NÃO É DO SEGURADO: 001"),
        (replace(MCRA, region="LUA"), "regiao", "SEM PRESTADOR NA REGIÃO LUA, SP"),
    ],
)
def test_a_question_that_cannot_be_asked_is_told(
    desk: Desk, question: NetworkQuestion, field: str, text: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        search_network(desk, ATTENDANT, question)
    assert refusal.value.field == field
    assert text in refusal.value.text


@pytest.mark.rule("AP-011")
def test_a_system_that_is_down_sends_to_the_other(desk: Desk) -> None:
    assert search_network(desk, ATTENDANT, MCRA).automation_up
    switch(desk, SUPERVISOR, System.AUTOM, "FORA")
    assert not search_network(desk, ATTENDANT, MCRA).automation_up
    with pytest.raises(DomainError, match=r"AUTOMAÇÃO FORA DO AR - PESQUISE NA MCRA \(F4\)"):
        search_network(desk, ATTENDANT, ARED)
    switch(desk, SUPERVISOR, System.EXTRA, "FORA")
    with pytest.raises(DomainError, match=r"^EXTRA FORA DO AR$"):
        insured(desk, ATTENDANT, System.EXTRA, AURORA)


def test_a_search_is_journalled_with_what_was_asked(desk: Desk) -> None:
    search_network(desk, ATTENDANT, replace(MCRA, specialty="radiologia"))
    (event,) = journalled(desk, "network.search")
    said = json.loads(event.data)
    assert event.subject == AURORA
    assert (said["system"], said["networks"], said["found"]) == ("EXTRA", ["001"], 3)


def cnpjs(desk: Desk, question: NetworkQuestion) -> list[str]:
    return [found.provider.cnpj for found in search_network(desk, ATTENDANT, question).providers]


@pytest.mark.rule("AP-008")
def test_three_are_named_and_the_fourth_is_not(any_desk: Desk) -> None:
    question = replace(ARED, specialty="CLÍNICA MÉDICA")
    some = cnpjs(any_desk, question)
    assert len(tell(any_desk, ATTENDANT, question, some[:2]).told) == 2
    refused = tell(any_desk, SENIOR, question, some[2:4])
    assert refused.decision.outcome is Outcome.REFUSED
    assert [told.cnpj for told in refused.told] == some[:2], "all of them or none"
    third = tell(any_desk, SENIOR, question, [some[0], some[2]])
    assert [told.cnpj for told in third.told] == some[:3], "who was named already counts once"
    assert tell(any_desk, ATTENDANT, question, some[3:4]).decision.outcome is Outcome.REFUSED
    events = journalled(any_desk, "network.told")
    assert [(event.subject, json.loads(event.data)["cnpj"]) for event in events] == [
        (AURORA, cnpj) for cnpj in some[:3]
    ]
    assert [event.operator_number for event in events] == ["A100001", "A100001", "A100002"]


@pytest.mark.rule("AP-008")
def test_the_enquiry_is_the_same_however_it_is_typed_and_on_either_system(desk: Desk) -> None:
    question = replace(ARED, specialty="CLÍNICA MÉDICA")
    some = cnpjs(desk, question)
    tell(desk, ATTENDANT, question, some[:3])
    typed_otherwise = replace(MCRA, city="cidade ficticia", specialty="clin")
    assert len(search_network(desk, ATTENDANT, typed_otherwise).told) == 3
    assert tell(desk, ATTENDANT, typed_otherwise, some[3:4]).decision.outcome is Outcome.REFUSED


@pytest.mark.rule("AP-008")
def test_another_search_member_or_day_is_another_enquiry(desk: Desk, clock: FixedClock) -> None:
    question = replace(ARED, specialty="CLÍNICA MÉDICA")
    some = cnpjs(desk, question)
    tell(desk, ATTENDANT, question, some[:3])
    for other in (replace(question, district="VILA"), replace(question, member_number="9990100006001101")):
        chosen = cnpjs(desk, other)[:1]
        assert tell(desk, ATTENDANT, other, chosen).decision.outcome is Outcome.ALLOWED
    clock.moment += timedelta(days=1)
    assert tell(desk, ATTENDANT, question, some[3:4]).decision.outcome is Outcome.ALLOWED


@pytest.mark.rule("AP-014")
def test_nobody_is_named_whom_the_search_does_not_find(desk: Desk) -> None:
    for hidden in ("00000007000103", "00000006000169", "11111111111111"):
        with pytest.raises(DomainError, match="FORA DESTA PESQUISA"):
            tell(desk, ATTENDANT, ARED, [hidden])
    assert journalled(desk, "network.told") == []


@pytest.mark.rule("AP-013", "AP-014")
def test_why_a_provider_left_is_internal_and_looking_is_journalled(any_desk: Desk) -> None:
    standing = provider_standing(any_desk, ATTENDANT, "00000006000169")
    assert (standing.active, standing.reason) == (False, "EXCLUÍDO PELA SEGURADORA, NÃO RETORNA")
    assert {(r.rule, str(r.disclose)) for r in standing.decision.reasons} == {("AP-013", "internal")}
    hidden = provider_standing(any_desk, ATTENDANT, "00000007000103")
    assert hidden.active
    assert ("AP-014", "internal") in {(r.rule, str(r.disclose)) for r in hidden.decision.reasons}
    assert [event.subject for event in journalled(any_desk, "provider.read")] == [
        "00000006000169",
        "00000007000103",
    ]


def test_a_provider_that_came_back_shows_both_times(desk: Desk) -> None:
    (back,) = providers_named(desk, "clinica exemplo que volt")
    standing = provider_standing(desk, ATTENDANT, back.cnpj)
    assert (standing.active, standing.reason) == (True, "VOLTOU A ATENDER")
    assert [(m.number, m.until) for m in standing.memberships] == [("001", None), ("001", date(2004, 5, 1))]


@pytest.mark.parametrize(
    ("cnpj", "text"),
    [("00000006000168", "CNPJ INVÁLIDO"), ("", "CNPJ INVÁLIDO"), ("11444777000161", "PRESTADOR NÃO CADASTRADO")],
)
def test_a_provider_that_is_none_is_told(desk: Desk, cnpj: str, text: str) -> None:
    with pytest.raises(DomainError, match=text) as refusal:
        provider_standing(desk, ATTENDANT, cnpj)
    assert (refusal.value.field, refusal.value.code) == ("prestador", "090")


@pytest.mark.parametrize("name", ["", "ab", "%%%", "NINGUÉM ASSIM"])
def test_a_name_of_no_provider_is_told(desk: Desk, name: str) -> None:
    with pytest.raises(DomainError) as refusal:
        providers_named(desk, name)
    assert refusal.value.field == "nome"


@pytest.mark.rule("CV-068", "CV-075")
@pytest.mark.parametrize(
    ("text", "state", "found", "states"),
    [
        ("facec", "", [("MG", "VISÃO MODELO", True), ("SP", "OLHOS DE EXEMPLO", True)], ("MG", "SP")),
        ("FACECTOMIA", "SP", [("SP", "OLHOS DE EXEMPLO", True)], ("MG", "SP")),
        ("septacao gastrica", "RJ", [], ("SP",)),
        (
            "28062507",
            "",
            [("MG", "GASTRO MODELO DE MINAS", False), ("RJ", "GASTRO EXEMPLO DA PRAIA", False)],
            ("MG", "RJ"),
        ),
    ],
)
def test_special_procedures_by_word_or_code_and_state(
    any_desk: Desk, text: str, state: str, found: list[tuple[str, str, bool]], states: tuple[str, ...]
) -> None:
    answer = special_providers(any_desk, text, state)
    assert [(each.provider.state, each.provider.name, each.package) for each in answer.providers] == found
    assert answer.states == states
    rules = {reason.rule for reason in answer.decision.reasons}
    assert "AP-011" in rules
    assert ("CV-068" in rules) is text.lower().startswith("facec")
    assert ("CV-075" in rules) is text.startswith("septacao")


@pytest.mark.parametrize(("text", "field"), [("", "procedimento"), ("xyz", "procedimento"), ("%", "procedimento")])
def test_a_procedure_that_is_none_is_told(desk: Desk, text: str, field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        special_providers(desk, text, "")
    assert refusal.value.field == field


@pytest.mark.rule("AP-030")
def test_who_uses_the_autorizador_by_state_and_city(any_desk: Desk) -> None:
    in_sp = [provider.name for provider in autorizador_users(any_desk, "SP", "")]
    assert in_sp == [
        "CLÍNICA DA AMOSTRA EXEMPLO",
        "CLÍNICA DO ENSAIO EXEMPLO",
        "LABORATÓRIO HSBC MODELO",
        "MEDICINA NUCLEAR FICTÍCIA",
    ]
    assert autorizador_users(any_desk, "SP", "OUTRA") == ()
    assert [provider.name for provider in autorizador_users(any_desk, "RJ", "cidade de ex")] == [
        "HOSPITAL DA PRAIA EXEMPLO"
    ]
    with pytest.raises(DomainError, match="INFORME A UF"):
        autorizador_users(any_desk, "", "")


@pytest.mark.rule("AP-010", "RE-174")
def test_the_network_of_a_town_is_that_of_the_person_not_of_the_product(desk: Desk) -> None:
    on = desk.clock.today()
    with desk.store.reading() as session:
        dialysis = session.get_one(Procedure, "15010023")
        for group, does in (("GRUPO HSBC", True), ("ADMINISTRADO", False)):
            theirs = networks_for(session, desk.rulebook, "590", group, on)
            place = {"city": "CIDADE FICTÍCIA", "state": "SP"}
            assert network_does(session, networks=theirs, procedure=dialysis, on=on, **place) is does
