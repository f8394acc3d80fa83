"""Thresholds in exact integers: the required *count* is rounded, never a percentage (M-007, K11)."""

from pipeline.model.referentiel import Arrondi, Seuil


def requis(total: int, seuil: Seuil, arrondi: Arrondi) -> int:
    """How many of `total` are required. At least one: nothing is validated by nothing (S3 §1.2)."""
    produit = total * seuil.numerateur
    if arrondi is Arrondi.SUPERIEUR:
        compte = -(-produit // seuil.denominateur)
    else:
        compte = (2 * produit + seuil.denominateur) // (2 * seuil.denominateur)
    return max(1, compte)


def atteint(valides: int, incertains: int, requis: int) -> bool | None:
    """True when reached; False when out of reach even if all that is uncertain were validated; else None (K13)."""
    if valides >= requis:
        return True
    return False if valides + incertains < requis else None
