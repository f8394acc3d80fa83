"""The planning of twenty candidates before two juries, against the first free minute found by trying them all."""

import datetime as dt
from itertools import product
from pathlib import Path

from pipeline.model.planning import Demandes, Epreuve, JuryDisponible, Plage
from pipeline.rules.planning import planifier

from .mesure import Comparaison

CIBLE = 1 / 10
BATTEMENT = 5
DUREES = {"B1": 70, "B2": 30, "B3": 50, "B4": 35}  # of the COS (S3 §3.1.3)
DEMI_JOURNEES = ((9 * 60, 12 * 60 + 30), (13 * 60 + 30, 17 * 60 + 30))


def _demandes() -> Demandes:
    candidatures = [f"COS-{n:02}" for n in range(20)]
    lundi = dt.date(2023, 10, 2)
    return Demandes(
        epreuves=tuple(
            Epreuve(candidature=c, bloc=bloc, duree=duree, debrief=15)
            for c, (bloc, duree) in product(candidatures, DUREES.items())
        ),
        jurys=tuple(JuryDisponible(numero=n, membres=frozenset({f"P{n}", f"E{n}"})) for n in range(1, 3)),
        plages=tuple(
            Plage(jour=lundi + dt.timedelta(days=n), debut=debut, fin=fin)
            for n, (debut, fin) in product(range(10), DEMI_JOURNEES)
        ),
        jurys_possibles=dict.fromkeys(candidatures, frozenset(range(1, 3))),
    )


def _minute_par_minute(demandes: Demandes) -> int:
    """Neither balanced, nor contiguous, nor in order: only without overlap. How many found a place."""
    prises: set[tuple[str, dt.date, int]] = set()
    placees = 0
    for e in demandes.epreuves:
        for plage, jury in product(demandes.plages, demandes.jurys):
            qui = (e.candidature, *jury.membres)
            occupe = e.duree + e.debrief
            libres = (
                debut
                for debut in range(plage.debut, plage.fin - occupe + 1)
                if not any((p, plage.jour, m) in prises for p in qui for m in range(debut, debut + occupe + BATTEMENT))
            )
            debut = next(libres, None)
            if debut is not None:
                prises |= {(p, plage.jour, m) for p in qui for m in range(debut, debut + occupe)}
                placees += 1
                break
    return placees


def comparaison(_dossier: Path) -> Comparaison:
    demandes = _demandes()
    if planifier(demandes, BATTEMENT).impossibles:
        raise RuntimeError("La session de la mesure ne tient plus dans ses dix jours.")
    return Comparaison(
        quoi="planifier 20 candidats, 2 jurys",
        contre="essayer chaque minute",
        cible=CIBLE,
        notre=lambda: planifier(demandes, BATTEMENT),
        usuel=lambda: _minute_par_minute(demandes),
    )
