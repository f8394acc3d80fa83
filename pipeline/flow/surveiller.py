"""The same pass for ever, by looking at the folder: a network share tells nobody that a file came (mesures.md)."""

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.errors import CqpError
from pipeline.inbox import spool
from pipeline.system import disque

from .atelier import Atelier
from .traiter import Passe, traiter

REPRISE_S = 60


def surveiller(
    ouvrir: Callable[[], Atelier],
    fin: threading.Event,
    dire: Callable[[Passe], None],
    echouer: Callable[[CqpError], None],
) -> None:
    """`ouvrir` gives a fresh moment and fresh settings for each look; the pass under way is always finished.

    A file that is still being written is left for a later look, and holds up nobody. The first look is a whole pass,
    inbox empty or not: what an interruption left is finished at once. A full disk, a share that is gone or a pass
    already under way is told once and tried again at the next look. A file that a pass had to leave there starts no
    pass by itself but once in a while.
    """
    stabilite, laisses = spool.Stabilite(0), _Laisses()
    a_reprendre, dernier = True, ""
    while True:
        attente = 1.0
        try:
            atelier = ouvrir()
            reglages = atelier.espace.reglages.inbox
            attente, stabilite.duree = reglages.scrutation_s, reglages.stabilite_s
            instant, inbox = time.monotonic(), atelier.espace.inbox
            prets = laisses.sans(stabilite.regarder(spool.presents(inbox), instant), inbox, instant)
            if a_reprendre or prets:
                a_reprendre = True
                passe = traiter(atelier, _sans_bruit, prets)
                a_reprendre = passe.a_reprendre
                laisses.retenir(passe, instant)
                _rapporter(passe, dire)
                dernier = ""
        except (CqpError, OSError) as e:
            faute = disque(e) if isinstance(e, OSError) else e
            if faute is None:
                raise
            if faute.message != dernier:
                echouer(faute)
            dernier = faute.message
        if fin.wait(attente):
            return


def _rapporter(passe: Passe, dire: Callable[[Passe], None]) -> None:
    if passe.depots or passe.documents or passe.avis:
        dire(passe)
    if passe.faute:
        raise passe.faute


class _Laisses:
    """What the last pass could not take or remove."""

    def __init__(self) -> None:
        self._noms: frozenset[str] = frozenset()
        self._reprise = 0.0

    def retenir(self, passe: Passe, instant: float) -> None:
        self._noms = frozenset(x.fichier for x in passe.laisses)
        self._reprise = instant + REPRISE_S

    def sans(self, prets: Sequence[Path], inbox: Path, instant: float) -> tuple[Path, ...]:
        autres = tuple(p for p in prets if spool.nom_de_depot(p, inbox) not in self._noms)
        return tuple(prets) if autres or instant >= self._reprise else ()


def _sans_bruit(_quoi: str, _fait: int, _total: int) -> None:
    """A service shows no progress bar."""
