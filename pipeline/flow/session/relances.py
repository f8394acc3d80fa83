"""Reminders ready to send."""

from collections.abc import Iterator

from pipeline.flow.atelier import Bilan
from pipeline.flow.copies import Voulu
from pipeline.rules.session.situation import SituationSession


def brouillons(s: SituationSession, bilan: Bilan) -> Iterator[Voulu]:
    yield from ()
