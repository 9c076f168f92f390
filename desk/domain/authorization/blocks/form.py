"""The blocks of typing and registration: whoever typed can mend them (AP-068)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from desk.domain.authorization.case import Case, Raised
from desk.domain.authorization.refusal_rules import misfit_of_line
from desk.domain.catalogue.model import ProcedureKind
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import attendance_types, refusal_codes

MATERNITY_TYPE = "8"


@rule("AP-070")
def identification(case: Case, _: Rulebook) -> Iterator[Raised]:
    """005 not sixteen digits; 024 nobody registered under them."""
    number = case.form.member_number
    if len(number) != 16:
        yield Raised("005", "identificacao", f"IDENTIFICAÇÃO COM {len(number)} DÍGITOS, SÃO 16")
    elif case.card is None:
        yield Raised("024", "identificacao", f"NINGUÉM CADASTRADO SOB {number}")


@rule("AP-071")
def regional_office(case: Case, _: Rulebook) -> Iterator[Raised]:
    """023 no regional office, or one that does not exist."""
    if case.form.regional_office not in case.offices:
        yield Raised("023", "escritorio_regional", f"ESCRITÓRIO {case.form.regional_office or 'EM BRANCO'}")


@rule("AP-073")
def sponsor(case: Case, _: Rulebook) -> Iterator[Raised]:
    """034 the company of the identification is unknown, or its contract has ended."""
    if len(case.form.member_number) != 16:
        return
    if not case.sponsor_known:
        yield Raised("034", "identificacao", f"EMPRESA {case.form.member_number[:5]} NÃO CADASTRADA")
    elif case.card is not None:
        ended = case.card.sponsor.ended_on
        if ended is not None and ended <= case.form.issued_on:
            yield Raised("034", "identificacao", f"CONTRATO DA EMPRESA ENCERRADO EM {format_date(ended)}")


@rule("AP-076")
def dates(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """045 a planned date before the issue or too long after it."""
    planned, issued = case.form.planned_on, case.form.issued_on
    if planned is None:
        return
    within = int(rulebook.value("authorization.planned_within_days", issued))
    if planned < issued:
        yield Raised("045", "data_prevista", f"DATA PREVISTA {format_date(planned)} ANTES DA EMISSÃO")
    elif planned > add_days(issued, within):
        yield Raised("045", "data_prevista", f"DATA PREVISTA A MAIS DE {within} DIAS DA EMISSÃO")


@rule("AP-077", "AP-133", "EL-011")
def already_paid(case: Case, _: Rulebook) -> Iterator[Raised]:
    """047 the authorization on the panel was billed and paid: it does not change any more."""
    if case.number_is_closed:
        yield Raised("047", "identificacao", f"A AP {case.form.number} JÁ FOI COBRADA E PAGA")


@rule("AP-078")
def unknown_service(case: Case, _: Rulebook) -> Iterator[Raised]:
    """057 a code that is not registered; a form without any service has the first line at fault."""
    if not case.form.lines:
        yield Raised("057", "servico.1", "NENHUM SERVIÇO INFORMADO", line=1)
    for line in case.form.lines:
        if line.code not in case.procedures:
            yield Raised("057", f"servico.{line.position}", f"SERVIÇO {line.code} NÃO CADASTRADO", line.position)


@rule("AP-079")
def maternity_sex(case: Case, _: Rulebook) -> Iterator[Raised]:
    """060 maternity for a person registered as a man; not for the newborn served in the father's name."""
    if case.card is None or case.card.member.sex == "F" or case.form.newborn:
        return
    if case.form.attendance_type == MATERNITY_TYPE:
        yield Raised("060", "ta", "TA 8 (PARTO/CURETAGEM) PARA SEGURADO DO SEXO MASCULINO")
        return
    for line in case.granted_lines():
        procedure = case.procedures.get(line.code)
        if procedure is not None and procedure.kind == ProcedureKind.MATERNITY:
            yield Raised("060", f"servico.{line.position}", "MATERNIDADE PARA O SEXO MASCULINO", line.position)


@rule("AP-080", "AP-150")
def agreement(case: Case, _: Rulebook) -> Iterator[Raised]:
    """061 the provider has no agreement for a restricted service, or a closed list without it."""
    if case.provider is None:
        return
    for line in case.granted_lines():
        procedure = case.procedures.get(line.code)
        if procedure is None or line.code in case.agreements:
            continue
        if procedure.restricted or case.provider.closed_list:
            yield Raised(
                "061",
                "codigo_do_prestador",
                f"SERVIÇO {line.code} NÃO CONTRATADO COM {case.provider.name}",
                line.position,
            )


@rule("AP-081", "AP-004")
def provider_number(case: Case, _: Rulebook) -> Iterator[Raised]:
    """089 a modular product without provider; 090 a CNPJ that is wrong or unknown."""
    if not case.form.provider_cnpj:
        if case.card is not None and case.card.product.modular:
            yield Raised("089", "codigo_do_prestador", f"PRODUTO {case.card.product.code} É MODULAR")
    elif not case.provider_number_valid or case.provider is None:
        yield Raised("090", "codigo_do_prestador", f"CNPJ {case.form.provider_cnpj} INVÁLIDO OU DESCONHECIDO")


@rule("AP-082")
def provider_active(case: Case, _: Rulebook) -> Iterator[Raised]:
    """091 the provider was not active on the reference date. Why it left stays inside (AP-013)."""
    provider, on = case.provider, case.reference_date
    if provider is not None and (
        on < provider.joined_on or (provider.left_on is not None and provider.left_on <= on)
    ):
        yield Raised("091", "codigo_do_prestador", f"PRESTADOR INATIVO EM {format_date(on)}")


@rule("AP-083")
def daily_rate(case: Case, _: Rulebook) -> Iterator[Raised]:
    """150 a daily rate typed as a service."""
    for line in case.form.lines:
        procedure = case.procedures.get(line.code)
        if procedure is not None and procedure.kind == ProcedureKind.DAILY_RATE:
            yield Raised("150", f"servico.{line.position}", f"{line.code} É DIÁRIA", line.position)


@rule("AP-084")
def authorizes(case: Case, _: Rulebook) -> Iterator[Raised]:
    """181 the answer is neither S nor N."""
    if case.form.authorizes not in {"S", "N"}:
        yield Raised("181", "autoriza", f"AUTORIZA COM '{case.form.authorizes or ' '}'")


@rule("AP-085", "AP-060")
def admission_kind(case: Case, _: Rulebook) -> Iterator[Raised]:
    """184 a maternity admission in which no service is a delivery or curettage.

    The manual says only that the block normally does not show up; this is the one contradiction between a
    kind of admission and its services that no other block names.
    """
    if case.form.attendance_type != MATERNITY_TYPE:
        return
    kinds = {case.procedures[line.code].kind for line in case.granted_lines() if line.code in case.procedures}
    if kinds and ProcedureKind.MATERNITY not in kinds:
        yield Raised("184", "ta", "TA 8 SEM NENHUM SERVIÇO DE PARTO OU CURETAGEM")


@rule("AP-086", "AP-058", "AP-059")
def attendance_type(case: Case, _: Rulebook) -> Iterator[Raised]:
    """200 a TA that does not exist, or that a service is not done under."""
    wanted = case.form.attendance_type
    if wanted not in attendance_types():
        yield Raised("200", "ta", f"TA '{wanted or ' '}': USE {', '.join(attendance_types())}")
        return
    for line in case.granted_lines():
        procedure = case.procedures.get(line.code)
        if procedure is not None and procedure.attendance_types and wanted not in procedure.attendance_types:
            allowed = ", ".join(procedure.attendance_types)
            yield Raised("200", "ta", f"SERVIÇO {line.code} SÓ COM TA {allowed}", line.position)


@rule("AP-087")
def issue_date(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """205 an issue date more than five days from the day of issue."""
    tolerance = int(rulebook.value("authorization.issue_tolerance_days", case.today))
    difference = abs((case.form.issued_on - case.today).days)
    if difference > tolerance:
        yield Raised("205", "emissao", f"EMISSÃO A {difference} DIAS DE HOJE, O LIMITE É {tolerance}")


@rule("AP-088")
def repeated(case: Case, _: Rulebook) -> Iterator[Raised]:
    """214 the same code on two lines; the later line is at fault."""
    seen: Counter[str] = Counter()
    for line in case.form.lines:
        seen[line.code] += 1
        if seen[line.code] > 1:
            yield Raised("214", f"servico.{line.position}", f"{line.code} JÁ ESTÁ NA AP", line.position)


@rule("AP-089")
def already_authorized(case: Case, _: Rulebook) -> Iterator[Raised]:
    """372 the member already has an authorization for the service on the date, whatever became of it."""
    on = {case.form.issued_on, case.reference_date}
    for line in case.granted_lines():
        for earlier in case.earlier:
            if earlier.procedure_code != line.code or earlier.number == case.form.number:
                continue
            if earlier.issued_on in on or earlier.planned_on in on:
                yield Raised(
                    "372",
                    f"servico.{line.position}",
                    f"AP {earlier.number} DE {format_date(earlier.issued_on)} ({earlier.status.upper()})",
                    line.position,
                )
                break


@rule("AP-090")
def quantity(case: Case, _: Rulebook) -> Iterator[Raised]:
    """377 a service without a quantity."""
    for line in case.form.lines:
        if not line.quantity:
            yield Raised(
                "377", f"quantidade.{line.position}", f"SERVIÇO {line.code} SEM QUANTIDADE", line.position
            )


@rule("AP-074", "AP-114")
def refusal_code(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """040 a refusal code that does not exist or does not fit the case, or AUTORIZA N and a line without one."""
    for line in case.form.lines:
        wrong = misfit_of_line(case, line, rulebook)
        if line.refusal_code and line.refusal_code not in refusal_codes():
            yield Raised("040", f"lib_neg.{line.position}", f"NEGATIVA {line.refusal_code}", line.position)
        elif wrong is not None:
            yield Raised("040", f"lib_neg.{line.position}", wrong.says, line.position, rule=wrong.rule)
        elif case.form.authorizes == "N" and not line.refusal_code:
            yield Raised("040", f"lib_neg.{line.position}", "AUTORIZA N PEDE O CÓDIGO DA NEGATIVA", line.position)


def validity(issued_on: date, rulebook: Rulebook) -> date:
    """The last day of an authorization issued on a date (AP-002)."""
    return add_days(issued_on, int(rulebook.value("authorization.validity_days", issued_on)))
