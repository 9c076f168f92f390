"""FILA, LIBE and F9 on MDAP: sent on one terminal, decided on another, and what each of them shows."""

from datetime import timedelta
from typing import Any

import pytest

from desk.domain.authorization.case import FormLine
from desk.domain.authorization.service import conclude
from desk.domain.context import Desk
from desk.domain.kernel.clock import FixedClock
from desk.domain.referral.deciding import Opinion, Verdict, decide
from desk.domain.referral.queue import open_file, unseen
from desk.domain.referral.service import details_of
from desk.terminal.headless import HeadlessTerminal
from desk.terminal.keys import Key
from tests.conftest import ATTENDANT, AURORA, CONSULTANT, SUPERVISOR, KeptDrafts, SignOn
from tests.screens.golden import hold
from tests.service.forms import a_form
from tests.service.referrals import DECLARED, RELEASE, blocked_form, routed_form, sent, too_many

COURT_ORDER = {
    "identificacao": "9990100006006101",
    "ta": "5",
    "servico.1": "90030012",
    "quantidade.1": "2",
}


ILL = {"cid_10": "K35", "tempo_de_existencia_da_doenca": "2 DIAS"}


def send(terminal: HeadlessTerminal, **values: str) -> dict[str, Any]:
    return terminal.step("MDAP", COURT_ORDER | values, "F9")


def opened(terminal: HeadlessTerminal, code: str) -> dict[str, Any]:
    terminal.go(code)
    return terminal.step(code, {"s.1": "S"}, "ENTER")


def text(answer: dict[str, Any]) -> str:
    return str(answer["message"]["text"])


# F9 on MDAP


@pytest.mark.rule("AP-104")
def test_what_was_sent_is_printed_once_it_has_its_senha(terminal: HeadlessTerminal, desk: Desk) -> None:
    send(terminal)
    assert "NADA A IMPRIMIR ANTES DA SENHA" in text(terminal.step("MDAP", {}, "F12"))
    decide(desk, SUPERVISOR, 1, RELEASE, version=1)
    answer = terminal.step("MDAP", {}, "F12")
    assert text(answer).startswith("IMPRESSO: ap-07-004402-1.pdf")
    assert answer["fields"]["senha"] == "07/004402"


@pytest.mark.rule("AP-022", "AP-029")
def test_f9_sends_the_form_and_closes_it(terminal: HeadlessTerminal, drafts: KeptDrafts) -> None:
    answer = send(terminal)
    assert text(answer) == "PEDIDO 1 PARA SUPERVISÃO (FILA)"
    assert answer["fields"]["descricao.1"] == "EXAME EXEMPLO D"
    assert answer["fields"]["bloqueios.1"].startswith("493 ")
    assert answer["cursor"] == "comando"
    with pytest.raises(ValueError, match="protected"):
        terminal.fill({"quantidade.1": "9"})
    host: Any = terminal._host
    host.keep_draft({})
    assert drafts.drafts.get("A100001", {}) == {}, "what was sent is written"
    terminal.press(Key.F1)
    assert "CAS 24H ANTES DE VOLTAR" in terminal.text()
    terminal.press(Key.F3)
    hold(terminal, "MDAP-ENCAMINHADA")


def test_f9_again_says_what_has_become_of_it(terminal: HeadlessTerminal, desk: Desk) -> None:
    send(terminal)
    assert text(terminal.step("MDAP", {}, "F9")) == "PEDIDO 1 AGUARDA (SUPERVISÃO): ACOMPANHE EM FILA"
    decide(desk, SUPERVISOR, 1, RELEASE, version=1)
    answer = terminal.step("MDAP", {}, "ALT 5")
    assert answer["fields"]["senha"] == "07/004402"
    assert text(answer).startswith("PEDIDO 1 LIBERADO: SENHA 07/004402")


def test_a_form_to_be_mended_is_not_sent_and_stays(terminal: HeadlessTerminal) -> None:
    answer = send(terminal, **{"servico.1": "99999999"})
    assert (answer["message"]["code"], answer["cursor"]) == ("057", "servico.1")
    assert answer["fields"]["quantidade.1"] == "2"
    answer = send(terminal, identificacao=AURORA)
    assert text(answer) == "NADA A ENCAMINHAR: ALT 5 CONCLUI"


@pytest.mark.rule("AP-089")
def test_what_stands_already_is_not_sent(terminal: HeadlessTerminal) -> None:
    form = {"identificacao": "9990100006016901", "servico.1": "90030020"}
    answer = send(terminal, **form)
    assert (answer["message"]["code"], answer["cursor"]) == ("372", "servico.1")
    assert text(answer) == "NÃO SE ENCAMINHA: A AP 07/004400 ESTÁ DE PÉ, EMITA A 2ª VIA"
    assert answer["fields"]["quantidade.1"] == "2"


def test_what_was_sent_names_every_block(terminal: HeadlessTerminal) -> None:
    admission = {"ta": "6", "qtde_diarias": "3", "data_prevista": "20/05/2007", "crm": "SP000000"}
    service = {"servico.1": "90010011", "quantidade.1": "1"}
    terminal.step("MDAP", COURT_ORDER | service | admission, "ALT 8")
    answer = terminal.step("MDAP", {"medico": "DR EXEMPLO", "diagnostico": "APENDICITE"} | ILL, "F9")
    assert answer["fields"]["bloqueios.1"] == "480 481 493  (F1 DIZ TUDO)"


def test_what_was_concluded_is_not_sent(terminal: HeadlessTerminal) -> None:
    terminal.step("MDAP", COURT_ORDER | {"identificacao": AURORA}, "ALT 5")
    assert "NADA A ENCAMINHAR" in text(terminal.step("MDAP", {}, "F9"))


# LIBE


@pytest.mark.rule("AP-097")
def test_a_supervisor_decides_at_another_terminal(terminal: HeadlessTerminal, sign_on: SignOn) -> None:
    terminal.go("MDAP")
    terminal.press(Key.ALT8)
    terminal.fill({"justificativa.1": "LIMINAR 0001/2007 CONFERIDA"})
    terminal.press(Key.ALT7)
    send(terminal)
    supervisor = sign_on("A100004")
    assert supervisor.screenful.message.text == "1 PEDIDO ESPERA SUA DECISÃO: LIBE"
    supervisor.go("LIBE")
    hold(supervisor, "LIBE-LISTA")
    answer = supervisor.step("LIBE", {"s.1": "S"}, "ENTER")
    assert answer["cursor"] == "decisao"
    assert answer["decision"]["codes"] == ["493"]
    hold(supervisor, "LIBE-PEDIDO")
    answer = supervisor.step("LIBE", {"decisao": "L"}, "ALT 5")
    assert text(answer) == "PEDIDO 1 LIBERADO: SENHA 07/004402"
    assert text(supervisor.step("LIBE", {}, "ENTER")) == "NADA ESPERA SUA DECISÃO"


@pytest.mark.rule("AP-113", "AP-114")
def test_a_consultant_refuses_a_line_with_its_code(desk: Desk, sign_on: SignOn) -> None:
    sent(desk, too_many())
    consultant = sign_on("A100003")
    opened(consultant, "LIBE")
    answer = consultant.step("LIBE", {"decisao": "N"}, "ALT 5")
    assert (answer["message"]["code"], answer["cursor"]) == ("040", "lib_neg.1")
    answer = consultant.step("LIBE", {"lib_neg.1": "999"}, "ALT 5")
    assert answer["cursor"] == "lib_neg.1"
    answer = consultant.step("LIBE", {"lib_neg.1": "831", "texto": "SEM JUSTIFICATIVA CLÍNICA"}, "ALT 5")
    assert text(answer) == "PEDIDO 1 NEGADO: SENHA 07/004402"


@pytest.mark.parametrize(
    ("values", "says", "cursor"),
    [
        ({}, "INFORME A DECISÃO", "decisao"),
        ({"decisao": "X"}, "DECISÃO: L, N, I, M OU D", "decisao"),
        ({"decisao": "D"}, "DIGA POR QUE DEVOLVE", "texto.1"),
        ({"decisao": "M"}, "DIGA O QUE FALTA", "texto.1"),
        ({"decisao": "I", "destino": "Z", "texto": "LAUDO"}, "SIC AO SEGURADO", "destino"),
    ],
)
def test_a_decision_that_lacks_something_stays_on_its_field(
    desk: Desk, sign_on: SignOn, values: dict[str, str], says: str, cursor: str
) -> None:
    sent(desk)
    supervisor = sign_on("A100004")
    opened(supervisor, "LIBE")
    answer = supervisor.step("LIBE", values, "ALT 5")
    assert says in text(answer)
    assert answer["cursor"] == cursor


@pytest.mark.rule("AP-113")
def test_an_attendant_of_cap_decides_but_does_not_refuse(desk: Desk, sign_on: SignOn) -> None:
    sent(desk, routed_form(desk, DECLARED, "90030012"))
    attendant = sign_on("A100008")
    opened(attendant, "LIBE")
    answer = attendant.step("LIBE", {"decisao": "N", "lib_neg.1": "831"}, "ALT 5")
    assert (answer["message"]["code"], answer["cursor"]) == ("041", "lib_neg.1")
    assert text(answer) == "SÓ CONSULTOR OU SUPERVISÃO NEGA: DEIXE O PEDIDO A QUEM PODE"


def test_leaving_a_case_with_something_typed_takes_two_keys(desk: Desk, sign_on: SignOn) -> None:
    sent(desk)
    supervisor = sign_on("A100004")
    opened(supervisor, "LIBE")
    typed = {"decisao": "N", "texto": "LIMINAR CONFERIDA", "lib_neg.1": "831"}
    answer = supervisor.step("LIBE", typed, "ENTER")
    assert answer["fields"]["lib_neg.1"] == "831", "read anew, what is typed stays"
    answer = supervisor.step("LIBE", {}, "ALT 7")
    assert text(answer).startswith("DIGITADO E NÃO DECIDIDO: ALT 7 DE NOVO")
    assert (answer["fields"]["texto.1"], answer["fields"]["lib_neg.1"]) == ("LIMINAR CONFERIDA", "831")
    assert supervisor.screenful.panel.name == "LIBEM02"
    supervisor.press(Key.ALT7)
    assert supervisor.screenful.panel.name == "LIBEM01"


def test_what_is_said_takes_two_rows(desk: Desk, sign_on: SignOn) -> None:
    said = "TRAZER O LAUDO DO EXAME ANTERIOR, COM DATA E ASSINATURA DO MÉDICO, E O RESULTADO DA BIÓPSIA SE HOUVER"
    sent(desk)
    supervisor = sign_on("A100004")
    opened(supervisor, "LIBE")
    supervisor.step("LIBE", {"decisao": "M", "texto.1": said[:71], "texto.2": said[71:]}, "ALT 5")
    assert details_of(open_file(desk, ATTENDANT, 1).row.referral)["asked_more"] == said


def test_who_may_not_decide_sees_nothing_to_decide(desk: Desk, sign_on: SignOn) -> None:
    sent(desk, actor=SUPERVISOR)
    supervisor = sign_on("A100004")
    assert "ESPERA SUA DECISÃO" not in supervisor.screenful.message.text
    supervisor.go("LIBE")
    assert supervisor.screenful.message.text == "NADA ESPERA SUA DECISÃO"


def test_the_second_to_decide_is_told(desk: Desk, sign_on: SignOn) -> None:
    sent(desk)
    supervisor = sign_on("A100004")
    opened(supervisor, "LIBE")
    decide(desk, SUPERVISOR, 1, RELEASE, version=1)
    answer = supervisor.step("LIBE", {"decisao": "L"}, "ALT 5")
    assert text(answer) == "PEDIDO 1 JÁ FOI DECIDIDO POR A100004 - ENTER RELÊ"


def test_five_services_take_two_pages_and_keep_their_codes(desk: Desk, sign_on: SignOn) -> None:
    codes = ("90020017", "90030012", "90030020", "90040018", "28060601")
    lines = tuple(FormLine(n, code, 5 if n == 1 else 1) for n, code in enumerate(codes, start=1))
    sent(desk, too_many().__class__(**_fields(too_many()) | {"lines": lines}))
    consultant = sign_on("A100003")
    opened(consultant, "LIBE")
    answer = consultant.step("LIBE", {"lib_neg.2": "831", "decisao": "L", "texto": "PARCIAL"}, "F8")
    assert answer["lines"][-1]["servico"] == "28060601"
    answer = consultant.step("LIBE", {"lib_neg.2": "831"}, "ALT 5")
    assert text(answer) == "PEDIDO 1 LIBERADO: SENHA 07/004402"
    from desk.domain.authorization.service import list_authorizations

    rows = list_authorizations(desk, ATTENDANT, number="07/004402").rows
    assert [row.line.refusal_code for row in rows] == ["", "831", "", "", "831"]


def _fields(form: Any) -> dict[str, Any]:
    return {name: getattr(form, name) for name in form.__slots__}


def test_a_release_without_a_word_asks_for_it_where_it_is_typed(desk: Desk, sign_on: SignOn) -> None:
    sent(desk, blocked_form(justification=""))
    supervisor = sign_on("A100004")
    opened(supervisor, "LIBE")
    answer = supervisor.step("LIBE", {"decisao": "L"}, "ALT 5")
    assert (text(answer), answer["cursor"]) == ("DIGA NO TEXTO POR QUE LIBERA", "texto.1")
    answer = supervisor.step("LIBE", {"texto": "LIMINAR 0001/2007"}, "ALT 5")
    assert text(answer) == "PEDIDO 1 LIBERADO: SENHA 07/004402"


@pytest.mark.rule("AP-089")
def test_what_was_authorized_meanwhile_is_said_in_full(desk: Desk, sign_on: SignOn) -> None:
    sent(desk, too_many())
    number = conclude(desk, ATTENDANT, a_form(procedure="90020017"), submission="b").number
    consultant = sign_on("A100003")
    opened(consultant, "LIBE")
    answer = consultant.step("LIBE", {"decisao": "L", "texto": "CONFERIDO"}, "ALT 5")
    assert text(answer) == f"819 NÃO VALE: A AP {number} ESTÁ DE PÉ, EMITA A 2ª VIA"


# FILA


@pytest.mark.rule("AP-103", "AP-027")
def test_the_queue_counts_down_and_charges_what_is_late(desk: Desk, sign_on: SignOn, clock: FixedClock) -> None:
    sent(desk, blocked_form())
    sent(desk, routed_form(desk), key="b")
    attendant = sign_on()
    clock.moment += timedelta(minutes=40)
    attendant.go("FILA")
    lines = attendant.as_dict()["lines"]
    assert [(line["pedido"], line["prazo"]) for line in lines] == [("2", "FALTA 1H20"), ("1", "SEM PRAZO")]
    clock.moment += timedelta(minutes=90)
    answer = attendant.step("FILA", {}, "ENTER")
    assert answer["lines"][0]["prazo"] == "VENCIDO 0H10"
    assert text(answer) == "1 COM PRAZO VENCIDO: ABRA E COBRE (ALT 9); 2 EM ABERTO"
    assert attendant.rows()[5][1] == "*", "it stands out without colour"
    hold(attendant, "FILA-VENCIDO")
    attendant.step("FILA", {"s.1": "S"}, "ENTER")
    answer = attendant.step("FILA", {}, "ALT 9")
    assert text(answer).startswith("PEDIDO 2 COBRADO (1ª): cobranca-2-1")
    hold(attendant, "FILA-PEDIDO")
    answer = attendant.step("FILA", {}, "ALT 9")
    assert "SUPERVISÃO AVISADA" in text(answer)
    assert answer["fields"]["cobrancas"] == "2"


def test_the_queue_is_filtered(desk: Desk, terminal: HeadlessTerminal) -> None:
    sent(desk, blocked_form())
    sent(desk, routed_form(desk), key="b")
    terminal.go("FILA")
    answer = terminal.step("FILA", {"filtro": "joana"}, "ENTER")
    assert [line["pedido"] for line in answer["lines"]] == ["1"]
    answer = terminal.step("FILA", {"filtro": "cap"}, "ENTER")
    assert [line["pedido"] for line in answer["lines"]] == ["2"]


def test_more_is_answered_in_the_queue(desk: Desk, terminal: HeadlessTerminal) -> None:
    sent(desk, too_many())
    decide(desk, CONSULTANT, 1, Opinion(Verdict.MORE, "DATA DO EXAME ANTERIOR?"), version=1)
    answer = opened(terminal, "FILA")
    assert "PEDEM: DATA DO EXAME ANTERIOR?" in terminal.text()
    assert answer["cursor"] == "texto.1"
    assert text(terminal.step("FILA", {}, "ALT 5")) == "ESCREVA A RESPOSTA AO QUE FOI PEDIDO"
    answer = terminal.step("FILA", {"texto.1": "10/05/2007"}, "ALT 5")
    assert text(answer) == "PEDIDO 1: RESPOSTA ENVIADA"
    assert answer["fields"]["situacao"] == "AGUARDA"


def test_a_long_question_says_where_the_rest_of_it_is(desk: Desk, terminal: HeadlessTerminal) -> None:
    sent(desk, too_many())
    decide(desk, CONSULTANT, 1, Opinion(Verdict.MORE, "FALTA O LAUDO " * 15), version=1)
    answer = opened(terminal, "FILA")
    assert answer["fields"]["resposta.2"].endswith(" ... (F1)")
    terminal.press(Key.F1)
    assert "FALTA O LAUDO" in terminal.text()


def test_an_answer_typed_over_the_end_of_a_row_is_one_text(desk: Desk, terminal: HeadlessTerminal) -> None:
    sent(desk, too_many())
    decide(desk, CONSULTANT, 1, Opinion(Verdict.MORE, "DATA?"), version=1)
    opened(terminal, "FILA")
    said = "O EXAME ANTERIOR FOI FEITO EM OUTRA CIDADE E O LAUDO SERÁ TRAZIDO AMANHÃ CEDO PELA SEGURADA"
    terminal.step("FILA", {"texto.1": said[:75], "texto.2": said[75:]}, "ALT 5")
    assert any(event.text == said for event in open_file(desk, ATTENDANT, 1).events)


def test_withdrawing_takes_two_keys(desk: Desk, terminal: HeadlessTerminal) -> None:
    sent(desk)
    opened(terminal, "FILA")
    assert text(terminal.step("FILA", {}, "ALT 6")) == "ALT 6 DE NOVO RETIRA O PEDIDO 1"
    terminal.press(Key.ENTER)
    assert text(terminal.step("FILA", {}, "ALT 6")) == "ALT 6 DE NOVO RETIRA O PEDIDO 1", "another key forgets it"
    answer = terminal.step("FILA", {}, "ALT 6")
    assert text(answer) == "PEDIDO 1 RETIRADO"
    assert answer["fields"]["situacao"] == "RETIRADO"
    assert text(terminal.step("FILA", {}, "ALT 5")) == "PEDIDO 1 FOI RETIRADO POR QUEM PEDIU - ENTER RELÊ"


def test_the_queue_leads_to_the_senha(desk: Desk, terminal: HeadlessTerminal) -> None:
    sent(desk)
    decide(desk, SUPERVISOR, 1, RELEASE, version=1)
    opened(terminal, "FILA")
    terminal.press(Key.ALT10)
    assert terminal.code == "MDZ1"
    assert "07/004402" in terminal.text()


# the news


@pytest.mark.rule("AP-097")
def test_the_answer_comes_to_the_asker_wherever_he_is(desk: Desk, terminal: HeadlessTerminal) -> None:
    send(terminal)
    terminal.go("MCAA")
    decide(desk, SUPERVISOR, 1, Opinion(Verdict.RELEASE, "LIMINAR CONFERIDA"), version=1)
    answer = terminal.step("MCAA", {"identificacao": AURORA}, "ENTER")
    assert answer["message"]["text"] == "PEDIDO 1 LIBERADO: SENHA 07/004402 (FILA)"
    assert answer["message"]["kind"] == "ok"
    assert "AURORA EXEMPLO" in terminal.text()


def test_it_never_takes_the_place_of_a_refusal(desk: Desk, terminal: HeadlessTerminal) -> None:
    sent(desk)
    decide(desk, SUPERVISOR, 1, RELEASE, version=1)
    terminal.go("MDAP")
    answer = terminal.step("MDAP", COURT_ORDER, "ALT 5")
    assert answer["message"]["kind"] == "error"
    assert answer["message"]["text"].startswith("NÃO CONCLUÍDA: ")
    assert "PEDIDO 1 LIBERADO" not in answer["message"]["text"]
    terminal.press(Key.ALT8)
    assert terminal.screenful.message.text == "PEDIDO 1 LIBERADO: SENHA 07/004402 (FILA)"


def test_it_stays_until_it_was_read(desk: Desk, sign_on: SignOn) -> None:
    terminal = sign_on()
    sent(desk)
    decide(desk, SUPERVISOR, 1, RELEASE, version=1)
    host: Any = terminal._host
    terminal.go("MCAA")
    assert "PEDIDO 1 LIBERADO" in terminal.screenful.message.text
    terminal.go("MDAP")
    assert "PEDIDO 1 LIBERADO" in terminal.screenful.message.text, "no front has said that it showed it"
    host.painted()
    terminal.go("MCAA")
    assert "PEDIDO" not in terminal.screenful.message.text
    assert unseen(desk, ATTENDANT) == ()


def test_the_queue_itself_is_how_it_is_read(desk: Desk, terminal: HeadlessTerminal) -> None:
    sent(desk)
    decide(desk, SUPERVISOR, 1, RELEASE, version=1)
    terminal.go("FILA")
    assert "LIBERADO" in terminal.rows()[5]
    assert unseen(desk, ATTENDANT) == ()


def test_between_the_keys_it_comes_once_and_never_over_the_lock(desk: Desk, terminal: HeadlessTerminal) -> None:
    host: Any = terminal._host
    terminal.go("MCAA")
    assert host.news() is None, "nothing new, nothing to write"
    sent(desk)
    decide(desk, SUPERVISOR, 1, RELEASE, version=1)
    terminal.fill({"comando": "TRAVA"})
    terminal.press(Key.ENTER)
    assert "PEDIDO" not in terminal.text()
    assert host.news() is None
    terminal.step("SIGN", {"senha": "demo0001"}, "ENTER")
    terminal.fill({"identificacao": "99901"})
    bulletin = host.news()
    if bulletin is not None:
        terminal.keyboard.tell(bulletin.message)
        host.painted(bulletin)
    assert "PEDIDO 1 LIBERADO" in terminal.rows()[21]
    assert terminal.shown("identificacao").startswith("99901"), "what is typed stays"
    assert host.news() is None, "it is on the glass already"


def test_several_answers_come_one_after_the_other(desk: Desk, sign_on: SignOn) -> None:
    for key in "ab":
        sent(desk, key=key)
    decide(desk, SUPERVISOR, 1, RELEASE, version=1)
    decide(desk, SUPERVISOR, 2, Opinion(Verdict.DECLINE, "JÁ HÁ AP HOJE"), version=1)
    terminal = sign_on()
    host: Any = terminal._host
    assert terminal.screenful.message.text == "PEDIDO 1 LIBERADO: SENHA 07/004402 (FILA) +1"
    host.painted()
    terminal.go("MCAA")
    assert terminal.screenful.message.text == "PEDIDO 2 DEVOLVIDO (FILA): JÁ HÁ AP HOJE"
    assert terminal.screenful.message.severity == "warn"
