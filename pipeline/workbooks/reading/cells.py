"""What one cell says, as a spreadsheet program means it: text, number, day, hour, truth."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cached_property

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, STRIP_RE, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel
from openpyxl.utils.escape import unescape

from pipeline.model.classeur import Brut

_NOMBRE = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_HEURE = re.compile(r"T|\d\d:", re.ASCII)
_ENTIER_EXACT = 10**15  # a spreadsheet keeps 15 digits
_CHIFFRES_MAX = 64
_FORMAT_MAX = 255  # characters, as in Excel
_TROUVE_MAX = 40  # characters shown of what cannot be read


class ValeurError(Exception):
    """A cell whose content is an error (`#REF!`) or cannot be a value; `code` is that of its constat."""

    def __init__(self, code: str, trouve: str) -> None:
        super().__init__(code)
        self.code = code
        self.trouve = trouve[:_TROUVE_MAX]


def _texte(brut: str) -> str:
    """Undo `_xHHHH_`, the spreadsheets' own escape; two halves of a character written so are joined."""
    if "_x" not in brut:
        return brut
    return unescape(brut).encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def texte_riche(element: etree._Element, ns: str) -> str:
    """The text of a string with or without formatted runs; phonetic hints are not part of it."""
    morceaux = []
    for enfant in element:
        if enfant.tag == f"{ns}t":
            morceaux.append(enfant.text or "")
        elif enfant.tag == f"{ns}r":
            morceaux += [t.text or "" for t in enfant.iterchildren(f"{ns}t")]
    return _texte("".join(morceaux))


def _nombre(brut: str) -> int | float:
    if len(brut) > _CHIFFRES_MAX or not _NOMBRE.fullmatch(brut):
        raise ValeurError("CELLULE_ILLISIBLE", brut)
    valeur = float(brut)
    if math.isinf(valeur):
        raise ValeurError("CELLULE_ILLISIBLE", brut)
    return int(valeur) if valeur.is_integer() and abs(valeur) < _ENTIER_EXACT else valeur


def _moment(brut: str) -> date | time:
    """An ISO 8601 day or hour (`t="d"`, Strict Open XML)."""
    try:
        if _HEURE.match(brut):
            return time.fromisoformat(brut).replace(tzinfo=None)
        return datetime.fromisoformat(brut).date()
    except ValueError as e:
        raise ValeurError("CELLULE_ILLISIBLE", brut) from e


class Valeurs:
    """Turns cells into values: knows the workbook's shared texts, number formats and first day."""

    def __init__(self, ns: str, textes: etree._Element | None, styles: etree._Element | None, *, de_1904: bool) -> None:
        self._ns = ns
        self._v = f"{ns}v"
        self._textes: Sequence[etree._Element] = () if textes is None else textes.findall(f"{ns}si")
        self._styles = styles
        self._epoque = MAC_EPOCH if de_1904 else WINDOWS_EPOCH

    def lire(self, cellule: etree._Element) -> Brut:
        genre = cellule.get("t", "n")
        if genre == "inlineStr":
            texte = cellule.find(f"{self._ns}is")
            return None if texte is None else texte_riche(texte, self._ns) or None
        contenu = cellule.find(self._v)
        brut = "" if contenu is None else contenu.text or ""
        if genre == "str":
            return _texte(brut) or None
        brut = brut.strip()
        if not brut:
            return None
        return self._typee(genre, brut, cellule.get("s", "0"))

    def _typee(self, genre: str, brut: str, style: str) -> Brut:
        match genre:
            case "s":
                return self._partage(brut)
            case "n":
                return self._date_ou_nombre(_nombre(brut), self._formats.get(style, ""))
            case "b":
                return brut in {"1", "true"}
            case "d":
                return _moment(brut)
            case "e":
                raise ValeurError("CELLULE_EN_ERREUR", brut)
        raise ValeurError("CELLULE_ILLISIBLE", brut)

    def _partage(self, rang: str) -> Brut:
        if not (rang.isascii() and rang.isdigit() and len(rang) < _CHIFFRES_MAX) or int(rang) >= len(self._textes):
            raise ValeurError("CELLULE_ILLISIBLE", rang)
        return texte_riche(self._textes[int(rang)], self._ns) or None

    @cached_property
    def _formats(self) -> dict[str, str]:
        """The number format of each cell style, by the style's rank."""
        if self._styles is None:
            return {}
        codes = {str(rang): code for rang, code in BUILTIN_FORMATS.items()}
        codes |= {f.get("numFmtId", ""): f.get("formatCode", "") for f in self._styles.iter(f"{self._ns}numFmt")}
        styles = self._styles.iterfind(f"{self._ns}cellXfs/{self._ns}xf")
        return {str(rang): codes.get(xf.get("numFmtId", "0"), "") for rang, xf in enumerate(styles)}

    def _date_ou_nombre(self, nombre: float, code: str) -> Brut:
        """A number is a day or an hour by its format alone; what the format cannot show stays a number."""
        if nombre < 0 or len(code) > _FORMAT_MAX or not is_date_format(code):
            return nombre
        if is_timedelta_format(code) and nombre >= 1:
            return nombre
        try:
            moment: datetime | time = from_excel(nombre, self._epoque)
        except OverflowError:
            return nombre
        if isinstance(moment, time):
            return moment
        lettres = set(STRIP_RE.sub("", code).lower())
        return moment.time() if lettres & {"h", "s"} and not lettres & {"d", "y"} else moment.date()
