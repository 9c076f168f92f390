"""MDAR: a new term of an authorization, other quantities or attendance; its SIC on the verso. AALT is the twin."""

import uuid
from contextlib import nullcontext

from desk.domain.authorization.change import Revision
from desk.domain.authorization.revision import apply, weigh
from desk.domain.authorization.service import Examination
from desk.domain.authorization.upkeep import Sheet
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import rule
from desk.screens import words
from desk.screens.authorization_sheet import (
    SUBJECT,
    carried_senha,
    head,
    read,
    read_before,
    send_to_area,
    typed_note,
    typed_release,
    verdict,
    with_sic,
)
from desk.screens.frame import EXTRA
from desk.screens.mdar_maps import LINES, front, verso
from desk.screens.mdar_verso import act, clear_verso, on_the_verso, verso_values
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, info, ok, page_keys, warn
from desk.terminal.fields import Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Message, Severity

_WHOLE = ("emissao", "validade", "ta", "data_prevista", "qtde_diarias")
_NOTE = ("historico", "historico.2", "lib", "matricula_do_responsavel")


def transaction_of(code: str, title: str, *, system: str = EXTRA) -> Transaction:
    """The transaction under one of its two codes."""
    first, second = front(code, title, system), verso(code, system)

    def open_(context: Context) -> Reply:
        """The senha in transit at once."""
        if carried_senha(context):
            return look_up(context)
        return Reply(info("INFORME A SENHA E TECLE ENTER"), protected=closed_lines("quantidade", 0, LINES))

    @rule("AP-132", "AP-134")
    def look_up(context: Context) -> Reply:
        """ENTER: the authorization; when something is changed on the panel, what the change would come to.

        What somebody else wrote meanwhile follows, except where this operator has typed.
        """
        given = context.frame.memory.pop("confirmation", None)
        sheet = read(context)
        values, message = follow(context, sheet)
        if context.frame.panel == second.name:
            return answered(context, sheet, message or info("AÇÃO E ALT 6"), {}, panel=second.name)
        if not changed(context):
            asks = "EMISSÃO NOVA REVALIDA; QTDE E TA ALTERAM: ALT 6 GRAVA"
            return answered(context, sheet, message or info(asks), values, cursor="emissao")
        request, password = typed(context)
        examination = weigh(
            context.desk,
            context.actor,
            sheet.authorization.number,
            request,
            responsible_password=password,
            confirmation=given,
        )
        return weighed(context, sheet, examination)

    @rule("AP-132", "AP-134")
    def commit(context: Context) -> Reply:
        """ALT 6: write the change, or the action of the verso."""
        number, version = read_before(context)
        state = context.frame.state
        if context.frame.panel == second.name:
            with on_the_verso():
                says = act(context, second, number, version)
            sheet = read(context)
            state.pop("number", None)
            values, _ = follow(context, sheet)
            clear_verso(context)
            return answered(context, sheet, ok(says), values, panel=second.name, done=True, cursor="comando")
        given = context.frame.memory.pop("confirmation", None)
        request, password = typed(context)
        quantities = _quantities(context)
        revised = apply(
            context.desk,
            context.actor,
            number,
            request,
            version=version,
            submission=state["submission"],
            responsible_password=password,
            confirmation=given,
        )
        sheet = read(context)
        if revised.done is None:
            assert revised.examination is not None, "what was not written was examined"
            return weighed(context, sheet, revised.examination)
        state.pop("number", None)
        values, _ = follow(context, sheet)
        authorization = sheet.authorization
        how = "JÁ GRAVADA" if revised.done.repeated else "GRAVADA"
        until = f"AP {number} VALE ATÉ {words.day(authorization.valid_until)}"
        sic = with_sic(revised.examination)
        says = f"{how}, {quantities}: {until}" if quantities and not sic else f"{how}{sic}: {until}. IMPR IMPRIME"
        return answered(context, sheet, ok(says), values, cursor="comando", done=True)

    def follow(context: Context, sheet: Sheet) -> tuple[dict[str, str], Message | None]:
        """The entry fields as they are stored, those typed over kept; a warning when somebody else wrote."""
        state, stored = context.frame.state, _stored(sheet)
        before = state.get("read", {})
        same = state.get("number") == sheet.authorization.number
        moved = same and state.get("version") != sheet.authorization.version
        if same:
            values = {k: v for k, v in stored.items() if _plain(context, k) == before.get(k, "")}
        else:
            values = {**stored, **dict.fromkeys(_NOTE, "")}
            state["submission"] = uuid.uuid4().hex
            clear_verso(context)
        state |= {"number": sheet.authorization.number, "version": sheet.authorization.version, "read": stored}
        state["positions"] = [row.line.position for row in sheet.lines]
        context.frame.values |= values
        return values, warn("OUTRO OPERADOR ALTEROU: CONFIRA ANTES DO ALT 6") if moved else None

    def changed(context: Context) -> bool:
        return any(_plain(context, name) != text for name, text in context.frame.state["read"].items())

    def weighed(context: Context, sheet: Sheet, examination: Examination) -> Reply:
        if examination.confirmation is not None:
            context.frame.memory["confirmation"] = examination.confirmation
        message, cursor, shown = verdict(context, examination, first, writes="ALT 6 GRAVA")
        reply = answered(context, sheet, message, shown, cursor=cursor)
        if message.severity is Severity.OK and (quantities := _quantities(context)):
            reply.message = ok(f"SEM BLOQUEIO, {quantities} - ALT 6 GRAVA")
        reply.roles = {cursor: Role.ERROR} if message.severity is Severity.ERROR else {}
        reply.decision = examination.concession.decision
        return reply

    def answered(
        context: Context,
        sheet: Sheet,
        message: Message,
        values: dict[str, str],
        *,
        cursor: str = "",
        panel: str = "",
        done: bool = False,
    ) -> Reply:
        shown = {**head(sheet), **_lines(sheet), **verso_values(context, sheet), **values}
        return Reply(
            message,
            shown,
            cursor=cursor,
            panel=panel or first.name,
            page="2/2" if panel == second.name else "1/2",
            protected=closed_lines("quantidade", len(sheet.lines), LINES),
            done=done,
        )

    def to_verso(context: Context) -> Reply:
        """ALT 8: the SIC, and what may be decided."""
        read_before(context)
        message = info("AÇÃO: R, L, N, V OU S, E ALT 6")
        return answered(context, read(context), message, {}, panel=second.name, cursor="acao")

    def to_front(context: Context) -> Reply:
        """ALT 7: back to the authorization."""
        read_before(context)
        return answered(context, read(context), info("ENTER CONFERE, ALT 6 GRAVA"), {}, cursor="emissao")

    def turn(context: Context, pages: int) -> Reply:
        """F7 and F8: the other rows of the SICs on the verso."""
        if context.frame.panel != second.name:
            raise DomainError("F7/F8 ROLA A SIC, NO VERSO (ALT 8)")
        read_before(context)
        context.frame.state["sic"] = int(context.frame.state.get("sic", 0)) + pages
        return answered(context, read(context), info("AÇÃO E ALT 6"), {}, panel=second.name, cursor="acao")

    def refer(context: Context) -> Reply:
        """F9: a reanalysis by CAP, or what is outside the authority table."""
        read_before(context)
        wanted = _wanted(context) or "REANÁLISE"
        with on_the_verso() if context.frame.panel == second.name else nullcontext():
            reply = send_to_area(context, sent, wanted)
        reply.panel = context.frame.panel
        reply.page = "2/2" if reply.panel == second.name else "1/2"
        reply.protected = closed_lines("quantidade", len(context.frame.state["positions"]), LINES)
        return reply

    def sent(context: Context, sheet: Sheet) -> dict[str, str]:
        context.frame.state.pop("number")
        values, _ = follow(context, sheet)
        return {**head(sheet), **_lines(sheet), **verso_values(context, sheet), **values}

    def second_copy(context: Context) -> Reply:
        """IMPR: the second copy is MDAU's."""
        number, _ = read_before(context)
        context.conversation.authorization_number = number
        return Reply(go="MDAU")

    def typed(context: Context) -> tuple[Revision, str]:
        form = context.form
        issued = form.need_day("emissao", "A DATA DE EMISSÃO")
        quantities = []
        for n, position in enumerate(context.frame.state["positions"][:LINES], start=1):
            quantity = form.integer(f"quantidade.{n}")
            if not quantity:
                raise DomainError("INFORME A QUANTIDADE; PARA TIRAR O SERVIÇO, MDAT", field=f"quantidade.{n}")
            quantities.append((position, quantity))
        release, password = typed_release(context)
        revision = Revision(
            issued_on=issued,
            valid_until=form.day("validade"),
            attendance_type=form.text("ta"),
            planned_on=form.day("data_prevista"),
            daily_rates=form.integer("qtde_diarias"),
            quantities=tuple(quantities),
            note=typed_note(context),
            release=release,
        )
        return revision, password

    return Transaction(
        code=code,
        panels=(first, second),
        open=open_,
        keys={
            Key.ENTER: look_up,
            Key.ALT6: commit,
            Key.ALT7: to_front,
            Key.ALT8: to_verso,
            Key.F9: refer,
            Key.F12: second_copy,
            **page_keys(turn),
        },
        help=(
            "REVALIDAR: EMISSÃO = DATA DO ATENDIMENTO, APAGUE A VALIDADE, HISTÓRICO, ALT 6, IMPR.",
            "ALTERAR QTDE OU TA: SÓ SE TODOS OS SERVIÇOS ESTÃO NA TABELA DE ALÇADA; SENÃO F9.",
            "TODA REVALIDAÇÃO CONFERE A ELEGIBILIDADE DE NOVO, COM OS BLOQUEIOS DA CONCESSÃO.",
            "ALT 8: RESPOSTA DA SIC (R), LIBERA (L), NEGA (N), REVERTE (V), NOVA SIC (S).",
            "F9 SEM MUDANÇA PEDE REANÁLISE À CAP: MESMOS DOCUMENTOS, OU NOVOS (1ª, 2ª...).",
            "RESISTÊNCIA À SIC: O RELATÓRIO VEIO INCOMPLETO; NA PROPOSTA O SEGURADO AUTORIZOU A PEDIR.",
        ),
        subject=SUBJECT,
        writes=True,
    )


def _stored(sheet: Sheet) -> dict[str, str]:
    """The entry fields as stored."""
    authorization = sheet.authorization
    return {
        "emissao": words.day(authorization.issued_on),
        "validade": words.day(authorization.valid_until),
        "ta": authorization.attendance_type,
        "data_prevista": words.day(authorization.planned_on),
        "qtde_diarias": "" if authorization.daily_rates is None else str(authorization.daily_rates),
        **{f"quantidade.{n}": str(row.line.quantity) for n, row in enumerate(sheet.lines[:LINES], start=1)},
    }


def _plain(context: Context, name: str) -> str:
    text = context.form.text(name)
    return "" if not any(c.isalnum() for c in text) else text


def _lines(sheet: Sheet) -> dict[str, str]:
    values: dict[str, str] = {}
    for n, row in enumerate(sheet.lines[:LINES], start=1):
        values |= {
            f"servico.{n}": row.line.procedure_code,
            f"descricao.{n}": row.procedure.description,
            f"atual.{n}": str(row.line.quantity),
            f"estado.{n}": row.line.status.upper(),
            f"motivo.{n}": row.line.refusal_code,
        }
    return values


def _quantities(context: Context) -> str:
    """The quantities typed over, as they were and will be, for what is typed over a figure may keep its end."""
    before = context.frame.state["read"]
    changed = [
        n for n in range(1, LINES + 1) if _plain(context, f"quantidade.{n}") != before.get(f"quantidade.{n}", "")
    ]
    if not changed:
        return ""
    name = f"quantidade.{changed[0]}"
    more = f" E MAIS {len(changed) - 1}" if len(changed) > 1 else ""
    return f"QT {changed[0]} DE {before.get(name) or '-'} PARA {_plain(context, name)}{more}"


def _wanted(context: Context) -> str:
    """What is typed over, in words, for whoever decides it."""
    names = {"emissao": "EMISSÃO", "validade": "VALIDADE", "ta": "TA", "data_prevista": "PREVISTA"}
    said = []
    for name, before in context.frame.state["read"].items():
        now = _plain(context, name)
        if now != before:
            label, dot, line = name.partition(".")
            where = f"QT LINHA {line}" if dot else names.get(label, "DIÁRIAS")
            said.append(f"{where} DE {before or '-'} PARA {now or '-'}")
    return f"ALTERAR {', '.join(said)}" if said else ""


TRANSACTION = transaction_of("MDAR", "REVALIDAÇÃO E ALTERAÇÃO DE AP")
