"""The inbox as a spool: what lies there, whether it is settled, a faithful copy of it. The source goes last.

Each look goes from inbox/ down without following a link: a folder swapped for one between two looks leads nowhere.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, TypeAlias

from pipeline.model.base import Frozen
from pipeline.model.nom import couper, nom_dicible
from pipeline.system import Dossier, Empreinte, LienError, copier, empreinte

from .gate import est_depot

PROFONDEUR_MAX = 32  # folders within folders
NOM_MAX = 255  # bytes, on every file system of today
MARGE = 2  # what a copy may take of the place left: the register and the papers come after it

Nature: TypeAlias = Literal["fichier", "special", "dossier", "absent"]


class Prise(Frozen):
    """A file taken from the inbox: a synced copy of it, and how the source looked when it was copied."""

    fichier: str
    source: Path
    copie: Path
    sha256: str
    vue: Empreinte


def presents(inbox: Path) -> tuple[Path, ...]:
    """Everything that is a deposit, folders included, in a stable order; lock and temporary files are not.

    A folder that cannot be looked into, or that lies too deep, stands there itself: someone has to be told.
    """
    with Dossier.ouvrir(inbox) as dossier:
        trouves = list(_contenu(dossier, 0))
    return tuple(sorted(c for c in trouves if est_depot(nom_de_depot(c, inbox))))


def _contenu(dossier: Dossier, profondeur: int) -> Iterator[Path]:
    for nom in dossier.noms():
        chemin, etat = dossier.chemin / nom, dossier.etat(nom)
        if etat is None:
            continue
        if not stat.S_ISDIR(etat.st_mode):
            yield chemin
            continue
        if profondeur >= PROFONDEUR_MAX:
            yield chemin
            continue
        try:
            with dossier.entrer(nom) as dedans:
                yield from _contenu(dedans, profondeur + 1)
        except (LienError, FileNotFoundError):
            continue  # it changed under our eyes: the next look sees what it is now
        except OSError:
            yield chemin


def nom_de_depot(source: Path, inbox: Path) -> str:
    """The path under inbox/, as it can be kept and shown whatever bytes the name is made of."""
    return nom_dicible(os.fsencode(source.relative_to(inbox).as_posix()).decode("utf-8", "replace"))


def _parent(source: Path, inbox: Path) -> Dossier:
    with Dossier.ouvrir(inbox) as dossier:
        return dossier.descendre(source.relative_to(inbox).parts[:-1])


def etat(source: Path, inbox: Path) -> os.stat_result | None:
    """None when it is gone, or when the way there leads through a link now."""
    try:
        with _parent(source, inbox) as dossier:
            return dossier.etat(source.name)
    except (LienError, FileNotFoundError, NotADirectoryError):
        return None


def nature(source: Path, inbox: Path) -> Nature:
    """A link, a pipe or a device is special: it is never opened."""
    vu = etat(source, inbox)
    if vu is None:
        return "absent"
    if stat.S_ISDIR(vu.st_mode):
        return "dossier"
    return "fichier" if stat.S_ISREG(vu.st_mode) else "special"


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
            forme = _forme(fichier)
            if forme is None:
                prets.append(fichier)  # a link or a special file never changes: it is refused as it is
                continue
            deja, depuis = self._vus.get(fichier, (None, instant))
            vus[fichier] = (forme, depuis if deja == forme else instant)
            if instant - vus[fichier][1] >= self.duree:
                prets.append(fichier)
        self._vus = vus
        return tuple(prets)


def _forme(fichier: Path) -> Empreinte | None:
    try:
        return empreinte(fichier.lstat())
    except OSError:
        return None


def prendre(source: Path, inbox: Path, depots: Path) -> Prise | None:
    """Copy into the store under the name of its content; None when it is no regular file or changed meanwhile.

    What is kept already stays as it is: it may have been cleaned of our marks since.
    """
    try:
        with _parent(source, inbox) as dossier:
            entree = dossier.lire(source.name)
            if entree is None:
                return None
            try:
                return _copier(entree, dossier, source, inbox, depots)
            finally:
                os.close(entree)
    except (LienError, FileNotFoundError, NotADirectoryError):
        return None


def _copier(entree: int, dossier: Dossier, source: Path, inbox: Path, depots: Path) -> Prise | None:
    vue = empreinte(os.fstat(entree))
    fichier = nom_de_depot(source, inbox)
    depots.parent.mkdir(parents=True, exist_ok=True)
    with Dossier.ouvrir(depots.parent) as archives, archives.entrer(depots.name, creer=True) as magasin:
        if vue is None or vue.taille * MARGE > magasin.place():
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(source))
        provisoire = magasin.provisoire()
        try:
            sortie = magasin.neuf(provisoire, 0o600)
            try:
                sha = copier(entree, sortie)
            finally:
                os.close(sortie)
            if empreinte(dossier.etat(source.name)) != vue:
                return None
            nom = nom_de_copie(sha, fichier)
            if magasin.etat(nom) is None:
                magasin.mettre(provisoire, nom)
        finally:
            magasin.retirer(provisoire)
        magasin.synchroniser()
    return Prise(fichier=fichier, source=source, copie=depots / nom, sha256=sha, vue=vue)


def nom_de_copie(sha256: str, fichier: str) -> str:
    """Known by its content, and by what its name says it is."""
    return sha256 + couper(Path(fichier).suffix.lower(), NOM_MAX - len(sha256))


def rendre(prise: Prise, inbox: Path) -> bool:
    """Remove the source, last of all; False when someone wrote it again meanwhile: it is then a new deposit."""
    try:
        with _parent(prise.source, inbox) as dossier:
            if empreinte(dossier.etat(prise.source.name)) != prise.vue:
                return False
            dossier.retirer(prise.source.name)
            dossier.synchroniser()
    except (LienError, FileNotFoundError, NotADirectoryError):
        return False
    retirer_dossiers_vides(prise.source, inbox)
    return True


def ecarter(source: Path, inbox: Path) -> bool:
    """Remove a link or a special file, unopened."""
    with _parent(source, inbox) as dossier:
        vu = dossier.etat(source.name)
        if vu is None or stat.S_ISREG(vu.st_mode) or stat.S_ISDIR(vu.st_mode):
            return False
        dossier.retirer(source.name)
        dossier.synchroniser()
    retirer_dossiers_vides(source, inbox)
    return True


def deplacer(source: Path, inbox: Path, vers: Dossier, nom: str) -> None:
    """Give a file back to people as it is, uncopied."""
    with _parent(source, inbox) as dossier:
        dossier.deplacer(source.name, vers, nom)
        vers.synchroniser()
        dossier.synchroniser()
    retirer_dossiers_vides(source, inbox)


def retirer_dossiers_vides(source: Path, inbox: Path) -> None:
    """A folder that was dropped whole goes with its last file."""
    for dossier in source.relative_to(inbox).parents:
        if dossier.name:
            try:
                with _parent(inbox / dossier, inbox) as parent:
                    if not parent.retirer_dossier(dossier.name):
                        return
            except (LienError, OSError):
                return
