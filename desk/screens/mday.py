"""MDAY: every change of a senha: when, what, who changed it, who authorised it and from where."""

import json
from datetime import date
from textwrap import wrap
from typing import Any

from desk.domain.authorization.model import AuthorizationEvent
from desk.domain.kernel.clock import local_time
from desk.domain.kernel.dates import format_date
from desk.domain.rulebook.catalogue import rule
from desk.screens.authorization_sheet import HEAD, HEAD_FIELDS, SUBJECT, carried_senha, head, read
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, page_keys, window
from desk.terminal.fields import Field, Repeat
from desk.terminal.keys import Key

LINES, WIDTH, INDENT = 13, 78, 11

M01 = desk_panel(
    "MDAYM01",
    "HISTÓRICO DE ALTERAÇÕES DA AP",
    HEAD
    + "-" * 80
    + "\n DATA       HORA  AÇÃO         SERVIÇO  ALTEROU AUTORIZOU\n"
    + "\n".join([" " + "~" * WIDTH] * LINES),
    [*HEAD_FIELDS, Repeat(LINES, (Field("linha"),))],
    keys="ENTER CONSULTA   F7/F8 MAIS NOVAS/MAIS ANTIGAS   ALT2 TRANSAÇÃO",
)

ACTIONS = {
    "conclude": "CONCESSÃO",
    "include": "INCLUSÃO",
    "exclude": "EXCLUSÃO",
    "revalidate": "REVALIDAÇÃO",
    "alter": "ALTERAÇÃO",
    "bill": "PAGAMENTO",
    "ask": "SIC",
    "answer": "RESPOSTA SIC",
    "complete": "LIBERAÇÃO",
    "refuse": "NEGATIVA",
    "reverse": "REVERSÃO",
    "import": "IMPORTAÇÃO",
    "reanalysis": "REANÁLISE",
}
_FIELDS = {
    "status": "SITUAÇÃO",
    "issued_on": "EMISSÃO",
    "valid_until": "VALIDADE",
    "attendance_type": "TA",
    "planned_on": "DATA PREVISTA",
    "daily_rates": "DIÁRIAS",
    "cid": "CID",
    "disease_duration": "TEMPO DA DOENÇA",
    "quantity": "QT",
    "procedure_code": "SERVIÇO",
    "refusal_code": "MOTIVO",
}


def open_(context: Context) -> Reply:
    """The senha in transit at once."""
    if carried_senha(context):
        return look_up(context)
    return Reply(info("INFORME A SENHA E TECLE ENTER"))


def look_up(context: Context) -> Reply:
    """The history, newest first."""
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Older or newer entries."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


@rule("AP-140")
def _show(context: Context) -> Reply:
    sheet = read(context)
    lines = tuple(line for event in reversed(sheet.events) for line in _entry(event))
    shown, number, page = window(lines, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state["page"] = number
    values = {**head(sheet), **{f"linha.{n}": text for n, text in enumerate(shown, start=1)}}
    count = len(sheet.events)
    return Reply(ok(f"{count} {'ALTERAÇÕES' if count > 1 else 'ALTERAÇÃO'} DA AP"), values, page=page)


def _entry(event: AuthorizationEvent) -> list[str]:
    """An entry on as many rows as it takes: who and when, what was before and after, what was said of it."""
    at, action = local_time(event.at), ACTIONS.get(event.action, event.action.upper())
    who = " ".join((event.responsible_number, event.responsible_name)).strip()
    first = f"{at:%d/%m/%Y %H:%M} {action[:12]:<12} {event.procedure_code:<8} {event.operator_number:<7} {who}"
    rows = [first[:WIDTH]]
    area = f"ÁREA: {event.responsible_area}" if event.responsible_area else ""
    for text in (area, changes(json.loads(event.data)), event.text):
        rows += [" " * INDENT + part for part in wrap(text, WIDTH - INDENT)]
    return rows


def changes(data: dict[str, Any]) -> str:
    """What an entry changed, before and after; nothing for what was only issued or noted."""
    if int(data.get("version", 0)) <= 1:
        return ""
    told = [
        f"{_FIELDS[name]} {_shown(before)} PARA {_shown(after)}" for name, (before, after) in data["whole"].items()
    ]
    for position, pairs in data["lines"].items():
        new = "procedure_code" in pairs
        for name, (before, after) in pairs.items():
            if not new:
                told.append(f"LINHA {position} {_FIELDS[name]} {_shown(before)} PARA {_shown(after)}")
        if new:
            told.append(f"LINHA {position} {pairs['procedure_code'][1]} QT {pairs['quantity'][1]}")
    return "; ".join(told)


def _shown(value: Any) -> str:
    if value in (None, ""):
        return "-"
    try:
        return format_date(date.fromisoformat(str(value)))
    except ValueError:
        return str(value).upper()


TRANSACTION = Transaction(
    code="MDAY",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "CADA ALTERAÇÃO DA SENHA: DATA, SERVIÇO, MATRÍCULA DE QUEM ALTEROU,",
        "MATRÍCULA, NOME E ÁREA DE QUEM AUTORIZOU, E O QUE ERA E FICOU.",
    ),
    subject=SUBJECT,
)
