"""Sessions: the handicap measures apart, the orders carried out."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "amenagements",
        sa.Column("depot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ligne", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("candidature", sa.Text(), nullable=False),
        sa.Column("declare_le", sa.Date(), nullable=True),
        sa.Column("mesures", sa.Text(), nullable=True),
        sa.Column("temps_supplementaire", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["depot"], ["depots.rang"], name="fk_amenagements_depot"),
        sa.PrimaryKeyConstraint("depot", "ligne", name="pk_amenagements"),
    )
    op.create_table(
        "ordres",
        sa.Column("depot", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ligne", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("execute_le", sa.String(length=32), nullable=False),
        sa.Column("reussi", sa.Boolean(), nullable=False),
        sa.Column("resultat", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["depot"], ["depots.rang"], name="fk_ordres_depot"),
        sa.PrimaryKeyConstraint("depot", "ligne", name="pk_ordres"),
    )
