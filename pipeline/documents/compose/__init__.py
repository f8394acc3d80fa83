"""The words of each document: from frozen values to ordered blocks; every sentence stands in `templates/textes/`."""

from .contexte import Contexte
from .dossier_certification import dossier_certification
from .envoi.bordereau_envoi import bordereau_envoi
from .jpn.annexe_nominative import annexe_nominative
from .jpn.dossier_anonyme import dossier_anonyme
from .jpn.ordre_du_jour import ordre_du_jour
from .jpn.proces_verbal import proces_verbal_jpn
from .lecteurs import competences_validees, lu_par_l_employeur, lu_par_le_candidat
from .notification_candidat import notification_candidat
from .notification_employeur import notification_employeur
from .parchemin import parchemin
from .proces_verbal import proces_verbal
from .recapitulatif_ccp import recapitulatif_ccp
from .session.aide_memoire import aide_memoire
from .session.attestation_formation import attestation_formation
from .session.bordereau_transmission import bordereau_transmission
from .session.compte_rendu import compte_rendu
from .session.convocation_candidat import convocation_candidat
from .session.convocation_jury import convocation_jury
from .session.declaration_liens import declaration_liens
from .session.emargement import emargement
from .session.fiche_responsable import fiche_responsable
from .session.fin_convocation_candidat import fin_convocation_candidat
from .session.liberation_jury import liberation_jury
from .session.note_de_frais import note_de_frais
from .session.planning import planning
from .specimen import reglages_manquants, specimen

__all__ = [
    "Contexte",
    "aide_memoire",
    "annexe_nominative",
    "attestation_formation",
    "bordereau_envoi",
    "bordereau_transmission",
    "competences_validees",
    "compte_rendu",
    "convocation_candidat",
    "convocation_jury",
    "declaration_liens",
    "dossier_anonyme",
    "dossier_certification",
    "emargement",
    "fiche_responsable",
    "fin_convocation_candidat",
    "liberation_jury",
    "lu_par_l_employeur",
    "lu_par_le_candidat",
    "note_de_frais",
    "notification_candidat",
    "notification_employeur",
    "ordre_du_jour",
    "parchemin",
    "planning",
    "proces_verbal",
    "proces_verbal_jpn",
    "recapitulatif_ccp",
    "reglages_manquants",
    "specimen",
]
