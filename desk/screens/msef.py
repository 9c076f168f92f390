"""MSEF: sex and age of each life, and who answers for a holder who is a minor."""

from desk.domain.eligibility.member_card import Life
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

LIVES = 8

M01 = desk_panel(
    "MSEFM01",
    "DADOS PESSOAIS E RESPONSÁVEL",
    """
 IDENTIFICAÇÃO: #####/########-#-##   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 APÓLICE: ~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~ GRUPO: ~~~~~~~~~~~~~  DEM/APOS: ~
--------------------------------------------------------------------------------
   RDP NOME                             NASCIMENTO IDADE SEXO PARENTESCO   SIT
"""
    + "\n".join([" _ ~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~  ~~~   ~   ~~~~~~~~~~~~ ~~~"] * LIVES)
    + """
--------------------------------------------------------------------------------
"""
    + RESPONSIBLE_ROWS,
    [
        IDENTIFICATION,
        Field("segurado"),
        Field("apolice"),
        Field("empresa"),
        Field("grupo"),
        Field("dem_apos"),
        Repeat(
            LIVES,
            (
                MARK,
                Field("rdp"),
                Field("vida"),
                Field("nascimento"),
                Field("idade", right=True),
                Field("sexo"),
                Field("parentesco"),
                Field("sit"),
            ),
        ),
        *RESPONSIBLE,
    ],
    keys="ENTER CONSULTA  S ESCOLHE VIDA  ALT2 TRANSAÇÃO  F4 ADBA  F7/F8 PÁGINA",
)


def _heading(found: Registration) -> Reply:
    values = {
        "segurado": found.card.member.name,
        **family_words.policy(found.card),
        **responsible_fields(found),
    }
    return Reply(responsible_message(found), values, notes=tuple(reasons_in_words(found.responsible.reasons)))


def _cells(life: Life) -> dict[str, str]:
    member = life.member
    return {
        "rdp": member.person_suffix,
        "vida": member.name,
        "nascimento": words.day(member.birth_date),
        "idade": str(life.age),
        "sexo": member.sex,
        "parentesco": member.relationship,
        "sit": family_words.insured(life),
    }


_PANEL = FamilyPanel(
    rows=LIVES,
    read=registration,
    items=lambda found: found.card.lives,
    owner=lambda life: life.member,
    cells=_cells,
    heading=_heading,
)

TRANSACTION = Transaction(
    code="MSEF",
    panels=(M01,),
    open=_PANEL.open,
    keys=_PANEL.keys(),
    help=(
        "SEXO E IDADE SÓ APARECEM AQUI. A IDADE É A COMPLETADA HOJE.",
        "TITULAR MENOR: CONTA CORRENTE SÓ DO RESPONSÁVEL CADASTRADO (RE-095, MA-037).",
        "S NA LINHA DE UMA VIDA PÕE A IDENTIFICAÇÃO DELA EM TRÂNSITO.",
    ),
)
