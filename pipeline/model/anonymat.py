"""What must not be read in an anonymous dossier, and when two spellings are one word (K18, G-085)."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from .base import Frozen

BARRIERE = "\x1e"  # no sequence of words goes across it


class Genre(StrEnum):
    """Of what a word speaks: the very word that replaces it, between brackets."""

    CANDIDAT = "candidat"
    JURY = "membre du jury"
    ORGANISME = "organisme"
    COORDONNEES = "coordonnées"
    REFERENCE = "référence"


class Terme(Frozen):
    """Folded words, parted by one space, to be read nowhere."""

    mots: str
    genre: Genre = Genre.CANDIDAT
    capitale: bool = False  # so short that only a capital tells it from a common word
    graphie: str = ""  # folded it would be a small word (« Lê »): only this very spelling counts
    compte: bool = False  # an account that is spelled like a word (« usager »): only an identifier counts


class Identites(Frozen):
    """Those whom a dossier must not name. `liberes`: the common words that staff released."""

    candidat: tuple[str, ...] = ()
    jury: tuple[str, ...] = ()
    organismes: tuple[str, ...] = ()
    adresses: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    liberes: frozenset[str] = frozenset()


class Trouve(Frozen):
    """What was masked, as it was written: for the staff's report, never for the dossier."""

    genre: Genre
    mots: str


INVISIBLES = (
    "\u00ad\u0300-\u036f\u061c\u180e\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
_EFFACER = re.compile(f"[{INVISIBLES}]+")
# Letters that Unicode does not take apart, as people without that keyboard write them.
_SANS_ACCENT = str.maketrans(
    {
        **dict(zip("øØłŁđĐðÐħĦıŧŦ’ʼ", "oOlLdDdDhHitT''", strict=True)),
        "œ": "oe",
        "Œ": "OE",
        "æ": "ae",
        "Æ": "AE",
        "ß": "ss",
        "ẞ": "SS",
        "þ": "th",
        "Þ": "Th",
    }
)
_A_TRADUIRE = re.compile(f"[{''.join(map(chr, _SANS_ACCENT))}]")
_MOTS = re.compile(rf"[^\W\d_]+|\d+|{BARRIERE}")

_CHIFFRES = "²³¹¼-¾⁰-ₜ⅐-↏①-⓿"  # letters to Python, figures to a reader (a call for a footnote)
_LETTRE = rf"[^\W\d_ʼ{_CHIFFRES}]"
# A word as it is written, with what no one sees in it.
JETON = re.compile(rf"{_LETTRE}+(?:[{INVISIBLES}]+{_LETTRE}*)*|\d+(?:[{INVISIBLES}]+\d+)*")

_ICI = rf"\w{INVISIBLES}"
COURRIEL = re.compile(rf"[{_ICI}.+'’-]+@[{_ICI}-]+(?:\.[{_ICI}-]+)+")
_ECART = r"[^\S\n]?[.\-/]?[^\S\n]?"
TELEPHONE = re.compile(rf"(?<!\d)(?:(?:\+|00)33{_ECART}(?:\(0\){_ECART})?|0)[1-9](?:{_ECART}\d\d){{4}}(?!\d)")
CHIFFRES_D_UN_NUMERO = 9  # without the leading 0 or +33
COUPURE = re.compile(r"[-‐‑\u00ad]\s*\n\s*")  # a word broken at the end of a line


_BORD_APRES = re.compile(
    r"[_@\\]|\d\d|\.(?:csv|docx?|eml|jpe?g|msg|od[st]|pdf|png|pptx?|txt|xlsx?|zip)\b", re.IGNORECASE
)
_BORD_AVANT = re.compile(r"(?:[_@\\]|\d\d)$")


def est_un_identifiant(texte: str, debut: int, fin: int) -> bool:
    """Is this word the name of an account or of a file, which no word of a sentence is written like?

    A capital inside (« UsageR »), what only identifiers have beside it (« usager_cv », « usager75 », « usager.pdf »).
    """
    ecrit = texte[debut:fin]
    capitale = any(c.isupper() for c in ecrit[1:]) and not ecrit.rstrip("s").isupper()  # « CAFs » is a plural
    bords = _BORD_APRES.match(texte, fin) or _BORD_AVANT.search(texte, max(0, debut - 2), debut)
    return capitale or bords is not None


def aplatir(texte: str) -> str:
    """The same text without accents nor what no one sees; its case and its separators stay."""
    if texte.isascii():
        return texte
    if _A_TRADUIRE.search(texte):
        texte = texte.translate(_SANS_ACCENT)
    return _EFFACER.sub("", unicodedata.normalize("NFKD", texte))


def mots(texte: str) -> list[str]:
    """The flat words, letters and figures apart, in the case in which they were written."""
    return _MOTS.findall(aplatir(texte))


@lru_cache(maxsize=65536)
def plier(mot: str) -> str:
    """One word, folded: `jean` for « Jéan »."""
    return "".join(mots(mot)).casefold()


@lru_cache(maxsize=4096)
def graphie(mot: str) -> str:
    """One word with its accents, whatever its case and its Unicode form."""
    compose = unicodedata.normalize("NFC", mot)
    return unicodedata.normalize("NFC", _EFFACER.sub("", compose).casefold())


def numero(texte: str) -> str:
    """A phone number by its figures, the same at home and from abroad."""
    return re.sub(r"\D", "", texte)[-CHIFFRES_D_UN_NUMERO:]
