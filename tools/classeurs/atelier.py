"""What every template shares: named styles, rows, conditional colours, print set-up."""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

RACINE = Path(__file__).resolve().parents[2]
TEMPLATES = RACINE / "templates"
CHARTE = tomllib.loads((TEMPLATES / "charte.toml").read_text("utf-8"))
COULEURS: Mapping[str, str] = CHARTE["couleurs"]
POLICE: str = CHARTE["polices"]["classeurs"]
MARQUES = 15  # width of column A, which the program narrows
A4 = 9
POUCES_PAR_CM = 1 / 2.54

Contenu = str | tuple[str | int, str]


def _fond(couleur: str) -> PatternFill:
    return PatternFill("solid", start_color=COULEURS[couleur])


def _style(nom: str, **traits: object) -> NamedStyle:
    """A style of the workbook: changed once in Excel, it changes every cell that has it."""
    police = {"name": POLICE, "sz": 11, "color": COULEURS["encre"], **traits.pop("police", {})}  # type: ignore[dict-item]
    cadre = {"vertical": "center", "wrap_text": True, **traits.pop("cadre", {})}  # type: ignore[dict-item]
    return NamedStyle(f"CQP {nom}", font=Font(**police), alignment=Alignment(**cadre), **traits)  # type: ignore[arg-type]


def styles() -> list[NamedStyle]:
    fin = Side("thin", color=COULEURS["filet"])
    grille = Border(left=fin, right=fin, top=fin, bottom=fin)
    blanc, fonce, clair = {"color": COULEURS["blanc"]}, _fond("principale"), _fond("principale_claire")
    titre_clair = {"color": COULEURS["principale"], "b": True}
    saisie = {"fill": _fond("saisie"), "border": grille, "protection": Protection(locked=False), "number_format": "@"}
    centre = {"horizontal": "center"}
    haut = {"vertical": "top", "horizontal": "left"}
    return [
        _style("Titre", police={**blanc, "sz": 16, "b": True}, fill=fonce, cadre={"indent": 1}),
        _style("Sous-titre", police=blanc, fill=fonce, cadre={"indent": 1}),
        _style("Bandeau", police={**titre_clair, "sz": 12}, fill=clair, border=grille, cadre={"indent": 1}),
        _style("En-tête", police={**blanc, "b": True}, fill=fonce, border=grille, cadre=centre),
        _style("Section", police={**titre_clair, "sz": 12}, fill=clair, border=grille),
        _style("Section résultat", police={**titre_clair, "sz": 11}, fill=clair, border=grille, cadre=centre),
        _style("Étiquette", police={"b": True}, border=grille),
        _style("Texte", border=grille),
        _style("Code", police={"color": COULEURS["discret"], "sz": 10}, border=grille, cadre=centre),
        _style("Aide", police={"color": COULEURS["discret"], "sz": 10}),
        _style("Consigne", police={"color": COULEURS["discret"], "sz": 10}, border=grille),
        _style("Signe", police={"b": True, "sz": 10}, border=grille, cadre=centre),
        _style("Attention", police={"color": COULEURS["accent"], "b": True, "sz": 10}, fill=_fond("accent_clair")),
        _style("Saisie", **saisie),
        _style("Saisie centrée", **saisie, cadre=centre),
        _style("Saisie longue", **saisie, cadre=haut),
        _style("Saisie date", **{**saisie, "number_format": "dd/mm/yyyy"}, cadre=centre),
        _style("Saisie nombre", **{**saisie, "number_format": "0"}, cadre=centre),
        _style("Calcul"),
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
        feuille.oddFooter.left.text, feuille.oddFooter.right.text = "&A", "Page &P sur &N"
        for partie in (feuille.oddFooter.left, feuille.oddFooter.right):
            partie.size, partie.font = 9, POLICE

    def ligne(
        self,
        cases: Mapping[str, Contenu],
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
        for colonne, (valeur, style) in {c: v for c, v in cases.items() if not isinstance(v, str)}.items():
            case = self.feuille[f"{colonne}{self.rang}"]
            case.value = valeur.replace("{n}", str(self.rang)) if str(valeur).startswith("=") else valeur  # type: ignore[union-attr]
            case.style = f"CQP {style}"
        for colonne, formule in (calculs or {}).items():
            self.feuille[f"{colonne}{self.rang}"] = formule.replace("{n}", str(self.rang))
        for fusion in fusions:
            debut, fin = fusion.split(":")
            self.feuille.merge_cells(f"{debut}{self.rang}:{fin}{self.rang}")
        self.feuille.row_dimensions[self.rang].height = hauteur
        return self.rang

    def cacher(self, *colonnes: str) -> None:
        """Columns that compute for the others."""
        for colonne in colonnes:
            self.feuille.column_dimensions[colonne].hidden = True

    def figer(self, rang: int) -> None:
        """The rows above stay in sight, and are printed again on each page."""
        self.feuille.freeze_panes = f"B{rang}"
        self.feuille.print_title_rows = f"1:{rang - 1}"

    def colorer(self, zone: str, condition: str, ton: str) -> None:
        """A colour that comes with a sign already written in the cell: it never speaks alone."""
        regle = FormulaRule(
            formula=[condition],
            font=Font(color=COULEURS[ton], b=True),
            fill=PatternFill("solid", bgColor=COULEURS[f"{ton}_clair"]),
        )
        self.feuille.conditional_formatting.add(zone, regle)

    def colorer_signes(self, colonne: str, zone: str | None = None, rang: int | None = None) -> None:
        """By the first character of the sign: ✓ ✗ ? ● (K13: undetermined is no failure)."""
        n = rang or self.rang
        for signe, ton in (("✓", "oui"), ("✗", "non"), ("?", "reserve"), ("●", "accent")):
            self.colorer(zone or f"{colonne}{n}", f'LEFT(${colonne}{n},1)="{signe}"', ton)


def bande(premiere: str, derniere: str, style: str, valeur: str) -> tuple[dict[str, Contenu], tuple[str, ...]]:
    """A text across several columns."""
    colonnes = range(column_index_from_string(premiere), column_index_from_string(derniere) + 1)
    lettres = [chr(ord("A") + i - 1) for i in colonnes]
    return {c: (valeur if c == premiere else "", style) for c in lettres}, (f"{premiere}:{derniere}",)


def mode_d_emploi(livre: Workbook, titre: str, etapes: Sequence[tuple[str, str]]) -> Atelier:
    """A short sheet, last: who knows does not meet it, who does not finds it."""
    atelier = Atelier(livre, "Mode d'emploi", {"B": 26, "C": 78})
    cases, fusions = bande("B", "C", "Titre", titre)
    atelier.ligne(cases, fusions=fusions, hauteur=30)
    for quoi, comment in etapes:
        atelier.ligne({"B": (quoi, "Étiquette"), "C": (comment, "Texte")}, hauteur=22)
    atelier.ligne({}, hauteur=10)
    for signe, sens in LEGENDE:
        atelier.ligne({"B": (signe, "Signe"), "C": (sens, "Texte")})
        atelier.colorer_signes("B")
    return atelier


LEGENDE = (
    ("● à remplir", "Une réponse est attendue ici."),
    ("✓", "Rempli, ou acquis."),
    ("✗", "Non acquis, ou contraire à une autre réponse."),
    ("?", "Indécis : des critères non observés peuvent tout changer, ou aucun seuil n'est fixé. Le jury décide et dit pourquoi."),
)
