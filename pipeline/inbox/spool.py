"""The inbox as a spool: what lies there, whether it is settled, a faithful copy of it. The source goes last."""

import os
from collections.abc import Iterable
from pathlib import Path

from pipeline.model.base import Frozen
from pipeline.system import Empreinte, copier, empreinte, synchroniser

from .gate import est_depot


class Prise(Frozen):
    """A file taken from the inbox: a synced copy of it, and how the source looked when it was copied."""

    fichier: str
    source: Path
    copie: Path
    sha256: str
    vue: Empreinte


def presents(inbox: Path) -> tuple[Path, ...]:
    """Everything that is a deposit, folders included, in a stable order; lock and temporary files are not."""
    return tuple(sorted(c for c in inbox.rglob("*") if _est_fichier(c) and est_depot(nom_de_depot(c, inbox))))


def _est_fichier(chemin: Path) -> bool:
    """A link is no folder, wherever it leads: it is never followed."""
    return chemin.is_symlink() or not chemin.is_dir()


def nom_de_depot(source: Path, inbox: Path) -> str:
    """The path under inbox/, as it can be kept and shown whatever bytes the name is made of."""
    return os.fsencode(source.relative_to(inbox).as_posix()).decode("utf-8", "replace")


def est_special(source: Path) -> bool:
    """There, but no regular file: a link, a pipe, a device. It is never opened."""
    return os.path.lexists(source) and empreinte(source) is None


def est_illisible(source: Path) -> bool:
    """There, and its rights keep us from reading it."""
    return source.exists() and not os.access(source, os.R_OK)


class Stabilite:
    """A file is settled when it looked the same for long enough. The clock is passed in (monotonic seconds)."""

    def __init__(self, duree: float) -> None:
        self.duree = duree
        self._vus: dict[Path, tuple[Empreinte, float]] = {}

    def regarder(self, fichiers: Iterable[Path], instant: float) -> tuple[Path, ...]:
        """Those that are settled now; the others are remembered for the next look."""
        prets = []
        vus: dict[Path, tuple[Empreinte, float]] = {}
        for fichier in fichiers:
            forme = empreinte(fichier)
            if forme is None:
                prets.append(fichier)  # a link or a special file never changes: it is refused as it is
                continue
            deja, depuis = self._vus.get(fichier, (None, instant))
            vus[fichier] = (forme, depuis if deja == forme else instant)
            if instant - vus[fichier][1] >= self.duree:
                prets.append(fichier)
        self._vus = vus
        return tuple(prets)


def prendre(source: Path, inbox: Path, depots: Path) -> Prise | None:
    """Copy into the store under the name of its content; None when it is no regular file or changed meanwhile.

    What is kept already stays as it is: it may have been cleaned of our marks since.
    """
    vue = empreinte(source)
    if vue is None:
        return None
    depots.mkdir(parents=True, exist_ok=True)
    provisoire = depots / f".{vue.inode}.tmp"
    try:
        sha = copier(source, provisoire)
        if sha is None:
            return None
        fichier = nom_de_depot(source, inbox)
        copie = depots / nom_de_copie(sha, fichier)
        if not copie.exists():
            provisoire.replace(copie)
    finally:
        provisoire.unlink(missing_ok=True)
    synchroniser(depots)
    return Prise(fichier=fichier, source=source, copie=copie, sha256=sha, vue=vue)


def nom_de_copie(sha256: str, fichier: str) -> str:
    """Known by its content, and by what its name says it is."""
    return f"{sha256}{Path(fichier).suffix.lower()}"


def rendre(prise: Prise, inbox: Path) -> bool:
    """Remove the source, last of all; False when someone wrote it again meanwhile: it is then a new deposit."""
    if empreinte(prise.source) != prise.vue:
        return False
    prise.source.unlink()
    synchroniser(prise.source.parent)
    retirer_dossiers_vides(prise.source.parent, inbox)
    return True


def retirer_dossiers_vides(dossier: Path, inbox: Path) -> None:
    """A folder that was dropped whole goes with its last file."""
    while dossier != inbox and not any(dossier.iterdir()):
        dossier.rmdir()
        dossier = dossier.parent
