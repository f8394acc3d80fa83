"""The bricks of a Word page, as the XML that Word reads. Lengths are twentieths of a point unless said otherwise."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

ESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_XMLNS = " ".join(f'xmlns:{prefixe}="{uri}"' for prefixe, uri in ESPACES.items())


def mm(longueur: float) -> int:
    """Millimetres, in twentieths of a point."""
    return round(longueur * 1440 / 25.4)


def partie(racine: str, contenu: str) -> str:
    """A whole part of the file."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:{racine} {_XMLNS}>{contenu}</w:{racine}>'


def mots(texte: str, *, gras: bool = False, italique: bool = False) -> str:
    allure = ("<w:b/>" if gras else "") + ("<w:i/>" if italique else "")
    allure = f"<w:rPr>{allure}</w:rPr>" if allure else ""
    return f'<w:r>{allure}<w:t xml:space="preserve">{escape(texte)}</w:t></w:r>'


def paragraphe(style: str, *runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'


def ligne(style: str, texte: str) -> str:
    return paragraphe(style, mots(texte))


def consigne(texte: str) -> str:
    """An instruction of the template, alone in its paragraph: `p for bloc in blocs`."""
    return ligne("Consigne", f"{{%{texte} %}}")


def rang_consigne(texte: str, colonnes: int = 1) -> str:
    return rang([cellule(ligne("Consigne", f"{{%tr {texte} %}}"), portee=colonnes)])


def cellule_consigne(texte: str) -> str:
    return cellule(ligne("Consigne", f"{{%tc {texte} %}}"))


def choix(expression: str, cas: Mapping[str, str]) -> str:
    """One paragraph or table among several, by the value of an expression."""
    morceaux = []
    for rang_du_cas, (valeur, contenu) in enumerate(cas.items()):
        morceaux.append(consigne(f"p {'elif' if rang_du_cas else 'if'} {expression} == '{valeur}'") + contenu)
    return "".join(morceaux) + consigne("p endif")


def boucle(variable: str, suite: str, contenu: str) -> str:
    return consigne(f"p for {variable} in {suite}") + contenu + consigne("p endfor")


def cellule(  # noqa: PLR0913 - each is a plain property of a cell
    contenu: str, *, largeur: int = 0, fond: str = "", bordures: str = "", portee: int = 1, vertical: str = ""
) -> str:
    proprietes = f'<w:tcW w:w="{largeur}" w:type="{"dxa" if largeur else "auto"}"/>'
    proprietes += f'<w:gridSpan w:val="{portee}"/>' if portee > 1 else ""
    proprietes += f"<w:tcBorders>{bordures}</w:tcBorders>" if bordures else ""
    proprietes += f'<w:shd w:val="clear" w:color="auto" w:fill="{fond}"/>' if fond else ""
    proprietes += f'<w:vAlign w:val="{vertical}"/>' if vertical else ""
    return f"<w:tc><w:tcPr>{proprietes}</w:tcPr>{contenu}</w:tc>"


def rang(cellules: Sequence[str], *, entete: bool = False, entier: bool = False, hauteur: str = "") -> str:
    """`entete`: repeated on each page; `entier`: not cut between two pages."""
    proprietes = ("<w:cantSplit/>" if entier else "") + hauteur + ("<w:tblHeader/>" if entete else "")
    return f"<w:tr>{f'<w:trPr>{proprietes}</w:trPr>' if proprietes else ''}{''.join(cellules)}</w:tr>"


def hauteur(millimetres: float, regle: str) -> str:
    return f'<w:trHeight w:val="{mm(millimetres)}" w:hRule="{regle}"/>'


def tableau(
    style: str, colonnes: Sequence[int], rangs: Sequence[str], *, legende: str = "", description: str = ""
) -> str:
    grille = "".join(f'<w:gridCol w:w="{c}"/>' for c in colonnes)
    proprietes = f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(colonnes)}" w:type="dxa"/>'
    proprietes += '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0620" w:firstRow="1"/>'
    proprietes += f'<w:tblCaption w:val="{legende}"/>' if legende else ""
    proprietes += f'<w:tblDescription w:val="{description}"/>' if description else ""
    return f"<w:tbl><w:tblPr>{proprietes}</w:tblPr><w:tblGrid>{grille}</w:tblGrid>{''.join(rangs)}</w:tbl>"


def tableau_interieur(style: str, rangs: Sequence[str], *, description: str) -> str:
    """One column, as wide as the cell in which it stands."""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblDescription w:val="{description}"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{mm(30)}"/></w:tblGrid>'
        f"{''.join(rangs)}</w:tbl>"
    )


def trait(cote: str, couleur: str, huitiemes: int, espace: int = 0, sorte: str = "single") -> str:
    """A border; its thickness in eighths of a point."""
    return f'<w:{cote} w:val="{sorte}" w:sz="{huitiemes}" w:space="{espace}" w:color="{couleur}"/>'


def section(largeur: float, hauteur_page: float, marges: tuple[float, float, float, float], renvois: str) -> str:
    """Page size and margins (top, right, bottom, left) in millimetres."""
    haut, droite, bas, gauche = (mm(m) for m in marges)
    sens = ' w:orient="landscape"' if largeur > hauteur_page else ""
    return (
        f'<w:sectPr>{renvois}<w:pgSz w:w="{mm(largeur)}" w:h="{mm(hauteur_page)}"{sens}/>'
        f'<w:pgMar w:top="{haut}" w:right="{droite}" w:bottom="{bas}" w:left="{gauche}"'
        f' w:header="{mm(11)}" w:footer="{mm(10)}" w:gutter="0"/></w:sectPr>'
    )
