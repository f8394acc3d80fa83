"""The facts in force: among the accepted deposits, the latest of each kind for each candidature, each session."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model.base import Frozen
from pipeline.model.faits import Depot, EtatDepot, Grille, Jpn, Piece, ProcesVerbal
from pipeline.model.moment import jour_a_paris
from pipeline.model.session import CompteRendu, Demande, Formation, Liste, PlanningRendu, Session

from .remplacement import Changement, en_attente
from .signature import PV_SIGNE, anterieurs, perimes
from .versions import GRILLE, PV, Lieu, chaines, corrections


class DossierRecu(Frozen):
    """All that was received for one candidature; `pieces` with the day each first came."""

    id: str
    pv: ProcesVerbal | None = None
    depot_pv: Depot | None = None
    grilles: dict[str, Grille] = {}
    pieces: dict[str, dt.date] = {}
    versions: dict[Lieu, tuple[Depot, ...]] = {}  # of its PV and of its grids
    scans_perimes: tuple[str, ...] = ()  # signed PVs that do not sign the one in force (K42)
    scans_anterieurs: tuple[str, ...] = ()  # those of them that came before the day of the jury

    @property
    def sessions(self) -> tuple[str, ...]:
        """Those that its files name: the PV is the authority; without it, what the grids say."""
        return (self.pv.session,) if self.pv else tuple(sorted({g.session for g in self.grilles.values()}))

    @property
    def session(self) -> str | None:
        return next(iter(self.sessions), None)


class SessionRecue(Frozen):
    """What was received for one session, in order of arrival: its workbook, plannings given back, lists, reports."""

    id: str
    histoire: tuple[tuple[Session | PlanningRendu, Depot], ...] = ()
    listes: tuple[tuple[Liste, Depot], ...] = ()
    comptes_rendus: dict[int, CompteRendu] = {}  # by jury

    @property
    def en_vigueur(self) -> tuple[Session, Depot] | None:
        """Its latest workbook; a session may be known by lists or reports alone."""
        for fait, depot in reversed(self.histoire):
            if isinstance(fait, Session):
                return fait, depot
        return None


class FaitsEnVigueur(Frozen):
    dossiers: dict[str, DossierRecu]
    jpn: dict[dt.date, Jpn]
    sessions: dict[str, SessionRecue] = {}
    formations: tuple[Formation, ...] = ()
    demandes: tuple[tuple[Demande, Depot], ...] = ()
    jpn_a_confirmer: dict[dt.date, Changement] = {}  # the earlier decisions count meanwhile (K40)


@dataclass
class _Tri:
    """Deposits being sorted: a later one supersedes the earlier one of the same key."""

    pvs: dict[str, tuple[ProcesVerbal, Depot]] = field(default_factory=dict)
    grilles: dict[str, dict[str, Grille]] = field(default_factory=lambda: defaultdict(dict))
    pieces: dict[str, dict[str, dt.date]] = field(default_factory=lambda: defaultdict(dict))
    jpn: dict[dt.date, Jpn] = field(default_factory=dict)
    histoires: dict[str, list[tuple[Session | PlanningRendu, Depot]]] = field(default_factory=lambda: defaultdict(list))
    listes: dict[str, list[tuple[Liste, Depot]]] = field(default_factory=lambda: defaultdict(list))
    comptes_rendus: dict[str, dict[int, CompteRendu]] = field(default_factory=lambda: defaultdict(dict))
    formations: dict[str, Formation] = field(default_factory=dict)
    demandes: list[tuple[Demande, Depot]] = field(default_factory=list)
    versions: dict[str, dict[Lieu, tuple[Depot, ...]]] = field(default_factory=lambda: defaultdict(dict))
    scans: dict[str, list[Depot]] = field(default_factory=lambda: defaultdict(list))
    pvs_dits: dict[str, list[Depot]] = field(default_factory=lambda: defaultdict(list))  # those taken back too

    def ranger(self, depot: Depot) -> None:
        match depot.contenu:
            case ProcesVerbal() as pv:
                self.pvs[pv.candidature] = (pv, depot)
            case Grille() as grille:
                self.grilles[grille.candidature][grille.bloc] = grille
            case Piece() as piece:
                self.pieces[piece.candidature].setdefault(piece.piece, jour_a_paris(depot.recu_le))
                if piece.piece == PV_SIGNE:
                    self.scans[piece.candidature].append(depot)
            case Jpn() as seance:
                self.jpn[seance.date] = seance
            case _:
                self._de_session(depot)

    def _de_session(self, depot: Depot) -> None:
        match depot.contenu:
            case Session() | PlanningRendu() as fait:
                self.histoires[fait.session].append((fait, depot))
            case Liste() as liste:
                self.listes[liste.session].append((liste, depot))
            case CompteRendu() as compte_rendu:
                self.comptes_rendus[compte_rendu.session][compte_rendu.jury] = compte_rendu
            case Formation() as formation:
                self.formations[formation.formation] = formation
            case Demande() as demande:
                self.demandes.append((demande, depot))
            case _:
                pass


def en_vigueur(
    depots: Iterable[Depot], confirmes: Collection[str] = (), proclamees: Collection[dt.date] = ()
) -> FaitsEnVigueur:
    """What is superseded stays in the register; the history of a session counts, since its planning comes from it.

    `confirmes`: deposits that a person confirmed. What is proclaimed waits for nobody.
    """
    tri, tous = _Tri(), sorted(depots, key=lambda d: d.rang)
    corrigent = corrections(tous)
    for depot in tous:
        if depot.etat is EtatDepot.ACCEPTE:
            tri.ranger(depot)
        if isinstance(depot.contenu, ProcesVerbal) and depot.etat in {EtatDepot.ACCEPTE, EtatDepot.ANNULE}:
            tri.pvs_dits[depot.contenu.candidature].append(depot)
    versions = {ou: tuple(_qui_corrige(d, corrigent) for d in chaine) for ou, chaine in chaines(tous).items()}
    for ou, chaine in versions.items():
        if ou[0] in {PV, GRILLE}:
            tri.versions[ou[1]][ou] = chaine
    a_confirmer = dict(_jpn_a_confirmer(versions.values(), confirmes, proclamees))
    decisions = {jour: c.avant.contenu for jour, c in a_confirmer.items() if isinstance(c.avant.contenu, Jpn)}
    return FaitsEnVigueur(
        dossiers={id_: _dossier(id_, tri) for id_ in sorted({*tri.pvs, *tri.grilles, *tri.pieces})},
        jpn=tri.jpn | decisions,
        sessions={id_: _session(id_, tri) for id_ in sorted({*tri.histoires, *tri.listes, *tri.comptes_rendus})},
        formations=tuple(tri.formations.values()),
        demandes=tuple(tri.demandes),
        jpn_a_confirmer=a_confirmer,
    )


def _jpn_a_confirmer(
    versions: Iterable[Sequence[Depot]], confirmes: Collection[str], proclamees: Collection[dt.date]
) -> Iterator[tuple[dt.date, Changement]]:
    """A workbook of decisions is accepted whole, against its docket: the earlier one was in order."""
    for chaine in versions:
        seance = chaine[-1].contenu
        if isinstance(seance, Jpn) and seance.date not in proclamees:
            attend = en_attente(chaine, {}, lambda _: True, confirmes)
            if attend:
                yield seance.date, attend


def _qui_corrige(depot: Depot, corrigent: Mapping[str, str]) -> Depot:
    return depot.model_copy(update={"corrige": corrigent[depot.id]}) if depot.id in corrigent else depot


def _dossier(id_: str, tri: _Tri) -> DossierRecu:
    pv, depot = tri.pvs.get(id_, (None, None))
    scans, pieces = tri.scans.get(id_, []), tri.pieces.get(id_, {})
    pvs = tri.pvs_dits.get(id_, [])
    autres, trop_tot = perimes(scans, pvs), anterieurs(scans, pvs)
    non_signants = tuple(s.id for s in scans if s.id in {*autres, *trop_tot})
    if scans and len(non_signants) == len(scans):
        pieces = {piece: jour for piece, jour in pieces.items() if piece != PV_SIGNE}
    return DossierRecu(
        id=id_,
        pv=pv,
        depot_pv=depot,
        grilles=dict(sorted(tri.grilles.get(id_, {}).items())),
        pieces=pieces,
        scans_perimes=non_signants,
        scans_anterieurs=trop_tot,
        versions=dict(sorted(tri.versions.get(id_, {}).items())),
    )


def _session(id_: str, tri: _Tri) -> SessionRecue:
    return SessionRecue(
        id=id_,
        histoire=tuple(_avec_leurs_absences(tri.histoires.get(id_, ()))),
        listes=tuple(tri.listes.get(id_, ())),
        comptes_rendus=tri.comptes_rendus.get(id_, {}),
    )


def _avec_leurs_absences(
    histoire: Iterable[tuple[Session | PlanningRendu, Depot]],
) -> Iterator[tuple[Session | PlanningRendu, Depot]]:
    """Each absence with the day it was first told, as long as the versions go on telling it."""
    dites: dict[tuple[str, str | None], dt.date] = {}
    for fait, depot in histoire:
        if not isinstance(fait, Session):
            yield fait, depot
            continue
        jour = jour_a_paris(depot.recu_le)
        dites = {(a.membre, a.remplacant): dites.get((a.membre, a.remplacant), jour) for a in fait.absences}
        datees = tuple(a.model_copy(update={"dite_le": dites[a.membre, a.remplacant]}) for a in fait.absences)
        yield fait.model_copy(update={"absences": datees}) if datees else fait, depot
