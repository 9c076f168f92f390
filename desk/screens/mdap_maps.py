"""Three of the maps a concession is typed on, for MDAP and for its web twin: front, lines 5 to 8, verso."""

from desk.screens.frame import desk_panel
from desk.terminal.fields import Field, Kind, Repeat
from desk.terminal.panel import Panel

_LINE = "  {n}  ________  ___   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   ___    ~~~~~~~~~~~~~~~~~~~"
_HEADING = "     SERVIÇO   QTDE  DESCRIÇÃO                        LIB/NEG BLOQUEIO"
_MEMBER = Field("identificacao", Kind.MASKED, required=True, label="IDENTIFICAÇÃO", help="16 DÍGITOS.")
_LIB = Field("lib", Kind.CODE, label="LIB", help="LIB OU 819, DEPOIS DE ANALISAR O BLOQUEIO (F1).")
_MORE = Field("s", Kind.YES_NO, label="MAIS SERVIÇOS", help="S + F5 ABRE AS LINHAS 5 A 8.")
_COUNCIL = Field("crm", Kind.CODE, label="CRM", help="UF E NÚMERO: SP000000.")


def _service(n: int) -> tuple[Field, ...]:
    return (
        Field(f"servico.{n}", Kind.DIGITS, label="SERVIÇO", help="8 DÍGITOS, SEM PONTOS."),
        Field(f"quantidade.{n}", Kind.DIGITS, label="QUANTIDADE", help="O MESMO CÓDIGO NÃO SE REPETE."),
        Field(f"descricao.{n}"),
        Field(f"lib_neg.{n}", Kind.DIGITS, label="LIB/NEG", help="CÓDIGO DA NEGATIVA, 820 A 838."),
        Field(f"bloqueio.{n}"),
    )


def front_map(code: str, title: str, verb: str, system: str) -> Panel:
    """The front: whom, where, when, lines 1 to 4, and how blocks are lifted."""
    return desk_panel(
        f"{code}M01",
        title,
        """
 IDENTIFICAÇÃO: #####/########-#-##                                   LIB: [___]
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ ~ ~~~~  PROD ~~~  PLANO ~~~~~ ~~~~~~~~~~~~~
 ESCR.REGIONAL: ____   MATR.ATEND: _______   CRM: __________
 TA: _   (2=DAY 5=AMBUL 6=INT.CLÍN 7=INT.CIR 8=PARTO/CURET)
 PRESTADOR (CNPJ): ______________   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 EMISSÃO: ##/##/####   VALIDADE: ##/##/####   DATA PREVISTA: ##/##/####
 QTDE DIÁRIAS: __      AUTORIZA (S/N): _
"""
        + "\n".join([_HEADING, *(_LINE.format(n=n) for n in range(1, 5))])
        + """
 MAIS SERVIÇOS (S + F5): _  MATR.RESP.LIB: _______  SENHA DELE: ________________
 MENSAGEM: _____________________________________________________________________
           _____________________________________________________________________
 BLOQUEIOS: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
        [
            Field("senha"),
            _MEMBER,
            _LIB,
            Field("segurado"),
            Field("sexo"),
            Field("idade"),
            Field("produto"),
            Field("plano"),
            Field("plano_nome"),
            Field(
                "escritorio_regional", Kind.DIGITS, required=True, label="ESCRITÓRIO REGIONAL", help="4 DÍGITOS."
            ),
            Field("matricula_do_atendente", Kind.CODE, label="MATRÍCULA DO ATENDENTE", help="A DE QUEM ENTROU."),
            _COUNCIL,
            Field(
                "ta", Kind.DIGITS, required=True, label="TA", help="2 ATÉ 12 H SEM PERNOITE, 5 ATÉ 6 H, 6, 7, 8."
            ),
            Field(
                "codigo_do_prestador",
                Kind.DIGITS,
                label="PRESTADOR",
                help="CNPJ; OBRIGATÓRIO EM PRODUTO MODULAR.",
            ),
            Field("prestador_nome"),
            Field("emissao", Kind.MASKED, label="EMISSÃO", help="HOJE; ATÉ 5 DIAS DE DIFERENÇA (205)."),
            Field("validade", Kind.MASKED, label="VALIDADE", help="VAZIA: EMISSÃO + 30 DIAS."),
            Field("data_prevista", Kind.MASKED, label="DATA PREVISTA", help="INTERNAÇÕES (TA 6, 7, 8)."),
            Field(
                "qtde_diarias",
                Kind.DIGITS,
                label="QTDE DIÁRIAS",
                help="SÓ TA 6, 7, 8.",
                aliases=("quantidade_de_diarias",),
            ),
            Field("autoriza", Kind.YES_NO, required=True, label="AUTORIZA", help="S OU N; N PEDE A NEGATIVA."),
            *[field for n in range(1, 5) for field in _service(n)],
            _MORE,
            Field(
                "matricula_do_responsavel",
                Kind.CODE,
                label="MATRÍCULA DO RESPONSÁVEL",
                help="QUEM RESPONDE PELA LIBERAÇÃO: A SUA COM 819, OU CONSULTOR E SUPERVISÃO COM A SENHA DELES.",
            ),
            Field(
                "senha_do_responsavel",
                Kind.PASSWORD,
                label="SENHA DO RESPONSÁVEL",
                help="A SENHA DE QUEM LIBERA, DIGITADA POR ELE; NÃO APARECE. CONFERIDA COM ENTER, VALE 5 MINUTOS "
                "PARA O FORMULÁRIO COMO ESTÁ; MUDOU UM CAMPO, É PEDIDA DE NOVO.",
            ),
            Field(
                "mensagem.1", label="MENSAGEM", help="VISÍVEL AO SEGURADO E AO PRESTADOR.", aliases=("mensagem",)
            ),
            Field("mensagem.2", label="MENSAGEM", help="VISÍVEL AO SEGURADO E AO PRESTADOR."),
            Field("bloqueios.1"),
            Field("bloqueios.2"),
        ],
        keys=f"ALT5 {verb} ALT8 VERSO ALT10 PAPÉIS F9 ENCAMINHA F5 MAIS F1 POR QUÊ",
        corner="SENHA: ~~~~~~~~~",
        system=system,
    )


def more_map(code: str, title: str, verb: str, system: str) -> Panel:
    """Lines 5 to 8."""
    return desk_panel(
        f"{code}M02",
        title,
        """
 IDENTIFICAÇÃO: ~~~~~~~~~~~~~~~~~~~   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~   LIB: [___]
 TA: ~   PRESTADOR (CNPJ): ~~~~~~~~~~~~~~   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

"""
        + "\n".join([_HEADING, *(_LINE.format(n=n) for n in range(5, 9))])
        + """
 MAIS SERVIÇOS (S + F5): _

 BLOQUEIOS: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
            ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
        [
            Field("senha"),
            Field("identificacao"),
            Field("segurado"),
            _LIB,
            Field("ta"),
            Field("codigo_do_prestador"),
            Field("prestador_nome"),
            *[field for n in range(5, 9) for field in _service(n)],
            _MORE,
            Field("bloqueios.1"),
            Field("bloqueios.2"),
        ],
        keys=f"ALT5 {verb}   ALT7 FRENTE (LINHAS 1 A 4)   ALT8 VERSO   F1 POR QUÊ",
        corner="SENHA: ~~~~~~~~~",
        system=system,
    )


def verso_map(code: str, title: str, verb: str, system: str) -> Panel:
    """The verso: what the physician says, why blocks were lifted, the history. Not for the insured."""
    return desk_panel(
        f"{code}M03",
        title,
        """
 IDENTIFICAÇÃO: ~~~~~~~~~~~~~~~~~~~   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 (VERSO NÃO VISÍVEL AO SEGURADO)
 CRM/CRO: __________  MÉDICO: ________________________________________
 PRESTADOR: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 DIAGNÓSTICO: ____________________________________________  CID 10: ______
 TEMPO DE EXISTÊNCIA DA DOENÇA: ____________________
 ATENDENTE: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   UDAS: ~~~~
 SESSÕES RESTANTES (TERAPIA): ___
 JUSTIFICATIVA DA LIBERAÇÃO (OBRIGATÓRIA COM 819, E COM LIB EM 493 E JANELA):
  1 ___________________________________________________________________________
  2 ___________________________________________________________________________
  3 ___________________________________________________________________________
 HISTÓRICO:
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
        [
            Field("senha"),
            Field("identificacao"),
            Field("segurado"),
            _COUNCIL,
            Field("medico", label="MÉDICO", help="NOME DO MÉDICO QUE PEDE."),
            Field("prestador_nome"),
            Field("diagnostico", label="DIAGNÓSTICO", help="COMO ESTÁ NO PEDIDO."),
            Field("cid_10", Kind.CODE, label="CID 10", help="CÓDIGO PRINCIPAL."),
            Field("tempo_de_existencia_da_doenca", label="TEMPO DE EXISTÊNCIA", help="EX.: 3 MESES."),
            Field("atendente"),
            Field("udas"),
            Field("sessoes_restantes", Kind.DIGITS, label="SESSÕES RESTANTES", help="SÓ TERAPIAS."),
            Repeat(
                3, (Field("justificativa", label="JUSTIFICATIVA", help="POR QUE SE LIBERA; FICA NO HISTÓRICO."),)
            ),
            Repeat(3, (Field("historico"),)),
        ],
        keys=f"ALT7 VOLTA À FRENTE   ALT5 {verb}   F7/F8 ROLA HISTÓRICO",
        corner="SENHA: ~~~~~~~~~",
        system=system,
    )
