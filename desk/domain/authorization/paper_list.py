"""The use cases about papers: list what a form takes, and print for the insured what is still missing."""

import hashlib
from dataclasses import dataclass
from datetime import date

from desk.domain.audit.service import record_read
from desk.domain.authorization import papers
from desk.domain.authorization.case import Case, ConcessionForm, PaperShown
from desk.domain.authorization.facts import gather
from desk.domain.authorization.papers import PaperFault
from desk.domain.context import Actor, Desk
from desk.domain.documents.document import Document
from desk.domain.documents.letter_models import document_of
from desk.domain.documents.model import Printout
from desk.domain.documents.service import print_document
from desk.domain.eligibility.papers import Dated, Kind, Paper
from desk.domain.kernel.dates import add_days
from desk.domain.kernel.decision import Reason
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.identification import MemberNumber
from desk.domain.rulebook.catalogue import cite

PRINT_KIND = "papeis"
"""How these lists are named in the register of prints."""
MODEL = "missing_papers"


@dataclass(frozen=True, slots=True)
class PaperList:
    """The papers of a form: the facts, the kinds of request, what is asked for, and what stops the form.

    `papers` are those of the table first, then those of the clauses of the person's contract.
    """

    case: Case
    kinds: tuple[Kind, ...]
    papers: tuple[Paper, ...]
    faults: tuple[PaperFault, ...]
    order_days: int

    def shown(self, code: str) -> PaperShown | None:
        """The answer about a paper; None when nobody has answered."""
        return next((shown for shown in self.case.form.papers if shown.code == code), None)

    def fault(self, code: str) -> PaperFault | None:
        """What stops the form about a paper."""
        return next((fault for fault in self.faults if fault.paper == code), None)

    def accepted_until(self, paper: Paper) -> date | None:
        """Until when a paper that was shown is accepted: an order while young enough, a proof its own day."""
        shown = self.shown(paper.code)
        if shown is None or not shown.presented or shown.dated_on is None:
            return None
        if paper.dated is Dated.ORDER:
            return add_days(shown.dated_on, self.order_days)
        return shown.dated_on if paper.dated is Dated.UNTIL else None

    @property
    def unanswered(self) -> tuple[Paper, ...]:
        """The obligatory papers nobody has answered for."""
        return papers.unanswered(self.case)

    @property
    def still_needed(self) -> tuple[Paper, ...]:
        """What the insured still has to bring: obligatory papers not shown as they should, others said to lack."""
        return tuple(paper for paper in self.papers if self._is_needed(paper))

    def reasons(self) -> tuple[Reason, ...]:
        """Every kind and every paper with its rule, and what it must say."""
        kinds = (cite(kind.rule, ". ".join((kind.label.upper(), *kind.notes))) for kind in self.kinds)
        asked = (
            cite(
                paper.rule,
                f"{paper.label.upper()}{'' if paper.obligatory else ' (SE FOR O CASO)'}"
                + (f": {'; '.join(paper.items).upper()}" if paper.items else ""),
            )
            for paper in self.papers
        )
        return (*kinds, *asked, *papers.notes(self.case))

    def _is_needed(self, paper: Paper) -> bool:
        shown = self.shown(paper.code)
        if shown is None:
            return paper.obligatory
        return not shown.presented or self.fault(paper.code) is not None


def list_papers(desk: Desk, actor: Actor, form: ConcessionForm) -> PaperList:
    """The papers of a form as typed so far, journalled as a read.

    Raises NotFoundError for a person who is not registered, DomainError on the first service when no service
    of the form is.
    """
    with desk.store.reading() as session:
        case = gather(session, desk, actor, form, colleague_confirmed=None)
    if case.card is None:
        raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
    if not any(line.code in case.procedures for line in case.granted_lines()):
        raise DomainError("INFORME OS SERVIÇOS: OS PAPÉIS DEPENDEM DELES", field="servico.1")
    table = papers.asked(case)
    found = PaperList(
        case=case,
        kinds=papers.kinds(case),
        papers=(*table, *papers.asked_by_clauses(case, desk.rulebook)),
        faults=papers.faults(case, desk.rulebook),
        order_days=int(desk.rulebook.value("authorization.order_days", case.today)),
    )
    record_read(desk, actor, "authorization.papers", form.member_number)
    return found


def print_missing(desk: Desk, actor: Actor, form: ConcessionForm) -> tuple[Printout, int]:
    """Print for the insured what is still missing, and say how many papers that are.

    The same list printed again on a day is a second copy. Raises DomainError when nothing is missing.
    """
    found = list_papers(desk, actor, form)
    needed = found.still_needed
    if not needed:
        raise DomainError("NENHUM PAPEL FALTA: NADA A IMPRIMIR")
    return print_document(desk, actor, missing_document(desk, found)), len(needed)


def missing_document(desk: Desk, found: PaperList) -> Document:
    """The list of what is still missing, as it is handed over."""
    card, today = found.case.card, found.case.today
    assert card is not None
    rows = tuple(_in_words(paper, found.order_days) for paper in found.still_needed)
    words = "\n".join((card.member.member_number, *rows))
    return document_of(
        MODEL,
        {
            "date": today,
            "name": card.member.name,
            "member_number": str(MemberNumber(card.member.member_number)),
            "papers": rows,
        },
        today,
        kind=PRINT_KIND,
        subject=f"{today:%y%m%d}-{hashlib.sha256(words.encode()).hexdigest()[:10]}",
        member_number=card.member.member_number,
    )


def _in_words(paper: Paper, order_days: int) -> str:
    """A paper as the insured reads it: what it is, how old it may be, what it must say."""
    age = f" de até {order_days} dias" if paper.dated is Dated.ORDER else ""
    says = f", com: {'; '.join(paper.items)}" if paper.items else ""
    return f"{paper.label}{age}{says}"
