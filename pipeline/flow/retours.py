"""What goes back to people besides documents: workbooks to correct, blank workbooks, the follow-up sheet."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pipeline.documents.publish import nom_sur
from pipeline.inbox.gate import est_piece
from pipeline.model.etat import EtatCandidature
from pipeline.model.faits import Depot, EtatDepot
from pipeline.rules.situation import Situation
from pipeline.workbooks.annotate import annoter
from pipeline.workbooks.follow_up import suivi

from . import vues
from .atelier import Atelier, Bilan
from .classeurs import modeles
from .copies import Copies

A_CORRIGER = "outbox/institut/a-corriger"
MODELES = "outbox/institut/modeles"
SUIVI = "outbox/institut/suivi.xlsx"


def rendre_le_classeur(depot: Depot, copie: Path, atelier: Atelier) -> None:
    """A refused workbook comes back annotated, to be corrected and dropped again as it is."""
    if depot.etat is not EtatDepot.REFUSE or copie.suffix != ".xlsx" or est_piece(depot.fichier):
        return
    cible = atelier.espace.racine / A_CORRIGER / f"{nom_sur(Path(depot.fichier).stem)} - à corriger ({depot.id}).xlsx"
    cible.parent.mkdir(parents=True, exist_ok=True)
    annoter(copie, depot.anomalies, cible)


def tenir_a_jour(bilan: Bilan) -> None:
    """The PVs that their other files contradict, the blank workbooks, the follow-up sheet."""
    copies = Copies(bilan.atelier.espace)
    copies.famille(A_CORRIGER, _pv_contredits(bilan))
    copies.famille(MODELES, modeles(bilan.atelier))
    copies.toujours(SUIVI, suivi(bilan.etat))
    copies.enregistrer()
