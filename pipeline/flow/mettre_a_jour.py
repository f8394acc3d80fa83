"""What follows from the facts, made whole: documents, workbooks and lists, what the register repeats."""

from dataclasses import replace

from .atelier import Bilan, Progression
from .production import Production, produire
from .retours import tenir_a_jour
from .session import fixer


def _en_silence(_quoi: str, _fait: int, _total: int) -> None:
    """For what is soon done."""


def mettre_a_jour(bilan: Bilan, progression: Progression = _en_silence) -> Production:
    """Done twice, it changes nothing; after a crash, it finishes."""
    if fixer.reprendre(bilan):
        bilan = bilan.atelier.bilan(bilan.registre)
    faite = produire(bilan, lambda fait, total: progression("documents", fait, total))
    avis = tenir_a_jour(bilan, faite, lambda fait, total: progression("classeurs", fait, total))
    bilan.registre.projeter(bilan.etat)
    return replace(faite, avis=(*faite.avis, *avis))
