"""Tables of companies, products, plans, policies and the people insured under them."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, String, UniqueConstraint
from sqlmodel import Field, SQLModel

from desk.domain.store.types import Scaled, searched


class LineOfBusiness(StrEnum):
    """The kind of contract."""

    INDIVIDUAL = "individual"
    SMALL_GROUP = "small_group"
    GROUP = "group"
    SELF_FUNDED = "self_funded"


class Continuation(StrEnum):
    """Stay in the plan after leaving the sponsor; empty for everybody else."""

    NONE = ""
    DISMISSED = "dismissed"
    RETIRED = "retired"


class ReimbursementPayer(StrEnum):
    """Field REEMB of the company: A and C are paid by the insurer, D by the employer (RE-086)."""

    ACCOUNT = "A"
    CHEQUE = "C"
    EMPLOYER = "D"


class Sponsor(SQLModel, table=True):
    """The company that contracts, or the individual portfolio: the first 5 digits of an identification."""

    __tablename__ = "sponsor"
    __table_args__ = (
        CheckConstraint("length(code) = 5", name="ck_sponsor_code"),
        CheckConstraint(
            "line_of_business in ('individual','small_group','group','self_funded')", name="ck_sponsor_line"
        ),
        CheckConstraint("reimbursement_payer in ('A','C','D')", name="ck_sponsor_payer"),
    )

    code: str = Field(primary_key=True, max_length=5)
    name: str = Field(max_length=60)
    line_of_business: str = Field(max_length=12)
    group_name: str = Field(default="", max_length=40)
    complementary_code: str = Field(default="", max_length=5)
    reimbursement_payer: str = Field(default="A", max_length=1)
    pays_through_sponsor: bool = False
    applies_preexistence: bool = False
    started_on: date
    ended_on: date | None = None
    blocked_on: date | None = None


class Product(SQLModel, table=True):
    """A product: which rulebook speaks for it and what kind of cover it is.

    `adapted` is None where the sources do not say; `unit_kind` is the unit reimbursements are counted in;
    `region` are the states its members are attended in, joined by `|`, empty for the whole country (block 499).
    """

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint("length(code) = 3", name="ck_product_code"),
        CheckConstraint("rulebook in ('DM','AZ','UF','PS')", name="ck_product_rulebook"),
        CheckConstraint("unit_kind in ('US','USR')", name="ck_product_unit_kind"),
    )

    code: str = Field(primary_key=True, max_length=3)
    name: str = Field(max_length=40)
    rulebook: str = Field(max_length=2)
    adapted: bool | None = None
    coverage: str = Field(default="unknown", max_length=12)
    modular: bool = False
    tipo_coverage: bool | None = None
    reimburses: bool = True
    reimburses_consultation: bool = True
    unit_kind: str = Field(default="US", max_length=3)
    unit_table: str = Field(default="SAS", max_length=4)
    waiting_group: str = Field(default="", max_length=3)
    region: str = Field(default="", max_length=80)


class Plan(SQLModel, table=True):
    """A plan and its comfort level: standard E a ward, A a room of one's own, empty where none is registered."""

    __tablename__ = "plan"
    __table_args__ = (CheckConstraint("length(code) = 5", name="ck_plan_code"),)

    code: str = Field(primary_key=True, max_length=5)
    name: str = Field(max_length=30)
    characteristics_from: date
    standard: str = Field(default="", max_length=1)


class PlanMultiple(SQLModel, table=True):
    """The reimbursement multiple of a plan inside a product, from a date on (RE-006)."""

    __tablename__ = "plan_multiple"

    product_code: str = Field(primary_key=True, foreign_key="product.code")
    plan_code: str = Field(primary_key=True, foreign_key="plan.code")
    valid_from: date = Field(primary_key=True)
    multiple: Decimal = Field(sa_column=Column(Scaled(4), nullable=False))


class Policy(SQLModel, table=True):
    """The contract of one holder's family. Address, telephones and account are the family's.

    `payee` is who receives the reimbursements when that is not the holder.
    """

    __tablename__ = "policy"
    __table_args__ = (
        CheckConstraint("length(holder_number) = 14", name="ck_policy_holder_number"),
        CheckConstraint("due_day between 1 and 31", name="ck_policy_due_day"),
        CheckConstraint("billing in ('CBR','DCO','')", name="ck_policy_billing"),
        CheckConstraint("continuation in ('','dismissed','retired')", name="ck_policy_continuation"),
        CheckConstraint("cancelled_from is null or cancelled_from >= started_on", name="ck_policy_dates"),
    )

    holder_number: str = Field(primary_key=True, max_length=14)
    sponsor_code: str = Field(foreign_key="sponsor.code", index=True)
    product_code: str = Field(foreign_key="product.code")
    plan_code: str = Field(foreign_key="plan.code")
    adapted: bool
    adapted_on: date | None = None
    previous_plan_from: date | None = None
    started_on: date
    plan_from: date
    billing_form: str = Field(default="", max_length=1)
    billing: str = Field(default="", max_length=3)
    central_bank: str = Field(default="", max_length=3)
    due_day: int = 1
    cancelled_from: date | None = None
    court_deposit: bool = False
    continuation: str = Field(default="", max_length=9)
    continuation_from: date | None = None
    continuation_end: date | None = None
    additional_data: str = Field(default="", max_length=60)
    account_bank: str = Field(default="", max_length=4)
    account_branch: str = Field(default="", max_length=8)
    account_number: str = Field(default="", max_length=14)
    payee_name: str = Field(default="", max_length=60)
    payee_cpf: str = Field(default="", max_length=11)
    postal_code: str = Field(default="", max_length=8)
    street: str = Field(default="", max_length=50)
    street_number: str = Field(default="", max_length=6)
    complement: str = Field(default="", max_length=20)
    district: str = Field(default="", max_length=30)
    city: str = Field(default="", max_length=30)
    state: str = Field(default="", max_length=2)
    phone_1: str = Field(default="", max_length=11)
    phone_2: str = Field(default="", max_length=11)
    fax: str = Field(default="", max_length=11)
    email: str = Field(default="", max_length=50)
    pending_mailing: bool = False
    version: int = 1


class FormerPlan(SQLModel, table=True):
    """A plan a family had before the present one, in this policy or in an earlier insurance of the house.

    `ended_on` is its last day; `line_of_business` is the kind of contract it was held under.
    """

    __tablename__ = "former_plan"
    __table_args__ = (
        CheckConstraint("ended_on >= started_on", name="ck_former_plan_dates"),
        CheckConstraint(
            "line_of_business in ('individual','small_group','group','self_funded')", name="ck_former_plan_line"
        ),
    )

    holder_number: str = Field(primary_key=True, foreign_key="policy.holder_number")
    started_on: date = Field(primary_key=True)
    ended_on: date
    product_code: str = Field(foreign_key="product.code")
    plan_code: str = Field(foreign_key="plan.code")
    line_of_business: str = Field(max_length=12)


class Member(SQLModel, table=True):
    """A person insured under a policy. `search_name` is the folded name searches browse by."""

    __tablename__ = "member"
    __table_args__ = (
        CheckConstraint("length(member_number) = 16", name="ck_member_number"),
        CheckConstraint("sex in ('F','M')", name="ck_member_sex"),
        CheckConstraint("removed_from is null or removed_from >= started_on", name="ck_member_dates"),
    )

    member_number: str = Field(primary_key=True, max_length=16)
    holder_number: str = Field(foreign_key="policy.holder_number", index=True)
    person_suffix: str = Field(max_length=2)
    name: str = Field(max_length=60)
    search_name: str = Field(sa_column=Column(searched(60), nullable=False, index=True))
    birth_date: date
    sex: str = Field(max_length=1)
    cpf: str = Field(default="", max_length=11, index=True)
    relationship: str = Field(max_length=12)
    started_on: date
    removed_from: date | None = None
    removal_reason: str = Field(default="", max_length=60)
    moved_to: str = Field(default="", max_length=16)
    responsible_name: str = Field(default="", max_length=60)
    responsible_cpf: str = Field(default="", max_length=11)
    version: int = 1


class MemberNameToken(SQLModel, table=True):
    """One word of a member's folded name: finds a person by any parts of the name, in any order."""

    __tablename__ = "member_name_token"

    token: str = Field(sa_column=Column(searched(60), primary_key=True))
    member_number: str = Field(
        sa_column=Column(
            String(16), ForeignKey("member.member_number", ondelete="CASCADE"), primary_key=True, index=True
        )
    )


class WaitingPeriod(SQLModel, table=True):
    """A waiting period registered for one person: `ends_on` is its last day; the right starts the day after.

    `code` is the service class of the group (`waiting_period_groups`): 0 urgency, 2 admission, 3 delivery …
    """

    __tablename__ = "waiting_period"
    __table_args__ = (
        UniqueConstraint("member_number", "code", name="uq_waiting_period"),
        CheckConstraint("ends_on >= starts_on", name="ck_waiting_period_dates"),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_number: str = Field(foreign_key="member.member_number", index=True)
    group_number: str = Field(default="", max_length=3)
    code: str = Field(max_length=2)
    starts_on: date
    ends_on: date


class Cpt(SQLModel, table=True):
    """Temporary partial coverage of a declared pre-existing condition (EL-026)."""

    __tablename__ = "cpt"
    __table_args__ = (
        UniqueConstraint("member_number", "condition", name="uq_cpt"),
        CheckConstraint("ends_on >= starts_on", name="ck_cpt_dates"),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_number: str = Field(foreign_key="member.member_number", index=True)
    condition: str = Field(max_length=60)
    starts_on: date
    ends_on: date


class MemberBlock(SQLModel, table=True):
    """A block on a person: L injunction, P suspicion of pre-existence, A analysis."""

    __tablename__ = "member_block"
    __table_args__ = (
        UniqueConstraint("member_number", "code", "starts_on", name="uq_member_block"),
        CheckConstraint("code in ('L','P','A')", name="ck_member_block_code"),
    )

    id: int | None = Field(default=None, primary_key=True)
    member_number: str = Field(foreign_key="member.member_number", index=True)
    code: str = Field(max_length=1)
    starts_on: date
    ends_on: date | None = None
    reason: str = Field(max_length=120)
    detail: str = Field(default="", max_length=240)


class PolicyChange(SQLModel, table=True):
    """One change of a policy's data: what it was, what it became, who did it (JSON before and after)."""

    __tablename__ = "policy_change"

    id: int | None = Field(default=None, primary_key=True)
    holder_number: str = Field(foreign_key="policy.holder_number", index=True)
    audit_id: int
    action: str = Field(max_length=40)
    before: str
    after: str
