"""The objects of a PDF as they are written: strings, names and comments, without asking who refers to them."""

import re
from collections.abc import Iterator

import pypdf.constants
from pypdf.generic import decode_pdfdocencoding

from .passages import Passage, Sorte

_JETON = re.compile(
    rb"\((?:[^\\()]|\\.|\((?:[^\\()]|\\.|\((?:[^\\()]|\\.)*\))*\))*\)"  # (a (string) within)
    rb"|<<|>>|<[0-9A-Fa-f\s]*>"
    rb"|/[^\s()<>\[\]{}/%]*"
    rb"|%[^\r\n]*"
    rb"|\[|\]"
    rb"|[^\s()<>\[\]{}/%]+",
    re.DOTALL,
)
_ECHAPPE = re.compile(rb"\\(\r\n|[0-7]{1,3}|.)", re.DOTALL)
_SIMPLES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_COMMANDES = re.compile(rb"[\x00-\x07\x0e-\x1f\x7f]")
_DIESE = re.compile(rb"#([0-9A-Fa-f]{2})")
_CLES = {
    b"/Alt": "texte de remplacement",
    b"/ActualText": "texte de remplacement",
    b"/E": "texte de remplacement",
    **dict.fromkeys((b"/Author", b"/Subject", b"/Keywords", b"/Creator", b"/Producer", b"/Company"), "propriétés"),
    **dict.fromkeys((b"/F", b"/UF", b"/Desc"), "nom d'une pièce jointe"),
    **dict.fromkeys((b"/Contents", b"/RC", b"/NM"), "annotation"),
    **dict.fromkeys((b"/T", b"/TU", b"/TM", b"/V", b"/DV"), "champ de formulaire ou annotation"),
    b"/Title": "titre (propriétés ou signet)",
    b"/JS": "programme",
    b"/URI": "lien",
}
# The words of the standard. A name may be « Page » or « Parent »; only those of somebody's choosing are read.
_ROLES = """
Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby Warichu Figure Formula Form
Artifact Pagination Layout Header Footer Watermark Title Em Strong Aside Sub FENote DocumentFragment Lang List Column
Row Scope Start End Before After Left Right Center Justify Block Inline Decimal Disc Circle None Auto Roman Parent Kids
Text First Last Next Prev Dest Dests Headers Attached Solid Placement Custom Marked Suspects Direction Range Nums Terms
Flags Encoding Registry Ordering Identity Widths StructElem ParentTree OutputIntent FontDescriptor Note Popup Square
Highlight Underline Stamp Ink Line Polygon Default Normal Image Pattern Shading Fit Open Rotate Border Rect Contents
"""
_NORME = frozenset(_ROLES.split()) | {
    valeur.lstrip("/")
    for classe in vars(pypdf.constants).values()
    if isinstance(classe, type)
    for valeur in vars(classe).values()
    if isinstance(valeur, str) and valeur.startswith("/")
}
_POLICES = frozenset({b"/BaseFont", b"/FontName", b"/FontFamily"})
_MOTS = frozenset({b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"startxref", b"true", b"false"})
_MOT_LONG = 3
_OBJET = "objet interne"


def passages(octets: bytes, ou: str = "") -> Iterator[Passage]:
    """`ou`: the place, when all of it is one; else each string's is told by its key."""
    cle, tableau = b"", False
    serie: list[str] = []
    for jeton in _JETON.findall(octets):
        tete = jeton[:1]
        if tete == b"/":
            yield from _nom(jeton, ou) if cle not in _POLICES else ()
            cle = jeton
        elif tete == b"(" or (tete == b"<" and jeton != b"<<"):
            texte, sorte = _chaine(jeton)
            serie.append(texte)
            yield Passage(ou or _CLES.get(cle, f"{_OBJET} {cle.decode('latin-1')}".strip()), texte, sorte)
        elif tete == b"%":
            yield Passage(ou or "commentaire caché", _brut(jeton[1:]))
        elif tete == b"[":
            serie, tableau = [], True
        elif tete == b"]":
            if tableau and len(serie) > 1:
                yield Passage(ou or _OBJET, "".join(serie))
            serie, tableau = [], False
        elif not ou and len(jeton) >= _MOT_LONG and jeton.isalpha() and jeton not in _MOTS:
            yield Passage("entre les objets", _brut(jeton))


def _nom(jeton: bytes, ou: str) -> Iterator[Passage]:
    nom = _brut(_DIESE.sub(lambda m: bytes([int(m[1], 16)]), jeton[1:]))
    if len(nom) >= _MOT_LONG and nom not in _NORME:
        yield Passage(ou or "nom interne", nom.rpartition("+")[2])


def _chaine(jeton: bytes) -> tuple[str, Sorte]:
    """A string; numbers of glyphs, digests and the like are no text."""
    if jeton.startswith(b"<"):
        chiffres = b"".join(jeton[1:-1].split())
        octets = bytes.fromhex((chiffres + b"0" * (len(chiffres) % 2)).decode("ascii"))
    else:
        octets = _ECHAPPE.sub(_un_signe, jeton[1:-1])
    for marque, codage in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if octets.startswith(marque):
            return octets[len(marque) :].decode(codage, "replace"), Sorte.TEXTE
    texte = _brut(octets.replace(b"\0", b""))
    return texte, Sorte.OPAQUE if _COMMANDES.search(octets) else Sorte.TEXTE


def _un_signe(trouve: re.Match[bytes]) -> bytes:
    signe = trouve[1]
    if signe[:1].isdigit() and signe[:1] < b"8":
        return bytes([int(signe, 8) & 0xFF])
    return _SIMPLES.get(signe, signe)


def _brut(octets: bytes) -> str:
    """UTF-8 where it is, else the PDF's own alphabet."""
    if octets.isascii():
        return octets.decode("ascii")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return decode_pdfdocencoding(octets)
        except UnicodeDecodeError:
            return octets.decode("latin-1")
