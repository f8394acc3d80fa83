"""Two records that are one person's: merged by who knows, with the reason (K17)."""

import re
from itertools import chain

from pipeline.errors import UsageError
from pipeline.model.base import Frozen
from pipeline.model.numero import choisir
from pipeline.register import Registre
from pipeline.rules import personnes

from .atelier import Atelier, Bilan
from .mettre_a_jour import mettre_a_jour

_LISTE = re.compile(r"[\s,;+&]+")


class Reunie(Frozen):
    """A person after a merge."""

    personne: str
    candidatures: tuple[str, ...]


def fusionner(atelier: Atelier, une: str, autre: str, motif: str) -> Reunie:
    """`une`, `autre`: identifiers of persons, or of candidatures."""
    with atelier.ouvrir("cqp personne fusionner") as registre:
        reunie = reunir(atelier, registre, une, autre, motif)
        mettre_a_jour(atelier.bilan(registre))
    return reunie


def reunir(atelier: Atelier, registre: Registre, une: str, autre: str, motif: str) -> Reunie:
    """The same by whoever holds the lock; what follows from it is then owed."""
    bilan = atelier.bilan(registre)
    premiere, seconde = trouver(bilan, une), trouver(bilan, autre)
    if not motif.strip():
        raise UsageError("Un motif est nécessaire.", 'Par exemple : --motif "Confirmé par l’organisme"')
    if premiere.personne == seconde.personne:
        raise UsageError(
            f"{une} et {autre} sont déjà une seule personne : {premiere.personne} "
            f"({', '.join(premiere.candidatures)}).",
            "Il n’y a rien à faire.",
        )
    siennes = (*premiere.candidatures, *seconde.candidatures)
    if len(personnes.naissances(personnes.temoins(bilan.faits), siennes)) > 1:
        raise UsageError(
            f"{une} et {autre} n’ont pas la même date de naissance dans les classeurs de leurs sessions.",
            "Si l’une des deux est fausse, corrigez-la dans le classeur de sa session, déposez-le, puis recommencez.",
        )
    registre.fusions.fusionner(premiere.candidatures[0], seconde.candidatures[0], motif.strip(), atelier.maintenant)
    return trouver(atelier.bilan(registre), premiere.candidatures[0])


def deux(cible: str) -> tuple[str, str]:
    """The two that one cell names: « P-0123456789 P-9876543210 »."""
    nommees = [x for x in _LISTE.split(cible) if x and x.casefold() != "et"]
    if len(nommees) != 2:  # noqa: PLR2004 - two, as the order says
        raise UsageError(
            f"« {cible} » ne nomme pas deux personnes.",
            "Écrivez leurs deux numéros séparés par un espace : ils sont dans suivi.xlsx, feuille Candidatures.",
        )
    return nommees[0], nommees[1]


def trouver(bilan: Bilan, texte: str) -> Reunie:
    """By its own identifier, or by one of its candidatures."""
    siennes = {p: tuple(s.id for s in situations) for p, situations in bilan.jugement.par_personne.items()}
    trouve = choisir(texte, (*siennes, *chain.from_iterable(siennes.values())))
    for personne, candidatures in siennes.items():
        if trouve in {personne, *candidatures}:
            return Reunie(personne=personne, candidatures=candidatures)
    raise UsageError(
        f"Personne n’est connu sous le numéro « {texte} ».",
        "Lisez le numéro d’une personne (P-…) ou d’une candidature dans suivi.xlsx.",
    )
