"""Who a candidature is about, as its papers say; and two candidatures that staff declare to be one person's."""

import datetime as dt

from .base import Frozen


class Temoin(Frozen):
    """What one candidature says of its person. `autres_noms`: the birth or used name that its session adds."""

    candidature: str
    jour: dt.date  # of its PV; of its session as long as there is none
    nom: str
    prenom: str
    email: str | None = None
    naissance: dt.date | None = None
    autres_noms: tuple[str, ...] = ()


class Fusion(Frozen):
    """Staff know that these two candidatures are one person's (K17)."""

    rang: int
    une: str
    autre: str
    motif: str
    le: dt.datetime
