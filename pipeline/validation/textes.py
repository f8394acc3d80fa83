"""What a text may not hold, and what is no argument (S0 §2.3)."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from pipeline.model.vocabulaire import plier
from pipeline.settings import Argument

EXTRAIT = 60  # characters of what was found, shown in a sentence
_PERMIS = frozenset("\n\t")
_INTERDITS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # control, invisible and lone half characters, odd line ends
_NON_CARACTERES = frozenset("\ufffe\uffff")
_MOTS = re.compile(r"[^\W\d_]+")
_VIDES = frozenset(_MOTS.findall("ras rien neant ok oui non idem dito nc nsp so sans objet aucun aucune bla test"))


def interdits(texte: str) -> Iterator[tuple[int, str]]:
    """Characters that people cannot see and that some programs obey, each with its rank from 1."""
    if texte.isprintable():
        return
    for rang, caractere in enumerate(texte, start=1):
        if caractere in _PERMIS:
            continue
        if caractere in _NON_CARACTERES or unicodedata.category(caractere) in _INTERDITS:
            yield rang, caractere


def non_imprimables(texte: str, imprimable: Callable[[str], bool]) -> tuple[str, ...]:
    """Characters that the fonts of the documents do not have, once each, in order."""
    return tuple(c for c in dict.fromkeys(texte) if not c.isspace() and not imprimable(c))


def insuffisant(texte: str, argument: Argument) -> bool:
    """Whether a text says too little. Only different words count, neither fillers nor one letter repeated."""
    mots = {m for m in _MOTS.findall(plier(texte)) if m not in _VIDES and len(set(m)) > 1}
    return len(mots) < argument.mots_differents_min or sum(map(len, mots)) < argument.lettres_min


def code(caractere: str) -> str:
    return f"U+{ord(caractere):04X}"


def extrait(texte: str) -> str:
    """What was found, on one line, short, and harmless wherever it is shown."""
    visible = "".join(c if c.isprintable() else " " for c in texte[: EXTRAIT + 1])
    return visible if len(visible) <= EXTRAIT else visible[:EXTRAIT] + "…"
