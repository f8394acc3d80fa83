"""What every form is made of: names of cells, forms of identifiers, the three cells that open each workbook."""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import TypedDict, Unpack

from pipeline.errors import ConfigurationError
from pipeline.model.classeur import Champ, Formulaire, Genre, Identite

IDENTIFIANT = r"[A-Za-z0-9][A-Za-z0-9._\-]{0,39}"
COURRIEL = r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+"
COURRIEL_MAX = 254
NOM_MAX = 120  # characters of a person's name
MINUTES = "Durée réelle, en minutes entières. Exemple : 30."

_HORS_NOM = re.compile(r"[^a-z0-9]+")


def nom(*morceaux: str | int) -> str:
    """A defined name, never like a cell address: `nom("critere", "B1.C2.3")` is `critere_b1_c2_3`."""
    return "_".join(_HORS_NOM.sub("_", str(m).lower()).strip("_") for m in morceaux)


class Repere(TypedDict, total=False):
    """What tells apart the cells of one role."""

    bloc: str
    competence: str
    critere: str
    ligne: int
    obligatoire: bool


def liste(mots: Iterable[StrEnum], nom_: str, role: str, libelle: str, aide: str, **repere: Unpack[Repere]) -> Champ:
    """A cell to fill with one word of a closed list."""
    choix = tuple(m.value for m in mots)
    return Champ(nom=nom_, role=role, libelle=libelle, genre=Genre.CHOIX, choix=choix, aide=aide, **repere)


def argument(nom_: str, role: str, libelle: str, aide: str, **repere: Unpack[Repere]) -> Champ:
    """A cell where a text wants an argument (S0 §2.3)."""
    return Champ(nom=nom_, role=role, libelle=libelle, aide=aide, argument=True, **repere)


def formulaire(identite: Identite, champs: Iterable[Champ]) -> Formulaire:
    """Two cells of one name would be one cell: a référentiel whose codes lead there is refused."""
    tous = tuple(champs)
    doubles = [n for n, fois in Counter(c.nom for c in tous).items() if fois > 1]
    if doubles:
        raise ConfigurationError(
            f"Dans le référentiel {identite.referentiel} {identite.version}, deux codes donnent le même nom de cellule "
            f"({', '.join(doubles)}).",
            "Donnez aux blocs, compétences, critères et phases des codes qui diffèrent par leurs lettres ou chiffres.",
        )
    return Formulaire(identite=identite, champs=tous)


def fiche() -> tuple[Champ, ...]:
    """The candidature, the session and the date: what a grid and a PV both say of themselves."""
    aide = "Lettres sans accent, chiffres, points et tirets, 40 caractères au plus. Exemple : {}."
    return (
        Champ(
            nom=nom("fiche", "candidature"),
            role="candidature",
            libelle="Candidature",
            obligatoire=True,
            motif=IDENTIFIANT,
            aide="Numéro de la candidature. " + aide.format("GC-2023-0042"),
        ),
        Champ(
            nom=nom("fiche", "session"),
            role="session",
            libelle="Session",
            obligatoire=True,
            motif=IDENTIFIANT,
            aide="Numéro de la session d'évaluation. " + aide.format("S-2023-10-A"),
        ),
        Champ(
            nom=nom("fiche", "date"),
            role="date",
            libelle="Date de l'évaluation",
            genre=Genre.DATE,
            obligatoire=True,
            aide="Jour où le jury professionnel s'est tenu. Exemple : 02/10/2023.",
        ),
    )
