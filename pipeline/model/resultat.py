"""What the rules compute, shaped as `contrat.md` shows it (BLOC, ecarts). `None` means undetermined (K13)."""

from typing import Literal, TypeAlias

from .base import Frozen


class ResultatCompetence(Frozen):
    code: str
    criteres_valides: int
    criteres_non_observes: int
    criteres_total: int
    seuil: int | None
    calcul: bool | None
    jury: bool | None = None
    acquise: bool = False  # held before: it counts, whatever was observed of it this time (K37)


class ResultatBloc(Frozen):
    code: str
    competences: tuple[ResultatCompetence, ...]
    competences_validees: int
    competences_total: int
    seuil: int | None
    calcul: bool | None
    jury: bool | None = None


Issue: TypeAlias = Literal["totale", "partielle", "refus"]


class Ecart(Frozen):
    """The jury proposed something else than what was computed; `motif` says why (K12)."""

    niveau: Literal["competence", "bloc", "avis"]
    code: str | None
    calcul: bool | Issue | None
    jury: bool | Issue | None
    motif: str | None
