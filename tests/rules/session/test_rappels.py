"""A reminder comes after its delay (N-014, G-036)."""

import datetime as dt

import pytest

from pipeline.rules.session.rappels import a_relancer

SEMAINE = dt.timedelta(days=7)
LIMITE = dt.date(2023, 10, 2)


@pytest.mark.parametrize(
    ("convoque_le", "premier"),
    [
        (dt.date(2023, 8, 21), dt.date(2023, 8, 28)),  # a week after
        (dt.date(2023, 9, 22), dt.date(2023, 9, 25)),  # a week before the last day
        (dt.date(2023, 9, 28), dt.date(2023, 9, 29)),  # late: the day after, never the same day
        (None, dt.date(2023, 10, 3)),  # not convened: only once it is due
    ],
)
def test_a_reminder_comes_after_its_delay(convoque_le: dt.date | None, premier: dt.date):
    assert a_relancer(convoque_le, LIMITE, premier, SEMAINE)
    assert not a_relancer(convoque_le, LIMITE, premier - dt.timedelta(days=1), SEMAINE)
