"""Years of jury paritaire: samples, released words, rectifications, merges of persons, duplicates, print runs."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

INSTANT = sa.String(length=32)


def upgrade() -> None:
    _numeroter_plusieurs_fois()
    _table("echantillons", _cle("jpn", sa.Date()), _colonne("graine", sa.Text()), _colonne("tire_le", INSTANT))
    _table(
        "mots_liberes",
        _rang(),
        _colonne("candidature", sa.Text()),
        _colonne("mot", sa.Text()),
        _colonne("motif", sa.Text()),
        _colonne("le", INSTANT),
    )
    _table(
        "rectifications",
        _rang(),
        _colonne("candidature", sa.Text()),
        _colonne("jpn", sa.Date()),
        _colonne("motif", sa.Text()),
        _colonne("le", INSTANT),
        _colonne("decision", sa.Boolean()),
        sa.Column("nom", sa.Text(), nullable=True),
        sa.Column("prenom", sa.Text(), nullable=True),
    )
    _table(
        "fusions",
        _rang(),
        _colonne("une", sa.Text()),
        _colonne("autre", sa.Text()),
        _colonne("motif", sa.Text()),
        _colonne("le", INSTANT),
    )
    _table(
        "duplicatas",
        _rang(),
        _colonne("document", sa.Text()),
        _colonne("motif", sa.Text()),
        _colonne("le", INSTANT),
    )
    _imprimer()


def _imprimer() -> None:
    _table(
        "tirages",
        _rang(),
        _colonne("jpn", sa.Date()),
        _colonne("numero", sa.Integer()),
        _colonne("type", sa.Text()),
        _colonne("fichier", sa.Text()),
        _colonne("sha256", sa.String(length=64)),
        _colonne("par", sa.Text()),
        sa.Column("motif", sa.Text(), nullable=True),
        _colonne("le", INSTANT),
    )
    _table(
        "feuilles",
        _cle("tirage", sa.Integer()),
        _cle("rang", sa.Integer()),
        _colonne("document", sa.Text()),
        _colonne("exemplaires", sa.Integer()),
        cles=("tirage", "rang"),
        vers=("tirage", "tirages"),
    )
    _table(
        "suivis",
        _rang(),
        _colonne("document", sa.Text()),
        _colonne("etat", sa.Text()),
        _colonne("par", sa.Text()),
        sa.Column("precision", sa.Text(), nullable=True),
        _colonne("le", INSTANT),
    )


def _numeroter_plusieurs_fois() -> None:
    """A rectification draws another number for the same paper of the same candidature."""
    with op.batch_alter_table("numeros") as numeros:
        numeros.add_column(sa.Column("emission", sa.Integer(), nullable=False, server_default="1"))
        numeros.drop_constraint("uq_numeros_specimen_candidature_type", type_="unique")
        numeros.create_unique_constraint(
            "uq_numeros_specimen_candidature_type_emission", ["specimen", "candidature", "type", "emission"]
        )


def _colonne(nom: str, genre: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(nom, genre, nullable=False)


def _cle(nom: str, genre: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(nom, genre, autoincrement=False, nullable=False)


def _rang() -> sa.Column[Any]:
    return _cle("rang", sa.Integer())


def _table(
    nom: str, *colonnes: sa.Column[Any], cles: tuple[str, ...] = (), vers: tuple[str, str] | None = None
) -> None:
    """Its first column is its key unless `cles` say more; `vers`: a column and the table whose rank it holds."""
    contraintes: list[sa.Constraint] = [sa.PrimaryKeyConstraint(*(cles or (colonnes[0].name,)), name=f"pk_{nom}")]
    if vers:
        contraintes.append(sa.ForeignKeyConstraint([vers[0]], [f"{vers[1]}.rang"], name=f"fk_{nom}_{vers[0]}"))
    op.create_table(nom, *colonnes, *contraintes)
