"""What published convocations say of who, when and where: the planning they fixed, and what each was made from."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "plannings",
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("depot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("histoire", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("reglages", sa.Text(), nullable=False),
        sa.Column("rendu", sa.Integer(), nullable=True),
        sa.Column("en_attente", sa.Boolean(), nullable=False),
        sa.Column("arrete_le", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["depot"], ["depots.rang"], name="fk_plannings_depot"),
        sa.PrimaryKeyConstraint("session", "depot", name="pk_plannings"),
    )
    op.create_table(
        "convocations",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("depot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ligne", sa.Integer(), nullable=True),
        sa.Column("places", sa.Text(), nullable=False),
        sa.Column("entendus", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["depot"], ["depots.rang"], name="fk_convocations_depot"),
        sa.PrimaryKeyConstraint("document", name="pk_convocations"),
    )
