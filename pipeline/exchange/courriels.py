"""A draft that any mail program opens, ready to be reread and sent (.eml): nothing of the moment or of the machine.

Headers are folded here: `email` breaks lists of long accented names (python/cpython issues 80222 and 100884).
"""

import base64
import hashlib
import quopri
import re
import unicodedata
from collections.abc import Iterator, Sequence
from email.header import Header

from pipeline.model.base import Frozen

ADRESSE_MAX = 254
NOM_MAX = 50  # of an attachment: its header holds on one line
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADRESSE = re.compile(
    rf"{_LOCAL}(\.{_LOCAL})*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])"
)


class Correspondant(Frozen):
    """Someone to whom a letter can be sent; made by `correspondant`, which looks at his address."""

    nom: str
    adresse: str


class PieceJointe(Frozen):
    """A PDF that goes with the letter. Its name loses its accents: mail programs read them each its own way."""

    nom: str
    octets: bytes


def correspondant(nom: str, adresse: str | None) -> Correspondant | None:
    """None when the address is none: every mail program would refuse it, or write to someone else."""
    adresse = (adresse or "").strip()
    if len(adresse) > ADRESSE_MAX or not _ADRESSE.fullmatch(adresse):
        return None
    return Correspondant(nom=nom, adresse=adresse)


def brouillon(
    destinataires: Sequence[Correspondant],
    objet: str,
    texte: str,
    copies: Sequence[Correspondant] = (),
    pieces: Sequence[PieceJointe] = (),
) -> bytes:
    """`X-Unsent` makes Outlook open it as a letter to send. The same words give the same bytes."""
    entetes = ["X-Unsent: 1"]
    for nom, qui in (("To", destinataires), ("Cc", copies)):
        if qui:
            entetes.append(f"{nom}: {_liste(qui)}")
    entetes += [f"Subject: {_encoder(objet)}", "MIME-Version: 1.0"]
    contenu = b"".join(_avec(pieces, _texte(texte)) if pieces else _texte(texte))
    return "\r\n".join([*entetes, ""]).encode("ascii") + contenu


def _texte(texte: str) -> tuple[bytes, ...]:
    entetes = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    corps = quopri.encodestring("\n".join([*texte.splitlines(), ""]).encode(errors="replace"))
    return entetes, corps.replace(b"\n", b"\r\n")


def _avec(pieces: Sequence[PieceJointe], texte: tuple[bytes, ...]) -> Iterator[bytes]:
    """The boundary is drawn from the content; `=_` is in no quoted-printable nor base64 text."""
    condense = hashlib.sha256(b"".join([*texte, *(p.octets for p in pieces)])).hexdigest()
    limite = f"=_{condense[:32]}"
    yield f'Content-Type: multipart/mixed; boundary="{limite}"\r\n'.encode()
    for partie in (texte, *map(_piece, pieces)):
        yield f"\r\n--{limite}\r\n".encode()
        yield from partie
    yield f"\r\n--{limite}--\r\n".encode()


def _piece(piece: PieceJointe) -> tuple[bytes, ...]:
    nom = _nom_de_fichier(piece.nom)
    entetes = (
        f'Content-Type: application/pdf;\r\n name="{nom}"\r\n'
        f'Content-Disposition: attachment;\r\n filename="{nom}"\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return entetes.encode("ascii"), base64.encodebytes(piece.octets).replace(b"\n", b"\r\n")


def _nom_de_fichier(nom: str) -> str:
    """Short and plain: a longer parameter, or one that is not ASCII, would have to be encoded."""
    plat = unicodedata.normalize("NFKD", nom).encode("ascii", "ignore").decode()
    tronc, point, suffixe = re.sub(r"[^A-Za-z0-9 ._()-]+", "", plat).rpartition(".")
    return f"{tronc.strip()[:NOM_MAX]}{point}{suffixe[:4]}"


def _liste(qui: Sequence[Correspondant]) -> str:
    """One to a line, folded as mail programs expect."""
    return ",\r\n ".join(f"{_encoder(c.nom)}\r\n <{c.adresse}>" if _sur_une_ligne(c.nom) else c.adresse for c in qui)


def _encoder(texte: str) -> str:
    """Encoded words (RFC 2047): a line break, a comma or a quote cannot be mistaken for the mark of a header."""
    return Header(_sur_une_ligne(texte), "utf-8", maxlinelen=65).encode(linesep="\r\n")


def _sur_une_ligne(texte: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in texte).split())
