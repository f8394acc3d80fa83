"""The prototype rows of a template sheet → the rows to write. Column A says which rows repeat, and for what.

An empty A is a row written once; `competence` repeats it for each competence; `competence/critere` for each criterion
of each. Consecutive rows of one group repeat together. `templates/classeurs/README.md` tells it to those who restyle.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import ConfigurationError

from .contexte import Groupe

Marque = tuple[str, ...]


def refus(feuille: str, ligne: int, faute: str) -> ConfigurationError:
    return ConfigurationError(
        f"Le modèle de classeur ne peut pas servir : feuille « {feuille} », ligne {ligne} : {faute}.",
        "Corrigez-le d'après templates/classeurs/README.md, ou effacez votre copie pour revenir à l'original.",
    )


@dataclass(frozen=True)
class Portee:
    """What a row knows: its values, the groups it may open, whose cells it holds."""

    valeurs: Mapping[str, str | int]
    groupes: Mapping[str, tuple[Groupe, ...]]
    cle: Mapping[str, str | int]

    @classmethod
    def de(cls, groupe: Groupe, dehors: "Portee | None" = None) -> "Portee":
        propre = {k: getattr(groupe, k) for k in ("bloc", "competence", "critere", "ligne")}
        return cls(
            {**(dehors.valeurs if dehors else {}), **groupe.valeurs},
            groupe.groupes,
            {**(dehors.cle if dehors else {}), **{k: v for k, v in propre.items() if v is not None}},
        )


@dataclass(frozen=True)
class Rangee:
    """A row to write: the prototype it comes from, its turn in each group that it is in, what it knows."""

    prototype: int
    tours: Mapping[str, int]
    portee: Portee


@dataclass(frozen=True)
class Plan:
    """The rows of one sheet, in order; the first is row 1."""

    rangees: tuple[Rangee, ...]
    par_prototype: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for n, rangee in enumerate(self.rangees, start=1):
            self.par_prototype.setdefault(rangee.prototype, []).append(n)

    def copies(self, prototype: int, tours: Mapping[str, int]) -> list[int]:
        """The rows made from a prototype as seen from another row: the same turn of the groups that both are in."""

        def ensemble(n: int) -> bool:
            siens = self.rangees[n - 1].tours
            return all(siens.get(groupe, tour) == tour for groupe, tour in tours.items())

        return [n for n in self.par_prototype.get(prototype, []) if ensemble(n)]


def planifier(feuille: Worksheet, contenu: Groupe) -> Plan:
    marques = [str(case.value or "") for (case,) in feuille.iter_rows(max_col=1)]
    lignes = [(n, tuple(m.split("/")) if m else ()) for n, m in enumerate(marques, start=1)]
    return Plan(tuple(_derouler(feuille.title, lignes, Portee.de(contenu), {})))


def _derouler(
    feuille: str, lignes: list[tuple[int, Marque]], portee: Portee, tours: Mapping[str, int]
) -> Iterator[Rangee]:
    for tete, groupe in groupby(lignes, key=lambda ligne: ligne[1][:1]):
        suite = list(groupe)
        if not tete:
            yield from (Rangee(n, tours, portee) for n, _ in suite)
            continue
        (nom,) = tete
        if nom not in portee.groupes:
            raise refus(feuille, suite[0][0], f"la colonne A demande « {nom} », qui n'existe pas ici")
        dedans = [(n, marque[1:]) for n, marque in suite]
        for tour, contenu in enumerate(portee.groupes[nom]):
            yield from _derouler(feuille, dedans, Portee.de(contenu, portee), {**tours, nom: tour})
