"""The days of a session: those that are declared and those that its planning uses (K1 tells the same of results)."""

import datetime as dt
from collections.abc import Iterator

from pipeline.model.anomalie import Constat
from pipeline.model.planning import Planning
from pipeline.model.session import Session
from pipeline.rules.jours import SAMEDI, fete

from .situation import RIEN, Faute


def jours(session: Session, planning: Planning) -> Iterator[Faute]:
    """A week-end or a public holiday is told, and holds nothing: it may be meant."""
    for jour, champ in sorted(_champs(session, planning).items()):
        valeurs = {"jour": f"{jour:%d/%m/%Y}"}
        if jour.weekday() >= SAMEDI:
            yield Faute(constat=Constat(code="SESSION_EN_FIN_DE_SEMAINE", noms=(champ,), valeurs=valeurs), retient=RIEN)
        if nom := fete(jour):
            valeurs |= {"fete": nom}
            yield Faute(constat=Constat(code="SESSION_UN_JOUR_FERIE", noms=(champ,), valeurs=valeurs), retient=RIEN)


def _champs(session: Session, planning: Planning) -> dict[dt.date, str]:
    """Each day and the cell that decides of it."""
    dernier = {session.date_fin: "date_fin"} if session.date_fin else {}
    return {p.jour: "fiche_date" for p in planning.passages} | dernier | {session.date: "fiche_date"}
