"""Reading the home-care programme: who is in it, with whom, and how each stay went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from desk.domain.audit.service import record_read
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member, Policy
from desk.domain.enrolment.service import is_active
from desk.domain.home_care.model import HomeCareAttendance, HomeCareOccurrence
from desk.domain.home_care.rules import FIRST_DAY, LAST_DAY, Looks, Search, present_state, search_for
from desk.domain.kernel.dates import age_on
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.text import name_tokens
from desk.domain.network.model import Provider


@dataclass(frozen=True, slots=True)
class Stay:
    """One attendance with its patient, its provider and what happened in it, oldest first."""

    attendance: HomeCareAttendance
    member: Member
    provider: Provider
    occurrences: tuple[HomeCareOccurrence, ...]

    @property
    def state(self) -> HomeCareOccurrence | None:
        """How it stands: the last occurrence (CV-013)."""
        return present_state(self.occurrences)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to: stays, running ones first and then the newest."""

    search: Search
    stays: tuple[Stay, ...]

    @property
    def patients(self) -> tuple[Member, ...]:
        """The people of the stays, by name, each once."""
        people = {stay.member.member_number: stay.member for stay in self.stays}
        return tuple(sorted(people.values(), key=lambda m: (m.search_name, m.member_number)))


@dataclass(frozen=True, slots=True)
class PatientRecord:
    """A patient with every stay there is, and whether insured today."""

    member: Member
    age: int
    active: bool
    product_code: str
    stays: tuple[Stay, ...]


def search(
    desk: Desk,
    actor: Actor,
    *,
    patient: str = "",
    name: str = "",
    provider: str = "",
    since: date | None = None,
    until: date | None = None,
) -> Found:
    """The stays that fit the criteria, journalled as a read; a period takes in every stay that touches it.

    Raises DomainError on the field at fault, NotFoundError when nobody fits.
    """
    asked = search_for(patient=patient, name=name, provider=provider, since=since, until=until)
    tokens = name_tokens(name) if asked.looks is Looks.NAMES else ()
    if asked.looks is Looks.NAMES and not tokens:
        raise DomainError("INFORME PARTE DO NOME DO PACIENTE", field="nome")
    with desk.store.reading() as session:
        if patient and session.get(Member, patient) is None:
            raise NotFoundError("PACIENTE NÃO CADASTRADO", field="paciente", code="024")
        if provider and session.get(Provider, provider) is None:
            raise NotFoundError("PRESTADOR NÃO CADASTRADO", field="prestador")
        stays = _stays(session, asked, patient=patient, tokens=tokens, provider=provider)
    subject = patient or provider or " ".join(tokens)[:40]
    record_read(desk, actor, "home_care.search", subject, {"looks": asked.looks, "found": len(stays)})
    if not stays:
        raise NotFoundError("NINGUÉM EM HOME CARE COM ESSES DADOS NO PERÍODO", field=_first(patient, name))
    return Found(asked, stays)


def patient_record(desk: Desk, actor: Actor, member_number: str) -> PatientRecord:
    """Everything the programme has of a patient, journalled as a read. Raises NotFoundError."""
    on = desk.clock.today()
    with desk.store.reading() as session:
        member = session.get(Member, member_number)
        if member is None:
            raise NotFoundError("PACIENTE NÃO CADASTRADO", field="paciente", code="024")
        policy = session.get_one(Policy, member.holder_number)
        whole = Search(Looks.PROVIDERS, FIRST_DAY, LAST_DAY)
        stays = _stays(session, whole, patient=member_number)
    record_read(desk, actor, "home_care.read", member_number)
    return PatientRecord(
        member=member,
        age=age_on(member.birth_date, on),
        active=is_active(member, policy, on),
        product_code=policy.product_code,
        stays=stays,
    )


def _first(patient: str, name: str) -> str:
    """The criterion a search that finds nobody is blamed on."""
    if patient:
        return "paciente"
    return "nome" if name else "prestador"


def _stays(
    session: Session, asked: Search, *, patient: str = "", tokens: Sequence[str] = (), provider: str = ""
) -> tuple[Stay, ...]:
    query = (
        select(HomeCareAttendance, Member, Provider)
        .join(Member, col(Member.member_number) == col(HomeCareAttendance.member_number))
        .join(Provider, col(Provider.cnpj) == col(HomeCareAttendance.provider_cnpj))
        .where(
            col(HomeCareAttendance.started_on) <= asked.until,
            or_(col(HomeCareAttendance.ended_on).is_(None), col(HomeCareAttendance.ended_on) >= asked.since),
            *(col(Member.search_name).contains(token, autoescape=True) for token in tokens),
        )
        .order_by(
            col(HomeCareAttendance.history),
            col(HomeCareAttendance.started_on).desc(),
            col(HomeCareAttendance.number),
        )
    )
    if patient:
        query = query.where(col(HomeCareAttendance.member_number) == patient)
    if provider:
        query = query.where(col(HomeCareAttendance.provider_cnpj) == provider)
    rows = session.exec(query).all()
    happened = _occurrences(session, [attendance.number for attendance, _, _ in rows])
    return tuple(
        Stay(attendance, member, provider_row, tuple(happened.get(attendance.number, ())))
        for attendance, member, provider_row in rows
    )


def _occurrences(session: Session, numbers: Sequence[str]) -> dict[str, list[HomeCareOccurrence]]:
    found: dict[str, list[HomeCareOccurrence]] = {}
    rows = session.exec(
        select(HomeCareOccurrence)
        .where(col(HomeCareOccurrence.attendance_number).in_(list(numbers)))
        .order_by(col(HomeCareOccurrence.occurred_on), col(HomeCareOccurrence.position))
    )
    for row in rows:
        found.setdefault(row.attendance_number, []).append(row)
    return found
