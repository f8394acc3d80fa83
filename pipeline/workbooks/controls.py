"""What helps to fill a cell rightly: drop-downs, dates, whole numbers, and a word of help when one enters it."""

import textwrap
from collections.abc import Iterable, Mapping
from typing import Literal

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.model.classeur import Champ, Genre
from pipeline.texts import Phrases

TITRE_MAX = 32  # characters, Excel's limits
TEXTE_MAX = 255
LONGUEUR_MAX = 32_767  # characters of a cell
NAISSANCE = "naissance_le"  # the one day that may be of another century


LISTES = "_listes"  # the hidden sheet of the choices that are too long to be written in a control


def longues(champs: Iterable[Champ]) -> dict[tuple[str, ...], int]:
    """The lists of choices that Excel would refuse in a control, each with its column of the sheet of lists."""
    toutes = dict.fromkeys(c.choix for c in champs if len(",".join(c.choix)) > TEXTE_MAX)
    return {choix: colonne for colonne, choix in enumerate(toutes, start=2)}  # the first is the margin


def ecrire_les_listes(classeur: Workbook, listes: Mapping[tuple[str, ...], int]) -> None:
    if not listes:
        return
    feuille = classeur.create_sheet(LISTES)
    feuille.sheet_state = "hidden"
    for choix, colonne in listes.items():
        for rang, mot in enumerate(choix, start=1):
            feuille.cell(rang, colonne, mot)


def poser(
    feuille: Worksheet,
    cases: Iterable[tuple[Champ, str]],
    mots: Phrases,
    listes: Mapping[str, str],
    ailleurs: Mapping[tuple[str, ...], int],
) -> None:
    """Fields that ask the same thing share one control. `listes`: by role, the range of what is only proposed."""
    controles: dict[tuple[object, ...], DataValidation] = {}
    for champ, case in cases:
        cle = (champ.genre, champ.choix, champ.aide, champ.longueur_max, _titre(champ, mots))
        if cle not in controles:
            liste = listes.get(champ.role)
            controles[cle] = _propose(champ, mots, liste) if liste else _controle(champ, mots, ailleurs)
            feuille.add_data_validation(controles[cle])
        controles[cle].add(case)


def _propose(champ: Champ, mots: Phrases, liste: str) -> DataValidation:
    """A drop-down that refuses nothing: another name may be typed."""
    controle = DataValidation(type="list", formula1=liste, allow_blank=True, showInputMessage=True)
    controle.promptTitle, controle.prompt = _titre(champ, mots), _court(champ.aide)
    controle.showErrorMessage = False
    return controle


def _titre(champ: Champ, mots: Phrases) -> str:
    """Short, and the same in all lines of a list. What a criterion is stands beside its cell: the kind is enough."""
    _, _, de_la_ligne = champ.libelle.partition(f" {champ.ligne} : ")
    libelle = de_la_ligne[:1].upper() + de_la_ligne[1:] or champ.libelle
    if len(libelle) <= TITRE_MAX:
        return libelle
    if champ.critere or champ.competence:
        return mots(f"titre.{champ.role}")
    return textwrap.shorten(libelle, TITRE_MAX, placeholder="…")


# What each kind of cell takes, in the terms of a spreadsheet: type, bounds.
_BORNES: dict[Genre, tuple[Literal["date", "time", "whole"], str, str]] = {
    Genre.DATE: ("date", "DATE(2000,1,1)", "DATE(2100,12,31)"),
    Genre.HEURE: ("time", "0", "0.99999"),
    Genre.NOMBRE: ("whole", "0", "999"),
}


def _choix(champ: Champ, ailleurs: Mapping[tuple[str, ...], int]) -> str:
    """Written in the control, or where the hidden sheet has them."""
    if champ.choix not in ailleurs:
        return f'"{",".join(champ.choix)}"'
    colonne = get_column_letter(ailleurs[champ.choix])
    return f"{LISTES}!${colonne}$1:${colonne}${len(champ.choix)}"


def _controle(champ: Champ, mots: Phrases, ailleurs: Mapping[tuple[str, ...], int]) -> DataValidation:
    """A text that nothing bounds has no control, only its help."""
    controle = DataValidation(allow_blank=True, showInputMessage=True, errorStyle="stop")
    controle.promptTitle, controle.prompt = _titre(champ, mots), _court(champ.aide)
    if champ.genre is Genre.TEXTE and champ.longueur_max >= LONGUEUR_MAX:
        return controle
    if champ.genre is Genre.CHOIX:
        controle.type, controle.formula1 = "list", _choix(champ, ailleurs)
    elif champ.genre is Genre.TEXTE:
        controle.type, controle.operator = "textLength", "lessThanOrEqual"
        controle.formula1 = str(champ.longueur_max)
    else:
        controle.type, controle.formula1, controle.formula2 = _BORNES[champ.genre]
        controle.operator = "between"
        if champ.role == NAISSANCE:
            controle.formula1 = "DATE(1900,1,1)"
    controle.showErrorMessage = True
    controle.errorTitle = mots("controle.titre")
    valeurs = {"choix": ", ".join(champ.choix), "maximum": str(champ.longueur_max)}
    controle.error = _court(mots(f"controle.{champ.genre}", **valeurs))
    return controle


def _court(texte: str) -> str:
    return textwrap.shorten(texte, TEXTE_MAX, placeholder="…")
