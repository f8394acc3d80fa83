"""Lines of a planning, of orders, of a training: begun, they must be complete."""

import pytest

from pipeline.model.classeur import Brut, Formulaire
from pipeline.model.vocabulaire import Ordre
from pipeline.validation import valider
from tests.validation.remplissage import DEMANDE, FORMATION, PHRASE, PLANNING, TOUT_IMPRIMABLE, remplie, vierge

ORDRE: dict[str, Brut] = {"demande_demandeur": "Bo Témoin", "ordre_motif_1": PHRASE}


def manques(formulaire: Formulaire, **ecrits: Brut) -> list[str]:
    """The cells that are missed in a workbook where nothing else is written."""
    fautes = valider(vierge(formulaire, **ecrits), formulaire, TOUT_IMPRIMABLE)[1]
    assert {c.code for c in fautes} <= {"CELLULE_OBLIGATOIRE"}
    return [nom for c in fautes for nom in c.noms]


@pytest.mark.parametrize("partie", ["candidature", "jury", "jour", "debut"])
def test_une_ligne_du_planning_dit_qui_quand_et_devant_qui(partie: str):
    _, fautes = valider(remplie(PLANNING, **{f"planning_{partie}_2": None}), PLANNING, TOUT_IMPRIMABLE)
    assert [(c.code, c.noms) for c in fautes] == [("CELLULE_OBLIGATOIRE", (f"planning_{partie}_2",))]


def test_une_ligne_du_planning_se_passe_de_bloc_ou_de_tout():
    entretien_de_vae: dict[str, Brut] = {"planning_bloc_1": None}
    videe: dict[str, Brut] = {c.nom: None for c in PLANNING.champs if c.ligne == 2}
    assert valider(remplie(PLANNING, **entretien_de_vae | videe), PLANNING, TOUT_IMPRIMABLE)[1] == ()


@pytest.mark.parametrize("ordre", [Ordre.PREPARER, Ordre.PROCLAMER, Ordre.IMPRIMER])
def test_un_ordre_sur_un_jury_paritaire_veut_sa_date(ordre: Ordre):
    assert manques(DEMANDE, **ORDRE, ordre_quoi_1=ordre, ordre_cible_1="D-000001") == ["ordre_date_1"]
    assert manques(DEMANDE, **ORDRE, ordre_quoi_1=ordre, ordre_date_1="13/10/2023") == []


@pytest.mark.parametrize("ordre", [Ordre.REPRENDRE, Ordre.REPUBLIER])
def test_un_ordre_sur_un_fichier_ou_un_document_dit_lequel(ordre: Ordre):
    assert manques(DEMANDE, **ORDRE, ordre_quoi_1=ordre, ordre_date_1="13/10/2023") == ["ordre_cible_1"]
    assert manques(DEMANDE, **ORDRE, ordre_quoi_1=ordre, ordre_cible_1="D-000001") == []


@pytest.mark.parametrize("ordre", Ordre)
def test_un_ordre_sans_motif_n_est_pas_execute(ordre: Ordre):
    precisions: dict[str, Brut] = {"ordre_date_3": "13/10/2023", "ordre_cible_3": "D-000001"}
    assert manques(DEMANDE, demande_demandeur="Bo Témoin", ordre_quoi_3=ordre, **precisions) == ["ordre_motif_3"]


def test_une_date_illisible_n_est_pas_en_plus_demandee():
    lecture = vierge(DEMANDE, **ORDRE, ordre_quoi_1=Ordre.PREPARER, ordre_date_1="vendredi")
    (faute,) = valider(lecture, DEMANDE, TOUT_IMPRIMABLE)[1]
    assert (faute.code, faute.noms) == ("DATE_ILLISIBLE", ("ordre_date_1",))


def test_une_demande_demande_quelque_chose():
    assert manques(DEMANDE, demande_demandeur="Bo Témoin") == ["ordre_quoi_1", "ordre_motif_1"]


@pytest.mark.parametrize("etape", [1, 2, 3])
def test_l014_une_etape_suivie_a_un_jour_et_une_duree(etape: int):
    """L-014."""
    qui: dict[str, Brut] = {"formation_code": "F-1", "participant_nom_4": "Bo Témoin"}
    le, minutes = f"etape_{etape}_le_4", f"etape_{etape}_minutes_4"
    assert manques(FORMATION, **qui) == []
    assert manques(FORMATION, **qui, **{le: "02/10/2023"}) == [minutes]
    assert manques(FORMATION, **qui, **{minutes: 90}) == [le]
    assert manques(FORMATION, **qui, **{le: "02/10/2023", minutes: 90}) == []
