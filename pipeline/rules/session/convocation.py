"""Convocations leave one calendar month before the session, or say why they did not (G-124, K21, K33)."""

import calendar
import datetime as dt
from collections.abc import Iterator

from pipeline.model.anomalie import Constat
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Session

from .situation import Faute


def limite_convocation(jour: dt.date, mois: int) -> dt.date:
    """So many calendar months before, that day included: the last day of a shorter month (31 March → 28 February)."""
    annee, rang = divmod(jour.year * 12 + jour.month - 1 - mois, 12)
    dernier = calendar.monthrange(annee, rang + 1)[1]
    return dt.date(annee, rang + 1, min(jour.day, dernier))


def convocation(session: Session, referentiel: Referentiel, maintenant: dt.date) -> Iterator[Faute]:
    """The first sending counts: what cancels and replaces it is not bound (K33)."""
    if referentiel.organisation is None:
        return
    limite = limite_convocation(session.date, referentiel.organisation.convocation_mois.valeur)
    envoi = session.convocations_le or maintenant
    if envoi <= limite:
        return
    valeurs = {"limite": f"{limite:%d/%m/%Y}", "envoi": f"{envoi:%d/%m/%Y}", "motif": session.convocations_motif or ""}
    if session.convocations_motif:
        constat = Constat(code="CONVOCATION_TARDIVE_MOTIVEE", noms=("convocations_motif",), valeurs=valeurs)
    elif session.convocations_le:
        constat = Constat(code="CONVOCATION_TARDIVE", noms=("convocations_le", "convocations_motif"), valeurs=valeurs)
    else:
        constat = Constat(code="CONVOCATION_EN_RETARD", noms=("convocations_le", "convocations_motif"), valeurs=valeurs)
    yield Faute(constat=constat)
