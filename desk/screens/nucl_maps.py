"""The maps of NUCL: a refusal at the counter, the form in two pages, the list of the day, the examination."""

from desk.screens.frame import desk_panel
from desk.terminal.fields import Field, Kind, Repeat

SERVICES, SAID, STEPS, ATTENDED = 3, 4, 5, 12
WIDTH = 77

COUNTER = desk_panel(
    "NUCLM01",
    "NÚCLEO DE REVISÃO DE AP - NEGATIVA",
    """
 SENHA: ##/######   ~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~
   SERVIÇO  NEG DESCRIÇÃO                      CARTA MOTIVO DA ROTINA
"""
    + "\n".join([f"   ~~~~~~~~ ~~~ {'~' * 30} ~~~   {'~' * 26}"] * SERVICES)
    + """
 O QUE DIZER AO SEGURADO (F7/F8):
"""
    + "\n".join([f"  {'~' * WIDTH}"] * SAID)
    + """
 O SEGURADO: _ (1 ACEITA OU LIGA 2 NÃO QUER LIGAR 3 NÃO ESPERA)  LAUDO NOVO: _
"""
    + "\n".join([f" ~{'~' * WIDTH}"] * STEPS)
    + """
 REVISÕES: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("senha", Kind.MASKED, required=True, label="SENHA", help="AA/NNNNNN DA AP NEGADA."),
        Field("identificacao"),
        Field("segurado"),
        Field("situacao"),
        Repeat(
            SERVICES,
            (Field("servico"), Field("negativa"), Field("descricao"), Field("carta"), Field("motivo")),
        ),
        Repeat(SAID, (Field("dizer"),)),
        Field("posicao", Kind.DIGITS, label="O SEGURADO", help="1, 2 OU 3: ENTER DIZ O PASSO DO MOMENTO."),
        Field("laudo_novo", Kind.YES_NO, label="LAUDO NOVO", help="S: TROUXE OUTRO RELATÓRIO MÉDICO."),
        Repeat(STEPS, (Field("passo"),)),
        Field("revisoes"),
    ],
    keys="ENTER CONSULTA ALT8 FORMULÁRIO ALT10 PERÍCIA F9 LISTA DO DIA F7/F8",
)

_REACH = " TELEFONE: ______________  FAX: ______________  E-MAIL: _______________________"


def _reach(whose: str, label: str) -> tuple[Field, ...]:
    none = "NÃO TEM, SE NÃO HOUVER."
    return (
        Field(f"telefone_{whose}", label=f"TELEFONE {label}", help="COM DDD."),
        Field(f"fax_{whose}", label=f"FAX {label}", help=f"COM DDD; {none}"),
        Field(f"email_{whose}", label=f"E-MAIL {label}", help=none),
    )


WHO = desk_panel(
    "NUCLM02",
    "NÚCLEO - FORMULÁRIO: QUEM E COMO",
    f"""
 UDAS: ~~~~  FUNCIONÁRIO: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  SENHA: ~~~~~~~~~
{_REACH}
 SEGURADO: ~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~  PRODUTO: ~~~
{_REACH}
 MÉDICO: ________________________________________   CRM: __________
{_REACH}
--------------------------------------------------------------------------------
 CONTATO EM: ##/##/####  QUEM: _ (M MÉDICO S SEGURADO)  COMO: _ (T FONE P AQUI)
 CONSULTOR FALOU COM O MÉDICO: _ (A ANTES DA NEGATIVA, D DEPOIS, N NÃO FALOU)
 REVISÃO DE: _ (N NEGATIVA, S 3º SIC)  TRATAMENTO: _ (P PRÓ-ATIVO, R RECLAMAÇÃO)
 MOTIVO: __ 1 CONOTAÇÃO ESTÉTICA 2 SEPTAÇÃO GÁSTRICA 3 PROCEDIM. EXPERIMENTAL
  4 CARÁTER PROFILÁTICO  5 SEM JUSTIFICATIVA CLÍNICA  6 MEDICAÇÃO AMBULATORIAL
  7 MEDICAÇÃO DOMICILIAR 8 MEDICAÇÃO EXPERIMENTAL 9 MEDICAÇÃO SEM JUSTIFICATIVA
  10 MATERIAL ESPECIAL
 CONCLUSÃO DA UDAS: _ (N VAI AO NÚCLEO, R REVERTIDO, M MANTIDO, S SIC)
""",
    [
        Field("udas"),
        Field("funcionario"),
        Field("senha_f"),
        *_reach("udas", "DA UDAS"),
        Field("identificacao_f"),
        Field("segurado_f"),
        Field("produto"),
        *_reach("segurado", "DO SEGURADO"),
        Field("medico", label="MÉDICO", help="O MÉDICO ASSISTENTE."),
        Field("crm", Kind.CODE, label="CRM", help="UF E NÚMERO: SP000000."),
        *_reach("medico", "DO MÉDICO"),
        Field("contato_em", Kind.MASKED, label="CONTATO EM", help="O DIA DO CONTATO."),
        Field("contato_quem", Kind.CODE, label="QUEM", help="M OU S."),
        Field("contato_como", Kind.CODE, label="COMO", help="T OU P."),
        Field("consultor", Kind.CODE, label="CONSULTOR FALOU", help="A, D OU N."),
        Field("revisao", Kind.CODE, label="REVISÃO DE", help="N OU S."),
        Field("tratamento", Kind.CODE, label="TRATAMENTO", help="P OU R."),
        Field("motivo_f", Kind.DIGITS, label="MOTIVO", help="1 A 10: OS MOTIVOS DA ROTINA."),
        Field("conclusao", Kind.CODE, label="CONCLUSÃO", help="R, M E S SÃO DE QUEM AUTORIZA."),
    ],
    keys="ALT5 REGISTRA   F8 CÓDIGOS E TEXTO   ALT7 VOLTA   IMPR O REGISTRADO",
)

_LONG = "_" * 56
WHAT = desk_panel(
    "NUCLM03",
    "NÚCLEO - FORMULÁRIO: CÓDIGOS E TEXTO",
    f"""
 SENHA: ~~~~~~~~~   ~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 CÓDIGO E QUANTIDADE COMO 52110133X02, SEPARADOS POR ESPAÇO
 PEDIDOS...........: {_LONG}
 AUTORIZADOS.......: {_LONG}
 NEGADOS...........: {_LONG}

 DIAGNÓSTICO.......: {_LONG}
 MOTIVO DA REVISÃO.: {_LONG}
                     {_LONG}
 AÇÃO TOMADA.......: {_LONG}
                     {_LONG}
 OBSERVAÇÕES.......: {_LONG}
                     {_LONG}
""",
    [
        Field("senha_g"),
        Field("identificacao_g"),
        Field("segurado_g"),
        Field("pedidos", label="PEDIDOS", help="52110133X02 52110141X01."),
        Field("autorizados", label="AUTORIZADOS", help="DENTRO DO QUE FOI PEDIDO."),
        Field("negados", label="NEGADOS", help="DENTRO DO QUE FOI PEDIDO."),
        Field("diagnostico", label="DIAGNÓSTICO", help="COMO ESTÁ NO PEDIDO."),
        Repeat(2, (Field("razao", label="MOTIVO DA REVISÃO", help="POR QUE SE REVÊ."),)),
        Repeat(2, (Field("acao", label="AÇÃO TOMADA", help="O QUE SE FEZ."),)),
        Repeat(2, (Field("observacoes", label="OBSERVAÇÕES", help="PODE FICAR EM BRANCO."),)),
    ],
    keys="ALT5 REGISTRA   F7 QUEM E COMO   ALT7 VOLTA   IMPR O REGISTRADO",
)

DAY = desk_panel(
    "NUCLM04",
    "NÚCLEO - ATENDIMENTOS DO DIA (INTERNO)",
    """
 DIA: ##/##/####   UDAS: ~~~~   PLANILHA (S + IMPR): _
 HORA  IDENTIFICAÇÃO       SEGURADO              SENHA     MOTIVO       SITUAÇÃO
"""
    + "\n".join([f" ~~~~~ {'~' * 19} {'~' * 21} ~~~~~~~~~ {'~' * 12} ~~~~~~~~"] * ATTENDED)
    + """

 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("dia", Kind.MASKED, required=True, label="DIA", help="O DIA DOS ATENDIMENTOS."),
        Field("udas_d"),
        Field("planilha", Kind.YES_NO, label="PLANILHA", help="S: IMPR GRAVA UM CSV EM LUGAR DO PAPEL."),
        Repeat(
            ATTENDED,
            (
                Field("hora"),
                Field("identificacao_d"),
                Field("segurado_d"),
                Field("senha_d"),
                Field("motivo_d"),
                Field("situacao_d"),
            ),
        ),
        Field("envio_1"),
        Field("envio_2"),
    ],
    keys="ENTER CONSULTA   IMPR IMPRIME OU GRAVA   F7/F8 PÁGINA   ALT7 VOLTA",
)

EXPERT = desk_panel(
    "NUCLM05",
    "PERÍCIA MÉDICA",
    """
 SENHA: ~~~~~~~~~   ~~~~~~~~~~~~~~~~~~~ ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 CASO: ~~~~~~  FASE: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~   ATÉ: ~~~~~~~~~~~~~~~~

 POR QUÊ: _____________________________________________________________________
          _____________________________________________________________________
 SEM PERÍCIA (S): _   (COM O PORQUÊ ACIMA; O PEDIDO VOLTA A QUEM O FEZ)

 PERITO..: ____________________________________________________
 TELEFONE: _______________
 ENDEREÇO: ____________________________________________________________________
 AUTORIZAÇÃO DA PERÍCIA: ~~~~~~~~~

 EXAMINADO EM: ##/##/####

 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("senha_p"),
        Field("identificacao_p"),
        Field("segurado_p"),
        Field("caso"),
        Field("fase"),
        Field("ate"),
        Repeat(2, (Field("porque", label="POR QUÊ", help="POR QUE SE PEDE A PERÍCIA, OU NÃO HAVERÁ."),)),
        Field("sem_pericia", Kind.YES_NO, label="SEM PERÍCIA", help="S: A AUTORIZAÇÃO NÃO ENTRA."),
        Field("perito", label="PERITO", help="NOME DE QUEM EXAMINA."),
        Field("telefone", label="TELEFONE", help="COM DDD."),
        Field("endereco", label="ENDEREÇO", help="ONDE SE EXAMINA."),
        Field("autorizacao"),
        Field("examinado_em", Kind.MASKED, label="EXAMINADO EM", help="DO PEDIDO ATÉ HOJE."),
        Field("aviso_p1"),
        Field("aviso_p2"),
    ],
    keys="ALT5 PEDE A PERÍCIA   ALT6 REGISTRA A FASE   ALT7 VOLTA   F1 POR QUÊ",
)
PANELS = (COUNTER, WHO, WHAT, DAY, EXPERT)
