"""When the juries of a session can sit: its days, less the break."""

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

from pipeline.model.planning import Plage
from pipeline.model.session import Session

SAMEDI = 5
DUREE_MAX = dt.timedelta(days=366)  # further, a year was mistyped


class Horaires(Protocol):
    """The usual hours, where the session says nothing."""

    @property
    def journee_debut(self) -> dt.time: ...
    @property
    def journee_fin(self) -> dt.time: ...
    @property
    def pause_debut(self) -> dt.time: ...
    @property
    def pause_fin(self) -> dt.time: ...


def plages(session: Session, habituels: Horaires) -> tuple[Plage, ...]:
    debut = minutes(session.journee_debut or habituels.journee_debut)
    fin = minutes(session.journee_fin or habituels.journee_fin)
    pause = minutes(session.pause_debut or habituels.pause_debut)
    reprise = minutes(session.pause_fin or habituels.pause_fin)
    bornes = ((debut, min(pause, fin)), (max(reprise, debut), fin)) if pause < reprise else ((debut, fin),)
    return tuple(Plage(jour=j, debut=d, fin=f) for j in _jours(session) for d, f in bornes if d < f)


def minutes(heure: dt.time) -> int:
    return heure.hour * 60 + heure.minute


def _jours(session: Session) -> Iterator[dt.date]:
    """Working days; the first and the last, being declared, are worked whatever they are."""
    dernier = min(session.fin, session.date + DUREE_MAX)
    jour = session.date
    while jour <= dernier:
        if jour.weekday() < SAMEDI or jour in {session.date, session.fin}:
            yield jour
        jour += dt.timedelta(days=1)
