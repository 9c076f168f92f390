"""The verso of MDAR: what a SIC asks, the answer that came in, and what is decided of the authorization."""

import uuid

from desk.domain.authorization.information import Answer, Asked, ask, decide
from desk.domain.authorization.lifecycle import Act
from desk.domain.authorization.upkeep import Sheet
from desk.domain.kernel.clock import local_time
from desk.domain.kernel.errors import DomainError
from desk.domain.referral.returns import bring_answer
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.routines import review_motives
from desk.screens import words
from desk.screens.authorization_sheet import typed_note
from desk.screens.mdar_maps import ANSWER_ROWS, QUESTION_ROWS
from desk.screens.transaction import Context

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
_WIDTH = 76


def clear_verso(context: Context) -> None:
    """Empty what is typed on the verso, for another authorization or once it is written."""
    context.frame.values |= dict.fromkeys(_TYPED, "")
    context.frame.state["action"] = uuid.uuid4().hex


def verso_values(sheet: Sheet) -> dict[str, str]:
    """The last SIC: who asked whom and when, what, and the answer if there is one."""
    if not sheet.requests:
        return {"sic": "NENHUMA NESTA AP"}
    last = sheet.requests[-1]
    whom = "PRESTADOR" if last.addressee == "provider" else "SEGURADO"
    says = f"{last.sequence} AO {whom}, {local_time(last.asked_at):%d/%m/%Y %H:%M} {last.asked_by} {last.area}"
    if last.answered_at is not None:
        says += f", RESPONDIDA {local_time(last.answered_at):%d/%m/%Y} {last.answered_by}"
    answer = f" - RESPOSTA ({last.physician} {last.council_number}): {last.answer}" if last.answer else ""
    rows = words.rows_of(f"{last.questions}{answer}", _WIDTH)[:QUESTION_ROWS]
    return {"sic": says, **{f"pergunta.{n}": row for n, row in enumerate(rows, start=1)}}


@rule("AP-107", "AP-110", "AP-123")
def act(context: Context, number: str, version: int) -> str:
    """ALT 6 on the verso: register the answer, ask anew, complete, refuse or reverse; what to say of it."""
    form = context.form
    action, key = form.text("acao"), context.frame.state["action"]
    text = " ".join(part for n in range(1, ANSWER_ROWS + 1) if (part := form.text(f"resposta.{n}")))
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
        ask(context.desk, context.actor, number, _asked(context, text), version=version, submission=key)
        return f"SIC ABERTA NA AP {number}: CARTA CS-022 EM CART"
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
