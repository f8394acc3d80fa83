"""Replacements that a person confirmed (K40)."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "confirmations",
        sa.Column("depot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("le", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("depot", name="pk_confirmations"),
        sa.ForeignKeyConstraint(["depot"], ["depots.rang"], name="fk_confirmations_depot"),
    )
