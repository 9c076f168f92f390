"""What of the person, the contract and the time stands between a request and the service."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk.domain.eligibility.birth import preterm
from desk.domain.eligibility.clause import Circumstance, Clause, Effect
from desk.domain.eligibility.coverage import Spoken, strongest
from desk.domain.eligibility.cpt import free_from
from desk.domain.eligibility.first_days import Child, first_days
from desk.domain.eligibility.joining import entered_exempt
from desk.domain.eligibility.question import CareQuestion
from desk.domain.eligibility.refraction import too_few_degrees
from desk.domain.eligibility.subjects import depth
from desk.domain.enrolment.model import Cpt
from desk.domain.kernel.dates import add_days, add_months, format_date
from desk.domain.kernel.decision import Outcome, Reason, Route
from desk.domain.premium.rules import Standing, suspension
from desk.domain.rulebook.catalogue import cite, rule
from desk.domain.rulebook.parameters import Rulebook

DESK_MANUAL = "DM"
UNAFISCO = "UF"
ASSEFAZ = "AZ"
URGENCY_CODE = "0"
"""The class of urgency and emergency in the waiting-period groups of adapted products."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One thing in the way: what it makes of the request, why, the first day it is gone, what would change it."""

    outcome: Outcome
    reason: Reason
    until: date | None = None
    change: str = ""
    route: Route | None = None


_BEGINS = {ASSEFAZ: "AZ-008"}
"""The rule that says when rights begin, of a rulebook that has its own."""
_UNDUE = {ASSEFAZ: ("AZ-086", "USO DEPOIS DE SAIR É INDEVIDO: O TITULAR PAGA TUDO")}
"""What a rulebook says of care after leaving."""
_AGREEMENT_OVER = {ASSEFAZ: "AZ-085"}


@rule("AP-092", "AZ-008", "AZ-086", "EL-002")
def enrolment(question: CareQuestion) -> Iterator[Hindrance]:
    """Not insured yet, removed, or under a cancelled policy."""
    member, policy = question.card.member, question.card.policy
    if question.on < member.started_on:
        begins = _BEGINS.get(question.rulebook, "AP-092")
        says = f"VIGÊNCIA COMEÇA EM {format_date(member.started_on)}"
        yield Hindrance(Outcome.BLOCKED, cite(begins, says), member.started_on, f"PEDIR DESDE {says[-10:]}")
    ends = [day for day in (member.removed_from, policy.cancelled_from) if day is not None]
    if ends and min(ends) <= question.on:
        elsewhere = ", ".join(other.member_number for other in question.card.elsewhere)
        change = f"VER OUTRO CADASTRO: {elsewhere}" if elsewhere else "PROCURAR OUTRO CADASTRO POR CPF OU NOME"
        says = f"EXCLUÍDO OU CANCELADO DESDE {format_date(min(ends))}"
        yield Hindrance(Outcome.REFUSED, cite("EL-002", says, code="432"), change=change)
        if question.rulebook in _UNDUE:
            yield Hindrance(Outcome.REFUSED, cite(*_UNDUE[question.rulebook]))


@rule("AZ-085", "EL-021", "EL-024")
def sponsor(question: CareQuestion) -> Iterator[Hindrance]:
    """The company is blocked for arrears, or an agreement that the contract hangs on is over."""
    company = question.card.sponsor
    over = _AGREEMENT_OVER.get(question.rulebook)
    if over is not None and company.ended_on is not None and company.ended_on <= question.on:
        says = f"CONVÊNIO COM {company.name} ENCERRADO EM {format_date(company.ended_on)}"
        yield Hindrance(Outcome.REFUSED, cite(over, says, code="432"))
    if company.blocked_on is not None and company.blocked_on <= question.on:
        small = company.line_of_business == "small_group"
        change = "ATENDIMENTO A CLIENTES DECIDE" if small else "SEGURADO PROCURA O RH DA EMPRESA"
        says = f"EMPRESA {company.code} BLOQUEADA DESDE {format_date(company.blocked_on)}"
        yield Hindrance(Outcome.BLOCKED, cite("EL-021" if small else "EL-024", says, code="402"), change=change)


@rule("EL-015", "EL-016", "EL-017")
def premiums(question: CareQuestion, rulebook: Rulebook) -> Iterator[Hindrance]:
    """Care is no longer given for instalments open too long; on a later day what is open now is still open.

    How the policy stands is what the rulebook of its product says (`desk.domain.premium.rules.assess`).
    """
    standing = question.card.standing
    over = standing.served_until is not None and question.on > standing.served_until
    if standing.standing is not Standing.SUSPENDED and not over:
        return
    if question.rulebook == UNAFISCO:
        decision = suspension(standing.overdue, question.on, UNAFISCO, rulebook, admitted=False)
        yield Hindrance(Outcome.BLOCKED, decision.reasons[0], change="PAGAR AS MENSALIDADES EM ABERTO")
        return
    says = "ATENDIMENTO SUSPENSO POR PARCELA EM ABERTO"
    change = "PAGAR AS PARCELAS EM ABERTO"
    if standing.overdue:
        first = standing.overdue[0]
        says = f"PARCELA {first.number:03d} VENCIDA EM {format_date(first.due_on)} EM ABERTO"
        change = f"PAGAR {len(standing.overdue)} PARCELA(S) EM ABERTO, DESDE A {first.number:03d}"
    if standing.served_until is not None:
        says += f"; ATENDE ATÉ {format_date(standing.served_until)}"
    yield Hindrance(Outcome.BLOCKED, cite(standing.limited_by or "EL-015", says, code="434"), change=change)


@rule("AP-097", "AZ-048", "EL-029", "UF-060")
def person_blocks(question: CareQuestion) -> Iterator[Hindrance]:
    """A person blocked for analysis, by a court order, or on suspicion of pre-existence.

    Under the Unafisco rules suspicion suspends nothing until ANS has closed the case; under those of ASSEFAZ a
    disease older than the contract makes no difference.
    """
    for block in question.card.life.blocks:
        gone = add_days(block.ends_on, 1) if block.ends_on is not None else None
        if question.on < block.starts_on or (gone is not None and question.on >= gone):
            continue
        if block.code == "P" and question.rulebook == UNAFISCO:
            says = "SUSPEITA DE OMISSÃO DE DLP: SEM SUSPENSÃO ATÉ A ANS PUBLICAR O ENCERRAMENTO"
            yield Hindrance(Outcome.ALLOWED, cite("UF-060", says))
        elif block.code == "P" and question.rulebook == ASSEFAZ:
            says = "PREEXISTÊNCIA NÃO MUDA NADA: COBERTURA TOTAL DEPOIS DAS CARÊNCIAS"
            yield Hindrance(Outcome.ALLOWED, cite("AZ-048", says))
        elif block.code == "P":
            reason = cite("EL-029", "SUSPEITA DE PREEXISTÊNCIA REGISTRADA: SÓ A CAP DECIDE", code="497")
            yield Hindrance(Outcome.ROUTED, reason, gone, route=Route("CAP"))
        else:
            reason = cite("AP-097", f"BLOQUEIO {block.code}: {block.reason}", code="493")
            yield Hindrance(Outcome.BLOCKED, reason, gone, change="CONSULTAR A ANÁLISE OU A LIMINAR DO SEGURADO")


def running_cpts(question: CareQuestion, rulebook: Rulebook) -> list[tuple[Cpt, date]]:
    """The CPTs in course, each with the first day it no longer holds."""
    adhered_on = question.card.member.started_on
    begun = [cpt for cpt in question.cpts if cpt.starts_on <= question.on]
    found = [(cpt, free_from(cpt, adhered_on, question.on, question.rulebook, rulebook)) for cpt in begun]
    return [(cpt, gone) for cpt, gone in found if question.on < gone]


@rule("EL-027")
def partial_cover(question: CareQuestion, rulebook: Rulebook) -> Iterator[Hindrance]:
    """A CPT in course: whatever the service, CAP decides. Other rulebooks say by a clause what it holds back."""
    if question.rulebook != DESK_MANUAL:
        return
    for cpt, gone in running_cpts(question, rulebook):
        says = f"CPT DE {cpt.condition.upper()} ATÉ {format_date(add_days(gone, -1))}: SEMPRE CAP"
        yield Hindrance(Outcome.ROUTED, cite("EL-027", says), gone, route=Route("CAP"))


@rule("AP-117", "CV-027", "DP-001")
def registered_waiting(question: CareQuestion, rulebook: Rulebook) -> Iterator[Hindrance]:
    """A registered waiting period of the service's class; urgent care of an adapted contract has its own class.

    By the manual a personal accident waits for nothing (CV-027), and a birth before term has a way of its own.
    """
    if question.rulebook == DESK_MANUAL:
        if question.circumstance is Circumstance.ACCIDENT:
            return
        early = preterm(question, rulebook)
        if early is not None:
            outcome = Outcome.ROUTED if early.admitted else Outcome.BLOCKED
            yield Hindrance(outcome, early.reason, early.until, route=Route("CAP") if early.admitted else None)
            return
    code = waiting_class(question, rulebook)
    for waiting in question.waiting:
        if code and waiting.code == code:
            gone = add_days(waiting.ends_on, 1)
            says = f"CARÊNCIA {waiting.group_number}-{waiting.code} ATÉ {format_date(waiting.ends_on)}"
            yield Hindrance(
                Outcome.BLOCKED, cite("AP-117", says, code="426"), gone, f"ESPERAR ATÉ {format_date(gone)}"
            )


def waiting_class(question: CareQuestion, rulebook: Rulebook) -> str:
    """The class of the waiting-period groups that what is asked falls in; empty where none is known."""
    if question.urgent and question.card.policy.adapted:
        return URGENCY_CODE
    if question.procedure is not None:
        return question.procedure.waiting_code
    if question.rulebook != DESK_MANUAL:
        return ""
    classes: dict[str, str] = rulebook.value("coverage.waiting_class", question.on)
    known = question.subjects & classes.keys()
    return classes[max(known, key=lambda subject: (depth(subject), subject))] if known else ""


def waiting_by_clause(question: CareQuestion, spoken: list[Spoken], rulebook: Rulebook) -> Iterator[Hindrance]:
    """The waiting period that the rulebook itself sets, from the person's start; none for who joined exempt."""
    exempt = entered_exempt(question, rulebook)
    if exempt is not None:
        yield Hindrance(Outcome.ALLOWED, exempt)
        return
    for holding in strongest(spoken, frozenset({Effect.WAITING})):
        begins = right_begins(holding.clause, question.adhered_on)
        if question.on < begins:
            reason = cite(
                holding.clause.rule,
                f"{holding.clause.says}: DIREITO DESDE {format_date(begins)}",
                code="426",
                reading=holding.clause.reading,
            )
            yield Hindrance(Outcome.BLOCKED, reason, begins, f"ESPERAR ATÉ {format_date(begins)}")


def right_begins(clause: Clause, started_on: date) -> date:
    """The first day of the right a waiting clause holds back; 24 hours end with the first day."""
    assert clause.wait is not None
    match clause.wait.unit:
        case "hours":
            return add_days(started_on, -(-clause.wait.amount // 24))
        case "days":
            return add_days(started_on, clause.wait.amount)
        case _:
            return add_months(started_on, clause.wait.amount)


def told_facts(question: CareQuestion, rulebook: Rulebook) -> Iterator[Hindrance]:
    """What the caller or the papers say that stands in the way: by the manual, or of a newborn by the others."""
    if question.rulebook in {ASSEFAZ, UNAFISCO}:
        yield from _child(question, rulebook)
    if question.rulebook != DESK_MANUAL:
        return
    refused = too_few_degrees(question, rulebook)
    if refused is not None:
        yield Hindrance(Outcome.REFUSED, refused)
    yield from _newborn(question, rulebook)


def _child(question: CareQuestion, rulebook: Rulebook) -> Iterator[Hindrance]:
    """A child not enrolled yet, in the cover of its parent; a birth that is urgent is one before its term."""
    if question.told.born_on is None:
        return
    exempt = entered_exempt(question, rulebook) is not None
    child = Child(
        question.told.born_on, question.card.member.started_on, parent_exempt=exempt, preterm=question.urgent
    )
    decision = first_days(child, question.on, question.rulebook, rulebook)
    yield Hindrance(decision.outcome, decision.reasons[0])


@rule("EL-025")
def _newborn(question: CareQuestion, rulebook: Rulebook) -> Iterator[Hindrance]:
    """A newborn not included yet is attended for some days, where the delivery was or would have been covered."""
    told, card = question.told, question.card
    if told.born_on is None:
        return
    last = add_days(told.born_on, int(rulebook.value("membership.newborn_days", question.on)))
    if question.on > last:
        says = f"RN ATENDIDO ATÉ {format_date(last)}: DEPOIS, SÓ INCLUÍDO NA APÓLICE"
        yield Hindrance(Outcome.REFUSED, cite("EL-025", says), change="INCLUIR O RECÉM-NASCIDO NA APÓLICE")
    if told.delivery_covered:
        return
    delivery = str(rulebook.value("membership.delivery_class", question.on))
    if not card.policy.adapted and told.delivery_covered is False:
        yield Hindrance(Outcome.REFUSED, cite("EL-025", "NÃO ADAPTADO: RN SÓ COM O PARTO PAGO PELA SEGURADORA"))
    for waiting in question.waiting if card.policy.adapted else ():
        if waiting.code == delivery:
            gone = add_days(waiting.ends_on, 1)
            says = f"RN: PARTO NÃO COBERTO E CARÊNCIA DE PARTO ATÉ {format_date(waiting.ends_on)}"
            yield Hindrance(Outcome.BLOCKED, cite("EL-025", says), gone)


@rule("AP-093")
def person_fits(question: CareQuestion) -> Iterator[Hindrance]:
    """The service is for the other sex, or for another age on the day."""
    procedure, member = question.procedure, question.card.member
    if procedure is None:
        return
    if procedure.sex and procedure.sex != member.sex:
        says = f"{procedure.code} SÓ PARA SEXO {procedure.sex}"
        yield Hindrance(Outcome.REFUSED, cite("AP-093", says, code="491"))
    low, high = procedure.minimum_age, procedure.maximum_age
    if low is not None and question.age < low:
        birthday = add_months(member.birth_date, 12 * low)
        says = f"{procedure.code} SÓ A PARTIR DE {low} ANOS"
        yield Hindrance(Outcome.BLOCKED, cite("AP-093", says, code="489"), birthday)
    if high is not None and question.age > high:
        yield Hindrance(Outcome.REFUSED, cite("AP-093", f"{procedure.code} SÓ ATÉ {high} ANOS", code="489"))
