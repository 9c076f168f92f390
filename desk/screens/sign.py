"""SIGN: entering the system, and unlocking a session. Painted before anything of the store is loaded."""

from desk.domain.kernel.clock import MovableClock
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.errors import DomainError
from desk.domain.training.offer import demo_dates, demo_operators
from desk.screens.frame import IDENT_FIELD, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, warn
from desk.terminal.fields import Field, Kind
from desk.terminal.keys import Key

OFFERED = 14
"""Rows of the offer of a demonstration."""

M01 = desk_panel(
    "SIGNM01",
    "DESK - ENTRADA NO SISTEMA",
    """
    DDDD   EEEEE   SSSS  K   K
    D   D  E      S      K  K           AMBIENTE: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    D   D  EEE     SSS   KKK
    D   D  E          S  K  K           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    DDDD   EEEEE  SSSS   K   K          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    MATRÍCULA........: _______          ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    SENHA............: ________________ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    UNIDADE (UDAS)...: ____             ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    IMPRESSORA.......: _                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    MODO (P/D/T).....: ~                ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    DATA DE TRABALHO.: ##/##/####       ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                                        ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("ambiente"),
        Field("oferta_1"),
        Field("oferta_2"),
        Field("oferta_3"),
        Field("matricula", Kind.CODE, required=True, label="MATRÍCULA", help="SUA MATRÍCULA DE OPERADOR."),
        Field("oferta_4"),
        Field("senha", Kind.PASSWORD, required=True, label="SENHA", help="SUA SENHA; NÃO APARECE."),
        Field("oferta_5"),
        Field("unidade", Kind.DIGITS, label="UNIDADE", help="OS 4 DÍGITOS DA SUA UDAS."),
        Field("oferta_6"),
        Field("impressora", Kind.DIGITS, label="IMPRESSORA", help="NÚMERO DA IMPRESSORA; O PADRÃO É 9."),
        Field("oferta_7"),
        Field("modo"),
        Field("oferta_8"),
        Field(
            "data",
            Kind.MASKED,
            label="DATA DE TRABALHO",
            help="SÓ EM DEMONSTRAÇÃO E TREINAMENTO: O DIA EM QUE A MESA TRABALHA.",
        ),
        *[Field(f"oferta_{n}") for n in range(9, OFFERED + 1)],
    ],
    keys="ENTER ENTRA   F3 SAI   F1 AJUDA",
)

_MODES = {"DEMO": ("D", "DEMONSTRAÇÃO"), "TREINO": ("T", "TREINAMENTO"), "": ("P", "PRODUÇÃO")}
_CLOSED_WHEN_LOCKED = frozenset({"matricula", "unidade", "impressora", "data", IDENT_FIELD})


def open_(context: Context) -> Reply:
    """The empty sign-on, or the lock over a session."""
    station = context.station
    mode, name = _MODES[station.environment]
    values = {
        "modo": mode,
        "ambiente": name,
        "unidade": context.form.text("unidade") or station.unit_code,
        "impressora": context.form.text("impressora") or "9",
    }
    protected = frozenset({"data"})
    if isinstance(station.clock, MovableClock):
        values["data"] = format_date(station.clock.today())
        protected = frozenset()
    if station.environment == "DEMO":
        values |= {f"oferta_{n}": text for n, text in enumerate(_offer(), start=1)}
    if context.frame.state.get("locked"):
        values["matricula"] = context.actor.operator_number
        return Reply(
            warn("SESSÃO TRAVADA - DIGITE A SENHA PARA CONTINUAR DE ONDE PAROU"),
            values,
            protected=_CLOSED_WHEN_LOCKED,
        )
    return Reply(info("INFORME MATRÍCULA E SENHA E TECLE ENTER"), values, protected=protected)


def enter(context: Context) -> Reply:
    """Sign on, or unlock."""
    from desk.domain.access.service import sign_on, unlock

    form, station = context.form, context.station
    password = context.frame.values.get("senha", "").rstrip()
    if context.frame.state.get("locked"):
        if not password:
            raise DomainError("DIGITE A SENHA PARA DESTRAVAR", field="senha")
        unlock(context.desk, context.actor, password)
        return Reply(actor=context.actor)
    number = form.need("matricula", "A MATRÍCULA")
    if not password:
        raise DomainError("INFORME A SENHA", field="senha")
    chosen = form.day("data")
    desk = context.desk
    if isinstance(station.clock, MovableClock) and chosen is not None:
        station.clock.business_date = chosen
    actor = sign_on(
        desk,
        number=number,
        password=password,
        unit_code=form.text("unidade"),
        terminal=station.terminal,
    )
    return Reply(actor=actor)


def _offer() -> list[str]:
    """The dates all show; of the operators as many as there is room for, and docs/demo.md has the others."""
    dates = [f"EM {format_date(offered.date)}: {offered.families}" for offered in demo_dates()]
    people = [f"{o.number} {o.name:<20} {o.password}" for o in demo_operators()]
    return ["OPERADORES INVENTADOS        SENHA", *people[: OFFERED - 1 - len(dates)], *dates]


TRANSACTION = Transaction(
    code="SIGN",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: enter},
    help=(
        "CINCO SENHAS ERRADAS FECHAM A MATRÍCULA POR 15 MINUTOS.",
        "F3 SAI. EM DEMONSTRAÇÃO TODAS AS PESSOAS SÃO INVENTADAS.",
    ),
    subject=(),
)
