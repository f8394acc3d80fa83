"""What judging needs besides the facts, each a plain value."""

import datetime as dt

from pipeline.model.base import Frozen
from pipeline.model.decision_ucanss import DecisionUcanss
from pipeline.model.personne import Fusion
from pipeline.model.rectification import Rectification
from pipeline.model.referentiel import Referentiel, Rncp

from .session.situation import SituationSession


class Contexte(Frozen):
    referentiels: dict[tuple[str, str], Referentiel]
    dockets: dict[dt.date, dict[str, str]]
    proclamations: dict[dt.date, dt.datetime]
    pv_signe_obligatoire: bool = True
    classeur_de_session_obligatoire: bool = False
    sessions: dict[str, SituationSession] = {}
    rectifications: tuple[Rectification, ...] = ()
    fusions: tuple[Fusion, ...] = ()
    confirmes: frozenset[str] = frozenset()  # deposits that a person confirmed to replace another (K40)
    decisions_ucanss: tuple[DecisionUcanss, ...] = ()
    precedents: dict[str, Rncp] = {}  # by CQP, the last registration that any of its versions says
    jour: dt.date | None = None  # of the judging; null where it does not matter
    calendrier_jpn: tuple[dt.date, ...] = ()

    def decision_ucanss(self, candidature: str) -> DecisionUcanss | None:
        """The last that Ucanss took on it, past the dates of its registration (K26)."""
        return next((d for d in reversed(self.decisions_ucanss) if d.candidature == candidature), None)
