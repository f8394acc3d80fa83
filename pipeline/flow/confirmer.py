"""A person says that a file does replace the one before it, which was in order (K40)."""

from pipeline.errors import UsageError
from pipeline.model.numero import choisir, depot_dit
from pipeline.register import Registre

from .atelier import Atelier
from .mettre_a_jour import mettre_a_jour


def confirmer(atelier: Atelier, cible: str, motif: str) -> tuple[str, ...]:
    """The names of the files that now count. `cible`: a deposit, or a candidature and all that waits in it."""
    if not motif.strip():
        raise UsageError("Un motif est nécessaire.", 'Par exemple : --motif "Grille corrigée par le jury"')
    with atelier.ouvrir("cqp confirmer") as registre:
        fichiers = accepter(atelier, registre, cible, motif)
        mettre_a_jour(atelier.bilan(registre))
    return fichiers


def accepter(atelier: Atelier, registre: Registre, cible: str, motif: str) -> tuple[str, ...]:
    """The same by whoever holds the lock; what follows from it is then owed."""
    bilan = atelier.bilan(registre)
    situations = bilan.jugement.situations
    cherche = {depot_dit(cible), choisir(cible, (s.id for s in situations))}
    en_attente = [c.apres for s in situations for c in s.attentes if cherche & {c.apres.id, s.id}]
    en_attente += [c.apres for c in bilan.faits.jpn_a_confirmer.values() if c.apres.id in cherche]
    if not en_attente:
        raise UsageError(
            f"Rien n’attend d’être confirmé sous le numéro « {cible.strip()} ».",
            "Lisez dans suivi.xlsx, feuille « À faire », le numéro du dépôt qui attend (D-…), ou sa candidature.",
        )
    with registre.ensemble():
        for depot in en_attente:
            registre.depots.confirmer(depot.id, motif.strip(), atelier.maintenant)
    return tuple(d.fichier for d in en_attente)
