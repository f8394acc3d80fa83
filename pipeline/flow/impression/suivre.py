"""A printed paper goes its way: signed, sent, handed over. Each step is noted once, with its day and who says it."""

from collections.abc import Sequence
from typing import Any

from pipeline.errors import UsageError
from pipeline.flow.atelier import Atelier
from pipeline.model.impression import EtatImpression, Suivi
from pipeline.register import Registre

from . import carnet
from .designer import designer
from .papiers import Papier, Papiers


def suivre(
    atelier: Atelier, numeros: Sequence[str], etat: EtatImpression, *, par: str = "", precision: str | None = None
) -> dict[str, Any]:
    with atelier.ouvrir("cqp suivre") as registre:
        return noter(atelier, registre, numeros, etat, par=par, precision=precision)


def noter(  # noqa: PLR0913 - the options of the command
    atelier: Atelier,
    registre: Registre,
    numeros: Sequence[str],
    etat: EtatImpression,
    *,
    par: str = "",
    precision: str | None = None,
) -> dict[str, Any]:
    """By whoever holds the lock: all of them or none. What is there already is left as it was noted."""
    bilan = atelier.bilan(registre)
    tous = Papiers(bilan).tous.values()
    papiers = {p.id: p for p in (designer(tous, n) for n in numeros)}
    avancent = [p for p in papiers.values() if _avance(p, etat)]
    dit = (precision or "").strip() or None
    registre.impressions.suivre(
        [Suivi(document=p.id, etat=etat, par=par.strip(), precision=dit, le=atelier.maintenant) for p in avancent]
    )
    carnet.rafraichir(bilan)
    return {
        "etat": etat.value,
        "notes": [{"document": p.id, "numero": p.numero} for p in avancent],
        "deja": [{"document": p.id, "numero": p.numero} for p in papiers.values() if p not in avancent],
    }


def _avance(p: Papier, etat: EtatImpression) -> bool:
    if p.etat is EtatImpression.A_IMPRIMER:
        raise UsageError(
            f"Le document {p.numero} n’a pas encore été imprimé.", f"Imprimez-le d’abord : cqp imprimer {p.jour}"
        )
    if p.etat.rang > etat.rang:
        raise UsageError(
            f"Le document {p.numero} est déjà noté « {p.etat} » : il ne revient pas à « {etat} ».",
            "Si la feuille est gâchée ou perdue, réimprimez-la avec son motif : elle repartira de « imprimé ».",
        )
    return p.etat is not etat
