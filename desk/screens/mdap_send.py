"""F9 on MDAP: the form goes to whoever decides it, and MDAP shows from then on what comes of it."""

from datetime import datetime

from desk.domain.kernel.clock import local_time
from desk.domain.kernel.errors import DomainError
from desk.domain.referral.model import Referral, ReferralState
from desk.domain.referral.queue import CaseFile, open_file, state_in_words
from desk.domain.referral.service import PAPERS_FIELD, details_of, send
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.reference import block_codes
from desk.screens import referral_words, words
from desk.screens.concession_maps import maps_of
from desk.screens.mdap_form import read_form
from desk.screens.mdap_papers import papers_to_answer
from desk.screens.transaction import Context, Reply, info, ok, warn
from desk.terminal.protocol import Message

BLOCK_ROWS = 2


@rule("AP-022", "AP-028", "AP-029")
def send_form(context: Context) -> Reply:
    """Send the form as typed; it is done then, and closed."""
    state = context.frame.state
    if state["number"]:
        raise DomainError(f"JÁ CONCLUÍDA COM A SENHA {state['number']}: NADA A ENCAMINHAR")
    if state.get("sent"):
        return already_sent(context)
    form, _ = read_form(context)
    context.conversation.identification = form.member_number
    try:
        referral = send(context.desk, context.actor, form, submission=state["submission"])
    except DomainError as fault:
        if fault.field != PAPERS_FIELD:
            raise
        return papers_to_answer(context, fault.text)
    state["sent"] = referral.number
    moment = f"{local_time(context.station.clock.now()):%d/%m/%Y %H:%M}"
    entry = (
        f"{moment} {context.actor.operator_number} PEDIDO {referral.number} PARA {referral_words.area(referral)}"
    )
    state["attempts"].append(entry)
    file = open_file(context.desk, context.actor, referral.number or 0)
    state["shown"] = state["shown"] | _named(file)
    values = {"emissao": words.day(form.issued_on), "validade": words.day(form.valid_until)}
    return _shown(context, ok(_sent_in_words(referral)), values, _told(referral))


def already_sent(context: Context) -> Reply:
    """What has become of the form since it was sent."""
    file = open_file(context.desk, context.actor, int(context.frame.state["sent"]))
    referral = file.row.referral
    text = f"PEDIDO {referral.number} {state_in_words(referral)}"
    senha = referral.authorization_number or ""
    if referral.state == ReferralState.ANSWERED:
        context.conversation.authorization_number = senha or context.conversation.authorization_number
        tail = f": SENHA {senha}" if senha else f": {referral.answer_text}"
        return _shown(context, ok(f"{text}{tail}. OUTRA AP: DIGITE {context.frame.code}"[:73]), {"senha": senha})
    if referral.state == ReferralState.MORE:
        return _shown(context, warn(f"{text}: RESPONDA EM FILA"), {})
    return _shown(context, info(f"{text} ({referral_words.area(referral)}): ACOMPANHE EM FILA"), {})


def senha_of_sent(context: Context) -> str:
    """The senha a form that was sent has become; empty for one not decided yet, or never sent."""
    sent = context.frame.state.get("sent")
    if not sent:
        return ""
    return open_file(context.desk, context.actor, int(sent)).row.referral.authorization_number or ""


def _sent_in_words(referral: Referral) -> str:
    text = f"PEDIDO {referral.number} PARA {referral_words.area(referral)}"
    if referral.due_at is not None:
        text += f", RESPOSTA ATÉ {_until(referral.due_at, referral.asked_at)}"
    if referral.promised_at is not None:
        text += f", DIZER ATÉ {_until(referral.promised_at, referral.asked_at)}"
    problem = details_of(referral).get("problem", "")
    return (f"{text}; SEM PRAZO: {problem}" if problem else f"{text} (FILA)")[:73]


def _named(file: CaseFile) -> dict[str, str]:
    """The names beside the codes, and the blocks of each line, as they were when it was sent."""
    assert file.case is not None
    assert file.concession is not None
    card = file.card
    found = {
        "segurado": card.member.name,
        "sexo": card.member.sex,
        "idade": f"{card.life.age}A",
        "produto": card.product.code,
        "plano": card.plan.code,
        "plano_nome": card.plan.name,
        "prestador_nome": file.case.provider.name if file.case.provider is not None else "",
    }
    for line in file.case.form.lines:
        procedure = file.case.procedures.get(line.code)
        found[f"descricao.{line.position}"] = procedure.description if procedure is not None else ""
        found[f"bloqueio.{line.position}"] = " ".join(file.concession.codes_of(line.position))
    return found | block_rows(tuple(code for code in file.row.referral.codes.split("|") if code))


def block_rows(codes: tuple[str, ...]) -> dict[str, str]:
    """The blocks in words: one a row, and when there are more than rows, all their codes first."""
    labels = [f"{code} {block_codes()[code].label}" for code in codes]
    if len(labels) > BLOCK_ROWS:
        labels = [" ".join(codes) + "  (F1 DIZ TUDO)", *labels[: BLOCK_ROWS - 1]]
    return {f"bloqueios.{n}": text for n, text in enumerate(labels, start=1)}


def _until(moment: datetime, asked: datetime) -> str:
    there, here = local_time(moment), local_time(asked)
    return f"{there:%H:%M}" if there.date() == here.date() else f"{there:%d/%m %H:%M}"


def _told(referral: Referral) -> tuple[str, ...]:
    """What to say to the insured who does not wait, and the terms behind the dates."""
    lines = [f"{reason['rule']} {reason['says']}" for reason in details_of(referral)["clock"]]
    lines += [
        "A RESPOSTA SAI AQUI E EM FILA: O ATENDENTE NÃO RESPONDE AO SEGURADO POR FAX NEM TELEFONE (AP-028).",
        "QUEM NÃO ESPERA LIGA À CAS 24H ANTES DE VOLTAR; ELA CONFIRMA E ENVIA A AP POR FAX (AP-029).",
        "",
    ]
    return tuple(lines)


def _shown(context: Context, message: Message, values: dict[str, str], notes: tuple[str, ...] = ()) -> Reply:
    return Reply(
        message,
        {**context.frame.state["shown"], **values},
        panel=maps_of(context).front.name,
        page="1/2",
        cursor="comando",
        protected=maps_of(context).closed,
        notes=notes,
        done=True,
    )
