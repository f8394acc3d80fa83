"""The numbers of parchemins and summaries: sequential per CQP and year, never reused, with a check character (K24)."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from pipeline.errors import ConfigurationError
from pipeline.model.base import Frozen
from pipeline.settings import Numeros as Formes

from .engine import Base
from .journal import ajouter
from .tables import numeros

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"  # of ISO 7064 MOD 37-2; the star is only ever the check character


class Demande(Frozen):
    """A document that needs a number. A specimen draws from a series of its own."""

    sigle: str
    annee: int
    candidature: str
    type: str
    emission: int = 1
    specimen: bool = False


def controle(texte: str) -> str:
    """The check character of ISO 7064 MOD 37-2: one wrong character, or two neighbours exchanged, is always found.

    Only letters (case and accents aside) and figures count, so that spaces and dashes may be lost in copying.
    """
    somme = 0
    for lettre in unicodedata.normalize("NFKD", texte).upper():
        if lettre in ALPHABET[:-1]:
            somme = (somme + ALPHABET.index(lettre)) * 2 % 37
    return ALPHABET[(1 - somme) % 37]


def valide(numero: str) -> bool:
    """Is the number as it was drawn, its last character being the check?"""
    return numero[-1:] == controle(numero[:-1])


def _deja_tire(connexion: Connection, demande: Demande) -> str | None:
    return connexion.execute(
        select(numeros.c.numero).where(
            numeros.c.specimen == demande.specimen,
            numeros.c.candidature == demande.candidature,
            numeros.c.type == demande.type,
            numeros.c.emission == demande.emission,
        )
    ).scalar_one_or_none()


def _tirer(connexion: Connection, demande: Demande, forme: str, le: datetime) -> str:
    rang = connexion.execute(
        select(func.coalesce(func.max(numeros.c.rang), 0) + 1).where(
            numeros.c.specimen == demande.specimen,
            numeros.c.sigle == demande.sigle,
            numeros.c.annee == demande.annee,
        )
    ).scalar_one()
    corps = forme.format(sigle=demande.sigle, annee=demande.annee, rang=rang)
    numero = f"{corps}-{controle(corps)}"
    if connexion.execute(select(numeros.c.numero).where(numeros.c.numero == numero)).one_or_none() is not None:
        raise ConfigurationError(
            f"La forme des numéros donnerait une deuxième fois « {numero} ».",
            "Séparez sigle, annee et rang dans [numeros] de cqp.toml, et distinguez-y les spécimens.",
        )
    connexion.execute(insert(numeros).values(numero=numero, rang=rang, tire_le=le, **demande.model_dump()))
    ajouter(connexion, le, "numero_tire", numero, {"candidature": demande.candidature, "type": demande.type})
    return numero


class Numeros:
    def __init__(self, base: Base) -> None:
        self._base = base

    def numeroter(self, demandes: Sequence[Demande], formes: Formes, le: datetime) -> dict[Demande, str]:
        """All at once or none, in the order given. Who already has a number for that document keeps it."""
        tires: dict[Demande, str] = {}
        with self._base.ecrire() as connexion:
            for demande in demandes:
                forme = formes.forme_specimen if demande.specimen else formes.forme
                tires[demande] = _deja_tire(connexion, demande) or _tirer(connexion, demande, forme, le)
        return tires

    def par_candidature(self, type_: str) -> dict[str, str]:
        """The last number of each candidature for that type of document; a real one hides its specimen."""
        requete = select(numeros.c.candidature, numeros.c.numero).where(numeros.c.type == type_)
        with self._base.lire() as connexion:
            lignes = connexion.execute(
                requete.order_by(numeros.c.specimen.desc(), numeros.c.emission, numeros.c.numero)
            ).all()
        return {ligne.candidature: ligne.numero for ligne in lignes}

    def d_une_emission(self, candidature: str, emission: int) -> str | None:
        """Of the parchemin or of the summary that was issued then; a real one hides its specimen."""
        requete = select(numeros.c.numero).where(numeros.c.candidature == candidature, numeros.c.emission == emission)
        with self._base.lire() as connexion:
            return connexion.execute(requete.order_by(numeros.c.specimen, numeros.c.rang).limit(1)).scalar_one_or_none()

    def emis(self) -> tuple[tuple[Demande, str], ...]:
        """Every number ever drawn, with what it was drawn for."""
        with self._base.lire() as connexion:
            lignes = connexion.execute(select(numeros).order_by(numeros.c.numero)).mappings().all()
        return tuple((Demande.model_validate({c: x[c] for c in Demande.model_fields}), x["numero"]) for x in lignes)

    def par_emission(self) -> dict[tuple[str, int], str]:
        """Every number by candidature and emission; a real one hides its specimen."""
        requete = select(numeros.c.candidature, numeros.c.emission, numeros.c.numero)
        with self._base.lire() as connexion:
            lignes = connexion.execute(requete.order_by(numeros.c.specimen.desc(), numeros.c.rang.desc())).all()
        return {(ligne.candidature, ligne.emission): ligne.numero for ligne in lignes}

    def de(self, candidatures: Iterable[str]) -> tuple[dict[str, str], ...]:
        """Every number ever drawn for these, specimens too: what it numbers, whose it is, when it was drawn."""
        colonnes = (numeros.c.numero, numeros.c.type, numeros.c.candidature, numeros.c.tire_le)
        requete = select(*colonnes).where(numeros.c.candidature.in_(sorted(candidatures)))
        with self._base.lire() as connexion:
            lignes = connexion.execute(requete.order_by(numeros.c.tire_le, numeros.c.numero)).all()
        return tuple(
            {"numero": x.numero, "type": x.type, "candidature": x.candidature, "tire_le": x.tire_le.isoformat()}
            for x in lignes
        )

    def verifier(self) -> tuple[str, ...]:
        """The numbers that their check character contradicts: changed by hand since they were drawn."""
        with self._base.lire() as connexion:
            tires = connexion.execute(select(numeros.c.numero).order_by(numeros.c.numero)).scalars().all()
        return tuple(f"Le numéro {n} a été modifié après coup." for n in tires if not valide(n))
