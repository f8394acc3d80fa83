"""What the planning cannot do holds the convocation of its candidate, and says what is short."""

import pytest

from pipeline import texts
from pipeline.model.anomalie import Gravite
from pipeline.model.planning import Conflit, Impossible, Planning
from pipeline.rules.session.passages import conflits_du_rendu, passages
from tests.rules.fabrique import ANOMALIES, depot
from tests.rules.planning.sessions import rendu
from tests.rules.session.seances import (
    CONVOCATION,
    GC,
    LIBRE,
    candidat,
    codes,
    passage,
    retenues,
    session,
    situation,
)

UNE = session((candidat(1), candidat(2)))


@pytest.mark.parametrize("raison", ["aucun_jury", "duree_hors_plages", "jurys_occupes"])
def test_une_epreuve_sans_place_dit_ce_qui_manque(raison: str):
    impossible = Impossible(candidature="C-1", bloc="B3", raison=raison, besoin=105, libre=60)
    (faute,) = passages(UNE, Planning(impossibles=(impossible,)), frozenset())
    assert (faute.candidature, faute.retient) == ("C-1", {CONVOCATION})
    dit = texts.dire(faute.constat, {}, ANOMALIES)
    assert dit.gravite is Gravite.BLOQUANTE
    assert raison == "aucun_jury" or ("105" in dit.message and "60" in dit.message)


def test_k34_l_absence_de_jury_deja_expliquee_ne_l_est_pas_deux_fois():
    """K34."""
    impossible = Impossible(candidature="C-1", bloc="B1", raison="aucun_jury")
    assert not list(passages(UNE, Planning(impossibles=(impossible,)), frozenset({"C-1"})))


@pytest.mark.parametrize(
    ("raison", "retenu"),
    [
        ("jury_en_double", {CONVOCATION}),
        ("candidat_en_double", {CONVOCATION}),
        ("jure_en_double", {CONVOCATION}),
        ("hors_plage", {CONVOCATION}),
        ("epreuve_absente", {CONVOCATION}),
        ("jury_inconnu", {CONVOCATION}),
        ("jury_interdit", {CONVOCATION}),
        ("epreuve_inconnue", LIBRE),
        ("epreuve_en_double", LIBRE),
    ],
)
def test_un_planning_deplace_de_travers_retient_ceux_qu_il_gene(raison: str, retenu: frozenset[str]):
    """K44: their new convocations, and nothing that is in the kit already."""
    conflit = Conflit(raison=raison, candidature="C-1", bloc="B1")
    situee = situation(UNE, passages=[passage("C-1"), passage("C-2")], conflits=[conflit])
    assert f"PLANNING_{raison.upper()}" in codes(situee)
    assert (retenues(situee, "C-1"), retenues(situee, "C-2")) == (retenu, LIBRE)


def test_un_chevauchement_retient_les_deux_candidats():
    conflit = Conflit(raison="jury_en_double", candidature="C-1", bloc="B1", autre=("C-2", "B2"))
    situee = situation(UNE, conflits=[conflit])
    assert retenues(situee, "C-1") == retenues(situee, "C-2") == {CONVOCATION}


def test_k44_la_faute_d_un_planning_rendu_est_marquee_a_sa_cellule():
    """K44: in the planning that was dropped; the other candidate, who has no line there, at his own."""
    recu = rendu(("C-2", "B1", 1, "9:00"), ("C-1", "1", 9, "9:00"))
    conflits = (
        Conflit(raison="jury_inconnu", candidature="C-1", bloc="B1"),
        Conflit(raison="jury_en_double", candidature="C-1", bloc="B1", autre=("C-3", "B1")),
    )
    une = session((candidat(1), candidat(2), candidat(3)))
    fautes = conflits_du_rendu(une, conflits, depot(recu), GC)
    assert [f.constat.noms for f in fautes] == [
        ("planning_jury_2",),
        ("planning_debut_2",),
        ("candidat_candidature_3",),
    ]
