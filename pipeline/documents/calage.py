"""A published page set on its sheet: shifted as the printer asks, without the frame that the stock already bears.

Its words are never touched: they are only moved, and what is left out draws and says nothing.
"""

import re
from itertools import pairwise

from pypdf import PageObject
from pypdf.generic import DictionaryObject, StreamObject

from pipeline.model.base import Frozen

POINTS_PAR_MM = 72 / 25.4
_FOND = re.compile(rb"/Artifact\s*<<[^<>]*/Type\s*/Background\b[^<>]*>>\s*BDC\b")
_BORNE = re.compile(rb"(?<![^\s>\])])(?:BDC|BMC|EMC)\b")
_PARLE = re.compile(rb"[(<]|(?<![^\s])(?:BT|BI)\b")  # a string, a text or a picture: not only lines and colours
_APPELLE = re.compile(rb"/(\S+)\s+Do\b")


class Calage(Frozen):
    """Millimetres to the right and downwards, seen as the page is read; `sans_fond`: on pre-printed stock."""

    x_mm: float = 0
    y_mm: float = 0
    sans_fond: bool = False


def caler(page: PageObject, calage: Calage) -> None:
    """In place, in the writer that holds the page."""
    contenu = page["/Contents"].get_object()
    if not isinstance(contenu, StreamObject):
        raise TypeError("Typst writes the content of a page as one stream")
    flux = contenu.get_data()
    if calage.sans_fond:
        flux = sans_fond(flux, page["/Resources"].get_object())
    if calage.x_mm or calage.y_mm:
        x, y = calage.x_mm * POINTS_PAR_MM, -calage.y_mm * POINTS_PAR_MM
        flux = b"q 1 0 0 1 %.4f %.4f cm\n%b\nQ\n" % (x, y, flux)
    contenu.set_data(flux)


def sans_fond(flux: bytes, ressources: object) -> bytes:
    """Without what the layout tagged as the background of its page, wherever that only draws."""
    gardes = [0]
    for fond in _FOND.finditer(flux):
        fin = _fin(flux, fond.end())
        if fin and fond.start() >= gardes[-1] and _muet(flux[fond.end() : fin], ressources):
            gardes += [fond.start(), fin]
    gardes.append(len(flux))
    return b"\n".join(flux[debut:fin] for debut, fin in list(pairwise(gardes))[::2])


def _fin(flux: bytes, debut: int) -> int | None:
    """Just after the mark that closes the one opened before `debut`."""
    ouvertes = 1
    for borne in _BORNE.finditer(flux, debut):
        ouvertes += -1 if borne[0] == b"EMC" else 1
        if not ouvertes:
            return borne.end()
    return None


def _muet(dessin: bytes, ressources: object) -> bool:
    """Lines, colours and pictures; no word, not even in what it calls."""
    if _PARLE.search(dessin):
        return False
    objets = ressources.get("/XObject", {}) if isinstance(ressources, DictionaryObject) else {}
    for nom in _APPELLE.findall(dessin):
        appele = objets[f"/{nom.decode()}"].get_object()
        if appele["/Subtype"] != "/Image" and not _muet(appele.get_data(), appele.get("/Resources")):
            return False
    return True
