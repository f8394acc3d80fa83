"""Dates and durations as a French letter writes them."""

import datetime as dt
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
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


def en_lettres(jour: dt.date) -> str:
    """« 13 octobre 2023 », « 1er septembre 2023 »."""
    rang = "1er" if jour.day == 1 else str(jour.day)
    return f"{rang} {MOIS[jour.month - 1]} {jour.year}"


def jour_a_paris(instant: dt.datetime) -> dt.date:
    """A naive time is already Paris time."""
    return (instant.astimezone(PARIS) if instant.tzinfo else instant).date()


def duree(minutes: int) -> str:
    """« 45 min », « 1 h », « 1 h 10 »; the spaces do not break."""
    heures, reste = divmod(minutes, 60)
    if not heures:
        return f"{reste}\N{NO-BREAK SPACE}min"
    return f"{heures}\N{NO-BREAK SPACE}h" + (f"\N{NO-BREAK SPACE}{reste:02d}" if reste else "")
