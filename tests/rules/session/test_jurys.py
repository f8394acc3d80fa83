"""Absences: the jury is postponed with its candidates, or someone of the same role sits instead (M-020, K2)."""

import datetime as dt

import pytest

from pipeline.model.anomalie import Gravite
from pipeline.model.session import Jure
from pipeline.rules.session.jurys import disponibles, former
from pipeline.rules.session.vivier import Connu, Vivier
from tests.rules.fabrique import modifie
from tests.rules.session.seances import (
    GC,
    LIBRE,
    LUNDI,
    TOUT,
    candidat,
    codes,
    expert,
    passage,
    president,
    retenues,
    session,
    situation,
    trouve,
)

REMPLACEMENT = modifie(GC, "jury", absence="remplacement")
ABSENCE = {"ligne": 1, "membre": "eve experte", "remplacant": "Réserve Experte"}
SEULE = {"ligne": 1, "membre": "eve experte"}
RESERVE = expert(3, nom="Réserve Experte", jury=None)
SECOND = (president(5, jury=2, nom="Autre Présidente"), expert(6, jury=2, nom="Autre Experte"))


def test_m020_l_absence_d_un_membre_reporte_son_jury_et_ses_candidats_seuls():
    """M-020."""
    une = session((candidat(1), candidat(2)), (president(), expert(), RESERVE, *SECOND), absences=(SEULE,))
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
        ((RESERVE, expert(4, nom="Autre Réserve", jury=None)), "réserve", "REMPLACANT_AMBIGU"),
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


@pytest.mark.parametrize("absence", ["report", "remplacement"])
@pytest.mark.parametrize(
    ("membre", "remplacant"),
    [
        ("Ève Experte", "Réserve Experte"),
        ("EXPERTE Eve", "EXPERTE, Réserve"),
        ("Mme experte", "Mme R. Experte"),
        ("2", "ligne 3"),
        ("Ève Experte (CPAM)", "reserve@exemple.invalid"),
        ("Juré n° 2", "réserve  experte"),
    ],
)
def test_k2_un_remplacement_s_ecrit_comme_on_ecrit(membre: str, remplacant: str, absence: str):
    """K2, S3 §2.2: told before the day, whatever the régime."""
    reserve = RESERVE.model_copy(update={"email": "reserve@exemple.invalid"})
    ecrite = {"ligne": 1, "membre": membre, "remplacant": remplacant, "dite_le": LUNDI - dt.timedelta(days=1)}
    une = session(jures=(president(), expert(), reserve), absences=(ecrite,))
    situee = situation(une, modifie(GC, "jury", absence=absence))
    assert not codes(situee, Gravite.BLOQUANTE)
    assert [m.nom for m in situee.jurys[0].membres] == ["Paule Présidente", "Réserve Experte"]
    assert (situee.jurys[0].reporte, situee.reportes) == (False, frozenset())


def test_k2_un_remplacant_deja_inscrit_dans_ce_jury_n_y_siege_pas_deux_fois():
    """K2."""
    une = session(jures=(president(), expert(), RESERVE.model_copy(update={"jury": 1})), absences=(ABSENCE,))
    situee = situation(une)
    assert [m.nom for m in situee.jurys[0].membres] == ["Paule Présidente", "Réserve Experte"]
    assert not codes(situee, Gravite.BLOQUANTE)


def test_k2_un_remplacant_sans_role_prend_celui_de_l_absent_et_un_president_se_remplace():
    """K2."""
    sans_role = president(3, nom="Autre Présidente", jury=None, role=None)
    absence = {"ligne": 1, "membre": "présidente paule", "remplacant": "Autre Présidente"}
    situee = situation(session(jures=(president(), expert(), sans_role), absences=(absence,)))
    assert not codes(situee, Gravite.BLOQUANTE)
    assert next((m.nom, m.role) for m in situee.jurys[0].membres) == ("Autre Présidente", "Président")


def test_k2_un_remplacant_connu_du_seul_vivier_siege_et_ses_manques_se_lisent_sur_l_absence():
    """K2: his training is not known: it is said at the cell that names him."""
    connus = Vivier(jures=(Connu(nom="Vi Vier", organisme="CAF d'Ailleurs", branche="Maladie"),))
    absence = {"ligne": 2, "membre": "Ève Experte", "remplacant": "VIER Vi"}
    situee = situation(session(absences=(absence,)), connus=connus)
    assert [m.nom for m in situee.jurys[0].membres] == ["Paule Présidente", "Vi Vier"]
    assert trouve(situee, "FORMATION_MANQUANTE").noms == ("absence_remplacant_2",)


def test_m020_une_absence_du_jour_meme_reporte_le_jury_malgre_un_remplacant():
    """M-020, S3 §2.2."""
    absence = {**ABSENCE, "dite_le": LUNDI}
    une = session(jures=(president(), expert(), RESERVE), absences=(absence,))
    assert codes(situation(une), Gravite.BLOQUANTE) == {"REMPLACEMENT_LE_JOUR_MEME"}
    assert not codes(situation(une, REMPLACEMENT), Gravite.BLOQUANTE)


def test_un_nom_que_deux_jures_portent_en_partie_ne_designe_personne():
    une = session(jures=(president(), expert(), *SECOND), absences=({**SEULE, "membre": "Experte"},))
    situee = situation(une)
    assert trouve(situee, "ABSENT_AMBIGU").noms == ("absence_membre_1",)
    assert not situee.reportes


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
