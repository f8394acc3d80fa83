"""The paper that people name by its number, as they read or copy it."""

from collections.abc import Iterable

from pipeline.errors import UsageError
from pipeline.model.impression import EtatImpression

from .papiers import Papier


def designer(papiers: Iterable[Papier], numero: str) -> Papier:
    """The last sheet issued under that number, or the document of that id; never one that was taken back."""
    siens = [p for p in papiers if p.document and (p.id == numero.strip() or _plat(p.numero) == _plat(numero))]
    debout = [p for p in siens if p.etat is not EtatImpression.ANNULE]
    if debout:
        return max(debout, key=lambda p: p.duplicata)
    if siens:
        raise UsageError(
            f"Le document {siens[0].numero} a été annulé par une rectification.",
            "Prenez le numéro de celui qui le remplace, dans le registre d’impression ou dans suivi.xlsx.",
        )
    raise UsageError(
        f"Aucun parchemin ni récapitulatif ne porte le numéro « {numero} ».",
        "Recopiez-le du document, avec son dernier caractère ; ou lisez-le dans le registre d’impression de la date.",
    )


def _plat(numero: str) -> str:
    """Dashes, spaces and case are lost in copying; the rest is not."""
    return "".join(x for x in numero.upper() if x.isalnum() or x == "*")
