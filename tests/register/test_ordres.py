"""The orders of staff: what was carried out is known for good."""

import pytest
from sqlalchemy.exc import IntegrityError

from pipeline.register import OrdreExecute, Registre
from tests.register.exemples import LE, PLUS_TARD, deposer


def test_an_order_is_carried_out_once_and_its_outcome_stays(registre: Registre):
    rang = deposer(registre).rang
    fait = OrdreExecute(depot=rang, ligne=1, execute_le=LE, reussi=False, resultat="Rien à préparer.")
    registre.ordres.noter(fait)
    assert registre.ordres.tous() == {(rang, 1): fait}
    with pytest.raises(IntegrityError):
        registre.ordres.noter(fait.model_copy(update={"execute_le": PLUS_TARD}))
    assert registre.verifier() == ()
