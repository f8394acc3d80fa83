"""How tall a row must be for its words to show whole."""

import math
import textwrap

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

INTERLIGNE = 1.36  # line height over font size, of Calibri and of what replaces it
MARGE_PT = 5
CORPS_DE_REFERENCE = 11  # a column's width counts the digits of Calibri 11
LARGEUR_PAR_DEFAUT = 8.43
HAUTEUR_MAX_PT = 409  # Excel's own limit


def case(feuille: Worksheet, ligne: int, colonne: int) -> Cell:
    """A cell that no merge hides."""
    trouvee = feuille.cell(ligne, colonne)
    if not isinstance(trouvee, Cell):
        raise TypeError(f"{trouvee.coordinate} is merged")
    return trouvee


def largeur(feuille: Worksheet, premiere: int, derniere: int) -> float:
    """Width of adjacent columns, in characters."""
    dimensions = feuille.column_dimensions
    total = 0.0
    for colonne, dimension in dimensions.items():
        debut, fin = dimension.min or 0, dimension.max or 0
        communes = min(fin, derniere) - max(debut, premiere) + 1
        if communes > 0 and colonne:
            total += communes * (dimension.width or LARGEUR_PAR_DEFAUT)
    return total


def hauteur(case: Cell, caracteres: float) -> float:
    """Height in points of a wrapped text in a cell of that width."""
    if not isinstance(case.value, str) or case.data_type == "f" or not case.alignment.wrap_text:
        return 0
    corps = float(case.font.sz or CORPS_DE_REFERENCE)
    par_ligne = max(1, math.floor(caracteres * CORPS_DE_REFERENCE / corps))
    lignes = sum(len(textwrap.wrap(p, par_ligne)) or 1 for p in case.value.split("\n"))
    return min(HAUTEUR_MAX_PT, lignes * corps * INTERLIGNE + MARGE_PT)
