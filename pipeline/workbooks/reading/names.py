"""Where our defined names lead: the only way a value is found, so that staff may move and restyle cells."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree
from openpyxl.utils.cell import column_index_from_string, get_column_letter

from .parts import IllisibleError

_NOTRE = re.compile(r"[a-z]+(_[a-z0-9]+)+", re.ASCII)
_ADRESSE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.ASCII)
_CIBLE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!:]+))!([^!]+)")
_ADRESSE_MAX = len("$XFD$1048576")
NOMS_MAX = 10_000


class Position(NamedTuple):
    """A cell by row and column, both counted from 1."""

    ligne: int
    colonne: int

    def __str__(self) -> str:
        return f"{get_column_letter(self.colonne)}{self.ligne}"


class Zone(NamedTuple):
    """A rectangle of cells, by its first and its last."""

    debut: Position
    fin: Position

    def __contains__(self, position: object) -> bool:
        return (
            isinstance(position, Position)
            and self.debut.ligne <= position.ligne <= self.fin.ligne
            and self.debut.colonne <= position.colonne <= self.fin.colonne
        )

    @property
    def aire(self) -> int:
        return (self.fin.ligne - self.debut.ligne + 1) * (self.fin.colonne - self.debut.colonne + 1)

    def positions(self) -> Iterator[Position]:
        for ligne in range(self.debut.ligne, self.fin.ligne + 1):
            for colonne in range(self.debut.colonne, self.fin.colonne + 1):
                yield Position(ligne, colonne)


class Cible(NamedTuple):
    """What a name stands for: a sheet (by its name, folded) and cells of it."""

    feuille: str
    zone: Zone


def position(adresse: str) -> Position | None:
    """`B3` or `$B$3`; None when it is no address of one cell."""
    return _position(adresse) if len(adresse) <= _ADRESSE_MAX else None


@lru_cache(maxsize=8192)  # the same addresses come back in every workbook
def _position(adresse: str) -> Position | None:
    lu = _ADRESSE.fullmatch(adresse.upper())
    return Position(int(lu[2]), column_index_from_string(lu[1])) if lu else None


def zone(adresse: str) -> Zone | None:
    """`B3:D5`, or the one cell `B3`."""
    debut, _, fin = adresse.partition(":")
    premiere = position(debut)
    derniere = position(fin) if fin else premiere
    if premiere is None or derniere is None:
        return None
    lignes, colonnes = sorted((premiere.ligne, derniere.ligne)), sorted((premiere.colonne, derniere.colonne))
    return Zone(Position(lignes[0], colonnes[0]), Position(lignes[1], colonnes[1]))


def _cible(texte: str) -> Cible | None:
    """`'Feuille d''été'!$B$3`; None for a deleted cell (`#REF!`), a formula, another workbook."""
    lu = _CIBLE.fullmatch(texte.strip().removeprefix("="))
    if lu is None:
        return None
    cellules = zone(lu[3])
    feuille = (lu[1] or "").replace("''", "'") or lu[2]
    return Cible(feuille.casefold(), cellules) if cellules else None


def reperes(classeur: etree._Element, ns: str) -> tuple[dict[str, Cible], tuple[str, ...]]:
    """Our names and where they lead, and those that lead to several places.

    A workbook-level name wins; the copies that a duplicated sheet brings along are scoped to it.
    """
    globaux: dict[str, set[Cible]] = {}
    locaux: dict[str, set[Cible]] = {}
    for nom, brut, local in _noms(classeur.iterfind(f"{ns}definedNames/{ns}definedName")):
        cible = _cible(brut)
        if cible is not None:
            (locaux if local else globaux).setdefault(nom, set()).add(cible)
    trouves = locaux | globaux
    if len(trouves) > NOMS_MAX:
        raise IllisibleError("CLASSEUR_DEMESURE")
    ambigus = tuple(sorted(nom for nom, cibles in trouves.items() if len(cibles) > 1))
    return {nom: min(cibles) for nom, cibles in trouves.items()}, ambigus


def _noms(elements: Iterable[etree._Element]) -> Iterable[tuple[str, str, bool]]:
    for element in elements:
        nom = element.get("name", "").lower()
        if _NOTRE.fullmatch(nom):
            yield nom, element.text or "", element.get("localSheetId") is not None
