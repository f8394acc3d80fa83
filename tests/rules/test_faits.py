"""Which facts are in force among all that was deposited."""

import datetime as dt

import pytest

from pipeline.model.faits import EtatDepot, Piece
from pipeline.model.vocabulaire import Decision
from pipeline.rules.faits import en_vigueur
from tests.rules.fabrique import decision, depot, grille, livre, pv, seance

GC = livre()
ID = "GC-2023-0042"


def test_un_fichier_corrige_remplace_le_precedent():
    """G-064: the later deposit of the same bloc, of the same PV, of the same JPN; the others stand."""
    jour = dt.date(2023, 10, 13)
    tous = [
        depot(pv(GC, nom="Avant"), 1),
        depot(grille(GC, "B1", {"B1.C1": "NNNN"}), 2),
        depot(grille(GC, "B2"), 3),
        depot(seance(jour), 4),
        depot(grille(GC, "B1"), 5),
        depot(pv(GC, nom="Après"), 6),
        depot(seance(jour, decision("D-1", Decision.PARTIELLE, {"B1": True})), 7),
    ]
    faits = en_vigueur(tous, confirmes={tous[-1].id})
    recu = faits.dossiers[ID]
    assert recu.pv is not None
    assert recu.pv.nom == "Après"
    assert recu.depot_pv is not None
    assert recu.depot_pv.rang == 6
    assert recu.grilles == {"B1": grille(GC, "B1"), "B2": grille(GC, "B2")}
    assert [d.numero for d in faits.jpn[jour].dossiers] == ["D-1"]
    assert en_vigueur(tous).jpn[jour].dossiers == (), "K40: decisions that change wait for a person"
    assert en_vigueur(tous, proclamees={jour}).jpn == faits.jpn, "as they were proclaimed before decisions could wait"


def test_le_rang_d_arrivee_decide_et_non_l_ordre_de_lecture():
    un, deux = depot(pv(GC, nom="Avant"), 1), depot(pv(GC, nom="Après"), 2)
    assert en_vigueur([deux, un]) == en_vigueur([un, deux])


@pytest.mark.parametrize("etat", [e for e in EtatDepot if e is not EtatDepot.ACCEPTE])
def test_seul_un_depot_accepte_est_un_fait(etat: EtatDepot):
    """contrat.md: refused, duplicate, ignored, taken back: none of them counts."""
    avant = depot(grille(GC, "B1"), 1)
    apres = depot(grille(GC, "B1", {"B1.C1": "NNNN"}), 2, etat)
    assert en_vigueur([avant, apres]).dossiers[ID].grilles == {"B1": grille(GC, "B1")}
    assert en_vigueur([apres]).dossiers == {}


def test_les_pieces_s_ajoutent_les_unes_aux_autres():
    """G-087"""
    pieces = [Piece(candidature=ID, piece=p) for p in ("carnet", "pv-signe")]
    faits = en_vigueur(depot(p, n) for n, p in enumerate(pieces, 1))
    assert set(faits.dossiers[ID].pieces) == {"carnet", "pv-signe"}
    assert faits.dossiers[ID].session is None


def test_le_pv_dit_la_session_et_a_defaut_les_grilles():
    """contrat.md: the PV opens the candidature."""
    seule = en_vigueur([depot(grille(GC, "B1", session="S-AUTRE"), 1)]).dossiers[ID]
    assert seule.session == "S-AUTRE"
    ensemble = en_vigueur([depot(grille(GC, "B1", session="S-AUTRE"), 1), depot(pv(GC), 2)]).dossiers[ID]
    assert ensemble.session == "S-2023-10"
