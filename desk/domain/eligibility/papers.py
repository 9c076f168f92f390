"""Papers to ask for with a request: what each kind of request takes, and what each paper must say."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from desk.domain.catalogue.model import Procedure
from desk.domain.eligibility.clause_files import clauses
from desk.domain.eligibility.subjects import subjects, subjects_of
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.errors import ParameterError
from desk.domain.kernel.resources import data_folder
from desk.domain.kernel.text import fold, name_tokens
from desk.domain.premium.rules import PaymentStanding, Standing
from desk.domain.rulebook.catalogue import built_by_data, catalogue

DESK_MANUAL = "DM"
"""The rulebook the table speaks for; the papers of the others are documents of their clauses."""
ORDER = "PEDIDO"
"""The medical order."""


class Dated(StrEnum):
    """What the date on a paper means; empty where it bears none that counts."""

    NOTHING = ""
    ORDER = "order"
    """When it was written: it grows old."""
    UNTIL = "until"
    """The last day it speaks for."""
    PAST = "past"
    """When it was made: not ahead of today, and it never grows old."""


class Asked(StrEnum):
    """Of which premiums a paper is asked for, whatever the request."""

    NEVER = ""
    PROOF = "proof"
    """So long open that a proof of validity is needed (EL-020)."""
    GAP = "gap"
    """An instalment open with a later one paid (EL-019)."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper asked for: its code, its name, what it must say, and the rule that asks for it.

    `obligatory` says that a request does not go on without it; the others are asked for where they exist.
    """

    code: str
    label: str
    rule: str
    items: tuple[str, ...] = ()
    obligatory: bool = True
    dated: Dated = Dated.NOTHING
    when: Asked = Asked.NEVER
    same: tuple[str, ...] = ()
    """Documents of clauses that are this very paper."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Facts of a service that make it one of a kind: all that are given must be true of it."""

    subjects: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    attendance: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    specialties: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    cid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A paper a kind asks for; obligatory only under the TA named (empty: any), never asked for some drugs."""

    paper: str
    items: tuple[str, ...] = ()
    obligatory: bool = True
    attendance: tuple[str, ...] = ()
    not_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of request, from a date on."""

    code: str
    label: str
    rule: str
    since: date
    fits: tuple[Fit, ...]
    asks: tuple[Ask, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """What of a service asked for decides its kind; code and specialty are empty for a subject without a code.

    `cid` is the diagnosis named with it, `drug` the name of the drug, `attendance` the TA.
    """

    subjects: frozenset[str]
    attendance: str = ""
    code: str = ""
    description: str = ""
    specialty: str = ""
    cid: str = ""
    drug: str = ""


@dataclass(frozen=True, slots=True)
class PaperTable:
    """The whole table: papers by code, kinds in the order they are tried, and what every request takes."""

    papers: Mapping[str, Paper]
    kinds: tuple[Kind, ...]
    base: tuple[str, ...]
    order_items: tuple[str, ...]
    order_rule: str


def service_of(procedure: Procedure, attendance: str = "", *, cid: str = "", drug: str = "") -> Service:
    """A procedure of the catalogue as the table sees it."""
    return Service(
        subjects=subjects_of(procedure),
        attendance=attendance,
        code=procedure.code,
        description=procedure.description,
        specialty=procedure.specialty,
        cid=cid,
        drug=drug,
    )


def kind_of(service: Service, on: date) -> Kind:
    """The kind of request a service is: the first of the table in force that fits it. Raises ParameterError."""
    for kind in paper_table().kinds:
        if kind.since <= on and any(_fits(fit, service) for fit in kind.fits):
            return kind
    raise ParameterError(f"TABELA DE PAPÉIS SEM VALOR EM {format_date(on)}")


def asked_by_premiums(premiums: PaymentStanding) -> frozenset[Asked]:
    """Of which premiums papers are asked for, as they stand."""
    wanted = {Asked.PROOF: premiums.needs_proof, Asked.GAP: premiums.standing is Standing.GAP}
    return frozenset(name for name, is_so in wanted.items() if is_so)


def papers_of(
    services: Iterable[Service], on: date, *, standing: frozenset[Asked] = frozenset()
) -> tuple[Paper, ...]:
    """The papers of a request of several services, each once: the base ones first, then those of its kinds.

    What several kinds ask of one paper is put together, and it is obligatory when one of them says so.
    `standing` is what the premiums ask for.
    """
    table = paper_table()
    asked: dict[str, list[Ask]] = {code: [] for code in table.base}
    rules: dict[str, str] = {}
    asked |= {paper.code: [] for paper in table.papers.values() if paper.when in standing and paper.when}
    for service in services:
        kind = kind_of(service, on)
        for ask in kind.asks:
            if _exempt(ask, service):
                continue
            obligatory = ask.obligatory and (not ask.attendance or service.attendance in ask.attendance)
            asked.setdefault(ask.paper, []).append(Ask(ask.paper, ask.items, obligatory))
            rules.setdefault(ask.paper, kind.rule)
    return tuple(_put_together(table, code, asks, rules.get(code, "")) for code, asks in asked.items())


def clause_paper(rule_id: str, label: str) -> Paper:
    """A document of a clause as a paper: asked for where it applies, never obligatory by itself."""
    return Paper(_clause_codes()[rule_id, label], label, rule_id, obligatory=False, dated=Dated.PAST)


def beside_the_table(documents: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Documents of clauses, each with its rule, without those the table of the desk manual asks for itself."""
    known = {name for paper in paper_table().papers.values() for name in paper.same}
    return tuple((rule_id, name) for rule_id, name in documents if name not in known)


@cache
def paper_table() -> PaperTable:
    """The table as shipped, read once."""
    return read_papers(data_folder() / "reference" / "papers.toml")


def read_papers(path: Path) -> PaperTable:
    """Read a table of papers, strictly. Raises ValueError with what is wrong and where."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        papers = {code: _paper(code, entry) for code, entry in raw["paper"].items()}
        kinds = tuple(_kind(entry, papers) for entry in raw["kind"])
        base = raw["base"]
        table = PaperTable(
            papers, kinds, tuple(base["papers"]), tuple(base["order_items"]), _known_rule(base["rule"])
        )
    except (AttributeError, KeyError, OSError, TypeError, ValueError) as problem:
        raise ValueError(f"{path}: {problem}") from problem
    if set(table.base) - set(papers):
        raise ValueError(f"{path}: base: unknown paper")
    return table


@built_by_data
def _built() -> dict[str, str]:
    """The rules the table applies, and where."""
    place = "reference/papers.toml"
    table = paper_table()
    rules = {paper.rule for paper in table.papers.values()} | {kind.rule for kind in table.kinds}
    return dict.fromkeys(sorted(rules - {""} | {table.order_rule}), place)


def _fits(fit: Fit, service: Service) -> bool:
    words = name_tokens(service.description)
    return (
        (not fit.subjects or not service.subjects.isdisjoint(fit.subjects))
        and service.subjects.issuperset(fit.needs)
        and service.subjects.isdisjoint(fit.never)
        and (not fit.attendance or service.attendance in fit.attendance)
        and (not fit.codes or service.code.startswith(fit.codes))
        and (not fit.specialties or service.specialty.startswith(fit.specialties))
        and (not fit.stems or any(word.startswith(fit.stems) for word in words))
        and (not fit.cid or service.cid.startswith(fit.cid))
    )


def _exempt(ask: Ask, service: Service) -> bool:
    """Whether a drug, named or asked for by its own code, needs this paper not."""
    known = {*name_tokens(service.drug), *name_tokens(service.description)}
    return any(fold(name) in known for name in ask.not_for)


def _put_together(table: PaperTable, code: str, asks: list[Ask], rule_id: str) -> Paper:
    paper = table.papers[code]
    own = table.order_items if code == ORDER else ()
    items = dict.fromkeys((*own, *paper.items, *(item for ask in asks for item in ask.items)))
    return Paper(
        code,
        paper.label,
        paper.rule or rule_id,
        tuple(items),
        any(ask.obligatory for ask in asks) if asks else paper.obligatory,
        paper.dated,
        paper.when,
        paper.same,
    )


@cache
def _clause_codes() -> dict[tuple[str, str], str]:
    """A code for each document of a clause: its rule and its place among the documents of that rule."""
    found: dict[tuple[str, str], str] = {}
    for clause in clauses():
        for label in clause.documents:
            of_the_rule = sum(rule_id == clause.rule for rule_id, _ in found)
            found.setdefault((clause.rule, label), f"{clause.rule}/{of_the_rule + 1}")
    return found


def _paper(code: str, raw: Mapping[str, Any]) -> Paper:
    given = _exact(Paper, raw, without=("code",))
    return Paper(
        code=code,
        label=given["label"],
        rule=_known_rule(given["rule"]) if given.get("rule") else "",
        items=tuple(given.get("items", ())),
        obligatory=given.get("obligatory", True),
        dated=Dated(given.get("dated", "")),
        when=Asked(given.get("when", "")),
        same=tuple(given.get("same", ())),
    )


def _kind(raw: Mapping[str, Any], papers: Mapping[str, Paper]) -> Kind:
    given = _exact(Kind, {**{name: value for name, value in raw.items() if name != "from"}, "since": raw["from"]})
    if type(given["since"]) is not date:
        raise ValueError(f"{given['code']}: `from` is a date")
    asks = tuple(Ask(**_tuples(_exact(Ask, ask))) for ask in given["asks"])
    strangers = {ask.paper for ask in asks} - set(papers)
    if strangers:
        raise ValueError(f"{given['code']}: no paper {sorted(strangers)}")
    fits = tuple(Fit(**_tuples(_exact(Fit, fit))) for fit in given["fits"])
    unknown = {name for fit in fits for name in (*fit.subjects, *fit.needs, *fit.never)} - set(subjects())
    if unknown:
        raise ValueError(f"{given['code']}: no subject {sorted(unknown)}")
    return Kind(
        given["code"],
        given["label"],
        _known_rule(given["rule"]),
        given["since"],
        fits,
        asks,
        tuple(given.get("notes", ())),
    )


def _tuples(raw: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}


def _exact(shape: type[Any], raw: Mapping[str, Any], *, without: tuple[str, ...] = ()) -> dict[str, Any]:
    unknown = set(raw) - {each.name for each in fields(shape)} | set(raw) & set(without)
    if unknown:
        raise ValueError(f"unknown {sorted(unknown)}")
    return dict(raw)


def _known_rule(rule_id: str) -> str:
    if rule_id not in catalogue():
        raise ValueError(f"no rule {rule_id}")
    return rule_id
