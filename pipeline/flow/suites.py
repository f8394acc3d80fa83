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
    for ordre in demande.ordres:
        suite = faits.get((depot.rang, ordre.ligne))
        if suite:
            yield ""
            yield f"{mots('fait') if suite.reussi else mots('refuse')} {ordre.ordre} : {suite.resultat}"
            yield mots("pourquoi", motif=ordre.motif or "")
    yield ""
