"""The kit of every session, kept as it should be: what did not change is not made again (S0 §6)."""

from collections.abc import Callable, Iterator

from pipeline.flow.atelier import Bilan
from pipeline.flow.copies import Copies, Voulu
from pipeline.flow.du import dossier_de_session
from pipeline.rules.session.situation import SituationSession

from . import envois, listes, relances
from .classeurs import Vierges, de_la_session


def tenir(bilan: Bilan, copies: Copies, progression: Callable[[int, int], None]) -> None:
    vierges = Vierges(bilan.atelier)
    for s in bilan.sessions.values():
        voulus = list(_voulus(s, bilan, vierges))
        copies.famille(dossier_de_session(s.session.session), voulus, progression)
    listes.tenir(bilan, copies)


def _voulus(s: SituationSession, bilan: Bilan, vierges: Vierges) -> Iterator[Voulu]:
    classeurs = tuple(de_la_session(s, bilan, vierges))
    yield from ((c.chemin, c.cle, c.faire) for c in classeurs)
    yield from envois.envois(envois.rassembler(s, bilan, classeurs))
    yield from relances.brouillons(s, bilan)
