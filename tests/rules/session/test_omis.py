"""Without the workbook of a session, the rules that nobody checked are named (K43)."""

import pytest

from pipeline.model.etat import EtatCandidature as Etat
from pipeline.model.vocabulaire import Deroulement, Voie
from tests.rules.test_situation import candidature, contexte, situation


@pytest.mark.parametrize(("voie", "propres"), [(Voie.VAE, {"recevabilite"}), (Voie.FORMATION, {"poste", "carnet"})])
def test_k43_sans_session_les_regles_de_sa_voie_sont_nommees(voie: Voie, propres: set[str]):
    """K43, G-103, N-014: and, where the setting says so, the dossier waits for the workbook."""
    faits = candidature(voie=voie)
    communes = {"convocation", "formation", "validation", "declarations", "branche"}
    avertie = situation(faits)
    assert set(avertie.omis) == communes | propres
    assert avertie.etat is Etat.DOSSIER_PRET
    bloquee = situation(faits, contexte(classeur_de_session_obligatoire=True))
    assert (bloquee.etat, [c.code for c in bloquee.manque]) == (Etat.INCOMPLETE, ["MANQUE_CLASSEUR_SESSION"])
    assert not situation(candidature(voie=voie, deroulement=Deroulement.REPORTE)).omis
