"""Former plans, what each life costs, invoices of companies, who receives the reimbursements.

Revision: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the three tables and two columns of the policy, empty for all that are there."""
    op.create_table(
        "former_plan",
        sa.Column("holder_number", sa.Text(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("product_code", sa.Text(), nullable=False),
        sa.Column("plan_code", sa.Text(), nullable=False),
        sa.Column("line_of_business", sa.String(12), nullable=False),
        sa.CheckConstraint("ended_on >= started_on", name="ck_former_plan_dates"),
        sa.CheckConstraint(
            "line_of_business in ('individual','small_group','group','self_funded')", name="ck_former_plan_line"
        ),
        sa.ForeignKeyConstraint(["holder_number"], ["policy.holder_number"]),
        sa.ForeignKeyConstraint(["product_code"], ["product.code"]),
        sa.ForeignKeyConstraint(["plan_code"], ["plan.code"]),
        sa.PrimaryKeyConstraint("holder_number", "started_on"),
    )
    op.create_table(
        "member_premium",
        sa.Column("member_number", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("age_from", sa.Integer(), nullable=True),
        sa.Column("age_to", sa.Integer(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount >= 0", name="ck_member_premium_amount"),
        sa.ForeignKeyConstraint(["member_number"], ["member.member_number"]),
        sa.PrimaryKeyConstraint("member_number", "valid_from"),
    )
    op.create_table(
        "sponsor_invoice",
        sa.Column("sponsor_code", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("number > 0", name="ck_sponsor_invoice_number"),
        sa.CheckConstraint("(paid_on is null) = (paid_amount is null)", name="ck_sponsor_invoice_paid"),
        sa.ForeignKeyConstraint(["sponsor_code"], ["sponsor.code"]),
        sa.PrimaryKeyConstraint("sponsor_code", "number"),
    )
    op.add_column("policy", sa.Column("payee_name", sa.String(60), nullable=False, server_default=""))
    op.add_column("policy", sa.Column("payee_cpf", sa.String(11), nullable=False, server_default=""))
