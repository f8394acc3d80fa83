"""A chart as both twins draw it: a row for each bar, whose columns are the name, the parts to scale, what is said."""

from itertools import accumulate, pairwise
from typing import Any

from pipeline.model.document import Barre, Graphique

# A row in thousandths of the width of the page: the longest bar stands between a name and a few words.
LIBELLE, TRACE, TEXTE = 250, 570, 180
TONS = ("plein", "moyen", "clair", "pale")  # from the darkest: told apart in grey
RESTE = "reste"
ENSEMBLE = 25  # bars that stand on one page
CHIFFRE, BORDS = 12, 10  # what a digit asks for in a part, and both its sides


def valeurs_du_graphique(bloc: Graphique) -> dict[str, Any]:
    faux = [b.libelle for b in bloc.barres if len(b.valeurs) != len(bloc.series) or min(*b.valeurs, 0, b.reste) < 0]
    if faux or len(bloc.series) > len(TONS):
        raise ValueError(f"Le graphique « {bloc.legende} » a trop de séries, ou une barre qui ne les suit pas : {faux}")
    noms = [*zip(TONS, bloc.series, strict=False), (RESTE, bloc.reste)]
    longueur = max(_total(b) for b in bloc.barres)
    barres = [_barre(b, longueur) for b in bloc.barres]
    tracees = {part["ton"] for b in barres for part in b["parts"]}
    return {
        "genre": bloc.genre,
        "legende": bloc.legende,
        "entier": len(barres) <= ENSEMBLE,
        "series": [{"ton": ton, "nom": nom} for ton, nom in noms if ton in tracees],
        "barres": barres,
    }


def _total(barre: Barre) -> int:
    return sum(barre.valeurs) + barre.reste


def _barre(barre: Barre, longueur: int) -> dict[str, Any]:
    """Both ends of a part are rounded, not its width: bars of one total have one length."""
    valeurs = (*barre.valeurs, barre.reste)
    bouts = [round(TRACE * n / max(longueur, 1)) for n in accumulate(valeurs, initial=0)]
    traces = [
        (ton, n, fin - debut)
        for ton, n, (debut, fin) in zip((*TONS[: len(barre.valeurs)], RESTE), valeurs, pairwise(bouts), strict=True)
        if fin > debut
    ]
    largeurs = [LIBELLE, *(largeur for _, _, largeur in traces), TEXTE + TRACE - bouts[-1]]
    return {
        "libelle": barre.libelle,
        "texte": barre.texte,
        "parts": [{"ton": ton, "texte": _chiffre(n, largeur) if barre.chiffree else ""} for ton, n, largeur in traces],
        "largeurs": largeurs,
        "description": "colonnes " + " ".join(str(x) for x in largeurs),
    }


def _chiffre(nombre: int, largeur: int) -> str:
    """Nothing where it would not hold: the table beneath says it."""
    return str(nombre) if largeur >= CHIFFRE * len(str(nombre)) + BORDS else ""
