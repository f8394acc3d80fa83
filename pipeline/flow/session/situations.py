"""Every declared session as it is judged: its jurors completed, its planning in force, what its faults hold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model.anomalie import Constat
from pipeline.model.etat import VueJure
from pipeline.model.faits import Depot
from pipeline.model.moment import jour_a_paris
from pipeline.model.planning import Demandes, Planning
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import PlanningRendu, Session
from pipeline.rules import planning
from pipeline.rules.acquis import AcquisBloc, credites, tenus_avant
from pipeline.rules.faits import FaitsEnVigueur, SessionRecue, en_vigueur
from pipeline.rules.inscriptions import Inscription
from pipeline.rules.session import absences, vivier
from pipeline.rules.session.situation import ContexteSession, Faute, SituationSession
from pipeline.rules.session.situer import situer as juger
from pipeline.rules.session.vivier import Vivier

from . import annonces, convoques
from .annonces import Annonces
from .relecture import Relecteur, demandes

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


def situer(faits: FaitsEnVigueur, tenus: Tenus, dites: Annonces, atelier: "Atelier") -> dict[str, SituationSession]:
    """`dites`: what was already told to people."""
    connus = vivier_de(faits, atelier)
    relecteur = Relecteur(faits, dites, connus, atelier)
    return {
        id_: _situer(_Reception(recue, faits, connus, dites, relecteur), tenus, atelier)
        for id_, recue in faits.sessions.items()
        if recue.en_vigueur is not None
    }


class _Reception(NamedTuple):
    """One session, what else is known, and what was already told to its people."""

    recue: SessionRecue
    faits: FaitsEnVigueur
    connus: Vivier
    annonces: Annonces
    relecteur: Relecteur


def jures(faits: FaitsEnVigueur, atelier: "Atelier", situations: Mapping[str, SituationSession]) -> tuple[VueJure, ...]:
    """Each with the sessions where he sits: neither those where he was replaced, nor a reserve."""
    return vivier.vues(vivier_de(faits, atelier), {id_: s.jurys for id_, s in situations.items()})


def connus(atelier: "Atelier") -> tuple[VueJure, ...]:
    """The jurors of this workspace; nobody where there is no register yet, and none is made for so little."""
    if not atelier.espace.registre.is_file():
        return ()
    with atelier.registre() as registre:
        return jures(en_vigueur(registre.depots.tous()), atelier, {})


def tenir_les_absences(faits: FaitsEnVigueur, atelier: "Atelier") -> FaitsEnVigueur:
    """Each version of a session with what it leaves standing of the one before, where its own table waits (K2)."""
    connus = vivier_de(faits, atelier)
    sessions = {
        id_: recue.model_copy(update={"histoire": tuple(_absences_tenues(recue, connus, atelier))})
        if any(isinstance(fait, Session) and fait.absences for fait, _ in recue.histoire)
        else recue
        for id_, recue in faits.sessions.items()
    }
    return faits.model_copy(update={"sessions": sessions})


def _absences_tenues(
    recue: SessionRecue, connus: Vivier, atelier: "Atelier"
) -> Iterator[tuple[Session | PlanningRendu, Depot]]:
    avant: Session | None = None
    for fait, depot in recue.histoire:
        if not isinstance(fait, Session):
            yield fait, depot
            continue
        referentiel, une = atelier.referentiel(fait.referentiel, fait.version), fait
        if avant:
            une = absences.dater(avant, une, referentiel)
            tenues = absences.tenir(avant, vivier.completee(une, connus, referentiel), referentiel)
            une = une.model_copy(update={"absences_tenues": tenues})
        avant = vivier.completee(une, connus, referentiel)
        yield une, depot


def vivier_de(faits: FaitsEnVigueur, atelier: "Atelier") -> Vivier:
    """All that was ever said of a juror, superseded workbooks left out."""
    en_vigueur = [r.en_vigueur for r in faits.sessions.values() if r.en_vigueur]
    recues = [(session, jour_a_paris(depot.recu_le)) for session, depot in en_vigueur]
    referentiels = {(s.referentiel, s.version): atelier.referentiel(s.referentiel, s.version) for s, _ in recues}
    return vivier.vivier(recues, faits.formations, referentiels)


def _situer(r: _Reception, tenus: Tenus, atelier: "Atelier") -> SituationSession:
    if r.recue.en_vigueur is None:
        raise ValueError(f"{r.recue.id} has no workbook")
    session, depot = r.recue.en_vigueur
    referentiel = atelier.referentiel(session.referentiel, session.version)
    plan = _planifier(r, session, referentiel, atelier)
    contexte = ContexteSession(
        maintenant=jour_a_paris(atelier.maintenant),
        recues={id_: d.pieces for id_, d in r.faits.dossiers.items()},
        acquis={c.candidature: tenus.de(c.candidature, referentiel) for c in session.candidats},
    )
    prevu, conflits, _, en_attente = plan.en_vigueur
    s = juger(session, depot, referentiel, r.connus, contexte, prevu, conflits, plan.rendu)
    numeros, liberes = convoques.suivre(s, r.annonces, r.relecteur)
    proposition = (Faute(constat=Constat(code="PLANNING_PROPOSE")),) if plan.propose else ()
    return s.model_copy(
        update={
            "decommandes": tuple(convoques.decommandes(s, r.annonces, r.relecteur)),
            "fautes": (*s.fautes, *proposition),
            "rendu_en_attente": en_attente,
            "histoire": plan.histoire,
            "propose": plan.propose,
            "annoncees": r.annonces.annoncees(r.recue.id),
            "jures_annonces": r.annonces.jures_annonces(r.recue.id),
            "numeros": numeros,
            "liberes": liberes,
        }
    )


class _Plan(NamedTuple):
    en_vigueur: planning.EnVigueur
    histoire: tuple[int, ...]
    rendu: Depot | None  # where what is wrong with the planning given back is marked
    propose: Planning | None


def _planifier(r: _Reception, session: Session, referentiel: Referentiel, atelier: "Atelier") -> _Plan:
    """From what was told when something was; other settings then only propose, until the day comes (K44)."""
    reglages = atelier.espace.reglages.session
    histoire = [(fait, depot) for fait, depot in _histoire(r.recue, referentiel)]
    rangs = [(fait, depot.rang) for fait, depot in histoire]
    figee = session.date <= jour_a_paris(atelier.maintenant)
    arretes = r.annonces.plannings.get(r.recue.id, ())
    depart, reste = annonces.depart(rangs, arretes, r.annonces)

    def resoudre(version: Session) -> Demandes:
        return demandes(version, referentiel, r.connus, reglages)

    trouve = planning.en_vigueur(reste, resoudre, referentiel, reglages.battement, depart, figee=figee)
    propose = None
    if depart and not figee and arretes[-1].reglages != annonces.horaires(reglages):
        autre = planning.en_vigueur([f for f, _ in rangs], resoudre, referentiel, reglages.battement).planning
        propose = autre if {p.place for p in autre.passages} != {p.place for p in trouve.planning.passages} else None
    rendu = next((d for fait, d in reversed(histoire) if fait is trouve.rendu), None)
    return _Plan(trouve, tuple(rang for _, rang in rangs), rendu, propose)


def _histoire(recue: SessionRecue, referentiel: Referentiel) -> tuple[tuple[Session | PlanningRendu, Depot], ...]:
    """Versions of another référentiel are another session: the planning starts again."""
    autres = [
        rang
        for rang, (fait, _) in enumerate(recue.histoire)
        if isinstance(fait, Session) and (fait.referentiel, fait.version) != (referentiel.code, referentiel.version)
    ]
    return recue.histoire[autres[-1] + 1 :] if autres else recue.histoire
