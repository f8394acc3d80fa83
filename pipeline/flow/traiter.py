"""The whole story of a pass: what lies in inbox/ becomes facts, facts become documents, inbox/ is empty again."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import DisqueError
from pipeline.inbox import spool
from pipeline.inbox.spool import Prise, Stabilite
from pipeline.model.faits import Depot, EtatDepot
from pipeline.register import DepotEnCours
from pipeline.workbooks.read import type_annonce

from . import guichet, ordres
from .atelier import Atelier, Progression
from .guichet import Guichet
from .mettre_a_jour import mettre_a_jour

PREMIERS = {"session", "planning", "formation-jury"}  # they say who may be evaluated, when and by whom
PAS = 0.2  # seconds between two looks at files that are still being written


@dataclass(frozen=True)
class Passe:
    """What one pass did."""

    depots: tuple[Depot, ...]
    documents: int
    illisibles: tuple[str, ...] = ()
    avis: tuple[str, ...] = ()

    @property
    def faute(self) -> DisqueError | None:
        """What could not be read is told once the others are done; it is not ours to remove."""
        if not self.illisibles:
            return None
        return DisqueError(
            f"Dans inbox/, vos droits ne permettent pas de lire : {', '.join(self.illisibles)}.",
            "Donnez au programme le droit de lire ces fichiers, ou retirez-les ; le reste a été traité.",
        )

    @property
    def refuses(self) -> int:
        return sum(d.etat is EtatDepot.REFUSE for d in self.depots)


def traiter(atelier: Atelier, progression: Progression, prets: Sequence[Path] | None = None) -> Passe:
    """Claim → examine → record → judge → compose → publish. Killed anywhere, the next pass finishes it.

    `prets`: the files to take, known to be settled; else every file is waited for.
    """
    espace = atelier.espace
    with atelier.ouvrir("cqp traiter") as registre:
        sources = _installes(atelier) if prets is None else prets
        depots = _recevoir(sources, guichet.ouvrir(atelier, registre), progression)
        bilan = atelier.bilan(registre)
        if ordres.executer(bilan):
            bilan = atelier.bilan(registre)
        faite = mettre_a_jour(bilan, progression)
    illisibles = tuple(spool.nom_de_depot(s, espace.inbox) for s in sources if spool.est_illisible(s))
    return Passe(depots=tuple(depots), documents=faite.documents, illisibles=illisibles, avis=faite.avis)


@dataclass(frozen=True)
class _Recu:
    """A deposit to conclude; `prise` is what still lies in inbox/."""

    en_cours: DepotEnCours
    copie: Path
    prise: Prise | None = None


def _recevoir(sources: Sequence[Path], ouvert: Guichet, progression: Progression) -> list[Depot]:
    """What an interruption left, then all that is there; claimed first, since a session bars grids (N-016)."""
    depots, espace = ouvert.registre.depots, ouvert.atelier.espace
    laisses = [_Recu(r, espace.depots / spool.nom_de_copie(r.sha256, r.fichier)) for r in depots.en_cours()]
    _conclure_tous(laisses, ouvert, progression)
    _conclure_tous([recu for s in sources if (recu := _prendre(s, ouvert))], ouvert, progression)
    return ouvert.depots


def _conclure_tous(recus: Sequence[_Recu], ouvert: Guichet, progression: Progression) -> None:
    premiers = {r.en_cours.id for r in recus if type_annonce(r.copie) in PREMIERS}
    for rang, recu in enumerate(sorted(recus, key=lambda r: r.en_cours.id not in premiers), start=1):
        if rang == len(premiers) + 1 and premiers:
            ouvert.actualiser()
        ouvert.conclure(recu.en_cours, recu.copie)
        if recu.prise:
            _rendre(recu.en_cours.id, recu.prise, ouvert)
        progression("fichiers", rang, len(recus))


def _installes(atelier: Atelier) -> tuple[Path, ...]:
    """Wait until every file has stopped changing; those that come meanwhile are waited for too."""
    stabilite = Stabilite(atelier.espace.reglages.inbox.stabilite_s)
    while True:
        presents = spool.presents(atelier.espace.inbox)
        if len(stabilite.regarder(presents, time.monotonic())) == len(presents):
            return presents
        time.sleep(PAS)


def _prendre(source: Path, ouvert: Guichet) -> _Recu | None:
    """A source left behind by a killed pass is known by its name and content: it only has to go."""
    atelier, depots = ouvert.atelier, ouvert.registre.depots
    if spool.est_special(source):
        ouvert.ecarter(spool.nom_de_depot(source, atelier.espace.inbox))
        source.unlink()
        return None
    prise = spool.prendre(source, atelier.espace.inbox, atelier.espace.depots)
    if prise is None:
        return None
    connu = depots.non_rendu(prise.fichier, prise.sha256)
    if connu:
        _rendre(connu, prise, ouvert)
        return None
    recu = depots.recevoir(prise.fichier, prise.sha256, prise.vue.taille, atelier.maintenant)
    return _Recu(recu, prise.copie, prise)


def _rendre(depot: str, prise: Prise, ouvert: Guichet) -> None:
    if spool.rendre(prise, ouvert.atelier.espace.inbox):
        ouvert.registre.depots.rendre(depot, ouvert.atelier.maintenant)
