"""The prototype rows of a template sheet → the rows to write. Column A says which rows repeat, and for what.

An empty A is a row written once; `competence` repeats it for each competence; `competence/critere` for each criterion
of each. Consecutive rows of one group repeat together. Where A1 says `colonnes`, row 1 does the same for columns and is
not written. `templates/classeurs/README.md` tells it to those who restyle.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import ConfigurationError

from .contexte import Groupe

COLONNES = "colonnes"

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

    def avec(self, autre: "Portee | None") -> "Portee":
        """Where a row and a repeated column meet."""
        if autre is None:
            return self
        return Portee({**self.valeurs, **autre.valeurs}, self.groupes, {**self.cle, **autre.cle})


@dataclass(frozen=True)
class Rangee:
    """A row to write: the prototype it comes from, its turn in each group that it is in, what it knows."""

    prototype: int
    tours: Mapping[str, int]
    portee: Portee


@dataclass(frozen=True)
class Colonne:
    """A column to write: the prototype it comes from, and what it adds to what its rows know."""

    prototype: int
    portee: Portee | None = None


@dataclass(frozen=True)
class Plan:
    """The rows and columns of one sheet, in order; the first row is row 1, the first column is A."""

    rangees: tuple[Rangee, ...]
    colonnes: tuple[Colonne, ...]
    par_prototype: dict[int, list[int]] = field(default_factory=dict)
    par_colonne: dict[int, list[int]] = field(default_factory=dict)
    par_tour: dict[tuple[int, tuple[str, ...]], dict[tuple[int, ...], list[int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for n, rangee in enumerate(self.rangees, start=1):
            self.par_prototype.setdefault(rangee.prototype, []).append(n)
        for n, colonne in enumerate(self.colonnes, start=1):
            self.par_colonne.setdefault(colonne.prototype, []).append(n)

    def copies(self, prototype: int, tours: Mapping[str, int]) -> list[int]:
        """The rows made from a prototype as seen from another row: the same turn of the groups that both are in."""
        lignes = self.par_prototype.get(prototype, [])
        communs = tuple(g for g in self.rangees[lignes[0] - 1].tours if g in tours) if lignes else ()
        if (prototype, communs) not in self.par_tour:
            index: dict[tuple[int, ...], list[int]] = defaultdict(list)
            for n in lignes:
                index[tuple(self.rangees[n - 1].tours[g] for g in communs)].append(n)
            self.par_tour[prototype, communs] = index
        return self.par_tour[prototype, communs].get(tuple(tours[g] for g in communs), [])

    def etendue(self, premiere: int, derniere: int) -> tuple[int, int] | None:
        """Where a stretch of prototype columns now lies; None when none of them is written."""
        ecrites = [n for c in range(premiere, derniere + 1) for n in self.par_colonne.get(c, [])]
        return (ecrites[0], ecrites[-1]) if ecrites else None


def planifier(feuille: Worksheet, contenu: Groupe) -> Plan:
    marques = [str(case.value or "") for (case,) in feuille.iter_rows(max_col=1)]
    lignes = [(n, tuple(m.split("/")) if m else ()) for n, m in enumerate(marques, start=1)]
    if marques[:1] == [COLONNES]:
        lignes = lignes[1:]
    rangees = tuple(_derouler(feuille.title, lignes, Portee.de(contenu), {}))
    return Plan(rangees, tuple(_colonnes(feuille, contenu, repetees=marques[:1] == [COLONNES])))


def _colonnes(feuille: Worksheet, contenu: Groupe, *, repetees: bool) -> Iterator[Colonne]:
    for colonne, (tete,) in enumerate(feuille.iter_cols(max_row=1), start=1):
        nom = str(tete.value or "") if repetees and colonne > 1 else ""
        if not nom:
            yield Colonne(colonne)
        elif nom in contenu.groupes:
            yield from (Colonne(colonne, Portee.de(groupe)) for groupe in contenu.groupes[nom])
        else:
            raise refus(feuille.title, 1, f"la ligne 1 demande « {nom} », qui n'existe pas ici")


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
