"""MCEA, MFI2, MSEB, APOF, and MSI6 towards them: companies, premiums, and who bears them."""

import pytest

from desk.terminal.fields import Role
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA
from tests.screens.golden import hold

GAP = "9990100005678301"
IN_COURT = "9990100006014201"
FAMILY = "99901000061017"


# MCEA


@pytest.mark.rule("RE-086", "RE-087", "RE-090")
def test_mcea_shows_a_mixed_company_on_one_line(terminal: HeadlessTerminal) -> None:
    terminal.step("MCEA", {"empresa": "99931"}, "ENTER")
    hold(terminal, "MCEA")
    assert terminal.screenful.panel.field("interno").field.role is Role.INTERNAL


@pytest.mark.rule("EL-006", "RE-082", "RE-086", "RE-087")
@pytest.mark.parametrize(
    ("company", "mixed", "outpatient", "admission", "situation"),
    [
        ("99920", "N", "PELA SEGURADORA, CRÉDITO NA CONTA DO TITULAR", None, "ATIVA"),
        ("99930", "N", "PELA EMPRESA DO SEGURADO", None, "ATIVA"),
        ("99931", "S", "PELA EMPRESA DO SEGURADO", "PELA SEGURADORA", "ATIVA"),
        ("99911", "N", "PELA SEGURADORA, CRÉDITO NA CONTA DO TITULAR", None, "BLOQ. 20/04/2007"),
        ("99922", "N", "PELA SEGURADORA, CRÉDITO NA CONTA DO TITULAR", None, "ENCERRADA"),
    ],
)
def test_mcea_says_who_pays_outpatients_and_admissions(
    terminal: HeadlessTerminal, company: str, mixed: str, outpatient: str, admission: str | None, situation: str
) -> None:
    fields = terminal.step("MCEA", {"empresa": company}, "ENTER")["fields"]
    assert (fields["mista"], fields["ambulatorial"]) == (mixed, outpatient)
    assert fields["internacao"] == (outpatient if admission is None else admission)
    assert fields["situacao"] == situation


@pytest.mark.rule("RE-088", "RE-089")
@pytest.mark.parametrize(("company", "employer"), [("99930", True), ("99920", False)])
def test_mcea_promises_no_date_where_the_employer_pays(
    terminal: HeadlessTerminal, company: str, employer: bool
) -> None:
    fields = terminal.step("MCEA", {"empresa": company}, "ENTER")["fields"]
    assert fields["interno"].startswith("INTERNO: A DATA") is employer
    assert (fields["dizer"] == "NÃO RECEBIDO: PROCURE O RH DA SUA EMPRESA") is employer


def test_mcea_takes_the_company_of_who_is_in_transit_and_puts_zeros_back(terminal: HeadlessTerminal) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("MCAA", {"proxima_transacao": "MCEA"}, "ALT 2")
    assert (answer["code"], answer["fields"]["empresa"]) == ("MCEA", "99901")
    assert len(answer["lines"]) == 2
    answer = terminal.step("MCEA", {"empresa": "1300"}, "ENTER")
    assert answer["fields"]["empresa"] == "01300"


def test_mcea_of_a_company_without_policies_has_a_line_without_a_product(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MCEA", {"empresa": "99932"}, "ENTER")
    assert [line["produto"] for line in answer["lines"]] == ["-"]


@pytest.mark.parametrize("code", ["MCEA", "MFI2"])
@pytest.mark.parametrize(
    ("company", "text", "block"),
    [("12345", "EMPRESA NÃO CADASTRADA", "034"), ("", "INFORME A EMPRESA", "")],
)
def test_a_company_that_is_none_is_told_on_its_field(
    terminal: HeadlessTerminal, code: str, company: str, text: str, block: str
) -> None:
    terminal.step(code, {"empresa": "99920"}, "ENTER")
    answer = terminal.step(code, {"empresa": company}, "ENTER")
    assert answer["message"]["text"].startswith(text)
    assert (answer["message"]["code"], answer["cursor"]) == (block, "empresa")
    assert "METALÚRGICA" not in terminal.text()


# MFI2


@pytest.mark.rule("EL-021", "EL-022", "EL-023")
def test_mfi2_shows_what_a_blocked_small_company_owes(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MFI2", {"empresa": "99911"}, "ENTER")
    hold(terminal, "MFI2")
    assert answer["decision"]["routes"] == [{"area": "ATENDIMENTO A CLIENTES", "promise": "", "limit": ""}]
    applied = {reason["rule"] for reason in answer["decision"]["reasons"] if reason["applied"]}
    assert applied == {"EL-021", "EL-022", "EL-023", "RE-139"}


@pytest.mark.rule("EL-024", "RE-139")
def test_mfi2_sends_the_person_of_a_blocked_group_to_the_employer(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MFI2", {"empresa": "99921"}, "ENTER")
    assert answer["fields"]["dizer"] == "PROCURE O RH OU O RESPONSÁVEL PELO SEGURO NA EMPRESA"
    applied = {reason["rule"] for reason in answer["decision"]["reasons"] if reason["applied"]}
    assert applied == {"EL-024", "RE-139"}


@pytest.mark.parametrize(
    ("company", "situation", "message"),
    [
        ("99910", "EM DIA", "6 FATURA(S), NENHUMA EM ATRASO"),
        ("99931", "EM ATRASO", "1 FATURA(S) EM ATRASO, EMPRESA SEM BLOQUEIO"),
        ("99922", "ENCERRADA", "CONTRATO DA EMPRESA ENCERRADO DESDE 31/03/2007"),
    ],
)
def test_mfi2_says_how_a_company_stands(
    terminal: HeadlessTerminal, company: str, situation: str, message: str
) -> None:
    answer = terminal.step("MFI2", {"empresa": company}, "ENTER")
    assert answer["fields"]["situacao"] == situation
    assert answer["message"]["text"] == message


@pytest.mark.rule("EL-005", "DA-011")
@pytest.mark.parametrize(
    ("member", "company", "warning"),
    [
        ("9991100009002901", "99911", ""),
        ("9992000008001601", "99920", "DEMITIDO/APOSENTADO PAGA A PRÓPRIA PARCELA: VER MSI6"),
        (AURORA, "99901", "CARTEIRA INDIVIDUAL: AS PARCELAS ESTÃO NA MSI6"),
    ],
)
def test_mfi2_takes_a_person_and_says_where_the_parcels_are(
    terminal: HeadlessTerminal, member: str, company: str, warning: str
) -> None:
    terminal.step("MCAA", {"identificacao": member}, "ENTER")
    terminal.go("MFI2")
    assert (terminal.shown("empresa"), terminal.shown("aviso")) == (company, warning)


def test_mfi2_turns_pages_and_forgets_the_person_when_a_company_is_typed(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MFI2", {"identificacao": "9992000009003701"}, "ENTER")
    assert [line["fatura"] for line in answer["lines"]][:2] == ["0067", "0066"]
    terminal.press(Key.F8)
    assert [line["fatura"] for line in terminal.as_dict()["lines"]] == ["0060", "0059"]
    fields = terminal.step("MFI2", {"empresa": "99910"}, "ENTER")["fields"]
    assert (fields["empresa"], fields["identificacao"], fields["nome"]) == ("99910", "", "PADARIA MODELO LTDA")
    answer = terminal.step("MFI2", {"identificacao": "1" * 16}, "ENTER")
    assert (answer["message"]["code"], answer["cursor"]) == ("024", "identificacao")
    assert answer["fields"]["nome"] == ""


# MSEB


@pytest.mark.rule("PR-020", "PR-021")
def test_mseb_splits_an_instalment_by_life(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MSEB", {"identificacao": FAMILY, "parcela": "086"}, "ENTER")
    hold(terminal, "MSEB")
    assert [line["parte"] for line in answer["lines"]] == ["256,32", "314,57", "116,51"]
    assert answer["fields"]["total"] == answer["fields"]["valor"] == "687,40"


@pytest.mark.rule("PR-020")
def test_mseb_says_when_it_had_to_split_in_proportion(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MSEB", {"identificacao": "99901000061122", "parcela": "6"}, "ENTER")
    assert [line["parte"] for line in answer["lines"]] == ["235,71", "176,79"]
    assert answer["fields"]["total_premio"] == "350,00"
    assert answer["fields"]["total"] == answer["fields"]["valor"] == "412,50"
    assert answer["fields"]["observacao"].startswith("A SOMA DAS VIDAS NÃO É A PARCELA")
    assert answer["message"]["kind"] == "warn"


@pytest.mark.rule("PR-021")
@pytest.mark.parametrize(("parcel", "text"), [("027", "FORA DO DOCUMENTO"), ("028", "CARTA À SEMAS")])
def test_mseb_says_how_far_back_a_document_goes(terminal: HeadlessTerminal, parcel: str, text: str) -> None:
    fields = terminal.step("MSEB", {"identificacao": FAMILY, "parcela": parcel}, "ENTER")["fields"]
    assert text in fields["documento"]


@pytest.mark.parametrize(
    ("values", "text", "cursor"),
    [
        ({"parcela": ""}, "INFORME A PARCELA", "parcela"),
        ({"parcela": "999"}, "PARCELA 999 NÃO CADASTRADA - VEJA O NÚMERO NA MSI6", "parcela"),
        ({"identificacao": "99901"}, "IDENTIFICAÇÃO SEM RDP: 5 + 8 + 1 DÍGITOS", "identificacao"),
        ({"identificacao": "1" * 14}, "IDENTIFICAÇÃO NÃO CADASTRADA", "identificacao"),
    ],
)
def test_mseb_refuses_on_the_field_and_shows_no_stale_answer(
    terminal: HeadlessTerminal, values: dict[str, str], text: str, cursor: str
) -> None:
    terminal.step("MSEB", {"identificacao": FAMILY, "parcela": "086"}, "ENTER")
    answer = terminal.step("MSEB", values, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == (text, cursor)
    assert answer["fields"]["total"] == ""


def test_mseb_takes_the_policy_in_transit_and_a_life_of_it_further(terminal: HeadlessTerminal) -> None:
    terminal.step("MCAA", {"identificacao": f"{FAMILY}02"}, "ENTER")
    terminal.go("MSEB")
    assert terminal.shown("identificacao") == "99901/00006101-7"
    assert terminal.as_dict()["cursor"] == "parcela"
    answer = terminal.step("MSEB", {"parcela": "086"}, "ENTER")
    assert answer["fields"]["ident"] == "99901/00006101-7-02", "the person in transit stays"
    answer = terminal.step("MSEB", {"s.3": "S"}, "ENTER")
    assert answer["fields"]["ident"] == "99901/00006101-7-03"
    assert answer["message"]["text"].startswith("RDP 03 IOLANDA EXEMPLO ESCOLHIDO")
    assert answer["fields"]["total"] == "687,40"


# MSI6


@pytest.mark.rule("PR-020")
def test_msi6_alt_2_on_a_parcel_opens_its_value_per_life(terminal: HeadlessTerminal) -> None:
    terminal.step("MSI6", {"identificacao": f"{FAMILY}01"}, "ENTER")
    while terminal.buffer.row != 11:
        terminal.press(Key.DOWN)
    number = terminal.shown("parcela.4")
    terminal.press(Key.ALT2)
    assert terminal.code == "MSEB"
    assert terminal.shown("parcela") == number
    assert terminal.shown("total") == "687,40"
    terminal.press(Key.F3)
    assert terminal.code == "MSI6"
    terminal.press(Key.HOME, Key.ALT2)
    assert terminal.screenful.message.text.startswith("DIGITE A TRANSAÇÃO NA LINHA ==>")


# APOF


@pytest.mark.rule("EL-005", "EL-017", "DC-002")
def test_apof_details_the_parcel_picked(terminal: HeadlessTerminal) -> None:
    terminal.step("APOF", {"identificacao": GAP}, "ENTER")
    answer = terminal.step("APOF", {"s.6": "S"}, "ENTER")
    hold(terminal, "APOF")
    assert answer["decision"]["outcome"] == "allowed"
    assert answer["fields"]["legenda"] == "PARCELA 093: LÂMINA SEM VALIDADE DESDE 04/04/2007"
    assert answer["fields"]["s.6"] == ""


@pytest.mark.rule("PR-031")
def test_apof_marks_what_is_not_told_of_the_late_charge(terminal: HeadlessTerminal) -> None:
    terminal.step("APOF", {"identificacao": GAP}, "ENTER")
    fields = terminal.step("APOF", {"s.6": "S"}, "ENTER")["fields"]
    assert fields["interno"] == "INTERNO: O ATENDENTE NÃO DISPENSA ENCARGOS: O SÊNIOR PEDE À SUPERVISÃO"
    assert terminal.screenful.panel.field("interno").field.role is Role.INTERNAL
    assert terminal.step("APOF", {"s.3": "S"}, "ENTER")["fields"]["interno"] == ""


@pytest.mark.rule("PR-045")
def test_apof_issues_no_slip_under_a_court_deposit(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("APOF", {"identificacao": IN_COURT}, "ENTER")
    assert answer["message"]["text"] == "LIM/JUÍZO: DEPÓSITO EM JUÍZO, ATENDER COMO EM DIA"
    assert answer["fields"]["orientacao"].startswith("LIM/JUÍZO: NÃO SE EMITE BOLETO")
    answer = terminal.step("APOF", {"s.3": "S"}, "ENTER")
    assert answer["decision"]["outcome"] == "refused"
    assert answer["message"]["kind"] == "warn"
    answer = terminal.step("APOF", {}, "IMPR")
    assert answer["message"]["text"] == "LIM/JUÍZO: NÃO SE EMITE BOLETO AQUI (PR-045)"


def test_apof_says_that_printing_is_not_there_yet(terminal: HeadlessTerminal) -> None:
    terminal.step("APOF", {"identificacao": GAP}, "ENTER")
    answer = terminal.step("APOF", {}, "IMPR")
    assert answer["message"]["text"] == "A IMPRESSÃO DE BOLETO AINDA NÃO ESTÁ DISPONÍVEL NESTA VERSÃO"


@pytest.mark.parametrize(
    ("marks", "cursor"), [({"s.1": "S", "s.2": "S"}, "s.2"), ({"s.1": "N"}, "s.1"), ({"s.3": "X"}, "s.3")]
)
def test_apof_wants_one_parcel_marked(terminal: HeadlessTerminal, marks: dict[str, str], cursor: str) -> None:
    terminal.step("APOF", {"identificacao": GAP}, "ENTER")
    answer = terminal.step("APOF", marks, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == ("MARQUE UMA SÓ PARCELA COM S", cursor)


@pytest.mark.rule("PR-020")
def test_apof_hands_the_parcel_picked_to_mseb(terminal: HeadlessTerminal) -> None:
    terminal.step("APOF", {"identificacao": f"{FAMILY}01"}, "ENTER")
    terminal.press(Key.F8)
    number = terminal.shown("parcela.2")
    terminal.step("APOF", {"s.2": "S"}, "ENTER")
    terminal.go("MSEB")
    assert terminal.shown("parcela") == number
    assert terminal.shown("total") == "687,40"


@pytest.mark.parametrize("code", ["APOF", "MSI6"])
def test_apof_and_msi6_show_the_same_parcels(terminal: HeadlessTerminal, code: str) -> None:
    answer = terminal.step(code, {"identificacao": GAP}, "ENTER")
    assert [(line["parcela"], line["obs"]) for line in answer["lines"]][4:7] == [
        ("094", ""),
        ("093", "EM ABERTO"),
        ("092", "CHEQUE DEV."),
    ]
    assert answer["message"]["text"] == "PARCELA COM PENDÊNCIA FINANCEIRA"


def test_apof_of_a_stranger_shows_nothing_of_the_last_one(terminal: HeadlessTerminal) -> None:
    terminal.step("APOF", {"identificacao": GAP}, "ENTER")
    answer = terminal.step("APOF", {"identificacao": "1" * 16}, "ENTER")
    assert answer["message"]["code"] == "024"
    assert answer["fields"]["segurado"] == ""
    assert answer["fields"]["ident"] == "99901/00005678-3-01", "a stranger is not carried on"
