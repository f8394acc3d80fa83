"""What a corrected session changes, said with the headings of its workbook; never a measure (K29)."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from pipeline import texts
from pipeline.model.anomalie import Gravite
from pipeline.model.session import Session
from pipeline.rules.session.changements import differences
from tests.rules.fabrique import ANOMALIES
from tests.rules.session.seances import GC, candidat, expert, president, session

AVANT = session((candidat(1), candidat(2)))


def dits(apres: Session, avant: Session = AVANT) -> dict[str, str]:
    """What is said, by code; always for information."""
    constats = differences(avant, apres, GC)
    anomalies = [texts.dire(c, {}, ANOMALIES) for c in constats]
    assert all(a.gravite is Gravite.INFORMATION for a in anomalies)
    return {a.code: a.message for a in anomalies}


def test_rien_n_a_change():
    assert not dits(AVANT)


def test_ce_qui_change_de_la_seance():
    apres = AVANT.model_copy(update={"date": dt.date(2023, 10, 3), "lieu": "Ailleurs", "salles": ()})
    assert dits(apres) == {
        "SESSION_MODIFIEE": "La session a changé : Date de l'évaluation, Lieu, Jury 1 : salle, Jury 2 : salle."
    }


def test_qui_arrive_et_qui_part():
    apres = session((candidat(2), candidat(3)), (president(), expert(nom="Autre Experte")))
    trouves = dits(apres)
    assert trouves.keys() == {"CANDIDATS_AJOUTES", "CANDIDATS_RETIRES", "JURES_AJOUTES", "JURES_RETIRES"}
    assert trouves["CANDIDATS_AJOUTES"].endswith("C-3.")
    assert trouves["CANDIDATS_RETIRES"].endswith("C-1.")
    assert trouves["JURES_RETIRES"].endswith("Ève Experte.")


def test_un_candidat_et_un_jure_modifies_par_rubrique():
    change = candidat(2, organisme="CAF", vises=("B1",), pieces={})
    apres = session((candidat(1), change), (president(), expert(valide_le=None, jury=2)))
    trouves = dits(apres)
    rubriques = trouves["CANDIDAT_MODIFIE"]
    for attendue in ("organisme", "bloc B2 visé", "bloc B3 visé", "Carnet de suivi"):
        assert attendue in rubriques
    assert "bloc B1" not in rubriques
    assert trouves["JURE_MODIFIE"] == "Ève Experte : ce qui a changé : jury, validé par l'Ucanss le."


def test_une_personne_se_suit_d_une_ligne_a_l_autre():
    lignes = {"ligne": 9, "email": "nouveau@exemple.invalid"}
    change = candidat(1).model_copy(update=lignes)
    (constat,) = differences(AVANT, session((change, candidat(2))), GC)
    assert constat.noms == ("candidat_email_9",)
    assert not dits(session((candidat(1).model_copy(update={"ligne": 9}), candidat(2))))


mesures = st.none() | st.builds(
    lambda texte, temps: {"declare_le": dt.date(2023, 6, 1), "mesures": texte, "temps_supplementaire": temps},
    st.sampled_from(["Salle-calme-unique", "Aucun"]),
    st.none() | st.integers(1, 200),
)


@given(mesures, mesures)
def test_k29_un_amenagement_qui_change_ne_se_dit_pas(avant: object, apres: object):
    """K29."""
    assert not differences(session((candidat(amenagement=avant),)), session((candidat(amenagement=apres),)), GC)
