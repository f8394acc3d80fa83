"""The words of a document in reading order, as a reader meets them, so that twins can be compared."""

import re
import zipfile
from pathlib import Path

from lxml import etree

from . import poppler

PAGE_SUR_PAGES = re.compile(r"\d+ / \d+")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SEPARATEURS = {f"{W}tab", f"{W}br", f"{W}cr", f"{W}p"}


def de_texte(texte: str) -> list[str]:
    """Words apart at any white space; the discretionary hyphens of a line end are no letters."""
    return re.sub("\N{SOFT HYPHEN}", "", texte).split()


def _texte_de_partie(xml: bytes) -> str:
    racine = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    for double in list(racine.iter(MC_FALLBACK)):
        double.getparent().remove(double)
    morceaux = []
    for element in racine.iter():
        if element.tag == f"{W}t":
            morceaux.append(element.text or "")
        elif element.tag in SEPARATEURS:
            morceaux.append(" ")
    return "".join(morceaux)


def de_word(docx: Path) -> list[str]:
    """The words of the body of a Word file, headers and footers apart."""
    with zipfile.ZipFile(docx) as archive:
        return de_texte(_texte_de_partie(archive.read("word/document.xml")))


def des_marges_de_word(docx: Path) -> list[str]:
    """The words of its headers and footers."""
    with zipfile.ZipFile(docx) as archive:
        parties = sorted(n for n in archive.namelist() if re.fullmatch(r"word/(header|footer)\d*\.xml", n))
        return [mot for partie in parties for mot in de_texte(_texte_de_partie(archive.read(partie)))]


def de_pdf(pdf: Path) -> list[str]:
    """The words of a PDF as poppler reads them, pages, headers and footers together."""
    return de_texte(poppler.texte(pdf))


def lettres_de_pdf(pdf: Path) -> str:
    """In the order in which the page was set; page numbers and bullets are no words of the document."""
    lignes = (ligne for ligne in poppler.texte_brut(pdf).splitlines() if not PAGE_SUR_PAGES.fullmatch(ligne.strip()))
    return "".join("".join(lignes).replace("•", "").split())
