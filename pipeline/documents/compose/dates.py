"""Dates, hours and durations as a French letter writes them; their spaces do not break."""

import datetime as dt
from collections.abc import Sequence
from itertools import zip_longest

MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
INSECABLE = "\N{NO-BREAK SPACE}"


def en_lettres(jour: dt.date) -> str:
    """« 13 octobre 2023 », « 1er septembre 2023 »."""
    rang = "1er" if jour.day == 1 else str(jour.day)
    return INSECABLE.join((rang, MOIS[jour.month - 1], str(jour.year)))


def jour_nomme(jour: dt.date) -> str:
    """« vendredi 13 octobre 2023 »."""
    return f"{JOURS[jour.weekday()]} {en_lettres(jour)}"


def le_ou_les(jours: Sequence[dt.date]) -> str:
    """« le lundi 2 octobre 2023 », « les lundi 2, mardi 3 et mercredi 4 octobre 2023 »."""
    *avant, dernier = (_dans_la_suite(jour, suivant) for jour, suivant in zip_longest(jours, jours[1:]))
    return f"les {', '.join(avant)} et {dernier}" if avant else f"le {dernier}"


def _dans_la_suite(jour: dt.date, suivant: dt.date | None) -> str:
    """The month is said once, by the last of its days."""
    nomme = jour_nomme(jour)
    meme_mois = suivant is not None and (jour.year, jour.month) == (suivant.year, suivant.month)
    return nomme.split(INSECABLE)[0] if meme_mois else nomme


def duree(minutes: int) -> str:
    """« 45 min », « 1 h », « 1 h 10 »."""
    return heure(minutes) if minutes >= 60 else f"{minutes}{INSECABLE}min"  # noqa: PLR2004 — minutes in an hour


def heure(minutes: int) -> str:
    """A time of day, counted from midnight: « 9 h », « 9 h 05 », « 13 h 30 »."""
    heures, reste = divmod(minutes, 60)
    return f"{heures}{INSECABLE}h" + (f"{INSECABLE}{reste:02d}" if reste else "")
