"""Writes templates/classeurs/*.xlsx, the same bytes each time."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from pipeline.workbooks import zipped

from .atelier import TEMPLATES
from .grille import grille
from .jpn import jpn
from .pv import pv

MODELES: dict[str, Callable[[], Workbook]] = {"grille": grille, "pv": pv, "jpn": jpn}


def fabriquer(nom: str) -> bytes:
    sortie = BytesIO()
    MODELES[nom]().save(sortie)
    return zipped.figer(sortie.getvalue())


def main(dossier: Path = TEMPLATES / "classeurs") -> None:
    for nom in MODELES:
        (dossier / f"{nom}.xlsx").write_bytes(fabriquer(nom))


if __name__ == "__main__":
    main()
