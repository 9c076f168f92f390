"""NUCL: a refusal of the review routine at the counter: what to say, the steps, the form, the list of the day."""

import uuid

from desk.domain.authorization.review_rules import Stand
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.referral.model import ReferralState
from desk.domain.referral.review import ReviewSheet, review_sheet, send_review
from desk.domain.referral.review_day import print_review
from desk.domain.rulebook.routines import review_motives
from desk.screens import nucl_day, nucl_expert, words
from desk.screens.nucl_form import on_its_field, panel_of, read_review, typed_values
from desk.screens.nucl_maps import COUNTER, DAY, EXPERT, PANELS, SAID, SERVICES, STEPS, WHAT, WHO, WIDTH
from desk.screens.printing import carried_number
from desk.screens.transaction import Context, Reply, Transaction, error, info, ok, page_keys, warn, window
from desk.terminal.fields import Role
from desk.terminal.keyboard import COMMAND_FIELD
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

_FORM_PANELS = frozenset({WHO.name, WHAT.name})
_STATES = {
    ReferralState.WAITING: "ESPERA",
    ReferralState.MORE: "PEDE MAIS",
    ReferralState.ANSWERED: "RESPONDIDO",
    ReferralState.WITHDRAWN: "RETIRADO",
}


def open_(context: Context) -> Reply:
    """The senha in transit at once; else one is asked for."""
    carried = carried_number(context)
    if not carried:
        return Reply(info("INFORME A SENHA DA AP NEGADA E TECLE ENTER; F9 MOSTRA A LISTA DO DIA"))
    context.frame.values["senha"] = carried
    try:
        return look_up(context)
    except DomainError as fault:
        return Reply(warn(fault.text, fault.code), cursor="senha")


def look_up(context: Context) -> Reply:
    """ENTER: the refusal with its arguments and the step of the moment; on another map, that map again."""
    if context.frame.panel == DAY.name:
        return nucl_day.look_up(context)
    if context.frame.panel == EXPERT.name:
        return nucl_expert.show(context)
    if context.frame.panel in _FORM_PANELS:
        return _form_page(context, context.frame.panel)
    context.frame.state["said"] = 0
    return _counter(context)


def turn(context: Context, pages: int) -> Reply:
    """F7 and F8: more to say, the other page of the form, another page of the list."""
    if context.frame.panel == DAY.name:
        return nucl_day.turn(context, pages)
    if context.frame.panel in _FORM_PANELS:
        return _form_page(context, WHAT.name if pages > 0 else WHO.name)
    if context.frame.panel == EXPERT.name:
        raise DomainError("A PERÍCIA TEM UMA SÓ PÁGINA")
    context.frame.state["said"] = int(context.frame.state.get("said", 0)) + pages
    return _counter(context)


def back(context: Context) -> Reply:
    """ALT 7: to the refusal."""
    return _counter(context)


def open_form(context: Context) -> Reply:
    """ALT 8: the form, filled in with what is known."""
    _known_senha(context)
    return _form_page(context, WHO.name)


def submit(context: Context) -> Reply:
    """ALT 5: register the form; on the examination map, ask for one."""
    if context.frame.panel == EXPERT.name:
        return nucl_expert.ask(context)
    if context.frame.panel not in _FORM_PANELS:
        raise DomainError("ALT 5 REGISTRA O FORMULÁRIO (ALT 8) OU PEDE A PERÍCIA (ALT 10)")
    state = context.frame.state
    try:
        with on_its_field():
            form = read_review(context, state["draft"])
            referral = send_review(
                context.desk, context.actor, state["senha"], form, submission=state["submission"]
            )
    except DomainError as fault:
        panel = panel_of(fault.field)
        if not panel or panel == context.frame.panel:
            raise
        reply = _form_page(context, panel)
        reply.message, reply.cursor = error(fault.text, fault.code), fault.field
        reply.roles = {fault.field: Role.ERROR}
        return reply
    state["case"] = referral.number
    waiting = referral.state == ReferralState.WAITING
    where = "ENCAMINHADO AO NÚCLEO" if waiting else referral.answer_text.partition(":")[0]
    reply = _form_page(context, context.frame.panel)
    reply.message = ok(f"CASO {referral.number}: {where} - IMPR IMPRIME")
    reply.done = True
    return reply


def commit(context: Context) -> Reply:
    """ALT 6: the next phase of the examination."""
    if context.frame.panel != EXPERT.name:
        raise DomainError("ALT 6 REGISTRA A FASE DA PERÍCIA (ALT 10)")
    return nucl_expert.record(context)


def expert(context: Context) -> Reply:
    """ALT 10: the examination of the senha."""
    _known_senha(context)
    return nucl_expert.show(context)


def day(context: Context) -> Reply:
    """F9: the attendances of the day."""
    return nucl_day.open_day(context)


def impr(context: Context) -> Reply:
    """IMPR: the list of the day; or the form as it was registered."""
    if context.frame.panel == DAY.name:
        return nucl_day.impr(context)
    if context.frame.panel == EXPERT.name:
        raise DomainError("A CARTA DA PERÍCIA SE IMPRIME EM CART", field=COMMAND_FIELD)
    case = context.frame.state.get("case")
    if not case:
        raise DomainError("REGISTRE O FORMULÁRIO (ALT 5) ANTES DE IMPRIMIR")
    printout = print_review(context.desk, context.actor, int(case))
    reply = _form_page(context, context.frame.panel) if context.frame.panel in _FORM_PANELS else _counter(context)
    reply.message = ok(f"IMPRESSO: {printout.file}")
    return reply


def _known_senha(context: Context) -> str:
    """The senha that is up. Raises DomainError before one was looked up."""
    typed = context.form.authorization_number("senha")
    if not typed:
        raise DomainError("INFORME A SENHA E TECLE ENTER", field="senha")
    if context.frame.state.get("senha") != typed:
        _counter(context)
    return typed


def _counter(context: Context) -> Reply:
    form, state = context.form, context.frame.state
    number = form.authorization_number("senha")
    if not number:
        raise DomainError("INFORME A SENHA", field="senha")
    if state.get("senha") != number:
        context.frame.values |= dict.fromkeys({"posicao", "laudo_novo"} - context.changed, "")
    stand = form.text("posicao") or Stand.LISTENS
    if stand not in set(Stand):
        raise DomainError("1 ACEITA, 2 NÃO QUER LIGAR, 3 NÃO ESPERA", field="posicao")
    if form.text("laudo_novo") not in {"", "S", "N"}:
        raise DomainError("LAUDO NOVO: S OU N", field="laudo_novo")
    sheet = review_sheet(context.desk, context.actor, number, Stand(stand), new_report=form.is_yes("laudo_novo"))
    context.conversation.authorization_number = number
    context.conversation.identification = sheet.member.member_number
    if state.get("senha") != number:
        state |= {"senha": number, "submission": uuid.uuid4().hex, "case": None, "said": 0}
        state["draft"] = dict(sheet.draft)
        context.frame.values |= typed_values(sheet.draft)
    return _shown(context, sheet)


def _shown(context: Context, sheet: ReviewSheet) -> Reply:
    state = context.frame.state
    said = [
        row
        for each in sheet.refused
        for argument in each.arguments
        for row in words.rows_of(argument.text.upper(), WIDTH)
    ]
    page, state["said"], which = window(tuple(said), int(state.get("said", 0)), SAID)
    values = {
        "senha": sheet.authorization.number,
        "identificacao": words.identification(sheet.member.member_number),
        "segurado": sheet.member.name,
        "situacao": sheet.authorization.status.upper(),
        "revisoes": _cases(sheet) or "NENHUMA",
    }
    for n, each in enumerate(sheet.refused[:SERVICES], start=1):
        values |= {
            f"servico.{n}": each.service.procedure.code,
            f"negativa.{n}": each.service.code,
            f"descricao.{n}": each.service.procedure.description,
            f"carta.{n}": each.letter.number if each.letter is not None else "",
            f"motivo.{n}": review_motives()[each.motive].label if each.motive else "FORA DA ROTINA",
        }
    values |= {f"dizer.{n}": row for n, row in enumerate(page, start=1)}
    if sheet.routine:
        values |= {f"passo.{n}": row for n, row in enumerate(_steps(sheet)[:STEPS], start=1)}
    reasons = [step.reason for step in sheet.steps if sheet.routine]
    reasons += [argument.reason() for each in sheet.refused for argument in each.arguments]
    decision = Decision(Outcome.REFUSED, tuple(reasons)) if reasons else None
    return Reply(_message(sheet), values, panel=COUNTER.name, page=which, cursor="posicao", decision=decision)


def _message(sheet: ReviewSheet) -> Message:
    number = sheet.authorization.number
    if sheet.routine:
        return ok("MOTIVO DA ROTINA: SIGA O PASSO MARCADO COM >")
    if sheet.refused:
        return warn("FORA DA ROTINA: ENTREGUE A CARTA E EXPLIQUE (AP-112)")
    return warn(f"A SENHA {number} NÃO TEM SERVIÇO NEGADO NEM 3º SIC DA ROTINA")


def _steps(sheet: ReviewSheet) -> list[str]:
    rows: list[str] = []
    for step in sheet.steps:
        first, *rest = words.rows_of(step.reason.says, WIDTH)
        rows += [f"{'>' if step.now else ' '}{first}", *(f"  {row}" for row in rest)]
    return rows


def _cases(sheet: ReviewSheet) -> str:
    return "; ".join(f"{case.number} {_STATES[ReferralState(case.state)]}" for case in sheet.cases)


def _form_page(context: Context, panel: str) -> Reply:
    draft = context.frame.state.get("draft", {})
    number = context.frame.state.get("senha", "")
    identification = words.identification(draft.get("member_number", ""))
    values = {
        "udas": draft.get("unit", ""),
        "funcionario": draft.get("employee", ""),
        "senha_f": number,
        "senha_g": number,
        "identificacao_f": identification,
        "identificacao_g": identification,
        "segurado_f": draft.get("member_name", ""),
        "segurado_g": draft.get("member_name", ""),
        "produto": draft.get("product", ""),
    }
    text = "PREENCHA TUDO; O QUE NÃO EXISTE SE ESCREVE NÃO TEM; ALT 5 REGISTRA"
    cursor = "telefone_udas" if panel == WHO.name else "pedidos"
    page = "1/2" if panel == WHO.name else "2/2"
    closed: frozenset[str] = frozenset()
    if context.frame.state.get("case"):
        text, cursor = "FORMULÁRIO REGISTRADO: IMPR IMPRIME, ALT 7 VOLTA", "comando"
        closed = frozenset(placed.name for each in (WHO, WHAT) for placed in each.inputs) - {"comando", "ident"}
    return Reply(info(text), values, panel=panel, page=page, cursor=cursor, protected=closed)


TRANSACTION = Transaction(
    code="NUCL",
    panels=PANELS,
    open=open_,
    keys={
        Key.ENTER: look_up,
        Key.ALT5: submit,
        Key.ALT6: commit,
        Key.ALT7: back,
        Key.ALT8: open_form,
        Key.ALT10: expert,
        Key.F9: day,
        Key.F12: impr,
        **page_keys(turn),
    },
    help=(
        "A ROTINA É SÓ DOS DEZ MOTIVOS, EM NEGATIVA OU 3º SIC (AP-123).",
        "1 ACEITA: LIGA À CAS 24H. 2 NÃO QUER LIGAR: FORMULÁRIO AO NÚCLEO. 3 NÃO ESPERA: TELEFONE.",
        "UDAS COM CONSULTOR: A RECLAMAÇÃO VAI A ELE, E ELE CONCLUI R, M OU S.",
        "PRÓ-ATIVO: A NEGATIVA QUE A CAP SUGERE PASSA AO NÚCLEO ANTES DE ENTRAR (FILA).",
        "F9: ATENDIMENTOS DO DIA, NO PAPEL OU EM PLANILHA. ALT 10: PERÍCIA.",
    ),
    subject=("senha",),
    writes=True,
)
