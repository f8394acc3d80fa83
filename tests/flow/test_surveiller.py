"""A service left alone: each look has its own moment, and the time that passes is an event like a file that comes."""

import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.cli.groupe import Contexte
from pipeline.flow import surveiller as veille
from pipeline.flow.atelier import Atelier
from pipeline.flow.traiter import Passe, traiter
from pipeline.model.moment import PARIS
from tests.outils import sessions
from tests.outils.espace import Chantier, instant
from tests.outils.sessions import candidat


class Regards(threading.Event):
    """Ends once every moment was looked at; nobody sleeps."""

    def __init__(self, moments: list[str]) -> None:
        super().__init__()
        self.restants = moments[:]

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout
        return not self.restants


@pytest.fixture
def chantier(tmp_path: Path) -> Chantier:
    return Chantier(tmp_path / "espace")


def surveiller(chantier: Chantier, *moments: str, monkeypatch: pytest.MonkeyPatch) -> list[dt.datetime]:
    """The moments at which a pass was made."""
    regards, faites = Regards(list(moments)), []

    def ouvrir() -> Atelier:
        return chantier.atelier(regards.restants.pop(0))

    def note(atelier: Atelier, *autres: object) -> Passe:
        faites.append(atelier.maintenant)
        return traiter(atelier, *autres)  # type: ignore[arg-type]

    monkeypatch.setattr(veille, "traiter", note)
    veille.surveiller(ouvrir, regards, lambda _: None, lambda e: pytest.fail(e.message))
    return faites


def echeances(chantier: Chantier) -> dict[tuple[str, str], str]:
    feuille = load_workbook(chantier.institut / "suivi.xlsx")["Échéances"]
    return {(str(quoi), str(pour)): str(etat) for _, quoi, pour, etat in feuille.iter_rows(min_row=2, values_only=True)}


def test_a_change_of_day_is_an_event(chantier: Chantier, monkeypatch: pytest.MonkeyPatch):
    """Issue 9, point 1: nothing dropped, and what is past is said so, once midnight struck in Paris."""
    soir, nuit, minuit, matin = "2023-10-06T23:50", "2023-10-06T23:58", "2023-10-07T00:00:03", "2023-10-07T08:00"
    faites = surveiller(chantier, soir, nuit, monkeypatch=monkeypatch)
    assert faites == [instant(soir)], "nothing came, no time passed that counts"
    cle = ("Clôture de l’ordre du jour", "JPN du 13/10/2023")
    assert echeances(chantier)[cle] == "Dans moins d’une semaine"
    faites = surveiller(chantier, soir, minuit, matin, monkeypatch=monkeypatch)
    assert faites == [instant(soir), instant(minuit)]
    assert echeances(chantier)[cle] == "Dépassée"


def test_the_moment_of_a_deadline_is_an_event(chantier: Chantier, monkeypatch: pytest.MonkeyPatch):
    """G-094: 48 hours after the deliberation end in the middle of a day."""
    vrai = traiter

    def traitee(atelier: Atelier, *autres: object) -> Passe:
        passe = vrai(atelier, *autres)  # type: ignore[arg-type]
        return Passe(passe.depots, passe.documents, reveil=instant("2023-10-15T10:00"))

    monkeypatch.setitem(globals(), "traiter", traitee)
    avant, juste, apres = "2023-10-15T09:59", "2023-10-15T10:00", "2023-10-15T10:00:05"
    faites = surveiller(chantier, avant, juste, apres, monkeypatch=monkeypatch)
    assert faites == [instant(avant), instant(apres)]


def test_a_reminder_comes_after_its_convocation_and_leaves_with_its_session(
    chantier: Chantier, monkeypatch: pytest.MonkeyPatch
):
    """With nothing dropped: each change of day is enough."""
    sessions.deposer(chantier, [candidat("GC-1", piece_carnet_le=None)])
    relances = chantier.institut / "S-1/relances"
    surveiller(chantier, "2023-09-20T09:00", monkeypatch=monkeypatch)
    assert not any("GC-1" in f.name for f in relances.glob("*.eml"))
    surveiller(chantier, "2023-09-20T23:59", "2023-09-21T00:01", monkeypatch=monkeypatch)
    assert any("GC-1" in f.name for f in relances.glob("*.eml"))
    surveiller(chantier, "2023-10-03T23:59", "2023-10-04T00:01", monkeypatch=monkeypatch)
    assert not any("GC-1" in f.name for f in relances.glob("*.eml"))


def test_each_workspace_opened_has_its_own_moment_unless_one_was_given(
    chantier: Chantier, monkeypatch: pytest.MonkeyPatch
):
    """The clock of a service was read once, at its start: a carnet too late was accepted."""

    class Horloge(dt.datetime):
        coups: Iterator[dt.datetime] = iter([instant("2023-10-02T08:00"), instant("2023-10-03T08:00")])

        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> "dt.datetime":  # type: ignore[override]
            assert tz is PARIS
            return next(cls.coups)

    monkeypatch.setattr("pipeline.cli.groupe.dt.datetime", Horloge)
    contexte = Contexte(chantier.racine, None, de_l_environnement=False, bavard=False)
    assert [contexte.atelier().maintenant.day, contexte.atelier().maintenant.day] == [2, 3]
    fixe = Contexte(chantier.racine, instant("2023-10-02T08:00"), de_l_environnement=False, bavard=False)
    assert [fixe.atelier().maintenant.day, fixe.atelier().maintenant.day] == [2, 2]
