"""What is due before the day, until when, and how much of it is still missing."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from pipeline.model.base import Frozen
from pipeline.model.session import Convoque

from .candidats import convoques
from .carnet import carnet_du, depose_le, limite_du_carnet
from .convocation import limite_convocation
from .situation import SituationSession

CARNETS = {"CARNET_ATTENDU", "CARNET_NON_DEPOSE"}


class Convocations(Frozen):
    """What waits to be sent for the first time, and the convocations that a fault still holds."""

    a_envoyer: int = 0
    retenues: int = 0


class Echue(Frozen):
    """`quoi`: a code, worded in templates/textes/echeances.toml; nothing is missing when `nombre` is zero.

    `retenues`: of them, those that a fault holds; `retard`: the days by which the last one came too late.
    """

    quoi: str
    nombre: int
    date: dt.date
    retenues: int = 0
    retard: int = 0


def echeances(s: SituationSession, convocations: Convocations, maintenant: dt.date) -> tuple[Echue, ...]:
    """Nothing once the session is over, or when nobody is expected any more."""
    attendus = [c for c in convoques(s.session) if c.candidature not in s.reportes]
    if not attendus or maintenant > s.session.fin:
        return ()
    return tuple(sorted(_echeances(s, convocations, attendus), key=lambda e: (e.date, e.quoi)))


def _echeances(s: SituationSession, convocations: Convocations, attendus: list[Convoque]) -> Iterator[Echue]:
    jour = s.session.date
    if s.referentiel.organisation:
        limite = limite_convocation(jour, s.referentiel.organisation.convocation_mois.valeur)
        nombre = convocations.a_envoyer + convocations.retenues
        retard = _apres(s.session.convocations_le, limite)
        yield Echue(quoi="convocations", nombre=nombre, date=limite, retenues=convocations.retenues, retard=retard)
    yield from _carnets(s, attendus)
    for quoi, code in (("accords", "ACCORD_MANQUANT"), ("declarations", "DECLARATION_MANQUANTE")):
        jures = {f.jure for f in s.fautes if f.constat.code == code}
        yield Echue(quoi=quoi, nombre=len(jures), date=jour)
    yield Echue(quoi="session", nombre=len(attendus), date=jour)


def _apres(jour: dt.date | None, limite: dt.date) -> int:
    return max(0, (jour - limite).days) if jour else 0


def _carnets(s: SituationSession, attendus: list[Convoque]) -> Iterator[Echue]:
    """By last day to deposit, since each candidate has his own; zero when all are there."""
    absents = {f.candidature for f in s.fautes if f.constat.code in CARNETS}
    manquants: Counter[dt.date] = Counter()
    retards: dict[dt.date, int] = {}
    for c in attendus:
        organisation = carnet_du(c, s.referentiel)
        if organisation:
            limite = limite_du_carnet(organisation, s.jour_de(c.candidature))
            manquants[limite] += c.candidature in absents
            depose = depose_le(c, organisation, s.recues.get(c.candidature, {}).get(organisation.carnet))
            retards[limite] = max(retards.get(limite, 0), _apres(depose, limite))
    for limite, nombre in sorted(manquants.items()):
        yield Echue(quoi="carnets", nombre=nombre, date=limite, retard=retards[limite])
