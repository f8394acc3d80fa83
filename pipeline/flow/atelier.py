"""What every use case holds: the workspace, the time, the law in force, the register once it is open."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from pipeline import referentiels, register, texts
from pipeline.documents import compose
from pipeline.errors import ConfigurationError
from pipeline.model.anomalie import Constat, Gravite
from pipeline.model.etat import Etat
from pipeline.model.faits import Depot
from pipeline.model.referentiel import Referentiel
from pipeline.rules.faits import FaitsEnVigueur, en_vigueur
from pipeline.rules.situation import Contexte, Jugement, juger
from pipeline.settings import Espace
from pipeline.texts import Entree

from . import vues


class Atelier:
    """One run of the program: a workspace and a moment. `maintenant` is the only clock (contrat.md)."""

    def __init__(self, espace: Espace, maintenant: dt.datetime) -> None:
        self.espace = espace
        self.maintenant = maintenant

    @cached_property
    def referentiels(self) -> referentiels.Catalogue:
        return referentiels.charger(self.espace.referentiels)

    @property
    def anomalies(self) -> Mapping[str, Entree]:
        return texts.catalogue(self.espace.templates)

    @property
    def composition(self) -> compose.Contexte:
        return compose.Contexte(reglages=self.espace.reglages, templates=self.espace.templates)

    def bloque(self, constat: Constat) -> bool:
        return (constat.gravite or self.anomalies[constat.code].gravite) is Gravite.BLOQUANTE

    @contextmanager
    def registre(self) -> Iterator[register.Registre]:
        self.espace.archives.mkdir(exist_ok=True)
        with register.ouvrir(self.espace.registre) as registre:
            yield registre

    def bilan(self, registre: register.Registre) -> "Bilan":
        """Judge all the facts again: it is quick, and nothing that is computed is ever kept."""
        depots = registre.depots.tous()
        faits = en_vigueur(depots)
        contexte = Contexte(
            referentiels=self._cites(faits),
            dockets=registre.jpn.dockets(),
            proclamations=registre.jpn.proclamations(),
            pv_signe_obligatoire=self.espace.reglages.dossier.pv_signe_obligatoire,
        )
        return Bilan(self, registre, depots, faits, contexte, juger(faits, contexte, self.bloque))

    def _cites(self, faits: FaitsEnVigueur) -> dict[tuple[str, str], Referentiel]:
        _ = self.referentiels  # an invalid one is told by every command, whether a file cites it or not
        cites = set()
        for dossier in faits.dossiers.values():
            cites |= {(g.referentiel, g.version) for g in dossier.grilles.values()}
            if dossier.pv:
                cites.add((dossier.pv.referentiel, dossier.pv.version))
        return {(code, version): self.referentiel(code, version) for code, version in cites}

    def referentiel(self, code: str, version: str) -> Referentiel:
        """One that the register relies on: without it, nothing that was accepted can be judged any more."""
        trouve = self.referentiels.version(code, version)
        if trouve is None:
            raise ConfigurationError(
                f"Le référentiel {code} {version} n’est plus installé, mais des dossiers en dépendent.",
                "Réinstallez-le : cqp referentiel importer FICHIER",
            )
        return trouve


@dataclass(frozen=True)
class Bilan:
    """The facts of a moment and what they are judged to mean."""

    atelier: Atelier
    registre: register.Registre
    depots: tuple[Depot, ...]
    faits: FaitsEnVigueur
    contexte: Contexte
    jugement: Jugement

    @cached_property
    def etat(self) -> Etat:
        documents = self.registre.documents.tous()
        return vues.etat(
            depots=self.depots,
            jugement=self.jugement,
            entrees=self.atelier.anomalies,
            documents=tuple(vues.document(d) for d in documents),
            parchemins=self.registre.numeros.par_candidature("parchemin"),
            jpn=self.faits.jpn,
            dockets=self.contexte.dockets,
            proclamations=self.contexte.proclamations,
            calendrier_jpn=self.atelier.espace.reglages.jpn.dates,
            maintenant=self.atelier.maintenant,
        )
