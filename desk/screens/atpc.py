"""ATPC: the contractual price tables, which must not be used: the panel opens to say why."""

from desk.domain.premium.price_rules import contractual_tables
from desk.screens.frame import AUTOM, desk_panel
from desk.screens.transaction import Context, Reply, Transaction, warn
from desk.terminal.fields import Field
from desk.terminal.keyboard import COMMAND_FIELD
from desk.terminal.keys import Key

M01 = desk_panel(
    "ATPCM01",
    "TABELA DE PRÊMIOS - CONTRATUAIS",
    """

   ENTRADA FECHADA

   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [Field("motivo_1"), Field("motivo_2"), Field("motivo_3")],
    keys="ALT2 TRANSAÇÃO (ATPR)   F1 POR QUÊ   F3 VOLTA",
    system=AUTOM,
)


def open_(_: Context) -> Reply:
    """The reason, and where to go instead."""
    decision = contractual_tables()
    values = {
        "motivo_1": "A TABELA CONTRATUAL MOSTRA O PREÇO DO CONTRATO ORIGINAL, SEM OS REAJUSTES",
        "motivo_2": "ANUAIS: O VALOR QUE ELA DÁ NÃO É O QUE O SEGURADO PAGA (PR-018).",
        "motivo_3": "USE A TABELA REAJUSTADA: ATPR.",
    }
    message = warn("ENTRADA FECHADA: NÃO SE USA - DIGITE ATPR")
    return Reply(message, values, cursor=COMMAND_FIELD, decision=decision)


TRANSACTION = Transaction(
    code="ATPC",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: open_},
    help=("A CONSULTA CONTRATUAL DA CENTRAL ON LINE NUNCA SE USA (PR-018): OS PREÇOS ESTÃO NA ATPR.",),
    subject=(),
)
