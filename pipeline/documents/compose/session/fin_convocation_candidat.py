"""A candidate who was convened is expected no more: which convocation holds no more, and what comes next (S0 §6)."""

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import en_lettres, le_ou_les
from pipeline.model.document import Document, Encadre, Liste, Paragraphe, Titre
from pipeline.model.kit import FinDeConvocation, Version
from pipeline.model.referentiel import Referentiel

from .convocation import Convocation

TYPE = "fin-convocation-candidat"


def fin_convocation_candidat(
    d: FinDeConvocation, version: Version, referentiel: Referentiel, contexte: Contexte
) -> Document:
    """A letter by itself, whatever its rank; neither a result, nor a measure, nor who else is concerned (K3, K29)."""
    seule = version.model_copy(update={"numero": 1, "remplace": None})
    c = Convocation(type=TYPE, lieu=d.lieu, version=seule, referentiel=referentiel, contexte=contexte)
    qui = f"{d.prenom} {d.nom}"
    courriel = (contexte.communs("courrier.courriel", email=d.email),) if d.email else ()
    annule = c.phrases("annule", date=en_lettres(d.convoque_le), jours=le_ou_les(d.jours))
    cas = "reporte" if d.reporte else "retire"
    return c.document(
        (qui, *courriel),
        contexte.communs("courrier.candidature", candidature=d.candidature),
        (
            Encadre(titre=c.phrases("cadre"), textes=(annule,)),
            Paragraphe(texte=c.phrases(cas, cqp=d.lieu.cqp)),
            Titre(texte=c.phrases("suite.titre")),
            Liste(elements=c.phrases.toutes(f"suite.{cas}")),
        ),
        candidat=qui,
        candidature=d.candidature,
    )
