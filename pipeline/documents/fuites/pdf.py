"""PDF files: the pages as readers show them, then every byte of the file, be it reachable or not."""

import io
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple, cast

from pypdf import PageObject, PdfReader
from pypdf.errors import PdfReadError, PyPdfError
from pypdf.generic import DictionaryObject, EncodedStreamObject, StreamObject

from . import balises, syntaxe
from .passages import Budget, Dedans, Illisible, Passage, Sorte, de_texte, opaque

_ENTETE = 1024  # bytes in which a PDF must begin
_REVISIONS_MAX = 20
_OBJETS_MAX = 200_000
_FIN = re.compile(rb"%%EOF[ \t]*(?:\r\n|\r|\n|$)")
_FLUX = re.compile(rb"(?<!end)stream(?:\r\n|\n|\r)")
_LONGUEUR = re.compile(rb"/Length\s+(\d{1,10})(?!\s+\d+\s+R)")
_AFFICHE = re.compile(rb"(?<![A-Za-z])(?:BT|ET|BDC|BMC|Tj|TJ|Do|re|cm|rg|gs)(?![A-Za-z])")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
# Streams that the quick reading below does not open.
_A_PART = re.compile(
    rb"/Subtype\s*/Form(?![A-Za-z])|/Filter\s*\[|/Filter\s*/(?!FlateDecode|DCTDecode|JPXDecode|CCITTFaxDecode)|/DecodeParms"
)
_DEDANS = (b"PK\x03\x04", b"%PDF-")
_ABIMES = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)


class _Flux(NamedTuple):
    entete: bytes
    octets: bytes


def commence(octets: bytes) -> bool:
    return b"%PDF-" in octets[:_ENTETE]


def lire(octets: bytes, budget: Budget) -> Iterator[Passage | Dedans | Illisible]:
    squelette, flux = _separer(octets)
    deplies = [_deplier(un, budget) for un in flux]
    objets = (squelette, *(o for un, o in zip(flux, deplies, strict=True) if b"/ObjStm" in un.entete))
    pages = sum(len(_PAGE.findall(o)) for o in objets)
    a_part = any(_A_PART.search(un.entete) for un in flux)
    yield from _pages(octets, None if a_part else pages)
    yield from _anterieures(octets)
    yield from syntaxe.passages(squelette)
    for un, depli in zip(flux, deplies, strict=True):
        yield from _flux(un, depli)


def _pages(octets: bytes, connues: int | None = None) -> Iterator[Passage | Dedans | Illisible]:
    """What the pages show, and what may be shown one day: loose pages, drawings kept apart.

    `connues`: how many pages there are, be they shown or not, when nothing else stands apart.
    """
    try:
        lecteur = PdfReader(io.BytesIO(octets))
        if lecteur.is_encrypted:
            raise Illisible("PDF", "protégé par un mot de passe")
        textes = [page.extract_text() for page in lecteur.pages]
        if not textes:
            raise Illisible("PDF", "aucune page")
        autres = [] if connues == len(textes) else list(_hors_des_pages(lecteur))
    except _ABIMES as e:
        raise Illisible("PDF", "abîmé") from e
    for rang, texte in enumerate(textes, 1):
        yield Passage(f"page {rang}", texte, Sorte.PAGE)
    yield from autres


def _hors_des_pages(lecteur: PdfReader) -> Iterator[Passage | Dedans]:
    liees = {page.indirect_reference.idnum for page in lecteur.pages if page.indirect_reference}
    for numero in range(1, min(int(lecteur.trailer.get("/Size", 0)), _OBJETS_MAX)):
        try:
            objet = lecteur.get_object(numero)
        except PdfReadError:
            continue  # an empty place in the table
        if not isinstance(objet, DictionaryObject):
            continue
        if objet.get("/Type") == "/Page" and numero not in liees:
            page = PageObject(lecteur)
            page.update(objet)
            yield Passage(f"page que rien ne montre (objet {numero})", page.extract_text(), Sorte.PAGE)
        elif isinstance(objet, StreamObject):
            yield from _un_flux(lecteur, numero, objet)


def _un_flux(lecteur: PdfReader, numero: int, objet: StreamObject) -> Iterator[Passage | Dedans]:
    if objet.get("/Subtype") == "/Form":
        texte = PageObject(lecteur).extract_xform_text(cast("EncodedStreamObject", objet))
        yield Passage(f"dessin (objet {numero})", texte, Sorte.PAGE)
    filtres = objet.get("/Filter")
    simples = (None, "/FlateDecode")
    image = objet.get("/Subtype") == "/Image"
    if not image and (filtres not in simples or "/DecodeParms" in objet) and objet.get("/Type") != "/XRef":
        yield Dedans(f"objet {numero}", bytes(objet.get_data()))


def _anterieures(octets: bytes) -> Iterator[Passage | Illisible]:
    """What the file was before it was changed: each change is written after the last."""
    fins = [m.end() for m in _FIN.finditer(octets)]
    if len(fins) > _REVISIONS_MAX:
        raise Illisible("états antérieurs du PDF", "trop nombreux")
    for fin in fins:
        if octets[fin:].strip(b"\0\r\n\t "):
            try:
                for lu in _pages(octets[:fin]):
                    if isinstance(lu, Passage):
                        yield lu._replace(ou=f"{lu.ou} d'un état antérieur")
            except Illisible:
                continue  # the first half of a file made for the web: it is read with the rest


def _separer(octets: bytes) -> tuple[bytes, list[_Flux]]:
    """The file without its streams, and the streams: what no table lists is there as well."""
    reste, flux, ici = [], [], 0
    while True:
        debut = _FLUX.search(octets, ici)
        if debut is None:
            break
        entete = octets[max(ici, octets.rfind(b"obj", ici, debut.start())) : debut.start()]
        fin = _fin(octets, debut.end(), entete)
        reste.append(octets[ici : debut.start()])
        flux.append(_Flux(entete, octets[debut.end() : fin]))
        ici = fin + len(b"endstream")
    return b"\n".join((*reste, octets[ici:])), flux


def _fin(octets: bytes, debut: int, entete: bytes) -> int:
    longueur = _LONGUEUR.search(entete)
    if longueur:
        fin = debut + int(longueur[1])
        if octets[fin : fin + 12].lstrip().startswith(b"endstream"):
            return fin
    fin = octets.find(b"endstream", debut)
    return fin if fin >= 0 else len(octets)


def _flux(flux: _Flux, octets: bytes) -> Iterator[Passage | Dedans | Illisible]:
    entete = flux.entete
    if b"/XRef" in entete:
        return
    if octets.startswith(_DEDANS):
        yield Dedans("pièce jointe", octets)
    elif b"/ObjStm" in entete:
        yield from syntaxe.passages(octets)
    elif b"/Image" in entete or (texte := de_texte(octets)) is None:
        yield opaque("image, police ou donnée", octets)
    elif _AFFICHE.search(octets) and not octets.lstrip().startswith(b"<"):
        yield from syntaxe.passages(octets, "contenu d'une page")
    elif b"xmpmeta" in octets or b"/Metadata" in entete:
        yield from balises.passages("métadonnées XMP", octets)
    elif b"begincmap" not in octets:
        yield Passage("pièce jointe", texte)


def _deplier(flux: _Flux, budget: Budget) -> bytes:
    if b"/FlateDecode" not in flux.entete and b"/Fl " not in flux.entete:
        return flux.octets
    outil = zlib.decompressobj()
    try:
        octets = outil.decompress(flux.octets, max(budget.reste, 0) + 1)
    except zlib.error:
        return flux.octets
    budget.prendre(len(octets), "PDF")
    return octets
