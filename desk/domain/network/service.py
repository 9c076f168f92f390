"""Reading providers and networks."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, or_, select

from desk.domain.catalogue.model import Procedure
from desk.domain.network import rules
from desk.domain.network.model import ProductNetwork, Provider, ProviderAgreement, ProviderNetwork
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook


def product_networks(session: Session, product_code: str) -> list[str]:
    """The networks of a product in the order they are searched (AP-007, AP-010)."""
    return list(
        session.exec(
            select(ProductNetwork.network_number)
            .where(col(ProductNetwork.product_code) == product_code)
            .order_by(col(ProductNetwork.search_order))
        )
    )


def agreements(session: Session, cnpj: str, codes: Iterable[str], on: date) -> frozenset[str]:
    """The procedures among `codes` a provider may charge by agreement on a date (AP-150)."""
    rows = session.exec(
        select(ProviderAgreement).where(
            col(ProviderAgreement.cnpj) == cnpj,
            col(ProviderAgreement.procedure_code).in_(list(codes)),
            col(ProviderAgreement.valid_from) <= on,
        )
    )
    return frozenset(r.procedure_code for r in rows if r.valid_until is None or on < r.valid_until)


def agreements_for(session: Session, procedure_code: str, on: date) -> dict[str, ProviderAgreement]:
    """The agreements of a procedure in force on a date, by the provider's CNPJ."""
    rows = session.exec(
        select(ProviderAgreement)
        .where(
            col(ProviderAgreement.procedure_code) == procedure_code,
            col(ProviderAgreement.valid_from) <= on,
            or_(col(ProviderAgreement.valid_until).is_(None), col(ProviderAgreement.valid_until) > on),
        )
        .order_by(col(ProviderAgreement.valid_from))
    )
    return {row.cnpj: row for row in rows}


def package_states(session: Session, procedure_code: str, on: date) -> frozenset[str]:
    """The states where somebody who may be named does a procedure by package (CV-068)."""
    packages = [a.cnpj for a in agreements_for(session, procedure_code, on).values() if a.package]
    providers = session.exec(select(Provider).where(col(Provider.cnpj).in_(packages)))
    return frozenset(provider.state for provider in providers if rules.may_be_named(provider, on))


@rule("AP-007")
def networks_of(session: Session, cnpjs: Iterable[str], on: date) -> dict[str, tuple[str, ...]]:
    """Every network each of these providers belongs to on a date, by CNPJ."""
    rows = session.exec(
        select(ProviderNetwork)
        .where(
            col(ProviderNetwork.cnpj).in_(list(cnpjs)),
            col(ProviderNetwork.valid_from) <= on,
            or_(col(ProviderNetwork.valid_until).is_(None), col(ProviderNetwork.valid_until) > on),
        )
        .order_by(col(ProviderNetwork.network_number))
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row.cnpj] = (*found.get(row.cnpj, ()), row.network_number)
    return found


def networks_for(
    session: Session, rulebook: Rulebook, product_code: str, group_name: str, on: date
) -> tuple[str, ...]:
    """The networks of somebody by product and group of companies, in the order they are searched (AP-010)."""
    return rules.member_networks(product_networks(session, product_code), group_name, on, rulebook)


def network_does(
    session: Session, *, networks: Iterable[str], procedure: Procedure, city: str, state: str, on: date
) -> bool:
    """Whether a provider of these networks that may be named does a procedure in a city on a date.

    By agreement for a restricted procedure or a closed list, else by specialty.
    """
    rows = session.exec(
        select(Provider)
        .join(ProviderNetwork, col(ProviderNetwork.cnpj) == col(Provider.cnpj))
        .where(
            col(ProviderNetwork.network_number).in_(list(networks)),
            col(ProviderNetwork.valid_from) <= on,
            or_(col(ProviderNetwork.valid_until).is_(None), col(ProviderNetwork.valid_until) > on),
            col(Provider.city) == city,
            col(Provider.state) == state,
        )
    ).unique()
    agreed = agreements_for(session, procedure.code, on)
    return any(
        rules.may_be_named(provider, on)
        and rules.performs(provider, procedure, agreed.get(provider.cnpj), (), only_by_package=False)
        for provider in rows
    )


def provider_serves(session: Session, cnpj: str, networks: Iterable[str], on: date) -> bool | None:
    """Whether a provider belongs to one of these networks on a date; None when it is not registered."""
    provider = session.get(Provider, cnpj)
    if provider is None:
        return None
    if not (provider.joined_on <= on and (provider.left_on is None or on < provider.left_on)):
        return False
    places = session.exec(
        select(ProviderNetwork).where(
            col(ProviderNetwork.cnpj) == cnpj,
            col(ProviderNetwork.network_number).in_(list(networks)),
            col(ProviderNetwork.valid_from) <= on,
        )
    )
    return any(place.valid_until is None or on < place.valid_until for place in places)
