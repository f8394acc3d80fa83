"""The workbooks around a session: a planning to move, a training to follow, a report, orders."""

from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook

from pipeline import forms
from pipeline.forms.autour import DOCUMENTS, POINTS
from pipeline.model.classeur import Brut
from pipeline.model.planning import Passage
from pipeline.model.vocabulaire import Ordre
from pipeline.workbooks.read import lire
from tests.outils import remplis
from tests.outils.libreoffice import LibreOffice

JOUR, LENDEMAIN = date(2023, 10, 2), date(2023, 10, 3)


def passage(qui: str, jury: int, debut: int, jour: date = JOUR, duree: int = 70) -> Passage:
    return Passage(candidature=qui, bloc="B1", duree=duree, debrief=15, jury=jury, jour=jour, debut=debut)


PASSAGES = [
    passage("GC-4", 1, 9 * 60, jour=LENDEMAIN),
    passage("GC-3", 2, 9 * 60, duree=93),
    passage("GC-2", 1, 13 * 60 + 30),
    passage("GC-1", 1, 9 * 60),
]
NOMS = {"GC-1": "Témoin Un", "GC-2": "=Témoin Deux", "GC-3": "Témoin Trois"}


def textes(classeur: Workbook, feuille: str, colonne: int) -> list[object]:
    return [c.value for (c,) in classeur[feuille].iter_rows(min_col=colonne, max_col=colonne)]


def calculer(soffice: LibreOffice, octets: bytes, dossier: Path) -> Workbook:
    (dossier / "source.xlsx").write_bytes(octets)
    sortie = dossier / "sortie"
    sortie.mkdir()
    return load_workbook(soffice.convertir(dossier / "source.xlsx", "xlsx", sortie), data_only=True)


# --- Planning ----------------------------------------------------------------------------------------------------


def test_the_planning_goes_by_day_by_jury_by_hour():
    lues = {nom: c.valeur for nom, c in lire(remplis.planning("S-1", PASSAGES, NOMS)).cellules.items()}
    assert [lues[f"planning_candidature_{n}"] for n in range(1, 5)] == ["GC-1", "GC-2", "GC-3", "GC-4"]
    assert [lues[f"planning_jour_{n}"] for n in range(1, 5)] == [JOUR, JOUR, JOUR, LENDEMAIN]
    assert lues["fiche_session"] == "S-1"


def test_names_and_durations_are_shown_but_not_asked():
    classeur = load_workbook(BytesIO(remplis.planning("S-1", PASSAGES, NOMS)))
    feuille = classeur["Planning"]
    lignes = [(e.value, h.value) for e, _, _, h in feuille.iter_rows(min_row=4, max_row=7, min_col=5, max_col=8)]
    assert lignes == [("Témoin Un", 70), ("=Témoin Deux", 70), ("Témoin Trois", 93), (None, 70)]
    assert feuille["E5"].data_type == "s"
    assert all(feuille[f"{c}{n}"].protection.locked for c in "EHIJK" for n in range(4, 8))


def test_k29_a_longer_epreuve_looks_like_any_other():
    """K29: The extra time is in the duration; only numbers, names and hours are in the sheet."""
    classeur = load_workbook(BytesIO(remplis.planning("S-1", [passage("GC-3", 2, 9 * 60, duree=93)], NOMS)))
    autre = load_workbook(BytesIO(remplis.planning("S-1", [passage("GC-3", 2, 9 * 60)], NOMS)))
    differentes = [
        (f.title, case.coordinate)
        for f in classeur.worksheets
        for rangee in f.iter_rows()
        for case in rangee
        if case.value != autre[f.title][case.coordinate].value
        or case.style_id != autre[f.title][case.coordinate].style_id
    ]
    assert differentes == [("Planning", "H4")]


def test_the_end_and_the_debrief_follow_the_start(soffice: LibreOffice, tmp_path: Path):
    octets = remplis.planning("S-1", PASSAGES, NOMS)
    feuille = calculer(soffice, octets, tmp_path)["Planning"]
    heures = [
        (i.value.strftime("%H:%M"), j.value.strftime("%H:%M"), k.value)
        for i, j, k in feuille.iter_rows(min_row=4, max_row=7, min_col=9, max_col=11)
    ]
    assert heures == [
        ("10:10", "10:25", "✓"),
        ("14:40", "14:55", "✓"),
        ("10:33", "10:48", "✓"),
        ("10:10", "10:25", "✓"),
    ]


def test_a_start_that_was_cleared_is_asked_for(soffice: LibreOffice, tmp_path: Path):
    source = tmp_path / "planning.xlsx"
    remplis.remplir(remplis.planning("S-1", PASSAGES[:1], NOMS), {"planning_debut_1": None}, source)
    feuille = calculer(soffice, source.read_bytes(), tmp_path)["Planning"]
    assert (feuille["I4"].value or "", feuille["K4"].value) == ("", "● à compléter")


# --- Training, report, orders ------------------------------------------------------------------------------------


def test_each_further_module_has_its_column():
    feuille = load_workbook(BytesIO(remplis.formation()))["Formation"]
    entetes = [c.value for c in feuille[3] if c.value]
    assert entetes[-2:] == ["Option Retraite, le", "Gestionnaire carrière, le"]
    lignes = feuille.iter_rows(min_row=4, max_row=feuille.max_row)
    assert len(list(lignes)) == len(forms.formation(remplis.MODULES).par_role("participant_nom"))


def test_the_report_asks_each_point_and_each_document():
    """S0 §2.3: what the president checks, with a word when the answer is no."""
    classeur = load_workbook(BytesIO(remplis.compte_rendu()))
    libelles = textes(classeur, "Compte rendu", 2)
    attendus = [libelle for _, libelle in (*POINTS, *DOCUMENTS)]
    assert [x for x in libelles if x in attendus] == attendus
    for code, libelle in POINTS:
        rang = libelles.index(libelle) + 1
        for nom, colonne in ((forms.nom("point", code), "D"), (forms.nom("precision", code), "E")):
            assert classeur.defined_names[nom].attr_text == f"'Compte rendu'!${colonne}${rang}"


def test_a_line_of_orders_says_what_it_lacks(soffice: LibreOffice, tmp_path: Path):
    cas: list[tuple[dict[str, Brut], str | None]] = [
        ({"ordre_quoi": Ordre.PREPARER, "ordre_date": JOUR, "ordre_motif": "Fin de mois"}, "✓"),
        ({"ordre_quoi": Ordre.PROCLAMER, "ordre_motif": "Fin de mois"}, "● la date"),
        ({"ordre_quoi": Ordre.IMPRIMER, "ordre_date": JOUR}, "● le motif"),
        ({"ordre_quoi": Ordre.REPRENDRE, "ordre_date": JOUR, "ordre_motif": "Erreur"}, "● le numéro"),
        ({"ordre_quoi": Ordre.REPUBLIER, "ordre_cible": "DOC-1", "ordre_motif": "Effacé"}, "✓"),
        ({"ordre_motif": "Erreur"}, "● quel ordre"),
        ({"ordre_quoi": Ordre.RENOMMER, "ordre_cible": "GC-1", "ordre_motif": "Erreur"}, "● le mot ou le nom"),
        ({"ordre_quoi": Ordre.DUPLIQUER, "ordre_cible": "GC-1", "ordre_motif": "Perdu"}, "✓"),
        ({}, None),
    ]
    valeurs = {f"{nom}_{n}": v for n, (ligne, _) in enumerate(cas, start=1) for nom, v in ligne.items()}
    source = remplis.remplir(remplis.demande(), valeurs, tmp_path / "demande.xlsx")
    feuille = calculer(soffice, source.read_bytes(), tmp_path)["Demande"]
    assert [feuille.cell(n, 8).value or None for n in range(4, 4 + len(cas))] == [signe for _, signe in cas]


def test_the_help_tells_what_each_order_needs():
    etapes = textes(load_workbook(BytesIO(remplis.demande())), "Mode d'emploi", 2)
    assert {o.value for o in Ordre} <= set(etapes)
