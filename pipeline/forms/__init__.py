"""The input cells of each workbook: pure projections of a référentiel, shared by those who write, read and judge."""

from .champs import nom
from .grilles import grille
from .jury_paritaire import LigneJpn, jpn, jpn_vierge, lignes_jpn
from .proces_verbal import pv
from .schema import Schema, schema

__all__ = ["LigneJpn", "Schema", "grille", "jpn", "jpn_vierge", "lignes_jpn", "nom", "pv", "schema"]
