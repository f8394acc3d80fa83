"""Without the workbook of a session, or where its cells are blank, the rules that nobody checked are named (K43)."""

import datetime as dt
from typing import Any

import pytest

from pipeline.model.etat import EtatCandidature as Etat
from pipeline.model.session import Session
from pipeline.model.vocabulaire import Branche, Deroulement, Participation, Voie
from pipeline.rules.session.omis import omis
from tests.rules.fabrique import pv
from tests.rules.session import seances
from tests.rules.session.seances import GC, candidat, expert, president, session
from tests.rules.test_situation import candidature, contexte, situation


@pytest.mark.parametrize(("voie", "propres"), [(Voie.VAE, {"recevabilite"}), (Voie.FORMATION, {"poste", "carnet"})])
def test_k43_sans_session_les_regles_de_sa_voie_sont_nommees(voie: Voie, propres: set[str]):
    """K43, G-103, N-014: and, where the setting says so, the dossier waits for the workbook."""
    faits = candidature(voie=voie)
    communes = {"convocation", "formation", "validation", "declarations", "profil", "accord", "branche"}
    avertie = situation(faits)
    assert set(avertie.omis) == communes | propres
    assert avertie.etat is Etat.DOSSIER_PRET
    bloquee = situation(faits, contexte(classeur_de_session_obligatoire=True))
    assert (bloquee.etat, [c.code for c in bloquee.manque]) == (Etat.INCOMPLETE, ["MANQUE_CLASSEUR_SESSION"])
    assert not situation(candidature(voie=voie, deroulement=Deroulement.REPORTE)).omis


def trouves(une: Session, voie: Voie = Voie.FORMATION, **autres: Any) -> set[str]:  # noqa: ANN401 — any field of the context
    situee = seances.situation(une, maintenant=dt.date(2023, 10, 20), **autres)
    return set(omis(pv(GC, candidature="C-1", voie=voie), GC, situee))


@pytest.mark.parametrize(
    ("une", "codes"),
    [
        (session(), set()),
        (session(convocations_le=None), {"convocation"}),
        (session(jures=[president(), expert(valide_le=None)]), {"validation"}),
        (session(jures=[president(formation_minutes=None), expert()]), {"duree_formation"}),
        (session(jures=[president(), expert(profil=None)]), {"profil"}),
        (session(jures=[president(), expert(accord_le=None)]), {"accord"}),
        (session(jures=[president(), expert(branche=None)]), {"branche"}),
        (session([seances.vae(branche=Branche.MALADIE)]), {"organisme"}),
    ],
)
def test_k43_une_case_vide_qui_avertit_seulement_est_une_regle_non_controlee(une: Session, codes: set[str]):
    """G-124, G-017, L-015, G-032, N-008, L-008, L-009"""
    assert trouves(une) == codes


def test_k43_ce_qui_bloque_deja_n_est_pas_dit_deux_fois():
    """G-103, M-023, N-014, K8, G-036: these blanks hold the dossier, by their own anomaly."""
    assert not trouves(session([seances.vae(recevabilite_le=None, organisme="CAF de Nulle-Part")]), Voie.VAE)
    assert not trouves(session([candidat(poste=None, pieces={})]))
    assert not trouves(session(jures=[president(formation_le=None), expert(declaration_le=None)]))


def test_k43_le_blanc_d_un_autre_jury_ou_d_un_autre_candidat_ne_la_concerne_pas():
    """K35"""
    autre = [president(3, jury=2, nom="Al Autre"), expert(4, jury=2, nom="Bea Autre", valide_le=None, branche=None)]
    deux = session([candidat(jury=1), seances.vae(2, jury=2)], [president(), expert(), *autre])
    assert not trouves(deux)
    sans_place = trouves(deux.model_copy(update={"candidats": (candidat(),)}), passages=())
    assert sans_place == {"formation", "validation", "declarations", "profil", "accord", "branche"}


def test_k43_absent_du_classeur_ou_parti_rien_de_lui_n_y_est_controle():
    """N-014, M-023: of a line with a refused cell, what it would have told of him."""
    tout = {"convocation", "poste", "carnet", "formation", "validation", "declarations", "profil", "accord", "branche"}
    assert trouves(session([candidat(2)])) == tout
    assert trouves(session([candidat(participation=Participation.DESISTE), candidat(2)])) == tout
    assert trouves(session([candidat(illisible=True)])) == {"poste", "carnet"}
