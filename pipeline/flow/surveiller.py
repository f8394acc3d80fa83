"""The same pass for ever, by looking at the folder: a network share tells nobody that a file came (mesures.md)."""

import threading
from collections.abc import Callable

from pipeline.errors import CqpError
from pipeline.inbox import spool

from .atelier import Atelier
from .traiter import Passe, traiter


def surveiller(
    ouvrir: Callable[[], Atelier],
    fin: threading.Event,
    dire: Callable[[Passe], None],
    echouer: Callable[[CqpError], None],
) -> None:
    """`ouvrir` gives a fresh moment and fresh settings for each look; the pass under way is always finished.

    The first look is a whole pass, inbox empty or not: what an interruption left is finished at once. A full disk
    or a pass already under way is told once and tried again at the next look.
    """
    a_reprendre, dernier = True, ""
    while True:
        attente = 1.0
        try:
            atelier = ouvrir()
            attente = atelier.espace.reglages.inbox.scrutation_s
            if a_reprendre or spool.presents(atelier.espace.inbox):
                a_reprendre = True
                dire(traiter(atelier, _sans_bruit))
                a_reprendre, dernier = False, ""
        except CqpError as e:
            if e.message != dernier:
                echouer(e)
            dernier = e.message
        if fin.wait(attente):
            return


def _sans_bruit(_quoi: str, _fait: int, _total: int) -> None:
    """A service shows no progress bar."""
