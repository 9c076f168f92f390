"""The three maps of ACOB: question and answer, the services to choose from, and what only the caller knows."""

from desk.screens.frame import AUTOM, desk_panel
from desk.terminal.fields import Field, Kind, Repeat, Role

LINES = 6
CHOICES = 12

ANSWER = desk_panel(
    "ACOBM01",
    "MEU PLANO MÉDICO",
    """
 IDENTIFICAÇÃO: #####/########-#-##  ~~~~~~~~~~~~~~~~~~~~~~~ PROD ~~~ ~~~~~~~~~~
 SERVIÇO: ______________________________ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 DATA: ##/##/####  TA: _  URGÊNCIA: _ (E/A/O)  QTDE: ___  CNPJ: ______________
--------------------------------------------------------------------------------
 RESPOSTA: ~~~~~~~~~~  COBERTO: ~~~  AP: ~~~  DESDE: ~~~~~~~~~~  FALA: ~~~~~~~~~
 ONDE....: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 LIMITE..: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PAPÉIS..: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 MUDARIA.: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
--------------------------------------------------------------------------------
"""
    + "\n".join([" ~~~~~~ ~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"] * LINES),
    [
        Field("identificacao", Kind.MASKED, label="IDENTIFICAÇÃO", help="16 DÍGITOS DO CARTÃO."),
        Field("segurado"),
        Field("produto"),
        Field("regulamento"),
        Field("servico", label="SERVIÇO", help="CÓDIGO DE 8 DÍGITOS, O COMEÇO DELE, OU PALAVRAS (home care)."),
        Field("descricao"),
        Field("data", Kind.MASKED, label="DATA", help="DIA DO ATENDIMENTO; VAZIO É HOJE."),
        Field("ta", Kind.DIGITS, label="TA", help="2 DAY HOSPITAL 5 AMBULATORIAL 6 CLÍNICA 7 CIRÚRGICA 8 PARTO."),
        Field(
            "urgencia", Kind.CODE, label="URGÊNCIA", help="E EMERGÊNCIA, A ACIDENTE, O OBSTÉTRICA; VAZIO ELETIVO."
        ),
        Field("quantidade", Kind.DIGITS, label="QTDE", help="QUANTIDADE PEDIDA; VAZIO É 1."),
        Field("prestador", Kind.DIGITS, label="CNPJ", help="PRESTADOR, SE JÁ FOI ESCOLHIDO."),
        Field("resposta", role=Role.TITLE),
        Field("coberto"),
        Field("ap"),
        Field("desde"),
        Field("fala"),
        Field("onde"),
        Field("limite"),
        Field("papeis_1"),
        Field("papeis_2"),
        Field("mudaria", role=Role.OK),
        Repeat(LINES, (Field("regra"), Field("marca", role=Role.INTERNAL), Field("motivo"))),
    ],
    keys="ENTER CONSULTA  ALT8 O QUE DIZEM  ALT2 TRANSAÇÃO  F1 POR QUÊ  F7/F8",
    system=AUTOM,
)

CHOICE = desk_panel(
    "ACOBM02",
    "MEU PLANO MÉDICO - ESCOLHA O SERVIÇO",
    """
 SERVIÇO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

   CÓDIGO    DESCRIÇÃO
"""
    + "\n".join([" _ ~~~~~~~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~"] * CHOICES),
    [
        Field("servico"),
        Repeat(
            CHOICES,
            (Field("s", Kind.YES_NO, label="S", help="S + ENTER ESCOLHE."), Field("codigo"), Field("nome")),
        ),
    ],
    keys="S + ENTER ESCOLHE   F7/F8 PÁGINA   F3 VOLTA",
    system=AUTOM,
)

TOLD = desk_panel(
    "ACOBM03",
    "MEU PLANO MÉDICO - O QUE O SEGURADO E OS PAPÉIS DIZEM",
    """

 GRAU DO OLHO DIREITO.................: ______   ESQUERDO: ______
 PRIMEIRO DIA DA ÚLTIMA MENSTRUAÇÃO...: ##/##/####
 NASCIMENTO DO RN AINDA NÃO INCLUÍDO..: ##/##/####
 A SEGURADORA PAGOU O PARTO (S/N).....: _
 PRIMEIRO PAGAMENTO COMPENSADO EM.....: ##/##/####
 ENTROU NO PRAZO, SEM CARÊNCIA (S/N)..: _

 VAZIO É NÃO INFORMADO: A RESPOSTA SAI COM O QUE O CADASTRO SABE.
""",
    [
        Field("grau_direito", Kind.MONEY, label="GRAU", help="GRAUS DE REFRAÇÃO DO LAUDO: -7,50."),
        Field("grau_esquerdo", Kind.MONEY, label="GRAU ESQUERDO", help="GRAUS DE REFRAÇÃO DO LAUDO: -6,00."),
        Field("dum", Kind.MASKED, label="ÚLTIMA MENSTRUAÇÃO", help="CONTA AS SEMANAS DE GESTAÇÃO NO DIA PEDIDO."),
        Field("nascimento_rn", Kind.MASKED, label="NASCIMENTO DO RN", help="O SERVIÇO É PARA O RECÉM-NASCIDO."),
        Field("parto_pago", Kind.YES_NO, label="PARTO PAGO", help="S OU N, COMO A AP DO PARTO."),
        Field("compensado", Kind.MASKED, label="COMPENSADO EM", help="A ADESÃO É O DIA SEGUINTE."),
        Field("no_prazo", Kind.YES_NO, label="ENTROU NO PRAZO", help="S: INSCRITO NO PRAZO DO REGULAMENTO."),
    ],
    keys="ENTER CONSULTA   ALT7 VOLTA   F3 ABANDONA",
    system=AUTOM,
)

TOLD_FIELDS = tuple(placed.name for placed in TOLD.inputs if placed.name not in {"comando", "ident"})
