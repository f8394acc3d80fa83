"""Dates of the jury paritaire: the cut-off of a docket and the clocks of the results (K1, K21)."""

import datetime as dt
from collections.abc import Iterable

from pipeline.model.moment import PARIS

VENDREDI = 4
FIN_DU_JOUR = dt.time(23, 59, 59)


def cloture(jpn: dt.date) -> dt.date:
    """The Friday before the JPN, included; for a JPN on a Friday, the Friday before (N-019, K21)."""
    return jpn - dt.timedelta(days=(jpn.weekday() - VENDREDI - 1) % 7 + 1)


def jpn_de(jury: dt.date, calendrier: Iterable[dt.date]) -> dt.date | None:
    """The first JPN whose docket a jury professionnel of that day can still enter (N-019)."""
    return next((d for d in sorted(calendrier) if jury <= cloture(d)), None)


def deliberation(jour: dt.date, heure: dt.time | None, proclame_le: dt.datetime | None) -> dt.datetime:
    """When the JPN deliberated: as its workbook says, else when it proclaimed that very day, else when the day ends."""
    if heure is not None:
        return dt.datetime.combine(jour, heure, PARIS)
    if proclame_le is not None and proclame_le.astimezone(PARIS).date() == jour:
        return proclame_le.astimezone(PARIS)
    return dt.datetime.combine(jour, FIN_DU_JOUR, PARIS)


def resultats_dus(deliberation: dt.datetime) -> dt.date:
    """Results leave the next calendar day (N-020)."""
    return deliberation.date() + dt.timedelta(days=1)


def resultats_en_retard(deliberation: dt.datetime) -> dt.datetime:
    """Past this moment a notice is late: 48 hours after the deliberation, whatever the clocks do between (G-094)."""
    return (deliberation.astimezone(dt.UTC) + dt.timedelta(hours=48)).astimezone(PARIS)
