"""NUCLM05: the medical examination of a senha: asked for, placed, done, and by when it is answered."""

from desk.domain.kernel.clock import local_time
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.referral.expert import (
    MESSAGE,
    Expert,
    ExpertSheet,
    Phase,
    ask_expert,
    examined,
    expert_sheet,
    not_placed,
    place_expert,
)
from desk.domain.referral.model import ReferralState
from desk.domain.rulebook.catalogue import cite
from desk.screens import words
from desk.screens.nucl_maps import EXPERT
from desk.screens.prose import prose
from desk.screens.transaction import Context, Reply, info, ok

_PHASES = {
    Phase.PLACING: "PEDIDA: ENTRA OU NÃO EM 24 H",
    Phase.PLACED: "AUTORIZADA: O SEGURADO MARCA",
    Phase.EXAMINED: "FEITA: 5 DIAS ÚTEIS",
}
_TYPED = ("porque.1", "porque.2", "sem_pericia", "perito", "telefone", "endereco", "examinado_em")
_FIELDS = {"motivo": "porque.1", "senha": "porque.1"}


def show(context: Context) -> Reply:
    """The examination of the senha that is up."""
    sheet = expert_sheet(context.desk, context.actor, str(context.frame.state["senha"]))
    if context.frame.state.get("expert_of") != sheet.authorization.number:
        context.frame.state["expert_of"] = sheet.authorization.number
        context.frame.values |= dict.fromkeys(_TYPED, "")
    if sheet.referral is not None:
        context.frame.state |= {"expert": sheet.referral.number, "expert_version": sheet.referral.version}
    if sheet.expert is not None:
        expert = sheet.expert
        context.frame.values |= {"perito": expert.name, "telefone": expert.telephone, "endereco": expert.address}
    return _shown(sheet)


def ask(context: Context) -> Reply:
    """ALT 5: ask for the examination."""
    with_reason = _reason(context)
    try:
        referral = ask_expert(context.desk, context.actor, str(context.frame.state["senha"]), with_reason)
    except DomainError as fault:
        fault.field = _FIELDS.get(fault.field, fault.field)
        raise
    reply = show(context)
    reply.message = ok(f"CASO {referral.number}: {MESSAGE}")
    reply.done = True
    return reply


def record(context: Context) -> Reply:
    """ALT 6: the phase that comes next: placed or not, then examined."""
    sheet = expert_sheet(context.desk, context.actor, str(context.frame.state["senha"]))
    if sheet.referral is None or sheet.phase is None:
        raise DomainError("PERÍCIA NÃO PEDIDA: ALT 5 PEDE", field="porque.1")
    form, version = context.form, int(context.frame.state.get("expert_version", 0))
    number = sheet.referral.number or 0
    try:
        if sheet.phase is Phase.PLACING and form.is_yes("sem_pericia"):
            not_placed(context.desk, context.actor, number, _reason(context), version=version)
            said = "SEM PERÍCIA: O PEDIDO VOLTOU A QUEM O FEZ"
        elif sheet.phase is Phase.PLACING:
            expert = Expert(form.text("perito"), form.text("telefone"), form.text("endereco"))
            place_expert(context.desk, context.actor, number, expert, version=version)
            said = "PERÍCIA AUTORIZADA; CARTA ESCRITA (CART IMPRIME)"
        elif sheet.phase is Phase.PLACED:
            on = form.need_day("examinado_em", "O DIA DA PERÍCIA")
            examined(context.desk, context.actor, number, on, version=version)
            said = "PERÍCIA FEITA: O PRAZO DA RESPOSTA CORRE"
        else:
            raise DomainError("PERÍCIA FEITA: QUEM DECIDE O PEDIDO É A FILA (LIBE)")
    except DomainError as fault:
        fault.field = _FIELDS.get(fault.field, fault.field)
        raise
    reply = show(context)
    reply.message = ok(said)
    reply.done = True
    return reply


def _reason(context: Context) -> str:
    return prose(context.frame.values, EXPERT, "porque")


def _shown(sheet: ExpertSheet) -> Reply:
    referral = sheet.referral
    values = {
        "senha_p": sheet.authorization.number,
        "identificacao_p": words.identification(sheet.member.member_number),
        "segurado_p": sheet.member.name,
        "fase": "NÃO PEDIDA",
        "autorizacao": sheet.senha,
    }
    if referral is not None and sheet.phase is not None:
        closed = referral.state in {ReferralState.ANSWERED, ReferralState.WITHDRAWN}
        values |= {
            "caso": str(referral.number),
            "fase": "ENCERRADA" if closed else _PHASES[sheet.phase],
            "ate": f"{local_time(referral.due_at):%d/%m/%Y %H:%M}" if referral.due_at is not None else "",
            "examinado_em": words.day(sheet.examined_on),
        }
    says = _advice(sheet)
    values |= {f"aviso_p{n}": row for n, row in enumerate(words.rows_of(says, 78)[:2], start=1)}
    cursor = {Phase.PLACING: "perito", Phase.PLACED: "examinado_em"}.get(sheet.phase or Phase.EXAMINED, "porque.1")
    rule = "AP-141" if sheet.phase in {None, Phase.PLACING} else "AP-142"
    decision = Decision(Outcome.ROUTED, (cite(rule, says),))
    text = info("PERÍCIA: ALT 5 PEDE, ALT 6 REGISTRA")
    return Reply(text, values, panel=EXPERT.name, cursor=cursor, decision=decision)


def _advice(sheet: ExpertSheet) -> str:
    match sheet.phase:
        case None:
            return f"O SIC {MESSAGE} DÁ 24 HORAS PARA A AUTORIZAÇÃO DA PERÍCIA ENTRAR, OU NÃO"
        case Phase.PLACING:
            return "SEPIN: ENTRE COM PERITO, TELEFONE E ENDEREÇO, OU S EM SEM PERÍCIA, DENTRO DE 24 HORAS"
        case Phase.PLACED:
            return "O SEGURADO MARCA O EXAME E LEVA A CARTA, LAUDOS E EXAMES; SEM AP A SEGURADORA NÃO RESPONDE"
        case _:
            return "RESPOSTA AO SEGURADO EM ATÉ 5 DIAS ÚTEIS DEPOIS DA PERÍCIA: LIBERAÇÃO OU NEGATIVA"
