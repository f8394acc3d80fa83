"""What the files of one candidature say of each other. Divergences and scope are in `cas/`."""

import datetime as dt
from typing import Any

import pytest

from pipeline.model.anomalie import Constat
from pipeline.model.faits import Grille, Membre, ProcesVerbal
from pipeline.model.vocabulaire import RoleMembre
from pipeline.rules import coherence
from pipeline.rules.evaluation import evaluer
from tests.outils import exemples, petit_gc
from tests.rules.fabrique import bloque, codes, grille, livre, message, noms, pv

GC = livre()


def verifie(fait: ProcesVerbal, *grilles: Grille) -> tuple[Constat, ...]:
    return coherence.verifier(fait, {g.bloc: g for g in grilles}, GC, (), frozenset())


def membres(*noms_et_organismes: tuple[str, str]) -> tuple[Membre, ...]:
    roles = (RoleMembre.PRESIDENT, RoleMembre.EXPERT, RoleMembre.REPRESENTANT)
    return tuple(
        Membre(ligne=n, nom=nom, organisme=organisme, role=roles[n - 1], present=True, signature=True)
        for n, (nom, organisme) in enumerate(noms_et_organismes, 1)
    )


def test_des_fichiers_qui_s_accordent_ne_laissent_rien_a_dire():
    assert verifie(pv(GC), *(grille(GC, b) for b in ("B1", "B2", "B3"))) == ()


@pytest.mark.parametrize("ligne", [1, 2, 3])
@pytest.mark.parametrize("organisme", ["Caisse de Quelque-Part", "CAISSE DE QUELQUE PART", "caisse  de quelque‑part"])
def test_aucun_juge_ne_vient_de_l_organisme_du_candidat(ligne: int, organisme: str):
    """G-027, G-030, L-008, L-009: the president, the expert nor the representative, however it is written."""
    autres = ["CAF de Nulle-Part"] * 3
    autres[ligne - 1] = organisme
    jury = membres(*zip(("Alix Témoin", "Bo Témoin", "Cleo Témoin"), autres, strict=True))
    constats = verifie(pv(GC, organisme="Caisse de Quelque-Part", membres=jury))
    assert codes(constats, GC) == {"JURE_DU_MEME_ORGANISME"}
    assert noms(constats, "JURE_DU_MEME_ORGANISME") == {f"membre_organisme_{ligne}", "fiche_organisme"}
    assert any(map(bloque, constats))


def test_deux_juges_peuvent_venir_du_meme_organisme_que_celui_du_candidat_n_est_pas():
    """G-030: only the candidate's own organisme is excluded."""
    jury = membres(("Alix Témoin", "CAF de Nulle-Part"), ("Bo Témoin", "CAF de Nulle-Part"))
    assert codes(verifie(pv(GC, organisme="CPAM de Nulle-Part", membres=jury)), GC) == set()
    assert codes(verifie(pv(GC, organisme=None, membres=jury)), GC) == set()


def test_en_vae_un_organisme_vide_n_est_ni_le_meme_ni_un_autre():
    """L-008, L-009, K30: nothing could be compared, which is said and holds nothing."""
    jury = membres(("Alix Témoin", "Ucanss"), ("Bo Témoin", "CAF de Nulle-Part"))
    constats = verifie(pv(GC, voie="VAE", organisme=None, membres=jury))
    assert codes(constats, GC) == {"ORGANISME_NON_COMPARE"}
    assert "Alix Témoin, Bo Témoin" in message(constats, "ORGANISME_NON_COMPARE")
    assert not any(map(bloque, constats))
    compare = verifie(pv(GC, voie="VAE", organisme="CAF de Nulle-Part", membres=jury))
    assert codes(compare, GC) == {"JURE_DU_MEME_ORGANISME"}


@pytest.mark.parametrize("nom", ["Maëlle Ozanne-Témoin", "OZANNE TEMOIN Maelle"])
def test_le_candidat_ne_se_juge_pas(nom: str):
    """G-115"""
    jury = membres(("Alix Témoin", "Ucanss"), (nom, "CAF de Nulle-Part"))
    constats = verifie(pv(GC, membres=jury))
    assert codes(constats, GC) == {"JURE_ET_CANDIDAT"}
    assert noms(constats, "JURE_ET_CANDIDAT") == {"membre_nom_2"}
    assert any(map(bloque, constats))


def test_une_personne_ne_tient_qu_une_place():
    """M-019: two members are two persons."""
    jury = membres(("Alix Témoin", "Ucanss"), ("ALIX TEMOIN", "CAF de Nulle-Part"))
    constats = verifie(pv(GC, membres=jury))
    assert codes(constats, GC) == {"JURE_EN_DOUBLE"}
    assert noms(constats, "JURE_EN_DOUBLE") == {"membre_nom_1", "membre_nom_2"}
    assert any(map(bloque, constats))


def test_une_grille_est_d_un_bloc_vise():
    """M-054, M-027"""
    constats = verifie(pv(GC, vises=("B1",), portee="Blocs"), grille(GC, "B1"), grille(GC, "B2"))
    assert codes(constats, GC) == {"GRILLE_HORS_PORTEE"}
    assert noms(constats, "GRILLE_HORS_PORTEE") == {"vise_b2"}
    assert any(map(bloque, constats))


@pytest.mark.parametrize(("code", "version"), [("GC", "2021.1"), ("COS", "2023.1")])
def test_une_grille_est_du_referentiel_du_pv(code: str, version: str):
    """G-061: neither another version nor another CQP, even for a common bloc."""
    constats = verifie(pv(GC), grille(livre(code, version), "B1"))
    assert codes(constats, GC) == {"VERSIONS_DIFFERENTES"}
    assert f"{code} {version}" in message(constats, "VERSIONS_DIFFERENTES")
    assert any(map(bloque, constats))


def test_une_grille_est_de_la_session_du_pv():
    """G-068"""
    constats = verifie(pv(GC), grille(GC, "B1", session="S-2023-11"))
    assert codes(constats, GC) == {"SESSIONS_DIFFERENTES"}
    assert "« S-2023-11 »" in message(constats, "SESSIONS_DIFFERENTES")
    assert any(map(bloque, constats))


@pytest.mark.parametrize(("jours", "attendu"), [(-1, set()), (0, set()), (1, {"GRILLE_APRES_LE_PV"})])
def test_une_grille_datee_apres_le_pv_est_signalee(jours: int, attendu: set[str]):
    """G-068"""
    constats = verifie(pv(GC), grille(GC, "B1", date=exemples.DATE_JURY + dt.timedelta(days=jours)))
    assert codes(constats, GC) == attendu
    assert not any(map(bloque, constats))


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (1, set()),
        (2, set()),
        (3, set()),
        (0, {"PV_UN_AUTRE_JOUR"}),
        (4, {"PV_UN_AUTRE_JOUR"}),
        (24, {"PV_UN_AUTRE_JOUR"}),
    ],
)
def test_un_pv_est_d_un_jour_de_ses_grilles(jour: int, attendu: set[str]):
    """G-068, N-019: without a session workbook, the grids alone say when the jury sat: from the 2nd to the 4th."""
    premier = dt.date(2023, 10, 1)
    fait = pv(GC, date=premier + dt.timedelta(days=jour))
    dates = {"B1": 1, "B2": 2, "B3": 3}
    grilles = {b: grille(GC, b, date=premier + dt.timedelta(days=n)) for b, n in dates.items()}
    constats = tuple(coherence.un_autre_jour(fait, grilles))
    assert codes(constats, GC) == attendu
    assert all(map(bloque, constats))
    assert all("02/10/2023 – 04/10/2023" in message(constats, c) for c in attendu)
    en_partie = {b: g for b, g in grilles.items() if b != "B2"}
    assert not list(coherence.un_autre_jour(fait, en_partie)), "a grid that is awaited may bear that day"


@pytest.mark.parametrize(
    ("pertes", "jury", "attendu"),
    [
        (1, True, set()),  # 4 of 5 reach the threshold
        (1, False, {"BLOC_CONTRE_COMPETENCES"}),
        (2, True, {"BLOC_CONTRE_COMPETENCES"}),
        (2, False, set()),
    ],
)
def test_les_competences_du_jury_menent_a_son_bloc(pertes: int, jury: bool, attendu: set[str]):  # noqa: FBT001 — the bloc
    """M-006, G-113: at the edge of 4 of 5, whatever the computation says."""
    fait = pv(GC, {"B2": jury, **{f"B2.C{i}": False for i in range(1, pertes + 1)}}, vises=("B2",), portee="Blocs")
    resultat = evaluer(GC, "B2", grille(GC, "B2"), fait)
    constats = coherence.verifier(fait, {"B2": grille(GC, "B2")}, GC, (resultat,), frozenset())
    trouves = codes(constats, GC) - {"ECART_SANS_MOTIF"}
    assert trouves == attendu
    if attendu:
        assert f"{5 - pertes}/5 (seuil 4)" in message(constats, "BLOC_CONTRE_COMPETENCES")


def test_un_ecart_designe_le_motif_a_ecrire_et_la_decision():
    """G-064: the two cells to look at."""
    fait = pv(GC, {"B1.C2": False})
    resultats = (evaluer(GC, "B1", grille(GC, "B1"), fait),)
    constats = coherence.verifier(fait, {}, GC, resultats, frozenset())
    assert noms(constats, "ECART_SANS_MOTIF") == {"ecart_motif_b1_c2", "jury_competence_b1_c2"}
    assert "pourquoi : B1.C2." in message(constats, "ECART_SANS_MOTIF")
    assert any(map(bloque, constats))


def test_sans_regle_le_jury_ne_s_ecarte_de_rien():
    """K20: nothing is computed, so nothing diverges; an avis against the jury's own blocs still does."""
    referentiel = petit_gc.sans_regle()
    fait = pv(referentiel, {"B1": False, "B1.C1": False})
    resultats = tuple(evaluer(referentiel, b, grille(referentiel, b), fait) for b in fait.vises)
    assert coherence.ecarts(fait, referentiel, resultats) == ()
    contraire: dict[str, Any] = {"avis": "Totale", "motif_avis": "Le jury retient l'ensemble de l'entretien."}
    constats = coherence.verifier(fait, {}, referentiel, resultats, frozenset())
    assert codes(constats, referentiel) == set()
    ecarts = coherence.ecarts(pv(referentiel, {"B1": False}, **contraire), referentiel, resultats)
    assert [(e.niveau, e.calcul, e.jury) for e in ecarts] == [("avis", None, "totale")]


def test_sans_seuil_entre_competences_seules_les_competences_sont_comparees():
    """K20: a référentiel may give a rule for the criteria and none for the blocs."""
    referentiel = petit_gc.referentiel(
        regles=petit_gc.referentiel().regles.model_copy(update={"seuil_competences": None})
    )
    fait = pv(referentiel, {"B2": False, "B2.C1": False})
    resultats = tuple(evaluer(referentiel, b, grille(referentiel, b), fait) for b in fait.vises)
    ecarts = coherence.ecarts(fait, referentiel, resultats)
    assert [(e.niveau, e.code, e.calcul, e.jury) for e in ecarts] == [("competence", "B2.C1", True, False)]


def test_un_pv_muet_ne_contredit_rien():
    """G-064: a decision that lacks is told by the PV itself, and is no divergence."""
    fait = pv(GC, jury_competences={}, jury_blocs={}, avis=None)
    manque = {c.code: "N" * len(GC.criteres(c.code)) for c in GC.bloc("B1").competences}
    resultats = (evaluer(GC, "B1", grille(GC, "B1", manque), fait),)
    assert codes(coherence.verifier(fait, {}, GC, resultats, frozenset()), GC) == set()


def test_un_pv_sans_avis_ne_s_ecarte_pas_par_son_avis():
    """G-070: what lacks is told by the PV itself."""
    fait = pv(GC, {"B1": False}, avis=None)
    resultats = tuple(evaluer(GC, b, grille(GC, b), fait) for b in fait.vises)
    assert [e.niveau for e in coherence.ecarts(fait, GC, resultats)] == ["bloc"]


def test_un_bloc_sans_grille_n_est_pas_un_ecart():
    """G-064: what was not evaluated cannot be contradicted."""
    fait = pv(GC, {"B1": False, "B1.C1": False, "B1.C2": False})
    assert coherence.ecarts(fait, GC, ()) == ()
