"""Tables of reimbursement requests, their items, and special maximums of companies."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, SQLModel

from desk.domain.kernel.money import Money
from desk.domain.store.types import Cents, Scaled


class ReimbursementRequest(SQLModel, table=True):
    """A reimbursement request (SR). `status` is a key of the status table; `registrar` is REG. of MDC1.

    `payment_form` is account, credit_order, cheque, universal_account or employer.
    """

    __tablename__ = "reimbursement_request"
    __table_args__ = (CheckConstraint("length(number) = 10", name="ck_reimbursement_request_number"),)

    number: str = Field(primary_key=True, max_length=10)
    member_number: str = Field(foreign_key="member.member_number", index=True)
    kind: str = Field(max_length=12)
    origin: str = Field(max_length=20)
    received_on: date
    due_on: date
    receipts: int
    registrar: str = Field(default="", max_length=7)
    status: str = Field(max_length=30)
    status_on: date
    reason_code: str = Field(default="", max_length=3)
    reason_text: str = Field(default="", max_length=80)
    payment_form: str = Field(default="", max_length=20)
    paid_on: date | None = None
    account_bank: str = Field(default="", max_length=4)
    account_branch: str = Field(default="", max_length=8)
    account_number: str = Field(default="", max_length=14)
    cheque_number: str = Field(default="", max_length=10)
    cheque_issued_on: date | None = None
    through_sponsor: bool = False


class ReimbursementItem(SQLModel, table=True):
    """One line of an SR. `presented` is empty on a supplement or a reversal (RE-140)."""

    __tablename__ = "reimbursement_item"

    request_number: str = Field(primary_key=True, foreign_key="reimbursement_request.number")
    position: int = Field(primary_key=True)
    receipt: int
    provider_name: str = Field(default="", max_length=60)
    attended_on: date
    procedure_code: str = Field(foreign_key="procedure.code")
    quantity: int
    units: Decimal | None = Field(default=None, sa_column=Column(Scaled(4)))
    multiple: Decimal | None = Field(default=None, sa_column=Column(Scaled(4)))
    unit_value: Decimal | None = Field(default=None, sa_column=Column(Scaled(6)))
    computed: Money | None = Field(default=None, sa_column=Column(Cents))
    presented: Money | None = Field(default=None, sa_column=Column(Cents))
    paid: Money | None = Field(default=None, sa_column=Column(Cents))
    entry_kind: str = Field(default="payment", max_length=12)
    reason_code: str = Field(default="", max_length=3)
    reason_text: str = Field(default="", max_length=80)


class ReimbursementCap(SQLModel, table=True):
    """The most a company (or one of its plans, or one procedure) is reimbursed a line (RE-013)."""

    __tablename__ = "reimbursement_cap"

    sponsor_code: str = Field(primary_key=True, foreign_key="sponsor.code")
    plan_code: str = Field(primary_key=True, default="", max_length=5)
    procedure_code: str = Field(primary_key=True, default="", max_length=8)
    valid_from: date = Field(primary_key=True)
    maximum: Money = Field(sa_column=Column(Cents, nullable=False))
