"""One sheet of a workbook, written over its template: values, formulas, input cells, merges, heights, colours."""

import re
from collections.abc import Mapping
from copy import copy
from itertools import pairwise

from openpyxl.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidationList
from openpyxl.worksheet.pagebreak import Break, RowBreak
from openpyxl.worksheet.worksheet import Worksheet

from pipeline import texts

from . import formulas, layout
from .expand import Plan, Rangee
from .fields import Champs
from .fill import echapper

MARGE = 1.5  # width of column A once its marks are gone, in characters
_SAISIE = re.compile(r"\[\[([a-z_]+)\]\]")
_SEULE = re.compile(r"\{([a-z_]+)\}")


class Modele:
    """What a template sheet holds, taken out of it so that the sheet itself can be written anew."""

    def __init__(self, feuille: Worksheet) -> None:
        lignes = enumerate(feuille.iter_rows(min_col=2), start=1)
        self.cases = {n: [c for c in rangee if isinstance(c, Cell)] for n, rangee in lignes}
        self.hauteurs = {n: feuille.row_dimensions[n].height for n in self.cases}
        self.fusions = sorted(feuille.merged_cells.ranges, key=lambda f: (f.min_row, f.min_col))
        self.couleurs = [(f, list(c.rules)) for c in feuille.conditional_formatting for f in c.sqref.ranges]
        imprimees = feuille.print_area or f"B1:{get_column_letter(feuille.max_column)}1"
        self.coupures = {coupure.id for coupure in feuille.row_breaks.brk}
        self.derniere_colonne = get_column_letter(CellRange(imprimees.rpartition("!")[2].replace("$", "")).max_col)
        feuille.merged_cells.ranges = set()
        feuille.delete_rows(1, feuille.max_row)
        feuille.row_dimensions.clear()
        feuille.row_breaks = RowBreak()
        feuille.conditional_formatting = ConditionalFormattingList()
        feuille.data_validations = DataValidationList()
        feuille.column_dimensions["A"].width = MARGE


def ecrire(feuille: Worksheet, plans: Mapping[str, Plan], champs: Champs) -> None:
    plan = plans[feuille.title]
    modele = Modele(feuille)
    for n, rangee in enumerate(plan.rangees, start=1):
        for prototype in modele.cases[rangee.prototype]:
            case = layout.case(feuille, n, prototype.column)
            _habiller(case, prototype)
            _remplir(case, prototype, rangee, plans, champs)
    _fusionner(feuille, modele, plan)
    _mesurer(feuille, modele, plan)
    _colorer(feuille, modele, plan)
    for n, rangee in enumerate(plan.rangees[:-1], start=1):
        if rangee.prototype in modele.coupures:
            feuille.row_breaks.append(Break(n))
    feuille.print_area = f"B1:{modele.derniere_colonne}{len(plan.rangees)}"


def _habiller(case: Cell, prototype: Cell) -> None:
    """The whole style in one go, named style included: openpyxl has no public way."""
    case._style = copy(prototype._style)  # type: ignore[attr-defined] # noqa: SLF001 - as said


def _remplir(case: Cell, prototype: Cell, rangee: Rangee, plans: Mapping[str, Plan], champs: Champs) -> None:
    valeur, titre = prototype.value, case.parent.title
    if prototype.data_type == "f":
        case.value = formulas.suivre(str(valeur), lambda f, ligne: plans[f or titre].copies(ligne, rangee.tours))
    elif not isinstance(valeur, str):
        case.value = valeur
    elif saisie := _SAISIE.fullmatch(valeur):
        champs.placer(saisie[1], rangee.portee.cle, titre, case)
    elif (seule := _SEULE.fullmatch(valeur)) and isinstance(rangee.portee.valeurs.get(seule[1]), int):
        case.value = rangee.portee.valeurs[seule[1]]
    elif texte := texts.remplir(valeur, {k: str(v) for k, v in rangee.portee.valeurs.items()}):
        case.value = echapper(texte)
        case.data_type = "s"  # a label that begins with « = » is no formula


def _fusionner(feuille: Worksheet, modele: Modele, plan: Plan) -> None:
    for fusion in modele.fusions:
        for n in plan.copies(fusion.min_row, {}):
            dernier = n + fusion.max_row - fusion.min_row
            feuille.merge_cells(start_row=n, end_row=dernier, start_column=fusion.min_col, end_column=fusion.max_col)


def _mesurer(feuille: Worksheet, modele: Modele, plan: Plan) -> None:
    """No taller than the template says, unless the words need it."""
    etendues = {(f.min_row, f.min_col): f.max_col for f in feuille.merged_cells.ranges}
    for n, rangee in enumerate(plan.rangees, start=1):
        hauteur = modele.hauteurs[rangee.prototype] or 0
        for prototype in modele.cases[rangee.prototype]:
            colonne = prototype.column
            fin = etendues.get((n, colonne), colonne)
            hauteur = max(
                hauteur, layout.hauteur(layout.case(feuille, n, colonne), layout.largeur(feuille, colonne, fin))
            )
        feuille.row_dimensions[n].height = hauteur or None


def _colorer(feuille: Worksheet, modele: Modele, plan: Plan) -> None:
    """A conditional format of a prototype row is given to all its copies; it may look at its own row only."""
    for zone, regles in modele.couleurs:
        rangs = [n for n, r in enumerate(plan.rangees, start=1) if zone.min_row <= r.prototype <= zone.max_row]
        if not rangs:
            continue
        etendue = " ".join(
            CellRange(min_col=zone.min_col, max_col=zone.max_col, min_row=debut, max_row=fin).coord
            for debut, fin in _suites(rangs)
        )
        colonne = get_column_letter(zone.min_col)
        for regle in regles:
            formules = [
                Translator(f"={f}", f"{colonne}{zone.min_row}").translate_formula(f"{colonne}{rangs[0]}")[1:]
                for f in regle.formula
            ]
            feuille.conditional_formatting.add(etendue, _copie(regle, formules))


def _copie(regle: Rule, formules: list[str]) -> Rule:
    neuve = copy(regle)
    neuve.formula, neuve.dxf, neuve.priority = formules, regle.dxf, 0
    return neuve


def _suites(rangs: list[int]) -> list[tuple[int, int]]:
    """Runs of consecutive numbers, by their first and last."""
    coupures = [0, *(i for i, (a, b) in enumerate(pairwise(rangs), start=1) if b != a + 1), len(rangs)]
    return [(rangs[a], rangs[b - 1]) for a, b in pairwise(coupures)]
