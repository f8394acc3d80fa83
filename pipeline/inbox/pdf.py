"""A PDF dropped as a piece: whole, and open to whoever archives it. Its pages are never parsed here."""

import re

ENTETE = re.compile(rb"%PDF-\d\.\d")
_MARGE = 1024  # bytes around the two marks, as PDF readers allow (ISO 32000-1, annex H)
_BOURRAGE = b"\0\t\n\r\x1a "  # what scanners and mail add at the end
_FIN = re.compile(rb"startxref\s+\d{1,10}\s+%%EOF")
_CHIFFRE = re.compile(rb"/Encrypt\s*(?:\d{1,10}\s+\d{1,5}\s+R|<<)")


def commence(contenu: bytes) -> bool:
    return ENTETE.search(contenu[:_MARGE]) is not None


def fautes(contenu: bytes) -> tuple[str, ...]:
    """The codes of what is wrong with a file that begins as a PDF."""
    fin = contenu.rstrip(_BOURRAGE)[-2 * _MARGE :]
    if _FIN.search(fin) is None:
        return ("PDF_ABIME",)
    return ("PDF_PROTEGE",) if _CHIFFRE.search(contenu) else ()
