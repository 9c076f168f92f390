"""Deciding a case that was sent: by whoever may, never by who asked, and once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlmodel import Session

from desk.domain.access.model import Operator, Role, ServiceUnit
from desk.domain.authorization import ledger
from desk.domain.authorization.case import Case, ConcessionForm
from desk.domain.authorization.delivery import write_due_letters
from desk.domain.authorization.facts import gather
from desk.domain.authorization.information import Asked, open_information
from desk.domain.authorization.lifecycle import INFORMATION, PENDING, REFUSED, Act
from desk.domain.authorization.model import Authorization, Submission
from desk.domain.authorization.refusals import RefusedLine, refuse_with_letters
from desk.domain.authorization.review_rules import REVIEW_CENTRE
from desk.domain.authorization.rules import Concession, check_fields
from desk.domain.authorization.rules import decide as decide_form
from desk.domain.authorization.service import issue
from desk.domain.authorization.upkeep import settle
from desk.domain.catalogue.service import procedures_by_code
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.place import CAP
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.text import sanitise
from desk.domain.referral.areas import Decider, area_of_route, needed_code, require_decider
from desk.domain.referral.forms import form_from, issued_today, with_refusals
from desk.domain.referral.model import Referral, ReferralAnswer, ReferralState
from desk.domain.referral.review import suggest_refusal, suggested_codes
from desk.domain.referral.service import TEXT_LENGTH, closed_as, details_of, keep_details, log, take
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.reference import block_codes

_FIELD, _TEXT = "decisao", "texto"
_SAID_LENGTH = 69
"""Of the message row, what a code and a blank leave."""
_JUSTIFICATION, _REFUSAL = "justificativa.", "lib_neg."


class Verdict(StrEnum):
    """What whoever decides does with a case; the value is what is typed."""

    RELEASE = "L"
    REFUSE = "N"
    INFORMATION = "I"
    MORE = "M"
    DECLINE = "D"


@dataclass(frozen=True, slots=True)
class Opinion:
    """A verdict with its words, and the refusal code of each line refused, by its position."""

    verdict: Verdict
    text: str = ""
    refusals: Mapping[int, str] | None = None
    addressee: str = "insured"

    def said(self) -> str:
        """The words, safe and of their length."""
        return sanitise(self.text).strip()[:TEXT_LENGTH]


@dataclass(frozen=True, slots=True)
class _Sitting:
    """One case being decided: the transaction, who decides, for whom."""

    session: Session
    desk: Desk
    actor: Actor
    decider: Decider
    asker: Actor
    referral: Referral
    opinion: Opinion


@rule("AP-025", "AP-069", "AP-098", "AP-102", "AP-113")
def decide(desk: Desk, actor: Actor, number: int, opinion: Opinion, *, version: int) -> Referral:
    """Decide a case; whatever comes of it lands in one transaction, or nothing does.

    Released, the form is decided again on the authority of whoever decides and issued at once; refused, it is
    issued as refused with its letters. Raises ForbiddenError for whoever may not, StaleError when somebody was
    quicker, DomainError on the field at fault, with the code, where the form is still blocked.
    """
    with desk.store.writing() as session:
        referral = take(session, number, version)
        decider = decider_of(session, actor)
        require_decider(
            decider,
            area=referral.area,
            unit_code=referral.unit_code,
            asked_by=referral.asked_by,
            kinds=kinds_of(session, referral),
        )
        if referral.state != ReferralState.WAITING:
            raise DomainError(f"O PEDIDO {number} ESPERA A RESPOSTA DE {referral.asked_by}", field=_FIELD)
        sitting = _Sitting(session, desk, actor, decider, asker_of(session, referral, actor), referral, opinion)
        match opinion.verdict:
            case Verdict.MORE:
                _ask_more(sitting)
            case Verdict.DECLINE:
                said = _needed(opinion, "DIGA POR QUE DEVOLVE")
                closed_as(desk, actor, referral, ReferralAnswer.DECLINED, said)
                log(session, desk, actor, referral, "decline", said)
            case _ if referral.form:
                _on_form(sitting)
            case _:
                _on_authorization(sitting)
        return referral


def decider_of(session: Session, actor: Actor) -> Decider:
    """Whoever is signed on, as registered: the home unit counts, not the one typed at the sign-on."""
    operator = session.get(Operator, actor.operator_number)
    if operator is None or not operator.active:
        raise NotFoundError(f"OPERADOR {actor.operator_number} NÃO CADASTRADO", field="matricula")
    home = operator.unit_code or actor.unit_code
    unit = session.get(ServiceUnit, home)
    return Decider(operator.number, operator.role, home, unit.area if unit is not None else "")


def kinds_of(session: Session, referral: Referral) -> frozenset[str]:
    """What sorts of care the services of a case are."""
    if referral.form:
        codes = {line.code for line in form_from(referral.form).lines}
    else:
        codes = {line.procedure_code for line in ledger.lines_of(session, referral.authorization_number or "")}
    return frozenset(procedure.kind for procedure in procedures_by_code(session, codes).values())


def asker_of(session: Session, referral: Referral, actor: Actor) -> Actor:
    """Who asked, at the terminal of whoever acts now: the attendant the form is decided for."""
    operator = session.get(Operator, referral.asked_by)
    role, name = (operator.role, operator.name) if operator is not None else (Role.ATTENDANT, "")
    return Actor(referral.asked_by, role, referral.unit_code, actor.terminal, name)


def _needed(opinion: Opinion, what: str) -> str:
    said = opinion.said()
    if not said:
        raise DomainError(what, field=_TEXT)
    return said


def _ask_more(sitting: _Sitting) -> None:
    """Back to the asker with a question; the area's time stands still meanwhile."""
    referral, desk = sitting.referral, sitting.desk
    said = _needed(sitting.opinion, "DIGA O QUE FALTA")
    referral.state, referral.seen_at = ReferralState.MORE, None
    details = {**details_of(referral), "asked_more": said, "asked_more_at": desk.clock.now().isoformat()}
    keep_details(referral, {**details, "asked_more_by": sitting.actor.operator_number})
    log(sitting.session, desk, sitting.actor, referral, "ask_more", said)


def _on_form(sitting: _Sitting) -> None:
    referral, desk, opinion = sitting.referral, sitting.desk, sitting.opinion
    form = issued_today(form_from(referral.form), desk.clock.today())
    given = {position: code for position, code in (opinion.refusals or {}).items() if code}
    if opinion.verdict is Verdict.REFUSE:
        given = given or suggested_codes(referral)
    form = with_refusals(form, given)
    match opinion.verdict:
        case Verdict.RELEASE:
            form, concession = _released(sitting, form)
            answer, action = ReferralAnswer.RELEASED, "release"
        case Verdict.REFUSE:
            form, concession = _refused(sitting, form)
            codes = {line.position: line.refusal_code for line in form.lines}
            if suggest_refusal(sitting.session, desk, sitting.actor, referral, codes, text=opinion.said()):
                return
            answer, action = ReferralAnswer.REFUSED, "refuse"
        case _:
            _needed(opinion, "SIC: DIGA O QUE FALTA")
            form, concession = _held(sitting, form)
            answer, action = ReferralAnswer.INFORMATION, "information"
    authorization = issue(
        sitting.session, desk, sitting.asker, form, concession, responsible=sitting.decider.number
    )
    number = authorization.number
    sitting.session.add(Submission(key=referral.submission, result=number, at=desk.clock.now()))
    refused = tuple(RefusedLine(n.code, n.refusal_code, n.position) for n in form.lines if n.refusal_code)
    if refused:
        refuse_with_letters(sitting.session, desk, sitting.actor, authorization, refused, urgent=form.urgent)
    if answer is ReferralAnswer.INFORMATION:
        _open_sic(sitting, authorization)
    write_due_letters(sitting.session, desk, sitting.actor, authorization)
    referral.authorization_number = number
    closed_as(desk, sitting.actor, referral, answer, opinion.text)
    log(sitting.session, desk, sitting.actor, referral, action, f"SENHA {number}. {opinion.said()}".strip())


def _released(sitting: _Sitting, form: ConcessionForm) -> tuple[ConcessionForm, Concession]:
    """The form on the authority of whoever decides. Raises DomainError while something still stands."""
    codes = tuple(code for code in sitting.referral.codes.split("|") if code)
    words = [word for word in (form.justification, sitting.opinion.said()) if word]
    form = replace(
        form,
        responsible_number=sitting.decider.number,
        release_code=needed_code(codes),
        justification="; ".join(words)[:TEXT_LENGTH],
    )
    concession = _decided(sitting, form)
    decision = concession.decision
    if decision.outcome is Outcome.REFUSED:
        raise DomainError("TODAS AS LINHAS TÊM NEGATIVA: USE N", field=_FIELD)
    if decision.outcome is Outcome.BLOCKED:
        fault = concession.fault
        if fault is not None and fault.field.startswith(_JUSTIFICATION):
            raise DomainError("DIGA NO TEXTO POR QUE LIBERA", field=_TEXT, code=fault.code)
        says = fault.says if fault is not None else decision.reasons[0].says
        whole = f"AINDA BLOQUEADO: {says}"
        raise DomainError(
            whole if len(whole) <= _SAID_LENGTH else says[:_SAID_LENGTH],
            field=_FIELD,
            code=fault.code if fault is not None else "",
        )
    if decision.outcome is Outcome.ROUTED:
        here = {sitting.referral.area, sitting.decider.area}
        elsewhere = [route.area for route in decision.routes if area_of_route(route.area) not in here]
        if elsewhere:
            raise DomainError(f"ISTO É DE {', '.join(elsewhere)}: DEVOLVA (D) COM O MOTIVO"[:72], field=_FIELD)
        concession = Concession(Decision(Outcome.ALLOWED, decision.reasons), ())
    return form, concession


def _refused(sitting: _Sitting, form: ConcessionForm) -> tuple[ConcessionForm, Concession]:
    """The form with every line refused: the blocks that stand are why, what is wrong with the form is not."""
    bare = next((line for line in form.lines if not line.refusal_code), None)
    if bare is not None:
        raise DomainError("NEGATIVA: INFORME O CÓDIGO DE CADA LINHA", field=f"lib_neg.{bare.position}", code="040")
    form = replace(form, responsible_number=sitting.decider.number)
    concession = _decided(sitting, form)
    wrong = [
        block
        for block in concession.blocks
        if block not in concession.refusals and block_codes()[block.code].release == "correct"
    ]
    if wrong:
        raise DomainError(wrong[0].says[:69], field=wrong[0].field, code=wrong[0].code)
    if concession.decision.outcome is not Outcome.BLOCKED:
        return form, concession
    codes = tuple(line.refusal_code for line in form.lines)
    named = [
        cite("AP-114", f"{n.code} NEGADO COM O CÓDIGO {n.refusal_code}", code=n.refusal_code) for n in form.lines
    ]
    reasons = (*named, *concession.decision.reasons)
    return form, Concession(Decision(Outcome.REFUSED, reasons, codes), ())


def _held(sitting: _Sitting, form: ConcessionForm) -> tuple[ConcessionForm, Concession]:
    """The form as it was asked: nothing is granted until the information is there."""
    form = replace(form, responsible_number=sitting.decider.number)
    return form, _decided(sitting, form)


def _decided(sitting: _Sitting, form: ConcessionForm) -> Concession:
    check_fields(form, sitting.desk.rulebook)
    case = gather(sitting.session, sitting.desk, sitting.asker, form, colleague_confirmed=True)
    concession = decide_form(_with_authority(case, sitting.decider), sitting.desk.rulebook)
    not_his = next((b for b in concession.blocks if b.code == "041" and b.field.startswith(_REFUSAL)), None)
    if not_his is not None:
        says = "SÓ CONSULTOR OU SUPERVISÃO NEGA: DEIXE O PEDIDO A QUEM PODE"
        raise DomainError(says, field=not_his.field, code=not_his.code)
    return concession


def _with_authority(case: Case, decider: Decider) -> Case:
    """The case with the area of whoever decides; the administration decides as the supervision it stands above."""
    if case.colleague is None:
        return case
    role = Role.SUPERVISOR if decider.role == Role.ADMINISTRATOR else decider.role
    area = CAP if decider.area == REVIEW_CENTRE else decider.area  # it decides what CAP handed on (AP-124)
    return replace(case, colleague=replace(case.colleague, role=role, area=area))


def _open_sic(sitting: _Sitting, authorization: Authorization) -> None:
    asked = Asked(
        _needed(sitting.opinion, "SIC: DIGA O QUE FALTA"),
        addressee=sitting.opinion.addressee,
        area=sitting.decider.area or sitting.referral.area,
    )
    open_information(sitting.session, sitting.desk, sitting.actor, authorization, asked)


@rule("AP-136", "AP-137")
def _on_authorization(sitting: _Sitting) -> None:
    """A case about a senha that exists: a reanalysis, or the answer to a SIC."""
    referral, session, desk, opinion = sitting.referral, sitting.session, sitting.desk, sitting.opinion
    number = referral.authorization_number or ""
    said = opinion.said()
    statuses = {line.status for line in ledger.lines_of(session, number)}
    match opinion.verdict:
        case Verdict.RELEASE:
            act = Act.COMPLETE if INFORMATION in statuses else Act.REVERSE
            if statuses & {INFORMATION, REFUSED}:
                settle(session, desk, sitting.actor, number, act, note=said)
            else:
                ledger.note(
                    session, desk, sitting.actor, number, "reanalysis", f"MANTIDA COMO ESTÁ. {said}".strip()
                )
            answer, action = ReferralAnswer.RELEASED, "release"
        case Verdict.REFUSE:
            given = opinion.refusals or suggested_codes(referral)
            code = next((code for code in given.values() if code), "")
            if statuses & {INFORMATION, PENDING}:
                if _refuse_lines(sitting, number, code, said):
                    return
            else:
                ledger.note(
                    session, desk, sitting.actor, number, "reanalysis", f"NEGATIVA MANTIDA. {said}".strip()
                )
            answer, action = ReferralAnswer.REFUSED, "refuse"
        case _:
            _open_sic(sitting, session.get_one(Authorization, number))
            answer, action = ReferralAnswer.INFORMATION, "information"
    closed_as(desk, sitting.actor, referral, answer, opinion.text)
    log(session, desk, sitting.actor, referral, action, f"SENHA {number}. {said}".strip())


def _refuse_lines(sitting: _Sitting, number: str, code: str, said: str) -> bool:
    """Refuse what waits; or pass it on to the review centre first. Whether it was passed on."""
    if not code:
        raise DomainError("INFORME O CÓDIGO DA NEGATIVA", field="lib_neg.1", code="040")
    session, desk = sitting.session, sitting.desk
    before = {line.position for line in ledger.lines_of(session, number) if line.status in {INFORMATION, PENDING}}
    if suggest_refusal(session, desk, sitting.actor, sitting.referral, dict.fromkeys(before, code), text=said):
        return True
    entry = settle(session, desk, sitting.actor, number, Act.REFUSE, note=said, refusal_code=code)
    lines = tuple(
        RefusedLine(line.procedure_code, code, line.position) for line in entry.lines if line.position in before
    )
    refuse_with_letters(session, desk, sitting.actor, entry.authorization, lines, urgent=sitting.referral.urgent)
    return False
