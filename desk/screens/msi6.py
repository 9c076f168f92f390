"""MSI6: the premiums of an individual policy: parcels, due day, arrears, cancellation."""

from desk.domain.kernel.errors import DomainError
from desk.domain.premium.service import position
from desk.screens import parcels
from desk.screens.family import IDENTIFICATION, arrive, read_typed
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, page_keys, window
from desk.terminal.fields import Repeat, Role
from desk.terminal.keyboard import COMMAND_FIELD
from desk.terminal.keys import Key

LINES = 8
_FIRST_ROW = 8

M01 = desk_panel(
    "MSI6M01",
    "POSIÇÃO DE PAGAMENTO DE PRÊMIOS",
    """
 IDENTIFICAÇÃO: #####/########-#-##  ~~~~~~~~~~~~~~~~~~~~~~~~ PROD ~~~ FORMA ~
 VIGÊNCIA: ~~~~~~~~~~   VENCIMENTO: DIA ~~   COBRANÇA: ~~~   BCO CENTR: ~~~
 SITUAÇÃO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ BLOQ: ~~~~~~~~~ CANC: ~~~~~~~~~~
--------------------------------------------------------------------------------
   PARC VENCIMENTO   VALOR R$  EMISSÃO     PAGAMENTO   VALOR PAGO  OBS
"""
    + "\n".join(["   ~~~~ ~~~~~~~~~~ ~~~~~~~~~~  ~~~~~~~~~~  ~~~~~~~~~~  ~~~~~~~~~~  ~~~~~~~~~~~~~"] * LINES)
    + """
--------------------------------------------------------------------------------
 PARCELAS EM ABERTO: ~~  MAIOR SEQUÊNCIA EM ABERTO: ~~~  PAGÁVEL ATÉ: ~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        IDENTIFICATION,
        *parcels.HEADING,
        Repeat(LINES, parcels.PARCEL),
        *parcels.TOTALS,
    ],
    keys="ENTER CONSULTA   ALT2 TRANSAÇÃO   F1 POR QUÊ   F7/F8 PÁGINA",
)


def open_(context: Context) -> Reply:
    """With an identification in transit, its premiums at once."""
    return arrive(context, look_up)


def look_up(context: Context) -> Reply:
    """The newest parcels of a policy."""
    context.frame.state["page"] = 0
    return _show(context)


def turn(context: Context, pages: int) -> Reply:
    """Older or newer parcels."""
    context.frame.state["page"] = int(context.frame.state.get("page", 0)) + pages
    return _show(context)


def _show(context: Context) -> Reply:
    context.frame.memory.pop("parcelas", None)
    premiums = read_typed(context, position)
    shown, page_number, page = window(premiums.installments, int(context.frame.state.get("page", 0)), LINES)
    context.frame.state["page"] = page_number
    context.frame.memory["parcelas"] = [parcel.number for parcel in shown]
    values = parcels.position_fields(premiums)
    rows: dict[int, Role] = {}
    today = context.station.clock.today()
    for n, parcel in enumerate(shown, start=1):
        values |= {f"{name}.{n}": text for name, text in parcels.parcel_cells(parcel, today).items()}
        if parcel.returned:
            rows[_FIRST_ROW + n - 1] = Role.HIGHLIGHT
    if rows:
        values["legenda"] = parcels.LEGEND
    message = parcels.found(premiums, highlighted=bool(rows))
    pointers = frozenset(range(_FIRST_ROW, _FIRST_ROW + len(shown))) - rows.keys()
    return Reply(message, values, page=page, row_roles=rows, pointer_rows=pointers, notes=parcels.why(premiums))


def go_on(context: Context) -> Reply:
    """ALT 2 with the cursor on a parcel: its value per life (MSEB)."""
    numbers = context.frame.memory.get("parcelas", [])
    at = context.row - _FIRST_ROW
    if not 0 <= at < len(numbers):
        raise DomainError("DIGITE A TRANSAÇÃO NA LINHA ==>, OU PONHA O CURSOR NUMA PARCELA", field=COMMAND_FIELD)
    context.conversation.installment_number = int(numbers[at])
    return Reply(go="MSEB")


TRANSACTION = Transaction(
    code="MSI6",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up, Key.ALT2: go_on, **page_keys(turn)},
    help=(
        "O DIA DA VIGÊNCIA É O DIA DO VENCIMENTO. PARCELAS DA MAIS NOVA PARA A MAIS VELHA.",
        "PELO MANUAL, ATENDE-SE ATÉ O VENCIMENTO DA 3ª PARCELA SEGUIDA EM ABERTO (EL-015).",
        "ASSEFAZ NÃO SUSPENDE POR ATRASO (AZ-084); UNAFISCO, DEPOIS DE 30 DIAS (UF-095).",
        "JANELA: PARCELA ABERTA COM POSTERIOR PAGA; ATENDE COM O PLANO ATIVO (EL-017).",
        "DEMITIDOS E APOSENTADOS SÓ EM DIA (DA-035).",
        "ALT 2 COM O CURSOR NUMA PARCELA ABRE O VALOR DELA POR VIDA (MSEB).",
    ),
)
