"""A PDF that people masked by hand: only what its pages show goes on (K18, G-085)."""

import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import ParamSpec, TypeVar

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    NameObject,
    StreamObject,
)

from pipeline.model.anonymat import Terme
from pipeline.system import apart
from pipeline.system.apart import ApartError

from .fuites import Fuite, chercher

P = ParamSpec("P")
T = TypeVar("T")

_DE_LA_PAGE = (
    "/Type",
    "/MediaBox",
    "/CropBox",
    "/TrimBox",
    "/BleedBox",
    "/ArtBox",
    "/Rotate",
    "/UserUnit",
    "/Resources",
    "/Contents",
    "/Group",
)
# What speaks of people or of machines, and that no reader needs to show the page.
_A_TAIRE = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/Properties",
    "/OC",
    "/OPI",
    "/AF",
    "/StructParent",
    "/StructParents",
    "/Thumb",
    "/Alternates",
    "/Measure",
    "/PtData",
    "/Name",
    "/ID",
)
# Annotations that cover nothing: they are dropped. The others may be the very mask, and hide nothing once dropped.
_SANS_DESSIN = frozenset(
    {"/Link", "/Popup", "/Text", "/FileAttachment", "/Sound", "/Movie", "/PrinterMark", "/TrapNet"}
)
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
PAGES_MAX = 2_000  # the longest carnet that we were shown has not a tenth of it
VERSION = "%PDF-1.7"  # the last of ISO 32000-1: an older page is valid there
_INVISIBLE = 3  # rendering mode of the text that a scanner's reading lays under the image
_ECRIRE = frozenset({b"Tj", b"TJ", b"'", b'"'})
_MODE = b"Tr"
_JPEG, _DONNEES = b"\xff\xd8", 0xDA
_COULEURS = (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")  # the segments that tell a JPEG's colours


class PieceMasqueeError(Exception):
    """This PDF cannot go on; `code` is that of its constat."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def nettoyer_apart(octets: bytes) -> bytes:
    """The same, by another process, within its limits: these are pages that anybody may have made."""
    return _apart(nettoyer, octets)


def chercher_apart(nom: str, octets: bytes, termes: Sequence[Terme]) -> tuple[Fuite, ...]:
    """Whom the piece names once it is clean."""
    return _apart(_chercher, nom, octets, termes)


def _chercher(nom: str, octets: bytes, termes: Sequence[Terme]) -> tuple[Fuite, ...]:
    return tuple(chercher(nom, nettoyer(octets), termes))


def _apart(fonction: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
    try:
        return apart.faire(fonction, *args, **options)
    except ApartError as e:
        if isinstance(e.__cause__, PieceMasqueeError):
            raise PieceMasqueeError(e.__cause__.code) from e
        raise PieceMasqueeError("PIECE_MASQUEE_DEMESUREE") from e


def nettoyer(octets: bytes) -> bytes:
    """The same pages, and nothing else: no property, note, attachment, hidden text nor earlier state."""
    try:
        lecteur = PdfReader(io.BytesIO(octets))
        if lecteur.is_encrypted:
            raise PieceMasqueeError("PDF_PROTEGE")
        _mesurer(lecteur)
        _exiger_des_masques_surs(lecteur)
        redacteur = PdfWriter()
        redacteur.metadata = None
        redacteur.pdf_header = VERSION
        for page in lecteur.pages:
            redacteur.add_page(_nue(page))
        _taire(redacteur)
        sortie = io.BytesIO()
        redacteur.write(sortie)
    except _ABIMES as e:
        raise PieceMasqueeError("PDF_ABIME") from e
    return sortie.getvalue()


def _mesurer(lecteur: PdfReader) -> None:
    """By what it says of itself first: going through its pages takes longer; then by what it has."""
    pages = lecteur.root_object["/Pages"]
    dites = int(str(pages.get("/Count", 0))) if isinstance(pages, DictionaryObject) else 0
    if dites > PAGES_MAX or len(lecteur.pages) > PAGES_MAX:
        raise PieceMasqueeError("PIECE_MASQUEE_DEMESUREE")
    if not lecteur.pages:
        raise PieceMasqueeError("PDF_ABIME")


def _exiger_des_masques_surs(lecteur: PdfReader) -> None:
    """A note or a layer drawn over a name leaves the name beneath; without it, the name would be seen."""
    for page in lecteur.pages:
        for note in page.get("/Annots") or ():
            if note.get_object().get("/Subtype") not in _SANS_DESSIN:
                raise PieceMasqueeError("PIECE_MASQUEE_ANNOTEE")
    calques = lecteur.root_object.get("/OCProperties", {})
    affichage = calques.get("/D", {}) if calques else {}
    if affichage.get("/OFF") or affichage.get("/BaseState", "/ON") != "/ON":
        raise PieceMasqueeError("PIECE_MASQUEE_CALQUES")


def _nue(page: PageObject) -> PageObject:
    nue = PageObject()
    nue.update({NameObject(cle): page.raw_get(cle) for cle in _DE_LA_PAGE if cle in page})
    return nue


def _taire(redacteur: PdfWriter) -> None:
    for page in redacteur.pages:
        contenu = page.get_contents()
        if contenu is not None:
            flux = ContentStream(contenu, redacteur)
            flux.operations = list(_visibles(flux.operations))
            page.replace_contents(flux)
            page.compress_content_streams()
    for rang, objet in enumerate(redacteur._objects):  # noqa: SLF001 - pypdf has no other way to all the objects
        if isinstance(objet, StreamObject) and objet.get("/Subtype") == "/Form":
            redacteur._objects[rang] = _dessin(objet, redacteur)  # noqa: SLF001 - the same
        elif isinstance(objet, StreamObject) and _filtres(objet) == ["/DCTDecode"]:
            objet._data = _jpeg(objet._data)  # noqa: SLF001 - the bytes as they are, an image that is not decoded
    for objet in redacteur._objects:  # noqa: SLF001 - the same
        if isinstance(objet, DictionaryObject | ArrayObject):
            _effacer(objet)
    redacteur.compress_identical_objects()


def _effacer(objet: DictionaryObject | ArrayObject) -> None:
    """Objects written one within another, whatever their depth."""
    valeurs: list[object] = list(objet) if isinstance(objet, ArrayObject) else []
    if isinstance(objet, DictionaryObject):
        for cle in _A_TAIRE:
            objet.pop(cle, None)
        valeurs = [objet.raw_get(cle) for cle in objet]
    for valeur in valeurs:
        if isinstance(valeur, DictionaryObject | ArrayObject):
            _effacer(valeur)


def _visibles(operations: list[tuple[list[object], bytes]]) -> Iterator[tuple[list[object], bytes]]:
    """The drawing without its hidden words: what is said of a passage, what is written in invisible ink."""
    mode, pile = 0, list[int]()
    for operandes, operateur in operations:
        if operateur == b"q":
            pile.append(mode)
        elif operateur == b"Q":
            mode = pile.pop() if pile else 0
        elif operateur == _MODE:
            mode = int(str(operandes[0]))
        if operateur in {b"MP", b"DP"} or (operateur in _ECRIRE and mode == _INVISIBLE):
            continue
        if operateur == b"BDC":
            yield operandes[:1], b"BMC"
        else:
            yield operandes, operateur


def _dessin(objet: StreamObject, redacteur: PdfWriter) -> StreamObject:
    flux = ContentStream(objet, redacteur)
    flux.operations = list(_visibles(flux.operations))
    nu = StreamObject()
    nu.set_data(flux.get_data())
    nu.update({cle: objet.raw_get(cle) for cle in objet if cle not in {"/Filter", "/DecodeParms", "/Length"}})
    nu.indirect_reference = objet.indirect_reference
    return nu


def _filtres(objet: StreamObject) -> list[str]:
    filtres = objet.get("/Filter")
    return [str(f) for f in filtres] if isinstance(filtres, ArrayObject) else [str(filtres)]


def _jpeg(octets: bytes) -> bytes:
    """A photograph without what the camera wrote: place, owner, a small picture of what it was before."""
    if not octets.startswith(_JPEG):
        return octets
    gardes, ici = [_JPEG], len(_JPEG)
    while octets[ici : ici + 1] == b"\xff" and ici + 4 <= len(octets) and octets[ici + 1] != _DONNEES:
        fin = ici + 2 + int.from_bytes(octets[ici + 2 : ici + 4], "big")
        bavard = 0xE0 <= octets[ici + 1] <= 0xEF or octets[ici + 1] == 0xFE  # noqa: PLR2004 - the marks of the standard
        if not bavard or octets[ici + 4 : fin].startswith(_COULEURS):
            gardes.append(octets[ici:fin])
        ici = fin
    return b"".join((*gardes, octets[ici:]))
