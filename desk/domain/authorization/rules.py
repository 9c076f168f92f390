"""Deciding a concession: every block in the order of the form, then releases, then who may grant it."""

from collections.abc import Callable, Iterator
from datetime import date

from desk.domain.authorization import form_blocks, technical_blocks
from desk.domain.authorization.authority import routes
from desk.domain.authorization.case import Case, Raised
from desk.domain.authorization.releases import release
from desk.domain.kernel.decision import Decision, Outcome, Reason
from desk.domain.kernel.errors import DomainError
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import block_codes

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
    (("045",), form_blocks.dates),
    (("181",), form_blocks.authorizes),
    (("057",), form_blocks.unknown_service),
    (("150",), form_blocks.daily_rate),
    (("377",), form_blocks.quantity),
    (("214",), form_blocks.repeated),
    (("040",), form_blocks.refusal_code),
    (("372",), form_blocks.already_authorized),
    (("402",), technical_blocks.sponsor_blocked),
    (("432",), technical_blocks.excluded),
    (("434",), technical_blocks.arrears),
    (("401",), technical_blocks.coverage),
    (("426",), technical_blocks.waiting_period),
    (("480",), technical_blocks.admission),
    (("481",), technical_blocks.anaesthesia),
    (("487",), technical_blocks.maximum_quantity),
    (("489",), technical_blocks.age),
    (("491",), technical_blocks.sex),
    (("493",), technical_blocks.analysis_block),
    (("497",), technical_blocks.preexistence),
)
"""Every check with the blocks it raises, in the order of the fields on the form."""


class Concession:
    """The decision on a form, with the blocks that stand by line so that a panel can show them."""

    def __init__(self, decision: Decision, blocks: tuple[Raised, ...]) -> None:
        self.decision = decision
        self.blocks = blocks

    @property
    def first_field(self) -> str:
        """The field of the first block that stands."""
        return self.blocks[0].field if self.blocks else ""

    def codes_of(self, line: int) -> tuple[str, ...]:
        """The blocks of one service line, in order."""
        return tuple(dict.fromkeys(block.code for block in self.blocks if block.line == line))


@rule("AP-066", "AP-068", "AP-069")
def decide(case: Case, rulebook: Rulebook) -> Concession:
    """Decide a concession: blocked with codes, routed to an area, or allowed; always with its reasons."""
    raised = [block for _, check in CHECKS for block in check(case, rulebook)]
    outcome = release(case, raised)
    standing = [block for block in raised if block.code not in outcome.lifted]
    standing += [*outcome.raised, *_refusal_authority(case)]
    reasons = [_reason(block) for block in standing]
    reasons += outcome.reasons
    reasons += _not_raised({block.code for block in raised})
    if standing:
        codes = tuple(dict.fromkeys(block.code for block in standing))
        return Concession(Decision(Outcome.BLOCKED, tuple(reasons), codes), tuple(standing))
    unneeded = _not_needed(case)
    if unneeded:
        return Concession(Decision(Outcome.BLOCKED, (*unneeded, *reasons)), ())
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
            "NEGATIVA É DO CONSULTOR OU DA SUPERVISÃO: INFORME A MATRÍCULA DO RESPONSÁVEL",
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
        f"{block.code} {entry.label}: {block.says}. {entry.solution}",
        code=block.code,
        values=block.values,
    )


def _not_raised(raised: set[str]) -> list[Reason]:
    return [
        cite(block_codes()[code].rule, f"{code} {block_codes()[code].label}: NÃO", applied=False, code=code)
        for codes, _ in CHECKS
        for code in codes
        if code not in raised
    ]


@rule("AP-054", "AP-056", "AP-061", "AP-062")
def check_admission_fields(attendance_type: str, planned_on: date | None, daily_rates: int | None) -> None:
    """Planned date and daily rates belong to admissions: asked for TA 6, 7, 8, refused for TA 5.

    TA 2 may have a planned date. Raises DomainError on the field at fault.
    """
    if attendance_type in {"6", "7", "8"}:
        if planned_on is None:
            raise DomainError("INTERNAÇÃO PEDE A DATA PREVISTA", field="data_prevista")
        if not daily_rates:
            raise DomainError("INTERNAÇÃO PEDE A QUANTIDADE DE DIÁRIAS", field="qtde_diarias")
    elif attendance_type in {"2", "5"}:
        if planned_on is not None and attendance_type == "5":
            raise DomainError("DATA PREVISTA SÓ EM INTERNAÇÃO", field="data_prevista")
        if daily_rates:
            raise DomainError("DIÁRIAS SÓ EM INTERNAÇÃO (TA 6, 7, 8)", field="qtde_diarias")
