"""The dates of the jury paritaire, against a calendar on the wall."""

import datetime as dt
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.moment import PARIS
from pipeline.rules.calendrier import cloture, deliberation, jpn_de, resultats_dus, resultats_en_retard

PERIODE = (date(2023, 10, 13), date(2023, 11, 22), date(2023, 12, 22))


@pytest.mark.parametrize(
    ("jpn", "attendue"),
    [
        (date(2023, 10, 13), date(2023, 10, 6)),
        (date(2023, 11, 22), date(2023, 11, 17)),
        (date(2023, 12, 22), date(2023, 12, 15)),
    ],
)
def test_les_trois_jpn_de_la_periode(jpn: date, attendue: date):
    """N-017, N-019: the three dates of S1, and the cut-offs that it gives for them."""
    assert cloture(jpn) == attendue


@pytest.mark.parametrize(
    ("jpn", "attendue"),
    [
        (date(2023, 10, 16), date(2023, 10, 13)),  # Monday
        (date(2023, 10, 17), date(2023, 10, 13)),
        (date(2023, 10, 18), date(2023, 10, 13)),
        (date(2023, 10, 19), date(2023, 10, 13)),
        (date(2023, 10, 20), date(2023, 10, 13)),  # Friday: the Friday before (K21)
        (date(2023, 10, 21), date(2023, 10, 20)),  # Saturday
        (date(2023, 10, 22), date(2023, 10, 20)),
        (date(2024, 1, 1), date(2023, 12, 29)),  # across a year
        (date(2024, 3, 1), date(2024, 2, 23)),  # 29 February 2024 is a Thursday
        (date(2024, 3, 31), date(2024, 3, 29)),
        (date(2024, 4, 1), date(2024, 3, 29)),
    ],
)
def test_la_cloture_est_le_vendredi_precedent(jpn: date, attendue: date):
    """N-019, K21: for each day of the week, and across months and years."""
    assert cloture(jpn) == attendue


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_la_cloture_est_le_dernier_vendredi_avant_la_jpn(jpn: date):
    """N-019"""
    avant = [jpn - dt.timedelta(days=n) for n in range(1, 8)]
    assert cloture(jpn) == next(d for d in avant if d.isoweekday() == 5)


@pytest.mark.parametrize(
    ("jury", "attendue"),
    [
        (date(2023, 9, 1), PERIODE[0]),
        (date(2023, 10, 6), PERIODE[0]),
        (date(2023, 10, 7), PERIODE[1]),
        (date(2023, 10, 13), PERIODE[1]),
        (date(2023, 11, 17), PERIODE[1]),
        (date(2023, 11, 18), PERIODE[2]),
        (date(2023, 12, 15), PERIODE[2]),
        (date(2023, 12, 16), None),
    ],
)
def test_un_jury_trop_tardif_passe_a_la_jpn_suivante(jury: date, attendue: date | None):
    """N-019, K21: the Friday itself is included, the Saturday is not."""
    assert jpn_de(jury, PERIODE) == attendue
    assert jpn_de(jury, reversed(PERIODE)) == attendue


@pytest.mark.parametrize(
    ("moment", "attendue"),
    [
        (dt.datetime.fromisoformat("2023-10-13T17:00+02:00"), date(2023, 10, 14)),
        (dt.datetime.fromisoformat("2023-11-22T00:00+01:00"), date(2023, 11, 23)),
        (dt.datetime.fromisoformat("2023-12-22T23:59+01:00"), date(2023, 12, 23)),
        (dt.datetime.fromisoformat("2023-12-31T12:00+01:00"), date(2024, 1, 1)),
        (dt.datetime.fromisoformat("2024-02-28T12:00+01:00"), date(2024, 2, 29)),
    ],
)
def test_les_resultats_partent_le_lendemain(moment: dt.datetime, attendue: date):
    """N-020, K1: the three dates of S1, whatever the hour; a month or a year may end in between."""
    assert resultats_dus(moment) == attendue


@pytest.mark.parametrize(
    ("depuis", "retard"),
    [
        ("2023-12-30T17:30+01:00", "2024-01-01T17:30:00+01:00"),
        ("2023-10-27T17:30+02:00", "2023-10-29T16:30:00+01:00"),  # the clock goes back on the 29th at 3
        ("2023-10-28T17:30+02:00", "2023-10-30T16:30:00+01:00"),
        ("2023-10-27T02:30+02:00", "2023-10-29T02:30:00+02:00"),  # the first of the two half past two
        ("2023-10-27T03:30+02:00", "2023-10-29T02:30:00+01:00"),  # the second
        ("2024-03-30T17:30+01:00", "2024-04-01T18:30:00+02:00"),
    ],
)
def test_les_resultats_sont_en_retard_apres_48_heures(depuis: str, retard: str):
    """G-094, K1: 48 hours exactly, in winter as in summer."""
    assert resultats_en_retard(dt.datetime.fromisoformat(depuis).astimezone(PARIS)).isoformat() == retard


VENDREDI = date(2023, 10, 13)
SOIR = dt.datetime(2023, 10, 13, 17, 0, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("heure", "proclame_le", "attendue"),
    [
        (dt.time(11, 30), SOIR, "2023-10-13T11:30:00+02:00"),
        (dt.time(11, 30), None, "2023-10-13T11:30:00+02:00"),
        (None, SOIR, "2023-10-13T17:00:00+02:00"),
        (None, SOIR.astimezone(dt.UTC), "2023-10-13T17:00:00+02:00"),
        (None, SOIR.replace(hour=0, minute=10).astimezone(dt.UTC), "2023-10-13T00:10:00+02:00"),
        (None, SOIR + dt.timedelta(days=1), "2023-10-13T23:59:59+02:00"),
        (None, SOIR + dt.timedelta(hours=7), "2023-10-13T23:59:59+02:00"),  # midnight is another day
        (None, None, "2023-10-13T23:59:59+02:00"),
    ],
)
def test_les_delais_courent_depuis_la_deliberation(
    heure: dt.time | None, proclame_le: dt.datetime | None, attendue: str
):
    """K1, G-090: the hour written in the workbook, else the proclamation of that very day, else the end of the day."""
    trouvee = deliberation(VENDREDI, heure, proclame_le)
    assert trouvee.isoformat() == attendue
    assert resultats_dus(trouvee) == date(2023, 10, 14)
