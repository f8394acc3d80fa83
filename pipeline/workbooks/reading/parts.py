"""A workbook as a zip of parts: each is bounded before it is inflated, and again before it is parsed."""

import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from pipeline.model.anomalie import Constat

PARTIES_MAX = 300
OCTETS_MAX = 40 * 2**20  # all the parts that are read, inflated
BALISES_MAX = 1_000_000  # 120,000 cells of four tags, and as much again: bounds the tree before it is built

ESPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",  # Strict Open XML
    }
)
ESPACES_LIEN = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

# What zipfile and zlib raise on a damaged file.
_ABIMES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class IllisibleError(Exception):
    """The workbook cannot be read at all; it never leaves this room: `lire` gives back its constat."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.constat = Constat(code=code)


class Lien(NamedTuple):
    """A relationship between parts: its kind (the last word of its type) and the part it leads to."""

    genre: str
    cible: str


class Paquet:
    """The parts of a workbook by name, whose case does not count (Open Packaging Conventions)."""

    def __init__(self, contenu: bytes) -> None:
        if contenu.count(b"PK\x01\x02") > PARTIES_MAX:
            raise IllisibleError("CLASSEUR_DEMESURE")
        try:
            self._zip = zipfile.ZipFile(BytesIO(contenu))
        except _ABIMES as e:
            raise IllisibleError("CLASSEUR_ABIME") from e
        self._parties = {i.filename.lower(): i for i in self._zip.infolist()}
        self._reste = OCTETS_MAX
        self._analyseur = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
        )

    def _contenu(self, chemin: str) -> bytes | None:
        partie = self._parties.get(chemin.lower())
        if partie is None:
            return None
        try:
            with self._zip.open(partie) as flux:
                contenu = flux.read(self._reste + 1)
        except _ABIMES as e:
            raise IllisibleError("CLASSEUR_ABIME") from e
        self._reste -= len(contenu)
        if self._reste < 0 or contenu.count(b"<") > BALISES_MAX:
            raise IllisibleError("CLASSEUR_DEMESURE")
        return contenu

    def arbre(self, chemin: str) -> etree._Element | None:
        """The tree of a part, or None where there is no such part."""
        contenu = self._contenu(chemin)
        if contenu is None:
            return None
        try:
            racine = etree.fromstring(contenu, self._analyseur)
        except (etree.XMLSyntaxError, ValueError) as e:
            raise IllisibleError("CLASSEUR_ABIME") from e
        if racine.getroottree().docinfo.internalDTD is not None:
            raise IllisibleError("CLASSEUR_DANGEREUX")
        return racine

    def liens(self, chemin: str) -> dict[str, Lien]:
        """The relationships of a part by id; a target is absolute, or relative to the part's folder."""
        dossier, nom = posixpath.split(chemin)
        racine = self.arbre(posixpath.join(dossier, "_rels", f"{nom}.rels"))
        if racine is None:
            return {}
        liens = {}
        for lien in racine.iterchildren("{*}Relationship"):
            cible = posixpath.normpath(posixpath.join("/", dossier, lien.get("Target", ""))).lstrip("/")
            liens[lien.get("Id", "")] = Lien(lien.get("Type", "").rpartition("/")[2], cible)
        return liens


def espace(racine: etree._Element) -> str:
    """The namespace of a spreadsheet part, in braces; a part of anything else makes the workbook unreadable."""
    nom = etree.QName(racine).namespace or ""
    if nom not in ESPACES:
        raise IllisibleError("CLASSEUR_ABIME")
    return f"{{{nom}}}"
