"""MDAQ: including services in an authorization that exists, decided like a concession. AINC is its web twin."""

import uuid

from desk.domain.authorization.case import FormLine
from desk.domain.authorization.change import Inclusion
from desk.domain.authorization.revision import apply, weigh
from desk.domain.authorization.service import Examination
from desk.domain.authorization.upkeep import Sheet
from desk.domain.kernel.errors import DomainError
from desk.domain.kernel.identification import digits
from desk.domain.rulebook.catalogue import rule
from desk.screens.authorization_sheet import (
    CALLED_FIELD,
    HEAD,
    HEAD_FIELDS,
    NOTE,
    NOTE_FIELDS,
    RELEASE,
    RELEASE_FIELDS,
    SUBJECT,
    carried_senha,
    head,
    lines_shown,
    read,
    read_before,
    send_to_area,
    typed_note,
    typed_release,
    verdict,
    with_sic,
)
from desk.screens.frame import EXTRA, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key
from desk.terminal.protocol import Severity

PRESENT, NEW = 8, 4
_COLUMNS = {"codigo": "servico", "qt": "quantidade", "estado": "situacao"}
_PRESENT = "~~~~~~~~  ~~~  ~~~~~~~~~~"
_TYPED = (
    *(f"{name}.{n}" for n in range(1, NEW + 1) for name in ("servico", "quantidade")),
    "historico",
    "historico.2",
    "lib",
    "matricula_do_responsavel",
)


def transaction_of(code: str, title: str, *, system: str = EXTRA) -> Transaction:
    """The transaction under one of its two codes."""
    panel = desk_panel(
        f"{code}M01",
        title,
        HEAD
        + "-" * 80
        + "\n SERVIÇO    QT  SITUAÇÃO            SERVIÇO    QT  SITUAÇÃO\n"
        + "\n".join([f" {_PRESENT}          {_PRESENT}"] * (PRESENT // 2))
        + "\n INCLUIR: SERVIÇO   QTDE  DESCRIÇÃO      ORTOPEDIA AVISADA: _  BLOQUEIO\n"
        + "\n".join(["          ________  ___   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ~~~~~~~~~~~~~~~~"] * NEW)
        + f"\n{NOTE}\n{RELEASE}",
        [
            *HEAD_FIELDS,
            *(Field(f"{name}.{n}", right=name == "qt") for n in range(1, PRESENT + 1) for name in _COLUMNS),
            CALLED_FIELD,
            Repeat(
                NEW,
                (
                    Field("servico", Kind.DIGITS, label="SERVIÇO", help="8 DÍGITOS, SEM PONTOS."),
                    Field("quantidade", Kind.DIGITS, label="QUANTIDADE", help="DENTRO DA ALÇADA, OU VAI À CAP."),
                    Field("descricao"),
                    Field("bloqueio"),
                ),
            ),
            *NOTE_FIELDS,
            *RELEASE_FIELDS,
        ],
        keys="ENTER CONFERE   ALT6 INCLUI   F9 ENCAMINHA À CAP   F1 POR QUÊ",
        system=system,
    )

    def show(context: Context, sheet: Sheet) -> dict[str, str]:
        state, number = context.frame.state, sheet.authorization.number
        values = {**head(sheet), **lines_shown(_COLUMNS, sheet, PRESENT)}
        if state.get("number") != number:
            before = bool(state.get("number"))
            values |= {name: "" for name in _TYPED if before and name not in context.changed}
            state["submission"] = uuid.uuid4().hex
        state |= {"number": number, "version": sheet.authorization.version}
        return values

    def open_(context: Context) -> Reply:
        """The senha in transit at once."""
        if carried_senha(context):
            return Reply(info("INFORME SERVIÇO E QUANTIDADE"), show(context, read(context)), cursor="servico.1")
        return Reply(info("INFORME A SENHA E TECLE ENTER"))

    @rule("AP-139")
    def look_up(context: Context) -> Reply:
        """ENTER: the authorization, and what the services typed would come to; nothing written."""
        given = context.frame.memory.pop("confirmation", None)
        values = show(context, read(context))
        request, password = _request(context)
        if not request.lines:
            return Reply(info("INFORME SERVIÇO E QUANTIDADE: ALT 6 INCLUI"), values, cursor="servico.1")
        examination = weigh(
            context.desk,
            context.actor,
            context.frame.state["number"],
            request,
            responsible_password=password,
            confirmation=given,
        )
        return answer(context, examination, values)

    def answer(context: Context, examination: Examination, values: dict[str, str]) -> Reply:
        if examination.confirmation is not None:
            context.frame.memory["confirmation"] = examination.confirmation
        message, cursor, shown = verdict(context, examination, panel, writes="ALT 6 INCLUI")
        names = {
            f"descricao.{line.position}": examination.case.procedures[line.code].description
            for line in examination.case.form.lines
            if line.code in examination.case.procedures
        }
        return Reply(
            message,
            {**values, **names, **shown},
            cursor=cursor,
            roles={cursor: Role.ERROR} if message.severity is Severity.ERROR else {},
            decision=examination.concession.decision,
        )

    @rule("AP-139")
    def commit(context: Context) -> Reply:
        """ALT 6: include, or say what stands against it."""
        number, version = read_before(context)
        state = context.frame.state
        given = context.frame.memory.pop("confirmation", None)
        request, password = _request(context)
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
        if revised.done is None:
            assert revised.examination is not None, "what was not written was examined"
            return answer(context, revised.examination, show(context, read(context)))
        state["number"] = ""
        values = {**show(context, read(context)), **dict.fromkeys(_TYPED, "")}
        how = "JÁ INCLUÍDO" if revised.done.repeated else "INCLUÍDO"
        sic = with_sic(revised.examination)
        then = "" if sic else ". NA TROCA, EXCLUA AGORA O ANTIGO (MDAT)"
        return Reply(ok(f"{how} NA AP {number}{sic}{then}"), values, cursor="comando", done=True)

    def refer(context: Context) -> Reply:
        """F9: what is outside the table goes to CAP, with what was typed."""
        request, _ = _request(context)
        asked = ", ".join(f"{line.code} QT {line.quantity or '?'}" for line in request.lines)
        if not asked:
            raise DomainError("INFORME O SERVIÇO A INCLUIR", field="servico.1")
        return send_to_area(context, show, f"INCLUIR {asked}")

    return Transaction(
        code=code,
        panels=(panel,),
        open=open_,
        keys={Key.ENTER: look_up, Key.ALT6: commit, Key.F9: refer},
        help=(
            "ENTER CONFERE SEM GRAVAR, ALT 6 INCLUI. OS BLOQUEIOS SÃO OS DA CONCESSÃO (F1 EXPLICA).",
            "FORA DA TABELA DE ALÇADA OU DOS CRITÉRIOS, F9 ENCAMINHA À CAP.",
            "TROCA DE CÓDIGO: INCLUA AQUI O NOVO, DEPOIS EXCLUA O ANTIGO EM MDAT/AEXC COM MOTIVO T.",
            "AP COM SERVIÇO PAGO (ENCERRADA) NÃO MUDA: BLOQUEIO 047, SEM LIBERAÇÃO.",
        ),
        subject=SUBJECT,
        writes=True,
    )


def _request(context: Context) -> tuple[Inclusion, str]:
    form = context.form
    lines = []
    for n in range(1, NEW + 1):
        code, quantity = digits(form.text(f"servico.{n}")), form.integer(f"quantidade.{n}")
        if not code and quantity is not None:
            raise DomainError("INFORME O SERVIÇO DESTA LINHA", field=f"servico.{n}", code="057")
        if code:
            lines.append(FormLine(n, code, quantity))
    release, password = typed_release(context)
    return Inclusion(tuple(lines), typed_note(context), release), password


TRANSACTION = transaction_of("MDAQ", "INCLUSÃO DE SERVIÇO EM AP")
