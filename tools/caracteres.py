"""Lists the characters that the shipped fonts can print: `python -m tools.caracteres`.

Each layout sets its words in one family and falls back on DejaVu Sans: a character is printable when DejaVu Sans draws
it, or every other font. Left out: controls, private codes, and the invisible marks that change the direction or the
cut of what is read.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
FICHIER = TEMPLATES / "polices" / "caracteres.txt"
SECOURS = "DejaVuSans.ttf"
_INVISIBLES = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}


def imprimables(polices: Path) -> list[int]:
    """The codes that have a shape whatever the layout, in order."""
    secours = _codes(polices / SECOURS)
    autres = [_codes(fichier) for fichier in polices.glob("*.ttf") if fichier.name != SECOURS]
    codes = secours | set.intersection(*autres)
    return sorted(c for c in codes if unicodedata.category(chr(c)) not in _INVISIBLES)


def _codes(fichier: Path) -> set[int]:
    with TTFont(fichier, lazy=True) as police:
        return set(police.getBestCmap())


def plages(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    debut = fin = -1
    for code in codes:
        if code == fin + 1:
            fin = code
            continue
        if debut >= 0:
            yield debut, fin
        debut = fin = code
    if debut >= 0:
        yield debut, fin


def texte(polices: Path) -> str:
    """What the committed file must say."""
    lignes = (f"{a:04X}" if a == b else f"{a:04X}-{b:04X}" for a, b in plages(imprimables(polices)))
    return "\n".join(lignes) + "\n"


if __name__ == "__main__":
    FICHIER.write_text(texte(FICHIER.parent), "ascii")
