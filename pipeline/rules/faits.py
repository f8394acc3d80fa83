"""The facts in force: among the accepted deposits, the latest of each kind for each candidature."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from pipeline.model.base import Frozen
from pipeline.model.faits import Depot, EtatDepot, Grille, Jpn, Piece, ProcesVerbal


class DossierRecu(Frozen):
    """All that was received for one candidature."""

    id: str
    pv: ProcesVerbal | None = None
    depot_pv: Depot | None = None
    grilles: dict[str, Grille] = {}
    pieces: frozenset[str] = frozenset()

    @property
    def session(self) -> str | None:
        """The PV is the authority; without it, what the grids say."""
        if self.pv:
            return self.pv.session
        return min((g.session for g in self.grilles.values()), default=None)


class FaitsEnVigueur(Frozen):
    dossiers: dict[str, DossierRecu]
    jpn: dict[dt.date, Jpn]


def en_vigueur(depots: Iterable[Depot]) -> FaitsEnVigueur:
    """A later deposit supersedes the earlier one of the same key; both stay in the register."""
    pvs: dict[str, tuple[ProcesVerbal, Depot]] = {}
    grilles: dict[str, dict[str, Grille]] = defaultdict(dict)
    pieces: dict[str, set[str]] = defaultdict(set)
    jpn: dict[dt.date, Jpn] = {}
    for depot in sorted(depots, key=lambda d: d.rang):
        if depot.etat is not EtatDepot.ACCEPTE:
            continue
        match depot.contenu:
            case ProcesVerbal() as pv:
                pvs[pv.candidature] = (pv, depot)
            case Grille() as grille:
                grilles[grille.candidature][grille.bloc] = grille
            case Piece() as piece:
                pieces[piece.candidature].add(piece.piece)
            case Jpn() as seance:
                jpn[seance.date] = seance
            case None:
                pass
    dossiers = {}
    for id_ in sorted({*pvs, *grilles, *pieces}):
        recu = pvs.get(id_)
        dossiers[id_] = DossierRecu(
            id=id_,
            pv=recu[0] if recu else None,
            depot_pv=recu[1] if recu else None,
            grilles=dict(sorted(grilles[id_].items())),
            pieces=frozenset(pieces[id_]),
        )
    return FaitsEnVigueur(dossiers=dossiers, jpn=jpn)
