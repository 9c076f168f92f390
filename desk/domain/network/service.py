"""Reading providers and networks."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, col, or_, select

from desk.domain.catalogue.model import Procedure
from desk.domain.network.model import ProductNetwork, Provider, ProviderAgreement, ProviderNetwork


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


def network_does(
    session: Session, *, product_code: str, procedure: Procedure, city: str, state: str, on: date
) -> bool:
    """Whether a published provider of the product's networks in a city does a procedure on a date.

    By agreement for a restricted procedure or a closed list, else by specialty.
    """
    rows = session.exec(
        select(Provider)
        .join(ProviderNetwork, col(ProviderNetwork.cnpj) == col(Provider.cnpj))
        .where(
            col(ProviderNetwork.network_number).in_(product_networks(session, product_code)),
            col(ProviderNetwork.valid_from) <= on,
            or_(col(ProviderNetwork.valid_until).is_(None), col(ProviderNetwork.valid_until) > on),
            col(Provider.city) == city,
            col(Provider.state) == state,
            col(Provider.joined_on) <= on,
            or_(col(Provider.left_on).is_(None), col(Provider.left_on) > on),
            col(Provider.unpublished).is_(False),
        )
    ).unique()
    for provider in rows:
        if procedure.restricted or provider.closed_list:
            if procedure.code in agreements(session, provider.cnpj, [procedure.code], on):
                return True
        elif procedure.specialty in provider.specialties.split("|"):
            return True
    return False
