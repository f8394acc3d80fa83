"""The kit of a session of 60 candidates × 4 blocs before 6 juries: `python -m bench.kit` says how long, and how many.

A second pass must make nothing. Exit code 1 above the minute that staff were promised.
"""

import datetime as dt
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

from pipeline.model.classeur import Brut
from tests.outils import sessions
from tests.outils.espace import Chantier

CANDIDATS, JURYS = 60, 6
CIBLE = 60.0  # seconds, on two cores


def deposer(chantier: Chantier) -> None:
    """Everyone is ready: convocations, grids and PVs all leave."""
    candidats: list[dict[str, Brut]] = [sessions.candidat(f"COS-{n:03}") for n in range(1, CANDIDATS + 1)]
    jures: list[dict[str, Brut]] = []
    for jury in range(1, JURYS + 1):
        jures += [sessions.jure(**{**m, "nom": f"{m['nom']} {jury}", "jury": jury}) for m in sessions.JURES]
    for c in candidats:
        c["poste"] = "Conseiller offres de services"
    sessions.deposer(chantier, candidats, jures, referentiel="COS", date_fin=dt.date(2023, 10, 13))


def main() -> int:
    with tempfile.TemporaryDirectory() as dossier:
        chantier = Chantier(Path(dossier) / "espace")
        deposer(chantier)
        durees = []
        for quand in (sessions.AVANT, "2023-09-20T10:00"):
            debut = time.perf_counter()
            passe = chantier.traiter(quand)
            durees.append((time.perf_counter() - debut, passe.documents))
        fichiers = [f for f in (chantier.institut / sessions.SESSION).rglob("*") if f.is_file()]
    (premiere, documents), (seconde, encore) = durees
    console = Console(highlight=False)
    console.print(f"Kit : {len(fichiers)} fichiers, {documents} documents en {premiere:.1f} s (cible {CIBLE:.0f} s)")
    console.print(f"Second passage : {seconde:.1f} s, {encore} document(s)")
    return 0 if premiere <= CIBLE and encore == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
