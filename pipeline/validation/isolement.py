"""In a list of people a wrong cell holds its line, never the whole workbook (K35)."""

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model.anomalie import Constat
from pipeline.model.classeur import Formulaire

from .lignes import Ligne, ligne

DE_PERSONNES = frozenset({"session", "formation-jury"})  # workbooks whose lines stand by themselves


class Tri(NamedTuple):
    """`lignes` hold a wrong cell; `du_fichier` is what is wrong with the workbook itself, and may refuse it."""

    lignes: frozenset[Ligne]
    du_fichier: tuple[Constat, ...]


def separer(formulaire: Formulaire, constats: Iterable[Constat]) -> Tri:
    """A wrong cell that may stay empty loses its value and holds its line, if it has one; it refuses nothing."""
    if formulaire.identite.type not in DE_PERSONNES:
        return Tri(frozenset(), tuple(constats))
    facultatifs = {c.nom: c for c in formulaire.champs if not c.obligatoire}
    lignes: set[Ligne | None] = set()
    du_fichier = []
    for constat in constats:
        noms = {*constat.noms, *(p.nom for p in constat.places)}
        if noms and noms <= facultatifs.keys():
            lignes |= {ligne(facultatifs[nom]) for nom in noms if nom}
        else:
            du_fichier.append(constat)
    return Tri(frozenset(x for x in lignes if x), tuple(du_fichier))
