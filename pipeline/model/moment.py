"""Time as the certification counts it: one zone, and minutes with the extra time that was granted."""

import datetime as dt
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def a_paris(instant: dt.datetime) -> dt.datetime:
    """A naive time is already Paris time."""
    return instant.astimezone(PARIS) if instant.tzinfo else instant


def jour_a_paris(instant: dt.datetime) -> dt.date:
    return a_paris(instant).date()


def avec_temps_supplementaire(minutes: int, majoration: int) -> int:
    """`majoration` in percent, up to the whole minute (K29)."""
    return minutes + -(-minutes * majoration // 100)


def dans_les_temps(reel: int, minimum: int, maximum: int, majoration: int = 0) -> bool:
    """Extra time lengthens what is allowed; it never shortens what is due (K29)."""
    return minimum <= reel <= avec_temps_supplementaire(maximum, majoration)
