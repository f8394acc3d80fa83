"""The clocks of the results, as `etat` tells them (N-020, G-094, K1)."""

import datetime as dt

import pytest

from pipeline.flow.vues import echeances
from pipeline.model.etat import Echeance
from pipeline.model.faits import Jpn
from pipeline.model.moment import PARIS


def a(texte: str) -> dt.datetime:
    return dt.datetime.fromisoformat(texte).replace(tzinfo=PARIS)


def envoi(
    jour: dt.date, maintenant: str, heure: dt.time | None = None, proclame_le: str | None = None, *, tenue: bool = True
) -> Echeance:
    """`tenue`: the workbook of the sitting came back."""
    jpn = {jour: Jpn(date=jour, heure=heure, membres=(), dossiers=())} if tenue else {}
    proclamations = {jour: a(proclame_le)} if proclame_le else {}
    (une,) = [e for e in echeances(jpn, {jour}, (), proclamations, a(maintenant)) if e.quoi.startswith("Envoi")]
    return une


@pytest.mark.parametrize(
    ("jour", "due", "quoi"),
    [
        (dt.date(2023, 10, 13), dt.date(2023, 10, 14), "Envoi des résultats (un samedi)"),
        (dt.date(2023, 11, 22), dt.date(2023, 11, 23), "Envoi des résultats"),
        (dt.date(2023, 12, 22), dt.date(2023, 12, 23), "Envoi des résultats (un samedi)"),
    ],
)
def test_n_020_the_three_dates_of_the_note(jour: dt.date, due: dt.date, quoi: str):
    """N-020, K1: a Friday JPN warns that the next day is a Saturday, before it sits."""
    for tenue in (False, True):
        une = envoi(jour, "2023-10-09T09:00", tenue=tenue)
        assert (une.date.date(), une.quoi) == (due, quoi)


VENDREDI, DIX_HEURES = dt.date(2023, 10, 27), dt.time(10, 0)


@pytest.mark.parametrize(
    ("maintenant", "etat"),
    [
        ("2023-10-20T09:00", "a_venir"),
        ("2023-10-28T23:59", "proche"),
        ("2023-10-29T09:00", "proche"),  # 48 hours end an hour sooner on the clock, which goes back that night
        ("2023-10-29T09:00:01", "depassee"),
    ],
)
def test_g_094_late_after_48_hours_exactly(maintenant: str, etat: str):
    assert envoi(VENDREDI, maintenant, DIX_HEURES).etat == etat


def test_g_094_what_left_too_late_stays_told():
    assert envoi(VENDREDI, "2023-11-02T09:00", DIX_HEURES, "2023-10-29T09:00").quoi == "Envoi des résultats (un samedi)"
    tard = envoi(VENDREDI, "2023-11-02T09:00", DIX_HEURES, "2023-10-29T09:01")
    assert (tard.quoi, tard.etat) == ("Envoi des résultats (un samedi, partis après 48 heures)", "tenue")


def test_a_date_of_the_calendar_without_a_dossier_owes_no_result():
    lignes = echeances({}, set(), (VENDREDI,), {}, a("2023-10-20T09:00"))
    assert [e.quoi for e in lignes] == ["Clôture de l’ordre du jour"]
