"""The blocks that need medical or administrative analysis: dates, the person, the company, the stay (AP-069)."""

from collections.abc import Iterator
from datetime import date

from desk.domain.authorization.blocks.form import validity
from desk.domain.authorization.care import person_question
from desk.domain.authorization.case import Case, Raised
from desk.domain.eligibility import hindrances
from desk.domain.eligibility.hindrances import DESK_MANUAL
from desk.domain.kernel.dates import add_days, format_date
from desk.domain.premium.rules import Standing
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Parameter, Rulebook
from desk.domain.rulebook.reference import attendance_types

VALIDITY_PROOF = "CVA"
"""The paper Comprovante de Validade de Atendimento: until when a company says its people are attended."""


@rule("AP-091", "AP-002")
def validity_date(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """042 before today, or before the issue; 206 longer than 30 days; above 180 days 207 in its place."""
    until, issued = case.form.valid_until, case.form.issued_on
    if until < case.today:
        yield Raised("042", "validade", f"VALIDADE {format_date(until)} JÁ PASSOU")
    elif until < issued:
        yield Raised("042", "validade", f"VALIDADE {format_date(until)} ANTES DA EMISSÃO")
    elif until > add_days(issued, int(rulebook.value("authorization.long_validity_days", issued))):
        yield Raised("207", "validade", f"VALIDADE {format_date(until)}")
    elif until > validity(issued, rulebook):
        says = f"VALIDADE {format_date(until)}, O LIMITE É {format_date(validity(issued, rulebook))}"
        yield Raised("206", "validade", says)


@rule("AP-091", "EL-020")
def validity_proof(case: Case, _: Rulebook) -> Iterator[Raised]:
    """474 valid longer than the Comprovante de Validade that was shown; its own last day is still good."""
    until = case.form.valid_until
    for paper in case.form.papers:
        if paper.code != VALIDITY_PROOF or not paper.presented or paper.dated_on is None:
            continue
        if until > paper.dated_on:
            says = f"VALIDADE {format_date(until)}, COMPROVANTE ATÉ {format_date(paper.dated_on)}"
            yield Raised("474", "validade", says)


@rule("AP-061", "AP-092")
def planned_date(case: Case, _: Rulebook) -> Iterator[Raised]:
    """479 an admission without a planned date."""
    attendance = attendance_types().get(case.form.attendance_type)
    if attendance is not None and attendance.admission and case.form.planned_on is None:
        yield Raised("479", "data_prevista", f"TA {attendance.code} SEM DATA PREVISTA")


@rule("AP-092")
def days_far_above(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """428 so many more daily rates than the service takes on average that no analysis at the desk releases it."""
    yield from _days(case, rulebook, "428")


@rule("AP-093")
def days_above(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """488 more daily rates than the service takes on average."""
    yield from _days(case, rulebook, "488")


def _days(case: Case, rulebook: Rulebook, code: str) -> Iterator[Raised]:
    """Twins in the source: which one it is, is a factor over the average. A stay counts by its longest service."""
    known = [(p.average_days, line) for line, p in case.services() if p.average_days is not None]
    if not known or not case.form.daily_rates:
        return
    average, line = max(known, key=lambda pair: pair[0])
    factor: Parameter = rulebook.parameter("authorization.days_far_above_factor", case.today)
    days = case.form.daily_rates
    raised = "428" if days > average * int(factor.value) else "488" if days > average else ""
    if raised == code:
        values = (("MÉDIA", str(average)), ("PEDIDAS", str(days)))
        says = f"{days} DIÁRIAS PARA {line.code}, A MÉDIA É {average}"
        yield Raised(code, "qtde_diarias", says, line.position, values=values, reading=factor.reading)


@rule("AP-092", "EL-002")
def excluded(case: Case, _: Rulebook) -> Iterator[Raised]:
    """432 the person was removed, the policy cancelled, or the agreement ended, by the day it is asked for."""
    question = person_question(case)
    if question is None:
        return
    member, policy = question.card.member, question.card.policy
    ends = [day for day in (member.removed_from, policy.cancelled_from) if day is not None]
    if ends and min(ends) <= case.reference_date:
        yield Raised("432", "identificacao", f"EXCLUÍDO/CANCELADO A PARTIR DE {format_date(min(ends))}")
    for hindrance in hindrances.sponsor(question):
        if hindrance.reason.code == "432":
            yield Raised("432", "identificacao", hindrance.reason.says, rule=hindrance.reason.rule)


@rule("AP-092", "AZ-008")
def plan_not_registered(case: Case, _: Rulebook) -> Iterator[Raised]:
    """054 on the day the plan had no characteristics yet, or the person was not under it yet."""
    if case.card is None:
        return
    plan, member, on = case.card.plan, case.card.member, case.reference_date
    if on < plan.characteristics_from:
        says = f"PLANO {plan.code} SEM CARACTERÍSTICAS ANTES DE {format_date(plan.characteristics_from)}"
        yield Raised("054", "identificacao", says)
    elif on < member.started_on:
        rule_id = "AZ-008" if case.card.product.rulebook == "AZ" else "AP-092"
        says = f"VIGÊNCIA DO SEGURADO COMEÇA EM {format_date(member.started_on)}"
        yield Raised("054", "identificacao", says, rule=rule_id)


@rule("EL-021", "EL-024")
def sponsor_blocked(case: Case, _: Rulebook) -> Iterator[Raised]:
    """402 the company is blocked for arrears; who solves it depends on the kind of company."""
    if case.card is None:
        return
    sponsor, day = case.card.sponsor, max(case.today, case.reference_date)
    if sponsor.blocked_on is not None and sponsor.blocked_on <= day:
        small = sponsor.line_of_business == "small_group"
        where = "ATENDIMENTO A CLIENTES DECIDE" if small else "SEGURADO PROCURA O RH DA EMPRESA"
        yield Raised(
            "402",
            "identificacao",
            f"EMPRESA {sponsor.code} BLOQUEADA DESDE {format_date(sponsor.blocked_on)}: {where}",
            rule="EL-021" if small else "EL-024",
        )


@rule("EL-015", "EL-017")
def arrears(case: Case, rulebook: Rulebook) -> Iterator[Raised]:
    """434 an instalment is open past its due date; LIB lifts it only while care is still given (AP-095).

    That is the manual's; under the other rulebooks only what suspends care there stands in the way.
    """
    question = person_question(case)
    if question is None:
        return
    if question.rulebook != DESK_MANUAL:
        for hindrance in hindrances.premiums(question, rulebook):
            reason = hindrance.reason
            yield Raised("434", "identificacao", reason.says, rule=reason.rule, solution=hindrance.change)
        return
    standing = question.card.standing
    if standing.standing in {Standing.OPEN, Standing.GAP, Standing.SUSPENDED}:
        first = standing.overdue[0]
        says = f"PARCELA {first.number:03d} VENCEU EM {format_date(first.due_on)}"
        if standing.served_until is not None:
            says += f"; ATENDER ATÉ {format_date(standing.served_until)}"
        rule_id = "EL-017" if standing.standing is Standing.GAP else "EL-015"
        solution = "" if may_be_served(case) else "FORA DO PRAZO DE ATRASO: PAGAR AS PARCELAS ANTES"
        yield Raised("434", "identificacao", says, rule=rule_id, solution=solution)


def may_be_served(case: Case) -> bool:
    """Whether the rules of default of the manual still give care, today and on the day it is asked for."""
    if case.card is None or case.card.product.rulebook != DESK_MANUAL:
        return False
    standing, on = case.card.standing, case.reference_date
    return standing.releasable and _not_after(on, standing.served_until)


def _not_after(on: date, last: date | None) -> bool:
    return last is None or on <= last


@rule("AP-093")
def admission(case: Case, _: Rulebook) -> Iterator[Raised]:
    """480 every admission (TA 6, 7, 8) is analysed."""
    attendance = attendance_types().get(case.form.attendance_type)
    if attendance is not None and attendance.admission and case.granted_lines():
        yield Raised("480", "ta", f"TA {attendance.code} É INTERNAÇÃO")


@rule("AP-097")
def analysis_block(case: Case, _: Rulebook) -> Iterator[Raised]:
    """493 the person is blocked for analysis, normally by a court order."""
    yield from _person_blocks(case, "493")


@rule("AP-094", "EL-029")
def preexistence(case: Case, _: Rulebook) -> Iterator[Raised]:
    """497 a suspicion of pre-existence is registered: CAP alone analyses and issues."""
    yield from _person_blocks(case, "497")


def _person_blocks(case: Case, code: str) -> Iterator[Raised]:
    """The blocks on the person that hold on the day, where the rulebook lets them hold."""
    question = person_question(case)
    for hindrance in hindrances.person_blocks(question) if question is not None else ():
        reason = hindrance.reason
        if reason.code == code:
            yield Raised(code, "identificacao", reason.says, rule="" if code == "493" else reason.rule)
