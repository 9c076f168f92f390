"""The list of a person's authorizations that MDZ1 and its web twin ACOA share: map, search, legend, choice."""

from collections.abc import Sequence

from desk.domain.authorization.model import AuthorizationStatus
from desk.domain.authorization.service import AuthorizationList, AuthorizationRow, list_authorizations
from desk.domain.enrolment.service import parse_member_number
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.reference import refusal_codes
from desk.screens import words
from desk.screens.frame import EXTRA, desk_panel
from desk.screens.transaction import Context, Reply, closed_lines, info, ok, window
from desk.terminal.fields import Field, Kind, Repeat
from desk.terminal.panel import Panel
from desk.terminal.protocol import Message

LINES = 8
SUBJECT = ("identificacao", "senha", "periodo_inicio", "periodo_fim")


def list_panel(
    name: str,
    title: str,
    *,
    number: str,
    keys: str,
    system: str = EXTRA,
    last_row: str = "",
    last_fields: Sequence[Field] = (),
) -> Panel:
    """The map of the list; `number` is what it calls the senha, `last_row` a row of the transaction's own."""
    body = f"""
 IDENTIFICAÇÃO: #####/########-#-##   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PERÍODO: ##/##/#### A ##/##/#### (MÁX. 60 DIAS)    OU {number}: ##/######
--------------------------------------------------------------------------------
   SENHA      EMISSÃO    VALIDADE   TA SERVIÇO   QT  SITUAÇÃO   MOTIVO
"""
    body += "\n".join([" _ ~~~~~~~~~  ~~~~~~~~~~ ~~~~~~~~~~ ~  ~~~~~~~~  ~~~ ~~~~~~~~~~ ~~~~~~~~~~~~~~"] * LINES)
    body += f"""

 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
{last_row}"""
    fields: list[Field | Repeat] = [
        Field("identificacao", Kind.MASKED, label="IDENTIFICAÇÃO", help="16 DÍGITOS DO CARTÃO."),
        Field("segurado"),
        Field("periodo_inicio", Kind.MASKED, label="PERÍODO", help="VAZIO: OS ÚLTIMOS 60 DIAS."),
        Field("periodo_fim", Kind.MASKED, label="PERÍODO, FIM", help="ATÉ 60 DIAS DEPOIS DO INÍCIO."),
        Field(
            "senha",
            Kind.MASKED,
            label=number,
            help="AA/NNNNNN: MOSTRA SÓ ESSA AUTORIZAÇÃO.",
            aliases=("numero_da_ap", "n_da_ap"),
        ),
        Repeat(
            LINES,
            (
                Field("s", Kind.YES_NO, label="S", help="S LEVA A SENHA À PRÓXIMA TRANSAÇÃO."),
                Field("numero"),
                Field("emissao"),
                Field("validade"),
                Field("ta"),
                Field("servico"),
                Field("quantidade", right=True),
                Field("situacao"),
                Field("motivo"),
            ),
        ),
        Field("legenda_1"),
        Field("legenda_2"),
        Field("legenda_3"),
        *last_fields,
    ]
    return desk_panel(name, title, body, fields, keys=keys, system=system)


def open_list(context: Context, *, ask: str, empty: str) -> Reply:
    """A senha the search found, or with an identification in transit its last sixty days, at once."""
    senha = context.conversation.criteria.pop("senha", "")
    if senha:
        context.frame.values["senha"] = senha
        return search_list(context, empty=empty)
    carried = context.conversation.identification
    if len(carried) == 16:
        context.frame.values["identificacao"] = words.identification(carried)
        return search_list(context, empty=empty)
    return Reply(info(ask), protected=closed_lines("s", 0, LINES))


def search_list(context: Context, *, empty: str) -> Reply:
    """The list from its first page; what is typed now beats what the panel filled in before."""
    values = context.frame.values
    if "identificacao" in context.changed and "senha" not in context.changed and values.get("senha"):
        values |= {"senha": "", "periodo_inicio": "", "periodo_fim": ""}
    if "periodo_inicio" in context.changed and "periodo_fim" not in context.changed:
        values["periodo_fim"] = ""
    context.frame.state["page"] = 0
    return show_list(context, empty=empty)


def turn_list(context: Context, pages: int, *, empty: str) -> Reply:
    """Another page."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return show_list(context, empty=empty)


def chosen_number(context: Context) -> str:
    """The senha marked with S, carried from here on; empty when nothing is marked or a search was typed.

    Raises DomainError on the mark when it is not one S on a line with an authorization.
    """
    marks = [n for n in range(1, LINES + 1) if context.form.text(f"s.{n}")]
    if not marks or context.changed & set(SUBJECT):
        return ""
    if len(marks) > 1 or context.form.text(f"s.{marks[0]}") != "S":
        raise DomainError("MARQUE UMA SÓ AUTORIZAÇÃO COM S", field=f"s.{marks[-1]}")
    numbers = context.frame.state.get("shown", [])
    if marks[0] > len(numbers):
        raise DomainError("NÃO HÁ AUTORIZAÇÃO NESTA LINHA", field=f"s.{marks[0]}")
    context.conversation.authorization_number = str(numbers[marks[0] - 1])
    return context.conversation.authorization_number


def show_list(context: Context, *, empty: str) -> Reply:
    """The page of the list the frame is at; `empty` is said when there is nothing in the period."""
    form = context.form
    senha = form.authorization_number("senha")
    number = "" if senha else parse_member_number(form.text("identificacao")).value
    found = list_authorizations(
        context.desk,
        context.actor,
        member_number=number,
        since=form.day("periodo_inicio"),
        until=form.day("periodo_fim"),
        number=senha,
    )
    context.conversation.identification = found.member.member_number
    shown, page_number, page = window(found.rows, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state |= {"page": page_number, "shown": [row.authorization.number for row in shown]}
    values = {f"s.{n}": "" for n in range(1, LINES + 1)}
    values |= {
        "identificacao": words.identification(found.member.member_number),
        "segurado": found.member.name,
        "periodo_inicio": words.day(found.since),
        "periodo_fim": words.day(found.until),
    }
    for n, row in enumerate(shown, start=1):
        values |= {f"{name}.{n}": text for name, text in _line(row).items()}
    values |= {f"legenda_{n}": text for n, text in enumerate(_legend(shown), start=1)}
    closed = closed_lines("s", len(shown), LINES)
    if not found.rows:
        return Reply(info(empty), values, protected=closed)
    return Reply(_message(found), values, page=page, protected=closed, cursor="s.1")


def _line(row: AuthorizationRow) -> dict[str, str]:
    authorization, line = row.authorization, row.line
    return {
        "numero": authorization.number,
        "emissao": words.day(authorization.issued_on),
        "validade": words.day(authorization.valid_until),
        "ta": authorization.attendance_type,
        "servico": line.procedure_code,
        "quantidade": f"{line.quantity:02d}",
        "situacao": line.status.upper(),
        "motivo": _motive(row),
    }


def _motive(row: AuthorizationRow) -> str:
    """The code of a refusal and its letter where it has a number; or that a SIC is open."""
    code = row.line.refusal_code
    if code == "12009":
        return "12009 SIC"
    return f"{code} CARTA {row.letter}" if row.letter else code


def _legend(shown: tuple[AuthorizationRow, ...]) -> list[str]:
    """What the codes of this page mean, at most three."""
    lines: list[str] = []
    for row in shown:
        code = row.line.refusal_code
        if code in refusal_codes():
            lines.append(f"NEGADO {code}: {refusal_codes()[code]}")
        elif row.line.status == AuthorizationStatus.INFORMATION:
            lines.append("COMPLEM 12009: AGUARDA INFORMAÇÃO COMPLEMENTAR (SIC)")
        elif row.line.status == AuthorizationStatus.CLOSED:
            lines.append("ENCERRADA: PAGA AO PRESTADOR, NÃO MUDA MAIS (047)")
    return list(dict.fromkeys(lines))[:3]


def _message(found: AuthorizationList) -> Message:
    count = len({row.authorization.number for row in found.rows})
    return ok(f"{count} AUTORIZAÇ{'ÕES' if count > 1 else 'ÃO'} NO PERÍODO")
