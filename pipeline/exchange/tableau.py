"""A list as MyCertif or a spreadsheet writes it (CSV), whatever its encoding and separator; nothing is understood yet.

Every cell stays a text: what looks like a formula is never computed.
"""

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice

from openpyxl.utils import get_column_letter

from pipeline.model.anomalie import Constat, Place
from pipeline.model.base import Frozen

LIGNES_MAX = 5_000
COLONNES_MAX = 200
CELLULE_MAX = 32_767  # characters: what a cell of a workbook can hold
LIGNE_MAX = 2**20  # characters: a longer line is no row of a list
EXTRAIT = 60  # characters of what was found, shown in a sentence

_SEPARATEURS = ";\t,"  # the French Excel's first: it wins when nothing tells them apart
_ESSAI = 50  # rows on which each separator is tried
_ANNONCE = re.compile(r'"?sep=([;,\t])"?(\r\n|\r|\n|$)')  # Excel's own first line
_MARQUES = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Rangee(Frozen):
    """`rang` is that of the row when a spreadsheet opens the file, from 1."""

    rang: int
    cellules: tuple[str, ...]


class Tableau(Frozen):
    """As many cells in each row as there are titles."""

    rang: int  # of the titles
    entetes: tuple[str, ...]
    rangees: tuple[Rangee, ...]

    def titre(self, colonne: int) -> str:
        """As a sentence may show it."""
        return court(self.entetes[colonne]) or f"colonne {get_column_letter(colonne + 1)}"


def court(texte: str) -> str:
    """On one line, short, and harmless wherever it is shown."""
    visible = "".join(c if c.isprintable() else " " for c in texte[: EXTRAIT + 1]).strip()
    return visible if len(visible) <= EXTRAIT else f"{visible[:EXTRAIT]}…"


def place(rang: int, colonne: int = 0) -> Place:
    return Place(feuille="Liste", cellule=f"{get_column_letter(colonne + 1)}{rang}")


def lire_csv(octets: bytes) -> Tableau | Constat:
    texte = _decoder(octets)
    if texte is None:
        return Constat(code="LISTE_ILLISIBLE")
    annonce = _ANNONCE.match(texte)
    texte = texte[annonce.end() :] if annonce else texte
    separateur = annonce[1] if annonce else max(_SEPARATEURS, key=lambda s: _regularite(texte, s))
    rang, rangees = 0, []
    try:
        for rang, cellules in enumerate(_lire(_sans_fin_vide(texte, separateur), separateur), start=1):
            if rang > LIGNES_MAX:
                return demesuree(LIGNES_MAX, "lignes")
            if any(cellules):
                rangees.append(Rangee(rang=rang, cellules=cellules))
    except csv.Error:
        return Constat(code="LISTE_MAL_FORMEE", places=(place(rang + 1),), valeurs={"ligne": str(rang + 1)})
    return _tableau(rangees)


def _decoder(octets: bytes) -> str | None:
    """None when it is no text. Without a mark it is UTF-8, or else what Excel writes on Windows."""
    marque = next((codage for debut, codage in _MARQUES if octets.startswith(debut)), None)
    for codage in (marque,) if marque else ("utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            texte = octets.decode(codage)
            return None if "\0" in texte else texte
    return None


def _lire(texte: str, separateur: str) -> Iterator[tuple[str, ...]]:
    """`csv.Error` on a quote that nothing closes, on a cell or a line that has no end."""
    for rangee in csv.reader(_lignes(texte), delimiter=separateur, strict=True):
        yield tuple(cellule.strip() for cellule in rangee)


def _lignes(texte: str) -> Iterator[str]:
    for ligne in StringIO(texte, newline=""):
        if len(ligne) > LIGNE_MAX:
            raise csv.Error
        yield ligne


def _regularite(texte: str, separateur: str) -> tuple[float, int]:
    """How well a separator cuts the first rows: the share of those as wide as the titles, then that width."""
    largeurs: list[int] = []
    with suppress(csv.Error):
        largeurs.extend(len(r) for r in islice(_lire(texte, separateur), _ESSAI) if any(r))
    if not largeurs or largeurs[0] == 1:
        return 0, 0
    return largeurs.count(largeurs[0]) / len(largeurs), largeurs[0]


def _sans_fin_vide(texte: str, separateur: str) -> str:
    """Excel writes the empty rows that were once filled, up to the last of the sheet."""
    return texte.rstrip(f"{separateur} \t\r\n")


def demesuree(maximum: int, quoi: str) -> Constat:
    return Constat(code="LISTE_DEMESUREE", valeurs={"max": f"{maximum:_}".replace("_", " "), "quoi": quoi})


def _tableau(rangees: list[Rangee]) -> Tableau | Constat:
    if not rangees:
        return Constat(code="LISTE_VIDE")
    titres, *lignes = rangees
    largeur = _largeur(titres.cellules)
    if largeur > COLONNES_MAX:
        return demesuree(COLONNES_MAX, "colonnes")
    for ligne in lignes:
        if _largeur(ligne.cellules) > largeur:
            valeurs = {"ligne": str(ligne.rang), "trouve": str(_largeur(ligne.cellules)), "attendu": str(largeur)}
            return Constat(code="LISTE_DECALEE", places=(place(ligne.rang, largeur),), valeurs=valeurs)
        longue = next((i for i, c in enumerate(ligne.cellules) if len(c) > CELLULE_MAX), None)
        if longue is not None:
            valeurs = {"cellule": place(ligne.rang, longue).cellule, "max": str(CELLULE_MAX)}
            return Constat(code="LISTE_TEXTE_DEMESURE", places=(place(ligne.rang, longue),), valeurs=valeurs)
    if not lignes:
        return Constat(code="LISTE_VIDE")
    ajustees = (r.model_copy(update={"cellules": _ajuster(r.cellules, largeur)}) for r in lignes)
    return Tableau(rang=titres.rang, entetes=_ajuster(titres.cellules, largeur), rangees=tuple(ajustees))


def _largeur(cellules: tuple[str, ...]) -> int:
    return max((i for i, c in enumerate(cellules, start=1) if c), default=0)


def _ajuster(cellules: tuple[str, ...], largeur: int) -> tuple[str, ...]:
    return (*cellules, *[""] * (largeur - len(cellules)))[:largeur]
