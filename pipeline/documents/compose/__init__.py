"""The words of each document: from frozen values to ordered blocks; every sentence stands in `templates/textes/`."""

from .contexte import Contexte
from .dossier_certification import dossier_certification
from .notification_candidat import notification_candidat
from .notification_employeur import notification_employeur
from .parchemin import parchemin
from .proces_verbal import proces_verbal
from .recapitulatif_ccp import recapitulatif_ccp
from .specimen import reglages_manquants, specimen

__all__ = [
    "Contexte",
    "dossier_certification",
    "notification_candidat",
    "notification_employeur",
    "parchemin",
    "proces_verbal",
    "recapitulatif_ccp",
    "reglages_manquants",
    "specimen",
]
