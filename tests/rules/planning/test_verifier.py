"""What is wrong with a planning that people moved: each fault at its edge, each pair once."""

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.planning import Conflit, Demandes, JuryDisponible, Passage
from pipeline.rules.planning import verifier
from tests.rules.planning import oracle
from tests.rules.planning.sessions import LUNDI, demandes, epreuve, plage, pose

A = epreuve("A", "B1", 60, debrief=15)
A3 = epreuve("A", "B3", 60, preparation=30, debrief=15)
B = epreuve("B", "B1", 60, debrief=15)
VAE = epreuve("V", None, 45, avant=20, debrief=15)
TOUT = demandes(A, A3, B, VAE, jurys=2)
PARTAGE = TOUT.model_copy(
    update={"jurys": tuple(JuryDisponible(numero=n, membres=frozenset({f"P{n}", "E"})) for n in (1, 2))}
)


def raisons(passages: list[Passage], a_placer: Demandes = TOUT) -> list[str]:
    """Of this planning, épreuves that have no line left out."""
    return [c.raison for c in verifier(passages, a_placer) if c.raison != "epreuve_absente"]


@pytest.mark.parametrize(
    ("un", "autre", "trouvees"),
    [
        (pose(A, "9:00"), pose(B, "10:15"), []),
        (pose(A, "9:00"), pose(B, "10:14"), ["jury_en_double"]),  # M-041: the debrief holds the jury
        (pose(A, "9:00"), pose(B, "9:00", jury=2), []),
        (pose(A, "9:00"), pose(VAE, "10:35"), []),
        (pose(A, "9:00"), pose(VAE, "10:34"), ["jury_en_double"]),  # G-109: so does the meeting before
        (pose(A, "9:00"), pose(A3, "10:30", jury=2), []),
        (pose(A, "9:00"), pose(A3, "10:29", jury=2), ["candidat_en_double"]),  # M-045: preparation is the candidate's
        (pose(B, "9:00"), pose(A3, "10:15"), []),  # … and his alone
        (pose(A, "9:00"), pose(A3, "9:30"), ["candidat_en_double"]),  # the same jury too: said once
    ],
)
def test_m041_m045_g109_personne_en_deux_endroits(un: Passage, autre: Passage, trouvees: list[str]):
    """M-041, M-045, G-109."""
    assert raisons([un, autre]) == raisons([autre, un]) == trouvees


@pytest.mark.parametrize(("debut", "trouvees"), [("10:15", []), ("10:14", ["jure_en_double"])])
def test_un_jure_de_deux_jurys_n_entend_qu_un_candidat_a_la_fois(debut: str, trouvees: list[str]):
    assert raisons([pose(A, "9:00"), pose(B, debut, jury=2)], PARTAGE) == trouvees


def test_deux_jours_differents_ne_se_heurtent_pas():
    mardi = LUNDI + dt.timedelta(days=1)
    deux_jours = TOUT.model_copy(update={"plages": (*TOUT.plages, plage("9:00", "12:30", mardi))})
    assert raisons([pose(A, "9:00"), pose(B, "9:00", jour=mardi)], deux_jours) == []


@pytest.mark.parametrize(
    ("passage", "dehors"),
    [
        (pose(A, "9:00"), False),
        (pose(A, "8:59"), True),
        (pose(A, "11:15"), False),
        (pose(A, "11:16"), True),  # the debrief would bite into the break
        (pose(A, "12:45"), True),
        (pose(A, "16:15"), False),
        (pose(A, "16:16"), True),
        (pose(A3, "9:30"), False),
        (pose(A3, "9:29"), True),  # the candidate would be called before the day begins
        (pose(VAE, "9:20"), False),
        (pose(VAE, "9:19"), True),
        (pose(A, "9:00", jour=LUNDI + dt.timedelta(days=1)), True),
    ],
)
def test_un_passage_tient_tout_entier_dans_une_demi_journee(passage: Passage, dehors: bool):  # noqa: FBT001 — a column
    assert raisons([passage]) == (["hors_plage"] if dehors else [])


def test_le_jury_existe_et_peut_entendre_le_candidat():
    limite = TOUT.model_copy(update={"jurys_possibles": {"A": frozenset({1})}})
    assert raisons([pose(A, "9:00", jury=3)]) == ["jury_inconnu"]
    assert raisons([pose(A, "9:00", jury=2)], limite) == ["jury_interdit"]
    assert raisons([pose(B, "9:00", jury=2)], limite) == ["jury_interdit"]


def test_chaque_epreuve_est_la_une_fois_et_aucune_autre():
    inconnue = pose(epreuve("Z"), "15:30")
    une, deux = pose(A, "9:00"), pose(A, "14:00")
    trouves = verifier(
        [une, deux, inconnue], demandes(A, B, jurys=2, jurys_possibles=dict.fromkeys("ABZ", frozenset({1, 2})))
    )
    assert set(trouves) == {
        Conflit(raison="epreuve_en_double", candidature="A", bloc="B1"),
        Conflit(raison="epreuve_inconnue", candidature="Z", bloc="B1"),
        Conflit(raison="epreuve_absente", candidature="B", bloc="B1"),
    }


def test_un_conflit_nomme_les_deux_epreuves():
    (conflit,) = (c for c in verifier([pose(A, "9:00"), pose(B, "9:30")], demandes(A, B)) if c.autre)
    assert conflit == Conflit(raison="jury_en_double", candidature="A", bloc="B1", autre=("B", "B1"))


@given(st.randoms(use_true_random=False))
def test_un_planning_deplace_au_hasard_est_juge_comme_minute_par_minute(hasard: Random):
    """A fault for the one is a fault for the other; the break between candidates is no matter of conflict."""
    passages = [
        pose(e, f"{hasard.randint(8, 17)}:{hasard.choice((0, 15, 30, 44)):02}", jury=hasard.randint(1, 3))
        for e in (A, A3, B, VAE)
    ]
    assert bool(verifier(passages, PARTAGE)) is bool(oracle.fautes(passages, PARTAGE, battement=0))
