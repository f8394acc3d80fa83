"""Who cannot sit before whom: the candidate goes before another jury, or is postponed, he alone (K34)."""

import pytest

from pipeline.model.anomalie import Gravite
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque, Jure
from pipeline.rules.session.incompatibilites import incompatibilites, non_compares, reserves
from pipeline.rules.session.jurys import former, jurys_possibles
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
    vae,
)

MEME_BRANCHE = modifie(GC, "jury", branche_du_president="meme")


@pytest.mark.parametrize(
    ("jure", "attendu"),
    [
        (expert(organisme="C.P.A.M. DE QUELQUE-PART"), "MEME_ORGANISME"),  # G-030, L-008
        (president(organisme="CPAM de Quelque-Part", qualite="Organisme"), "MEME_ORGANISME"),  # G-027, M-018
        (expert(liens=("C-1",)), "LIEN_DECLARE"),  # G-031, G-115
        (expert(nom="Témoin-1 Camille"), "JURE_EST_LE_CANDIDAT"),
        (expert(nom="Camille Témoin-1", email="c1@exemple.invalid"), "JURE_EST_LE_CANDIDAT"),
        (expert(nom="Camille Témoin-1", email="homonyme@exemple.invalid"), None),
        (expert(liens=("C-2",)), None),
        (expert(organisme="CPAM d'Ailleurs"), None),
        (expert(organisme=None), None),
    ],
)
def test_g027_g030_g115_m018_un_jure_et_un_candidat_deux_a_deux(jure: Jure, attendu: str | None):
    """G-027, G-030, G-115, M-018."""
    assert [c.code for c in incompatibilites(jure, candidat(), GC)] == ([attendu] if attendu else [])


def test_g030_sans_organisme_du_candidat_en_vae_rien_ne_se_compare():
    """G-030."""
    assert not list(incompatibilites(expert(organisme="CPAM de Quelque-Part"), vae(), GC))


@pytest.mark.parametrize(
    ("jure", "attendu"),
    [
        (president(qualite="Organisme", branche="Famille"), ["PRESIDENT_D_UNE_AUTRE_BRANCHE"]),
        (president(qualite="Organisme", branche="Maladie"), []),
        (president(qualite="Ucanss", branche="Famille"), []),
        (president(qualite="Organisme", branche=None), []),
        (expert(branche="Famille"), []),
    ],
)
def test_g027_k7_la_branche_du_president_d_un_organisme_selon_le_referentiel(jure: Jure, attendu: list[str]):
    """G-027, K7."""
    assert [c.code for c in incompatibilites(jure, candidat(), MEME_BRANCHE)] == attendu
    assert not list(incompatibilites(jure, candidat(), GC)), "GC and COS admit any branche (S3 §2.2)"


def test_k6_un_expert_d_une_autre_branche_est_un_avertissement():
    """K6."""
    situee = situation(session(jures=(president(), expert(branche="Famille"))))
    assert "EXPERT_D_UNE_AUTRE_BRANCHE" in codes(situee, Gravite.AVERTISSEMENT)
    assert retenues(situee) == LIBRE


@pytest.mark.parametrize(
    ("jure", "referentiel", "dit"),
    [
        (expert(branche="Famille"), GC, True),
        (expert(branche="Maladie"), GC, False),
        (expert(branche=None), GC, False),
        (president(branche="Famille", qualite="Organisme"), GC, False),
        (expert(branche="Famille"), modifie(GC, "jury", branche_de_l_expert="indifferente"), False),
    ],
)
def test_k6_seul_un_expert_d_une_autre_branche_se_dit(jure: Jure, referentiel: Referentiel, *, dit: bool):
    """K6: where the référentiel asks it, of an expert, and of two branches that are known."""
    assert [c.code for c in reserves(jure, candidat(), referentiel)] == ["EXPERT_D_UNE_AUTRE_BRANCHE"] * dit


def test_un_candidat_sans_nom_n_est_le_nom_de_personne():
    """G-115: half a name proves nothing."""
    for vide in ({"nom": ""}, {"prenom": ""}):
        sans = candidat(**vide)
        assert not list(incompatibilites(expert(nom=sans.nom or sans.prenom or "", email=None), sans, GC))


@pytest.mark.parametrize(
    ("jure", "candidat_", "attendu"),
    [
        (expert(branche=None), candidat(), {"membre_branche_2"}),
        (expert(), candidat(branche=None), {"candidat_branche_1"}),
        (expert(branche=None), candidat(branche=None), {"membre_branche_2", "candidat_branche_1"}),
        (president(qualite="Organisme", branche=None), candidat(), {"membre_branche_1"}),
        (president(qualite=None, branche=None), candidat(), {"membre_branche_1"}),
        (president(qualite="Ucanss", branche=None), candidat(), set()),
        (expert(), candidat(), set()),
    ],
)
def test_l008_une_branche_vide_n_est_ni_la_meme_ni_une_autre(jure: Jure, candidat_: Convoque, attendu: set[str]):
    """L-008, G-027: nothing was compared, and that is said on the blank cells."""
    trouves = [*incompatibilites(jure, candidat_, MEME_BRANCHE), *non_compares(jure, candidat_, MEME_BRANCHE)]
    assert [c.code for c in trouves] == (["BRANCHE_NON_COMPAREE"] if attendu else [])
    assert {n for c in trouves for n in c.noms} == attendu
    indifferente = modifie(GC, "jury", branche_de_l_expert="indifferente")
    assert not list(non_compares(jure, candidat_, indifferente)), "nothing is to be compared"


def test_une_branche_vide_se_dit_dans_la_session_sans_rien_retenir():
    """L-008"""
    situee = situation(session(jures=(president(), expert(branche=None))))
    assert "BRANCHE_NON_COMPAREE" in codes(situee, Gravite.AVERTISSEMENT)
    assert retenues(situee) == LIBRE


@pytest.mark.parametrize("role", ["Expert métier", "Représentant d'organisme"])
def test_l009_un_representant_de_l_organisme_du_candidat_n_entend_pas(role: str):
    """L-008, L-009: whatever the seat, the certifier's apart, the candidate's organisme does not judge him."""
    jure = expert(role=role, organisme="CPAM de Quelque-Part")
    assert [c.code for c in incompatibilites(jure, candidat(), GC)] == ["MEME_ORGANISME"]
    muet = vae(branche="Maladie")
    assert not list(incompatibilites(jure, muet, GC))
    assert [c.code for c in non_compares(jure, muet, GC)] == ["CANDIDAT_ORGANISME_NON_COMPARE"]
    assert not list(non_compares(expert(role=role, organisme=None), muet, GC)), "the certifier's people have none"
    dit = vae(branche="Maladie", organisme="CPAM d'Ailleurs")
    assert not list(non_compares(jure, dit, GC)), "there was something to compare"
    assert not list(non_compares(jure, candidat(organisme=None), GC)), "outside VAE, a fault (M-023)"


def test_k34_le_candidat_passe_devant_un_autre_jury_s_il_y_en_a_un():
    """K34."""
    autre = (president(3, jury=2, nom="Autre Présidente"), expert(4, jury=2, nom="Autre Experte"))
    une = session((candidat(1), candidat(2)), (president(), expert(liens=("C-1",)), *autre))
    assert jurys_possibles(une, GC, former(une, GC)) == {"C-1": {2}, "C-2": {1, 2}}
    situee = situation(une, passages=[passage("C-1", jury=2), passage("C-2")])
    assert not situee.reportes
    assert not codes(situee, Gravite.BLOQUANTE)


def test_k34_sans_autre_jury_ce_candidat_seul_est_reporte_avec_sa_raison():
    """K34."""
    une = session((candidat(1), candidat(2)), (president(), expert(liens=("C-1",))))
    situee = situation(une, passages=[passage("C-2")])
    assert situee.reportes == {"C-1"}
    assert codes(situee, Gravite.BLOQUANTE) == {"LIEN_DECLARE", "AUCUN_JURY_POSSIBLE"}
    assert (retenues(situee, "C-1"), retenues(situee, "C-2")) == (TOUT, LIBRE)
    assert not situee.retenu_jure(2), "the juror still hears the others"


def test_le_jury_fixe_par_le_personnel_est_le_seul_possible():
    autre = (president(3, jury=2, nom="Autre Présidente"), expert(4, jury=2, nom="Autre Experte"))
    une = session((candidat(1, jury=2), candidat(2, jury=7)), (president(), expert(), *autre))
    assert jurys_possibles(une, GC, former(une, GC)) == {"C-1": {2}, "C-2": frozenset()}
    situee = situation(une, passages=[passage("C-1", jury=2)])
    assert "JURY_INCONNU" in codes(situee, Gravite.BLOQUANTE)
    assert (situee.reportes, retenues(situee, "C-2")) == (frozenset(), TOUT)


def test_g115_un_planning_deplace_devant_un_jury_interdit_retient_le_candidat():
    """G-115."""
    autre = (president(3, jury=2, nom="Autre Présidente"), expert(4, jury=2, nom="Autre Experte"))
    une = session((candidat(),), (president(), expert(liens=("C-1",)), *autre))
    situee = situation(une, passages=[passage("C-1", jury=1)])
    assert "LIEN_DECLARE" in codes(situee, Gravite.BLOQUANTE)
    assert retenues(situee) == TOUT


def test_un_candidat_de_la_session_n_y_est_pas_jure():
    une = session((candidat(1), candidat(2, jury=2)), (president(), expert(nom="Camille Témoin-2")))
    situee = situation(une, passages=[passage("C-1")])
    assert "JURE_CANDIDAT" in codes(situee, Gravite.BLOQUANTE)
    assert situee.retenu_jure(2)
