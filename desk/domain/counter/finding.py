"""One search over everything: people, authorizations, claims, services, subjects, providers and companies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session, col, select

from desk.domain.authorization.model import Authorization
from desk.domain.catalogue.service import find_procedures
from desk.domain.context import Actor, Desk
from desk.domain.eligibility.subjects import find_subjects
from desk.domain.enrolment.model import Sponsor
from desk.domain.enrolment.service import search
from desk.domain.kernel.identification import digits, is_cpf, parse_authorization_number
from desk.domain.kernel.text import fold
from desk.domain.network.model import Provider
from desk.domain.reimbursement.model import ReimbursementRequest

MOST = 60
"""Hits of one kind that a search shows; more asks for another word."""
_NUMBER = re.compile(r"[\d./ -]+", re.ASCII)

UNPUBLISHED = "INTERNO"
"""The detail of a provider that nobody outside is told of (AP-014): only its own number finds it."""


class What(StrEnum):
    """What a hit is; the value is the word of the panel."""

    MEMBER = "SEGURADO"
    AUTHORIZATION = "AP"
    CLAIM = "SR"
    SERVICE = "SERVIÇO"
    SUBJECT = "ASSUNTO"
    PROVIDER = "PRESTADOR"
    SPONSOR = "EMPRESA"


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is, the key another panel takes, and what to show of it."""

    what: What
    key: str
    label: str
    detail: str = ""


def find_everything(desk: Desk, actor: Actor, text: str) -> tuple[Hit, ...]:
    """Everything a number or some words may mean, people first. People found are journalled as a search."""
    if not text.strip():
        return ()
    if _NUMBER.fullmatch(text.strip()):
        return tuple(_by_number(desk, actor, text.strip()))
    return tuple(_by_words(desk, actor, text))


def _by_number(desk: Desk, actor: Actor, text: str) -> Iterator[Hit]:
    number = digits(text)
    if len(number) == 16:
        yield from _members(desk, actor, member_number=number)
    if len(number) == 11 and is_cpf(number):
        yield from _members(desk, actor, cpf=number)
    with desk.store.reading() as session:
        yield from _authorization(session, number)
        if len(number) == 10 and (claim := session.get(ReimbursementRequest, number)) is not None:
            yield Hit(What.CLAIM, number, f"SR {number}", claim.member_number)
        if "/" not in text and 2 <= len(number) <= 8:
            for procedure in find_procedures(session, number, most=MOST):
                yield Hit(What.SERVICE, procedure.code, procedure.description)
        if len(number) == 14 and (provider := session.get(Provider, number)) is not None:
            yield Hit(What.PROVIDER, number, provider.name, UNPUBLISHED if provider.unpublished else provider.city)
        if len(number) == 5 and (sponsor := session.get(Sponsor, number)) is not None:
            yield Hit(What.SPONSOR, number, sponsor.name)


def _by_words(desk: Desk, actor: Actor, text: str) -> Iterator[Hit]:
    if max(map(len, fold(text).split()), default=0) < 2:
        return
    yield from _members(desk, actor, name=text)
    yield from (Hit(What.SUBJECT, subject.code, subject.label) for subject in find_subjects(text))
    with desk.store.reading() as session:
        for procedure in find_procedures(session, text, most=MOST):
            yield Hit(What.SERVICE, procedure.code, procedure.description)
        providers = select(Provider).where(col(Provider.unpublished).is_(False)).order_by(col(Provider.name))
        for provider in session.exec(providers):
            if _named(provider.search_name, text):
                yield Hit(What.PROVIDER, provider.cnpj, provider.name, provider.city)
        for sponsor in session.exec(select(Sponsor).order_by(col(Sponsor.code))):
            if _named(fold(sponsor.name), text):
                yield Hit(What.SPONSOR, sponsor.code, sponsor.name)


def _members(desk: Desk, actor: Actor, *, member_number: str = "", cpf: str = "", name: str = "") -> Iterator[Hit]:
    found = search(desk, actor, member_number=member_number, cpf=cpf, name=name)
    for person in found.members[:MOST]:
        yield Hit(What.MEMBER, person.member_number, person.name, f"{person.birth_date:%d/%m/%Y}")


def _authorization(session: Session, number: str) -> Iterator[Hit]:
    if len(number) != 8:
        return
    try:
        senha = parse_authorization_number(number)
    except ValueError:
        return
    given = session.get(Authorization, senha)
    if given is not None:
        yield Hit(What.AUTHORIZATION, senha, f"SENHA {senha} {given.status.upper()}", given.member_number)


def _named(name: str, text: str) -> bool:
    words = name.split()
    return all(any(word.startswith(part) for word in words) for part in fold(text).split())
