"""MCSA: the attributes of a service, each beside the block it raises; internal where the code is restricted."""

from desk.domain.catalogue.model import Procedure, ProcedureKind
from desk.domain.catalogue.register import RegisteredProcedure, registered_procedure
from desk.domain.catalogue.service import parse_procedure
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.rulebook.reference import attendance_types, block_levels
from desk.screens import words
from desk.screens.frame import desk_panel
from desk.screens.transaction import Context, Reply, Transaction, info, ok, warn
from desk.terminal.fields import Field, Kind, Role
from desk.terminal.keys import Key

M01 = desk_panel(
    "MCSAM01",
    "CADASTRO DE SERVIÇO",
    """
 SERVIÇO: ________   ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ESPÉCIE: ~~~~~~~~~~~~~~   ESPECIALIDADE: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
--------------------------------------------------------------------------------
 RESTRITO (061)........: ~ ~~~~~~~      BLOQUEADO (495): ~    PLÁSTICA (482): ~
 NÍVEL DE BLOQUEIO.....: ~~  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 REGIME - TA (200).....: ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 EXIGE AP..............: ~~~~~~~~~~~  RELATÓRIO: ~  ÁREA: ~~~~~~~~~~~~~~~~~~~~
 SÓ CONTRATO ADAPTADO..: ~   CLASSE DE CARÊNCIA: ~~
 SEXO (491)............: ~~~~~~~~~   IDADE (489): ~~~~~~~~~~~~~~~~~~~~
 QTDE MÁXIMA (487).....: ~~~   MÉDIA DE DIÁRIAS (428/488): ~~~
 EXECUÇÃO ÚNICA (484)..: ~     RECORRÊNCIA (483): ~~~~~~~~~~~~~~
 PORTE ANESTÉSICO (481): ~
--------------------------------------------------------------------------------
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
""",
    [
        Field("servico", Kind.DIGITS, required=True, label="SERVIÇO", help="8 DÍGITOS."),
        Field("descricao"),
        Field("especie"),
        Field("especialidade"),
        Field("restrito"),
        Field("interno", role=Role.INTERNAL),
        Field("bloqueado"),
        Field("plastica"),
        Field("nivel_de_bloqueio"),
        Field("nivel_texto"),
        Field("regime"),
        Field("exige_ap"),
        Field("relatorio"),
        Field("area"),
        Field("so_adaptado"),
        Field("classe_de_carencia"),
        Field("sexo"),
        Field("idade"),
        Field("qtde_maxima"),
        Field("media_de_diarias"),
        Field("execucao_unica"),
        Field("recorrencia"),
        Field("porte_anestesico"),
        Field("aviso_1", role=Role.INTERNAL),
        Field("aviso_2", role=Role.INTERNAL),
        Field("aviso_3", role=Role.INTERNAL),
        Field("aviso_4", role=Role.OK),
    ],
    keys="ENTER CONSULTA   F1 POR QUÊ   ALT2 TRANSAÇÃO (MCSG)   F3 VOLTA",
)
_KINDS = {
    ProcedureKind.CONSULTATION: "CONSULTA",
    ProcedureKind.DIAGNOSIS: "DIAGNOSE",
    ProcedureKind.THERAPY: "TERAPIA",
    ProcedureKind.SURGERY: "CIRURGIA",
    ProcedureKind.ADMISSION: "INTERNAÇÃO",
    ProcedureKind.MATERNITY: "PARTO",
    ProcedureKind.DENTAL: "ODONTOLÓGICO",
    ProcedureKind.MATERIAL: "MATERIAL",
    ProcedureKind.DRUG: "MEDICAMENTO",
    ProcedureKind.DAILY_RATE: "DIÁRIA OU TAXA",
}
_SEXES = {"": "AMBOS", "F": "FEMININO", "M": "MASCULINO"}
_NOT_KNOWN = "NÃO CONSTA"
_RESTRICTED = (
    "INTERNO: SÓ COBRA QUEM TEM ACORDO PRÉVIO; NÃO REVELE, SALVO SE JÁ SE SABE",
    "INTERNO: NÃO PROVA COBERTURA; USE A TABELA SAS, OU O CÓDIGO NÃO RESTRITO",
    "INTERNO: A AP IMPRIME QUE A REDE SÓ COBRA COM ACORDO PRÉVIO (AP-151)",
    "DIGA: SÓ ALGUNS PRESTADORES FAZEM, E DEPENDE DO PLANO (AP-151)",
)


def open_(context: Context) -> Reply:
    """Nothing travels here: the code is typed."""
    return Reply(info("INFORME O SERVIÇO E TECLE ENTER"), cursor="servico")


def look_up(context: Context) -> Reply:
    """The attributes of a service; those of a restricted one come with what may not be said."""
    code = parse_procedure(context.form.need("servico", "O SERVIÇO"), "servico")
    found = registered_procedure(context.desk, code)
    message = ok("SERVIÇO LOCALIZADO - NÃO PROVA COBERTURA: VER NA ACOB")
    if found.procedure.restricted:
        message = warn("INTERNO: CÓDIGO RESTRITO NÃO SE REVELA AO SEGURADO (AP-152)")
    return Reply(message, _values(found), decision=Decision(Outcome.ALLOWED, found.reasons))


def _values(found: RegisteredProcedure) -> dict[str, str]:
    procedure = found.procedure
    values = {
        "servico": procedure.code,
        "descricao": procedure.description,
        "especie": _KINDS[ProcedureKind(procedure.kind)],
        "especialidade": procedure.specialty or _NOT_KNOWN,
        "restrito": words.yes_no(procedure.restricted),
        "interno": "INTERNO" if procedure.restricted else "",
        "bloqueado": words.yes_no(procedure.blocked),
        "plastica": words.yes_no(procedure.plastic),
        "nivel_de_bloqueio": procedure.block_level or "-",
        "nivel_texto": block_levels().get(procedure.block_level, "O MANUAL NÃO EXPLICA ESTE NÍVEL"),
        "regime": _regime(procedure),
        "exige_ap": _NOT_KNOWN
        if procedure.needs_authorization is None
        else words.yes_no(procedure.needs_authorization),
        "relatorio": words.yes_no(procedure.needs_report),
        "area": procedure.exclusive_area or "-",
        "so_adaptado": words.yes_no(procedure.adapted_only),
        "classe_de_carencia": procedure.waiting_code or "-",
        "sexo": _SEXES[procedure.sex],
        "idade": _ages(procedure),
        "qtde_maxima": _count(procedure.maximum_quantity),
        "media_de_diarias": _count(procedure.average_days),
        "execucao_unica": words.yes_no(procedure.single_execution),
        "recorrencia": f"{procedure.recurrence_days} DIAS" if procedure.recurrence_days else "-",
        "porte_anestesico": str(procedure.anaesthesia_class),
    }
    if not procedure.block_level:
        values["nivel_texto"] = ""
    if procedure.restricted:
        values |= {f"aviso_{n}": text for n, text in enumerate(_RESTRICTED, start=1)}
    return values


def _regime(procedure: Procedure) -> str:
    """The kinds of attendance it may be done under."""
    if not procedure.attendance_types:
        return "TODOS"
    kinds = attendance_types()
    return "  ".join(f"{ta} {kinds[ta].short}" for ta in procedure.attendance_types if ta in kinds)


def _ages(procedure: Procedure) -> str:
    lowest, highest = procedure.minimum_age, procedure.maximum_age
    if lowest is None and highest is None:
        return "SEM LIMITE"
    if highest is None:
        return f"DE {lowest} ANOS"
    return f"DE {lowest} A {highest} ANOS" if lowest else f"ATÉ {highest} ANOS"


def _count(value: int | None) -> str:
    return "-" if value is None else str(value)


TRANSACTION = Transaction(
    code="MCSA",
    panels=(M01,),
    open=open_,
    keys={Key.ENTER: look_up},
    help=(
        "ENTRE PARÊNTESES, O BLOQUEIO DA AP QUE O ATRIBUTO LEVANTA.",
        "RESTRITO S: SÓ COBRA QUEM TEM ACORDO PRÉVIO; É INTERNO, NÃO SE REVELA (AP-152).",
        "O CADASTRO NÃO É BASE DE COBERTURA DE CÓDIGO RESTRITO: USE A TABELA SAS (AP-153).",
        "COBERTURA, LIMITE E NECESSIDADE DE AP DE UM SEGURADO: SÓ NA ACOB (EL-007, EL-008).",
        "NÍVEL 02: AP E ANÁLISE EM CONTA. NÍVEL 55: SÓ POR REEMBOLSO.",
    ),
    subject=("servico",),
)
