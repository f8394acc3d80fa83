"""Files that we keep fresh in outbox/ and that people may be working in: theirs is never written over."""

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from pipeline.documents.publish import poser
from pipeline.settings import Espace
from pipeline.system import ecrire

Voulu: TypeAlias = tuple[str, str, Callable[[], bytes]]  # file name, key of its content, how to make it


def _sha(chemin: Path) -> str | None:
    return hashlib.sha256(chemin.read_bytes()).hexdigest() if chemin.is_file() else None


class Copies:
    """What was put where: the key of what it was made from, and the hash of what was written."""

    def __init__(self, espace: Espace) -> None:
        self.espace = espace
        self.carnet = espace.archives / "copies.json"
        self.tenues: dict[str, dict[str, str]] = {}
        if self.carnet.is_file():
            self.tenues = json.loads(self.carnet.read_text("utf-8"))
        self._avant = json.dumps(self.tenues, sort_keys=True)

    def famille(
        self,
        dossier: str,
        voulus: Iterable[Voulu],
        progression: Callable[[int, int], None] = lambda _f, _t: None,
        sauf: str = "",
    ) -> None:
        """The files of a folder that are ours: made when their key changes, taken away when wanted no more.

        `sauf`: a folder inside, which is another family's.

        One that a person changed is left alone; one that was taken away comes back only when its key changes.
        """
        cles: dict[str, str] = {}
        a_faire = []
        for nom, cle, faire in voulus:
            chemin = f"{dossier}/{nom}"
            cles[chemin] = cle
            tenue = self.tenues.get(chemin)
            if not tenue or (tenue["cle"] != cle and not self.changee(chemin)):
                a_faire.append((chemin, cle, faire))
        for rang, (chemin, cle, faire) in enumerate(a_faire, start=1):
            octets = faire()
            poser(self.espace.racine, chemin, octets)
            self.tenues[chemin] = {"cle": cle, "sha256": hashlib.sha256(octets).hexdigest()}
            progression(rang, len(a_faire))
        for chemin in [c for c in self.tenues if c.startswith(f"{dossier}/") and c not in cles]:
            if sauf and chemin.startswith(f"{sauf}/"):
                continue
            if not self.changee(chemin):
                (self.espace.racine / chemin).unlink(missing_ok=True)
            del self.tenues[chemin]

    def changee(self, chemin: str) -> bool:
        """A person has worked in it since it was put there: it is theirs."""
        tenue = self.tenues.get(chemin)
        return tenue is not None and _sha(self.espace.racine / chemin) not in {None, tenue["sha256"]}

    def toujours(self, chemin: str, octets: bytes) -> None:
        """Always as it should be, whoever touched it."""
        poser(self.espace.racine, chemin, octets)

    def toujours_selon(self, chemin: str, cle: str, faire: Callable[[], bytes]) -> None:
        """The same, made again only when its key or its bytes are not those we left: some cost too much otherwise."""
        noeud = f"toujours:{chemin}"  # no family's
        tenue = self.tenues.get(noeud, {})
        if tenue.get("cle") == cle and tenue.get("sha256") == _sha(self.espace.racine / chemin):
            return
        octets = faire()
        poser(self.espace.racine, chemin, octets)
        self.tenues[noeud] = {"cle": cle, "sha256": hashlib.sha256(octets).hexdigest()}

    def enregistrer(self) -> None:
        apres = json.dumps(self.tenues, sort_keys=True)
        if apres != self._avant:
            ecrire(self.carnet, json.dumps(self.tenues, indent=1, sort_keys=True, ensure_ascii=False).encode())
