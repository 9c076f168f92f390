"""A question about the network read against the registers, and the providers that fit it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, literal
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, or_, select

from desk.domain.access.model import System
from desk.domain.access.systems import NAMES, is_up
from desk.domain.catalogue.model import Procedure
from desk.domain.context import Desk
from desk.domain.enrolment.model import Member, Policy, Product, Sponsor
from desk.domain.enrolment.service import is_active
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.text import fold
from desk.domain.network import rules
from desk.domain.network.model import Provider, ProviderNetwork
from desk.domain.network.service import agreements_for, networks_for, package_states
from desk.domain.rulebook.reference import networks


@dataclass(frozen=True, slots=True)
class NetworkQuestion:
    """What is looked for and where. `network` is the one number EXTRA searches; Automação searches them all."""

    system: System
    member_number: str
    network: str = ""
    state: str = ""
    city: str = ""
    district: str = ""
    region: str = ""
    specialty: str = ""
    procedure_code: str = ""


@dataclass(frozen=True, slots=True)
class Insured:
    """Whose network it is: the person, the product, the networks in the order they are searched, the address."""

    member: Member
    policy: Policy
    product: Product
    networks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """A question read against the registers: places and specialties as they are written there."""

    question: NetworkQuestion
    on: date
    cities: tuple[str, ...]
    districts: tuple[str, ...]
    regions: tuple[str, ...]
    specialties: tuple[str, ...]
    procedure: Procedure | None

    @property
    def enquiry(self) -> str:
        """The same however it was typed, and whichever network it was asked of (AP-008)."""
        asked = self.question
        parts = (self.cities, self.districts, self.regions, self.specialties)
        return "/".join((asked.state, *("|".join(part) for part in parts), asked.procedure_code))


def find_insured(session: Session, desk: Desk, member_number: str) -> Insured:
    """Whose network it is. Raises DomainError for a person unknown or no longer insured."""
    member = session.get(Member, member_number)
    if member is None:
        raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
    policy = session.get_one(Policy, member.holder_number)
    on = desk.clock.today()
    if not is_active(member, policy, on):
        text = "SEGURADO EXCLUÍDO, SEM REDE - PESQUISE NOME/CPF NA ASEG"
        raise DomainError(text, field="identificacao", code="432")
    product = session.get_one(Product, policy.product_code)
    group = session.get_one(Sponsor, policy.sponsor_code).group_name
    mine = networks_for(session, desk.rulebook, product.code, group, on)
    if not mine:
        raise DomainError(f"PRODUTO {product.code} SEM REDE CADASTRADA", field="identificacao")
    return Insured(member, policy, product, mine)


def automation_works(session: Session, system: System) -> bool:
    """Whether Automação is up. Raises DomainError when the system asked is not."""
    up = {each: is_up(session, each) for each in System}
    if not up[system]:
        text = f"{NAMES[system]} FORA DO AR"
        other = next((each for each in System if up[each]), None)
        way = f" - PESQUISE NA {'MCRA' if other is System.EXTRA else 'ARED'} (F4)" if other is not None else ""
        raise DomainError(text + way, field="comando")
    return up[System.AUTOM]


def searched_networks(question: NetworkQuestion, whose: Insured) -> tuple[str, ...]:
    """The networks one search looks in: all of the person's at once on Automação, the one typed on EXTRA.

    Raises DomainError when that one is none of the person's.
    """
    if question.system is System.AUTOM:
        return whose.networks
    fault = rules.network_fault(question.network, whose.networks, networks())
    if fault:
        raise DomainError(fault, field="rede")
    return (question.network,)


def read_question(session: Session, question: NetworkQuestion, on: date) -> Search:
    """A question in the words of the registers. Raises DomainError on the field nothing fits."""
    if not question.state:
        raise DomainError("INFORME A UF", field="uf")
    if question.specialty and question.procedure_code:
        raise DomainError("INFORME A ESPECIALIDADE OU O SERVIÇO, NÃO OS DOIS", field="servico")
    procedure = session.get(Procedure, question.procedure_code) if question.procedure_code else None
    if question.procedure_code and procedure is None:
        raise NotFoundError("SERVIÇO NÃO CADASTRADO", field="servico", code="057")
    return Search(
        question,
        on,
        cities=_place(session, col(Provider.city), question.state, question.city, "NO MUNICÍPIO", "municipio"),
        districts=_place(
            session, col(Provider.district), question.state, question.district, "NO BAIRRO", "bairro"
        ),
        regions=_place(session, col(Provider.region), question.state, question.region, "NA REGIÃO", "regiao"),
        specialties=_specialties(session, question.specialty),
        procedure=procedure,
    )


def _place(
    session: Session, column: Mapped[str], state: str, typed: str, label: str, field: str
) -> tuple[str, ...]:
    """The places of a state as registered that what was typed names, or else begins. Empty when nothing was."""
    if not typed:
        return ()
    known = session.exec(select(column).where(col(Provider.state) == state).distinct())
    found = _named(known, typed)
    if not found:
        raise DomainError(f"SEM PRESTADOR {label} {typed}, {state}", field=field)
    return found


def _specialties(session: Session, typed: str) -> tuple[str, ...]:
    if not typed:
        return ()
    known = {s for text in session.exec(select(Provider.specialties).distinct()) for s in text.split("|") if s}
    found = _named(known, typed)
    if not found:
        raise DomainError(f"ESPECIALIDADE DESCONHECIDA: {typed}", field="especialidade")
    return found


def _named(known: Iterable[str], typed: str) -> tuple[str, ...]:
    """What is called as typed, accents and case aside; if nothing is, what begins so."""
    wanted = fold(typed)
    folded = {text: fold(text) for text in known if text}
    exact = [text for text, plain in folded.items() if plain == wanted]
    return tuple(sorted(exact or [text for text, plain in folded.items() if wanted and plain.startswith(wanted)]))


def find_providers(session: Session, desk: Desk, search: Search, searched: Sequence[str]) -> list[Provider]:
    """Everybody in these networks who fits and may be named, in the order of the names."""
    on = search.on
    places = (
        (col(Provider.city), search.cities),
        (col(Provider.district), search.districts),
        (col(Provider.region), search.regions),
    )
    query = (
        select(Provider)
        .where(
            col(Provider.cnpj).in_(
                select(ProviderNetwork.cnpj).where(
                    col(ProviderNetwork.network_number).in_(searched),
                    col(ProviderNetwork.valid_from) <= on,
                    or_(col(ProviderNetwork.valid_until).is_(None), col(ProviderNetwork.valid_until) > on),
                )
            ),
            col(Provider.state) == search.question.state,
            *(column.in_(names) for column, names in places if names),
        )
        .order_by(col(Provider.search_name), col(Provider.cnpj))
    )
    if search.specialties:
        query = query.where(or_(*(_among_specialties(name) for name in search.specialties)))
    fitting = [provider for provider in session.exec(query) if rules.may_be_named(provider, on)]
    if search.procedure is None:
        return [provider for provider in fitting if rules.has_open_list(provider)]
    return _performing(session, desk, search.procedure, fitting, on)


def _among_specialties(name: str) -> ColumnElement[bool]:
    listed: ColumnElement[str] = literal("|").concat(col(Provider.specialties)).concat("|")
    return listed.contains(f"|{name}|", autoescape=True)


def _performing(
    session: Session, desk: Desk, procedure: Procedure, fitting: Iterable[Provider], on: date
) -> list[Provider]:
    agreed = agreements_for(session, procedure.code, on)
    states = package_states(session, procedure.code, on)
    only = rules.goes_by_package_only(procedure, on, desk.rulebook)
    return [
        provider
        for provider in fitting
        if rules.performs(provider, procedure, agreed.get(provider.cnpj), states, only_by_package=only)
    ]
