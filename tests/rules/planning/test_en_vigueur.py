"""The planning that stands after several versions of a session and several plannings given back."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.planning import Conflit, Demandes, JuryDisponible, Planning
from pipeline.model.session import Amenagement, Convoque, Session
from pipeline.model.vocabulaire import Participation
from pipeline.rules.planning import Depart, besoins, en_vigueur, plages, planifier
from pipeline.rules.planning.en_vigueur import Recu
from pipeline.settings import Session as Horaires
from tests.rules.fabrique import livre
from tests.rules.planning import oracle
from tests.rules.planning.sessions import HABITUELS, LUNDI, convoque, minute, rendu, session

BATTEMENT = 5


def resoudre(une: Session) -> Demandes:
    """Two juries; a candidate who names one may pass before that one only."""
    return Demandes(
        epreuves=besoins(une, livre()),
        jurys=tuple(JuryDisponible(numero=n, membres=frozenset({f"P{n}"})) for n in (1, 2)),
        plages=plages(une, HABITUELS),
        jurys_possibles={c.candidature: frozenset({c.jury} if c.jury else {1, 2}) for c in une.candidats},
    )


def version(*candidats: Convoque, **autres: object) -> Session:
    return session(*candidats, **{"date_fin": LUNDI + dt.timedelta(days=1)} | autres)


def apres(*historique: Recu) -> tuple[Planning, tuple[Conflit, ...]]:
    """The planning, and what is wrong with the last one given back."""
    return en_vigueur(historique, resoudre, livre(), BATTEMENT)[:2]


def heure(planning: Planning, candidature: str, bloc: str | None) -> tuple[int, str]:
    (p,) = (p for p in planning.de(candidature) if p.bloc == bloc)
    return p.jury, f"{p.debut // 60}:{p.debut % 60:02}"


TROIS = tuple(convoque(n) for n in (1, 2, 3))
PREMIERE = version(*TROIS)
B2_DEPLACE = rendu(("C-01", "B2", 1, "10:40"))


def test_sans_session_il_n_y_a_pas_de_planning():
    assert apres() == apres(B2_DEPLACE) == (Planning(), ())


def test_une_seule_version_est_planifiee_telle_quelle():
    assert apres(PREMIERE) == (planifier(resoudre(PREMIERE), BATTEMENT), ())


def test_k33_un_carnet_tardif_ne_deplace_personne():
    """K33: Nor does anything else that changes no épreuve, no jury, no hour: a place, a name, an e-mail."""
    tardive = version(*(c.model_copy(update={"pieces": {"carnet": LUNDI}, "nom": "Autre"}) for c in TROIS), lieu="Lyon")
    assert apres(PREMIERE, tardive, PREMIERE) == apres(PREMIERE)


def test_un_candidat_de_plus_se_place_autour_des_autres():
    avant, _ = apres(PREMIERE)
    ensuite, conflits = apres(PREMIERE, version(convoque(4), *TROIS))
    assert set(avant.passages) < set(ensuite.passages)
    assert len(ensuite.de("C-04")) == 3
    assert not conflits


def test_revenir_a_la_premiere_version_retire_qui_s_etait_ajoute():
    assert apres(PREMIERE, version(*TROIS, convoque(4)), PREMIERE) == apres(PREMIERE)


def test_un_candidat_reporte_libere_sa_place_sans_deplacer_les_autres():
    avant, _ = apres(PREMIERE)
    sans = version(TROIS[0].model_copy(update={"participation": Participation.REPORTE}), *TROIS[1:])
    ensuite, _ = apres(PREMIERE, sans)
    assert set(ensuite.passages) == set(avant.passages) - set(avant.de("C-01"))


def test_un_candidat_qui_change_de_jury_est_seul_a_bouger():
    avant, _ = apres(PREMIERE)
    autre = 3 - avant.de("C-02")[0].jury
    ensuite, _ = apres(PREMIERE, version(TROIS[0], TROIS[1].model_copy(update={"jury": autre}), TROIS[2]))
    assert {p.jury for p in ensuite.de("C-02")} == {autre}
    for c in ("C-01", "C-03"):
        assert ensuite.de(c) == avant.de(c)


def test_k29_un_temps_supplementaire_accorde_garde_l_heure_de_debut_tant_qu_elle_tient():
    """K29."""
    amenage = TROIS[0].model_copy(update={"amenagement": Amenagement(temps_supplementaire=33)})
    avant, _ = apres(PREMIERE)
    ensuite, conflits = apres(PREMIERE, version(amenage, *TROIS[1:]))
    assert heure(ensuite, "C-01", "B1") == heure(avant, "C-01", "B1")
    assert sorted(p.duree for p in ensuite.de("C-01")) == [40, 95, 120]
    assert not conflits
    assert ensuite.de("C-02") == avant.de("C-02")


def test_une_journee_raccourcie_ne_deplace_que_ce_qui_depasse():
    avant, _ = apres(PREMIERE)
    courte = version(*TROIS, journee_fin=dt.time(15), date_fin=LUNDI + dt.timedelta(days=3))
    ensuite, conflits = apres(PREMIERE, courte)
    gardes = {p for p in avant.passages if p.du_jury[1] <= minute("15:00")}
    assert len(gardes) == 6  # B3, in the afternoons, would end at 15:15
    assert gardes < set(ensuite.passages)
    assert not conflits
    assert not ensuite.impossibles
    assert not oracle.fautes(ensuite.passages, resoudre(courte), 0)


def test_un_planning_rendu_remplace_les_heures_qu_il_nomme_et_elles_seules():
    avant, _ = apres(PREMIERE)
    ensuite, conflits = apres(PREMIERE, B2_DEPLACE)
    assert heure(avant, "C-01", "B2") == (1, "10:25")
    assert heure(ensuite, "C-01", "B2") == (1, "10:40")
    assert set(avant.passages) - set(ensuite.passages) == {p for p in avant.de("C-01") if p.bloc == "B2"}
    assert not conflits


def test_les_heures_choisies_restent_apres_une_version_corrigee():
    ensuite, _ = apres(PREMIERE, B2_DEPLACE, version(*TROIS, convoque(4)))
    assert heure(ensuite, "C-01", "B2") == (1, "10:40")


def test_un_planning_rendu_ou_deux_heures_se_heurtent_attend_en_entier_et_le_conflit_est_dit():
    """K44: half of it would make papers that disagree; a version that gives the room lets it apply."""
    avant, _ = apres(PREMIERE)
    choisi = rendu(("C-01", "B1", 1, "9:00"), ("C-02", "B1", 1, "9:30"), ("C-03", "B1", 1, "16:00"))
    planning, conflits = apres(PREMIERE, choisi, PREMIERE)
    assert planning == avant
    assert {(c.raison, c.candidature) for c in conflits} >= {("jury_en_double", "C-01")}
    b1 = {"vises": ("B1",), "jury": 1}
    seuls = version(TROIS[1].model_copy(update=b1), TROIS[2].model_copy(update=b1))
    planning, conflits = apres(PREMIERE, choisi, seuls)
    assert {(c.raison, c.candidature) for c in conflits} == {("epreuve_inconnue", "C-01")}
    assert (heure(planning, "C-02", "B1"), heure(planning, "C-03", "B1")) == ((1, "9:30"), (1, "16:00"))


def test_le_dernier_planning_rendu_l_emporte():
    planning, _ = apres(PREMIERE, B2_DEPLACE, rendu(("C-01", "B2", 1, "10:50")))
    assert heure(planning, "C-01", "B2") == (1, "10:50")


def test_les_fautes_d_un_planning_rendu_durent_jusqu_au_suivant():
    faux = rendu(("Z", "B1", 1, "9:00"), ("C-01", "B2", 1, "10:40"), ("C-01", "B2", 1, "10:50"))
    _, conflits = apres(PREMIERE, faux, version(*TROIS, lieu="Lyon"))
    assert [(c.raison, c.candidature) for c in conflits] == [("epreuve_inconnue", "Z"), ("epreuve_en_double", "C-01")]
    assert apres(PREMIERE, faux, B2_DEPLACE)[1] == ()


def test_une_ligne_inconnue_n_est_plus_une_faute_quand_la_session_la_connait():
    precoce = rendu(("C-04", "B1", 1, "16:00"))
    assert apres(PREMIERE, precoce)[1]
    assert apres(PREMIERE, precoce, version(*TROIS, convoque(4)))[1] == ()


def test_un_planning_rendu_avant_la_plus_ancienne_version_gardee_est_lu_avec_elle():
    assert apres(B2_DEPLACE, PREMIERE) == apres(PREMIERE, B2_DEPLACE)


def test_une_epreuve_sans_place_en_trouve_une_quand_il_s_en_libere():
    """Eight GC do not enter two days of two juries; when one gives up, others pass, and nobody moves."""
    huit = tuple(convoque(n) for n in range(1, 9))
    avant, conflits = apres(version(*huit))
    assert {i.raison for i in avant.impossibles} == {"jurys_occupes"}
    assert not conflits  # said once, as impossible
    parti = avant.passages[0].candidature
    ensuite, _ = apres(version(*huit), version(*(c for c in huit if c.candidature != parti)))
    assert len(ensuite.impossibles) < len(avant.impossibles)
    assert {p for p in avant.passages if p.candidature != parti} <= set(ensuite.passages)


def test_apres_chaque_correction_le_planning_tient_encore():
    quatre = version(*TROIS, convoque(4))
    courte = version(*TROIS[1:], convoque(4, ("B1",)), journee_debut=dt.time(9, 30))
    for derniere in (quatre, courte):
        planning, conflits = apres(PREMIERE, B2_DEPLACE, quatre, derniere)
        assert not conflits
        assert not oracle.fautes(planning.passages, resoudre(derniere), 0)


@st.composite
def corrections(draw: st.DrawFn) -> list[Session]:
    """Versions of one session, candidates added, withdrawn or granted time, hours changed."""
    pourcents = st.sampled_from([None, None, 33])
    return [
        version(
            *(
                convoque(n, amenagement=Amenagement(temps_supplementaire=draw(pourcents)))
                for n in sorted(draw(st.sets(st.integers(1, 8), min_size=1)))
            ),
            journee_fin=draw(st.sampled_from([None, None, dt.time(16)])),
        )
        for _ in range(draw(st.integers(2, 4)))
    ]


@settings(max_examples=20)
@given(corrections())
def test_de_version_en_version_personne_ne_bouge_sans_raison(versions: list[Session]):
    """What is the same épreuve, in hours that still hold, before the same juries, starts at the same minute."""
    for rang in range(1, len(versions)):
        avant, _ = apres(*versions[:rang])
        ensuite, conflits = apres(*versions[: rang + 1])
        demandes = resoudre(versions[rang])
        assert not conflits
        assert not oracle.fautes(ensuite.passages, demandes, 0)
        memes = {p for p in avant.passages if not oracle.fautes([p], demandes, 0)}
        assert memes <= set(ensuite.passages)


@st.composite
def horaires(draw: st.DrawFn) -> Horaires:
    """Any settings of a day: what they make of a planning already told must be nothing."""
    return Horaires(
        journee_debut=dt.time(draw(st.integers(7, 12)), draw(st.sampled_from([0, 7, 30]))),
        journee_fin=dt.time(draw(st.integers(13, 20))),
        pause_debut=dt.time(draw(st.integers(10, 14)), 40),
        pause_fin=dt.time(draw(st.integers(11, 16))),
        battement=draw(st.integers(0, 60)),
    )


def dites(planning: Planning) -> Depart:
    return Depart(PREMIERE, tuple(p.place for p in planning.passages))


@settings(max_examples=40, deadline=None)
@given(horaires(), st.booleans())
def test_k44_aucun_reglage_ne_deplace_ce_qui_a_ete_dit(nouveaux: Horaires, venu: bool):  # noqa: FBT001 — drawn
    """K44."""
    avant = planifier(resoudre(PREMIERE), BATTEMENT)

    def autrement(une: Session) -> Demandes:
        return resoudre(une).model_copy(update={"plages": plages(une, nouveaux)})

    depart = dites(avant)
    encore = en_vigueur((), autrement, livre(), nouveaux.battement, depart, figee=venu)
    assert encore.planning.passages == avant.passages
    assert not encore.conflits
    parti = version(*TROIS[:2])
    ensuite = en_vigueur((parti,), autrement, livre(), nouveaux.battement, depart, figee=venu).planning
    assert set(ensuite.passages) == {p for p in avant.passages if p.candidature != "C-03"}


def test_k44_un_candidat_ajoute_apres_un_changement_de_reglage_se_place_autour():
    """K44: with the gap of today between him and the others, who stay."""
    avant = planifier(resoudre(PREMIERE), BATTEMENT)
    plus = version(*TROIS, convoque(4, ("B2",)), date_fin=LUNDI + dt.timedelta(days=2))
    trouve = en_vigueur((plus,), resoudre, livre(), 45, dites(avant)).planning
    assert set(avant.passages) < set(trouve.passages)
    (ajoute,) = trouve.de("C-04")
    memes = [p for p in avant.passages if (p.jury, p.jour) == (ajoute.jury, ajoute.jour)]
    assert all(p.du_jury[1] + 45 <= ajoute.debut or ajoute.du_jury[1] + 45 <= p.debut for p in memes)


def test_k44_le_jour_venu_personne_ne_recoit_plus_de_place_d_un_reglage():
    """K44: eight do not fit; a longer day would take them, but the day has come."""
    huit = version(*(convoque(n) for n in range(1, 9)))
    avant = planifier(resoudre(huit), BATTEMENT)
    depart = Depart(huit, tuple(p.place for p in avant.passages))

    def plus_long(une: Session) -> Demandes:
        longs = HABITUELS.model_copy(update={"journee_fin": dt.time(23)})
        return resoudre(une).model_copy(update={"plages": plages(une, longs)})

    fige = en_vigueur((), plus_long, livre(), BATTEMENT, depart, figee=True).planning
    assert (fige.passages, bool(fige.impossibles)) == (avant.passages, True)
    ouvert = en_vigueur((), plus_long, livre(), BATTEMENT, depart).planning
    assert set(avant.passages) < set(ouvert.passages)


def test_k44_un_planning_qui_attend_attend_encore_au_passage_suivant():
    """K44: what was told starts again from the register, the planning with its faults too."""
    avant = planifier(resoudre(PREMIERE), BATTEMENT)
    faux = rendu(("C-01", "B1", 1, "9:00"), ("C-02", "B1", 1, "9:30"))
    attend = dites(avant)._replace(rendu=faux, en_attente=True)
    trouve = en_vigueur((), resoudre, livre(), BATTEMENT, attend)
    assert (trouve.planning.passages, trouve.en_attente, trouve.rendu) == (avant.passages, True, faux)
    assert trouve.conflits
    assert not en_vigueur((B2_DEPLACE,), resoudre, livre(), BATTEMENT, attend).en_attente


def test_k44_ce_qui_se_heurtait_deja_ne_retient_pas_un_planning_rendu():
    """K44: hours told under other lengths may overlap today; whoever moves another épreuve is not held for it."""
    places = [p.place for p in planifier(resoudre(PREMIERE), BATTEMENT).passages]
    premier, second = (next(p for p in places if (p.candidature, p.bloc) == (c, "B1")) for c in ("C-02", "C-03"))
    heurte = second.model_copy(update={"jury": premier.jury, "jour": premier.jour, "debut": premier.debut})
    dits = tuple(heurte if p == second else p for p in places)
    deja = en_vigueur((B2_DEPLACE,), resoudre, livre(), BATTEMENT, Depart(PREMIERE, dits))
    assert (deja.en_attente, deja.conflits) == (False, ())
    assert heure(deja.planning, "C-01", "B2") == (1, "10:40")
