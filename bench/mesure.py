"""Paired measures: both sides in turn, in one process, so that what slows the machine slows both."""

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter_ns
from typing import NamedTuple

TOURS = 21
CHAUFFE = 3


class Comparaison(NamedTuple):
    """Our way and the usual way to the same end; `cible` is the ratio not to pass."""

    quoi: str
    contre: str
    cible: float
    notre: Callable[[], object]
    usuel: Callable[[], object]


class Mesure(NamedTuple):
    comparaison: Comparaison
    notre_ms: float
    usuel_ms: float
    rapport: float

    @property
    def tenue(self) -> bool:
        return self.rapport <= self.comparaison.cible


def _duree_ms(action: Callable[[], object]) -> float:
    depart = perf_counter_ns()
    action()
    return (perf_counter_ns() - depart) / 1e6


def mesurer(comparaison: Comparaison) -> Mesure:
    """The median of the ratios of the pairs, not the ratio of the medians: a slow moment weighs on one pair only."""
    for _ in range(CHAUFFE):
        comparaison.notre()
        comparaison.usuel()
    gc.collect()
    paires = [(_duree_ms(comparaison.notre), _duree_ms(comparaison.usuel)) for _ in range(TOURS)]
    return Mesure(
        comparaison,
        notre_ms=median(notre for notre, _ in paires),
        usuel_ms=median(usuel for _, usuel in paires),
        rapport=median(notre / usuel for notre, usuel in paires),
    )
