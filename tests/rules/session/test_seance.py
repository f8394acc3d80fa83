"""Where and when a session is held (G-016, G-024, G-125, G-127, N-003)."""

import datetime as dt
from typing import Any

import pytest

from pipeline.model.anomalie import Gravite
from pipeline.model.referentiel import Referentiel
from tests.rules.session.seances import (
    CONVOCATION,
    GC,
    LIBRE,
    LUNDI,
    TOUT,
    candidat,
    codes,
    passage,
    retenues,
    session,
    situation,
    trouve,
    vae,
)

LIENS = [{"jury": 1, "lien": "https://visio.invalid/1"}]


def sur_place(bloc: str) -> Referentiel:
    """The épreuve of this bloc cannot be held at a distance."""
    brut = GC.model_dump()
    for e in brut["evaluation"]["epreuves"]:
        e["a_distance"] = e["bloc"] != bloc
    return Referentiel.model_validate(brut)


@pytest.mark.parametrize(
    ("changements", "code", "gravite", "retenu"),
    [
        ({"lieu": None}, "LIEU_MANQUANT", Gravite.BLOQUANTE, {CONVOCATION}),
        ({"mode": None}, "MODE_MANQUANT", Gravite.AVERTISSEMENT, LIBRE),
        ({"salles": []}, "SALLE_MANQUANTE", Gravite.AVERTISSEMENT, LIBRE),
        ({"mode": "Teams"}, "LIEN_MANQUANT", Gravite.AVERTISSEMENT, LIBRE),
        ({"responsable_nom": None}, "RESPONSABLE_MANQUANT", Gravite.AVERTISSEMENT, LIBRE),
        ({"date_fin": LUNDI - dt.timedelta(days=1)}, "DATES_INVERSEES", Gravite.BLOQUANTE, TOUT),
        ({"journee_debut": dt.time(9), "journee_fin": dt.time(9)}, "HEURES_INVERSEES", Gravite.BLOQUANTE, TOUT),
        ({"pause_debut": dt.time(14), "pause_fin": dt.time(13)}, "HEURES_INVERSEES", Gravite.BLOQUANTE, TOUT),
    ],
)
def test_g125_g127_ce_qu_une_convocation_doit_dire(
    changements: dict[str, Any], code: str, gravite: Gravite, retenu: frozenset[str]
):
    """G-125, G-127."""
    situee = situation(session(**changements))
    assert code in codes(situee, gravite)
    assert retenues(situee) == retenu


def test_g125_a_distance_ni_lieu_ni_salle():
    """G-125."""
    situee = situation(session(mode="Teams", lieu=None, salles=LIENS))
    assert not {"LIEU_MANQUANT", "SALLE_MANQUANTE", "LIEN_MANQUANT"} & codes(situee)


@pytest.mark.parametrize(("jour", "signale"), [(29, False), (30, True)])
def test_une_session_en_fin_de_semaine_est_signalee(jour: int, signale: bool):  # noqa: FBT001 — a column of the table
    vendredi_ou_samedi = dt.date(2023, 9, jour)
    situee = situation(session(date=vendredi_ou_samedi))
    assert ("SESSION_EN_FIN_DE_SEMAINE" in codes(situee)) is signale
    dernier = situation(session(date=dt.date(2023, 9, 28), date_fin=vendredi_ou_samedi))
    assert ("SESSION_EN_FIN_DE_SEMAINE" in codes(dernier)) is signale


@pytest.mark.parametrize("jour", [dt.date(2024, 5, 1), dt.date(2025, 5, 29), dt.date(2024, 5, 20)])
def test_une_session_un_jour_ferie_est_signalee(jour: dt.date):
    """The day itself, the last one, and one that the planning alone uses."""
    veille = jour - dt.timedelta(days=1)
    passages = [passage("C-1", 1).model_copy(update={"jour": jour})]
    for situee in (
        situation(session(date=jour)),
        situation(session(date=veille, date_fin=jour)),
        situation(session(date=veille), passages=passages),
    ):
        (faute,) = [c for c in situee.constats if c.code == "SESSION_UN_JOUR_FERIE"]
        assert faute.valeurs["jour"] == f"{jour:%d/%m/%Y}"
    assert "SESSION_UN_JOUR_FERIE" not in codes(situation(session(date=veille)))


@pytest.mark.parametrize(
    ("mode", "branches", "attendu"),
    [
        ("Zoom", ["Maladie"], None),
        ("Zoom", ["Maladie", "Famille"], None),
        ("Zoom", ["Famille"], "ZOOM_HORS_MALADIE"),
        ("Teams", ["Maladie"], "TEAMS_POUR_LA_MALADIE"),
        ("Teams", ["Maladie", "Retraite"], None),
        ("Teams", [None], None),
    ],
)
def test_n003_teams_et_zoom_pour_l_assurance_maladie(mode: str, branches: list[str | None], attendu: str | None):
    """N-003."""
    une = session([candidat(n, branche=b) for n, b in enumerate(branches, 1)], mode=mode, salles=LIENS)
    situee = situation(une)
    assert codes(situee, Gravite.AVERTISSEMENT) & {"ZOOM_HORS_MALADIE", "TEAMS_POUR_LA_MALADIE"} == (
        {attendu} if attendu else set()
    )


def test_n003_la_distance_est_prioritaire_quand_toutes_les_epreuves_s_y_pretent():
    """N-003."""
    assert "DISTANCE_PRIORITAIRE" in codes(situation(session()))
    assert "DISTANCE_PRIORITAIRE" not in codes(situation(session(), sur_place("B3")))


def test_g024_un_mode_qui_ne_convient_pas_aux_epreuves_visees():
    """G-024."""
    a_distance = session(mode="Teams", salles=LIENS)
    assert "MODE_INADAPTE" in codes(situation(a_distance, sur_place("B3")))
    sans_b3 = session((candidat(portee="Blocs", vises=("B1",)),), mode="Teams", salles=LIENS)
    assert "MODE_INADAPTE" not in codes(situation(sans_b3, sur_place("B3")))
    assert "MODE_INADAPTE" in codes(situation(session(mode="Sur dossier")))
    assert "MODE_INADAPTE" not in codes(situation(session((vae(),), mode="Sur dossier")))


def test_la_faute_d_une_salle_est_sur_la_case_de_son_jury():
    assert trouve(situation(session(salles=[])), "SALLE_MANQUANTE").noms == ("jury_salle_1",)
