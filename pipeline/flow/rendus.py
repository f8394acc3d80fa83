"""The deposits that were taken and come back all the same: their other files, or their session, contradict them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from pipeline.model.anomalie import Anomalie, Constat, Gravite
from pipeline.model.etat import EtatCandidature, VueCandidature, VueSession
from pipeline.model.faits import Depot, Grille
from pipeline.rules import inconnues
from pipeline.rules.remplacement import ATTENDENT, Changement, retenir
from pipeline.rules.session.situation import SituationSession
from pipeline.rules.situation import Situation

A_CORRIGER, A_VERIFIER, A_CONFIRMER = "à corriger", "à vérifier", "à confirmer"
PLANNING = "planning_"  # the cells of a planning given back
PROPOSE = "PLANNING_PROPOSE"

Dire = Callable[[Constat], Anomalie]


class Rendu(NamedTuple):
    """`quoi`: what is asked of whoever finds its marked copy."""

    depot: Depot
    anomalies: tuple[Anomalie, ...]
    quoi: str = A_CORRIGER

    @property
    def bloquantes(self) -> tuple[Anomalie, ...]:
        return tuple(a for a in self.anomalies if a.bloquante)


def des_candidatures(
    situations: Sequence[Situation], vues: Iterable[VueCandidature], depots: Iterable[Depot], dire: Dire
) -> Iterator[Rendu]:
    par_id = {v.id: v for v in vues}
    for s in situations:
        yield from _pv_contredit(s, par_id[s.id], dire)
    for c in chain.from_iterable(s.attentes for s in situations):
        if isinstance(c.apres.contenu, Grille):
            yield _a_confirmer(c, dire)
    recus = {d.id: d for d in depots}
    for constat in chain.from_iterable(s.constats for s in situations):
        if constat.code in inconnues.RENDUES and "depot" in constat.valeurs:
            yield Rendu(recus[constat.valeurs["depot"]], (dire(constat),))


def _pv_contredit(s: Situation, vue: VueCandidature, dire: Dire) -> Iterator[Rendu]:
    """A PV that its grids, or its own jury, contradict: taken back when the fault is gone."""
    depot = s.recu.depot_pv
    if s.etat is not EtatCandidature.A_CORRIGER or depot is None:
        return
    des_grilles = {dire(retenir(c)) for c in s.attentes if c.apres.id != depot.id}
    anomalies = tuple(a for a in vue.anomalies if a not in des_grilles)
    graves = [a for a in anomalies if a.bloquante]
    if graves:
        yield Rendu(depot, anomalies, A_CORRIGER if any(a.code not in ATTENDENT for a in graves) else A_CONFIRMER)


def des_seances(changements: Iterable[Changement], dire: Dire) -> Iterator[Rendu]:
    """Decisions that would replace those in force."""
    yield from (_a_confirmer(c, dire) for c in changements)


def _a_confirmer(c: Changement, dire: Dire) -> Rendu:
    """The marked copy, dropped as it is, confirms it (K40)."""
    return Rendu(c.apres, (dire(retenir(c)),), A_CONFIRMER)


def des_sessions(sessions: Mapping[str, SituationSession], vues: Iterable[VueSession]) -> Iterator[Rendu]:
    """The workbook of a session with a fault that holds somebody, or that deserves a look (K35); then its planning."""
    par_id = {v.id: v for v in vues}
    for id_, s in sessions.items():
        vue = par_id[id_]
        siennes = [a for a in vue.anomalies if a.gravite is not Gravite.INFORMATION]
        if not vue.finie:
            yield from _rendu(s.depot, (a for a in siennes if not _du_planning(a) and a.code != PROPOSE))
        if s.rendu:
            yield from _rendu(s.rendu, filter(_du_planning, siennes))


def _rendu(depot: Depot, anomalies: Iterable[Anomalie]) -> Iterator[Rendu]:
    siennes = tuple(anomalies)
    if siennes:
        yield Rendu(depot, siennes, A_CORRIGER if any(a.bloquante for a in siennes) else A_VERIFIER)


def _du_planning(a: Anomalie) -> bool:
    return any((c.nom or "").startswith(PLANNING) for c in a.cellules)
