"""The first register."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "depots",
        sa.Column("rang", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fichier", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("taille", sa.Integer(), nullable=False),
        sa.Column("recu_le", sa.String(length=32), nullable=False),
        sa.Column("essais", sa.Integer(), nullable=False),
        sa.Column("etat", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("candidature", sa.Text(), nullable=True),
        sa.Column("session", sa.Text(), nullable=True),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("rendu_le", sa.String(length=32), nullable=True),
        sa.Column("annule_le", sa.String(length=32), nullable=True),
        sa.Column("annule_motif", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rang", name="pk_depots"),
    )
    op.create_index("ix_depots_sha256", "depots", ["sha256"], unique=False)
    op.create_table(
        "documents",
        sa.Column("rang", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("candidature", sa.Text(), nullable=True),
        sa.Column("session", sa.Text(), nullable=True),
        sa.Column("cle", sa.String(length=64), nullable=False),
        sa.Column("docx", sa.Text(), nullable=False),
        sa.Column("pdf", sa.Text(), nullable=False),
        sa.Column("sha256_docx", sa.String(length=64), nullable=False),
        sa.Column("sha256_pdf", sa.String(length=64), nullable=False),
        sa.Column("fige", sa.Boolean(), nullable=False),
        sa.Column("etat", sa.Text(), nullable=False),
        sa.Column("annonce_le", sa.String(length=32), nullable=False),
        sa.Column("publie_le", sa.String(length=32), nullable=True),
        sa.Column("revoque_le", sa.String(length=32), nullable=True),
        sa.Column("revoque_motif", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("rang", name="pk_documents"),
        sa.UniqueConstraint("id", name="uq_documents_id"),
    )
    op.create_index("ix_documents_docx", "documents", ["docx"], unique=False)
    op.create_table(
        "dossiers_jpn",
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("jpn", sa.Date(), nullable=False),
        sa.Column("candidature", sa.Text(), nullable=False),
        sa.Column("inscrit_le", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("numero", name="pk_dossiers_jpn"),
        sa.UniqueConstraint("jpn", "candidature", name="uq_dossiers_jpn_jpn_candidature"),
    )
    op.create_table(
        "journal",
        sa.Column("rang", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("le", sa.String(length=32), nullable=False),
        sa.Column("quoi", sa.Text(), nullable=False),
        sa.Column("sur", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("precedent", sa.String(length=64), nullable=False),
        sa.Column("empreinte", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("rang", name="pk_journal"),
    )
    op.create_table(
        "numeros",
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("specimen", sa.Boolean(), nullable=False),
        sa.Column("sigle", sa.Text(), nullable=False),
        sa.Column("annee", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("candidature", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("tire_le", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("numero", name="pk_numeros"),
        sa.UniqueConstraint("specimen", "candidature", "type", name="uq_numeros_specimen_candidature_type"),
        sa.UniqueConstraint("specimen", "sigle", "annee", "rang", name="uq_numeros_specimen_sigle_annee_rang"),
    )
    op.create_table(
        "proclamations",
        sa.Column("jpn", sa.Date(), nullable=False),
        sa.Column("proclame_le", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("jpn", name="pk_proclamations"),
    )
    op.create_table(
        "vue_personnes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("nom", sa.Text(), nullable=False),
        sa.Column("prenom", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_vue_personnes"),
    )
    op.create_table(
        "vue_acquis",
        sa.Column("personne", sa.Text(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("nature", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("referentiel", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["personne"], ["vue_personnes.id"], name="fk_vue_acquis_personne"),
        sa.PrimaryKeyConstraint("personne", "rang", name="pk_vue_acquis"),
    )
    op.create_table(
        "vue_candidatures",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=True),
        sa.Column("personne", sa.Text(), nullable=True),
        sa.Column("nom", sa.Text(), nullable=True),
        sa.Column("prenom", sa.Text(), nullable=True),
        sa.Column("referentiel", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("voie", sa.Text(), nullable=True),
        sa.Column("portee", sa.Text(), nullable=True),
        sa.Column("etat", sa.Text(), nullable=False),
        sa.Column("calcul", sa.Text(), nullable=True),
        sa.Column("avis", sa.Text(), nullable=True),
        sa.Column("cqp_complet", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["personne"], ["vue_personnes.id"], name="fk_vue_candidatures_personne"),
        sa.PrimaryKeyConstraint("id", name="pk_vue_candidatures"),
    )
    op.create_table(
        "vue_cqp",
        sa.Column("personne", sa.Text(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("parchemin", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["personne"], ["vue_personnes.id"], name="fk_vue_cqp_personne"),
        sa.PrimaryKeyConstraint("personne", "rang", name="pk_vue_cqp"),
    )
    op.create_table(
        "vue_decisions",
        sa.Column("candidature", sa.Text(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("numero", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("motif", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["candidature"], ["vue_candidatures.id"], name="fk_vue_decisions_candidature"),
        sa.PrimaryKeyConstraint("candidature", name="pk_vue_decisions"),
    )
    op.create_table(
        "vue_decisions_blocs",
        sa.Column("candidature", sa.Text(), nullable=False),
        sa.Column("bloc", sa.Text(), nullable=False),
        sa.Column("attribue", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidature"], ["vue_decisions.candidature"], name="fk_vue_decisions_blocs_candidature"
        ),
        sa.PrimaryKeyConstraint("candidature", "bloc", name="pk_vue_decisions_blocs"),
    )
