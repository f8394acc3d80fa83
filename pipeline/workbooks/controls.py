"""What helps to fill a cell rightly: drop-downs, dates, whole numbers, and a word of help when one enters it."""

import textwrap
from collections.abc import Iterable

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.model.classeur import Champ, Genre
from pipeline.texts import Phrases

TITRE_MAX = 32  # characters, Excel's limits
TEXTE_MAX = 255
NOMBRE_MAX = 999


def poser(feuille: Worksheet, cases: Iterable[tuple[Champ, str]], mots: Phrases) -> None:
    """Fields that ask the same thing share one control."""
    controles: dict[tuple[object, ...], DataValidation] = {}
    for champ, case in cases:
        cle = (champ.genre, champ.choix, champ.aide, _titre(champ))
        if cle not in controles:
            controles[cle] = _controle(champ, mots)
            feuille.add_data_validation(controles[cle])
        controles[cle].add(case)


def _titre(champ: Champ) -> str:
    """A criterion's own wording stands beside its cell: the help needs only the kind."""
    return champ.role.replace("_", " ").capitalize() if len(champ.libelle) > TITRE_MAX else champ.libelle


def _controle(champ: Champ, mots: Phrases) -> DataValidation:
    genre = champ.genre
    controle = DataValidation(allow_blank=True, showInputMessage=True, showErrorMessage=True, errorStyle="stop")
    if genre is Genre.CHOIX:
        controle.type, controle.formula1 = "list", f'"{",".join(champ.choix)}"'
        attendu = mots("controle.choix", choix=", ".join(champ.choix))
    elif genre is Genre.DATE:
        controle.type, controle.operator = "date", "between"
        controle.formula1, controle.formula2 = "DATE(2000,1,1)", "DATE(2100,12,31)"
        attendu = mots("controle.date")
    elif genre is Genre.HEURE:
        controle.type, controle.operator, controle.formula1, controle.formula2 = "time", "between", "0", "0.99999"
        attendu = mots("controle.heure")
    elif genre is Genre.NOMBRE:
        controle.type, controle.operator, controle.formula1, controle.formula2 = "whole", "between", "0", str(NOMBRE_MAX)
        attendu = mots("controle.nombre")
    else:
        attendu = ""
        controle.showErrorMessage = None
    controle.promptTitle, controle.prompt = _titre(champ), _court(champ.aide or attendu)
    if attendu:
        controle.errorTitle, controle.error = mots("controle.titre"), _court(attendu)
    return controle


def _court(texte: str) -> str:
    return textwrap.shorten(texte, TEXTE_MAX, placeholder="…")
