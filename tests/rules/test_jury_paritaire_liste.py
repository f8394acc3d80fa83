"""Who sits, what a list adopts at once, what a changed docket is refused for (S0 §3.2, K4)."""

import datetime as dt
from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.faits import Jpn, Question, Remarques
from pipeline.model.vocabulaire import Attribution, College, Decision, PreconisationJpn
from pipeline.rules import echantillon
from pipeline.rules.jury_paritaire import Inscrit, adopter, verifier
from tests.rules.fabrique import bloque, decision, seance, votes

JOUR = dt.date(2023, 10, 13)
TROIS = ("B1", "B2", "B3")
TOUT = dict.fromkeys(TROIS, True)


def inscrit(
    avis: Decision | None = Decision.CERTIFICATION, valides: tuple[str, ...] = TROIS, **autres: object
) -> Inscrit:
    base = Inscrit(vises=TROIS, tous=TROIS, avis=avis, calcul=avis, valides=frozenset(valides))
    return base.model_copy(update=autres)


def codes(jpn: Jpn, inscrits: Mapping[str, Inscrit], *, ordonne: bool = False, **lignes: int) -> set[str]:
    numeros = [*(d.numero for d in jpn.dossiers), *jpn.sur_liste]
    places = {n: rang for rang, n in enumerate(numeros, start=1)} | lignes
    return {c.code for c in verifier(jpn, inscrits, places, ordonne=ordonne)}


# --- Who sits (G-081, G-082, G-083) ---

# By members present: employees, employers, Ucanss → what is said. Written out by hand from S0 §3.2.
COMPOSITIONS = [
    ((3, 3, 1), set()),
    ((2, 2, 1), set()),
    ((3, 3, 0), {"PRESIDENCE_ABSENTE"}),
    ((4, 3, 1), {"COLLEGE_TROP_NOMBREUX"}),
    ((3, 4, 1), {"COLLEGE_TROP_NOMBREUX"}),
    ((1, 4, 1), {"COLLEGE_TROP_NOMBREUX", "QUORUM_NON_ATTEINT"}),
    ((2, 1, 3), {"QUORUM_NON_ATTEINT"}),
]


@pytest.mark.parametrize(("presents", "attendu"), COMPOSITIONS)
def test_trois_sieges_par_college_et_l_ucanss_qui_preside(presents: tuple[int, int, int], attendu: set[str]):
    """G-081, G-082, G-083"""
    salaries, employeurs, ucanss = presents
    tous = decision("D-1", Decision.CERTIFICATION, TOUT, salaries=votes(salaries), employeurs=votes(employeurs))
    jpn = seance(JOUR, tous, salaries=salaries, employeurs=employeurs, ucanss=ucanss)
    assert codes(jpn, {"D-1": inscrit()}) == attendu


def test_une_personne_sur_deux_lignes_ne_fait_pas_le_quorum():
    """G-083: case, accents and spaces aside."""
    jpn = seance(JOUR, decision("D-1", Decision.CERTIFICATION, TOUT))
    doubles = [m.model_copy(update={"nom": "Élise  DUPRÉ" if m.ligne == 1 else "elise dupre"}) for m in jpn.membres[:2]]
    deux = jpn.model_copy(update={"membres": (*doubles, *jpn.membres[2:])})
    assert codes(deux, {"D-1": inscrit()}) == {"MEMBRE_DU_JPN_EN_DOUBLE"}
    absents = tuple(m.model_copy(update={"college": College.UCANSS}) for m in jpn.membres)
    assert "QUORUM_NON_ATTEINT" in codes(jpn.model_copy(update={"membres": absents}), {"D-1": inscrit()})


# --- The list adopted at once (K4) ---


def liste(*numeros: str, **membres: int) -> Jpn:
    remarques = Remarques(commentaire_candidat="Continuez à consigner vos situations de travail.")
    return seance(JOUR, **membres).model_copy(
        update={"liste_adoptee": True, "sur_liste": dict.fromkeys(numeros, remarques)}
    )


def test_la_liste_adopte_ce_que_chaque_jury_proposait():
    """G-089, K4: by all who are present; what was written for the candidate stays."""
    inscrits = {
        "D-1": inscrit(),
        "D-2": inscrit(Decision.PARTIELLE, ("B2",)),
        "D-3": inscrit(Decision.NON_CERTIFICATION, ()),
    }
    adoptee = adopter(liste("D-1", "D-2", "D-3", salaries=2, employeurs=3), inscrits)
    assert codes(adoptee, inscrits) == set()
    assert adoptee.sur_liste == {}
    par_numero = {d.numero: d for d in adoptee.dossiers}
    assert {n: d.decision for n, d in par_numero.items()} == {
        "D-1": Decision.CERTIFICATION,
        "D-2": Decision.PARTIELLE,
        "D-3": Decision.NON_CERTIFICATION,
    }
    attribues = {b for b, a in par_numero["D-2"].blocs.items() if a is Attribution.ATTRIBUE}
    assert (attribues, set(par_numero["D-2"].blocs)) == ({"B2"}, set(TROIS))
    assert all(d.sur_liste and d.unanime and d.commentaire_candidat for d in adoptee.dossiers)
    assert {(d.salaries.pour, d.employeurs.pour) for d in adoptee.dossiers} == {(2, 3)}


def test_un_dossier_appele_a_part_garde_son_vote():
    """K4"""
    a_part = decision("D-2", Decision.NON_CERTIFICATION, dict.fromkeys(TROIS, False), salaries=votes(2, 1))
    jpn = liste("D-1").model_copy(update={"dossiers": (a_part,)})
    adoptee = adopter(jpn, {"D-1": inscrit(), "D-2": inscrit()})
    assert {d.numero: d.sur_liste for d in adoptee.dossiers} == {"D-1": True, "D-2": False}
    assert next(d for d in adoptee.dossiers if d.numero == "D-2").decision is Decision.NON_CERTIFICATION


def test_la_liste_ne_decide_pas_ce_que_personne_n_a_propose():
    """K4, K13: nothing follows from an avis that is missing."""
    inscrits = {"D-1": inscrit(), "D-2": inscrit(None)}
    adoptee = adopter(liste("D-1", "D-2"), inscrits)
    assert [d.numero for d in adoptee.dossiers] == ["D-1"]
    assert codes(adoptee, inscrits) == {"LISTE_SANS_PROPOSITION"}


def test_un_cqp_dont_tout_est_acquis_se_prononce_avec_la_liste():
    """K17: no bloc to decide, the certification alone."""
    complet = Inscrit(
        vises=(), tous=TROIS, acquis=frozenset(TROIS), avis=Decision.CERTIFICATION, valides=frozenset({"B3"})
    )
    adoptee = adopter(liste("D-1"), {"D-1": complet})
    assert codes(adoptee, {"D-1": complet}) == set()
    (dossier,) = adoptee.dossiers
    assert (dossier.decision, dossier.blocs) == (Decision.CERTIFICATION, {})


@given(
    numeros=st.sets(st.text("BCDF23456789", min_size=6, max_size=6), min_size=1, max_size=8),
    valides=st.lists(st.sets(st.sampled_from(TROIS)), min_size=8, max_size=8),
)
def test_ce_que_la_liste_adopte_est_toujours_legal(numeros: set[str], valides: list[set[str]]):
    """G-089, M-010: whatever juries proposed, the completed workbook stands by itself."""
    avis = {0: Decision.NON_CERTIFICATION, 3: Decision.CERTIFICATION}
    inscrits = {
        n: inscrit(avis.get(len(v), Decision.PARTIELLE), tuple(v))
        for n, v in zip(sorted(numeros), valides, strict=False)
    }
    adoptee = adopter(liste(*numeros), inscrits)
    assert codes(adoptee, inscrits) == set()
    assert {d.numero for d in adoptee.dossiers} == numeros


# --- A docket whose workbook was changed ---


def deux() -> tuple[Jpn, dict[str, Inscrit]]:
    jpn = seance(JOUR, *(decision(n, Decision.CERTIFICATION, TOUT) for n in ("D-1", "D-2")))
    return jpn, {"D-1": inscrit(), "D-2": inscrit()}


def test_deux_numeros_echanges_sont_refuses():
    """G-086: each would get the decision of the other; told on both cells."""
    jpn, inscrits = deux()
    assert codes(jpn, inscrits, ordonne=True) == set()
    trouves = verifier(jpn, inscrits, {"D-1": 2, "D-2": 1}, ordonne=True)
    assert {(c.code, c.noms) for c in trouves} == {
        ("NUMERO_DEPLACE", ("dossier_numero_2",)),
        ("NUMERO_DEPLACE", ("dossier_numero_1",)),
    }
    assert all(map(bloque, trouves))
    assert codes(jpn, inscrits, **{"D-1": 2, "D-2": 1}) == set(), "a blank workbook has no order of its own"


def test_une_ligne_ajoutee_ou_un_numero_altere_est_refuse():
    """G-086"""
    jpn, inscrits = deux()
    ajoutee = jpn.model_copy(update={"dossiers": (*jpn.dossiers, decision("D-9", Decision.CERTIFICATION, TOUT))})
    assert codes(ajoutee, inscrits, ordonne=True) == {"DOSSIER_HORS_ORDRE_DU_JOUR"}
    altere = seance(JOUR, decision("D-1", Decision.CERTIFICATION, TOUT), decision("D-7", Decision.CERTIFICATION, TOUT))
    assert codes(altere, inscrits, ordonne=True) == {"DOSSIER_HORS_ORDRE_DU_JOUR", "DOSSIER_SANS_DECISION"}


# --- Blocs, recommendations, questions ---


def test_un_bloc_deja_acquis_ne_se_decide_pas_deux_fois():
    """G-097, M-012"""
    connu = inscrit(vises=("B2", "B3"), acquis=frozenset({"B1"}))
    assert (
        codes(seance(JOUR, decision("D-1", Decision.CERTIFICATION, {"B2": True, "B3": True})), {"D-1": connu}) == set()
    )
    assert codes(seance(JOUR, decision("D-1", Decision.CERTIFICATION, TOUT)), {"D-1": connu}) == {"BLOC_DEJA_ATTRIBUE"}


@pytest.mark.parametrize(
    ("avis", "calcul"), list(product([Decision.CERTIFICATION, Decision.PARTIELLE, None], repeat=2))
)
def test_s_ecarter_est_legal_et_dit(avis: Decision | None, calcul: Decision | None):
    """G-088, K12: the JPN is sovereign; nothing blocks, each departure is told apart."""
    connu = inscrit(avis, calcul=calcul).model_copy(update={"valides": None})
    trouves = verifier(seance(JOUR, decision("D-1", Decision.CERTIFICATION, TOUT)), {"D-1": connu}, {"D-1": 1})
    attendu = {"DECISION_CONTRE_AVIS"} if avis is Decision.PARTIELLE else set()
    attendu |= {"DECISION_CONTRE_CALCUL"} if calcul is Decision.PARTIELLE else set()
    assert {c.code for c in trouves} == attendu
    assert not any(map(bloque, trouves))


@pytest.mark.parametrize("nature", list(PreconisationJpn))
def test_l_inadequation_du_profil_s_argumente(nature: PreconisationJpn):
    """G-091"""
    sans = decision("D-1", Decision.NON_CERTIFICATION, dict.fromkeys(TROIS, False), preconisation_type=nature)
    avec = sans.model_copy(update={"preconisation": "Le poste tenu n’expose pas aux situations évaluées."})
    connu = {"D-1": inscrit(Decision.NON_CERTIFICATION, ())}
    attendu = {"INADEQUATION_SANS_ARGUMENT"} if nature is PreconisationJpn.INADEQUATION else set()
    assert codes(seance(JOUR, sans), connu) == attendu
    assert codes(seance(JOUR, avec), connu) == set()


def test_une_question_se_pose_sur_un_dossier_de_la_seance():
    """G-084"""
    jpn, inscrits = deux()
    questions = (
        Question(ligne=1, numero="D-9", question="La durée a-t-elle été tenue ?", reponse="Oui, sur les deux blocs."),
        Question(ligne=2, numero="D-1", question="Pourquoi cet écart sur la compétence ?"),
    )
    trouves = verifier(jpn.model_copy(update={"questions": questions}), inscrits, {"D-1": 1, "D-2": 2})
    assert {(c.code, c.noms, bloque(c)) for c in trouves} == {
        ("DOSSIER_HORS_ORDRE_DU_JOUR", ("question_dossier_1",), True),
        ("QUESTION_SANS_REPONSE", ("question_reponse_2",), False),
    }


# --- The sample (G-084) ---


def test_le_tirage_est_celui_que_n_importe_qui_refait():
    """G-084: by `printf graine:numéro | sha256sum`, B2C3D4 has 2779…, FDTM5D 4b29…, 98QRMV 5585…, JHX274 a67f…."""
    numeros = ["98QRMV", "B2C3D4", "FDTM5D", "JHX274"]
    attendus = [(), ("B2C3D4",), ("B2C3D4", "FDTM5D"), ("98QRMV", "B2C3D4", "FDTM5D"), tuple(numeros), tuple(numeros)]
    for taille, attendu in enumerate(attendus):
        assert echantillon.tirer(numeros, "K7M2XQ", taille) == attendu
        assert echantillon.tirer(reversed(numeros), "K7M2XQ", taille) == attendu


def test_une_autre_graine_tire_d_autres_dossiers():
    """G-084: over many seeds, every dossier is drawn about as often as another."""
    numeros = [f"N{n:03d}" for n in range(20)]
    fois = dict.fromkeys(numeros, 0)
    for graine in range(400):
        for n in echantillon.tirer(numeros, str(graine), 5):
            fois[n] += 1
    assert all(60 <= f <= 140 for f in fois.values()), "100 expected of each"
