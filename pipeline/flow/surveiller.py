"""The same pass for ever, by looking at the folder: a network share tells nobody that a file came (mesures.md)."""

import threading
import time
from collections.abc import Callable

from pipeline.errors import CqpError
from pipeline.inbox import spool
from pipeline.system import disque

from .atelier import Atelier
from .traiter import Passe, traiter


def surveiller(
    ouvrir: Callable[[], Atelier],
    fin: threading.Event,
    dire: Callable[[Passe], None],
    echouer: Callable[[CqpError], None],
) -> None:
    """`ouvrir` gives a fresh moment and fresh settings for each look; the pass under way is always finished.

    A file that is still being written is left for a later look, and holds up nobody. The first look is a whole pass,
    inbox empty or not: what an interruption left is finished at once. A full disk, a share that is gone or a pass
    already under way is told once and tried again at the next look.
    """
    stabilite = spool.Stabilite(0)
    a_reprendre, dernier = True, ""
    while True:
        attente = 1.0
        try:
            atelier = ouvrir()
            reglages = atelier.espace.reglages.inbox
            attente, stabilite.duree = reglages.scrutation_s, reglages.stabilite_s
            prets = stabilite.regarder(spool.presents(atelier.espace.inbox), time.monotonic())
            if a_reprendre or prets:
                a_reprendre = True
                passe = traiter(atelier, _sans_bruit, prets)
                a_reprendre = False
                if passe.depots or passe.documents or passe.avis:
                    dire(passe)
                if passe.faute:
                    raise passe.faute
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


def _sans_bruit(_quoi: str, _fait: int, _total: int) -> None:
    """A service shows no progress bar."""
