"""The lines of a planning that staff gave back, as passages."""

import pytest

from pipeline.model.planning import Conflit
from pipeline.rules.planning import appliquer
from tests.rules.fabrique import livre
from tests.rules.planning.sessions import epreuve, pose, rendu

B1 = epreuve("A", "B1", 70, debrief=15)
B3 = epreuve("A", "B3", 90, preparation=30, debrief=15)
VAE = epreuve("V", None, 45, avant=20, debrief=15)
TOUTES = (B1, B3, VAE)


def test_les_heures_sont_celles_rendues_et_les_durees_celles_des_textes():
    lignes = rendu(("A", "B3", 2, "14:00"), ("V", None, 1, "9:20"), ("A", "B1", 2, "9:05"))
    attendus = {pose(B3, "14:00", jury=2), pose(VAE, "9:20"), pose(B1, "9:05", jury=2)}
    passages, conflits = appliquer(lignes, TOUTES, livre())
    assert (set(passages), conflits) == (attendus, ())


@pytest.mark.parametrize("tape", ["B3", "b3", "3", "Gestion des droits de l’usager de la Sécurité sociale"])
def test_k14_un_bloc_est_reconnu_comme_on_l_ecrit(tape: str):
    """K14."""
    assert appliquer(rendu(("A", tape, 1, "9:30")), (B3,), livre()) == ((pose(B3, "9:30"),), ())


@pytest.mark.parametrize(
    ("candidature", "bloc"), [("Z", "B1"), ("A", "B2"), ("A", "bloc inventé"), ("A", None), ("V", "B1")]
)
def test_une_ligne_que_la_session_ne_connait_pas_est_dite(candidature: str, bloc: str | None):
    passages, conflits = appliquer(rendu((candidature, bloc, 1, "9:00")), TOUTES, livre())
    assert passages == ()
    assert Conflit(raison="epreuve_inconnue", candidature=candidature, bloc=bloc) in conflits


def test_de_deux_lignes_pour_une_epreuve_la_premiere_compte_et_l_autre_est_dite():
    passages, conflits = appliquer(rendu(("A", "B1", 1, "9:00"), ("A", "1", 2, "10:00")), (B1,), livre())
    assert passages == (pose(B1, "9:00"),)
    assert conflits == (Conflit(raison="epreuve_en_double", candidature="A", bloc="B1"),)


def test_une_epreuve_sans_ligne_est_dite():
    _, conflits = appliquer(rendu(("A", "B1", 1, "9:00")), TOUTES, livre())
    assert {(c.raison, c.candidature, c.bloc) for c in conflits} == {
        ("epreuve_absente", "A", "B3"),
        ("epreuve_absente", "V", None),
    }
