"""What a document is composed from: one candidature with all that was said of it, and what the JPN proclaimed."""

import datetime as dt

from .acquis import Tenu
from .base import Frozen
from .decision_ucanss import DecisionUcanss
from .etat import VueCandidature
from .faits import DecisionDossier, Grille, ProcesVerbal
from .referentiel import Referentiel


class Dossier(Frozen):
    """A candidature at the end of its jury professionnel; `grilles` by bloc, `acquis` what was held before it."""

    candidature: VueCandidature
    pv: ProcesVerbal
    grilles: dict[str, Grille]
    referentiel: Referentiel
    pieces: tuple[str, ...] = ()
    acquis: tuple[Tenu, ...] = ()
    decision_ucanss: DecisionUcanss | None = None  # it may be delivered past the dates of its registration (K26)
    majoration: int = 0  # percent of extra time granted; judged with, never shown (K29)


class Remplacement(Frozen):
    """What a rectification revoked: the day those papers were issued and their number (K39)."""

    du: dt.date
    numero: str | None = None


class Proclame(Frozen):
    """A dossier and its proclaimed decision; `acquis` holds every bloc acquired, this day's included."""

    dossier: Dossier
    decision: DecisionDossier
    date_jpn: dt.date
    proclame_le: dt.datetime
    acquis: tuple[Tenu, ...] = ()
    numero: str | None = None  # of the parchemin or of the summary, drawn once
    retenir_commentaires_du_jury: bool = False  # the JPN departed from the avis: held for rereading (K28)
    remplace: Remplacement | None = None
    par_l_employeur: bool = False  # the parchemin goes through him (K41)
    duplicata_le: dt.date | None = None  # set on the duplicate only (K24)
