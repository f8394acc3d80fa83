"""The dossiers of a docket in the order of their numbers, which tells nothing (K18)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.flow.atelier import Bilan
from pipeline.model.anonymat import Identites
from pipeline.model.faits import EtatDepot, Piece, ProcesVerbal
from pipeline.model.rectification import MotLibere
from pipeline.model.referentiel import Referentiel
from pipeline.rules import echantillon
from pipeline.rules.situation import Situation

from . import identites


@dataclass(frozen=True)
class Carte:
    """A candidature under its number, at its place in the workbook."""

    rang: int
    numero: str
    situation: Situation
    pv: ProcesVerbal
    referentiel: Referentiel
    a_controler: bool


class Docket:
    """One docket: its dossiers, its sample."""

    def __init__(self, bilan: Bilan, jour: dt.date) -> None:
        self.bilan, self.jour = bilan, jour
        self.numeros: dict[str, str] = bilan.contexte.dockets[jour]
        self._identites: dict[str, Identites] = {}

    @cached_property
    def graine(self) -> str:
        return self.bilan.registre.jpn.graines().get(self.jour, "")

    @cached_property
    def echantillon(self) -> tuple[str, ...]:
        return echantillon.tirer(self.numeros, self.graine, self.bilan.atelier.espace.reglages.jpn.echantillon)

    @property
    def exemple(self) -> bool:
        """One of its référentiels is only an example: its papers say SPÉCIMEN."""
        return any(c.referentiel.statut == "exemple" for c in self)

    @cached_property
    def recues(self) -> dict[str, dict[str, tuple[str, str]]]:
        """The last deposit of each piece, by candidature: its hash and its name."""
        par_candidature: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
        for d in self.bilan.depots:
            if d.etat is EtatDepot.ACCEPTE and isinstance(d.contenu, Piece):
                par_candidature[d.contenu.candidature][d.contenu.piece] = (d.sha256, d.fichier)
        return par_candidature

    def identites(self, c: Carte) -> Identites:
        """Whom this dossier must not name, but for the words that staff released in it."""
        if c.numero not in self._identites:
            liberes = frozenset(m.mot for m in self._liberes if m.candidature == c.situation.id)
            self._identites[c.numero] = identites.du_dossier(c.situation, self.bilan, liberes)
        return self._identites[c.numero]

    def voisins(self, c: Carte) -> Identites:
        """One value for a whole session: its table of names is made once."""
        return self._par_session[c.pv.session]

    @cached_property
    def _par_session(self) -> dict[str, Identites]:
        ensemble: dict[str, list[Situation]] = defaultdict(list)
        for s in self.bilan.jugement.situations:
            ensemble[s.session or ""].append(s)
        return {session: identites.des_candidats(siens, self._liberes) for session, siens in ensemble.items()}

    @cached_property
    def identites_de_tous(self) -> Identites:
        return identites.de_tous(self.identites(c) for c in self)

    @cached_property
    def _liberes(self) -> tuple[MotLibere, ...]:
        return self.bilan.registre.rectifications.mots_liberes()

    def __iter__(self) -> Iterator[Carte]:
        return iter(self._cartes)

    @cached_property
    def _cartes(self) -> tuple[Carte, ...]:
        return tuple(self._lire())

    def _lire(self) -> Iterator[Carte]:
        par_id = {s.id: s for s in self.bilan.jugement.situations}
        for rang, (numero, id_) in enumerate(sorted(self.numeros.items()), start=1):
            s = par_id[id_]
            if s.recu.pv is None or s.referentiel is None:
                raise ValueError(f"{id_} is on a docket without its PV")
            yield Carte(rang, numero, s, s.recu.pv, s.referentiel, numero in self.echantillon)
