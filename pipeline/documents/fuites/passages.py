"""What the readers of files hand to the search: texts, each with the place where it stands."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

OCTETS_MAX = 200 * 2**20
_GARDE = 2**20  # bytes of a part that comes again in each document (a font), read once
_PREMIER_SIGNE, _DERNIER_SIGNE = 32, 127  # of ASCII
_MOT_MIN = 5  # letters: chance writes shorter ones
_SIGNES_DE_TEXTE = 0.02  # control characters that a text may hold


class Sorte(Enum):
    TEXTE = "texte"
    PAGE = "page"  # a page of a PDF: its spaces are guessed
    NOM = "nom"  # of a file, of a sheet: words may be glued, each with its capital
    OPAQUE = "opaque"  # images, fonts: chance writes short words there


class Passage(NamedTuple):
    ou: str
    texte: str
    sorte: Sorte = Sorte.TEXTE


class Dedans(NamedTuple):
    """A file within a file."""

    ou: str
    octets: bytes


class Illisible(Exception):  # noqa: N818 - told in French to whom it concerns
    """What could not be read, and why. It is yielded as often as it is raised; it never leaves this room."""

    def __init__(self, ou: str, raison: str) -> None:
        super().__init__(ou, raison)
        self.ou, self.raison = ou, raison


class Budget:
    """How many bytes may still be unpacked."""

    def __init__(self, octets: int) -> None:
        self.reste = octets

    def prendre(self, octets: int, ou: str) -> None:
        self.reste -= octets
        if self.reste < 0:
            raise Illisible(ou, "trop gros une fois décompressé")


def de_texte(octets: bytes) -> str | None:
    """The text, in whatever of the usual encodings; none when these bytes are no text."""
    for marque, codage in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if octets.startswith(marque):
            return octets[len(marque) :].decode(codage, "replace")
    debut = octets[:4096]
    if b"\0" in debut or sum(o < _PREMIER_SIGNE and o not in b"\t\n\f\r" for o in debut) > _SIGNES_DE_TEXTE * len(
        debut
    ):
        return None
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        ascii_ = sum(o <= _DERNIER_SIGNE for o in debut)
        return octets.decode("cp1252", "replace") if 4 * ascii_ > 3 * len(debut) else None


def opaque(ou: str, octets: bytes) -> Passage:
    lire = _mots_gardes if len(octets) < _GARDE else _mots_caches
    return Passage(ou, lire(octets), Sorte.OPAQUE)


_SUITE = re.compile(rb"(?:[A-Za-z]|[\xc0-\xff][\x80-\xbf]?){2,}(?:[ .'_-]{1,2}(?:[A-Za-z]|[\xc0-\xff][\x80-\xbf]?)+)*")
_LARGE_LE = re.compile(rb"(?:[\x20-\xff]\0){5,}|(?:(?:[\x20-\xff]\0)|(?:.[\x01\x03\x1e])){8,}", re.DOTALL)
_LARGE_BE = re.compile(rb"(?:\0[\x20-\xff]){5,}|(?:(?:\0[\x20-\xff])|(?:[\x01\x03\x1e].)){8,}", re.DOTALL)


def _mots_caches(octets: bytes) -> str:
    """The runs of letters in bytes that are no text, read as Latin, UTF-8 and UTF-16."""
    trouves = []
    for suite in _SUITE.findall(octets):
        if len(suite) >= _MOT_MIN:
            trouves.append(suite.decode("latin-1"))
            if not suite.isascii():
                trouves.append(suite.decode("utf-8", "replace"))
    if b"\0" in octets:
        trouves += [s.decode("utf-16-le", "replace") for s in _LARGE_LE.findall(octets)]
        trouves += [s.decode("utf-16-be", "replace") for s in _LARGE_BE.findall(octets)]
    return "\n".join(trouves)


_mots_gardes = lru_cache(maxsize=64)(_mots_caches)
