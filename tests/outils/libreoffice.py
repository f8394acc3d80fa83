"""LibreOffice, as the people who fill and read our files may use it."""

import shutil
import tempfile
from pathlib import Path

from .programmes import lancer


def absence() -> str | None:
    return None if shutil.which("soffice") else "il manque LibreOffice (Debian : libreoffice-calc libreoffice-writer)"


class LibreOffice:
    """One private profile, so that neither another test nor a person's own LibreOffice is in the way."""

    def __init__(self, profil: Path) -> None:
        self.profil = profil

    def convertir(self, source: Path, vers: str, dossier: Path, delai_s: float = 120) -> Path:
        """`source` saved as `vers` ("xlsx", "ods", "pdf"…) in `dossier`; soffice may make no file and say nothing."""
        with tempfile.TemporaryDirectory(dir=dossier) as apart:
            lancer(
                [
                    "soffice",
                    f"-env:UserInstallation={self.profil.as_uri()}",
                    "--headless",
                    "--norestore",
                    "--convert-to",
                    vers,
                    "--outdir",
                    apart,
                    source,
                ],
                delai_s,
            )
            cible = dossier / f"{source.stem}.{vers.partition(':')[0]}"
            (fait,) = Path(apart).iterdir()
            return Path(shutil.move(fait, cible))
