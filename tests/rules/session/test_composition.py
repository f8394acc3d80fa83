"""The composition of a jury is the référentiel's (G-021), and its fault holds that jury only (K35)."""

import pytest

from pipeline.model.anomalie import Gravite
from pipeline.model.session import Jure
from tests.rules.fabrique import modifie
from tests.rules.session.seances import (
    GC,
    LIBRE,
    TOUT,
    candidat,
    codes,
    expert,
    passage,
    president,
    retenues,
    session,
    situation,
)

TROIS = modifie(
    GC,
    "jury",
    effectif_max=3,
    sieges=(
        {"role": "Président", "minimum": 1, "maximum": 1, "source": "S0 §2.2"},
        {"role": "Expert métier", "minimum": 1, "maximum": 1, "source": "S0 §2.2"},
        {"role": "Représentant d'organisme", "minimum": 0, "maximum": 1, "source": "S0 §2.2"},
    ),
)


def representant(ligne: int = 3) -> Jure:
    return expert(ligne, nom="Renée Représentante", role="Représentant d'organisme")


@pytest.mark.parametrize(
    ("jures", "attendus"),
    [
        ((president(), expert()), set()),
        ((president(),), {"JURY_EFFECTIF", "JURY_SANS_EXPERT"}),
        ((expert(1), expert(2, nom="Autre Experte")), {"JURY_SIEGE"}),
        ((president(), president(2, nom="Second Président")), {"JURY_SANS_EXPERT", "JURY_SIEGE"}),
        ((president(), expert(), representant()), {"JURY_EFFECTIF", "JURE_ROLE_NON_PREVU"}),
        ((president(), expert(role=None)), {"JURE_SANS_ROLE"}),
        ((president(), expert(jury=None)), {"JURY_EFFECTIF", "JURY_SANS_EXPERT"}),
        ((president(jury=None), expert(jury=None)), {"AUCUN_JURY"}),
    ],
)
def test_m019_g025_g028_n009_un_jury_de_gc_compte_un_president_et_un_expert(
    jures: tuple[Jure, ...], attendus: set[str]
):
    """M-019, G-025, G-028, N-009."""
    situee = situation(session(jures=jures))
    assert codes(situee, Gravite.BLOQUANTE) == attendus
    assert retenues(situee) == (TOUT if attendus else LIBRE)
    assert situee.retenu_jure(1) is bool(attendus)


def test_g021_g023_l006_un_autre_referentiel_admet_un_troisieme_membre():
    """G-021, G-023, L-006."""
    trois = session(jures=(president(), expert(), representant()))
    assert not codes(situation(trois, TROIS), Gravite.BLOQUANTE)
    assert not codes(situation(session(), TROIS), Gravite.BLOQUANTE)


def test_k35_le_defaut_d_un_jury_ne_retient_que_lui():
    """K35."""
    jures = (president(), expert(), president(3, jury=2, nom="Autre Présidente"))
    une = session((candidat(1), candidat(2, jury=2)), jures)
    situee = situation(une, passages=[passage("C-1"), passage("C-2", jury=2)])
    assert (retenues(situee, "C-1"), retenues(situee, "C-2")) == (LIBRE, TOUT)
    assert [situee.retenu_jure(n) for n in (1, 2, 3)] == [False, False, True]


def test_g023_un_meme_jure_ne_compte_pas_deux_fois():
    """G-023."""
    situee = situation(session(jures=(president(), expert(2, nom="PRÉSIDENTE, Paule", role="Expert métier"))))
    assert "JURE_INSCRIT_DEUX_FOIS" not in codes(situee), "the names are in another order: two persons for all we know"
    situee = situation(session(jures=(president(), expert(nom="Paule  Presidente"))))
    assert "JURE_INSCRIT_DEUX_FOIS" in codes(situee, Gravite.BLOQUANTE)


def test_un_jure_de_deux_jurys_est_signale_sans_rien_retenir():
    jures = (president(), expert(), president(3, jury=2), expert(4, jury=2, nom="Autre Experte"))
    situee = situation(session(jures=jures))
    assert "JURE_DANS_DEUX_JURYS" in codes(situee, Gravite.AVERTISSEMENT)
    assert not situee.retenu_jure(1)


def test_des_homonymes_que_leurs_courriels_distinguent_sont_deux_personnes():
    jures = (president(nom="Dominique Témoin", email="a@x.fr"), expert(nom="Dominique Témoin", email="b@x.fr"))
    assert not codes(situation(session(jures=jures)), Gravite.BLOQUANTE)


def test_g030_un_jure_sans_organisme_attend_et_son_jury_n_a_pas_de_grille_preremplie():
    """G-030."""
    situee = situation(session(jures=(president(organisme=None), expert(organisme=None))))
    assert "JURE_SANS_ORGANISME" in codes(situee, Gravite.BLOQUANTE)
    assert not situee.retenu_jure(1), "a president from Ucanss has no organisme that could be the candidate's"
    assert situee.retenu_jure(2)
    assert retenues(situee) == {"prerempli"}
