"""Days on which nothing is sent nor held as usual: week-ends, and the holidays of the whole of France."""

import datetime as dt

from holidays import country_holidays

SAMEDI, DIMANCHE = 5, 6

_FERIES = country_holidays("FR", language="fr")  # those of Alsace-Moselle and overseas are not in it


def fete(jour: dt.date) -> str | None:
    """The holiday of that day, by its name (Code du travail, L. 3133-1)."""
    return _FERIES.get(jour)


def chome(jour: dt.date) -> str | None:
    """« un jour férié : Ascension », « un samedi », « un dimanche »; null for a day like the others."""
    if nom := fete(jour):
        return f"un jour férié : {nom}"
    return {SAMEDI: "un samedi", DIMANCHE: "un dimanche"}.get(jour.weekday())
