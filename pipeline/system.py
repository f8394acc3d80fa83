"""What depends on the operating system: links, special files, syncs, locks. Nothing else does."""

import errno
import hashlib
import os
import stat
from pathlib import Path

from pipeline.errors import DisqueError
from pipeline.model.base import Frozen

TRANCHE = 1 << 20  # bytes read at a time
POUR_SOI = 0o700  # what is kept tells who stands behind each number: its owner alone opens it (K18)
SANS_DATE = 315_576_000  # 1980-01-01 at noon: the first day that a zip can tell

_POURQUOI = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place qui vous est accordée est épuisée",
    errno.EROFS: "le disque est en lecture seule",
    errno.EIO: "le disque ne répond pas",
    errno.ESTALE: "le dossier partagé ne répond plus",
    errno.EACCES: "vos droits ne le permettent pas",
    errno.EPERM: "vos droits ne le permettent pas",
    errno.ENOENT: "ce dossier ou ce fichier n’existe pas",
    errno.EEXIST: "un fichier porte déjà ce nom",
    errno.ENOTDIR: "un fichier se trouve là où un dossier est attendu",
    errno.EISDIR: "un dossier se trouve là où un fichier est attendu",
    errno.ENAMETOOLONG: "ce nom est trop long",
}
_SANS_CHEMIN = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ESTALE}  # said while writing, of no path


def disque(e: OSError) -> DisqueError | None:
    """What the system refused, for a person; None when it tells of no disk and no path: a bug of ours."""
    if e.filename is None and e.errno not in _SANS_CHEMIN:
        return None
    pourquoi = _POURQUOI.get(e.errno or 0, "ce chemin ne peut pas être lu ou écrit")
    message = f"« {e.filename} » : {pourquoi}." if e.filename else f"{pourquoi[0].upper()}{pourquoi[1:]}."
    return DisqueError(message, "Vérifiez ce chemin, la place libre et vos droits, puis recommencez.")


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
        reste = reste[os.write(descripteur, reste) :]


def ecrire(cible: Path, octets: bytes) -> None:
    """Write aside in the same folder, read back, sync, rename whole: a reader never sees half a file.

    What a killed run left aside is written over by the run that finishes its work.
    """
    provisoire = cible.with_name(f".{cible.name}.tmp")
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


def antidater(cible: Path) -> None:
    """The day when files were made would tell which dossiers came last (K18): all bear the same."""
    os.utime(cible, (SANS_DATE, SANS_DATE))


def ecrire_pour_soi(cible: Path, octets: bytes) -> None:
    """For its owner alone, and never over what is there already."""
    descripteur = os.open(cible, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _ecrire(descripteur, octets)
        os.fsync(descripteur)
    finally:
        os.close(descripteur)


def synchroniser(dossier: Path) -> None:
    descripteur = os.open(dossier, os.O_RDONLY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)
