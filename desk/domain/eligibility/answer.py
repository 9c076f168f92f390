"""The answer to a question of care: outcome, reasons, the first day it is allowed, and what would change it."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk.domain.eligibility import hindrances
from desk.domain.eligibility.clause import LAW, Circumstance, Clause, Effect
from desk.domain.eligibility.cover import Cover, cover
from desk.domain.eligibility.coverage import STATEMENTS, Concern, Facts, Spoken, concerning, speak, strongest
from desk.domain.eligibility.hindrances import Hindrance
from desk.domain.eligibility.limits import LimitUse, limit_uses
from desk.domain.eligibility.place import Places, decides, places
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
    papers: tuple[tuple[str, str], ...]
    """Documents the clauses ask for, each with its rule."""
    change: tuple[str, ...]
    notes: tuple[Reason, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The names of the documents the clauses ask for, each once."""
        return tuple(dict.fromkeys(name for _, name in self.papers))


@dataclass(frozen=True, slots=True)
class _Near:
    """The clauses about what is asked, on whatever day: of the rulebook, of the law, and were it not urgent."""

    own: list[Concern]
    law: list[Concern]
    calm: list[Concern]


@dataclass(frozen=True, slots=True)
class _Day:
    """What one day finds: what stands in the way, what the clauses say, and where it is asked for."""

    found: list[Hindrance]
    waiting: list[Hindrance]
    spoken: list[Spoken]
    legal: list[Spoken]
    coverage: Cover
    uses: tuple[LimitUse, ...]
    place: Places

    @property
    def outcome(self) -> Outcome:
        """What all that stands in the way comes to."""
        return min((h.outcome for h in self.found), key=_ORDER.index, default=Outcome.ALLOWED)

    @property
    def turns(self) -> Iterator[date]:
        """The later days on which it may come to something else."""
        return (h.until for h in self.found if h.until is not None)

    @property
    def papers(self) -> tuple[tuple[str, str], ...]:
        """The documents that the clauses that hold ask for, each with its rule."""
        holding = [s.clause for s in (*self.spoken, *self.coverage.deciding) if s.holds]
        return tuple(dict.fromkeys((*self.place.documents, *((c.rule, d) for c in holding for d in c.documents))))


@rule("EL-001")
def answer(question: CareQuestion, clauses: Sequence[Clause], rulebook: Rulebook) -> CareAnswer:
    """Decide the question, and look ahead for the first day it is allowed.

    Whether the person may have it comes before where it is asked for: no place to ask turns a refusal into less.
    While the system that knows coverage is down no clause speaks.
    """
    if not question.automation_up:
        clauses = ()
    near = _near(question, clauses)
    today = _day(question, near, rulebook)
    reasons = _reasons(question, today)
    codes = tuple(dict.fromkeys(r.code for r in reasons if r.applied and r.code))
    routes = tuple({h.route.area: h.route for h in today.found if h.route is not None}.values())
    return CareAnswer(
        decision=Decision(today.outcome, reasons, codes, routes),
        first_allowed=_first_allowed(question, today, near, clauses, rulebook),
        covered=today.coverage.covered,
        spoke=today.coverage.spoke,
        limits=today.uses,
        papers=today.papers,
        change=tuple(dict.fromkeys(h.change for h in today.found if h.change)),
        notes=tuple(
            s.reason() for s in (*today.spoken, *today.legal) if s.holds and s.clause.effect is Effect.NOTE
        ),
    )


def papers_asked(
    question: CareQuestion, clauses: Sequence[Clause], rulebook: Rulebook
) -> tuple[tuple[str, str], ...]:
    """The documents the clauses ask for of a question, each with its rule, and nothing else of the answer."""
    return _day(question, _near(question, clauses), rulebook).papers


def _first_allowed(
    question: CareQuestion, today: _Day, near: _Near, clauses: Sequence[Clause], rulebook: Rulebook
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
        verdict = _day(question.on_day(day), near, rulebook)
    return day


def _near(question: CareQuestion, clauses: Sequence[Clause]) -> _Near:
    code = question.rulebook
    own = [clause for clause in clauses if clause.rulebook == code]
    law = [clause for clause in clauses if clause.rulebook == LAW] if _under_the_law(question) else []
    return _Near(
        own=concerning(question, own),
        law=[concern for concern in concerning(question, law) if _of_this_type(concern.clause, question)],
        calm=concerning(_calm(question), own) if question.urgent else [],
    )


def _day(question: CareQuestion, near: _Near, rulebook: Rulebook) -> _Day:
    found = [
        *hindrances.enrolment(question),
        *hindrances.sponsor(question),
        *hindrances.premiums(question, rulebook),
        *hindrances.person_blocks(question),
        *hindrances.partial_cover(question, rulebook),
        *hindrances.person_fits(question),
        *hindrances.told_facts(question, rulebook),
    ]
    registered = list(hindrances.registered_waiting(question, rulebook))
    facts = Facts(
        in_waiting=_blocks(registered) or (question.urgent and _waits_when_calm(question, near.calm, rulebook)),
        in_cpt=bool(hindrances.running_cpts(question, rulebook)),
        suspected=any(h.reason.rule == "EL-029" for h in found),
    )
    spoken = speak(question, near.own, facts, rulebook)
    by_clause = list(hindrances.waiting_by_clause(question, spoken, rulebook))
    if _blocks(by_clause) and not facts.in_waiting:
        facts = replace(facts, in_waiting=True)
        spoken = speak(question, near.own, facts, rulebook)
    waiting = [*registered, *by_clause]
    legal = speak(question, near.law, facts, rulebook)
    coverage = cover(question, spoken, legal)
    uses = limit_uses(question, [s for s in (*spoken, *_limits_of_the_law(spoken, legal, coverage)) if s.holds])
    place = places(question, [s for s in spoken if s.holds], rulebook)
    found += [*waiting, *coverage.hindrances, *_over_limit(question, uses), *place.hindrances]
    return _Day(found, waiting, spoken, legal, coverage, uses, place)


def _reasons(question: CareQuestion, day: _Day) -> tuple[Reason, ...]:
    """What decided first, then what holds beside it, then what was tried in vain."""
    decided = {(s.clause.rule, s.clause.says) for s in day.coverage.deciding}
    could_hold = (*day.spoken, *(s for s in day.legal if s.clause.effect is not Effect.WAITING))
    return (
        *(h.reason for h in day.found),
        *day.coverage.reasons,
        *_beyond_the_law(question, day.waiting, day.legal),
        *day.place.reasons,
        *(_limit_reason(use) for use in day.uses),
        *(
            _beside(s, day.coverage.covered)
            for s in day.spoken
            if s.holds and s.clause.effect in STATEMENTS and (s.clause.rule, s.clause.says) not in decided
        ),
        *(s.reason() for s in could_hold if not s.holds and s.clause.effect is not Effect.NOTE),
    )


def _beside(spoken: Spoken, covered: bool | None) -> Reason:
    """A clause that holds and does not decide: tried in vain where the one that decides says the contrary."""
    reason = spoken.reason()
    agrees = covered is None or covered is (spoken.clause.effect is not Effect.EXCLUDED)
    return reason if agrees else replace(reason, applied=False, says=f"{reason.says} (VALE REGRA MAIS ESPECIAL)")


def _of_this_type(clause: Clause, question: CareQuestion) -> bool:
    """Whether a clause of the law is about this type of plan: what it says of others is not even tried."""
    return not clause.when.coverage or question.card.product.coverage in clause.when.coverage


def _calm(question: CareQuestion) -> CareQuestion:
    """The same question were it not urgent; for the emergency room that of the admission it may lead to."""
    calm = replace(question, circumstance=Circumstance.ELECTIVE)
    if question.procedure is None and _EMERGENCY_ROOM in question.subjects:
        return replace(calm, subjects=widened([_ADMISSION]))
    return calm


def _waits_when_calm(question: CareQuestion, near: list[Concern], rulebook: Rulebook) -> bool:
    """Whether a waiting period would hold the service back, were it not urgent: urgent care has its own, of hours.

    For a subject of no known class any class still running counts, but that of urgent care itself. `near` are
    the clauses about the question were it not urgent.
    """
    calm = _calm(question)
    unknown = question.procedure is None and not hindrances.waiting_class(calm, rulebook)
    if unknown and any(w.code != hindrances.URGENCY_CODE for w in question.waiting):
        return True
    spoken = speak(calm, near, Facts(), rulebook)
    registered = hindrances.registered_waiting(calm, rulebook)
    return _blocks(registered) or _blocks(hindrances.waiting_by_clause(calm, spoken, rulebook))


def _blocks(waiting: Iterable[Hindrance]) -> bool:
    return any(hindrance.outcome is Outcome.BLOCKED for hindrance in waiting)


def _limits_of_the_law(spoken: list[Spoken], legal: list[Spoken], coverage: Cover) -> list[Spoken]:
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
    adhered_on, code = question.adhered_on, question.rulebook
    for clause in clauses:
        if clause.rulebook not in {code, LAW}:
            continue
        when = clause.when
        if clause.wait is not None:
            yield hindrances.right_begins(clause, adhered_on)
        if clause.since is not None:
            yield clause.since
        if clause.until is not None:
            yield clause.until
        if when.age_from is not None:
            yield add_months(birth, 12 * when.age_from)
        if when.age_to is not None:
            yield add_months(birth, 12 * (when.age_to + 1))
        if when.insured_days_from is not None:
            yield add_days(started, when.insured_days_from)
        if when.insured_days_to is not None:
            yield add_days(started, when.insured_days_to + 1)
