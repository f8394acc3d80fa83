"""Workbooks made by hand, part by part: what no spreadsheet program would write, or only one of them."""

import io
import zipfile
from collections.abc import Iterable, Mapping

CLASSEUR = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
NS_LIENS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_LIENS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PAQUET = "http://schemas.openxmlformats.org/package/2006"
ENTETE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def types(principal: str = CLASSEUR) -> str:
    return (
        f'{ENTETE}<Types xmlns="{PAQUET}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{principal}"/></Types>'
    )


def liens(*cibles: tuple[str, str]) -> str:
    """Relationships `rId1`, `rId2`… to (kind, target)."""
    corps = "".join(
        f'<Relationship Id="rId{i}" Type="{NS_LIENS}/{genre}" Target="{cible}"/>'
        for i, (genre, cible) in enumerate(cibles, 1)
    )
    return f'{ENTETE}<Relationships xmlns="{PAQUET}/relationships">{corps}</Relationships>'


def feuille(donnees: str, suite: str = "") -> str:
    return f'{ENTETE}<worksheet xmlns="{NS}"><sheetData>{donnees}</sheetData>{suite}</worksheet>'


def texte(adresse: str, valeur: str) -> str:
    return f'<c r="{adresse}" t="inlineStr"><is><t xml:space="preserve">{valeur}</t></is></c>'


def parties(
    donnees: str = f'<row r="1">{texte("B1", "Oui")}</row>',
    suite: str = "",
    *,
    noms: Mapping[str, str] | None = None,
    autres: Mapping[str, str | bytes] | None = None,
) -> dict[str, str | bytes]:
    """One sheet « Feuille » with a cell `critere_un` in B1, unless told otherwise; `autres` are added, or replace."""
    definis = {"critere_un": "Feuille!$B$1"} if noms is None else noms
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": liens(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": livre(definis),
        "xl/_rels/workbook.xml.rels": liens(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": feuille(donnees, suite),
        **(autres or {}),
    }


def livre(noms: Mapping[str, str], proprietes: str = "", feuilles: tuple[str, ...] = ("Feuille",)) -> str:
    reperes = "".join(f'<definedName name="{nom}">{cible}</definedName>' for nom, cible in noms.items())
    sheets = "".join(f'<sheet name="{nom}" sheetId="{i}" r:id="rId{i}"/>' for i, nom in enumerate(feuilles, 1))
    return (
        f'{ENTETE}<workbook xmlns="{NS}" xmlns:r="{NS_LIENS}">{proprietes}'
        f"<sheets>{sheets}</sheets><definedNames>{reperes}</definedNames></workbook>"
    )


def strict(contenu: Mapping[str, str | bytes]) -> dict[str, str | bytes]:
    """The same parts as Strict Open XML: other namespaces, other kinds of relationship."""
    return {nom: str(p).replace(NS_LIENS, STRICT_LIENS).replace(NS, STRICT) for nom, p in contenu.items()}


def zipper(contenu: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]]) -> bytes:
    sortie = io.BytesIO()
    paires = contenu.items() if isinstance(contenu, Mapping) else contenu
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, partie in paires:
            archive.writestr(zipfile.ZipInfo(nom), partie, zipfile.ZIP_DEFLATED)
    return sortie.getvalue()


def classeur(*arguments: str, **precisions: Mapping[str, str | bytes]) -> bytes:
    return zipper(parties(*arguments, **precisions))
