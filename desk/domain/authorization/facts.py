"""Gathering, inside one transaction, the facts a concession is decided on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import bindparam
from sqlalchemy.orm import load_only
from sqlmodel import Session, col, select

from desk.domain.access.model import Operator, ServiceUnit
from desk.domain.authorization.care import amount, subjects_under
from desk.domain.authorization.case import Case, Colleague, ConcessionForm, EarlierService
from desk.domain.authorization.model import Authorization, AuthorizationLine, AuthorizationStatus
from desk.domain.catalogue.model import Procedure
from desk.domain.catalogue.service import authority_limits, coverage_exceptions, procedures_by_code
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.member_card import MemberCard, load_card
from desk.domain.enrolment.model import Sponsor
from desk.domain.kernel.errors import NotFoundError
from desk.domain.kernel.identification import is_cnpj
from desk.domain.network.model import Provider, ProviderNetwork
from desk.domain.network.service import agreements, networks_for

_History = Sequence[tuple[Authorization, AuthorizationLine]]
_HISTORY = (
    select(Authorization, AuthorizationLine)
    .join(AuthorizationLine, col(AuthorizationLine.authorization_number) == col(Authorization.number))
    .where(col(Authorization.member_number) == bindparam("member_number"))
    .order_by(col(Authorization.issued_on).desc(), col(Authorization.number).desc())
    .options(
        load_only(
            Authorization.issued_on,  # type: ignore[arg-type]
            Authorization.planned_on,  # type: ignore[arg-type]
            Authorization.attendance_type,  # type: ignore[arg-type]
            Authorization.daily_rates,  # type: ignore[arg-type]
        )
    )
)
"""Every service of a person on any authorization, the newest first."""


def gather(
    session: Session, desk: Desk, actor: Actor, form: ConcessionForm, *, colleague_confirmed: bool | None
) -> Case:
    """Everything the rules ask about a form.

    `colleague_confirmed` says whether the second person's password was right, None while it was not given.
    """
    today = desk.clock.today()
    card = _card(session, desk, form.member_number, today)
    history = session.exec(_HISTORY, params={"member_number": form.member_number}).all() if card else []
    codes = {line.code for line in form.lines}
    services = procedures_by_code(session, codes | {line.procedure_code for _, line in history})
    reference = form.planned_on or form.issued_on
    units = {unit.code: unit for unit in session.exec(select(ServiceUnit))}
    unit = units.get(actor.unit_code)
    provider = session.get(Provider, form.provider_cnpj) if form.provider_cnpj else None
    networks: tuple[str, ...] = ()
    if card is not None and provider is not None:
        networks = networks_for(session, desk.rulebook, card.product.code, card.sponsor.group_name, reference)
    return Case(
        form=form,
        today=today,
        attendant_number=actor.operator_number,
        attendant_role=actor.role,
        attendant_area=unit.area if unit is not None else "",
        unit_has_consultant=unit is not None and unit.has_consultant,
        offices=frozenset(units),
        sponsor_known=session.get(Sponsor, form.member_number[:5]) is not None,
        card=card,
        procedures={code: services[code] for code in codes & services.keys()},
        provider=provider,
        provider_number_valid=is_cnpj(form.provider_cnpj) if form.provider_cnpj else True,
        agreements=agreements(session, provider.cnpj, codes, reference) if provider else frozenset(),
        networks=networks,
        provider_networks=_places(session, provider.cnpj) if provider else (),
        coverage=coverage_exceptions(session, card.product.code, codes, reference) if card else {},
        limits=tuple(authority_limits(session, codes, today)),
        earlier=tuple(_earlier(history, services)),
        colleague=_colleague(session, form, actor, units, confirmed=colleague_confirmed),
        number_is_closed=bool(form.number) and has_been_paid(session, form.number),
    )


def _card(session: Session, desk: Desk, member_number: str, today: date) -> MemberCard | None:
    try:
        return load_card(session, desk, member_number, today)
    except NotFoundError:
        return None


def _earlier(history: _History, services: Mapping[str, Procedure]) -> Iterator[EarlierService]:
    for given, line in history:
        about = subjects_under(services[line.procedure_code], given.attendance_type)
        yield EarlierService(
            number=given.number,
            procedure_code=line.procedure_code,
            issued_on=given.issued_on,
            planned_on=given.planned_on,
            status=line.status,
            quantity=amount(about, line.quantity, given.daily_rates),
            refusal_code=line.refusal_code,
            subjects=about,
        )


def has_been_paid(session: Session, number: str) -> bool:
    """Whether a service of the authorization was billed and paid: nothing on it changes any more (047)."""
    closed = select(AuthorizationLine.position).where(
        col(AuthorizationLine.authorization_number) == number,
        col(AuthorizationLine.status) == AuthorizationStatus.CLOSED,
    )
    return session.exec(closed).first() is not None


def _places(session: Session, cnpj: str) -> tuple[ProviderNetwork, ...]:
    return tuple(session.exec(select(ProviderNetwork).where(col(ProviderNetwork.cnpj) == cnpj)))


def _colleague(
    session: Session,
    form: ConcessionForm,
    actor: Actor,
    units: Mapping[str, ServiceUnit],
    *,
    confirmed: bool | None,
) -> Colleague | None:
    if not form.responsible_number or form.responsible_number == actor.operator_number:
        return None
    operator = session.get(Operator, form.responsible_number)
    if operator is None or not operator.active:
        return None
    unit = units.get(operator.unit_code)
    return Colleague(operator.number, operator.role, confirmed, unit.area if unit is not None else "")
