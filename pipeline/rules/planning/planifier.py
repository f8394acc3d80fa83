"""The planner: the same demands always give the same planning, and what finds no place is explained."""

from pipeline.model.planning import Demandes, Planning

from .agenda import Agenda, Places
from .candidats import chercher, merite
from .impossibles import expliquer
from .probleme import ParCandidat, Probleme
from .serrer import poser, serrer

REPRISES = 2


def planifier(demandes: Demandes, battement: int) -> Planning:
    """As people would, in the order of the lines; where that leaves someone out, more tightly.

    `battement`: minutes between two candidates of one jury.
    """
    probleme = Probleme(demandes, battement)
    rangees = _ranger(probleme, serrer(probleme, _a_la_main(probleme)))
    places = _completer(probleme, rangees)
    places = places if places == rangees else _ranger(probleme, places)
    trouves = (place.passage() for du_candidat in places.values() for place in du_candidat)
    passages = tuple(sorted((*demandes.fixes, *trouves), key=lambda p: (p.jour, p.debut, p.jury)))
    reste = Probleme(demandes.model_copy(update={"fixes": passages}), battement)
    return Planning(passages=passages, impossibles=tuple(expliquer(reste)))


def _a_la_main(probleme: Probleme) -> ParCandidat:
    agenda = probleme.agenda()
    places: ParCandidat = {}
    for c, epreuves in probleme.candidats.items():
        places[c] = chercher(agenda, epreuves, probleme.jurys[c], probleme.jours_de(c))
        agenda.prendre(places[c])
    delaisses = [e for c, epreuves in probleme.candidats.items() if not places[c] for e in epreuves]
    return poser(probleme, agenda, delaisses, places)


def _completer(probleme: Probleme, places: ParCandidat) -> ParCandidat:
    """What tidying made room for."""
    agenda = probleme.agenda()
    for prises in places.values():
        agenda.prendre(prises)
    delaisses = [
        e for c, siennes in probleme.candidats.items() for e in siennes if e not in [p.epreuve for p in places[c]]
    ]
    return poser(probleme, agenda, delaisses, places) if delaisses else places


def _ranger(probleme: Probleme, places: ParCandidat) -> ParCandidat:
    """Each candidate once more, in the room that the others leave him, where it is better for him.

    Who then leaves a day may make room for another to come on one only: again, as long as someone gains by it.
    """
    agenda = probleme.agenda()
    for anciennes in places.values():
        agenda.prendre(anciennes)
    for _ in range(REPRISES):
        rangees = {c: _mieux(probleme, agenda, c, places[c]) for c in places}
        if rangees == places or not any(map(_disperse, rangees.values())):
            return rangees
        places = rangees
    return places


def _mieux(probleme: Probleme, agenda: Agenda, candidature: str, anciennes: Places) -> Places:
    agenda.rendre(anciennes)
    toutes = probleme.candidats[candidature]
    jours, jurys = probleme.jours_de(candidature), probleme.jurys[candidature]
    nouvelles = chercher(agenda, toutes, jurys, jours)
    if not nouvelles and len(anciennes) < len(toutes):
        nouvelles = chercher(agenda, [p.epreuve for p in anciennes], jurys, jours) if anciennes else ()
    trouvees = [p for p in (anciennes, nouvelles) if p]
    retenues = min(trouvees, key=lambda p: (-len(p), merite(p)), default=())
    agenda.prendre(retenues)
    return retenues


def _disperse(places: Places) -> bool:
    return len({p.jour for p in places}) > 1
