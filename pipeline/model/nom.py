"""What a name or a message may show: nothing that a terminal obeys, that turns the writing around or breaks a line."""

import re
from typing import Annotated

from pydantic import AfterValidator

INCONNU = "\N{REPLACEMENT CHARACTER}"
_RETOURNENT = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # marks of direction
_COUPENT = r"\u0085\u2028\u2029"  # line ends that are no control of ASCII
_INDICIBLES = re.compile(rf"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_COUPENT}{_RETOURNENT}]")
_INDICIBLES_D_UN_TEXTE = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_COUPENT}{_RETOURNENT}]")


def nom_dicible(nom: str) -> str:
    """On one line, character for character: what cannot be shown is shown as unknown."""
    return _INDICIBLES.sub(INCONNU, nom)


def texte_dicible(texte: str) -> str:
    """The same for a text of several lines, be they of Windows."""
    return _INDICIBLES_D_UN_TEXTE.sub(INCONNU, texte.replace("\r\n", "\n"))


def json_dicible(texte: str) -> str:
    """A JSON text that means the same; such characters stand in its strings only, and may be spelt there."""
    return _INDICIBLES_D_UN_TEXTE.sub(lambda m: f"\\u{ord(m[0]):04x}", texte)


def couper(nom: str, octets: int) -> str:
    """Its beginning, in so many bytes of UTF-8 at most: that is how file systems count, and no character is split."""
    return nom.encode("utf-8", "replace")[:octets].decode("utf-8", "ignore")


NomDeFichier = Annotated[str, AfterValidator(nom_dicible)]
