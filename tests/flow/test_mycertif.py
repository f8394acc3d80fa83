"""What MyCertif lets each reader read when the jury paritaire departs from the avis (S0 §3.3, K28)."""

import json
from pathlib import Path

from tests.outils.espace import JPN, PHRASE, Chantier

AU_CANDIDAT = "Nous vous invitons à reprendre l'étude des droits avec votre tuteur, puis à revenir."
A_L_EMPLOYEUR = "Un tuteur présent chaque semaine aiderait à tenir les délais de traitement."
PRECONISATION = "Les situations présentées montrent peu de goût pour la relation avec les usagers."


def test_k28_when_the_decision_departs_from_the_avis_the_jury_s_words_are_held_in_mycertif(tmp_path: Path):
    """G-091: and « inadéquation du profil » is the candidate's alone."""
    chantier = Chantier(tmp_path / "espace")
    chantier.dossier("GC-1")
    chantier.traiter()
    chantier.sieger(
        dossier_decision_1="Partielle",
        dossier_bloc_1_b3="Non attribué",
        dossier_motif_1=PHRASE,
        preconisation_type_1="Inadéquation du profil",
        preconisation_1=PRECONISATION,
        commentaire_candidat_1=AU_CANDIDAT,
        commentaire_employeur_1=A_L_EMPLOYEUR,
    )
    (jpn,) = chantier.traiter("2023-10-13T16:00").depots
    assert jpn.etat == "accepte", jpn.anomalies
    chantier.proclamer()
    (lu,) = json.loads((chantier.racine / f"outbox/ucanss/{JPN}/MyCertif {JPN}.json").read_bytes())
    assert lu["candidat"] == {
        "commentaire_jury": None,
        "commentaire_jpn": AU_CANDIDAT,
        "preconisation_type": "Inadéquation du profil",
        "preconisation": PRECONISATION,
    }
    assert lu["employeur"] == {"commentaire_jury": None, "commentaire_jpn": A_L_EMPLOYEUR}
    assert {c["code"][:2] for c in lu["competences"]} == {"B1", "B2"}
