"""A file whose name contradicts its cells, on the road that staff use (issue 9.7, G-050)."""

from pathlib import Path

from pipeline.model.faits import EtatDepot
from tests.outils import sessions
from tests.outils.espace import Chantier
from tests.outils.sessions import candidat


def test_a_grid_named_for_another_candidate_is_refused_then_taken_once_renamed(tmp_path: Path):
    chantier = Chantier(tmp_path)
    deux = [candidat("GC-1", nom="Durand", prenom="Anaïs"), candidat("GC-2", nom="Martin", prenom="Zoé")]
    sessions.deposer(chantier, deux)
    grille = chantier.grille("GC-1", "B1").rename(chantier.inbox / "GC-2 grille B1.xlsx")
    octets = grille.read_bytes()
    chantier.grille("GC-1", "B2").rename(chantier.inbox / "Grille Zoé MARTIN.xlsx")
    depots = {d.fichier: d for d in chantier.traiter().depots if d.type == "grille"}
    assert {d.etat for d in depots.values()} == {EtatDepot.REFUSE}
    (du_numero,) = depots["GC-2 grille B1.xlsx"].anomalies
    assert "la candidature GC-2 (Martin Zoé), sa cellule dit GC-1 (Durand Anaïs)." in du_numero.message
    (du_nom,) = depots["Grille Zoé MARTIN.xlsx"].anomalies
    assert "fait penser à GC-2 (Martin Zoé), sa cellule dit GC-1 (Durand Anaïs)." in du_nom.message
    assert [p.nom for p in du_nom.cellules] == ["fiche_candidature"]
    (chantier.inbox / "GC-1 grille B1.xlsx").write_bytes(octets)
    (depot,) = chantier.traiter().depots
    assert (depot.etat, depot.anomalies) == (EtatDepot.ACCEPTE, ())


def test_a_grid_named_for_another_bloc_is_told_and_taken(tmp_path: Path):
    chantier = Chantier(tmp_path)
    chantier.grille("GC-1", "B1").rename(chantier.inbox / "GC-1 grille B2.xlsx")
    (depot,) = chantier.traiter().depots
    assert (depot.etat, [a.message for a in depot.anomalies]) == (
        EtatDepot.ACCEPTE,
        ["Le nom de ce fichier dit B2, c’est la grille du bloc B1."],
    )


def test_a_doubt_is_to_be_looked_at_until_somebody_answers(tmp_path: Path):
    """« À faire » asks; the same file under a right name, or the dossier on a docket, and nothing is asked any more."""
    chantier = Chantier(tmp_path)
    chantier.dossier("GC-1", blocs=("B1",))
    grille = (chantier.inbox / "GC-1 grille B1.xlsx").rename(chantier.inbox / "GC-1 grille B2.xlsx")
    octets = grille.read_bytes()
    chantier.traiter()
    assert [a.code for d in chantier.etat().depots for a in d.a_faire] == ["NOM_AUTRE_BLOC"]
    (chantier.inbox / "GC-1 grille B1.xlsx").write_bytes(octets)
    chantier.traiter()
    assert [a.code for d in chantier.etat().depots for a in d.a_faire] == []


def test_a_doubt_about_a_dossier_on_a_docket_is_over(tmp_path: Path):
    chantier = Chantier(tmp_path)
    chantier.dossier("GC-1", blocs=("B1",))
    (chantier.inbox / "GC-1 grille B1.xlsx").rename(chantier.inbox / "GC-1 grille B2.xlsx")
    chantier.traiter()
    chantier.sieger()
    assert [a.code for d in chantier.etat("2023-10-07T10:00").depots for a in d.a_faire] == []
