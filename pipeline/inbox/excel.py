"""What may stand in an Excel workbook, whatever program saved it, and what may not."""

import re
from collections.abc import Mapping

from pipeline.model.anomalie import Constat

from .container import Conteneur

SIGNATURE_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHIFFRES = ("EncryptedPackage", "EncryptionInfo")  # streams around a workbook that a password opens

# What Excel, LibreOffice, Google Sheets, WPS and openpyxl put there, and that does nothing by itself.
_CONNUES = re.compile(
    r"""
    \[content_types\]\.xml
  | ([\w-]+/)*_rels/[\w .-]*\.rels
  | docprops/[\w-]+\.(xml|jpe?g|png|wmf|emf)
  | docmetadata/[\w-]+\.xml
  | customxml/[\w-]+\.xml
  | customui/([\w-]+\.xml | images/[\w\ .-]+)
  | package/services/metadata/core-properties/\w+\.psmdcp
  | _xmlsignatures/[\w-]+\.(sigs|xml)
  | xl/(workbook|styles|sharedstrings|comments|metadata)\d*\.xml
  | xl/(calcchain|volatiledependencies|usernames|xmlmaps|cellimages|person)\.xml
  | xl/metadata
  | xl/(worksheets|chartsheets|dialogsheets|theme|tables|querytables|comments|threadedcomments|persons)/[\w-]+\.xml
  | xl/(charts|chartex|ctrlprops|ink|diagrams|drawings|richdata|namedsheetviews|featurepropertybag)/[\w-]+\.xml
  | xl/(pivottables|pivotcache|slicers|slicercaches|timelines|timelinecaches)/[\w-]+\.xml
  | xl/(documenttasks|revisions|webextensions)/[\w-]+\.xml
  | xl/drawings/[\w-]+\.vml
  | xl/(media|theme/media)/[\w\ .-]+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp|wdp|ico)
  | xl/(printersettings|customproperty)/[\w-]+\.bin
    """,
    re.VERBOSE,
)

# What acts by itself, or leads elsewhere: each with its own advice.
_DANGERS = (
    ("CLASSEUR_MACROS", re.compile(r".*/vba[^/]*|xl/(intl)?macrosheets/.*|xl/activex/.*")),
    ("CLASSEUR_OBJETS", re.compile(r"xl/(embeddings|model)/.*")),
    ("CLASSEUR_LIENS", re.compile(r"xl/externallinks/.*|xl/connections\.xml")),
)
_CLASSEUR = re.compile(r"xl/workbook\d*\.xml")
_TYPES = "[content_types].xml"
_TYPE = re.compile(
    rb"""["']application/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml["']""", re.IGNORECASE
)
_TYPE_MACROS = re.compile(rb"macroenabled", re.IGNORECASE)
_NOM_DIT_MAX = 80


def est_protege(contenu: bytes) -> bool:
    """Whether an OLE container holds a workbook that a password opens, rather than one of the format before 2007."""
    return any(nom.encode("utf-16-le") in contenu for nom in _CHIFFRES)


def fautes(contenu: bytes) -> tuple[Constat, ...]:
    conteneur = Conteneur(contenu)
    dangers = _dangers(conteneur.noms)
    if dangers:
        return dangers
    return _fautes_de_type(conteneur.gonfler())


def _dangers(noms: tuple[str, ...]) -> tuple[Constat, ...]:
    codes = {code for nom in noms for code, forme in _DANGERS if forme.fullmatch(nom)}
    if codes:
        return tuple(Constat(code=code) for code, _ in _DANGERS if code in codes)
    if _TYPES not in noms or not any(_CLASSEUR.fullmatch(nom) for nom in noms):
        return (Constat(code="CONTENU_DIFFERENT", valeurs={"suffixe": ".xlsx"}),)
    inconnue = next((nom for nom in noms if not _CONNUES.fullmatch(nom)), None)
    if inconnue is None:
        return ()
    dite = inconnue if inconnue.isprintable() and len(inconnue) <= _NOM_DIT_MAX else "…"
    return (Constat(code="CLASSEUR_ELEMENT_INCONNU", valeurs={"element": dite}),)


def _fautes_de_type(parties: Mapping[str, bytes]) -> tuple[Constat, ...]:
    """A workbook must say that it is one, as its name does: Excel itself refuses one that lies."""
    types = parties[_TYPES]
    if _TYPE_MACROS.search(types):
        return (Constat(code="CLASSEUR_MACROS"),)
    if not _TYPE.search(types):
        return (Constat(code="CONTENU_DIFFERENT", valeurs={"suffixe": ".xlsx"}),)
    return ()
