"""A grid dropped under a wrong number: held, given back with its number marked, told with whom it may be (G-050)."""

from pathlib import Path

from openpyxl import load_workbook

from pipeline.model.etat import EtatCandidature
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
