"""The journal: what was done, when, on what. Each line seals the one before, so a change shows.

It names deposits, candidatures and documents by their ids only: no name of a person, no free text.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, insert, select

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


def _empreinte(rang: int, le: datetime, quoi: str, sur: str, detail: str, precedent: str) -> str:  # noqa: PLR0913, PLR0917 (all that is sealed)
    scelle = json.dumps([rang, le.astimezone(UTC).isoformat(timespec="microseconds"), quoi, sur, detail, precedent])
    return sha256(scelle.encode()).hexdigest()


def ajouter(
    connexion: Connection, le: datetime, quoi: str, sur: str | date, detail: Mapping[str, str] | None = None
) -> None:
    """One more line, in the transaction of what it tells."""
    colonnes = tables.journal.c
    dernier = connexion.execute(
        select(colonnes.rang, colonnes.empreinte).order_by(colonnes.rang.desc()).limit(1)
    ).one_or_none()
    rang, precedent = (1, ORIGINE) if dernier is None else (dernier.rang + 1, dernier.empreinte)
    texte = json.dumps(dict(detail or {}), ensure_ascii=False, sort_keys=True)
    connexion.execute(
        insert(tables.journal).values(
            rang=rang,
            le=le,
            quoi=quoi,
            sur=str(sur),
            detail=texte,
            precedent=precedent,
            empreinte=_empreinte(rang, le, quoi, str(sur), texte, precedent),
        )
    )


def _fautes(lignes: list[Row[Any]]) -> tuple[str, ...]:
    fautes, precedent = [], ORIGINE
    for attendu, ligne in enumerate(lignes, start=1):
        if ligne.rang != attendu or ligne.precedent != precedent:
            fautes.append(f"Une ligne du journal manque ou a été déplacée avant la ligne {ligne.rang}.")
            break
        if ligne.empreinte != _empreinte(ligne.rang, ligne.le, ligne.quoi, ligne.sur, ligne.detail, ligne.precedent):
            fautes.append(f"La ligne {ligne.rang} du journal a été modifiée après coup.")
        precedent = ligne.empreinte
    return tuple(fautes)


class Journal:
    def __init__(self, base: Base) -> None:
        self._base = base

    def noter(self, le: datetime, quoi: str, sur: str | date, detail: Mapping[str, str] | None = None) -> None:
        """For what happens outside the register: an export, a use of the correspondance."""
        with self._base.ecrire() as connexion:
            ajouter(connexion, le, quoi, sur, detail)

    def lignes(self) -> tuple[Entree, ...]:
        with self._base.lire() as connexion:
            lues = connexion.execute(select(tables.journal).order_by(tables.journal.c.rang)).mappings().all()
        return tuple(Entree.model_validate({**ligne, "detail": json.loads(ligne["detail"])}) for ligne in lues)

    def verifier(self) -> tuple[str, ...]:
        """What was changed by hand, in sentences; nothing when the chain is whole."""
        with self._base.lire() as connexion:
            lignes = connexion.execute(select(tables.journal).order_by(tables.journal.c.rang)).all()
        return _fautes(list(lignes))
