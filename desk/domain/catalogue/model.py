"""Tables of procedures, their units and the limits of what each role may grant."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from desk.domain.store.types import Scaled, searched


class ProcedureKind(StrEnum):
    """What sort of care a procedure is."""

    CONSULTATION = "consultation"
    DIAGNOSIS = "diagnosis"
    THERAPY = "therapy"
    SURGERY = "surgery"
    ADMISSION = "admission"
    MATERNITY = "maternity"
    DENTAL = "dental"
    MATERIAL = "material"
    DRUG = "drug"
    DAILY_RATE = "daily_rate"


class Procedure(SQLModel, table=True):
    """A procedure of eight digits and what the rules need to know of it.

    `needs_authorization` None means the sources do not say. `attendance_types` are the TA digits it may be
    done under, empty for any. `waiting_code` is its class in the waiting-period groups. `outpatient` says that
    it is not done in an admission (block 485); `places` are the kinds of provider it may be done at (block 490)
    and `standards` the comfort levels of a plan it is compatible with (block 415), joined by `|`, empty for any.
    """

    __tablename__ = "procedure"
    __table_args__ = (
        CheckConstraint("length(code) = 8", name="ck_procedure_code"),
        CheckConstraint("sex in ('','F','M')", name="ck_procedure_sex"),
        CheckConstraint(
            "kind in ('" + "','".join(ProcedureKind) + "')",
            name="ck_procedure_kind",
        ),
    )

    code: str = Field(primary_key=True, max_length=8)
    description: str = Field(max_length=80)
    search_name: str = Field(default="", sa_column=Column(searched(80), nullable=False, index=True))
    kind: str = Field(max_length=12)
    needs_authorization: bool | None = None
    restricted: bool = False
    blocked: bool = False
    plastic: bool = False
    block_level: str = Field(default="", max_length=2)
    anaesthesia_class: int = 0
    attendance_types: str = Field(default="", max_length=5)
    waiting_code: str = Field(default="", max_length=2)
    sex: str = Field(default="", max_length=1)
    minimum_age: int | None = None
    maximum_age: int | None = None
    maximum_quantity: int | None = None
    average_days: int | None = None
    single_execution: bool = False
    recurrence_days: int | None = None
    specialty: str = Field(default="", max_length=30)
    exclusive_area: str = Field(default="", max_length=20)
    adapted_only: bool = False
    needs_report: bool = False
    outpatient: bool = False
    places: str = Field(default="", max_length=60)
    standards: str = Field(default="", max_length=5)


class ProcedureUnits(SQLModel, table=True):
    """How many units a procedure is worth in a table, from a date on (RE-006, MCSG)."""

    __tablename__ = "procedure_units"

    procedure_code: str = Field(primary_key=True, foreign_key="procedure.code")
    unit_table: str = Field(primary_key=True, max_length=4)
    valid_from: date = Field(primary_key=True)
    quantity: Decimal = Field(sa_column=Column(Scaled(4), nullable=False))


class UnitValue(SQLModel, table=True):
    """The value in reais of one unit (US or USR) from a date on; a product of its own beats the general ''."""

    __tablename__ = "unit_value"

    kind: str = Field(primary_key=True, max_length=3)
    product_code: str = Field(primary_key=True, default="", max_length=3)
    valid_from: date = Field(primary_key=True)
    value: Decimal = Field(sa_column=Column(Scaled(6), nullable=False))


class CoverageException(SQLModel, table=True):
    """A procedure that a product covers or excludes by contract, from a date on (block 401)."""

    __tablename__ = "coverage_exception"

    product_code: str = Field(primary_key=True, foreign_key="product.code")
    procedure_code: str = Field(primary_key=True, foreign_key="procedure.code")
    valid_from: date = Field(primary_key=True)
    covered: bool
    note: str = Field(default="", max_length=120)


class AuthorityLimit(SQLModel, table=True):
    """One line of the authority table (alçada): what a role may grant alone (AP-026).

    `attendance_types` and `products` (codes joined by `|`) narrow it; empty means any. So do the sex and the ages
    of the person; with `window_days` the quantity is what all authorizations of that many days together may hold.
    `condition` says it all in words. `released_by` names who else releases it where the company does (AP-053).
    """

    __tablename__ = "authority_limit"
    __table_args__ = (
        UniqueConstraint("procedure_code", "role", "products", "valid_from", name="uq_authority_limit"),
        CheckConstraint("maximum_quantity > 0", name="ck_authority_limit_quantity"),
    )

    id: int | None = Field(default=None, primary_key=True)
    procedure_code: str = Field(foreign_key="procedure.code", index=True)
    role: str = Field(max_length=3)
    maximum_quantity: int
    attendance_types: str = Field(default="", max_length=5)
    products: str = Field(default="", max_length=80)
    released_by: str = Field(default="", max_length=20)
    condition: str = Field(default="", max_length=120)
    sex: str = Field(default="", max_length=1)
    minimum_age: int | None = None
    maximum_age: int | None = None
    window_days: int | None = None
    valid_from: date
    valid_until: date | None = None
