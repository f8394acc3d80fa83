"""Work on foreign bytes, done apart: another process, with limits of time and memory. What it costs is bounded, and its
fall is an answer like another.

One process is kept warm, since starting it costs more than most of its work; it is replaced once it has fallen.
"""

import atexit
import json
import pickle
import resource
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Literal, ParamSpec, TypeAlias, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Raison: TypeAlias = Literal["temps", "memoire", "panne"]
Reponse: TypeAlias = tuple[Literal["fait", "memoire", "panne"], Any]

DELAI_S = 60
MEMOIRE = 1 << 30  # bytes of addresses; at rest it has a quarter of that
FICHIER = 1 << 28  # bytes of one temporary file
# Isolated: neither the current folder nor the environment says what is imported, whoever may write there.
_PROGRAMME = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[2]); from pipeline.system.apart import servir; servir()"
)


class ApartError(Exception):
    """The work did not end; its own exception, when there is one, is the cause. It says nothing but that."""

    def __init__(self, raison: Raison) -> None:
        super().__init__(raison)
        self.raison = raison


def faire(fonction: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
    """The same as calling it, for a function of a module and plain values."""
    global _ouvrier  # noqa: PLW0603 - one for the whole program, as a pool would be
    demande = pickle.dumps((fonction, args, options))
    while True:
        neuf = _ouvrier is None
        ouvrier = _ouvrier = _ouvrier or _Ouvrier()
        raison, valeur = ouvrier.demander(demande)
        if raison == "fait":
            resultat: T = valeur
            return resultat
        if raison != "panne" or valeur is None:
            fermer()
        if raison == "temps" or neuf or valeur is not None:
            raise ApartError(raison) from valeur
        # What it did before may have tired it: a fresh one says whether it was this work.


def fermer() -> None:
    global _ouvrier  # noqa: PLW0603 - the same
    if _ouvrier is not None:
        _ouvrier.fermer()
    _ouvrier = None


class _Ouvrier:
    def __init__(self) -> None:
        ici, la = socket.socketpair()
        with la:
            chemins = json.dumps([c for c in sys.path if c])
            self._processus = subprocess.Popen(  # noqa: S603 - our own words
                [sys.executable, "-I", "-c", _PROGRAMME, str(la.fileno()), chemins],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[la.fileno()],
                start_new_session=True,  # Ctrl+C at our terminal is for us
            )
        self._fil = Connection(ici.detach())

    def demander(self, demande: bytes) -> tuple[Literal["fait"] | Raison, Any]:
        """What it answers; « panne » without an exception when it died, « temps » when we killed it."""
        trop_tard = threading.Event()

        def abattre() -> None:
            trop_tard.set()
            self._processus.kill()

        garde = threading.Timer(DELAI_S, abattre)
        garde.daemon = True
        garde.start()
        try:
            self._fil.send_bytes(demande)
            reponse: Reponse = pickle.loads(self._fil.recv_bytes())  # noqa: S301 - of a process of ours
        except (EOFError, OSError):
            return ("temps" if trop_tard.is_set() else "panne"), None
        finally:
            garde.cancel()
        return reponse

    def fermer(self) -> None:
        self._fil.close()
        self._processus.kill()
        self._processus.wait()


_ouvrier: _Ouvrier | None = None
atexit.register(fermer)


def servir() -> None:
    """In the other process: answer until nobody asks."""
    _borner()
    with Connection(int(sys.argv[1])) as fil:
        while True:
            try:
                demande = fil.recv_bytes()
            except (EOFError, OSError):
                return
            fil.send_bytes(_repondre(demande))


def _borner() -> None:
    for quoi, limite in ((resource.RLIMIT_AS, MEMOIRE), (resource.RLIMIT_FSIZE, FICHIER), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(quoi, (limite, limite))
        except (OSError, ValueError):
            continue  # macOS knows no limit of addresses; the limit of time stays


def _repondre(demande: bytes) -> bytes:
    try:
        fonction, args, options = pickle.loads(demande)  # noqa: S301 - of the program that started us
        return pickle.dumps(("fait", fonction(*args, **options)))
    except MemoryError:
        return pickle.dumps(("memoire", None))
    except Exception as e:  # noqa: BLE001 - any fall is an answer
        try:
            return pickle.dumps(("panne", e))
        except Exception:  # noqa: BLE001 - some exceptions hold what cannot be sent
            return pickle.dumps(("panne", RuntimeError(repr(e))))
