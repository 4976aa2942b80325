"""Runs migrations on the connection that the store hands over, in one transaction."""

from alembic import context

from mentordesk.records.base import Record

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Record.metadata,
    transactional_ddl=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
