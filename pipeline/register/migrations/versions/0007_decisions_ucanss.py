"""The decisions of Ucanss that release a dossier past the dates of its registration (K26)."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "decisions_ucanss",
        sa.Column("rang", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("candidature", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("par", sa.Text(), nullable=False),
        sa.Column("le", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("rang", name="pk_decisions_ucanss"),
    )
