"""Real durations against those of the texts, copied by hand from S3 §3.1.3."""

from typing import Any

import pytest

from pipeline import forms
from pipeline.model.faits import Grille
from pipeline.model.referentiel import Referentiel
from pipeline.model.vocabulaire import Branche, Voie
from pipeline.rules.durees import duree_hors_bornes, phases_hors_bornes
from tests.rules.fabrique import bloque, codes, grille, livre, message, noms, pv

EPREUVES = [
    ("GC", "B1", 70),  # M-034
    ("GC", "B2", 30),  # M-035
    ("GC", "B3", 90),  # M-043
    ("COS", "B1", 70),
    ("COS", "B2", 30),
    ("COS", "B3", 50),  # M-047
    ("COS", "B4", 35),  # M-048
]
PHASES = [
    ("GC", "B1", "ENTRETIENS", 30),  # M-024
    ("GC", "B1", "BACK-OFFICE", 20),  # M-038
    ("GC", "B1", "ECHANGE", 20),
    ("GC", "B2", "PRESENTATION", 15),  # M-042
    ("GC", "B3", "OBSERVATION", 75),  # M-025
    ("GC", "B3", "ECHANGE", 15),  # M-046
    ("COS", "B3", "OBSERVATION", 30),  # M-029
    ("COS", "B4", "ECHANGE", 15),  # M-030
]


@pytest.mark.parametrize(("code", "bloc", "minutes"), EPREUVES)
def test_une_epreuve_trop_longue_est_signalee_sans_refus(code: str, bloc: str, minutes: int):
    """G-043: the planned duration passes, one minute more is said."""
    referentiel = livre(code)
    juste = pv(referentiel, durees={bloc: minutes})
    longue = pv(referentiel, durees={bloc: minutes + 1})
    assert not list(duree_hors_bornes(juste, referentiel))
    constats = list(duree_hors_bornes(longue, referentiel))
    assert codes(constats, referentiel) == {"DUREE_DEPASSEE"}
    prevu = "15 à 30" if bloc == "B2" else str(minutes)
    assert f"{minutes + 1} minutes, alors que {prevu} minutes" in message(constats, "DUREE_DEPASSEE")
    assert not any(map(bloque, constats))


@pytest.mark.parametrize(("code", "bloc", "minutes"), EPREUVES)
@pytest.mark.parametrize("majoration", [0, 33])
def test_une_epreuve_trop_courte_se_dit_aussi(code: str, bloc: str, minutes: int, majoration: int):
    """G-043: 7 minutes of 70. Only the presentation of bloc 2 is a maximum (M-042); extra time never shortens."""
    referentiel = livre(code)
    minimum = 15 if bloc == "B2" else minutes
    assert not list(duree_hors_bornes(pv(referentiel, durees={bloc: minimum}), referentiel, majoration))
    constats = list(duree_hors_bornes(pv(referentiel, durees={bloc: minimum - 1}), referentiel, majoration))
    assert codes(constats, referentiel) == {"DUREE_TROP_COURTE"}
    assert f"{minimum - 1} minutes seulement" in message(constats, "DUREE_TROP_COURTE")
    assert not any(map(bloque, constats))


@pytest.mark.parametrize(
    ("minutes", "majoration", "attendu"),
    [
        ({"harmonisation": 20, "presentation": 5, "questions": 35}, 0, {}),
        ({"harmonisation": 30, "presentation": 10, "questions": 35}, 0, {}),
        ({"presentation": 4}, 0, {"DUREE_TROP_COURTE": "presentation"}),  # M-051
        ({"presentation": 11}, 0, {"DUREE_DEPASSEE": "presentation"}),
        ({"presentation": 11}, 33, {}),
        ({"questions": 34}, 33, {"DUREE_TROP_COURTE": "questions"}),  # M-052
        ({"questions": 36}, 0, {"DUREE_DEPASSEE": "questions"}),
        ({"harmonisation": 19}, 0, {"DUREE_TROP_COURTE": "harmonisation"}),  # G-109
        ({"harmonisation": 31}, 33, {"DUREE_DEPASSEE": "harmonisation"}),  # the extra time is the candidate's
    ],
)
def test_l_entretien_de_vae_a_ses_minutes(minutes: dict[str, int], majoration: int, attendu: dict[str, str]):
    """M-051, M-052, G-109, K9."""
    gc = livre()
    constats = list(duree_hors_bornes(pv(gc, voie=Voie.VAE, durees_vae=minutes), gc, majoration))
    assert {c.code: c.noms for c in constats} == {code: (f"duree_vae_{p}",) for code, p in attendu.items()}
    assert codes(constats, gc) == set(attendu)


@pytest.mark.parametrize(("questions", "trop"), [(50, False), (51, True)])
def test_une_heure_est_le_plafond_de_l_entretien(questions: int, trop: bool):  # noqa: FBT001 — over the hour?
    """K9, G-112"""
    gc = livre()
    fait = pv(gc, voie=Voie.VAE, durees_vae={"harmonisation": 30, "presentation": 10, "questions": questions})
    assert ("ENTRETIEN_TROP_LONG" in codes(duree_hors_bornes(fait, gc), gc)) is trop


def test_une_duree_qui_n_est_pas_ecrite_n_est_pas_jugee():
    gc = livre()
    assert not list(duree_hors_bornes(pv(gc, durees={}), gc))
    assert not list(phases_hors_bornes(grille(gc, "B1"), gc))


def test_un_bloc_sans_epreuve_propre_n_a_pas_de_duree_prevue():
    brut = livre().model_dump(mode="json")
    brut["evaluation"]["epreuves"][1]["bloc"] = None
    referentiel = Referentiel.model_validate(brut)
    assert not list(duree_hors_bornes(pv(referentiel, durees={"B2": 45}), referentiel))


def test_sans_duree_minimale_une_phase_peut_ne_pas_avoir_eu_lieu():
    """S3 §3.1.3: « 15 minutes maximum » says nothing of less."""
    gc = livre()
    assert not list(phases_hors_bornes(chronometree(gc, "B2", "PRESENTATION", 0), gc))


@pytest.mark.parametrize(
    ("fait", "attendu", "cases"),
    [
        ({"voie": Voie.VAE, "durees": {"B1": 70, "B2": 300}}, "DUREE_DE_BLOC_EN_VAE", {"duree_b1", "duree_b2"}),
        ({"durees_vae": {"questions": 5}}, "DUREE_VAE_HORS_VAE", {"duree_vae_questions"}),
        ({"vises": ("B1",), "durees": {"B1": 70, "B2": 300}}, "DUREE_HORS_PORTEE", {"duree_b2"}),
    ],
)
def test_des_minutes_que_personne_ne_compare_se_disent(fait: dict[str, Any], attendu: str, cases: set[str]):
    """S3 §3.2, G-043: in VAE one interview for all blocs; elsewhere no interview of VAE; only what is aimed at."""
    gc = livre()
    constats = list(duree_hors_bornes(pv(gc, **fait), gc))
    assert codes(constats, gc) == {attendu}
    assert noms(constats, attendu) == cases
    assert not any(map(bloque, constats))


def test_la_preparation_de_la_branche_famille_est_hors_de_l_epreuve():
    """M-043: thirty minutes before the épreuve do not lengthen it."""
    gc = livre()
    famille = pv(gc, branche=Branche.FAMILLE, durees={"B3": 91})
    assert codes(duree_hors_bornes(famille, gc), gc) == {"DUREE_DEPASSEE"}


def chronometree(referentiel: Referentiel, bloc: str, phase: str, minutes: int) -> Grille:
    return grille(referentiel, bloc, durees={phase: minutes})


@pytest.mark.parametrize(("code", "bloc", "phase", "minutes"), PHASES)
def test_une_phase_trop_longue_est_signalee_dans_sa_cellule(code: str, bloc: str, phase: str, minutes: int):
    """G-043, M-042"""
    referentiel = livre(code)
    assert not list(phases_hors_bornes(chronometree(referentiel, bloc, phase, minutes), referentiel))
    constats = list(phases_hors_bornes(chronometree(referentiel, bloc, phase, minutes + 1), referentiel))
    cellules = {c.nom for c in forms.grille(referentiel, bloc).par_role("duree")}
    assert [c.code for c in constats] == ["DUREE_DEPASSEE"]
    assert noms(constats, "DUREE_DEPASSEE") <= cellules
    assert f"{minutes + 1} minutes, alors que {minutes} minutes" in message(constats, "DUREE_DEPASSEE")


@pytest.mark.parametrize(("minutes", "attendu"), [(4, True), (5, False), (10, False), (11, True)])
def test_une_phase_a_aussi_une_duree_minimale(minutes: int, attendu: bool):  # noqa: FBT001 — is it said?
    """G-043: « 5 à 10 minutes » is a bound on both sides."""
    brut = livre().model_dump(mode="json")
    brut["evaluation"]["epreuves"][1]["phases"][0] |= {"minutes_min": 5, "minutes_max": 10}
    referentiel = Referentiel.model_validate(brut)
    constats = list(phases_hors_bornes(chronometree(referentiel, "B2", "PRESENTATION", minutes), referentiel))
    assert bool(constats) is attendu
    if attendu:
        code = "DUREE_TROP_COURTE" if minutes < 5 else "DUREE_DEPASSEE"
        assert "alors que 5 à 10 minutes" in message(constats, code)
