"""What the planning cannot do holds the convocation of its candidate, and says what is short."""

import pytest

from pipeline import texts
from pipeline.model.anomalie import Gravite
from pipeline.model.planning import Conflit, Impossible, Planning
from pipeline.rules.session.passages import passages
from tests.rules.fabrique import ANOMALIES
from tests.rules.session.seances import CONVOCATION, LIBRE, candidat, codes, passage, retenues, session, situation

UNE = session((candidat(1), candidat(2)))


@pytest.mark.parametrize("raison", ["aucun_jury", "duree_hors_plages", "jurys_occupes"])
def test_une_epreuve_sans_place_dit_ce_qui_manque(raison: str):
    impossible = Impossible(candidature="C-1", bloc="B3", raison=raison, besoin=105, libre=60)
    (faute,) = passages(UNE, Planning(impossibles=(impossible,)), (), frozenset())
    assert (faute.candidature, faute.retient) == ("C-1", {CONVOCATION})
    dit = texts.dire(faute.constat, {}, ANOMALIES)
    assert dit.gravite is Gravite.BLOQUANTE
    assert raison == "aucun_jury" or ("105" in dit.message and "60" in dit.message)


def test_k34_l_absence_de_jury_deja_expliquee_ne_l_est_pas_deux_fois():
    """K34."""
    impossible = Impossible(candidature="C-1", bloc="B1", raison="aucun_jury")
    assert not list(passages(UNE, Planning(impossibles=(impossible,)), (), frozenset({"C-1"})))


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
    conflit = Conflit(raison=raison, candidature="C-1", bloc="B1")
    situee = situation(UNE, passages=[passage("C-1"), passage("C-2")], conflits=[conflit])
    assert f"PLANNING_{raison.upper()}" in codes(situee)
    assert (retenues(situee, "C-1"), retenues(situee, "C-2")) == (retenu, LIBRE)


def test_un_chevauchement_retient_les_deux_candidats():
    conflit = Conflit(raison="jury_en_double", candidature="C-1", bloc="B1", autre=("C-2", "B2"))
    situee = situation(UNE, conflits=[conflit])
    assert retenues(situee, "C-1") == retenues(situee, "C-2") == {CONVOCATION}
