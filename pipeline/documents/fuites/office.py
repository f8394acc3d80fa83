"""The parts of Word and Excel files, as people call them; which sheet shows a shared text."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml import etree

from . import balises
from .passages import Illisible, Passage

_PLACES = tuple(
    (re.compile(motif), ou)
    for motif, ou in (
        (r"word/document\d*\.xml", "texte"),
        (r"word/header\d*\.xml", "en-tête"),
        (r"word/footer\d*\.xml", "pied de page"),
        (r"(word|xl)/(comments|threadedComments|persons?/).*", "commentaires"),
        (r"word/people\.xml", "commentaires"),
        (r"word/(foot|end)notes\.xml", "notes"),
        (r"docProps/custom\.xml", "propriétés personnalisées"),
        (r"docProps/.*|meta\.xml", "propriétés"),
        (r"customXml/.*", "XML personnalisé"),
        (r"xl/workbook\.xml", "classeur"),
        (r"xl/sharedStrings\.xml", "textes des cellules"),
        (r".*/(drawings|vmlDrawing|charts|diagrams).*", "dessins"),
        (r".*\.rels", "liens"),
    )
)
_PARTAGE = re.compile(rb"<c ([^>]*)>\s*<v>(\d{1,9})</v>")
_CHOISIES = ("customXml/", "docProps/custom")  # parts whose elements somebody named


class Classeur:
    """Where the texts of a workbook are shown."""

    def __init__(self, parties: Mapping[str, bytes]) -> None:
        self._parties = parties

    @cached_property
    def feuilles(self) -> dict[str, str]:
        """The parts that are sheets, by their name for people."""
        try:
            liens = etree.fromstring(self._parties["xl/_rels/workbook.xml.rels"], balises.PARSEUR)
            classeur = etree.fromstring(self._parties["xl/workbook.xml"], balises.PARSEUR)
        except (KeyError, etree.XMLSyntaxError):
            return {}
        cibles = {lien.get("Id"): lien.get("Target", "") for lien in liens}
        noms = {}
        for feuille in classeur.iter("{*}sheet"):
            cache = " (masquée)" if feuille.get("state", "visible") != "visible" else ""
            for cle, valeur in feuille.attrib.items():
                if str(cle).endswith("}id"):
                    partie = "xl/" + cibles.get(valeur, "").removeprefix("/xl/")
                    noms[partie] = f"feuille « {feuille.get('name')} »{cache}"
        return noms

    @cached_property
    def cellules(self) -> dict[int, str]:
        """The sheet that shows each shared text."""
        trouves: dict[int, str] = {}
        for partie, ou in self.feuilles.items():
            for balise, valeur in _PARTAGE.findall(self._parties.get(partie, b"")):
                if b't="s"' in balise:
                    trouves.setdefault(int(valeur), ou)
        return trouves


def place(nom: str, classeur: Classeur) -> str:
    """The part of a file, as people call it."""
    for motif, ou in _PLACES:
        if motif.fullmatch(nom):
            return ou
    if nom.startswith("xl/worksheets/"):
        return classeur.feuilles.get(nom, "feuille sans nom")
    return f"partie {nom}"


def lire(nom: str, contenu: bytes, classeur: Classeur) -> Iterator[Passage | Illisible]:
    yield from balises.passages(place(nom, classeur), contenu, propre=nom.startswith(_CHOISIES))
    if nom == "xl/sharedStrings.xml":
        try:
            racine = etree.fromstring(contenu, balises.PARSEUR)
        except etree.XMLSyntaxError:
            return
        for rang, texte in enumerate(racine.iter("{*}si")):
            ou = classeur.cellules.get(rang, "texte qu'aucune cellule ne montre")
            yield Passage(ou, "".join(texte.itertext()))
