"""Absences: the jury is postponed with its candidates, or someone of the same role sits instead (M-020, K2)."""

import datetime as dt

import pytest

from pipeline.model.anomalie import Gravite
from pipeline.model.session import Absence, Jure
from pipeline.rules.session.absences import attend, dater, tenir
from pipeline.rules.session.jurys import disponibles, former
from pipeline.rules.session.vivier import Connu, Vivier
from tests.rules.fabrique import modifie
from tests.rules.session.seances import (
    CONVOCATION,
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


def test_m020_une_absence_sans_remplacant_reporte_le_jury():
    """M-020, K2."""
    absence = {**ABSENCE, "remplacant": None}
    situee = situation(session(jures=(president(), expert(), RESERVE), absences=(absence,)), REMPLACEMENT)
    assert codes(situee, Gravite.BLOQUANTE) == {"JURY_REPORTE"}
    assert situee.reportes == {"C-1"}


@pytest.mark.parametrize(
    ("reserve", "remplacant", "attendu"),
    [
        ((RESERVE, expert(4, nom="Autre Réserve", jury=None)), "réserve", "REMPLACANT_AMBIGU"),
        ((), "Réserve Experte", "REMPLACANT_INCONNU"),
        ((RESERVE,), "Réservé Expete", "REMPLACANT_INCONNU"),
        ((president(3, nom="Réserve Experte", jury=None),), "Réserve Experte", "REMPLACANT_D_UN_AUTRE_ROLE"),
        (SECOND, "Autre Experte", "REMPLACANT_INDISPONIBLE"),
    ],
)
def test_k2_un_remplacement_qui_ne_se_lit_pas_attend_sans_rien_deplacer(
    reserve: tuple[Jure, ...], remplacant: str, attendu: str
):
    """K2, K44: neither the jury nor its candidates move, only new convocations wait."""
    absence = {**ABSENCE, "remplacant": remplacant}
    une = session(jures=(president(), expert(), *reserve), absences=(absence,))
    situee = situation(une, REMPLACEMENT)
    assert codes(situee, Gravite.BLOQUANTE) == {attendu}
    assert situee.reportes == frozenset()
    assert [m.nom for m in situee.jurys[0].membres] == ["Paule Présidente", "Ève Experte"]
    assert retenues(situee) == {CONVOCATION}
    assert situee.retenu_jure(2)
    assert not situee.convoque(expert())
    annonce = situee.model_copy(update={"jures_annonces": frozenset({2})})
    assert annonce.convoque(expert()), "what is out stays"


def test_k2_le_meme_remplacant_dit_deux_fois_sert_la_premiere_ligne_et_elle_seule():
    """K2: the second line waits, the first acts, though the second names the same person."""
    jures = (president(), expert(), expert(4, nom="Troisième Experte"), RESERVE)
    lignes = (ABSENCE, {"ligne": 2, "membre": "Troisième Experte", "remplacant": "Réserve Experte"})
    constat = trouve(situation(session(jures=jures, absences=lignes), REMPLACEMENT), "REMPLACANT_INDISPONIBLE")
    assert constat.noms == ("absence_remplacant_2",)
    assert [attend(session(jures=jures, absences=lignes), REMPLACEMENT, a) for a in _absences(lignes)] == [False, True]


def _absences(lignes: tuple[dict[str, object], ...]) -> tuple[Absence, ...]:
    return tuple(map(Absence.model_validate, lignes))


def test_k2_une_faute_de_frappe_rend_les_noms_les_plus_proches():
    """K2: among the jurors of the session and those known from elsewhere."""
    connus = Vivier(jures=(Connu(nom="Réserve Expert-Vivier", organisme="CAF d'Ailleurs"),))
    absence = {**ABSENCE, "remplacant": "Réservé Expete"}
    une = session(jures=(president(), expert(), RESERVE), absences=(absence,))
    possibles = trouve(situation(une, connus=connus), "REMPLACANT_INCONNU").valeurs["possibles"]
    assert possibles == "Réserve Experte, Réserve Expert-Vivier, Paule Présidente"
    une = session(jures=(president(), expert(), RESERVE), absences=({**SEULE, "membre": "Eve Exprte"},))
    assert trouve(situation(une), "ABSENT_INCONNU").valeurs["possibles"].startswith("Ève Experte, ")


def test_k44_une_ligne_qui_attend_laisse_ce_que_disait_la_version_precedente():
    """K44: the replacement that was told stays; an absence told for good is not undone by a slip of the pen."""
    jures = (president(), expert(), RESERVE)
    avant = session(jures=jures, absences=(ABSENCE,))
    for faute in ({**ABSENCE, "remplacant": "Réservé Expete"}, {**ABSENCE, "membre": "Eve Exprte"}):
        apres = session(jures=jures, absences=(faute,))
        tenue = apres.model_copy(update={"absences_tenues": tenir(avant, apres, GC)})
        assert [m.nom for m in former(tenue, GC)[0].membres] == ["Paule Présidente", "Réserve Experte"]
    seule = session(jures=jures, absences=(SEULE,))
    apres = session(jures=jures, absences=({**SEULE, "membre": "Eve Exprte"},))
    assert former(apres.model_copy(update={"absences_tenues": tenir(seule, apres, GC)}), GC)[0].reporte
    assert tenir(avant, session(jures=jures, absences=(ABSENCE,)), GC) == ()
    assert tenir(avant, session(jures=jures), GC) == (), "a line that was erased is no absence any more"


def test_k2_un_nom_corrige_le_jour_meme_a_ete_dit_avant():
    """K2, S3 §2.2: the replacement was decided before the day, its spelling alone is of the day."""
    jures, veille = (president(), expert(), RESERVE), LUNDI - dt.timedelta(days=1)
    avant = session(jures=jures, absences=({**ABSENCE, "remplacant": "Réservé Expete", "dite_le": veille},))
    apres = session(jures=jures, absences=({**ABSENCE, "dite_le": LUNDI},))
    assert former(apres, GC)[0].reporte
    assert not former(dater(avant, apres, GC), GC)[0].reporte


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


def test_un_absent_que_personne_ne_connait_attend_sans_rien_reporter():
    """K2, K44: nobody knows whose jury it is."""
    situee = situation(session(absences=({**ABSENCE, "membre": "Personne Inconnue"},)))
    assert "ABSENT_INCONNU" in codes(situee, Gravite.BLOQUANTE)
    assert not situee.reportes
    assert retenues(situee) == {CONVOCATION}
    assert [situee.retenu_jure(n) for n in (1, 2)] == [True, True]


def test_l_absence_d_un_jure_en_reserve_ne_reporte_rien():
    absence = {**ABSENCE, "membre": "Réserve Experte"}
    situee = situation(session(jures=(president(), expert(), RESERVE), absences=(absence,)))
    assert not codes(situee, Gravite.BLOQUANTE)


def test_remplacer_qui_ne_siege_pas_se_dit_avec_les_noms_de_ceux_qui_siegent():
    """K44: « Réserve Experte » for « Ève Experte » replaces nobody; alone on its line, a reserve is simply absent."""
    jures = (president(), expert(), RESERVE, expert(4, nom="Autre Réserve", jury=None))
    absence = {**ABSENCE, "membre": "Réserve Experte", "remplacant": "Autre Réserve"}
    dite = trouve(situation(session(jures=jures, absences=(absence,))), "ABSENT_EN_RESERVE")
    assert dite.valeurs["possibles"].startswith("Ève Experte")
    seule = {**absence, "remplacant": None}
    assert "ABSENT_EN_RESERVE" not in codes(situation(session(jures=jures, absences=(seule,))))


def test_pour_le_planning_un_jure_de_deux_jurys_est_une_seule_personne():
    jures = (president(), expert(), president(3, jury=2), expert(4, jury=2, nom="Autre Experte"))
    un, deux = disponibles(former(session(jures=jures), GC))
    assert len(un.membres & deux.membres) == 1
    homonymes = (president(email="a@x.fr"), expert(), president(3, jury=2, email="b@x.fr"))
    un, deux = disponibles(former(session(jures=homonymes), GC))
    assert not un.membres & deux.membres
