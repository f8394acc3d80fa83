"""The planner by example: what people would expect of it, and what it says when there is no room."""

import datetime as dt
from time import process_time

import pytest

from pipeline.model.planning import Demandes, Epreuve, Impossible, JuryDisponible, Planning
from pipeline.rules.planning import besoins, planifier
from tests.rules.fabrique import livre
from tests.rules.planning import oracle
from tests.rules.planning.sessions import LUNDI, convoque, demandes, epreuve, minute, plage, pose, session

MARDI = LUNDI + dt.timedelta(days=1)
JOURNEE = (("9:00", "12:30"), ("13:30", "17:30"))


def heures(planning: Planning) -> dict[tuple[str, str | None], str]:
    return {(p.candidature, p.bloc): f"{p.debut // 60}:{p.debut % 60:02}" for p in planning.passages}


def gc(*candidats: str) -> tuple[Epreuve, ...]:
    return tuple(epreuve(c, b, d, debrief=15) for c in candidats for b, d in (("B1", 70), ("B2", 30), ("B3", 90)))


def plusieurs(nombre: int) -> tuple[object, ...]:
    jours = (LUNDI + dt.timedelta(days=n) for n in range(nombre))
    return tuple(plage(debut, fin, jour) for jour in jours for debut, fin in JOURNEE)


def test_m041_le_jury_garde_son_debrief_avant_l_epreuve_suivante():
    """M-041: B1 until 10:10, debrief until 10:25; B3 would pass the break by 15 minutes: it waits for the afternoon."""
    trouve = heures(planifier(demandes(*gc("A")), 5))
    assert trouve == {("A", "B1"): "9:00", ("A", "B2"): "10:25", ("A", "B3"): "13:30"}


def test_m045_la_preparation_occupe_le_candidat_et_non_le_jury():
    """M-045: A prepares while B is heard, and never before the day begins."""
    a = epreuve("A", "B3", 90, preparation=30, debrief=15)
    assert heures(planifier(demandes(a), 5)) == {("A", "B3"): "9:30"}
    b = epreuve("B", "B2", 30, debrief=15)
    assert heures(planifier(demandes(b, a), 5)) == {("B", "B2"): "9:00", ("A", "B3"): "9:50"}


def test_m045_la_preparation_ne_chevauche_pas_l_epreuve_precedente_du_candidat():
    """M-045."""
    b1, b3 = epreuve("A", "B1", 70, debrief=15), epreuve("A", "B3", 60, preparation=30, debrief=15)
    assert heures(planifier(demandes(b1, b3), 5)) == {("A", "B1"): "9:00", ("A", "B3"): "10:40"}


def test_g109_le_jury_se_reunit_avant_l_entretien_de_vae():
    """G-109: twenty minutes alone: one who comes out of an épreuve can go in as soon as they are over."""
    vae = [epreuve(c, None, 45, avant=20, debrief=15) for c in "AB"]
    assert heures(planifier(demandes(*vae), 5)) == {("A", None): "9:20", ("B", None): "10:45"}


@pytest.mark.parametrize("battement", [0, 5, 20])
def test_un_battement_separe_deux_candidats_d_un_jury(battement: int):
    deux = (epreuve("A", duree=60), epreuve("B", duree=60))
    premier, second = planifier(demandes(*deux), battement).passages
    assert second.debut - premier.fin == battement


def test_k44_chaque_epreuve_commence_sur_un_multiple_de_cinq_minutes():
    """K44: whatever the hour at which the day opens, and however long the gap between two candidates."""
    deux = (epreuve("A", duree=60), epreuve("B", duree=60))
    trouve = heures(planifier(demandes(*deux, plages=(plage("9:02", "12:30"),)), 7))
    assert trouve == {("A", "B1"): "9:05", ("B", "B1"): "10:15"}


def test_deux_jurys_commencent_ensemble_et_se_partagent_les_candidats():
    trouve = planifier(demandes(*(epreuve(c) for c in "ABCD"), jurys=2), 5)
    assert [(p.candidature, p.jury, p.debut) for p in trouve.passages] == [
        ("A", 1, minute("9:00")),
        ("B", 2, minute("9:00")),
        ("C", 1, minute("10:05")),
        ("D", 2, minute("10:05")),
    ]


def test_un_jure_commun_n_est_pas_dans_deux_jurys_a_la_fois():
    jurys = tuple(JuryDisponible(numero=n, membres=frozenset({f"P{n}", "commun"})) for n in (1, 2))
    premier, second = planifier(
        demandes(epreuve("A"), epreuve("B"), jurys=2).model_copy(update={"jurys": jurys}), 0
    ).passages
    assert second.debut >= premier.fin


def test_un_candidat_passe_devant_un_seul_jury_et_en_un_jour_quand_c_est_possible():
    trouve = planifier(demandes(*gc("A", "B", "C", "D"), jurys=2, plages=plusieurs(2)), 5)
    assert not trouve.impossibles
    for c in "ABCD":
        assert len({(p.jury, p.jour) for p in trouve.de(c)}) == 1
        assert [p.bloc for p in trouve.de(c)] == ["B1", "B2", "B3"]


def test_un_candidat_passe_sur_deux_jours_plutot_que_pas_du_tout():
    """Three GC before one jury in two days: nobody could hear the third within one."""
    trouve = planifier(demandes(*gc("A", "B", "C"), plages=plusieurs(2)), 5)
    assert not trouve.impossibles
    assert sorted(len({p.jour for p in trouve.de(c)}) for c in "ABC") == [1, 1, 2]


def test_un_planning_serre_n_eparpille_pas_plus_de_candidats_qu_il_ne_faut():
    """Nine GC before two juries in three days leave no day to spare; most of them still come on one day only."""
    trouve = planifier(demandes(*gc(*"ABCDEFGHI"), jurys=2, plages=plusieurs(3)), 5)
    assert not trouve.impossibles
    assert sum(len({p.jour for p in trouve.de(c)}) > 1 for c in "ABCDEFGHI") <= 3


def test_k44_meme_quand_tous_n_ont_pas_de_place_un_candidat_vient_un_seul_jour_des_que_c_est_possible():
    """K44."""
    b, c = (("B1", 30), ("B2", 30)), (("B1", 30), ("B2", 20), ("B3", 20))
    epreuves = (epreuve("A", duree=20), *(epreuve("B", x, d) for x, d in b), *(epreuve("C", x, d) for x, d in c))
    a_placer = demandes(*epreuves, plages=tuple(plage("9:00", "10:15", jour) for jour in (LUNDI, MARDI)))
    trouve = planifier(a_placer, 0)
    assert trouve.impossibles
    assert not oracle.disperses(trouve.passages, a_placer, 0)


def test_l_ordre_des_blocs_cede_quand_le_jour_ne_suffit_pas_autrement():
    """In a morning of 195 minutes, then 75: B1 + B3 only fit before, and B2 after."""
    trouve = planifier(demandes(*gc("A"), plages=(plage("9:00", "12:10"), plage("14:00", "14:45"))), 5)
    assert not trouve.impossibles
    assert heures(trouve)["A", "B2"] == "14:00"


def test_ce_qui_est_fixe_ne_bouge_pas_et_le_reste_se_place_autour():
    b1, b2, b3 = gc("A")
    autre = epreuve("Z", duree=150)
    fixes = (pose(b2, "9:00", jury=2), pose(autre, "13:30", jury=2))
    trouve = planifier(demandes(b1, b2, b3, autre, *gc("B"), jurys=2, plages=plusieurs(2), fixes=fixes), 5)
    assert set(fixes) <= set(trouve.passages)
    assert {p.jury for p in trouve.de("A")} == {2}  # his jury, though the other one could hear him sooner
    assert not trouve.impossibles


def test_le_reste_d_un_candidat_se_place_le_jour_ou_il_vient_deja():
    b1, b2, _ = gc("A")
    trouve = planifier(demandes(b1, b2, plages=plusieurs(3), fixes=(pose(b2, "9:00", jour=MARDI),)), 5)
    assert {p.jour for p in trouve.passages} == {MARDI}


def test_deux_heures_fixees_qui_se_heurtent_restent_telles_quelles():
    a, b = epreuve("A"), epreuve("B")
    fixes = (pose(a, "9:00"), pose(b, "9:30"))
    assert planifier(demandes(a, b, fixes=fixes), 5).passages == fixes


def test_les_memes_demandes_donnent_le_meme_planning():
    serrees = demandes(*gc("A", "B", "C", "D", "E", "F"), plages=plusieurs(3))
    assert planifier(serrees, 5) == planifier(serrees, 5)


def test_sans_rien_a_placer_le_planning_est_vide():
    assert planifier(demandes(), 5) == Planning()


def test_k34_sans_jury_possible_seul_ce_candidat_reste_sans_place():
    """K34."""
    a, b = epreuve("A", debrief=15), epreuve("B")
    trouve = planifier(demandes(a, b, jurys_possibles={"B": frozenset({1})}), 5)
    assert list(heures(trouve)) == [("B", "B1")]
    assert trouve.impossibles == (Impossible(candidature="A", bloc="B1", raison="aucun_jury", besoin=75),)


def test_un_jury_possible_mais_inconnu_ne_compte_pas():
    trouve = planifier(demandes(epreuve("A"), jurys_possibles={"A": frozenset({7})}), 5)
    assert [i.raison for i in trouve.impossibles] == ["aucun_jury"]


@pytest.mark.parametrize(("duree", "tient"), [(225, True), (226, False)])
def test_une_epreuve_plus_longue_que_toute_demi_journee_est_dite_telle(duree: int, tient: bool):  # noqa: FBT001 — a column
    """The afternoon lasts 240 minutes, debrief included."""
    trouve = planifier(demandes(epreuve("A", duree=duree, debrief=15)), 5)
    assert trouve.impossibles == (
        ()
        if tient
        else (Impossible(candidature="A", bloc="B1", raison="duree_hors_plages", besoin=duree + 15, libre=240),)
    )


def test_sans_aucune_plage_rien_ne_tient():
    (impossible,) = planifier(demandes(epreuve("A"), plages=()), 5).impossibles
    assert (impossible.raison, impossible.besoin, impossible.libre) == ("duree_hors_plages", 60, 0)


def test_quand_les_jurys_sont_pris_il_est_dit_combien_il_manque():
    """A morning of 210 minutes: after 120 and the pause of 5, 85 are left for the 100 that B asks."""
    a, b = epreuve("A", duree=105, debrief=15), epreuve("B", duree=85, debrief=15)
    trouve = planifier(demandes(a, b, plages=(plage("9:00", "12:30"),)), 5)
    attendu = Impossible(candidature="B", bloc="B1", raison="jurys_occupes", besoin=100, libre=85, jury=1)
    assert trouve.impossibles == (attendu,)


def test_un_planning_partiel_garde_le_plus_de_candidats_entiers():
    """One GC fills the day; of the others, nothing but what fits around."""
    a_placer = demandes(*gc("A", "B", "C"))
    trouve = planifier(a_placer, 5)
    assert max(len(trouve.de(c)) for c in "ABC") == 3
    assert not oracle.fautes(trouve.passages, a_placer, 5)
    assert len(trouve.passages) + len(trouve.impossibles) == 9


def grande(jours: int) -> Demandes:
    """Sixty COS candidates, their four blocs, six juries."""
    candidats = (convoque(n, ("B1", "B2", "B3", "B4")) for n in range(1, 61))
    return demandes(*besoins(session(*candidats), livre("COS")), jurys=6, plages=plusieurs(jours))


@pytest.mark.parametrize(("jours", "complet"), [(10, True), (7, True), (6, True), (5, False)])
def test_soixante_candidats_et_six_jurys_en_moins_de_deux_secondes(jours: int, complet: bool):  # noqa: FBT001 — a column
    """Six days leave nine minutes in a hundred; five are too few for what is asked, whatever the order."""
    tout = grande(jours)
    depart = process_time()
    trouve = planifier(tout, 5)
    assert process_time() - depart < 2
    assert not oracle.fautes(trouve.passages, tout, 5)
    assert len(trouve.passages) + len(trouve.impossibles) == 240
    assert complet is (not trouve.impossibles)
