"""Running an outside program in a test: bounded in time, with its whole family, its complaint shown."""

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path


def lancer(commande: Sequence[str | Path], delai_s: float = 120) -> str:
    """What the program wrote; an AssertionError with its complaint when it fails or is too slow."""
    processus = subprocess.Popen(
        [str(mot) for mot in commande],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    try:
        sortie, plainte = processus.communicate(timeout=delai_s)
    except subprocess.TimeoutExpired:
        os.killpg(processus.pid, signal.SIGKILL)
        processus.communicate()
        raise AssertionError(f"{commande[0]} n'a pas fini en {delai_s} s") from None
    if processus.returncode:
        raise AssertionError(f"{commande[0]} : code {processus.returncode} : {plainte[-2000:]}")
    return sortie
