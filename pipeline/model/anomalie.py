"""What is wrong with what people gave us: data with a code and a place, never an exception."""

from enum import StrEnum

from .base import Frozen


class Gravite(StrEnum):
    BLOQUANTE = "bloquante"
    AVERTISSEMENT = "avertissement"
    INFORMATION = "information"


class Place(Frozen):
    """Where a cell stands; `nom` is its defined name when it is one of ours."""

    feuille: str
    cellule: str
    nom: str | None = None


class Constat(Frozen):
    """A fault as a rule sees it: a code of the catalogue, the names concerned, what fills the sentence.

    `places` is for cells that have no name (a sheet, a stray formula).
    `gravite` overrides the catalogue's when the rule knows better.
    """

    code: str
    noms: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    valeurs: dict[str, str] = {}
    gravite: Gravite | None = None


class Anomalie(Frozen):
    """A `Constat` told to a person: what was found, what to do, which text asks it (contrat.md)."""

    code: str
    gravite: Gravite
    message: str
    action: str
    cellules: tuple[Place, ...] = ()
    exigences: tuple[str, ...] = ()
    source: str = ""

    @property
    def bloquante(self) -> bool:
        return self.gravite is Gravite.BLOQUANTE
