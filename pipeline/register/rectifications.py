"""What changed after a proclamation: decisions revoked, names corrected, duplicates given."""

import datetime as dt
from typing import Any

from sqlalchemy import Table, func, insert, select

from pipeline.model.rectification import Duplicata, MotLibere, Rectification

from .engine import Base
from .journal import ajouter
from .tables import duplicatas, mots_liberes, rectifications


class Rectifications:
    def __init__(self, base: Base) -> None:
        self._base = base

    def rectifier(  # noqa: PLR0913 - the fields of a rectification
        self,
        candidature: str,
        jpn: dt.date,
        motif: str,
        le: dt.datetime,
        *,
        decision: bool,
        nom: str | None = None,
        prenom: str | None = None,
    ) -> None:
        valeurs = {"candidature": candidature, "jpn": jpn, "decision": decision, "nom": nom, "prenom": prenom}
        quoi = "rectification_decision" if decision else "rectification_identite"
        self._ajouter(rectifications, {**valeurs, "motif": motif, "le": le}, quoi, candidature, {"jpn": str(jpn)})

    def toutes(self) -> tuple[Rectification, ...]:
        return tuple(Rectification.model_validate(x) for x in self._lire(rectifications))

    def dupliquer(self, document: str, motif: str, le: dt.datetime) -> None:
        self._ajouter(duplicatas, {"document": document, "motif": motif, "le": le}, "duplicata", document, {})

    def duplicatas(self) -> tuple[Duplicata, ...]:
        return tuple(Duplicata.model_validate(x) for x in self._lire(duplicatas))

    def liberer(self, libere: MotLibere) -> None:
        """The journal tells that a word was released, never which one."""
        self._ajouter(mots_liberes, libere.model_dump(), "mot_libere", libere.candidature, {})

    def mots_liberes(self) -> tuple[MotLibere, ...]:
        return tuple(MotLibere.model_validate(x) for x in self._lire(mots_liberes))

    def _ajouter(self, table: Table, valeurs: dict[str, Any], quoi: str, sur: str, detail: dict[str, str]) -> None:
        with self._base.ecrire() as connexion:
            rang = connexion.execute(select(func.coalesce(func.max(table.c.rang), 0) + 1)).scalar_one()
            connexion.execute(insert(table).values(rang=rang, **valeurs))
            ajouter(connexion, valeurs["le"], quoi, sur, detail)

    def _lire(self, table: Table) -> list[dict[str, Any]]:
        colonnes = [c for c in table.columns if table is not mots_liberes or c.name != "rang"]
        with self._base.lire() as connexion:
            return [dict(x) for x in connexion.execute(select(*colonnes).order_by(table.c.rang)).mappings()]
