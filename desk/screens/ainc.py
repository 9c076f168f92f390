"""AINC: the web twin of MDAQ."""

from desk.screens.frame import AUTOM
from desk.screens.mdaq import transaction_of

TRANSACTION = transaction_of("AINC", "AUTORIZAÇÃO: INCLUSÃO DE NOVOS SERVIÇOS", system=AUTOM)
