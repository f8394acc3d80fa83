"""What stands beside an answer: the texts of its row, which say what it answers to."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from .cells import ValeurError, Valeurs
from .names import Cible, Position
from .sheet import Feuille

REPONSES = ("critere_", "jury_competence_", "jury_bloc_")  # the cells whose row tells what is asked
ETIQUETTE_MAX = 2_000  # characters; a longer text is no label


class Autour:
    """Each row is read once, and only beside an answer; neither our other cells nor formulas are labels."""

    def __init__(self, cibles: Iterable[Cible], valeurs: Valeurs) -> None:
        self._cibles = cibles
        self._valeurs = valeurs
        self._lues: dict[tuple[str, int], tuple[str, ...]] = {}

    def de(self, nom: str, cible: Cible, feuille: Feuille) -> tuple[str, ...]:
        if not nom.startswith(REPONSES):
            return ()
        cle = (cible.feuille, cible.zone.debut.ligne)
        if cle not in self._lues:
            libres = (ou for ou in feuille.rangee(cle[1]) if (cible.feuille, ou) not in self._nommees)
            self._lues[cle] = tuple(self._textes(feuille, libres))
        return self._lues[cle]

    @cached_property
    def _nommees(self) -> set[tuple[str, Position]]:
        return {(c.feuille, c.zone.debut) for c in self._cibles}

    def _textes(self, feuille: Feuille, positions: Iterable[Position]) -> Iterator[str]:
        for ou in positions:
            if feuille.calculee(ou) or feuille.recouverte(ou):
                continue
            try:
                valeur = self._valeurs.lire(feuille.cellules[ou])
            except ValeurError:
                continue
            if isinstance(valeur, str) and len(valeur) <= ETIQUETTE_MAX:
                yield valeur
