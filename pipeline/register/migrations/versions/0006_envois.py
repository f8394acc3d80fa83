"""What was sent, and when a person said so: the proclamation is another fact (K45)."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "envois",
        sa.Column("rang", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("objet", sa.Text(), nullable=False),
        sa.Column("cle", sa.Text(), nullable=False),
        sa.Column("envoye_le", sa.String(length=32), nullable=False),
        sa.Column("par", sa.Text(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("note_le", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("rang", name="pk_envois"),
    )
