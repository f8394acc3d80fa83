"""A juror who was convened is released: what holds no more, what becomes of what he received (S0 §6)."""

from pipeline.documents.compose.contexte import Contexte
from pipeline.documents.compose.dates import en_lettres, le_ou_les
from pipeline.model.document import Document, Encadre, Liste, Paragraphe, Titre
from pipeline.model.kit import Liberation, Version
from pipeline.model.referentiel import Referentiel

from .convocation import Convocation

TYPE = "liberation-jury"


def liberation_jury(
    d: Liberation, version: Version, referentiel: Referentiel, contexte: Contexte, *, reporte: bool = False
) -> Document:
    """A letter by itself, whatever its rank: the convocation that it names holds no more. `reporte`: with his jury."""
    seule = version.model_copy(update={"numero": 1, "remplace": None})
    c = Convocation(type=TYPE, lieu=d.lieu, version=seule, referentiel=referentiel, contexte=contexte)
    courriel = (contexte.communs("courrier.courriel", email=d.email),) if d.email else ()
    jours = le_ou_les(d.jours)
    annule = c.phrases("annule", date=en_lettres(d.convoque_le), jours=jours, jury=str(d.jury), role=d.role)
    return c.document(
        (d.nom, *((d.organisme,) if d.organisme else ()), *courriel),
        c.kit("convocation.jury", numero=str(d.jury)),
        (
            Encadre(titre=c.phrases("cadre"), textes=(annule,)),
            Paragraphe(texte=c.phrases("reporte" if reporte else "explication", cqp=d.lieu.cqp)),
            Titre(texte=c.phrases("suite.titre")),
            Liste(elements=c.phrases.toutes("suite.elements")),
            Paragraphe(texte=c.phrases("merci")),
        ),
        membre=d.nom,
    )
