"""When some are left out: the same épreuves in other orders, closer together, however scattered for a candidate."""

from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

from pipeline.model.planning import Epreuve

from .agenda import Agenda, minutes_de_jury
from .candidats import premiere
from .probleme import ParCandidat, Probleme

ESSAIS = 400
EFFORT = 8000  # épreuves placed in all the tries: about half a second
TOUT_REFAIRE = 3  # one try in three starts from nothing; the others redo one jury


def serrer(probleme: Probleme, places: ParCandidat) -> ParCandidat:
    """The places that leave the fewest out, whole candidates first. Bounded, and the same each time."""
    hasard = Random(0)  # noqa: S311 — nothing secret
    effort = EFFORT
    for essai in range(ESSAIS):
        refaits = _refaits(probleme, places, hasard.choice(probleme.ouverts) if essai % TOUT_REFAIRE else None)
        effort -= sum(len(probleme.candidats[c]) for c in refaits)
        if effort < 0 or probleme.complet(places):
            break
        places = max(_autrement(probleme, places, refaits, hasard), places, key=probleme.note)
    return places


def _refaits(probleme: Probleme, places: ParCandidat, jury: int | None) -> list[str]:
    """Whom to place anew: everyone, or those whom that jury hears and those left out."""
    if jury is None:
        return list(places)
    return [c for c, deja in places.items() if not probleme.entier(c, deja) or deja[0].jury == jury]


def _autrement(probleme: Probleme, places: ParCandidat, refaits: Sequence[str], hasard: Random) -> ParCandidat:
    """Half of the tries keep the épreuves of a candidate together, which spares the time between two candidates."""
    agenda = probleme.agenda()
    gardees = {c: deja for c, deja in places.items() if c not in refaits}
    for deja in gardees.values():
        agenda.prendre(deja)
    melanges = hasard.sample(refaits, len(refaits))
    ordre = [e for c in melanges for e in hasard.sample(probleme.candidats[c], len(probleme.candidats[c]))]
    if hasard.random() < 1 / 2:
        hasard.shuffle(ordre)
    return poser(probleme, agenda, ordre, gardees)


def poser(probleme: Probleme, agenda: Agenda, ordre: Iterable[Epreuve], deja: ParCandidat) -> ParCandidat:
    """Each as early as it can be, before the jury of its candidate: the least engaged of those that may hear him."""
    places = {c: deja.get(c, ()) for c in probleme.candidats}
    besoins = {c: sum(map(minutes_de_jury, epreuves)) for c, epreuves in probleme.candidats.items()}
    engages: Counter[int] = Counter()
    for c, trouvees in places.items():
        if trouvees:
            engages[trouvees[0].jury] += besoins[c]
    for e in ordre:
        c = e.candidature
        jurys = [places[c][0].jury] if places[c] else sorted(probleme.jurys[c], key=lambda j: engages[j])
        place = next((p for j in jurys if (p := premiere(agenda, e, j, probleme.plages))), None)
        if place:
            engages[place.jury] += 0 if places[c] else besoins[c]
            agenda.prendre((place,))
            places[c] = (*places[c], place)
    return places
