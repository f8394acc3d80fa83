"""The minutes of an interview of VAE, from the blank workbooks to the paper that the jury signs."""

from pathlib import Path

import pytest

from tests.outils import mots, sessions
from tests.outils.espace import Chantier
from tests.outils.sessions import candidat

MINUTES = {"duree_vae_harmonisation": 25, "duree_vae_presentation": 10, "duree_vae_questions": 41}


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path)


def test_en_vae_le_pv_imprime_les_minutes_de_l_entretien(chantier: Chantier):
    """M-051, M-052, G-109, G-112: compared and printed; those of a bloc or of a grid are neither, and that is said."""
    chantier.dossier("VAE", fiche_voie="VAE", duree_b1=12, **MINUTES)
    chantier.grille("VAE", "B2", duree_presentation=3)
    chantier.piece("VAE", "livret2")
    chantier.traiter()
    vue = chantier.candidature("VAE")
    dites = {a.code for a in vue.anomalies}
    assert {"DUREE_DEPASSEE", "DUREE_DE_BLOC_EN_VAE", "DUREE_DE_GRILLE_EN_VAE"} <= dites
    (papier,) = chantier.institut.rglob("VAE * - procès-verbal.docx")
    texte = " ".join(mots.de_word(papier))
    for lu in ("Mise en commun du jury", "Questions du jury", "41 min", "1 h au plus"):
        assert lu in texte
    assert "12 min" not in texte


def test_en_vae_les_phases_d_une_grille_ne_sont_pas_jugees(chantier: Chantier):
    """S3 §3.2: the session says the voie, so the grid is not held against the épreuves of the training routes."""
    vae = {"voie": "VAE", "poste": None, "piece_livret2_le": sessions.CARNET, "recevabilite_le": sessions.ACCORD}
    sessions.deposer(chantier, [candidat("VAE", **vae), candidat("FORME")])
    chantier.traiter(sessions.AVANT)
    for qui in ("VAE", "FORME"):
        chantier.grille(qui, "B2", duree_presentation=3, duree_echange=3)
    chantier.traiter()
    dites = {d.fichier.split()[0]: {a.code for a in d.anomalies} for d in chantier.etat().depots if d.type == "grille"}
    assert "DUREE_TROP_COURTE" not in dites["VAE"]
    assert "DUREE_TROP_COURTE" in dites["FORME"]
