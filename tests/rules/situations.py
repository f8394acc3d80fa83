"""A candidature and the world that it is judged in, from a few facts."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from pipeline.model.faits import Contenu, Piece
from pipeline.model.referentiel import Referentiel
from pipeline.rules.contexte import Contexte
from pipeline.rules.faits import en_vigueur
from pipeline.rules.situation import Jugement, Situation, juger
from tests.rules.fabrique import PARIS, bloque, depot, grille, livre, pv

GC, COS = livre("GC"), livre("COS")
ID = "GC-2023-0042"
OCTOBRE, NOVEMBRE, DECEMBRE = dt.date(2023, 10, 13), dt.date(2023, 11, 22), dt.date(2023, 12, 22)
REFERENTIELS = {(r.code, r.version): r for r in (GC, COS, livre("GC", "2021.1"), livre("COS", "2021.1"))}


def candidature(
    referentiel: Referentiel = GC,
    id_: str = ID,
    *,
    refuses: Iterable[str] = (),
    jury: dict[str, bool] | None = None,
    pieces: Iterable[str] = ("carnet", "livret2", "pv-signe"),
    **autres: Any,  # noqa: ANN401 — any field of the PV
) -> list[Contenu]:
    """The facts of a ready dossier; nothing is validated in the blocs of `refuses`; `jury` departs from the grids."""
    non = {b: [c.code for c in referentiel.bloc(b).competences] for b in refuses}
    suit = {x: False for b, competences in non.items() for x in (b, *competences)}
    fait = pv(referentiel, suit | (jury or {}), candidature=id_, **autres)
    reponses = {c: "N" * len(referentiel.criteres(c)) for competences in non.values() for c in competences}
    grilles = [grille(referentiel, b, reponses, candidature=id_) for b in fait.vises]
    return [fait, *grilles, *(Piece(candidature=id_, piece=p) for p in pieces)]


def contexte(
    dockets: dict[dt.date, dict[str, str]] | None = None,
    proclamees: Iterable[dt.date] = (),
    referentiels: Iterable[Referentiel] = REFERENTIELS.values(),
    **autres: bool,
) -> Contexte:
    return Contexte(
        referentiels={(r.code, r.version): r for r in referentiels},
        dockets=dockets or {},
        proclamations={j: dt.datetime.combine(j, dt.time(17), PARIS) for j in proclamees},
        **autres,
    )


def jugement(faits: Iterable[Contenu], monde: Contexte | None = None) -> Jugement:
    return juger(en_vigueur(depot(c, n) for n, c in enumerate(faits, 1)), monde or contexte(), bloque)


def situation(faits: Iterable[Contenu], monde: Contexte | None = None, id_: str = ID) -> Situation:
    return next(s for s in jugement(faits, monde).situations if s.id == id_)


def manque(s: Situation) -> list[tuple[str, str]]:
    return [(c.code, c.valeurs.get("bloc") or c.valeurs.get("piece", "")) for c in s.manque]
