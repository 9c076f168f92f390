"""Searching the network of a member (ARED and MCRA)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from desk.domain.access.model import System
from desk.domain.audit.service import record_read
from desk.domain.context import Actor, Desk
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.network import rules
from desk.domain.network.fitting import (
    Insured,
    NetworkQuestion,
    Search,
    automation_works,
    find_insured,
    find_providers,
    read_question,
    searched_networks,
)
from desk.domain.network.model import Provider
from desk.domain.network.service import networks_of, package_states
from desk.domain.network.telling import Told, told_today
from desk.domain.rulebook.catalogue import rule

SEARCH_LIMIT = 96
"""Providers one search shows at most; more than that asks for a narrower place."""


@dataclass(frozen=True, slots=True)
class FoundProvider:
    """A provider that may be named, with all its networks of the day (AP-007)."""

    provider: Provider
    networks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NetworkAnswer:
    """The providers of a search by name, what was told of them today, and what the rules say of it.

    `earlier` counts what the networks that come first on EXTRA would have found; `next_network` is the one to
    search when this one has nothing. `advice` and `ask` come with a procedure that has some.
    """

    question: NetworkQuestion
    insured: Insured
    providers: tuple[FoundProvider, ...]
    more: bool
    told: tuple[Told, ...]
    automation_up: bool
    earlier: int
    next_network: str
    tool: Reason
    direction: Reason
    ask: Reason | None
    advice: Reason | None
    decision: Decision


def insured(desk: Desk, actor: Actor, system: System, member_number: str) -> Insured:
    """Whose network would be searched on a system, journalled as a read. Raises as `search_network` does."""
    with desk.store.reading() as session:
        automation_works(session, system)
        found = find_insured(session, desk, member_number)
    record_read(desk, actor, "member.read", member_number)
    return found


def search_network(desk: Desk, actor: Actor, question: NetworkQuestion) -> NetworkAnswer:
    """The providers of the member's networks that may be named, by name; journalled as a read.

    Raises DomainError on the field at fault: a person unknown or no longer insured, a system that is down, a
    network that is not the person's, an unknown procedure or specialty, no state.
    """
    with desk.store.reading() as session:
        whose = find_insured(session, desk, question.member_number)
        automation_up = automation_works(session, question.system)
        searched = searched_networks(question, whose)
        search = read_question(session, question, desk.clock.today())
        found = find_providers(session, desk, search, searched)
        answer = _answer(session, desk, search, whose, found, automation_up=automation_up)
    data = {"system": question.system, "networks": searched, "enquiry": search.enquiry, "found": len(found)}
    record_read(desk, actor, "network.search", question.member_number, data)
    return answer


def _answer(
    session: Session,
    desk: Desk,
    search: Search,
    whose: Insured,
    found: Sequence[Provider],
    *,
    automation_up: bool,
) -> NetworkAnswer:
    question, on = search.question, search.on
    before, after = _neighbours(question, whose.networks)
    earlier = find_providers(session, desk, search, before) if before else []
    tool = rules.tool(question.system, automation_up=automation_up)
    direction = rules.direction(whose.product)
    ask = rules.ask_first(question.procedure_code, on, desk.rulebook)
    advice = None
    if search.procedure is not None:
        states = package_states(session, search.procedure.code, on)
        advice = rules.package_advice(search.procedure, question.state, states, on, desk.rulebook)
    told = told_today(session, search)
    shown = found[:SEARCH_LIMIT]
    theirs = networks_of(session, [provider.cnpj for provider in shown], on)
    limit = rules.telling({t.cnpj for t in told}, (), on, desk.rulebook)
    beside = rules.complement(whose.networks, on, desk.rulebook)
    reasons = (tool, beside, direction, ask, advice, *limit.reasons)
    return NetworkAnswer(
        question=question,
        insured=whose,
        providers=tuple(FoundProvider(provider, theirs[provider.cnpj]) for provider in shown),
        more=len(found) > SEARCH_LIMIT,
        told=told,
        automation_up=automation_up,
        earlier=len(earlier),
        next_network=after,
        tool=tool,
        direction=direction,
        ask=ask,
        advice=advice,
        decision=Decision(Outcome.ALLOWED, tuple(reason for reason in reasons if reason is not None)),
    )


@rule("AP-010")
def _neighbours(question: NetworkQuestion, mine: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """On EXTRA, the networks that come before the one searched, and the one after it (AP-010)."""
    if question.system is System.AUTOM:
        return (), ""
    at = mine.index(question.network)
    return tuple(mine[:at]), next(iter(mine[at + 1 :]), "")
