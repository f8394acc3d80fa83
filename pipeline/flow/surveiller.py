"""The same pass for ever, by looking at the folder: a network share tells nobody that a file came (mesures.md)."""

import datetime as dt
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import CqpError
from pipeline.inbox import spool
from pipeline.model.moment import jour_a_paris
from pipeline.system import disque

from . import textes_propres
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
    veille, attente, dernier = _Veille(), 1.0, ""
    while True:
        try:
            atelier = ouvrir()
            attente = atelier.espace.reglages.inbox.scrutation_s
            passe = veille.regarder(atelier)
            if passe:
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


@dataclass
class _Veille:
    """What a look remembers of those before it."""

    stabilite: spool.Stabilite = field(default_factory=lambda: spool.Stabilite(0))
    laisses: _Laisses = field(default_factory=_Laisses)
    a_reprendre: bool = True
    jour: dt.date | None = None  # of the last whole pass, on the clock of Paris
    reveil: dt.datetime | None = None

    def regarder(self, atelier: Atelier) -> Passe | None:
        """Null when nothing came and no time passed that counts."""
        textes_propres.oublier()
        self.stabilite.duree = atelier.espace.reglages.inbox.stabilite_s
        instant, inbox = time.monotonic(), atelier.espace.inbox
        prets = self.laisses.sans(self.stabilite.regarder(spool.presents(inbox), instant), inbox, instant)
        self.a_reprendre = bool(self.a_reprendre or prets or self._le_temps_a_passe(atelier.maintenant))
        if not self.a_reprendre:
            return None
        passe = traiter(atelier, _sans_bruit, prets)
        self.laisses.retenir(passe, instant)
        self.a_reprendre = passe.a_reprendre
        self.jour, self.reveil = jour_a_paris(atelier.maintenant), passe.reveil
        return passe

    def _le_temps_a_passe(self, maintenant: dt.datetime) -> bool:
        """A change of day, or the moment of a deadline, is an event like a file that comes."""
        return jour_a_paris(maintenant) != self.jour or (self.reveil is not None and maintenant > self.reveil)


def _sans_bruit(_quoi: str, _fait: int, _total: int) -> None:
    """A service shows no progress bar."""
