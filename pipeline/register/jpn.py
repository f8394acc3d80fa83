"""The dockets of the jury paritaire: an opaque number for each candidature (K18), and the day's proclamation."""

import secrets
from collections.abc import Callable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from pipeline.errors import CqpError

from .engine import Base
from .journal import ajouter
from .tables import dossiers_jpn, echantillons, proclamations

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"  # nothing that is read for something else (0 O, 1 I L), no vowel, so no word
LONGUEUR = 6
TIRAGES_MAX = 1000


def tirer() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LONGUEUR))


def _pris(connexion: Connection) -> set[str]:
    return set(connexion.execute(select(dossiers_jpn.c.numero)).scalars())


def _numero_libre(pris: set[str], tirage: Callable[[], str]) -> str:
    for _ in range(TIRAGES_MAX):
        numero = tirage()
        if numero not in pris:
            return numero
    raise CqpError("Aucun numéro libre n'a pu être tiré pour un dossier du jury paritaire.")


def _docket(connexion: Connection, jpn: date) -> dict[str, str]:
    lignes = connexion.execute(
        select(dossiers_jpn.c.numero, dossiers_jpn.c.candidature).where(dossiers_jpn.c.jpn == jpn)
    )
    return dict(sorted((ligne.numero, ligne.candidature) for ligne in lignes))


class Jpn:
    def __init__(self, base: Base) -> None:
        self._base = base

    def inscrire(
        self, jpn: date, candidatures: Sequence[str], le: datetime, tirage: Callable[[], str] = tirer
    ) -> dict[str, str]:
        """The whole docket, in order of numbers, which tells nothing. Who is on it already keeps his number."""
        with self._base.ecrire() as connexion:
            presentes = set(_docket(connexion, jpn).values())
            pris = _pris(connexion)
            for candidature in dict.fromkeys(candidatures):
                if candidature in presentes:
                    continue
                numero = _numero_libre(pris, tirage)
                pris.add(numero)
                connexion.execute(
                    insert(dossiers_jpn).values(numero=numero, jpn=jpn, candidature=candidature, inscrit_le=le)
                )
                ajouter(connexion, le, "jpn_inscription", candidature, {"jpn": str(jpn)})  # never the number: K18
            return _docket(connexion, jpn)

    def dockets(self) -> dict[date, dict[str, str]]:
        with self._base.lire() as connexion:
            dates = connexion.execute(select(dossiers_jpn.c.jpn).distinct().order_by(dossiers_jpn.c.jpn)).scalars()
            return {jpn: _docket(connexion, jpn) for jpn in dates.all()}

    def graine(self, jpn: date, le: datetime) -> str:
        """The seed of the sample of that day: drawn once, so that anyone may draw the same dossiers again (G-084)."""
        with self._base.ecrire() as connexion:
            deja: str | None = connexion.execute(
                select(echantillons.c.graine).where(echantillons.c.jpn == jpn)
            ).scalar_one_or_none()
            if deja is not None:
                return deja
            graine = tirer()
            connexion.execute(insert(echantillons).values(jpn=jpn, graine=graine, tire_le=le))
            ajouter(connexion, le, "jpn_echantillon", jpn, {"graine": graine})
        return graine

    def graines(self) -> dict[date, str]:
        with self._base.lire() as connexion:
            return {x.jpn: x.graine for x in connexion.execute(select(echantillons))}

    def proclamer(self, jpn: date, le: datetime) -> datetime:
        """When the results of that day were released: the first time, however often it is asked."""
        with self._base.ecrire() as connexion:
            deja: datetime | None = connexion.execute(
                select(proclamations.c.proclame_le).where(proclamations.c.jpn == jpn)
            ).scalar_one_or_none()
            if deja is not None:
                return deja
            connexion.execute(insert(proclamations).values(jpn=jpn, proclame_le=le))
            ajouter(connexion, le, "jpn_proclamation", jpn)
        return le

    def proclamations(self) -> dict[date, datetime]:
        with self._base.lire() as connexion:
            lignes = connexion.execute(select(proclamations).order_by(proclamations.c.jpn))
            return {ligne.jpn: ligne.proclame_le for ligne in lignes}
