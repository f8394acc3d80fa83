"""What a PV owes to its grids and to its jury when no session workbook says anything, on the road of staff."""

import datetime as dt
from pathlib import Path

from pipeline.model.etat import EtatCandidature
from tests.outils.espace import Chantier


def test_sans_session_le_jour_et_l_organisme_se_lisent_dans_les_fichiers(tmp_path: Path):
    """N-019, G-068: three weeks from its grid. L-008, L-009: the candidate's organisme, or none in VAE (K30)."""
    chantier = Chantier(tmp_path)
    chantier.pv("JOUR", blocs=("B2",), fiche_date=dt.date(2023, 10, 23))
    chantier.grille("JOUR", "B2")
    chantier.pv("ORGANISME", blocs=("B2",), membre_organisme_2="C.P.A.M. de Quelque-Part")
    chantier.pv("VAE", fiche_voie="VAE", fiche_organisme=None, fiche_branche=None)
    chantier.traiter("2023-10-24T09:00")
    etat = {c.id: c for c in chantier.etat().candidatures}
    for id_, code in (("JOUR", "PV_UN_AUTRE_JOUR"), ("ORGANISME", "JURE_DU_MEME_ORGANISME")):
        bloquante = next(a for a in etat[id_].anomalies if a.bloquante)
        assert (bloquante.code, bool(bloquante.cellules), etat[id_].etat) == (code, True, EtatCandidature.A_CORRIGER)
    dites = {a.code: a.bloquante for a in etat["VAE"].anomalies}
    assert dites["ORGANISME_NON_COMPARE"] is False
    assert not any(dites.values())
