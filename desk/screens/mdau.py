"""MDAU: an authorization looked at, and its second copy."""

from desk.screens.authorization_paper import HELP, SUBJECT, front_panel, keys, open_, verso_panel
from desk.screens.transaction import Transaction

TRANSACTION = Transaction(
    code="MDAU",
    panels=(
        front_panel(
            "MDAUM01",
            "CONSULTA E 2ª VIA DE AP",
            number="SENHA",
            keys="ENTER CONSULTA  ALT8 VERSO  IMPR IMPRIME  F1 EXPLIQUE  F4 AIMP  F7/F8",
        ),
        verso_panel("MDAUM02", "2ª VIA DE AP - VERSO", number="SENHA"),
    ),
    open=open_,
    keys=keys(),
    help=HELP,
    subject=SUBJECT,
)
