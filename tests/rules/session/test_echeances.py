"""What is due before the day, and how much is missing."""

import datetime as dt
from typing import Any

import pytest

from pipeline.rules.session.echeances import Convocations, Echue, echeances
from pipeline.settings import shipped
from pipeline.texts import phrases
from tests.rules.session.seances import (
    AVANT,
    LUNDI,
    UN_MOIS_AVANT,
    candidat,
    expert,
    passage,
    president,
    session,
    situation,
    vae,
)

RIEN = Convocations()
MARDI = LUNDI + dt.timedelta(days=1)
SEPT_JOURS_AVANT = dt.date(2023, 9, 25)


def test_g124_n014_tout_ce_qui_est_du_a_sa_date():
    """G-124, N-014."""
    jures = (president(accord_le=None), expert(declaration_le=None))
    candidats = (candidat(1, pieces={}), candidat(2), candidat(3, pieces={}), vae(4))
    une = session(candidats, jures, convocations_le=None, date_fin=MARDI)
    prevus = [passage("C-1"), passage("C-2"), passage("C-3", jour=MARDI), passage("C-4")]
    assert echeances(situation(une, passages=prevus), Convocations(a_envoyer=3, retenues=2), AVANT) == (
        Echue(quoi="convocations", nombre=5, date=UN_MOIS_AVANT, retenues=2),
        Echue(quoi="carnets", nombre=1, date=SEPT_JOURS_AVANT),
        Echue(quoi="carnets", nombre=1, date=SEPT_JOURS_AVANT + dt.timedelta(days=1)),
        Echue(quoi="accords", nombre=1, date=LUNDI),
        Echue(quoi="declarations", nombre=1, date=LUNDI),
        Echue(quoi="session", nombre=4, date=LUNDI),
    )


def test_ce_qui_est_tenu_ne_manque_plus():
    trouvees = {e.quoi: e.nombre for e in echeances(situation(session()), RIEN, AVANT)}
    assert trouvees == {"convocations": 0, "carnets": 0, "accords": 0, "declarations": 0, "session": 1}


def test_rien_n_est_du_une_fois_la_session_passee_ni_quand_personne_ne_vient():
    assert echeances(situation(session()), RIEN, LUNDI)
    assert not echeances(situation(session()), RIEN, MARDI)
    assert not echeances(situation(session((candidat(participation="Désisté"),))), RIEN, AVANT)


@pytest.mark.parametrize(
    ("quoi", "autres", "retard"),
    [
        ("carnets", {"candidats": (candidat(pieces={"carnet": SEPT_JOURS_AVANT}),)}, 0),
        ("carnets", {"candidats": (candidat(pieces={"carnet": SEPT_JOURS_AVANT + dt.timedelta(days=1)}),)}, 1),
        ("convocations", {"convocations_le": UN_MOIS_AVANT}, 0),
        ("convocations", {"convocations_le": UN_MOIS_AVANT + dt.timedelta(days=4)}, 4),
    ],
)
def test_ce_qui_est_fait_tard_l_est(quoi: str, autres: dict[str, Any], retard: int):
    """N-014, G-124, K33: nothing is missing any more, and that came after its day."""
    trouvees = {e.quoi: e for e in echeances(situation(session(**autres)), RIEN, AVANT)}
    assert (trouvees[quoi].nombre, trouvees[quoi].retard) == (0, retard)


def test_un_carnet_recu_en_pdf_a_son_retard():
    """N-016: where the session says no day, the day its PDF came."""
    recues = {"C-1": {"carnet": SEPT_JOURS_AVANT + dt.timedelta(days=2)}}
    une = situation(session((candidat(pieces={}),)), recues=recues)
    assert next(e.retard for e in echeances(une, RIEN, AVANT) if e.quoi == "carnets") == 2


def test_chaque_echeance_a_sa_phrase():
    mots = phrases((shipped("templates"),), "echeances")
    for e in echeances(situation(session()), RIEN, AVANT):
        assert mots(f"quoi.{e.quoi}")
        assert "3" in mots(f"reste.{e.quoi}", nombre="3")
    assert "3" in mots("retenues.convocations", nombre="3")
