"""The input cells of a form find their place in a template: `[[role]]`, in a row that knows whose cell it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl.cell import Cell
from openpyxl.styles import Protection
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import absolute_coordinate, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName

from pipeline.errors import ConfigurationError
from pipeline.model.classeur import Champ, Formulaire, Genre

from .expand import refus

REPERES = ("bloc", "competence", "critere", "ligne")
JOUR = "dd/mm/yyyy"


@dataclass
class Champs:
    """The fields of a form and, as the sheets are written, the cell of each."""

    formulaire: Formulaire
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    montrees: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # where each value stands alone

    def __post_init__(self) -> None:
        self.par_nom = {c.nom: c for c in self.formulaire.champs}
        self._par_role: dict[tuple[str, int | None], list[Champ]] = {}
        for champ in self.formulaire.champs:
            self._par_role.setdefault((champ.role, champ.ligne), []).append(champ)

    def placer(self, role: str, cle: Mapping[str, str | int], feuille: str, case: Cell) -> None:
        """The field of that role that belongs to the row; of several, the one that is closest to it."""

        def precision(champ: Champ) -> int:
            siens = [(r, getattr(champ, r)) for r in REPERES if getattr(champ, r) is not None]
            return len(siens) if all(cle.get(r) == v for r, v in siens) else -1

        ligne = cle.get("ligne")
        lignes = {None, ligne if isinstance(ligne, int) else None}
        possibles = [c for n in lignes for c in self._par_role.get((role, n), ())]
        trouve = max(possibles, key=precision, default=None)
        if trouve is None or precision(trouve) < 0:
            raise refus(feuille, case.row, f"la case « {role} » n'a pas de sens ici")
        if trouve.nom in self.places:
            raise refus(feuille, case.row, f"la case « {trouve.libelle} » est placée deux fois")
        self.places[trouve.nom] = (feuille, case.coordinate)
        case.protection = Protection(locked=False)
        if trouve.genre is Genre.DATE and not is_date_format(case.number_format):
            case.number_format = JOUR

    def montrer(self, valeur: str, feuille: str, case: Cell) -> None:
        self.montrees.setdefault(valeur, []).append((feuille, case.coordinate))

    def liste(self, valeur: str) -> str:
        """The range of the cells that show a value, one under the other: what a drop-down offers."""
        (feuille, debut), (_, fin) = self.montrees[valeur][0], self.montrees[valeur][-1]
        return f"{quote_sheetname(feuille)}!{absolute_coordinate(debut)}:{absolute_coordinate(fin)}"

    def noms(self) -> dict[str, DefinedName]:
        """The workbook-level names, in the order of the form. A template that forgets a cell is refused."""
        oublies = [c.libelle for c in self.formulaire.champs if c.nom not in self.places and not c.recent]
        if oublies:
            raise ConfigurationError(
                f"Le modèle de classeur oublie {len(oublies)} case(s) à remplir, dont « {oublies[0]} ».",
                "Ajoutez-la d'après templates/classeurs/README.md, ou revenez au modèle d'origine.",
            )
        return {nom: DefinedName(nom, attr_text=self._adresse(nom)) for nom in self.par_nom if nom in self.places}

    def _adresse(self, nom: str) -> str:
        feuille, case = self.places[nom]
        colonne, ligne = case.rstrip("0123456789"), case.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        return f"{quote_sheetname(feuille)}!${colonne}${ligne}"

    def de(self, feuille: str) -> list[tuple[Champ, str]]:
        """The fields of one sheet and their cells."""
        return [(self.par_nom[nom], case) for nom, (titre, case) in self.places.items() if titre == feuille]
