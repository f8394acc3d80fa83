"""Words put into files where nobody looks, for those who must find them or take them away."""

import io
import zipfile
from collections.abc import Callable
from typing import TypeAlias

from pypdf import PdfWriter
from pypdf.generic import PdfObject

Plant: TypeAlias = Callable[[bytes], bytes]


def parties(**changements: Callable[[str], str] | str) -> Plant:
    """A zip with parts changed or put in, each named by its path: `__` for a slash, `_xml` for `.xml`."""
    voulus = {n.replace("__", "/").replace("_xml", ".xml").replace("_rels", ".rels"): c for n, c in changements.items()}

    def planter(octets: bytes) -> bytes:
        sortie = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(octets)) as avant, zipfile.ZipFile(sortie, "w") as apres:
            for nom in dict.fromkeys((*avant.namelist(), *voulus)):
                change = voulus.get(nom)
                contenu = avant.read(nom) if change is None or callable(change) else change.encode()
                if callable(change):
                    ancien, contenu = contenu, change(contenu.decode("utf-8")).encode("utf-8")
                    assert contenu != ancien
                apres.writestr(nom, contenu)
        return sortie.getvalue()

    return planter


def remplace(avant: str, apres: str) -> Callable[[str], str]:
    return lambda texte: texte.replace(avant, apres, 1)


def archive(changer: Callable[[zipfile.ZipFile], object]) -> Plant:
    def planter(octets: bytes) -> bytes:
        sortie = io.BytesIO(octets)
        with zipfile.ZipFile(sortie, "a") as zip_:
            changer(zip_)
        return sortie.getvalue()

    return planter


def fichier(nom: str, contenu: bytes) -> Plant:
    return archive(lambda z: z.writestr(nom, contenu))


def ecrire(octets: bytes, changer: Callable[[PdfWriter], object], *, suite: bool = False) -> bytes:
    """The PDF changed; `suite`: the change is written after the file as it was."""
    redacteur = PdfWriter(io.BytesIO(octets), incremental=True) if suite else PdfWriter(clone_from=io.BytesIO(octets))
    changer(redacteur)
    sortie = io.BytesIO()
    redacteur.write(sortie)
    return sortie.getvalue()


def redige(changer: Callable[[PdfWriter], object]) -> Plant:
    return lambda octets: ecrire(octets, changer)


def ajouter(redacteur: PdfWriter, objet: PdfObject) -> PdfObject:
    return redacteur._add_object(objet)  # noqa: SLF001 - an object that nothing refers to
