"""One sheet of a workbook, written over its template: values, formulas, input cells, merges, heights, colours."""

import re
from collections.abc import Mapping
from copy import copy
from itertools import pairwise

from openpyxl.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidationList
from openpyxl.worksheet.pagebreak import Break, ColBreak, RowBreak
from openpyxl.worksheet.worksheet import Worksheet

from pipeline import texts

from . import formulas, layout
from .expand import Colonne, Plan, Rangee
from .fields import Champs
from .fill import echapper

MARGE = 1.5  # width of column A once its marks are gone, in characters
_SAISIE = re.compile(r"\[\[([a-z0-9_{}]+)\]\]")
_SEULE = re.compile(r"\{([a-z_]+)\}")


class Modele:
    """What a template sheet holds, taken out of it so that the sheet itself can be written anew."""

    def __init__(self, feuille: Worksheet) -> None:
        lignes = enumerate(feuille.iter_rows(min_col=2), start=1)
        self.cases = {n: {c.column: c for c in rangee if isinstance(c, Cell)} for n, rangee in lignes}
        self.largeurs = {column_index_from_string(c): d for c, d in feuille.column_dimensions.items()}
        self.hauteurs = {n: feuille.row_dimensions[n].height for n in self.cases}
        self.fusions = sorted(feuille.merged_cells.ranges, key=lambda f: (f.min_row, f.min_col))
        self.couleurs = [(f, list(c.rules)) for c in feuille.conditional_formatting for f in c.sqref.ranges]
        imprimees = feuille.print_area or f"B1:{get_column_letter(feuille.max_column)}1"
        self.coupures = {coupure.id for coupure in feuille.row_breaks.brk}
        self.coupures_de_colonnes = {coupure.id for coupure in feuille.col_breaks.brk}
        self.derniere_colonne: int = CellRange(imprimees.rpartition("!")[2].replace("$", "")).max_col
        feuille.merged_cells.ranges = set()
        feuille.delete_rows(1, feuille.max_row)
        feuille.row_dimensions.clear()
        feuille.row_breaks, feuille.col_breaks = RowBreak(), ColBreak()
        feuille.conditional_formatting = ConditionalFormattingList()
        feuille.data_validations = DataValidationList()
        feuille.column_dimensions["A"].width = MARGE


def ecrire(feuille: Worksheet, plans: Mapping[str, Plan], champs: Champs) -> None:
    plan = plans[feuille.title]
    modele = Modele(feuille)
    _elargir(feuille, modele, plan)
    for n, rangee in enumerate(plan.rangees, start=1):
        for rang, colonne in enumerate(plan.colonnes, start=1):
            prototype = modele.cases[rangee.prototype].get(colonne.prototype)
            if prototype is not None:
                case = layout.case(feuille, n, rang)
                _habiller(case, prototype)
                _remplir(case, prototype, rangee, colonne, plans, champs)
    _fusionner(feuille, modele, plan)
    _mesurer(feuille, modele, plan)
    _colorer(feuille, modele, plan)
    _couper(feuille, modele, plan)
    fin = plan.etendue(1, modele.derniere_colonne) or (1, modele.derniere_colonne)
    feuille.print_area = f"B1:{get_column_letter(fin[1])}{len(plan.rangees)}"


def _couper(feuille: Worksheet, modele: Modele, plan: Plan) -> None:
    """Each copy of a row ends its page; of a column, the last one does."""
    for n, rangee in enumerate(plan.rangees[:-1], start=1):
        if rangee.prototype in modele.coupures:
            feuille.row_breaks.append(Break(n))
    for prototype in sorted(modele.coupures_de_colonnes):
        ecrites = plan.etendue(1, prototype)
        if ecrites:
            feuille.col_breaks.append(Break(ecrites[1]))


def _elargir(feuille: Worksheet, modele: Modele, plan: Plan) -> None:
    """A repeated column is as wide as its prototype."""
    if len(plan.colonnes) == len(plan.par_colonne):
        return
    feuille.column_dimensions.clear()
    for rang, colonne in enumerate(plan.colonnes, start=1):
        modele_de_colonne = modele.largeurs.get(colonne.prototype)
        if modele_de_colonne is not None:
            dimension = feuille.column_dimensions[get_column_letter(rang)]
            dimension.width, dimension.hidden = modele_de_colonne.width, modele_de_colonne.hidden
            dimension.min = dimension.max = rang


def _habiller(case: Cell, prototype: Cell) -> None:
    """The whole style in one go, named style included: openpyxl has no public way."""
    case._style = copy(prototype._style)  # type: ignore[attr-defined] # noqa: SLF001 - as said


def _remplir(  # noqa: PLR0913, PLR0917 - a cell, where it comes from, what it may look at
    case: Cell, prototype: Cell, rangee: Rangee, colonne: Colonne, plans: Mapping[str, Plan], champs: Champs
) -> None:
    valeur, titre, portee = prototype.value, case.parent.title, rangee.portee.avec(colonne.portee)
    mots = {k: str(v) for k, v in portee.valeurs.items()}
    if prototype.data_type == "f":
        case.value = formulas.suivre(str(valeur), lambda f, ligne: plans[f or titre].copies(ligne, rangee.tours))
    elif not isinstance(valeur, str):
        case.value = valeur
    elif saisie := _SAISIE.fullmatch(valeur):
        champs.placer(texts.remplir(saisie[1], mots), portee.cle, titre, case)
    elif (seule := _SEULE.fullmatch(valeur)) and isinstance(portee.valeurs.get(seule[1]), int):
        case.value = portee.valeurs[seule[1]]
    elif texte := texts.remplir(valeur, mots):
        case.value = echapper(texte)
        case.data_type = "s"  # a label that begins with « = » is no formula
        if seule:
            champs.montrer(seule[1], titre, case)


def _fusionner(feuille: Worksheet, modele: Modele, plan: Plan) -> None:
    fusions = []
    for fusion in modele.fusions:
        colonnes = plan.etendue(fusion.min_col, fusion.max_col)
        if colonnes is None:
            continue
        for n in plan.copies(fusion.min_row, {}):
            dernier = n + fusion.max_row - fusion.min_row
            fusions.append(CellRange(min_row=n, max_row=dernier, min_col=colonnes[0], max_col=colonnes[1]))
    feuille.merged_cells = MultiCellRange(fusions)  # not `merge_cells`: it would copy styles that are there already


def _mesurer(feuille: Worksheet, modele: Modele, plan: Plan) -> None:
    """No taller than the template says, unless the words need it."""
    etendues = {(f.min_row, f.min_col): f.max_col for f in feuille.merged_cells.ranges}
    recouvertes = {ou for f in feuille.merged_cells.ranges for ou in f.cells} - etendues.keys()
    for n, rangee in enumerate(plan.rangees, start=1):
        hauteur = modele.hauteurs[rangee.prototype] or 0
        ecrites = modele.cases[rangee.prototype]
        for colonne in (c for c, x in enumerate(plan.colonnes, start=1) if x.prototype in ecrites):
            case = feuille.cell(n, colonne)
            if isinstance(case, Cell) and (n, colonne) not in recouvertes:  # hidden under a merge
                fin = etendues.get((n, colonne), colonne)
                hauteur = max(hauteur, layout.hauteur(case, layout.largeur(feuille, colonne, fin)))
        feuille.row_dimensions[n].height = hauteur or None


def _colorer(feuille: Worksheet, modele: Modele, plan: Plan) -> None:
    """A conditional format of a prototype row is given to all its copies; it may look at its own row only."""
    for zone, regles in modele.couleurs:
        rangs = [n for n, r in enumerate(plan.rangees, start=1) if zone.min_row <= r.prototype <= zone.max_row]
        colonnes = plan.etendue(zone.min_col, zone.max_col)
        if not rangs or not colonnes:
            continue
        etendue = " ".join(
            CellRange(min_col=colonnes[0], max_col=colonnes[1], min_row=debut, max_row=fin).coord
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
