"""The leak test, on the very bytes that the jury paritaire will open: nobody may be read there (K18, G-085)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from pipeline.documents.fuites import Fuite, chercher
from pipeline.documents.relecture import Lue, Relecture
from pipeline.documents.render import rendre
from pipeline.errors import ConfigurationError
from pipeline.model.anonymat import Genre, Terme, mots
from pipeline.model.document import Document
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Branche, Portee, Preconisation, Reponse, RoleMembre, Verdict, Voie
from pipeline.rules.anonymat import termes
from pipeline.texts import phrases

from . import pieces
from .inscrits import Carte, Docket

PHRASES = ("dossier-anonyme", "dossier-certification", "proces-verbal", "compte-rendu", "communs", "papiers-jpn")
LISTES = (RoleMembre, Voie, Portee, Reponse, Verdict, Branche, Preconisation)
PRECIS = {Genre.COORDONNEES, Genre.REFERENCE}


def du_dossier(carte: Carte, docket: Docket) -> Relecture:
    """Its Word, its PDF and its masked pieces, against all that could name the people of this dossier."""
    siennes = tuple((p.libelle, p.nom, p.copie) for p in pieces.du_dossier(carte, docket) if p.nom and p.copie)
    return Relecture(f"{carte.numero} - dossier", termes(docket.identites(carte)), siennes)


def de_tous(docket: Docket) -> Relecture:
    """A paper on all dossiers: whole names and addresses; a lone word would accuse every homonym of a common word.

    Its members are named there, though one may be a juror of some dossier.
    """
    seance = docket.bilan.faits.jpn.get(docket.jour)
    siegent = [_plies(m.nom) for m in seance.membres] if seance else []
    termes_ = (t for t in _entiers(docket) if not any(set(t.mots.split()) <= set(m) for m in siegent))
    return Relecture(f"JPN {docket.jour}", tuple(termes_))


def exiger_sans_nom(nom: str, octets: bytes, docket: Docket) -> None:
    fuites = chercher(nom, octets, _entiers(docket))
    if fuites:
        ou = ", ".join(sorted({f"« {f.mot} » ({f.ou})" for f in fuites}))
        raise ConfigurationError(
            f"« {nom} » n’a pas été écrit : un nom y resterait lisible, {ou}.",
            "Corrigez le modèle du classeur, ou signalez-le à qui installe le programme.",
        )


def _entiers(docket: Docket) -> tuple[Terme, ...]:
    tous: dict[Terme, None] = {}
    for c in docket:
        siens = termes(docket.identites(c))
        tous |= {t: None for t in siens if " " in t.mots or t.genre in PRECIS}
    return tuple(tous)


def sans_nos_mots(carte: Carte, docket: Docket, lue: Lue) -> Sequence[Fuite]:
    """Without the lone words that we ourselves write on every dossier: « expert » names nobody there."""
    return (*_des_autres(lue.document, carte, docket), *lue.pieces)


def _des_autres(fuites: Sequence[Fuite], carte: Carte, docket: Docket) -> Iterator[Fuite]:
    templates = docket.bilan.atelier.espace.templates
    a_nous = _nos_phrases(templates) | _du_referentiel(carte.referentiel)
    restes = [f for f in fuites if f.mot not in a_nous]
    neutres = _dans_le_modele(templates, tuple(sorted({f.mot for f in restes if " " not in f.mot})))
    yield from (f for f in restes if f.mot not in neutres)


@lru_cache(maxsize=4)
def _nos_phrases(templates: tuple[Path, ...]) -> frozenset[str]:
    lues = [phrases(templates, nom).arbre for nom in PHRASES]
    listes = [
        [m.value for m in liste] for liste in (RoleMembre, Voie, Portee, Reponse, Verdict, Branche, Preconisation)
    ]
    return frozenset(m for texte in _textes([*lues, *listes]) for m in _plies(texte))


def _du_referentiel(referentiel: Referentiel) -> frozenset[str]:
    return frozenset(m for texte in _textes(referentiel.model_dump(mode="json")) for m in _plies(texte))


def _plies(texte: str) -> list[str]:
    return [m.casefold() for m in mots(texte)]


def _textes(valeur: object) -> Iterator[str]:
    if isinstance(valeur, str):
        yield valeur
    elif isinstance(valeur, dict):
        for v in valeur.values():
            yield from _textes(v)
    elif isinstance(valeur, list | tuple):
        for v in valeur:
            yield from _textes(v)


@lru_cache(maxsize=256)
def _dans_le_modele(templates: tuple[Path, ...], seuls: tuple[str, ...]) -> frozenset[str]:
    """Of these words, those that an empty page of the same layout has: names of styles, of fonts, of the program."""
    if not seuls:
        return frozenset()
    cherches = tuple(Terme(mots=m) for m in seuls)
    docx, pdf = _page_vide(templates)
    return frozenset(f.mot for f in (*chercher("vide.docx", docx, cherches), *chercher("vide.pdf", pdf, cherches)))


@lru_cache(maxsize=4)
def _page_vide(templates: tuple[Path, ...]) -> tuple[bytes, bytes]:
    vide = Document(type="dossier-anonyme", mise_en_page="rapport", titre="0", date=dt.date(2000, 1, 1))
    return next(iter(rendre([vide], templates)))


MEMOIRES = (_nos_phrases, _dans_le_modele, _page_vide)  # of what templates/ holds
