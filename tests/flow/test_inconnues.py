"""A grid under a wrong number, session or date: held or refused, given back with its cell marked (G-050, G-068)."""

from pathlib import Path

from openpyxl import load_workbook

from pipeline.model.etat import EtatCandidature
from pipeline.model.faits import EtatDepot
from tests.outils import sessions
from tests.outils.espace import Chantier
from tests.outils.sessions import candidat


def test_a_grid_of_nobody_comes_back_with_the_names_of_who_lacks_it(tmp_path: Path):
    chantier = Chantier(tmp_path)
    sessions.deposer(chantier, [candidat("GC-1"), candidat("GC-2")])
    chantier.grille("GC-1", "B1")
    chantier.grille("GC-9", "B1")
    chantier.traiter()
    vue = chantier.candidature("GC-9")
    (anomalie,) = vue.anomalies
    assert (vue.etat, anomalie.bloquante) == (EtatCandidature.A_CORRIGER, True)
    assert "aucun candidat de la session S-1 n’a le numéro GC-9" in anomalie.message
    assert anomalie.message.endswith("Il manque la grille du bloc B1 à : GC-2 (Nom-GC-2 Prénom).")
    feuille = load_workbook(chantier.institut / "suivi.xlsx")["À faire"]
    assert anomalie.message in {case.value for rangee in feuille.iter_rows() for case in rangee}
    (rendue,) = (chantier.institut / "a-corriger").glob("GC-9*")
    (place,) = anomalie.cellules
    note = load_workbook(rendue)[place.feuille][place.cellule].comment
    assert note
    assert "GC-2 (Nom-GC-2 Prénom)" in note.text
    ajoutes = [candidat("GC-1"), candidat("GC-2"), candidat("GC-9")]
    sessions.deposer(chantier, ajoutes, nom="Session S-1 corrigée.xlsx")
    chantier.traiter()
    assert chantier.candidature("GC-9").anomalies == ()
    assert not list((chantier.institut / "a-corriger").glob("GC-9*"))


def test_a_wrong_session_moves_nobody_and_comes_back_with_its_cell_marked(tmp_path: Path):
    chantier = Chantier(tmp_path)
    sessions.deposer(chantier, [candidat("GC-1")])
    chantier.grille("GC-1", "B1", fiche_session="S-2")
    chantier.traiter()
    vue = chantier.candidature("GC-1")
    (anomalie,) = vue.anomalies
    assert (vue.session, vue.etat) == ("S-1", EtatCandidature.A_CORRIGER)
    assert "dit la session S-2, mais GC-1 est convoquée dans la session S-1" in anomalie.message
    (rendue,) = (chantier.institut / "a-corriger").glob("GC-1*")
    (place,) = anomalie.cellules
    classeur = load_workbook(rendue)
    assert classeur[place.feuille][place.cellule].value == "S-2"
    assert classeur[place.feuille][place.cellule].comment
    rendue.unlink()
    chantier.grille("GC-1", "B1")
    chantier.traiter()
    assert chantier.candidature("GC-1").anomalies == ()


def test_what_is_dated_after_its_deposit_is_refused(tmp_path: Path):
    """G-068. A grid and a PV: nothing is known yet of a day that has not come; on the day itself it is."""
    chantier = Chantier(tmp_path)
    chantier.grille("GC-1", "B1", fiche_date="2023-10-04")
    chantier.pv("GC-1", fiche_date="2023-10-23")
    chantier.grille("GC-2", "B1", fiche_date="2023-10-03")
    depots = {(d.candidature, d.type): d for d in chantier.traiter("2023-10-03T00:30").depots}
    dits = {cle: [a.code for a in d.anomalies] for cle, d in depots.items() if d.etat is EtatDepot.REFUSE}
    assert dits == {("GC-1", "grille"): ["DATE_A_VENIR"], ("GC-1", "pv"): ["DATE_A_VENIR"]}
    (anomalie,) = depots["GC-1", "grille"].anomalies
    assert [p.nom for p in anomalie.cellules] == ["fiche_date"]


def test_a_report_dated_tomorrow_is_refused(tmp_path: Path):
    """G-068: on the day itself it is taken."""
    chantier = Chantier(tmp_path)
    rapport = {"fiche_session": "S-1", "fiche_jury": 1, "fiche_redacteur": "Alix Témoin"}
    for jour in ("2023-10-04", "2023-10-03"):
        cible = chantier.inbox / f"compte rendu {jour}.xlsx"
        chantier.remplir(chantier.vierge("compte-rendu"), cible, {**rapport, "fiche_date": jour})
    depots = chantier.traiter("2023-10-03T09:00").depots
    dits = {d.fichier: "DATE_A_VENIR" in [a.code for a in d.anomalies] for d in depots}
    assert dits == {"compte rendu 2023-10-04.xlsx": True, "compte rendu 2023-10-03.xlsx": False}
    assert {d.etat for d in depots if "10-04" in d.fichier} == {EtatDepot.REFUSE}
