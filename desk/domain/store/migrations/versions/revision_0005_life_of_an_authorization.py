"""The whole life of an authorization: cases sent, information asked for, letters, papers, printouts.

Revision: 0005
"""

import sqlalchemy as sa
from alembic import op

from desk.domain.store.types import UtcMoment

revision = "0005"
down_revision = "0004"

_TEXTS = (
    ("procedure", "places", 60),
    ("procedure", "standards", 5),
    ("plan", "standard", 1),
    ("product", "region", 80),
    ("service_unit", "area", 12),
    ("prior_authorization", "programme", 9),
    ("prior_authorization", "drug", 30),
    ("authorization_event", "procedure_code", 8),
    ("authorization_event", "responsible_number", 7),
    ("authorization_event", "responsible_name", 60),
    ("authorization_event", "responsible_area", 40),
    ("authority_limit", "sex", 1),
)
_FLAGS = (("procedure", "outpatient"), ("prior_authorization", "newborn"))
_CONDITIONS = ("minimum_age", "maximum_age", "window_days")
"""Of a line of the authority table, beside the sex."""


def upgrade() -> None:
    """Widen the tables with what the remaining blocks ask, and add the new ones, empty."""
    for table, name, length in _TEXTS:
        op.add_column(table, sa.Column(name, sa.String(length), nullable=False, server_default=""))
    for table, name in _FLAGS:
        op.add_column(table, sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in _CONDITIONS:
        op.add_column("authority_limit", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("prior_authorization", sa.Column("born_on", sa.Date(), nullable=True))
    op.add_column("authorization_event", sa.Column("data", sa.Text(), nullable=False, server_default="{}"))
    _authorization_tables()
    _referral_tables()
    op.create_table(
        "unit_holiday",
        sa.Column("unit_code", sa.String(4), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(["unit_code"], ["service_unit.code"]),
        sa.PrimaryKeyConstraint("unit_code", "day"),
    )
    op.create_table(
        "printout",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("member_number", sa.String(16), nullable=False),
        sa.Column("copy_number", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("operator_number", sa.String(7), nullable=False),
        sa.Column("unit_code", sa.String(4), nullable=False),
        sa.Column("file", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_printout_subject", "printout", ["subject"])


def _authorization_tables() -> None:
    op.create_table(
        "authorization_paper",
        sa.Column("authorization_number", sa.Text(), nullable=False),
        sa.Column("paper", sa.String(20), nullable=False),
        sa.Column("presented", sa.Boolean(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["authorization_number"], ["prior_authorization.number"]),
        sa.PrimaryKeyConstraint("authorization_number", "paper"),
    )
    op.create_table(
        "authorization_payment",
        sa.Column("authorization_number", sa.Text(), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["authorization_number"], ["prior_authorization.number"]),
        sa.ForeignKeyConstraint(["procedure_code"], ["procedure.code"]),
        sa.PrimaryKeyConstraint("authorization_number", "procedure_code"),
    )
    op.create_table(
        "information_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authorization_number", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(12), nullable=False),
        sa.Column("reasons", sa.String(120), nullable=False),
        sa.Column("questions", sa.String(480), nullable=False),
        sa.Column("addressee", sa.String(8), nullable=False),
        sa.Column("asked_at", UtcMoment(), nullable=False),
        sa.Column("asked_by", sa.String(7), nullable=False),
        sa.Column("answered_at", UtcMoment(), nullable=True),
        sa.Column("answered_by", sa.String(7), nullable=False),
        sa.Column("answer", sa.String(480), nullable=False),
        sa.Column("physician", sa.String(40), nullable=False),
        sa.Column("council_number", sa.String(12), nullable=False),
        sa.CheckConstraint("addressee in ('insured','provider')", name="ck_information_request_addressee"),
        sa.ForeignKeyConstraint(["authorization_number"], ["prior_authorization.number"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("authorization_number", "sequence", name="uq_information_request"),
    )
    op.create_index("ix_information_request_authorization_number", "information_request", ["authorization_number"])
    op.create_table(
        "authorization_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authorization_number", sa.Text(), nullable=False),
        sa.Column("model", sa.String(30), nullable=False),
        sa.Column("number", sa.String(3), nullable=False),
        sa.Column("addressee", sa.String(8), nullable=False),
        sa.Column("procedure_code", sa.String(8), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", UtcMoment(), nullable=False),
        sa.Column("written_by", sa.String(7), nullable=False),
        sa.ForeignKeyConstraint(["authorization_number"], ["prior_authorization.number"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_authorization_letter_authorization_number", "authorization_letter", ["authorization_number"]
    )


def _referral_tables() -> None:
    op.create_table(
        "referral",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("area", sa.String(12), nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("member_number", sa.Text(), nullable=False),
        sa.Column("authorization_number", sa.Text(), nullable=True),
        sa.Column("unit_code", sa.String(4), nullable=False),
        sa.Column("asked_by", sa.String(7), nullable=False),
        sa.Column("asked_at", UtcMoment(), nullable=False),
        sa.Column("promised_at", UtcMoment(), nullable=True),
        sa.Column("due_at", UtcMoment(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("codes", sa.String(120), nullable=False),
        sa.Column("note", sa.String(240), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("reminded_at", UtcMoment(), nullable=True),
        sa.Column("answer", sa.String(12), nullable=False),
        sa.Column("answer_text", sa.String(240), nullable=False),
        sa.Column("answered_by", sa.String(7), nullable=False),
        sa.Column("answered_at", UtcMoment(), nullable=True),
        sa.Column("seen_at", UtcMoment(), nullable=True),
        sa.Column("submission", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state in ('waiting','more','answered','withdrawn')", name="ck_referral_state"),
        sa.CheckConstraint(
            "kind in ('release','routing','reanalysis','information','expert','review')", name="ck_referral_kind"
        ),
        sa.CheckConstraint("(state = 'answered') = (answer <> '')", name="ck_referral_answer"),
        sa.ForeignKeyConstraint(["member_number"], ["member.member_number"]),
        sa.ForeignKeyConstraint(["authorization_number"], ["prior_authorization.number"]),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("submission"),
    )
    op.create_index("ix_referral_state_area", "referral", ["state", "area"])
    op.create_index("ix_referral_asker", "referral", ["asked_by", "state"])
    op.create_index("ix_referral_member_number", "referral", ["member_number"])
    op.create_index("ix_referral_authorization_number", "referral", ["authorization_number"])
    op.create_table(
        "referral_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_number", sa.Integer(), nullable=False),
        sa.Column("at", UtcMoment(), nullable=False),
        sa.Column("operator_number", sa.String(7), nullable=False),
        sa.Column("unit_code", sa.String(4), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("text", sa.String(240), nullable=False),
        sa.ForeignKeyConstraint(["referral_number"], ["referral.number"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_referral_event_referral_number", "referral_event", ["referral_number"])
