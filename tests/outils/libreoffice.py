"""LibreOffice, as the people who fill and read our files may use it."""

import shutil
import tempfile
from pathlib import Path

from .programmes import absent, lancer

PAQUET = "LibreOffice (Debian : libreoffice-calc libreoffice-writer)"


def absence() -> str | None:
    return absent("soffice", PAQUET)


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
                PAQUET,
                delai_s,
            )
            cible = dossier / f"{source.stem}.{vers.partition(':')[0]}"
            (fait,) = Path(apart).iterdir()
            return Path(shutil.move(fait, cible))
