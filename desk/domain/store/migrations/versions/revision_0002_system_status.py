"""Which systems are up, who uses the Autorizador, which agreements are packages.

Revision: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table of systems and a mark on providers and on agreements, off for all that are there."""
    op.create_table(
        "system_status",
        sa.Column("system", sa.String(5), nullable=False),
        sa.Column("up", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator_number", sa.String(7), nullable=False),
        sa.CheckConstraint("system in ('EXTRA','AUTOM')", name="ck_system_status_system"),
        sa.PrimaryKeyConstraint("system"),
    )
    op.add_column(
        "provider", sa.Column("uses_autorizador", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "provider_agreement", sa.Column("package", sa.Boolean(), nullable=False, server_default=sa.false())
    )
