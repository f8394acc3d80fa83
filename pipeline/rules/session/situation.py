"""What is judged of a session: its juries as they sit, its faults, what each fault holds back (K35)."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from pipeline.model.anomalie import Constat
from pipeline.model.base import Frozen
from pipeline.model.faits import Depot
from pipeline.model.planning import Planning
from pipeline.model.referentiel import Referentiel
from pipeline.model.session import Convoque, Jure, Session


class Retenue(StrEnum):
    """What a fault may hold back: the convocation, or the prefilled grids and PV."""

    CONVOCATION = "convocation"
    PREREMPLI = "prerempli"


RIEN: frozenset[Retenue] = frozenset()
TOUT = frozenset(Retenue)


class Faute(Frozen):
    """A constat and whom it concerns: a candidature, a juror (by line), a whole jury; the whole session when none.

    A juror's own fault holds his convocation and the prefilled papers of those whom his jury hears, not their
    convocations: the day stands, the juror may change. `attend`: what was dropped is to be corrected before anything
    is done of it; what is out already stays where it is.
    """

    constat: Constat
    candidature: str | None = None
    jure: int | None = None
    jury: int | None = None
    retient: frozenset[Retenue] = RIEN
    attend: bool = False

    def concerne(self, candidature: str, jury: int | None) -> bool:
        """The candidate himself, the jury that hears him or one of its members, the whole session."""
        if self.candidature is not None:
            return self.candidature == candidature
        if self.jure is not None or self.jury is not None:
            return self.jury is not None and self.jury == jury
        return True

    def retient_le_candidat(self, candidature: str, jury: int | None, retenue: Retenue) -> bool:
        if retenue not in self.retient:
            return False
        if self.candidature is not None:
            return self.candidature == candidature
        if self.jure is not None:
            return retenue is Retenue.PREREMPLI and self.jury is not None and self.jury == jury
        return self.jury is None or self.jury == jury

    def retient_le_jure(self, ligne: int, jurys: frozenset[int]) -> bool:
        if Retenue.CONVOCATION not in self.retient or self.candidature is not None:
            return False
        if self.jure is not None:
            return self.jure == ligne
        return self.jury is None or self.jury in jurys


class JuryForme(Frozen):
    """A jury as it sits: absences replaced where the régime allows it (K2)."""

    numero: int
    membres: tuple[Jure, ...]
    salle: str | None = None
    lien: str | None = None
    reporte: bool = False


class ContexteSession(Frozen):
    """What judging a session needs besides its workbook, each a plain value."""

    maintenant: dt.date
    recues: Mapping[str, Mapping[str, dt.date]] = {}  # by candidature, the day each piece came
    acquis: Mapping[str, frozenset[str]] = {}  # by candidature, the blocs its person already holds


class Libere(Frozen):
    """A juror who was convened, under that number, for those days and by that document, and sits no more.

    `reporte`: because his jury is postponed.
    """

    numero: int
    membre: Jure
    jury: int
    jours: tuple[dt.date, ...]
    convocation: str
    le: dt.date
    reporte: bool = False


class Decommande(Frozen):
    """A candidate who was convened, for those days and by that document, and is expected no more."""

    convoque: Convoque
    jours: tuple[dt.date, ...]
    convocation: str
    le: dt.date
    reporte: bool = False  # postponed, by staff or with his jury; else he is no longer of this session


class SituationSession(Frozen):
    """`session`: its jurors completed from the vivier. `reportes`: candidatures postponed.

    `rendu`: the planning given back that `fautes` may point to. `propose`: what the hours of today would make of a
    planning that was already told. `annoncees`: candidatures whose convocation is out; `jures_annonces`: the numbers of
    the jurors whose is. `numeros`: by line, the number under which a juror is convened where it is not his line.
    """

    session: Session
    depot: Depot
    referentiel: Referentiel
    jurys: tuple[JuryForme, ...]
    planning: Planning
    fautes: tuple[Faute, ...] = ()
    reportes: frozenset[str] = frozenset()
    rendu: Depot | None = None
    rendu_en_attente: bool = False  # its faults keep it from applying
    histoire: tuple[int, ...] = ()  # the deposits that the planning comes from
    propose: Planning | None = None
    annoncees: frozenset[str] = frozenset()
    jures_annonces: frozenset[int] = frozenset()
    numeros: Mapping[int, int] = {}
    liberes: tuple[Libere, ...] = ()
    recues: Mapping[str, Mapping[str, dt.date]] = {}  # by candidature, the day each piece came
    decommandes: tuple[Decommande, ...] = ()

    @property
    def constats(self) -> tuple[Constat, ...]:
        """Each once: one cause may hold several people."""
        uniques: list[Constat] = []
        for faute in self.fautes:
            if faute.constat not in uniques:
                uniques.append(faute.constat)
        return tuple(uniques)

    @property
    def choisi(self) -> bool:
        """The last word on the hours is that of a person, who gave the planning back."""
        return self.rendu is not None and self.rendu.rang == self.histoire[-1] and not self.rendu_en_attente

    def numero(self, jure: Jure) -> int:
        """Under which a juror is convened: his line, unless another was convened under it."""
        return self.numeros.get(jure.ligne, jure.ligne)

    def jury_de(self, candidature: str) -> JuryForme | None:
        return jury_de(self.session, self.jurys, self.planning, candidature)

    def jour_de(self, candidature: str) -> dt.date:
        """The candidate's own day; the session's where nothing is planned."""
        return self.planning.jour_de(candidature, self.session.date)

    def retenu(self, candidature: str, retenue: Retenue) -> bool:
        return bool(self.raisons(candidature, retenue))

    def raisons(self, candidature: str, retenue: Retenue) -> tuple[Constat, ...]:
        """Why these papers of this candidature are held."""
        jury = self.jury_de(candidature)
        numero = jury.numero if jury else None
        return tuple(f.constat for f in self.fautes if f.retient_le_candidat(candidature, numero, retenue))

    def retenu_jure(self, ligne: int) -> bool:
        return bool(self.raisons_jure(ligne))

    def raisons_jure(self, ligne: int) -> tuple[Constat, ...]:
        """Why the convocation of this juror is held."""
        return tuple(f.constat for f in self._fautes_du_jure(ligne))

    def convoque(self, jure: Jure) -> bool:
        """Whether the papers of this juror are out or may be: what only waits takes nothing back."""
        fautes = self._fautes_du_jure(jure.ligne)
        return not fautes or (self.numero(jure) in self.jures_annonces and all(f.attend for f in fautes))

    def _fautes_du_jure(self, ligne: int) -> tuple[Faute, ...]:
        jurys = frozenset(j.numero for j in self.jurys if any(m.ligne == ligne for m in j.membres))
        return tuple(f for f in self.fautes if f.retient_le_jure(ligne, jurys))


def jury_de(session: Session, jurys: tuple[JuryForme, ...], planning: Planning, candidature: str) -> JuryForme | None:
    """The jury of its passages; without any, the one it was given, or the only one there is."""
    convoque = session.convoque(candidature)
    numero = next((p.jury for p in planning.de(candidature)), convoque.jury if convoque else None)
    if numero is None and len(jurys) == 1:
        return jurys[0]
    return next((j for j in jurys if j.numero == numero), None)
