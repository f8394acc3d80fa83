"""What stands, as `cqp etat --json` says it (contrat.md). More keys are welcome; these stay."""

import datetime as dt
from enum import StrEnum
from typing import Literal

from .anomalie import Anomalie
from .base import Frozen
from .decision_ucanss import DecisionUcanss
from .envoi import EtatEnvoi
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


# On a docket: the dossier changes no more, what its PV might have said better is not to do.
CLOS = frozenset(
    {EtatCandidature.INSCRITE, EtatCandidature.DECIDEE, EtatCandidature.PROCLAMEE, EtatCandidature.RECTIFIEE}
)


def etat_dit(etat: EtatCandidature, *, desiste: bool) -> str:
    """The key of the words that tell it."""
    return "desiste" if desiste else etat.value


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
    remplace_par: str | None = None
    en_attente: bool = False  # refused, and nothing answers it yet
    a_faire: tuple[Anomalie, ...] = ()  # accepted, and a person has something to say or to do of it
    a_corriger: bool = False  # taken, and given back: it has not its whole effect


class VuePassage(Frozen):
    candidature: str
    bloc: str | None
    jury: int
    date: dt.date
    debut: dt.time
    fin: dt.time


class VueSession(Frozen):
    id: str
    referentiel: str | None
    date: dt.date | None
    etat: str
    jpn: dt.date | None
    convoques: tuple[str, ...] = ()
    manque: tuple[str, ...] = ()
    a_envoyer: tuple[str, ...] = ()  # documents to send, or to send again
    planning: tuple[VuePassage, ...] = ()
    anomalies: tuple[Anomalie, ...] = ()
    finie: bool = False  # no dossier of it can change any more
    passee: bool = False  # its last day is over: what was advised about it is advised no more


class VueDecision(Frozen):
    """`numero`: of the anonymous dossier, once the date is proclaimed (K18)."""

    date: dt.date
    numero: str | None
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
    non_verifies: tuple[str, ...] = ()  # rules, by code (templates/textes/controles.toml, K43)
    blocs: tuple[ResultatBloc, ...] = ()
    calcul: Issue | None = None
    cqp_complet: bool = False
    avis: Issue | None = None
    ecarts: tuple[Ecart, ...] = ()
    decision: VueDecision | None = None
    decision_ucanss: DecisionUcanss | None = None
    a_completer: tuple[Anomalie, ...] = ()  # what its papers wait for once they are made, whatever its state
    desiste: bool = False  # its `etat` is then `excuse`


class Acquis(Frozen):
    nature: Literal["bloc", "competence"]
    code: str
    referentiel: str
    version: str | None = None
    date: dt.date
    source: str


class CqpObtenu(Frozen):
    code: str
    date: dt.date
    parchemin: str | None


class Reste(Frozen):
    """A CQP begun and not obtained; `alerte`: what threatens its completion, `que_faire` the next move."""

    referentiel: str
    version: str
    acquis: tuple[str, ...]
    manquants: tuple[str, ...]
    alerte: str | None = None
    que_faire: str | None = None


class VuePersonne(Frozen):
    id: str
    nom: str
    prenom: str
    candidatures: tuple[str, ...] = ()
    acquis: tuple[Acquis, ...] = ()
    cqp: tuple[CqpObtenu, ...] = ()
    reste: tuple[Reste, ...] = ()


class VueDocument(Frozen):
    """`scelle`: an anonymous dossier whose date is not proclaimed; it goes by its number, without its candidature."""

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
    scelle: bool = False


class VueJure(Frozen):
    """A juror of the vivier: what is known of him from one session to the next."""

    nom: str
    organisme: str | None
    branche: str | None
    formation: dt.date | None  # the day his training was complete
    modules: dict[str, dt.date] = {}
    validations: dict[str, dt.date] = {}  # by CQP
    sessions: tuple[str, ...] = ()


class Echeance(Frozen):
    quoi: str
    pour: str
    date: dt.datetime
    etat: Literal["a_venir", "proche", "depassee", "tenue"]
    en_retard_le: dt.datetime | None = None  # where that is not at once (K1)
    retard_jours: int = 0  # by which the last of what was due came too late

    @property
    def dit(self) -> str:
        """The key of what people read of its state: done late is not done."""
        if self.etat != "tenue" or not self.retard_jours:
            return self.etat
        return "tenue_tard" if self.retard_jours > 1 else "tenue_un_jour"


class VueEnvoi(Frozen):
    """A notice of a proclaimed result: proclaimed then, sent when a person says so (K45)."""

    document: str
    a: Literal["candidat", "employeur"]
    candidature: str
    jpn: dt.date
    proclame_le: dt.datetime
    limite: dt.datetime | None
    de_nouveau: bool
    etat: EtatEnvoi
    envoye_le: dt.datetime | None
    par: str | None


class VueRevocation(Frozen):
    """A number that a rectification took back: whoever shows that paper shows one that stands no more."""

    numero: str
    type: str
    candidature: str
    le: dt.datetime
    motif: str
    remplace_par: str | None


class Etat(Frozen):
    depots: tuple[VueDepot, ...] = ()
    sessions: tuple[VueSession, ...] = ()
    candidatures: tuple[VueCandidature, ...] = ()
    personnes: tuple[VuePersonne, ...] = ()
    documents: tuple[VueDocument, ...] = ()
    echeances: tuple[Echeance, ...] = ()
    jures: tuple[VueJure, ...] = ()
    revocations: tuple[VueRevocation, ...] = ()
    envois: tuple[VueEnvoi, ...] = ()
