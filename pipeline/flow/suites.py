"""The answers to the orders that staff gave: a note for each workbook, what was asked and what came of it."""

import hashlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from pipeline.documents.publish import nom_sur
from pipeline.model.faits import Depot
from pipeline.model.session import Demande
from pipeline.register import OrdreExecute
from pipeline.texts import Phrases, phrases

from .atelier import Bilan
from .copies import Voulu

SUITES = "outbox/institut/demandes"


def suites(bilan: Bilan) -> Iterator[Voulu]:
    mots = phrases(bilan.atelier.espace.templates, "demande")
    faits = bilan.registre.ordres.tous()
    for demande, depot in bilan.faits.demandes:
        texte = "\r\n".join(_lignes(demande, depot, faits, mots))
        nom = f"{nom_sur(Path(depot.fichier).stem)} - suite donnée ({depot.id}).txt"
        yield nom, hashlib.sha256(texte.encode()).hexdigest(), partial(texte.encode, "utf-8-sig")


def _lignes(demande: Demande, depot: Depot, faits: dict[tuple[int, int], OrdreExecute], mots: Phrases) -> Iterator[str]:
    yield mots("titre", fichier=depot.fichier, demandeur=demande.demandeur)
    ordres = {o.ligne: o for o in demande.ordres}
    for ligne in sorted({*ordres, *demande.fautives}):
        if ligne in demande.fautives:
            yield from _en_faute(ligne, depot, mots)
            continue
        ordre, suite = ordres[ligne], faits.get((depot.rang, ligne))
        if suite:
            dit = mots("ligne", ligne=str(ligne))
            yield ""
            yield f"{mots('fait') if suite.reussi else mots('refuse')} {dit}{ordre.ordre} : {suite.resultat}"
            yield mots("pourquoi", motif=ordre.motif or "")
    yield ""


def _en_faute(ligne: int, depot: Depot, mots: Phrases) -> Iterator[str]:
    """A line that nobody could read: nothing of it was done (K35)."""
    yield ""
    yield mots("en_faute", ligne=str(ligne))
    for a in depot.anomalies:
        if any((c.nom or "").endswith(f"_{ligne}") for c in a.cellules):
            yield mots("faute", message=a.message, action=a.action)
