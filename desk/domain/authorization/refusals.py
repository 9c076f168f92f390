"""Entering a refusal: the code is held against the facts, and the letter is written in the same transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, select

from desk.domain.access.model import Operator, Role, ServiceUnit
from desk.domain.audit.service import record_read
from desk.domain.authorization.arguments import Argument, RefusedService, arguments
from desk.domain.authorization.case import STANDING, ConcessionForm, EarlierService
from desk.domain.authorization.letters import write_letter
from desk.domain.authorization.model import Authorization, AuthorizationLine, AuthorizationStatus, Letter
from desk.domain.authorization.refusal_rules import LetterChoice, letter_of, misfit, motive_of
from desk.domain.catalogue.model import CoverageException, Procedure
from desk.domain.catalogue.service import authority_limits, coverage_exceptions, procedures_by_code
from desk.domain.context import Actor, Desk
from desk.domain.documents.letter_models import Value, Values
from desk.domain.eligibility.answer import answer
from desk.domain.eligibility.clause import Circumstance
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.member_card import MemberCard, load_card
from desk.domain.eligibility.place import CAP
from desk.domain.eligibility.preexistence import Regime, preexistence
from desk.domain.eligibility.question import CareQuestion, Use
from desk.domain.eligibility.registration import cover_of
from desk.domain.eligibility.subjects import subjects_of
from desk.domain.enrolment.model import FormerPlan
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import refusal_codes
from desk.domain.rulebook.routines import review_motives

_MANUAL = "DM"


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A service to be refused: the code of the refusal, its place on the form, and a reason of the routine.

    `motive` is a code of `review_motives`, where the one who refuses names one.
    """

    procedure_code: str
    refusal_code: str
    position: int = 0
    motive: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A service refused: what was decided on, what is said of it, and its letter."""

    service: RefusedService
    arguments: tuple[Argument, ...]
    motive: str
    letter: Letter | None = None

    @property
    def routine(self) -> bool:
        """Whether the review routine is for this refusal (AP-123)."""
        return bool(self.motive)


def refused_lines(form: ConcessionForm) -> tuple[RefusedLine, ...]:
    """The lines of a form that carry a refusal code of the table."""
    return tuple(
        RefusedLine(line.code, line.refusal_code, line.position)
        for line in form.lines
        if line.refusal_code in refusal_codes()
    )


@rule("AP-111", "AP-112", "AP-113", "AP-114", "AP-121", "AP-125")
def refuse_with_letters(
    session: Session,
    desk: Desk,
    actor: Actor,
    authorization: Authorization,
    lines: Iterable[RefusedLine],
    *,
    urgent: bool = False,
) -> tuple[Refused, ...]:
    """Write the letter of every service refused, inside the caller's transaction, and say what to explain.

    The authorization and its lines are in the session already. Raises DomainError on the line's LIB/NEG, with
    040 or 041, when the code does not fit what is registered: nothing of the transaction may land then.
    """
    given = tuple(lines)
    if not given:
        return ()
    services = services_to_refuse(session, desk, actor, authorization, given, urgent=urgent)
    found: list[Refused] = []
    for line, service in zip(given, services, strict=True):
        wrong = misfit(service, desk.rulebook)
        if wrong is not None:
            raise DomainError(wrong.says, field=f"lib_neg.{line.position or 1}", code=wrong.code or "040")
        said, choice = arguments(service, desk.rulebook), letter_of(service, desk.rulebook)
        letter = write_letter(
            session,
            desk,
            actor,
            authorization,
            choice.model,
            procedure_code=service.procedure.code,
            values=_letter_values(service, said, choice, desk.rulebook),
        )
        found.append(Refused(service, said, motive_of(service), letter))
    return tuple(found)


@rule("AP-112")
def why_refused(desk: Desk, actor: Actor, number: str) -> tuple[Refused, ...]:
    """What to explain of an authorization's refused services, as on the day; journalled as a read.

    Raises NotFoundError for an unknown senha.
    """
    with desk.store.reading() as session:
        authorization = session.get(Authorization, number)
        if authorization is None:
            raise NotFoundError(f"SENHA {number} NÃO CADASTRADA", field="senha")
        found = refused_services(session, desk, actor, authorization)
        member_number = authorization.member_number
    record_read(desk, actor, "authorization.why_refused", member_number, {"number": number})
    return found


def refused_services(
    session: Session, desk: Desk, actor: Actor, authorization: Authorization
) -> tuple[Refused, ...]:
    """The same inside the caller's transaction, each service with the letter written for it."""
    rows = session.exec(
        select(AuthorizationLine)
        .where(
            col(AuthorizationLine.authorization_number) == authorization.number,
            col(AuthorizationLine.status) == AuthorizationStatus.REFUSED,
        )
        .order_by(col(AuthorizationLine.position))
    )
    lines = tuple(RefusedLine(r.procedure_code, r.refusal_code, r.position) for r in rows if r.refusal_code)
    letters = {
        letter.procedure_code: letter
        for letter in session.exec(
            select(Letter)
            .where(col(Letter.authorization_number) == authorization.number, col(Letter.procedure_code) != "")
            .order_by(col(Letter.id))
        )
    }
    services = services_to_refuse(session, desk, actor, authorization, lines)
    return tuple(
        Refused(s, arguments(s, desk.rulebook), motive_of(s), letters.get(s.procedure.code)) for s in services
    )


def services_to_refuse(
    session: Session,
    desk: Desk,
    actor: Actor,
    authorization: Authorization,
    lines: tuple[RefusedLine, ...],
    *,
    urgent: bool = False,
) -> tuple[RefusedService, ...]:
    """The facts of every line to be refused, read once for all of them. Raises DomainError for a code of none."""
    on = authorization.planned_on or authorization.issued_on
    card = load_card(session, desk, authorization.member_number, on)
    codes = {line.procedure_code for line in lines}
    procedures = procedures_by_code(session, codes)
    used, earlier = _history(session, authorization)
    clauses_of = _contract_clauses(session, card.product.code, codes)
    exceptions = coverage_exceptions(session, card.product.code, codes, on)
    limits = tuple(authority_limits(session, codes, on))
    operator = session.get(Operator, actor.operator_number)
    home = (operator.unit_code if operator is not None else "") or actor.unit_code
    unit = session.get(ServiceUnit, home)
    by_cap = unit is not None and unit.area == CAP
    regime = _regime(session, desk, card)
    found: list[RefusedService] = []
    for line in lines:
        procedure = procedures.get(line.procedure_code)
        if procedure is None:
            raise DomainError("SERVIÇO NÃO CADASTRADO", field=f"servico.{line.position or 1}", code="057")
        if line.refusal_code not in refusal_codes():
            raise DomainError(f"NEGATIVA {line.refusal_code}", field=f"lib_neg.{line.position or 1}", code="040")
        row = session.get(AuthorizationLine, (authorization.number, line.position)) if line.position else None
        quantity = row.quantity if row is not None else 1
        question = CareQuestion(
            on=on,
            card=card,
            subjects=subjects_of(procedure),
            procedure=procedure,
            attendance_type=authorization.attendance_type,
            circumstance=Circumstance.EMERGENCY if urgent else Circumstance.ELECTIVE,
            quantity=quantity,
            exception=exceptions.get(procedure.code),
            used=used,
            limits=limits,
            role=Role.CONSULTANT,
        )
        found.append(
            RefusedService(
                code=line.refusal_code,
                procedure=procedure,
                card=card,
                on=on,
                attendance_type=authorization.attendance_type,
                quantity=quantity,
                urgent=urgent,
                motive=line.motive,
                clause=clauses_of.get(procedure.code, ""),
                by_cap=by_cap,
                regime=regime,
                answer=answer(question, clauses(), desk.rulebook),
                earlier=earlier,
            )
        )
    return tuple(found)


def _history(session: Session, authorization: Authorization) -> tuple[tuple[Use, ...], tuple[EarlierService, ...]]:
    """What other authorizations of the person stand: for the limits, and for what was done before."""
    rows = session.exec(
        select(Authorization, AuthorizationLine, Procedure)
        .join(AuthorizationLine, col(AuthorizationLine.authorization_number) == col(Authorization.number))
        .join(Procedure, col(Procedure.code) == col(AuthorizationLine.procedure_code))
        .where(
            col(Authorization.member_number) == authorization.member_number,
            col(Authorization.number) != authorization.number,
            col(AuthorizationLine.status).in_(STANDING),
            col(AuthorizationLine.refusal_code) == "",
        )
    ).all()
    used = tuple(Use(a.planned_on or a.issued_on, n.quantity, p.code, subjects_of(p)) for a, n, p in rows)
    earlier = tuple(EarlierService(a.number, p.code, a.issued_on, a.planned_on, n.status) for a, n, p in rows)
    return used, earlier


def _contract_clauses(session: Session, product_code: str, codes: set[str]) -> Mapping[str, str]:
    """The clause and item by which a product's contract excludes a service, where registered (AP-116)."""
    rows = session.exec(
        select(CoverageException)
        .where(
            col(CoverageException.product_code) == product_code,
            col(CoverageException.procedure_code).in_(codes),
            col(CoverageException.covered).is_(False),
        )
        .order_by(col(CoverageException.valid_from))
    )
    return {row.procedure_code: row.note for row in rows}


def _regime(session: Session, desk: Desk, card: MemberCard) -> Regime | None:
    if card.product.rulebook != _MANUAL:
        return None
    former = session.exec(select(FormerPlan).where(col(FormerPlan.holder_number) == card.policy.holder_number))
    return preexistence(cover_of(card, tuple(former)), card.today, desk.rulebook).regime


def _letter_values(
    service: RefusedService, said: tuple[Argument, ...], choice: LetterChoice, rulebook: Rulebook
) -> Values:
    """What the letter's model is filled with; arguments its own words already give are left out."""
    cpt = service.running_cpt(rulebook)
    dates = {
        "waiting_end": service.waiting.ends_on if service.waiting is not None else None,
        "cpt_end": cpt[1] if cpt is not None else None,
        "removed_from": service.removed_on,
    }
    values: dict[str, Value] = {name: day for name, day in dates.items() if day is not None}
    texts = [argument.text for argument in said if argument.rule != choice.says]
    if choice.model == "refusal_general":
        values["reason"] = texts.pop(0).rstrip(".")
    elif choice.model == "reactive_general":
        texts.insert(0, f"{review_motives()[motive_of(service)].label.capitalize()}.")
    return {**values, "arguments": tuple(texts)}
