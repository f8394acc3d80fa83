"""In a list of people, or of orders, a wrong cell holds its line, never the whole workbook (K35)."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model.anomalie import Constat
from pipeline.model.classeur import Formulaire

from .lignes import DEMANDE, Ligne, ligne
from .normalise import Valeurs

DE_LIGNES = frozenset({"session", "formation-jury", DEMANDE})  # workbooks whose lines stand by themselves


class Tri(NamedTuple):
    """`lignes` hold a wrong cell; `du_fichier` is what is wrong with the workbook itself, and may refuse it."""

    lignes: frozenset[Ligne]
    du_fichier: tuple[Constat, ...]


def separer(formulaire: Formulaire, constats: Iterable[Constat], valeurs: Valeurs) -> Tri:
    """A wrong cell that may stay empty loses its value and holds its line, if it has one; it refuses nothing."""
    tous = tuple(constats)
    if formulaire.identite.type not in DE_LIGNES:
        return Tri(frozenset(), tous)
    facultatifs = {c.nom: c for c in formulaire.champs if not c.obligatoire}
    tenues: set[Ligne | None] = set()
    du_fichier = []
    for constat in tous:
        noms = {*constat.noms, *(p.nom for p in constat.places)}
        if noms and noms <= facultatifs.keys():
            tenues |= {ligne(facultatifs[nom]) for nom in noms if nom}
        else:
            du_fichier.append(constat)
    lignes = frozenset(x for x in tenues if x)
    if formulaire.identite.type == DEMANDE and _sans_ordre(formulaire, lignes, valeurs):
        return Tri(lignes, tous)
    return Tri(lignes, tuple(du_fichier))


def _sans_ordre(formulaire: Formulaire, fautives: frozenset[Ligne], valeurs: Valeurs) -> bool:
    """Nothing in it can be carried out: it comes back whole, to be corrected."""
    return not {ligne(c) for c in formulaire.champs if c.nom in valeurs} - fautives - {None}
