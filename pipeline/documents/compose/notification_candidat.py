"""The notice to the candidate: the decision, what is acquired, what is missing, what comes next (S0 §3.3)."""

from collections.abc import Iterator

from pipeline.model.document import Bloc, Document, Paragraphe
from pipeline.model.dossier import Proclame
from pipeline.model.resultat_officiel import LuParLeCandidat
from pipeline.texts import Phrases

from . import courrier, intitules, officiel
from .contexte import Contexte
from .lecteurs import ajournee, lu_par_le_candidat
from .specimen import specimen

TYPE = "notification-candidat"

_SUITE = {
    "certification": ("felicitations", "parchemin"),
    "deja_acquis": (
        "felicitations",
        "parchemin",
    ),
    "partielle": ("acquis", "nouveau_passage"),
    "non_certification": ("nouveau_passage",),
    "ajournee": ("ajournement", "prochaine_reunion"),
    "blocs_tous": ("felicitations", "acquis", "autres_blocs"),
    "blocs_partie": ("acquis", "nouveau_passage"),
    "blocs_aucun": ("nouveau_passage",),
}


def notification_candidat(proclame: Proclame, contexte: Contexte) -> Document:
    pv, referentiel = proclame.dossier.pv, proclame.dossier.referentiel
    lu = lu_par_le_candidat(proclame)
    contexte = contexte.pour(referentiel)
    phrases, communs = contexte.phrases(TYPE), contexte.communs
    titulaire = intitules.titulaire(pv)
    destinataire = (titulaire, *((communs("courrier.courriel", email=pv.email),) if pv.email else ()))
    return Document(
        type=TYPE,
        mise_en_page="lettre",
        titre=phrases("titre"),
        sous_titre=referentiel.intitule.valeur,
        sujet=phrases("sujet", titulaire=titulaire, cqp=referentiel.intitule.valeur),
        date=proclame.date_jpn,
        specimen=specimen(TYPE, referentiel, contexte.reglages),
        pied=phrases("pied", candidature=pv.candidature),
        lettre=courrier.lettre(phrases, proclame, contexte, destinataire),
        blocs=(
            *courrier.remplace(communs, proclame),
            *courrier.decision(phrases, proclame),
            *courrier.situation(communs, proclame),
            *courrier.suite(phrases, proclame, _SUITE[courrier.cas(proclame)]),
            *courrier.commentaires(phrases, lu),
            *_preconisation(phrases, lu),
            *_contestation(phrases, contexte, proclame),
            courrier.contact(contexte),
        ),
    )


def _preconisation(phrases: Phrases, lu: LuParLeCandidat) -> Iterator[Bloc]:
    """Its kind, then its words."""
    genre, texte = lu.preconisation_type, lu.preconisation
    if not (genre or texte):
        return
    yield Paragraphe(texte=phrases(f"preconisation.{genre.name if genre else 'SANS'}"))
    if texte:
        yield Paragraphe(style="citation", texte=texte)


def _contestation(phrases: Phrases, contexte: Contexte, proclame: Proclame) -> Iterator[Bloc]:
    """The delays and ways are the certifier's to say: none is invented (S0 §3.3.3, K38)."""
    if ajournee(proclame):
        return
    yield Paragraphe(texte=phrases(f"contestation.{proclame.dossier.referentiel.regime.valeur}"))
    yield Paragraphe(texte=officiel.reglage(contexte, "contestation"))
