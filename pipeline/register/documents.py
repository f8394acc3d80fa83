"""The documents: announced before their files are put in place, published after, so that a crash between is seen."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from pipeline.errors import UsageError
from pipeline.model.base import Frozen

from .engine import Base
from .journal import ajouter
from .tables import documents


class EtatDocument(StrEnum):
    ANNONCE = "annonce"
    PUBLIE = "publie"
    REMPLACE = "remplace"
    RETIRE = "retire"
    REVOQUE = "revoque"


_DEBOUT = {EtatDocument.ANNONCE, EtatDocument.PUBLIE}


class Publication(Frozen):
    """A document about to take its place. `cle` is the hash of its data and template; `fige`: never replaced."""

    id: str
    type: str
    audience: str
    candidature: str | None = None
    session: str | None = None
    cle: str
    docx: str
    pdf: str
    sha256_docx: str
    sha256_pdf: str
    fige: bool = False


class DocumentEnregistre(Publication):
    """A document of the register, with its receipt: what lies where since when."""

    etat: EtatDocument
    annonce_le: datetime
    publie_le: datetime | None = None
    revoque_le: datetime | None = None
    revoque_motif: str | None = None


_COLONNES = [documents.c[nom] for nom in DocumentEnregistre.model_fields]


def _lire(connexion: Connection, document: str) -> DocumentEnregistre | None:
    requete = select(*_COLONNES).where(documents.c.id == document)
    ligne = connexion.execute(requete).mappings().one_or_none()
    return None if ligne is None else DocumentEnregistre.model_validate(ligne)


def _tous(connexion: Connection, requete: Select[Any]) -> tuple[DocumentEnregistre, ...]:
    return tuple(DocumentEnregistre.model_validate(ligne) for ligne in connexion.execute(requete).mappings())


def _connu(connexion: Connection, document: str) -> DocumentEnregistre:
    trouve = _lire(connexion, document)
    if trouve is None:
        raise UsageError(f"Le document « {document} » n'existe pas.", "Lisez son identifiant dans : cqp etat")
    return trouve


def _passer(connexion: Connection, document: str, etat: EtatDocument, le: datetime, **valeurs: object) -> None:
    connexion.execute(update(documents).where(documents.c.id == document).values(etat=etat.value, **valeurs))
    ajouter(connexion, le, f"document_{etat.value}", document)


def _tient(deja: DocumentEnregistre, nouveau: Publication) -> bool:
    """Announced or published already, the very same."""
    memes = all(getattr(deja, nom) == getattr(nouveau, nom) for nom in Publication.model_fields)
    return memes and deja.etat in _DEBOUT


def _occupants(connexion: Connection, nouveau: Publication) -> tuple[DocumentEnregistre, ...]:
    """What stands where it is to go; nothing may take the place of a frozen one."""
    au_meme_endroit = select(*_COLONNES).where(
        documents.c.docx == nouveau.docx,
        documents.c.id != nouveau.id,
        documents.c.etat == EtatDocument.PUBLIE.value,
    )
    anciens = _tous(connexion, au_meme_endroit)
    for ancien in anciens:
        if ancien.fige:
            raise ValueError(f"{nouveau.id} would take the place of {ancien.id}, which is frozen")
    return anciens


def _annoncer(connexion: Connection, nouveau: Publication, le: datetime) -> None:
    deja = _lire(connexion, nouveau.id)
    if deja is not None and _tient(deja, nouveau):
        return
    if deja is not None and deja.fige and deja.publie_le is not None:
        raise ValueError(f"{nouveau.id} is frozen: only a rectification, under another id, follows it")
    _occupants(connexion, nouveau)
    valeurs = {**nouveau.model_dump(), "etat": EtatDocument.ANNONCE.value, "annonce_le": le}
    if deja is None:
        rang = connexion.execute(select(func.coalesce(func.max(documents.c.rang), 0) + 1)).scalar_one()
        connexion.execute(insert(documents).values(rang=rang, **valeurs))
    else:
        connexion.execute(update(documents).where(documents.c.id == nouveau.id).values(**valeurs))
    sceaux = {"docx": nouveau.sha256_docx, "pdf": nouveau.sha256_pdf}
    ajouter(connexion, le, f"document_{EtatDocument.ANNONCE}", nouveau.id, sceaux)


class Documents:
    def __init__(self, base: Base) -> None:
        self._base = base

    def annoncer(self, publications: Sequence[Publication], le: datetime) -> None:
        """The intent, on the disk before any file moves. Announcing again what already stands changes nothing."""
        with self._base.ecrire() as connexion:
            for publication in publications:
                _annoncer(connexion, publication, le)

    def publier(self, ids: Sequence[str], le: datetime) -> None:
        """The files are in place. What lay at the same place before is replaced."""
        with self._base.ecrire() as connexion:
            for document in ids:
                connu = _connu(connexion, document)
                if connu.etat is EtatDocument.PUBLIE:
                    continue
                if connu.etat is not EtatDocument.ANNONCE:
                    raise ValueError(f"{document} was not announced: {connu.etat}")
                for ancien in _occupants(connexion, connu):
                    _passer(connexion, ancien.id, EtatDocument.REMPLACE, le)
                _passer(connexion, document, EtatDocument.PUBLIE, le, publie_le=le)

    def retirer(self, ids: Sequence[str], le: datetime) -> None:
        """No longer owed, its files taken away; it may be owed again. An issued document is revoked instead."""
        with self._base.ecrire() as connexion:
            for document in ids:
                connu = _connu(connexion, document)
                if connu.fige and connu.publie_le is not None:
                    raise ValueError(f"{document} is frozen: only a rectification takes it back")
                if connu.etat in _DEBOUT:
                    _passer(connexion, document, EtatDocument.RETIRE, le)

    def remplacer(self, document: str, le: datetime) -> None:
        """An issued paper whose next version « annule et remplace » it; it stays on record."""
        with self._base.ecrire() as connexion:
            if _connu(connexion, document).etat is EtatDocument.PUBLIE:
                _passer(connexion, document, EtatDocument.REMPLACE, le)

    def revoquer(self, document: str, motif: str, le: datetime) -> None:
        """A rectification takes back an issued document; it stays on record with the reason."""
        with self._base.ecrire() as connexion:
            connu = _connu(connexion, document)
            if connu.etat is not EtatDocument.PUBLIE:
                raise UsageError(
                    f"Le document « {document} » n'est pas publié (état : {connu.etat}).",
                    "Seul un document publié se révoque : vérifiez son identifiant dans : cqp etat",
                )
            _passer(connexion, document, EtatDocument.REVOQUE, le, revoque_le=le, revoque_motif=motif)

    def tous(self) -> tuple[DocumentEnregistre, ...]:
        """In order of their first announcement; one `annonce` was interrupted and is to be done again."""
        with self._base.lire() as connexion:
            return _tous(connexion, select(*_COLONNES).order_by(documents.c.rang))
