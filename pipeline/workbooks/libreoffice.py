"""LibreOffice as a hostile guest: a profile of its own, a deadline, its whole family killed, proof that a file came."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from pipeline.errors import ProgrammeError

DELAI_S = 120


def present() -> bool:
    return shutil.which("soffice") is not None


def en_xlsx(source: Path) -> bytes:
    """The .xlsx that LibreOffice makes of a spreadsheet of its own."""
    with tempfile.TemporaryDirectory(prefix="cqp-ods-") as dossier:
        apart = Path(dossier)
        copie = Path(shutil.copyfile(source, apart / "classeur.ods"))
        _lancer(
            [
                *("soffice", f"-env:UserInstallation={(apart / 'profil').as_uri()}", "--headless", "--norestore"),
                *("--convert-to", "xlsx", "--outdir", str(apart / "fait"), str(copie)),
            ]
        )
        fait = apart / "fait" / "classeur.xlsx"
        if not fait.is_file():
            raise ProgrammeError(
                "LibreOffice n’a pas pu convertir un classeur .ods.",
                "Ouvrez-le, enregistrez-le au format .xlsx et redéposez-le.",
            )
        return fait.read_bytes()


def _lancer(commande: list[str]) -> None:
    processus = subprocess.Popen(  # noqa: S603 - our own words, and a path of our own making
        commande,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        processus.wait(timeout=DELAI_S)
    except subprocess.TimeoutExpired as e:
        os.killpg(processus.pid, signal.SIGKILL)
        processus.wait()
        raise ProgrammeError(
            f"LibreOffice n’a pas fini de convertir un classeur .ods en {DELAI_S} secondes.",
            "Vérifiez que la machine n’est pas surchargée, puis relancez : cqp traiter",
        ) from e
