"""Several files in one: PDFs bound into a print run, papers zipped into a sending. The same input, the same bytes."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterable
from io import BytesIO

from pypdf import PdfReader, PdfWriter

from .calage import Calage, caler

PROGRAMME = "CQP"
DROITS = 0o100644 << 16  # a plain file, as zip says it
UNIX = 3
# What Windows refuses in a name, and what leads out of the folder where the zip is opened.
_IMPOSSIBLE = re.compile(r"[\x00-\x1f\x7f<>:\"\\|?*]|[ .](/|$)|(^|/)(/|$)")


def liasse(feuilles: Iterable[bytes], titre: str, calage: Calage | None = None) -> bytes:
    """Pages in order, one title; no date, no trace of a machine. `calage`: where each page stands on its sheet."""
    relie = PdfWriter()
    for feuille in feuilles:
        relie.append(PdfReader(BytesIO(feuille)), import_outline=False)
    if calage is not None:
        for page in relie.pages:
            caler(page, calage)
    relie.metadata = {"/Title": titre, "/Producer": PROGRAMME}
    sortie = BytesIO()
    relie.write(sortie)
    return sortie.getvalue()


def paquet(fichiers: Iterable[tuple[str, bytes]], jour: dt.date) -> bytes:
    """Stored, not squeezed: Word, Excel and PDF files are already. Two names that Windows would confuse are a bug."""
    sortie = BytesIO()
    vus: set[str] = set()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_STORED) as archive:
        for nom, octets in fichiers:
            if _IMPOSSIBLE.search(nom) or nom.casefold() in vus:
                raise ValueError(f"« {nom} » is there twice, or is no name for Windows")
            vus.add(nom.casefold())
            entree = zipfile.ZipInfo(nom, date_time=(jour.year, jour.month, jour.day, 0, 0, 0))
            entree.external_attr, entree.create_system = DROITS, UNIX
            archive.writestr(entree, octets)
    return sortie.getvalue()
