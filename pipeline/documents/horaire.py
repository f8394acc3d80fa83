"""A timetable as both twins draw it: a table whose rows are the moments when something starts or ends."""

from itertools import pairwise
from typing import Any

from pipeline.model.document import Case, Colonne, Horaire

HAUTEUR = 128  # millimetres of a whole day
PAR_MINUTE = 0.27  # at most
COURTE = 22  # minutes: below, all stands on one line
LARGEUR = 255  # millimetres shared by the columns
LETTRE = 1.35  # millimetres of a letter, and the height of a line, in the usual size
LIGNE = 3.1


def valeurs_de_l_horaire(bloc: Horaire) -> dict[str, Any]:
    moments = sorted({m for c in bloc.colonnes for case in c.cases for m in (case.debut, case.fin)})
    duree = moments[-1] - moments[0] if moments else 1
    echelle = min(PAR_MINUTE, HAUTEUR / max(duree, 1))
    largeur = LARGEUR / max(len(bloc.colonnes), 1)
    rangs = []
    for debut, fin in pairwise(moments):
        cases = [_case(c, debut, moments, echelle, largeur) for c in bloc.colonnes]
        millimetres = round((fin - debut) * echelle, 2)
        rangs.append({"mm": millimetres, "hauteur": round(millimetres * 1440 / 25.4), "cases": cases})
    return {
        "genre": bloc.genre,
        "legende": bloc.legende,
        "entetes": [c.titre for c in bloc.colonnes],
        "colonnes": "colonnes" + " 1" * len(bloc.colonnes),
        "rangs": rangs,
    }


def _case(colonne: Colonne, moment: int, moments: list[int], echelle: float, largeur: float) -> dict[str, Any]:
    """What a column shows from that moment: the start of a box, its continuation, or nothing."""
    case = next((c for c in colonne.cases if c.debut <= moment < c.fin), None)
    if case is None:
        return {"etat": "vide", "ton": "", "lignes": [], "portee": 1, "corps": "normal"}
    portee = moments.index(case.fin) - moments.index(case.debut)
    etat = "debut" if case.debut == moment else "suite"
    lignes = _lignes(case)
    haut = (case.fin - case.debut) * echelle
    return {"etat": etat, "ton": case.ton, "lignes": lignes, "portee": portee, "corps": _corps(lignes, haut, largeur)}


def _lignes(case: Case) -> list[str]:
    heures = f"{_heure(case.debut)} – {_heure(case.fin)}"
    if case.fin - case.debut <= COURTE:
        return [f"{heures} · {case.texte}".replace("\n", " · ")]
    return [heures, *case.texte.split("\n")]


def _heure(minutes: int) -> str:
    return "{:02}:{:02}".format(*divmod(minutes, 60))


def _corps(lignes: list[str], haut: float, largeur: float) -> str:
    """The usual size where it fits, else a smaller one: both twins choose the same."""
    par_ligne = max(1, int((largeur - 3) / LETTRE))
    besoin = sum(-(-len(ligne) // par_ligne) for ligne in lignes) * LIGNE
    return "normal" if besoin <= haut else "petit"
