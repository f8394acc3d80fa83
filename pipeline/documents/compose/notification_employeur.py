"""The notice to the employer: the same decision, and only the comments written for the employer (S0 §3.3, K28)."""

from pipeline.model.document import Document
from pipeline.model.dossier import Proclame

from . import courrier, intitules
from .contexte import Contexte
from .lecteurs import lu_par_l_employeur
from .specimen import specimen

TYPE = "notification-employeur"

_SUITE = {
    "certification": ("parchemin",),
    "deja_acquis": ("parchemin",),
    "partielle": ("acquis", "nouveau_passage"),
    "non_certification": ("nouveau_passage",),
    "ajournee": ("ajournement", "prochaine_reunion"),
    "blocs_tous": ("acquis", "autres_blocs"),
    "blocs_partie": ("acquis", "nouveau_passage"),
    "blocs_aucun": ("nouveau_passage",),
}


def notification_employeur(proclame: Proclame, contexte: Contexte) -> Document:
    pv, referentiel = proclame.dossier.pv, proclame.dossier.referentiel
    contexte = contexte.pour(referentiel)
    phrases, communs = contexte.phrases(TYPE), contexte.communs
    titulaire = intitules.titulaire(pv)
    organisme = pv.organisme or phrases("destinataire", titulaire=titulaire)
    courriel = (communs("courrier.courriel", email=pv.employeur_email),) if pv.employeur_email else ()
    return Document(
        type=TYPE,
        mise_en_page="lettre",
        titre=phrases("titre"),
        sous_titre=referentiel.intitule.valeur,
        sujet=phrases("sujet", titulaire=titulaire, cqp=referentiel.intitule.valeur),
        date=proclame.date_jpn,
        specimen=specimen(TYPE, referentiel, contexte.reglages),
        pied=phrases("pied", candidature=pv.candidature),
        lettre=courrier.lettre(phrases, proclame, contexte, (organisme, *courriel)),
        blocs=(
            *courrier.remplace(communs, proclame),
            *courrier.decision(phrases, proclame),
            *courrier.situation(communs, proclame),
            *courrier.suite(phrases, proclame, _SUITE[courrier.cas(proclame)]),
            *courrier.commentaires(phrases, lu_par_l_employeur(proclame)),
            courrier.contact(contexte),
        ),
    )
