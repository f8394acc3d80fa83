"""What changes after a proclamation, always with its reason: a decision revoked, a holder's name corrected (K39)."""

import datetime as dt

from .base import Frozen


class Rectification(Frozen):
    """`decision`: the decision is revoked and the dossier decided again; else it stands and its papers are made again,
    with the corrected name."""

    rang: int
    candidature: str
    jpn: dt.date  # of the decision that was proclaimed
    motif: str
    le: dt.datetime
    decision: bool
    nom: str | None = None
    prenom: str | None = None


class Duplicata(Frozen):
    """A second sheet of a parchemin or of a summary, asked by its holder (K24)."""

    rang: int
    document: str
    motif: str
    le: dt.datetime


class MotLibere(Frozen):
    """A common word that is also a name in this dossier: staff let it be read (K18)."""

    candidature: str
    mot: str
    motif: str
    le: dt.datetime
