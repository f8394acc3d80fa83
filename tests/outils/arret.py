"""`python -m tests.outils.arret N mots…`: runs `cqp mots…` and kills itself, as kill -9 does, at its Nth moment.

A moment is what a crash could split: just before a sync to the disk or a commit of the register. With 0 nothing is
killed, and the last line of stderr is how many moments there were.
"""

import os
import signal
import sys

from sqlalchemy import event
from sqlalchemy.engine import Engine

from pipeline.cli import main


class Compteur:
    def __init__(self, fatal: int) -> None:
        self.fatal = fatal
        self.passes = 0

    def __call__(self, *_: object) -> None:
        self.passes += 1
        if self.passes == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)


def lancer(fatal: int, mots: list[str]) -> None:
    compteur, synchroniser = Compteur(fatal), os.fsync

    def fsync(descripteur: int) -> None:
        compteur()
        synchroniser(descripteur)

    os.fsync = fsync  # type: ignore[assignment] # the engine gives it descriptors only
    event.listen(Engine, "commit", compteur)
    try:
        main(mots, prog_name="cqp")
    finally:
        print(compteur.passes, file=sys.stderr)  # noqa: T201 - the answer of this little program


if __name__ == "__main__":
    lancer(int(sys.argv[1]), sys.argv[2:])
