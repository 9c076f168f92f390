"""Alembic's entry: runs the pending revisions on the connection it is given."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"], transaction_per_migration=True, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
