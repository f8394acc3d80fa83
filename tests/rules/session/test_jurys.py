"""Absences: the jury is postponed with its candidates, or someone of the same role sits instead (M-020, K2)."""

import pytest

from pipeline.model.anomalie import Gravite
from pipeline.model.session import Jure
from pipeline.rules.session.jurys import disponibles, former
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

REMPLACEMENT = modifie(GC, "jury", absence="remplacement")
ABSENCE = {"ligne": 1, "membre": "eve experte", "remplacant": "Réserve Experte"}
RESERVE = expert(3, nom="Réserve Experte", jury=None)
SECOND = (president(5, jury=2, nom="Autre Présidente"), expert(6, jury=2, nom="Autre Experte"))


def test_m020_l_absence_d_un_membre_reporte_son_jury_et_ses_candidats_seuls():
    """M-020."""
    une = session((candidat(1), candidat(2)), (president(), expert(), RESERVE, *SECOND), absences=(ABSENCE,))
    situee = situation(une, passages=[passage("C-1"), passage("C-2", jury=2)])
    assert codes(situee, Gravite.BLOQUANTE) == {"JURY_REPORTE"}
    assert situee.reportes == {"C-1"}
    assert (retenues(situee, "C-1"), retenues(situee, "C-2")) == (TOUT, LIBRE)
    assert [situee.retenu_jure(n) for n in (1, 2, 5, 6)] == [True, True, False, False]


def test_k2_un_remplacant_du_meme_role_siege():
    """K2."""
    une = session(jures=(president(), expert(), RESERVE), absences=(ABSENCE,))
    situee = situation(une, REMPLACEMENT)
    assert not codes(situee, Gravite.BLOQUANTE)
    assert [m.nom for m in situee.jurys[0].membres] == ["Paule Présidente", "Réserve Experte"]
    assert not situee.reportes


@pytest.mark.parametrize(
    ("reserve", "remplacant", "attendu"),
    [
        ((), "Réserve Experte", "REMPLACANT_INCONNU"),
        ((RESERVE,), None, "JURY_REPORTE"),
        ((president(3, nom="Réserve Experte", jury=None),), "Réserve Experte", "REMPLACANT_D_UN_AUTRE_ROLE"),
        (SECOND, "Autre Experte", "REMPLACANT_INDISPONIBLE"),
    ],
)
def test_k2_un_remplacement_impossible_reporte_le_jury(reserve: tuple[Jure, ...], remplacant: str | None, attendu: str):
    """K2."""
    absence = {**ABSENCE, "remplacant": remplacant}
    une = session(jures=(president(), expert(), *reserve), absences=(absence,))
    situee = situation(une, REMPLACEMENT)
    assert codes(situee, Gravite.BLOQUANTE) == {attendu}
    assert situee.reportes == {"C-1"}


def test_un_absent_que_personne_ne_connait_est_signale_sans_rien_reporter():
    situee = situation(session(absences=({**ABSENCE, "membre": "Personne Inconnue"},)))
    assert "ABSENT_INCONNU" in codes(situee, Gravite.AVERTISSEMENT)
    assert not situee.reportes


def test_l_absence_d_un_jure_en_reserve_ne_reporte_rien():
    absence = {**ABSENCE, "membre": "Réserve Experte"}
    situee = situation(session(jures=(president(), expert(), RESERVE), absences=(absence,)))
    assert not codes(situee, Gravite.BLOQUANTE)


def test_pour_le_planning_un_jure_de_deux_jurys_est_une_seule_personne():
    jures = (president(), expert(), president(3, jury=2), expert(4, jury=2, nom="Autre Experte"))
    un, deux = disponibles(former(session(jures=jures), GC))
    assert len(un.membres & deux.membres) == 1
    homonymes = (president(email="a@x.fr"), expert(), president(3, jury=2, email="b@x.fr"))
    un, deux = disponibles(former(session(jures=homonymes), GC))
    assert not un.membres & deux.membres
