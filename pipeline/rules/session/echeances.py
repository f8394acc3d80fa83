"""What is due before the day, until when, and how much of it is still missing."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

from pipeline.model.base import Frozen
from pipeline.model.session import Convoque

from .candidats import convoques
from .carnet import carnet_du, limite_du_carnet
from .convocation import limite_convocation
from .situation import SituationSession

CARNETS = {"CARNET_ATTENDU", "CARNET_NON_DEPOSE"}


class Echue(Frozen):
    """`quoi`: a code, worded in templates/textes/echeances.toml; nothing is missing when `nombre` is zero."""

    quoi: str
    nombre: int
    date: dt.date


def echeances(s: SituationSession, maintenant: dt.date) -> tuple[Echue, ...]:
    """Nothing once the session is over, or when nobody is expected any more."""
    attendus = [c for c in convoques(s.session) if c.candidature not in s.reportes]
    if not attendus or maintenant > s.session.fin:
        return ()
    return tuple(sorted(_echeances(s, attendus), key=lambda e: (e.date, e.quoi)))


def _echeances(s: SituationSession, attendus: list[Convoque]) -> Iterator[Echue]:
    jour = s.session.date
    if s.referentiel.organisation:
        limite = limite_convocation(jour, s.referentiel.organisation.convocation_mois.valeur)
        yield Echue(quoi="convocations", nombre=0 if s.session.convocations_le else len(attendus), date=limite)
    for limite, manquants in sorted(_carnets(s, attendus).items()):
        yield Echue(quoi="carnets", nombre=manquants, date=limite)
    for quoi, code in (("accords", "ACCORD_MANQUANT"), ("declarations", "DECLARATION_MANQUANTE")):
        jures = {f.jure for f in s.fautes if f.constat.code == code}
        yield Echue(quoi=quoi, nombre=len(jures), date=jour)
    yield Echue(quoi="session", nombre=len(attendus), date=jour)


def _carnets(s: SituationSession, attendus: list[Convoque]) -> Counter[dt.date]:
    """By last day to deposit, since each candidate has his own; zero when all are there."""
    absents = {f.candidature for f in s.fautes if f.constat.code in CARNETS}
    manquants: Counter[dt.date] = Counter()
    for c in attendus:
        organisation = carnet_du(c, s.referentiel)
        if organisation:
            manquants[limite_du_carnet(organisation, s.jour_de(c.candidature))] += c.candidature in absents
    return manquants
