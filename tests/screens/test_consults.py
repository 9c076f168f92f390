"""ASEG, MCAA, MSI6, MDZ1, MDR5, MDC1: what an attendant asks, and what the panels answer."""

from datetime import date

import pytest

from desk.domain.context import Desk
from desk.domain.enrolment.model import Sponsor
from desk.domain.kernel.clock import FixedClock
from desk.domain.reimbursement.model import ReimbursementItem
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA, SignOn
from tests.screens.golden import hold

HOSTILE = "9990100006017701"


# MCAA


@pytest.mark.rule("EL-003", "EL-004", "EL-006", "RE-009", "MA-008")
def test_mcaa_shows_the_family(terminal: HeadlessTerminal) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    hold(terminal, "MCAA")


@pytest.mark.rule("EL-004")
@pytest.mark.parametrize("key", [Key.ALT9, Key.ALT10])
def test_mcaa_shows_the_block_of_the_life_under_the_cursor(terminal: HeadlessTerminal, key: Key) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    while terminal.buffer.row != 15:
        terminal.press(Key.DOWN)
    terminal.press(key)
    assert terminal.screenful.message.text == "RDP 03: BLOQUEIO L - LIMINAR: EXAME NEUROLÓGICO - F1 ABRE TUDO"
    assert terminal.rows()[15][1] == ">"
    terminal.press(Key.F1)
    assert "INTERNO: PROCESSO FICTÍCIO 0000/2007" in terminal.text()
    terminal.press(Key.F3)
    terminal.press(Key.HOME, key)
    assert "PONHA O CURSOR NA LINHA DE UMA VIDA" in terminal.screenful.message.text


@pytest.mark.rule("EL-004", "EL-026")
def test_mcaa_tells_the_cpt_of_the_life_under_the_cursor(terminal: HeadlessTerminal) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    while terminal.buffer.row != 14:
        terminal.press(Key.DOWN)
    terminal.press(Key.ALT10)
    assert terminal.screenful.message.text == "RDP 02: CPT DE HÉRNIA DECLARADA ATÉ 01/06/2008 - F1 ABRE TUDO"
    terminal.press(Key.UP, Key.ALT10)
    assert terminal.screenful.message.text == "RDP 01: SEM BLOQUEIO - F1 ABRE TUDO"


def test_mcaa_paints_a_hostile_name_as_text(terminal: HeadlessTerminal) -> None:
    terminal.step("MCAA", {"identificacao": HOSTILE}, "ENTER")
    text = terminal.text()
    assert "[BOLD]X[/NOPE] [31MEXEMPLO" in text
    assert "\x1b" not in text
    assert "\x07" not in text


@pytest.mark.rule("EL-002")
def test_mcaa_of_an_excluded_person_points_to_where_they_went(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MCAA", {"identificacao": "9992000007001001"}, "ENTER")
    assert "EXCLUÍDO" in answer["message"]["text"]
    assert answer["fields"]["detalhe_1"] == "MESMO CPF EM: 99901/00006010-0-01"


@pytest.mark.parametrize(
    ("values", "code", "text", "cursor"),
    [
        ({"identificacao": "99901"}, "005", "IDENTIFICAÇÃO INCOMPLETA: 5 + 8 + 1 + 2 DÍGITOS", "identificacao"),
        ({"identificacao": "1" * 16}, "024", "IDENTIFICAÇÃO NÃO CADASTRADA", "identificacao"),
        ({"cpf": "11111111112"}, "", "CPF INVÁLIDO - CONFIRA OS DÍGITOS", "cpf"),
        ({"nome": "NINGUEM"}, "", "NINGUÉM ENCONTRADO - TENTE OUTRA PARTE DO NOME", "nome"),
        ({}, "", "INFORME A IDENTIFICAÇÃO, O CPF OU PARTES DO NOME", "nome"),
    ],
)
def test_mcaa_refuses_on_the_field_and_shows_no_stale_answer(
    terminal: HeadlessTerminal, values: dict[str, str], code: str, text: str, cursor: str
) -> None:
    answer = terminal.step("MCAA", values, "ENTER")
    assert answer["message"] == {"kind": "error", "code": code, "text": text}
    assert answer["cursor"] == cursor
    assert answer["fields"]["apolice"] == ""


def test_mcaa_forgets_the_last_person_when_the_next_is_unknown(terminal: HeadlessTerminal) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("MCAA", {"identificacao": "1" * 16}, "ENTER")
    assert "AURORA" not in terminal.text()
    assert answer["fields"]["identificacao"] == "11111/11111111-1-11"


def test_mcaa_by_a_name_of_one_person_opens_it_and_of_several_opens_aseg(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MCAA", {"nome": "aurora"}, "ENTER")
    assert (answer["code"], answer["fields"]["apolice"]) == ("MCAA", "99901")
    answer = terminal.step("MCAA", {"nome": "maria"}, "ENTER")
    assert answer["code"] == "ASEG"
    assert len(answer["lines"]) == 3


def test_mcaa_alt_2_goes_where_the_panel_says(terminal: HeadlessTerminal) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    assert terminal.step("MCAA", {"proxima_transacao": "MSI6"}, "ALT 2")["code"] == "MSI6"
    terminal.press(Key.F3)
    answer = terminal.step("MCAA", {"proxima_transacao": "XPTO"}, "ALT 2")
    assert answer["cursor"] == "proxima_transacao"


@pytest.mark.rule("DA-035")
@pytest.mark.parametrize(
    ("member", "text"),
    [
        ("9990100005678301", "JANELA - ATRASO 102 DIAS"),
        ("9990100006001101", "ABERTO 61D, ATENDE ATÉ 15/05/2007"),
        ("9990100006002901", "SUSPENSO DESDE 15/05/2007"),
        ("9992000008002401", "SUSPENSO DESDE 11/05/2007"),
        ("9990100006014201", "EM DIA"),
        ("9990100006011801", "CANCELADO"),
    ],
)
def test_mcaa_says_how_the_premium_stands(terminal: HeadlessTerminal, member: str, text: str) -> None:
    assert terminal.step("MCAA", {"identificacao": member}, "ENTER")["fields"]["pagamento"] == text


# ASEG


@pytest.mark.rule("EL-002")
def test_aseg_lists_and_selects(terminal: HeadlessTerminal) -> None:
    terminal.step("ASEG", {"nome": "maria exe"}, "ENTER")
    hold(terminal, "ASEG")
    answer = terminal.step("ASEG", {"s.2": "S"}, "ENTER")
    assert answer["code"] == "MCAA"
    assert answer["fields"]["ident"] == "99901/00006020-7-01"


def test_aseg_wants_one_mark_and_says_so(terminal: HeadlessTerminal) -> None:
    terminal.step("ASEG", {"nome": "maria"}, "ENTER")
    answer = terminal.step("ASEG", {"s.1": "S", "s.2": "S"}, "ENTER")
    assert answer["message"]["text"] == "MARQUE UMA SÓ PESSOA COM S"
    with pytest.raises(ValueError, match=r"s\.8: protected"):
        terminal.fill({"s.8": "S"})


def test_aseg_turns_pages(terminal: HeadlessTerminal) -> None:
    terminal.step("ASEG", {"nome": "exemplo"}, "ENTER")
    first = terminal.as_dict()["lines"]
    terminal.press(Key.F8)
    second = terminal.as_dict()["lines"]
    assert len(first) == 8
    assert first != second
    terminal.press(Key.F7, Key.F7)
    assert terminal.as_dict()["lines"] == first


# MSI6


@pytest.mark.rule("EL-005", "EL-015", "EL-017", "PR-028")
def test_msi6_shows_the_gap_and_the_returned_cheque(terminal: HeadlessTerminal) -> None:
    terminal.step("MSI6", {"identificacao": "9990100005678301"}, "ENTER")
    hold(terminal, "MSI6")


@pytest.mark.rule("EL-015", "EL-016")
def test_msi6_serves_on_the_third_due_date_and_not_the_day_after(sign_on: SignOn) -> None:
    today = sign_on(on=date(2007, 5, 15)).step("MSI6", {"identificacao": "9990100006001101"}, "ENTER")
    assert today["fields"]["orientacao"] == "ATENDIMENTO ATÉ 15/05/2007, INCLUSIVE"
    assert [line["obs"] for line in today["lines"]][2:5] == ["VENCE HOJE", "EM ABERTO", "EM ABERTO"]
    tomorrow = sign_on(on=date(2007, 5, 16)).step("MSI6", {"identificacao": "9990100006001101"}, "ENTER")
    assert tomorrow["message"]["text"] == "ATENDIMENTO SUSPENSO DESDE 16/05/2007"


@pytest.mark.rule("AZ-084", "UF-095", "PS-011")
@pytest.mark.parametrize(
    ("member", "day", "standing", "advice"),
    [
        (
            "9995000009802001",
            date(2012, 3, 12),
            "ABERTO 31D",
            "ATRASO NÃO SUSPENDE; ACIMA DE 60 DIAS EM 12 MESES PODE HAVER CANCELAMENTO",
        ),
        (
            "9996000009901801",
            date(2009, 5, 15),
            "ABERTO 30D, ATENDE ATÉ 15/05/2009",
            "ATENDIMENTO ATÉ 15/05/2009, INCLUSIVE",
        ),
        ("9996000009901801", date(2009, 5, 16), "SUSPENSO DESDE 16/05/2009", ""),
        (
            "9997000010001301",
            date(2021, 12, 1),
            "ABERTO 57D",
            "O REGULAMENTO NADA DIZ DE ATRASO: PERGUNTAR AO PAS/SERPRO",
        ),
    ],
)
def test_arrears_are_read_by_the_rulebook_of_the_product(
    sign_on: SignOn, member: str, day: date, standing: str, advice: str
) -> None:
    terminal = sign_on(on=day)
    assert terminal.step("MCAA", {"identificacao": member}, "ENTER")["fields"]["pagamento"] == standing
    fields = terminal.step("MSI6", {"identificacao": member}, "ENTER")["fields"]
    assert (fields["situacao"], fields["orientacao"]) == (standing, advice)
    terminal.press(Key.F1)
    assert "EL-015" not in terminal.text()
    terminal.press(Key.F3)
    asked = terminal.step("ACOB", {"identificacao": member, "servico": "home care"}, "ENTER")
    rules = {reason["rule"] for reason in asked["decision"]["reasons"] if reason["code"] == "434"}
    assert rules == ({"UF-095"} if standing.startswith("SUSPENSO") else set())


def test_msi6_takes_no_parcel_of_an_answer_that_has_gone(terminal: HeadlessTerminal) -> None:
    terminal.step("MSI6", {"identificacao": AURORA}, "ENTER")
    terminal.step("MSI6", {"identificacao": "1" * 16}, "ENTER")
    while terminal.buffer.row != 9:
        terminal.press(Key.DOWN)
    terminal.press(Key.ALT2)
    assert terminal.code == "MSI6"
    assert terminal.screenful.message.text.startswith("DIGITE A TRANSAÇÃO NA LINHA ==>")


# MDZ1


@pytest.mark.rule("EL-009", "EL-012", "EL-013", "EL-014")
def test_mdz1_lists_every_state(terminal: HeadlessTerminal) -> None:
    terminal.step("MDZ1", {"identificacao": AURORA}, "ENTER")
    hold(terminal, "MDZ1")


@pytest.mark.rule("EL-010")
def test_mdz1_of_nobody_says_the_message_of_the_manual(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MDZ1", {"identificacao": HOSTILE}, "ENTER")
    assert answer["message"]["text"] == "REGISTRO NÃO CADASTRADO"
    assert answer["lines"] == []


def test_mdz1_takes_a_senha_and_carries_the_chosen_one(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MDZ1", {"senha": "07/004377"}, "ENTER")
    assert [line["numero"] for line in answer["lines"]] == ["07/004377"]
    answer = terminal.step("MDZ1", {"s.1": "S"}, "ENTER")
    assert answer["message"]["text"].startswith("SENHA 07/004377 ESCOLHIDA")
    assert answer["cursor"] == "comando"


@pytest.mark.parametrize(
    ("values", "text", "cursor"),
    [
        ({"periodo_inicio": "01/01/2007", "periodo_fim": "15/05/2007"}, "MÁXIMO 60 DIAS", "periodo_inicio"),
        ({"periodo_inicio": "15/05/2007", "periodo_fim": "01/05/2007"}, "INVERTIDO", "periodo_fim"),
        ({"periodo_inicio": "31/02/2007"}, "DATA INVÁLIDA", "periodo_inicio"),
        ({"senha": "07/1"}, "AA/NNNNNN", "senha"),
    ],
)
def test_mdz1_refuses_bad_periods(
    terminal: HeadlessTerminal, values: dict[str, str], text: str, cursor: str
) -> None:
    terminal.step("MDZ1", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("MDZ1", values, "ENTER")
    assert text in answer["message"]["text"]
    assert answer["cursor"] == cursor


# MDR5

QUOTE = {
    "identificacao": AURORA,
    "servico": "00010014",
    "data": "12/03/2007",
    "qtde": "1",
    "int": "N",
    "valor": "250,00",
}


@pytest.mark.rule("RE-006", "RE-008", "RE-010", "RE-011", "RE-169", "RE-170", "RE-172", "RE-190")
def test_mdr5_quotes_a_consultation_line_by_line(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MDR5", QUOTE, "ENTER")
    hold(terminal, "MDR5")
    assert answer["fields"]["previsto"] == "129,63"
    assert answer["decision"]["outcome"] == "allowed"
    assert {"RE-006", "RE-008", "RE-012", "RE-172"} <= {r["rule"] for r in answer["decision"]["reasons"]}


@pytest.mark.parametrize(
    ("changes", "previsto"),
    [
        ({"data": "31/05/2006"}, "122,61"),
        ({"data": "01/06/2006"}, "129,63"),
        ({"qtde": "3", "valor": "1.000,00"}, "388,89"),
        ({"valor": "100,00"}, "100,00"),
        ({"identificacao": "9993500009103501", "valor": "200,00", "data": "15/05/2007"}, "60,00"),
        ({"identificacao": "9994500009601701", "valor": "300,00", "data": "15/05/2007"}, "92,40"),
        ({"identificacao": "9990100006021501", "servico": "90030012", "valor": "50,00"}, "23,98"),
        ({"identificacao": "9994000009201001", "servico": "25800019", "valor": "500,00"}, "38,89"),
    ],
)
@pytest.mark.rule("RE-006", "RE-008", "RE-012", "RE-013", "RE-020", "RE-174", "RE-176")
def test_mdr5_figures(terminal: HeadlessTerminal, changes: dict[str, str], previsto: str) -> None:
    answer = terminal.step("MDR5", QUOTE | changes, "ENTER")
    assert answer["fields"]["previsto"] == previsto, answer["message"]


@pytest.mark.rule("RE-014", "RE-016", "RE-017", "RE-171", "RE-173", "RE-174", "RE-176", "RE-178")
@pytest.mark.parametrize(
    ("changes", "text", "cursor", "rule"),
    [
        ({"data": "14/05/2006"}, "ATENDIMENTO HÁ MAIS DE 1 ANO NÃO É REEMBOLSADO", "data", "RE-014"),
        ({"identificacao": "0130000009301301"}, "PRODUTO SEM REEMBOLSO", "servico", "RE-017"),
        ({"identificacao": "9990200009403401"}, "PRODUTO SEM REEMBOLSO DE CONSULTA", "servico", "RE-171"),
        ({"servico": "90030012"}, "HÁ REDE REFERENCIADA NA LOCALIDADE - SEM PRÉVIA", "servico", "RE-174"),
        ({"servico": "90010011"}, "PROCEDIMENTO SEM PRÉVIA - USE FORMULÁRIO", "servico", "RE-178"),
        ({"servico": "90040018"}, "PROCEDIMENTO SEM PRÉVIA - USE FORMULÁRIO", "servico", "RE-173"),
        ({"int": "S"}, "PROCEDIMENTO SEM PRÉVIA - USE FORMULÁRIO", "int", "RE-178"),
        ({"identificacao": "9994100009202801", "servico": "25800019"}, "USE FORMULÁRIO", "servico", "RE-173"),
    ],
)
def test_mdr5_says_why_there_is_no_quote(
    terminal: HeadlessTerminal, changes: dict[str, str], text: str, cursor: str, rule: str
) -> None:
    answer = terminal.step("MDR5", QUOTE | changes, "ENTER")
    assert text in answer["message"]["text"]
    assert answer["cursor"] == cursor
    assert answer["fields"]["previsto"] == ""
    assert answer["decision"]["outcome"] == "refused"
    assert rule in {reason["rule"] for reason in answer["decision"]["reasons"] if reason["applied"]}


@pytest.mark.parametrize(
    ("changes", "text", "cursor"),
    [
        ({"servico": ""}, "INFORME O SERVIÇO", "servico"),
        ({"servico": "123"}, "CÓDIGO DE SERVIÇO TEM 8 DÍGITOS", "servico"),
        ({"servico": "99999999"}, "SERVIÇO NÃO CADASTRADO", "servico"),
        ({"data": "31/02/2007"}, "DATA INVÁLIDA - USE DD/MM/AAAA", "data"),
        ({"data": ""}, "INFORME A DATA DO ATENDIMENTO", "data"),
        ({"qtde": "0"}, "INFORME A QUANTIDADE", "qtde"),
        ({"int": "X"}, "INT: USE S OU N", "int"),
        ({"valor": "12.50"}, "VALOR INVÁLIDO - USE 1.234,56", "valor"),
        ({"valor": "0,00"}, "O VALOR TEM DE SER MAIOR QUE ZERO", "valor"),
    ],
)
def test_mdr5_keeps_what_was_typed_when_it_refuses(
    terminal: HeadlessTerminal, changes: dict[str, str], text: str, cursor: str
) -> None:
    answer = terminal.step("MDR5", QUOTE | changes, "ENTER")
    assert (answer["message"]["text"], answer["cursor"]) == (text, cursor)
    for name, value in (QUOTE | changes).items():
        if name != "identificacao":
            assert answer["fields"][name] == value


# MDC1


@pytest.mark.rule("RE-133", "RE-154")
def test_mdc1_and_its_items(terminal: HeadlessTerminal) -> None:
    terminal.step("MDC1", {"sr": "0700123456"}, "ENTER")
    hold(terminal, "MDC1")
    terminal.press(Key.F9, Key.F8)
    hold(terminal, "MDC1-ITENS")
    terminal.press(Key.F9)
    assert terminal.as_dict()["map"] == "MDC1M01"


@pytest.mark.rule("RE-134", "RE-136", "RE-137", "RE-142", "RE-145", "RE-149", "RE-156", "RE-162")
@pytest.mark.parametrize(
    ("sr", "situacao", "dizer", "interno"),
    [
        ("0700123457", "EM PROCESSAMENTO", "A SOLICITAÇÃO ESTÁ EM PROCESSAMENTO", ""),
        ("0700123458", "AUDITORIA / INSPETORIA", "A SOLICITAÇÃO ESTÁ EM PROCESSAMENTO", "INTERNO"),
        ("0700123459", "PENDÊNCIA DE ANÁLISE TÉCNICA", "A SOLICITAÇÃO ESTÁ EM PROCESSAMENTO", "INTERNO"),
        ("0700123460", "BAIXA ADMINISTRATIVA", "PEÇA CÓPIA DO PROTOCOLO OU AR E DOS DOCUMENTOS", ""),
        ("0700123461", "EM CONTATO", "A DOCUMENTAÇÃO ESTÁ COM DADOS INCOMPLETOS E QUAIS FALTAM", ""),
        ("0700123464", "DEVOLUÇÃO TOTAL", "O QUE FALTA E QUE PODE SER REAPRESENTADO", ""),
        ("0700123465", "INCONSISTÊNCIA", "CONFIRA CONTA E CPF CADASTRADOS", ""),
        (
            "0700123463",
            "C.TA LIB. P/ PAGTO - COMPLEMENTO OU ESTORNO",
            "A SOLICITAÇÃO ESTÁ EM PROCESSAMENTO",
            "INTERNO",
        ),
        ("0700200001", "C.TA LIB. P/ PAGTO - EMPRESA BLOQUEADA", "PROCURE A EMPRESA SOBRE A SITUAÇÃO", ""),
    ],
)
def test_mdc1_tells_what_may_be_told(
    terminal: HeadlessTerminal, sr: str, situacao: str, dizer: str, interno: str
) -> None:
    fields = terminal.step("MDC1", {"sr": sr}, "ENTER")["fields"]
    assert (fields["situacao"], fields["dizer"], fields["interno"]) == (situacao, dizer, interno)


@pytest.mark.rule("RE-138", "RE-141")
@pytest.mark.parametrize(
    ("hour", "situacao"),
    [
        ("17:59", "SEM CAUSA CONHECIDA"),
        ("18:00", "FECHAMENTO DIÁRIO"),
        ("20:00", "FECHAMENTO DIÁRIO"),
        ("20:01", "SEM CAUSA CONHECIDA"),
    ],
)
def test_mdc1_knows_the_daily_closing(
    terminal: HeadlessTerminal, desk: Desk, clock: FixedClock, hour: str, situacao: str
) -> None:
    from datetime import datetime

    from desk.domain.kernel.clock import LOCAL_ZONE

    clock.moment = datetime.fromisoformat(f"2007-05-15T{hour}:00").replace(tzinfo=LOCAL_ZONE)
    fields = terminal.step("MDC1", {"sr": "0700123462"}, "ENTER")["fields"]
    assert fields["situacao"] == f"C.TA LIB. P/ PAGTO - {situacao}"


@pytest.mark.rule("RE-088", "RE-089")
def test_mdc1_hides_the_date_when_the_employer_pays(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MDC1", {"sr": "0700200002"}, "ENTER")
    assert answer["fields"]["data"] == "NÃO DIZER"
    assert "27/04/2007" not in terminal.text()
    assert answer["fields"]["fazer"] == "NÃO RECEBIDO: INDIQUE O RH DA EMPRESA"


@pytest.mark.rule("RE-088", "RE-090")
@pytest.mark.parametrize(("service", "date"), [("90020017", "NÃO DIZER"), ("90010054", "27/04/2007")])
def test_mdc1_of_a_mixed_company_hides_only_what_the_employer_pays(
    terminal: HeadlessTerminal, desk: Desk, service: str, date: str
) -> None:
    with desk.store.writing() as session:
        session.get_one(Sponsor, "99930").complementary_code = "99932"
        session.get_one(ReimbursementItem, ("0700200002", 2)).procedure_code = service
    answer = terminal.step("MDC1", {"sr": "0700200002"}, "ENTER")
    assert answer["fields"]["data"] == date
    assert "RE-090" in {reason["rule"] for reason in answer["decision"]["reasons"] if reason["applied"]}
    card = terminal.step("MCAA", {"identificacao": "9993000009101901"}, "ENTER")
    assert card["fields"]["reembolso"] == "PAGO PELA EMPRESA (REEMB D), MISTA: VER MCEA - NÃO INFORMAR DATA"


@pytest.mark.rule("RE-128")
def test_mdc1_shows_a_payment_through_the_sponsor(terminal: HeadlessTerminal) -> None:
    assert terminal.step("MDC1", {"sr": "0700200003"}, "ENTER")["fields"]["via_estipulante"] == "S"


@pytest.mark.rule("RE-144", "RE-147", "RE-148")
@pytest.mark.parametrize("sr", ["0600900001", "9999999999"])
def test_mdc1_tells_old_and_unknown_claims_alike(terminal: HeadlessTerminal, sr: str) -> None:
    answer = terminal.step("MDC1", {"sr": sr}, "ENTER")
    assert answer["message"]["text"] == (
        "SR NÃO CADASTRADA OU COM MAIS DE 6 MESES - PEÇA CÓPIA DO PROTOCOLO OU AR"
    )
    assert answer["fields"]["segurado"] == ""


def test_mdz1_asks_for_another_person_without_the_senha_left_over(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MDZ1", {"senha": "07004391"}, "ENTER")
    assert answer["fields"]["identificacao"] == "99901/00001234-5-01"
    answer = terminal.step("MDZ1", {"identificacao": "9990100005678301"}, "ENTER")
    assert (answer["fields"]["identificacao"], answer["fields"]["senha"]) == ("99901/00005678-3-01", "")
    assert answer["fields"]["periodo_inicio"] == "16/03/2007"


def test_mdz1_counts_sixty_days_from_a_new_beginning(terminal: HeadlessTerminal) -> None:
    terminal.step("MDZ1", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("MDZ1", {"periodo_inicio": "01/02/2007"}, "ENTER")
    assert (answer["fields"]["periodo_fim"], answer["message"]["kind"]) == ("02/04/2007", "info")
