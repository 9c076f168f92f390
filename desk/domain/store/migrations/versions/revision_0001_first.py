"""The first schema of the desk.

Revision: 0001
"""

import sqlalchemy as sa
from alembic import op

from desk.domain.store.migrations.append_only import forbid_changes

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table, and close the journal to updates and deletes."""
    op.create_table(
        "audit_event",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator_number", sa.String(7), nullable=False),
        sa.Column("unit_code", sa.String(4), nullable=False),
        sa.Column("terminal", sa.String(16), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("chain", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_audit_event_action", "audit_event", ["action"])
    op.create_index("ix_audit_event_subject", "audit_event", ["subject"])
    op.create_table(
        "authorization_counter",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last_sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year"),
    )
    op.create_table(
        "desk_meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "operator",
        sa.Column("number", sa.String(7), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("role", sa.String(3), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("unit_code", sa.String(4), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failed_attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("role in ('ATD','SEN','SUP','CON','TRN','REE','ADM')", name="ck_operator_role"),
        sa.CheckConstraint("failed_attempts >= 0", name="ck_operator_failed_attempts"),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "plan",
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("name", sa.String(30), nullable=False),
        sa.Column("characteristics_from", sa.Date(), nullable=False),
        sa.CheckConstraint("length(code) = 5", name="ck_plan_code"),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "postal_code",
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("street", sa.String(50), nullable=False),
        sa.Column("district", sa.String(30), nullable=False),
        sa.Column("city", sa.String(30), nullable=False),
        sa.Column("state", sa.String(2), nullable=False),
        sa.CheckConstraint("length(code) = 8", name="ck_postal_code"),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "procedure",
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("description", sa.String(80), nullable=False),
        sa.Column(
            "search_name",
            sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("needs_authorization", sa.Boolean(), nullable=True),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("blocked", sa.Boolean(), nullable=False),
        sa.Column("plastic", sa.Boolean(), nullable=False),
        sa.Column("block_level", sa.String(2), nullable=False),
        sa.Column("anaesthesia_class", sa.Integer(), nullable=False),
        sa.Column("attendance_types", sa.String(5), nullable=False),
        sa.Column("waiting_code", sa.String(2), nullable=False),
        sa.Column("sex", sa.String(1), nullable=False),
        sa.Column("minimum_age", sa.Integer(), nullable=True),
        sa.Column("maximum_age", sa.Integer(), nullable=True),
        sa.Column("maximum_quantity", sa.Integer(), nullable=True),
        sa.Column("average_days", sa.Integer(), nullable=True),
        sa.Column("single_execution", sa.Boolean(), nullable=False),
        sa.Column("recurrence_days", sa.Integer(), nullable=True),
        sa.Column("specialty", sa.String(30), nullable=False),
        sa.Column("exclusive_area", sa.String(20), nullable=False),
        sa.Column("adapted_only", sa.Boolean(), nullable=False),
        sa.Column("needs_report", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind in ('consultation','diagnosis','therapy','surgery','admission','maternity',"
            "'dental','material','drug','daily_rate')",
            name="ck_procedure_kind",
        ),
        sa.CheckConstraint("sex in ('','F','M')", name="ck_procedure_sex"),
        sa.CheckConstraint("length(code) = 8", name="ck_procedure_code"),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_index("ix_procedure_search_name", "procedure", ["search_name"])
    op.create_table(
        "product",
        sa.Column("code", sa.String(3), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("rulebook", sa.String(2), nullable=False),
        sa.Column("adapted", sa.Boolean(), nullable=True),
        sa.Column("coverage", sa.String(12), nullable=False),
        sa.Column("modular", sa.Boolean(), nullable=False),
        sa.Column("tipo_coverage", sa.Boolean(), nullable=True),
        sa.Column("reimburses", sa.Boolean(), nullable=False),
        sa.Column("reimburses_consultation", sa.Boolean(), nullable=False),
        sa.Column("unit_kind", sa.String(3), nullable=False),
        sa.Column("unit_table", sa.String(4), nullable=False),
        sa.Column("waiting_group", sa.String(3), nullable=False),
        sa.CheckConstraint("rulebook in ('DM','AZ','UF','PS')", name="ck_product_rulebook"),
        sa.CheckConstraint("unit_kind in ('US','USR')", name="ck_product_unit_kind"),
        sa.CheckConstraint("length(code) = 3", name="ck_product_code"),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "provider",
        sa.Column("cnpj", sa.String(14), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column(
            "search_name",
            sa.String(length=60).with_variant(sa.String(length=60, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("specialties", sa.String(200), nullable=False),
        sa.Column("address", sa.String(80), nullable=False),
        sa.Column("district", sa.String(30), nullable=False),
        sa.Column("city", sa.String(30), nullable=False),
        sa.Column("state", sa.String(2), nullable=False),
        sa.Column("region", sa.String(20), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("leave_reason", sa.String(1), nullable=False),
        sa.Column("unpublished", sa.Boolean(), nullable=False),
        sa.Column("closed_list", sa.Boolean(), nullable=False),
        sa.Column("audited", sa.Boolean(), nullable=False),
        sa.CheckConstraint("left_on is null or left_on >= joined_on", name="ck_provider_dates"),
        sa.CheckConstraint("length(cnpj) = 14", name="ck_provider_cnpj"),
        sa.PrimaryKeyConstraint("cnpj"),
    )
    op.create_index("ix_provider_search_name", "provider", ["search_name"])
    op.create_table(
        "service_unit",
        sa.Column("code", sa.String(4), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("city", sa.String(40), nullable=False),
        sa.Column("state", sa.String(2), nullable=False),
        sa.Column("has_consultant", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(code) = 4", name="ck_service_unit_code"),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "sponsor",
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("line_of_business", sa.String(12), nullable=False),
        sa.Column("group_name", sa.String(40), nullable=False),
        sa.Column("complementary_code", sa.String(5), nullable=False),
        sa.Column("reimbursement_payer", sa.String(1), nullable=False),
        sa.Column("pays_through_sponsor", sa.Boolean(), nullable=False),
        sa.Column("applies_preexistence", sa.Boolean(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("blocked_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "line_of_business in ('individual','small_group','group','self_funded')", name="ck_sponsor_line"
        ),
        sa.CheckConstraint("reimbursement_payer in ('A','C','D')", name="ck_sponsor_payer"),
        sa.CheckConstraint("length(code) = 5", name="ck_sponsor_code"),
        sa.PrimaryKeyConstraint("code"),
    )
    op.create_table(
        "submission",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("result", sa.String(40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "unit_value",
        sa.Column("kind", sa.String(3), nullable=False),
        sa.Column("product_code", sa.String(3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "product_code", "valid_from"),
    )
    op.create_table(
        "authority_limit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("role", sa.String(3), nullable=False),
        sa.Column("maximum_quantity", sa.Integer(), nullable=False),
        sa.Column("attendance_types", sa.String(5), nullable=False),
        sa.Column("products", sa.String(80), nullable=False),
        sa.Column("released_by", sa.String(20), nullable=False),
        sa.Column("condition", sa.String(120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("maximum_quantity > 0", name="ck_authority_limit_quantity"),
        sa.ForeignKeyConstraint(
            ["procedure_code"],
            ["procedure.code"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("procedure_code", "role", "products", "valid_from", name="uq_authority_limit"),
    )
    op.create_index("ix_authority_limit_procedure_code", "authority_limit", ["procedure_code"])
    op.create_table(
        "coverage_exception",
        sa.Column("product_code", sa.Text(), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("covered", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_code"],
            ["procedure.code"],
        ),
        sa.ForeignKeyConstraint(
            ["product_code"],
            ["product.code"],
        ),
        sa.PrimaryKeyConstraint("product_code", "procedure_code", "valid_from"),
    )
    op.create_table(
        "plan_multiple",
        sa.Column("product_code", sa.Text(), nullable=False),
        sa.Column("plan_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("multiple", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_code"],
            ["plan.code"],
        ),
        sa.ForeignKeyConstraint(
            ["product_code"],
            ["product.code"],
        ),
        sa.PrimaryKeyConstraint("product_code", "plan_code", "valid_from"),
    )
    op.create_table(
        "policy",
        sa.Column("holder_number", sa.String(14), nullable=False),
        sa.Column("sponsor_code", sa.Text(), nullable=False),
        sa.Column("product_code", sa.Text(), nullable=False),
        sa.Column("plan_code", sa.Text(), nullable=False),
        sa.Column("adapted", sa.Boolean(), nullable=False),
        sa.Column("adapted_on", sa.Date(), nullable=True),
        sa.Column("previous_plan_from", sa.Date(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("plan_from", sa.Date(), nullable=False),
        sa.Column("billing_form", sa.String(1), nullable=False),
        sa.Column("billing", sa.String(3), nullable=False),
        sa.Column("central_bank", sa.String(3), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.Column("cancelled_from", sa.Date(), nullable=True),
        sa.Column("court_deposit", sa.Boolean(), nullable=False),
        sa.Column("continuation", sa.String(9), nullable=False),
        sa.Column("continuation_from", sa.Date(), nullable=True),
        sa.Column("continuation_end", sa.Date(), nullable=True),
        sa.Column("additional_data", sa.String(60), nullable=False),
        sa.Column("account_bank", sa.String(4), nullable=False),
        sa.Column("account_branch", sa.String(8), nullable=False),
        sa.Column("account_number", sa.String(14), nullable=False),
        sa.Column("postal_code", sa.String(8), nullable=False),
        sa.Column("street", sa.String(50), nullable=False),
        sa.Column("street_number", sa.String(6), nullable=False),
        sa.Column("complement", sa.String(20), nullable=False),
        sa.Column("district", sa.String(30), nullable=False),
        sa.Column("city", sa.String(30), nullable=False),
        sa.Column("state", sa.String(2), nullable=False),
        sa.Column("phone_1", sa.String(11), nullable=False),
        sa.Column("phone_2", sa.String(11), nullable=False),
        sa.Column("fax", sa.String(11), nullable=False),
        sa.Column("email", sa.String(50), nullable=False),
        sa.Column("pending_mailing", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("billing in ('CBR','DCO','')", name="ck_policy_billing"),
        sa.CheckConstraint("continuation in ('','dismissed','retired')", name="ck_policy_continuation"),
        sa.CheckConstraint("cancelled_from is null or cancelled_from >= started_on", name="ck_policy_dates"),
        sa.CheckConstraint("due_day between 1 and 31", name="ck_policy_due_day"),
        sa.CheckConstraint("length(holder_number) = 14", name="ck_policy_holder_number"),
        sa.ForeignKeyConstraint(
            ["plan_code"],
            ["plan.code"],
        ),
        sa.ForeignKeyConstraint(
            ["product_code"],
            ["product.code"],
        ),
        sa.ForeignKeyConstraint(
            ["sponsor_code"],
            ["sponsor.code"],
        ),
        sa.PrimaryKeyConstraint("holder_number"),
    )
    op.create_index("ix_policy_sponsor_code", "policy", ["sponsor_code"])
    op.create_table(
        "procedure_units",
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("unit_table", sa.String(4), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_code"],
            ["procedure.code"],
        ),
        sa.PrimaryKeyConstraint("procedure_code", "unit_table", "valid_from"),
    )
    op.create_table(
        "product_network",
        sa.Column("product_code", sa.Text(), nullable=False),
        sa.Column("network_number", sa.String(3), nullable=False),
        sa.Column("search_order", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["product_code"],
            ["product.code"],
        ),
        sa.PrimaryKeyConstraint("product_code", "network_number"),
    )
    op.create_table(
        "provider_agreement",
        sa.Column("cnpj", sa.Text(), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cnpj"],
            ["provider.cnpj"],
        ),
        sa.ForeignKeyConstraint(
            ["procedure_code"],
            ["procedure.code"],
        ),
        sa.PrimaryKeyConstraint("cnpj", "procedure_code", "valid_from"),
    )
    op.create_table(
        "provider_network",
        sa.Column("cnpj", sa.Text(), nullable=False),
        sa.Column("network_number", sa.String(3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cnpj"],
            ["provider.cnpj"],
        ),
        sa.PrimaryKeyConstraint("cnpj", "network_number", "valid_from"),
    )
    op.create_index("ix_provider_network_network_number", "provider_network", ["network_number"])
    op.create_table(
        "reimbursement_cap",
        sa.Column("sponsor_code", sa.Text(), nullable=False),
        sa.Column("plan_code", sa.String(5), nullable=False),
        sa.Column("procedure_code", sa.String(8), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("maximum", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sponsor_code"],
            ["sponsor.code"],
        ),
        sa.PrimaryKeyConstraint("sponsor_code", "plan_code", "procedure_code", "valid_from"),
    )
    op.create_table(
        "installment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holder_number", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid_amount", sa.BigInteger(), nullable=True),
        sa.Column("returned", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(paid_on is null) = (paid_amount is null)", name="ck_installment_paid"),
        sa.CheckConstraint("number > 0", name="ck_installment_number"),
        sa.ForeignKeyConstraint(
            ["holder_number"],
            ["policy.holder_number"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("holder_number", "number", name="uq_installment"),
    )
    op.create_index("ix_installment_holder_number", "installment", ["holder_number"])
    op.create_table(
        "member",
        sa.Column("member_number", sa.String(16), nullable=False),
        sa.Column("holder_number", sa.Text(), nullable=False),
        sa.Column("person_suffix", sa.String(2), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column(
            "search_name",
            sa.String(length=60).with_variant(sa.String(length=60, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("birth_date", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(1), nullable=False),
        sa.Column("cpf", sa.String(11), nullable=False),
        sa.Column("relationship", sa.String(12), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("removed_from", sa.Date(), nullable=True),
        sa.Column("removal_reason", sa.String(60), nullable=False),
        sa.Column("moved_to", sa.String(16), nullable=False),
        sa.Column("responsible_name", sa.String(60), nullable=False),
        sa.Column("responsible_cpf", sa.String(11), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("sex in ('F','M')", name="ck_member_sex"),
        sa.CheckConstraint("length(member_number) = 16", name="ck_member_number"),
        sa.CheckConstraint("removed_from is null or removed_from >= started_on", name="ck_member_dates"),
        sa.ForeignKeyConstraint(
            ["holder_number"],
            ["policy.holder_number"],
        ),
        sa.PrimaryKeyConstraint("member_number"),
    )
    op.create_index("ix_member_cpf", "member", ["cpf"])
    op.create_index("ix_member_holder_number", "member", ["holder_number"])
    op.create_index("ix_member_search_name", "member", ["search_name"])
    op.create_table(
        "policy_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("holder_number", sa.Text(), nullable=False),
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["holder_number"],
            ["policy.holder_number"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_policy_change_holder_number", "policy_change", ["holder_number"])
    op.create_table(
        "cpt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_number", sa.Text(), nullable=False),
        sa.Column("condition", sa.String(60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name="ck_cpt_dates"),
        sa.ForeignKeyConstraint(
            ["member_number"],
            ["member.member_number"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("member_number", "condition", name="uq_cpt"),
    )
    op.create_index("ix_cpt_member_number", "cpt", ["member_number"])
    op.create_table(
        "member_block",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_number", sa.Text(), nullable=False),
        sa.Column("code", sa.String(1), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(120), nullable=False),
        sa.Column("detail", sa.String(240), nullable=False),
        sa.CheckConstraint("code in ('L','P','A')", name="ck_member_block_code"),
        sa.ForeignKeyConstraint(
            ["member_number"],
            ["member.member_number"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("member_number", "code", "starts_on", name="uq_member_block"),
    )
    op.create_index("ix_member_block_member_number", "member_block", ["member_number"])
    op.create_table(
        "member_name_token",
        sa.Column(
            "token",
            sa.String(length=60).with_variant(sa.String(length=60, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("member_number", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["member_number"], ["member.member_number"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token", "member_number"),
    )
    op.create_index("ix_member_name_token_member_number", "member_name_token", ["member_number"])
    op.create_table(
        "prior_authorization",
        sa.Column("number", sa.String(9), nullable=False),
        sa.Column("member_number", sa.Text(), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("attendance_type", sa.String(1), nullable=False),
        sa.Column("regional_office", sa.String(4), nullable=False),
        sa.Column("unit_code", sa.String(4), nullable=False),
        sa.Column("attendant_number", sa.String(7), nullable=False),
        sa.Column("responsible_number", sa.String(7), nullable=False),
        sa.Column("release_code", sa.String(3), nullable=False),
        sa.Column("provider_cnpj", sa.String(14), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("daily_rates", sa.Integer(), nullable=True),
        sa.Column("message", sa.String(160), nullable=False),
        sa.Column("council_number", sa.String(12), nullable=False),
        sa.Column("physician", sa.String(40), nullable=False),
        sa.Column("diagnosis", sa.String(60), nullable=False),
        sa.Column("cid", sa.String(6), nullable=False),
        sa.Column("disease_duration", sa.String(20), nullable=False),
        sa.Column("sessions_left", sa.Integer(), nullable=True),
        sa.Column("justification", sa.String(240), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status in ('Pendente','Encerrada','Negado','Excluído','Complem')", name="ck_authorization_status"
        ),
        sa.CheckConstraint("valid_until >= issued_on", name="ck_authorization_dates"),
        sa.ForeignKeyConstraint(
            ["member_number"],
            ["member.member_number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_prior_authorization_member_number", "prior_authorization", ["member_number"])
    op.create_table(
        "reimbursement_request",
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("member_number", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("origin", sa.String(20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("receipts", sa.Integer(), nullable=False),
        sa.Column("registrar", sa.String(7), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=False),
        sa.Column("reason_code", sa.String(3), nullable=False),
        sa.Column("reason_text", sa.String(80), nullable=False),
        sa.Column("payment_form", sa.String(20), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("account_bank", sa.String(4), nullable=False),
        sa.Column("account_branch", sa.String(8), nullable=False),
        sa.Column("account_number", sa.String(14), nullable=False),
        sa.Column("cheque_number", sa.String(10), nullable=False),
        sa.Column("cheque_issued_on", sa.Date(), nullable=True),
        sa.Column("through_sponsor", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(number) = 10", name="ck_reimbursement_request_number"),
        sa.ForeignKeyConstraint(
            ["member_number"],
            ["member.member_number"],
        ),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_reimbursement_request_member_number", "reimbursement_request", ["member_number"])
    op.create_table(
        "waiting_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_number", sa.Text(), nullable=False),
        sa.Column("group_number", sa.String(3), nullable=False),
        sa.Column("code", sa.String(2), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name="ck_waiting_period_dates"),
        sa.ForeignKeyConstraint(
            ["member_number"],
            ["member.member_number"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("member_number", "code", name="uq_waiting_period"),
    )
    op.create_index("ix_waiting_period_member_number", "waiting_period", ["member_number"])
    op.create_table(
        "authorization_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authorization_number", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("operator_number", sa.String(7), nullable=False),
        sa.Column("unit_code", sa.String(4), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("text", sa.String(240), nullable=False),
        sa.ForeignKeyConstraint(
            ["authorization_number"],
            ["prior_authorization.number"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_authorization_event_authorization_number", "authorization_event", ["authorization_number"])
    op.create_table(
        "authorization_line",
        sa.Column("authorization_number", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("refusal_code", sa.String(5), nullable=False),
        sa.CheckConstraint("quantity > 0", name="ck_authorization_line_quantity"),
        sa.ForeignKeyConstraint(
            ["authorization_number"],
            ["prior_authorization.number"],
        ),
        sa.ForeignKeyConstraint(
            ["procedure_code"],
            ["procedure.code"],
        ),
        sa.PrimaryKeyConstraint("authorization_number", "position"),
        sa.UniqueConstraint("authorization_number", "procedure_code", name="uq_authorization_line"),
    )
    op.create_index("ix_authorization_line_procedure_code", "authorization_line", ["procedure_code"])
    op.create_table(
        "reimbursement_item",
        sa.Column("request_number", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.Integer(), nullable=False),
        sa.Column("provider_name", sa.String(60), nullable=False),
        sa.Column("attended_on", sa.Date(), nullable=False),
        sa.Column("procedure_code", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("units", sa.BigInteger(), nullable=True),
        sa.Column("multiple", sa.BigInteger(), nullable=True),
        sa.Column("unit_value", sa.BigInteger(), nullable=True),
        sa.Column("computed", sa.BigInteger(), nullable=True),
        sa.Column("presented", sa.BigInteger(), nullable=True),
        sa.Column("paid", sa.BigInteger(), nullable=True),
        sa.Column("entry_kind", sa.String(12), nullable=False),
        sa.Column("reason_code", sa.String(3), nullable=False),
        sa.Column("reason_text", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(
            ["procedure_code"],
            ["procedure.code"],
        ),
        sa.ForeignKeyConstraint(
            ["request_number"],
            ["reimbursement_request.number"],
        ),
        sa.PrimaryKeyConstraint("request_number", "position"),
    )
    forbid_changes("audit_event")
