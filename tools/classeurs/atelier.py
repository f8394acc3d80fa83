"""What every template shares: named styles, rows, conditional colours, print set-up."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
MODES_D_EMPLOI = Path(__file__).with_name("modes_d_emploi.toml")
CHARTE = tomllib.loads((TEMPLATES / "charte.toml").read_text("utf-8"))
COULEURS: Mapping[str, str] = CHARTE["couleurs"]
POLICE: str = CHARTE["polices"]["classeurs"]
MARQUES = 15  # width of column A, which the program narrows
A4 = 9
ECHELLE = 50  # percent: what a table keeps of its size when it is too wide for a page
POUCES_PAR_CM = 1 / 2.54

Case = tuple[str, str]  # text, formula or mark; style

BLANC = {"color": COULEURS["blanc"]}
DISCRET = {"color": COULEURS["discret"], "sz": 10}
TITRE = {"color": COULEURS["principale"], "b": True}
CENTRE = {"horizontal": "center"}
GAUCHE = {"horizontal": "left", "indent": 1}
HAUT = {**GAUCHE, "vertical": "top"}


def _style(
    nom: str, police: Mapping[str, Any], cadre: Mapping[str, Any], fond: str = "", *, borde: bool = True
) -> NamedStyle:
    """A style of the workbook: changed once in Excel, it changes every cell that has it."""
    filet = Side("thin", color=COULEURS["filet"]) if borde else None
    return NamedStyle(
        f"CQP {nom}",
        font=Font(**{"name": POLICE, "sz": 11, "color": COULEURS["encre"], **police}),
        alignment=Alignment(**{"vertical": "center", "wrap_text": True, **cadre}),
        fill=PatternFill("solid", start_color=COULEURS[fond]) if fond else PatternFill(),
        border=Border(left=filet, right=filet, top=filet, bottom=filet),
    )


def _saisie(nom: str, cadre: Mapping[str, Any], forme: str = "@") -> NamedStyle:
    """A cell to fill. As text (`@`), what begins with a dash or « = » is not taken for a formula."""
    style = _style(nom, {}, cadre, "saisie")
    style.number_format, style.protection = forme, Protection(locked=False)
    return style


def _heure() -> NamedStyle:
    style = _style("Heure", DISCRET, CENTRE)
    style.number_format = "hh:mm"
    return style


def styles() -> list[NamedStyle]:
    return [
        _style("Titre", {**BLANC, "sz": 16, "b": True}, GAUCHE, "principale", borde=False),
        _style("Sous-titre", BLANC, GAUCHE, "principale", borde=False),
        _style("Bandeau", {**TITRE, "sz": 12}, GAUCHE, "principale_claire"),
        _style("En-tête", {**BLANC, "b": True}, CENTRE, "principale"),
        _style("Section", {**TITRE, "sz": 12}, GAUCHE, "principale_claire"),
        _style("Section résultat", TITRE, CENTRE, "principale_claire"),
        _style("Étiquette", {"b": True}, GAUCHE),
        _style("Texte", {}, GAUCHE),
        _style("Code", DISCRET, CENTRE),
        _style("Consigne", DISCRET, GAUCHE),
        _style("Signe", DISCRET, CENTRE),
        _style("Attention", {"color": COULEURS["accent"], "b": True, "sz": 10}, GAUCHE, "accent_clair"),
        _saisie("Saisie", GAUCHE),
        _saisie("Saisie en liste", {**GAUCHE, "wrap_text": False}),
        _saisie("Saisie centrée", CENTRE),
        _saisie("Saisie longue", HAUT),
        _saisie("Saisie date", GAUCHE, "dd/mm/yyyy"),
        _saisie("Saisie nombre", CENTRE, "0"),
        _saisie("Saisie heure", CENTRE, "hh:mm"),
        _heure(),
    ]


def classeur() -> Workbook:
    neuf = Workbook()
    neuf.remove(neuf.worksheets[0])
    for style in styles():
        neuf.add_named_style(style)
    return neuf


class Atelier:
    """One sheet being drawn, row after row."""

    def __init__(self, livre: Workbook, titre: str, largeurs: Mapping[str, float], *, paysage: bool = False) -> None:
        self.feuille: Worksheet = livre.create_sheet(titre)
        self.rang = 0
        self.derniere = max(largeurs, key=column_index_from_string)
        self.feuille.sheet_view.showGridLines = False
        self.feuille.column_dimensions["A"].width = MARQUES
        for colonne, largeur in largeurs.items():
            self.feuille.column_dimensions[colonne].width = largeur
        self._imprimer(paysage=paysage)

    def _imprimer(self, *, paysage: bool) -> None:
        feuille = self.feuille
        feuille.page_setup.paperSize = A4
        feuille.page_setup.orientation = "landscape" if paysage else "portrait"
        feuille.page_setup.fitToWidth, feuille.page_setup.fitToHeight = 1, 0
        feuille.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        feuille.print_options.horizontalCentered = True
        for cote in ("left", "right"):
            setattr(feuille.page_margins, cote, 1.2 * POUCES_PAR_CM)
        for cote, cm in (("top", 1.2), ("bottom", 1.6), ("header", 0.6), ("footer", 0.7)):
            setattr(feuille.page_margins, cote, cm * POUCES_PAR_CM)
        pied = HeaderFooterItem(
            left=_HeaderFooterPart(text="&A", size=9, font=POLICE),
            right=_HeaderFooterPart(text="Page &P sur &N", size=9, font=POLICE),
        )
        feuille.oddFooter = pied

    def ligne(
        self,
        cases: Mapping[str, Case],
        *,
        marque: str = "",
        hauteur: float = 20,
        fusions: Sequence[str] = (),
        calculs: Mapping[str, str] | None = None,
    ) -> int:
        """A row: `{column: (text, style)}`. `{n}` in a formula is the row itself; `calculs` go in hidden columns."""
        self.rang += 1
        if marque:
            self.feuille[f"A{self.rang}"] = marque
        for colonne, (valeur, style) in cases.items():
            case = self.feuille[f"{colonne}{self.rang}"]
            case.value = valeur.replace("{n}", str(self.rang))
            case.style = f"CQP {style}"
        for colonne, formule in (calculs or {}).items():
            self.feuille[f"{colonne}{self.rang}"] = formule.replace("{n}", str(self.rang))
        for fusion in fusions:
            debut, fin = fusion.split(":")
            self.feuille.merge_cells(f"{debut}{self.rang}:{fin}{self.rang}")
        self.feuille.row_dimensions[self.rang].height = hauteur
        self.feuille.print_area = f"B1:{self.derniere}{self.rang}"
        return self.rang

    def couper(self) -> None:
        """A page ends with the last row."""
        self.feuille.row_breaks.append(Break(self.rang))

    def cacher(self, *colonnes: str) -> None:
        """Columns that compute for the others."""
        for colonne in colonnes:
            self.feuille.column_dimensions[colonne].hidden = True

    def figer(self, rang: int, colonne: str = "B") -> None:
        """The rows above and the columns before stay in sight, and are printed again on each page."""
        self.feuille.freeze_panes = f"{colonne}{rang}"
        self.feuille.print_title_rows = f"1:{rang - 1}"
        if colonne != "B":
            self.feuille.print_title_cols = f"B:{get_column_letter(column_index_from_string(colonne) - 1)}"

    def couper_avant(self, *colonnes: str) -> None:
        """A wide table is printed across several pages, each beginning with one of these columns."""
        self.feuille.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
        self.feuille.page_setup.scale = ECHELLE
        for colonne in colonnes:
            self.feuille.col_breaks.append(Break(column_index_from_string(colonne) - 1))

    def colorer(self, zone: str, condition: str, ton: str) -> None:
        """A colour that comes with a sign already written in the cell: it never speaks alone."""
        style = DifferentialStyle(
            font=Font(color=COULEURS[ton], b=True),
            fill=PatternFill("solid", bgColor=COULEURS[f"{ton}_clair"]),
        )
        regle = Rule(type="expression", dxf=style, formula=[condition])
        self.feuille.conditional_formatting.add(zone, regle)

    def colorer_signes(self, colonne: str) -> None:
        """The last row, by the first character of its sign (K13: undetermined is no failure)."""
        n = self.rang
        for signe, ton in (("✓", "oui"), ("✗", "non"), ("?", "reserve"), ("●", "accent")):
            self.colorer(f"{colonne}{n}", f'LEFT(${colonne}{n},1)="{signe}"', ton)


def bande(premiere: str, derniere: str, style: str, valeur: str) -> tuple[dict[str, Case], tuple[str, ...]]:
    """A text across several columns: its cells, and their merge."""
    colonnes = range(column_index_from_string(premiere), column_index_from_string(derniere) + 1)
    lettres = [chr(ord("A") + i - 1) for i in colonnes]
    return {c: (valeur if c == premiere else "", style) for c in lettres}, (f"{premiere}:{derniere}",)


def seuil(compte: str, numerateur: str, denominateur: str, arrondi: str) -> str:
    """The required count, rounded as the référentiel says (K11); empty where it gives no rule."""
    produit = f"{compte}*{numerateur}"
    superieur = f"INT(({produit}+{denominateur}-1)/{denominateur})"
    classique = f"INT((2*{produit}+{denominateur})/(2*{denominateur}))"
    return f'=IF({numerateur}="","",MAX(1,IF({arrondi}="superieur",{superieur},{classique})))'


def mode_d_emploi(livre: Workbook, classeur: str) -> Atelier:
    """A short sheet, last: who knows does not meet it, who does not finds it."""
    mots = tomllib.loads(MODES_D_EMPLOI.read_text("utf-8"))
    atelier = Atelier(livre, "Mode d'emploi", {"B": 26, "C": 78})
    cases, fusions = bande("B", "C", "Titre", mots[classeur]["titre"])
    atelier.ligne(cases, fusions=fusions, hauteur=30)
    for quoi, comment in mots[classeur]["etapes"]:
        atelier.ligne({"B": (quoi, "Étiquette"), "C": (comment, "Texte")}, hauteur=22)
    atelier.ligne({}, hauteur=10)
    for signe, sens in mots["legende"]:
        atelier.ligne({"B": (signe, "Signe"), "C": (sens, "Texte")})
        atelier.colorer_signes("B")
    return atelier
