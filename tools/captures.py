"""Pictures of each document and workbook for docs/, from the demo workspace: `make captures`."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.outils import libreoffice, poppler

RACINE = Path(__file__).parents[1]
DEMO = RACINE / "demo"
IMAGES = RACINE / "docs" / "images"
PPP = 72  # dots per inch: an A4 page is 595 dots wide
HAUTEURS = {"classeur-suivi": 220, "classeur-a-corriger": 220}  # dots: short lists, the rest of the page is white
PAGES = {"classeur-jpn": 1}  # the page that shows most, when it is not the first
CLASSEURS = {
    "grille": ["--referentiel", "GC", "--bloc", "B1"],
    "pv": ["--referentiel", "GC"],
    "session": ["--referentiel", "GC"],
}
MONTRES = {  # the documents that a page of docs/ shows
    *("proces-verbal", "dossier-certification", "notification-candidat", "notification-employeur"),
    *("parchemin", "recapitulatif-ccp", "convocation-candidat", "planning"),
    *("ordre-du-jour-jpn", "dossier-anonyme", "proces-verbal-jpn"),
}


def _cqp(*arguments: str) -> str:
    commande = [sys.executable, "-m", "pipeline", "--espace", str(DEMO), *arguments]
    return subprocess.run(commande, check=True, capture_output=True, encoding="utf-8").stdout  # noqa: S603 — our own command


def _etat() -> dict[str, Any]:
    etat: dict[str, Any] = json.loads(_cqp("etat", "--json"))
    return etat


def documents() -> Iterator[tuple[str, Path]]:
    """The first document of each type, as the register lists them."""
    vus: set[str] = set()
    for document in _etat()["documents"]:
        if document["type"] in MONTRES - vus and document["etat"] == "publie":
            vus.add(document["type"])
            yield document["type"], DEMO / document["pdf"]


def classeurs(dossier: Path) -> Iterator[tuple[str, Path]]:
    """Blank ones, the follow-up, that of the last jury paritaire, the heaviest of those that wait to be corrected."""
    for genre, options in CLASSEURS.items():
        fichier = dossier / f"{genre}.xlsx"
        _cqp("classeur", genre, *options, "-o", str(fichier))
        yield f"classeur-{genre}", fichier
    yield "classeur-jpn", max((DEMO / "outbox" / "jpn").rglob("*.xlsx"))
    yield "classeur-suivi", DEMO / "outbox" / "institut" / "suivi.xlsx"
    rendus = (DEMO / "outbox" / "institut" / "a-corriger").glob("*à corriger*.xlsx")
    yield "classeur-a-corriger", max(rendus, key=lambda f: f.stat().st_size)


def _une_page(nom: str, pdf: Path, dossier: Path) -> None:
    apart = dossier / nom
    apart.mkdir()
    images = poppler.images(pdf, apart, PPP, HAUTEURS.get(nom, 0))
    shutil.move(images[PAGES.get(nom, 0)], IMAGES / f"{nom}.png")


def main() -> None:
    manque = libreoffice.absence() or poppler.absence()
    if manque:
        sys.exit(f"Les images ne peuvent pas être faites ici : {manque}.")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as nom_du_dossier:
        dossier = Path(nom_du_dossier)
        bureau = libreoffice.LibreOffice(dossier / "profil")
        for nom, pdf in documents():
            _une_page(nom, pdf, dossier)
        for nom, classeur in classeurs(dossier):
            _une_page(nom, bureau.convertir(classeur, "pdf", dossier), dossier)


if __name__ == "__main__":
    main()
