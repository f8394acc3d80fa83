"""What is proclaimed of one candidature, as it may leave, by reader: no vote, no computation, no avis (K28)."""

from datetime import date, datetime
from enum import StrEnum

from .acquis import Unite
from .base import Frozen
from .vocabulaire import Decision, Portee, PreconisationJpn, Voie


class EtatBloc(StrEnum):
    """Where one bloc of the CQP stands at the end of that day; one that is not there was not presented."""

    ATTRIBUE = "attribué"
    NON_ATTRIBUE = "non attribué"
    ACQUIS_AVANT = "acquis avant"


class BlocOfficiel(Frozen):
    etat: EtatBloc
    acquis_le: date | None = None


class LuParLEmployeur(Frozen):
    """What was written for him, and no recommendation (K28)."""

    commentaire_jury: str | None = None
    commentaire_jpn: str | None = None


class LuParLeCandidat(Frozen):
    """What was written for him, and what the jury paritaire recommends to him alone (G-091, K28)."""

    commentaire_jury: str | None = None
    commentaire_jpn: str | None = None
    preconisation_type: PreconisationJpn | None = None
    preconisation: str | None = None


class ResultatOfficiel(Frozen):
    """A revoked result has lost its decision, its blocs, its words and its paper: whoever imports it again believes
    none of it. `competences`: those validated of what is held that day; `employeur`: none when he may not be told."""

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
    competences: tuple[Unite, ...] = ()
    candidat: LuParLeCandidat = LuParLeCandidat()
    employeur: LuParLEmployeur | None = None
    document: str | None = None  # the type of the paper that it is worth
    numero: str | None = None
    annule_et_remplace_du: date | None = None  # the papers that a rectification took back (K39)
