"""Poppler: another reader of our PDFs than the libraries that the program uses."""

import shutil
from pathlib import Path

from .programmes import lancer


def absence() -> str | None:
    return None if shutil.which("pdftotext") and shutil.which("pdftoppm") else "il manque poppler (poppler-utils)"


def texte(pdf: Path) -> str:
    return lancer(["pdftotext", "-enc", "UTF-8", "-nopgbrk", pdf, "-"])


def informations(pdf: Path) -> dict[str, str]:
    """What `pdfinfo` says: Title, Pages, Page size, Tagged…"""
    lignes = (ligne.partition(":") for ligne in lancer(["pdfinfo", pdf]).splitlines())
    return {nom.strip(): valeur.strip() for nom, _, valeur in lignes}


def images(pdf: Path, dossier: Path, ppp: int = 60, hauteur: int = 0) -> tuple[Path, ...]:
    """One PNG a page, in order; `ppp` is in dots per inch, `hauteur` in dots from the top (0: the whole page)."""
    lancer(["pdftoppm", "-png", "-r", str(ppp), "-H", str(hauteur), pdf, dossier / pdf.stem])
    return tuple(sorted(dossier.glob(f"{pdf.stem}-*.png")))
