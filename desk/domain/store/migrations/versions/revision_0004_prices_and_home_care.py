"""Price tables, and the home-care programme.

Revision: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the three tables, empty."""
    op.create_table(
        "premium_price",
        sa.Column("insurer", sa.String(12), nullable=False),
        sa.Column("product_code", sa.Text(), nullable=False),
        sa.Column("plan_name", sa.String(30), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("age_from", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(5), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("unit in ('US','REAIS')", name="ck_premium_price_unit"),
        sa.CheckConstraint("value > 0", name="ck_premium_price_value"),
        sa.CheckConstraint("age_to is null or age_to >= age_from", name="ck_premium_price_ages"),
        sa.ForeignKeyConstraint(["product_code"], ["product.code"]),
        sa.PrimaryKeyConstraint("insurer", "product_code", "plan_name", "valid_from", "age_from"),
    )
    op.create_table(
        "home_care_attendance",
        sa.Column("number", sa.String(8), nullable=False),
        sa.Column("member_number", sa.Text(), nullable=False),
        sa.Column("provider_cnpj", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("history", sa.Boolean(), nullable=False),
        sa.CheckConstraint("ended_on is null or ended_on >= started_on", name="ck_home_care_dates"),
        sa.CheckConstraint("not history or ended_on is not null", name="ck_home_care_history"),
        sa.ForeignKeyConstraint(["member_number"], ["member.member_number"]),
        sa.ForeignKeyConstraint(["provider_cnpj"], ["provider.cnpj"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_home_care_attendance_member_number", "home_care_attendance", ["member_number"])
    op.create_index("ix_home_care_attendance_provider_cnpj", "home_care_attendance", ["provider_cnpj"])
    op.create_table(
        "home_care_occurrence",
        sa.Column("attendance_number", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("occurred_on", sa.Date(), nullable=False),
        sa.Column("situation", sa.String(20), nullable=False),
        sa.Column("text", sa.String(120), nullable=False),
        sa.CheckConstraint("position > 0", name="ck_home_care_occurrence_position"),
        sa.ForeignKeyConstraint(["attendance_number"], ["home_care_attendance.number"]),
        sa.PrimaryKeyConstraint("attendance_number", "position"),
    )
