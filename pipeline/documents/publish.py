"""Putting documents where people take them: kept in the store by content first, then in place, whole (mesures.md)."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path, PurePosixPath

from pipeline.errors import DisqueError
from pipeline.model.nom import INCONNU, couper, nom_dicible
from pipeline.system import Dossier, antidater, ecrire_dans

LEUR = "modifié par l’équipe"  # how the work of a person is named beside a paper that was issued again
LONGUEUR = 80  # characters of one part of a path
OCTETS = 160  # and bytes, where some characters take four: the twice 80 of an accented text
_INTERDITS = re.compile(rf'[<>:"/\\|?*{INCONNU}]+')
_RESERVES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def nom_sur(texte: str) -> str:
    """A file or folder name that is safe on Windows and Linux; accents are kept (NFC)."""
    propre = _INTERDITS.sub(" ", nom_dicible(unicodedata.normalize("NFC", texte)))
    propre = couper(" ".join(propre.split())[:LONGUEUR], OCTETS).strip(" .")
    return f"_{propre}" if not propre or _RESERVES.match(propre) else propre


def empreinte(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()


class Magasin:
    """Every document ever published, by the hash of its content: what `republier` gives back."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier

    @staticmethod
    def _chemin(sha: str, suffixe: str) -> str:
        return f"{sha[:2]}/{sha}{suffixe}"

    def garder(self, octets: bytes, suffixe: str) -> str:
        sha = empreinte(octets)
        racine, chemin = self.dossier.parent.parent, PurePosixPath(*self.dossier.parts[-2:], self._chemin(sha, suffixe))
        with _dossier(racine, str(chemin)) as (ici, nom):
            if ici.etat(nom) is None:
                ecrire_dans(ici, nom, octets)
        return sha

    def tient(self, sha: str, suffixe: str) -> bool:
        return (self.dossier / self._chemin(sha, suffixe)).is_file()

    def reprendre(self, sha: str, suffixe: str) -> bytes:
        chemin = self.dossier / self._chemin(sha, suffixe)
        octets = chemin.read_bytes() if chemin.is_file() else b""
        if empreinte(octets) != sha:
            raise DisqueError(
                f"La copie gardée dans « {chemin.name} » manque ou a été modifiée.",
                "Rétablissez le dossier archives/ depuis votre sauvegarde.",
            )
        return octets


@contextmanager
def _dossier(racine: Path, chemin: str) -> Iterator[tuple[Dossier, str]]:
    """The folder of a file under `racine`, made if need be, and its name there. A link below `racine` stops all."""
    *dossiers, nom = PurePosixPath(chemin).parts
    with Dossier.ouvrir(racine, suivre=True) as ouverte, ouverte.descendre(dossiers, creer=True) as ici:
        yield ici, nom


def poser(racine: Path, chemin: str, octets: bytes, *, sans_date: bool = False) -> None:
    """Write under the workspace, unless the very same bytes are there. `sans_date`: see `antidater`."""
    with _dossier(racine, chemin) as (ici, nom):
        etat = ici.etat(nom)
        if etat is None or etat.st_size != len(octets) or ici.octets(nom) != octets:
            ecrire_dans(ici, nom, octets)
        if sans_date:
            antidater(ici, nom)


def poser_a_cote_des_leurs(
    racine: Path, chemin: str, octets: bytes, est_notre: Callable[[str], bool], *, sans_date: bool = False
) -> str | None:
    """Write it. What a person had made of the file is kept beside first: its name there, None when there was nothing.

    `est_notre`: whether bytes of that hash were once published.
    """
    la = lu(racine, chemin)
    garde = None
    if la is not None and la != octets and not est_notre(empreinte(la)):
        garde = next(x for x in _a_cote(chemin) if lu(racine, x) in {None, la})
        poser(racine, garde, la)
    poser(racine, chemin, octets, sans_date=sans_date)
    return garde


def _a_cote(chemin: str) -> Iterator[str]:
    voulu = PurePosixPath(chemin)
    for rang in count(1):
        suite = LEUR if rang == 1 else f"{LEUR} {rang}"
        yield voulu.with_name(f"{voulu.stem} - {suite}{voulu.suffix}").as_posix()


def lu(racine: Path, chemin: str) -> bytes | None:
    """What stands there now; None when nothing does, or no file of ours: a link is none."""
    *dossiers, nom = PurePosixPath(chemin).parts
    try:
        with Dossier.ouvrir(racine, suivre=True) as ouverte, ouverte.descendre(dossiers) as ici:
            return ici.octets(nom)
    except (FileNotFoundError, NotADirectoryError):
        return None


def oter(racine: Path, chemin: str) -> None:
    """Nothing to do when it is gone already."""
    *dossiers, nom = PurePosixPath(chemin).parts
    try:
        with Dossier.ouvrir(racine, suivre=True) as ouverte, ouverte.descendre(dossiers) as ici:
            ici.retirer(nom)
    except (FileNotFoundError, NotADirectoryError):
        return


def retirer(racine: Path, chemin: str, sha: str) -> None:
    """Take a document back, unless a person has changed the file since: then it is theirs."""
    octets = lu(racine, chemin)
    if octets is not None and empreinte(octets) == sha:
        oter(racine, chemin)
