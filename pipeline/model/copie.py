"""The name of a file given back to be corrected: it carries the deposit that it corrects, and is taken off again."""

import re
import unicodedata

_MARQUE = re.compile(r" ?- à (?:corriger|vérifier|confirmer) \((D-[0-9]{6,})\)")


def nom_de_copie_rendue(souche: str, quoi: str, depot: str) -> str:
    """Without suffix; corrected ten times, it bears one mark: `souche` is the name of what came, cleaned of ours."""
    return f"{souche} - {quoi} ({depot})"


def sans_marque(nom: str) -> str:
    """The name under which the file was first dropped, with its suffix and its folders."""
    return _MARQUE.sub("", unicodedata.normalize("NFC", nom))


def nommes(nom: str) -> tuple[str, ...]:
    """The deposits that a name says it corrects."""
    return tuple(_MARQUE.findall(unicodedata.normalize("NFC", nom)))


def souche(nom: str) -> str:
    """What tells a file apart by its name alone: neither our mark, nor its suffix, nor capitals."""
    dossiers, _, dernier = sans_marque(nom).rpartition("/")
    debut, point, _ = dernier.rpartition(".")
    return f"{dossiers}/{debut if point else dernier}".casefold()
