"""What a person typed, written the one way that the schema knows. What is not understood is left for it to refuse."""

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TypeAlias

from pipeline.model.classeur import Brut, Champ, Genre
from pipeline.model.vocabulaire import plier

Valeur: TypeAlias = str | int
Valeurs: TypeAlias = dict[str, Valeur]

EXCEL_JOUR_0 = date(1899, 12, 30)
EXCEL_JOURS = range(36_526, 73_051)  # 2000 to 2099: a smaller or greater number is no date
JOUR_MINUTES = 24 * 60
ENTIER_MAX = 10**9
SIECLE = 2000
NAISSANCE = "naissance_le"

_MOIS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_JOURS = frozenset({"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"})
_ANNEE = re.compile(r"[0-9]{4}")
_NOMBRE = re.compile(r"([0-9]{1,9})(?:[.,]0+)?\s*(?:min|mn|minutes?|voix|%)?\.?", re.IGNORECASE)
_HEURE = re.compile(r"([0-9]{1,2})\s*[h:]\s*([0-9]{2})?(?::[0-9]{2})?", re.IGNORECASE)


def normaliser(champ: Champ, brut: Brut) -> Valeur | None:
    """`None` when the cell is empty, or holds only spaces."""
    if brut is None or (isinstance(brut, str) and not brut.strip()):
        return None
    match champ.genre:
        case Genre.CHOIX:
            return _choix(champ.choix).get(plier(texte(brut)), texte(brut))
        case Genre.DATE:
            jour = None if champ.role == NAISSANCE and _sans_siecle(brut) else lire_date(brut)
            return texte(brut) if jour is None else jour.isoformat()
        case Genre.HEURE:
            return _heure(brut)
        case Genre.NOMBRE:
            return _nombre(brut)
        case Genre.TEXTE:
            return texte(brut)


def texte(brut: Brut) -> str:
    """As the person reads it in the cell: French dates and numbers, one way to compose accents, one to end a line."""
    match brut:
        case None:
            return ""
        case bool():
            return "VRAI" if brut else "FAUX"
        case datetime() | date():
            return f"{brut:%d/%m/%Y}"
        case time():
            return f"{brut:%H:%M}"
        case float():
            return str(int(brut)) if brut.is_integer() and abs(brut) < ENTIER_MAX else str(brut).replace(".", ",")
        case _:
            lignes = str(brut).replace("\r\n", "\n").replace("\r", "\n")
            return unicodedata.normalize("NFC", lignes).strip()


def lire_date(brut: Brut) -> date | None:
    """A date of the workbook, an Excel day number, or a text: 2023-10-02, 02/10/2023, 2 octobre 2023."""
    match brut:
        case datetime():
            return brut.date()
        case date():
            return brut
        case bool():
            return None
        case int() | float():
            return EXCEL_JOUR_0 + timedelta(days=int(brut)) if EXCEL_JOURS[0] <= brut <= EXCEL_JOURS[-1] else None
        case str():
            return _date_ecrite(brut)
        case _:
            return None


def _sans_siecle(brut: Brut) -> bool:
    """Everything here happens after 2000 but the birth of people: 85 is not 2085."""
    return isinstance(brut, str) and not _ANNEE.search(brut)


def _date_ecrite(brut: str) -> date | None:
    with suppress(ValueError):
        return datetime.fromisoformat(brut.strip()).date()
    mots = [m for m in plier(brut).split() if m not in _JOURS]
    mots = [str(_MOIS.index(m) + 1) if m in _MOIS else m.removesuffix("er") for m in mots]
    with suppress(ValueError):
        un, deux, trois = (int(m) for m in mots)
        annee, mois, jour = (un, deux, trois) if len(mots[0]) == len("2023") else (trois, deux, un)
        return date(SIECLE + annee if annee in range(100) else annee, mois, jour)
    return None


def _heure(brut: Brut) -> str:
    if isinstance(brut, float) and 0 <= brut < 1:
        brut = time(*divmod(min(round(brut * JOUR_MINUTES), JOUR_MINUTES - 1), 60))
    ecrite = texte(brut)
    trouve = _HEURE.fullmatch(ecrite)
    return f"{int(trouve[1]):02d}:{trouve[2] or '00'}" if trouve else ecrite


def _nombre(brut: Brut) -> Valeur:
    ecrit = texte(brut)
    if isinstance(brut, bool | date | time):
        return ecrit
    trouve = _NOMBRE.fullmatch(ecrit)
    return int(trouve[1]) if trouve else ecrit


@cache
def _choix(choix: tuple[str, ...]) -> dict[str, str]:
    return {plier(c): c for c in choix}
