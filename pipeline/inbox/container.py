"""A zip before any parser sees it: bounded, without tricks in its names, read whole with its checksums."""

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

PARTIES_MAX = 300
PARTIE_OCTETS_MAX = 20 * 2**20
OCTETS_MAX = 40 * 2**20  # inflated; a grid of 54 criteria has 0.2 MB

SIGNATURE = b"PK\x03\x04"
_REPERTOIRE = b"PK\x01\x02"  # one for each entry of the directory
_METHODES = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_CHIFFREE = 0x1  # bit of a zip entry's flags

# What zipfile and zlib raise on a damaged file.
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

_XML = re.compile(r".*\.(xml|rels|vml|rdf|sigs|psmdcp)")
_CODAGE = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
# Those in which a "<" is the byte "<"; true UTF-16 is told by its first two bytes.
_CODAGES = frozenset({b"utf-8", b"utf8", b"us-ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252", b"utf-16"})
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


class ConteneurError(Exception):
    """This zip is not let in; `code` is that of its constat. It never leaves this room."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Conteneur:
    """The entries of a zip; `noms` in small letters, since case does not tell them apart."""

    def __init__(self, contenu: bytes) -> None:
        if contenu.count(_REPERTOIRE) > PARTIES_MAX:
            raise ConteneurError("CLASSEUR_DEMESURE")
        try:
            self._zip = zipfile.ZipFile(BytesIO(contenu))
        except _ABIMES as e:
            raise ConteneurError("CLASSEUR_ABIME") from e
        self._entrees = [e for e in self._zip.infolist() if not (e.is_dir() and e.file_size == 0)]
        self.noms = tuple(unicodedata.normalize("NFC", e.filename).lower() for e in self._entrees)
        if any(e.flag_bits & _CHIFFREE for e in self._entrees):
            raise ConteneurError("CLASSEUR_PROTEGE")
        if any(e.compress_type not in _METHODES for e in self._entrees):
            raise ConteneurError("CLASSEUR_ABIME")
        if len(set(self.noms)) < len(self.noms) or any(_evade(n) for n in self.noms):
            raise ConteneurError("CLASSEUR_DANGEREUX")

    def gonfler(self) -> Mapping[str, bytes]:
        """Every entry is inflated and its checksum compared; those that will be parsed are given back, cleared."""
        reste = OCTETS_MAX
        parties = {}
        for nom, entree in zip(self.noms, self._entrees, strict=True):
            try:
                with self._zip.open(entree) as flux:
                    partie = flux.read(min(reste, PARTIE_OCTETS_MAX) + 1)
            except _ABIMES as e:
                raise ConteneurError("CLASSEUR_ABIME") from e
            reste -= len(partie)
            if reste < 0 or len(partie) > PARTIE_OCTETS_MAX:
                raise ConteneurError("CLASSEUR_DEMESURE")
            if _XML.fullmatch(nom):
                parties[nom] = _clair(partie)
        return parties


def _evade(nom: str) -> bool:
    return nom.startswith("/") or "\\" in nom or "\0" in nom or ".." in nom.split("/")


def _clair(partie: bytes) -> bytes:
    """The part in an encoding that hides nothing, without document type nor entity: workbooks have neither."""
    if partie.startswith((b"\xff\xfe", b"\xfe\xff")):
        partie = partie.decode("utf-16", "replace").encode("utf-8", "replace")
    else:
        partie = partie.removeprefix(b"\xef\xbb\xbf")
        codage = _CODAGE.match(partie)
        lisible = b"\0" not in partie and partie.lstrip()[:1] in {b"<", b""}
        if not lisible or (codage and codage[1].lower() not in _CODAGES):
            raise ConteneurError("CLASSEUR_DANGEREUX")
    if _DECLARATION.search(partie):
        raise ConteneurError("CLASSEUR_DANGEREUX")
    return partie
