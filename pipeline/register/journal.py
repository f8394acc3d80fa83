"""The journal: what was done, when, on what. Each line seals the one before, so a change shows.

It names deposits, candidatures and documents by their ids only: no name of a person, no free text.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from pipeline.model.base import Frozen

from . import tables
from .engine import Base

ORIGINE = "0" * 64  # what the first line seals


class Entree(Frozen):
    rang: int
    le: datetime
    quoi: str
    sur: str
    detail: dict[str, str]
    precedent: str
    empreinte: str


def _empreinte(ligne: Mapping[str, Any] | RowMapping) -> str:
    moment = ligne["le"].astimezone(UTC).isoformat(timespec="microseconds")
    scelle = [ligne["rang"], moment, *(ligne[nom] for nom in ("quoi", "sur", "detail", "precedent"))]
    return sha256(json.dumps(scelle).encode()).hexdigest()


def ajouter(
    connexion: Connection, le: datetime, quoi: str, sur: str | date, detail: Mapping[str, str] | None = None
) -> None:
    """One more line, in the transaction of what it tells."""
    colonnes = tables.journal.c
    dernier = connexion.execute(
        select(colonnes.rang, colonnes.empreinte).order_by(colonnes.rang.desc()).limit(1)
    ).one_or_none()
    ligne = {
        "rang": 1 if dernier is None else dernier.rang + 1,
        "le": le,
        "quoi": quoi,
        "sur": str(sur),
        "detail": json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True),
        "precedent": ORIGINE if dernier is None else dernier.empreinte,
    }
    connexion.execute(insert(tables.journal).values(**ligne, empreinte=_empreinte(ligne)))


def _fautes(lignes: Iterable[RowMapping]) -> tuple[str, ...]:
    fautes, precedent = [], ORIGINE
    for ligne in lignes:
        if ligne["precedent"] != precedent:
            fautes.append(f"Une ligne du journal manque ou a été déplacée avant la ligne {ligne['rang']}.")
            break
        if ligne["empreinte"] != _empreinte(ligne):
            fautes.append(f"La ligne {ligne['rang']} du journal a été modifiée après coup.")
        precedent = ligne["empreinte"]
    return tuple(fautes)


class Journal:
    def __init__(self, base: Base) -> None:
        self._base = base

    def noter(self, le: datetime, quoi: str, sur: str | date, detail: Mapping[str, str] | None = None) -> None:
        """For what happens outside the register: an export, a use of the correspondance."""
        with self._base.ecrire() as connexion:
            ajouter(connexion, le, quoi, sur, detail)

    def notes(self, quoi: str) -> tuple[dict[str, str], ...]:
        """The details of what was noted under one word, in order."""
        with self._base.lire() as connexion:
            requete = select(tables.journal.c.detail).where(tables.journal.c.quoi == quoi)
            return tuple(json.loads(x) for x in connexion.execute(requete.order_by(tables.journal.c.rang)).scalars())

    def lignes(self) -> tuple[Entree, ...]:
        with self._base.lire() as connexion:
            lues = connexion.execute(select(tables.journal).order_by(tables.journal.c.rang)).mappings().all()
        return tuple(Entree.model_validate({**ligne, "detail": json.loads(ligne["detail"])}) for ligne in lues)

    def verifier(self) -> tuple[str, ...]:
        """What was changed by hand, in sentences; nothing when the chain is whole."""
        with self._base.lire() as connexion:
            return _fautes(connexion.execute(select(tables.journal).order_by(tables.journal.c.rang)).mappings())
