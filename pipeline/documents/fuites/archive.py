"""Word and Excel files, and any other zip: every part, and what stands between the parts."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from . import office
from .passages import Budget, Dedans, Illisible, Passage, Sorte, de_texte, opaque

_ENTREE, _VIDE, _SOMMAIRE = b"PK\x03\x04", b"PK\x05\x06", b"PK\x01\x02"
_ENTETE = 30  # bytes before the name of an entry
_SUITE_MAX = 24  # bytes that may follow an entry's data: its sizes, when they were not known before
_CHIFFREE = 0x1
_ABIMES = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_XML = re.compile(r".*\.(xml|rels|vml|rdf)")
_DEDANS = (_ENTREE, b"%PDF", b"\xd0\xcf\x11\xe0")


def commence(octets: bytes) -> bool:
    return octets.startswith((_ENTREE, _VIDE))


def lire(octets: bytes, budget: Budget) -> Iterator[Passage | Dedans | Illisible]:
    try:
        with zipfile.ZipFile(BytesIO(octets)) as archive:
            entrees = archive.infolist()
            if any(e.flag_bits & _CHIFFREE for e in entrees):
                raise Illisible("archive", "protégée par un mot de passe")
            budget.prendre(sum(e.file_size for e in entrees), "archive")
            parties = [(e.filename, archive.read(e)) for e in entrees]
            yield from _autour(octets, archive)
    except _ABIMES as e:
        raise Illisible("archive", "abîmée") from e
    classeur = office.Classeur(dict(parties))
    for nom, contenu in parties:
        yield from _partie(nom, contenu, classeur)


def _autour(octets: bytes, archive: zipfile.ZipFile) -> Iterator[Passage | Illisible]:
    """What a zip says besides its parts."""
    if archive.comment:
        yield _brut("commentaire de l'archive", archive.comment)
    for entree in archive.infolist():
        yield Passage("nom d'une partie", entree.filename, Sorte.NOM)
        if entree.orig_filename != entree.filename:
            yield Passage("nom d'une partie", entree.orig_filename, Sorte.NOM)
        if entree.comment:
            yield _brut("commentaire d'une partie", entree.comment)
        if entree.extra:
            yield _brut("champ annexe d'une partie", entree.extra)
    for trou in _trous(octets, archive):
        if trou.strip(b"\0"):
            yield _brut("entre les parties de l'archive", trou)
            if _ENTREE in trou:
                yield Illisible("entre les parties de l'archive", "une partie que le sommaire ne dit pas")


def _trous(octets: bytes, archive: zipfile.ZipFile) -> Iterator[bytes]:
    """The bytes of no entry; and the local fields of each, which may differ from the directory's."""
    ici = 0
    for entree in sorted(archive.infolist(), key=lambda e: e.header_offset):
        debut = entree.header_offset
        if debut > ici:
            yield octets[ici:debut]
        nom, champs = (int.from_bytes(octets[debut + n : debut + n + 2], "little") for n in (26, 28))
        donnees = debut + _ENTETE + nom + champs
        yield octets[debut + _ENTETE : donnees]
        ici = donnees + entree.compress_size
        suite = octets.find(b"PK", ici, ici + _SUITE_MAX + 2)
        ici = suite if suite >= 0 else ici
    if archive.start_dir > ici:
        yield octets[ici : archive.start_dir]


def _partie(nom: str, contenu: bytes, classeur: office.Classeur) -> Iterator[Passage | Dedans | Illisible]:
    ou = office.place(nom, classeur)
    if contenu.startswith(_DEDANS[:2]):
        yield Dedans(ou, contenu)
    elif _XML.fullmatch(nom.lower()) or contenu.lstrip()[:5] == b"<?xml":
        yield from office.lire(nom, contenu, classeur)
    else:
        yield _brut(ou, contenu)


def _brut(ou: str, octets: bytes) -> Passage:
    texte = de_texte(octets)
    return opaque(ou, octets) if texte is None else Passage(ou, texte)
