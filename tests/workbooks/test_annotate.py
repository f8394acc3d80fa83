"""Marks on the cells of a refused workbook: seen, followed, ignored when read, and taken away without a trace."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from pipeline.model.anomalie import Anomalie, Gravite, Place
from pipeline.settings import shipped
from pipeline.texts import phrases
from pipeline.workbooks.annotate import annoter, est_annote, nettoyer
from pipeline.workbooks.charte import charte
from pipeline.workbooks.read import lire
from tests.outils import remplis
from tests.outils.libreoffice import LibreOffice
from tests.outils.petit_gc import referentiel

TEMPLATES = (shipped("templates"),)
MOTS, CHARTE = phrases(TEMPLATES, "annotation"), charte(TEMPLATES)
DATE = Place(feuille="Grille", cellule="G3", nom="fiche_date")
SESSION = Place(feuille="Grille", cellule="E3", nom="fiche_session")
CRITERES = tuple(Place(feuille="Grille", cellule=f"G{n}") for n in range(7, 15))
COMMENTAIRE = Place(feuille="Grille", cellule="C15", nom="commentaire_b1_c1")


def anomalie(message: str, *cellules: Place, gravite: Gravite = Gravite.BLOQUANTE) -> Anomalie:
    return Anomalie(
        code="TEMOIN",
        gravite=gravite,
        message=message,
        action=f"Corriger : {message}",
        cellules=cellules,
        source="S3 §1",
    )


ANOMALIES = (
    anomalie("=La date manque.", DATE),
    anomalie("Ces critères n'ont pas de réponse.", *CRITERES),
    anomalie("Un argument est attendu.", COMMENTAIRE, SESSION),
    anomalie("La session a changé.", SESSION, gravite=Gravite.AVERTISSEMENT),
    anomalie("Une version plus récente existe."),
    anomalie("Pour information seulement.", DATE, gravite=Gravite.INFORMATION),
)


def ouvrir(octets: bytes) -> Workbook:
    return load_workbook(BytesIO(octets))


def source() -> bytes:
    """A grid with a person's comment on two cells, one of them faulty."""
    classeur = ouvrir(remplis.grille(referentiel()))
    feuille = classeur["Grille"]
    feuille["E3"] = "S-1"
    feuille["E3"].comment = Comment("À revoir avec Bo.", "Alix")
    feuille["C3"].comment = Comment("Numéro relu.", "Alix")
    sortie = BytesIO()
    classeur.save(sortie)
    return sortie.getvalue()


@pytest.fixture(scope="module")
def annotee() -> bytes:
    return annoter(source(), ANOMALIES, MOTS, CHARTE)


def photographie(octets: bytes) -> dict[str, object]:
    """All that a person sees of each sheet, and what guides her: values, styles, comments, rules, controls."""
    vues: dict[str, object] = {}
    for feuille in ouvrir(octets).worksheets:
        cases = [
            (
                c.coordinate,
                c.value,
                c.number_format,
                c.fill.fgColor.rgb,
                c.font.color and c.font.color.rgb,
                c.border.left and c.border.left.style,
            )
            for rangee in feuille.iter_rows()
            for c in rangee
        ]
        notes = [(c.coordinate, c.comment.text) for rangee in feuille.iter_rows() for c in rangee if c.comment]
        regles = [(str(p.sqref), r.formula, r.priority) for p in feuille.conditional_formatting for r in p.rules]
        controles = [(str(c.sqref), c.formula1) for c in feuille.data_validations.dataValidation]
        vues[feuille.title] = cases, notes, regles, controles, feuille.freeze_panes, feuille.print_title_rows
    return vues


def test_each_cell_bears_a_mark_and_a_note_that_say_what_to_do(annotee: bytes):
    feuille = ouvrir(annotee)["Grille"]
    (zones,) = [p.sqref for p in feuille.conditional_formatting for r in p.rules if r.priority == 1]
    marquees = {f"{get_column_letter(colonne)}{ligne}" for zone in zones.ranges for ligne, colonne in zone.cells}
    assert marquees == {p.cellule for a in ANOMALIES for p in a.cellules}
    note = feuille["G3"].comment.text
    assert "=La date manque." in note
    assert "Corriger : =La date manque." in note
    assert "information" not in note, "what asks nothing marks nothing"
    deux = feuille["E3"].comment.text
    assert deux.index("Un argument est attendu.") < deux.index("La session a changé.") < deux.index("À revoir avec Bo.")
    assert feuille["C3"].comment.text == "Numéro relu."


def test_the_first_sheet_lists_each_fault_with_a_link_to_each_cell(annotee: bytes):
    classeur = ouvrir(annotee)
    assert classeur.sheetnames[0] == MOTS("feuille")
    assert classeur.active.title == MOTS("feuille")
    assert [f.title for f in classeur.worksheets if f.sheet_view.tabSelected] == [MOTS("feuille")]
    liste = classeur[MOTS("feuille")]
    dits = {str(c.value) for rangee in liste.iter_rows() for c in rangee}
    for a in ANOMALIES[:-1]:
        assert {a.message, a.action, "S3 §1"} <= dits
    assert ANOMALIES[-1].message not in dits
    assert all(c.data_type != "f" for rangee in liste.iter_rows() for c in rangee)
    liens = [c.hyperlink.location for rangee in liste.iter_rows() for c in rangee if c.hyperlink]
    assert liens == [f"'Grille'!{p.cellule}" for a in ANOMALIES[:-1] for p in a.cellules]
    assert liste.page_setup.orientation == "landscape"
    assert liste.print_title_rows


def test_marks_are_not_read(annotee: bytes):
    avant, apres = lire(source()), lire(annotee)
    assert apres == avant


def test_marks_leave_no_trace(annotee: bytes):
    assert est_annote(annotee, MOTS)
    rendue = nettoyer(annotee, MOTS)
    assert photographie(rendue) == photographie(source())
    assert not est_annote(rendue, MOTS)
    assert not est_annote(source(), MOTS)


def test_a_workbook_already_marked_is_marked_anew(annotee: bytes):
    """Corrected by half and refused again: only what still stands is told."""
    encore = annoter(annotee, ANOMALIES[:1], MOTS, CHARTE)
    assert photographie(encore) == photographie(annoter(source(), ANOMALIES[:1], MOTS, CHARTE))
    assert photographie(nettoyer(encore, MOTS)) == photographie(source())


def test_the_same_faults_give_the_same_bytes():
    assert annoter(source(), ANOMALIES, MOTS, CHARTE) == annoter(source(), ANOMALIES, MOTS, CHARTE)


def test_after_libreoffice_the_marks_are_still_known(soffice: LibreOffice, tmp_path: Path, annotee: bytes):
    """A person corrects in LibreOffice, saves and drops: the list, the notes and the colours still go."""
    (tmp_path / "annotee.xlsx").write_bytes(annotee)
    sortie = tmp_path / "sortie"
    sortie.mkdir()
    rendue = soffice.convertir(tmp_path / "annotee.xlsx", "xlsx", sortie).read_bytes()
    assert est_annote(rendue, MOTS)
    propre = nettoyer(rendue, MOTS)
    assert not est_annote(propre, MOTS)
    feuille = ouvrir(propre)["Grille"]
    assert feuille["G3"].comment is None
    assert feuille["E3"].comment.text.strip() == "À revoir avec Bo."
    assert not any("corriger" in str(r.formula) for p in feuille.conditional_formatting for r in p.rules)
    assert lire(propre).cellules["fiche_session"].valeur == "S-1"
