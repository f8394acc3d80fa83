"""« À faire » says what waits now, and only that: which refusals a later deposit answers."""

import datetime as dt

import pytest

from pipeline.model.etat import EtatCandidature
from pipeline.model.faits import Depot, EtatDepot, Piece
from pipeline.rules.attente import en_attente, finie

LE = dt.datetime(2023, 10, 3, 9, tzinfo=dt.UTC)
REFUSE, ACCEPTE, DOUBLON, IGNORE, ANNULE = (
    EtatDepot.REFUSE,
    EtatDepot.ACCEPTE,
    EtatDepot.DOUBLON,
    EtatDepot.IGNORE,
    EtatDepot.ANNULE,
)
GRILLE = {"type": "grille", "candidature": "GC-1", "session": "S-1", "repere": "B1"}


def depot(rang: int, fichier: str = "", etat: EtatDepot = REFUSE, **dits: object) -> Depot:
    brut = {"id": f"D-{rang:06d}", "rang": rang, "fichier": fichier or f"{rang}.xlsx", "sha256": "0" * 64}
    return Depot.model_validate({**brut, "recu_le": LE, "etat": etat, **dits})


def attendus(*depots: Depot) -> list[int]:
    return [d.rang for d in en_attente(depots)]


@pytest.mark.parametrize(
    ("suite", "attend"),
    [
        ({"etat": ACCEPTE}, False),
        ({"etat": DOUBLON}, False),
        ({"etat": ANNULE}, False),  # it was corrected; that it was taken back since is another matter
        ({"etat": IGNORE}, True),
        ({"etat": ACCEPTE, "repere": "B2"}, True),
        ({"etat": ACCEPTE, "candidature": "GC-2"}, True),
        ({"etat": ACCEPTE, "type": "pv", "repere": None}, True),
        ({"etat": ACCEPTE, "session": "S-2"}, False),  # a session mistyped, then right: the same grid
    ],
)
def test_what_is_at_the_same_place_answers(suite: dict[str, object], *, attend: bool):
    assert attendus(depot(1, **GRILLE), depot(2, **(GRILLE | suite))) == ([1] if attend else [])


def test_what_came_before_answers_nothing():
    """A bad correction of an accepted grid waits, though a good one is in force."""
    assert attendus(depot(1, etat=ACCEPTE, **GRILLE), depot(2, **GRILLE)) == [2]


def test_refused_ten_times_it_waits_once():
    assert attendus(*(depot(n, **GRILLE) for n in range(1, 11))) == [10]


@pytest.mark.parametrize("nom", ["g - à corriger (D-000001).xlsx", "lot/G - à corriger (D-000001) - Copie.xlsx"])
def test_the_copy_given_back_says_what_it_corrects(nom: str):
    """Even when the candidature was what was wrong."""
    juste = GRILLE | {"candidature": "GC-10", "etat": ACCEPTE}
    assert attendus(depot(1, "g.xlsx", **GRILLE), depot(2, nom, **juste)) == []


def test_a_mark_of_another_deposit_answers_that_one_only():
    assert attendus(depot(1, "a.xlsx"), depot(2, "b.xlsx"), depot(3, "c - à corriger (D-000002).xlsx", ACCEPTE)) == [1]


@pytest.mark.parametrize(
    ("premier", "second", "attend"),
    [
        ({"fichier": "g.xls"}, {"fichier": "G.xlsx", **GRILLE}, False),
        ({"fichier": "g.pdf"}, {"fichier": "g.xlsx", **GRILLE}, False),
        ({"fichier": "g.xlsx", **GRILLE, "candidature": None}, {"fichier": "g.xlsx", **GRILLE}, False),
        ({"fichier": "g.xlsx", **GRILLE, "repere": None}, {"fichier": "g.xlsx", **GRILLE, "repere": "B2"}, False),
        ({"fichier": "g.xlsx", **GRILLE}, {"fichier": "g.xlsx", **GRILLE, "candidature": "GC-2"}, True),
        ({"fichier": "lot/g.xls"}, {"fichier": "g.xlsx", **GRILLE}, True),
        ({"fichier": "g.xlsx", **GRILLE}, {"fichier": "g.pdf", "etat": REFUSE}, True),  # the PDF that goes with it
        ({"fichier": "g.pdf"}, {"fichier": "g.pdf", "etat": REFUSE}, False),
    ],
)
def test_the_same_name_answers_what_nothing_else_tells_apart(
    premier: dict[str, object], second: dict[str, object], *, attend: bool
):
    suite = {"etat": ACCEPTE, **second}
    assert (1 in attendus(depot(1, **premier), depot(2, **suite))) is attend


def test_a_piece_is_known_by_its_name():
    recue = Piece(candidature="GC-1", piece="carnet")
    sienne = {"fichier": "GC-1_carnet.pdf", "type": "piece", "candidature": "GC-1"}
    assert attendus(depot(1, repere="carnet", **sienne), depot(2, etat=ACCEPTE, contenu=recue, **sienne)) == []


@pytest.mark.parametrize(
    ("etats", "attendu"),
    [
        (["proclamee", "absent", "reportee"], True),
        (["inscrite"], True),
        (["proclamee", "incomplete"], False),
        (["reportee", "reportee"], False),  # its jury may still be found
        ([], False),
    ],
)
def test_a_session_is_over_when_no_dossier_of_it_can_change(etats: list[str], *, attendu: bool):
    assert finie([EtatCandidature(e) for e in etats]) is attendu
