"""The workspace's own texts against those that ship: what an older file lacks, what nothing reads any more."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, islice
from pathlib import Path

from pipeline import exchange, tables, texts
from pipeline.errors import CqpError
from pipeline.settings import Espace, shipped
from pipeline.workbooks import charte

from .controle import Controle
from .jpn import controle as de_la_jpn

MONTREES = 12  # keys
LUS = ("textes/*.toml", "textes/anomalies/*.toml", "charte.toml", "correspondances.toml")


def oublier() -> None:
    """A service reads them anew at each look: what was corrected since it started counts at once."""
    for memoire in (texts.phrases, texts.catalogue, charte.charte, exchange.table, *de_la_jpn.MEMOIRES):
        memoire.cache_clear()


def controler(espace: Espace) -> Iterator[Controle]:
    """One line for each file that is not what ships, key by key."""
    siens = espace.racine / "templates"
    fichiers = sorted(chain.from_iterable(siens.glob(motif) for motif in LUS))
    ecarts = [c for f in fichiers for c in _controler(f, f.relative_to(siens).as_posix())]
    if ecarts:
        yield from ecarts
    elif fichiers:
        yield Controle(quoi="textes de l’espace", etat="bon", detail=f"{len(fichiers)} fichier(s), complets")


def _controler(fichier: Path, nom: str) -> Iterator[Controle]:
    sur = partial(Controle, quoi=f"templates/{nom}")
    livre = shipped("templates") / nom
    if not livre.is_file():
        yield sur(etat="a_voir", detail="aucun texte ne porte ce nom", action="Corrigez son nom, ou effacez-le.")
        return
    try:
        d_origine, sien = tables.lire(livre), tables.lire(fichier)
    except CqpError as e:
        yield sur(etat="mauvais", detail=e.message, action=e.action)
        return
    manquantes, inconnues = tuple(tables.manquantes(d_origine, sien)), tuple(tables.inconnues(d_origine, sien))
    if manquantes:
        detail = f"il y manque : {_liste(manquantes)} ; le texte d’origine en tient lieu"
        action = "Si vous voulez vos propres mots, copiez ces clés depuis le fichier d’origine et changez-les."
        yield sur(etat="a_voir", detail=detail, action=action)
    if inconnues:
        detail = f"rien ne lit : {_liste(inconnues)}"
        yield sur(
            etat="a_voir", detail=detail, action="Corrigez ces clés d’après le fichier d’origine, ou effacez-les."
        )


def _liste(cles: Iterable[str]) -> str:
    toutes = tuple(cles)
    montrees = ", ".join(islice(toutes, MONTREES))
    return montrees if len(toutes) <= MONTREES else f"{montrees} et {len(toutes) - MONTREES} autres"
