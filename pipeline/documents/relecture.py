"""A document read again as soon as it is made, by the very process that made it: whom must it not name? (K18)."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.model.anonymat import Terme

from .fuites import Fuite, chercher
from .piece_masquee import PieceMasqueeError, chercher_apart


class Relecture(NamedTuple):
    """`pieces`: the files that go with it: what each is, its name there, and where it lies."""

    nom: str  # without suffix
    termes: tuple[Terme, ...]
    pieces: tuple[tuple[str, str, Path], ...] = ()


class Lue(NamedTuple):
    """What was read in the document, and in the pieces that go with it."""

    document: tuple[Fuite, ...] = ()
    pieces: tuple[Fuite, ...] = ()


def relire(r: Relecture, docx: bytes, pdf: bytes) -> Lue:
    document = (*chercher(f"{r.nom}.docx", docx, r.termes), *chercher(f"{r.nom}.pdf", pdf, r.termes))
    return Lue(document, tuple(_pieces(r)))


def _pieces(r: Relecture) -> Iterator[Fuite]:
    """A piece that cannot be made clean holds its dossier back, as a name would."""
    for libelle, nom, copie in r.pieces:
        try:
            yield from chercher_apart(nom, copie.read_bytes(), r.termes)
        except PieceMasqueeError as e:
            yield Fuite(ou=libelle, mot=e.code)  # its name holds the number, which staff must not read beside his (K18)
