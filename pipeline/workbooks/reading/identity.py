"""What a workbook says it is: in its hidden sheet `_cqp` and in its custom properties. Either suffices."""

from collections.abc import Mapping

from lxml import etree

from pipeline.model.anomalie import Constat
from pipeline.model.classeur import Identite

from .cells import ValeurError, Valeurs
from .names import Position
from .sheet import Feuille

FEUILLE = "_cqp"
PREFIXE = "cqp_"
_LONGUEUR_MAX = 100
_CLES = frozenset(Identite.model_fields)


def de_la_feuille(feuille: Feuille, valeurs: Valeurs) -> dict[str, str]:
    """Rows of key and value."""

    def dit(ligne: int, colonne: int) -> str:
        ou = Position(ligne, colonne)
        cellule = feuille.cellules.get(ou)
        if cellule is None or feuille.calculee(ou):
            return ""
        try:
            valeur = valeurs.lire(cellule)
        except ValeurError:
            return ""
        return "" if valeur is None else str(valeur)

    return {dit(ou.ligne, 1): dit(ou.ligne, 2) for ou in feuille.cellules if ou.colonne == 1}


def des_proprietes(racine: etree._Element) -> dict[str, str]:
    """Custom properties `cqp_…`, whatever type the program that saved them gave to their value."""
    proprietes = {}
    for propriete in racine.iterchildren("{*}property"):
        nom = propriete.get("name", "").lower()
        if nom.startswith(PREFIXE) and len(propriete):
            proprietes[nom.removeprefix(PREFIXE)] = propriete[0].text or ""
    return proprietes


def _utiles(dites: Mapping[str, str]) -> dict[str, str]:
    propres = {cle.strip(): valeur.strip() for cle, valeur in dites.items()}
    return {c: v for c, v in propres.items() if c in _CLES and v and v.isprintable() and len(v) <= _LONGUEUR_MAX}


def reunir(feuille: Mapping[str, str], proprietes: Mapping[str, str]) -> tuple[Identite | None, tuple[Constat, ...]]:
    """One identity out of both; what they contradict each other on is told, and the sheet is kept."""
    ici, la = _utiles(feuille), _utiles(proprietes)
    constats = tuple(
        Constat(code="IDENTITE_CONTRADICTOIRE", valeurs={"cle": cle, "feuille": ici[cle], "propriete": la[cle]})
        for cle in sorted(ici.keys() & la.keys())
        if ici[cle] != la[cle]
    )
    toutes = la | ici
    return (Identite.model_validate(toutes) if "type" in toutes else None), constats
