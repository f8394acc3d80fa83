"""The one time zone of the certification."""

import datetime as dt
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def jour_a_paris(instant: dt.datetime) -> dt.date:
    """A naive time is already Paris time."""
    return (instant.astimezone(PARIS) if instant.tzinfo else instant).date()
