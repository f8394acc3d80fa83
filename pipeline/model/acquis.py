"""What a person holds, told with all that a paper may say of it: under which title, since when, what it counts for."""

import datetime as dt
from typing import Literal

from .base import Frozen
from .referentiel import Rncp


class Unite(Frozen):
    """A bloc or a competence as its own référentiel names it."""

    code: str
    intitule: str


class Titre(Frozen):
    """The version of a CQP under which something was acquired, with its registration (K46)."""

    code: str
    sigle: str
    version: str
    intitule: str
    rncp: Rncp | None = None


class Tenu(Frozen):
    """Seen from one CQP: `compte_pour`, the codes there that it counts for; none, and it is listed apart (K46)."""

    nature: Literal["bloc", "competence"] = "bloc"
    unite: Unite
    titre: Titre
    date: dt.date
    source: str = ""
    compte_pour: tuple[str, ...] = ()
    competences: tuple[Unite, ...] = ()  # of a bloc, those that its jury validated (G-096)
