"""What is proclaimed of one candidature, as it may leave: no vote, no computation, no avis (K28)."""

from datetime import date, datetime
from enum import StrEnum

from .base import Frozen
from .vocabulaire import Decision, Portee, Voie


class EtatBloc(StrEnum):
    """Where one bloc of the CQP stands at the end of that day; one that is not there was not presented."""

    ATTRIBUE = "attribué"
    NON_ATTRIBUE = "non attribué"
    ACQUIS_AVANT = "acquis avant"


class BlocOfficiel(Frozen):
    etat: EtatBloc
    acquis_le: date | None = None


class ResultatOfficiel(Frozen):
    """A revoked result has lost its decision, its blocs and its paper: whoever imports it again believes none of it."""

    candidature: str
    nom: str
    prenom: str
    email: str | None = None
    cqp: str
    rncp: str | None = None
    version: str
    session: str | None = None
    voie: Voie
    portee: Portee
    date_jpn: date
    proclame_le: datetime
    decision: Decision | None
    revoque_le: date | None = None
    blocs: dict[str, BlocOfficiel] = {}
    document: str | None = None  # the type of the paper that it is worth
    numero: str | None = None
    annule_et_remplace_du: date | None = None  # the papers that a rectification took back (K39)
