"""What the jury paritaire may record (S0 §3.2, K4)."""

import datetime as dt
from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest

from pipeline import forms, texts
from pipeline.model.anomalie import Constat, Place
from pipeline.model.faits import Jpn
from pipeline.model.vocabulaire import College, Decision
from pipeline.rules.jury_paritaire import Inscrit, verifier
from tests.rules.fabrique import ANOMALIES, bloque, decision, message, noms, seance, votes

JOUR = dt.date(2023, 10, 13)
TROIS = ("B1", "B2", "B3")
ENTIER = Inscrit(vises=TROIS, tous=TROIS)
TOUT = dict.fromkeys(TROIS, True)
RIEN = dict.fromkeys(TROIS, False)
CERTIFICATION, PARTIELLE = Decision.CERTIFICATION, Decision.PARTIELLE
NON, AJOURNEE = Decision.NON_CERTIFICATION, Decision.AJOURNEE


def constats(jpn: Jpn, inscrits: Mapping[str, Inscrit]) -> tuple[Constat, ...]:
    """Each constat can be told whole, and points to cells that the workbook of the JPN has."""
    lignes = {d.numero: n for n, d in enumerate(jpn.dossiers, 1)}
    formulaire = forms.jpn(
        tuple(forms.LigneJpn(ligne=n, blocs=(*TROIS, "B4")) for n in range(1, len(jpn.dossiers) + 1))
    )
    places = {c.nom: Place(feuille="JPN", cellule="A1", nom=c.nom) for c in formulaire.champs}
    trouves = verifier(jpn, inscrits, lignes)
    for constat in trouves:
        assert set(constat.noms) <= places.keys()
        assert texts.dire(constat, places, ANOMALIES).cellules
    return trouves


def codes(jpn: Jpn, inscrits: Mapping[str, Inscrit]) -> set[str]:
    return {c.code for c in constats(jpn, inscrits)}


def seul(rendue: Decision, blocs: Mapping[str, bool], inscrit: Inscrit = ENTIER, **autres: Any) -> tuple[Constat, ...]:  # noqa: ANN401 — any field
    return constats(seance(JOUR, decision("D-1", rendue, blocs, **autres)), {"D-1": inscrit})


def du(rendue: Decision, blocs: Mapping[str, bool], inscrit: Inscrit = ENTIER, **autres: Any) -> set[str]:  # noqa: ANN401 — any field
    return {c.code for c in seul(rendue, blocs, inscrit, **autres)}


def test_une_decision_entiere_prise_a_la_majorite_est_recue():
    """G-086, G-089"""
    assert du(CERTIFICATION, TOUT) == set()


# --- Quorum (G-083) ---


@pytest.mark.parametrize(
    ("salaries", "employeurs", "attendu"),
    [
        (2, 2, set()),
        (3, 3, set()),
        (2, 3, set()),
        (1, 3, {"QUORUM_NON_ATTEINT"}),
        (3, 1, {"QUORUM_NON_ATTEINT"}),
        (0, 3, {"QUORUM_NON_ATTEINT"}),
        (1, 1, {"QUORUM_NON_ATTEINT"}),
    ],
)
def test_deux_representants_par_college_au_moins(salaries: int, employeurs: int, attendu: set[str]):
    """G-083, G-082: even when the other college is complete; Ucanss, however many, counts in none."""
    unanimes = decision("D-1", CERTIFICATION, TOUT, salaries=votes(salaries), employeurs=votes(employeurs))
    jpn = seance(JOUR, unanimes, salaries=salaries, employeurs=employeurs, ucanss=3)
    trouves = constats(jpn, {"D-1": ENTIER})
    assert {c.code for c in trouves} == attendu
    assert len(trouves) == (salaries < 2) + (employeurs < 2)
    assert all(c.noms for c in trouves)
    assert all(map(bloque, trouves))


def test_un_college_entierement_absent_est_signale_sur_la_premiere_ligne():
    """G-083: there is no line of that college to point to."""
    jpn = seance(JOUR, decision("D-1", CERTIFICATION, TOUT, salaries=votes(0)), salaries=0)
    assert noms(constats(jpn, {"D-1": ENTIER}), "QUORUM_NON_ATTEINT") == {"membre_present_1"}


def test_un_membre_absent_ne_fait_pas_le_quorum():
    """G-083"""
    jpn = seance(
        JOUR, decision("D-1", CERTIFICATION, TOUT, salaries=votes(1), employeurs=votes(2)), salaries=2, employeurs=2
    )
    absent = tuple(m.model_copy(update={"present": m.ligne != 1}) for m in jpn.membres)
    trouves = constats(jpn.model_copy(update={"membres": absent}), {"D-1": ENTIER})
    assert {c.code for c in trouves} == {"QUORUM_NON_ATTEINT"}
    assert noms(trouves, "QUORUM_NON_ATTEINT") == {"membre_present_1", "membre_present_2"}
    assert "1 représentant(s)" in message(trouves, "QUORUM_NON_ATTEINT")


# --- Votes (G-082, G-089, K4) ---


@pytest.mark.parametrize(
    ("pour", "contre"),
    [(p, c) for p, c in product(product(range(4), repeat=2), repeat=2) if p[0] + c[0] <= 3 and p[1] + c[1] <= 3],
)
def test_la_majorite_des_voix_exprimees_des_deux_colleges(pour: tuple[int, int], contre: tuple[int, int]):
    """G-089, K4: no award, nor any other decision, by a tie or a minority; colleges are counted together."""
    autres = {
        "salaries": votes(pour[0], contre[0]),
        "employeurs": votes(pour[1], contre[1]),
    }
    for rendue, blocs in ((CERTIFICATION, TOUT), (NON, RIEN)):
        trouves = codes(seance(JOUR, decision("D-1", rendue, blocs, **autres)), {"D-1": ENTIER})
        assert trouves == (set() if sum(pour) > sum(contre) else {"VOTE_SANS_MAJORITE"})


def test_les_abstentions_ne_comptent_ni_pour_ni_contre():
    """G-089, K4"""
    une_voix = {"salaries": votes(1, 0, 2), "employeurs": votes(0, 0, 3)}
    assert du(CERTIFICATION, TOUT, **une_voix) == set()
    personne = {"salaries": votes(0, 0, 3), "employeurs": votes(0, 0, 3)}
    assert du(CERTIFICATION, TOUT, **personne) == {"VOTE_SANS_MAJORITE"}


def test_un_partage_des_voix_ne_peut_qu_ajourner():
    """G-089, K4: with its reason."""
    partage = {"salaries": votes(3, 0), "employeurs": votes(0, 3)}
    assert du(PARTIELLE, TOUT | {"B2": False}, **partage) == {"VOTE_SANS_MAJORITE"}
    assert du(AJOURNEE, {}, motif="Partage des voix", **partage) == set()
    assert du(AJOURNEE, {}, **partage) == {"AJOURNEMENT_SANS_MOTIF"}


@pytest.mark.parametrize("college", ["salaries", "employeurs"])
@pytest.mark.parametrize("voix", [(4, 0, 0), (3, 1, 0), (3, 0, 1)])
def test_un_college_n_a_pas_plus_de_voix_que_de_presents(college: str, voix: tuple[int, int, int]):
    """G-089, G-082: the vote of Ucanss has no place to be written, and would be seen."""
    trouves = seul(CERTIFICATION, TOUT, **{college: votes(*voix)})
    assert {c.code for c in trouves} == {"VOTES_TROP_NOMBREUX"}
    assert noms(trouves, "VOTES_TROP_NOMBREUX") == {f"{v}_{college}_1" for v in ("pour", "contre", "abstention")}


# --- Decision and blocs (S3 §1.3, K17) ---


def attendue(attribues: set[str], acquis: set[str], tous: tuple[str, ...]) -> Decision:
    """Every bloc held makes the CQP; else at least one attributed that day is partial; else nothing (contrat.md)."""
    if all(b in attribues or b in acquis for b in tous):
        return CERTIFICATION
    return PARTIELLE if len(attribues) > 0 else NON


@pytest.mark.parametrize("blocs", [TROIS, (*TROIS, "B4")], ids=["GC", "COS"])
def test_la_decision_suit_les_blocs_pour_chaque_cas(blocs: tuple[str, ...]):
    """M-010, M-011, M-013, M-008, K17: whatever is attributed and whatever was already held."""
    for choix in product(("attribué", "non attribué", "acquis"), repeat=len(blocs)):
        etats = dict(zip(blocs, choix, strict=True))
        acquis = {b for b, e in etats.items() if e == "acquis"}
        vises = tuple(b for b in blocs if b not in acquis)
        attribues = {b for b, e in etats.items() if e == "attribué"}
        inscrit = Inscrit(vises=vises, tous=blocs, acquis=frozenset(acquis))
        for rendue in (CERTIFICATION, PARTIELLE, NON):
            trouves = du(rendue, {b: b in attribues for b in vises}, inscrit)
            juste = rendue is attendue(attribues, acquis, blocs)
            assert trouves == (set() if juste else {"DECISION_CONTRE_BLOCS"}), (etats, rendue)


def test_une_certification_avec_un_bloc_manquant_est_refusee():
    """M-013, K17"""
    trouves = seul(CERTIFICATION, TOUT | {"B3": False})
    assert {c.code for c in trouves} == {"DECISION_CONTRE_BLOCS"}
    assert "mènent à « Partielle »" in message(trouves, "DECISION_CONTRE_BLOCS")
    assert all(map(bloque, trouves))


def test_un_ajournement_n_attribue_rien():
    """G-089, K4: an adjourned dossier with blocs « Attribué » says two things."""
    assert du(AJOURNEE, RIEN, motif="Complément demandé") == set()
    trouves = seul(AJOURNEE, RIEN | {"B1": True}, motif="Complément demandé")
    assert {c.code for c in trouves} == {"DECISION_CONTRE_BLOCS"}
    assert "« Ajournée »" in message(trouves, "DECISION_CONTRE_BLOCS")


def test_chaque_bloc_vise_a_sa_decision():
    """G-089, M-008"""
    trouves = seul(PARTIELLE, {"B1": True, "B3": False})
    assert {c.code for c in trouves} == {"BLOC_SANS_DECISION"}
    assert noms(trouves, "BLOC_SANS_DECISION") == {"dossier_bloc_1_b2"}


def test_un_bloc_qui_n_est_pas_vise_ne_se_decide_pas():
    """M-008"""
    un_seul = Inscrit(vises=("B1",), tous=TROIS)
    trouves = seul(PARTIELLE, {"B1": True, "B2": True}, un_seul)
    assert {c.code for c in trouves} == {"BLOC_NON_VISE"}
    assert noms(trouves, "BLOC_NON_VISE") == {"dossier_bloc_1_b2"}


@pytest.mark.parametrize("rendue", [CERTIFICATION, PARTIELLE, NON])
@pytest.mark.parametrize("avis", [CERTIFICATION, PARTIELLE, NON, None])
def test_s_ecarter_de_l_avis_est_permis_et_signale(rendue: Decision, avis: Decision | None):
    """G-086, G-088, K28: the JPN is sovereign."""
    blocs = {CERTIFICATION: TOUT, PARTIELLE: TOUT | {"B1": False}, NON: RIEN}[rendue]
    trouves = seul(rendue, blocs, ENTIER.model_copy(update={"avis": avis}))
    assert {c.code for c in trouves} == (set() if avis in {rendue, None} else {"DECISION_CONTRE_AVIS"})
    assert not any(map(bloque, trouves))


def test_deux_partielles_qui_ne_portent_pas_sur_les_memes_blocs_se_disent():
    """K28: the same decision on other blocs than the jury's holds its comments too."""
    blocs = RIEN | {"B1": True}
    trouves = seul(PARTIELLE, blocs, ENTIER.model_copy(update={"avis": PARTIELLE, "valides": frozenset({"B2"})}))
    assert {c.code for c in trouves} == {"BLOCS_CONTRE_AVIS"}
    assert noms(trouves, "BLOCS_CONTRE_AVIS") == {"dossier_bloc_1_b1", "dossier_bloc_1_b2"}
    assert not any(map(bloque, trouves))
    trouves = seul(PARTIELLE, blocs, ENTIER.model_copy(update={"avis": PARTIELLE, "valides": frozenset({"B1"})}))
    assert trouves == ()


# --- The docket ---


def test_un_jury_paritaire_est_enregistre_en_entier():
    """G-086, G-089: every dossier of the docket has a decision, `Ajournée` included."""
    inscrits = {"D-1": ENTIER, "D-2": ENTIER, "D-3": ENTIER}
    jpn = seance(JOUR, decision("D-2", CERTIFICATION, TOUT))
    trouves = constats(jpn, inscrits)
    assert {c.code for c in trouves} == {"DOSSIER_SANS_DECISION"}
    assert "D-1, D-3." in message(trouves, "DOSSIER_SANS_DECISION")


def test_un_dossier_qui_n_est_pas_a_l_ordre_du_jour_ne_se_decide_pas():
    """G-086"""
    jpn = seance(JOUR, decision("D-1", CERTIFICATION, TOUT), decision("D-9", CERTIFICATION, TOUT))
    trouves = constats(jpn, {"D-1": ENTIER})
    assert {c.code for c in trouves} == {"DOSSIER_HORS_ORDRE_DU_JOUR"}
    assert noms(trouves, "DOSSIER_HORS_ORDRE_DU_JOUR") == {"dossier_numero_2"}


def test_un_dossier_ne_se_decide_qu_une_fois():
    """G-086"""
    jpn = seance(JOUR, decision("D-1", CERTIFICATION, TOUT), decision("D-1", NON, RIEN))
    trouves = constats(jpn, {"D-1": ENTIER})
    assert [c.code for c in trouves] == ["DOSSIER_DECIDE_DEUX_FOIS"]
    assert all(map(bloque, trouves))


def test_ucanss_preside_sans_etre_d_un_college():
    """G-082: a member of Ucanss more changes neither the quorum nor the voices allowed."""
    quatre = decision("D-1", CERTIFICATION, TOUT, salaries=votes(4))
    jpn = seance(JOUR, quatre, ucanss=2)
    assert sum(m.college is College.UCANSS for m in jpn.membres) == 2
    assert codes(jpn, {"D-1": ENTIER}) == {"VOTES_TROP_NOMBREUX"}
