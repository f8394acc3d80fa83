"""A jury paritaire of 500 dossiers: its docket with the anonymous bundle, then its proclamation (issue 4).

python -m bench.jpn [dossiers]
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from rich.console import Console

from pipeline.flow.jpn import seance
from pipeline.workbooks.read import lire
from tests.outils.anonymes import candidature, identite
from tests.outils.espace import JPN, PHRASE, Chantier

DOSSIERS = 500
CONSOLE = Console(highlight=False)
SECONDES = {"ordre du jour et paquet": 120, "proclamation": 180}


def deposer(chantier: Chantier, nombre: int) -> None:
    """Each aims at the whole GC: a PV, three grids, their comments, a carnet in its two versions."""
    for n in range(nombre):
        qui = identite(n)
        commentaires = {
            f"commentaire_{b}_c{c}": f"{qui['prenom']} a expliqué. {PHRASE}" for b, c in (("b1", 1), ("b3", 2))
        }
        chantier.dossier(candidature(n), fiche_nom=qui["nom"], fiche_prenom=qui["prenom"], points_forts=PHRASE * 3)
        for b in ("B1", "B3"):
            siens = {k: v for k, v in commentaires.items() if f"_{b.lower()}_" in k}
            chantier.grille(candidature(n), b, **siens)
        chantier.piece(candidature(n), "carnet-masque")


def voter(chantier: Chantier) -> None:
    """The list adopted at once: only the members are typed."""
    classeur = chantier.racine / f"outbox/jpn/{JPN}/JPN {JPN} - décisions.xlsx"
    valeurs: dict[str, str] = {"jpn_heure": "16:30", "liste_adoptee": "Oui"}
    for n, college in enumerate(["Salariés"] * 3 + ["Employeurs"] * 3 + ["Ucanss"], start=1):
        valeurs |= {f"membre_nom_{n}": f"Membre {n}", f"membre_college_{n}": college, f"membre_present_{n}": "Oui"}
    assert "liste_adoptee" in lire(classeur).cellules  # noqa: S101 - a bench that measures nothing must stop
    chantier.remplir(classeur, chantier.inbox / "jpn.xlsx", valeurs)


class Suivi:
    """What a person would see move."""

    def __init__(self) -> None:
        self.pas: Counter[str] = Counter()

    def __call__(self, quoi: str, _fait: int, _total: int) -> None:
        self.pas[quoi] += 1


def main() -> None:
    nombre = int(sys.argv[1]) if len(sys.argv) > 1 else DOSSIERS
    with tempfile.TemporaryDirectory() as dossier:
        chantier = Chantier(Path(dossier))
        CONSOLE.print(f"{nombre} dossiers : dépôt…")
        deposer(chantier, nombre)
        chantier.traiter()
        suivi = Suivi()
        debut = time.perf_counter()
        vue = seance.preparer(chantier.atelier("2023-10-09T09:00"), JPN, suivi)
        _dire("ordre du jour et paquet", time.perf_counter() - debut, chantier, suivi)
        assert (len(vue["dossiers"]), vue["retenus"]) == (nombre, [])  # noqa: S101 - same
        debut = time.perf_counter()
        voter(chantier)
        (depot,) = chantier.traiter("2023-10-13T16:45").depots
        CONSOLE.print(f"classeur des décisions rendu, lu et jugé : {time.perf_counter() - debut:.1f} s ({depot.etat})")
        suivi, debut = Suivi(), time.perf_counter()
        vue = seance.proclamer(chantier.atelier("2023-10-13T17:00"), JPN, suivi)
        _dire(f"proclamation, {vue['documents']} documents", time.perf_counter() - debut, chantier, suivi)
        debut = time.perf_counter()
        seance.proclamer(chantier.atelier("2023-10-13T17:10"), JPN, suivi)
        CONSOLE.print(f"la même, redemandée : {time.perf_counter() - debut:.1f} s")


def _dire(quoi: str, secondes: float, chantier: Chantier, suivi: Suivi) -> None:
    cible = SECONDES[quoi.partition(",")[0]]
    fichiers = sum(1 for f in (chantier.racine / "outbox").rglob("*") if f.is_file())
    pas = ", ".join(f"{n} × {sorte}" for sorte, n in suivi.pas.items())
    CONSOLE.print(f"{quoi} : {secondes:.1f} s (visé : {cible} s) ; {fichiers} fichiers dans outbox/ ; progrès : {pas}")


if __name__ == "__main__":
    main()
