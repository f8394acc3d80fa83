"""All the rules of a session together: its faults, and what each holds back."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from pipeline.model.anomalie import Constat
from pipeline.model.faits import Depot
from pipeline.model.planning import Conflit, Planning
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque, Session
from pipeline.model.vocabulaire import Participation

from . import absences
from .aptitude import aptitude
from .candidats import convoques, doublons, ligne
from .carnet import carnet
from .cellules import jure
from .composition import composition
from .convocation import convocation
from .declarations import declarations
from .jours import jours
from .jurys import former
from .passages import conflits_du_rendu, passages
from .rencontres import jures_candidats, rencontre, sans_jury
from .seance import seance
from .situation import ContexteSession, Faute, JuryForme, SituationSession, jury_de
from .vivier import Vivier, completee

Seances: TypeAlias = tuple[tuple[JuryForme, tuple[Convoque, ...]], ...]


def situer(  # noqa: PLR0913, PLR0917 - the workbook, its law, and what was found out around it
    session: Session,
    depot: Depot,
    referentiel: Referentiel,
    connus: Vivier,
    contexte: ContexteSession,
    planning: Planning,
    conflits: Sequence[Conflit] = (),
    rendu: Depot | None = None,
) -> SituationSession:
    """The planning comes from the juries that `jurys_possibles` allows; `conflits` are those of `rendu`, given back."""
    complete = completee(session, connus, referentiel)
    jurys = former(complete, referentiel)
    recuses = tuple(sans_jury(complete, referentiel, jurys))
    seances = _seances(complete, jurys, planning, _candidatures(recuses))
    return SituationSession(
        session=complete,
        depot=depot,
        referentiel=referentiel,
        jurys=jurys,
        planning=planning,
        fautes=(
            *seance(complete, jurys, referentiel),
            *jours(complete, planning),
            *convocation(complete, referentiel, contexte.maintenant),
            *composition(jurys, referentiel),
            *absences.fautes(complete, referentiel, connus),
            *jures_candidats(complete, jurys),
            *_homonymes(session, connus),
            *doublons(complete),
            *_candidats(complete, planning, referentiel, contexte),
            *recuses,
            *_des_jurys(seances, complete, referentiel, contexte),
            *passages(complete, planning, _candidatures(recuses)),
            *conflits_du_rendu(complete, conflits, rendu, referentiel),
        ),
        rendu=rendu,
        recues=contexte.recues,
        reportes=frozenset(_reportes(complete, seances, recuses)),
    )


def _candidatures(fautes: Iterable[Faute]) -> frozenset[str]:
    return frozenset(f.candidature for f in fautes if f.candidature)


def _seances(session: Session, jurys: tuple[JuryForme, ...], planning: Planning, recuses: frozenset[str]) -> Seances:
    """Each jury with the candidates it hears."""
    devant: dict[int, list[Convoque]] = {j.numero: [] for j in jurys}
    for c in convoques(session):
        jury = jury_de(session, jurys, planning, c.candidature)
        if jury and c.candidature not in recuses:
            devant[jury.numero].append(c)
    return tuple((j, tuple(devant[j.numero])) for j in jurys)


def _homonymes(session: Session, connus: Vivier) -> Iterator[Faute]:
    """Several known jurors answer to that name: nothing is completed until an e-mail tells which."""
    for membre in session.jures:
        if len(connus.homonymes(membre.nom, membre.email)) > 1:
            valeurs = {"membre": membre.nom}
            constat = Constat(code="JURE_HOMONYME", noms=jure(membre, "nom", "email"), valeurs=valeurs)
            yield Faute(constat=constat, jure=membre.ligne)


def _candidats(
    session: Session, planning: Planning, referentiel: Referentiel, contexte: ContexteSession
) -> Iterator[Faute]:
    for c in convoques(session):
        yield from ligne(c, referentiel, contexte.acquis.get(c.candidature, frozenset()), session.date)
        if not c.illisible and referentiel.organisation:
            jour = planning.jour_de(c.candidature, session.date)
            recue_le = contexte.recues.get(c.candidature, {}).get(referentiel.organisation.carnet)
            yield from carnet(c, referentiel, jour, recue_le, contexte.maintenant)


def _des_jurys(
    seances: Seances, session: Session, referentiel: Referentiel, contexte: ContexteSession
) -> Iterator[Faute]:
    """Of a postponed jury, nothing more is said."""
    for jury, entendus in seances:
        if jury.reporte:
            continue
        for membre in jury.membres:
            yield from aptitude(membre, jury, entendus, referentiel, session.date)
        for c in entendus:
            yield from rencontre(jury, c, referentiel)
        yield from declarations(jury, entendus, session.date, contexte.maintenant)


def _reportes(session: Session, seances: Seances, recuses: Iterable[Faute]) -> Iterator[str]:
    """By staff, for want of a jury that may hear them, or with their jury."""
    yield from (c.candidature for c in session.candidats if c.participation is Participation.REPORTE)
    yield from (f.candidature for f in recuses if f.candidature and f.constat.code == "AUCUN_JURY_POSSIBLE")
    yield from (c.candidature for jury, entendus in seances if jury.reporte for c in entendus)
