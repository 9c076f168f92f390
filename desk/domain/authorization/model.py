"""Tables of authorizations, their lines and their history."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from desk.domain.store.types import UtcMoment


class AuthorizationStatus(StrEnum):
    """The state of an authorization or of one of its lines, in the words of MDZ1."""

    PENDING = "Pendente"
    CLOSED = "Encerrada"
    REFUSED = "Negado"
    EXCLUDED = "Excluído"
    INFORMATION = "Complem"


class Authorization(SQLModel, table=True):
    """A prior authorization under its number (senha AA/NNNNNN).

    `status` is the state of the whole, derived from its lines. `programme` is CASE or HOME CARE where the
    authorization belongs to one: such a paper goes to the provider only. `newborn` marks one issued in the
    mother's name for a child not included yet, `born_on`; `drug` is the special drug asked for.
    """

    __tablename__ = "prior_authorization"
    __table_args__ = (
        CheckConstraint("valid_until >= issued_on", name="ck_authorization_dates"),
        CheckConstraint(
            "status in ('Pendente','Encerrada','Negado','Excluído','Complem')", name="ck_authorization_status"
        ),
    )

    number: str = Field(primary_key=True, max_length=9)
    member_number: str = Field(foreign_key="member.member_number", index=True)
    status: str = Field(max_length=10)
    issued_on: date
    valid_until: date
    attendance_type: str = Field(max_length=1)
    regional_office: str = Field(max_length=4)
    unit_code: str = Field(max_length=4)
    attendant_number: str = Field(max_length=7)
    responsible_number: str = Field(default="", max_length=7)
    release_code: str = Field(default="", max_length=3)
    provider_cnpj: str = Field(default="", max_length=14)
    planned_on: date | None = None
    daily_rates: int | None = None
    message: str = Field(default="", max_length=160)
    council_number: str = Field(default="", max_length=12)
    physician: str = Field(default="", max_length=40)
    diagnosis: str = Field(default="", max_length=60)
    cid: str = Field(default="", max_length=6)
    disease_duration: str = Field(default="", max_length=20)
    sessions_left: int | None = None
    justification: str = Field(default="", max_length=240)
    programme: str = Field(default="", max_length=9)
    newborn: bool = False
    born_on: date | None = None
    drug: str = Field(default="", max_length=30)
    decision: str = Field(sa_column=Column(Text, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
    version: int = 1


class AuthorizationLine(SQLModel, table=True):
    """One procedure of an authorization."""

    __tablename__ = "authorization_line"
    __table_args__ = (
        UniqueConstraint("authorization_number", "procedure_code", name="uq_authorization_line"),
        CheckConstraint("quantity > 0", name="ck_authorization_line_quantity"),
    )

    authorization_number: str = Field(primary_key=True, foreign_key="prior_authorization.number")
    position: int = Field(primary_key=True)
    procedure_code: str = Field(foreign_key="procedure.code", index=True)
    quantity: int
    status: str = Field(max_length=10)
    refusal_code: str = Field(default="", max_length=5)


class AuthorizationEvent(SQLModel, table=True):
    """One entry of the history of an authorization (the verso, MDAY).

    `data` is what the deed changed, as JSON: played one after another the entries give the present state.
    `responsible_number`, its name and area are who authorised, where that is not who typed.
    """

    __tablename__ = "authorization_event"

    id: int | None = Field(default=None, primary_key=True)
    authorization_number: str = Field(foreign_key="prior_authorization.number", index=True)
    at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
    operator_number: str = Field(max_length=7)
    unit_code: str = Field(max_length=4)
    action: str = Field(max_length=40)
    text: str = Field(max_length=240)
    procedure_code: str = Field(default="", max_length=8)
    responsible_number: str = Field(default="", max_length=7)
    responsible_name: str = Field(default="", max_length=60)
    responsible_area: str = Field(default="", max_length=40)
    data: str = Field(default="{}", sa_column=Column(Text, nullable=False))


class AuthorizationPaper(SQLModel, table=True):
    """A document asked for with an authorization, whether it was shown, and the date it bears."""

    __tablename__ = "authorization_paper"

    authorization_number: str = Field(primary_key=True, foreign_key="prior_authorization.number")
    paper: str = Field(primary_key=True, max_length=20)
    presented: bool
    dated_on: date | None = None


class AuthorizationPayment(SQLModel, table=True):
    """A service of an authorization that the accounts department paid to the provider: it closes the line."""

    __tablename__ = "authorization_payment"

    authorization_number: str = Field(primary_key=True, foreign_key="prior_authorization.number")
    procedure_code: str = Field(primary_key=True, foreign_key="procedure.code")
    paid_on: date


class InformationRequest(SQLModel, table=True):
    """A request for complementary information (SIC) on an authorization: the first, the second, the third.

    `reasons` are codes joined by `|`, `questions` what is asked in words; `addressee` is insured or provider.
    Open until `answered_at`; `answer` is what came back, by the physician named.
    """

    __tablename__ = "information_request"
    __table_args__ = (
        UniqueConstraint("authorization_number", "sequence", name="uq_information_request"),
        CheckConstraint("addressee in ('insured','provider')", name="ck_information_request_addressee"),
    )

    id: int | None = Field(default=None, primary_key=True)
    authorization_number: str = Field(foreign_key="prior_authorization.number", index=True)
    sequence: int
    area: str = Field(max_length=12)
    reasons: str = Field(default="", max_length=120)
    questions: str = Field(max_length=480)
    addressee: str = Field(max_length=8)
    asked_at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
    asked_by: str = Field(max_length=7)
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    answered_by: str = Field(default="", max_length=7)
    answer: str = Field(default="", max_length=480)
    physician: str = Field(default="", max_length=40)
    council_number: str = Field(default="", max_length=12)


class Letter(SQLModel, table=True):
    """A letter of an authorization as it was written: model, printed number, and the text itself.

    `body` is what was or will be handed over, so that a reprint says the same whatever became of the model.
    """

    __tablename__ = "authorization_letter"

    id: int | None = Field(default=None, primary_key=True)
    authorization_number: str = Field(foreign_key="prior_authorization.number", index=True)
    model: str = Field(max_length=30)
    number: str = Field(default="", max_length=3)
    addressee: str = Field(max_length=8)
    procedure_code: str = Field(default="", max_length=8)
    body: str = Field(sa_column=Column(Text, nullable=False))
    written_at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
    written_by: str = Field(max_length=7)


class AuthorizationCounter(SQLModel, table=True):
    """The last senha given in a year. It moves in the transaction that uses the number: no gap, no double."""

    __tablename__ = "authorization_counter"

    year: int = Field(primary_key=True)
    last_sequence: int


class Submission(SQLModel, table=True):
    """A form already submitted: a second ALT 5 of the same form answers with the first result."""

    __tablename__ = "submission"

    key: str = Field(primary_key=True, max_length=64)
    result: str = Field(max_length=40)
    at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
