"""Time as the certification counts it: one zone, and minutes with the extra time that was granted."""

import datetime as dt
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
PAS = 5  # minutes: what is computed starts and ends on a multiple of it, as people read a clock (K44)


def a_paris(instant: dt.datetime) -> dt.datetime:
    """A naive time is already Paris time."""
    return instant.astimezone(PARIS) if instant.tzinfo else instant


def jour_a_paris(instant: dt.datetime) -> dt.date:
    return a_paris(instant).date()


def arrondi(minutes: int) -> int:
    """Up to the next multiple: nobody loses a minute."""
    return -(-minutes // PAS) * PAS


def minutes_accordees(minutes: int, majoration: int) -> int:
    """What one is convened for, judged with and read as: `majoration` in percent, on a multiple of five (K29, K44)."""
    return arrondi(minutes + -(-minutes * majoration // 100))


def dans_les_temps(reel: int, minimum: int, maximum: int, majoration: int = 0) -> bool:
    """Extra time lengthens what is allowed; it never shortens what is due (K29)."""
    return minimum <= reel <= minutes_accordees(maximum, majoration)
