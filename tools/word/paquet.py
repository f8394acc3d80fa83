"""A docx as the parts it is made of: what the format wants around the page itself."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from .briques import mm, partie
from .polices import PoliceIncluse, table

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAQUET = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PROPRIETES = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_TETE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DATE = (1980, 1, 1, 0, 0, 0)

# Part of `word/` → its content type and its kind of relation. The order gives the relations their numbers.
_PARTIES = {
    "styles": "styles",
    "settings": "settings",
    "fontTable": "fontTable",
    "numbering": "numbering",
    "header1": "header",
    "footer1": "footer",
}
RENVOI_ENTETE = '<w:headerReference w:type="default" r:id="rId5"/>'
RENVOI_PIED = '<w:footerReference w:type="default" r:id="rId6"/>'

_REGLAGES = (
    '<w:embedTrueTypeFonts/><w:saveSubsetFonts/><w:defaultTabStop w:val="709"/>'
    '<w:autoHyphenation w:val="false"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="fr-FR"/>'
)
_PUCES = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="Puce"/><w:lvlText w:val="•"/>'
    f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{mm(5)}" w:hanging="{mm(4)}"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def paquet(  # noqa: PLR0913 - each is a part of the file
    *, titre: str, auteur: str, page: str, styles: str, entete: str, pied: str, polices: Sequence[PoliceIncluse]
) -> dict[str, str]:
    """The parts that are text, in the order in which they are written. `pied` may be empty."""
    word = {"settings": partie("settings", _REGLAGES), "styles": styles, "numbering": partie("numbering", _PUCES)}
    word |= {"fontTable": partie("fonts", table(polices)), "header1": partie("hdr", entete)}
    word |= {"footer1": partie("ftr", pied)} if pied else {}
    liens = [(f"{_OFFICE}/{_PARTIES[nom]}", f"{nom}.xml") for nom in _PARTIES if nom in word]
    liens_des_polices = [(f"{_OFFICE}/font", f"fonts/font{n}.odttf") for n in range(1, len(polices) + 1)]
    racine = [
        (f"{_OFFICE}/officeDocument", "word/document.xml"),
        (f"{_PAQUET}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
    ]
    return {
        "[Content_Types].xml": _types(word),
        "_rels/.rels": _relations(racine),
        "docProps/core.xml": _proprietes(titre, auteur),
        "docProps/app.xml": f'{_TETE}<Properties xmlns="{_OFFICE.removesuffix("relationships")}extended-properties"/>',
        "word/document.xml": partie("document", f"<w:body>{page}</w:body>"),
        "word/_rels/document.xml.rels": _relations(liens),
        "word/_rels/fontTable.xml.rels": _relations(liens_des_polices),
        **{f"word/{nom}.xml": xml for nom, xml in word.items()},
    }


def _relations(liens: Sequence[tuple[str, str]]) -> str:
    lignes = "".join(
        f'<Relationship Id="rId{n}" Type="{genre}" Target="{cible}"/>'
        for n, (genre, cible) in enumerate(liens, start=1)
    )
    return f'{_TETE}<Relationships xmlns="{_PAQUET}/relationships">{lignes}</Relationships>'


def _types(parties: Mapping[str, str]) -> str:
    genres = {"/word/document.xml": f"{_WORD}.document.main+xml", "/docProps/app.xml": _PROPRIETES}
    genres["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    genres |= {f"/word/{nom}.xml": f"{_WORD}.{_PARTIES[nom]}+xml" for nom in parties}
    defauts = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    }
    lignes = [f'<Default Extension="{suffixe}" ContentType="{genre}"/>' for suffixe, genre in defauts.items()]
    lignes += [f'<Override PartName="{nom}" ContentType="{genre}"/>' for nom, genre in genres.items()]
    return f'{_TETE}<Types xmlns="{_PAQUET}/content-types">{"".join(lignes)}</Types>'


def _proprietes(titre: str, auteur: str) -> str:
    """What the template says of itself; each document made from it says its own title."""
    return (
        f'{_TETE}<cp:coreProperties xmlns:cp="{_PAQUET}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{titre}</dc:title><dc:creator>{auteur}</dc:creator><dc:language>fr-FR</dc:language>"
        "</cp:coreProperties>"
    )


def ecrire(fichier: Path, contenu: Mapping[str, bytes]) -> None:
    """The same parts give the same bytes."""
    with zipfile.ZipFile(fichier, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, octets in contenu.items():
            info = zipfile.ZipInfo(nom, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, octets)
