"""What still waits to be corrected, and only that: a refusal that a later deposit answers waits no more."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeAlias

from pipeline.model.copie import nommes, sans_marque, souche
from pipeline.model.etat import CLOS, EtatCandidature
from pipeline.model.faits import Depot, EtatDepot, Grille, Jpn, Piece
from pipeline.model.session import CompteRendu, Demande, Formation, Liste
from pipeline.model.vocabulaire import plier

Place: TypeAlias = tuple[str | None, ...]

_PASSEES = CLOS | {EtatCandidature.ABSENT, EtatCandidature.EXCUSE, EtatCandidature.REPORTEE}

# What tells the place of a deposit, by its type: two at the same place are one and its correction.
_CLES: dict[str, tuple[str, ...]] = {
    "grille": ("candidature", "repere"),
    "pv": ("candidature",),
    "piece": ("candidature", "repere"),
    "jpn": ("repere",),
    "session": ("session",),
    "liste": ("session", "repere"),
    "planning": ("session",),
    "formation-jury": ("repere",),
    "compte-rendu": ("session", "repere"),
}


def en_attente(depots: Iterable[Depot]) -> tuple[Depot, ...]:
    """The refused deposits that nothing answers, in order of arrival.

    A later deposit answers when its name says which one it corrects, when it is at the same place, or when it bears
    the same name and nothing that both say tells them apart (what could not be opened answers only its like).
    Refused in its turn, it waits instead of the other.
    """
    reponses, attendus = _Reponses(), []
    for depot in sorted(depots, key=lambda d: d.rang, reverse=True):
        if depot.etat is EtatDepot.REFUSE and not reponses.repondent_a(depot):
            attendus.append(depot)
        if depot.etat is not EtatDepot.IGNORE:
            reponses.ajouter(depot)
    return tuple(reversed(attendus))


def en_reste(demandes: Sequence[tuple[Demande, Depot]]) -> Iterator[tuple[Demande, Depot]]:
    """The requests of which a line was not carried out, until who asked asks again (K35)."""
    derniers = {plier(d.demandeur): depot.id for d, depot in demandes}
    yield from ((d, depot) for d, depot in demandes if d.fautives and derniers[plier(d.demandeur)] == depot.id)


def finie(etats: Collection[EtatCandidature]) -> bool:
    """A session of which no dossier can change any more: its workbook is not to be corrected."""
    return any(e in CLOS for e in etats) and all(e in _PASSEES for e in etats)


class _Reponses:
    """The later deposits, as an earlier one looks for its answer."""

    def __init__(self) -> None:
        self._nommes: set[str] = set()
        self._places: set[Place] = set()
        self._souches: dict[str, set[Place]] = defaultdict(set)
        self._fermes: set[str] = set()  # names of those that could not be opened

    def ajouter(self, depot: Depot) -> None:
        self._nommes.update(nommes(depot.fichier))
        if depot.corrige:
            self._nommes.add(depot.corrige)
        dite = _dite(depot)
        if _complete(dite):
            self._places.add(dite)
        if depot.type is None:
            self._fermes.add(sans_marque(depot.fichier).casefold())
        else:
            self._souches[souche(depot.fichier)].add(dite)

    def repondent_a(self, depot: Depot) -> bool:
        dite = _dite(depot)
        if depot.id in self._nommes or dite in self._places:
            return True
        if depot.type is None and sans_marque(depot.fichier).casefold() in self._fermes:
            return True
        return any(not _contredisent(dite, autre) for autre in self._souches.get(souche(depot.fichier), ()))


def _dite(depot: Depot) -> Place:
    """What a deposit says of its place: its type, then what counts for that type."""
    repere = depot.repere if depot.contenu is None else repere_de(depot)
    dits = {"candidature": depot.candidature, "session": depot.session, "repere": repere}
    return (depot.type, *(dits[cle] for cle in _CLES.get(depot.type or "", ())))


def _complete(dite: Place) -> bool:
    return len(dite) > 1 and None not in dite


def _contredisent(une: Place, autre: Place) -> bool:
    return any(a is not None and b is not None and a != b for a, b in zip(une, autre, strict=False))


def repere_de(depot: Depot) -> str | None:
    """What tells apart two deposits of one candidature, of one session: the bloc of a grid, the day of a JPN…"""
    fait = depot.contenu
    trouve: object = None
    match fait:
        case Grille():
            trouve = fait.bloc
        case Piece():
            trouve = fait.piece
        case Jpn():
            trouve = fait.date.isoformat()
        case Liste():
            trouve = fait.sorte
        case Formation():
            trouve = fait.formation
        case CompteRendu():
            trouve = fait.jury
    return None if trouve is None else str(trouve)
