"""The carnet, one week before the candidate's own day (N-014…N-016, K21, K30, K33)."""

import datetime as dt
from typing import Any

import pytest

from pipeline.model.anomalie import Gravite
from pipeline.model.session import Convoque
from pipeline.rules.session.carnet import carnet_valable
from tests.rules.fabrique import modifie
from tests.rules.session.seances import (
    AVANT,
    GC,
    LIBRE,
    LUNDI,
    PREREMPLI,
    candidat,
    codes,
    gravite,
    passage,
    retenues,
    session,
    situation,
    trouve,
    vae,
)

MOINS_7, MOINS_6 = dt.date(2023, 9, 25), dt.date(2023, 9, 26)
DEROGATION = {"derogation_le": dt.date(2023, 9, 28), "derogation_motif": "Panne de MyCertif"}


def depose(le: dt.date | None, **autres: Any) -> Convoque:  # noqa: ANN401 — any field
    return candidat(pieces={"carnet": le} if le else {}, **autres)


@pytest.mark.parametrize(
    ("le", "attendu"),
    [(MOINS_7, None), (MOINS_6, "CARNET_TARDIF"), (LUNDI, "CARNET_TARDIF"), (None, "CARNET_NON_DEPOSE")],
)
def test_n014_n016_a_j_moins_7_il_est_temps_a_j_moins_6_il_est_trop_tard(le: dt.date | None, attendu: str | None):
    """N-014, N-016: A grid that comes back is refused on the same ground."""
    constat = carnet_valable(depose(le), GC, LUNDI, None)
    assert (constat and constat.code) == attendu
    assert constat is None or gravite(constat) is Gravite.BLOQUANTE
    situee = situation(session((depose(le),)), maintenant=LUNDI)
    assert codes(situee, Gravite.BLOQUANTE) == ({attendu} if attendu else set())
    assert retenues(situee) == ({PREREMPLI} if attendu else LIBRE), "his convocation leaves all the same (N-015)"


@pytest.mark.parametrize(("maintenant", "attendu"), [(MOINS_7, "CARNET_ATTENDU"), (MOINS_6, "CARNET_NON_DEPOSE")])
def test_n015_jusqu_au_dernier_jour_le_carnet_n_est_qu_attendu(maintenant: dt.date, attendu: str):
    """N-015."""
    situee = situation(session((depose(None),)), maintenant=maintenant)
    constat = trouve(situee, attendu)
    assert (gravite(constat) is Gravite.BLOQUANTE) is (attendu == "CARNET_NON_DEPOSE")
    assert constat.noms == ("candidat_piece_carnet_le_1",)
    assert retenues(situee) == {PREREMPLI}


def test_n014_le_jour_compte_est_celui_du_candidat():
    """N-014: He passes on the second day: one more day to deposit."""
    lendemain = LUNDI + dt.timedelta(days=1)
    une = session((depose(MOINS_6),), date_fin=lendemain)
    assert retenues(situation(une, passages=[passage("C-1", jour=lendemain)])) == LIBRE
    assert retenues(situation(une)) == {PREREMPLI}


@pytest.mark.parametrize(("recu", "retenu"), [(MOINS_7, LIBRE), (MOINS_6, {PREREMPLI})])
def test_n014_sans_date_celle_ou_le_pdf_est_arrive(recu: dt.date, retenu: frozenset[str]):
    """N-014."""
    situee = situation(session((depose(None),)), recues={"C-1": {"carnet": recu}})
    assert retenues(situee) == retenu
    dit_a_temps = situation(session((depose(MOINS_7),)), recues={"C-1": {"carnet": recu}})
    assert retenues(dit_a_temps) == LIBRE, "what the session says wins"


@pytest.mark.parametrize(
    ("derogation", "retenu"),
    [
        (DEROGATION, LIBRE),
        ({**DEROGATION, "derogation_motif": None}, {PREREMPLI}),
        ({**DEROGATION, "derogation_le": None}, {PREREMPLI}),
    ],
)
def test_k33_une_derogation_a_une_date_et_un_motif(derogation: dict[str, object], retenu: frozenset[str]):
    """K33."""
    situee = situation(session((depose(MOINS_6, **derogation),)))
    assert retenues(situee) == retenu
    assert ("CARNET_DEROGE" in codes(situee, Gravite.INFORMATION)) is (not retenu)
    a_temps = situation(session((depose(MOINS_7, **derogation),)))
    assert "CARNET_DEROGE" not in codes(a_temps, Gravite.INFORMATION), "nothing was to be admitted"


def test_k33_une_derogation_ne_remplace_pas_le_carnet():
    """K33."""
    assert retenues(situation(session((depose(None, **DEROGATION),)), maintenant=LUNDI)) == {PREREMPLI}


@pytest.mark.parametrize("voie", ["Formation", "Formation individualisée"])
def test_k30_les_voies_de_formation_doivent_un_carnet_pas_la_vae(voie: str):
    """K30."""
    assert carnet_valable(depose(None, voie=voie), GC, LUNDI, None)
    assert carnet_valable(vae(), GC, LUNDI, None) is None
    assert retenues(situation(session((vae(),)), maintenant=LUNDI)) == LIBRE


def test_sans_texte_sur_le_depot_rien_n_est_exige():
    sans = modifie(GC, "jury").model_copy(update={"organisation": None})
    assert carnet_valable(depose(None), sans, LUNDI, None) is None
    assert not codes(situation(session((depose(None),)), sans, maintenant=AVANT), Gravite.BLOQUANTE)
