"""MSI5: whether the contract was adapted to the law, and every waiting period registered in the family."""

from desk.domain.eligibility.preexistence import Adaptation, Preexistence, Regime
from desk.domain.eligibility.registration import RegisteredLife, WaitingRegister, waiting_register
from desk.domain.enrolment.model import Member, WaitingPeriod
from desk.domain.kernel.dates import add_days
from desk.screens import words
from desk.screens.explain import RULEBOOKS, applied_lines
from desk.screens.family import IDENTIFICATION, MARK, FamilyPanel
from desk.screens.frame import desk_panel
from desk.screens.transaction import Reply, Transaction, ok, warn
from desk.terminal.fields import Field, Repeat, Role
from desk.terminal.protocol import Message

ROWS = 7

M01 = desk_panel(
    "MSI5M01",
    "ADAPTAÇÃO DO CONTRATO E CARÊNCIAS CADASTRADAS",
    """
 IDENTIFICAÇÃO: #####/########-#-##   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PRODUTO: ~~~ ~~~~~~~~~~~~~~~~~~~~~ VIGÊNCIA: ~~~~~~~~~~  PLANO ANT.: ~~~~~~~~~~
 ADAPTADO: ~ ~~~~~~~~~~~~~~~~~~~~~~~~ EM: ~~~~~~~~~~  GRUPO DE CARÊNCIA: ~~~
--------------------------------------------------------------------------------
   RDP NOME                       SEXO GR. CÓD DE         ATÉ        DIREITO EM
"""
    + "\n".join([" _ ~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~  ~  ~~~ ~~  ~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~~"] * ROWS)
    + """
--------------------------------------------------------------------------------
 PREEXISTÊNCIA RDP ~~: CONTA DESDE ~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 RN RDP ~~: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        IDENTIFICATION,
        Field("segurado"),
        Field("produto"),
        Field("produto_nome"),
        Field("vigencia"),
        Field("plano_anterior_desde"),
        Field("adaptado"),
        Field("adaptacao"),
        Field("data_da_adaptacao"),
        Field("grupo_de_carencia"),
        Repeat(
            ROWS,
            (
                MARK,
                Field("rdp"),
                Field("vida"),
                Field("sexo"),
                Field("grupo"),
                Field("codigo"),
                Field("de"),
                Field("ate"),
                Field("direito"),
            ),
        ),
        Field("rdp_preexistencia"),
        Field("conta_desde"),
        Field("preexistencia", role=Role.TITLE),
        Field("regra_1"),
        Field("regra_2"),
        Field("rdp_recem_nascido"),
        Field("recem_nascido", role=Role.OK),
    ],
    keys="ENTER CONSULTA  S ESCOLHE VIDA  ALT2 TRANSAÇÃO  F1 POR QUÊ  F7/F8 PÁG.",
)

_ADAPTATIONS = {
    Adaptation.SOLD: "VENDIDO SOB A LEI",
    Adaptation.LATER: "ADAPTADO DEPOIS",
    Adaptation.NONE: "NÃO ADAPTADO",
}
_REGIMES = {
    Regime.NOT_APPLICABLE: "NÃO SE APLICA",
    Regime.GRANT: "CAP CONCEDE",
    Regime.REFUSE: "CAP NEGA, SALVO REGISTRO ANTERIOR",
    Regime.UNTIL_ANS: "CAP AUTORIZA ATÉ A ANS DECIDIR",
}
_WIDTH = 79
_DECIDES = frozenset({"EL-033", "EL-034", "EL-035", "EL-041"})
"""The rules of which one says what becomes of a request."""

_Row = tuple[RegisteredLife, WaitingPeriod | None]


def _rows(found: WaitingRegister) -> tuple[_Row, ...]:
    """One row a registered waiting period; a life without any has a row of its own."""
    return tuple((life, waiting) for life in found.lives for waiting in life.waiting or (None,))


def _owner(row: _Row) -> Member:
    return row[0].life.member


def _cells(row: _Row) -> dict[str, str]:
    life, waiting = row
    member = life.life.member
    cells = {"rdp": member.person_suffix, "vida": member.name, "sexo": member.sex}
    if waiting is None:
        return cells | {"grupo": "-", "codigo": "-", "de": "-", "ate": "-", "direito": "-"}
    return cells | {
        "grupo": waiting.group_number,
        "codigo": waiting.code,
        "de": words.day(waiting.starts_on),
        "ate": words.day(waiting.ends_on),
        "direito": words.day(add_days(waiting.ends_on, 1)),
    }


def _heading(found: WaitingRegister) -> Reply:
    card = found.card
    values = {
        "segurado": card.member.name,
        "produto": card.product.code,
        "produto_nome": card.product.name,
        "vigencia": words.day(card.policy.started_on),
        "plano_anterior_desde": words.day(card.policy.previous_plan_from) or "-",
        "adaptado": words.yes_no(card.policy.adapted),
        "data_da_adaptacao": words.day(card.policy.adapted_on) or "-",
        "grupo_de_carencia": card.product.waiting_group or "-",
        "rdp_preexistencia": card.member.person_suffix,
        "rdp_recem_nascido": card.member.person_suffix,
    }
    reading = found.preexistence
    if reading is None or found.newborn is None:
        elsewhere = f"VER REGULAMENTO {RULEBOOKS[card.product.rulebook]}"
        return Reply(_message(found), values | {"preexistencia": elsewhere, "recem_nascido": elsewhere})
    newborn = found.newborn.reason
    values |= {**_preexistence(reading), "recem_nascido": newborn.says}
    roles = {} if found.newborn.attended else {"recem_nascido": Role.WARN}
    notes = (*applied_lines(newborn), "")
    return Reply(_message(found), values, roles=roles, decision=reading.decision, notes=notes)


def _preexistence(reading: Preexistence) -> dict[str, str]:
    decisive = next(r for r in reading.decision.reasons if r.applied and r.rule in _DECIDES)
    rows = words.rows_of(f"{decisive.rule} {decisive.says}", _WIDTH)
    return {
        "adaptacao": _ADAPTATIONS[reading.adaptation],
        "conta_desde": words.day(reading.counts_from),
        "preexistencia": _REGIMES[reading.regime],
        **{f"regra_{n}": text for n, text in enumerate(rows[:2], start=1)},
    }


def _message(found: WaitingRegister) -> Message:
    if found.preexistence is not None and found.preexistence.doubt:
        return warn(found.preexistence.doubt)
    running = sum(len(each.life.waiting) for each in found.lives)
    if running:
        return warn(f"{running} CARÊNCIA{'S' if running > 1 else ''} EM CURSO NA APÓLICE")
    registered = sum(len(each.waiting) for each in found.lives)
    return ok("CARÊNCIAS CADASTRADAS JÁ CUMPRIDAS" if registered else "SEM CARÊNCIA CADASTRADA NA APÓLICE")


_PANEL = FamilyPanel(
    rows=ROWS,
    read=waiting_register,
    items=_rows,
    owner=_owner,
    cells=_cells,
    heading=_heading,
)

TRANSACTION = Transaction(
    code="MSI5",
    panels=(M01,),
    open=_PANEL.open,
    keys=_PANEL.keys(),
    help=(
        "CARÊNCIA É DE CADA PESSOA; AQUI APARECEM AS JÁ CUMPRIDAS TAMBÉM (DP-034).",
        "SUSPEITA DE PREEXISTÊNCIA: SÓ A CAP DECIDE; F1 DIZ A REGRA E O QUE FALAR (EL-029).",
        "CONTRATO ADAPTADO DEPOIS: CONTA O TEMPO DO PLANO ANTERIOR (EL-031).",
        "RN COM HOMEM EM CARÊNCIAS MENOS PARTO: APÓLICE COM MAIS DE 10 MESES (DP-026).",
    ),
)
