"""What the panels that change an authorization share: the head, the release, what stands against a change."""

import uuid
from collections.abc import Callable, Mapping

from desk.domain.authorization.change import Release
from desk.domain.authorization.service import Examination
from desk.domain.authorization.upkeep import Sheet, read_sheet
from desk.domain.kernel.clock import local_time
from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.referral.returns import ask_reanalysis
from desk.domain.rulebook.reference import block_codes
from desk.screens import words
from desk.screens.frame import MESSAGE_COLUMNS
from desk.screens.printing import carried_number
from desk.screens.transaction import Context, Reply, error, ok, warn
from desk.terminal.fields import Field, Kind
from desk.terminal.panel import Panel
from desk.terminal.protocol import Message

SUBJECT = ("senha",)

HEAD = """
 SENHA: ##/######   ~~~~~~~~~~~~~~~~~~~~   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 SITUAÇÃO: ~~~~~~~~~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
"""
HEAD_FIELDS = (
    Field(
        "senha",
        Kind.MASKED,
        required=True,
        label="SENHA",
        help="AA/NNNNNN, A DA AUTORIZAÇÃO.",
        aliases=("numero_da_ap", "n_da_ap"),
    ),
    Field("identificacao"),
    Field("segurado"),
    Field("situacao"),
    Field("resumo"),
)
"""The two rows every one of these panels begins with, and their fields."""

RELEASE = " LIB: ___  MATR.RESP: _______  SENHA DELE: ________________  BLOQ: ~~~~~~~~~~~~~"
RELEASE_FIELDS = (
    Field("lib", Kind.CODE, label="LIB", help="LIB OU 819, DEPOIS DE ANALISAR O BLOQUEIO (F1)."),
    Field(
        "matricula_do_responsavel",
        Kind.CODE,
        label="MATRÍCULA DO RESPONSÁVEL",
        help="QUEM RESPONDE: A SUA COM 819, OU CONSULTOR E SUPERVISÃO COM A SENHA DELES.",
    ),
    Field(
        "senha_do_responsavel",
        Kind.PASSWORD,
        label="SENHA DO RESPONSÁVEL",
        help="DIGITADA POR QUEM LIBERA; NÃO APARECE.",
    ),
    Field("bloqueios"),
)
NOTE = """ HISTÓRICO: ___________________________________________________________________
            ___________________________________________________________________"""
NOTE_WIDTH = 67
NOTE_FIELDS = (
    Field(
        "historico",
        label="HISTÓRICO",
        help="O QUE SE FAZ E POR QUÊ; FICA NA AP E JUSTIFICA A LIBERAÇÃO.",
        aliases=("justificativa",),
    ),
    Field("historico.2", label="HISTÓRICO, CONTINUAÇÃO"),
)

CALLED_FIELD = Field(
    "contato",
    Kind.YES_NO,
    label="ORTOPEDIA AVISADA",
    help="S DEPOIS DE FALAR COM A MESA DE ORTOPEDIA DA CAP; SÓ PARA F9.",
)

_OF_THE_DOMAIN = {"justificativa.1": "historico"}
"""Fields of a concession as these panels call them."""


def typed_senha(context: Context) -> str:
    """The senha typed. Raises DomainError when it is blank or misshapen."""
    senha = context.form.authorization_number("senha")
    if not senha:
        raise DomainError("INFORME A SENHA AA/NNNNNN E TECLE ENTER", field="senha")
    return senha


def carried_senha(context: Context) -> bool:
    """Put the senha in transit on the panel, if it is of the person in transit; whether there is one."""
    carried = carried_number(context)
    if not carried:
        return False
    context.frame.values["senha"] = carried
    return True


def read(context: Context) -> Sheet:
    """The authorization of the senha typed; it travels along from here on, with its member."""
    sheet = read_sheet(context.desk, context.actor, typed_senha(context))
    context.conversation.authorization_number = sheet.authorization.number
    context.conversation.identification = sheet.member.member_number
    return sheet


def read_before(context: Context) -> tuple[str, int]:
    """Senha and version that were read. Raises DomainError when another senha is typed, or none was read."""
    senha, state = typed_senha(context), context.frame.state
    if state.get("number") != senha:
        raise DomainError("LEIA A AP ANTES: TECLE ENTER", field="senha")
    return senha, int(state["version"])


def head(sheet: Sheet) -> dict[str, str]:
    """The two rows at the top."""
    authorization = sheet.authorization
    parts = [f"TA {authorization.attendance_type}"]
    parts.append(f"EMISSÃO {words.day(authorization.issued_on)} ATÉ {words.day(authorization.valid_until)}")
    if authorization.programme:
        parts.append(f"{authorization.programme} (INTERNO)")
    if authorization.newborn:
        parts.append("RECÉM-NASCIDO")
    request = sheet.open_request
    if request is not None:
        parts.append(f"SIC {request.sequence} ABERTA")
    return {
        "senha": authorization.number,
        "identificacao": words.identification(sheet.member.member_number),
        "segurado": sheet.member.name,
        "situacao": authorization.status.upper(),
        "resumo": "  ".join(parts),
    }


def typed_note(context: Context) -> str:
    """The two rows of the history as one text; a first row typed to its end runs on into the second."""
    first, second = (context.frame.values.get(name, "").rstrip() for name in ("historico", "historico.2"))
    return f"{first}{'' if len(first) == NOTE_WIDTH else ' '}{second}".strip()


def typed_release(context: Context) -> tuple[Release, str]:
    """What lifts blocks as typed, and the password of the second person."""
    form = context.form
    release = Release(form.text("lib"), form.text("matricula_do_responsavel"))
    return release, context.frame.values.get("senha_do_responsavel", "").rstrip()


def verdict(
    context: Context, examination: Examination, panel: Panel, *, writes: str
) -> tuple[Message, str, dict[str, str]]:
    """What stands against a change: the message, the field to go to, the blocks on the panel."""
    concession = examination.concession
    decision = concession.decision
    codes = tuple(dict.fromkeys(block.code for block in concession.blocks))
    shown = {"bloqueios": " ".join(codes)}
    for line in examination.case.form.lines:
        shown[f"bloqueio.{line.position}"] = " ".join(concession.codes_of(line.position))
    fault = concession.fault
    if fault is not None:
        solution = fault.solution or block_codes()[fault.code].solution
        text = fault.says if fault in concession.refusals else solution
        return error(f"NÃO GRAVADA: {text}"[:69], fault.code), placed(fault.field, panel), shown
    if decision.outcome is Outcome.BLOCKED:
        return error(decision.reasons[0].says[:MESSAGE_COLUMNS]), next_field(context), shown
    if decision.outcome is Outcome.ROUTED:
        route = decision.routes[0]
        promise = f", DIZER ATÉ {route.promise}" if route.promise else ""
        says = f"FORA DA ALÇADA: {route.area}{promise}. F9 ENCAMINHA"
        return warn(says[:MESSAGE_COLUMNS]), next_field(context), shown
    if examination.asked is not None:
        says = f"SEM BLOQUEIO, MAS {writes} COM SIC: {examination.asked.questions}"
        return warn(says[:MESSAGE_COLUMNS]), next_field(context), shown
    return ok(f"SEM BLOQUEIO - {writes}"), next_field(context), shown


def next_field(context: Context) -> str:
    """Where a change that may be written or sent goes on: the history while it is blank, then the command line."""
    return "comando" if typed_note(context) else "historico"


def with_sic(examination: Examination | None) -> str:
    """What a change that opened a SIC says of it; empty for one that did not."""
    return " COM SIC (12009)" if examination is not None and examination.asked is not None else ""


def placed(field: str, panel: Panel) -> str:
    """A field of a concession on a panel that may not have it: then the senha is where to go."""
    name = _OF_THE_DOMAIN.get(field, field)
    return name if any(field.name == name for field in panel.inputs) else "senha"


def lines_shown(rows: Mapping[str, str], sheet: Sheet, size: int) -> dict[str, str]:
    """The services of an authorization on numbered rows, `rows` naming what each column holds."""
    values: dict[str, str] = {}
    for n, row in enumerate(sheet.lines[:size], start=1):
        told = {
            "servico": row.line.procedure_code,
            "descricao": row.procedure.description,
            "quantidade": str(row.line.quantity),
            "situacao": row.line.status.upper(),
        }
        values |= {f"{column}.{n}": told[what] for column, what in rows.items()}
    return values


def send_to_area(context: Context, show: Callable[[Context, Sheet], Mapping[str, str]], wanted: str) -> Reply:
    """F9: put what the desk may not change before CAP, as a reanalysis of the same papers or of new ones."""
    number, _ = read_before(context)
    state, form = context.frame.state, context.form
    key = state.setdefault("referral", uuid.uuid4().hex)
    referral = ask_reanalysis(
        context.desk,
        context.actor,
        number,
        new_papers=form.is_yes("documentos_novos"),
        called=form.is_yes("contato"),
        text=f"{wanted}. {note}" if (note := typed_note(context)) else "",
        submission=key,
    )
    del state["referral"]
    until = referral.promised_at
    promise = f", SEGURADO OUVE ATÉ {local_time(until):%d/%m %H:%M}" if until is not None else ""
    says = f"PEDIDO {referral.number} À {referral.area}{promise}"
    return Reply(ok(says), show(context, read(context)), cursor="comando", done=True)
