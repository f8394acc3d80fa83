"""The planner: the same demands always give the same planning, and what finds no place is explained."""

from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random

from pipeline.model.planning import Demandes, Epreuve, Planning

from .agenda import Agenda, Places, minutes_de_jury
from .candidats import chercher, merite, premiere
from .impossibles import expliquer
from .probleme import Probleme

ESSAIS = 400
EFFORT = 8000  # épreuves placed in all the tries of a large planning: about half a second

ParCandidat = dict[str, Places]


def planifier(demandes: Demandes, battement: int) -> Planning:
    """`battement`: minutes between two candidates of one jury."""
    probleme = Probleme(demandes, battement)
    places = _meilleures(probleme)
    trouves = (place.passage() for du_candidat in places.values() for place in du_candidat)
    passages = sorted((*demandes.fixes, *trouves), key=lambda p: (p.jour, p.debut, p.jury))
    reste = Probleme(demandes.model_copy(update={"fixes": tuple(passages)}), battement)
    return Planning(passages=tuple(passages), impossibles=tuple(expliquer(reste)))


def _meilleures(probleme: Probleme) -> ParCandidat:
    """The first try that places everything, else the one that places most, whole candidates first."""
    meilleures: ParCandidat = {}
    note = (-1, -1)
    for places in _essais(probleme):
        entiers = sum(len(places[c]) == len(epreuves) for c, epreuves in probleme.candidats.items())
        if entiers == len(probleme.candidats):
            return _rangees(probleme, places)
        posees = sum(map(len, places.values()))
        if (entiers, posees) > note:
            meilleures, note = places, (entiers, posees)
    return meilleures


def _essais(probleme: Probleme) -> Iterator[ParCandidat]:
    """As people would, in the order of the lines; then in other orders, packed, however scattered."""
    yield _comme_a_la_main(probleme)
    hasard = Random(0)  # noqa: S311 — the same tries each time, and nothing secret
    candidats = list(probleme.candidats.values())
    for essai in range(min(ESSAIS, EFFORT // probleme.taille)):
        hasard.shuffle(candidats)
        ordre = [e for epreuves in candidats for e in hasard.sample(epreuves, len(epreuves))]
        if essai % 2:
            hasard.shuffle(ordre)
        yield _serrees(probleme, probleme.agenda(), ordre, {})


def _comme_a_la_main(probleme: Probleme) -> ParCandidat:
    agenda = probleme.agenda()
    places: ParCandidat = {}
    for c, epreuves in probleme.candidats.items():
        places[c] = chercher(agenda, epreuves, probleme.jurys[c], probleme.jours_de(c))
        agenda.prendre(places[c])
    delaisses = [e for c, epreuves in probleme.candidats.items() if not places[c] for e in epreuves]
    return _serrees(probleme, agenda, delaisses, places)


def _serrees(probleme: Probleme, agenda: Agenda, ordre: Iterable[Epreuve], deja: ParCandidat) -> ParCandidat:
    """Each as early as it can be, before the jury of its candidate: the least engaged of those that may hear him."""
    engages: Counter[int] = Counter()
    places: ParCandidat = {}
    for c, epreuves in probleme.candidats.items():
        places[c] = deja.get(c, ())
        if places[c]:
            engages[places[c][0].jury] += sum(map(minutes_de_jury, epreuves))
    for e in ordre:
        c = e.candidature
        jurys = [places[c][0].jury] if places[c] else sorted(probleme.jurys[c], key=lambda j: engages[j])
        place = next((p for j in jurys if (p := premiere(agenda, e, j, probleme.plages))), None)
        if place:
            if not places[c]:
                engages[place.jury] += sum(map(minutes_de_jury, probleme.candidats[c]))
            agenda.prendre((place,))
            places[c] = (*places[c], place)
    return places


def _rangees(probleme: Probleme, places: ParCandidat) -> ParCandidat:
    """Each candidate once more, in the room that the others leave him, where it is better for him."""
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
