"""The clocks of the results, as `etat` tells them (N-020, G-094, K1)."""

import datetime as dt
from collections.abc import Sequence

import pytest

from pipeline.flow.vues import echeances, reveil
from pipeline.model.envoi import EtatEnvoi
from pipeline.model.etat import Echeance, VueEnvoi
from pipeline.model.faits import Jpn
from pipeline.model.moment import PARIS


def a(texte: str) -> dt.datetime:
    return dt.datetime.fromisoformat(texte).replace(tzinfo=PARIS)


def envoi(  # noqa: PLR0913 - the facts of one sitting
    jour: dt.date,
    maintenant: str,
    heure: dt.time | None = None,
    proclame_le: str | None = None,
    *,
    tenue: bool = True,
    partent: Sequence[VueEnvoi] = (),
) -> Echeance:
    """`tenue`: the workbook of the sitting came back."""
    jpn = {jour: Jpn(date=jour, heure=heure, membres=(), dossiers=())} if tenue else {}
    proclamations = {jour: a(proclame_le)} if proclame_le else {}
    toutes = echeances(jpn, {jour}, (), proclamations, a(maintenant), partent=partent)
    (une,) = [e for e in toutes if e.quoi.startswith("Envoi")]
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


def parti(le: str | None) -> VueEnvoi:
    """The notice of one candidate, proclaimed on the Sunday morning; when it left."""
    limite = a("2023-10-29T09:00")
    etat = EtatEnvoi.A_ENVOYER if le is None else EtatEnvoi.ENVOYE_TARD if a(le) > limite else EtatEnvoi.ENVOYE
    return VueEnvoi(
        document="notification-candidat:GC-1:2023-10-27",
        a="candidat",
        candidature="GC-1",
        jpn=VENDREDI,
        proclame_le=a("2023-10-29T08:00"),
        limite=limite,
        de_nouveau=False,
        etat=etat,
        envoye_le=a(le) if le else None,
        par=None,
    )


@pytest.mark.parametrize(
    ("partis", "quoi", "etat"),
    [
        (("2023-10-29T09:00",), "(un samedi)", "tenue"),
        (("2023-10-29T09:00", "2023-10-29T09:01"), "(un samedi, partis après 48 heures : 1)", "tenue"),
        (("2023-10-29T09:00", None), "(un samedi, à envoyer : 1)", "depassee"),
        ((None, None), "(un samedi, à envoyer : 2)", "depassee"),
    ],
)
def test_g_094_only_the_sending_holds_the_deadline_k45(partis: tuple[str | None, ...], quoi: str, etat: str):
    """Proclaimed is not sent: what has not left is counted, what left too late stays counted."""
    une = envoi(VENDREDI, "2023-11-02T09:00", DIX_HEURES, "2023-10-29T08:00", partent=[parti(x) for x in partis])
    assert (une.quoi, une.etat) == (f"Envoi des résultats {quoi}", etat)


def test_k21_a_closed_day_is_told_with_its_deadline():
    """1 May 2026 is the Friday that closes the docket of Wednesday 6; Ascension 2024 the day after a JPN, and a JPN."""
    dites = echeances({}, set(), (dt.date(2026, 5, 6), dt.date(2024, 5, 9)), {}, a("2024-04-01T09:00"))
    assert {(e.quoi, e.pour) for e in dites} == {
        ("Clôture de l’ordre du jour (un jour férié : Fête du Travail)", "JPN du 06/05/2026"),
        ("Clôture de l’ordre du jour", "JPN du 09/05/2024 (un jour férié : Ascension)"),
    }
    lendemain = envoi(dt.date(2024, 5, 8), "2024-05-01T09:00")
    assert lendemain.quoi == "Envoi des résultats (un jour férié : Ascension)"
    assert lendemain.pour == "JPN du 08/05/2024 (un jour férié : Fête de la Victoire)"


@pytest.mark.parametrize(
    ("maintenant", "attendu"),
    [
        ("2023-10-28T12:00", "2023-10-28T23:59:59"),
        ("2023-10-29T08:00", "2023-10-29T09:00"),  # the 48 hours end in the middle of a day
        ("2023-10-29T09:00:01", None),
    ],
)
def test_the_next_moment_at_which_time_alone_changes_what_is_said(maintenant: str, attendu: str | None):
    lignes = [envoi(VENDREDI, maintenant, DIX_HEURES)]
    assert reveil(lignes, a(maintenant)) == (a(attendu) if attendu else None)


def test_a_date_of_the_calendar_without_a_dossier_owes_no_result():
    lignes = echeances({}, set(), (VENDREDI,), {}, a("2023-10-20T09:00"))
    assert [e.quoi for e in lignes] == ["Clôture de l’ordre du jour"]
