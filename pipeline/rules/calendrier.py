"""Dates of the jury paritaire: the cut-off of a docket and the clocks of the results (K1, K21)."""

import datetime as dt
from collections.abc import Iterable

VENDREDI = 4


def cloture(jpn: dt.date) -> dt.date:
    """The Friday before the JPN, included; for a JPN on a Friday, the Friday before (N-019, K21)."""
    return jpn - dt.timedelta(days=(jpn.weekday() - VENDREDI - 1) % 7 + 1)


def jpn_de(jury: dt.date, calendrier: Iterable[dt.date]) -> dt.date | None:
    """The first JPN whose docket a jury professionnel of that day can still enter (N-019)."""
    return next((d for d in sorted(calendrier) if jury <= cloture(d)), None)


def resultats_dus(deliberation: dt.datetime) -> dt.date:
    """Results leave the next calendar day (N-020)."""
    return deliberation.date() + dt.timedelta(days=1)


def resultats_en_retard(deliberation: dt.datetime) -> dt.datetime:
    """Past this moment a notice is late: 48 hours after the deliberation (G-094)."""
    return deliberation + dt.timedelta(hours=48)
