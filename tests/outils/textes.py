"""All that a composed document says, before it is set on a page."""

from collections.abc import Iterator

from pipeline.model.document import Document, Tableau

# What the models name for the machine, and nobody reads.
MUETS = {"type", "mise_en_page", "date", "genre", "style", "ton", "marque", "niveau"}


def textes(document: Document) -> tuple[str, ...]:
    """Every string that the document shows, as it stands, in reading order."""
    return tuple(_chaines(document.model_dump(exclude={"type", "mise_en_page", "date"})))


def _chaines(valeur: object) -> Iterator[str]:
    if isinstance(valeur, str):
        yield valeur
    elif isinstance(valeur, dict):
        for cle, contenu in valeur.items():
            if cle not in MUETS:
                yield from _chaines(contenu)
    elif isinstance(valeur, list | tuple):
        for element in valeur:
            yield from _chaines(element)


def plat(document: Document) -> str:
    """The whole text, one string a line, with a keyboard's spaces and apostrophes so that expectations can be typed."""
    return "\n".join(textes(document)).replace("\N{NO-BREAK SPACE}", " ").replace("’", "'")


def rangs(document: Document) -> list[tuple[str, ...]]:
    """The rows of every table, with a keyboard's spaces."""
    return [
        _au_clavier(ligne.cellules) for bloc in document.blocs if isinstance(bloc, Tableau) for ligne in bloc.lignes
    ]


def _au_clavier(cellules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(x.replace("\N{NO-BREAK SPACE}", " ") for x in cellules)
