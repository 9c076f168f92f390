"""AJUR, ATPR and ATPC: the late charge line by line, a family by a price table, and the entry that is closed."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from desk.domain.context import Desk
from desk.domain.kernel.clock import FixedClock
from desk.domain.premium.model import PremiumPrice
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA, SignOn
from tests.screens.golden import hold

GAP = "9990100005678301"

# AJUR


@pytest.mark.rule("PR-022", "PR-026", "PR-031")
def test_ajur_opens_the_charge_of_an_instalment_line_by_line(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("AJUR", {"identificacao": GAP}, "ENTER")
    hold(terminal, "AJUR")
    assert [line["importe"] for line in answer["lines"]] == ["412,50", "8,25", "42,075"]
    fields = answer["fields"]
    assert (fields["parcela"], fields["dias"], fields["total"]) == ("093", "102", "462,83")
    assert "PR-026" in {r["rule"] for r in answer["decision"]["reasons"] if r["applied"]}
    assert fields["aviso_1"].startswith("INTERNO")


def test_ajur_takes_the_identification_in_transit(terminal: HeadlessTerminal) -> None:
    terminal.step("MCAA", {"identificacao": GAP}, "ENTER")
    terminal.go("AJUR")
    assert terminal.as_dict()["fields"]["total"] == "462,83"
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    terminal.go("AJUR")
    answer = terminal.as_dict()
    assert answer["message"]["text"] == "NENHUMA PARCELA VENCIDA EM ABERTO EM 15/05/2007"
    assert (answer["message"]["kind"], answer["cursor"]) == ("warn", "parcela")


@pytest.mark.rule("PR-024")
@pytest.mark.parametrize(("day", "total"), [("15/08/2007", "101,40"), ("16/08/2007", "103,50")])
def test_ajur_of_figures_typed_in(terminal: HeadlessTerminal, day: str, total: str) -> None:
    typed = {"forma": "4", "produto": "302", "valor": "100,00", "vencimento": "01/08/2007", "data": day}
    answer = terminal.step("AJUR", typed, "ENTER")
    assert answer["fields"]["total"] == total
    assert (answer["fields"]["produto_nome"], answer["fields"]["regulamento"]) == ("GLOBAL TRADICIONAL", "DM")


def test_ajur_lets_go_of_the_person_when_a_figure_is_the_operators_own(terminal: HeadlessTerminal) -> None:
    terminal.step("AJUR", {"identificacao": GAP}, "ENTER")
    answer = terminal.step("AJUR", {"valor": "100,00"}, "ENTER")
    fields = answer["fields"]
    assert (fields["identificacao"], fields["parcela"], fields["segurado"]) == ("", "", "")
    assert fields["total"] == "112,20"
    terminal.step("AJUR", {"identificacao": GAP}, "ENTER")
    answer = terminal.step("AJUR", {"data": "03/02/2007"}, "ENTER")
    assert (answer["fields"]["parcela"], answer["fields"]["total"]) == ("093", "421,16")


@pytest.mark.rule("PR-004")
def test_ajur_adds_nothing_on_the_business_day_after_a_holiday(terminal: HeadlessTerminal) -> None:
    typed = {"forma": "5", "produto": "342", "valor": "100,00", "vencimento": "01/05/2007", "data": "02/05/2007"}
    answer = terminal.step("AJUR", typed, "ENTER")
    assert answer["message"]["text"] == "SEM ACRÉSCIMO: 100,00"
    assert (answer["fields"]["onde_pagar"], answer["fields"]["dias"]) == ("QUALQUER AGÊNCIA BANCÁRIA", "0")


@pytest.mark.rule("AZ-074")
def test_ajur_of_assefaz(sign_on: SignOn) -> None:
    terminal = sign_on(on=date(2012, 3, 12))
    answer = terminal.step("AJUR", {"identificacao": "9995000009802001"}, "ENTER")
    assert [line["importe"] for line in answer["lines"]] == ["189,50", "3,79", "1,96"]
    assert (answer["fields"]["total"], answer["fields"]["onde_pagar"]) == ("195,25", "O REGULAMENTO NÃO DIZ")


@pytest.mark.rule("UF-087")
def test_ajur_of_unafisco_asks_for_the_index(terminal: HeadlessTerminal, clock: FixedClock) -> None:
    clock.moment = datetime(2009, 3, 20, 13, tzinfo=UTC)
    typed = {"produto": "702", "valor": "100,00", "vencimento": "15/02/2009", "data": "17/03/2009"}
    answer = terminal.step("AJUR", typed, "ENTER")
    assert answer["message"]["text"] == "INFORME A VARIAÇÃO DO INPC NO PERÍODO, EM %"
    assert answer["cursor"] == "var_inpc"
    answer = terminal.step("AJUR", {"var_inpc": "0,31"}, "ENTER")
    hold(terminal, "AJUR-UNAFISCO")
    assert answer["fields"]["total"] == "103,31"


@pytest.mark.rule("PS-011", "PR-027")
@pytest.mark.parametrize(
    ("forma", "product", "text", "area"),
    [
        (
            "",
            "703",
            "O COMUNICADO DO PAS/SERPRO NÃO TRATA DE ATRASO (PS-011)",
            "CENTRAL DE ATENDIMENTO DO PAS/SERPRO",
        ),
        ("7", "342", "O MANUAL NÃO DÁ TAXA: FORMA 7, PRODUTO 342 (PR-027)", "CÁLCULO DE JUROS DA CENTRAL ON LINE"),
    ],
)
def test_ajur_says_where_there_is_no_rule(
    terminal: HeadlessTerminal, forma: str, product: str, text: str, area: str
) -> None:
    typed = {"forma": forma, "produto": product, "valor": "100,00", "vencimento": "02/02/2007"}
    answer = terminal.step("AJUR", typed, "ENTER")
    assert answer["message"]["text"] == text
    assert answer["fields"]["total"] == "SEM REGRA"
    assert answer["fields"]["aviso_1"] == f"CONSULTE: {area}"
    assert answer["decision"]["outcome"] == "routed"


FIGURES = {"forma": "5", "produto": "342", "valor": "100,00", "vencimento": "02/02/2007"}


@pytest.mark.parametrize(
    ("values", "text", "cursor"),
    [
        ({**FIGURES, "valor": ""}, "INFORME O VALOR", "valor"),
        ({**FIGURES, "valor": "100.00"}, "VALOR INVÁLIDO", "valor"),
        ({**FIGURES, "vencimento": ""}, "INFORME O VENCIMENTO", "vencimento"),
        ({**FIGURES, "produto": "999"}, "PRODUTO 999 NÃO CADASTRADO", "produto"),
        ({**FIGURES, "forma": ""}, "INFORME A FORMA", "forma"),
        ({**FIGURES, "forma": "4", "produto": "302"}, "VENCE SEMPRE NO DIA 1", "vencimento"),
        ({**FIGURES, "data": ""}, "INFORME A DATA DO PAGAMENTO", "data"),
        ({**FIGURES, "var_inpc": "0,31"}, "PRODUTO 342 NÃO TEM CORREÇÃO", "var_inpc"),
        ({**FIGURES, "var_inpc": "-1"}, "PERCENTUAL INVÁLIDO", "var_inpc"),
        ({"parcela": "93"}, "A PARCELA SE ACHA COM A IDENTIFICAÇÃO", "identificacao"),
        ({"identificacao": GAP, "parcela": "94"}, "PAGA EM 02/03/2007", "parcela"),
        ({"identificacao": "9990100006014201"}, "LIM/JUÍZO", "identificacao"),
    ],
)
def test_ajur_refuses_on_the_field_and_shows_no_stale_total(
    terminal: HeadlessTerminal, values: dict[str, str], text: str, cursor: str
) -> None:
    terminal.step("AJUR", FIGURES, "ENTER")
    answer = terminal.step("AJUR", values, "ENTER")
    assert text in answer["message"]["text"]
    assert answer["cursor"] == cursor
    assert answer["fields"]["total"] == ""


# ATPR


@pytest.mark.rule("PR-007", "PR-010", "PR-011")
def test_atpr_prices_lives_by_a_printed_table(terminal: HeadlessTerminal) -> None:
    asked = {"seguradora": "bras", "produto": "342", "plano": "esp", "qtd_depen.1": "1", "qtd_depen.5": "2"}
    answer = terminal.step("ATPR", asked, "ENTER")
    hold(terminal, "ATPR")
    fields = answer["fields"]
    assert (fields["unidade"], fields["total_em_reais"], fields["total_em_us"]) == ("REAIS", "2.989,84", "")
    assert "SEM IOF" in fields["aviso"]
    answer = terminal.step("ATPR", {"qtd_depen.5": "1", "plano": "EXECUTIVO"}, "ENTER")
    assert answer["fields"]["total_em_reais"] == "3.625,48"


@pytest.mark.rule("PR-010")
def test_atpr_counts_a_family_and_keeps_it_when_the_plan_changes(terminal: HeadlessTerminal) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    terminal.go("ATPR")
    fields = terminal.as_dict()["fields"]
    assert (fields["segurado"], fields["produto"], fields["plano"]) == ("AURORA EXEMPLO", "342", "ESPECIAL")
    answer = terminal.step("ATPR", {"seguradora": "BRASILSAÚDE"}, "ENTER")
    assert [answer["fields"][f"qtd_depen.{n}"] for n in range(1, 11)] == ["1", "", "", "", "2", "", "", "", "", ""]
    assert answer["fields"]["total_em_reais"] == "2.989,84"
    answer = terminal.step("ATPR", {"plano": "MÁXIMO"}, "ENTER")
    assert (answer["fields"]["vidas"], answer["fields"]["total_em_reais"]) == ("3", "13.302,83")
    answer = terminal.step("ATPR", {"qtd_depen.1": "2"}, "ENTER")
    assert (answer["fields"]["vidas"], answer["fields"]["total_em_reais"]) == ("4", "16.362,78")


@pytest.mark.rule("PR-019")
def test_atpr_in_us_opens_the_sum_and_multiplies_once(terminal: HeadlessTerminal) -> None:
    asked = {
        "seguradora": "SULAMÉRICA",
        "produto": "302",
        "plano": "ESPECIAL",
        "qtd_depen.1": "3",
        "qtd_depen.3": "1",
    }
    answer = terminal.step("ATPR", asked, "ENTER")
    hold(terminal, "ATPR-US")
    fields = answer["fields"]
    assert (fields["unidade"], fields["valor_da_us"], fields["total_em_us"]) == ("US", "0,4321", "1.672,50")
    assert fields["total_em_reais"] == "722,69"
    answer = terminal.step("ATPR", {"valor_da_us": "0,50"}, "ENTER")
    assert answer["fields"]["total_em_reais"] == "836,25"
    with pytest.raises(ValueError, match=r"qtd_depen\.8: protected"):
        terminal.fill({"qtd_depen.8": "1"})


def test_atpr_forgets_the_registered_us_with_a_table_in_reais(terminal: HeadlessTerminal) -> None:
    terminal.step("ATPR", {"seguradora": "SUL", "produto": "302", "plano": "ESP", "qtd_depen.1": "1"}, "ENTER")
    answer = terminal.step("ATPR", {"seguradora": "BRAS", "produto": "342"}, "ENTER")
    assert (answer["fields"]["valor_da_us"], answer["fields"]["total_em_reais"]) == ("", "687,74")


@pytest.mark.rule("PR-009")
def test_atpr_has_no_table_of_sulamerica_for_342(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("ATPR", {"seguradora": "SUL", "produto": "342", "plano": "ESPECIAL"}, "ENTER")
    assert answer["message"]["text"] == "TABELA SULAMÉRICA DO PRODUTO 342 NÃO DISPONÍVEL"
    assert answer["cursor"] == "seguradora"
    assert "687,74" not in terminal.text()


@pytest.mark.parametrize(
    ("values", "text", "cursor"),
    [
        ({"seguradora": ""}, "INFORME A SEGURADORA", "seguradora"),
        ({"seguradora": "OUTRA"}, "SEGURADORAS: BRASILSAÚDE, SULAMÉRICA", "seguradora"),
        ({"produto": ""}, "INFORME O PRODUTO", "produto"),
        ({"produto": "999"}, "PRODUTO 999 NÃO CADASTRADO", "produto"),
        ({"plano": "X"}, "PLANOS DA TABELA: BÁSICO, ESPECIAL, EXECUTIVO, MÁXIMO", "plano"),
        ({"valor_da_us": "0,5"}, "O VALOR DA US NÃO ENTRA NA CONTA", "valor_da_us"),
        ({"valor_da_us": "0"}, "MAIOR QUE ZERO", "valor_da_us"),
        ({"valor_da_us": "0.5"}, "VALOR DA US INVÁLIDO", "valor_da_us"),
        ({"identificacao": "1" * 16}, "IDENTIFICAÇÃO NÃO CADASTRADA", "identificacao"),
    ],
)
def test_atpr_refuses_on_the_field_and_keeps_what_was_typed(
    terminal: HeadlessTerminal, values: dict[str, str], text: str, cursor: str
) -> None:
    asked = {"seguradora": "BRASILSAÚDE", "produto": "342", "plano": "BÁSICO", "qtd_depen.2": "3", **values}
    answer = terminal.step("ATPR", asked, "ENTER")
    assert text in answer["message"]["text"]
    assert answer["cursor"] == cursor
    assert answer["fields"]["qtd_depen.2"] == "3"
    assert answer["fields"]["total_em_reais"] == ""


@pytest.mark.rule("AZ-078")
def test_atpr_of_assefaz_warns_when_the_table_leaves_its_regulation(sign_on: SignOn, desk: Desk) -> None:
    terminal = sign_on(on=date(2012, 3, 12))
    asked = {"seguradora": "ASSEFAZ", "produto": "701", "plano": "SAFIRA", "qtd_depen.1": "1"}
    answer = terminal.step("ATPR", asked, "ENTER")
    assert answer["message"]["text"] == "1 VIDA(S): 112,40 POR MÊS, SEM IOF"
    with desk.store.writing() as session:
        band = session.get_one(PremiumPrice, ("ASSEFAZ", "701", "SAFIRA APARTAMENTO", date(2011, 10, 20), 19))
        band.value += Decimal("0.05")
        session.add(band)
    answer = terminal.step("ATPR", {"qtd_depen.1": "2"}, "ENTER")
    assert answer["message"]["text"] == "A TABELA NÃO SEGUE OS PERCENTUAIS DO REGULAMENTO: F1 MOSTRA ONDE"
    terminal.press(Key.F1)
    assert "AZ-078 19 A 23 ANOS: 123,69 NA TABELA, 123,64 PELO REGULAMENTO" in terminal.text()


@pytest.mark.rule("PR-010")
def test_atpr_turns_the_pages_of_a_long_table_and_keeps_every_count(
    terminal: HeadlessTerminal, desk: Desk
) -> None:
    with desk.store.writing() as session:
        for start in range(0, 120, 10):
            session.add(
                PremiumPrice(
                    insurer="SULAMÉRICA",
                    product_code="345",
                    plan_name="BÁSICO",
                    valid_from=date(2007, 1, 1),
                    age_from=start,
                    age_to=None if start == 110 else start + 9,
                    unit="REAIS",
                    value=Decimal(100 + start),
                )
            )
    asked = {"seguradora": "SUL", "produto": "345", "plano": "BÁSICO", "qtd_depen.1": "2"}
    assert terminal.step("ATPR", asked, "ENTER")["fields"]["total_em_reais"] == "200,00"
    second = terminal.step("ATPR", {}, "F8")
    assert [line["faixa"] for line in second["lines"]] == ["100 A 109 ANOS", "110 ANOS OU MAIS"]
    answer = terminal.step("ATPR", {"qtd_depen.2": "1"}, "ENTER")
    assert (answer["fields"]["vidas"], answer["fields"]["total_em_reais"]) == ("3", "410,00")
    answer = terminal.step("ATPR", {}, "F7")
    assert (answer["fields"]["qtd_depen.1"], answer["fields"]["total_em_reais"]) == ("2", "410,00")


# ATPC


@pytest.mark.rule("PR-018")
def test_atpc_opens_and_says_why_it_must_not_be_used(terminal: HeadlessTerminal) -> None:
    terminal.go("ATPC")
    hold(terminal, "ATPC")
    answer = terminal.as_dict()
    assert answer["decision"]["outcome"] == "refused"
    assert answer["cursor"] == "comando"
    assert [placed.name for placed in terminal.buffer.inputs] == ["comando", "ident"]
    terminal.press(Key.F1)
    assert "PR-018" in terminal.text()
    terminal.press(Key.F3)
    terminal.go("ATPR")
    assert terminal.code == "ATPR"


def test_atpr_turned_before_there_is_a_table_stays_on_its_first_page(terminal: HeadlessTerminal) -> None:
    terminal.go("ATPR")
    for key in (Key.F7, Key.F7, Key.F8, Key.F8, Key.F8):
        terminal.press(key)
        assert terminal.screenful.message.text == "INFORME A SEGURADORA DA TABELA"
    asked = {"seguradora": "SUL", "produto": "302", "plano": "ESP", "qtd_depen.1": "1", "qtd_depen.7": "2"}
    answer = terminal.step("ATPR", asked, "ENTER")
    assert answer["message"]["text"].startswith("3 VIDA(S)")
    terminal.press(Key.F7, Key.F7)
    assert terminal.step("ATPR", {"qtd_depen.1": "2"}, "ENTER")["message"]["text"].startswith("4 VIDA(S)")
