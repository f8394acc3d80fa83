"""What a pass says on a terminal of a deposit that was taken and has not its whole effect (issue 9, 11)."""

import datetime as dt
from io import StringIO

from rich.console import Console

from pipeline.cli import affichage
from pipeline.flow.traiter import Passe
from pipeline.model.anomalie import Anomalie, Gravite
from pipeline.model.faits import Depot, EtatDepot

FAUTE = Anomalie(
    code="PLANNING_HORS_PLAGE", gravite=Gravite.BLOQUANTE, message="Sort de la journée.", action="Déplacez-la."
)


def depot(rang: int, fichier: str) -> Depot:
    le = dt.datetime(2023, 9, 1, tzinfo=dt.UTC)
    return Depot(id=f"D-{rang:06d}", rang=rang, fichier=fichier, sha256="0" * 64, etat=EtatDepot.ACCEPTE, recu_le=le)


def test_a_planning_at_fault_is_never_said_accepted():
    depots = (depot(1, "planning.xlsx"), depot(2, "session.xlsx"))
    sortie = StringIO()
    affichage.passe(Console(file=sortie, width=200), Passe(depots, 0, a_corriger={depots[0].id: (FAUTE,)}))
    dit = sortie.getvalue()
    assert "! planning.xlsx : reçu, à reprendre" in dit
    assert "Sort de la journée." in dit
    assert "→ Déplacez-la." in dit
    assert "✓ session.xlsx : accepté" in dit
