"""The decisions of Ucanss that release a dossier past the dates of its registration, each with its reason (K26)."""

import datetime as dt

from sqlalchemy import func, insert, select

from pipeline.model.decision_ucanss import DecisionUcanss

from .engine import Base
from .journal import ajouter
from .tables import decisions_ucanss


class DecisionsUcanss:
    def __init__(self, base: Base) -> None:
        self._base = base

    def noter(self, candidature: str, date: dt.date, motif: str, par: str, le: dt.datetime) -> None:
        valeurs = {"candidature": candidature, "date": date, "motif": motif, "par": par, "le": le}
        with self._base.ecrire() as connexion:
            dernier = select(func.coalesce(func.max(decisions_ucanss.c.rang), 0) + 1)
            rang = connexion.execute(dernier).scalar_one()
            connexion.execute(insert(decisions_ucanss).values(rang=rang, **valeurs))
            ajouter(connexion, le, "decision_ucanss", candidature, {"date": str(date)})

    def toutes(self) -> tuple[DecisionUcanss, ...]:
        with self._base.lire() as connexion:
            lignes = connexion.execute(select(decisions_ucanss).order_by(decisions_ucanss.c.rang)).mappings()
            return tuple(DecisionUcanss.model_validate(dict(ligne)) for ligne in lignes)
