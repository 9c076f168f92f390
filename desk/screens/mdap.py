"""MDAP: granting a prior authorization: front, lines 5 to 8, and the verso."""

import uuid
from collections.abc import Callable
from dataclasses import replace

from desk.domain.authorization.confirmation import CONFIRMATION_MINUTES
from desk.domain.authorization.service import Conclusion, Examination, conclude, examine
from desk.domain.eligibility.member_card import MemberCard, member_card
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.reference import block_codes
from desk.screens import words
from desk.screens.concession_maps import MAPS, maps_of
from desk.screens.mdap_form import LINES_PER_PAGE, read_form
from desk.screens.mdap_history import history_rows, remember_attempt
from desk.screens.mdap_papers import check_papers, open_papers, print_papers, stopped_by_papers, turn_papers
from desk.screens.mdap_papers_form import read_papers
from desk.screens.mdap_send import already_sent, block_rows, send_form, senha_of_sent
from desk.screens.printing import impr_authorization
from desk.screens.transaction import Context, Reply, Transaction, error, info, ok, warn
from desk.terminal.fields import Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message


def open_(context: Context) -> Reply:
    """A fresh form: this operator, this unit, today, thirty days; and the person in transit."""
    context.frame.state = {"submission": uuid.uuid4().hex, "attempts": [], "shown": {}, "number": ""}
    today = context.station.clock.today()
    values = {
        "escritorio_regional": context.actor.unit_code,
        "matricula_do_atendente": context.actor.operator_number,
        "emissao": words.day(today),
        "autoriza": "S",
    }
    carried = context.conversation.identification
    if len(carried) == 16:
        values["identificacao"] = words.identification(carried)
        card = member_card(context.desk, context.actor, carried)
        context.frame.state["shown"] = _person(card)
    return Reply(
        info("INFORME TA E SERVIÇOS: ENTER CONFERE, ALT 5 CONCLUI"),
        {**values, **context.frame.state["shown"]},
        cursor="ta" if len(carried) == 16 else "",
        page="1/2",
    )


@rule("AP-057", "AP-066")
def check(context: Context) -> Reply:
    """ENTER: what the form would come to, nothing written."""
    if context.frame.state["number"]:
        return _concluded(context, context.frame.state["number"], "JÁ CONCLUÍDA")
    if context.frame.state.get("sent"):
        return already_sent(context)
    if context.frame.panel == maps_of(context).papers.name:
        return check_papers(context)
    if not context.frame.dirty:
        return open_(context)  # nothing was typed on it yet: come back to, it has no fault to show
    given = context.frame.memory.pop("confirmation", None)
    form, password = read_form(context)
    _know_person(context, form.member_number)
    examination = examine(
        context.desk,
        context.actor,
        form,
        responsible_password=password,
        confirmation=given,
    )
    return _answer(context, examination, "")


@rule("AP-056", "AP-064")
def submit(context: Context) -> Reply:
    """ALT 5: issue the authorization, or say what stands against it."""
    if context.frame.state["number"]:
        return _concluded(context, context.frame.state["number"], "JÁ CONCLUÍDA")
    if context.frame.state.get("sent"):
        return already_sent(context)
    given = context.frame.memory.pop("confirmation", None)
    form, password = read_form(context)
    _know_person(context, form.member_number)
    conclusion = conclude(
        context.desk,
        context.actor,
        form,
        submission=context.frame.state["submission"],
        responsible_password=password,
        confirmation=given,
    )
    return _answer(context, conclusion.examination, conclusion.number, conclusion)


def more_lines(context: Context) -> Reply:
    """F5 after S: lines 5 to 8 (AP-067)."""
    if context.frame.panel == maps_of(context).more.name:
        raise DomainError("ATÉ 8 SERVIÇOS EM UMA AP", field="s")
    if context.form.text("s") != "S":
        raise DomainError("DIGITE S EM MAIS SERVIÇOS E TECLE F5", field="s")
    return _turn(
        context, maps_of(context).more.name, info(f"LINHAS {LINES_PER_PAGE + 1} A {2 * LINES_PER_PAGE}"), "2/2"
    )


def front(context: Context) -> Reply:
    """ALT 7: back to the front."""
    return _turn(context, maps_of(context).front.name, info("CONCESSÃO: ENTER CONFERE, ALT 5 CONCLUI"), "1/2")


def verso(context: Context) -> Reply:
    """ALT 8: the verso, which the insured never sees (AP-057)."""
    state = context.frame.state
    how = "VERSO EM EDIÇÃO"
    if state["number"] or state.get("sent"):
        how = f"VERSO DA SENHA {state['number']}" if state["number"] else f"VERSO DO PEDIDO {state['sent']}"
    return _turn(context, maps_of(context).verso.name, info(f"{how} - NÃO VISÍVEL AO SEGURADO"), "1/1")


def scroll(pages: int) -> Callable[[Context], Reply]:
    """F7 and F8 on the verso: the history, older or newer."""

    def turn(context: Context) -> Reply:
        if context.frame.panel == maps_of(context).papers.name:
            return turn_papers(context, pages)
        if context.frame.panel != maps_of(context).verso.name:
            raise DomainError("F7/F8 ROLAM O HISTÓRICO NO VERSO (ALT 8)")
        context.frame.state["scrolled"] = int(context.frame.state.get("scrolled", 0)) - pages
        return verso(context)

    return turn


@rule("AP-104")
def print_form(context: Context) -> Reply:
    """IMPR: on the papers what is missing; after the senha the authorization, or what stands in its place."""
    if context.frame.panel == maps_of(context).papers.name:
        return print_papers(context)
    number = context.frame.state["number"] or senha_of_sent(context)
    if not number:
        raise DomainError("NADA A IMPRIMIR ANTES DA SENHA: ALT 5 CONCLUI")
    printed = impr_authorization(context, number)
    return replace(_concluded(context, number, ""), message=printed.message, decision=printed.decision)


def _turn(context: Context, panel: str, message: Message, page: str) -> Reply:
    read_papers(context)
    values = {**context.frame.state["shown"], **history_rows(context)}
    return Reply(message, values, panel=panel, page=page, protected=_closed(context))


def _know_person(context: Context, member_number: str) -> None:
    """Keep the name on the panel in step with the identification, even when the form is refused."""
    if member_number and context.conversation.identification != member_number:
        context.conversation.identification = member_number
    if context.frame.state["shown"].get("_member") != member_number:
        context.frame.state["shown"] = {}


def _person(card: MemberCard) -> dict[str, str]:
    life = card.life
    return {
        "_member": card.member.member_number,
        "segurado": card.member.name,
        "sexo": card.member.sex,
        "idade": f"{life.age}A",
        "produto": card.product.code,
        "plano": card.plan.code,
        "plano_nome": card.plan.name,
    }


def _answer(
    context: Context, examination: Examination, number: str, conclusion: Conclusion | None = None
) -> Reply:
    case, concession = examination.case, examination.concession
    shown = _person(case.card) if case.card is not None else {}
    for n in range(1, 2 * LINES_PER_PAGE + 1):
        line = next((line for line in case.form.lines if line.position == n), None)
        if line is not None:
            procedure = case.procedures.get(line.code)
            shown[f"descricao.{n}"] = procedure.description if procedure is not None else ""
            shown[f"bloqueio.{n}"] = " ".join(concession.codes_of(n))
    if case.provider is not None:
        shown["prestador_nome"] = case.provider.name
    codes = tuple(dict.fromkeys(block.code for block in concession.blocks))
    shown |= block_rows(codes)
    context.frame.state["shown"] = shown
    if number:
        return _concluded(context, number, "CONCLUÍDA", conclusion)
    remember_attempt(context, examination)
    if examination.confirmation is not None:
        context.frame.memory["confirmation"] = examination.confirmation
    stopped = stopped_by_papers(context, examination)
    if stopped is not None:
        return stopped
    message, cursor = _standing(examination)
    panel = (
        maps_of(context).holding(cursor)
        if cursor or context.frame.panel == maps_of(context).papers.name
        else context.frame.panel
    )
    values = {**shown, **history_rows(context), "emissao": words.day(case.form.issued_on)}
    values["validade"] = words.day(case.form.valid_until)
    if not context.form.text("validade"):
        context.frame.state["filled_validity"] = values["validade"]
    roles = {cursor: Role.ERROR} if cursor else {}
    return Reply(
        message,
        values,
        cursor=cursor,
        panel=panel,
        page=maps_of(context).page_of(panel),
        roles=roles,
        decision=concession.decision,
    )


def _standing(examination: Examination) -> tuple[Message, str]:
    """What to say of a form that was not issued, and the field to go to."""
    concession = examination.concession
    decision = concession.decision
    fault = concession.fault
    if fault is not None:
        solution = fault.solution or block_codes()[fault.code].solution
        text = fault.says if fault in concession.refusals else solution
        return error(f"NÃO CONCLUÍDA: {text}"[:69], fault.code), fault.field
    if decision.outcome is Outcome.BLOCKED:
        return error(decision.reasons[0].says[:72]), "servico.1"
    if decision.outcome is Outcome.ROUTED:
        route = decision.routes[0]
        promise = f", DIZER ATÉ {route.promise}" if route.promise else ""
        return warn(f"SEM BLOQUEIO, MAS VAI PARA {route.area}{promise}: F9 ENCAMINHA"[:72]), ""
    if examination.asked is not None:
        return warn(f"ALT 5 EMITE COM SIC: {examination.asked.questions}"[:72]), ""
    if examination.confirmation is not None:
        colleague, minutes = examination.case.form.responsible_number, CONFIRMATION_MINUTES
        return ok(f"SEM BLOQUEIO, {colleague} CONFIRMOU: ALT 5 CONCLUI, EM ATÉ {minutes} MINUTOS"), ""
    return ok("SEM BLOQUEIO - ALT 5 CONCLUI"), ""


def _concluded(context: Context, number: str, how: str, conclusion: Conclusion | None = None) -> Reply:
    state = context.frame.state
    state["number"] = number
    context.conversation.authorization_number = number
    if conclusion is not None and conclusion.examination.asked is not None:
        how = "CONCLUÍDA COM SIC (12009)"
    if conclusion is not None and conclusion.repeated:
        how = "JÁ CONCLUÍDA"
    values = {**state["shown"], "senha": number, **history_rows(context)}
    if conclusion is not None:
        form = conclusion.examination.case.form
        values |= {"emissao": words.day(form.issued_on), "validade": words.day(form.valid_until)}
    state["shown"] = {**state["shown"], "senha": number}
    return Reply(
        ok(f"{how} - SENHA {number}. OUTRA AP: DIGITE {context.frame.code}"),
        values,
        panel=maps_of(context).front.name,
        page="1/2",
        cursor="comando",
        protected=_closed(context),
        decision=conclusion.examination.concession.decision if conclusion is not None else None,
        notes=_DELIVERY if conclusion is not None else (),
        done=True,
    )


_DELIVERY = (
    "AO ENTREGAR A AP (AP-104), EXPLIQUE: VALE 30 DIAS; SÓ NA REDE REFERENCIADA;",
    "LIBERAÇÕES PARCIAIS E DIFERENÇAS DO PEDIDO MÉDICO.",
    "",
)


def _closed(context: Context) -> frozenset[str]:
    """After the senha is given the form does not change any more; only another panel changes it."""
    if not (context.frame.state["number"] or context.frame.state.get("sent")):
        return frozenset()
    return maps_of(context).closed


KEYS = {
    Key.ENTER: check,
    Key.ALT5: submit,
    Key.ALT7: front,
    Key.ALT8: verso,
    Key.ALT10: open_papers,
    Key.F5: more_lines,
    Key.F7: scroll(-1),
    Key.F8: scroll(1),
    Key.F9: send_form,
    Key.F12: print_form,
}
HELP = (
    "ENTER CONFERE SEM GRAVAR. ALT 5 CONCLUI E DÁ A SENHA. ALT 8 VERSO, ALT 7 FRENTE.",
    "ALT 10 PAPÉIS E CIRCUNSTÂNCIAS: O QUE PEDIR, O QUE DEVE DIZER, O QUE FALTA; IMPR DÁ A LISTA.",
    "F9 ENCAMINHA A QUEM LIBERA OU À ÁREA; A RESPOSTA CHEGA À LINHA MSG E EM FILA.",
    "819: SUA MATRÍCULA EM MATR.RESP.LIB E A JUSTIFICATIVA NO VERSO; SÓ DENTRO DA ALÇADA.",
    "LIB: 434 DENTRO DO PRAZO DE ATRASO; 493 COM MATRÍCULA E SENHA DA SUPERVISÃO.",
    "491, 492, 494 E 499 SÓ O CONSULTOR: MATRÍCULA E SENHA DELE, SEM CÓDIGO.",
    "12009 COMO SERVIÇO, POR QUEM AUTORIZA: EMITE COM SIC; A MENSAGEM DIZ O QUE FALTA.",
    "F1 DEPOIS DE UM BLOQUEIO DIZ A REGRA, OS VALORES E A FONTE.",
)

TRANSACTION = Transaction(code="MDAP", panels=MAPS["MDAP"].all, open=open_, keys=KEYS, help=HELP, writes=True)
