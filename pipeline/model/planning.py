"""Who passes what, when, where, before whom. Minutes are counted from midnight."""

import datetime as dt
from typing import Literal

from .base import Frozen


class Epreuve(Frozen):
    """What must find its place: one épreuve of one candidate. All durations in minutes, extra time included.

    `preparation`: the candidate alone, ending when the épreuve starts. `avant` and `debrief`: the jury alone,
    just before and just after.
    """

    candidature: str
    bloc: str | None  # null: the one interview of a VAE
    duree: int
    preparation: int = 0
    avant: int = 0
    debrief: int = 0


class Passage(Epreuve):
    jury: int
    jour: dt.date
    debut: int  # of the épreuve itself

    @property
    def fin(self) -> int:
        return self.debut + self.duree

    @property
    def heure(self) -> dt.time:
        return dt.time(*divmod(self.debut, 60))

    @property
    def du_candidat(self) -> tuple[int, int]:
        return self.debut - self.preparation, self.fin

    @property
    def du_jury(self) -> tuple[int, int]:
        return self.debut - self.avant, self.fin + self.debrief

    @property
    def place(self) -> "PlaceDite":
        return PlaceDite(candidature=self.candidature, bloc=self.bloc, jury=self.jury, jour=self.jour, debut=self.debut)


class PlaceDite(Frozen):
    """Where and when people were told that an épreuve starts; how long it lasts is the référentiel's (K29, K44)."""

    candidature: str
    bloc: str | None
    jury: int
    jour: dt.date
    debut: int


class PlanningArrete(Frozen):
    """The planning that convocations made known. `histoire`: the deposits it comes from, `depot` being the last."""

    session: str
    depot: int
    histoire: tuple[int, ...]
    places: tuple[PlaceDite, ...]
    reglages: str  # the hours it was computed with
    rendu: int | None = None  # the last planning given back
    en_attente: bool = False  # it has faults, and was not applied


class ConvocationDite(Frozen):
    """What a published convocation was made from: a workbook, hours, and for a juror (his line) whom he hears."""

    document: str
    depot: int
    ligne: int | None = None
    places: tuple[PlaceDite, ...] = ()
    entendus: tuple[str, ...] = ()


class Plage(Frozen):
    """A stretch of a day when juries can sit."""

    jour: dt.date
    debut: int
    fin: int


class JuryDisponible(Frozen):
    """`membres`: identities, so that nobody sits in two juries at once."""

    numero: int
    membres: frozenset[str]


class Demandes(Frozen):
    """The whole problem. `jurys_possibles`: those that may hear a candidate; none is a reason by itself."""

    epreuves: tuple[Epreuve, ...]
    jurys: tuple[JuryDisponible, ...]
    plages: tuple[Plage, ...]
    jurys_possibles: dict[str, frozenset[int]]
    fixes: tuple[Passage, ...] = ()  # kept where they are: already told to people, or chosen by staff


class Impossible(Frozen):
    """Why an épreuve finds no place, and what is short, in minutes."""

    candidature: str
    bloc: str | None
    raison: Literal["aucun_jury", "duree_hors_plages", "jurys_occupes"]
    besoin: int = 0  # minutes of jury still to place
    libre: int = 0  # minutes of jury left
    jury: int | None = None


class Planning(Frozen):
    passages: tuple[Passage, ...] = ()
    impossibles: tuple[Impossible, ...] = ()

    def de(self, candidature: str) -> tuple[Passage, ...]:
        return tuple(p for p in self.passages if p.candidature == candidature)

    def jour_de(self, candidature: str, sinon: dt.date) -> dt.date:
        """The day of his first épreuve; `sinon` where nothing is planned."""
        return min((p.jour for p in self.de(candidature)), default=sinon)


class Conflit(Frozen):
    """What is wrong with a planning that people moved."""

    raison: Literal[
        "jury_en_double",
        "candidat_en_double",
        "jure_en_double",
        "hors_plage",
        "epreuve_absente",
        "epreuve_inconnue",
        "epreuve_en_double",
        "jury_inconnu",
        "jury_interdit",
    ]
    candidature: str
    bloc: str | None
    autre: tuple[str, str | None] | None = None  # the other épreuve of an overlap
