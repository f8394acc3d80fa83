"""The kit of every session, kept as it should be: what did not change is not made again (S0 §6)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from pipeline.flow.atelier import Bilan
from pipeline.flow.copies import Copies, Voulu
from pipeline.flow.du import dossier_de_session, est_de_session
from pipeline.rules.session.situation import SituationSession

from . import envois, listes, relances
from .classeurs import de_la_session


def tenir(bilan: Bilan, copies: Copies, progression: Callable[[int, int], None]) -> None:
    """And taken away with the session, when its workbook was."""
    tenus = set[str]()
    for s in bilan.sessions.values():
        dossier = dossier_de_session(s.session.session)
        copies.famille(dossier, list(_voulus(s, bilan)), progression)
        tenus.add(dossier)
    tenus |= listes.tenir(bilan, copies)
    for dossier in copies.familles - tenus:
        if est_de_session(dossier):
            copies.famille(dossier, ())


def _voulus(s: SituationSession, bilan: Bilan) -> Iterator[Voulu]:
    # A workbook of the kit is also in the parcel of its juror: made once for both.
    classeurs = tuple(replace(c, faire=cache(c.faire)) for c in de_la_session(s, bilan))
    yield from ((c.chemin, c.cle, c.faire) for c in classeurs)
    yield from envois.envois(envois.rassembler(s, bilan, classeurs))
    yield from relances.brouillons(s, bilan)
