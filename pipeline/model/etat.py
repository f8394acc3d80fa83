"""What stands, as `cqp etat --json` says it (contrat.md). More keys are welcome; these stay."""

import datetime as dt
from enum import StrEnum
from typing import Literal

from .anomalie import Anomalie
from .base import Frozen
from .resultat import Ecart, Issue, ResultatBloc
from .vocabulaire import Portee, Voie


class EtatCandidature(StrEnum):
    INCOMPLETE = "incomplete"
    A_CORRIGER = "a_corriger"
    REPORTEE = "reportee"
    ABSENT = "absent"
    EXCUSE = "excuse"
    DOSSIER_PRET = "dossier_pret"
    INSCRITE = "inscrite"
    DECIDEE = "decidee"
    PROCLAMEE = "proclamee"
    AJOURNEE = "ajournee"
    RECTIFIEE = "rectifiee"


class VueDepot(Frozen):
    id: str
    fichier: str
    sha256: str
    etat: str
    type: str | None
    candidature: str | None
    session: str | None
    recu_le: dt.datetime
    anomalies: tuple[Anomalie, ...]


class VueSession(Frozen):
    id: str
    referentiel: str | None
    date: dt.date | None
    etat: str
    jpn: dt.date | None
    manque: tuple[str, ...] = ()
    anomalies: tuple[Anomalie, ...] = ()


class VueDecision(Frozen):
    date: dt.date
    numero: str
    decision: str
    blocs: dict[str, bool]
    vote: dict[str, dict[str, int]]
    motif: str | None = None


class VueCandidature(Frozen):
    id: str
    session: str | None
    personne: str | None
    nom: str | None
    prenom: str | None
    referentiel: str | None
    version: str | None
    voie: Voie | None
    portee: Portee | None
    vises: tuple[str, ...] = ()
    etat: EtatCandidature
    manque: tuple[str, ...] = ()
    anomalies: tuple[Anomalie, ...] = ()
    blocs: tuple[ResultatBloc, ...] = ()
    calcul: Issue | None = None
    cqp_complet: bool = False
    avis: Issue | None = None
    ecarts: tuple[Ecart, ...] = ()
    decision: VueDecision | None = None


class Acquis(Frozen):
    nature: Literal["bloc", "competence"]
    code: str
    referentiel: str
    date: dt.date
    source: str


class CqpObtenu(Frozen):
    code: str
    date: dt.date
    parchemin: str | None


class VuePersonne(Frozen):
    id: str
    nom: str
    prenom: str
    acquis: tuple[Acquis, ...] = ()
    cqp: tuple[CqpObtenu, ...] = ()


class VueDocument(Frozen):
    id: str
    type: str
    audience: str
    candidature: str | None
    session: str | None
    docx: str
    pdf: str
    sha256_docx: str
    sha256_pdf: str
    etat: str


class Echeance(Frozen):
    quoi: str
    pour: str
    date: dt.datetime
    etat: Literal["a_venir", "proche", "depassee", "tenue"]


class Etat(Frozen):
    depots: tuple[VueDepot, ...] = ()
    sessions: tuple[VueSession, ...] = ()
    candidatures: tuple[VueCandidature, ...] = ()
    personnes: tuple[VuePersonne, ...] = ()
    documents: tuple[VueDocument, ...] = ()
    echeances: tuple[Echeance, ...] = ()
