"""The three dates of a registration (K26): at each edge, what waits for Ucanss."""

import datetime as dt

import pytest

from pipeline.model.referentiel import Referentiel
from pipeline.rules.enregistrement import au_plus_tot, depassements, non_dit
from tests.rules.fabrique import livre

GC = livre("GC")
ECHEANCE = dt.date(2026, 7, 8)
APRES = ECHEANCE + dt.timedelta(days=1)
DERNIERE = dt.date(2027, 7, 8)


def avec(**dates: dt.date | None) -> Referentiel:
    """GC 2023.1, whose registration ends on 08/07/2026, with the two other dates where they are given."""
    rncp = GC.model_dump()["rncp"]
    rncp |= {champ: {"valeur": jour, "source": "essai"} if jour else None for champ, jour in dates.items()}
    return Referentiel.model_validate({**GC.model_dump(), "rncp": rncp})


LIVRE = avec()
PROLONGE = avec(derniere_delivrance=DERNIERE)
BORNE = avec(entree_jusqu_au=dt.date(2026, 1, 1), derniere_delivrance=DERNIERE)


@pytest.mark.parametrize(
    ("referentiel", "entree", "delivrance", "codes"),
    [
        (LIVRE, None, ECHEANCE, []),  # the last day is in
        (LIVRE, None, APRES, ["ENREGISTREMENT_FINI"]),
        (LIVRE, ECHEANCE, APRES, ["ENREGISTREMENT_FINI"]),
        (LIVRE, APRES, APRES, ["ENTREE_APRES_LA_LIMITE", "ENREGISTREMENT_FINI"]),
        (PROLONGE, ECHEANCE, APRES, []),
        (PROLONGE, None, APRES, ["ENTREE_INCONNUE"]),
        (PROLONGE, None, ECHEANCE, []),
        (PROLONGE, APRES, APRES, ["ENTREE_APRES_LA_LIMITE"]),
        (PROLONGE, ECHEANCE, DERNIERE, []),
        (PROLONGE, ECHEANCE, DERNIERE + dt.timedelta(days=1), ["DERNIERE_DELIVRANCE_PASSEE"]),
        (BORNE, dt.date(2026, 1, 1), APRES, []),
        (BORNE, dt.date(2026, 1, 2), ECHEANCE, ["ENTREE_APRES_LA_LIMITE"]),
        (livre("GC", "2026.1"), None, dt.date(2046, 1, 1), []),  # no registration, no date of one
    ],
)
def test_passe_une_des_trois_dates_le_dossier_attend_l_ucanss(
    referentiel: Referentiel, entree: dt.date | None, delivrance: dt.date, codes: list[str]
):
    """K26"""
    assert [c.code for c in depassements(referentiel, entree, delivrance)] == codes


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (None, dt.date(2026, 7, 3)),
        (dt.date(2026, 7, 3), dt.date(2026, 7, 3)),
        (dt.date(2026, 7, 4), dt.date(2026, 9, 18)),
        (dt.date(2026, 9, 19), dt.date(2026, 9, 19)),  # no date is known: at the earliest now
    ],
)
def test_le_premier_jour_ou_l_on_peut_delivrer_suit_le_temps(jour: dt.date | None, attendu: dt.date):
    """K26, N-019"""
    assert au_plus_tot(dt.date(2026, 6, 20), jour, (dt.date(2026, 9, 18), dt.date(2026, 7, 3))) == attendu


def test_une_version_sans_enregistrement_apres_une_qui_en_avait_un_se_dit():
    """K16, K26"""
    (constat,) = non_dit(livre("GC", "2026.1"), GC.rncp)
    assert constat.valeurs == {"cqp": "GC", "version": "2026.1", "rncp": "35729"}
    assert not list(non_dit(GC, GC.rncp))
    assert not list(non_dit(livre("GC", "2026.1"), None))
