"""Cells to facts: which form is it, what do its cells say, what is wrong with them."""

from .identification import identifier
from .normalise import Valeurs
from .projections import grille, jpn, pv
from .validateur import Validateur, valider

__all__ = ["Valeurs", "Validateur", "grille", "identifier", "jpn", "pv", "valider"]
