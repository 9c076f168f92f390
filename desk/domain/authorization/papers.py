"""The papers of a form: which are asked for, which are missing, and which do not serve."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk.domain.authorization.care import line_questions
from desk.domain.authorization.case import Case, PaperShown
from desk.domain.eligibility.answer import papers_asked
from desk.domain.eligibility.clause_files import clauses_under
from desk.domain.eligibility.papers import (
    DESK_MANUAL,
    Dated,
    Kind,
    Paper,
    Service,
    asked_by_premiums,
    beside_the_table,
    clause_paper,
    kind_of,
    paper_table,
    papers_of,
    service_of,
)
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.kernel.decision import Reason
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

PRESENTED, DATE = "presented", "date"
"""The two answers about a paper: whether it was shown, and the date it bears."""
_SIC_ATTENDANCE = ("6", "7")
"""Clinical and surgical admissions: CID 10 and the time the disease exists are the provider's to fill in."""


@dataclass(frozen=True, slots=True)
class PaperFault:
    """A paper that stops the form: its code, which of its two answers is at fault, and why."""

    paper: str
    answer: str
    reason: Reason


def kinds(case: Case) -> tuple[Kind, ...]:
    """The kinds of request on a form of the desk manual, each once, in the order of its lines."""
    if not _by_the_manual(case):
        return ()
    found = [kind_of(service, case.today) for service in _services(case)]
    return tuple({kind.code: kind for kind in found}.values())


@rule("AP-032", "EL-019", "EL-020")
def asked(case: Case) -> tuple[Paper, ...]:
    """The papers the table asks for of a form, by its services, its TA and how the premiums stand."""
    if not _by_the_manual(case) or not case.granted_lines():
        return ()
    assert case.card is not None
    return papers_of(_services(case), case.today, standing=asked_by_premiums(case.card.standing))


def asked_by_clauses(case: Case, rulebook: Rulebook) -> tuple[Paper, ...]:
    """What the clauses of the person's contract ask for beside: the same documents ACOB names."""
    found = {
        pair: None
        for _, question in line_questions(case)
        for pair in papers_asked(question, clauses_under(question.rulebook), rulebook)
    }
    documents = beside_the_table(found) if _by_the_manual(case) else found
    return tuple(clause_paper(rule_id, label) for rule_id, label in documents)


@rule("AP-032", "AP-033", "EL-020")
def faults(case: Case, rulebook: Rulebook) -> tuple[PaperFault, ...]:
    """What stops a form: an obligatory paper that was not shown, and one whose date does not serve.

    Their age is what it was when they were shown, however long an area takes to decide; those of an authorization
    that exists were accepted when it was issued. A paper nobody answered for stops nothing where the rulebook so
    reads it (AP-052).
    """
    if case.form.number:
        return ()
    on = case.form.papers_on or case.today
    given = {shown.code: shown for shown in case.form.papers}
    stops = bool(rulebook.value("authorization.unanswered_papers_stop", case.today))
    found: list[PaperFault] = []
    wanted = asked(case)
    for paper in wanted:
        shown = given.get(paper.code)
        if shown is not None and shown.presented:
            found += _by_date(paper, shown, on, rulebook)
        elif paper.obligatory and (shown is not None or stops):
            says = f"FALTA {paper.label.upper()}" if shown is not None else f"RESPONDA: {paper.label.upper()}"
            found.append(PaperFault(paper.code, PRESENTED, cite(paper.rule, says, code=paper.code)))
    for shown in case.form.papers:
        if shown.presented and all(paper.code != shown.code for paper in wanted):
            found += _by_date(_beside(shown.code), shown, on, rulebook)
    return tuple(found)


def standing(case: Case, rulebook: Rulebook) -> tuple[Reason, ...]:
    """Why the papers stop a form; nothing when they do not."""
    return tuple(fault.reason for fault in faults(case, rulebook))


def notes(case: Case) -> tuple[Reason, ...]:
    """What a decision says of the papers without being stopped by them; nothing of one that exists already."""
    if case.form.number:
        return ()
    found: list[Reason] = []
    silent = [paper.label.upper() for paper in unanswered(case)]
    if silent:
        found.append(cite("AP-032", f"PAPÉIS SEM RESPOSTA (ALT 10): {', '.join(silent)}"))
    absent = [paper.label.upper() for paper in missing(case) if not paper.obligatory]
    if absent:
        found.append(cite("AP-032", f"NÃO APRESENTADOS, NÃO OBRIGATÓRIOS: {', '.join(absent)}"))
    return (*found, *lacking_information(case))


def unanswered(case: Case) -> tuple[Paper, ...]:
    """The obligatory papers nobody has answered for yet: an area gets no case before that."""
    answered = {shown.code for shown in case.form.papers}
    return tuple(paper for paper in asked(case) if paper.obligatory and paper.code not in answered)


def missing(case: Case) -> tuple[Paper, ...]:
    """The papers asked for that were not shown."""
    absent = {shown.code for shown in case.form.papers if not shown.presented}
    return tuple(paper for paper in asked(case) if paper.code in absent)


@rule("AP-040")
def lacking_information(case: Case) -> tuple[Reason, ...]:
    """On a clinical or surgical admission CID 10 and the time the disease exists: without them a SIC is sent."""
    form = case.form
    if form.attendance_type not in _SIC_ATTENDANCE or not case.granted_lines():
        return ()
    blank = [
        name for name, value in (("CID 10", form.cid), ("TEMPO DE EXISTÊNCIA", form.disease_duration)) if not value
    ]
    if not blank:
        return ()
    return (
        cite(
            "AP-040",
            f"SEM {' E '.join(blank)} NO VERSO: MANDAR SIC AO PRESTADOR",
            values=[("FALTA", ", ".join(blank))],
        ),
    )


@rule("AP-033")
def order_serves(dated_on: date, on: date, rulebook: Rulebook) -> bool:
    """Whether a medical order of a date is accepted on a day: not written ahead of it, and not too old."""
    days = int(rulebook.value("authorization.order_days", on))
    return dated_on <= on <= add_days(dated_on, days)


def _by_date(paper: Paper, shown: PaperShown, on: date, rulebook: Rulebook) -> Iterator[PaperFault]:
    """What the date of a paper that was shown has against it."""
    name, dated_on = paper.label.upper(), shown.dated_on
    says = ""
    match paper.dated:
        case Dated.ORDER if dated_on is None:
            says = f"INFORME A DATA DO {name}"
        case Dated.UNTIL if dated_on is None:
            says = f"INFORME ATÉ QUANDO VALE O {name}"
        case Dated.ORDER | Dated.PAST if dated_on is not None and dated_on > on:
            says = f"{name} COM DATA FUTURA ({format_date(dated_on)})"
        case Dated.ORDER if dated_on is not None and not order_serves(dated_on, on, rulebook):
            days = rulebook.value("authorization.order_days", on)
            says = f"{name} DE {(on - dated_on).days} DIAS: VALE ATÉ {days}, PEDIR OUTRO"
        case Dated.UNTIL if dated_on is not None and dated_on < on:
            says = f"{name} SÓ VALIA ATÉ {format_date(dated_on)}"
    if says:
        yield PaperFault(paper.code, DATE, cite(paper.rule or "AP-032", says, code=paper.code))


def _beside(code: str) -> Paper:
    """A paper answered for that the table does not ask for: one of a clause, or of a form since changed."""
    return paper_table().papers.get(code) or Paper(code, f"Papel {code}", "AP-032", dated=Dated.PAST)


def _by_the_manual(case: Case) -> bool:
    return case.card is not None and case.card.product.rulebook == DESK_MANUAL


def _services(case: Case) -> list[Service]:
    form = case.form
    return [
        service_of(procedure, form.attendance_type, cid=form.cid, drug=form.drug)
        for _, procedure in case.services()
    ]
