"""A draft that any mail program opens, ready to be reread and sent (.eml): nothing of the moment or of the machine.

Headers are folded here: `email` breaks lists of long accented names (python/cpython issues 80222 and 100884).
"""

import quopri
import re
from collections.abc import Sequence
from email.header import Header

from pipeline.model.base import Frozen

ADRESSE_MAX = 254
_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADRESSE = re.compile(
    rf"{_LOCAL}(\.{_LOCAL})*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])"
)


class Correspondant(Frozen):
    """Someone to whom a letter can be sent; made by `correspondant`, which looks at his address."""

    nom: str
    adresse: str


def correspondant(nom: str, adresse: str | None) -> Correspondant | None:
    """None when the address is none: every mail program would refuse it, or write to someone else."""
    adresse = (adresse or "").strip()
    if len(adresse) > ADRESSE_MAX or not _ADRESSE.fullmatch(adresse):
        return None
    return Correspondant(nom=nom, adresse=adresse)


def brouillon(
    destinataires: Sequence[Correspondant], objet: str, texte: str, copies: Sequence[Correspondant] = ()
) -> bytes:
    """`X-Unsent` makes Outlook open it as a letter to send. The same words give the same bytes."""
    entetes = ["X-Unsent: 1"]
    for nom, qui in (("To", destinataires), ("Cc", copies)):
        if qui:
            entetes.append(f"{nom}: {_liste(qui)}")
    entetes += [
        f"Subject: {_encoder(objet)}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
    ]
    corps = quopri.encodestring("\n".join([*texte.splitlines(), ""]).encode(errors="replace")).replace(b"\n", b"\r\n")
    return "\r\n".join([*entetes, "", ""]).encode("ascii") + corps


def _liste(qui: Sequence[Correspondant]) -> str:
    """One to a line, folded as mail programs expect."""
    return ",\r\n ".join(f"{_encoder(c.nom)}\r\n <{c.adresse}>" if _sur_une_ligne(c.nom) else c.adresse for c in qui)


def _encoder(texte: str) -> str:
    """Encoded words (RFC 2047): a line break, a comma or a quote cannot be mistaken for the mark of a header."""
    return Header(_sur_une_ligne(texte), "utf-8", maxlinelen=65).encode(linesep="\r\n")


def _sur_une_ligne(texte: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in texte).split())
