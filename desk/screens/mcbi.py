"""MCBI: since when each life is insured, and who answers for the holder."""

from desk.domain.eligibility.registration import Registration, registration
from desk.screens import family_words, words
from desk.screens.explain import reasons_in_words
from desk.screens.family import IDENTIFICATION, MARK, FamilyPanel
from desk.screens.frame import desk_panel
from desk.screens.responsible_words import (
    RESPONSIBLE,
    RESPONSIBLE_ROWS,
    responsible_fields,
    responsible_message,
)
from desk.screens.transaction import Reply, Transaction
from desk.terminal.fields import Field, Repeat

LIVES = 5

M01 = desk_panel(
    "MCBIM01",
    "VIGÊNCIAS E RESPONSÁVEL DO SEGURO",
    """
 IDENTIFICAÇÃO: #####/########-#-##   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 APÓLICE: ~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~ GRUPO: ~~~~~~~~~~~~~  DEM/APOS: ~
 VIGÊNCIA APÓLICE: ~~~~~~~~~~  PLANO: ~~~~~~~~~~  CANCELADA DESDE: ~~~~~~~~~~
--------------------------------------------------------------------------------
   RDP NOME                        VIGÊNCIA   EXCLUSÃO   OBSERVAÇÃO          SIT
"""
    + "\n".join([" _ ~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~ ~~~"] * LIVES)
    + """
--------------------------------------------------------------------------------
"""
    + RESPONSIBLE_ROWS
    + """
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        IDENTIFICATION,
        Field("segurado"),
        Field("apolice"),
        Field("empresa"),
        Field("grupo"),
        Field("dem_apos"),
        Field("vigencia_apolice"),
        Field("vigencia_plano"),
        Field("cancelado_desde"),
        Repeat(
            LIVES,
            (
                MARK,
                Field("rdp"),
                Field("vida"),
                Field("vigencia"),
                Field("exclusao"),
                Field("observacao"),
                Field("sit"),
            ),
        ),
        *RESPONSIBLE,
        Field("cadastro_1"),
        Field("cadastro_2"),
    ],
    keys="ENTER CONSULTA  S ESCOLHE VIDA  ALT2 TRANSAÇÃO  F4 ADPL  F7/F8 PÁGINA",
)


def _heading(found: Registration) -> Reply:
    card = found.card
    values = {
        "segurado": card.member.name,
        **family_words.policy(card),
        "vigencia_apolice": words.day(card.policy.started_on),
        "vigencia_plano": words.day(card.policy.plan_from),
        "cancelado_desde": words.day(card.policy.cancelled_from) or "-",
        **responsible_fields(found),
    }
    if card.permanence is not None:
        contact = family_words.contact(card.policy)
        values["cadastro_1"] = f"DEM/APOS: {contact['endereco']}"[:78]
        values["cadastro_2"] = f"CEP {contact['cep']}  FONE {contact['fone']}  E-MAIL {contact['e_mail']}"[:78]
    return Reply(responsible_message(found), values, notes=tuple(reasons_in_words(found.responsible.reasons)))


_PANEL = FamilyPanel(
    rows=LIVES,
    read=registration,
    items=lambda found: family_words.beside_holder(found.card),
    owner=lambda row: row[0].member,
    cells=lambda row: family_words.cover_cells(*row),
    heading=_heading,
)

TRANSACTION = Transaction(
    code="MCBI",
    panels=(M01,),
    open=_PANEL.open,
    keys=_PANEL.keys(),
    help=(
        "A VIGÊNCIA DO DEPENDENTE É OUTRA QUANDO ELE ENTROU DEPOIS DO TITULAR (EL-006).",
        "O RESPONSÁVEL DAQUI É O QUE VALE PARA CONTA CORRENTE DE MENOR E TROCA DE CPF (MA-008).",
        "DEMITIDO E APOSENTADO: DADOS CADASTRAIS NAS ÚLTIMAS LINHAS (DA-015).",
    ),
)
