"""The one data change the desk writes itself: address, telephones and e-mail (MCBK)."""

import json
from dataclasses import asdict, dataclass

from sqlmodel import Session, col, select

from desk.domain.access.service import require_writer
from desk.domain.audit.service import record, record_read
from desk.domain.context import Actor, Desk
from desk.domain.enrolment.model import Member, Policy, PolicyChange, Product
from desk.domain.enrolment.service import is_active
from desk.domain.kernel.decision import Decision, Outcome
from desk.domain.kernel.errors import DomainError, NotFoundError, StaleError
from desk.domain.maintenance.model import PostalCode
from desk.domain.maintenance.rules import Identity, address_change
from desk.domain.rulebook.catalogue import rule


@dataclass(frozen=True, slots=True)
class Contact:
    """How a family is reached: the fields of a policy that MCBK changes, all as stored."""

    postal_code: str = ""
    street: str = ""
    street_number: str = ""
    complement: str = ""
    district: str = ""
    city: str = ""
    state: str = ""
    phone_1: str = ""
    phone_2: str = ""
    fax: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ContactCard:
    """A member's contact data with the version they were read at."""

    member: Member
    product: Product
    adapted: bool
    contact: Contact
    pending_mailing: bool
    version: int


def contact_card(desk: Desk, actor: Actor, member_number: str) -> ContactCard:
    """The present contact data, journalled as a read. Raises NotFoundError."""
    with desk.store.reading() as session:
        member, policy = _policy_of(session, member_number)
        card = ContactCard(
            member=member,
            product=session.get_one(Product, policy.product_code),
            adapted=policy.adapted,
            contact=_contact(policy),
            pending_mailing=policy.pending_mailing,
            version=policy.version,
        )
    record_read(desk, actor, "contact.read", member_number)
    return card


def find_postal_code(desk: Desk, code: str) -> PostalCode | None:
    """Street, district, city and state of a CEP; None when it is not registered."""
    with desk.store.reading() as session:
        return session.get(PostalCode, code)


@rule("MA-013", "MA-016", "MA-017")
def change_contact(
    desk: Desk, actor: Actor, *, member_number: str, contact: Contact, identity: Identity, version: int
) -> Decision:
    """Write new contact data, with history and journal, when the rules allow it (ALT 6).

    `version` is the one the operator read: when somebody changed the policy since, StaleError names what is
    there now and nothing is written. Raises NotFoundError, DomainError for data that cannot be.
    """
    require_writer(desk, actor)
    _check(contact)
    today = desk.clock.today()
    with desk.store.writing() as session:
        _check_state(session, contact)
        member, policy = _policy_of(session, member_number)
        before = _contact(policy)
        if policy.version != version:
            raise StaleError(_conflict(before, contact), field="cep")
        if not is_active(member, policy, today):
            raise DomainError("SEGURADO EXCLUÍDO OU CANCELADO - NÃO SE ALTERA", field="identificacao")
        decision = address_change(
            identity,
            adapted=policy.adapted,
            from_state=before.state,
            to_state=contact.state,
            on=today,
            rulebook=desk.rulebook,
        )
        changed = {k: v for k, v in asdict(contact).items() if getattr(before, k) != v}
        if decision.outcome is not Outcome.ALLOWED or not changed:
            return decision
        for name, value in changed.items():
            setattr(policy, name, value)
        policy.version += 1
        session.add(policy)
        old = {name: getattr(before, name) for name in changed}
        audit_id = record(session, desk, actor, "contact.change", member_number, {"before": old, "after": changed})
        session.add(
            PolicyChange(
                holder_number=policy.holder_number,
                audit_id=audit_id,
                action="contact.change",
                before=json.dumps(old, ensure_ascii=False, sort_keys=True),
                after=json.dumps(changed, ensure_ascii=False, sort_keys=True),
            )
        )
    return decision


def contact_changes(desk: Desk, holder_number: str) -> tuple[PolicyChange, ...]:
    """The changes of a policy's contact data, oldest first."""
    with desk.store.reading() as session:
        return tuple(
            session.exec(
                select(PolicyChange)
                .where(col(PolicyChange.holder_number) == holder_number)
                .order_by(col(PolicyChange.id))
            )
        )


def _policy_of(session: Session, member_number: str) -> tuple[Member, Policy]:
    member = session.get(Member, member_number)
    if member is None:
        raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
    return member, session.get_one(Policy, member.holder_number)


def _contact(policy: Policy) -> Contact:
    return Contact(**{name: getattr(policy, name) for name in Contact.__slots__})


def _check(contact: Contact) -> None:
    if len(contact.postal_code) != 8:
        raise DomainError("CEP TEM 8 DÍGITOS", field="cep")
    for field, name in (("street", "logradouro"), ("city", "municipio"), ("state", "uf")):
        if not getattr(contact, field):
            raise DomainError(f"INFORME {name.upper()} OU BUSQUE PELO CEP (ENTER)", field=name)
    if contact.state not in STATES:
        raise DomainError(f"UF {contact.state} NÃO EXISTE", field="uf")
    if not contact.street_number:
        raise DomainError("INFORME O NÚMERO (OU S/N)", field="numero")
    for phone, field in (
        (contact.phone_1, "telefone"),
        (contact.phone_2, "telefone_2"),
        (contact.fax, "fax"),
    ):
        if phone and len(phone) not in {10, 11}:
            raise DomainError("TELEFONE: DDD COM 2 DÍGITOS E NÚMERO COM 8", field=field)
    if contact.email and not _is_email(contact.email):
        raise DomainError("E-MAIL INVÁLIDO", field="e_mail")


def _check_state(session: Session, contact: Contact) -> None:
    """A known CEP says the state: the rule of who may move where must not hang on a letter typed over it."""
    known = session.get(PostalCode, contact.postal_code)
    if known is not None and known.state != contact.state:
        raise DomainError(f"O CEP É DE {known.state}: CONFIRA CEP E UF", field="uf")


STATES = frozenset(
    """AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO""".split()  # noqa: SIM905
)
"""The units of the federation."""


def _is_email(text: str) -> bool:
    local, at, domain = text.partition("@")
    return bool(local and at and "." in domain.strip(".")) and " " not in text


def _conflict(now: Contact, wanted: Contact) -> str:
    """Both values of the first field two operators disagree on."""
    for name, value in asdict(now).items():
        if getattr(wanted, name) != value:
            return f"ALTERADO POR OUTRO OPERADOR: ESTÁ '{value}', O SEU É '{getattr(wanted, name)}' - ENTER RELÊ"
    return "ALTERADO POR OUTRO OPERADOR COM OS MESMOS DADOS - ENTER RELÊ"
