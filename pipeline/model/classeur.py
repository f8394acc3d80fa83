"""Workbooks: the cells to fill (`Champ`), what is read from them (`Lecture`)."""

from datetime import date, time
from enum import StrEnum
from typing import Self, TypeAlias

from .anomalie import Constat, Place
from .base import Frozen

Brut: TypeAlias = str | int | float | bool | date | time | None


class Genre(StrEnum):
    TEXTE = "texte"
    DATE = "date"
    HEURE = "heure"
    NOMBRE = "nombre"
    CHOIX = "choix"


class Champ(Frozen):
    """One input cell of a form; `nom` is its defined name, `role` how a script finds it (contrat.md)."""

    nom: str
    role: str
    libelle: str
    genre: Genre = Genre.TEXTE
    choix: tuple[str, ...] = ()
    obligatoire: bool = False
    bloc: str | None = None
    competence: str | None = None
    critere: str | None = None
    ligne: int | None = None
    aide: str = ""
    argument: bool = False  # an argued text: an empty or placeholder answer does not count (S0 §2.3)
    motif: str | None = None  # a regular expression the whole text must match, told by `aide`
    longueur_max: int = 32_767  # characters: what a cell can hold, or less
    confidentiel: bool = False  # no message ever quotes it (K29)
    recent: bool = False  # workbooks and templates made before it are no worse for not having it


class Identite(Frozen):
    """What a workbook says it is, in its hidden sheet `_cqp` and in its custom properties.

    `corrige`: the deposit of which it is the annotated copy (K40).
    """

    type: str
    schema_version: str = "1"
    referentiel: str | None = None
    version: str | None = None
    bloc: str | None = None
    session: str | None = None
    candidature: str | None = None
    corrige: str | None = None


class Formulaire(Frozen):
    """The input cells of one kind of workbook, in the order in which a person meets them."""

    identite: Identite
    champs: tuple[Champ, ...]

    def __hash__(self) -> int:
        """Cheap on purpose: what is derived from a form is cached under it."""
        return hash(self.identite)

    def par_role(self, role: str) -> tuple[Champ, ...]:
        return tuple(c for c in self.champs if c.role == role)


class CelluleLue(Frozen):
    """A value that keeps its address; `formule` is set when the cell holds a formula.

    `autour`: of an answer, the texts of its row.
    """

    place: Place
    valeur: Brut = None
    formule: bool = False
    autour: tuple[str, ...] = ()


class Lecture(Frozen):
    """All that a workbook says, by defined name; nothing is judged yet."""

    identite: Identite | None
    cellules: dict[str, CelluleLue] = {}
    constats: tuple[Constat, ...] = ()

    def avec(self, *constats: Constat) -> Self:
        return self.model_copy(update={"constats": (*self.constats, *constats)})

    def places(self) -> dict[str, Place]:
        return {nom: c.place for nom, c in self.cellules.items()}
