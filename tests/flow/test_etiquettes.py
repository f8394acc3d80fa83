"""Rows pasted from another workbook, on the road that staff use: refused, given back, each cell marked (issue 9.7)."""

from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.model.anomalie import Anomalie
from pipeline.model.faits import Depot, EtatDepot
from tests.outils.espace import Chantier

GRILLE, PV = ("Grille", "BCG"), ("Délibération", "BCD")  # where labels and answers stand


def coller(source: Path, cible: Path, ou: tuple[str, str], lignes: range, vers: int) -> None:
    """What a paste of whole rows brings along, labels and answers."""
    feuille, colonnes = ou
    depuis: Worksheet = load_workbook(source)[feuille]
    classeur = load_workbook(cible)
    for rang, ligne in enumerate(lignes):
        for colonne in colonnes:
            classeur[feuille][f"{colonne}{vers + rang}"] = depuis[f"{colonne}{ligne}"].value
    classeur.save(cible)


def seule(chantier: Chantier) -> tuple[Depot, Anomalie]:
    (depot,) = chantier.traiter().depots
    (anomalie,) = depot.anomalies
    assert depot.etat is EtatDepot.REFUSE
    return depot, anomalie


def test_the_rows_of_a_b2_grid_pasted_in_a_b1_grid_are_refused_and_named(tmp_path: Path):
    chantier = Chantier(tmp_path)
    grille, autre = chantier.grille("GC-1", "B1"), chantier.grille("GC-2", "B2", reponses="Non")
    coller(autre, grille, GRILLE, range(8, 11), 8)
    autre.unlink()
    depot, anomalie = seule(chantier)
    assert anomalie.message.endswith("ce sont celles du bloc B2.")
    assert [p.cellule for p in anomalie.cellules] == ["G8", "G9", "G10"]
    (rendue,) = (chantier.institut / "a-corriger").glob("*.xlsx")
    note = load_workbook(rendue)["Grille"]["G8"].comment
    assert note
    assert "bloc B2" in note.text
    assert "reportez-y les réponses" in note.text
    assert depot.candidature == "GC-1"


def test_the_competences_of_another_cqp_pasted_in_a_pv_are_refused_and_named(tmp_path: Path):
    chantier = Chantier(tmp_path)
    pv, autre = chantier.pv("GC-1"), chantier.pv("COS-1", "COS")
    coller(autre, pv, PV, range(23, 25), 23)
    autre.unlink()
    _, anomalie = seule(chantier)
    assert anomalie.message.endswith("ce sont celles du bloc B3 du CQP COS.")
    assert [p.cellule for p in anomalie.cellules] == ["D23", "D24"]


def test_answers_sorted_or_pasted_one_row_lower_are_refused(tmp_path: Path):
    chantier = Chantier(tmp_path)
    grille = chantier.grille("GC-1", "B1")
    coller(grille, grille, GRILLE, range(8, 11), 9)
    _, anomalie = seule(chantier)
    assert anomalie.code == "ETIQUETTES_DEPLACEES"
    assert [p.cellule for p in anomalie.cellules] == ["G9", "G10", "G11"]


def test_labels_erased_are_told_and_the_grid_is_taken(tmp_path: Path):
    chantier = Chantier(tmp_path)
    grille = chantier.grille("GC-1", "B1")
    classeur = load_workbook(grille)
    for ligne in range(7, 46):
        classeur["Grille"][f"B{ligne}"] = classeur["Grille"][f"C{ligne}"] = None
    classeur.save(grille)
    (depot,) = chantier.traiter().depots
    assert (depot.etat, [a.code for a in depot.anomalies]) == (EtatDepot.ACCEPTE, ["ETIQUETTES_EFFACEES"])
