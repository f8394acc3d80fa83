"""A grid before its PV, against the sessions: who lacks that very bloc (G-050), the wrong session or day (G-068)."""

import datetime as dt
from itertools import permutations

import pytest

from pipeline.model.anomalie import Constat, Gravite
from pipeline.model.etat import EtatCandidature as Etat
from pipeline.model.faits import Contenu
from pipeline.model.vocabulaire import Deroulement, Participation
from pipeline.rules.contexte import Contexte
from pipeline.rules.inconnues import AUTRE_JOUR, AUTRE_SESSION, INCONNUE, SANS_PV
from pipeline.rules.session.situation import SituationSession
from tests.rules.fabrique import ANOMALIES, grille, message, pv
from tests.rules.session import seances
from tests.rules.situations import COS, GC, candidature, contexte, situation

FANTOME = grille(GC, "B1", candidature="GC-9", session="S-1")


def avec(*candidats: dict[str, object], **autres: object) -> Contexte:
    lignes = [seances.candidat(n, **c) for n, c in enumerate(candidats, 1)]
    session = seances.session(lignes, **autres)
    return contexte().model_copy(update={"sessions": {"S-1": seances.situation(session)}})


def dites(faits: list[Contenu], monde: Contexte) -> list[Constat]:
    return [c for c in situation(faits, monde, "GC-9").constats if c.code in {INCONNUE, SANS_PV}]


def test_the_session_says_who_lacks_that_bloc_and_the_grid_is_held():
    """Neither who has it, nor who does not aim at it, nor who will not come, nor who sat elsewhere."""
    monde = avec(
        {"nom": "Durand", "prenom": "Anaïs"},
        {},
        {"portee": "Blocs", "vises": ("B2",)},
        {"participation": Participation.DESISTE},
        {"nom": None, "prenom": None},
    )
    faits: list[Contenu] = [FANTOME, grille(GC, "B1", candidature="C-2", session="S-1")]
    s = situation(faits, monde, "GC-9")
    (constat,) = s.constats
    assert (s.etat, constat.code, ANOMALIES[constat.code].gravite) == (Etat.A_CORRIGER, INCONNUE, Gravite.BLOQUANTE)
    assert constat.valeurs["manquent"] == "Il manque la grille du bloc B1 à : C-1 (Durand Anaïs), C-5"
    assert constat.valeurs["depot"] == "DEP-1"


def test_it_is_held_even_where_nobody_lacks_that_bloc():
    (constat,) = dites([FANTOME, grille(GC, "B1", candidature="C-1", session="S-1")], avec({}))
    assert (constat.code, constat.valeurs["manquent"]) == (INCONNUE, "Il n’y manque la grille du bloc B1 à personne")


def test_a_session_of_another_cqp_lacks_none_of_its_grids():
    cos = grille(COS, "B1", candidature="GC-9", session="S-1")
    (constat,) = dites([cos], avec({}))
    assert constat.valeurs["manquent"] == "Il n’y manque la grille du bloc B1 à personne"


def test_known_to_its_session_it_only_waits_for_its_pv():
    s = situation([FANTOME], avec({"candidature": "GC-9"}), "GC-9")
    assert (s.etat, s.constats) == (Etat.INCOMPLETE, ())
    reportee = situation([FANTOME], avec({"candidature": "GC-9", "participation": Participation.REPORTE}), "GC-9")
    assert (reportee.etat, reportee.constats) == (Etat.REPORTEE, ())


@pytest.mark.parametrize("ordre", list(permutations(range(3))))
def test_without_a_workbook_the_other_pvs_say_it_in_any_order(ordre: tuple[int, ...]):
    """A warning: its own PV may only be late."""
    autre, absent = candidature(id_="GC-2", session="S-1")[0], pv(GC, candidature="GC-3", session="S-1")
    faits = [FANTOME, autre, absent.model_copy(update={"deroulement": Deroulement.ABSENT})]
    s = situation([faits[n] for n in ordre], id_="GC-9")
    (constat,) = s.constats
    assert (s.etat, constat.code, ANOMALIES[constat.code].gravite) == (Etat.INCOMPLETE, SANS_PV, Gravite.AVERTISSEMENT)
    assert "GC-2 (" in constat.valeurs["manquent"]
    assert "GC-3" not in constat.valeurs["manquent"]


def test_nothing_is_said_when_nobody_lacks_it_or_when_its_pv_came():
    assert dites([FANTOME, *candidature(id_="GC-2", session="S-1")], contexte()) == []
    assert dites([FANTOME, *candidature(id_="GC-2", session="S-2")], contexte()) == []
    siens: list[Contenu] = [
        FANTOME,
        pv(GC, candidature="GC-9", session="S-1"),
        candidature(id_="GC-2", session="S-1")[0],
    ]
    assert dites(siens, contexte()) == []


CONVOQUEE = seances.situation(seances.session([seances.candidat(candidature="GC-9")]))
AUTRE = seances.situation(seances.session(session="S-2", date=seances.LUNDI + dt.timedelta(days=30)))


@pytest.mark.parametrize("sessions", [{"S-1": CONVOQUEE}, {"S-1": CONVOQUEE, "S-2": AUTRE}])
def test_a_grid_moves_nobody_out_of_the_session_that_convenes_her(sessions: dict[str, SituationSession]):
    """Whether the session that the grid names exists or not."""
    monde = contexte().model_copy(update={"sessions": sessions})
    s = situation([FANTOME.model_copy(update={"session": "S-2"})], monde, "GC-9")
    (constat,) = s.constats
    assert (s.session, s.etat, constat.code) == ("S-1", Etat.A_CORRIGER, AUTRE_SESSION)
    assert s.convoque
    dit = message(s.constats, AUTRE_SESSION)
    assert "la grille du bloc B1 dit la session S-2, mais GC-9 est convoquée dans la session S-1" in dit


def test_one_wrong_grid_among_right_ones_is_the_only_one_told():
    monde = contexte().model_copy(update={"sessions": {"S-1": CONVOQUEE}})
    autre = grille(GC, "B2", candidature="GC-9", session="A-0")
    s = situation([FANTOME, autre], monde, "GC-9")
    assert [(c.code, c.valeurs["bloc"]) for c in s.constats] == [(AUTRE_SESSION, "B2")]


def test_of_two_sessions_that_convene_her_the_grid_names_hers():
    """Postponed, then convened again: the grid of the first session stays there."""
    encore = AUTRE.session.model_copy(update={"candidats": CONVOQUEE.session.candidats})
    monde = contexte().model_copy(
        update={"sessions": {"S-1": CONVOQUEE, "S-2": AUTRE.model_copy(update={"session": encore})}}
    )
    assert [
        situation([g], monde, "GC-9").session for g in (FANTOME, FANTOME.model_copy(update={"session": "S-2"}))
    ] == [
        "S-1",
        "S-2",
    ]
    assert situation([FANTOME], monde, "GC-9").constats == ()


def test_a_pv_of_another_session_than_hers_is_held_and_both_are_named():
    monde = contexte().model_copy(update={"sessions": {"S-1": CONVOQUEE, "S-2": AUTRE}})
    for dite in ("S-2", "S-9"):
        s = situation(candidature(id_="GC-9", session=dite), monde, "GC-9")
        assert f"Le PV dit la session {dite}, mais GC-9 est convoquée dans la session S-1." in message(
            s.constats, "PV_AUTRE_SESSION"
        )
        assert s.etat is Etat.A_CORRIGER


@pytest.mark.parametrize(
    ("jours", "annoncee", "codes"),
    [
        (0, True, []),
        (1, True, [AUTRE_JOUR]),
        (1, False, []),  # nobody was told a day yet
        (2, True, ["GRILLE_HORS_SESSION"]),
        (-7, False, ["GRILLE_HORS_SESSION"]),
    ],
)
def test_the_day_of_a_grid_is_told_before_its_pv_comes(jours: int, annoncee: bool, codes: list[str]):  # noqa: FBT001 — told?
    deux_jours = CONVOQUEE.session.model_copy(update={"date_fin": seances.LUNDI + dt.timedelta(days=1)})
    annoncees = frozenset({"GC-9"} if annoncee else ())
    session = CONVOQUEE.model_copy(update={"session": deux_jours, "annoncees": annoncees})
    monde = contexte().model_copy(update={"sessions": {"S-1": session}})
    jour = seances.LUNDI + dt.timedelta(days=jours)
    s = situation([FANTOME.model_copy(update={"date": jour})], monde, "GC-9")
    assert [c.code for c in s.constats] == codes
    assert s.etat is (Etat.A_CORRIGER if "GRILLE_HORS_SESSION" in codes else Etat.INCOMPLETE)
