"""A timetable as both twins draw it: columns of boxes whose heights follow the clock, the hours on the left."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pipeline.model.document import Case, Colonne, Horaire

from .compose.dates import heure

# In millimetres: what a landscape page leaves to the picture below its titles, and the column of the hours.
HAUTEUR, LARGEUR = 132.0, 269.0
AXE = 11
BORDS = 5.0  # on both sides of the words of a box, and between two columns
MARGE = 1.0  # above and below them
PAR_MINUTE = 0.27  # at most: a short day does not fill the page
POINT = 25.4 / 72
CORPS = {"grand": 9.0, "moyen": 7.5, "petit": 6.0}  # sizes of the words, in points
TITRES, MARGE_DES_TITRES = 8.5, 2.0  # those of the titles of the columns, and what stands above and below them
LETTRE, LIGNE = 0.52, 1.2  # mean width of a letter and height of a line, for a size of 1
PARTS = range(100, 49, -1)  # per cent: how far long boxes shrink, so that short ones hold their words
PLEINE = 100.0  # beyond this height, a box grows by itself
HEURE, LISIBLE = 60, 15  # minutes: between two marks of the clock, and below which a mark is not named


@dataclass(frozen=True)
class Echelle:
    """Where each moment of the day stands, in tenths of a millimetre below the titles; the size of the words."""

    corps: str
    titres: int
    places: dict[int, int]

    def entre(self, debut: int, fin: int) -> int:
        return self.places[fin] - self.places[debut]

    @property
    def reperes(self) -> list[int]:
        """When the day starts, each hour that strikes, when it ends."""
        bornes = {min(self.places), max(self.places)} if self.places else set()
        return sorted({m for m in self.places if m % HEURE == 0} | bornes)


def valeurs_de_l_horaire(bloc: Horaire) -> dict[str, Any]:
    for colonne in bloc.colonnes:
        _verifier(colonne)
    largeur = (LARGEUR - AXE) / len(bloc.colonnes)
    echelle = _echelle(bloc, largeur - BORDS)
    colonnes = [_colonne("", list(_axe(echelle)), echelle)]
    colonnes += [_colonne(c.titre, list(_boites(c, echelle)), echelle) for c in bloc.colonnes]
    largeurs = [AXE * 10, *(round(largeur * 10) for _ in bloc.colonnes)]
    return {
        "genre": bloc.genre,
        "legende": bloc.legende,
        "corps": echelle.corps,
        "entier": echelle.titres + max(echelle.places.values(), default=0) <= HAUTEUR * 10,
        "colonnes": colonnes,
        "largeurs": largeurs,
        "description": "colonnes " + " ".join(str(x) for x in largeurs),
    }


def _verifier(colonne: Colonne) -> None:
    cases = sorted(colonne.cases, key=lambda c: c.debut)
    if any(c.fin <= c.debut for c in cases) or any(a.fin > b.debut for a, b in pairwise(cases)):
        raise ValueError(f"La colonne « {colonne.titre} » a deux cases au même moment, ou une case sans durée.")


def _colonne(titre: str, boites: list[dict[str, Any]], echelle: Echelle) -> dict[str, Any]:
    hauteurs = [echelle.titres, *(b["dixiemes"] for b in boites)]
    description = "hauteurs " + " ".join(str(x) for x in hauteurs)
    return {"titre": titre, "dixiemes": echelle.titres, "boites": boites, "description": description}


def _axe(echelle: Echelle) -> Iterator[dict[str, Any]]:
    """The hours, each named where its line is drawn across the free time of the columns."""
    for debut, fin in pairwise(echelle.reperes):
        nom = heure(debut) if debut % HEURE == 0 and fin - debut >= LISIBLE else ""
        yield _vide(debut, fin, echelle) | {"heure": nom}


def _boites(colonne: Colonne, echelle: Echelle) -> Iterator[dict[str, Any]]:
    """The boxes of a column and, between them, its free time, cut where an hour strikes."""
    libre = min(echelle.places, default=0)
    for case in sorted(colonne.cases, key=lambda c: c.debut):
        yield from _vides(libre, case.debut, echelle)
        titre, *suite = case.texte.split("\n")
        yield {
            "ton": case.ton,
            "dixiemes": echelle.entre(case.debut, case.fin),
            "heure": heure(case.debut),
            "titre": titre,
            "suite": "".join(f"\n{ligne}" for ligne in suite),
        }
        libre = case.fin
    yield from _vides(libre, max(echelle.places, default=0), echelle)


def _vides(debut: int, fin: int, echelle: Echelle) -> Iterator[dict[str, Any]]:
    for de, a in pairwise(sorted({debut, fin, *(m for m in echelle.reperes if debut < m < fin)})):
        yield _vide(de, a, echelle)


def _vide(debut: int, fin: int, echelle: Echelle) -> dict[str, Any]:
    ton = "repere" if debut % HEURE == 0 else "vide"
    return {"ton": ton, "dixiemes": echelle.entre(debut, fin), "heure": ""}


def _echelle(bloc: Horaire, largeur: float) -> Echelle:
    """The largest size in which all words hold on one page, long boxes giving some of their room to short ones."""
    cases = [case for colonne in bloc.colonnes for case in colonne.cases]
    bornes = {m for case in cases for m in (case.debut, case.fin)}
    heures = (h for h in range(0, 24 * HEURE, HEURE) if bornes and min(bornes) < h < max(bornes))
    moments = sorted({*bornes, *heures})
    titres = max(_haut(c.titre, TITRES, largeur) for c in bloc.colonnes) + MARGE_DES_TITRES
    corps, pas = _pas(cases, moments, largeur, HAUTEUR - titres)
    return Echelle(corps, round(titres * 10), {m: round(sum(pas[:rang]) * 10) for rang, m in enumerate(moments)})


def _pas(cases: Sequence[Case], moments: Sequence[int], largeur: float, haut: float) -> tuple[str, list[float]]:
    """A size for the words, and the height from each moment to the next; the smallest size when none fits."""
    corps, pas = "", []
    entiere = min(PAR_MINUTE, haut / (moments[-1] - moments[0])) if moments else PAR_MINUTE
    for corps in CORPS:
        planchers = _planchers(cases, moments, corps, largeur)
        for part in PARTS:
            par_minute = entiere * part / 100
            pas = [
                max(par_minute, p) * (fin - debut) for p, (debut, fin) in zip(planchers, pairwise(moments), strict=True)
            ]
            if sum(pas) <= haut:
                return corps, pas
    return corps, pas


def _planchers(cases: Sequence[Case], moments: Sequence[int], corps: str, largeur: float) -> list[float]:
    """From each moment to the next, the height per minute that the words of the boxes ask for."""
    besoins = [(c, _besoin(c, corps, largeur) / (c.fin - c.debut)) for c in cases]
    return [
        max((besoin for c, besoin in besoins if c.debut <= debut and fin <= c.fin), default=0.0)
        for debut, fin in pairwise(moments)
    ]


def _besoin(case: Case, corps: str, largeur: float) -> float:
    return min(PLEINE, _haut(f"{heure(case.debut)} {case.texte}", CORPS[corps], largeur) + MARGE)


def _haut(texte: str, corps: float, largeur: float) -> float:
    """Estimated: only Typst can measure words, and both twins must have the same heights."""
    par_ligne = max(1, int(largeur / (corps * LETTRE * POINT)))
    lignes = sum(max(1, len(textwrap.wrap(ligne, par_ligne))) for ligne in texte.split("\n"))
    return lignes * corps * LIGNE * POINT
