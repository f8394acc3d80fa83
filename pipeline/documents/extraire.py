"""The words of a Word file and of a PDF, in the order in which they are read, so that twins can be compared."""

import io
from collections.abc import Iterable

from pypdf import PdfReader
from pypdf.generic import ContentStream, NameObject

from .word import Arbre

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REPLI = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHEMIN_DE_TEXTE = "{urn:schemas-microsoft-com:vml}textpath"
_ECRIRE = {b"Tj", b"TJ", b"'", b'"'}
_PUCE = "•"


def de_word(arbre: Arbre) -> str:
    """The text of a filled part of a Word file. A watermark's word is text too."""
    morceaux = []
    for element in arbre.iter(f"{_W}t", f"{_W}br", f"{_W}p", _CHEMIN_DE_TEXTE):
        if next(element.iterancestors(_REPLI), None) is not None:
            continue
        if element.tag == f"{_W}t":
            morceaux.append(element.text or "")
        else:
            morceaux.append("\n" + element.get("string", ""))
    return "".join(morceaux)


def de_pdf(pdf: bytes) -> tuple[str, str]:
    """The text of a PDF, and that of its margins: what is marked as decoration (headers, footers, SPÉCIMEN)."""
    lecteur = PdfReader(io.BytesIO(pdf))
    corps: list[str] = []
    marges: list[str] = []
    for page in lecteur.pages:
        flux = ContentStream(page.get_contents(), lecteur, "bytes")
        tri = list(_marquees(flux.operations))
        for cible, voulu in ((corps, False), (marges, True)):
            flux.operations = [op for decor, op in tri if op[1] not in _ECRIRE or decor is voulu]
            page[NameObject("/Contents")] = flux
            cible.append(page.extract_text())
    return "\n".join(corps), "\n".join(marges)


def _marquees(operations: Iterable[tuple[list[object], bytes]]) -> Iterable[tuple[bool, tuple[list[object], bytes]]]:
    """Each drawing operation, and whether it stands inside an artifact."""
    pile: list[bool] = []
    for operandes, operateur in operations:
        if operateur in {b"BDC", b"BMC"}:
            pile.append(operandes[0] == "/Artifact")
        elif operateur == b"EMC":
            pile.pop()
        yield any(pile), (operandes, operateur)


def lettres(texte: str) -> str:
    """What must be the same in both twins: every character but white space and the bullets of lists.

    A PDF has no spaces of its own: a reader guesses them, and letters set apart look like words.
    """
    return "".join(texte.replace(_PUCE, "").split())
