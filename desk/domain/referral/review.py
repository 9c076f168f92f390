"""The review centre (Núcleo de Revisão): its form at the counter, and what CAP would refuse."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlmodel import Session, col, select

from desk.domain.access.model import ServiceUnit
from desk.domain.access.service import require_writer
from desk.domain.access.unit_calendar import calendar_of
from desk.domain.audit.service import record_read
from desk.domain.authorization import ledger
from desk.domain.authorization.arguments import RefusedService
from desk.domain.authorization.case import Case
from desk.domain.authorization.facts import gather
from desk.domain.authorization.information import (
    ROUTINE_SEQUENCE,
    Asked,
    enters_routine,
    open_information,
    requests_of,
)
from desk.domain.authorization.lifecycle import Act
from desk.domain.authorization.model import Authorization, InformationRequest
from desk.domain.authorization.refusal_rules import motive_of
from desk.domain.authorization.refusals import Refused, RefusedLine, refused_services, services_to_refuse
from desk.domain.authorization.review_rules import (
    REVIEW_CENTRE,
    Complaint,
    ReviewForm,
    Stand,
    Step,
    check_review_form,
    steps,
)
from desk.domain.authorization.upkeep import require_authoriser, settle
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.place import CAP
from desk.domain.enrolment.model import Member, Policy
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.referral.deadlines import Clock
from desk.domain.referral.forms import form_from, with_refusals
from desk.domain.referral.model import Referral, ReferralAnswer, ReferralKind
from desk.domain.referral.service import closed_as, details_of, keep_details, log, open_case
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.routines import review_motives

_BY_UNIT = {
    "R": (ReferralAnswer.RELEASED, "REVERTIDO PELA UDAS"),
    "M": (ReferralAnswer.REFUSED, "MANTIDO PELA UDAS"),
    "S": (ReferralAnswer.INFORMATION, "SIC PEDIDO PELA UDAS"),
}


@dataclass(frozen=True, slots=True)
class ReviewSheet:
    """A refused authorization at the counter: its refusals with what to explain, and the steps of the routine.

    `third_sic` says that its third SIC is for a reason of the routine; `cases` are the reviews already asked for.
    `draft` is what is known of the form beforehand.
    """

    authorization: Authorization
    member: Member
    refused: tuple[Refused, ...]
    third_sic: bool
    unit_has_consultant: bool
    steps: tuple[Step, ...]
    cases: tuple[Referral, ...]
    draft: Mapping[str, str]

    @property
    def routine(self) -> bool:
        """Whether the routine is for this authorization (AP-123)."""
        return self.third_sic or any(each.routine for each in self.refused)


@rule("AP-112", "AP-123", "AP-126", "AP-127")
def review_sheet(desk: Desk, actor: Actor, number: str, stand: Stand, *, new_report: bool = False) -> ReviewSheet:
    """What the counter needs of a refused authorization, journalled as a read. Raises NotFoundError."""
    with desk.store.reading() as session:
        authorization = _authorization(session, number)
        member = session.get_one(Member, authorization.member_number)
        unit = session.get(ServiceUnit, actor.unit_code)
        complaint = Complaint(unit is not None and unit.has_consultant, stand, desk.clock.now(), new_report)
        refused = refused_services(session, desk, actor, authorization)
        sheet = ReviewSheet(
            authorization,
            member,
            refused,
            _third_sic(session, number),
            complaint.unit_has_consultant,
            steps(complaint, desk.rulebook, calendar_of(session, actor.unit_code)),
            _cases(session, number),
            _draft(session, desk, actor, authorization, member, refused),
        )
    record_read(desk, actor, "authorization.review", member.member_number, {"number": number})
    return sheet


@rule("AP-123", "AP-126", "AP-127", "AP-129")
def send_review(desk: Desk, actor: Actor, number: str, form: ReviewForm, *, submission: str) -> Referral:
    """Register the form of the review centre for a senha: sent on, or settled by the unit itself.

    `submission` is the key of the form: sent again, the first case is the answer. What the unit reverts, keeps or
    holds with a SIC is written to the authorization by somebody who may authorise. Raises DomainError on the field
    at fault, ForbiddenError for somebody who may not settle.
    """
    require_writer(desk, actor)
    with desk.store.writing() as session:
        before = session.exec(select(Referral).where(col(Referral.submission) == submission)).first()
        if before is not None:
            return before
        authorization = _authorization(session, number)
        check_review_form(form, desk.clock.today())
        _for_the_routine(session, desk, actor, authorization, form)
        referral = open_case(
            session,
            desk,
            actor,
            kind=ReferralKind.REVIEW,
            area=REVIEW_CENTRE,
            member_number=authorization.member_number,
            authorization_number=number,
            note=form.reason,
            clock=Clock(desk.clock.now()),
            details={"review": asdict(form)},
            submission=submission,
        )
        if form.conclusion in _BY_UNIT:
            _settled_by_unit(session, desk, actor, authorization, referral, form)
        else:
            ledger.note(session, desk, actor, number, "review", f"ENCAMINHADO AO NÚCLEO: {form.reason}"[:240])
        return referral


def _settled_by_unit(
    session: Session, desk: Desk, actor: Actor, authorization: Authorization, referral: Referral, form: ReviewForm
) -> None:
    require_authoriser(session, actor)
    answer, says = _BY_UNIT[form.conclusion]
    number = authorization.number
    if form.conclusion == "R":
        settle(session, desk, actor, number, Act.REVERSE, note=f"REVISÃO: {form.action}")
    elif form.conclusion == "S":
        motive = (form.motive,)
        open_information(session, desk, actor, authorization, Asked(form.action, motive))
    else:
        ledger.note(session, desk, actor, number, "review", f"NEGATIVA MANTIDA NA REVISÃO: {form.action}"[:240])
    closed_as(desk, actor, referral, answer, f"{says}: {form.action}")
    referral.seen_at = desk.clock.now()
    log(session, desk, actor, referral, "decide", says)


def _for_the_routine(
    session: Session, desk: Desk, actor: Actor, authorization: Authorization, form: ReviewForm
) -> None:
    """A refusal or third SIC of a reason of the routine, and nothing else. Raises DomainError."""
    if form.revision == "S":
        if not _third_sic(session, authorization.number):
            raise DomainError("SIC: SÓ O TERCEIRO, POR MOTIVO DA ROTINA", field="revision")
        return
    refused = refused_services(session, desk, actor, authorization)
    if not refused:
        raise DomainError(f"A SENHA {authorization.number} NÃO TEM SERVIÇO NEGADO", field="revision")
    if not any(each.routine for each in refused):
        raise DomainError("NEGATIVA FORA DA ROTINA: EXPLIQUE PELA CARTA OU PEÇA REANÁLISE", field="motive")


@rule("AP-124")
def suggest_refusal(
    session: Session, desk: Desk, actor: Actor, referral: Referral, codes: Mapping[int, str], *, text: str
) -> bool:
    """Pass a case that CAP would refuse on to the review centre, inside the caller's transaction.

    `codes` are the refusal codes by the position of the line. Only for a reason of the routine, and where the
    house has a review centre: it speaks with the insured or the physician first, and then decides the case itself.
    Whether the case was passed on.
    """
    if referral.area != CAP or not _has_centre(session):
        return False
    motives = _suggested_motives(session, desk, actor, referral, codes)
    if not motives:
        return False
    suggested = {str(position): code for position, code in codes.items()}
    known = {"suggested": suggested, "suggested_by": actor.operator_number, "motives": list(motives)}
    keep_details(referral, {**details_of(referral), **known})
    referral.kind, referral.area, referral.due_at = ReferralKind.REVIEW, REVIEW_CENTRE, None
    labels = ", ".join(review_motives()[motive].label for motive in motives)
    log(session, desk, actor, referral, "suggest", f"NEGATIVA SUGERIDA ({labels}). {text}".strip())
    return True


@rule("AP-123")
def open_sic_review(
    session: Session, desk: Desk, actor: Actor, request: InformationRequest, member_number: str, *, submission: str
) -> Referral | None:
    """Put a third SIC of the routine before the review centre, inside the caller's transaction.

    None for any other SIC, and where the house has no review centre.
    """
    motives = [code for code in request.reasons.split("|") if code in review_motives()]
    if not enters_routine(request.sequence, motives) or not _has_centre(session):
        return None
    return open_case(
        session,
        desk,
        actor,
        kind=ReferralKind.REVIEW,
        area=REVIEW_CENTRE,
        member_number=member_number,
        authorization_number=request.authorization_number,
        note=f"{request.sequence}º SIC: {request.questions}",
        clock=Clock(desk.clock.now()),
        details={"motives": motives, "sic": request.sequence},
        submission=submission,
    )


def _has_centre(session: Session) -> bool:
    centre = session.exec(select(ServiceUnit.code).where(col(ServiceUnit.area) == REVIEW_CENTRE)).first()
    return centre is not None


def _suggested_motives(
    session: Session, desk: Desk, actor: Actor, referral: Referral, codes: Mapping[int, str]
) -> tuple[str, ...]:
    """The reasons of the routine among the refusals of a case, about a form or about a senha that exists."""
    if referral.form:
        form = with_refusals(form_from(referral.form), dict(codes))
        return motives_of(gather(session, desk, actor, form, colleague_confirmed=None))
    authorization = _authorization(session, referral.authorization_number or "")
    lines = [n for n in ledger.lines_of(session, authorization.number) if n.position in codes]
    given = tuple(RefusedLine(n.procedure_code, codes[n.position], n.position) for n in lines)
    services = services_to_refuse(session, desk, actor, authorization, given)
    return tuple(dict.fromkeys(motive for service in services if (motive := motive_of(service))))


def suggested_codes(referral: Referral) -> dict[int, str]:
    """The refusal codes CAP suggested, by the position of their lines; none where it suggested nothing."""
    return {int(position): code for position, code in details_of(referral).get("suggested", {}).items()}


def motives_of(case: Case) -> tuple[str, ...]:
    """The reasons of the routine among the refusals of a form."""
    if case.card is None:
        return ()
    found = [
        motive_of(
            RefusedService(
                code=line.refusal_code,
                procedure=case.procedures[line.code],
                card=case.card,
                on=case.reference_date,
                attendance_type=case.form.attendance_type,
            )
        )
        for line in case.form.lines
        if line.refusal_code and line.code in case.procedures
    ]
    return tuple(dict.fromkeys(motive for motive in found if motive))


def _authorization(session: Session, number: str) -> Authorization:
    found = session.get(Authorization, number)
    if found is None:
        raise NotFoundError(f"SENHA {number} NÃO CADASTRADA", field="senha")
    return found


def _third_sic(session: Session, number: str) -> bool:
    return bool(_sic_motive(session, number))


def _sic_motive(session: Session, number: str) -> str:
    """The reason of the routine a third SIC was asked for; empty where there is none."""
    asked = [r.reasons.split("|") for r in requests_of(session, number) if r.sequence >= ROUTINE_SEQUENCE]
    return next((code for reasons in asked for code in reasons if code in review_motives()), "")


def _cases(session: Session, number: str) -> tuple[Referral, ...]:
    return tuple(
        session.exec(
            select(Referral)
            .where(col(Referral.authorization_number) == number, col(Referral.kind) == ReferralKind.REVIEW)
            .order_by(col(Referral.number))
        )
    )


def _draft(
    session: Session,
    desk: Desk,
    actor: Actor,
    authorization: Authorization,
    member: Member,
    refused: tuple[Refused, ...],
) -> dict[str, str]:
    """What the registers and the authorization say of the form already."""
    policy = session.get_one(Policy, member.holder_number)
    motive = next((each.motive for each in refused if each.motive), "")
    sic = "" if refused else _sic_motive(session, authorization.number)
    counts = " ".join(f"{each.service.procedure.code}x{each.service.quantity:02d}" for each in refused)
    return {
        "unit": actor.unit_code,
        "employee": f"{actor.operator_number} {actor.name}".strip(),
        "member_number": member.member_number,
        "member_name": member.name,
        "member_phone": policy.phone_1,
        "member_email": policy.email,
        "member_fax": policy.fax,
        "product": policy.product_code,
        "physician": authorization.physician,
        "council_number": authorization.council_number,
        "contact_on": desk.clock.today().isoformat(),
        "revision": "S" if sic else "N",
        "motive": motive or sic,
        "treatment": "R",
        "requested": counts,
        "refused": counts,
        "diagnosis": authorization.diagnosis,
    }
