"""The paper of an authorization: front and reverse, from what is stored; never its justification or history."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk.domain.authorization.model import Authorization, AuthorizationLine, AuthorizationStatus, Letter
from desk.domain.catalogue.model import Procedure
from desk.domain.documents.document import Block, Document, Fields, Heading, NewPage, Paragraph, Reader, Table
from desk.domain.documents.letter_models import fill, paragraphs
from desk.domain.enrolment.model import Member, Policy, Product
from desk.domain.kernel.dates import format_date
from desk.domain.kernel.identification import MemberNumber
from desk.domain.network.model import Provider
from desk.domain.rulebook.catalogue import rule
from desk.domain.rulebook.reference import attendance_types, refusal_codes

PAPER_KIND = "ap"
BAHIA = "BA"
TELEGRAM = "preexistence_telegram"
PREEXISTENCE = "497"
"""The block of a suspicion of preexistence, lifted by CAP alone."""
COMPLEMENT = "complement"
_GRANTED = frozenset({AuthorizationStatus.PENDING, AuthorizationStatus.CLOSED})
_STATUS_WORDS = {
    AuthorizationStatus.PENDING: "AUTORIZADO",
    AuthorizationStatus.CLOSED: "AUTORIZADO",
    AuthorizationStatus.REFUSED: "NÃO AUTORIZADO",
    AuthorizationStatus.EXCLUDED: "EXCLUÍDO",
    AuthorizationStatus.INFORMATION: "AGUARDA INFORMAÇÃO",
}


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the paper of an authorization is made from, and the letters written for it."""

    authorization: Authorization
    lines: tuple[tuple[AuthorizationLine, Procedure], ...]
    member: Member
    policy: Policy
    product: Product
    provider: Provider | None
    letters: tuple[Letter, ...]

    @property
    def granted(self) -> tuple[tuple[AuthorizationLine, Procedure], ...]:
        """The lines that may be used."""
        return tuple((line, procedure) for line, procedure in self.lines if line.status in _GRANTED)

    @property
    def directed(self) -> bool:
        """Whether it is for one provider only: an admission on a modular product (AP-004)."""
        kind = attendance_types().get(self.authorization.attendance_type)
        return self.product.modular and self.provider is not None and kind is not None and kind.admission

    def has_letter(self, model: str) -> bool:
        """Whether a letter of that model was written for it."""
        return any(letter.model == model for letter in self.letters)


@rule("CV-006", "CV-010")
def reader_of(authorization: Authorization) -> Reader:
    """Whom the paper is for: the provider alone where the authorization belongs to a programme."""
    return Reader.PROVIDER if authorization.programme else Reader.INSURED


@rule("AP-105", "AP-151", "EL-025", "EL-036")
def automatic_messages(facts: PaperFacts, day: date) -> tuple[str, ...]:
    """The messages an authorization prints by itself, each from what is stored about it.

    That of a restricted service says how it is charged and not which service it is (AP-152).
    """
    models = []
    if any(procedure.restricted for _, procedure in facts.granted):
        models.append("message_restricted")
    if facts.policy.state == BAHIA:
        models.append("message_bahia")
    if facts.authorization.newborn:
        models.append("message_newborn")
    if suspects_preexistence(facts):
        models.append("message_preexistence")
    return tuple(text for model in models for text in paragraphs(model, {}, day))


@rule("EL-036")
def suspects_preexistence(facts: PaperFacts) -> bool:
    """Whether an adapted contract's authorization was granted over a suspicion of preexistence (block 497)."""
    if not facts.policy.adapted or not facts.granted:
        return False
    reasons = json.loads(facts.authorization.decision).get("reasons", [])
    return any(reason["code"] == PREEXISTENCE and reason["applied"] for reason in reasons)


@rule("AP-106")
def needs_complement(facts: PaperFacts) -> bool:
    """Whether its own message goes by letter: in Bahia the automatic one stands in its place."""
    return facts.policy.state == BAHIA and bool(facts.authorization.message)


@rule("AP-057", "AP-104", "AP-130", "AP-152")
def authorization_document(facts: PaperFacts, day: date) -> Document:
    """The paper of an authorization: what is granted on the front, how to use it on the reverse.

    Diagnosis, physician, justification, history and the codes of blocks and releases stay in the house. Of a
    restricted service the insured's paper gives the name without the code.
    """
    authorization = facts.authorization
    blocks = (*_front(facts, day), NewPage(), *_reverse(facts, day))
    return Document(
        PAPER_KIND,
        authorization.number,
        authorization.member_number,
        f"Autorização prévia {authorization.number}",
        blocks,
        reader_of(authorization),
    )


def _front(facts: PaperFacts, day: date) -> Iterator[Block]:
    authorization = facts.authorization
    kind = attendance_types().get(authorization.attendance_type)
    pairs = [
        ("Senha", authorization.number),
        ("Segurado(a)", facts.member.name),
        ("Identificação", str(MemberNumber(facts.member.member_number))),
        ("Produto", facts.product.name),
        ("Emissão", format_date(authorization.issued_on)),
        ("Validade", f"{format_date(authorization.valid_until)}, inclusive"),
        ("Atendimento", kind.name if kind is not None else authorization.attendance_type),
        ("Prestador", _place(facts)),
    ]
    if authorization.planned_on is not None:
        pairs.append(("Data prevista", format_date(authorization.planned_on)))
    if authorization.daily_rates:
        pairs.append(("Diárias", str(authorization.daily_rates)))
    yield Fields(tuple(pairs))
    yield Table(
        (("Código", 9), ("Serviço", 41), ("Qtde", 5), ("Situação", 20)),
        tuple(_row(facts, line, procedure) for line, procedure in facts.lines),
    )
    for text in automatic_messages(facts, day):
        yield Paragraph(text, strong=True)
    if authorization.message and not needs_complement(facts):
        yield Heading("Mensagem")
        yield Paragraph(authorization.message)
    if needs_complement(facts):
        yield Paragraph("Vale junto com a carta de complemento que a acompanha.", strong=True)


def _place(facts: PaperFacts) -> str:
    if facts.provider is not None and (facts.directed or facts.authorization.programme):
        return facts.provider.name
    return "Qualquer um da rede referenciada do plano"


def _row(facts: PaperFacts, line: AuthorizationLine, procedure: Procedure) -> tuple[str, ...]:
    hidden = procedure.restricted and reader_of(facts.authorization) is Reader.INSURED
    words = _STATUS_WORDS[AuthorizationStatus(line.status)]
    return ("-" if hidden else line.procedure_code, procedure.description, str(line.quantity), words)


def _reverse(facts: PaperFacts, day: date) -> Iterator[Block]:
    yield Heading("Como usar esta autorização")
    yield from fill(
        "rules_of_use",
        {
            "valid_until": facts.authorization.valid_until,
            "directed": facts.provider.name if facts.directed and facts.provider is not None else "",
            "anywhere": "" if facts.directed or facts.authorization.programme else "S",
        },
        day,
    )
    refused = [(line, p) for line, p in facts.lines if line.status == AuthorizationStatus.REFUSED]
    waiting = [(line, p) for line, p in facts.lines if line.status == AuthorizationStatus.INFORMATION]
    if refused or waiting:
        yield Heading("O que não foi autorizado")
    for line, procedure in refused:
        why = refusal_codes().get(line.refusal_code, "")
        yield Paragraph(f"{procedure.description}: {why or 'veja a carta que acompanha'}.")
    for _, procedure in waiting:
        yield Paragraph(f"{procedure.description}: aguarda a informação pedida no formulário que acompanha.")
