"""The answer to a question of care: outcome, reasons, the first day it is allowed, and what would change it."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk.domain.eligibility import hindrances
from desk.domain.eligibility.clause import LAW, Circumstance, Clause, Effect
from desk.domain.eligibility.coverage import STATEMENTS, Facts, Spoken, speak, strongest
from desk.domain.eligibility.hindrances import Hindrance
from desk.domain.eligibility.limits import LimitUse, limit_uses
from desk.domain.eligibility.place import decides, places
from desk.domain.eligibility.question import CareQuestion
from desk.domain.eligibility.subjects import widened
from desk.domain.kernel.dates import add_days, add_months, add_years, format_date
from desk.domain.kernel.decision import Decision, Outcome, Reason, Route
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

HORIZON_YEARS = 10
"""How far ahead a first allowed date is looked for."""
_EMERGENCY_ROOM = "emergency_room"
_ADMISSION = "admission"
_IN_THE_WAY = frozenset({Outcome.REFUSED, Outcome.BLOCKED})
_ORDER = (Outcome.REFUSED, Outcome.BLOCKED, Outcome.ROUTED, Outcome.ALLOWED)


@dataclass(frozen=True, slots=True)
class CareAnswer:
    """What the counter says.

    `first_allowed` is the first day from the asked one on which nothing refuses or blocks (None: none within
    the horizon). `spoke` is the rulebook whose clause decided cover (empty when none has one), `covered` what
    it says (None when none speaks).
    """

    decision: Decision
    first_allowed: date | None
    covered: bool | None
    spoke: str
    limits: tuple[LimitUse, ...]
    documents: tuple[str, ...]
    change: tuple[str, ...]
    notes: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    """One day's verdict, and the later days on which it may turn."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    turns: tuple[date, ...]
    change: tuple[str, ...]
    routes: tuple[Route, ...]
    covered: bool | None
    spoke: str
    limits: tuple[LimitUse, ...]
    documents: tuple[str, ...]
    notes: tuple[Reason, ...]


def answer(question: CareQuestion, clauses: Sequence[Clause], rulebook: Rulebook) -> CareAnswer:
    """Decide the question, and look ahead for the first day it is allowed."""
    today = _day(question, clauses, rulebook)
    codes = tuple(dict.fromkeys(r.code for r in today.reasons if r.applied and r.code))
    return CareAnswer(
        decision=Decision(today.outcome, today.reasons, codes, today.routes),
        first_allowed=_first_allowed(question, today, clauses, rulebook),
        covered=today.covered,
        spoke=today.spoke,
        limits=today.limits,
        documents=today.documents,
        change=today.change,
        notes=today.notes,
    )


def _first_allowed(
    question: CareQuestion, today: _Day, clauses: Sequence[Clause], rulebook: Rulebook
) -> date | None:
    """Step from turn to turn: between two of them nothing that decides changes."""
    horizon = add_years(question.on, HORIZON_YEARS)
    day, verdict = question.on, today
    ahead: list[date] = []
    seen = {day}
    standing = tuple(_turns(question, clauses)) if verdict.outcome in _IN_THE_WAY else ()
    while verdict.outcome in _IN_THE_WAY:
        for turn in (*verdict.turns, *standing):
            if day < turn <= horizon and turn not in seen:
                seen.add(turn)
                heapq.heappush(ahead, turn)
        if not ahead:
            return None
        day = heapq.heappop(ahead)
        verdict = _day(question.on_day(day), clauses, rulebook)
    return day


def _day(question: CareQuestion, clauses: Sequence[Clause], rulebook: Rulebook) -> _Day:
    found = [
        *hindrances.enrolment(question),
        *hindrances.sponsor(question),
        *hindrances.premiums(question, rulebook),
        *hindrances.person_blocks(question),
        *hindrances.partial_cover(question, rulebook),
        *hindrances.person_fits(question),
        *hindrances.told_facts(question, rulebook),
    ]
    waiting = list(hindrances.registered_waiting(question, rulebook))
    own = [c for c in clauses if c.rulebook == question.rulebook]
    facts = Facts(
        in_waiting=_blocks(waiting) or (question.urgent and _waits_when_calm(question, own, rulebook)),
        in_cpt=bool(hindrances.running_cpts(question, rulebook)),
        suspected=any(h.reason.rule == "EL-029" for h in found),
    )
    law = [c for c in clauses if c.rulebook == LAW and _of_this_type(c, question)]
    spoken = speak(question, own, facts, rulebook)
    by_clause = list(hindrances.waiting_by_clause(question, spoken, rulebook))
    if _blocks(by_clause) and not facts.in_waiting:
        facts = replace(facts, in_waiting=True)
        spoken = speak(question, own, facts, rulebook)
    found += [*waiting, *by_clause]
    legal = speak(question, law, facts, rulebook) if _under_the_law(question) else []
    coverage = _coverage(question, spoken, legal)
    found += coverage.hindrances
    uses = limit_uses(question, [s for s in (*spoken, *_limits_of_the_law(spoken, legal, coverage)) if s.holds])
    found += list(_over_limit(question, uses))
    place = places(question, [s for s in spoken if s.holds], rulebook)
    found += place.hindrances
    could_hold = (*spoken, *(s for s in legal if s.clause.effect is not Effect.WAITING))
    tried = [s.reason() for s in could_hold if not s.holds and s.clause.effect is not Effect.NOTE]
    beyond = _beyond_the_law(question, [*waiting, *by_clause], legal)
    reasons = (
        *(h.reason for h in found),
        *coverage.reasons,
        *beyond,
        *place.reasons,
        *(_limit_reason(u) for u in uses),
    )
    decided = {(s.clause.rule, s.clause.says) for s in coverage.deciding}
    rest = [
        _beside(s, coverage.covered)
        for s in spoken
        if s.holds and s.clause.effect in STATEMENTS and (s.clause.rule, s.clause.says) not in decided
    ]
    documents = tuple(
        dict.fromkeys(
            (*place.documents, *(d for s in (*spoken, *coverage.deciding) if s.holds for d in s.clause.documents))
        )
    )
    return _Day(
        outcome=min((h.outcome for h in found), key=_ORDER.index, default=Outcome.ALLOWED),
        reasons=(*reasons, *rest, *tried),
        turns=tuple(h.until for h in found if h.until is not None),
        change=tuple(dict.fromkeys(h.change for h in found if h.change)),
        routes=tuple({h.route.area: h.route for h in found if h.route is not None}.values()),
        covered=coverage.covered,
        spoke=coverage.spoke,
        limits=uses,
        documents=documents,
        notes=tuple(s.reason() for s in (*spoken, *legal) if s.holds and s.clause.effect is Effect.NOTE),
    )


def _beside(spoken: Spoken, covered: bool | None) -> Reason:
    """A clause that holds and does not decide: tried in vain where the one that decides says the contrary."""
    reason = spoken.reason()
    agrees = covered is None or covered is (spoken.clause.effect is not Effect.EXCLUDED)
    return reason if agrees else replace(reason, applied=False, says=f"{reason.says} (VALE REGRA MAIS ESPECIAL)")


def _of_this_type(clause: Clause, question: CareQuestion) -> bool:
    """Whether a clause of the law is about this type of plan: what it says of others is not even tried."""
    return not clause.when.coverage or question.card.product.coverage in clause.when.coverage


def _waits_when_calm(question: CareQuestion, own: Sequence[Clause], rulebook: Rulebook) -> bool:
    """Whether a waiting period would hold the service back, were it not urgent: urgent care has its own, of hours.

    For a subject of no known class any class still running counts, but that of urgent care itself; for the
    emergency room that of the admission it may lead to.
    """
    calm = replace(question, circumstance=Circumstance.ELECTIVE)
    if question.procedure is None and _EMERGENCY_ROOM in question.subjects:
        calm = replace(calm, subjects=widened([_ADMISSION]))
    unknown = question.procedure is None and not hindrances.waiting_class(calm, rulebook)
    if unknown and any(w.code != hindrances.URGENCY_CODE for w in question.waiting):
        return True
    spoken = speak(calm, own, Facts(), rulebook)
    registered = hindrances.registered_waiting(calm, rulebook)
    return _blocks(registered) or _blocks(hindrances.waiting_by_clause(calm, spoken, rulebook))


def _blocks(waiting: Iterable[Hindrance]) -> bool:
    return any(hindrance.outcome is Outcome.BLOCKED for hindrance in waiting)


def _limits_of_the_law(spoken: list[Spoken], legal: list[Spoken], coverage: "_Coverage") -> list[Spoken]:
    """The limits of the law are what it lets an operator stop at: they count where the rulebook is silent."""
    own = any(s.holds and s.clause.effect is Effect.LIMIT for s in spoken)
    return [] if own or coverage.spoke not in {"", LAW} else legal


def _beyond_the_law(question: CareQuestion, waiting: Sequence[Hindrance], legal: list[Spoken]) -> Iterator[Reason]:
    """Where a waiting period runs longer than the law lets it, both are shown (LX-021)."""
    for longest in strongest(legal, frozenset({Effect.WAITING})):
        begins = hindrances.right_begins(longest.clause, question.card.member.started_on)
        if any(h.until is not None and h.until > begins for h in waiting):
            says = f"A LEI NÃO DEIXA ESPERAR ALÉM DE {format_date(begins)}: {longest.clause.says}"
            yield cite(longest.clause.rule, says, applied=False)


@dataclass(frozen=True, slots=True)
class _Coverage:
    covered: bool | None
    spoke: str
    deciding: tuple[Spoken, ...]
    reasons: tuple[Reason, ...]
    hindrances: tuple[Hindrance, ...] = ()


@rule("CV-041", "AP-092")
def _coverage(question: CareQuestion, spoken: list[Spoken], legal: list[Spoken]) -> _Coverage:
    """The contract's own list first, then the rulebook's clauses, then the law where the rulebook is silent."""
    procedure = question.procedure
    if question.exception is not None and procedure is not None:
        said = "INCLUI" if question.exception else "EXCLUI"
        reason = cite("AP-092", f"PRODUTO {question.card.product.code} {said} {procedure.code} POR CONTRATO")
        if question.exception:
            return _Coverage(True, question.rulebook, (), (reason,))
        return _Coverage(False, question.rulebook, (), (), (Hindrance(Outcome.REFUSED, _coded(reason)),))
    if procedure is not None and procedure.adapted_only and not question.card.policy.adapted:
        reason = cite("CV-041", f"{procedure.code} SÓ TEM COBERTURA EM CONTRATO ADAPTADO", code="401")
        change = "ADAPTAR O CONTRATO À LEI 9.656/98"
        return _Coverage(False, question.rulebook, (), (), (Hindrance(Outcome.REFUSED, reason, change=change),))
    own, law = strongest(spoken), strongest(legal)
    deciding = own or law
    if not deciding:
        return _Coverage(None, "", (), ())
    refused = deciding[0].clause.effect is Effect.EXCLUDED
    reasons = tuple(s.reason() for s in deciding)
    differ: tuple[Reason, ...] = ()
    if own and law and (law[0].clause.effect is Effect.EXCLUDED) != refused:
        differ = (_differs(law[0]),)
    if refused:
        against = (s.reason() for s in deciding if s.clause.effect is Effect.EXCLUDED)
        refusals = tuple(Hindrance(Outcome.REFUSED, _coded(reason)) for reason in against)
        return _Coverage(False, deciding[0].clause.rulebook, tuple(deciding), differ, refusals)
    return _Coverage(True, deciding[0].clause.rulebook, tuple(deciding), (*reasons, *differ))


def _differs(law: Spoken) -> Reason:
    """Where rulebook and law differ both are shown; the contract's rulebook decides at the desk."""
    since = f" (DESDE {format_date(law.clause.since)})" if law.clause.since is not None else ""
    return cite(law.clause.rule, f"A LEI DIZ OUTRA COISA{since}: {law.clause.says}", applied=False)


def _coded(reason: Reason) -> Reason:
    return replace(reason, code="401")


def _under_the_law(question: CareQuestion) -> bool:
    """Whether Law 9.656/98 stands behind the contract: adapted, or of a rulebook made under it."""
    return question.card.policy.adapted or question.rulebook != "DM"


def _over_limit(question: CareQuestion, uses: Sequence[LimitUse]) -> Iterator[Hindrance]:
    for use in uses:
        limit = use.clause.limit
        assert limit is not None
        if limit.share is None and question.quantity > use.left:
            if limit.beyond:
                says = f"{use.clause.says}: USADAS {use.used}, ALÉM DISSO {limit.beyond}"
                if not decides(question.role, limit.beyond):
                    yield Hindrance(
                        Outcome.ROUTED, cite(use.clause.rule, says), use.until, route=Route(limit.beyond)
                    )
                continue
            back = f"; RECOMEÇA EM {format_date(use.until)}" if use.until is not None else ""
            says = f"{use.clause.says}: USADAS {use.used}, RESTAM {use.left}{back}"
            yield Hindrance(
                Outcome.BLOCKED if use.until is not None else Outcome.REFUSED,
                cite(use.clause.rule, says, code="487"),
                use.until
                if question.quantity <= limit.quantity
                else None,  # no window ever holds more than it holds
                f"PEDIR NO MÁXIMO {use.left}" if use.left else "",
            )


def _limit_reason(use: LimitUse) -> Reason:
    values = (("USADO", use.used), ("RESTA", use.left))
    return cite(use.clause.rule, use.clause.says, values=values, reading=use.clause.reading)


def _turns(question: CareQuestion, clauses: Sequence[Clause]) -> Iterator[date]:
    """The days on which a registered waiting period ends, or a clause begins or stops to hold."""
    yield from (add_days(w.ends_on, 1) for w in question.card.life.waiting)
    birth, started = question.card.member.birth_date, question.card.member.started_on
    for clause in clauses:
        if clause.rulebook not in {question.rulebook, LAW}:
            continue
        when = clause.when
        if clause.wait is not None:
            yield hindrances.right_begins(clause, question.adhered_on)
        yield from (day for day in (clause.since, clause.until) if day is not None)
        yield from (add_months(birth, 12 * years) for years in (when.age_from,) if years is not None)
        yield from (add_months(birth, 12 * (years + 1)) for years in (when.age_to,) if years is not None)
        yield from (add_days(started, days) for days in (when.insured_days_from,) if days is not None)
        yield from (add_days(started, days + 1) for days in (when.insured_days_to,) if days is not None)
