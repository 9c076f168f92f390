"""The tables of instalments, of what each life costs, of the invoices of companies, and of prices."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from desk.domain.kernel.money import Money
from desk.domain.store.types import Cents, Scaled


class Installment(SQLModel, table=True):
    """One monthly premium of a policy; `returned` marks a bounced cheque (the highlighted row of MSI6)."""

    __tablename__ = "installment"
    __table_args__ = (
        UniqueConstraint("holder_number", "number", name="uq_installment"),
        CheckConstraint("number > 0", name="ck_installment_number"),
        CheckConstraint("(paid_on is null) = (paid_amount is null)", name="ck_installment_paid"),
    )

    id: int | None = Field(default=None, primary_key=True)
    holder_number: str = Field(foreign_key="policy.holder_number", index=True)
    number: int
    due_on: date
    amount: Money = Field(sa_column=Column(Cents, nullable=False))
    issued_on: date | None = None
    paid_on: date | None = None
    paid_amount: Money | None = Field(default=None, sa_column=Column(Cents))
    returned: bool = False


class MemberPremium(SQLModel, table=True):
    """What one life costs a month from a date on, with the age band it is charged by, where one is known."""

    __tablename__ = "member_premium"
    __table_args__ = (CheckConstraint("amount >= 0", name="ck_member_premium_amount"),)

    member_number: str = Field(primary_key=True, foreign_key="member.member_number")
    valid_from: date = Field(primary_key=True)
    age_from: int | None = None
    age_to: int | None = None
    amount: Money = Field(sa_column=Column(Cents, nullable=False))


class SponsorInvoice(SQLModel, table=True):
    """One monthly invoice of a company (MFI2)."""

    __tablename__ = "sponsor_invoice"
    __table_args__ = (
        CheckConstraint("number > 0", name="ck_sponsor_invoice_number"),
        CheckConstraint("(paid_on is null) = (paid_amount is null)", name="ck_sponsor_invoice_paid"),
    )

    sponsor_code: str = Field(primary_key=True, foreign_key="sponsor.code")
    number: int = Field(primary_key=True)
    due_on: date
    amount: Money = Field(sa_column=Column(Cents, nullable=False))
    issued_on: date | None = None
    paid_on: date | None = None
    paid_amount: Money | None = Field(default=None, sa_column=Column(Cents))


class PremiumPrice(SQLModel, table=True):
    """One age band of a price table: the monthly value of one life, in reais or in US, from a date on.

    A table is the rows of one insurer, product, plan and start; its last band has no `age_to`.
    """

    __tablename__ = "premium_price"
    __table_args__ = (
        CheckConstraint("unit in ('US','REAIS')", name="ck_premium_price_unit"),
        CheckConstraint("value > 0", name="ck_premium_price_value"),
        CheckConstraint("age_to is null or age_to >= age_from", name="ck_premium_price_ages"),
    )

    insurer: str = Field(primary_key=True, max_length=12)
    product_code: str = Field(primary_key=True, foreign_key="product.code")
    plan_name: str = Field(primary_key=True, max_length=30)
    valid_from: date = Field(primary_key=True)
    age_from: int = Field(primary_key=True)
    age_to: int | None = None
    unit: str = Field(max_length=5)
    value: Decimal = Field(sa_column=Column(Scaled(4), nullable=False))
