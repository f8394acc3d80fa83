"""K29: what a confidential cell says is quoted by no sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import texts
from pipeline.model.anomalie import Constat
from pipeline.model.classeur import Brut, Champ, Genre
from pipeline.settings import shipped
from pipeline.validation import Validateur, taire, valider
from tests.validation.remplissage import SESSION, TOUT_IMPRIMABLE, place, remplie

MESURE = "Secrétaire lecteur, salle au rez-de-chaussée"
CATALOGUE = texts.catalogue((shipped("templates"),))
CONFIDENTIELS = tuple(c for c in SESSION.champs if c.confidentiel and c.ligne == 1)
SANS_IDEOGRAMMES = Validateur(imprimable=lambda c: ord(c) < 0x2E80)


def dits(champ: Champ, ecrit: Brut, validateur: Validateur = TOUT_IMPRIMABLE) -> list[str]:
    """All that is told of a wrong cell: its constat, then the sentences that people read."""
    lecture = remplie(SESSION, **{champ.nom: ecrit})
    constats = valider(lecture, SESSION, validateur)[1]
    assert [c.noms for c in constats] == [(champ.nom,)]
    phrases = [x for a in texts.dire_tout(constats, lecture.places(), CATALOGUE) for x in (a.message, a.action)]
    return [*(v for c in constats for v in c.valeurs.values()), *phrases]


def test_k29_ce_qui_touche_au_handicap_est_confidentiel():
    """K29."""
    assert {c.role for c in SESSION.champs if c.confidentiel} == {"handicap_le", "amenagement", "temps_supplementaire"}
    assert len([c for c in SESSION.champs if c.confidentiel]) == 3 * 60


@pytest.mark.parametrize("champ", CONFIDENTIELS, ids=lambda c: c.role)
def test_k29_une_valeur_fausse_n_est_citee_nulle_part(champ: Champ):
    """K29."""
    ecrits = [f"{MESURE}\u200b"] if champ.genre is Genre.TEXTE else [MESURE, f"{MESURE}\u200b"]
    for ecrit in ecrits:
        assert not any("Secrétaire" in dit or "200B" in dit for dit in dits(champ, ecrit))


def test_k29_un_texte_trop_long_n_est_pas_cite():
    """K29."""
    champ = next(c for c in CONFIDENTIELS if c.role == "amenagement")
    assert not any("Secrétaire" in dit for dit in dits(champ, MESURE * 1000))


def test_k29_meme_un_seul_caractere_n_est_pas_cite():
    """K29."""
    champ = next(c for c in CONFIDENTIELS if c.role == "amenagement")
    trouve = dits(champ, f"{MESURE} 聾", SANS_IDEOGRAMMES)
    assert not any("聾" in dit or "807E" in dit for dit in trouve)


def test_ailleurs_ce_qui_est_trouve_est_montre():
    poste = next(c for c in SESSION.champs if c.nom == "candidat_recevabilite_le_1")
    assert any("la semaine dernière" in dit for dit in dits(poste, "la semaine dernière"))


def test_k29_ce_que_la_lecture_a_cite_est_tu_aussi():
    """K29."""
    constats = (
        Constat(code="CELLULE_ILLISIBLE", places=(place("candidat_handicap_le_1"),), valeurs={"trouve": MESURE}),
        Constat(code="CELLULE_ILLISIBLE", places=(place("candidat_email_1"),), valeurs={"trouve": "alix"}),
        Constat(code="REPERE_AMBIGU", valeurs={"repere": "candidat_amenagement_1"}),
    )
    confidentiel, *autres = taire(SESSION, constats)
    assert confidentiel == constats[0].model_copy(update={"valeurs": {"trouve": "…"}})
    assert autres == [*constats[1:]]


@given(st.sampled_from([c for c in CONFIDENTIELS if c.genre is not Genre.TEXTE]), st.text(min_size=1))
def test_k29_quoi_qu_on_ecrive_rien_n_en_sort(champ: Champ, ecrit: str):
    """K29."""
    assert not any("mesure-" in dit for dit in dits(champ, f"mesure-{ecrit}"))
