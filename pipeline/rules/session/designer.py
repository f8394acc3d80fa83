"""Whom a secretary means: a name in any order and case, with or without a title, an e-mail, the number of a line."""

import re
from collections.abc import Iterable, Sequence

from pipeline.model.session import Jure
from pipeline.model.vocabulaire import plier

CIVILITES = {"m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "dr", "docteur"}
NUMERO = re.compile(r"(?:(?:membre|jure|ligne|numero|no|n)\s*)*0*([0-9]{1,3})")
INITIALE = 1  # letter


def mots(nom: str) -> tuple[str, ...]:
    """« TÉMOIN, Mme Bo » and « Bo Témoin » are the same words."""
    return tuple(sorted(_lus(nom)))


def _lus(nom: str) -> list[str]:
    return [m for m in plier(nom).split() if m not in CIVILITES]


def meme_personne(un: str, autre: str) -> bool:
    """Two names as two people write them; hyphens and spaces inside a name do not count."""
    return bool(_lus(un)) and (mots(un) == mots(autre) or "".join(_lus(un)) == "".join(_lus(autre)))


def designes(ecrit: str, parmi: Sequence[Jure]) -> tuple[Jure, ...]:
    """The surest reading that designates someone; several when it does not tell them apart."""
    nu = re.sub(r"\(.*?\)", " ", ecrit)
    lectures = (
        [j for j in parmi if j.email and j.email.casefold() == ecrit.strip().casefold()],
        [j for j in parmi if meme_personne(j.nom, ecrit)],
        [j for j in parmi if meme_personne(j.nom, nu)],
        [j for j in parmi if (numero := NUMERO.fullmatch(plier(ecrit))) and j.ligne == int(numero[1])],
        [j for j in parmi if _en_partie(nu, j.nom)],
    )
    return next((tuple(trouves) for trouves in lectures if trouves), ())


def _en_partie(ecrit: str, nom: str) -> bool:
    """« Témoin », « B. Témoin »: each word is one of the name, or its initial; an initial alone is nobody."""
    dits, siens = mots(ecrit), mots(nom)
    entiers = [m for m in dits if len(m) > INITIALE]
    return bool(entiers) and all(m in siens for m in entiers) and _initiales(dits, siens)


def _initiales(dits: Iterable[str], siens: Iterable[str]) -> bool:
    premieres = {m[0] for m in siens}
    return all(m in premieres for m in dits if len(m) == INITIALE)
