"""A published convocation read again: the session as it stood in the workbook and the hours it was made from.

It is composed with the code, the settings and the words of today, like what is owed now: where the two differ, a person
changed something (K44).
"""

from typing import TYPE_CHECKING

from pipeline.model.planning import ConvocationDite, Demandes, Planning
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Jure, PlanningRendu, Session
from pipeline.rules import planning
from pipeline.rules.faits import FaitsEnVigueur
from pipeline.rules.session import jurys, vivier
from pipeline.rules.session.situation import JuryForme, SituationSession
from pipeline.rules.session.vivier import Vivier
from pipeline.settings import Session as Horaires

from .annonces import Annonces

if TYPE_CHECKING:
    from pipeline.flow.atelier import Atelier


def demandes(session: Session, referentiel: Referentiel, connus: Vivier, reglages: Horaires) -> Demandes:
    """What the planner must place, for one version of the workbook."""
    complete = vivier.completee(session, connus, referentiel)
    formes = jurys.former(complete, referentiel)
    return Demandes(
        epreuves=planning.besoins(complete, referentiel),
        jurys=jurys.disponibles(formes),
        plages=planning.plages(complete, reglages),
        jurys_possibles=jurys.jurys_possibles(complete, referentiel, formes),
    )


class Relecteur:
    def __init__(self, faits: FaitsEnVigueur, annonces: Annonces, connus: Vivier, atelier: "Atelier") -> None:
        self._annonces = annonces
        self._connus = connus
        self._atelier = atelier
        self._versions: dict[int, Session | PlanningRendu] = {
            depot.rang: fait for recue in faits.sessions.values() for fait, depot in recue.histoire
        }

        self._lus: dict[int, tuple[SituationSession, Demandes] | None] = {}  # many papers come from one workbook

    def situation(self, dite: ConvocationDite) -> SituationSession | None:
        """Null where the workbook can no longer be read: what it said stands."""
        if dite.depot not in self._lus:
            self._lus[dite.depot] = self._lire(dite.depot)
        lu = self._lus[dite.depot]
        if lu is None:
            return None
        s, prevues = lu
        places = tuple(planning.reconstituer(dite.places, prevues))
        return s.model_copy(update={"planning": Planning(passages=places)})

    def _lire(self, rang: int) -> tuple[SituationSession, Demandes] | None:
        session = self._versions.get(rang) or self._annonces.session(rang)
        depot = self._annonces.depots.get(rang)
        if depot is None or not isinstance(session, Session):
            return None
        referentiel = self._atelier.referentiel(session.referentiel, session.version)
        complete = vivier.completee(session, self._connus, referentiel)
        s = SituationSession(
            session=complete,
            depot=depot,
            referentiel=referentiel,
            jurys=jurys.former(complete, referentiel),
            planning=Planning(),
        )
        return s, demandes(session, referentiel, self._connus, self._atelier.espace.reglages.session)

    def membre(self, dite: ConvocationDite) -> tuple[JuryForme, Jure] | None:
        """The juror whom this convocation was sent to."""
        s = self.situation(dite)
        assis = ((j, m) for j in (s.jurys if s else ()) for m in j.membres)
        return next(((j, m) for j, m in assis if m.ligne == dite.ligne), None)
