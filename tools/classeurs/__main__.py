"""Writes templates/classeurs/*.xlsx, the same bytes each time."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from pipeline.workbooks import zipped

from .atelier import TEMPLATES
from .autour import compte_rendu, demande, formation, planning
from .grille import grille
from .jpn import jpn
from .pv import pv
from .session import session

MODELES: dict[str, Callable[[], Workbook]] = {
    "grille": grille,
    "pv": pv,
    "jpn": jpn,
    "session": session,
    "planning": planning,
    "formation-jury": formation,
    "compte-rendu": compte_rendu,
    "demande": demande,
}


def fabriquer(nom: str) -> bytes:
    sortie = BytesIO()
    MODELES[nom]().save(sortie)
    return zipped.figer(sortie.getvalue())


def main(dossier: Path = TEMPLATES / "classeurs") -> None:
    for nom in MODELES:
        (dossier / f"{nom}.xlsx").write_bytes(fabriquer(nom))


if __name__ == "__main__":
    main()
