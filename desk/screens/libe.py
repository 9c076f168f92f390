"""LIBE: what waits for one's decision, and deciding it with everything on one panel."""

from dataclasses import replace

from desk.domain.eligibility.member_card import MemberCard
from desk.domain.kernel.errors import DomainError
from desk.domain.referral.deciding import Opinion, Verdict, decide
from desk.domain.referral.model import Referral, ReferralAnswer, ReferralState
from desk.domain.referral.queue import Before, CaseFile, QueueRow, open_file, state_in_words, to_decide
from desk.domain.referral.service import details_of
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.reference import block_codes, refusal_codes
from desk.screens import referral_words, words
from desk.screens.libe_maps import CASE, FIRST_ROW, LINES, LIST, SERVICES, TEXT_ROWS
from desk.screens.prose import prose
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, info, ok, page_keys, warn, window
from desk.terminal.fields import Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

_ADDRESSEES = {"": "insured", "S": "insured", "P": "provider"}
_TEXT = tuple(f"texto.{n}" for n in range(1, TEXT_ROWS + 1))
_ENTRIES = ("decisao", "destino", *_TEXT)
_REFUSALS = tuple(f"lib_neg.{n}" for n in range(1, SERVICES + 1))


def open_(context: Context) -> Reply:
    """What waits for this operator, from the first page."""
    context.frame.state |= {"page": 0, "number": 0}
    return _list(context)


def look_up(context: Context) -> Reply:
    """The list anew, or the case marked with S; on a case, the same case read anew."""
    if _is_case(context):
        _keep_refusals(context)
        return _show(context, int(context.frame.state["number"]))
    marks = [n for n in range(1, LINES + 1) if context.form.text(f"s.{n}")]
    if not marks:
        return _list(context)
    shown = context.frame.state.get("shown", [])
    if len(marks) > 1 or context.form.text(f"s.{marks[0]}") != "S" or marks[0] > len(shown):
        raise DomainError("MARQUE UM SÓ PEDIDO COM S", field=f"s.{marks[-1]}")
    _forget(context)
    context.frame.state["services"] = 0
    return _show(context, int(shown[marks[0] - 1]))


def turn(context: Context, pages: int) -> Reply:
    """Another page: of the list, or of the services of a case."""
    if _is_case(context):
        _keep_refusals(context)
        context.frame.state["services"] = int(context.frame.state.get("services", 0)) + pages
        return _show(context, int(context.frame.state["number"]))
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _list(context)


def back(context: Context) -> Reply:
    """ALT 7: the list again; what was typed on the case and not decided goes, with the second ALT 7."""
    number = context.frame.state.get("number")
    typed = _is_case(context) and any(context.form.text(name) for name in (*_ENTRIES, *_REFUSALS))
    if typed and context.frame.state.get("leaving") != number:
        _keep_refusals(context)
        shown = _show(context, int(context.frame.state["number"]))
        context.frame.state["leaving"] = number
        return replace(shown, message=warn("DIGITADO E NÃO DECIDIDO: ALT 7 DE NOVO DEIXA O PEDIDO COMO ESTÁ"))
    _forget(context)
    return _list(context)


@rule("AP-098", "AP-102", "AP-113")
def conclude(context: Context) -> Reply:
    """ALT 5: the decision."""
    if not _is_case(context):
        raise DomainError("ABRA UM PEDIDO COM S + ENTER", field="s.1")
    form, state = context.form, context.frame.state
    typed = form.need("decisao", "A DECISÃO: L, N, I, M OU D")
    if typed not in set(Verdict):
        raise DomainError("DECISÃO: L, N, I, M OU D", field="decisao")
    addressee = _ADDRESSEES.get(form.text("destino"))
    if addressee is None:
        raise DomainError("SIC AO SEGURADO (S) OU AO PRESTADOR (P)", field="destino")
    _keep_refusals(context)
    refusals = {int(position): code for position, code in state.get("refusals", {}).items()}
    unknown = next((position for position, code in refusals.items() if code and code not in refusal_codes()), 0)
    if unknown:
        codes = " ".join(refusal_codes())
        raise DomainError(f"NEGATIVA: {codes}", field=_field_of(context, unknown), code="040")
    opinion = Opinion(Verdict(typed), prose(context.frame.values, CASE, "texto"), refusals, addressee)
    try:
        referral = decide(
            context.desk, context.actor, int(state["number"]), opinion, version=int(state["version"])
        )
    except DomainError as fault:
        fault.field = _on_panel(context, fault.field)
        raise
    _forget(context)
    return _list(context, ok(_decided(referral)))


def _is_case(context: Context) -> bool:
    return context.frame.panel == CASE.name and bool(context.frame.state.get("number"))


def _forget(context: Context) -> None:
    context.frame.state |= {"number": 0, "refusals": {}}
    context.frame.values |= dict.fromkeys(_ENTRIES, "")
    context.frame.values |= dict.fromkeys(_REFUSALS, "")


def _keep_refusals(context: Context) -> None:
    """The refusal codes of the services in sight, beside those of the other pages."""
    kept = context.frame.state.setdefault("refusals", {})
    for n, position in enumerate(context.frame.state.get("positions", []), start=1):
        kept[str(position)] = context.form.text(f"lib_neg.{n}")


def _field_of(context: Context, position: int) -> str:
    positions = context.frame.state.get("positions", [])
    return f"lib_neg.{positions.index(position) + 1}" if position in positions else "decisao"


def _on_panel(context: Context, field: str) -> str:
    """The field of this panel for the one a rule names: a line by its place here, anything else the decision."""
    name, _, position = field.partition(".")
    if name == "lib_neg" and position.isdigit():
        return _field_of(context, int(position))
    if name == "texto":
        return _TEXT[0]
    return field if field in _ENTRIES else "decisao"


def _decided(referral: Referral) -> str:
    text = f"PEDIDO {referral.number} {state_in_words(referral)}"
    if referral.authorization_number and referral.answer != ReferralAnswer.DECLINED:
        text += f": SENHA {referral.authorization_number}"
    return text


def _list(context: Context, message: Message | None = None) -> Reply:
    rows = to_decide(context.desk, context.actor)
    shown, page_number, page = window(rows, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state |= {"page": page_number, "number": 0, "shown": [row.referral.number for row in shown]}
    values = {f"s.{n}": "" for n in range(1, LINES + 1)}
    for n, row in enumerate(shown, start=1):
        referral = row.referral
        values |= referral_words.listed(row, n) | {
            f"de.{n}": referral.asked_by,
            f"unidade.{n}": referral.unit_code,
        }
    roles = {
        FIRST_ROW + n: role for n, row in enumerate(shown) if (role := referral_words.row_role(row)) is not None
    }
    return Reply(
        message or _counted(rows),
        values,
        cursor="s.1" if shown else "comando",
        panel=LIST.name,
        page=page,
        row_roles=roles,
        protected=closed_lines("s", len(shown), LINES),
        done=True,
    )


def _counted(rows: tuple[QueueRow, ...]) -> Message:
    if not rows:
        return info("NADA ESPERA SUA DECISÃO")
    late = sum(row.overdue for row in rows)
    text = f"{len(rows)} A DECIDIR"
    return warn(f"{text}, {late} COM PRAZO VENCIDO") if late else info(f"{text}: S + ENTER ABRE")


def _show(context: Context, number: int) -> Reply:
    file = open_file(context.desk, context.actor, number)
    referral = file.row.referral
    state = context.frame.state
    context.conversation.identification = referral.member_number
    lines = _services(file)
    shown, page_number, page = window(tuple(lines), int(state.get("services", 0)), SERVICES)
    refusals = state.setdefault("refusals", {})
    state |= {
        "number": number,
        "version": referral.version,
        "services": page_number,
        "leaving": 0,
        "positions": [int(line["n"]) for line in shown],
    }
    values = referral_words.headed(file.row, file.asker_name) | _person(file.card) | _form(file)
    for n, line in enumerate(shown, start=1):
        values |= {f"{name}.{n}": text for name, text in line.items()}
        values[f"lib_neg.{n}"] = refusals.get(line["n"], "")
    values |= {f"lib_neg.{n}": "" for n in range(len(shown) + 1, SERVICES + 1)}
    return Reply(
        _standing(file),
        values,
        cursor="decisao" if file.decides else "comando",
        panel=CASE.name,
        page=page,
        roles={"falta": Role.ERROR} if file.row.overdue or file.row.problem else {},
        protected=closed_lines("lib_neg", len(shown), SERVICES) if file.decides else _CLOSED,
        decision=file.concession.decision if file.concession is not None else None,
        notes=_notes(file),
    )


_CLOSED = frozenset(placed.name for placed in CASE.inputs) - {"comando", "ident"}


def _standing(file: CaseFile) -> Message:
    referral = file.row.referral
    if referral.state != ReferralState.WAITING:
        return warn(f"PEDIDO {referral.number} {state_in_words(referral)}: NADA A DECIDIR")
    if not file.decides:
        return warn("QUEM PEDE NÃO DECIDE; DE OUTRA ÁREA TAMBÉM NÃO: SÓ LEITURA")
    return info("DECIDA (L, N, I, M, D) E TECLE ALT 5; F1 MOSTRA TUDO POR EXTENSO")


def _person(card: MemberCard) -> dict[str, str]:
    return {
        "sexo": card.member.sex,
        "idade": f"{card.life.age}A",
        "produto": card.product.code,
        "plano": card.plan.code,
        "pagamento": words.payment(card.standing),
    }


def _form(file: CaseFile) -> dict[str, str]:
    referral, form, case = file.row.referral, file.form, file.case
    values = {"por_que": _first_why(file), "antes": _before(file.earlier), "verso": referral.note}
    if form is None or case is None:
        senha = f"SENHA {referral.authorization_number}"
        return values | {"papeis": details_of(referral).get("physician", ""), "diagnostico": senha}
    names = [form.diagnosis, f"CID {form.cid}" if form.cid else "", form.disease_duration, form.physician]
    return values | {
        "ta": form.attendance_type,
        "emissao": words.day(form.issued_on),
        "prevista": words.day(form.planned_on),
        "diarias": str(form.daily_rates or ""),
        "crm": form.council_number,
        "codigo_do_prestador": form.provider_cnpj,
        "prestador_nome": case.provider.name if case.provider is not None else "",
        "diagnostico": "; ".join(name for name in names if name),
        "verso": "; ".join(text for text in (form.justification, referral.note, *_said_since(referral)) if text),
        "papeis": _papers(file),
    }


def _said_since(referral: Referral) -> list[str]:
    found: list[str] = details_of(referral).get("answered_more", [])
    return found


def _papers(file: CaseFile) -> str:
    assert file.form is not None
    shown = sum(paper.presented for paper in file.form.papers)
    missing = "; ".join(label.upper() for label in file.papers_missing)
    return f"{shown} APRESENTADO(S)" + (f"; FALTA {missing}" if missing else "")


def _services(file: CaseFile) -> list[dict[str, str]]:
    if file.form is None or file.case is None or file.concession is None:
        codes = dict.fromkeys(before.code for before in file.earlier if before.senha == _senha(file))
        return [{"n": str(n), "servico": code} for n, code in enumerate(codes, start=1)]
    rows = []
    for line, limit in zip(file.form.lines, file.limits, strict=True):
        procedure = file.case.procedures.get(line.code)
        codes_of_line = file.concession.codes_of(line.position) + file.concession.codes_of(0)
        rows.append(
            {
                "n": str(line.position),
                "servico": line.code,
                "quantidade": str(line.quantity or ""),
                "descricao": procedure.description if procedure is not None else "",
                "alcada": limit,
                "bloqueio": " ".join(dict.fromkeys(codes_of_line)),
            }
        )
    return rows


def _senha(file: CaseFile) -> str:
    return file.row.referral.authorization_number or ""


def _first_why(file: CaseFile) -> str:
    if file.concession is None:
        return file.row.referral.note
    blocks = file.concession.blocks
    if blocks:
        return "; ".join(f"{block.code} {block.says}" for block in blocks)
    applied = [reason.says for reason in file.concession.decision.reasons if reason.applied]
    return applied[0] if applied else ""


def _before(earlier: tuple[Before, ...]) -> str:
    if not earlier:
        return "NENHUMA AP DESTES SERVIÇOS"
    return "; ".join(f"{b.senha} {words.day(b.issued_on)[:5]} {b.status.upper()} x{b.quantity}" for b in earlier)


def _notes(file: CaseFile) -> tuple[str, ...]:
    """F1: all that the panel had to cut short."""
    values = _form(file)
    lines = [f"BLOQUEIO {code} {block_codes()[code].label}" for code in _codes(file.row.referral)]
    lines += [f"DIAGNÓSTICO: {values['diagnostico']}", f"VERSO (INTERNO): {values['verso']}"]
    lines += [f"PAPÉIS: {values['papeis']}", "APs DESTES SERVIÇOS:"]
    lines += [
        f"  {b.senha} {words.day(b.issued_on)} {b.code} x{b.quantity} {b.status.upper()} {b.refusal_code}".rstrip()
        for b in file.earlier
    ]
    lines += [] if file.earlier else ["  NENHUMA"]
    lines += ["", "NEGATIVAS:", *(f"  {code} {label}" for code, label in refusal_codes().items())]
    lines += ["", *(referral_words.told(event) for event in file.events), ""]
    return tuple(lines)


def _codes(referral: Referral) -> list[str]:
    return [code for code in referral.codes.split("|") if code]


TRANSACTION = Transaction(
    code="LIBE",
    panels=(LIST, CASE),
    open=open_,
    keys={Key.ENTER: look_up, Key.ALT5: conclude, Key.ALT7: back, **page_keys(turn)},
    help=(
        "O QUE ESPERA SUA DECISÃO: CONSULTOR, SUPERVISÃO E SÊNIOR DA UNIDADE; CAP E AS OUTRAS ÁREAS.",
        "ALT 5 DECIDE. L DECIDE O FORMULÁRIO DE NOVO COM VOCÊ COMO RESPONSÁVEL E DÁ A SENHA; N GRAVA A NEGATIVA.",
        "NEG EM UMA LINHA E L: LIBERA AS OUTRAS. I ABRE O SIC. M PERGUNTA A QUEM ENVIOU. D DEVOLVE.",
        "QUEM PEDE NUNCA DECIDE O QUE PEDIU. QUEM DECIDE PRIMEIRO VALE; O SEGUNDO É AVISADO.",
    ),
    subject=(),
    writes=True,
)
