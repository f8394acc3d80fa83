"""Who is taken when, while a planning is being made: the one thing that changes in this room."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.model.moment import arrondi
from pipeline.model.planning import Demandes, Epreuve, Passage, Plage

Cle = tuple[str, str | None]
Plages = tuple[Plage, ...]


def cle(epreuve: Epreuve) -> Cle:
    return epreuve.candidature, epreuve.bloc


def minutes_de_jury(epreuve: Epreuve) -> int:
    return epreuve.avant + epreuve.duree + epreuve.debrief


def etendue(epreuve: Epreuve) -> int:
    """From the first minute that holds someone to the last: it must lie in one stretch."""
    return max(epreuve.avant, epreuve.preparation) + epreuve.duree + epreuve.debrief


class Place(NamedTuple):
    epreuve: Epreuve
    jury: int
    jour: dt.date
    debut: int

    @property
    def fin(self) -> int:
        return self.debut + self.epreuve.duree

    def passage(self) -> Passage:
        return Passage(**self.epreuve.model_dump(), jury=self.jury, jour=self.jour, debut=self.debut)


Places = tuple[Place, ...]


class _Pris(NamedTuple):
    debut: int
    fin: int
    candidature: str


class Agenda:
    def __init__(self, demandes: Demandes, battement: int) -> None:
        self._battement = battement
        self._jurys: dict[tuple[int, dt.date], list[_Pris]] = defaultdict(list)
        self._candidats: dict[tuple[str, dt.date], list[_Pris]] = defaultdict(list)
        self._voisins = {
            j.numero: [k.numero for k in demandes.jurys if k.numero != j.numero and k.membres & j.membres]
            for j in demandes.jurys
        }
        for p in demandes.fixes:
            self._noter(p, p.jury, p.jour, p.debut)

    def prendre(self, places: Iterable[Place]) -> None:
        for place in places:
            self._noter(*place)

    def rendre(self, places: Iterable[Place]) -> None:
        for e, jury, jour, debut in places:
            du_jury, du_candidat = _pris(e, debut)
            self._jurys[jury, jour].remove(du_jury)
            self._candidats[e.candidature, jour].remove(du_candidat)

    def _noter(self, epreuve: Epreuve, jury: int, jour: dt.date, debut: int) -> None:
        du_jury, du_candidat = _pris(epreuve, debut)
        self._jurys[jury, jour].append(du_jury)
        self._candidats[epreuve.candidature, jour].append(du_candidat)

    def minutes_prises(self, jury: int, jour: dt.date) -> int:
        return sum(fin - debut for debut, fin, _ in self._jurys[jury, jour])

    def debuts(self, epreuve: Epreuve, jury: int, plage: Plage) -> list[int]:
        """The earliest start in each free gap of the stretch, on a multiple of five minutes.

        A planning that exists can be pushed left to these.
        """
        debut = arrondi(plage.debut + max(epreuve.avant, epreuve.preparation))
        dernier = plage.fin - epreuve.duree - epreuve.debrief
        trouves = []
        for tot, tard in sorted(self._interdits(epreuve, jury, plage.jour)):
            if debut > dernier:
                break
            if debut <= tot:
                trouves.append(debut)
            debut = arrondi(max(debut, tard))
        return [*trouves, debut] if debut <= dernier else trouves

    def _interdits(self, epreuve: Epreuve, jury: int, jour: dt.date) -> Iterator[tuple[int, int]]:
        """Strictly between the two no start is free: the jury, one of its members or the candidate is taken."""
        apres = epreuve.duree + epreuve.debrief
        for debut, fin, candidature in self._jurys[jury, jour]:
            marge = 0 if candidature == epreuve.candidature else self._battement
            yield debut - apres - marge, fin + epreuve.avant + marge
        for voisin in self._voisins[jury]:
            for debut, fin, _ in self._jurys[voisin, jour]:
                yield debut - apres, fin + epreuve.avant
        for debut, fin, _ in self._candidats[epreuve.candidature, jour]:
            yield debut - epreuve.duree, fin + epreuve.preparation


def _pris(e: Epreuve, debut: int) -> tuple[_Pris, _Pris]:
    """The jury's time, and the candidate's."""
    fin = debut + e.duree
    return _Pris(debut - e.avant, fin + e.debrief, e.candidature), _Pris(debut - e.preparation, fin, e.candidature)
