"""Putting documents where people take them: kept in the store by content first, then in place, whole (mesures.md)."""

import hashlib
import re
import unicodedata
from pathlib import Path

from pipeline.errors import DisqueError
from pipeline.system import ecrire

LONGUEUR = 80  # characters of one part of a path: far below every file system's limit, accents included
_INTERDITS = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_RESERVES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def nom_sur(texte: str) -> str:
    """A file or folder name that is safe on Windows and Linux; accents are kept (NFC)."""
    propre = _INTERDITS.sub(" ", unicodedata.normalize("NFC", texte))
    propre = " ".join(propre.split())[:LONGUEUR].strip(" .")
    return f"_{propre}" if not propre or _RESERVES.match(propre) else propre


def empreinte(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()


class Magasin:
    """Every document ever published, by the hash of its content: what `republier` gives back."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier

    def _chemin(self, sha: str, suffixe: str) -> Path:
        return self.dossier / sha[:2] / f"{sha}{suffixe}"

    def garder(self, octets: bytes, suffixe: str) -> str:
        sha = empreinte(octets)
        chemin = self._chemin(sha, suffixe)
        if not chemin.exists():
            chemin.parent.mkdir(parents=True, exist_ok=True)
            ecrire(chemin, octets)
        return sha

    def reprendre(self, sha: str, suffixe: str) -> bytes:
        chemin = self._chemin(sha, suffixe)
        octets = chemin.read_bytes() if chemin.is_file() else b""
        if empreinte(octets) != sha:
            raise DisqueError(
                f"La copie gardée dans « {chemin.name} » manque ou a été modifiée.",
                "Rétablissez le dossier archives/ depuis votre sauvegarde.",
            )
        return octets


def poser(racine: Path, chemin: str, octets: bytes) -> None:
    """Write under the workspace, unless the very same bytes are there."""
    cible = racine / chemin
    if cible.is_file() and cible.stat().st_size == len(octets) and cible.read_bytes() == octets:
        return
    cible.parent.mkdir(parents=True, exist_ok=True)
    ecrire(cible, octets)


def retirer(racine: Path, chemin: str, sha: str) -> None:
    """Take a document back, unless a person has changed the file since: then it is theirs."""
    cible = racine / chemin
    if cible.is_file() and empreinte(cible.read_bytes()) == sha:
        cible.unlink()
