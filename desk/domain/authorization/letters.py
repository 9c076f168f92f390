"""The letters of an authorization: written from a model, kept word for word, listed, printed again the same."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from desk.domain.access.model import ServiceUnit
from desk.domain.access.service import require_writer
from desk.domain.audit.service import record, record_read
from desk.domain.authorization.model import Authorization, AuthorizationLine, Letter
from desk.domain.catalogue.model import Procedure
from desk.domain.context import Actor, Desk
from desk.domain.documents.document import Document, Reader, document_from
from desk.domain.documents.letter_models import (
    LetterModel,
    Value,
    Values,
    document_of,
    letter_model,
    letter_models,
)
from desk.domain.documents.model import Printout
from desk.domain.documents.service import copies_of, copy_mark, print_document
from desk.domain.documents.text import text_of
from desk.domain.enrolment.model import Member, Policy
from desk.domain.kernel.dates import format_date, parse_date
from desk.domain.kernel.errors import DomainError, NotFoundError
from desk.domain.kernel.identification import MemberNumber
from desk.domain.rulebook.catalogue import rule

LETTER_KIND = "carta"
"""How letters are named in the register of prints."""


@rule("AP-121", "AP-125", "EL-038")
def write_letter(
    session: Session,
    desk: Desk,
    actor: Actor,
    authorization: Authorization,
    model: str,
    *,
    procedure_code: str = "",
    number: str = "",
    addressee: str = "insured",
    values: Values | None = None,
) -> Letter:
    """Write a letter of an authorization from a model, inside the caller's transaction.

    What the database knows (who, senha, procedure, fax, place and date) is filled in; `values` gives what the
    model asks for beyond that, and beats it. `number` is the printed number where it is not the model's own.
    Only what stands in `data/letters` can be written: there is none to rectify a declaration of health.
    Raises NotFoundError for an unknown model, DomainError for a reader it is not for or a field that is missing.
    """
    found = letter_model(model)
    known = _known(session, desk, actor, authorization, procedure_code)
    given = {name: value for name, value in (values or {}).items() if value not in ("", None)}
    body = document_of(
        model,
        {**known, **given},
        desk.clock.today(),
        kind=LETTER_KIND,
        subject=authorization.number,
        member_number=authorization.member_number,
        reader=Reader(addressee),
    ).as_text()
    letter = Letter(
        authorization_number=authorization.number,
        model=found.id,
        number=number or found.number,
        addressee=addressee,
        procedure_code=procedure_code,
        body=body,
        written_at=desk.clock.now(),
        written_by=actor.operator_number,
    )
    session.add(letter)
    session.flush()
    record(
        session,
        desk,
        actor,
        "authorization.letter",
        authorization.member_number,
        {"number": authorization.number, "letter": letter.id, "model": found.id, "printed": letter.number},
    )
    return letter


def by_hand() -> tuple[LetterModel, ...]:
    """The models a person writes, in the order of their titles; every other is written by a deed."""
    found = (model for model in letter_models().values() if model.asks is not None)
    return tuple(sorted(found, key=lambda model: model.title))


@rule("AP-046", "AP-101", "AP-106", "AP-136", "AP-142", "AP-143", "AP-147", "CV-039")
def write_by_hand(
    desk: Desk, actor: Actor, number: str, model_id: str, *, procedure_code: str = "", values: Values
) -> Letter:
    """Write a letter of a senha from what a person typed: the notice, cover sheet or call it is for.

    A service left blank is the first of the authorization; what is left blank and known is filled in. Raises
    DomainError on the field at fault, NotFoundError for an unknown senha or a model nobody writes by hand.
    """
    require_writer(desk, actor)
    model = next((model for model in by_hand() if model.id == model_id), None)
    if model is None:
        raise NotFoundError("NÃO HÁ ESTE MODELO DE CARTA", field="modelo")
    for name, label in model.asks or ():
        if name.endswith("_on") and values.get(name):
            try:
                parse_date(str(values[name]))
            except ValueError:
                raise DomainError(f"{label}: USE DD/MM/AAAA", field=name) from None
    with desk.store.writing() as session:
        authorization = session.get(Authorization, number)
        if authorization is None:
            raise NotFoundError(f"SENHA {number} NÃO CADASTRADA", field="senha")
        codes = session.exec(
            select(AuthorizationLine.procedure_code)
            .where(col(AuthorizationLine.authorization_number) == number)
            .order_by(col(AuthorizationLine.position))
        ).all()
        if procedure_code and procedure_code not in codes:
            raise DomainError(f"A AP {number} NÃO TEM O SERVIÇO {procedure_code}", field="servico")
        return write_letter(
            session,
            desk,
            actor,
            authorization,
            model.id,
            procedure_code=procedure_code or codes[0],
            addressee=model.readers[0],
            values=values,
        )


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter as it is listed: what it is, and how often it was printed."""

    letter: Letter
    subject: str
    copies: int


@dataclass(frozen=True, slots=True)
class LetterList:
    """The letters found, newest first, and whose they are."""

    member_number: str
    rows: tuple[LetterRow, ...]


def letters_of(desk: Desk, actor: Actor, *, number: str = "", member_number: str = "") -> LetterList:
    """The letters of an authorization, or of all those of a member, newest first.

    Raises NotFoundError for a senha or an identification that is not registered.
    """
    with desk.store.reading() as session:
        if number:
            authorization = session.get(Authorization, number)
            if authorization is None:
                raise NotFoundError(f"SENHA {number} NÃO CADASTRADA", field="senha")
            member_number = authorization.member_number
        elif session.get(Member, member_number) is None:
            raise NotFoundError("IDENTIFICAÇÃO NÃO CADASTRADA", field="identificacao", code="024")
        query = (
            select(Letter)
            .join(Authorization, col(Authorization.number) == col(Letter.authorization_number))
            .where(col(Authorization.member_number) == member_number)
            .order_by(col(Letter.id).desc())
        )
        if number:
            query = query.where(col(Authorization.number) == number)
        letters = session.exec(query).all()
        copies = copies_of(session, LETTER_KIND, [_subject(letter) for letter in letters])
    record_read(desk, actor, "authorization.letters", member_number)
    rows = (LetterRow(letter, _about(letter), copies.get(_subject(letter), 0)) for letter in letters)
    return LetterList(member_number, tuple(rows))


@rule("AP-125")
def letter_numbers(session: Session, numbers: Collection[str]) -> dict[tuple[str, str], str]:
    """The printed number of the last letter of each refused service, by senha and service, where it has one."""
    if not numbers:
        return {}
    letters = session.exec(
        select(Letter.authorization_number, Letter.procedure_code, Letter.number)
        .where(col(Letter.authorization_number).in_(numbers), col(Letter.procedure_code) != "")
        .order_by(col(Letter.id))
    )
    found = {(authorization, procedure): number for authorization, procedure, number in letters}
    return {key: number for key, number in found.items() if number}


def letter_document(letter: Letter, member_number: str) -> Document:
    """The letter as it was written, whatever became of its model."""
    return document_from(
        letter.body,
        kind=LETTER_KIND,
        subject=_subject(letter),
        member_number=member_number,
    )


def preview_letter(desk: Desk, actor: Actor, letter_id: int) -> tuple[str, ...]:
    """The rows of a letter as the next print will have them. Raises NotFoundError."""
    document = _document(desk, letter_id)
    record_read(desk, actor, "authorization.letter_read", document.member_number, {"letter": letter_id})
    return text_of(document, copy_mark(desk, actor, document))


@rule("AP-112")
def print_letter(desk: Desk, actor: Actor, letter_id: int) -> Printout:
    """Print a letter, the same words every time; every print but the first says that it is a second copy."""
    return print_document(desk, actor, _document(desk, letter_id))


def _document(desk: Desk, letter_id: int) -> Document:
    with desk.store.reading() as session:
        letter = session.get(Letter, letter_id)
        if letter is None:
            raise NotFoundError("CARTA NÃO CADASTRADA")
        authorization = session.get(Authorization, letter.authorization_number)
    assert authorization is not None, "a letter has an authorization by its foreign key"
    return letter_document(letter, authorization.member_number)


def _subject(letter: Letter) -> str:
    """What a letter is called in the register of prints."""
    return f"{letter.authorization_number}/{letter.id}"


def _about(letter: Letter) -> str:
    """What a letter says, in the words of its model; in its own title when the model is gone."""
    model = letter_models().get(letter.model)
    return model.subject if model is not None else letter_document(letter, "").title


def _known(
    session: Session, desk: Desk, actor: Actor, authorization: Authorization, procedure_code: str
) -> dict[str, Value]:
    """What every letter of an authorization may say without being told; a restricted code is not said (AP-152)."""
    member = session.get(Member, authorization.member_number)
    assert member is not None, "an authorization has a member by its foreign key"
    policy = session.get(Policy, member.holder_number)
    unit = session.get(ServiceUnit, actor.unit_code) if actor.unit_code else None
    procedure = session.get(Procedure, procedure_code) if procedure_code else None
    name = procedure.description if procedure is not None else ""
    known: dict[str, Value] = {
        "date": format_date(desk.clock.today()),
        "place": unit.city if unit is not None else "",
        "senha": authorization.number,
        "name": member.name,
        "member_number": str(MemberNumber(member.member_number)),
        "issued_on": authorization.issued_on,
        "diagnosis": authorization.diagnosis,
        "disease_duration": authorization.disease_duration,
        "procedure_code": name if procedure is not None and procedure.restricted else procedure_code,
        "procedure": name,
    }
    if policy is not None:
        known |= {"telephone": _telephone(policy.phone_1), "fax": _telephone(policy.fax), "email": policy.email}
    if authorization.planned_on is not None:
        known["planned_on"] = authorization.planned_on
    return {name: value for name, value in known.items() if value != ""}


def _telephone(digits: str) -> str:
    """A telephone as `(11) 0000-0001`."""
    return f"({digits[:2]}) {digits[2:-4]}-{digits[-4:]}" if len(digits) >= 10 else digits
