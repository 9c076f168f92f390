"""Tables of the people who work the desk and the units they work in."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, SQLModel

from desk.domain.store.types import UtcMoment


class Role(StrEnum):
    """What an operator is; the value is what row 2 of every panel shows."""

    ATTENDANT = "ATD"
    SENIOR = "SEN"
    SUPERVISOR = "SUP"
    CONSULTANT = "CON"
    TRAINER = "TRN"
    REIMBURSEMENT_ANALYST = "REE"
    ADMINISTRATOR = "ADM"


class System(StrEnum):
    """A family of transactions that can be out of service as a whole; the value is what row 2 shows."""

    EXTRA = "EXTRA"
    AUTOM = "AUTOM"


class SystemStatus(SQLModel, table=True):
    """Whether a system is up, and who said so last. A system without a row was never marked down."""

    __tablename__ = "system_status"
    __table_args__ = (CheckConstraint("system in ('EXTRA','AUTOM')", name="ck_system_status_system"),)

    system: str = Field(primary_key=True, max_length=5)
    up: bool
    changed_at: datetime = Field(sa_column=Column(UtcMoment, nullable=False))
    operator_number: str = Field(max_length=7)


class ServiceUnit(SQLModel, table=True):
    """A customer service unit (UDAS); its code is also its regional office number on the panels.

    `area` names the department a unit is when it is no UDAS (CAP): its people decide the cases sent there.
    """

    __tablename__ = "service_unit"
    __table_args__ = (CheckConstraint("length(code) = 4", name="ck_service_unit_code"),)

    code: str = Field(primary_key=True, max_length=4)
    name: str = Field(max_length=40)
    city: str = Field(default="", max_length=40)
    state: str = Field(default="", max_length=2)
    has_consultant: bool = False
    area: str = Field(default="", max_length=12)


class UnitHoliday(SQLModel, table=True):
    """A holiday of a unit's own city or state, beside the national ones."""

    __tablename__ = "unit_holiday"

    unit_code: str = Field(primary_key=True, foreign_key="service_unit.code", max_length=4)
    day: date = Field(primary_key=True)
    name: str = Field(max_length=40)


class Operator(SQLModel, table=True):
    """A person who signs on. The password is only ever stored as an argon2 hash."""

    __tablename__ = "operator"
    __table_args__ = (
        CheckConstraint("failed_attempts >= 0", name="ck_operator_failed_attempts"),
        CheckConstraint("role in ('ATD','SEN','SUP','CON','TRN','REE','ADM')", name="ck_operator_role"),
    )

    number: str = Field(primary_key=True, max_length=7)
    name: str = Field(max_length=60)
    role: str = Field(max_length=3)
    password_hash: str = Field(max_length=200)
    unit_code: str = Field(default="", max_length=4)
    active: bool = True
    failed_attempts: int = 0
    locked_until: datetime | None = Field(default=None, sa_column=Column(UtcMoment))
    version: int = 1
