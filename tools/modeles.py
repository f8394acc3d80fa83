"""Makes what ships under `templates/word/` and `templates/typst/ornements/`, from the charte: `python -m tools.modeles`.

The same input gives the same bytes, so that a change of look is a change that git shows.
"""

import sys
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools import ornements
from tools.word import mises_en_page as pages
from tools.word import styles as looks
from tools.word.briques import mm, partie
from tools.word.polices import PoliceIncluse, table

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
_DATE = (1980, 1, 1, 0, 0, 0)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TEXTES = [
    PoliceIncluse(looks.TEXTES, "Regular", "SourceSans3-Regular.ttf", "Calibri"),
    PoliceIncluse(looks.TEXTES, "Bold", "SourceSans3-Bold.ttf", "Calibri"),
    PoliceIncluse(looks.TEXTES, "Italic", "SourceSans3-It.ttf", "Calibri"),
    PoliceIncluse(looks.TITRES_GRAS, "Regular", "EBGaramond-SemiBold.ttf", "Garamond"),
]
_TITRES = [
    PoliceIncluse(looks.TITRES, "Regular", "EBGaramond-Regular.ttf", "Garamond"),
    PoliceIncluse(looks.TITRES, "Italic", "EBGaramond-Italic.ttf", "Garamond"),
    PoliceIncluse(looks.TITRES_GRAS, "Regular", "EBGaramond-SemiBold.ttf", "Garamond"),
]


@dataclass(frozen=True)
class Modele:
    nom: str
    page: Callable[[Mapping[str, str], str], str]
    styles: Callable[[Mapping[str, str]], list[looks.Style]]
    polices: list[PoliceIncluse]
    corps: float
    entete: str = ""
    largeur_du_pied: int = 0  # none: no footer


MODELES = (
    Modele("rapport", pages.rapport, looks.du_rapport, _TEXTES, 10, "{{ entete }}", mm(170)),
    Modele("lettre", pages.lettre, looks.de_la_lettre, _TEXTES, 10.5, "", mm(160)),
    Modele("parchemin", pages.parchemin, looks.du_parchemin, _TITRES, 13),
)


def _relations(relations: list[tuple[str, str, str]]) -> str:
    lignes = "".join(f'<Relationship Id="{i}" Type="{genre}" Target="{cible}"/>' for i, genre, cible in relations)
    tete = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
    return f'{tete}"http://schemas.openxmlformats.org/package/2006/relationships">{lignes}</Relationships>'


def _types(modele: Modele) -> str:
    parties = ["document.main:document", "styles:styles", "settings:settings", "fontTable:fontTable"]
    parties += ["numbering:numbering", "header:header1", *(["footer:footer1"] if modele.largeur_du_pied else [])]
    lignes = "".join(
        f'<Override PartName="/word/{fichier}.xml" ContentType="{_WORD}.{genre}+xml"/>'
        for genre, fichier in (p.split(":") for p in parties)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'
        f"{lignes}"
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _proprietes(modele: Modele, auteur: str) -> str:
    """What the template says of itself; each document made from it says its own title."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>Modèle : {modele.nom}</dc:title><dc:creator>{auteur}</dc:creator>"
        "<dc:language>fr-FR</dc:language></cp:coreProperties>"
    )


_APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties'
    ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Microsoft Office Word</Application></Properties>"
)
_REGLAGES = (
    "<w:embedTrueTypeFonts/><w:saveSubsetFonts/><w:autoHyphenation w:val=\"false\"/>"
    '<w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="fr-FR"/>'
)
_PUCES = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="Puce"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    f'<w:pPr><w:ind w:left="{mm(5)}" w:hanging="{mm(4)}"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def parties(modele: Modele, charte: Mapping[str, Mapping[str, str]], polices: Path) -> dict[str, bytes]:
    """Every part of the docx, in the order in which it is written."""
    couleurs = charte["couleurs"]
    fichiers = ["styles", "settings", "fontTable", "numbering", "header1"]
    fichiers += ["footer1"] if modele.largeur_du_pied else []
    liens = [(f"rId{n}", f"{_OFFICE}/{f.rstrip('1')}", f"{f}.xml") for n, f in enumerate(fichiers, start=1)]
    renvois = '<w:headerReference w:type="default" r:id="rId5"/>'
    renvois += '<w:footerReference w:type="default" r:id="rId6"/>' if modele.largeur_du_pied else ""
    paysage = modele.nom == "parchemin"
    styles = [*looks.courants(couleurs), *modele.styles(couleurs)]
    liens_des_polices = [(f"rId{n}", f"{_OFFICE}/font", f"fonts/font{n}.odttf") for n in range(1, len(modele.polices) + 1)]
    textes = {
        "[Content_Types].xml": _types(modele),
        "_rels/.rels": _relations(
            [
                ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
                ("rId2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{_OFFICE}/extended-properties", "docProps/app.xml"),
            ]
        ),
        "docProps/core.xml": _proprietes(modele, charte["documents"]["auteur"]),
        "docProps/app.xml": _APPLICATION,
        "word/document.xml": partie("document", f"<w:body>{modele.page(couleurs, renvois)}</w:body>"),
        "word/_rels/document.xml.rels": _relations(liens),
        "word/styles.xml": looks.partie_des_styles(styles, couleurs["encre"], modele.corps),
        "word/settings.xml": partie("settings", _REGLAGES),
        "word/numbering.xml": partie("numbering", _PUCES),
        "word/header1.xml": partie("hdr", pages.entete(couleurs["accent"], modele.entete, paysage=paysage)),
        "word/fontTable.xml": partie("fonts", table(modele.polices)),
        "word/_rels/fontTable.xml.rels": _relations(liens_des_polices),
    }
    if modele.largeur_du_pied:
        textes["word/footer1.xml"] = partie("ftr", pages.pied(modele.largeur_du_pied))
    return {nom: texte.encode() for nom, texte in textes.items()} | {
        f"word/fonts/font{n}.odttf": p.octets(polices) for n, p in enumerate(modele.polices, start=1)
    }


def ecrire_docx(fichier: Path, contenu: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(fichier, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, octets in contenu.items():
            info = zipfile.ZipInfo(nom, _DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, octets)


def main(templates: Path) -> None:
    charte = tomllib.loads((templates / "charte.toml").read_text("utf-8"))
    dessins = {
        "cadre": (ornements.cadre(), (ornements.LARGEUR, ornements.HAUTEUR)),
        "sceau": (ornements.sceau(), ornements.SCEAU),
        "filet": (ornements.filet(), ornements.FILET),
    }
    for nom, (traces, (largeur, hauteur)) in dessins.items():
        image = ornements.svg(traces, largeur, hauteur, charte["couleurs"])
        (templates / "typst" / "ornements" / f"{nom}.svg").write_text(image, "utf-8")
    for modele in MODELES:
        ecrire_docx(templates / "word" / f"{modele.nom}.docx", parties(modele, charte, templates / "polices"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES)
