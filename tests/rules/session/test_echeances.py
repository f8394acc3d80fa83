"""What is due before the day, and how much is missing."""

import datetime as dt

from pipeline.rules.session.echeances import Echue, echeances
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

MARDI = LUNDI + dt.timedelta(days=1)
SEPT_JOURS_AVANT = dt.date(2023, 9, 25)


def test_g124_n014_tout_ce_qui_est_du_a_sa_date():
    """G-124, N-014."""
    jures = (president(accord_le=None), expert(declaration_le=None))
    candidats = (candidat(1, pieces={}), candidat(2), candidat(3, pieces={}), vae(4))
    une = session(candidats, jures, convocations_le=None, date_fin=MARDI)
    prevus = [passage("C-1"), passage("C-2"), passage("C-3", jour=MARDI), passage("C-4")]
    assert echeances(situation(une, passages=prevus), AVANT) == (
        Echue(quoi="convocations", nombre=4, date=UN_MOIS_AVANT),
        Echue(quoi="carnets", nombre=1, date=SEPT_JOURS_AVANT),
        Echue(quoi="carnets", nombre=1, date=SEPT_JOURS_AVANT + dt.timedelta(days=1)),
        Echue(quoi="accords", nombre=1, date=LUNDI),
        Echue(quoi="declarations", nombre=1, date=LUNDI),
        Echue(quoi="session", nombre=4, date=LUNDI),
    )


def test_ce_qui_est_tenu_ne_manque_plus():
    trouvees = {e.quoi: e.nombre for e in echeances(situation(session()), AVANT)}
    assert trouvees == {"convocations": 0, "carnets": 0, "accords": 0, "declarations": 0, "session": 1}


def test_rien_n_est_du_une_fois_la_session_passee_ni_quand_personne_ne_vient():
    assert echeances(situation(session()), LUNDI)
    assert not echeances(situation(session()), MARDI)
    assert not echeances(situation(session((candidat(participation="Désisté"),))), AVANT)


def test_chaque_echeance_a_sa_phrase():
    mots = phrases((shipped("templates"),), "echeances")
    for e in echeances(situation(session()), AVANT):
        assert str(e.nombre) in mots(f"quoi.{e.quoi}", nombre=str(e.nombre))
