"""Which replacements of a candidature wait for a person: those that change what was in order (K40).

A version was in order when some version of each of the other files goes with it: so it does not matter which came
first. What was contradicted by all of them may be corrected freely.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from pipeline.model.anomalie import Constat
from pipeline.model.faits import Depot, Grille, ProcesVerbal
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Deroulement

from . import coherence
from .evaluation import evaluer
from .faits import DossierRecu
from .remplacement import Changement, en_attente


class Monde(NamedTuple):
    """What judging the versions of a candidature looks at. `acquis`: the blocs of that CQP that its person holds."""

    referentiels: Mapping[tuple[str, str], Referentiel]
    acquis: Callable[[Referentiel], frozenset[str]]
    gardees: Callable[[Referentiel], frozenset[str]]  # the competences that they hold apart (K37)
    de_la_session: Callable[[ProcesVerbal], Iterable[Constat]]
    bloque: Callable[[Constat], bool]
    confirmes: Collection[str]


def attentes(recu: DossierRecu, monde: Monde) -> tuple[Changement, ...]:
    return tuple(_attentes(recu, monde))


def _attentes(recu: DossierRecu, monde: Monde) -> Iterator[Changement]:
    if all(len(chaine) == 1 for chaine in recu.versions.values()):
        return
    juge = _Juge(recu, monde)
    for chaine in recu.versions.values():
        attend = en_attente(chaine, monde.referentiels, juge.en_ordre, monde.confirmes)
        if attend:
            yield attend


class _Juge:
    """The versions of one candidature, judged by pairs; each pair once."""

    def __init__(self, recu: DossierRecu, monde: Monde) -> None:
        contenus = [d.contenu for chaine in recu.versions.values() for d in chaine]
        self._pvs = [c for c in contenus if isinstance(c, ProcesVerbal)]
        self._grilles = [c for c in contenus if isinstance(c, Grille)]
        self._monde = monde
        self._contredits = lru_cache(maxsize=None)(self._juger)

    def en_ordre(self, depot: Depot) -> bool:
        match depot.contenu:
            case ProcesVerbal() as pv:
                return self._pv_en_ordre(pv)
            case Grille() as grille:
                tenus = [n for n, pv in enumerate(self._pvs) if pv.deroulement is Deroulement.TENU]
                rang = self._grilles.index(grille)
                return not self._pvs or any(not self._contredits(n, rang) for n in tenus)
        return True

    def _pv_en_ordre(self, pv: ProcesVerbal) -> bool:
        """A PV without results has none to lose."""
        if pv.deroulement is not Deroulement.TENU:
            return False
        rang = self._pvs.index(pv)
        if self._contredits(rang, None) or any(map(self._monde.bloque, self._monde.de_la_session(pv))):
            return False
        blocs = {g.bloc for g in self._grilles}
        return all(
            any(not self._contredits(rang, n) for n, g in enumerate(self._grilles) if g.bloc == bloc) for bloc in blocs
        )

    def _juger(self, rang_pv: int, rang_grille: int | None) -> frozenset[str]:
        """What blocks a PV beside one grid that did not block it alone; or what blocks it alone."""
        pv = self._pvs[rang_pv]
        referentiel = self._monde.referentiels[pv.referentiel, pv.version]
        grille = None if rang_grille is None else self._grilles[rang_grille]
        grilles = {grille.bloc: grille} if grille else {}
        gardees = self._monde.gardees(referentiel)
        comparables = [g for g in grilles.values() if coherence.evaluable(g, pv)]
        evalues = tuple(evaluer(referentiel, g.bloc, g, pv, gardees) for g in comparables)
        constats = coherence.verifier(pv, grilles, referentiel, evalues, self._monde.acquis(referentiel))
        seul = self._contredits(rang_pv, None) if grille else frozenset()
        return frozenset(c.model_dump_json() for c in constats if self._monde.bloque(c)) - seul
