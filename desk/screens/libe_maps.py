"""The maps of LIBE: what waits for a decision, and one case with everything its decision needs."""

from desk.screens.frame import AUTOM, desk_panel
from desk.terminal.fields import Field, Kind, Repeat, Role

LINES, FIRST_ROW = 14, 4
"""Cases on a page, and the row of the glass the first stands on (from 0)."""
SERVICES, TEXT_ROWS = 3, 2
"""Services of a case on the panel, F7/F8 show the others; and rows of what whoever decides says."""

LIST = desk_panel(
    "LIBEM01",
    "LIBE: PEDIDOS A DECIDIR",
    """
    PEDIDO TIPO        PARA       SEGURADO         DE      UDAS PRAZO
"""
    + "\n".join(["  _ ~~~~~~ ~~~~~~~~~~~ ~~~~~~~~~~ ~~~~~~~~~~~~~~~~ ~~~~~~~ ~~~~ ~~~~~~~~~~~~~~~~"] * LINES)
    + """
 * PRAZO VENCIDO OU SEM CALENDÁRIO   U URGENTE   QUEM PEDE NÃO DECIDE
""",
    [
        Repeat(
            LINES,
            (
                Field("s", Kind.YES_NO, label="S", help="S + ENTER ABRE O PEDIDO."),
                Field("pedido", right=True),
                Field("tipo"),
                Field("area"),
                Field("segurado"),
                Field("de"),
                Field("unidade"),
                Field("prazo"),
            ),
        ),
    ],
    keys="S + ENTER ABRE   ENTER ATUALIZA   F7/F8 PÁGINA   F3 VOLTA",
    system=AUTOM,
)

_SAID = "PARECER OU JUSTIFICATIVA; OBRIGATÓRIO COM I, M E D."
_LINE = " ~ ~~~~~~~~ ~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~ ~~~~~~~~~~~~~~~~~~~~~~~~ ___"

CASE = desk_panel(
    "LIBEM02",
    "LIBE: DECISÃO DE UM PEDIDO",
    """
 PEDIDO ~~~~~~ ~~~~~~~~~~~ PARA ~~~~~~~~~~ DE ~~~~~~~ ~~~~~~~~~~~~~~~~~~ UD ~~~~
 ~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~ ~~~~ PROD ~~~ PLANO ~~~~~
 PAGAMENTO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  PRAZO ~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~
 TA ~ EMISSÃO ~~~~~~~~~~ PREVISTA ~~~~~~~~~~ DIÁRIAS ~~ URGENTE ~ CRM ~~~~~~~~~~
 PRESTADOR: ~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
   SERVIÇO  QTD DESCRIÇÃO                  ALÇ BLOQUEIOS                NEG
"""
    + "\n".join([_LINE] * SERVICES)
    + """
 POR QUÊ: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 DIAGN.:  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 INTERNO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PAPÉIS:  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ANTES:   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 DECISÃO: _  L LIBERA N NEGA I SIC M PEDE MAIS D DEVOLVE   SIC A (S/P): _
 TEXTO: _______________________________________________________________________
        _______________________________________________________________________
""",
    [
        Field("pedido"),
        Field("tipo"),
        Field("area"),
        Field("de"),
        Field("de_nome"),
        Field("unidade"),
        Field("identificacao"),
        Field("segurado"),
        Field("sexo"),
        Field("idade"),
        Field("produto"),
        Field("plano"),
        Field("pagamento"),
        Field("prazo"),
        Field("falta"),
        Field("ta"),
        Field("emissao"),
        Field("prevista"),
        Field("diarias"),
        Field("urgente"),
        Field("crm"),
        Field("codigo_do_prestador"),
        Field("prestador_nome"),
        Repeat(
            SERVICES,
            (
                Field("n"),
                Field("servico"),
                Field("quantidade", right=True),
                Field("descricao"),
                Field("alcada"),
                Field("bloqueio"),
                Field("lib_neg", Kind.DIGITS, label="NEG", help="CÓDIGO DA NEGATIVA DESTA LINHA, 820 A 838."),
            ),
        ),
        Field("por_que"),
        Field("diagnostico"),
        Field("verso", role=Role.INTERNAL),
        Field("papeis"),
        Field("antes"),
        Field(
            "decisao",
            Kind.CODE,
            label="DECISÃO",
            help="L LIBERA (COM NEG EM UMA LINHA, LIBERA AS OUTRAS), N NEGA TODAS, I PEDE INFORMAÇÃO POR SIC, "
            "M PEDE MAIS A QUEM ENVIOU, D DEVOLVE COM O MOTIVO.",
        ),
        Field("destino", Kind.CODE, label="SIC A", help="S SEGURADO, P PRESTADOR; VAZIO: SEGURADO."),
        Field("texto.1", label="TEXTO", help=_SAID, aliases=("texto",)),
        Field("texto.2", label="TEXTO", help=_SAID),
    ],
    keys="ALT5 DECIDE   F1 TUDO POR EXTENSO   F7/F8 SERVIÇOS   ALT7 LISTA",
    system=AUTOM,
)
