"""Cells to facts: which form is it, what do its cells say, what is wrong with them."""

from . import etiquettes
from .discretion import taire
from .identification import identifier, modules_de_formation
from .isolement import Tri, separer
from .normalise import Valeurs
from .projections import grille, jpn, pv
from .projections_autour import compte_rendu, demande, formation, planning
from .projections_session import session
from .validateur import Validateur, valider

__all__ = [
    "Tri",
    "Valeurs",
    "Validateur",
    "compte_rendu",
    "demande",
    "etiquettes",
    "formation",
    "grille",
    "identifier",
    "jpn",
    "modules_de_formation",
    "planning",
    "pv",
    "separer",
    "session",
    "taire",
    "valider",
]
