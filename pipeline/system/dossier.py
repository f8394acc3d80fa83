"""A folder held open: what is done below goes through it, and a link that takes its place leads nowhere (openat).

Who may write on the share may not write on the machine: no link is followed, no name of ours can be guessed.
"""

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline.errors import DisqueError

_DOSSIER = os.O_RDONLY | os.O_DIRECTORY
_LECTURE = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW
_NEUF = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
_PROVISOIRE = re.compile(r"\.cqp-(\d{1,10})-[0-9a-f]{32}\.tmp", re.ASCII)


class LienError(DisqueError):
    """A link stands where a folder of ours should be."""

    def __init__(self, chemin: Path) -> None:
        super().__init__(
            f"« {chemin} » est un lien (un raccourci) : rien n’y est écrit, lu ni effacé.",
            "Remplacez-le par un vrai dossier du même nom, puis recommencez. Pour travailler sur un autre disque, "
            "placez-y l’espace de travail entier, ou montez-y ce dossier.",
        )


def _attendre_un_dossier(e: OSError, etat: os.stat_result | None, chemin: Path) -> OSError | LienError:
    """Why no folder could be opened there; the system says the same of a link and of a file."""
    if etat is not None and stat.S_ISLNK(etat.st_mode):
        return LienError(chemin)
    return OSError(e.errno, e.strerror, str(chemin))


class Dossier:
    """`chemin` only serves to say where we are."""

    def __init__(self, descripteur: int, chemin: Path) -> None:
        self.descripteur = descripteur
        self.chemin = chemin

    @classmethod
    def ouvrir(cls, chemin: Path, *, suivre: bool = False) -> Self:
        """`suivre`: the way there is that of who runs the program, links included (`-o`, the workspace itself)."""
        try:
            return cls(os.open(chemin, _DOSSIER if suivre else _DOSSIER | os.O_NOFOLLOW), chemin)
        except OSError as e:
            raise _attendre_un_dossier(e, None if suivre else _etat(chemin.name, chemin.parent), chemin) from e

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _t: type[BaseException] | None, _e: BaseException | None, _b: TracebackType | None) -> None:
        os.close(self.descripteur)

    def entrer(self, nom: str, *, creer: bool = False) -> "Dossier":
        if creer:
            try:
                os.mkdir(nom, dir_fd=self.descripteur)
            except FileExistsError:
                pass
            except OSError as e:
                raise self._dire(e, nom) from e
        try:
            ouvert = os.open(nom, _DOSSIER | os.O_NOFOLLOW, dir_fd=self.descripteur)
        except OSError as e:
            raise _attendre_un_dossier(e, self.etat(nom), self.chemin / nom) from e
        return Dossier(ouvert, self.chemin / nom)

    def descendre(self, noms: Iterable[str], *, creer: bool = False) -> "Dossier":
        """Down from folder to folder; the caller closes the last one, and still has this one."""
        ici = Dossier(os.dup(self.descripteur), self.chemin)
        for nom in noms:
            with ici:
                ici = ici.entrer(nom, creer=creer)
        return ici

    def etat(self, nom: str) -> os.stat_result | None:
        """Of the entry itself, be it a link; None when there is none."""
        return _etat(nom, self.descripteur)

    def noms(self) -> list[str]:
        with os.scandir(self.descripteur) as entrees:
            return sorted(entree.name for entree in entrees)

    def lire(self, nom: str) -> int | None:
        """A descriptor on a regular file, to be read; None when it is none, or is gone."""
        vu = self.etat(nom)
        if vu is None or not stat.S_ISREG(vu.st_mode):
            return None
        try:
            ouvert = os.open(nom, _LECTURE, dir_fd=self.descripteur)
        except OSError as e:
            if e.errno in {errno.ENOENT, errno.ELOOP}:
                return None
            raise self._dire(e, nom) from e
        if not os.path.samestat(vu, os.fstat(ouvert)):
            os.close(ouvert)
            return None
        return ouvert

    def octets(self, nom: str) -> bytes | None:
        descripteur = self.lire(nom)
        if descripteur is None:
            return None
        with os.fdopen(descripteur, "rb") as flux:
            return flux.read()

    def neuf(self, nom: str, droits: int) -> int:
        """A descriptor on a file that did not exist, to be written."""
        try:
            return os.open(nom, _NEUF, droits, dir_fd=self.descripteur)
        except OSError as e:
            raise self._dire(e, nom) from e

    def provisoire(self) -> str:
        """A name that nobody guesses; what a killed run left under such a name goes."""
        for nom in self.noms():
            trouve = _PROVISOIRE.fullmatch(nom)
            if trouve and not _vit(int(trouve[1])):
                self.retirer(nom)
        return f".cqp-{os.getpid()}-{secrets.token_hex(16)}.tmp"

    def mettre(self, provisoire: str, nom: str) -> None:
        """What was written aside takes its name: a reader sees it whole, or what was there before."""
        try:
            os.replace(provisoire, nom, src_dir_fd=self.descripteur, dst_dir_fd=self.descripteur)
        except OSError as e:
            raise self._dire(e, nom) from e

    def retirer(self, nom: str) -> None:
        """The entry itself, be it a link; nothing to do when it is gone already."""
        try:
            os.unlink(nom, dir_fd=self.descripteur)
        except FileNotFoundError:
            pass
        except OSError as e:
            raise self._dire(e, nom) from e

    def retirer_dossier(self, nom: str) -> bool:
        """Only when it is empty."""
        try:
            os.rmdir(nom, dir_fd=self.descripteur)
        except OSError:
            return False
        return True

    def deplacer(self, nom: str, vers: "Dossier", sous: str) -> None:
        """To another folder of the same disk, never over what is there."""
        if vers.etat(sous) is not None:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(vers.chemin / sous))
        try:
            os.rename(nom, sous, src_dir_fd=self.descripteur, dst_dir_fd=vers.descripteur)
        except OSError as e:
            raise self._dire(e, nom) from e

    def dater(self, nom: str, quand: int) -> None:
        os.utime(nom, (quand, quand), dir_fd=self.descripteur, follow_symlinks=False)

    def synchroniser(self) -> None:
        os.fsync(self.descripteur)

    def place(self) -> int:
        """Bytes left on its disk for who runs the program."""
        disque = os.fstatvfs(self.descripteur)
        return disque.f_bavail * disque.f_frsize

    def _dire(self, e: OSError, nom: str) -> OSError:
        """The same fault, of the whole path: the system only knew the last name."""
        return OSError(e.errno, e.strerror, str(self.chemin / nom))


def _etat(nom: str, ou: int | Path) -> os.stat_result | None:
    try:
        if isinstance(ou, Path):
            return (ou / nom).lstat()
        return os.stat(nom, dir_fd=ou, follow_symlinks=False)
    except FileNotFoundError:
        return None


def _vit(processus: int) -> bool:
    """Another run that writes now, on this machine; the lock of a workspace keeps the others out, and each is alone."""
    if processus == os.getpid():
        return False
    try:
        os.kill(processus, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
