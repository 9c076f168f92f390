"""Gathering, inside one transaction, the facts a concession is decided on."""

from sqlmodel import Session, col, select

from desk.domain.access.model import Operator, ServiceUnit
from desk.domain.authorization.case import Case, Colleague, ConcessionForm, EarlierService
from desk.domain.authorization.model import Authorization, AuthorizationLine, AuthorizationStatus
from desk.domain.catalogue.service import authority_limits, coverage_exceptions, procedures_by_code
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.member_card import load_card
from desk.domain.enrolment.model import Member, Sponsor
from desk.domain.kernel.identification import is_cnpj
from desk.domain.network.model import Provider
from desk.domain.network.service import agreements


def gather(
    session: Session, desk: Desk, actor: Actor, form: ConcessionForm, *, colleague_confirmed: bool | None
) -> Case:
    """Everything the rules ask about a form.

    `colleague_confirmed` says whether the second person's password was right, None while it was not given.
    """
    today = desk.clock.today()
    known = session.get(Member, form.member_number) is not None
    card = load_card(session, desk, form.member_number, today) if known else None
    codes = {line.code for line in form.lines}
    reference = form.planned_on or form.issued_on
    unit = session.get(ServiceUnit, actor.unit_code)
    provider = session.get(Provider, form.provider_cnpj) if form.provider_cnpj else None
    present = session.get(Authorization, form.number) if form.number else None
    return Case(
        form=form,
        today=today,
        attendant_number=actor.operator_number,
        attendant_role=actor.role,
        unit_has_consultant=unit is not None and unit.has_consultant,
        offices=frozenset(session.exec(select(ServiceUnit.code))),
        sponsor_known=session.get(Sponsor, form.member_number[:5]) is not None,
        card=card,
        procedures=procedures_by_code(session, codes),
        provider=provider,
        provider_number_valid=is_cnpj(form.provider_cnpj) if form.provider_cnpj else True,
        agreements=agreements(session, provider.cnpj, codes, reference) if provider else frozenset(),
        coverage=coverage_exceptions(session, card.product.code, codes, reference) if card else {},
        limits=tuple(authority_limits(session, codes, today)),
        earlier=_earlier(session, form.member_number, codes) if known else (),
        colleague=_colleague(session, form, actor, confirmed=colleague_confirmed),
        number_is_closed=present is not None and present.status == AuthorizationStatus.CLOSED,
    )


def _colleague(
    session: Session, form: ConcessionForm, actor: Actor, *, confirmed: bool | None
) -> Colleague | None:
    if not form.responsible_number or form.responsible_number == actor.operator_number:
        return None
    operator = session.get(Operator, form.responsible_number)
    if operator is None or not operator.active:
        return None
    return Colleague(operator.number, operator.role, confirmed)


def _earlier(session: Session, member_number: str, codes: set[str]) -> tuple[EarlierService, ...]:
    rows = session.exec(
        select(Authorization, AuthorizationLine)
        .join(AuthorizationLine, col(AuthorizationLine.authorization_number) == col(Authorization.number))
        .where(
            col(Authorization.member_number) == member_number,
            col(AuthorizationLine.procedure_code).in_(codes),
        )
        .order_by(col(Authorization.issued_on).desc(), col(Authorization.number).desc())
    )
    return tuple(
        EarlierService(a.number, line.procedure_code, a.issued_on, a.planned_on, line.status) for a, line in rows
    )
