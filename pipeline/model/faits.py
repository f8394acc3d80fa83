"""Facts: what an accepted deposit says, typed. Facts are only added; a later one of the same key supersedes."""

import hashlib
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal, TypeAlias

from pydantic import Field

from .anomalie import Anomalie, Place
from .base import Frozen
from .nom import NomDeFichier
from .session import CompteRendu, Demande, Formation, Liste, PlanningRendu, Session
from .vocabulaire import (
    Attribution,
    Avis,
    Branche,
    College,
    Decision,
    Deroulement,
    Portee,
    Preconisation,
    PreconisationJpn,
    Reponse,
    RoleMembre,
    Verdict,
    Voie,
)


class Grille(Frozen):
    genre: Literal["grille"] = "grille"
    candidature: str
    session: str
    date: date
    referentiel: str
    version: str
    bloc: str
    criteres: dict[str, Reponse]
    commentaires: dict[str, str] = {}
    durees: dict[str, int] = {}  # minutes, by phase of the épreuve
    rempli_par: str | None = None  # the juror whose view it is; « Collective » for the jury's own (G-022)


class Membre(Frozen):
    ligne: int
    nom: str
    role: RoleMembre
    organisme: str
    present: bool
    signature: bool = False  # as the workbook says; what signs is the scan of the PV (K42)


class Incident(Frozen):
    """S0 §2.6: what happened, its effect, what was decided and why."""

    nature: str
    impact: str
    decision: str
    justification: str


class ProcesVerbal(Frozen):
    genre: Literal["pv"] = "pv"
    candidature: str
    session: str
    date: date
    referentiel: str
    version: str
    nom: str
    prenom: str
    email: str | None = None
    organisme: str | None = None
    branche: Branche | None = None
    employeur_email: str | None = None
    voie: Voie
    portee: Portee
    vises: tuple[str, ...]
    deroulement: Deroulement
    identite_verifiee: bool | None = None
    deliberation_hors_candidat: bool | None = None
    membres: tuple[Membre, ...] = ()
    jury_competences: dict[str, Verdict] = {}
    jury_blocs: dict[str, Verdict] = {}
    avis: Avis | None = None
    motifs_competences: dict[str, str] = {}
    motifs_blocs: dict[str, str] = {}
    motif_avis: str | None = None
    releve_decision: str | None = None
    points_forts: str | None = None
    points_faibles: str | None = None
    preconisations: tuple[tuple[Preconisation | None, str | None], ...] = ()
    axes_progres: str | None = None
    commentaire_candidat: str | None = None
    commentaire_employeur: str | None = None
    incident: Incident | None = None
    durees: dict[str, int] = {}  # minutes, by bloc
    durees_vae: dict[str, int] = {}  # minutes, by phase of the interview

    @property
    def papier(self) -> str:
        """The mark of what its paper says: another content is another paper, to be signed again (K42)."""
        membres = tuple(m.model_copy(update={"signature": False}) for m in self.membres)
        imprime = self.model_copy(update={"email": None, "employeur_email": None, "membres": membres})
        dit = imprime.model_dump_json(exclude_defaults=True)
        empreinte = hashlib.sha256(dit.encode()).hexdigest().upper()
        return f"{empreinte[:4]}-{empreinte[4:8]}"


class Piece(Frozen):
    """A PDF of a candidature, recognised by its name (`contrat.md`)."""

    genre: Literal["piece"] = "piece"
    candidature: str
    piece: str


class MembreJpn(Frozen):
    ligne: int
    nom: str
    college: College
    present: bool


class Votes(Frozen):
    """One college's voices on one dossier."""

    pour: int
    contre: int
    abstention: int


class Remarques(Frozen):
    """What the jury paritaire says of a dossier besides its decision."""

    motif: str | None = None
    preconisation_type: PreconisationJpn | None = None
    preconisation: str | None = None
    commentaire_candidat: str | None = None
    commentaire_employeur: str | None = None


class DecisionDossier(Remarques):
    numero: str
    decision: Decision
    blocs: dict[str, Attribution]
    salaries: Votes
    employeurs: Votes
    sur_liste: bool = False  # adopted with the list, not voted apart (K4)

    @property
    def unanime(self) -> bool:
        """Nobody against, nobody abstaining (S0 §3.2)."""
        return not any(v.contre or v.abstention for v in (self.salaries, self.employeurs))


class Question(Frozen):
    """What the jury paritaire asked about a dossier, to the president of its jury or to Institut 4.10 (G-084)."""

    ligne: int
    numero: str | None = None
    a_qui: str | None = None
    question: str
    reponse: str | None = None


class Jpn(Frozen):
    genre: Literal["jpn"] = "jpn"
    date: date
    heure: time | None = None  # of the deliberation, where K1's clocks start; null in workbooks of earlier versions
    membres: tuple[MembreJpn, ...]
    dossiers: tuple[DecisionDossier, ...]
    liste_adoptee: bool = False
    sur_liste: dict[str, Remarques] = {}  # by number: the lines left to the list, that nobody decided apart
    questions: tuple[Question, ...] = ()


Contenu: TypeAlias = (
    Grille | ProcesVerbal | Piece | Jpn | Session | Liste | PlanningRendu | Formation | CompteRendu | Demande
)


class EtatDepot(StrEnum):
    """`remplace` is never recorded: it follows from what came later (K40)."""

    ACCEPTE = "accepte"
    REFUSE = "refuse"
    DOUBLON = "doublon"
    IGNORE = "ignore"
    ANNULE = "annule"
    REMPLACE = "remplace"


class Depot(Frozen):
    """A file that was dropped and what became of it. `rang` is the order of arrival.

    `corrige`: the deposit whose annotated copy it is.
    """

    id: str
    rang: int
    fichier: NomDeFichier
    sha256: str
    recu_le: datetime
    etat: EtatDepot
    motif: str | None = None  # why it was taken back
    annule_le: datetime | None = None
    corrige: str | None = None
    type: str | None = None
    candidature: str | None = None
    session: str | None = None
    repere: str | None = None  # of a refused one, what else tells its place: the bloc of a grid, the day of a JPN…
    anomalies: tuple[Anomalie, ...] = ()
    contenu: Contenu | None = Field(default=None, discriminator="genre")
    places: dict[str, Place] = {}
