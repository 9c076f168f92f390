"""MDAPM04: the papers and circumstances of a form (ALT 10), what is missing, and its list for the insured."""

from dataclasses import replace

from desk.domain.authorization.case import ConcessionForm
from desk.domain.authorization.paper_list import PaperList, list_papers, print_missing
from desk.domain.authorization.papers import DATE
from desk.domain.authorization.service import Examination
from desk.domain.eligibility.papers import Dated, Paper
from desk.domain.kernel.decision import Decision, Outcome
from desk.screens import words
from desk.screens.concession_maps import maps_of
from desk.screens.explain import reasons_in_words
from desk.screens.mdap_form import read_form
from desk.screens.mdap_papers_form import answers, papers_shown, sheet
from desk.screens.mdap_papers_map import ITEM_ROWS, LABEL_WIDTH, ROWS, WIDTH
from desk.screens.transaction import Context, Reply, error, info, ok, warn, window
from desk.terminal.fields import Role
from desk.terminal.protocol import Message

_FIELD_OF = {DATE: "data_do_papel"}


def open_papers(context: Context) -> Reply:
    """ALT 10: the papers of the form as it is typed so far."""
    found = _list(context)
    sheet(context)["page"] = 0
    text = "PAPÉIS COMO FORAM COM O FORMULÁRIO" if _is_done(context) else "RESPONDA S OU N E A DATA; ENTER CONFERE"
    return _show(context, found, info(text))


def check_papers(context: Context) -> Reply:
    """ENTER: the answers held against the rules, nothing written."""
    found = _list(context)
    if found.faults:
        return _at_fault(context, found)
    left = len(found.unanswered)
    if left:
        return _show(context, found, warn(f"{_papers(left)} SEM RESPOSTA: FICA ANOTADO NA AP"))
    return _show(context, found, ok("PAPÉIS EM ORDEM - ALT 7 VOLTA À CONCESSÃO"))


def turn_papers(context: Context, pages: int) -> Reply:
    """F7 and F8: the other papers."""
    found = _list(context)
    sheet(context)["page"] += pages
    return _show(context, found, info("RESPONDA S OU N E A DATA; ENTER CONFERE"))


def print_papers(context: Context) -> Reply:
    """IMPR: what is missing, on paper for the insured."""
    printout, count = print_missing(context.desk, context.actor, _form(context))
    return _show(context, _list(context), ok(f"{_papers(count)} EM FALTA - IMPRESSO: {printout.file}"))


def papers_to_answer(context: Context, text: str) -> Reply:
    """The papers with the cursor on the first one at fault, or not answered for, and why that matters now."""
    found = _list(context)
    if found.faults:
        return _at_fault(context, found)
    codes = [paper.code for paper in found.papers]
    at = codes.index(found.unanswered[0].code) if found.unanswered else 0
    sheet(context)["page"] = at // ROWS
    return _show(context, found, error(text), f"tem.{at % ROWS + 1}")


def stopped_by_papers(context: Context, examination: Examination) -> Reply | None:
    """The papers with the cursor on the one that stops a form; None when they do not stop it."""
    decision = examination.concession.decision
    if decision.outcome is not Outcome.BLOCKED or examination.concession.blocks:
        return None
    found = _list(context)
    says = {fault.reason.says for fault in found.faults}
    if not says or decision.reasons[0].says not in says:
        return None
    return _at_fault(context, found, decision)


def _form(context: Context) -> ConcessionForm:
    """The form as typed so far, with every answer given: what is asked for is only being looked up."""
    form, _ = read_form(context)
    return replace(form, papers=papers_shown(context))


def _list(context: Context) -> PaperList:
    form = _form(context)
    found = list_papers(context.desk, context.actor, form)
    context.conversation.identification = form.member_number
    return found


def _at_fault(context: Context, found: PaperList, decision: Decision | None = None) -> Reply:
    """The page of the first paper at fault, the cursor on the answer at fault."""
    fault = found.faults[0]
    codes = [paper.code for paper in found.papers]
    if fault.paper not in codes:  # answered for a form that has changed since
        answers(context).pop(fault.paper, None)
        return check_papers(context)
    at = codes.index(fault.paper)
    sheet(context)["page"] = at // ROWS
    field = f"{_FIELD_OF.get(fault.answer, 'tem')}.{at % ROWS + 1}"
    return _show(context, found, error(fault.reason.says[:72]), field, decision)


def _show(
    context: Context, found: PaperList, message: Message, cursor: str = "", decision: Decision | None = None
) -> Reply:
    kept = sheet(context)
    page, kept["page"], number = window(found.papers, kept["page"], ROWS)
    kept["rows"] = [paper.code for paper in page]
    kept["listed"] = [paper.code for paper in found.papers]
    card = found.case.card
    values = {
        **context.frame.state["shown"],
        "segurado": card.member.name if card is not None else "",
        "pedido_de": "; ".join(kind.label.upper() for kind in found.kinds)[: WIDTH - 10],
        "lembrar": next((note for kind in found.kinds for note in kind.notes), "")[: WIDTH + 1],
        **{f"{name}.{n}": "" for n in range(1, ROWS + 1) for name in ("tem", "data_do_papel")},
    }
    roles: dict[str, Role] = {}
    closed = {f"{name}.{n}" for n in range(len(page) + 1, ROWS + 1) for name in ("tem", "data_do_papel")}
    for n, paper in enumerate(page, start=1):
        has, dated_on = answers(context).get(paper.code, ["", ""])
        values |= {
            f"papel.{n}": _short(paper.label.upper(), LABEL_WIDTH),
            f"obrigatorio.{n}": "SIM" if paper.obligatory else "-",
            f"tem.{n}": has,
            f"data_do_papel.{n}": dated_on,
            f"situacao.{n}": _situation(found, paper),
        }
        if found.fault(paper.code) is not None:
            roles[f"situacao.{n}"] = Role.WARN
        if paper.dated is Dated.NOTHING:
            closed.add(f"data_do_papel.{n}")
    values |= {f"deve_dizer.{n}": text for n, text in enumerate(_items(page), start=1)}
    if cursor:
        roles[cursor] = Role.ERROR
    if _is_done(context):
        closed = {placed.name for placed in maps_of(context).papers.inputs} - {"comando", "ident"}
        cursor = "comando"
    return Reply(
        message,
        values,
        panel=maps_of(context).papers.name,
        cursor=cursor or "tem.1",
        page=number,
        roles=roles,
        protected=frozenset(closed),
        notes=tuple(reasons_in_words(found.reasons())),
        decision=decision,
    )


def _is_done(context: Context) -> bool:
    """Whether the form was concluded or sent: its papers change no more."""
    return bool(context.frame.state["number"] or context.frame.state.get("sent"))


def _situation(found: PaperList, paper: Paper) -> str:
    shown = found.shown(paper.code)
    if shown is None:
        return "RESPONDER" if paper.obligatory else ""
    if found.fault(paper.code) is not None:
        return "NÃO SERVE" if shown.presented else "FALTA"
    if not shown.presented:
        return "NÃO TEM"
    until = found.accepted_until(paper)
    return "OK" if until is None else f"ATÉ {words.day(until)}"


def _items(page: tuple[Paper, ...]) -> list[str]:
    """What the papers of a page must say, as far as the rows reach; F1 tells all."""
    rows = [
        row
        for paper in page
        if paper.items
        for row in words.rows_of(f"{paper.label.upper()}: {'; '.join(paper.items).upper()}", WIDTH)
    ]
    if len(rows) <= ITEM_ROWS:
        return rows
    return [*rows[: ITEM_ROWS - 1], _short(f"{rows[ITEM_ROWS - 1][: WIDTH - 15]} ... (F1 DIZ TUDO)", WIDTH)]


def _papers(count: int) -> str:
    return "1 PAPEL" if count == 1 else f"{count} PAPÉIS"


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 3]}..."
