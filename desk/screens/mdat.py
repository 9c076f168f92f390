"""MDAT: dropping services of an authorization, or all of them: S, ALT 6, ALT 9. AEXC is its web twin."""

import uuid

from desk.domain.authorization.lifecycle import INFORMATION, PENDING
from desk.domain.authorization.upkeep import Sheet, check_exclusion, exclude
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import rule
from desk.screens.authorization_sheet import (
    HEAD,
    HEAD_FIELDS,
    NOTE,
    NOTE_FIELDS,
    SUBJECT,
    carried_senha,
    head,
    lines_shown,
    read,
    read_before,
    typed_note,
)
from desk.screens.frame import EXTRA, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, info, ok, warn
from desk.terminal.fields import Field, Kind, Repeat
from desk.terminal.keys import Key

LINES = 8
_COLUMNS = {"servico": "servico", "descricao": "descricao", "qt": "quantidade", "estado": "situacao"}


def transaction_of(code: str, title: str, *, system: str = EXTRA) -> Transaction:
    """The transaction under one of its two codes."""
    panel = desk_panel(
        f"{code}M01",
        title,
        HEAD
        + "-" * 80
        + "\n            SERVIÇO   DESCRIÇÃO                             QT  SITUAÇÃO\n"
        + "\n".join([" EXCL.: (_) ~~~~~~~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~  ~~~~~~~~~~"] * LINES)
        + """

 TODOS OS SERVIÇOS: _   MOTIVO: _  (T TROCA DE CÓDIGO  N NÃO FARÁ  E ERRO)
"""
        + NOTE,
        [
            *HEAD_FIELDS,
            Repeat(
                LINES,
                (
                    Field("excl", Kind.YES_NO, label="EXCL.", help="S EXCLUI O SERVIÇO."),
                    Field("servico"),
                    Field("descricao"),
                    Field("qt", right=True),
                    Field("estado"),
                ),
            ),
            Field("todos", Kind.YES_NO, label="TODOS OS SERVIÇOS", help="S CANCELA A AP INTEIRA."),
            Field("motivo", Kind.CODE, label="MOTIVO", help="T PEDE O CÓDIGO NOVO JÁ INCLUÍDO (MDAQ)."),
            *NOTE_FIELDS,
        ],
        keys="ENTER CONSULTA   ALT6 EXCLUI, ALT9 CONFIRMA   ALT2 TRANSAÇÃO",
        system=system,
    )

    def show(context: Context, sheet: Sheet) -> Reply:
        state = context.frame.state
        number = sheet.authorization.number
        fresh = state.get("number") != number
        if fresh or "submission" not in state:
            state["submission"] = uuid.uuid4().hex
        state |= {"number": number, "version": sheet.authorization.version, "marked": []}
        state["positions"] = [row.line.position for row in sheet.lines]
        state["open"] = [row.line.position for row in sheet.lines if row.line.status in {PENDING, INFORMATION}]
        values = {**head(sheet), **lines_shown(_COLUMNS, sheet, LINES)}
        if fresh:
            typed = ("todos", "motivo", "historico", "historico.2")
            values |= {f"excl.{n}": "" for n in range(1, LINES + 1)} | dict.fromkeys(typed, "")
        closed = closed_lines("excl", len(sheet.lines), LINES)
        return Reply(info("S NO SERVIÇO E O MOTIVO: ALT 6 EXCLUI"), values, cursor="excl.1", protected=closed)

    def open_(context: Context) -> Reply:
        """The senha in transit at once."""
        if carried_senha(context):
            return show(context, read(context))
        return Reply(info("INFORME A SENHA E TECLE ENTER"), protected=closed_lines("excl", 0, LINES))

    def look_up(context: Context) -> Reply:
        """The authorization as it is; what is marked stays marked, but has to be confirmed anew."""
        return show(context, read(context))

    @rule("AP-131")
    def mark(context: Context) -> Reply:
        """ALT 6: say what would be excluded; nothing is written before ALT 9."""
        number, version = read_before(context)
        context.frame.state["marked"] = []
        positions = _marked(context)
        if not positions:
            raise DomainError("MARQUE COM S O SERVIÇO A EXCLUIR", field="excl.1")
        motive, note = context.form.need("motivo", "O MOTIVO: T, N OU E"), typed_note(context)
        check_exclusion(context.desk, number, positions=positions, motive=motive, note=note, version=version)
        whole = "A AP INTEIRA" if set(positions) >= set(context.frame.state["open"]) else "O MARCADO"
        sheet = read(context)
        reply = show(context, sheet)
        context.frame.state["marked"] = positions
        reply.message = warn(f"ALT 9 CONFIRMA: EXCLUI {whole} DA {number}")
        reply.cursor = "comando"
        return reply

    @rule("AP-131", "AP-135")
    def confirm(context: Context) -> Reply:
        """ALT 9: exclude what ALT 6 showed, if nothing on the panel changed since."""
        number, version = read_before(context)
        state, form = context.frame.state, context.form
        positions = _marked(context)
        if not positions or positions != state.get("marked"):
            raise DomainError("TECLE ALT 6 ANTES: MOSTRA O QUE SERÁ EXCLUÍDO", field="excl.1")
        done = exclude(
            context.desk,
            context.actor,
            number,
            positions=positions,
            motive=form.text("motivo"),
            note=typed_note(context),
            version=version,
            submission=state["submission"],
        )
        del state["submission"]
        state["number"] = ""
        sheet = read(context)
        reply = show(context, sheet)
        how = "JÁ ESTAVA EXCLUÍDO" if done.repeated else "EXCLUÍDO"
        reply.message = ok(f"{how}: AP {number} {sheet.authorization.status.upper()}")
        reply.cursor, reply.done = "senha", True
        return reply

    return Transaction(
        code=code,
        panels=(panel,),
        open=open_,
        keys={Key.ENTER: look_up, Key.ALT6: mark, Key.ALT9: confirm},
        help=(
            "S EM EXCL. EXCLUI O SERVIÇO; EM TODOS CANCELA A AP. ALT 6 MOSTRA, ALT 9 GRAVA.",
            "N: O SEGURADO NÃO FARÁ. E: ERRO INTERNO, DIGA QUAL. T: TROCA DE CÓDIGO.",
            "NA TROCA, INCLUA ANTES O CÓDIGO NOVO (MDAQ/AINC), DEPOIS EXCLUA O ANTIGO.",
            "AP COM SERVIÇO PAGO (ENCERRADA) NÃO MUDA: BLOQUEIO 047, SEM LIBERAÇÃO.",
        ),
        subject=SUBJECT,
        writes=True,
    )


def _marked(context: Context) -> list[int]:
    """The positions of the lines marked with S; with S in TODOS all that may still be excluded."""
    form, positions = context.form, context.frame.state["positions"]
    for n in range(1, LINES + 1):
        if form.text(f"excl.{n}") not in {"", "S", "N"}:
            raise DomainError("S EXCLUI O SERVIÇO", field=f"excl.{n}")
    if form.is_yes("todos"):
        return list(context.frame.state["open"] or positions)
    return [position for n, position in enumerate(positions, start=1) if form.is_yes(f"excl.{n}")]


TRANSACTION = transaction_of("MDAT", "EXCLUSÃO DE SERVIÇO OU CANCELAMENTO DE AP")
