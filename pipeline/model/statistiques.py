"""The figures of a sitting of the jury paritaire: what is counted, and what may be shown of it."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from .base import Frozen
from .vocabulaire import Decision, Voie

NiveauEcart: TypeAlias = Literal["competence", "bloc", "avis"]


class DossierCompte(Frozen):
    """One decided dossier as the figures see it.

    `competences`: what the jury professionnel decided of each; `ecarts`: how often it departed from what was computed;
    `notifie_dans_les_temps` is null until the candidate is told.
    """

    referentiel: str  # its sigle
    voie: Voie
    decision: Decision
    vises: tuple[str, ...]
    blocs: Mapping[str, bool]
    competences: Mapping[str, bool] = {}
    ecarts: Mapping[NiveauEcart, int] = {}
    contre_avis: bool = False
    contre_calcul: bool = False
    notifie_dans_les_temps: bool | None = None


class Rangee(Frozen):
    """A group and its parts; what is hidden is null. `rare`: the part that is only known to be under the threshold."""

    cle: tuple[str, ...] = ()
    intitule: str = ""
    effectif: int | None
    parts: tuple[int | None, ...]
    rare: int | None = None

    @property
    def masquee(self) -> bool:
        return None in (self.effectif, *self.parts)


class Serie(Frozen):
    """`entetes` name the parts, `cle` what the groups are."""

    cle: Literal["referentiel", "voie", "bloc", "competence", "divergence", "delai"]
    entetes: tuple[str, ...]
    lignes: tuple[Rangee, ...]


class Figures(Frozen):
    """No series at all when the sitting itself is under `effectif_min`."""

    dossiers: int
    effectif_min: int
    series: tuple[Serie, ...] = ()
