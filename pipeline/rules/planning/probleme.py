"""The demands, as the planner reads them: what is still to place, candidate by candidate, and before which juries."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.model.planning import Demandes, Epreuve, Plage

from .agenda import Agenda, Places, Plages, cle, etendue

ParCandidat = dict[str, Places]


class Probleme:
    def __init__(self, demandes: Demandes, battement: int) -> None:
        self._demandes = demandes
        self._battement = battement
        self.jours = _par_jour(demandes.plages)
        self.plages = tuple(p for jour in self.jours for p in jour)
        self.plus_longue = max((p.fin - p.debut for p in self.plages), default=0)
        places = {cle(p) for p in demandes.fixes}
        self._deja = {(p.candidature, p.jour) for p in demandes.fixes}
        self.restent = tuple(e for e in demandes.epreuves if cle(e) not in places)
        self.jurys = {e.candidature: _jurys(demandes, e.candidature) for e in self.restent}
        self.ouverts = tuple(j.numero for j in demandes.jurys)
        self.candidats: dict[str, list[Epreuve]] = {}  # without what has no jury, or is too long for any stretch
        for e in self.restent:
            if self.jurys[e.candidature] and etendue(e) <= self.plus_longue:
                self.candidats.setdefault(e.candidature, []).append(e)

    def jours_de(self, candidature: str) -> Sequence[Plages]:
        """The days when he already comes, then the others."""
        return sorted(self.jours, key=lambda plages: (candidature, plages[0].jour) not in self._deja)

    def entier(self, candidature: str, places: Places) -> bool:
        return len(places) == len(self.candidats[candidature])

    def note(self, places: ParCandidat) -> tuple[int, int]:
        """Whole candidates, then épreuves that found a place."""
        return sum(self.entier(c, p) for c, p in places.items()), sum(map(len, places.values()))

    def complet(self, places: ParCandidat) -> bool:
        return self.note(places)[0] == len(self.candidats)

    def agenda(self) -> Agenda:
        """Where nothing is taken yet but what is fixed."""
        return Agenda(self._demandes, self._battement)


def _par_jour(plages: Iterable[Plage]) -> Sequence[Plages]:
    rangees = sorted(plages, key=lambda p: (p.jour, p.debut))
    return [tuple(du_jour) for _, du_jour in groupby(rangees, key=lambda p: p.jour)]


def _jurys(demandes: Demandes, candidature: str) -> Sequence[int]:
    """One jury per candidate: the one that already hears him, if any."""
    possibles = demandes.jurys_possibles.get(candidature, frozenset())
    ouverts = sorted(j.numero for j in demandes.jurys if j.numero in possibles)
    deja = [p.jury for p in demandes.fixes if p.candidature == candidature and p.jury in ouverts]
    return deja[:1] or ouverts
