"""A file's name that contradicts its cells: another number, another person, another bloc (issue 9.7)."""

import pytest

from pipeline.model.anomalie import Gravite
from pipeline.rules.nommage import Connue, verifier
from tests.rules.fabrique import ANOMALIES, grille, pv
from tests.rules.situations import GC

CONNUES = {
    "GC-2023-0042": Connue("GC-2023-10-A", "Durand", "Anaïs"),
    "GC-2023-0043": Connue("GC-2023-10-A", "Le Goff-Été", "Zoé"),
    "GC-2023-0044": Connue("GC-2023-10-A", "Martin", "Yann"),
    "GC-2023-0045": Connue("GC-2023-10-A", "Martin", "Lou"),
    "GC-2023-0050": Connue("AUTRE", "Kervadec", "Loïg"),
    "COS-7": Connue("AUTRE", "Petit", "Noa"),
}
GRILLE = grille(GC, "B1", session="GC-2023-10-A")
BLOCS = ("B1", "B2", "B3")


def dits(nom: str, **autres: str) -> list[tuple[str, str]]:
    contenu = GRILLE.model_copy(update=autres)
    constats = tuple(verifier(nom, contenu, BLOCS, CONNUES))
    return [(c.code, c.valeurs.get("autre") or c.valeurs["dit"]) for c in constats]


@pytest.mark.parametrize(
    "nom",
    [
        "GC-2023-0042 grille B1.xlsx",
        "gc-2023-0042_grille_b1 (2).xlsx",
        "Grille B1.xlsx",
        "Classeur1.xlsx",
        "GC 2023.1 - grille B1.xlsx",
        "GC-2023-10-A GC-2023-0042 B1.xlsx",  # the session, made like a number
        "GC-2023-10-A.xlsx",
        "grilles et PV/GC-2023-0043 Le Goff/GC-2023-0042 grille B1.xlsx",  # a folder is where it was put
        "GC-2023-0042 et GC-2023-0043.xlsx",
        "GC-2023-0042 Martin Yann.xlsx",  # its own number is there
        "B1 Durand.xlsx",
        "B1 DURAND martin lou.xlsx",
        "grille B1 Martin.xlsx",  # two of them bear it
        "grille B1 Kervadec Loïg.xlsx",  # of another session: a juror, perhaps
        "2023-10-02 grille B1.xlsx",
        "GC-2023-0042 grilles B1 B2.xlsx",
    ],
)
def test_a_name_that_contradicts_nothing_says_nothing(nom: str):
    assert dits(nom) == []


@pytest.mark.parametrize(
    ("nom", "autre"),
    [
        ("GC-2023-0043 grille B1.xlsx", "GC-2023-0043"),
        ("gc-2023-0043-grille-B1.xlsx", "GC-2023-0043"),
        ("GC-2023-0043_grille B1 - à corriger (D-000004).xlsx", "GC-2023-0043"),
        ("Grille GC-2023-9999.xlsx", "GC-2023-9999"),  # known or not: one of the two is mistyped
        ("COS-7 grille B1.xlsx", "COS-7"),
    ],
)
def test_another_number_refuses(nom: str, autre: str):
    assert dits(nom) == [("NOM_AUTRE_CANDIDATURE", autre)]
    assert ANOMALIES["NOM_AUTRE_CANDIDATURE"].gravite is Gravite.BLOQUANTE


def test_a_number_of_one_run_of_digits_is_known_whatever_their_count():
    assert dits("GC-12 grille B1.xlsx", candidature="GC-1", session="S-1") == [("NOM_AUTRE_CANDIDATURE", "GC-12")]
    assert dits("S-1 B1.xlsx", candidature="S-2", session="S-1") == []
    assert dits("grille B1 2023.xlsx", candidature="0042") == []


@pytest.mark.parametrize(
    ("nom", "gravite"),
    [("Grille B1 le-goff ete ZOE.xlsx", None), ("Grille B1 LE GOFF ÉTÉ.xlsx", Gravite.AVERTISSEMENT)],
)
def test_the_name_of_another_candidate_of_the_session_names_both(nom: str, gravite: Gravite | None):
    """Whole, it refuses; a surname alone may be a juror's."""
    (constat,) = verifier(nom, GRILLE, BLOCS, CONNUES)
    assert (constat.code, constat.gravite) == ("NOM_AUTRE_PERSONNE", gravite)
    assert (constat.valeurs["qui"], constat.valeurs["autre_qui"]) == (" (Durand Anaïs)", " (Le Goff-Été Zoé)")


def test_another_bloc_is_told_without_refusing():
    assert dits("GC-2023-0042 grille B2.xlsx") == [("NOM_AUTRE_BLOC", "B2")]
    assert ANOMALIES["NOM_AUTRE_BLOC"].gravite is Gravite.AVERTISSEMENT
    assert not list(verifier("GC-2023-0042 PV B2.xlsx", pv(GC), BLOCS, CONNUES))
