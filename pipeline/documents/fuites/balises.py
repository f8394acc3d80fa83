"""Any XML: texts joined over the runs that cut them, each attribute, what readers hide."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from .passages import Illisible, Passage, Sorte

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml exports no other name for it
Arbre: TypeAlias = etree._ElementTree  # noqa: SLF001 - the same

_BLOCS = ("{*}p", "{*}h", "{*}si", "{*}is", "{*}text")  # texts cut into runs
_ESPACES = ("{*}tab", "{*}br", "{*}cr", "{*}noBreakHyphen", "{*}line-break", "{*}s")
_ELEMENTS = {
    "delText": "texte supprimé",
    "definedName": "noms définis",
    "dataValidation": "liste de validation",
    "formula1": "liste de validation",
    "formula2": "liste de validation",
    **dict.fromkeys(
        (f"{p}{m}" for p in ("odd", "even", "first") for m in ("Header", "Footer")), "en-tête ou pied d'impression"
    ),
}
_ATTRIBUTS = {
    "descr": "texte de remplacement",
    "alt": "texte de remplacement",
    "title": "texte de remplacement",
    "author": "auteur",
    "initials": "auteur",
    "Target": "liens",
}
_MARGE = re.compile(r'&(?:"[^"]*"|K[0-9A-F]{6}|\d+|[A-Z])')  # codes of a print header
_CODE = re.compile(r"[a-z]{2}-[A-Z]{2}|[{(]?(?=[^-]*\d)[0-9A-Fa-f]+(-[0-9A-Fa-f]+)*[)}]?|[-+]?[\d.,:%]+[a-z]{0,2}")
_NORMES = re.compile(
    r"(https?://(schemas\.(openxmlformats|microsoft)\.(org|com)|purl\.oclc\.org|purl\.org|www\.w3\.org)/|urn:(schemas-microsoft-com|oasis):"
    r"|application/(vnd\.|xml))"
)
_POLICE = frozenset({"ascii", "hAnsi", "cs", "eastAsia", "typeface", "panose", "lang", "eastAsiaTheme", "bidi", "sz"})
_POLICES = re.compile(
    r"Arial|Calibri( Light)?|Cambria|Candara|Consolas|Georgia|Marianne|Tahoma|Times New Roman|Verdana"
)
# What the standards write in their attributes, and that may be somebody's name.
_MOTS_DES_NORMES = """
auto bar baseline both bottom center char character clear column dash decimal end exact first front hidden inline last
left line list margin max min modern normal none nil page paragraph portrait landscape preserve right roman script
section single start swiss table text top tight title word
"""
_VOCABULAIRE = frozenset(_MOTS_DES_NORMES.split())
# XMP: what PDF/A tells of itself, and digests, in which short words come by chance.
_HASARD = re.compile(
    r"\{http://www\.aiim\.org/pdfa/ns/(schema|property)#\}|.*\}(instance|document|originalDocument)ID", re.IGNORECASE
)
_ESPECES = frozenset({"family", "type", "val", "space", "hint", "conformance", "lang"})
PARSEUR = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=False, huge_tree=False)


def passages(ou: str, contenu: bytes, *, propre: bool = False) -> Iterator[Passage | Illisible]:
    """`propre`: the names of its elements are of somebody's choosing."""
    try:
        racine = etree.fromstring(contenu.strip(), PARSEUR)
    except (etree.XMLSyntaxError, ValueError):
        yield Passage(ou, contenu.decode("utf-8", "replace"))
        yield Illisible(ou, "XML abîmé")
        return
    if b"<!DOCTYPE" in contenu:
        yield Passage(ou, contenu.decode("utf-8", "replace"))
    yield from _textes(racine, ou, contenu)
    yield from _noeuds(racine.getroottree(), ou, propre=propre)


def _textes(racine: Element, ou: str, contenu: bytes) -> Iterator[Passage]:
    """The texts by paragraph, where they are cut anywhere; then each bit of text by itself."""
    for espace in racine.iter(*_ESPACES):
        if not espace.text:
            espace.text = "\n"
    nuances = [(b, o) for b, o in (("delText", "texte supprimé"), ("vanish", "texte masqué")) if b.encode() in contenu]
    for bloc in racine.iter(*_BLOCS):
        texte = "".join(str(t) for t in bloc.itertext())
        if texte:
            nuance = next((o for b, o in nuances if next(bloc.iter(f"{{*}}{b}"), None) is not None), ou)
            yield Passage(nuance, texte)


def _noeuds(arbre: Arbre, ou: str, *, propre: bool) -> Iterator[Passage]:
    vus: dict[tuple[str, str, str], None] = {}
    for noeud in _autour(arbre):
        if not isinstance(noeud.tag, str):
            yield Passage(f"{ou} (commentaire caché)", f"{getattr(noeud, 'target', '')} {noeud.text or ''}")
            continue
        nom = noeud.tag.rpartition("}")[2]
        if propre:
            yield Passage(ou, noeud.tag, Sorte.NOM)
        la = _ELEMENTS.get(nom, ou)
        if noeud.text and not noeud.text.isspace():
            yield Passage(la, noeud.text, Sorte.OPAQUE if _HASARD.match(noeud.tag) else Sorte.TEXTE)
            if "&" in noeud.text:
                yield Passage(la, _MARGE.sub(" ", noeud.text))
        if noeud.tail and not noeud.tail.isspace():
            yield Passage(la, noeud.tail)
        vus |= dict.fromkeys((nom, str(cle), str(valeur)) for cle, valeur in noeud.attrib.items())
    for nom, entiere, valeur in vus:
        cle = entiere.rpartition("}")[2]
        if propre:
            yield Passage(ou, cle, Sorte.NOM)
        if not _technique(nom, cle, valeur):
            yield Passage(_ELEMENTS.get(nom) or _ATTRIBUTS.get(cle, ou), valeur, Sorte.NOM)


def _technique(nom: str, cle: str, valeur: str) -> bool:
    """What the standards write there, and nobody else."""
    return bool(
        not valeur
        or _CODE.fullmatch(valeur)
        or _NORMES.match(valeur)
        or (cle in _ESPECES and valeur in _VOCABULAIRE)
        or ((cle in _POLICE or nom == "font") and _POLICES.fullmatch(valeur))
    )


def _autour(arbre: Arbre) -> Iterator[Element]:
    """Every node, and what stands before and after the first."""
    racine = arbre.getroot()
    yield from racine.itersiblings(preceding=True)
    yield from racine.iter()
    yield from racine.itersiblings()
