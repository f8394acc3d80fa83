"""The hours that a published convocation gives, read in its Word: all that an older register kept of them (K44)."""

import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

import docx

from .compose.dates import MOIS

JOUR = re.compile(rf"(\d{{1,2}})(?:er)? ({'|'.join(MOIS)}) (\d{{4}})")
HEURE = re.compile(r"(\d{1,2}) h(?: (\d{2}))?")
COLONNES = 5


class HeureLue(NamedTuple):
    """`evaluation`: its words; minutes from midnight, preparation left out."""

    jour: dt.date
    debut: int
    evaluation: str
    jury: int


def heures(word: bytes) -> Iterator[HeureLue]:
    """Of each line of its tables that tells a day, an hour and a jury."""
    for tableau in docx.Document(io.BytesIO(word)).tables:
        for rangee in tableau.rows:
            cases = [case.text.replace("\N{NO-BREAK SPACE}", " ") for case in rangee.cells]
            if len(cases) == COLONNES and (lue := _ligne(*cases)):
                yield lue


def _ligne(quand: str, heure: str, _duree: str, evaluation: str, jury: str) -> HeureLue | None:
    """The last hour of the cell is that of the épreuve: a preparation comes before it."""
    jour, numero = JOUR.search(quand.casefold()), re.search(r"\d+", jury)
    debuts = HEURE.findall(heure.splitlines()[-1]) if heure else []
    if not (jour and numero and debuts):
        return None
    heures_, minutes = debuts[0]
    return HeureLue(
        jour=dt.date(int(jour[3]), MOIS.index(jour[2]) + 1, int(jour[1])),
        debut=int(heures_) * 60 + int(minutes or 0),
        evaluation=evaluation,
        jury=int(numero[0]),
    )
