"""One pass at a time: a lock that the system itself releases when its holder dies. All that is `fcntl` is here."""

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from pipeline.errors import DisqueError


@contextmanager
def verrouiller(fichier: Path, quoi: str, le: datetime) -> Iterator[None]:
    """Hold the lock for the time of the block; `quoi` and `le` tell the next comer what runs, since when."""
    try:
        fichier.parent.mkdir(parents=True, exist_ok=True)
        porte = fichier.open("a+", encoding="utf-8")
    except OSError as e:
        raise DisqueError(
            f"Le verrou « {fichier} » ne peut pas être posé.", "Rendez son dossier accessible en écriture."
        ) from e
    with porte:
        try:
            fcntl.lockf(porte, fcntl.LOCK_EX | fcntl.LOCK_NB)  # not flock: a worker that outlives us would hold it
        except (BlockingIOError, PermissionError) as e:
            porte.seek(0)
            raise DisqueError(
                f"Un autre traitement est en cours : {porte.read().strip() or 'il vient de commencer'}.",
                "Attendez qu'il ait fini, ou arrêtez-le, puis recommencez.",
            ) from e
        porte.truncate(0)
        porte.write(f"{quoi}, depuis le {le:%d/%m/%Y à %H:%M}, processus {os.getpid()} sur {socket.gethostname()}")
        porte.flush()
        try:
            yield
        finally:
            porte.truncate(0)
