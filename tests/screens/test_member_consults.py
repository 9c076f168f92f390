"""MSEF, MCBI, MDC6, MSI5, and what they have in common with ADBA and ADPL: a member panel by panel."""

from datetime import date

import pytest

from desk.terminal.fields import Role
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import AURORA, SignOn
from tests.screens.golden import hold

UPGRADED = "9990100006101701"
PROVISIONAL = "9992000008003201"
NINE_LIVES = "9990100006111401"
MINOR = "9990100006012601"

LIVES = ["MSEF", "MCBI", "MSI5", "ADBA", "ADPL"]
EVERY = [*LIVES, "MDC6"]


def ask(terminal: HeadlessTerminal, code: str, member: str) -> dict[str, str]:
    """The fields of a panel for a member."""
    fields: dict[str, str] = terminal.step(code, {"identificacao": member}, "ENTER")["fields"]
    return fields


# What every one of them does


@pytest.mark.parametrize("code", EVERY)
def test_typed_on_mcaa_it_opens_already_looked_up(terminal: HeadlessTerminal, code: str) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    answer = terminal.step("MCAA", {"proxima_transacao": code}, "ALT 2")
    assert answer["code"] == code
    assert answer["fields"]["segurado"] == "AURORA EXEMPLO"
    terminal.press(Key.F3)
    assert terminal.code == "MCAA"


@pytest.mark.parametrize("code", EVERY)
def test_without_anybody_in_transit_it_asks(terminal: HeadlessTerminal, code: str) -> None:
    terminal.go(code)
    assert terminal.screenful.message.text == "INFORME A IDENTIFICAÇÃO E TECLE ENTER"
    assert terminal.shown("segurado") == ""


@pytest.mark.parametrize("code", EVERY)
def test_a_stranger_leaves_no_stale_answer(terminal: HeadlessTerminal, code: str) -> None:
    ask(terminal, code, AURORA)
    answer = terminal.step(code, {"identificacao": "1" * 16}, "ENTER")
    assert answer["message"] == {"kind": "error", "code": "024", "text": "IDENTIFICAÇÃO NÃO CADASTRADA"}
    assert answer["cursor"] == "identificacao"
    assert "AURORA" not in terminal.text()
    answer = terminal.step(code, {"identificacao": "99901"}, "ENTER")
    assert answer["message"]["code"] == "005"


@pytest.mark.parametrize(
    ("code", "twin"),
    [
        ("MSEF", "ADBA"),
        ("MCBI", "ADPL"),
        ("MDC6", "ADPL"),
        ("MCEA", "ADBA"),
        ("APOF", "MSI6"),
        ("MSI6", "APOF"),
        ("ADBA", "MCAA"),
        ("ADPL", "MCAA"),
        ("MCAA", "ADBA"),
    ],
)
def test_f4_is_the_twin_with_the_member_carried(terminal: HeadlessTerminal, code: str, twin: str) -> None:
    terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    terminal.go(code)
    terminal.press(Key.F4)
    assert terminal.code == twin
    assert "AURORA" in terminal.text()


@pytest.mark.parametrize("code", LIVES)
def test_s_takes_a_life_along(terminal: HeadlessTerminal, code: str) -> None:
    ask(terminal, code, AURORA)
    answer = terminal.step(code, {"s.2": "S"}, "ENTER")
    assert answer["message"]["text"] == "RDP 02 BENTO EXEMPLO ESCOLHIDO: TRANSAÇÃO EM ==> E ALT 2"
    assert answer["cursor"] == "comando"
    assert answer["fields"]["ident"] == "99901/00001234-5-02"
    assert answer["fields"]["segurado"] == "BENTO EXEMPLO"
    assert answer["fields"]["s.2"] == ""
    terminal.go("MCAA")
    assert terminal.shown("identificacao") == "99901/00001234-5-02"


@pytest.mark.parametrize("code", LIVES)
@pytest.mark.parametrize(
    ("marks", "cursor"),
    [({"s.1": "S", "s.2": "S"}, "s.2"), ({"s.1": "N"}, "s.1"), ({"s.1": "X"}, "s.1")],
)
def test_one_life_is_marked_and_with_an_s(
    terminal: HeadlessTerminal, code: str, marks: dict[str, str], cursor: str
) -> None:
    ask(terminal, code, AURORA)
    answer = terminal.step(code, marks, "ENTER")
    assert answer["message"]["text"] == "MARQUE UMA SÓ VIDA COM S"
    assert answer["cursor"] == cursor
    assert answer["fields"]["ident"] == "99901/00001234-5-01"


@pytest.mark.parametrize("code", LIVES)
def test_lines_without_a_life_are_closed(terminal: HeadlessTerminal, code: str) -> None:
    terminal.go(code)
    assert "s.1" in terminal.screenful.protected
    ask(terminal, code, "9990100006013401")
    with pytest.raises(ValueError, match=r"s\.2: protected"):
        terminal.fill({"s.2": "S"})


@pytest.mark.parametrize("code", LIVES)
def test_the_page_of_the_life_asked_for_comes_up_and_pages_turn(terminal: HeadlessTerminal, code: str) -> None:
    answer = terminal.step(code, {"identificacao": f"{NINE_LIVES[:14]}09"}, "ENTER")
    assert answer["lines"][-1]["vida"] == "CLÓVIS EXEMPLO"
    last = answer["lines"]
    terminal.press(*[Key.F7] * 4)
    assert terminal.as_dict()["lines"][0]["vida"] == "UBALDO EXEMPLO"
    terminal.press(*[Key.F8] * 4)
    assert terminal.as_dict()["lines"] == last
    assert terminal.step(code, {"s.1": "S"}, "ENTER")["fields"]["segurado"] == last[0]["vida"]


@pytest.mark.parametrize("code", LIVES)
def test_a_new_identification_beats_a_mark(terminal: HeadlessTerminal, code: str) -> None:
    ask(terminal, code, AURORA)
    answer = terminal.step(code, {"identificacao": NINE_LIVES, "s.2": "S"}, "ENTER")
    assert answer["fields"]["segurado"] == "UBALDO EXEMPLO"


# MSEF


@pytest.mark.rule("MA-008", "RE-095")
def test_msef_shows_sex_age_and_the_responsible_person(terminal: HeadlessTerminal) -> None:
    ask(terminal, "MSEF", MINOR)
    hold(terminal, "MSEF")
    terminal.press(Key.F1)
    assert "RE-095 CONTA CORRENTE SÓ EM NOME DO RESPONSÁVEL CADASTRADO" in terminal.text()


@pytest.mark.parametrize(("day", "age"), [(19, "8"), (20, "9")])
def test_msef_counts_the_age_on_the_day(sign_on: SignOn, day: int, age: str) -> None:
    answer = sign_on(on=date(2007, 5, day)).step("MSEF", {"identificacao": MINOR}, "ENTER")
    assert answer["lines"][0]["idade"] == age


@pytest.mark.rule("RE-095", "MA-033", "MA-037")
@pytest.mark.parametrize(
    ("member", "says", "message"),
    [
        (AURORA, "", "3 VIDAS NA APÓLICE"),
        (MINOR, "CONTA CORRENTE SÓ EM NOME DO RESPONSÁVEL CADASTRADO", "TITULAR MENOR DE IDADE"),
        (
            "9990100006107601",
            "TITULAR MENOR SEM RESPONSÁVEL CADASTRADO: NENHUMA CONTA SE CADASTRA",
            "TITULAR MENOR DE IDADE",
        ),
        (
            "9990100006106801",
            "TITULAR MAIOR COM CPF DE TERCEIRO: SÓ SE TROCA PELO CPF DO PRÓPRIO",
            "TITULAR MAIOR DE IDADE COM CPF DE TERCEIRO",
        ),
    ],
)
@pytest.mark.parametrize("code", ["MSEF", "MCBI"])
def test_both_panels_say_the_same_of_the_responsible_person(
    terminal: HeadlessTerminal, code: str, member: str, says: str, message: str
) -> None:
    fields = ask(terminal, code, member)
    assert fields["orientacao_1"] == says
    assert terminal.screenful.message.text == message


# MCBI


@pytest.mark.rule("EL-006", "MA-008")
def test_mcbi_shows_who_joined_later(terminal: HeadlessTerminal) -> None:
    ask(terminal, "MCBI", UPGRADED)
    hold(terminal, "MCBI")


@pytest.mark.rule("DA-015")
def test_mcbi_shows_the_registration_data_of_who_left_the_company(terminal: HeadlessTerminal) -> None:
    fields = ask(terminal, "MCBI", PROVISIONAL)
    assert fields["dem_apos"] == "S"
    assert fields["cadastro_1"].startswith("DEM/APOS: RUA DO ENSAIO, 7 AP 301")
    assert "FONE (21) 0000-0003" in fields["cadastro_2"]
    assert ask(terminal, "MCBI", AURORA)["cadastro_1"] == ""


def test_mcbi_shows_who_receives_the_reimbursements(terminal: HeadlessTerminal) -> None:
    fields = ask(terminal, "MCBI", "9990100006106801")
    assert fields["recebimento"] == "OFÉLIA EXEMPLO PROCURADORA"
    assert fields["cpf_recebimento"].startswith("000.0")
    assert ask(terminal, "MCBI", AURORA)["recebimento"] == "AURORA EXEMPLO"
    assert ask(terminal, "MCBI", MINOR)["recebimento"] == "WALTER EXEMPLO RESPONSÁVEL"


# MDC6


@pytest.mark.rule("EL-006", "MA-069")
def test_mdc6_shows_the_change_of_comfort(terminal: HeadlessTerminal) -> None:
    ask(terminal, "MDC6", UPGRADED)
    hold(terminal, "MDC6")


@pytest.mark.rule("DA-021")
def test_mdc6_marks_a_provisional_end_as_internal(terminal: HeadlessTerminal) -> None:
    fields = ask(terminal, "MDC6", PROVISIONAL)
    hold(terminal, "MDC6-PROVISORIA")
    assert (fields["dtperm"], fields["interno"]) == ("28/02/2011", "INTERNO: PROVISÓRIA")
    assert terminal.screenful.roles["dtperm"] is Role.INTERNAL
    assert "2011" not in fields["dizer"] + fields["fazer"]
    assert fields["cancelamento"] == "-"
    terminal.press(Key.F1)
    assert "INTERNO - NÃO DIZER" in terminal.text()


@pytest.mark.rule("DA-018")
@pytest.mark.parametrize(
    ("member", "dtperm", "cancelled", "tell"),
    [
        ("9992000006108401", "31/10/2008", "03/11/2008", "PERMANÊNCIA ATÉ 31/10/2008"),
        ("9992000008001601", "31/10/2007", "01/11/2007", "PERMANÊNCIA ATÉ 31/10/2007"),
        ("9992000006109201", "30/04/2007", "02/05/2007", "PERMANÊNCIA ACABOU EM 30/04/2007"),
    ],
)
def test_mdc6_tells_a_certain_end_and_when_the_contract_goes(
    terminal: HeadlessTerminal, member: str, dtperm: str, cancelled: str, tell: str
) -> None:
    fields = ask(terminal, "MDC6", member)
    assert (fields["dtperm"], fields["cancelamento"], fields["dizer"]) == (dtperm, cancelled, tell)
    assert fields["interno"] == ""
    assert "dtperm" not in terminal.screenful.roles


@pytest.mark.rule("EL-006", "EL-031")
def test_mdc6_shows_an_earlier_plan(terminal: HeadlessTerminal) -> None:
    fields = ask(terminal, "MDC6", "9990200006102501")
    assert (fields["vigencia_plano_atual"], fields["vigencia_anterior"]) == ("02/05/2000", "02/05/1994")
    assert fields["o_que_mudou"] == "(PLANO ANTERIOR)"
    assert ask(terminal, "MDC6", AURORA)["vigencia_anterior"] == "-"


@pytest.mark.rule("DA-021")
@pytest.mark.parametrize("code", ["MCAA", "ADBA"])
def test_the_first_panels_mark_the_provisional_end_too(terminal: HeadlessTerminal, code: str) -> None:
    fields = ask(terminal, code, PROVISIONAL)
    assert fields["detalhe_1"] == "INTERNO: 00001 - APOSENTADO  DTPERM 28/02/2011 PROVISÓRIA, NÃO INFORMAR"
    assert terminal.screenful.roles["detalhe_1"] is Role.INTERNAL
    assert ask(terminal, code, "9992000006108401")["detalhe_1"] == "00001 - APOSENTADO  DTPERM 31/10/2008"
    assert "detalhe_1" not in terminal.screenful.roles


# MSI5


@pytest.mark.rule("EL-030", "DP-034")
def test_msi5_lists_every_waiting_period_registered(terminal: HeadlessTerminal) -> None:
    ask(terminal, "MSI5", "9990100006105001")
    hold(terminal, "MSI5")


@pytest.mark.rule("EL-029", "EL-033", "EL-034", "EL-035", "EL-041")
@pytest.mark.parametrize(
    ("member", "regime", "rule"),
    [
        (AURORA, "CAP AUTORIZA ATÉ A ANS DECIDIR", "EL-035"),
        ("9990200006103301", "CAP CONCEDE", "EL-033"),
        ("9990200006103302", "CAP NEGA, SALVO REGISTRO ANTERIOR", "EL-034"),
        ("9993000009101901", "NÃO SE APLICA", "EL-041"),
    ],
)
def test_msi5_says_what_becomes_of_a_pre_existing_disease(
    terminal: HeadlessTerminal, member: str, regime: str, rule: str
) -> None:
    answer = terminal.step("MSI5", {"identificacao": member}, "ENTER")
    fields = answer["fields"]
    assert fields["preexistencia"] == regime
    assert fields["regra_1"].startswith(rule)
    assert answer["decision"]["outcome"] == ("allowed" if rule == "EL-041" else "routed")


@pytest.mark.rule("EL-037", "EL-038")
def test_msi5_f1_says_what_to_say(terminal: HeadlessTerminal) -> None:
    answer = terminal.step("MSI5", {"identificacao": AURORA}, "ENTER")
    reasons = {reason["rule"]: reason for reason in answer["decision"]["reasons"] if reason["applied"]}
    assert reasons["EL-037"]["disclose"] == "insured"
    assert "RETIFICAR" in reasons["EL-038"]["says"]


@pytest.mark.rule("DP-026")
@pytest.mark.parametrize(
    ("day", "says", "role"),
    [
        (2, "SÓ EM 03/08/2007: HOMEM COM CARÊNCIAS MENOS PARTO, MAIS DE 10 MESES", Role.WARN),
        (3, "DESDE 03/08/2007: HOMEM COM CARÊNCIAS MENOS PARTO, MAIS DE 10 MESES", None),
    ],
)
def test_msi5_notes_the_newborn_of_a_man_with_other_waiting_periods(
    sign_on: SignOn, day: int, says: str, role: Role | None
) -> None:
    terminal = sign_on(on=date(2007, 8, day))
    assert ask(terminal, "MSI5", "9990100006105001")["recem_nascido"] == says
    assert terminal.screenful.roles.get("recem_nascido") is role


@pytest.mark.rule("EL-031", "EL-040")
@pytest.mark.parametrize(
    ("member", "since", "origin"),
    [
        ("9990200006102501", "02/05/1994", "ADAPTADO DEPOIS"),
        ("9990100006104101", "01/04/1998", "VENDIDO SOB A LEI"),
        ("9990200006103301", "05/08/1996", "NÃO ADAPTADO"),
    ],
)
def test_msi5_counts_from_the_first_cover(
    terminal: HeadlessTerminal, member: str, since: str, origin: str
) -> None:
    fields = ask(terminal, "MSI5", member)
    assert (fields["conta_desde"], fields["adaptacao"]) == (since, origin)


def test_msi5_sends_other_rulebooks_to_their_own_text(sign_on: SignOn) -> None:
    fields = ask(sign_on(on=date(2012, 3, 12)), "MSI5", "9995000009801101")
    assert fields["preexistencia"] == fields["recem_nascido"] == "VER REGULAMENTO ASSEFAZ"
