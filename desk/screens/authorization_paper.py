"""The second copy of an authorization that MDAU and its web twin AIMP share: front, verso, print."""

from collections.abc import Iterator, Mapping

from desk.domain.authorization.delivery import PaperView, read_paper
from desk.domain.authorization.model import AuthorizationStatus
from desk.domain.authorization.paper_copy import needs_complement
from desk.domain.kernel.clock import local_time
from desk.domain.kernel.decision import Decision, Disclosure, Outcome, Reason
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import cite
from desk.domain.rulebook.reference import attendance_types, refusal_codes
from desk.screens import words
from desk.screens.frame import EXTRA, desk_panel
from desk.screens.printing import carried_number, impr_authorization
from desk.screens.transaction import Context, Handler, Reply, info, ok, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key
from desk.terminal.panel import Panel
from desk.terminal.protocol import Message

LINES = 4
HISTORY = 6
INSURED, PROVIDER = "S", "P"
SUBJECT = ("senha",)
ASK = "INFORME A SENHA E TECLE ENTER"


def front_panel(name: str, title: str, *, number: str, keys: str, system: str = EXTRA) -> Panel:
    """The map of what the paper says; `number` is what it calls the senha."""
    body = f"""
 {number + ":":<9} ##/######   SITUAÇÃO: ~~~~~~~~~~   VIAS: ~~   DESTINO (S/P): _
 SEGURADO: ~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 EMISSÃO:  ~~~~~~~~~~  VALIDADE: ~~~~~~~~~~  PREVISTA: ~~~~~~~~~~  DIÁRIAS: ~~
 TA:       ~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~  PREST.: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
--------------------------------------------------------------------------------
 SERVIÇO  DESCRIÇÃO                                QT SITUAÇÃO   MOTIVO
"""
    body += "\n".join([" ~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~ ~~~~~~~~~~ ~~~~~~~~~~~~~~~"] * LINES)
    body += f"""
 MENSAGEM: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 IMPRIME:  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 EXPLIQUE: {"~" * 69}
           {"~" * 69}
           {"~" * 69}"""
    fields: list[Field | Repeat] = [
        Field("senha", Kind.MASKED, required=True, label=number, help="AA/NNNNNN."),
        Field("situacao"),
        Field("vias", right=True),
        Field("destino", Kind.CODE, label="DESTINO", help="S SEGURADO, P PRESTADOR; VAZIO: SEGURADO."),
        Field("identificacao"),
        Field("segurado"),
        Field("emissao"),
        Field("validade"),
        Field("prevista"),
        Field("diarias", right=True),
        Field("ta"),
        Field("ta_nome"),
        Field("prestador"),
        Repeat(
            LINES,
            (
                Field("servico"),
                Field("descricao"),
                Field("quantidade", right=True),
                Field("linha_situacao"),
                Field("motivo"),
            ),
        ),
        *(Field(f"{name}.{n}") for name, rows in _PROSE for n in range(1, rows + 1)),
    ]
    return desk_panel(name, title, body, fields, keys=keys, system=system)


_PROSE = (("mensagem", 2), ("automatica", 2), ("explique", 3))


def verso_panel(name: str, title: str, *, number: str, system: str = EXTRA) -> Panel:
    """The map of the verso, which never reaches paper."""
    row = "~" * 78
    body = f"""
 {number + ":":<9} ~~~~~~~~~   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 MÉDICO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   CRM/CRO: ~~~~~~~~~~~~
 DIAGNÓSTICO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  CID: ~~~~~~
 ATENDENTE: ~~~~~~~   RESPONSÁVEL: ~~~~~~~   LIB: ~~~   PROGRAMA: ~~~~~~~~~
 JUSTIFICATIVA:
 {row}
 {row}
 {row}
 {row}
 HISTÓRICO:
"""
    body += "\n".join([f" {row}"] * HISTORY)
    fields: list[Field | Repeat] = [
        Field("numero"),
        Field("segurado"),
        Field("interno", role=Role.INTERNAL),
        Field("medico", role=Role.INTERNAL),
        Field("crm", role=Role.INTERNAL),
        Field("diagnostico", role=Role.INTERNAL),
        Field("cid", role=Role.INTERNAL),
        Field("atendente", role=Role.INTERNAL),
        Field("responsavel", role=Role.INTERNAL),
        Field("lib", role=Role.INTERNAL),
        Field("programa", role=Role.INTERNAL),
        Repeat(4, (Field("justificativa", role=Role.INTERNAL),)),
        Repeat(HISTORY, (Field("historico", role=Role.INTERNAL),)),
    ]
    keys = "ALT7 FRENTE   IMPR IMPRIME   F7/F8 HISTÓRICO"
    return desk_panel(name, title, body, fields, keys=keys, system=system)


def open_(context: Context) -> Reply:
    """The authorization in transit at once; else its number is asked for."""
    carried = carried_number(context)
    if carried:
        context.frame.values["senha"] = carried
        return look_up(context)
    return Reply(info(ASK))


def look_up(context: Context) -> Reply:
    """ENTER: the front of a senha."""
    context.frame.state = {"page": 0}
    number = context.form.authorization_number("senha")
    if not number:
        raise DomainError(ASK, field="senha")
    return show_front(context, number)


def show_front(context: Context, number: str) -> Reply:
    """What the paper of a senha says, and what to explain."""
    view = _read(context, number)
    shown, page, pages = window(view.facts.lines, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state |= {"page": page, "number": number}
    values = _front_values(view)
    for n, (line, procedure) in enumerate(shown, start=1):
        values |= {
            f"servico.{n}": line.procedure_code,
            f"descricao.{n}": procedure.description[:40],
            f"quantidade.{n}": f"{line.quantity:02d}",
            f"linha_situacao.{n}": line.status.upper(),
            f"motivo.{n}": f"{line.refusal_code} {refusal_codes().get(line.refusal_code, '')}"[:15].strip(),
        }
    return Reply(
        _front_message(context, view),
        values,
        page=pages,
        panel=_panels(context)[0],
        decision=Decision(Outcome.ALLOWED, (*view.advice, *_for_us(view))),
    )


def verso(context: Context) -> Reply:
    """ALT 8: what the paper does not say and whoever hands it over has to have read; the history from its end."""
    number = _number(context)
    view = _read(context, number)
    authorization = view.facts.authorization
    page = int(context.frame.state.get("verso", 0))
    shown, page, pages = window(tuple(_entries(view)), page, HISTORY)
    context.frame.state |= {"verso": page, "read": number}
    values = {
        "numero": number,
        "segurado": view.facts.member.name,
        "interno": "INTERNO - NÃO MOSTRAR NEM DIZER AO SEGURADO; LEIA ANTES DE ENTREGAR A AP",
        "medico": authorization.physician,
        "crm": authorization.council_number,
        "diagnostico": authorization.diagnosis[:52],
        "cid": authorization.cid,
        "atendente": authorization.attendant_number,
        "responsavel": authorization.responsible_number,
        "lib": authorization.release_code,
        "programa": authorization.programme,
    }
    justified = words.rows_of(authorization.justification, 78)
    values |= {f"justificativa.{n}": row for n, row in enumerate(justified[:4], start=1)}
    values |= {f"historico.{n}": row for n, row in enumerate(shown, start=1)}
    message = ok("VERSO LIDO: IMPR IMPRIME, ALT 7 VOLTA À FRENTE")
    if needs_complement(view.facts):
        message = warn("BAHIA: A MENSAGEM DA AP SAI NA CARTA DE COMPLEMENTO, IMPRESSA COM ELA")
    return Reply(message, values, page=pages, panel=_panels(context)[1])


def _entries(view: PaperView) -> Iterator[str]:
    """The history from its end, each entry on as many rows as it takes."""
    for event in reversed(view.events):
        at = f"{local_time(event.at):%d/%m/%Y %H:%M} {event.operator_number:<7} "
        for n, row in enumerate(words.rows_of(event.text, 78 - len(at))):
            yield f"{at if n == 0 else ' ' * len(at)}{row}"


def front(context: Context) -> Reply:
    """ALT 7: back to the front."""
    return show_front(context, _number(context))


def turn(context: Context, pages: int) -> Reply:
    """More services on the front, more history on the verso."""
    if context.frame.panel == _panels(context)[1]:
        context.frame.state["verso"] = int(context.frame.state.get("verso", 0)) + pages
        return verso(context)
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return show_front(context, _number(context))


def impr(context: Context) -> Reply:
    """IMPR: print what is handed over for the senha, once its verso has been read (AP-106)."""
    number = _number(context)
    to = context.form.text("destino") or INSURED
    if to not in {INSURED, PROVIDER}:
        raise DomainError("DESTINO: S SEGURADO OU P PRESTADOR", field="destino")
    if context.frame.state.get("read") != number:
        raise DomainError("LEIA ANTES O VERSO (ALT 8): PODE HAVER O QUE ENTREGAR OU EXPLICAR", field="senha")
    printed = impr_authorization(context, number, for_provider=to == PROVIDER)
    reply = show_front(context, number)
    reply.message = printed.message
    return reply


def keys() -> Mapping[Key, Handler]:
    """The keys of both twins."""
    return {
        Key.ENTER: look_up,
        Key.ALT8: verso,
        Key.ALT7: front,
        Key.F12: impr,
        **page_keys(turn),
    }


HELP = (
    "LEIA O VERSO (ALT 8) ANTES DE ENTREGAR; ELE É INTERNO E NÃO SE IMPRIME.",
    "IMPR IMPRIME A AP E AS CARTAS QUE A ACOMPANHAM. NEGADA OU EM SIC: SAI A CARTA OU O FORMULÁRIO.",
    "A SEGUNDA IMPRESSÃO EM DIANTE TRAZ 2ª VIA, DATA, HORA E OPERADOR.",
    "CASE E HOME CARE: A AP VAI AO PRESTADOR (DESTINO P); O SEGURADO PEDE A 2ª VIA A ELE.",
)


def _panels(context: Context) -> tuple[str, str]:
    return f"{context.frame.code}M01", f"{context.frame.code}M02"


def _number(context: Context) -> str:
    """The senha on the panel; a key pressed before ENTER reads it too. Raises DomainError when there is none."""
    typed = context.form.authorization_number("senha")
    if not typed:
        raise DomainError(ASK, field="senha")
    return typed


def _read(context: Context, number: str) -> PaperView:
    view = read_paper(context.desk, context.actor, number)
    context.conversation.authorization_number = number
    context.conversation.identification = view.facts.member.member_number
    return view


def _front_values(view: PaperView) -> dict[str, str]:
    facts, authorization = view.facts, view.facts.authorization
    kind = attendance_types().get(authorization.attendance_type)
    values = {
        "senha": authorization.number,
        "situacao": authorization.status.upper(),
        "vias": str(view.copies),
        "identificacao": words.identification(facts.member.member_number),
        "segurado": facts.member.name[:49],
        "emissao": words.day(authorization.issued_on),
        "validade": words.day(authorization.valid_until),
        "prevista": words.day(authorization.planned_on),
        "diarias": str(authorization.daily_rates or ""),
        "ta": authorization.attendance_type,
        "ta_nome": kind.name.upper()[:27] if kind is not None else "",
        "prestador": facts.provider.name[:30] if facts.provider is not None else "QUALQUER DA REDE DO PLANO",
    }
    prose = {
        "mensagem": words.rows_of(authorization.message, 69),
        "automatica": words.rows_of(" ".join(view.messages).upper(), 69),
        "explique": [row for reason in view.advice for row in words.rows_of(reason.says, 69)],
    }
    for name, most in _PROSE:
        rows = prose[name]
        if len(rows) > most:
            rows = [*rows[: most - 1], f"{rows[most - 1][:55]}... (F1 MOSTRA)"]
        values |= {f"{name}.{n}": row[:69] for n, row in enumerate(rows, start=1)}
    return values


def _front_message(context: Context, view: PaperView) -> Message:
    authorization = view.facts.authorization
    if authorization.programme:
        return warn("AP DO PRESTADOR: O SEGURADO PEDE A 2ª VIA A ELE (DESTINO P IMPRIME)")
    if authorization.status == AuthorizationStatus.REFUSED:
        return warn("NEGADA: IMPR IMPRIME A CARTA DE RECUSA (LEIA ANTES O VERSO, ALT 8)")
    if authorization.status == AuthorizationStatus.INFORMATION:
        return warn("EM SIC: IMPR IMPRIME O FORMULÁRIO (LEIA ANTES O VERSO, ALT 8)")
    if context.frame.state.get("read") == authorization.number:
        return ok("IMPR IMPRIME")
    return info("LEIA O VERSO (ALT 8) ANTES DE IMPRIMIR E ENTREGAR")


def _for_us(view: PaperView) -> tuple[Reason, ...]:
    """Why a programme's paper is not for the insured: for the attendant alone."""
    programme = view.facts.authorization.programme
    if not programme:
        return ()
    rule = "CV-006" if programme == "CASE" else "CV-010"
    says = f"INTERNO - {programme}: EXCLUSÃO CONTRATUAL ATENDIDA COMO EXCEÇÃO; O SEGURADO NÃO VÊ A AP"
    return (cite(rule, says, disclose=Disclosure.INTERNAL),)
