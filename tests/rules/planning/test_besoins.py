"""What each candidate must pass, against the durations of S3 §3.1.3 and S0 §4.2 copied by hand."""

import pytest

from pipeline.model.planning import Epreuve
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Amenagement
from pipeline.model.vocabulaire import Branche, Mode, Participation, Voie
from pipeline.rules.planning import besoins
from tests.rules.fabrique import livre, modifie
from tests.rules.planning.sessions import convoque, session

DUREES = {
    ("GC", "B1"): 70,  # M-034
    ("GC", "B2"): 30,  # M-035
    ("GC", "B3"): 90,  # M-043
    ("COS", "B1"): 70,  # M-028
    ("COS", "B2"): 30,  # M-031
    ("COS", "B3"): 50,  # M-047
    ("COS", "B4"): 35,  # M-048
}


@pytest.mark.parametrize("cqp", ["GC", "COS"])
def test_m034_m048_chaque_bloc_vise_a_son_epreuve_et_son_debrief(cqp: str):
    """M-034: M-024…M-035, M-043…M-048; M-041: fifteen minutes for the jury after each bloc."""
    attendus = {bloc: duree for (code, bloc), duree in DUREES.items() if code == cqp}
    trouves = besoins(session(convoque(1, tuple(attendus))), livre(cqp))
    assert {e.bloc: e.duree for e in trouves} == attendus
    assert [e.bloc for e in trouves] == sorted(attendus)
    assert {(e.debrief, e.preparation, e.avant) for e in trouves} == {(15, 0, 0)}


def test_seuls_les_blocs_vises_sont_passes_dans_l_ordre_des_blocs():
    assert [e.bloc for e in besoins(session(convoque(1, ("B3", "B1"))), livre())] == ["B1", "B3"]


@pytest.mark.parametrize("branche", list(Branche))
def test_m045_la_branche_famille_prepare_trente_minutes_le_bloc_3_de_gc(branche: Branche):
    """M-043, M-044, M-045: nobody else does."""
    prepare = {e.bloc: e.preparation for e in besoins(session(convoque(1, branche=branche)), livre())}
    assert prepare == {"B1": 0, "B2": 0, "B3": 30 if branche is Branche.FAMILLE else 0}


def test_m045_la_branche_famille_ne_prepare_rien_en_cos():
    """M-045."""
    famille = convoque(1, ("B1", "B2", "B3", "B4"), branche=Branche.FAMILLE)
    assert not any(e.preparation for e in besoins(session(famille), livre("COS")))


@pytest.mark.parametrize(
    ("pourcent", "b1", "b2", "b3", "preparation"),
    [(None, 70, 30, 90, 30), (0, 70, 30, 90, 30), (33, 95, 40, 120, 40), (50, 105, 45, 135, 45), (1, 75, 35, 95, 35)],
)
def test_k29_le_temps_supplementaire_allonge_epreuve_et_preparation_mais_pas_le_debrief(
    pourcent: int | None, b1: int, b2: int, b3: int, preparation: int
):
    """K29, K44: 33 % of 70 minutes is 23.1, which makes 94 minutes, for which 95 are kept."""
    amenage = convoque(1, branche=Branche.FAMILLE, amenagement=Amenagement(temps_supplementaire=pourcent))
    trouves = besoins(session(amenage), livre())
    assert [e.duree for e in trouves] == [b1, b2, b3]
    assert [e.preparation for e in trouves] == [0, 0, preparation]
    assert {e.debrief for e in trouves} == {15}


def vae(**autres: object) -> tuple[Epreuve, ...]:
    return besoins(session(convoque(1, voie=Voie.VAE, **autres)), livre())


def test_m051_m052_une_vae_est_un_seul_entretien_pour_tous_les_blocs():
    """M-051, M-052 (K9): ten minutes to present, 35 of questions; G-109: the jury meets twenty minutes before."""
    assert vae() == (Epreuve(candidature="C-01", bloc=None, duree=45, avant=20, debrief=15),)


def test_k29_le_temps_supplementaire_d_une_vae_vient_apres_le_plafond():
    """K29."""
    assert [e.duree for e in vae(amenagement=Amenagement(temps_supplementaire=50))] == [70]


def avec_questions(minutes: int, plafond: int | None) -> Referentiel:
    questions = {**livre().vae.model_dump()["questions"], "minutes_max": minutes}
    return modifie(livre(), "vae", questions=questions, plafond_minutes=plafond)


@pytest.mark.parametrize(
    ("questions", "plafond", "duree"),
    [(50, 60, 60), (51, 60, 60), (44, 60, 55), (35, 30, 30), (90, None, 60), (90, 58, 55)],
)
def test_g112_un_entretien_de_vae_ne_depasse_pas_son_plafond(questions: int, plafond: int | None, duree: int):
    """G-112: One hour where the référentiel sets no ceiling of its own."""
    candidat = convoque(1, voie=Voie.VAE)
    assert [e.duree for e in besoins(session(candidat), avec_questions(questions, plafond))] == [duree]


def test_g112_sans_duree_propre_l_entretien_est_prevu_au_plafond():
    """G-112."""
    referentiel = modifie(livre(), "vae", presentation=None, questions=None, harmonisation=None)
    (entretien,) = besoins(session(convoque(1, voie=Voie.VAE)), referentiel)
    assert (entretien.duree, entretien.avant) == (60, 0)


def test_une_session_sur_dossier_ne_recoit_personne():
    assert besoins(session(convoque(1), mode=Mode.DOSSIER), livre()) == ()


@pytest.mark.parametrize("participation", list(Participation))
def test_seuls_les_convoques_passent(participation: Participation):
    trouves = besoins(session(convoque(1, participation=participation), convoque(2)), livre())
    qui = {e.candidature for e in trouves}
    assert qui == ({"C-01", "C-02"} if participation is Participation.CONVOQUE else {"C-02"})


def test_une_candidature_inscrite_deux_fois_passe_une_fois():
    double = convoque(2, ("B2",), candidature="C-01")
    assert [(e.candidature, e.bloc) for e in besoins(session(convoque(1, ("B1",)), double), livre())] == [
        ("C-01", "B1")
    ]


def partage(epreuve: int) -> Referentiel:
    """One épreuve of the GC evaluates its criteria for no bloc in particular."""
    brut = livre().model_dump(mode="json")
    brut["evaluation"]["epreuves"][epreuve]["bloc"] = None
    return Referentiel.model_validate(brut)


@pytest.mark.parametrize(("vises", "blocs"), [(("B1", "B2"), ["B1", None]), (("B1",), ["B1"])])
def test_une_epreuve_commune_est_passee_par_qui_vise_un_bloc_qu_elle_evalue(
    vises: tuple[str, ...], blocs: list[str | None]
):
    assert [e.bloc for e in besoins(session(convoque(1, vises)), partage(1))] == blocs


def test_deux_epreuves_d_un_bloc_se_passent_l_une_apres_l_autre():
    brut = livre().model_dump(mode="json")
    brut["evaluation"]["epreuves"][2]["bloc"] = "B1"
    (b1,) = besoins(session(convoque(1, ("B1",), branche=Branche.FAMILLE)), Referentiel.model_validate(brut))
    assert (b1.duree, b1.preparation, b1.debrief) == (160, 30, 15)
