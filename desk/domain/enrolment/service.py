"""Finding people: by identification, by CPF, by any parts of a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import Session, col, select

from desk.domain.audit.service import record_read
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member, MemberNameToken, Plan, Policy, Sponsor
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.identification import MemberNumber, digits, is_cpf
from desk.domain.kernel.text import name_tokens
from desk.domain.rulebook.catalogue import rule

SEARCH_LIMIT = 96
"""People one search shows at most; more than that asks for another part of the name."""

SPONSOR_DIGITS = 5
HOLDER_DIGITS = 14

_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class FoundMember:
    """One line of a search: enough to pick the right person."""

    member_number: str
    name: str
    birth_date: date
    cpf: str
    relationship: str
    plan: str
    active: bool
    moved_to: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """People found, by name, and whether there are more than a search shows."""

    members: tuple[FoundMember, ...]
    more: bool


@rule("EL-002")
def search(desk: Desk, actor: Actor, *, member_number: str = "", cpf: str = "", name: str = "") -> SearchResult:
    """Everybody, cancelled and removed numbers too, that fits the first criterion given.

    A name is searched by all its parts, in any order, each from its beginning, without accents or case.
    Raises DomainError on the field at fault when no criterion is usable.
    """
    if member_number:
        condition: list[ColumnElement[bool]] = [col(Member.member_number) == member_number]
        subject = member_number
    elif cpf:
        if not is_cpf(cpf):
            raise DomainError("CPF INVÁLIDO - CONFIRA OS DÍGITOS", field="cpf")
        condition, subject = [col(Member.cpf) == cpf], cpf
    else:
        tokens = name_tokens(name)
        if not tokens or max(map(len, tokens)) < 2:
            raise DomainError("INFORME A IDENTIFICAÇÃO, O CPF OU PARTES DO NOME", field="nome")
        condition, subject = [], " ".join(tokens)[:40]
    with desk.store.reading() as session:
        numbers = _by_name(session, tokens) if not condition else None
        rows = _rows(session, condition, numbers)
    on = desk.clock.today()
    found = tuple(_found(member, policy, plan, on) for member, policy, plan in rows[:SEARCH_LIMIT])
    record_read(desk, actor, "member.search", subject, {"found": len(found)})
    return SearchResult(found, more=len(rows) > SEARCH_LIMIT)


def same_person(session: Session, member: Member) -> tuple[Member, ...]:
    """Other registrations of the same CPF: where an excluded person may have moved to (EL-002)."""
    if not member.cpf:
        return ()
    return tuple(
        session.exec(
            select(Member)
            .where(col(Member.cpf) == member.cpf, col(Member.member_number) != member.member_number)
            .order_by(col(Member.member_number))
        )
    )


def get_member(session: Session, number: str) -> Member | None:
    """The member of an identification, or None."""
    return session.get(Member, number)


def parse_member_number(text: str, field: str = "identificacao") -> MemberNumber:
    """Read an identification as typed. Raises DomainError on its field when it is not 16 digits."""
    try:
        return MemberNumber.parse(text)
    except ValueError:
        raise DomainError("IDENTIFICAÇÃO INCOMPLETA: 5 + 8 + 1 + 2 DÍGITOS", field=field, code="005") from None


def parse_holder_number(text: str, field: str = "identificacao") -> str:
    """Read an identification without the person. Raises DomainError on its field when it is not 14 digits."""
    number = digits(text)
    if len(number) != HOLDER_DIGITS:
        raise DomainError("IDENTIFICAÇÃO SEM RDP: 5 + 8 + 1 DÍGITOS", field=field, code="005")
    return number


def get_sponsor(session: Session, code: str) -> Sponsor:
    """The company of a code. Raises NotFoundError on the field `empresa`."""
    sponsor = session.get(Sponsor, code)
    if sponsor is None:
        raise NotFoundError("EMPRESA NÃO CADASTRADA", field="empresa", code="034")
    return sponsor


def parse_sponsor_code(text: str) -> str:
    """Read a company's code as typed, its leading zeros put back. Raises DomainError on the field `empresa`."""
    code = digits(text)
    if not code or len(code) > SPONSOR_DIGITS:
        raise DomainError("EMPRESA TEM 5 DÍGITOS", field="empresa")
    return code.zfill(SPONSOR_DIGITS)


def index_name(session: Session, member: Member) -> None:
    """Put a new member's name into the search index."""
    session.add_all(
        MemberNameToken(token=token, member_number=member.member_number) for token in name_tokens(member.name)
    )


def is_active(member: Member, policy: Policy, on: date) -> bool:
    """Whether the person is insured on a day: neither removed nor under a cancelled policy."""
    removed = member.removed_from is not None and member.removed_from <= on
    cancelled = policy.cancelled_from is not None and policy.cancelled_from <= on
    return not removed and not cancelled


def _by_name(session: Session, tokens: tuple[str, ...]) -> list[str]:
    """Identifications whose name has a word beginning with each token; the longest token drives."""
    longest, *others = sorted(tokens, key=len, reverse=True)
    first = aliased(MemberNameToken)
    query = select(col(first.member_number)).where(*_begins(col(first.token), longest))
    for token in others:
        other = aliased(MemberNameToken)
        query = query.where(
            select(col(other.token))
            .where(col(other.member_number) == col(first.member_number), *_begins(col(other.token), token))
            .exists()
        )
    query = query.order_by(col(first.token), col(first.member_number)).limit(SEARCH_LIMIT + 1)
    return list(dict.fromkeys(session.exec(query)))


def _begins(column: Mapped[str], token: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return column >= token, column < token + _LAST


def _rows(
    session: Session, condition: Iterable[ColumnElement[bool]], numbers: list[str] | None
) -> list[tuple[Member, Policy, Plan]]:
    query = (
        select(Member, Policy, Plan)
        .join(Policy, col(Policy.holder_number) == col(Member.holder_number))
        .join(Plan, col(Plan.code) == col(Policy.plan_code))
        .where(*condition)
    )
    if numbers is not None:
        query = query.where(col(Member.member_number).in_(numbers))
    query = query.order_by(col(Member.search_name), col(Member.member_number)).limit(SEARCH_LIMIT + 1)
    return list(session.exec(query).all())


def _found(member: Member, policy: Policy, plan: Plan, on: date) -> FoundMember:
    return FoundMember(
        member_number=member.member_number,
        name=member.name,
        birth_date=member.birth_date,
        cpf=member.cpf,
        relationship=member.relationship,
        plan=plan.name,
        active=is_active(member, policy, on),
        moved_to=member.moved_to,
    )
