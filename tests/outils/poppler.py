"""Poppler: another reader of our PDFs than the libraries that the program uses."""

from pathlib import Path

from .programmes import absent, lancer

PAQUET = "poppler (Debian : poppler-utils)"


def absence() -> str | None:
    return absent("pdftotext", PAQUET)


def texte(pdf: Path) -> str:
    return lancer(["pdftotext", "-enc", "UTF-8", "-nopgbrk", pdf, "-"], PAQUET)


def texte_brut(pdf: Path) -> str:
    """In the order in which the page was set."""
    return lancer(["pdftotext", "-raw", "-nopgbrk", pdf, "-"], PAQUET)


def informations(pdf: Path) -> dict[str, str]:
    """What `pdfinfo` says: Title, Pages, Page size, Tagged…"""
    lignes = (ligne.partition(":") for ligne in lancer(["pdfinfo", pdf], PAQUET).splitlines())
    return {nom.strip(): valeur.strip() for nom, _, valeur in lignes}


def images(pdf: Path, dossier: Path, ppp: int = 60, hauteur: int = 0) -> tuple[Path, ...]:
    """One PNG a page, in order; `ppp` is in dots per inch, `hauteur` in dots from the top (0: the whole page)."""
    lancer(["pdftoppm", "-png", "-r", str(ppp), "-H", str(hauteur), pdf, dossier / pdf.stem], PAQUET)
    return tuple(sorted(dossier.glob(f"{pdf.stem}-*.png")))
