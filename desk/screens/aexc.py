"""AEXC: the web twin of MDAT."""

from desk.screens.frame import AUTOM
from desk.screens.mdat import transaction_of

TRANSACTION = transaction_of("AEXC", "AUTORIZAÇÃO: EXCLUI SERVIÇOS", system=AUTOM)
