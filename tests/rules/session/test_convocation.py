"""Convocations leave one calendar month before, clamped at the end of a shorter month (G-124, K21, K33)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.anomalie import Gravite
from pipeline.rules.session.convocation import limite_convocation
from tests.rules.session.seances import LIBRE, UN_MOIS_AVANT, codes, retenues, session, situation

LENDEMAIN = UN_MOIS_AVANT + dt.timedelta(days=1)
TARDIVES = {"CONVOCATION_EN_RETARD", "CONVOCATION_TARDIVE", "CONVOCATION_TARDIVE_MOTIVEE"}


@pytest.mark.parametrize(
    ("jour", "mois", "limite"),
    [
        ("2023-10-02", 1, "2023-09-02"),
        ("2023-03-31", 1, "2023-02-28"),
        ("2023-03-29", 1, "2023-02-28"),
        ("2023-03-28", 1, "2023-02-28"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2024-03-30", 1, "2024-02-29"),
        ("2024-03-28", 1, "2024-02-28"),
        ("2100-03-31", 1, "2100-02-28"),
        ("2023-07-31", 1, "2023-06-30"),
        ("2024-01-31", 1, "2023-12-31"),
        ("2024-01-01", 1, "2023-12-01"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2024-05-31", 3, "2024-02-29"),
        ("2024-05-31", 0, "2024-05-31"),
    ],
)
def test_g124_k21_un_mois_calendaire_avant(jour: str, mois: int, limite: str):
    """G-124, K21."""
    assert limite_convocation(dt.date.fromisoformat(jour), mois) == dt.date.fromisoformat(limite)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)))
def test_g124_la_limite_est_le_meme_jour_du_mois_precedent_ou_son_dernier(jour: dt.date):
    """G-124."""
    limite = limite_convocation(jour, 1)
    veille_du_mois = jour.replace(day=1) - dt.timedelta(days=1)
    assert (limite.year, limite.month) == (veille_du_mois.year, veille_du_mois.month)
    assert limite.day == min(jour.day, veille_du_mois.day)


@pytest.mark.parametrize(
    ("envoi", "motif", "maintenant", "attendu", "gravite"),
    [
        (UN_MOIS_AVANT, None, LENDEMAIN, None, None),  # inclusive
        (LENDEMAIN, None, LENDEMAIN, "CONVOCATION_TARDIVE", Gravite.AVERTISSEMENT),
        (LENDEMAIN, "Grève", LENDEMAIN, "CONVOCATION_TARDIVE_MOTIVEE", Gravite.INFORMATION),
        (None, None, UN_MOIS_AVANT, None, None),
        (None, None, LENDEMAIN, "CONVOCATION_EN_RETARD", Gravite.AVERTISSEMENT),
        (None, "Grève", LENDEMAIN, "CONVOCATION_TARDIVE_MOTIVEE", Gravite.INFORMATION),
    ],
)
def test_g124_k33_un_envoi_tardif_demande_son_motif_et_ne_retient_rien(
    envoi: dt.date | None, motif: str | None, maintenant: dt.date, attendu: str | None, gravite: Gravite | None
):
    """G-124, K33."""
    une = session(convocations_le=envoi, convocations_motif=motif)
    situee = situation(une, maintenant=maintenant)
    assert codes(situee) & TARDIVES == ({attendu} if attendu else set())
    assert gravite is None or attendu in codes(situee, gravite)
    assert retenues(situee) == LIBRE
