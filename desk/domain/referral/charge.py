"""The note that charges an area for an answer that is late."""

from dataclasses import dataclass

from sqlmodel import Session

from desk.domain.catalogue.model import Procedure
from desk.domain.context import Actor, Desk
from desk.domain.documents.document import Document, Reader
from desk.domain.documents.letter_models import document_of
from desk.domain.documents.service import print_document
from desk.domain.enrolment.model import Member
from desk.domain.kernel.clock import local_time
from desk.domain.kernel.identification import MemberNumber
from desk.domain.referral.forms import form_from
from desk.domain.referral.model import Referral
from desk.domain.rulebook.catalogue import rule

KIND = "cobranca"
"""How charge notes are named in the register of prints."""
_MODEL = "cap_charge"
_WITHOUT_SERVICE = "AUTORIZAÇÃO JÁ EMITIDA"


@dataclass(frozen=True, slots=True)
class ChargeNote:
    """A charge note ready to be printed once the charge itself is written."""

    document: Document

    def print(self, desk: Desk, actor: Actor) -> str:
        """Print it; the file it went to."""
        return print_document(desk, actor, self.document).file


@rule("AP-103")
def charge_note(session: Session, desk: Desk, referral: Referral) -> ChargeNote:
    """The note of a case: only the insured and the time of sending change from one to the next."""
    member = session.get_one(Member, referral.member_number)
    values = {
        "name": member.name,
        "member_number": str(MemberNumber(member.member_number)),
        "procedure": _services(session, referral),
        "sent_at": f"{local_time(referral.asked_at):%H:%M DE %d/%m/%Y}",
    }
    document = document_of(
        _MODEL,
        values,
        desk.clock.today(),
        kind=KIND,
        subject=f"{referral.number}-{referral.reminders}",
        member_number=referral.member_number,
        reader=Reader.INTERNAL,
    )
    return ChargeNote(document)


def _services(session: Session, referral: Referral) -> str:
    if not referral.form:
        return f"{_WITHOUT_SERVICE} {referral.authorization_number or ''}".strip()
    found = []
    for line in form_from(referral.form).lines:
        procedure = session.get(Procedure, line.code)
        found.append(f"{line.code} {procedure.description if procedure is not None else ''}".strip())
    return "; ".join(found)
