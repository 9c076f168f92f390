"""The three maps of MDJ6: the search, a patient, and the patients of a name."""

from desk.screens.frame import desk_panel
from desk.terminal.fields import Field, Kind, Repeat, Role

LINES = 8
STAYS = 4
OCCURRENCES = 5

_MARK = Field("x", Kind.YES_NO, label="X", help="X + ENTER ABRE.")

M01 = desk_panel(
    "MDJ6M01",
    "HOME CARE - PESQUISA",
    """
 PACIENTE: #####/########-#-##  NOME: ________________________________________
 PRESTADOR: ______________   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 DATA INICIAL: ##/##/####   DATA FINAL: ##/##/####   INTERNO - NÃO INFORMAR
--------------------------------------------------------------------------------
     INÍCIO     FIM        PACIENTE                 PRESTADOR         SITUAÇÃO
"""
    + "\n".join([" _ ~ ~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~ ~~~~~~~~~~"] * LINES),
    [
        Field("paciente", Kind.MASKED, label="PACIENTE", help="16 DÍGITOS: MOSTRA OS PRESTADORES DELE."),
        Field("nome", label="NOME", help="PARTE DO NOME: ABRE A LISTA DE PACIENTES."),
        Field("prestador", Kind.DIGITS, label="PRESTADOR", help="CNPJ: MOSTRA OS PACIENTES DELE."),
        Field("prestador_nome"),
        Field("data_inicial", Kind.MASKED, label="DATA INICIAL", help="VAZIA: 01/01/0001."),
        Field("data_final", Kind.MASKED, label="DATA FINAL", help="VAZIA: 31/12/9999."),
        Repeat(
            LINES,
            (
                _MARK,
                Field("h"),
                Field("inicio"),
                Field("fim"),
                Field("nome_paciente"),
                Field("nome_prestador"),
                Field("situacao"),
            ),
        ),
    ],
    keys="ENTER CONSULTA  X + ENTER ABRE  F1 POR QUÊ  ALT2 TRANSAÇÃO  F7/F8",
)

M02 = desk_panel(
    "MDJ6M02",
    "HOME CARE - PACIENTE",
    """
 PACIENTE: ~~~~~~~~~~~~~~~~~~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 NASC: ~~~~~~~~~~ ~~~ ANOS  SEXO ~  PROD ~~~  ~~~~~~~~    INTERNO - NÃO INFORMAR
--------------------------------------------------------------------------------
     INÍCIO     FIM        PRESTADOR
"""
    + "\n".join([" _ ~ ~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"] * STAYS)
    + """
--------------------------------------------------------------------------------
 OCORRÊNCIAS: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 DATA       SITUAÇÃO             DESCRIÇÃO
"""
    + "\n".join([" ~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"] * OCCURRENCES)
    + """
 ÚLTIMA OCORRÊNCIA = SITUAÇÃO ATUAL: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("codigo_paciente"),
        Field("nome_do_paciente"),
        Field("nascimento"),
        Field("idade", right=True),
        Field("sexo"),
        Field("produto"),
        Field("situacao_segurado"),
        Repeat(
            STAYS,
            (
                Field("x", Kind.YES_NO, label="X", help="X + ENTER ABRE O HISTÓRICO DA LINHA H."),
                Field("h"),
                Field("inicio"),
                Field("fim"),
                Field("codigo_prestador"),
                Field("nome_prestador"),
            ),
        ),
        Field("aberto"),
        Repeat(OCCURRENCES, (Field("data"), Field("situacao"), Field("texto"))),
        Field("situacao_atual", role=Role.INTERNAL),
    ],
    keys="X + ENTER ABRE HISTÓRICO (H)  ALT7 VOLTA À LISTA  F1 TUDO  F7/F8",
)

M03 = desk_panel(
    "MDJ6M03",
    "HOME CARE - PACIENTES PELO NOME",
    """
 NOME CONTÉM: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~    INTERNO - NÃO INFORMAR
--------------------------------------------------------------------------------
   PACIENTE             NOME                          NASCIMENTO  PERÍODOS CURSO
"""
    + "\n".join([" _ ~~~~~~~~~~~~~~~~~~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~  ~~       ~"] * LINES),
    [
        Field("procurado"),
        Repeat(
            LINES,
            (
                _MARK,
                Field("codigo"),
                Field("nome_paciente"),
                Field("nascimento"),
                Field("periodos", right=True),
                Field("em_curso"),
            ),
        ),
    ],
    keys="X + ENTER ABRE O PACIENTE   ALT7 VOLTA   F1 POR QUÊ   F7/F8 PÁGINA",
)
