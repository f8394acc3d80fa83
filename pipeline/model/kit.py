"""What the papers of a session are composed from: plain values, only what each paper may say.

The convocations are versioned by these values: a paper whose values did not change is the same paper.
"""

import datetime as dt

from .base import Frozen
from .planning import Passage, Planning
from .referentiel import Referentiel
from .session import CompteRendu, Participant, Session
from .vocabulaire import Mode, RoleMembre


class Version(Frozen):
    """`remplace`: the date of the version that this one cancels and replaces."""

    numero: int
    date: dt.date
    remplace: dt.date | None = None


class Rendez(Frozen):
    """One épreuve as a convocation tells it. Minutes from midnight; `preparation` in minutes before `debut`."""

    jour: dt.date
    debut: int
    duree: int
    preparation: int
    jury: int
    intitules: tuple[str, ...]  # of the blocs evaluated
    nature: str
    salle: str | None = None
    lien: str | None = None


class Lieu(Frozen):
    """Where and with whom: what each convocation of a session shares."""

    session: str
    cqp: str
    mode: Mode | None
    lieu: str | None
    acces: str | None
    responsable: str | None
    responsable_email: str | None
    responsable_telephone: str | None


class ConvocationCandidat(Frozen):
    lieu: Lieu
    candidature: str
    nom: str
    prenom: str
    email: str | None
    rendez_vous: tuple[Rendez, ...]
    documents_autorises: str | None
    mesures: str | None  # granted to this candidate (K29)


class Collegue(Frozen):
    nom: str
    role: RoleMembre | None
    organisme: str | None


class CandidatAmenage(Frozen):
    """Measures granted to a candidate whom this jury hears: only his jurors and the session manager read them (K29)."""

    candidature: str
    nom: str
    mesures: str


class Journee(Frozen):
    jour: dt.date
    debut: int
    fin: int
    candidats: int


class EpreuveAnnoncee(Frozen):
    """Nature and duration of what is evaluated, extra time left out."""

    intitule: str
    nature: str
    minutes: int


class ConvocationJury(Frozen):
    lieu: Lieu
    ligne: int
    nom: str
    role: RoleMembre
    email: str | None
    organisme: str | None
    jury: int
    salle: str | None
    lien: str | None
    organisation: str | None
    collegues: tuple[Collegue, ...]
    journees: tuple[Journee, ...]
    epreuves: tuple[EpreuveAnnoncee, ...]
    candidats: int
    note_de_frais: bool
    amenagements: tuple[CandidatAmenage, ...] = ()


class Liberation(Frozen):
    """A juror who was convened, by that document on that day (`convoque_le`), and is expected no more."""

    lieu: Lieu
    nom: str
    role: RoleMembre
    email: str | None
    organisme: str | None
    jury: int
    jours: tuple[dt.date, ...]  # that it named
    convocation: str
    convoque_le: dt.date


class FinDeConvocation(Frozen):
    """A candidate who was convened, by that document on that day, and is expected no more."""

    lieu: Lieu
    candidature: str
    nom: str
    prenom: str
    email: str | None
    jours: tuple[dt.date, ...]
    convocation: str
    convoque_le: dt.date
    reporte: bool


class JuryDeSession(Frozen):
    """A jury as it sits: absences replaced."""

    numero: int
    salle: str | None = None
    lien: str | None = None
    membres: tuple[Collegue, ...] = ()
    president: str | None = None


class Feuille(Frozen):
    """A session for the papers of its day. `session` comes without any handicap measure (K29)."""

    session: Session
    referentiel: Referentiel
    jurys: tuple[JuryDeSession, ...]
    planning: Planning
    reportes: tuple[str, ...] = ()  # candidatures

    def passages(self, jury: int) -> tuple[Passage, ...]:
        siens = (p for p in self.planning.passages if p.jury == jury)
        return tuple(sorted(siens, key=lambda p: (p.jour, p.debut, p.candidature)))


class FicheResponsable(Frozen):
    """The session manager's own sheet: measures, what is held and why, what is missing from the kit."""

    feuille: Feuille
    amenagements: tuple[CandidatAmenage, ...]
    retenus: tuple[tuple[str, str], ...]  # who, why
    manquants: tuple[str, ...]  # reference documents that nobody put in the folder


class Bordereau(Frozen):
    """What leaves for Ucanss after the day: by candidature, what is joined (S0 §2.3)."""

    feuille: Feuille
    lignes: tuple[tuple[str, str, str, str], ...]  # candidature, name, state, pieces joined
    compte_rendu: bool


class CompteRenduRecu(Frozen):
    compte_rendu: CompteRendu
    referentiel: Referentiel


class Attestation(Frozen):
    formation: str
    participant: Participant
    minutes: int
    acheve_le: dt.date
    modules: tuple[tuple[str, dt.date], ...] = ()
