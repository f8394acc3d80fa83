"""Lines that someone began: a member without a role, a dossier without a decision."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.model.anomalie import Constat
from pipeline.model.classeur import Champ

from .normalise import Valeurs

EXIGES = frozenset({"membre_nom", "membre_role", "membre_college", "dossier_numero", "dossier_decision"})
_MEMBRE = "membre_"


def lignes_incompletes(champs: Iterable[Champ], valeurs: Valeurs, deja: Iterable[Constat]) -> Iterator[Constat]:
    """What a begun line must hold and does not, except the cells that are already at fault."""
    fautifs = {nom for c in deja for nom in c.noms}
    lignes: dict[tuple[bool, int], list[Champ]] = defaultdict(list)
    for champ in champs:
        if champ.ligne is not None:
            lignes[champ.role.startswith(_MEMBRE), champ.ligne].append(champ)
    for ligne in lignes.values():
        if any(c.nom in valeurs or c.nom in fautifs for c in ligne):
            for champ in ligne:
                if champ.role in EXIGES and champ.nom not in valeurs and champ.nom not in fautifs:
                    yield Constat(code="CELLULE_OBLIGATOIRE", noms=(champ.nom,))
