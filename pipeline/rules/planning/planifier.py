"""The planner: the same demands always give the same planning, and what finds no place is explained."""

from pipeline.model.planning import Demandes, Planning

from .candidats import chercher, merite
from .impossibles import expliquer
from .probleme import ParCandidat, Probleme
from .serrer import poser, serrer


def planifier(demandes: Demandes, battement: int) -> Planning:
    """As people would, in the order of the lines; where that leaves someone out, more tightly.

    `battement`: minutes between two candidates of one jury.
    """
    probleme = Probleme(demandes, battement)
    places = _ranger(probleme, serrer(probleme, _a_la_main(probleme)))
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


def _ranger(probleme: Probleme, places: ParCandidat) -> ParCandidat:
    """Each candidate once more, in the room that the others leave him, where it is better for him."""
    if not probleme.complet(places):
        return places  # what was found not to fit must stay so
    agenda = probleme.agenda()
    for anciennes in places.values():
        agenda.prendre(anciennes)
    rangees: ParCandidat = {}
    for c, epreuves in probleme.candidats.items():
        agenda.rendre(places[c])
        nouvelles = chercher(agenda, epreuves, probleme.jurys[c], probleme.jours_de(c))
        rangees[c] = min((p for p in (places[c], nouvelles) if p), key=merite)
        agenda.prendre(rangees[c])
    return rangees
