"""A workbook as the zip it is: its parts in and out, with nothing of the moment or of the machine in them."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

INSTANT = b"2000-01-01T00:00:00Z"
_DATE_ZIP = (1980, 1, 1, 0, 0, 0)
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_PROPRIETES = "docProps/core.xml"


def ouvrir(octets: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(octets)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}


def fermer(parties: Mapping[str, bytes]) -> bytes:
    """The same parts give the same bytes."""
    sortie = BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in parties.items():
            info = zipfile.ZipInfo(nom, _DATE_ZIP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, contenu)
    return sortie.getvalue()


def figer(octets: bytes) -> bytes:
    """Takes away the hour at which the file was made."""
    parties = ouvrir(octets)
    if _PROPRIETES in parties:
        parties[_PROPRIETES] = _DATES.sub(rb"\g<1>" + INSTANT + rb"\g<2>", parties[_PROPRIETES])
    return fermer(parties)
