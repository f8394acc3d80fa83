"""The tables. Those named `vue_…` are rewritten from what the rules compute; the others are the truth."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from pipeline.model.moment import PARIS


class Instant(TypeDecorator[datetime]):
    """A moment, kept as UTC ISO 8601 text of fixed width (so it sorts), given back on the clock of Paris."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without its time zone: {value!r}")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        del dialect
        return None if value is None else datetime.fromisoformat(value).astimezone(PARIS)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

depots = Table(
    "depots",
    metadata,
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("fichier", Text, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("taille", Integer, nullable=False),
    Column("recu_le", Instant, nullable=False),
    Column("essais", Integer, nullable=False),
    Column("etat", Text, nullable=False),
    Column("type", Text),
    Column("candidature", Text),
    Column("session", Text),
    Column("details", Text),  # JSON: what it says, its anomalies, the cells they stand in
    Column("rendu_le", Instant),  # when the source left the inbox
    Column("annule_le", Instant),
    Column("annule_motif", Text),
)

amenagements = Table(
    "amenagements",
    metadata,
    Column("depot", Integer, ForeignKey("depots.rang"), primary_key=True, autoincrement=False),
    Column("ligne", Integer, primary_key=True, autoincrement=False),
    Column("candidature", Text, nullable=False),
    Column("declare_le", Date),
    Column("mesures", Text),
    Column("temps_supplementaire", Integer),
)

ordres = Table(
    "ordres",
    metadata,
    Column("depot", Integer, ForeignKey("depots.rang"), primary_key=True, autoincrement=False),
    Column("ligne", Integer, primary_key=True, autoincrement=False),
    Column("execute_le", Instant, nullable=False),
    Column("reussi", Boolean, nullable=False),
    Column("resultat", Text, nullable=False),
)

dossiers_jpn = Table(
    "dossiers_jpn",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("jpn", Date, nullable=False),
    Column("candidature", Text, nullable=False),
    Column("inscrit_le", Instant, nullable=False),
    UniqueConstraint("jpn", "candidature"),
)

proclamations = Table(
    "proclamations",
    metadata,
    Column("jpn", Date, primary_key=True),
    Column("proclame_le", Instant, nullable=False),
)

numeros = Table(
    "numeros",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("specimen", Boolean, nullable=False),
    Column("sigle", Text, nullable=False),
    Column("annee", Integer, nullable=False),
    Column("rang", Integer, nullable=False),
    Column("candidature", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("emission", Integer, nullable=False, server_default="1"),  # more than 1: after a rectification
    Column("tire_le", Instant, nullable=False),
    UniqueConstraint("specimen", "sigle", "annee", "rang"),
    UniqueConstraint("specimen", "candidature", "type", "emission"),
)

echantillons = Table(
    "echantillons",
    metadata,
    Column("jpn", Date, primary_key=True),
    Column("graine", Text, nullable=False),
    Column("tire_le", Instant, nullable=False),
)

mots_liberes = Table(
    "mots_liberes",
    metadata,
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("candidature", Text, nullable=False),
    Column("mot", Text, nullable=False),
    Column("motif", Text, nullable=False),
    Column("le", Instant, nullable=False),
)

rectifications = Table(
    "rectifications",
    metadata,
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("candidature", Text, nullable=False),
    Column("jpn", Date, nullable=False),
    Column("motif", Text, nullable=False),
    Column("le", Instant, nullable=False),
    Column("decision", Boolean, nullable=False),  # false: the decision stands, its documents are made again
    Column("nom", Text),
    Column("prenom", Text),
)

fusions = Table(
    "fusions",
    metadata,
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("une", Text, nullable=False),  # a candidature of each: they stay, whatever becomes of a person's id
    Column("autre", Text, nullable=False),
    Column("motif", Text, nullable=False),
    Column("le", Instant, nullable=False),
)

confirmations = Table(
    "confirmations",
    metadata,
    Column("depot", Integer, ForeignKey("depots.rang"), primary_key=True, autoincrement=False),
    Column("motif", Text, nullable=False),
    Column("le", Instant, nullable=False),
)

decisions_ucanss = Table(
    "decisions_ucanss",
    metadata,
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("candidature", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("motif", Text, nullable=False),
    Column("par", Text, nullable=False),
    Column("le", Instant, nullable=False),
)

duplicatas = Table(
    "duplicatas",
    metadata,
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
    Column("motif", Text, nullable=False),
    Column("le", Instant, nullable=False),
)

tirages = Table(
    "tirages",
    metadata,
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("jpn", Date, nullable=False),
    Column("numero", Integer, nullable=False),  # of the run among those of the date
    Column("type", Text, nullable=False),
    Column("fichier", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("par", Text, nullable=False),
    Column("motif", Text),  # why sheets are printed again
    Column("le", Instant, nullable=False),
)

feuilles = Table(
    "feuilles",
    metadata,
    Column("tirage", Integer, ForeignKey("tirages.rang"), primary_key=True, autoincrement=False),
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
    Column("exemplaires", Integer, nullable=False),
)

suivis = Table(
    "suivis",
    metadata,
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
    Column("etat", Text, nullable=False),
    Column("par", Text, nullable=False),
    Column("precision", Text),
    Column("le", Instant, nullable=False),
)

envois = Table(
    "envois",
    metadata,
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("objet", Text, nullable=False),
    Column("cle", Text, nullable=False),
    Column("envoye_le", Instant, nullable=False),
    Column("par", Text, nullable=False),
    Column("precision", Text),
    Column("note_le", Instant, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("candidature", Text),
    Column("session", Text),
    Column("cle", String(64), nullable=False),
    Column("docx", Text, nullable=False, index=True),
    Column("pdf", Text, nullable=False),
    Column("sha256_docx", String(64), nullable=False),
    Column("sha256_pdf", String(64), nullable=False),
    Column("fige", Boolean, nullable=False),
    Column("etat", Text, nullable=False),
    Column("annonce_le", Instant, nullable=False),
    Column("publie_le", Instant),
    Column("revoque_le", Instant),
    Column("revoque_motif", Text),
)

plannings = Table(
    "plannings",
    metadata,
    Column("session", Text, primary_key=True),
    Column("depot", Integer, ForeignKey("depots.rang"), primary_key=True, autoincrement=False),  # the last received
    Column("histoire", Text, nullable=False),  # JSON: the deposits it comes from
    Column("places", Text, nullable=False),  # JSON: who, when, before whom; no duration (K29)
    Column("reglages", Text, nullable=False),  # the hours of cqp.toml it was computed with
    Column("rendu", Integer),  # the last planning given back
    Column("en_attente", Boolean, nullable=False),  # it has faults, and was not applied
    Column("arrete_le", Instant, nullable=False),
)

convocations = Table(
    "convocations",
    metadata,
    Column("document", Text, primary_key=True),
    Column("depot", Integer, ForeignKey("depots.rang"), nullable=False),  # the workbook it was made from
    Column("ligne", Integer),  # of the juror in that workbook
    Column("places", Text, nullable=False),
    Column("entendus", Text, nullable=False),  # JSON: the candidatures that a juror was told of
)

journal = Table(
    "journal",
    metadata,
    Column("rang", Integer, primary_key=True, autoincrement=False),
    Column("le", Instant, nullable=False),
    Column("quoi", Text, nullable=False),
    Column("sur", Text, nullable=False),
    Column("detail", Text, nullable=False),  # JSON
    Column("precedent", String(64), nullable=False),
    Column("empreinte", String(64), nullable=False),
)

vue_personnes = Table(
    "vue_personnes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("nom", Text, nullable=False),
    Column("prenom", Text, nullable=False),
)

vue_acquis = Table(
    "vue_acquis",
    metadata,
    Column("personne", Text, ForeignKey("vue_personnes.id"), primary_key=True),
    Column("rang", Integer, primary_key=True),
    Column("nature", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("referentiel", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("source", Text, nullable=False),
)

vue_cqp = Table(
    "vue_cqp",
    metadata,
    Column("personne", Text, ForeignKey("vue_personnes.id"), primary_key=True),
    Column("rang", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("parchemin", Text),
)

vue_candidatures = Table(
    "vue_candidatures",
    metadata,
    Column("id", Text, primary_key=True),
    Column("session", Text),
    Column("personne", Text, ForeignKey("vue_personnes.id")),
    Column("nom", Text),
    Column("prenom", Text),
    Column("referentiel", Text),
    Column("version", Text),
    Column("voie", Text),
    Column("portee", Text),
    Column("etat", Text, nullable=False),
    Column("calcul", Text),
    Column("avis", Text),
    Column("cqp_complet", Boolean, nullable=False),
)

vue_decisions = Table(
    "vue_decisions",
    metadata,
    Column("candidature", Text, ForeignKey("vue_candidatures.id"), primary_key=True),
    Column("date", Date, nullable=False),
    Column("numero", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("motif", Text),
)

vue_decisions_blocs = Table(
    "vue_decisions_blocs",
    metadata,
    Column("candidature", Text, ForeignKey("vue_decisions.candidature"), primary_key=True),
    Column("bloc", Text, primary_key=True),
    Column("attribue", Boolean, nullable=False),
)

VUES = (vue_personnes, vue_acquis, vue_cqp, vue_candidatures, vue_decisions, vue_decisions_blocs)
