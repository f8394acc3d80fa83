"""What a confidential cell says is quoted nowhere (K29)."""

from collections.abc import Iterable

from pipeline.model.anomalie import Constat
from pipeline.model.classeur import Formulaire

MASQUE = "…"
CITATIONS = frozenset({"trouve", "caractere", "caracteres", "codes"})  # values of a constat taken from its cell


def taire(formulaire: Formulaire, constats: Iterable[Constat]) -> tuple[Constat, ...]:
    """The same constats, those on a confidential cell without what was found in it."""
    secrets = {c.nom for c in formulaire.champs if c.confidentiel}
    return tuple(
        c if secrets.isdisjoint((*c.noms, *(p.nom for p in c.places))) else c.model_copy(update={"valeurs": _masque(c)})
        for c in constats
    )


def _masque(constat: Constat) -> dict[str, str]:
    return {cle: MASQUE if cle in CITATIONS else valeur for cle, valeur in constat.valeurs.items()}
