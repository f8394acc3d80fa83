"""What becomes of a paper once its results are proclaimed: printed, signed, sent, handed over."""

import datetime as dt
from enum import StrEnum

from .base import Frozen


class EtatImpression(StrEnum):
    """In order: a paper only goes forward. A step that nobody noted may be skipped."""

    A_IMPRIMER = "à imprimer"
    IMPRIME = "imprimé"
    SIGNE = "signé"
    EXPEDIE = "expédié"
    REMIS = "remis"
    ANNULE = "annulé"  # by a rectification, whatever had become of it

    @property
    def rang(self) -> int:
        return list(EtatImpression).index(self)


A_NOTER = (EtatImpression.SIGNE, EtatImpression.EXPEDIE, EtatImpression.REMIS)  # what people say; a run says the rest
PAPIERS = ("parchemin", "recapitulatif-ccp")  # documents that are printed, signed and sent
PARTI = (EtatImpression.EXPEDIE, EtatImpression.REMIS)


class Feuille(Frozen):
    """A paper printed in a run; `exemplaires`: how many times it was by then."""

    document: str
    exemplaires: int


class Tirage(Frozen):
    """A file sent to the printer: sheets of one stock, or the address labels of the same run (then no sheet)."""

    jpn: dt.date
    numero: int  # of the run among those of the date; the files of one run share it
    type: str
    fichier: str
    sha256: str
    par: str
    motif: str | None = None
    le: dt.datetime
    feuilles: tuple[Feuille, ...] = ()


class Suivi(Frozen):
    """A step of a paper: when, noted by whom."""

    document: str
    etat: EtatImpression
    par: str
    precision: str | None = None
    le: dt.datetime


class LigneImpression(Frozen):
    """A sheet, as the print register tells it. `suite`: the run that printed the paper again."""

    numero: str
    titulaire: str
    cqp: str
    papier: str  # its type
    duplicata: bool
    tirage: Tirage
    exemplaires: int
    etat: EtatImpression
    etat_le: dt.datetime
    precision: str | None = None
    suite: int | None = None


class PapierEnvoye(Frozen):
    numero: str
    papier: str
    titulaire: str
    cqp: str


class BordereauEnvoi(Frozen):
    """The papers that leave in one envelope. `suite`: what is issued after the proclamation makes its own sending."""

    date_jpn: dt.date
    date: dt.date
    expediteur: str  # its name: the address is a setting
    destinataire: tuple[str, ...]  # a name, then the lines of its address where the certifier gave them
    papiers: tuple[PapierEnvoye, ...]
    au_titulaire: bool = False  # to the holder himself, no organisme between
    suite: bool = False
    exemple: bool = False


class Etiquettes(Frozen):
    """Addresses to stick, one an envelope: a name, then its lines."""

    date: dt.date
    titre: str
    adresses: tuple[tuple[str, ...], ...]
