"""ACOB: whether a person may have a service on a day, why, until when, and what is still missing."""

from datetime import date
from decimal import Decimal

from desk.domain.counter.care import CareRequest, CareResult, find_services, may_have
from desk.domain.eligibility.clause import Circumstance, Per
from desk.domain.eligibility.limits import LimitUse
from desk.domain.eligibility.question import Told
from desk.domain.enrolment.service import parse_member_number
from desk.domain.kernel.decision import Disclosure, Outcome, Reason
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.money import parse_decimal
from desk.domain.kernel.text import fold
from desk.domain.rulebook.reference import attendance_types
from desk.screens import words
from desk.screens.acob_maps import ANSWER, CHOICE, CHOICES, LINES, TOLD, TOLD_FIELDS
from desk.screens.explain import OUTCOMES, RULEBOOKS, applied_lines
from desk.screens.form import Form
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, info, ok, page_keys, warn, window
from desk.terminal.keys import Key

_CIRCUMSTANCES = {
    "": Circumstance.ELECTIVE,
    "E": Circumstance.EMERGENCY,
    "A": Circumstance.ACCIDENT,
    "O": Circumstance.OBSTETRIC,
}
_WINDOWS = {
    Per.CONTRACT_YEAR: "POR ANO DE CONTRATO",
    Per.CALENDAR_YEAR: "POR ANO CIVIL",
    Per.TWELVE_MONTHS: "EM 12 MESES",
    Per.MONTH: "POR MÊS",
    Per.WEEK: "POR SEMANA",
    Per.DAY: "POR DIA",
    Per.LIFETIME: "NO CONTRATO",
    Per.ADMISSION: "POR INTERNAÇÃO",
    Per.REQUEST: "POR PEDIDO",
}
_UNITS = {
    "days": "DIAS",
    "sessions": "SESSÕES",
    "consultations": "CONSULTAS",
    "procedures": "PROCEDIMENTOS",
    "weeks": "SEMANAS",
    "hours": "HORAS",
    "units": "UNIDADES",
}


def open_(context: Context) -> Reply:
    """With an identification in transit, ready for the service."""
    carried = context.conversation.identification
    if len(carried) == 16:
        context.frame.values["identificacao"] = words.identification(carried)
    asked = context.conversation.criteria.pop("servico", "")
    context.frame.values["servico"] = asked
    if asked and len(carried) == 16:
        return look_up(context)
    cursor = "servico" if len(carried) == 16 else "identificacao"
    return Reply(info("INFORME O SERVIÇO (CÓDIGO OU PALAVRAS) E TECLE ENTER"), cursor=cursor)


def look_up(context: Context) -> Reply:
    """Answer; or, when the words fit several services, let one be chosen."""
    if context.frame.panel == CHOICE.name:
        return _chosen(context)
    number = parse_member_number(context.form.digits("identificacao")).value
    context.conversation.identification = number
    if context.frame.state.get("member", number) != number:
        context.frame.values |= dict.fromkeys(TOLD_FIELDS, "")  # said of somebody else
    context.frame.state["member"] = number
    text = context.form.need("servico", "O SERVIÇO")
    chosen = str(context.frame.state.get("chosen", ""))
    if chosen and context.frame.state.get("text") == text:
        return _answer(context, chosen)
    procedures, subjects = find_services(context.desk, text, most=240)
    found = [[p.code, p.code, p.description] for p in procedures] + [[s.code, "", s.label] for s in subjects]
    exact = [row for row in found if row[0].upper() == text or fold(row[2]) == fold(text)]
    if not found:
        raise DomainError("NENHUM SERVIÇO COM ESSE CÓDIGO OU PALAVRAS", field="servico", code="057")
    context.frame.state |= {"found": found, "text": text, "page": 0, "reasons": 0}
    if len(exact) == 1 or len(found) == 1:
        return _answer(context, (exact or found)[0][0])
    return _choices(context)


def told(context: Context) -> Reply:
    """ALT 8: what the caller or the papers say and no register knows."""
    return Reply(
        info("SÓ O QUE FOI DITO OU ESTÁ NOS PAPÉIS; ENTER RESPONDE"), panel=TOLD.name, cursor="grau_direito"
    )


def back(context: Context) -> Reply:
    """ALT 7: to the answer, as it was asked."""
    if context.frame.state.get("chosen"):
        return _answer(context, str(context.frame.state["chosen"]))
    return Reply(info("INFORME O SERVIÇO (CÓDIGO OU PALAVRAS) E TECLE ENTER"), panel=ANSWER.name, cursor="servico")


def turn(context: Context, pages: int) -> Reply:
    """More reasons, or more services to choose from."""
    state = context.frame.state
    if context.frame.panel == CHOICE.name:
        state["page"] = int(state.get("page", 0)) + pages
        return _choices(context)
    if not state.get("chosen"):
        raise DomainError("INFORME O SERVIÇO E TECLE ENTER", field="servico")
    state["reasons"] = int(state.get("reasons", 0)) + pages
    return _answer(context, str(state["chosen"]))


def _choices(context: Context) -> Reply:
    state = context.frame.state
    shown, state["page"], page = window(tuple(state["found"]), int(state.get("page", 0)), CHOICES)
    values = {"servico": str(state["text"]), **{f"s.{n}": "" for n in range(1, CHOICES + 1)}}
    for n, (_, code, name) in enumerate(shown, start=1):
        values |= {f"codigo.{n}": code or "ASSUNTO", f"nome.{n}": name}
    message = info(f"{len(state['found'])} SERVIÇOS - MARQUE S E TECLE ENTER")
    closed = closed_lines("s", len(shown), CHOICES)
    return Reply(message, values, panel=CHOICE.name, page=page, cursor="s.1", protected=closed)


def _chosen(context: Context) -> Reply:
    marked = [n for n in range(1, CHOICES + 1) if context.form.text(f"s.{n}")]
    if len(marked) != 1 or context.form.text(f"s.{marked[0]}") != "S":
        raise DomainError("MARQUE UM SÓ SERVIÇO COM S", field=f"s.{marked[-1] if marked else 1}")
    at = int(context.frame.state.get("page", 0)) * CHOICES + marked[0] - 1
    context.frame.values[f"s.{marked[0]}"] = ""
    code, shown, name = context.frame.state["found"][at]
    context.frame.values["servico"] = context.frame.state["text"] = shown or name[:30]
    return _answer(context, code)


def _answer(context: Context, service: str) -> Reply:
    context.frame.state["chosen"] = service
    result = may_have(context.desk, context.actor, _request(context, service))
    context.frame.values["data"] = words.day(result.question.on)
    lines = _lines(result)
    at, context.frame.state["reasons"], page = window(lines, int(context.frame.state.get("reasons", 0)), LINES)
    values = _values(result)
    for n, (rule, mark, text) in enumerate(at, start=1):
        values |= {f"regra.{n}": rule, f"marca.{n}": mark, f"motivo.{n}": text}
    notes = tuple(line for note in result.answer.notes for line in ("", *applied_lines(note)))
    outcome = result.answer.decision.outcome
    says = f"{OUTCOMES[outcome]}: F1 MOSTRA A REGRA E A FONTE"
    return Reply(
        ok(says) if outcome is Outcome.ALLOWED else warn(says),
        values,
        panel=ANSWER.name,
        page=page,
        cursor="servico",
        decision=result.answer.decision,
        notes=("O QUE SE SABE DO ASSUNTO", *notes, "") if notes else (),
    )


def _request(context: Context, service: str) -> CareRequest:
    form = context.form
    attendance = form.text("ta")
    if attendance and attendance not in attendance_types():
        raise DomainError("TA É 2, 5, 6, 7 OU 8", field="ta")
    urgency = form.text("urgencia")
    if urgency not in _CIRCUMSTANCES:
        raise DomainError("URGÊNCIA: E EMERGÊNCIA, A ACIDENTE, O OBSTÉTRICA, OU VAZIO", field="urgencia")
    quantity = form.integer("quantidade")
    if quantity == 0:
        raise DomainError("A QUANTIDADE COMEÇA EM 1", field="quantidade")
    return CareRequest(
        member_number=parse_member_number(form.digits("identificacao")).value,
        service=service,
        on=form.day("data") or context.desk.clock.today(),
        attendance_type=attendance,
        circumstance=_CIRCUMSTANCES[urgency],
        quantity=quantity or 1,
        provider_cnpj=form.digits("prestador"),
        told=Told(
            degrees=_degrees(form),
            last_period_on=form.day("dum"),
            born_on=form.day("nascimento_rn"),
            delivery_covered=_said(form, "parto_pago"),
            settled_on=form.day("compensado"),
            entered_exempt=_said(form, "no_prazo"),
        ),
    )


def _degrees(form: Form) -> tuple[Decimal, Decimal] | None:
    typed = [form.text(name) for name in ("grau_direito", "grau_esquerdo")]
    if not any(typed):
        return None
    found: list[Decimal] = []
    for name, text in zip(("grau_direito", "grau_esquerdo"), typed, strict=True):
        try:
            size = parse_decimal(text.lstrip("+-")) if text else Decimal(0)
            found.append(-size if text.startswith("-") else size)
        except ValueError:
            raise DomainError("GRAU INVÁLIDO - USE -7,50", field=name) from None
    return found[0], found[1]


def _said(form: Form, name: str) -> bool | None:
    text = form.text(name)
    if text not in {"", "S", "N"}:
        raise DomainError("S, N OU VAZIO", field=name)
    return None if not text else text == "S"


def _values(result: CareResult) -> dict[str, str]:
    answer, card = result.answer, result.card
    papers = _two_rows("; ".join(result.papers))
    return {
        "segurado": card.member.name,
        "produto": card.product.code,
        "regulamento": RULEBOOKS[card.product.rulebook],
        "descricao": result.name,
        "resposta": OUTCOMES[answer.decision.outcome],
        "coberto": _maybe(answer.covered),
        "ap": _maybe(result.needs_authorization),
        "desde": _first_day(answer.first_allowed),
        "fala": RULEBOOKS.get(answer.spoke, "-"),
        "onde": "; ".join(_where(r.area, r.promise) for r in answer.decision.routes) or "NESTA UNIDADE",
        "limite": "; ".join(_limit(use) for use in answer.limits) or "NENHUM REGISTRADO",
        "papeis_1": papers[0] or "-",
        "papeis_2": papers[1],
        "mudaria": "; ".join(answer.change) or "-",
    }


def _lines(result: CareResult) -> tuple[tuple[str, str, str], ...]:
    """Reasons that apply, then what is known, then what was tried; long ones run on over more lines."""
    answer = result.answer
    applied = [r for r in answer.decision.reasons if r.applied]
    tried = [r for r in answer.decision.reasons if not r.applied]
    return tuple(line for r in (*applied, *answer.notes, *tried) for line in _wrapped(r))


def _wrapped(reason: Reason) -> list[tuple[str, str, str]]:
    mark = "INT" if reason.disclose is Disclosure.INTERNAL else ""
    text = reason.says if reason.applied else f"NÃO: {reason.says}"
    if reason.values:
        text += " (" + "; ".join(f"{name} {value}" for name, value in reason.values) + ")"
    rows = words.rows_of(text, 68)
    return [(reason.rule if n == 0 else "", mark, row) for n, row in enumerate(rows)]


def _two_rows(text: str) -> tuple[str, str]:
    rows = words.rows_of(text, 69)
    second = rows[1] if len(rows) > 1 else ""
    return rows[0], second if len(rows) <= 2 else f"{second[:66]}..."


def _limit(use: LimitUse) -> str:
    limit = use.clause.limit
    assert limit is not None
    text = f"{limit.quantity} {_UNITS[limit.unit]} {_WINDOWS[limit.per]}: USADO {use.used}, RESTA {use.left}"
    if limit.beyond:
        return f"{text}, ALÉM {limit.beyond}"
    return text if limit.share is None else f"{text}, DEPOIS {limit.share}% DO SEGURADO"


def _where(area: str, promise: str) -> str:
    return f"{area} (DIZER ATÉ {promise})" if promise else area


def _first_day(day: date | None) -> str:
    return words.day(day) if day is not None else "NUNCA"


def _maybe(value: bool | None) -> str:
    return "-" if value is None else ("SIM" if value else "NÃO")


TRANSACTION = Transaction(
    code="ACOB",
    panels=(ANSWER, CHOICE, TOLD),
    open=open_,
    keys={Key.ENTER: look_up, Key.ALT7: back, Key.ALT8: told, **page_keys(turn)},
    help=(
        "SERVIÇO: CÓDIGO, COMEÇO DO CÓDIGO OU PALAVRAS. DESDE: PRIMEIRO DIA EM QUE NADA IMPEDE.",
        "FALA: O REGULAMENTO QUE DECIDIU; LEI QUANDO O DO PRODUTO NADA DIZ. INT NÃO SE DIZ.",
        "MUDARIA: O QUE FARIA A RESPOSTA SER OUTRA.",
    ),
    subject=("identificacao", "servico"),
)
