"""The orders that staff gave by a workbook: each carried out once, with what came of it."""

from datetime import datetime

from sqlalchemy import insert, select

from pipeline.model.base import Frozen
from pipeline.model.numero import de_depot

from .engine import Base
from .journal import ajouter
from .tables import ordres


class OrdreExecute(Frozen):
    depot: int  # the rank of its workbook
    ligne: int
    execute_le: datetime
    reussi: bool
    resultat: str


class Ordres:
    def __init__(self, base: Base) -> None:
        self._base = base

    def tous(self) -> dict[tuple[int, int], OrdreExecute]:
        with self._base.lire() as connexion:
            lignes = connexion.execute(select(ordres)).mappings()
            faits = [OrdreExecute.model_validate(dict(ligne)) for ligne in lignes]
        return {(o.depot, o.ligne): o for o in faits}

    def noter(self, ordre: OrdreExecute) -> None:
        with self._base.ecrire() as connexion:
            connexion.execute(insert(ordres).values(**ordre.model_dump()))
            detail = {"reussi": str(ordre.reussi).lower()}
            ajouter(connexion, ordre.execute_le, "ordre_execute", f"{de_depot(ordre.depot)}:{ordre.ligne}", detail)
