"""The input cells of each workbook: pure projections of a référentiel, shared by those who write, read and judge."""

from .autour import LIGNES_DE_PLANNING, compte_rendu, demande, formation, lignes_de_planning, planning
from .champs import nom
from .grilles import grille
from .jury_paritaire import LigneJpn, jpn, jpn_vierge, lignes_jpn
from .proces_verbal import pv
from .schema import Schema, schema
from .sessions import session

__all__ = [
    "LIGNES_DE_PLANNING",
    "LigneJpn",
    "Schema",
    "compte_rendu",
    "demande",
    "formation",
    "grille",
    "jpn",
    "jpn_vierge",
    "lignes_de_planning",
    "lignes_jpn",
    "nom",
    "planning",
    "pv",
    "schema",
    "session",
]
