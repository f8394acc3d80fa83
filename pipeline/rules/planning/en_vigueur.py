"""The planning that stands, from all that was received: who has a place keeps it as long as it holds."""

from collections.abc import Callable, Iterator, Sequence

from pipeline.model.planning import Conflit, Demandes, Passage, Planning
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import PlanningRendu, Session

from .agenda import Place, cle
from .appliquer import appliquer
from .planifier import planifier
from .verifier import paires, seuls, verifier

Recu = Session | PlanningRendu
VIDE = Demandes(epreuves=(), jurys=(), plages=(), jurys_possibles={})


def en_vigueur(
    historique: Sequence[Recu], resoudre: Callable[[Session], Demandes], referentiel: Referentiel, battement: int
) -> tuple[Planning, tuple[Conflit, ...]]:
    """`historique`: the versions of a session and the plannings given back, as they came.

    A version that changes nothing to the demands moves nobody. Hours chosen by staff stand even when they collide: the
    conflict is told, for staff to settle. Of the lines given back, only the last planning's faults still matter.
    """
    demandes, planning = VIDE, Planning()
    fautes: tuple[Conflit, ...] = ()
    for recu in _session_d_abord(historique):
        if isinstance(recu, Session):
            nouvelles = resoudre(recu)
            if nouvelles == demandes:
                continue
            demandes = nouvelles
            gardes = tuple(_encore_valables(planning.passages, demandes))
        else:
            choisis, fautes = appliquer(recu, demandes.epreuves, referentiel)
            nommes = {cle(p) for p in choisis}
            gardes = (*choisis, *(p for p in planning.passages if cle(p) not in nommes))
        planning = planifier(demandes.model_copy(update={"fixes": gardes}), battement)
    return planning, tuple(_a_dire(planning, demandes, fautes))


def _session_d_abord(historique: Sequence[Recu]) -> Sequence[Recu]:
    """A planning may be older than the oldest version that was not taken back: it is read with that one."""
    rang = next((n for n, recu in enumerate(historique) if isinstance(recu, Session)), None)
    return () if rang is None else (historique[rang], *historique[:rang], *historique[rang + 1 :])


def _encore_valables(passages: Sequence[Passage], demandes: Demandes) -> Iterator[Passage]:
    """Same start, with the duration of today; those that did not change at all come first."""
    attendues = {cle(e): e for e in demandes.epreuves}
    connus = [p for p in passages if cle(p) in attendues]
    a_jour = [Place(attendues[cle(p)], p.jury, p.jour, p.debut).passage() for p in connus]
    inchanges = set(passages)
    gardes: list[Passage] = []
    for p in sorted(a_jour, key=lambda p: p not in inchanges):
        if not any(seuls((p,), demandes)) and not any(c for g in gardes for c in paires((g, p), demandes)):
            gardes.append(p)
            yield p


def _a_dire(planning: Planning, demandes: Demandes, fautes: Sequence[Conflit]) -> Iterator[Conflit]:
    """An épreuve without a line keeps the place it had, and one without a place is explained in `impossibles`."""
    attendues = {cle(e) for e in demandes.epreuves}
    for c in (*verifier(planning.passages, demandes), *fautes):
        depuis_connue = c.raison == "epreuve_inconnue" and (c.candidature, c.bloc) in attendues
        if c.raison != "epreuve_absente" and not depuis_connue:
            yield c
