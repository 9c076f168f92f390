"""AIMP: the web twin of MDAU, reached from ACOA."""

from desk.screens.authorization_paper import HELP, SUBJECT, front_panel, keys, open_, verso_panel
from desk.screens.frame import AUTOM
from desk.screens.transaction import Transaction

TRANSACTION = Transaction(
    code="AIMP",
    panels=(
        front_panel(
            "AIMPM01",
            "AUTORIZAÇÃO: IMPRIMIR 2ª VIA DA AP",
            number="Nº DA AP",
            keys="ENTER CONSULTA  ALT8 VERSO  IMPR IMPRIME  F1 EXPLIQUE  F4 MDAU  F7/F8",
            system=AUTOM,
        ),
        verso_panel("AIMPM02", "AUTORIZAÇÃO: 2ª VIA - VERSO", number="Nº DA AP", system=AUTOM),
    ),
    open=open_,
    keys=keys(),
    help=HELP,
    subject=SUBJECT,
)
