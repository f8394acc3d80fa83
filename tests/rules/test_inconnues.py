"""A grid under a number that its session does not know names who there lacks that very bloc (G-050)."""

from itertools import permutations

import pytest

from pipeline.model.anomalie import Constat, Gravite
from pipeline.model.etat import EtatCandidature as Etat
from pipeline.model.faits import Contenu
from pipeline.model.vocabulaire import Deroulement, Participation
from pipeline.rules.contexte import Contexte
from pipeline.rules.inconnues import INCONNUE, SANS_PV
from tests.rules.fabrique import ANOMALIES, grille, pv
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
