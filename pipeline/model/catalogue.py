"""The référentiels at hand and the CQP that exist: what every question "which version?" is asked to."""

from datetime import date

from .base import Frozen
from .referentiel import Code, Referentiel, Sourced, Texte


class Cqp(Sourced):
    """One of the CQP that the CPNEFP created (S0 §1), whether or not its référentiel is installed."""

    code: Code
    intitule: Texte
    metier_reglemente: bool


class Catalogue(Frozen):
    """Codes are looked up whatever their case; `referentiels` is ordered by code, then by date."""

    cqp: tuple[Cqp, ...]
    referentiels: tuple[Referentiel, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.code for r in self.referentiels))

    def versions(self, code: str) -> tuple[Referentiel, ...]:
        return tuple(r for r in self.referentiels if r.code.casefold() == code.casefold())

    def version(self, code: str, version: str) -> Referentiel | None:
        return next((r for r in self.versions(code) if r.version == version), None)

    def en_vigueur(self, code: str, jour: date) -> Referentiel | None:
        return next((r for r in self.versions(code) if r.en_vigueur.couvre(jour)), None)

    def dernier(self, code: str) -> Referentiel | None:
        return next(reversed(self.versions(code)), None)

    def connu(self, code: str) -> Cqp | None:
        return next((c for c in self.cqp if c.code.casefold() == code.casefold()), None)
