"""Deciding a concession: every block in the order of the form, then releases, then who may grant it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desk.domain.authorization import papers
from desk.domain.authorization.authority import routes
from desk.domain.authorization.blocks import coverage as coverage_blocks
from desk.domain.authorization.blocks import form as form_blocks
from desk.domain.authorization.blocks import network as network_blocks
from desk.domain.authorization.blocks import service as service_blocks
from desk.domain.authorization.blocks import technical as technical_blocks
from desk.domain.authorization.care import answered, clause_reasons, unanswered
from desk.domain.authorization.case import Case, ConcessionForm, Raised
from desk.domain.authorization.releases import release
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import attendance_types, block_codes

Check = Callable[[Case, Rulebook], Iterator[Raised]]

CHECKS: tuple[tuple[tuple[str, ...], Check], ...] = (
    (("005", "024"), form_blocks.identification),
    (("034",), form_blocks.sponsor),
    (("023",), form_blocks.regional_office),
    (("047",), form_blocks.already_paid),
    (("200",), form_blocks.attendance_type),
    (("184",), form_blocks.admission_kind),
    (("060",), form_blocks.maternity_sex),
    (("089", "090"), form_blocks.provider_number),
    (("091",), form_blocks.provider_active),
    (("061",), form_blocks.agreement),
    (("205",), form_blocks.issue_date),
    (("042", "206", "207"), technical_blocks.validity_date),
    (("474",), technical_blocks.validity_proof),
    (("045",), form_blocks.dates),
    (("479",), technical_blocks.planned_date),
    (("181",), form_blocks.authorizes),
    (("057",), form_blocks.unknown_service),
    (("150",), form_blocks.daily_rate),
    (("377",), form_blocks.quantity),
    (("214",), form_blocks.repeated),
    (("040",), form_blocks.refusal_code),
    (("372",), form_blocks.already_authorized),
    (("402",), technical_blocks.sponsor_blocked),
    (("432",), technical_blocks.excluded),
    (("054",), technical_blocks.plan_not_registered),
    (("434",), technical_blocks.arrears),
    (("401",), coverage_blocks.coverage),
    (("415",), service_blocks.plan_standard),
    (("426",), coverage_blocks.waiting_period),
    (("428",), technical_blocks.days_far_above),
    (("480",), technical_blocks.admission),
    (("481",), service_blocks.anaesthesia),
    (("482",), service_blocks.plastic),
    (("483",), service_blocks.recurrence),
    (("484",), service_blocks.single_execution),
    (("485",), service_blocks.outpatient),
    (("486",), service_blocks.dental),
    (("487",), coverage_blocks.maximum_quantity),
    (("488",), technical_blocks.days_above),
    (("489",), service_blocks.age),
    (("490",), service_blocks.place_of_service),
    (("491",), service_blocks.sex),
    (("492",), network_blocks.foreign_networks),
    (("493",), technical_blocks.analysis_block),
    (("494",), network_blocks.specialty),
    (("495",), service_blocks.blocked_service),
    (("496",), coverage_blocks.hospital_plan),
    (("497",), technical_blocks.preexistence),
    (("498",), network_blocks.outside_network),
    (("499",), network_blocks.outside_region),
)
"""Every check with the blocks it raises, in the order of the fields on the form."""


@dataclass(frozen=True, slots=True)
class Concession:
    """The decision on a form, and the blocks that stand, so that a panel can show them line by line.

    `refusals` are the blocks a release that was tried raised itself; they are among `blocks` too.
    """

    decision: Decision
    blocks: tuple[Raised, ...]
    refusals: tuple[Raised, ...] = ()

    @property
    def fault(self) -> Raised | None:
        """What to mend first: a typing block, then a release that was refused, then the first block."""
        typing = [b for b in self.blocks if block_codes()[b.code].release == "correct" and b not in self.refusals]
        return next(iter([*typing, *self.refusals, *self.blocks]), None)

    def codes_of(self, line: int) -> tuple[str, ...]:
        """The blocks of one service line, in order."""
        return tuple(dict.fromkeys(block.code for block in self.blocks if block.line == line))


@rule("AP-066", "AP-068", "AP-069")
def decide(case: Case, rulebook: Rulebook) -> Concession:
    """Decide a concession: blocked with codes, routed to an area, or allowed; always with its reasons."""
    case = answered(case, rulebook)
    raised = [block for _, check in CHECKS for block in check(case, rulebook)]
    outcome = release(case, raised)
    standing = [block for block in raised if block.code not in outcome.lifted]
    standing += unanswered(case, standing)
    standing += [*outcome.raised, *_refusal_authority(case)]
    reasons = [_reason(block) for block in standing]
    reasons += outcome.reasons
    reasons += clause_reasons(case)
    reasons += _not_raised({block.code for block in raised})
    against = papers.standing(case, rulebook)
    if standing:
        codes = tuple(dict.fromkeys(block.code for block in standing))
        reasons += against
        return Concession(Decision(Outcome.BLOCKED, tuple(reasons), codes), tuple(standing), outcome.raised)
    stopped = _not_needed(case) or against
    if stopped:
        return Concession(Decision(Outcome.BLOCKED, (*stopped, *reasons)), ())
    reasons += papers.notes(case)
    if case.granted_lines():
        areas, why = routes(case, rulebook)
        if areas:
            return Concession(Decision(Outcome.ROUTED, (*why, *reasons), routes=areas), ())
        reasons += why
    outcome_kind = Outcome.ALLOWED if case.granted_lines() else Outcome.REFUSED
    codes = tuple(line.refusal_code for line in case.form.lines if line.refusal_code)
    reasons += [
        cite("AP-114", f"{line.code} NEGADO COM O CÓDIGO {line.refusal_code}", code=line.refusal_code)
        for line in case.form.lines
        if line.refusal_code
    ]
    return Concession(Decision(outcome_kind, tuple(reasons), codes), ())


@rule("AP-075", "AP-113")
def _refusal_authority(case: Case) -> list[Raised]:
    """041 a refusal code typed by somebody who may not refuse: a consultant or supervisor decides it."""
    deciders = {"CON", "SUP"}
    colleague = case.colleague.role if case.colleague is not None and case.colleague.confirmed else ""
    if case.attendant_role in deciders or colleague in deciders:
        return []
    return [
        Raised(
            "041",
            f"lib_neg.{line.position}",
            "NEGATIVA É DE CONSULTOR OU SUPERVISÃO: DIGITE A MATRÍCULA",
            line.position,
        )
        for line in case.form.lines
        if line.refusal_code
    ]


@rule("AP-048", "AP-049")
def _not_needed(case: Case) -> tuple[Reason, ...]:
    """Services that need no authorization: none is issued, even under insistence."""
    return tuple(
        cite("AP-049", f"{line.code} NÃO EXIGE AP: NÃO EMITIR; CONFIRA SE O PRESTADOR É REFERENCIADO")
        for line in case.granted_lines()
        if case.procedures[line.code].needs_authorization is False
    )


def _reason(block: Raised) -> Reason:
    entry = block_codes()[block.code]
    return cite(
        block.rule or entry.rule,
        f"{block.code} {entry.label}: {block.says}. {block.solution or entry.solution}",
        code=block.code,
        values=block.values,
        reading=block.reading,
    )


def _not_raised(raised: set[str]) -> list[Reason]:
    return [
        cite(block_codes()[code].rule, f"{code} {block_codes()[code].label}: NÃO", applied=False, code=code)
        for codes, _ in CHECKS
        for code in codes
        if code not in raised
    ]


@rule("AP-039", "AP-054", "AP-056", "AP-061", "AP-062")
def check_fields(form: ConcessionForm, rulebook: Rulebook) -> None:
    """What a kind of attendance asks for on the form before it is decided.

    Daily rates belong to admissions (TA 6, 7, 8) and a planned date to none of TA 5; the physician, the
    council number and the diagnosis on the verso are asked for where the rulebook says so. A missing planned
    date of an admission is block 479. Raises DomainError on the field at fault.
    """
    attendance = attendance_types().get(form.attendance_type)
    if attendance is None:
        return
    if not attendance.admission and form.daily_rates:
        raise DomainError("DIÁRIAS SÓ EM INTERNAÇÃO (TA 6, 7, 8)", field="qtde_diarias")
    if attendance.code == "5" and form.planned_on is not None:
        raise DomainError("DATA PREVISTA SÓ EM INTERNAÇÃO OU DAY HOSPITAL", field="data_prevista")
    verso = attendance.code in rulebook.value("authorization.reverse_required", form.issued_on)
    asked = [
        (form.daily_rates, "qtde_diarias", "DIÁRIAS", attendance.admission),
        (form.council_number, "crm", "CRM", verso),
        (form.physician, "medico", "MÉDICO (VERSO)", verso),
        (form.diagnosis, "diagnostico", "DIAGNÓSTICO (VERSO)", verso),
    ]
    missing = [(field, label) for value, field, label, needed in asked if needed and not value]
    if missing:
        labels = ", ".join(label for _, label in missing)
        raise DomainError(f"INTERNAÇÃO PEDE {labels}", field=missing[0][0])
