"""The session is the authority: a PV that says otherwise is held, on the cells where it does (contrat.md)."""

import datetime as dt
from typing import Any

import pytest

from pipeline.model.faits import Membre
from pipeline.model.session import Jure
from pipeline.rules.session.autorite import contredire, grilles_hors_session
from pipeline.rules.session.situation import SituationSession
from tests.rules.fabrique import bloque, codes, grille, message, modifie, noms, pv
from tests.rules.session.seances import GC, LUNDI, candidat, expert, passage, president, session, situation, vae

SITUEE = situation(session((candidat(employeur_email="rh@exemple.invalid"),), date_fin=LUNDI + dt.timedelta(days=1)))
ACCORDE: dict[str, Any] = {
    "candidature": "C-1",
    "session": "S-1",
    "date": LUNDI,
    "nom": "TÉMOIN 1",
    "prenom": "camille",
    "email": "C1@exemple.invalid",
    "organisme": "C.P.A.M. de Quelque-Part",
    "branche": "Maladie",
    "employeur_email": "rh@exemple.invalid",
}
REMPLACEMENT = modifie(GC, "jury", absence="remplacement")


def membre(jure: Jure, ligne: int, **autres: Any) -> Membre:  # noqa: ANN401 — any field
    brut = {"ligne": ligne, "nom": jure.nom, "role": jure.role, "organisme": "X", "present": True, "signature": True}
    return Membre.model_validate(brut | autres)


MEMBRES = (membre(president(), 1), membre(expert(), 2))


def contredit(situee: SituationSession = SITUEE, **autres: Any) -> set[str]:  # noqa: ANN401 — any field
    brut = {"membres": MEMBRES} | ACCORDE | autres
    return codes(contredire(pv(situee.referentiel, **brut), situee), situee.referentiel)


@pytest.mark.parametrize(
    ("changements", "attendu"),
    [
        ({}, None),
        ({"nom": "Autrement"}, "PV_AUTRE_NOM"),
        ({"prenom": "Dominique"}, "PV_AUTRE_NOM"),
        ({"email": "autre@exemple.invalid"}, "PV_AUTRE_COURRIEL"),
        ({"email": None}, None),
        ({"organisme": "CAF de Partout"}, "PV_AUTRE_ORGANISME"),
        ({"organisme": None}, None),
        ({"branche": "Famille"}, "PV_AUTRE_BRANCHE"),
        ({"branche": None}, None),
        ({"employeur_email": "paie@exemple.invalid"}, "PV_AUTRE_COURRIEL_EMPLOYEUR"),
        ({"employeur_email": "RH@exemple.invalid "}, None),
        ({"employeur_email": None}, None),
        ({"voie": "VAE"}, "PV_AUTRE_VOIE"),
        ({"portee": "Blocs"}, "PV_AUTRE_PORTEE"),
        ({"vises": ("B1", "B2")}, "PV_AUTRES_BLOCS"),
        ({"date": LUNDI + dt.timedelta(days=1)}, None),
        ({"date": LUNDI + dt.timedelta(days=2)}, "PV_HORS_SESSION"),
        ({"date": LUNDI - dt.timedelta(days=1)}, "PV_HORS_SESSION"),
        ({"candidature": "C-99"}, "PV_NON_CONVOQUE"),
        ({"version": "2021.1"}, "PV_AUTRE_REFERENTIEL"),
        ({"membres": (MEMBRES[0], membre(expert(nom="Autre Experte"), 2))}, "PV_AUTRE_JURY"),
        ({"membres": MEMBRES[:1]}, "PV_AUTRE_JURY"),
        ({"membres": (membre(expert(), 1), MEMBRES[0])}, None),
        ({"membres": (MEMBRES[0], membre(expert(role="Président"), 2))}, "PV_AUTRE_ROLE"),
    ],
)
def test_un_pv_qui_contredit_sa_session_est_retenu(changements: dict[str, Any], attendu: str | None):
    trouves = contredire(pv(GC, **{"membres": MEMBRES} | ACCORDE | changements), SITUEE)
    assert codes(trouves, GC) == ({attendu} if attendu else set())
    assert all(map(bloque, trouves))


@pytest.mark.parametrize(("jour", "dedans"), [(-1, False), (0, True), (1, True), (2, False), (21, False)])
def test_une_grille_est_d_un_jour_de_sa_session(jour: int, dedans: bool):  # noqa: FBT001 — inside the session?
    """G-068"""
    recue = grille(GC, "B1", session="S-1", date=LUNDI + dt.timedelta(days=jour))
    constats = tuple(grilles_hors_session({"B1": recue}, SITUEE))
    assert codes(constats, GC) == (set() if dedans else {"GRILLE_HORS_SESSION"})
    assert all(map(bloque, constats))
    ailleurs = recue.model_copy(update={"session": "S-2"})
    assert not list(grilles_hors_session({"B1": ailleurs}, SITUEE)), "another session is said by SESSIONS_DIFFERENTES"


def test_l_entretien_de_vae_tenu_un_autre_jour_qu_annonce_se_signale():
    """G-068: the one interview of a VAE has no bloc: its day is that of every grid."""
    entretien = passage("C-1").model_copy(update={"bloc": None})
    une = session((vae(),), date_fin=LUNDI + dt.timedelta(days=1))
    annoncee = situation(une, passages=[entretien]).model_copy(update={"annoncees": frozenset({"C-1"})})
    for jour, attendu in ((0, set[str]()), (1, {"GRILLE_AUTRE_JOUR"})):
        recue = grille(GC, "B1", candidature="C-1", session="S-1", date=LUNDI + dt.timedelta(days=jour))
        assert codes(grilles_hors_session({"B1": recue}, annoncee), GC) == attendu


def test_chaque_contradiction_a_ses_cellules():
    trouves = contredire(pv(GC, **ACCORDE | {"membres": MEMBRES, "nom": "Autre", "vises": ("B1",)}), SITUEE)
    assert noms(trouves, "PV_AUTRE_NOM") == {"fiche_nom"}
    assert noms(trouves, "PV_AUTRES_BLOCS") == {"vise_b2", "vise_b3"}


DEUX = situation(session((candidat(nom="Martin", prenom="Anne"), candidat(2, nom="Durand", prenom="Anaïs"))))


@pytest.mark.parametrize(
    ("nom", "prenom", "retient"),
    [
        ("Anne", "MARTIN", False),  # the two cells exchanged
        ("Martin-Duval", "Anne", False),  # a name of use
        ("DUVAL épouse MARTIN", "anne", False),
        ("Duval", "Anne", True),
        ("Duval-Martin-Roux", "Annie", True),
        ("Martin", "Annie", True),
        ("Anaïs", "durand", True),  # another candidate of the session
    ],
)
def test_le_nom_d_une_autre_personne_retient_une_autre_ecriture_se_signale(nom: str, prenom: str, retient: bool):  # noqa: FBT001 — held?
    """G-039."""
    (constat,) = contredire(pv(GC, **ACCORDE | {"membres": MEMBRES, "nom": nom, "prenom": prenom}), DEUX)
    assert (constat.code, bloque(constat)) == ("PV_AUTRE_NOM", retient)


def test_le_numero_d_un_autre_dit_de_qui_et_propose_le_bon():
    """G-050."""
    trouves = contredire(pv(GC, **ACCORDE | {"membres": MEMBRES, "nom": "DURAND", "prenom": "Anaïs"}), DEUX)
    dit = message(trouves, "PV_AUTRE_NOM")
    assert dit.startswith("Dans la session, le numéro C-1 est celui de « Martin Anne » ; le PV nomme « DURAND Anaïs ».")
    assert dit.endswith("Durand Anaïs y a le numéro C-2.")
    assert noms(trouves, "PV_AUTRE_NOM") == {"fiche_candidature", "fiche_nom", "fiche_prenom"}


def test_ce_que_la_session_ne_dit_pas_ne_se_compare_pas():
    muette = situation(session((candidat(email=None, organisme=None, nom=None, portee=None, voie=None, vises=()),)))
    assert not contredit(muette)


def test_m020_des_resultats_pour_un_candidat_qui_ne_devait_pas_passer():
    """M-020."""
    for participation in ("Reporté", "Désisté"):
        parti = situation(session((candidat(participation=participation),)))
        assert contredit(parti) == {"PV_NON_ATTENDU"}
        assert not contredit(parti, deroulement="Reporté")
    reporte = situation(session(jures=(president(), expert(liens=("C-1",)))), passages=())
    assert "PV_NON_ATTENDU" in contredit(reporte)


def test_sans_epreuve_le_jury_ne_se_compare_pas():
    assert not contredit(deroulement="Candidat absent", membres=())


def test_k2_le_remplacant_siege_et_l_absent_peut_rester_au_pv():
    """K2."""
    reserve = expert(3, nom="Réserve Experte", jury=None)
    absence = {"ligne": 1, "membre": "Ève Experte", "remplacant": "Réserve Experte"}
    situee = situation(session(jures=(president(), expert(), reserve), absences=(absence,)), REMPLACEMENT)
    assert contredit(situee) == {"PV_AUTRE_JURY"}
    assert not contredit(situee, membres=(MEMBRES[0], membre(reserve, 2)))
    absent = membre(expert(), 3, present=False, signature=False)
    assert not contredit(situee, membres=(MEMBRES[0], membre(reserve, 2), absent))
