"""Which column says what: the titles that lists are known to bear, and those that this workspace has learnt."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from pydantic import ValidationError, field_validator

from pipeline import tables
from pipeline.errors import ConfigurationError
from pipeline.model.base import Frozen
from pipeline.model.session import Sorte
from pipeline.model.vocabulaire import plier

FICHIER = "correspondances.toml"
IGNOREE = "ignorer"  # the role of a column that staff does not want to hear of any more
VISE = "vise_"  # then what names a bloc
CONFIDENTIELS = {"handicap_le", "amenagement", "temps_supplementaire"}  # what no list ever gives (K29)
_BLOC = re.compile(r"(?:bloc (?:de competences? )?(?:n |no |numero )?b?|b) ?([0-9]{1,2})(?: vise)?")


class Table(Frozen):
    """`templates/correspondances.toml`: by role, the titles that are accepted, the best first.

    `confidentiels`: parts of the titles whose columns are never taken (K29).
    `mots`: by word of a drop-down list, what lists write in its place.
    """

    candidats: dict[str, tuple[str, ...]]
    jures: dict[str, tuple[str, ...]]
    confidentiels: tuple[str, ...]
    mots: dict[str, tuple[str, ...]]

    @field_validator("candidats", "jures")
    @classmethod
    def _discretes(cls, titres: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        if not CONFIDENTIELS.isdisjoint(titres):
            raise ValueError("a list may not give what is confidential")
        return titres

    def titres(self, sorte: Sorte) -> Mapping[str, tuple[str, ...]]:
        return self.candidats if sorte == "candidats" else self.jures

    def titre(self, role: str, sorte: Sorte) -> str:
        """How a sentence names a role."""
        if role.startswith(VISE):
            return f"Bloc {role.removeprefix(VISE)}"
        return next(iter(self.titres(sorte).get(role, ())), role)

    def admet(self, role: str, sorte: Sorte) -> bool:
        """Whether a column may be given this role."""
        bloc = sorte == "candidats" and role.startswith(VISE) and role != VISE
        return role == IGNOREE or bloc or role in self.titres(sorte)


class Correspondance(Frozen):
    """The columns of a list, by rank from 0. `doubles`: the one kept, the one left, for one and the same role."""

    colonnes: dict[int, str] = {}
    inconnues: tuple[int, ...] = ()
    confidentielles: tuple[int, ...] = ()
    doubles: tuple[tuple[int, int], ...] = ()


@cache
def table(dossiers: tuple[Path, ...]) -> Table:
    try:
        return Table.model_validate(tables.reunir(dossiers, FICHIER))
    except ValidationError as e:
        raise ConfigurationError(
            f"« {FICHIER} » ne peut pas être lu : {e}",
            "Corrigez-le, ou effacez votre copie pour revenir à celle d'origine.",
        ) from e


def correspondre(
    entetes: Sequence[str], connues: Table, sorte: Sorte, memoire: Mapping[str, str] | None = None
) -> Correspondance:
    """The order of the columns never matters. `memoire`: by folded title, the role that staff gave; it wins."""
    roles = _roles(connues, sorte, memoire or {})
    rangs = {titre: rang for rang, titre in enumerate(roles)}
    par_role: dict[str, list[tuple[int, int]]] = defaultdict(list)
    inconnues, confidentielles = [], []
    for colonne, entete in enumerate(entetes):
        titre = plier(entete)
        role = roles.get(titre) or _bloc(titre, sorte)
        if any(plier(mot) in titre for mot in connues.confidentiels):
            confidentielles.append(colonne)
        elif role is None:
            inconnues.append(colonne)
        elif role != IGNOREE:
            par_role[role].append((rangs.get(titre, len(rangs)), colonne))
    tries = {role: [colonne for _, colonne in sorted(trouvees)] for role, trouvees in par_role.items()}
    return Correspondance(
        colonnes={gardee: role for role, (gardee, *_) in tries.items()},
        inconnues=tuple(inconnues),
        confidentielles=tuple(confidentielles),
        doubles=tuple((gardee, autre) for gardee, *autres in tries.values() for autre in autres),
    )


def _roles(connues: Table, sorte: Sorte, memoire: Mapping[str, str]) -> dict[str, str]:
    """By folded title, the best first."""
    apprises = {titre: role for titre, role in memoire.items() if connues.admet(role, sorte)}
    livrees = {plier(titre): role for role, titres in connues.titres(sorte).items() for titre in titres}
    return apprises | {titre: role for titre, role in livrees.items() if titre not in apprises}


def _bloc(titre: str, sorte: Sorte) -> str | None:
    """« Bloc 1 », « B1 », « Bloc n° 1 visé »: a column of each bloc."""
    trouve = _BLOC.fullmatch(titre) if sorte == "candidats" else None
    return f"{VISE}{trouve[1]}" if trouve else None
