"""MDZ1: the authorizations of a person and their state."""

from desk.domain.authorization.model import AuthorizationStatus
from desk.domain.authorization.service import AuthorizationList, AuthorizationRow, list_authorizations
from desk.domain.enrolment.service import parse_member_number
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.reference import refusal_codes
from desk.screens import words
from desk.screens.frame import desk_panel
from desk.screens.transaction import (
    Context,
    Reply,
    Transaction,
    closed_lines,
    info,
    ok,
    page_keys,
    warn,
    window,
)
from desk.terminal.fields import Field, Kind, Repeat
from desk.terminal.keys import Key
from desk.terminal.protocol import Message

LINES = 8

M01 = desk_panel(
    "MDZ1M01",
    "AUTORIZAÇÕES DO SEGURADO",
    """
 IDENTIFICAÇÃO: #####/########-#-##   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PERÍODO: ##/##/#### A ##/##/#### (MÁX. 60 DIAS)    OU SENHA: ##/######
--------------------------------------------------------------------------------
   SENHA      EMISSÃO    VALIDADE   TA SERVIÇO   QT  SITUAÇÃO   MOTIVO
"""
    + "\n".join([" _ ~~~~~~~~~  ~~~~~~~~~~ ~~~~~~~~~~ ~  ~~~~~~~~  ~~~ ~~~~~~~~~~ ~~~~~~~~~~~~~~"] * LINES)
    + """

 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("identificacao", Kind.MASKED, label="IDENTIFICAÇÃO", help="16 DÍGITOS DO CARTÃO."),
        Field("segurado"),
        Field("periodo_inicio", Kind.MASKED, label="PERÍODO", help="VAZIO: OS ÚLTIMOS 60 DIAS."),
        Field("periodo_fim", Kind.MASKED, label="PERÍODO, FIM", help="ATÉ 60 DIAS DEPOIS DO INÍCIO."),
        Field("senha", Kind.MASKED, label="SENHA", help="AA/NNNNNN: MOSTRA SÓ ESSA AUTORIZAÇÃO."),
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
    ],
    keys="ENTER CONSULTA  S SELECIONA  ALT2 TRANSAÇÃO  F4 ACOA  F7/F8 PÁGINA",
)


def open_(context: Context) -> Reply:
    """With an identification in transit, its last sixty days at once."""
    carried = context.conversation.identification
    if len(carried) == 16:
        context.frame.values["identificacao"] = words.identification(carried)
        return look_up(context)
    return Reply(info("INFORME IDENTIFICAÇÃO OU SENHA E TECLE ENTER"), protected=closed_lines("s", 0, LINES))


def look_up(context: Context) -> Reply:
    """The list; or the marked authorization taken along."""
    chosen = [n for n in range(1, LINES + 1) if context.form.text(f"s.{n}")]
    if chosen and not context.changed & {"identificacao", "periodo_inicio", "periodo_fim", "senha"}:
        return _select(context, chosen)
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Another page."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
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
        return Reply(info("REGISTRO NÃO CADASTRADO"), values, protected=closed)
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
        "motivo": "12009 SIC" if line.refusal_code == "12009" else line.refusal_code,
    }


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


def _select(context: Context, chosen: list[int]) -> Reply:
    if len(chosen) > 1 or context.form.text(f"s.{chosen[0]}") != "S":
        raise DomainError("MARQUE UMA SÓ AUTORIZAÇÃO COM S", field=f"s.{chosen[-1]}")
    numbers = context.frame.state.get("shown", [])
    if chosen[0] > len(numbers):
        raise DomainError("NÃO HÁ AUTORIZAÇÃO NESTA LINHA", field=f"s.{chosen[0]}")
    number = str(numbers[chosen[0] - 1])
    context.conversation.authorization_number = number
    reply = _show(context)
    reply.cursor = "comando"
    reply.message = warn(f"SENHA {number} ESCOLHIDA: DIGITE A TRANSAÇÃO EM ==> E TECLE ALT 2")
    return reply


TRANSACTION = Transaction(
    code="MDZ1",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, **page_keys(turn)},
    help=(
        "PENDENTE: AUTORIZADA, CONTA NÃO BAIXADA; NÃO PROVA QUE FOI FEITA E AINDA PODE MUDAR.",
        "ENCERRADA: AUTORIZADA E PAGA. NEGADO: O CÓDIGO DÁ O MOTIVO.",
        "EXCLUÍDO: ERRO INTERNO OU PEDIDO DE QUEM NÃO FEZ. COMPLEM: SIC ABERTO (12009).",
    ),
    subject=("identificacao", "senha", "periodo_inicio", "periodo_fim"),
)
