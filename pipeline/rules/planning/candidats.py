"""The best places for one candidate in what is left of the agenda: before one jury, on one day when it can be."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise, permutations

from pipeline.model.planning import Epreuve, Plage

from .agenda import Agenda, Place, Places, Plages, minutes_de_jury

ORDRES = 24  # every order of four blocs
DEBUT = (dt.date.min, 0)

Moment = tuple[dt.date, int]


def chercher(agenda: Agenda, epreuves: Sequence[Epreuve], jurys: Sequence[int], jours: Sequence[Plages]) -> Places:
    """As people would: one day, blocs in order; else in another order; else over several days. Empty when none will."""
    journees = [(plages, j) for plages in jours for j in jurys if _entrent(agenda, epreuves, j, plages)]
    toutes = tuple(p for plages in jours for p in plages)
    ordres = tuple(islice(permutations(epreuves), ORDRES))
    return (
        _le_premier_jour((plages, _departs(agenda, epreuves, j, plages)) for plages, j in journees)
        or _le_premier_jour((plages, (_suite(agenda, o, j, plages) for o in ordres)) for plages, j in journees)
        or _la_meilleure(_suite(agenda, epreuves, j, toutes) for j in jurys)
        or _la_meilleure(_eparses(agenda, epreuves, j, toutes) for j in jurys)
    )


def premiere(
    agenda: Agenda, epreuve: Epreuve, jury: int, plages: Iterable[Plage], apres: Moment = DEBUT
) -> Place | None:
    for plage in plages:
        if (plage.jour, plage.fin) > apres:
            for debut in agenda.debuts(epreuve, jury, plage):
                if (plage.jour, debut) >= apres:
                    return Place(epreuve, jury, plage.jour, debut)
    return None


def merite(places: Places) -> tuple[object, ...]:
    """The lesser the better: few days, blocs in order, an early end, little waiting."""
    suite = sorted(places, key=lambda p: (p.jour, p.debut))
    blocs = [p.epreuve.bloc or "" for p in suite]
    desordre = sum(a > b for a, b in pairwise(blocs))
    attente = sum(b.debut - a.fin for a, b in pairwise(suite) if a.jour == b.jour)
    return len({p.jour for p in suite}), desordre, suite[-1].jour, suite[-1].fin, attente


def _entrent(agenda: Agenda, epreuves: Sequence[Epreuve], jury: int, plages: Plages) -> bool:
    """There are minutes enough that day, and each of them, alone, would fit: else nothing more is tried there."""
    minutes = sum(plage.fin - plage.debut for plage in plages) - agenda.minutes_prises(jury, plages[0].jour)
    return sum(map(minutes_de_jury, epreuves)) <= minutes and all(
        any(agenda.debuts(e, jury, plage) for plage in plages) for e in epreuves
    )


def _le_premier_jour(journees: Iterable[tuple[Plages, Iterable[Places]]]) -> Places:
    for _, du_jour in groupby(journees, key=lambda journee: journee[0]):
        meilleure = _la_meilleure(places for _, suites in du_jour for places in suites)
        if meilleure:
            return meilleure
    return ()


def _la_meilleure(suites: Iterable[Places]) -> Places:
    return min((s for s in suites if s), key=merite, default=())


def _departs(agenda: Agenda, epreuves: Sequence[Epreuve], jury: int, plages: Plages) -> Iterator[Places]:
    """One after the other, from each moment when the first one can start."""
    for plage in plages:
        for debut in agenda.debuts(epreuves[0], jury, plage):
            yield _suite(agenda, epreuves, jury, plages, (plage.jour, debut))


def _suite(agenda: Agenda, epreuves: Sequence[Epreuve], jury: int, plages: Plages, apres: Moment = DEBUT) -> Places:
    """Each one as early as it can be after the one before; empty when one of them finds no place."""
    prises: list[Place] = []
    for epreuve in epreuves:
        place = premiere(agenda, epreuve, jury, plages, apres)
        if place is None:
            break
        agenda.prendre((place,))
        prises.append(place)
        apres = place.jour, place.fin
    agenda.rendre(prises)
    return tuple(prises) if len(prises) == len(epreuves) else ()


def _eparses(agenda: Agenda, epreuves: Sequence[Epreuve], jury: int, plages: Plages) -> Places:
    """The longest first, each where it can be."""
    prises: list[Place] = []
    for epreuve in sorted(epreuves, key=minutes_de_jury, reverse=True):
        if place := premiere(agenda, epreuve, jury, plages):
            agenda.prendre((place,))
            prises.append(place)
    agenda.rendre(prises)
    return tuple(prises) if len(prises) == len(epreuves) else ()
