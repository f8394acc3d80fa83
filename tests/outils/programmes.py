"""Running an outside program in a test: bounded in time, with its whole family, its complaint shown."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest


def exiger(absence: str | None) -> None:
    """Skip with the reason; where everything was installed for us (`.ci/run`), a skip would hide a fault."""
    if absence is None:
        return
    if os.environ.get("CQP_OUTILS") == "exiges":
        pytest.fail(absence)
    pytest.skip(absence)


def absent(programme: str, paquet: str) -> str | None:
    """Why a test cannot run here; `paquet`: Debian's name of what holds the program."""
    return None if shutil.which(programme) else f"il manque {paquet}"


def lancer(commande: Sequence[str | Path], paquet: str, delai_s: float = 120) -> str:
    """What the program wrote; an AssertionError with its complaint when it fails or is too slow.

    The only door to an outside program: where it is not installed, the test is skipped and says so.
    """
    exiger(absent(str(commande[0]), paquet))
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
