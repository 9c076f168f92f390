"""The verso of MDAR: what a SIC asks, the answer that came in, and what is decided of the authorization."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from desk.domain.authorization.information import Answer, Asked
from desk.domain.authorization.lifecycle import Act
from desk.domain.authorization.model import InformationRequest
from desk.domain.authorization.upkeep import Sheet
from desk.domain.kernel.clock import local_time
from desk.domain.kernel.errors import DomainError
from desk.domain.referral.returns import ask_information, bring_answer, decide
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.routines import review_motives
from desk.screens import words
from desk.screens.authorization_sheet import typed_note
from desk.screens.mdar_maps import ANSWER_ROWS, QUESTION_ROWS
from desk.screens.prose import prose
from desk.screens.transaction import Context, window
from desk.terminal.panel import Panel

_TYPED = (
    "acao",
    *(f"resposta.{n}" for n in range(1, ANSWER_ROWS + 1)),
    "medico",
    "crm",
    "cid_10",
    "tempo_de_existencia_da_doenca",
    "negativa",
    "destino",
    "motivo_sic",
    "documentos_novos",
    "contato",
)
_DECISIONS = {"L": Act.COMPLETE, "N": Act.REFUSE, "V": Act.REVERSE}
_SAYS = {Act.COMPLETE: "LIBERADA", Act.REFUSE: "NEGADA", Act.REVERSE: "NEGATIVA REVERTIDA"}
_PLACES = {"senha": "acao", "decisao": "acao", "perguntas": "resposta.1", "resposta": "resposta.1"}
_WIDTH = 76


def clear_verso(context: Context) -> None:
    """Empty what is typed on the verso, for another authorization or once it is written."""
    context.frame.values |= dict.fromkeys(_TYPED, "")
    context.frame.state |= {"action": uuid.uuid4().hex, "sic": 0}


def verso_values(context: Context, sheet: Sheet) -> dict[str, str]:
    """The SICs, the last one first, F7 and F8 turning: who asked whom and when, what, and the answer if any."""
    if not sheet.requests:
        return {"sic": "NENHUMA NESTA AP"}
    last, *earlier = reversed(sheet.requests)
    rows = words.rows_of(_said(last), _WIDTH)
    for request in earlier:
        rows += words.rows_of(f"SIC {_head(request)}: {_said(request)}", _WIDTH)
    state = context.frame.state
    shown, state["sic"], page = window(tuple(rows), int(state.get("sic", 0)), QUESTION_ROWS)
    more = f" {page}" if len(rows) > QUESTION_ROWS else ""
    return {"sic": _head(last) + more, **{f"pergunta.{n}": row for n, row in enumerate(shown, start=1)}}


def _head(request: InformationRequest) -> str:
    whom = "PRESTADOR" if request.addressee == "provider" else "SEGURADO"
    asked = f"{local_time(request.asked_at):%d/%m/%y %H:%M} {request.asked_by} {request.area}"
    answered = ""
    if request.answered_at is not None:
        answered = f", RESP. {local_time(request.answered_at):%d/%m/%y} {request.answered_by}"
    return f"{request.sequence} AO {whom} {asked}{answered}"


def _said(request: InformationRequest) -> str:
    if not request.answer:
        return request.questions
    return f"{request.questions} - RESPOSTA ({request.physician} {request.council_number}): {request.answer}"


@contextmanager
def on_the_verso() -> Iterator[None]:
    """Faults that name a field of the front, or none of the panel, put where the action is typed."""
    try:
        yield
    except DomainError as fault:
        fault.field = _PLACES.get(fault.field, fault.field)
        raise


@rule("AP-107", "AP-110", "AP-123")
def act(context: Context, panel: Panel, number: str, version: int) -> str:
    """ALT 6 on the verso: register the answer, ask anew, complete, refuse or reverse; what to say of it."""
    form = context.form
    action, key = form.text("acao"), context.frame.state["action"]
    text = prose(context.frame.values, panel, "resposta")
    if action == "R":
        referral = bring_answer(
            context.desk,
            context.actor,
            number,
            Answer(text, form.text("medico"), form.text("crm"), form.text("cid_10"), _duration(context)),
            version=version,
            submission=key,
        )
        to = f": PEDIDO {referral.number} A {referral.area}" if referral is not None else ": L LIBERA"
        return f"RESPOSTA DA SIC REGISTRADA{to}"
    if action == "S":
        asked = _asked(context, text)
        case = ask_information(context.desk, context.actor, number, asked, version=version, submission=key)
        letter = f"CART; ROTINA: PEDIDO {case.number} AO NÚCLEO" if case is not None else "CART"
        return f"SIC ABERTA NA AP {number}: CARTA EM {letter}"
    if action not in _DECISIONS:
        raise DomainError("AÇÃO: R RESPOSTA, L LIBERA, N NEGA, V REVERTE, S NOVA SIC", field="acao")
    decided = _DECISIONS[action]
    decide(
        context.desk,
        context.actor,
        number,
        decided,
        note=typed_note(context),
        version=version,
        submission=key,
        refusal_code=form.text("negativa"),
    )
    return f"AP {number} {_SAYS[decided]}"


def _duration(context: Context) -> str:
    return context.form.text("tempo_de_existencia_da_doenca")


def _asked(context: Context, text: str) -> Asked:
    form = context.form
    whom = {"S": "insured", "P": "provider"}.get(form.text("destino"))
    if whom is None:
        raise DomainError("SIC AO: S SEGURADO OU P PRESTADOR", field="destino")
    if not text:
        raise DomainError("SIC: DIGA O QUE FALTA", field="resposta.1")
    named = form.text("motivo_sic")
    reasons = [code for code, motive in review_motives().items() if named and motive.label.startswith(named)]
    if named and not reasons:
        raise DomainError("MOTIVO DE FORA DA ROTINA: DEIXE VAZIO (F1 LISTA)", field="motivo_sic")
    return Asked(text, tuple(reasons[:1]), whom)
