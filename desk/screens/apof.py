"""APOF: the parcels of a policy on the web; one picked with S shows what can be done with its slip."""

from desk.domain.kernel.decision import Outcome
from desk.domain.kernel.errors import DomainError
from desk.domain.premium.service import position, slip_of
from desk.screens import parcels
from desk.screens.family import IDENTIFICATION, arrive, no_marks, read_typed
from desk.screens.frame import AUTOM, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, closed_lines, ok, page_keys, warn, window
from desk.terminal.fields import Field, Kind, Repeat, Role
from desk.terminal.keys import Key

LINES = 7
_FIRST_ROW = 8

M01 = desk_panel(
    "APOFM01",
    "SEGURADO: POSIÇÃO FINANCEIRA",
    """
 IDENTIFICAÇÃO: #####/########-#-##  ~~~~~~~~~~~~~~~~~~~~~~~~ PROD ~~~ FORMA ~
 VIGÊNCIA: ~~~~~~~~~~   VENCIMENTO: DIA ~~   COBRANÇA: ~~~   BCO CENTR: ~~~
 SITUAÇÃO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ BLOQ: ~~~~~~~~~ CANC: ~~~~~~~~~~
--------------------------------------------------------------------------------
    PARC VENCIMENTO   VALOR R$  EMISSÃO     PAGAMENTO   VALOR PAGO  OBS
"""
    + "\n".join(["  _ ~~~~ ~~~~~~~~~~ ~~~~~~~~~~  ~~~~~~~~~~  ~~~~~~~~~~  ~~~~~~~~~~  ~~~~~~~~~~~~"] * LINES)
    + """
--------------------------------------------------------------------------------
 PARCELAS EM ABERTO: ~~  MAIOR SEQUÊNCIA EM ABERTO: ~~~  PAGÁVEL ATÉ: ~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        IDENTIFICATION,
        *parcels.HEADING,
        Repeat(LINES, (Field("s", Kind.YES_NO, label="S", help="S + ENTER DETALHA A PARCELA."), *parcels.PARCEL)),
        *parcels.TOTALS,
        Field("interno", role=Role.INTERNAL),
    ],
    keys="ENTER CONSULTA  S DETALHE  ALT2 TRANSAÇÃO  F4 MSI6  IMPR  F1  F7/F8",
    system=AUTOM,
)


def open_(context: Context) -> Reply:
    """With an identification in transit, its parcels at once."""
    reply = arrive(context, look_up)
    reply.protected |= closed_lines("s", len(context.frame.memory.get("parcelas", [])), LINES)
    return reply


def look_up(context: Context) -> Reply:
    """The newest parcels; or the one marked, with what can be done with its slip."""
    chosen = [n for n in range(1, LINES + 1) if context.form.text(f"s.{n}")]
    if chosen and "identificacao" not in context.changed:
        return _detail(context, chosen)
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Older or newer parcels."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def no_printer(context: Context) -> Reply:
    """IMPR: printing comes with the second copies; said, never pretended."""
    premiums = read_typed(context, position)
    if premiums.policy.court_deposit:
        raise DomainError("LIM/JUÍZO: NÃO SE EMITE BOLETO AQUI (PR-045)")
    raise DomainError("A IMPRESSÃO DE BOLETO AINDA NÃO ESTÁ DISPONÍVEL NESTA VERSÃO")


def _detail(context: Context, chosen: list[int]) -> Reply:
    if len(chosen) > 1 or context.form.text(f"s.{chosen[0]}") != "S":
        raise DomainError("MARQUE UMA SÓ PARCELA COM S", field=f"s.{chosen[-1]}")
    numbers = context.frame.memory.get("parcelas", [])
    if chosen[0] > len(numbers):
        raise DomainError("NÃO HÁ PARCELA NESTA LINHA", field=f"s.{chosen[0]}")
    return _show(context, picked=int(numbers[chosen[0] - 1]))


def _show(context: Context, picked: int = 0) -> Reply:
    """A page of parcels; with one picked, its slip under them and in transit for MSEB."""
    premiums = read_typed(context, position)
    shown, page_number, page = window(premiums.installments, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state["page"] = page_number
    context.frame.memory["parcelas"] = [parcel.number for parcel in shown]
    values = {**no_marks(LINES), **parcels.position_fields(premiums)}
    rows: dict[int, Role] = {}
    today = context.station.clock.today()
    for n, parcel in enumerate(shown, start=1):
        values |= {f"{name}.{n}": text for name, text in parcels.parcel_cells(parcel, today).items()}
        if parcel.returned:
            rows[_FIRST_ROW + n - 1] = Role.HIGHLIGHT
    if rows:
        values["legenda"] = parcels.LEGEND
    reply = Reply(
        parcels.found(premiums, highlighted=bool(rows)),
        values,
        page=page,
        row_roles=rows,
        protected=closed_lines("s", len(shown), LINES),
        notes=parcels.why(premiums),
    )
    if picked:
        slip = slip_of(context.desk, premiums, picked)
        context.conversation.installment_number = picked
        refused = slip.decision.outcome is not Outcome.ALLOWED
        reply.message = warn(slip.says) if refused else ok(f"PARCELA {picked:03d} - F1 DIZ O QUE VALE PARA ELA")
        reply.decision = slip.decision
        internal = f"INTERNO: {slip.internal}" if slip.internal else ""
        reply.values = {**values, "legenda": slip.says, "interno": internal}
    return reply


TRANSACTION = Transaction(
    code="APOF",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, Key.F12: no_printer, **page_keys(turn)},
    help=(
        "PARCELA EM ABERTO TEM A COLUNA PAGAMENTO VAZIA; SITUAÇÃO DIZ COMO ESTÁ O PAGAMENTO (DC-002).",
        "S + ENTER DETALHA A PARCELA E LEVA O NÚMERO DELA À MSEB.",
        "LIM/JUÍZO: NÃO SE EMITE BOLETO, ATENDE-SE COMO EM DIA (PR-045).",
        "MULTA E JUROS: AJUR. PARA MANDAR PELO CORREIO: ASVI.",
    ),
)
