"""One sheet as the reader needs it: its cells by position, its merges, and what its formulas cover."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from lxml import etree

from pipeline.model.anomalie import Constat, Place

from .names import Position, Zone, position, zone
from .parts import IllisibleError

# Room for the largest workbook that we make, a docket of 500 dossiers of four blocs, and a quarter more.
LIGNES_MAX = 10_000
COLONNES_MAX = 200
CELLULES_MAX = 120_000
REGLES_MAX = 20_000  # merges and validations
PLACES_DITES = 20  # cells named in one anomaly
_MATRICES = frozenset({"array", "dataTable"})  # the kinds of formula that fill several cells


class Feuille:
    """The cells that hold something. A sheet beyond all measure makes the workbook unreadable."""

    def __init__(self, nom: str, racine: etree._Element, ns: str) -> None:
        self.nom = nom
        self.cellules: dict[Position, etree._Element] = {}
        self.constats: list[Constat] = []
        donnees = racine.find(f"{ns}sheetData")
        if donnees is not None:
            self._range(donnees, ns)
        _mesure_regles(racine, ns)
        fusions = _zones(racine.iterfind(f"{ns}mergeCells/{ns}mergeCell"))
        self._fusions = {f.debut: f for f in fusions}
        self._recouvertes = _couvre(fusions) - self._fusions.keys()
        self._matrices = _couvre(_zones(f for f in racine.iter(f"{ns}f") if f.get("t") in _MATRICES))
        self._formule = f"{ns}f"

    def _range(self, donnees: etree._Element, ns: str) -> None:
        vues: set[Position] = set()
        doubles: list[Position] = []
        loin: list[Position] = []
        for ou, cellule in _positions(donnees, ns):
            if ou in vues:
                doubles.append(ou)
            vues.add(ou)
            if len(vues) > CELLULES_MAX:
                raise IllisibleError("CLASSEUR_DEMESURE")
            if len(cellule):
                self.cellules[ou] = cellule
                if ou.ligne > LIGNES_MAX or ou.colonne > COLONNES_MAX:
                    loin.append(ou)
        if loin:
            self._signale("CELLULE_HORS_LIMITES", loin)
        if doubles:
            self._signale("CELLULE_EN_DOUBLE", doubles)

    def _signale(self, code: str, positions: list[Position]) -> None:
        places = tuple(self.place(p) for p in positions[:PLACES_DITES])
        self.constats.append(Constat(code=code, places=places))

    def place(self, ou: Position, nom: str | None = None) -> Place:
        return Place(feuille=self.nom, cellule=str(ou), nom=nom)

    def rangee(self, ligne: int) -> Sequence[Position]:
        """Its cells that hold something, in the order of the file."""
        return self._rangees.get(ligne, ())

    @cached_property
    def _rangees(self) -> dict[int, list[Position]]:
        rangees: dict[int, list[Position]] = defaultdict(list)
        for ou in self.cellules:
            rangees[ou.ligne].append(ou)
        return rangees

    def fusionne(self, cellules: Zone) -> bool:
        """All these cells are one for people."""
        fusion = self._fusions.get(cellules.debut)
        return fusion is not None and cellules.fin in fusion

    def recouverte(self, ou: Position) -> bool:
        """Hidden under a merge: what is written there is not what people see."""
        return ou in self._recouvertes

    def calculee(self, ou: Position) -> bool:
        """A formula stands there, or the result, like a plain value, of a matrix formula that stands elsewhere."""
        return ou in self._matrices or any(e.tag == self._formule for e in self.cellules.get(ou, ()))


def _zones(elements: Iterable[etree._Element]) -> tuple[Zone, ...]:
    lues = (zone(e.get("ref", "")) for e in elements)
    return tuple(z for z in lues if z)


def _couvre(zones: Iterable[Zone]) -> set[Position]:
    """The cells of all these zones; they may not be more than a sheet may have."""
    zones = tuple(zones)
    if sum(z.aire for z in zones) > CELLULES_MAX:
        raise IllisibleError("CLASSEUR_DEMESURE")
    return {ou for z in zones for ou in z.positions()}


def _mesure_regles(racine: etree._Element, ns: str) -> None:
    """Merges, validations and links are bounded in number, links also in cells: openpyxl visits each."""
    hors_donnees = [e for e in racine if e.tag != f"{ns}sheetData"]
    regles = [r for e in hors_donnees for r in e.iter("{*}mergeCell", "{*}dataValidation", "{*}hyperlink")]
    if len(regles) > REGLES_MAX or sum(z.aire for z in _zones(regles)) > CELLULES_MAX:
        raise IllisibleError("CLASSEUR_DEMESURE")


def _positions(donnees: etree._Element, ns: str) -> Iterator[tuple[Position, etree._Element]]:
    """Each cell and its position, which some programs leave out: then it follows the one before."""
    ligne = 0
    for rang, rangee in enumerate(donnees.iterchildren(f"{ns}row")):
        if rang >= LIGNES_MAX:
            raise IllisibleError("CLASSEUR_DEMESURE")
        dite = rangee.get("r")
        ligne = ligne + 1 if dite is None else _ligne(dite)
        colonne = 0
        for cellule in rangee.iterchildren(f"{ns}c"):
            adresse = cellule.get("r")
            ou = Position(ligne, colonne + 1) if adresse is None else position(adresse)
            if ou is None or (dite is not None and ou.ligne != ligne):
                raise IllisibleError("CLASSEUR_ABIME")
            ligne, colonne = ou
            yield ou, cellule


def _ligne(dite: str) -> int:
    ou = position(f"A{dite}")
    if ou is None:
        raise IllisibleError("CLASSEUR_ABIME")
    return ou.ligne
