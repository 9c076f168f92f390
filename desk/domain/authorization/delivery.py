"""Handing an authorization over: what is printed for a senha, for whom, and what has to be said with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from desk.domain.access.service import require_writer
from desk.domain.audit.service import record_read
from desk.domain.authorization.letters import letter_document, write_letter
from desk.domain.authorization.model import (
    Authorization,
    AuthorizationEvent,
    AuthorizationLine,
    AuthorizationStatus,
    Letter,
)
from desk.domain.authorization.paper_copy import (
    COMPLEMENT,
    PAPER_KIND,
    PREEXISTENCE,
    TELEGRAM,
    PaperFacts,
    authorization_document,
    automatic_messages,
    needs_complement,
    reader_of,
    suspects_preexistence,
)
from desk.domain.catalogue.model import Procedure
from desk.domain.context import Actor, Desk
from desk.domain.documents.document import Document, Paragraph, Reader
from desk.domain.documents.model import Printout
from desk.domain.documents.service import print_document, prints_of
from desk.domain.enrolment.model import Member, Policy, Product
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.decision import Disclosure, Reason
from desk.domain.kernel.errors import DomainError, ForbiddenError, NotFoundError
from desk.domain.kernel.text import sanitise
from desk.domain.network.model import Provider
from desk.domain.rulebook.catalogue import cite, rule

SIC_MODEL = "sic"


@dataclass(frozen=True, slots=True)
class PaperView:
    """An authorization as its second copy is looked at: what the paper says, its verso, its prints.

    The events and everything of the authorization that `messages` and the lines do not say are internal.
    """

    facts: PaperFacts
    messages: tuple[str, ...]
    advice: tuple[Reason, ...]
    events: tuple[AuthorizationEvent, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class Handed:
    """What came out of the printer, in words, and what to say when handing it over."""

    printouts: tuple[Printout, ...]
    advice: tuple[Reason, ...]

    @property
    def says(self) -> str:
        """One line for the message row: the files, and that it was a second copy."""
        first, *rest = self.printouts
        copy = f" (2ª VIA, Nº {first.copy_number})" if first.copy_number > 1 else ""
        more = f" E MAIS {len(rest)}" if rest else ""
        return f"IMPRESSO: {first.file}{more}{copy} - F1 EXPLIQUE"


def owner_of(desk: Desk, number: str) -> str:
    """Whose authorization a senha is: the identification; empty for a senha nobody has."""
    with desk.store.reading() as session:
        authorization = session.get(Authorization, number)
        return authorization.member_number if authorization is not None else ""


def read_paper(desk: Desk, actor: Actor, number: str) -> PaperView:
    """Everything MDAU shows of a senha; journalled as a read. Raises NotFoundError."""
    with desk.store.reading() as session:
        facts = _gather(session, number)
        events = session.exec(
            select(AuthorizationEvent)
            .where(col(AuthorizationEvent.authorization_number) == number)
            .order_by(col(AuthorizationEvent.id))
        ).all()
    record_read(desk, actor, "authorization.paper", facts.member.member_number, {"number": number})
    day = desk.clock.today()
    return PaperView(
        facts,
        automatic_messages(facts, day),
        delivery_advice(facts, day),
        tuple(events),
        prints_of(desk, PAPER_KIND, number),
    )


@rule("AP-104", "AP-108", "AP-112", "AP-130", "CV-006", "CV-010")
def print_authorization(desk: Desk, actor: Actor, number: str, *, for_provider: bool = False) -> Handed:
    """Print what is handed over for a senha: the authorization with its letters, or a SIC or refusal instead.

    An authorization of a programme is printed for the provider only. Raises ForbiddenError when it is asked for
    the insured, NotFoundError for an unknown senha, DomainError when there is nothing to hand over.
    """
    require_writer(desk, actor)
    with desk.store.writing() as session:
        facts = _gather(session, number)
        if reader_of(facts.authorization) is Reader.PROVIDER and not for_provider:
            raise ForbiddenError("2ª VIA DESTA AP SÓ COM O PRESTADOR: ORIENTE O SEGURADO A PEDIR A ELE")
        if write_due_letters(session, desk, actor, facts.authorization):
            facts = _gather(session, number)
        session.expunge_all()
    day = desk.clock.today()
    documents = _documents(desk, facts, day)
    if not documents:
        raise DomainError(_nothing(facts))
    printouts = tuple(print_document(desk, actor, document) for document in documents)
    return Handed(printouts, delivery_advice(facts, day))


@rule("AP-106", "EL-036")
def write_due_letters(
    session: Session, desk: Desk, actor: Actor, authorization: Authorization
) -> tuple[Letter, ...]:
    """Write the letters an authorization brings with it and does not have yet, inside the caller's transaction.

    The complement of Bahia, that carries its message, and the telegram of a suspected preexistence.
    """
    if not authorization.message and f'"{PREEXISTENCE}"' not in authorization.decision:
        return ()
    facts = _gather(session, authorization.number)
    written: list[Letter] = []
    if _lacks_complement(facts):
        written.append(_write_complement(session, desk, actor, facts))
    if suspects_preexistence(facts) and not facts.has_letter(TELEGRAM):
        written.append(write_letter(session, desk, actor, authorization, TELEGRAM))
    return tuple(written)


@rule("AP-002", "AP-004", "AP-006", "AP-104", "AP-106", "AP-108", "AP-112", "EL-037", "EL-038")
def delivery_advice(facts: PaperFacts, day: date) -> tuple[Reason, ...]:
    """What to explain when handing it over, each with its rule."""
    return tuple(_advice(facts, day))


def _advice(facts: PaperFacts, day: date) -> Iterator[Reason]:
    authorization = facts.authorization
    refused = [line for line, _ in facts.lines if line.status == AuthorizationStatus.REFUSED]
    if facts.granted:
        until = format_date(authorization.valid_until)
        late = authorization.valid_until < day
        yield _tell("AP-002", f"VENCEU EM {until}: REVALIDE (MDAR)" if late else f"VALE ATÉ {until}, INCLUSIVE")
        if facts.directed and facts.provider is not None:
            yield _tell("AP-004", f"DIRIGIDA A {facts.provider.name.upper()}: EM OUTRO, NÃO VALE")
        else:
            yield _tell("AP-006", "SÓ NA REDE REFERENCIADA DO PLANO, EM QUALQUER PRESTADOR DELA")
    if facts.granted and len(facts.granted) < len(facts.lines):
        yield cite(
            "AP-104", f"PARCIAL: {len(facts.granted)} DE {len(facts.lines)} SERVIÇOS; O MOTIVO VAI NO VERSO"
        )
    if needs_complement(facts):
        yield cite("AP-106", "BAHIA: A MENSAGEM VAI NA CARTA DE COMPLEMENTO, ENTREGUE JUNTO")
    if suspects_preexistence(facts):
        yield _tell("EL-037", "HÁ INDÍCIOS DE DOENÇA OMITIDA: VAI À ANS; SE CONFIRMADA, O CUSTO É DO SEGURADO")
        yield _tell("EL-038", "CARTA PARA RETIFICAR A DECLARAÇÃO NÃO SE ACEITA: SÓ À ANS, QUANDO ELA PEDIR")
    if any(line.status == AuthorizationStatus.INFORMATION for line, _ in facts.lines):
        yield cite("AP-108", "SIC: EXPLIQUE O QUE FALTA; O PARECER ESTÁ NA MENSAGEM DA AP")
    if refused:
        yield cite("AP-112", "NEGATIVA: EXPLIQUE O MOTIVO ATÉ NÃO HAVER DÚVIDA; MAIS NO HISTÓRICO")


def _tell(rule_id: str, says: str) -> Reason:
    """Something the insured is told in these words: handing over is explaining (AP-104)."""
    return cite(rule_id, says, disclose=Disclosure.INSURED)


def _documents(desk: Desk, facts: PaperFacts, day: date) -> list[Document]:
    """The paper and the letters not handed over yet; without a service granted, the letters alone."""
    of_letters = [letter_document(letter, facts.member.member_number) for letter in _accompanying(facts)]
    if not facts.granted:
        return of_letters
    fresh = [document for document in of_letters if not prints_of(desk, document.kind, document.subject)]
    return [authorization_document(facts, day), *fresh]


def _accompanying(facts: PaperFacts) -> list[Letter]:
    """Of each model and service the last letter that is handed over, if its lines still stand for it.

    A telegram goes by itself, and what is for the house stays there.
    """
    letters = [each for each in facts.letters if each.model != TELEGRAM and each.addressee != Reader.INTERNAL]
    states = {line.status for line, _ in facts.lines}
    refused = {line.procedure_code for line, _ in facts.lines if line.status == AuthorizationStatus.REFUSED}
    last = {(letter.model, letter.procedure_code): letter for letter in letters}.values()
    return [
        letter
        for letter in last
        if (letter.model != SIC_MODEL or AuthorizationStatus.INFORMATION in states)
        and (not _is_refusal(letter) or (letter.procedure_code in refused if letter.procedure_code else refused))
        and (letter.model != COMPLEMENT or needs_complement(facts))
    ]


def _is_refusal(letter: Letter) -> bool:
    return letter.model.startswith(("refusal_", "reactive_"))


def _nothing(facts: PaperFacts) -> str:
    states = {line.status for line, _ in facts.lines}
    if AuthorizationStatus.REFUSED in states:
        return "AP NEGADA: A CARTA DE RECUSA NÃO FOI ESCRITA (CHAME A CAP)"
    if AuthorizationStatus.INFORMATION in states:
        return "AP EM SIC: O FORMULÁRIO NÃO FOI ESCRITO (CHAME A CAP)"
    return "AP EXCLUÍDA: NADA A ENTREGAR"


def _lacks_complement(facts: PaperFacts) -> bool:
    """Whether the message that goes by letter stands in no letter yet."""
    if not needs_complement(facts) or not facts.granted:
        return False
    said = Paragraph(sanitise(facts.authorization.message).strip(), strong=True)
    letters = (letter for letter in facts.letters if letter.model == COMPLEMENT)
    return not any(said in letter_document(letter, "").blocks for letter in letters)


def _write_complement(session: Session, desk: Desk, actor: Actor, facts: PaperFacts) -> Letter:
    """The letter that carries the message; a restricted service goes by its name (AP-152)."""
    services = [p.description if p.restricted else line.procedure_code for line, p in facts.granted]
    return write_letter(
        session,
        desk,
        actor,
        facts.authorization,
        COMPLEMENT,
        addressee=Reader.PROVIDER,
        values={"procedure_code": services, "message": facts.authorization.message},
    )


def _gather(session: Session, number: str) -> PaperFacts:
    authorization = session.get(Authorization, number)
    if authorization is None:
        raise NotFoundError(f"SENHA {number} NÃO CADASTRADA", field="senha")
    lines = session.exec(
        select(AuthorizationLine, Procedure)
        .join(Procedure, col(Procedure.code) == col(AuthorizationLine.procedure_code))
        .where(col(AuthorizationLine.authorization_number) == number)
        .order_by(col(AuthorizationLine.position))
    ).all()
    member = session.get_one(Member, authorization.member_number)
    policy = session.get_one(Policy, member.holder_number)
    letters = session.exec(
        select(Letter).where(col(Letter.authorization_number) == number).order_by(col(Letter.id))
    ).all()
    return PaperFacts(
        authorization=authorization,
        lines=tuple((line, procedure) for line, procedure in lines),
        member=member,
        policy=policy,
        product=session.get_one(Product, policy.product_code),
        provider=session.get(Provider, authorization.provider_cnpj) if authorization.provider_cnpj else None,
        letters=tuple(letters),
    )
