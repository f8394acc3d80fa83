"""What depends on the operating system: links, special files, syncs, locks. Nothing else does."""

import errno
import hashlib
import os
import stat
from pathlib import Path

from pipeline.errors import DisqueError
from pipeline.model.base import Frozen

TRANCHE = 1 << 20  # bytes read at a time


class Empreinte(Frozen):
    """Enough to see that a file changed without reading it."""

    taille: int
    mtime_ns: int
    inode: int


def empreinte(chemin: Path) -> Empreinte | None:
    """None when it is gone, or is no regular file (a link, a pipe, a device)."""
    try:
        etat = chemin.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(etat.st_mode):
        return None
    return Empreinte(taille=etat.st_size, mtime_ns=etat.st_mtime_ns, inode=etat.st_ino)


def copier(source: Path, cible: Path) -> str | None:
    """Copy without following links, hashing on the way; None when the source changed meanwhile. The copy is synced."""
    avant = empreinte(source)
    if avant is None:
        return None
    hachage = hashlib.sha256()
    try:
        entree = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    try:
        sortie = os.open(cible, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            while bloc := os.read(entree, TRANCHE):
                hachage.update(bloc)
                _ecrire(sortie, bloc)
            os.fsync(sortie)
        finally:
            os.close(sortie)
    finally:
        os.close(entree)
    return hachage.hexdigest() if empreinte(source) == avant else None


def _ecrire(descripteur: int, octets: bytes) -> None:
    reste = memoryview(octets)
    while reste:
        try:
            reste = reste[os.write(descripteur, reste) :]
        except OSError as e:
            if e.errno == errno.ENOSPC:
                raise DisqueError("Le disque est plein.", "Libérez de la place, puis relancez : cqp traiter") from e
            raise


def ecrire(cible: Path, octets: bytes) -> None:
    """Write aside in the same folder, read back, sync, rename whole: a reader never sees half a file."""
    provisoire = cible.with_name(f".{cible.name}.{os.getpid()}.tmp")
    try:
        descripteur = os.open(provisoire, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            _ecrire(descripteur, octets)
            os.fsync(descripteur)
        finally:
            os.close(descripteur)
        if provisoire.read_bytes() != octets:
            raise DisqueError(f"« {cible.name} » n'a pas été écrit fidèlement.", "Vérifiez l'état du disque.")
        provisoire.replace(cible)
    finally:
        provisoire.unlink(missing_ok=True)
    synchroniser(cible.parent)


def synchroniser(dossier: Path) -> None:
    descripteur = os.open(dossier, os.O_RDONLY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)
