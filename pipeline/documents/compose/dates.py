"""Dates, hours and durations as a French letter writes them; their spaces do not break."""

import datetime as dt

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


def duree(minutes: int) -> str:
    """« 45 min », « 1 h », « 1 h 10 »."""
    return heure(minutes) if minutes >= 60 else f"{minutes}{INSECABLE}min"  # noqa: PLR2004 — minutes in an hour


def heure(minutes: int) -> str:
    """A time of day, counted from midnight: « 9 h », « 9 h 05 », « 13 h 30 »."""
    heures, reste = divmod(minutes, 60)
    return f"{heures}{INSECABLE}h" + (f"{INSECABLE}{reste:02d}" if reste else "")
