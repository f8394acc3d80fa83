"""A refused workbook given back with its faults marked, and the same workbook without the marks.

The marks are what a person's own work is not: a first sheet of ours, comments that begin by our mark, conditional
formats by a formula of ours. The cells themselves are never touched, so that taking the marks away gives them back.
"""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.model.anomalie import Anomalie, Gravite, Place
from pipeline.texts import Phrases

from . import zipped
from .charte import Charte
from .reading.identity import FEUILLE, PREFIXE

AUTEUR = "Contrôle des dépôts"
MARQUE = "À CORRIGER\n"
_REPERE = MARQUE.strip().encode()
SUITE = "\n———\n"  # between our comment and the one that a person had written there
FORMULE = '"à corriger"="à corriger"'  # always true, and nobody else's
CORRIGE = "corrige"
ENTETES = 4  # the row of the headings
LARGEURS = (5, 15, 20, 52, 48, 18)
PAR_LIGNE = 15  # points


def annoter(  # noqa: PLR0913, PLR0917 - a workbook and all that is put on it
    octets: bytes,
    anomalies: Sequence[Anomalie],
    mots: Phrases,
    charte: Charte,
    depot: str | None = None,
    entete: str = "a_corriger",
) -> bytes:
    """Marks made anew, whatever the workbook carried before. The same input gives the same bytes.

    `depot`: the deposit of which this is the copy; corrected and dropped, it says which one it corrects (K40).
    `entete`: which heading says what to do of it.
    """
    classeur = load_workbook(BytesIO(octets))
    _retirer(classeur, mots("feuille"))
    if depot:
        _nommer(classeur, depot)
    ouvertes = [a for a in anomalies if a.gravite is not Gravite.INFORMATION]
    for feuille in classeur.worksheets:
        _marquer(feuille, ouvertes, charte)
    _lister(classeur.create_sheet(mots("feuille"), 0), ouvertes, mots, charte, entete)
    classeur.active = 0
    for rang, feuille in enumerate(classeur.worksheets):
        feuille.sheet_view.tabSelected = rang == 0
    return _octets(classeur)


def est_annote(octets: bytes, mots: Phrases) -> bool:
    """Looked at in the parts themselves: loading every workbook to know would cost more than reading it."""
    with zipfile.ZipFile(BytesIO(octets)) as archive:
        noms = archive.namelist()
        titres = b"".join(archive.read(nom) for nom in noms if nom.endswith("workbook.xml"))
        if f'"{mots("feuille")}"'.encode() in titres:
            return True
        return any(_REPERE in archive.read(nom) for nom in noms if "comments" in nom.lower())


def nettoyer(octets: bytes, mots: Phrases) -> bytes:
    """The workbook without our marks."""
    classeur = load_workbook(BytesIO(octets))
    _retirer(classeur, mots("feuille"))
    return _octets(classeur)


def _octets(classeur: Workbook) -> bytes:
    sortie = BytesIO()
    classeur.save(sortie)
    return zipped.figer(sortie.getvalue())


def _nommer(classeur: Workbook, depot: str) -> None:
    """Beside what the workbook is, and read with it; said twice, as the rest of its identity."""
    if FEUILLE in classeur.sheetnames:
        feuille = classeur[FEUILLE]
        ligne = feuille.max_row + 1
        feuille.cell(ligne, 1, CORRIGE)
        feuille.cell(ligne, 2, depot)
    classeur.custom_doc_props.append(  # type: ignore[attr-defined] # the stubs are older than it
        StringProperty(name=f"{PREFIXE}{CORRIGE}", value=depot)
    )


def _oublier(classeur: Workbook) -> None:
    if FEUILLE in classeur.sheetnames:
        feuille = classeur[FEUILLE]
        for (case,) in feuille.iter_rows(max_col=1):
            if case.value == CORRIGE:
                feuille.delete_rows(case.row)
                break
    proprietes = classeur.custom_doc_props  # type: ignore[attr-defined] # the stubs are older than it
    if f"{PREFIXE}{CORRIGE}" in proprietes.names:
        del proprietes[f"{PREFIXE}{CORRIGE}"]


def _retirer(classeur: Workbook, titre: str) -> None:
    _oublier(classeur)
    if titre in classeur.sheetnames:
        del classeur[titre]
        classeur.active = 0
    for feuille in classeur.worksheets:
        for case, commentaire in _commentees(feuille):
            if commentaire.text.startswith(MARQUE):
                _, suite, ancien = commentaire.text.partition(SUITE)
                case.comment = Comment(ancien, commentaire.author) if suite else None
        _retirer_les_formats(feuille)


def _commentees(feuille: Worksheet) -> Iterator[tuple[Cell, Comment]]:
    """Among the cells that there are: going through its rows would make all those between them and a far one."""
    for case in tuple(feuille._cells.values()):  # noqa: SLF001 - openpyxl has no other way to them
        if isinstance(case, Cell) and case.comment:
            yield case, case.comment


def _retirer_les_formats(feuille: Worksheet) -> None:
    """Ours came before the others, which take their rank again."""
    toutes = [(str(plage.sqref), regle) for plage in feuille.conditional_formatting for regle in plage.rules]
    restantes = [(zone, regle) for zone, regle in toutes if FORMULE not in (regle.formula or ())]
    feuille.conditional_formatting = ConditionalFormattingList()
    for zone, regle in restantes:
        regle.priority = max(1, regle.priority - (len(toutes) - len(restantes)))
        feuille.conditional_formatting.add(zone, regle)


def _marquer(feuille: Worksheet, anomalies: Sequence[Anomalie], charte: Charte) -> None:
    """A tint, a frame and a comment on each cell: colour is never alone to tell."""
    dites: dict[str, list[str]] = {}
    for a in anomalies:
        for place in a.cellules:
            if place.feuille == feuille.title:
                dites.setdefault(place.cellule, []).append(f"{a.message}\n→ {a.action}")
    for adresse, textes in dites.items():
        case = feuille[adresse]
        if not isinstance(case, Cell):
            continue
        ancien = f"{SUITE}{case.comment.text}" if case.comment else ""
        auteur = case.comment.author if case.comment else AUTEUR
        texte = MARQUE + "\n\n".join(textes) + ancien
        hauteur = 30 + 16 * sum(1 + len(ligne) // 48 for ligne in texte.splitlines())
        case.comment = Comment(texte, auteur, height=min(400, hauteur), width=340)
    if dites:
        for regle in (r for plage in feuille.conditional_formatting for r in plage.rules):
            regle.priority += 1
        feuille.conditional_formatting.add(" ".join(dites), _regle(charte))


def _regle(charte: Charte) -> Rule:
    filet = Side(style="thin", color=charte["non"])
    style = DifferentialStyle(
        font=Font(bold=True, color=charte["non"]),
        fill=PatternFill(bgColor=charte["non_clair"], fill_type="solid"),
        border=Border(left=filet, right=filet, top=filet, bottom=filet),
    )
    return Rule(type="expression", dxf=style, formula=[FORMULE], priority=1)


def _lister(feuille: Worksheet, anomalies: Sequence[Anomalie], mots: Phrases, charte: Charte, entete: str) -> None:
    feuille["A1"].value = mots(f"{entete}.titre")
    feuille["A1"].font = charte.ecrit("principale", bold=True, size=16)
    feuille["A2"].value = mots(f"{entete}.consigne")
    feuille["A2"].font = charte.ecrit()
    feuille["A2"].alignment = Alignment(wrap_text=True, vertical="top")
    feuille.merge_cells("A2:F2")
    feuille.row_dimensions[2].height = 2 * PAR_LIGNE + 4
    for numero, (titre, largeur) in enumerate(zip(mots.toutes("colonnes"), LARGEURS, strict=True), start=1):
        case = _case(feuille, ENTETES, numero)
        case.value = titre
        case.font = charte.ecrit("blanc", bold=True)
        case.fill = PatternFill("solid", fgColor=charte["principale"])
        feuille.column_dimensions[case.column_letter].width = largeur
    ligne = ENTETES + 1
    for rang, anomalie in enumerate(anomalies, start=1):
        ligne = _une_anomalie(feuille, ligne, rang, anomalie, mots, charte)
    feuille.freeze_panes = f"A{ENTETES + 1}"
    _imprimer(feuille)


def _une_anomalie(  # noqa: PLR0913, PLR0917 - one row and what dresses it
    feuille: Worksheet, ligne: int, rang: int, anomalie: Anomalie, mots: Phrases, charte: Charte
) -> int:
    """One row that says it, then one for each further cell; the next free row."""
    textes = (str(rang), mots(f"gravite.{anomalie.gravite}"), "", anomalie.message, anomalie.action, anomalie.source)
    for numero, texte in enumerate(textes, start=1):
        case = _case(feuille, ligne, numero)
        case.value = texte
        case.data_type = "s"  # never a formula, whatever a person wrote
        case.font = charte.ecrit()
        case.alignment = Alignment(wrap_text=True, vertical="top")
        case.border = Border(top=Side(style="thin", color=charte["filet"]))
    hauts = [-(-len(t) // max(1, largeur - 2)) for t, largeur in zip(textes, LARGEURS, strict=True)]
    feuille.row_dimensions[ligne].height = PAR_LIGNE * max(1, *hauts) + 4
    if not anomalie.cellules:
        feuille.cell(ligne, 3, mots("sans_cellule"))
        return ligne + 1
    for place in anomalie.cellules:
        _lien(_case(feuille, ligne, 3), place, charte)
        ligne += 1
    return ligne


def _case(feuille: Worksheet, ligne: int, colonne: int) -> Cell:
    """On a sheet of ours nothing is merged below the headings."""
    case = feuille.cell(ligne, colonne)
    if not isinstance(case, Cell):
        raise TypeError(f"{case.coordinate} is merged")
    return case


def _lien(case: Cell, place: Place, charte: Charte) -> None:
    feuille = place.feuille.replace("'", "''")
    case.value = f"{place.feuille} {place.cellule}"
    case.hyperlink = Hyperlink(ref=case.coordinate, location=f"'{feuille}'!{place.cellule}")
    case.font = charte.ecrit("principale", underline="single")
    case.alignment = Alignment(vertical="top")


def _imprimer(feuille: Worksheet) -> None:
    feuille.page_setup.orientation = "landscape"
    feuille.page_setup.paperSize = feuille.PAPERSIZE_A4
    feuille.page_setup.fitToHeight = 0
    feuille.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    feuille.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)  # inches
    feuille.print_title_rows = f"{ENTETES}:{ENTETES}"
