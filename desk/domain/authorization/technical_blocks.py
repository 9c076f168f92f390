"""The blocks that need medical or administrative analysis (AP-069)."""

from collections.abc import Iterator

from desk.domain.authorization.case import Case, FormLine, Raised
from desk.domain.authorization.form_blocks import validity
from desk.domain.catalogue.model import Procedure, ProcedureKind
from desk.domain.kernel.dates import add_days, age_on, format_date
from desk.domain.premium.rules import Standing
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import attendance_types


def _services(case: Case) -> Iterator[tuple[FormLine, Procedure]]:
    for line in case.granted_lines():
        procedure = case.procedures.get(line.code)
        if procedure is not None:
            yield line, procedure


@rule("AP-091", "AP-002")
def validity_date(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """042 before today; 206 longer than 30 days; above 180 days 207 in its place."""
    until, issued = case.form.valid_until, case.form.issued_on
    if until < case.today:
        yield Raised("042", "validade", f"VALIDADE {format_date(until)} JÁ PASSOU")
    elif until > add_days(issued, int(rulebook.value("authorization.long_validity_days", issued))):
        yield Raised("207", "validade", f"VALIDADE {format_date(until)}")
    elif until > validity(issued, rulebook):
        says = f"VALIDADE {format_date(until)}, O LIMITE É {format_date(validity(issued, rulebook))}"
        yield Raised("206", "validade", says)


@rule("AP-061", "AP-092")
def planned_date(case: Case, _: Rulebook) -> Iterator[Raised]:
    """479 an admission without a planned date."""
    attendance = attendance_types().get(case.form.attendance_type)
    if attendance is not None and attendance.admission and case.form.planned_on is None:
        yield Raised("479", "data_prevista", f"TA {attendance.code} SEM DATA PREVISTA")


@rule("AP-092", "CV-041")
def coverage(case: Case, _: Rulebook) -> Iterator[Raised]:
    """401 excluded by the product's contract, or only covered by adapted contracts."""
    if case.card is None:
        return
    for line, procedure in _services(case):
        covered = case.coverage.get(procedure.code)
        if covered is False:
            says = f"PRODUTO {case.card.product.code} EXCLUI {procedure.code} POR CONTRATO"
            yield Raised("401", f"servico.{line.position}", says, line.position)
        elif covered is None and procedure.adapted_only and not case.card.policy.adapted:
            says = f"{procedure.code} SÓ TEM COBERTURA EM CONTRATO ADAPTADO"
            yield Raised("401", f"servico.{line.position}", says, line.position, rule="CV-041")


@rule("EL-021", "EL-024")
def sponsor_blocked(case: Case, _: Rulebook) -> Iterator[Raised]:
    """402 the company is blocked for arrears; who solves it depends on the kind of company."""
    if case.card is None:
        return
    sponsor = case.card.sponsor
    if sponsor.blocked_on is not None and sponsor.blocked_on <= case.today:
        small = sponsor.line_of_business == "small_group"
        where = "ATENDIMENTO A CLIENTES DECIDE" if small else "SEGURADO PROCURA O RH DA EMPRESA"
        yield Raised(
            "402",
            "identificacao",
            f"EMPRESA {sponsor.code} BLOQUEADA DESDE {format_date(sponsor.blocked_on)}: {where}",
            rule="EL-021" if small else "EL-024",
        )


@rule("AP-117", "DP-001")
def waiting_period(case: Case, _: Rulebook) -> Iterator[Raised]:
    """426 the person is in the waiting period of the service's class on the day it is asked for."""
    if case.card is None:
        return
    running = {w.code: w for w in case.card.life.waiting if w.starts_on <= case.reference_date <= w.ends_on}
    for line, procedure in _services(case):
        waiting = running.get(procedure.waiting_code) if procedure.waiting_code else None
        if waiting is not None:
            yield Raised(
                "426",
                f"servico.{line.position}",
                f"GRUPO {waiting.group_number}-{waiting.code} ATÉ {format_date(waiting.ends_on)}; "
                f"ATENDE DESDE {format_date(add_days(waiting.ends_on, 1))}",
                line.position,
                rule="AP-117",
            )


@rule("AP-092")
def excluded(case: Case, _: Rulebook) -> Iterator[Raised]:
    """432 the person was removed, or the policy cancelled, by the day the service is asked for."""
    if case.card is None:
        return
    member, policy = case.card.member, case.card.policy
    ends = [day for day in (member.removed_from, policy.cancelled_from) if day is not None]
    if ends and min(ends) <= case.reference_date:
        yield Raised("432", "identificacao", f"EXCLUÍDO/CANCELADO A PARTIR DE {format_date(min(ends))}")


@rule("EL-015", "EL-017")
def arrears(case: Case, _: Rulebook) -> Iterator[Raised]:
    """434 an instalment is open past its due date; LIB lifts it only while care is still given (AP-095)."""
    if case.card is None:
        return
    standing = case.card.standing
    if standing.standing in {Standing.OPEN, Standing.GAP, Standing.SUSPENDED}:
        first = standing.overdue[0]
        says = f"PARCELA {first.number:03d} VENCEU EM {format_date(first.due_on)}"
        if standing.served_until is not None:
            says += f"; ATENDER ATÉ {format_date(standing.served_until)}"
        rule_id = "EL-017" if standing.standing is Standing.GAP else "EL-015"
        solution = "" if standing.releasable else "FORA DO PRAZO DE ATRASO: PAGAR AS PARCELAS ANTES"
        yield Raised("434", "identificacao", says, rule=rule_id, solution=solution)


@rule("AP-093")
def admission(case: Case, _: Rulebook) -> Iterator[Raised]:
    """480 every admission (TA 6, 7, 8) is analysed."""
    attendance = attendance_types().get(case.form.attendance_type)
    if attendance is not None and attendance.admission and case.granted_lines():
        yield Raised("480", "ta", f"TA {attendance.code} É INTERNAÇÃO")


@rule("AP-093")
def anaesthesia(case: Case, _: Rulebook) -> Iterator[Raised]:
    """481 a service with an anaesthesia class above zero."""
    for line, procedure in _services(case):
        if procedure.anaesthesia_class > 0:
            says = f"{procedure.code} TEM PORTE ANESTÉSICO {procedure.anaesthesia_class}"
            yield Raised("481", f"servico.{line.position}", says, line.position)


@rule("AP-093", "AP-115")
def maximum_quantity(case: Case, _: Rulebook) -> Iterator[Raised]:
    """487 more executions than one authorization may hold."""
    for line, procedure in _services(case):
        most = procedure.maximum_quantity
        if most is not None and line.quantity is not None and line.quantity > most:
            says = f"{line.quantity} EXECUÇÕES DE {procedure.code}, O MÁXIMO É {most}"
            yield Raised("487", f"quantidade.{line.position}", says, line.position)


@rule("AP-093")
def age(case: Case, _: Rulebook) -> Iterator[Raised]:
    """489 the person's age on the day is outside what the service admits."""
    if case.card is None:
        return
    years = age_on(case.card.member.birth_date, case.reference_date)
    for line, procedure in _services(case):
        low, high = procedure.minimum_age, procedure.maximum_age
        if (low is not None and years < low) or (high is not None and years > high):
            span = f"{low if low is not None else 0} A {high if high is not None else '...'} ANOS"
            says = f"SEGURADO COM {years} ANOS, {procedure.code} ADMITE {span}"
            yield Raised("489", f"servico.{line.position}", says, line.position)


@rule("AP-093")
def sex(case: Case, _: Rulebook) -> Iterator[Raised]:
    """491 the service is for the other sex (maternity has its own block, 060)."""
    if case.card is None:
        return
    for line, procedure in _services(case):
        if procedure.kind == ProcedureKind.MATERNITY or procedure.sex in {"", case.card.member.sex}:
            continue
        yield Raised("491", f"servico.{line.position}", f"{procedure.code} SÓ PARA {procedure.sex}", line.position)


@rule("AP-097")
def analysis_block(case: Case, _: Rulebook) -> Iterator[Raised]:
    """493 the person is blocked for analysis, normally by a court order."""
    if case.card is None:
        return
    for block in case.card.life.blocks:
        if block.code in {"L", "A"}:
            yield Raised("493", "identificacao", f"BLOQUEIO {block.code}: {block.reason}")


@rule("AP-094", "EL-029")
def preexistence(case: Case, _: Rulebook) -> Iterator[Raised]:
    """497 a suspicion of pre-existence is registered: CAP alone analyses and issues."""
    if case.card is None:
        return
    for block in case.card.life.blocks:
        if block.code == "P":
            yield Raised("497", "identificacao", "SUSPEITA DE PREEXISTÊNCIA REGISTRADA", rule="EL-029")
