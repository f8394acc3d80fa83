"""A LibreOffice workbook (`.ods`), before LibreOffice itself is asked to convert it."""

import re

from pipeline.model.anomalie import Constat

from .container import Conteneur

_MACROS = re.compile(r"(basic|scripts)/.*")
_MANIFESTE = "meta-inf/manifest.xml"
_CLASSEUR = b"application/vnd.oasis.opendocument.spreadsheet"


def fautes(contenu: bytes) -> tuple[Constat, ...]:
    conteneur = Conteneur(contenu)
    if any(_MACROS.fullmatch(nom) for nom in conteneur.noms):
        return (Constat(code="CLASSEUR_MACROS"),)
    manifeste = conteneur.gonfler().get(_MANIFESTE, b"")
    if _CLASSEUR not in manifeste:
        return (Constat(code="CONTENU_DIFFERENT", valeurs={"suffixe": ".ods"}),)
    if b"encryption-data" in manifeste:
        return (Constat(code="CLASSEUR_PROTEGE"),)
    return ()
