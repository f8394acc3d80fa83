"""When juries can sit: the days of a session, its hours, its break."""

import datetime as dt

import pytest

from pipeline.model.planning import Plage
from pipeline.rules.planning import plages
from tests.rules.planning.sessions import HABITUELS, LUNDI, plage, session

VENDREDI = dt.date(2023, 10, 6)
SAMEDI = dt.date(2023, 10, 7)
DIMANCHE = dt.date(2023, 10, 8)
LUNDI_SUIVANT = dt.date(2023, 10, 9)


def jours(**dates: dt.date) -> list[dt.date]:
    return sorted({p.jour for p in plages(session(**dates), HABITUELS)})


def heures(**horaires: dt.time) -> tuple[Plage, ...]:
    return plages(session(**horaires), HABITUELS)


def test_sans_horaire_declare_la_journee_est_celle_des_reglages():
    assert heures() == (plage("9:00", "12:30"), plage("13:30", "17:30"))


def test_les_horaires_de_la_session_l_emportent_un_par_un():
    assert heures(journee_debut=dt.time(8, 15), pause_fin=dt.time(14)) == (
        plage("8:15", "12:30"),
        plage("14:00", "17:30"),
    )


@pytest.mark.parametrize(
    ("horaires", "attendues"),
    [
        ({"journee_fin": dt.time(12)}, [("9:00", "12:00")]),
        ({"journee_fin": dt.time(12, 30)}, [("9:00", "12:30")]),
        ({"journee_debut": dt.time(13)}, [("13:30", "17:30")]),
        ({"journee_debut": dt.time(14)}, [("14:00", "17:30")]),
        ({"pause_debut": dt.time(13), "pause_fin": dt.time(13)}, [("9:00", "17:30")]),
        ({"pause_debut": dt.time(14), "pause_fin": dt.time(13)}, [("9:00", "17:30")]),
        ({"journee_debut": dt.time(18)}, []),
    ],
)
def test_une_demi_journee_ou_une_pause_nulle(horaires: dict[str, dt.time], attendues: list[tuple[str, str]]):
    assert heures(**horaires) == tuple(plage(debut, fin) for debut, fin in attendues)


def test_un_week_end_au_milieu_n_est_pas_travaille():
    assert jours(date=VENDREDI, date_fin=LUNDI_SUIVANT) == [VENDREDI, LUNDI_SUIVANT]


def test_un_premier_ou_un_dernier_jour_declare_est_travaille_quel_qu_il_soit():
    assert jours(date=SAMEDI) == [SAMEDI]
    assert jours(date=VENDREDI, date_fin=DIMANCHE) == [VENDREDI, DIMANCHE]
    assert jours(date=SAMEDI, date_fin=LUNDI_SUIVANT) == [SAMEDI, LUNDI_SUIVANT]


def test_une_fin_avant_le_debut_ne_donne_aucun_jour():
    assert jours(date=LUNDI, date_fin=LUNDI - dt.timedelta(days=1)) == []


def test_une_annee_mal_tapee_ne_donne_pas_des_siecles():
    assert len(jours(date=LUNDI, date_fin=dt.date(9999, 12, 31))) < 300
