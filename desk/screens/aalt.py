"""AALT: the web twin of MDAR."""

from desk.screens.frame import AUTOM
from desk.screens.mdar import transaction_of

TRANSACTION = transaction_of("AALT", "AUTORIZAÇÃO: ALTERAÇÃO", system=AUTOM)
