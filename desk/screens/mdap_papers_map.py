"""The map of the papers and circumstances of a concession (ALT 10)."""

from desk.screens.frame import desk_panel
from desk.terminal.fields import Field, Kind, Repeat
from desk.terminal.panel import Panel

ROWS, ITEM_ROWS, WIDTH, LABEL_WIDTH = 6, 4, 77, 44
_LINE = " ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~  _  ##/##/####  ~~~~~~~~~~~~~~"


def papers_map(code: str, title: str, verb: str, system: str) -> Panel:
    """What to ask for, what each paper must say, what is missing; urgency, newborn, drug."""
    return desk_panel(
        f"{code}M04",
        title,
        """
 IDENTIFICAÇÃO: ~~~~~~~~~~~~~~~~~~~   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  TA: ~
 URGÊNCIA (S/N): _   RN AINDA NÃO INCLUÍDO (S/N): _   NASCIDO EM: ##/##/####
 MEDICAMENTO: ______________________________   (SÓ MEDICAÇÃO ESPECIAL E QUIMIO)
 PEDIDO DE: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 PAPEL                                        OBR S/N DATA        SITUAÇÃO
"""
        + "\n".join([_LINE] * ROWS)
        + """
 DEVEM DIZER:
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
        [
            Field("senha"),
            Field("identificacao"),
            Field("segurado"),
            Field("ta"),
            Field(
                "urgencia", Kind.YES_NO, label="URGÊNCIA", help="S: URGÊNCIA OU EMERGÊNCIA, COMO O MÉDICO A DIZ."
            ),
            Field(
                "recem_nascido",
                Kind.YES_NO,
                label="RN AINDA NÃO INCLUÍDO",
                help="S: A AP SAI EM NOME DA MÃE PARA O RECÉM-NASCIDO; INFORME QUANDO NASCEU (EL-025).",
            ),
            Field("nascido_em", Kind.MASKED, label="NASCIDO EM", help="SÓ COM RN = S."),
            Field(
                "medicamento",
                label="MEDICAMENTO",
                help="O NOME NO PEDIDO. REMICADE E THYROGEN DISPENSAM O FORMULÁRIO PADRÃO (AP-041).",
            ),
            Field("pedido_de"),
            Repeat(
                ROWS,
                (
                    Field("papel"),
                    Field("obrigatorio"),
                    Field(
                        "tem",
                        Kind.YES_NO,
                        label="S/N",
                        help="S: ESTÁ AQUI E DIZ TUDO O QUE DEVE. N: FALTA. VAZIO: AINDA NÃO VISTO.",
                    ),
                    Field(
                        "data_do_papel",
                        Kind.MASKED,
                        label="DATA",
                        help="PEDIDO: QUANDO FOI ESCRITO, ATÉ 90 DIAS. COMPROVANTE DE VALIDADE: ATÉ QUANDO VALE.",
                    ),
                    Field("situacao"),
                ),
            ),
            Repeat(ITEM_ROWS, (Field("deve_dizer"),)),
            Field("lembrar"),
        ],
        keys=f"ENTER CONFERE F7/F8 PÁGINA IMPR O QUE FALTA ALT7 FRENTE ALT5 {verb}",
        corner="SENHA: ~~~~~~~~~",
        system=system,
    )
