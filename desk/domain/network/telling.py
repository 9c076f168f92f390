"""Naming providers to the insured: at most three for one enquiry, and the journal remembers which."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from desk.domain.audit.model import AuditEvent
from desk.domain.audit.service import record
from desk.domain.context import Actor, Desk
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.network import rules
from desk.domain.network.fitting import (
    NetworkQuestion,
    Search,
    automation_works,
    find_insured,
    find_providers,
    read_question,
    searched_networks,
)

_TOLD = "network.told"


@dataclass(frozen=True, slots=True)
class Told:
    """A provider already named for an enquiry."""

    cnpj: str
    name: str


@dataclass(frozen=True, slots=True)
class Telling:
    """Whether the providers chosen may be named, and everybody named for the enquiry today."""

    told: tuple[Told, ...]
    decision: Decision


def tell(desk: Desk, actor: Actor, question: NetworkQuestion, chosen: Sequence[str]) -> Telling:
    """Note that these providers were named to the member; each new one is journalled, all of them or none.

    Raises DomainError as the search does, and when one of them is not among what the search finds now.
    """
    with desk.store.writing() as session:
        whose = find_insured(session, desk, question.member_number)
        automation_works(session, question.system)
        search = read_question(session, question, desk.clock.today())
        found = find_providers(session, desk, search, searched_networks(question, whose))
        may = {provider.cnpj: provider for provider in found}
        if any(cnpj not in may for cnpj in chosen):
            raise DomainError("PRESTADOR FORA DESTA PESQUISA - PESQUISE DE NOVO")
        before = told_today(session, search)
        already = {told.cnpj for told in before}
        decision = rules.telling(already, chosen, search.on, desk.rulebook)
        if decision.outcome is not Outcome.ALLOWED:
            return Telling(before, decision)
        fresh = [may[cnpj] for cnpj in dict.fromkeys(chosen) if cnpj not in already]
        for provider in fresh:
            data = {"day": search.on, "enquiry": search.enquiry, "cnpj": provider.cnpj, "name": provider.name}
            record(session, desk, actor, _TOLD, question.member_number, data)
    return Telling((*before, *(Told(provider.cnpj, provider.name) for provider in fresh)), decision)


def told_today(session: Session, search: Search) -> tuple[Told, ...]:
    """Who was named to the member today for this enquiry, in the order they were."""
    events = session.exec(
        select(AuditEvent.data)
        .where(col(AuditEvent.action) == _TOLD, col(AuditEvent.subject) == search.question.member_number)
        .order_by(col(AuditEvent.id))
    )
    today = search.on.isoformat()
    return tuple(
        Told(said["cnpj"], said["name"])
        for said in map(json.loads, events)
        if said["day"] == today and said["enquiry"] == search.enquiry
    )
