"""Where and when: what a convocation must be able to say (S0 §2 and §6, S1)."""

import datetime as dt
from collections.abc import Iterator, Sequence

from pipeline.forms import nom
from pipeline.model.anomalie import Constat
from pipeline.model.referentiel import Epreuve, Referentiel
from pipeline.model.session import Session
from pipeline.model.vocabulaire import Branche, Mode, Voie

from .candidats import convoques
from .situation import RIEN, TOUT, Faute, JuryForme, Retenue

A_DISTANCE = {Mode.TEAMS, Mode.ZOOM}
CONVOCATIONS = frozenset({Retenue.CONVOCATION})


def seance(session: Session, jurys: Sequence[JuryForme], referentiel: Referentiel) -> Iterator[Faute]:
    for constat in _heures(session):
        yield Faute(constat=constat, retient=TOUT)
    for constat in _lieu(session):
        yield Faute(constat=constat, retient=CONVOCATIONS)
    for constat in (*_mode(session, referentiel), *_responsable(session)):
        yield Faute(constat=constat, retient=RIEN)
    for jury in (j for j in jurys if not j.reporte):
        yield from _acces(session, jury)


def _heures(session: Session) -> Iterator[Constat]:
    if session.fin < session.date:
        valeurs = {"debut": f"{session.date:%d/%m/%Y}", "fin": f"{session.fin:%d/%m/%Y}"}
        yield Constat(code="DATES_INVERSEES", noms=("fiche_date", "date_fin"), valeurs=valeurs)
    for champ in ("journee", "pause"):
        debut: dt.time | None = getattr(session, f"{champ}_debut")
        fin: dt.time | None = getattr(session, f"{champ}_fin")
        if debut and fin and debut >= fin:
            valeurs = {"debut": f"{debut:%H:%M}", "fin": f"{fin:%H:%M}"}
            yield Constat(code="HEURES_INVERSEES", noms=(f"{champ}_debut", f"{champ}_fin"), valeurs=valeurs)


def _lieu(session: Session) -> Iterator[Constat]:
    """Without it a convocation would not tell where to go (G-127)."""
    if session.mode is Mode.PRESENTIEL and not session.lieu:
        yield Constat(code="LIEU_MANQUANT", noms=("session_lieu",))


def _mode(session: Session, referentiel: Referentiel) -> Iterator[Constat]:
    """Does the mode suit the épreuves, and the tool the branche (N-003)?"""
    if session.mode is None:
        yield Constat(code="MODE_MANQUANT", noms=("mode_session",))
    vises = {b for c in convoques(session) if c.voie is not Voie.VAE for b in c.vises}
    epreuves = [e for e in referentiel.evaluation.epreuves if e.bloc in vises]
    inadaptees = [e.intitule for e in epreuves if not _convient(session.mode, e)]
    if inadaptees:
        valeurs = {"mode": session.mode or "", "epreuves": " ; ".join(dict.fromkeys(inadaptees))}
        yield Constat(code="MODE_INADAPTE", noms=("mode_session",), valeurs=valeurs)
    branches = {c.branche for c in convoques(session)} - {None}
    if session.mode is Mode.ZOOM and branches and Branche.MALADIE not in branches:
        yield Constat(code="ZOOM_HORS_MALADIE", noms=("mode_session",))
    if session.mode is Mode.TEAMS and branches == {Branche.MALADIE}:
        yield Constat(code="TEAMS_POUR_LA_MALADIE", noms=("mode_session",))
    if session.mode is Mode.PRESENTIEL and epreuves and all(e.a_distance for e in epreuves):
        yield Constat(code="DISTANCE_PRIORITAIRE", noms=("mode_session",))


def _convient(mode: Mode | None, epreuve: Epreuve) -> bool:
    """What is done before a jury cannot be judged from a file alone (S0 §2.2)."""
    if mode is Mode.DOSSIER:
        return epreuve.nature == "ecrit"
    return epreuve.a_distance or mode not in A_DISTANCE


def _responsable(session: Session) -> Iterator[Constat]:
    if not session.responsable_nom:
        yield Constat(code="RESPONSABLE_MANQUANT", noms=("session_responsable_nom",))


def _acces(session: Session, jury: JuryForme) -> Iterator[Faute]:
    """Each jury's own room or link (G-125, G-127)."""
    if session.mode is Mode.PRESENTIEL and not jury.salle:
        constat = Constat(code="SALLE_MANQUANTE", noms=(nom("jury_salle", jury.numero),))
        yield Faute(constat=constat, jury=jury.numero)
    elif session.mode in A_DISTANCE and not jury.lien:
        constat = Constat(code="LIEN_MANQUANT", noms=(nom("jury_lien", jury.numero),))
        yield Faute(constat=constat, jury=jury.numero)
