"""The blocks that a service raises by what it is: of whom, how often, how, and under what plan (AP-093)."""

from collections.abc import Iterator

from desk.domain.authorization.case import Case, EarlierService, Raised
from desk.domain.catalogue.model import Procedure, ProcedureKind
from desk.domain.kernel.dates import age_on, format_date
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.parameters import Rulebook
from desk.domain.rulebook.reference import attendance_types


@rule("AP-092")
def plan_standard(case: Case, _: Rulebook) -> Iterator[Raised]:
    """415 the service is done in other comfort levels than that of the plan; a plan without one raises nothing."""
    standard = case.card.plan.standard if case.card is not None else ""
    for line, procedure in case.services():
        allowed = procedure.standards.split("|")
        if standard and procedure.standards and standard not in allowed:
            says = f"PADRÃO {standard} DO PLANO, {procedure.code} SÓ NO PADRÃO {'/'.join(allowed)}"
            yield Raised("415", f"servico.{line.position}", says, line.position)


@rule("AP-093")
def anaesthesia(case: Case, _: Rulebook) -> Iterator[Raised]:
    """481 a service with an anaesthesia class above zero."""
    for line, procedure in case.services():
        if procedure.anaesthesia_class > 0:
            says = f"{procedure.code} TEM PORTE ANESTÉSICO {procedure.anaesthesia_class}"
            yield Raised("481", f"servico.{line.position}", says, line.position)


@rule("AP-093")
def plastic(case: Case, _: Rulebook) -> Iterator[Raised]:
    """482 plastic surgery."""
    for line, procedure in case.services():
        if procedure.plastic:
            says = f"{procedure.code} É CIRURGIA PLÁSTICA"
            yield Raised("482", f"servico.{line.position}", says, line.position)


@rule("AP-093")
def recurrence(case: Case, _: Rulebook) -> Iterator[Raised]:
    """483 a standing authorization of the service fewer days away than it takes until it may be repeated."""
    for line, procedure in case.services():
        if procedure.recurrence_days is None:
            continue
        for earlier in _standing(case, procedure):
            apart = abs((case.reference_date - earlier.day).days)
            if apart < procedure.recurrence_days:
                says = (
                    f"AP {earlier.number} DE {format_date(earlier.day)}, A {apart} DIAS: "
                    f"{procedure.code} REPETE A CADA {procedure.recurrence_days}"
                )
                yield Raised("483", f"servico.{line.position}", says, line.position)
                break


@rule("AP-093")
def single_execution(case: Case, _: Rulebook) -> Iterator[Raised]:
    """484 a service done once in a lifetime: already on a standing authorization, or asked for more than once."""
    for line, procedure in case.services():
        if not procedure.single_execution:
            continue
        before = next(iter(_standing(case, procedure)), None)
        if before is not None:
            says = f"{procedure.code} SE FAZ UMA SÓ VEZ: AP {before.number} DE {format_date(before.day)}"
            yield Raised("484", f"servico.{line.position}", says, line.position)
        elif line.quantity is not None and line.quantity > 1:
            says = f"{procedure.code} SE FAZ UMA SÓ VEZ, PEDIDAS {line.quantity}"
            yield Raised("484", f"quantidade.{line.position}", says, line.position)


@rule("AP-093")
def outpatient(case: Case, _: Rulebook) -> Iterator[Raised]:
    """485 a service done without admission, asked for in one."""
    attendance = attendance_types().get(case.form.attendance_type)
    if attendance is None or not attendance.admission:
        return
    for line, procedure in case.services():
        if procedure.outpatient:
            says = f"{procedure.code} É AMBULATORIAL, PEDIDO COM TA {attendance.code}"
            yield Raised("485", f"servico.{line.position}", says, line.position)


@rule("AP-093")
def dental(case: Case, _: Rulebook) -> Iterator[Raised]:
    """486 a dental service: the dental area analyses it."""
    for line, procedure in case.services():
        if procedure.kind == ProcedureKind.DENTAL:
            yield Raised("486", f"servico.{line.position}", f"{procedure.code} É ODONTOLÓGICO", line.position)


@rule("AP-093")
def age(case: Case, _: Rulebook) -> Iterator[Raised]:
    """489 the age on the day, of the person or of the newborn it is for, is outside what the service admits."""
    if case.card is None:
        return
    born = case.form.born_on if case.form.newborn else None
    years = age_on(born or case.card.member.birth_date, case.reference_date)
    for line, procedure in case.services():
        low, high = procedure.minimum_age, procedure.maximum_age
        if (low is not None and years < low) or (high is not None and years > high):
            span = f"{low if low is not None else 0} A {high if high is not None else '...'} ANOS"
            says = f"SEGURADO COM {years} ANOS, {procedure.code} ADMITE {span}"
            yield Raised("489", f"servico.{line.position}", says, line.position)


@rule("AP-093")
def place_of_service(case: Case, _: Rulebook) -> Iterator[Raised]:
    """490 the service is not done at a provider of this kind; one of no known kind raises nothing."""
    kind = case.provider.kind if case.provider is not None else ""
    for line, procedure in case.services():
        allowed = procedure.places.split("|")
        if kind and procedure.places and kind not in allowed:
            says = f"{procedure.code} SÓ EM {'/'.join(allowed)}, O PRESTADOR É {kind}"
            yield Raised("490", f"servico.{line.position}", says, line.position)


@rule("AP-093")
def sex(case: Case, _: Rulebook) -> Iterator[Raised]:
    """491 the service is for the other sex (maternity has its own block, 060).

    Nothing is known of the sex of a newborn served in a parent's name.
    """
    if case.card is None or case.form.newborn:
        return
    for line, procedure in case.services():
        if procedure.kind == ProcedureKind.MATERNITY or procedure.sex in {"", case.card.member.sex}:
            continue
        yield Raised("491", f"servico.{line.position}", f"{procedure.code} SÓ PARA {procedure.sex}", line.position)


@rule("AP-093")
def blocked_service(case: Case, _: Rulebook) -> Iterator[Raised]:
    """495 the service itself is marked as blocked."""
    for line, procedure in case.services():
        if procedure.blocked:
            yield Raised("495", f"servico.{line.position}", f"{procedure.code} ESTÁ BLOQUEADO", line.position)


def _standing(case: Case, procedure: Procedure) -> Iterator[EarlierService]:
    """The person's other authorizations of the service that count as done or still to be done."""
    for earlier in case.earlier:
        if earlier.procedure_code == procedure.code and earlier.number != case.form.number and earlier.use:
            yield earlier
