"""Every declared session as it is judged: its jurors completed, its planning in force, what its faults hold."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.model.etat import VueJure
from pipeline.model.moment import jour_a_paris
from pipeline.model.planning import Demandes
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import PlanningRendu, Session
from pipeline.rules import planning
from pipeline.rules.acquis import AcquisBloc, credites, tenus_avant
from pipeline.rules.faits import FaitsEnVigueur, SessionRecue, en_vigueur
from pipeline.rules.inscriptions import Inscription
from pipeline.rules.session import jurys, vivier
from pipeline.rules.session.situation import ContexteSession, SituationSession
from pipeline.rules.session.situer import situer as juger
from pipeline.rules.session.vivier import Vivier

if TYPE_CHECKING:
    from pipeline.flow.atelier import Atelier


@dataclass(frozen=True)
class Tenus:
    """What tells which blocs the person of a candidature holds already."""

    inscriptions: Mapping[str, tuple[Inscription, ...]]
    personnes: Mapping[str, str]
    acquis: tuple[AcquisBloc, ...]

    def de(self, candidature: str, referentiel: Referentiel) -> frozenset[str]:
        personne = self.personnes.get(candidature)
        siens = self._par_personne.get(personne or "", ())
        return credites(referentiel, tenus_avant(siens, personne, self.inscriptions.get(candidature, ())))

    @cached_property
    def _par_personne(self) -> Mapping[str, list[AcquisBloc]]:
        index: dict[str, list[AcquisBloc]] = defaultdict(list)
        for a in self.acquis:
            index[a.personne].append(a)
        return index


def situer(faits: FaitsEnVigueur, tenus: Tenus, atelier: "Atelier") -> dict[str, SituationSession]:
    connus = _vivier(faits, atelier)
    return {
        id_: _situer(recue, connus, faits, tenus, atelier)
        for id_, recue in faits.sessions.items()
        if recue.en_vigueur is not None
    }


def jures(faits: FaitsEnVigueur, atelier: "Atelier") -> tuple[VueJure, ...]:
    return vivier.vues(_vivier(faits, atelier))


def connus(atelier: "Atelier") -> tuple[VueJure, ...]:
    """The jurors of this workspace; nobody where there is no register yet, and none is made for so little."""
    if not atelier.espace.registre.is_file():
        return ()
    with atelier.registre() as registre:
        return jures(en_vigueur(registre.depots.tous()), atelier)


def _vivier(faits: FaitsEnVigueur, atelier: "Atelier") -> Vivier:
    """All that was ever said of a juror, superseded workbooks left out."""
    en_vigueur = [r.en_vigueur for r in faits.sessions.values() if r.en_vigueur]
    recues = [(session, jour_a_paris(depot.recu_le)) for session, depot in en_vigueur]
    referentiels = {(s.referentiel, s.version): atelier.referentiel(s.referentiel, s.version) for s, _ in recues}
    return vivier.vivier(recues, faits.formations, referentiels)


def _situer(
    recue: SessionRecue, connus: Vivier, faits: FaitsEnVigueur, tenus: Tenus, atelier: "Atelier"
) -> SituationSession:
    if recue.en_vigueur is None:
        raise ValueError(f"{recue.id} has no workbook")
    session, depot = recue.en_vigueur
    referentiel = atelier.referentiel(session.referentiel, session.version)
    reglages = atelier.espace.reglages.session

    def resoudre(version: Session) -> Demandes:
        """What the planner must place, for one version of the workbook."""
        complete = vivier.completee(version, connus, referentiel)
        formes = jurys.former(complete, referentiel)
        return Demandes(
            epreuves=planning.besoins(complete, referentiel),
            jurys=jurys.disponibles(formes),
            plages=planning.plages(complete, reglages),
            jurys_possibles=jurys.jurys_possibles(complete, referentiel, formes),
        )

    histoire = _histoire(recue, referentiel)
    prevu, conflits = planning.en_vigueur(histoire, resoudre, referentiel, reglages.battement)
    contexte = ContexteSession(
        maintenant=jour_a_paris(atelier.maintenant),
        recues={id_: d.pieces for id_, d in faits.dossiers.items()},
        acquis={c.candidature: tenus.de(c.candidature, referentiel) for c in session.candidats},
    )
    return juger(session, depot, referentiel, connus, contexte, prevu, conflits)


def _histoire(recue: SessionRecue, referentiel: Referentiel) -> tuple[Session | PlanningRendu, ...]:
    """Versions of another référentiel are another session: the planning starts again."""
    faits = [fait for fait, _ in recue.histoire]
    autres = [
        rang
        for rang, fait in enumerate(faits)
        if isinstance(fait, Session) and (fait.referentiel, fait.version) != (referentiel.code, referentiel.version)
    ]
    return tuple(faits[autres[-1] + 1 :] if autres else faits)
