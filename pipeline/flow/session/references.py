"""The reference documents of a kit (G-128): those of the workspace's folder, and those that nobody put there yet."""

import tomllib
from pathlib import Path

from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import plier
from pipeline.settings import Espace, ressource

LISTE = "documents-de-reference.toml"


def _attendus(espace: Espace, referentiel: Referentiel) -> dict[str, str]:
    """How the name of each file begins, and what it is."""
    brut = tomllib.loads(ressource(espace.templates, LISTE).read_text("utf-8"))
    valeurs = {"code": referentiel.code, "version": referentiel.version}
    return {debut.format(**valeurs): libelle.format(**valeurs) for debut, libelle in brut["documents"].items()}


def _trouves(espace: Espace, debut: str) -> tuple[Path, ...]:
    if not espace.reference.is_dir():
        return ()
    fichiers = sorted(f for f in espace.reference.iterdir() if f.is_file() and not f.is_symlink())
    return tuple(f for f in fichiers if plier(f.stem).startswith(plier(debut)) and not f.name.startswith(("~$", ".")))


def presentes(espace: Espace, referentiel: Referentiel) -> tuple[Path, ...]:
    trouves = (f for debut in _attendus(espace, referentiel) for f in _trouves(espace, debut))
    return tuple(dict.fromkeys(trouves))  # one name may begin like two of them


def manquantes(espace: Espace, referentiel: Referentiel) -> tuple[str, ...]:
    attendus = _attendus(espace, referentiel)
    return tuple(f"{libelle} ({debut}.pdf)" for debut, libelle in attendus.items() if not _trouves(espace, debut))
