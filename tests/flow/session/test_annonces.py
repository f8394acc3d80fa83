"""Where the planning starts again from: what was told, whatever was received, corrected or taken back since (K44)."""

from pipeline.flow.session.annonces import Annonces, depart
from pipeline.model.planning import PlaceDite, PlanningArrete
from pipeline.rules.planning import Depart
from tests.rules.fabrique import depot
from tests.rules.planning.sessions import LUNDI, convoque, rendu, session

UNE, CORRIGEE = session(convoque(1)), session(convoque(1), lieu="Ailleurs")
RENDU = rendu(("C-01", "B1", 1, "10:00"))
DITES = (PlaceDite(candidature="C-01", bloc="B1", jury=1, jour=LUNDI, debut=540),)
AUTRES = (DITES[0].model_copy(update={"debut": 600}),)


def arrete(*histoire: int, places: tuple[PlaceDite, ...] = DITES, **autres: object) -> PlanningArrete:
    brut = {"session": "S-1", "depot": histoire[-1], "histoire": histoire, "places": places, "reglages": "{}"}
    return PlanningArrete.model_validate(brut | autres)


def test_nothing_told_yet_all_is_planned_from_what_was_received():
    assert depart([(UNE, 1), (RENDU, 2)], (), Annonces()) == (None, [UNE, RENDU])


def test_what_came_after_the_hours_were_told_is_all_that_still_acts():
    histoire = [(UNE, 1), (RENDU, 2), (CORRIGEE, 5)]
    assert depart(histoire, (arrete(1),), Annonces()) == (Depart(UNE, DITES), [RENDU, CORRIGEE])
    attend = arrete(1, 2, rendu=2, en_attente=True)
    assert depart(histoire, (arrete(1), attend), Annonces()) == (
        Depart(UNE, DITES, RENDU, en_attente=True),
        [CORRIGEE],
    )


def test_a_planning_taken_back_gives_back_the_hours_told_before_it():
    assert depart([(UNE, 1)], (arrete(1), arrete(1, 2, places=AUTRES)), Annonces()) == (Depart(UNE, DITES), [])


def test_a_workbook_taken_back_moves_nobody_by_itself():
    """K44: what it told stands; the version now in force corrects it."""
    depots = {1: depot(UNE), 2: depot(CORRIGEE)}
    reprise = depart([(UNE, 1)], (arrete(1, 2),), Annonces(depots=depots))
    assert reprise == (Depart(CORRIGEE, DITES), [UNE])


def test_another_referentiel_is_another_session():
    cos = session(convoque(1), referentiel="COS")
    depots = {1: depot(UNE)}
    assert depart([(cos, 2)], (arrete(1),), Annonces(depots=depots)) == (None, [cos])
