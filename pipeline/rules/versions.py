"""Which files stand at the same place: the versions of one PV, of the grid of one bloc, of one piece (K40)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from pipeline.model.faits import Contenu, Depot, EtatDepot, Grille, Jpn, Piece, ProcesVerbal
from pipeline.model.session import CompteRendu, Formation, PlanningRendu, Session

Lieu: TypeAlias = tuple[str, ...]

PV, GRILLE = "pv", "grille"


def lieu(contenu: Contenu | None) -> Lieu | None:
    """None for what only adds to the rest: lists, orders."""
    cle: Lieu
    match contenu:
        case ProcesVerbal() as pv:
            cle = (pv.candidature,)
        case Grille() as grille:
            cle = (grille.candidature, grille.bloc)
        case Piece() as piece:
            cle = (piece.candidature, piece.piece)
        case CompteRendu() as compte_rendu:
            cle = (compte_rendu.session, str(compte_rendu.jury))
        case Session() | PlanningRendu() as fait:
            cle = (fait.session,)
        case Formation() as formation:
            cle = (formation.formation,)
        case Jpn() as seance:
            cle = (seance.date.isoformat(),)
        case _:
            return None
    return contenu.genre, *cle


def chaines(depots: Iterable[Depot]) -> dict[Lieu, tuple[Depot, ...]]:
    """What was accepted at each place, in order of arrival: the last one is in force."""
    trouvees: dict[Lieu, list[Depot]] = defaultdict(list)
    for depot in sorted(depots, key=lambda d: d.rang):
        ou = lieu(depot.contenu)
        if ou and depot.etat is EtatDepot.ACCEPTE:
            trouvees[ou].append(depot)
    return {ou: tuple(siens) for ou, siens in trouvees.items()}


def corrections(depots: Iterable[Depot]) -> dict[str, str]:
    """By annotated copy, the deposit that it corrects in the end: through the copies of it that were refused."""
    vers = {d.id: d.corrige for d in depots if d.corrige}
    refuses = {d.id for d in depots if d.etat is EtatDepot.REFUSE}
    return {id_: _remonter(id_, vers, refuses) for id_ in vers}


def _remonter(id_: str, vers: dict[str, str], refuses: set[str]) -> str:
    vus = {id_}
    but = vers[id_]
    while but in refuses and but in vers and but not in vus:
        vus.add(but)
        but = vers[but]
    return but
