"""What depends on the operating system, and it is POSIX: links, special files, syncs, folders held open, limits.

Nothing else does, but the lock (`register/verrou.py`).
"""

import errno
import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from pipeline.errors import DisqueError
from pipeline.model.base import Frozen

from .dossier import Dossier, LienError

__all__ = [
    "Dossier",
    "Empreinte",
    "LienError",
    "antidater",
    "copier",
    "disque",
    "ecrire",
    "ecrire_dans",
    "ecrire_pour_soi",
    "empreinte",
    "exiger_des_dossiers",
    "pourquoi",
]

TRANCHE = 1 << 20  # bytes read at a time
POUR_SOI = 0o700  # what is kept tells who stands behind each number: its owner alone opens it (K18)
SANS_DATE = 315_576_000  # 1980-01-01 at noon: the first day that a zip can tell

_POURQUOI = {
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place qui vous est accordée est épuisée",
    errno.EROFS: "le disque est en lecture seule",
    errno.EBUSY: "il est ouvert par un autre programme",
    errno.ETXTBSY: "il est ouvert par un autre programme",
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


def pourquoi(e: OSError) -> str:
    """What the system refused, in a few words of a sentence."""
    return _POURQUOI.get(e.errno or 0, "ce chemin ne peut pas être lu ou écrit")


def disque(e: OSError) -> DisqueError | None:
    """What the system refused, for a person; None when it tells of no disk and no path: a bug of ours."""
    if e.filename is None and e.errno not in _SANS_CHEMIN:
        return None
    dit = pourquoi(e)
    message = f"« {e.filename} » : {dit}." if e.filename else f"{dit[0].upper()}{dit[1:]}."
    return DisqueError(message, "Vérifiez ce chemin, la place libre et vos droits, puis recommencez.")


def exiger_des_dossiers(racine: Path, chemins: Iterable[str]) -> None:
    """What is there of these folders is no link (`LienError`); what is not there yet is nobody's fault."""
    with Dossier.ouvrir(racine, suivre=True) as ouverte:
        for chemin in chemins:
            try:
                with ouverte.descendre(PurePosixPath(chemin).parts):
                    pass
            except FileNotFoundError:
                continue


class Empreinte(Frozen):
    """Enough to see that a file changed without reading it."""

    taille: int
    mtime_ns: int
    inode: int


def empreinte(etat: os.stat_result | None) -> Empreinte | None:
    """None when it is gone, or is no regular file (a link, a pipe, a device)."""
    if etat is None or not stat.S_ISREG(etat.st_mode):
        return None
    return Empreinte(taille=etat.st_size, mtime_ns=etat.st_mtime_ns, inode=etat.st_ino)


def copier(entree: int, sortie: int) -> str:
    """From one open file to another, hashing on the way; the copy is synced."""
    hachage = hashlib.sha256()
    while bloc := os.read(entree, TRANCHE):
        hachage.update(bloc)
        _ecrire(sortie, bloc)
    os.fsync(sortie)
    return hachage.hexdigest()


def _ecrire(descripteur: int, octets: bytes) -> None:
    reste = memoryview(octets)
    while reste:
        reste = reste[os.write(descripteur, reste) :]


def ecrire(cible: Path, octets: bytes) -> None:
    """The way to the folder is that of who runs the program."""
    with Dossier.ouvrir(cible.parent, suivre=True) as dossier:
        ecrire_dans(dossier, cible.name, octets)


def ecrire_dans(dossier: Dossier, nom: str, octets: bytes, droits: int = 0o644) -> None:
    """Write aside in the same folder, read back, sync, rename whole: a reader never sees half a file."""
    provisoire = dossier.provisoire()
    try:
        descripteur = dossier.neuf(provisoire, droits)
        try:
            _ecrire(descripteur, octets)
            os.fsync(descripteur)
        finally:
            os.close(descripteur)
        if dossier.octets(provisoire) != octets:
            raise DisqueError(f"« {nom} » n'a pas été écrit fidèlement.", "Vérifiez l'état du disque.")
        dossier.mettre(provisoire, nom)
    finally:
        dossier.retirer(provisoire)
    dossier.synchroniser()


def antidater(dossier: Dossier, nom: str) -> None:
    """The day when files were made would tell which dossiers came last (K18): all bear the same."""
    dossier.dater(nom, SANS_DATE)


def ecrire_pour_soi(cible: Path, octets: bytes) -> None:
    """For its owner alone, and never over what is there already."""
    with Dossier.ouvrir(cible.parent, suivre=True) as dossier:
        descripteur = dossier.neuf(cible.name, 0o600)
        try:
            _ecrire(descripteur, octets)
            os.fsync(descripteur)
        finally:
            os.close(descripteur)
