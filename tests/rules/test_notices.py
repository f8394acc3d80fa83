"""A notice is late once its limit is past, not at it; where no text gives a limit it never is (G-094, K1, K45)."""

import datetime as dt

import pytest

from pipeline.model.envoi import Envoi, EtatEnvoi
from pipeline.rules.notices import etat

LIMITE = dt.datetime(2023, 10, 15, 15, 30, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("limite", "maintenant", "attendu"),
    [
        (LIMITE, LIMITE - MINUTE, EtatEnvoi.A_ENVOYER),
        (LIMITE, LIMITE, EtatEnvoi.A_ENVOYER),
        (LIMITE, LIMITE + MINUTE, EtatEnvoi.EN_RETARD),
        (None, LIMITE + MINUTE, EtatEnvoi.A_ENVOYER),
    ],
)
def test_what_has_not_left_is_late_after_its_limit(
    limite: dt.datetime | None, maintenant: dt.datetime, attendu: EtatEnvoi
):
    assert etat(None, limite, maintenant) is attendu


@pytest.mark.parametrize(
    ("limite", "parti", "attendu"),
    [
        (LIMITE, LIMITE, EtatEnvoi.ENVOYE),
        (LIMITE, LIMITE + MINUTE, EtatEnvoi.ENVOYE_TARD),
        (None, LIMITE + MINUTE, EtatEnvoi.ENVOYE),
    ],
)
def test_what_left_after_its_limit_left_late_whenever_one_looks(
    limite: dt.datetime | None, parti: dt.datetime, attendu: EtatEnvoi
):
    envoi = Envoi(objet="notification-candidat:GC-1:2023-10-13", envoye_le=parti, par="Camille Témoin", note_le=parti)
    for maintenant in (LIMITE - MINUTE, LIMITE + dt.timedelta(days=30)):
        assert etat(envoi, limite, maintenant) is attendu
