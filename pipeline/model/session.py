"""A session of a jury professionnel as its workbooks declare it: what staff typed, typed; nothing is judged here.

A line that holds a wrong cell stays, without that cell: a fault holds what it concerns, never the whole session (K35).
"""

import datetime as dt
from typing import Literal, TypeAlias

from .base import Frozen
from .vocabulaire import Branche, Mode, Ordre, Participation, Portee, Qualite, RoleMembre, Sexe, Voie


class EtatCivil(Frozen):
    """What the SI-CPF will ask of a certified person; no document of a session shows it."""

    nom_usage: str | None = None
    autres_prenoms: str | None = None
    sexe: Sexe | None = None
    naissance_le: dt.date | None = None
    naissance_commune: str | None = None
    naissance_code: str | None = None  # INSEE, five characters
    naissance_pays: str | None = None


class Adresse(Frozen):
    """Where the holder of a parchemin receives it (S0 §3.3.1, K41)."""

    rue: str | None = None
    complement: str | None = None
    code_postal: str | None = None
    commune: str | None = None
    pays: str | None = None

    @property
    def complete(self) -> bool:
        """Enough for an envelope: abroad, a postal code may not exist."""
        return bool((self.rue or self.complement) and self.commune and (self.code_postal or self.pays))

    @property
    def lignes(self) -> tuple[str, ...]:
        ville = " ".join(filter(None, (self.code_postal, self.commune)))
        return tuple(x for x in (self.complement, self.rue, ville, self.pays) if x)


class Amenagement(Frozen):
    """Handicap: the measures granted, never their cause (K29). Kept apart in the register."""

    declare_le: dt.date | None = None
    mesures: str | None = None
    temps_supplementaire: int | None = None  # percent of each épreuve: 33 for a third


class Convoque(Frozen):
    """A candidate of the session. Only the candidature is sure to be there."""

    ligne: int
    candidature: str
    nom: str | None = None
    prenom: str | None = None
    etat_civil: EtatCivil = EtatCivil()
    email: str | None = None
    adresse: Adresse | None = None
    organisme: str | None = None
    branche: Branche | None = None
    employeur_nom: str | None = None
    employeur_email: str | None = None
    consentement_vae: dt.date | None = None  # the employer may be told the result of a VAE (K28)
    voie: Voie | None = None
    poste: str | None = None
    recevabilite_le: dt.date | None = None
    entree_le: dt.date | None = None  # in the path (K26)
    portee: Portee | None = None
    vises: tuple[str, ...] = ()
    option: str | None = None
    pieces: dict[str, dt.date] = {}  # deposited in MyCertif on
    derogation_le: dt.date | None = None  # Ucanss accepts a late carnet (K33)
    derogation_motif: str | None = None
    jury: int | None = None  # null: the planning chooses
    participation: Participation = Participation.CONVOQUE
    amenagement: Amenagement | None = None
    illisible: bool = False  # a cell of its line was refused

    @property
    def nom_complet(self) -> str:
        return f"{self.prenom or ''} {self.nom or ''}".strip()

    @property
    def entree(self) -> dt.date | None:
        """In the path, where somebody says it; in VAE, else the day it was declared recevable (K26)."""
        return self.entree_le or self.recevabilite_le


class Jure(Frozen):
    ligne: int
    nom: str  # prénom et nom
    role: RoleMembre | None = None
    jury: int | None = None  # null: in reserve
    email: str | None = None
    organisme: str | None = None
    branche: Branche | None = None
    qualite: Qualite | None = None
    profil: str | None = None
    connait_le_cqp: bool | None = None
    valide_le: dt.date | None = None  # by Ucanss
    accord_le: dt.date | None = None  # of his direction, for this session
    direction_email: str | None = None
    vivier_national: bool | None = None
    formation_le: dt.date | None = None
    formation_minutes: int | None = None
    formation_etapes: int | None = None
    module_le: dt.date | None = None
    declaration_le: dt.date | None = None
    liens: tuple[str, ...] = ()  # candidatures with which he declares a link
    non_declares: tuple[str, ...] = ()  # candidatures that his declaration does not cover yet
    illisible: bool = False


HORS_LISTE = 100  # the line of a juror whom only the table of absences names: this, and the line of his absence


class Absence(Frozen):
    """A juror who will not sit, and who replaces him (K2). `dite_le`: the day it first came, as the facts tell it."""

    ligne: int
    membre: str
    motif: str | None = None
    remplacant: str | None = None
    dite_le: dt.date | None = None


class Salle(Frozen):
    """Where one jury sits."""

    jury: int
    salle: str | None = None
    lien: str | None = None


class Session(Frozen):
    """`absences_tenues`: what a former version said in the place of lines of absence that cannot be followed."""

    genre: Literal["session"] = "session"
    session: str
    date: dt.date
    date_fin: dt.date | None = None
    referentiel: str
    version: str
    mode: Mode | None = None
    lieu: str | None = None
    acces: str | None = None
    responsable_nom: str | None = None
    responsable_email: str | None = None
    responsable_telephone: str | None = None
    organisation: str | None = None
    documents_autorises: str | None = None
    note_de_frais: bool | None = None
    convocations_le: dt.date | None = None  # first sending
    convocations_motif: str | None = None
    journee_debut: dt.time | None = None
    journee_fin: dt.time | None = None
    pause_debut: dt.time | None = None
    pause_fin: dt.time | None = None
    salles: tuple[Salle, ...] = ()
    candidats: tuple[Convoque, ...] = ()
    jures: tuple[Jure, ...] = ()
    absences: tuple[Absence, ...] = ()
    absences_tenues: tuple[Absence, ...] = ()

    @property
    def fin(self) -> dt.date:
        return self.date_fin or self.date

    def convoque(self, candidature: str) -> Convoque | None:
        return next((c for c in self.candidats if c.candidature == candidature), None)


Sorte: TypeAlias = Literal["candidats", "jures"]


class Liste(Frozen):
    """Candidates or jurors as a list from elsewhere gave them: texts by role, to be put into the session's workbook."""

    genre: Literal["liste"] = "liste"
    session: str
    sorte: Sorte
    referentiel: str | None = None
    lignes: tuple[dict[str, str], ...] = ()


class Creneau(Frozen):
    """A line of a planning that staff gave back: when one épreuve starts, before which jury."""

    ligne: int
    candidature: str
    bloc: str | None = None  # null: the one interview of a VAE
    jury: int
    date: dt.date
    debut: dt.time


class PlanningRendu(Frozen):
    genre: Literal["planning"] = "planning"
    session: str
    creneaux: tuple[Creneau, ...]


class EtapeSuivie(Frozen):
    le: dt.date
    minutes: int


class Participant(Frozen):
    """A future juror in training: three steps, a quiz, further modules (S2)."""

    ligne: int
    nom: str
    email: str | None = None
    organisme: str | None = None
    role: RoleMembre | None = None
    etapes: tuple[EtapeSuivie | None, ...] = ()
    quiz_reussi: bool | None = None
    modules: dict[str, dt.date] = {}  # by code of module
    illisible: bool = False


class Formation(Frozen):
    genre: Literal["formation-jury"] = "formation-jury"
    formation: str
    participants: tuple[Participant, ...]


class CompteRendu(Frozen):
    """What the president reports of the day (S0 §2.3). `points`: the check-list, by code; yes, no or not said."""

    genre: Literal["compte-rendu"] = "compte-rendu"
    session: str
    jury: int
    date: dt.date
    redacteur: str
    points: dict[str, bool] = {}
    precisions: dict[str, str] = {}
    recus: dict[str, bool] = {}  # official documents received and handed over, by code
    faits_notables: str | None = None
    difficultes: str | None = None
    non_conformites: str | None = None
    materiel: str | None = None
    incident_nature: str | None = None
    incident_impact: str | None = None
    incident_decision: str | None = None
    incident_justification: str | None = None
    absents: tuple[str, ...] = ()  # candidatures
    pour_le_jpn: bool | None = None


class OrdreDonne(Frozen):
    ligne: int
    ordre: Ordre
    date: dt.date | None = None  # of the JPN
    cible: str | None = None  # a deposit, a document, a candidature, persons
    texte: str | None = None  # the word to release, the right name
    motif: str | None = None


class Demande(Frozen):
    """`fautives`: lines that hold a wrong cell; nothing of them is carried out (K35)."""

    genre: Literal["demande"] = "demande"
    demandeur: str
    ordres: tuple[OrdreDonne, ...]
    fautives: tuple[int, ...] = ()
