"""The one time zone of the certification."""

import datetime as dt
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def a_paris(instant: dt.datetime) -> dt.datetime:
    """A naive time is already Paris time."""
    return instant.astimezone(PARIS) if instant.tzinfo else instant


def jour_a_paris(instant: dt.datetime) -> dt.date:
    return a_paris(instant).date()
