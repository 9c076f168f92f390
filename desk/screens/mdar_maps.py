"""The two maps of MDAR and of its twin AALT: the authorization, and its SIC and decisions on the verso."""

from desk.domain.rulebook.reference import refusal_codes
from desk.domain.rulebook.routines import review_motives
from desk.screens.authorization_sheet import (
    CALLED_FIELD,
    HEAD,
    HEAD_FIELDS,
    NOTE,
    NOTE_FIELDS,
    RELEASE,
    RELEASE_FIELDS,
)
from desk.screens.frame import desk_panel
from desk.terminal.fields import Field, Kind, Repeat
from desk.terminal.panel import Panel

LINES = 8
QUESTION_ROWS = 3
ANSWER_ROWS = 3
_REFUSALS = "; ".join(f"{code} {label}" for code, label in refusal_codes().items())
_MOTIVES = f"VAZIO, OU UM DA ROTINA: {', '.join(motive.label for motive in review_motives().values())}."


def front(code: str, title: str, system: str) -> Panel:
    """The authorization: issue, validity, attendance and quantities, open to be changed."""
    return desk_panel(
        f"{code}M01",
        title,
        HEAD
        + """ EMISSÃO: ##/##/####  VALIDADE: ##/##/#### TA: _  PREVISTA: ##/##/####  DIÁR: __
--------------------------------------------------------------------------------
 SERVIÇO   DESCRIÇÃO                       ATUAL QTDE SITUAÇÃO   MOTIVO   BLOQ
"""
        + "\n".join([" ~~~~~~~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  ~~~  ___ ~~~~~~~~~~ ~~~~~~~~ ~~~~~~~"] * LINES)
        + f"\n{NOTE}\n{RELEASE}",
        [
            *HEAD_FIELDS,
            Field(
                "emissao",
                Kind.MASKED,
                label="EMISSÃO",
                help="A DATA DO ATENDIMENTO REVALIDA A AP.",
                aliases=("data_de_emissao",),
            ),
            Field("validade", Kind.MASKED, label="VALIDADE", help="APAGUE: EMISSÃO + 30 DIAS."),
            Field("ta", Kind.DIGITS, label="TA", help="2, 5, 6, 7 OU 8."),
            Field("data_prevista", Kind.MASKED, label="DATA PREVISTA", help="INTERNAÇÕES (TA 6, 7, 8)."),
            Field("qtde_diarias", Kind.DIGITS, label="DIÁRIAS", help="SÓ TA 6, 7, 8."),
            Repeat(
                LINES,
                (
                    Field("servico"),
                    Field("descricao"),
                    Field("atual", right=True),
                    Field("quantidade", Kind.DIGITS, label="QUANTIDADE", help="SÓ DENTRO DA ALÇADA."),
                    Field("estado"),
                    Field("motivo"),
                    Field("bloqueio"),
                ),
            ),
            *NOTE_FIELDS,
            *RELEASE_FIELDS,
        ],
        keys="ENTER CONFERE ALT6 GRAVA ALT8 SIC/VERSO IMPR 2ª VIA F9 ENCAMINHA",
        system=system,
    )


def verso(code: str, system: str) -> Panel:
    """The SIC and what is decided, asked or answered about it."""
    return desk_panel(
        f"{code}M02",
        "AP: INFORMAÇÕES COMPLEMENTARES E DECISÃO",
        """ SIC ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
"""
        + "\n".join(
            ["   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"] * QUESTION_ROWS
        )
        + """
--------------------------------------------------------------------------------
 AÇÃO: _  (R RESPOSTA DA SIC  L LIBERA  N NEGA  V REVERTE NEGATIVA  S NOVA SIC)
 RESPOSTA OU PERGUNTAS:
"""
        + "\n".join(
            ["   ____________________________________________________________________________"] * ANSWER_ROWS
        )
        + """
 MÉDICO: ________________________________________   CRM: ____________
 CID 10: ______   TEMPO DE EXISTÊNCIA DA DOENÇA: ____________________
 NEGATIVA: ___  SIC AO: _ (S SEGURADO P PRESTADOR)  MOTIVO: ____________________
 REANÁLISE (F9): DOCUMENTOS NOVOS: _   ORTOPEDIA AVISADA: _
"""
        + NOTE,
        [
            Field("sic"),
            Repeat(QUESTION_ROWS, (Field("pergunta"),)),
            Field("acao", Kind.CODE, label="AÇÃO", help="R, L, N, V OU S; ALT 6 GRAVA."),
            Repeat(
                ANSWER_ROWS,
                (Field("resposta", label="RESPOSTA", help="A DO MÉDICO (R), OU O QUE FALTA (S): '; ' SEPARA."),),
            ),
            Field("medico", label="MÉDICO", help="QUEM ASSINA A RESPOSTA."),
            Field("crm", Kind.CODE, label="CRM", help="UF E NÚMERO: SP000000."),
            Field("cid_10", Kind.CODE, label="CID 10", help="SE VEIO NA RESPOSTA."),
            Field("tempo_de_existencia_da_doenca", label="TEMPO DE EXISTÊNCIA", help="SE VEIO: 3 MESES."),
            Field("negativa", Kind.DIGITS, label="NEGATIVA", help=_REFUSALS),
            Field("destino", Kind.CODE, label="SIC AO", help="S SEGURADO, P PRESTADOR."),
            Field("motivo_sic", label="MOTIVO DA SIC", help=_MOTIVES),
            Field("documentos_novos", Kind.YES_NO, label="DOCUMENTOS NOVOS", help="N: OS MESMOS JÁ ANALISADOS."),
            CALLED_FIELD,
            *NOTE_FIELDS,
        ],
        keys="ALT6 GRAVA A AÇÃO   ALT7 VOLTA   F7/F8 ROLA A SIC   F9 REANÁLISE",
        system=system,
    )
