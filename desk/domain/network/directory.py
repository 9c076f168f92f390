"""Providers looked up for themselves: why one left, who does a special procedure, who uses the Autorizador."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from desk.domain.audit.service import record_read
from desk.domain.catalogue.model import Procedure
from desk.domain.catalogue.service import find_procedures
from desk.domain.context import Actor, Desk
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.identification import is_cnpj
from desk.domain.kernel.text import fold
from desk.domain.network import rules
from desk.domain.network.model import Provider, ProviderAgreement, ProviderNetwork
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.reference import leave_reasons, networks

NAMES_LIMIT = 60
"""Providers of one name, and procedures of one description, that a search looks at."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A network a provider is or was in."""

    number: str
    name: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class ProviderStanding:
    """How a provider stands on a date. `reason` and `unpublished` are internal: nobody outside is told."""

    provider: Provider
    active: bool
    reason: str
    memberships: tuple[Membership, ...]
    decision: Decision


@dataclass(frozen=True, slots=True)
class SpecialProvider:
    """A provider with an agreement for a procedure; `package` when one price pays all of it."""

    provider: Provider
    procedure: Procedure
    package: bool


@dataclass(frozen=True, slots=True)
class SpecialProviders:
    """Who does a special procedure: the procedures meant, their providers by state and name, what to say of it.

    `states` are all where somebody does one, whichever was asked for.
    """

    procedures: tuple[Procedure, ...]
    providers: tuple[SpecialProvider, ...]
    states: tuple[str, ...]
    decision: Decision


@rule("AP-013", "AP-014")
def provider_standing(desk: Desk, actor: Actor, cnpj: str) -> ProviderStanding:
    """A provider with why it left and whether it is published, journalled as a read. Raises DomainError."""
    if not is_cnpj(cnpj):
        raise DomainError("CNPJ INVÁLIDO - CONFIRA OS DÍGITOS", field="prestador", code="090")
    with desk.store.reading() as session:
        found = _standing(session, cnpj, desk.clock.today())
    record_read(desk, actor, "provider.read", cnpj)
    return found


def providers_named(desk: Desk, name: str) -> tuple[Provider, ...]:
    """Providers whose name begins so, active or not, by name. Raises DomainError when there is none."""
    wanted = fold(name)
    if len(wanted) < 3:
        raise DomainError("INFORME O CNPJ OU 3 LETRAS DO COMEÇO DO NOME", field="nome")
    with desk.store.reading() as session:
        found = session.exec(
            select(Provider)
            .where(col(Provider.search_name).startswith(wanted, autoescape=True))
            .order_by(col(Provider.search_name), col(Provider.cnpj))
            .limit(NAMES_LIMIT)
        ).all()
    if not found:
        raise NotFoundError("NENHUM PRESTADOR COM NOME ASSIM", field="nome")
    return tuple(found)


def special_providers(desk: Desk, text: str, state: str) -> SpecialProviders:
    """Who has an agreement for the procedures of a code or of words, in one state or in all.

    Raises DomainError when no procedure is meant.
    """
    if not fold(text):
        raise DomainError("INFORME O PROCEDIMENTO: CÓDIGO OU PALAVRAS", field="procedimento")
    on = desk.clock.today()
    with desk.store.reading() as session:
        procedures = find_procedures(session, text, most=NAMES_LIMIT)
        agreed = _agreed(session, procedures, on)
    if not procedures:
        raise NotFoundError(f"NENHUM PROCEDIMENTO: {text}"[:73], field="procedimento", code="057")
    return SpecialProviders(
        procedures=tuple(procedures),
        providers=tuple(each for each in agreed if state in {"", each.provider.state}),
        states=tuple(dict.fromkeys(each.provider.state for each in agreed)),
        decision=Decision(Outcome.ALLOWED, _reasons(desk, procedures, agreed, state, on)),
    )


@rule("AP-030")
def autorizador_users(desk: Desk, state: str, city: str) -> tuple[Provider, ...]:
    """Who asks for its own protocols through the Autorizador, in a state and a city that begins so, by name."""
    if not state:
        raise DomainError("INFORME A UF", field="uf")
    on, wanted = desk.clock.today(), fold(city)
    with desk.store.reading() as session:
        users = session.exec(
            select(Provider)
            .where(col(Provider.uses_autorizador).is_(True), col(Provider.state) == state)
            .order_by(col(Provider.search_name), col(Provider.cnpj))
        ).all()
    return tuple(
        provider
        for provider in users
        if rules.may_be_named(provider, on) and fold(provider.city).startswith(wanted)
    )


def _standing(session: Session, cnpj: str, on: date) -> ProviderStanding:
    provider = session.get(Provider, cnpj)
    if provider is None:
        raise NotFoundError("PRESTADOR NÃO CADASTRADO", field="prestador", code="090")
    rows = session.exec(
        select(ProviderNetwork)
        .where(col(ProviderNetwork.cnpj) == cnpj)
        .order_by(col(ProviderNetwork.valid_from).desc(), col(ProviderNetwork.network_number))
    )
    reason = leave_reasons()[provider.leave_reason]
    reasons = [cite("AP-013", f"MOTIVO {provider.leave_reason}: {reason}")]
    if provider.unpublished:
        reasons.append(cite("AP-014", "PÚBLICO 10: CENTRAL, SITE E LIVRETE NÃO DIVULGAM"))
    return ProviderStanding(
        provider=provider,
        active=provider.joined_on <= on and (provider.left_on is None or on < provider.left_on),
        reason=reason,
        memberships=tuple(
            Membership(row.network_number, networks().get(row.network_number, ""), row.valid_from, row.valid_until)
            for row in rows
        ),
        decision=Decision(Outcome.ALLOWED, tuple(reasons)),
    )


def _agreed(session: Session, procedures: Sequence[Procedure], on: date) -> list[SpecialProvider]:
    """Everybody who may be named and has an agreement for one of these procedures, by state and name."""
    by_code = {procedure.code: procedure for procedure in procedures}
    rows = session.exec(
        select(ProviderAgreement, Provider)
        .join(Provider, col(Provider.cnpj) == col(ProviderAgreement.cnpj))
        .where(
            col(ProviderAgreement.procedure_code).in_(list(by_code)),
            col(ProviderAgreement.valid_from) <= on,
            or_(col(ProviderAgreement.valid_until).is_(None), col(ProviderAgreement.valid_until) > on),
        )
        .order_by(col(Provider.state), col(Provider.search_name), col(ProviderAgreement.procedure_code))
    )
    return [
        SpecialProvider(provider, by_code[agreement.procedure_code], agreement.package)
        for agreement, provider in rows
        if rules.may_be_named(provider, on)
    ]


def _reasons(
    desk: Desk, procedures: Sequence[Procedure], agreed: Sequence[SpecialProvider], state: str, on: date
) -> tuple[Reason, ...]:
    """What to ask before naming anybody, what a package means in the state asked, and where a network is seen."""
    reasons: list[Reason | None] = []
    for procedure in procedures:
        reasons.append(rules.ask_first(procedure.code, on, desk.rulebook))
        packages = {a.provider.state for a in agreed if a.package and a.procedure.code == procedure.code}
        reasons.append(rules.package_advice(procedure, state, packages, on, desk.rulebook))
    tool = cite("AP-011", "A CENTRAL NÃO PESQUISA PELA IDENTIFICAÇÃO: A REDE DO SEGURADO SE VÊ NA ARED")
    return tuple(dict.fromkeys(reason for reason in (*reasons, tool) if reason is not None))
