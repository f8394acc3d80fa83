"""A sitting of the jury paritaire national as its documents tell it: by numbers, the names apart (K18)."""

import datetime as dt

from .base import Frozen
from .dossier import Dossier
from .faits import DecisionDossier, MembreJpn, Question
from .session import CompteRendu
from .vocabulaire import Portee, Voie

QUORUM = 2  # representatives per college (G-083)


class PieceAnonyme(Frozen):
    """A piece of the dossier: `fichier` is its masked version in the bundle, null while nobody gave one."""

    libelle: str
    fichier: str | None = None


class DossierAnonyme(Frozen):
    """What the jury paritaire reads of one dossier. Every text of `dossier` and of the reports is already masked."""

    numero: str
    jpn: dt.date
    dossier: Dossier
    comptes_rendus: tuple[CompteRendu, ...] = ()
    pieces: tuple[PieceAnonyme, ...] = ()
    a_controler: bool = False  # drawn in the sample (G-084)
    deja_acquis: bool = False  # every bloc is held: only the CQP is to be pronounced (K17)


class DossierInscrit(Frozen):
    """A line of the docket: what is proposed, what to look at."""

    numero: str
    cqp: str  # its sigle
    voie: Voie
    portee: Portee
    vises: tuple[str, ...]
    avis: str  # the jury's proposal, in words
    calcul: str  # what is computed, in words
    ecarts: int = 0
    a_controler: bool = False
    deja_acquis: bool = False
    acquis: tuple[str, ...] = ()  # blocs held before, where some are still to be decided (S3 §1.3)
    non_verifies: tuple[str, ...] = ()  # rules, by code (K43)
    pieces_manquantes: tuple[str, ...] = ()  # masked versions that nobody gave
    sans_blocs: bool = False  # of a métier réglementé (K19)
    ucanss: bool = False  # Ucanss decided that it may be delivered past the dates of its registration (K26)


class OrdreDuJour(Frozen):
    date: dt.date
    cloture: dt.date
    dossiers: tuple[DossierInscrit, ...]
    graine: str  # of the sample: who has it draws the same dossiers
    exemple: bool = False  # one of its référentiels is an example: SPÉCIMEN
    ajournes: tuple[str, ...] = ()  # numbers of those that an earlier JPN adjourned


class DossierDecide(Frozen):
    """A line of the minutes. Nothing of it names a person."""

    inscrit: DossierInscrit
    decision: DecisionDossier
    contre_avis: bool = False
    contre_calcul: bool = False
    motifs_du_jury: tuple[str, ...] = ()  # why the jury professionnel departed from the computation (K12)
    annule_et_remplace: bool = False  # decides again what a rectification revoked


class LigneNominative(Frozen):
    """The annex for Ucanss: who stands behind a number, and the paper that follows."""

    numero: str
    candidature: str
    nom: str
    prenom: str
    organisme: str | None
    cqp: str
    decision: str
    papier: str = ""  # its type, in words
    numero_du_papier: str = ""


class SeanceJpn(Frozen):
    """The whole sitting. `proclamee_le` is null while its results are under embargo."""

    date: dt.date
    heure: dt.time | None = None  # of the deliberation, as its workbook says: the minutes invent none
    proclamee_le: dt.datetime | None = None
    membres: tuple[MembreJpn, ...]
    dossiers: tuple[DossierDecide, ...]
    liste_adoptee: bool = False
    questions: tuple[Question, ...] = ()
    echantillon: tuple[str, ...] = ()
    graine: str = ""
    exemple: bool = False
