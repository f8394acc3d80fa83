"""What Alembic runs: the migrations, in the transaction that `registre.ouvrir` began. All of them or none."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
