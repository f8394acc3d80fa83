"""Which characters our fonts can print. A PDF/A refuses a character without a shape: better to say so on reading."""

from bisect import bisect_right
from functools import cache

from pipeline.settings import shipped

# Written by `python -m tools.caracteres` from the fonts that ship; a test keeps it true.
FICHIER = "polices/caracteres.txt"
_LIGNES = frozenset("\n\r\t")


@cache
def _plages() -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The first and the last code of each range, in order."""
    lignes = (shipped("templates") / FICHIER).read_text("ascii").split()
    bornes = [ligne.split("-") for ligne in lignes]
    return tuple(int(b[0], 16) for b in bornes), tuple(int(b[-1], 16) for b in bornes)


def imprimable(caractere: str) -> bool:
    """Whether both twins of every layout can print this character."""
    premiers, derniers = _plages()
    rang = bisect_right(premiers, ord(caractere)) - 1
    return caractere in _LIGNES or (rang >= 0 and ord(caractere) <= derniers[rang])
