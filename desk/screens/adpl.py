"""ADPL: the plan of a family on the web: dates, right to reimbursement, and how its multiple was found."""

from desk.domain.kernel.decision import Outcome
from desk.domain.reimbursement.plan_data import PlanData, plan_data
from desk.screens import family_words, words
from desk.screens.explain import reasons_in_words
from desk.screens.family import IDENTIFICATION, MARK, FamilyPanel
from desk.screens.frame import AUTOM, desk_panel
from desk.screens.plan_words import PLAN_DATES, plan_dates
from desk.screens.transaction import Context, Reply, Transaction, info, ok, warn
from desk.terminal.fields import Field, Repeat
from desk.terminal.keys import Key

LIVES = 5

M01 = desk_panel(
    "ADPLM01",
    "SEGURADO: DADOS DO PLANO",
    """
 IDENTIFICAÇÃO: #####/########-#-##   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 APÓLICE: ~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~ GRUPO: ~~~~~~~~~~~~~  DEM/APOS: ~
 PRODUTO: ~~~ ~~~~~~~~~~~~~~~~~~~~ PLANO: ~~~~~ ~~~~~~~~~~~~~~~~~~~~
 VIGÊNCIA DO PLANO ATUAL..............: ~~~~~~~~~~   DA EMPRESA: ~~~~~~~~~~
 PLANO ANTERIOR OU ALTERAÇÃO DE PADRÃO: ~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 DIREITO A REEMBOLSO: ~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 MÚLTIPLO DE REEMBOLSO: ~~~~~~~~
--------------------------------------------------------------------------------
   RDP NOME                        VIGÊNCIA   EXCLUSÃO   OBSERVAÇÃO          SIT
"""
    + "\n".join([" _ ~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~ ~~~"] * LIVES)
    + """
--------------------------------------------------------------------------------
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
        Field("produto"),
        Field("produto_nome"),
        Field("plano"),
        Field("plano_nome"),
        PLAN_DATES[0],
        Field("vigencia_empresa"),
        *PLAN_DATES[1:],
        Field("direito"),
        Field("direito_texto"),
        Field("multiplo"),
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
        Field("multiplo_1"),
        Field("multiplo_2"),
    ],
    keys="ENTER CONSULTA S VIDA ALT10 MÚLTIPLO ALT2 MEU PLANO F4 MCAA F7/F8",
    system=AUTOM,
)


def magnify(context: Context) -> Reply:
    """ALT 10: how the multiple was found."""
    found, reply = _PANEL.again(context)
    past = "; ".join(f"{words.number(m.multiple, 2)} DESDE {words.day(m.valid_from)}" for m in found.multiples)
    reply.values = {**reply.values, "multiplo_1": found.how.says, "multiplo_2": f"HISTÓRICO: {past or '-'}"[:78]}
    reply.message = info("O MÚLTIPLO VEM DO PRODUTO E DO PLANO; O VALOR DA US ESTÁ SÓ NA MCAA")
    return reply


def my_plan(_: Context) -> Reply:
    """ALT 2: the button Meu Plano Médico."""
    return Reply(go="ACOB")


def _heading(found: PlanData) -> Reply:
    card = found.history.card
    right = found.right.outcome is Outcome.ALLOWED
    values = {
        "segurado": card.member.name,
        **family_words.policy(card),
        **family_words.plan(card),
        "vigencia_empresa": words.day(card.sponsor.started_on),
        **plan_dates(found.history),
        "direito": words.yes_no(right),
        "direito_texto": _right(found),
        "multiplo": words.number(found.found.multiple, 2) if found.found is not None else "-",
    }
    message = ok("PLANO COM DIREITO A REEMBOLSO") if right else warn("SEM REEMBOLSO PELA SEGURADORA")
    notes = (*reasons_in_words([found.how]), "")
    return Reply(message, values, decision=found.right, notes=notes)


def _right(found: PlanData) -> str:
    """The reason that says most: the company that pays nothing, the consultation that is left out."""
    applied = [reason for reason in found.right.reasons if reason.applied]
    return next((r.says for r in reversed(applied)), "")[:56]


_PANEL = FamilyPanel(
    rows=LIVES,
    read=plan_data,
    items=lambda found: family_words.beside_holder(found.history.card),
    owner=lambda row: row[0].member,
    cells=lambda row: family_words.cover_cells(*row),
    heading=_heading,
)

TRANSACTION = Transaction(
    code="ADPL",
    panels=(M01,),
    open=_PANEL.open,
    keys=_PANEL.keys({Key.ALT10: magnify, Key.ALT2: my_plan}),
    help=(
        "O DIREITO A REEMBOLSO SE CONFIRMA AQUI, NÃO SÓ NA LISTA DE EMPRESAS (RE-018).",
        "ALT 10 É A LUPA: MOSTRA DE ONDE VEIO O MÚLTIPLO (RE-010).",
        "ALT 2 É O BOTÃO MEU PLANO MÉDICO (ACOB): A COBERTURA SÓ SE VÊ LÁ (EL-007).",
    ),
)
