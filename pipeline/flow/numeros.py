"""The number of an order, read once: what it names, what is checked and what is done are then of one file (K35)."""

import re
from collections.abc import Callable, Mapping

from pipeline.model.numero import choisir, depot_dit
from pipeline.model.session import OrdreDonne
from pipeline.model.vocabulaire import Ordre
from pipeline.register import Registre

from .atelier import Bilan
from .jpn.scelles import id_public, scelles

_LISTE = re.compile(r"[\s,;]+")


def lire(bilan: Bilan, ordre: OrdreDonne) -> OrdreDonne:
    """With its number as we write it; one that is nobody's stays as it was typed, for its refusal to quote."""
    dit = (ordre.cible or "").strip()
    trouver = TROUVER.get(ordre.ordre)
    trouve = trouver(bilan, dit) if dit and trouver else None
    return ordre.model_copy(update={"cible": trouve or dit or None})


def candidature(bilan: Bilan, dit: str) -> str | None:
    return choisir(dit, (s.id for s in bilan.jugement.situations))


def en_liste(cible: str | None) -> tuple[str, ...]:
    """« GC-1, GC-2 »"""
    return tuple(x for x in _LISTE.split(cible or "") if x)


def document(registre: Registre, dit: str) -> str | None:
    """One that anybody may name: under seal, an anonymous dossier has its public number alone (K18)."""
    caches = scelles(registre.jpn.dockets(), registre.jpn.proclamations())
    visibles = (d.id for d in registre.documents.tous() if d.id not in caches)
    return choisir(dit, (*visibles, *(id_public(jour, numero) for jour, numero in caches.values())))


def _depot(bilan: Bilan, dit: str) -> str | None:
    trouve = depot_dit(dit)
    return trouve if trouve in {d.id for d in bilan.depots} else None


def _depot_ou_candidature(bilan: Bilan, dit: str) -> str | None:
    return _depot(bilan, dit) or candidature(bilan, dit)


def _candidatures(bilan: Bilan, dit: str) -> str | None:
    return ", ".join(candidature(bilan, c) or c for c in en_liste(dit))


def _document(bilan: Bilan, dit: str) -> str | None:
    return document(bilan.registre, dit)


TROUVER: Mapping[Ordre, Callable[[Bilan, str], str | None]] = {
    Ordre.REPRENDRE: _depot,
    Ordre.CONFIRMER: _depot_ou_candidature,
    Ordre.REPUBLIER: _document,
    Ordre.ENVOYER: _candidatures,
    **dict.fromkeys((Ordre.LIBERER, Ordre.RECTIFIER, Ordre.RENOMMER, Ordre.DUPLIQUER, Ordre.DELIVRER), candidature),
}
