"""The reference documents of a kit (G-128): those of the workspace's folder, and those that nobody put there yet."""

from collections.abc import Mapping
from pathlib import Path

from pipeline import tables
from pipeline.errors import ConfigurationError
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import plier
from pipeline.settings import Espace, ressource
from pipeline.texts import remplir

LISTE = "documents-de-reference.toml"


def _attendus(espace: Espace, referentiel: Referentiel) -> dict[str, str]:
    """How the name of each file begins, and what it is."""
    documents = tables.lire(ressource(espace.templates, LISTE)).get("documents")
    if not isinstance(documents, Mapping):
        raise ConfigurationError(
            f"templates/{LISTE} n’a pas de partie [documents].",
            "Rétablissez-la, ou effacez votre copie pour revenir à l’originale.",
        )
    valeurs = {"code": referentiel.code, "version": referentiel.version}
    return {remplir(debut, valeurs): remplir(str(libelle), valeurs) for debut, libelle in documents.items()}


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
