"""Two candidatures declared to be one person's: kept by candidatures, which stay whatever becomes of an identifier."""

import datetime as dt

from sqlalchemy import func, insert, select

from pipeline.model.personne import Fusion

from .engine import Base
from .journal import ajouter
from .tables import fusions


class Fusions:
    def __init__(self, base: Base) -> None:
        self._base = base

    def fusionner(self, une: str, autre: str, motif: str, le: dt.datetime) -> None:
        with self._base.ecrire() as connexion:
            rang = connexion.execute(select(func.coalesce(func.max(fusions.c.rang), 0) + 1)).scalar_one()
            connexion.execute(insert(fusions).values(rang=rang, une=une, autre=autre, motif=motif, le=le))
            ajouter(connexion, le, "personne_fusion", une, {"autre": autre})

    def toutes(self) -> tuple[Fusion, ...]:
        with self._base.lire() as connexion:
            lignes = connexion.execute(select(fusions).order_by(fusions.c.rang)).mappings()
            return tuple(Fusion.model_validate(dict(ligne)) for ligne in lignes)
