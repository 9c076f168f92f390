"""The table of instalments."""

from datetime import date

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from desk.domain.kernel.money import Money
from desk.domain.store.types import Cents


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
